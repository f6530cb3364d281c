// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/json.h"

#include <optional>

#include "apps/cli/case_text.h"
#include "apps/cli/json_values.h"
#include "apps/cli/options.h"
#include "apps/cli/output_names.h"
#include "base/civil_date.h"
#include "engine/receipt/sha256.h"
#include "engine/run/findings.h"
#include "engine/run/stopped.h"

namespace proviso::cli {
namespace {

/// `2017-05-05`, or `2017-05-05T09:30`.
Json day_time_or_null(std::optional<DayTime> when) { return when ? Json(day_time_text(*when)) : Json(nullptr); }

/// `09:30`.
Json time_or_null(std::optional<std::int32_t> minute) { return minute ? Json(clock_time(*minute)) : Json(nullptr); }

Json diagnostic_json(const Diagnostic& diagnostic, const SourceSet& sources) {
  Json json;
  json["code"] = code_name(diagnostic.code);
  json["severity"] = severity_text(diagnostic.severity);
  json["message"] = diagnostic.message;
  json["help"] = text_or_null(diagnostic.help);
  add_place(json, diagnostic.span, sources);
  json["labels"] = list();
  for (const Label& label : diagnostic.labels) {
    Json place;
    place["text"] = label.text;
    add_place(place, label.span, sources);
    json["labels"].push_back(std::move(place));
  }
  return json;
}

Json duty_json(const DutyReport& duty) {
  Json json;
  json["duty"] = duty.duty;
  json["title"] = text_or_null(duty.title);
  json["party"] = duty.party;
  json["party_title"] = text_or_null(duty.party_title);
  json["modality"] = modality_text(duty.modality, duty.negated);
  json["status"] = run::status_text(duty.status);
  json["anchor_event"] = text_or_null(duty.anchor_event);
  json["anchor"] = date_or_null(duty.anchor);
  json["opens"] = date_or_null(duty.opens);
  json["due"] = date_or_null(duty.due);
  json["due_time"] = time_or_null(duty.due_minute);
  json["done"] = date_or_null(duty.done);
  json["count"] = duty.count;
  json["times"] = duty.times;
  json["late_working_days"] = number_or_null(duty.late_working_days);
  json["late_calendar_days"] = number_or_null(duty.late_calendar_days);
  json["late_minutes"] = number_or_null(duty.late_minutes);
  json["limit"] = duty.limit;
  json["undecided"] = text_or_null(duty.undecided);
  json["assumed"] = text_or_null(duty.assumed);
  json["unconfirmed"] = duty.unconfirmed;
  json["citation"] = text_or_null(duty.citation);
  json["file"] = duty.place.file;
  json["line"] = duty.place.line;
  return json;
}

Json track_json(const TrackReport& track) {
  Json json;
  json["track"] = track.track;
  json["title"] = text_or_null(track.title);
  json["stages"] = track.stages;
  json["stage_titles"] = track.stage_titles;
  json["may_not_have_begun"] = track.may_not_have_begun || track.stages.empty();
  json["since"] = date_or_null(track.since);
  json["undecided"] = text_or_null(track.undecided);
  return json;
}

Json stopped_json(const std::optional<Stopped>& stopped) {
  if (!stopped) return nullptr;
  Json json;
  json["on"] = iso_date(stopped->on);
  json["because"] = stopped->because;
  return json;
}

Json case_json(const NamedCaseReport& named) {
  const CaseReport& report = named.report;
  Json json;
  json["case"] = named.id;
  json["file"] = named.file;
  json["framework"] = report.framework;
  json["as_of"] = iso_date(report.as_of);
  json["events_left_out"] = report.left_out;
  json["tracks"] = list();
  for (const TrackReport& track : report.tracks) json["tracks"].push_back(track_json(track));
  json["duties"] = list();
  for (const DutyReport& duty : report.duties) json["duties"].push_back(duty_json(duty));
  json["findings"] = list();
  for (const FindingReport& finding : report.findings) {
    Json one;
    one["finding"] = run::finding_kind_text(finding.kind);
    one["on"] = iso_date(finding.on);
    one["message"] = finding.message;
    // The duty by its place in `duties`, because a duty may have several instances.
    one["duty"] = finding.duty && *finding.duty < report.duties.size() ? Json(*finding.duty) : Json(nullptr);
    one["event"] = text_or_null(finding.event);
    json["findings"].push_back(std::move(one));
  }
  json["facts"] = list();
  for (const FactReport& fact : report.facts) {
    Json one;
    one["fact"] = fact.fact;
    one["title"] = text_or_null(fact.title);
    one["known"] = fact.known;
    one["value"] = fact.known ? Json(fact.value) : Json(nullptr);
    json["facts"].push_back(std::move(one));
  }
  json["timeline"] = list();
  for (const TimelineEntry& entry : report.timeline) {
    Json one;
    one["on"] = iso_date(entry.on);
    one["time"] = time_or_null(entry.minute);
    one["text"] = entry.text;
    one["event"] = entry.event;
    one["assumed"] = text_or_null(entry.assumed);
    json["timeline"].push_back(std::move(one));
  }
  json["errors"] = report.errors;
  json["stopped"] = stopped_json(report.stopped);
  json["known_at"] = day_time_or_null(report.known_at);
  json["records_left_out"] = report.not_yet_known;
  json["changes"] = list();
  for (const RecordChange& change : report.changes) {
    Json one;
    one["id"] = change.id;
    one["change"] = change.withdrawn ? "withdrawn" : "corrected";
    one["before"] = change.before;
    one["after"] = text_or_null(change.after);
    one["recorded"] = day_time_or_null(change.recorded);
    one["because"] = text_or_null(change.because);
    json["changes"].push_back(std::move(one));
  }
  return json;
}

Json occurrences_json(const std::vector<replay::Occurrences>& occurrences) {
  Json json = list();
  for (const replay::Occurrences& occurrence : occurrences) {
    Json one;
    one["text"] = occurrence.text;
    one["count"] = occurrence.count;
    one["first_case"] = occurrence.first_case;
    json.push_back(std::move(one));
  }
  return json;
}

Json spread_json(const replay::Spread& spread) {
  if (spread.count == 0) return nullptr;
  Json json;
  json["count"] = spread.count;
  json["least"] = spread.least;
  json["median"] = spread.median();
  json["greatest"] = spread.greatest;
  return json;
}

Json duty_summary_json(const replay::DutySummary& duty) {
  Json json;
  json["duty"] = duty.duty;
  json["title"] = text_or_null(duty.title);
  json["party"] = duty.party;
  json["modality"] = modality_text(duty.modality, duty.negated);
  json["instances"] = duty.instances;
  Json by_status;
  for (std::size_t i = 0; i < replay::kDutyStatuses; ++i) {
    by_status[std::string(run::status_text(static_cast<DutyStatus>(i)))] = duty.by_status[i];
  }
  json["by_status"] = std::move(by_status);
  json["rated"] = duty.rated;
  json["in_time"] = duty.in_time;
  json["taken"] = spread_json(duty.taken);
  json["taken_in"] = duty.taken_in_working_days ? "working days" : "calendar days";
  json["late_working_days"] = spread_json(duty.late_working_days);
  json["late_calendar_days"] = spread_json(duty.late_calendar_days);
  json["overdue_working_days"] = spread_json(duty.overdue_working_days);
  json["overdue_calendar_days"] = spread_json(duty.overdue_calendar_days);
  json["too_early"] = duty.too_early;
  json["out_of_time"] = duty.out_of_time;
  json["assumed"] = duty.assumed;
  json["undecided"] = occurrences_json(duty.undecided);
  return json;
}

/// An object that says what it is.
Json document(std::string_view schema) {
  Json json;
  json["schema"] = schema;
  return json;
}

Json receipt_json(const receipt::Receipt& receipt) {
  Json json;
  json["id"] = receipt.id();
  json["version"] = receipt.version;
  json["command"] = receipt.command;
  json["options"] = Json::object();
  for (const receipt::Option& option : receipt.options) {
    json["options"][option.name] = option.list ? Json(option.values) : Json(option.values.front());
  }
  json["as_of"] = date_or_null(receipt.as_of);
  if (receipt.known_at) json["known_at"] = *receipt.known_at;
  for (const char* name : {"rules", "calendars", "history"}) json[name] = list();
  for (const receipt::Input& input : receipt.inputs) {
    Json one;
    switch (input.role) {
      case receipt::Input::Role::kRules:
        one["file"] = input.name;
        one["sha256"] = input.sha256;
        json["rules"].push_back(std::move(one));
        break;
      case receipt::Input::Role::kCalendar:
        one["calendar"] = input.name;
        one["sha256"] = input.sha256;
        json["calendars"].push_back(std::move(one));
        break;
      case receipt::Input::Role::kCase:
      case receipt::Input::Role::kEvents:
      case receipt::Input::Role::kTable:
      case receipt::Input::Role::kMap:
      case receipt::Input::Role::kScenario:
        one["role"] = receipt::role_name(input.role);
        one["file"] = input.name;
        one[input.role == receipt::Input::Role::kEvents ? "xxh3" : "sha256"] = input.digest();
        if (input.as_of) one["as_of"] = iso_date(*input.as_of);
        json["history"].push_back(std::move(one));
        break;
    }
  }
  return json;
}

Json facts_now_json(const std::vector<run::FactNow>& facts) {
  Json json = list();
  for (const run::FactNow& fact : facts) {
    Json one;
    one["fact"] = fact.fact;
    one["value"] = text_or_null(fact.value);
    one["recorded_with"] = fact.recorded_with;
    json.push_back(std::move(one));
  }
  return json;
}

Json needed_json(const std::vector<run::Needed>& needed) {
  Json json = list();
  for (const run::Needed& part : needed) {
    Json one;
    one["kind"] = part.kind == run::Needed::Kind::kPart ? "part" : part.kind == run::Needed::Kind::kAll ? "all" : "any";
    one["text"] = part.text;
    one["wanted"] = part.wanted;
    one["is"] = name_of(part.truth);
    one["now"] = text_or_null(part.now);
    one["needed"] = text_or_null(part.needed);
    one["facts"] = facts_now_json(part.facts);
    one["parts"] = needed_json(part.parts);
    json.push_back(std::move(one));
  }
  return json;
}

}  // namespace

std::string diagnostics_json(const std::vector<std::pair<const DiagnosticReport*, const SourceSet*>>& reports) {
  Json json = document("proviso/check/1");
  json["diagnostics"] = list();
  json["accepted"] = list();
  for (const auto& [report, sources] : reports) {
    for (const Diagnostic& diagnostic : report->sorted()) {
      json["diagnostics"].push_back(diagnostic_json(diagnostic, *sources));
    }
    for (const AcceptedFinding& accepted : report->accepted()) {
      Json one = diagnostic_json(accepted.finding, *sources);
      one["reason"] = accepted.reason;
      add_place(one["accepted_at"], accepted.accepted_at, *sources);
      json["accepted"].push_back(std::move(one));
    }
  }
  return text_of(json);
}

std::string formatted_json(const std::vector<FormattedFile>& files, bool check) {
  Json json = document("proviso/fmt/1");
  json["files"] = list();
  for (const FormattedFile& file : files) {
    Json one;
    one["file"] = file.path;
    one[check ? "would_change" : "changed"] = file.changes;
    json["files"].push_back(std::move(one));
  }
  return text_of(json);
}

std::string examples_json(const std::vector<TestedFile>& files, const receipt::Receipt& receipt) {
  Json json = document("proviso/test/1");
  json["receipt"] = receipt_json(receipt);
  json["files"] = list();
  for (const TestedFile& file : files) {
    Json tested;
    tested["file"] = file.path;
    tested["examples"] = list();
    for (const run::ExampleResult& result : file.results) {
      Json example;
      example["title"] = result.title;
      example["line"] = file.sources[result.span.file].position(result.span.begin).line;
      example["ok"] = result.ok();
      example["expectations"] = result.expectations;
      example["stopped"] = stopped_json(run::stopped(result.error, file.sources));
      example["mismatches"] = list();
      for (const run::ExampleMismatch& mismatch : result.mismatches) {
        Json one;
        one["line"] = file.sources[mismatch.span.file].position(mismatch.span.begin).line;
        one["expected"] = mismatch.expected;
        one["got"] = mismatch.got;
        example["mismatches"].push_back(std::move(one));
      }
      tested["examples"].push_back(std::move(example));
    }
    json["files"].push_back(std::move(tested));
  }
  return text_of(json);
}

std::string cases_json(const std::vector<NamedCaseReport>& cases, const receipt::Receipt& receipt) {
  Json json = document("proviso/run/1");
  json["receipt"] = receipt_json(receipt);
  json["cases"] = list();
  for (const NamedCaseReport& named : cases) json["cases"].push_back(case_json(named));
  return text_of(json);
}

std::string explanations_json(const std::string& case_id, const std::string& duty, Date as_of,
                              const run::ExplainedDuty& explained, const std::string& none,
                              std::optional<DayTime> known_at, const receipt::Receipt& receipt) {
  Json json = document("proviso/explain/1");
  json["receipt"] = receipt_json(receipt);
  json["case"] = case_id;
  json["duty"] = duty;
  json["as_of"] = iso_date(as_of);
  json["known_at"] = day_time_or_null(known_at);
  json["not_arisen"] = text_or_null(none.substr(0, none.find_last_not_of('\n') + 1));
  json["stopped"] = stopped_json(explained.stopped);
  json["instances"] = list();
  for (const Explanation& explanation : explained.instances) {
    Json one;
    one["duty"] = duty_json(explanation.duty);
    one["weekend_days_left_out"] = explanation.weekend_days;
    one["days_left_out"] = list();
    for (const auto& [date, name] : explanation.named_days) {
      one["days_left_out"].push_back(Json{{"date", iso_date(date)}, {"name", name}});
    }
    one["steps"] = list();
    for (const ExplanationStep& step : explanation.steps) {
      Json line;
      line["text"] = step.text;
      line["date"] = date_or_null(step.date);
      line["time"] = time_or_null(step.minute);
      one["steps"].push_back(std::move(line));
    }
    json["instances"].push_back(std::move(one));
  }
  return text_of(json);
}

std::string why_not_json(const std::string& case_id, Date as_of, const run::WhyNot& why,
                         std::optional<DayTime> known_at, const receipt::Receipt& receipt) {
  Json json = document("proviso/why-not/1");
  json["receipt"] = receipt_json(receipt);
  json["case"] = case_id;
  json["as_of"] = iso_date(as_of);
  json["known_at"] = day_time_or_null(known_at);
  json["subject"] = name_of(why.subject);
  json["name"] = why.name;
  json["title"] = text_or_null(why.title);
  json["holds"] = why.holds;
  json["answer"] = why.answer;
  json["stopped"] = stopped_json(why.stopped);
  json["missing"] = why.missing;
  json["steps"] = list();
  for (const run::WhyStep& step : why.steps) {
    Json one;
    one["from"] = text_or_null(step.from);
    one["to"] = step.to;
    one["text"] = step.text;
    one["events"] = step.events;
    one["day"] = date_or_null(step.day);
    one["needed"] = needed_json(step.needed);
    json["steps"].push_back(std::move(one));
  }
  json["needed"] = needed_json(why.needed);
  json["facts"] = facts_now_json(why.facts);
  json["rows"] = list();
  for (const run::WhyRow& row : why.rows) {
    Json one;
    one["row"] = row.number;
    one["gives"] = text_or_null(row.gives);
    one["cells"] = list();
    for (const run::WhyRow::Cell& cell : row.cells) {
      Json part;
      part["fact"] = cell.fact;
      part["now"] = text_or_null(cell.now);
      part["needed"] = cell.needed;
      part["is"] = name_of(cell.truth);
      one["cells"].push_back(std::move(part));
    }
    json["rows"].push_back(std::move(one));
  }
  return text_of(json);
}

std::string diagnostic_page_json(Code code, const std::string& page) {
  Json json = document("proviso/diagnostic-page/1");
  json["code"] = code_name(code);
  json["about"] = code_about(code);
  json["markdown"] = page;
  return text_of(json);
}

std::string transition_json(const std::string& from, const std::string& to, Date on,
                            const std::vector<NamedCarriedCase>& cases, const receipt::Receipt& receipt) {
  Json json = document("proviso/transition/1");
  json["receipt"] = receipt_json(receipt);
  json["from"] = from;
  json["to"] = to;
  json["on"] = iso_date(on);
  json["cases"] = list();
  for (const NamedCarriedCase& one : cases) {
    Json entry;
    entry["case"] = one.id;
    entry["outcome"] = name_of(one.result.outcome);
    entry["because"] = text_or_null(one.result.because);
    entry["file"] = text_or_null(one.file);
    entry["sha256"] = one.file.empty() ? Json(nullptr) : Json(receipt::sha256(one.result.text));
    entry["stages"] = list();
    for (const std::string& stage : one.result.stages) entry["stages"].push_back(stage);
    entry["pending"] = list();
    for (const std::string& duty : one.result.duties) entry["pending"].push_back(duty);
    json["cases"].push_back(std::move(entry));
  }
  return text_of(json);
}

std::string replay_json(const replay::ReplaySummary& summary, const receipt::Receipt& receipt) {
  Json json = document("proviso/replay/1");
  json["receipt"] = receipt_json(receipt);
  json["framework"] = summary.framework;
  json["title"] = text_or_null(summary.framework_title);
  json["as_of"] = iso_date(summary.as_of);
  json["cases"] = summary.cases;
  json["events"] = summary.events;
  json["events_left_out"] = summary.left_out;
  json["tracks"] = list();
  for (const replay::TrackSummary& track : summary.tracks) {
    Json one;
    one["track"] = track.track;
    one["title"] = text_or_null(track.title);
    one["stages"] = list();
    for (const replay::StageSummary& stage : track.stages) {
      Json standing;
      standing["label"] = stage.label;
      standing["stages"] = stage.stages;
      standing["may_not_have_begun"] = stage.may_not_have_begun;
      standing["cases"] = stage.cases;
      one["stages"].push_back(std::move(standing));
    }
    json["tracks"].push_back(std::move(one));
  }
  json["facts"] = list();
  for (const replay::FactSummary& fact : summary.facts) {
    Json one;
    one["fact"] = fact.fact;
    one["title"] = text_or_null(fact.title);
    one["values"] = list();
    for (const replay::ValueCount& value : fact.values) {
      one["values"].push_back(Json{{"value", value.value}, {"cases", value.cases}});
    }
    one["known"] = fact.known;
    one["unknown"] = fact.unknown;
    json["facts"].push_back(std::move(one));
  }
  json["duties"] = list();
  for (const replay::DutySummary& duty : summary.duties) json["duties"].push_back(duty_summary_json(duty));
  json["findings"] = list();
  for (const replay::FindingSummary& finding : summary.findings) {
    Json one;
    one["finding"] = run::finding_kind_text(finding.kind);
    one["count"] = finding.count;
    one["cases"] = finding.cases;
    json["findings"].push_back(std::move(one));
  }
  json["unexpected"] = list();
  for (const replay::UnexpectedSummary& unexpected : summary.unexpected) {
    Json one;
    one["event"] = unexpected.event;
    one["title"] = text_or_null(unexpected.title);
    one["count"] = unexpected.count;
    one["first_case"] = unexpected.first_case;
    json["unexpected"].push_back(std::move(one));
  }
  json["undecided_moves"] = list();
  for (const replay::UndecidedMoveSummary& move : summary.undecided_moves) {
    Json one;
    one["track"] = move.track;
    one["reason"] = move.reason;
    one["count"] = move.count;
    one["first_case"] = move.first_case;
    json["undecided_moves"].push_back(std::move(one));
  }
  json["errors"] = occurrences_json(summary.errors);
  return text_of(json);
}

std::string deadline_json(const CountTrace& trace, const Calendar* calendar, bool or_next_working_day, bool explain) {
  Json json = document("proviso/deadline/1");
  json["from"] = iso_date(trace.moment);
  json["amount"] = trace.duration.amount;
  json["unit"] = name_of(trace.duration.unit);
  json["counting"] = counting_words(trace.counting);
  json["calendar"] = calendar == nullptr ? Json(nullptr) : Json(calendar->name());
  json["or_next_working_day"] = or_next_working_day;
  json["due"] = iso_date(trace.due);
  json["weekday"] = weekday_name(std::chrono::weekday{trace.due});
  if (!explain) return text_of(json);
  json["day_one"] = iso_date(trace.day_one);
  json["before_roll"] = iso_date(trace.unrolled);
  std::size_t weekend_days = 0;
  json["days_left_out"] = list();
  for (const LeftOutDay& day : trace.left_out) {
    if (day.weekend) {
      ++weekend_days;
    } else {
      json["days_left_out"].push_back(Json{{"date", iso_date(day.date)}, {"name", day.reason}});
    }
  }
  json["weekend_days_left_out"] = weekend_days;
  return text_of(json);
}

std::string saved_receipt_json(const receipt::SavedReceipt& saved) {
  Json json = document(kReceiptSchema);
  json["receipt"] = receipt_json(saved.receipt);
  json["output"]["sha256"] = saved.output_sha256;
  json["output"]["bytes"] = saved.output_bytes;
  json["files"] = list();
  for (const receipt::OutputHash& file : saved.files) {
    json["files"].push_back(Json{{"file", file.path}, {"sha256", file.sha256}});
  }
  return text_of(json);
}

std::string receipt_object(const receipt::Receipt& receipt) { return text_of(receipt_json(receipt)); }

}  // namespace proviso::cli
