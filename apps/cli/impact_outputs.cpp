// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/impact_outputs.h"

#include "apps/cli/json_values.h"
#include "base/vocabulary_words.h"
#include "engine/replay/csv.h"

namespace proviso::cli {
namespace {

Json status_json(const std::optional<DutyStatus>& status) {
  return status ? Json(std::string(status_text(*status))) : Json(nullptr);
}

Json deadline_json(const change::DeadlineEffect& effect) {
  Json json;
  json["case"] = effect.case_id;
  json["duty"] = effect.duty;
  json["party"] = text_or_null(effect.party);
  json["anchor"] = date_or_null(effect.anchor);
  json["old_due"] = date_or_null(effect.old_due);
  json["new_due"] = date_or_null(effect.new_due);
  json["moved_days"] = number_or_null(effect.moved);
  json["old_status"] = status_json(effect.old_status);
  json["new_status"] = status_json(effect.new_status);
  return json;
}

Json workings_json(const Explanation& explanation) {
  Json json = list();
  for (const ExplanationStep& step : explanation.steps) {
    Json one;
    one["date"] = date_or_null(step.date);
    one["text"] = step.text;
    json.push_back(std::move(one));
  }
  return json;
}

Json kinds_json(const std::array<std::uint64_t, change::kImpactFindings>& counts) {
  Json json = Json::object();
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    if (counts[kind] > 0) json[std::string(finding_kind_text(static_cast<FindingKind>(kind)))] = counts[kind];
  }
  return json;
}

Json totals_json(const std::vector<change::ImpactTotals>& all) {
  Json json = list();
  for (const change::ImpactTotals& totals : all) {
    Json one;
    one["name"] = totals.name;
    one["instances"] = totals.instances;
    one["only_old"] = totals.only_old;
    one["only_new"] = totals.only_new;
    one["moved"] = totals.moved;
    one["earlier"] = totals.earlier;
    one["later"] = totals.later;
    one["moved_days"] = totals.days;
    one["least"] = totals.moved > 0 ? Json(totals.least) : Json(nullptr);
    one["greatest"] = totals.moved > 0 ? Json(totals.greatest) : Json(nullptr);
    one["other_status"] = totals.other_status;
    one["appear"] = kinds_json(totals.appear);
    one["vanish"] = kinds_json(totals.vanish);
    json.push_back(std::move(one));
  }
  return json;
}

}  // namespace

std::string impact_json(const change::Impact& impact) {
  Json json;
  json["schema"] = "proviso/impact/1";
  json["as_of"] = iso_date(impact.as_of);
  json["cases"] = impact.cases;
  json["affected"] = impact.affected;
  json["by_duty"] = totals_json(impact.by_duty);
  json["by_party"] = totals_json(impact.by_party);
  json["deadlines"] = list();
  for (const change::DeadlineEffect& effect : impact.deadlines) json["deadlines"].push_back(deadline_json(effect));
  json["findings"] = list();
  for (const change::FindingEffect& effect : impact.findings) {
    Json one;
    one["case"] = effect.case_id;
    one["finding"] = std::string(finding_kind_text(effect.kind));
    one["appears"] = effect.appears;
    one["duty"] = text_or_null(effect.duty);
    one["party"] = text_or_null(effect.party);
    one["about"] = text_or_null(effect.about);
    one["on"] = date_or_null(effect.on);
    json["findings"].push_back(std::move(one));
  }
  json["stages"] = list();
  for (const change::StageEffect& effect : impact.stages) {
    Json one;
    one["case"] = effect.case_id;
    one["track"] = effect.track;
    one["before"] = effect.before;
    one["now"] = effect.now;
    json["stages"].push_back(std::move(one));
  }
  json["largest"] = list();
  for (const change::ExplainedEffect& effect : impact.largest) {
    Json one = deadline_json(effect.effect);
    one["old_workings"] = workings_json(effect.before);
    one["new_workings"] = workings_json(effect.now);
    json["largest"].push_back(std::move(one));
  }
  return text_of(json);
}

std::string impact_csv(const change::Impact& impact) {
  std::string text;
  replay::CsvWriter writer(text);
  for (const std::string_view column :
       {"effect", "case", "duty", "party", "anchor", "old_due", "new_due", "moved_days", "old", "new"}) {
    writer.plain(column);
  }
  writer.end_row();
  const auto date = [&](const std::optional<Date>& day) { day ? writer.date(*day) : writer.empty(); };
  const auto status = [&](const std::optional<DutyStatus>& one) {
    one ? writer.plain(status_text(*one)) : writer.empty();
  };
  for (const change::DeadlineEffect& effect : impact.deadlines) {
    writer.plain("deadline").text(effect.case_id).text(effect.duty).text(effect.party);
    date(effect.anchor);
    date(effect.old_due);
    date(effect.new_due);
    effect.moved ? writer.number(*effect.moved) : writer.empty();
    status(effect.old_status);
    status(effect.new_status);
    writer.end_row();
  }
  for (const change::FindingEffect& effect : impact.findings) {
    const std::string_view kind = finding_kind_text(effect.kind);
    writer.plain("finding").text(effect.case_id).text(effect.duty.empty() ? effect.about : effect.duty);
    writer.text(effect.party);
    date(effect.on);
    writer.empty().empty().empty().plain(effect.appears ? "" : kind).plain(effect.appears ? kind : "");
    writer.end_row();
  }
  for (const change::StageEffect& effect : impact.stages) {
    writer.plain("stage").text(effect.case_id).text(effect.track);
    writer.empty().empty().empty().empty().empty().text(effect.before).text(effect.now);
    writer.end_row();
  }
  return text;
}

}  // namespace proviso::cli
