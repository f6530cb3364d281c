// SPDX-License-Identifier: Apache-2.0
// From the tree of a scenario to ScenarioDocument.
#include "engine/documents/scenario_document.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/did_you_mean.h"
#include "engine/documents/scenario_merge.h"
#include "engine/documents/scenario_values.h"

namespace proviso {
namespace {

constexpr double kMostRate = 1e12;  // so many are too many in any case: the check of the whole says so in its words
constexpr std::size_t kMostVariants = 64;
constexpr std::size_t kMostListed = 1'000'000;

void read_resources(const YamlValue& value, const ScenarioReader& reader, ScenarioDocument& document) {
  DiagnosticReport& report = reader.report;
  if (value.kind != YamlValue::Kind::kMap) {
    report.error(Code::kYamlWrongType, value.span, "`resources` does not name resources",
                 "write `team: {count: 8}` for each");
    return;
  }
  for (const YamlEntry& entry : value.entries) {
    if (!check_keys(entry.value, fmt::format("the resource `{}`", entry.key.text),
                    {{"count", true}, {"calendar"}, {"discipline"}}, report)) {
      continue;
    }
    ScenarioResource resource;
    resource.name = entry.key;
    if (const YamlValue* count = entry.value.find("count")) {
      const auto number = reader.number(*count, fmt::format("resources.{}.count", entry.key.text), 0, kMostCount);
      if (!number) continue;
      resource.count = *number;
    }
    if (const YamlValue* calendar = entry.value.find("calendar"))
      resource.calendar = as_text(*calendar, "calendar", report);
    if (const YamlValue* given = entry.value.find("discipline")) {
      const auto text = as_text(*given, "discipline", report);
      constexpr std::string_view kNames[] = {"first come", "last come", "earliest due date", "random"};
      const auto found = text ? std::ranges::find(kNames, text->text) : std::end(kNames);
      if (found != std::end(kNames)) {
        resource.discipline = static_cast<ScenarioDiscipline>(found - std::begin(kNames));
      } else if (text) {
        report.error(Code::kScenarioName, text->span, fmt::format("there is no discipline `{}`", text->text),
                     did_you_mean(text->text, kNames, "write first come, last come, earliest due date or random"));
      }
    }
    document.resources.push_back(std::move(resource));
  }
}

// The rows of a list of cases: `on`, then facts.
void read_listed(const SourceFile& file, DiagnosticReport& report, ScenarioArrival& arrival) {
  std::vector<SpannedText> columns;
  std::string_view text = file.text();
  std::size_t offset = 0;
  for (std::size_t row = 0; offset < text.size(); ++row) {
    const std::size_t end = std::min(text.find('\n', offset), text.size());
    std::vector<SpannedText> cells;
    std::size_t line_end = end > offset && text[end - 1] == '\r' ? end - 1 : end;
    for (std::size_t at = offset; at <= line_end;) {
      const std::size_t comma = std::min(text.find(',', at), line_end);
      cells.push_back({std::string(text.substr(at, comma - at)),
                       file.span(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(comma))});
      at = comma + 1;
    }
    const Span line = file.span(static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(line_end));
    offset = end + 1;
    if (row == 0) {
      columns = cells;
      if (columns.empty() || columns.front().text != "on") {
        report.error(Code::kScenarioFile, line, "a list of cases does not begin with its columns",
                     "let its first line be `on`, followed by the facts that are given, with commas between them");
        return;
      }
      continue;
    }
    if (line.begin == line.end) continue;
    const std::optional<Date> on = parse_iso_date(cells.front().text);
    if (cells.size() != columns.size() || !on) {
      report.error(Code::kScenarioFile, line,
                   on ? fmt::format("a row has {} cells and the list {} columns", cells.size(), columns.size())
                      : fmt::format("`{}` is not a date", cells.front().text),
                   on ? "give each column its cell, an empty one where nothing is known" : "write it as in 2017-05-05");
      if (report.size() >= kMostDocumentProblems) return;
      continue;
    }
    if (arrival.listed.size() >= kMostListed) {
      report.error(Code::kScenarioEndless, line, fmt::format("a list has more than {} cases", kMostListed),
                   "divide it");
      return;
    }
    ScenarioListedCase& one = arrival.listed.emplace_back();
    one.on = *on;
    for (std::size_t i = 1; i < cells.size(); ++i) {
      if (!cells[i].text.empty()) one.facts.emplace_back(columns[i], cells[i]);
    }
  }
}

void read_schedule(const YamlValue& value, const std::string& place, const ScenarioReader& reader,
                   ScenarioArrival& arrival) {
  const std::vector<YamlValue>* items = as_list(value, "schedule", reader.report);
  if (items == nullptr) return;
  for (const YamlValue& item : *items) {
    if (!check_keys(item, "a day of a schedule", {{"on", true}, {"cases", true}}, reader.report)) continue;
    const YamlValue* on = item.find("on");
    const YamlValue* cases = item.find("cases");
    const auto date = on == nullptr ? std::nullopt : as_date(*on, "on", reader.report);
    if (!date || cases == nullptr) continue;
    const auto number = reader.number(*cases, fmt::format("{}.schedule.{}", place, iso_date(*date)), 0, kMostCount);
    if (number) arrival.days.emplace_back(*date, *number);
  }
}

std::optional<ScenarioArrival> read_arrival(const YamlValue& value, std::size_t index, const ScenarioReader& reader) {
  DiagnosticReport& report = reader.report;
  const std::size_t before = report.size();
  if (!check_keys(value, "a source of cases",
                  {{"population"}, {"rate"}, {"schedule"}, {"list"}, {"first"}, {"again"}, {"growth"}, {"season"}},
                  report)) {
    return std::nullopt;
  }
  ScenarioArrival arrival;
  arrival.span = value.span;
  const std::string place = fmt::format("cases.{}", index + 1);
  std::size_t kinds = 0;
  if (const YamlValue* given = value.find("population")) {
    ++kinds;
    if (const auto n = reader.number(*given, place + ".population", 0, kMostCount)) arrival.number = *n;
  }
  if (const YamlValue* given = value.find("rate")) {
    ++kinds;
    arrival.kind = ScenarioArrival::Kind::kRate;
    if (const auto n = reader.number(*given, place + ".rate", 0, kMostRate)) arrival.number = *n;
  }
  if (const YamlValue* given = value.find("schedule")) {
    ++kinds;
    arrival.kind = ScenarioArrival::Kind::kSchedule;
    read_schedule(*given, place, reader, arrival);
  }
  if (const YamlValue* given = value.find("list")) {
    ++kinds;
    arrival.kind = ScenarioArrival::Kind::kList;
    const auto path = as_text(*given, "list", report);
    const SourceFile* file = path ? reader.open(*path) : nullptr;
    if (file != nullptr) {
      arrival.file = file->path();
      read_listed(*file, report, arrival);
    }
  }
  if (kinds != 1) {
    report.error(
        Code::kYamlMissingKey, value.span,
        kinds == 0 ? "a source of cases does not say how they come" : "a source of cases has more than one kind",
        "give one of `population`, `rate`, `schedule` and `list`; a second source is a second entry");
    return std::nullopt;
  }
  if (const YamlValue* given = value.find("first")) arrival.first = reader.time(*given, place + ".first");
  if (const YamlValue* given = value.find("again")) arrival.again = reader.time(*given, place + ".again");
  if (const YamlValue* given = value.find("growth"))
    arrival.growth = reader.number(*given, place + ".growth", -0.99, 100);
  if (const YamlValue* given = value.find("season")) arrival.season = as_text(*given, "season", report);
  const auto only_with = [&](const char* key, ScenarioArrival::Kind kind, const char* with) {
    const YamlValue* given = value.find(key);
    if (given != nullptr && arrival.kind != kind) {
      report.error(Code::kYamlUnknownKey, given->span, fmt::format("`{}` goes with `{}` alone", key, with),
                   "take it out");
    }
  };
  only_with("first", ScenarioArrival::Kind::kPopulation, "population");
  only_with("again", ScenarioArrival::Kind::kPopulation, "population");
  only_with("growth", ScenarioArrival::Kind::kRate, "rate");
  return report.size() == before ? std::optional(std::move(arrival)) : std::nullopt;
}

void read_change(const YamlValue& value, const ScenarioReader& reader, ScenarioDocument& document) {
  DiagnosticReport& report = reader.report;
  const std::size_t before = report.size();
  if (!check_keys(value, "a change", {{"on", true}, {"pause-until"}, {"paused"}, {"resources"}}, report)) return;
  ScenarioChange change;
  change.span = value.span;
  if (const YamlValue* on = value.find("on")) change.on = as_date(*on, "on", report).value_or(Date{});
  if (const YamlValue* until = value.find("pause-until")) {
    change.pause_until = as_date(*until, "pause-until", report);
    if (change.pause_until && *change.pause_until <= change.on && report.size() == before) {
      report.error(Code::kScenarioNumber, until->span, "a pause ends before it begins",
                   "`pause-until` is the first day on which work begins again");
    }
  }
  if (const YamlValue* paused = value.find("paused")) {
    if (auto texts = as_texts(*paused, "paused", report)) change.paused = *std::move(texts);
  }
  if (const YamlValue* counts = value.find("resources")) {
    if (counts->kind != YamlValue::Kind::kMap) {
      report.error(Code::kYamlWrongType, counts->span, "`resources` does not say how many there are",
                   "write `team: 10` for each");
    }
    for (const YamlEntry& entry : counts->entries) {
      const auto number =
          reader.number(entry.value, fmt::format("changes.{}.{}", iso_date(change.on), entry.key.text), 0, kMostCount);
      if (number) change.counts.emplace_back(entry.key, *number);
    }
  }
  if (report.size() == before && !change.pause_until && change.counts.empty()) {
    report.error(Code::kYamlMissingKey, value.span, "a change changes nothing",
                 "add `pause-until: DATE`, or `resources:` with how many there are from then on");
  }
  if (report.size() == before) document.changes.push_back(std::move(change));
}

void read_measures(const YamlValue& value, DiagnosticReport& report, ScenarioDocument& document) {
  const std::vector<YamlValue>* items = as_list(value, "measure", report);
  if (items == nullptr) return;
  for (const YamlValue& item : *items) {
    if (!check_keys(item, "a measure", {{"from", true}, {"to", true}}, report)) continue;
    const YamlValue* from = item.find("from");
    const YamlValue* to = item.find("to");
    if (from == nullptr || to == nullptr) continue;
    auto first = as_text(*from, "from", report);
    auto second = as_text(*to, "to", report);
    if (first && second) document.measures.push_back({*std::move(first), *std::move(second)});
  }
}

void read_parameters(const YamlValue& value, DiagnosticReport& report, ScenarioDocument& document) {
  if (value.kind != YamlValue::Kind::kMap) {
    report.error(Code::kYamlWrongType, value.span, "`parameters` does not say which amounts count instead",
                 "write `wsoa-period: 50 working days` for each");
    return;
  }
  for (const YamlEntry& entry : value.entries) {
    const auto amount = as_duration(entry.value, entry.key.text, report);
    if (amount) document.parameters.push_back({entry.key, *amount, entry.value.span});
  }
}

/// One document, whole.
ScenarioDocument read_document(const YamlValue& value, const ScenarioReader& reader) {
  DiagnosticReport& report = reader.report;
  ScenarioDocument document;
  if (!check_keys(value, "a scenario",
                  {{"scenario", true},
                   {"question"},
                   {"rules", true},
                   {"framework"},
                   {"parameters"},
                   {"assumptions"},
                   {"from", true},
                   {"until", true},
                   {"precision"},
                   {"cases", true},
                   {"events", true},
                   {"resources"},
                   {"changes"},
                   {"measure"},
                   {"answers"},
                   {"variants"}},
                  report)) {
    return document;
  }
  const auto text = [&](const char* key) -> std::optional<SpannedText> {
    const YamlValue* given = value.find(key);
    return given == nullptr ? std::nullopt : as_text(*given, key, report);
  };
  document.title = text("scenario").value_or(SpannedText{}).text;
  document.question = text("question").value_or(SpannedText{}).text;
  document.rules = text("rules").value_or(SpannedText{});
  if (!document.rules.text.empty()) document.rules_path = reader.path_of(document.rules);
  document.framework = text("framework");
  if (const YamlValue* given = value.find("parameters")) read_parameters(*given, report, document);
  if (const YamlValue* given = value.find("from")) document.from = as_date(*given, "from", report).value_or(Date{});
  if (const YamlValue* given = value.find("until")) {
    const auto until = as_date(*given, "until", report);
    document.until = until.value_or(Date{});
    if (until && value.find("from") != nullptr && *until <= document.from) {
      report.error(Code::kScenarioNumber, given->span, "the scenario ends before it begins",
                   "`until` is the last day, after `from`");
    } else if (until && (*until - document.from).count() > 36525) {
      report.error(Code::kScenarioEndless, given->span, "the scenario covers more than a hundred years",
                   "let it end earlier");
    }
  }
  if (const auto precision = text("precision")) {
    if (precision->text == "minutes") {
      document.precision = ScenarioPrecision::kMinutes;
    } else if (precision->text != "days") {
      report.error(Code::kScenarioName, precision->span, fmt::format("there is no precision `{}`", precision->text),
                   "write days or minutes");
    }
  }
  if (const YamlValue* given = value.find("cases")) {
    const std::vector<YamlValue>* items = as_list(*given, "cases", report);
    for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
      if (auto one = read_arrival((*items)[i], i, reader)) document.cases.push_back(*std::move(one));
    }
    if (items != nullptr && items->empty()) {
      report.error(Code::kScenarioEvent, given->span, "the scenario has no cases", "say how they come");
    }
    if (items != nullptr && items->size() > 200) {
      report.error(Code::kScenarioEndless, given->span, "the scenario has more than 200 sources of cases",
                   "bring some together");
    }
  }
  if (const YamlValue* given = value.find("events")) {
    const std::vector<YamlValue>* items = as_list(*given, "events", report);
    std::set<std::string> names;
    for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
      if (report.size() >= kMostDocumentProblems) return document;
      auto one = read_scenario_event((*items)[i], reader);
      if (!one) continue;
      if (!names.insert(one->name).second) {
        report.error(Code::kScenarioName, one->event.span, fmt::format("two events are called `{}`", one->name),
                     "give the second a `name` of its own");
      }
      document.events.push_back(*std::move(one));
    }
  }
  if (const YamlValue* given = value.find("resources")) read_resources(*given, reader, document);
  if (const YamlValue* given = value.find("changes")) {
    if (const std::vector<YamlValue>* items = as_list(*given, "changes", report)) {
      for (const YamlValue& item : *items) read_change(item, reader, document);
    }
  }
  if (const YamlValue* given = value.find("measure")) read_measures(*given, report, document);
  if (const YamlValue* given = value.find("answers")) {
    if (auto texts = as_texts(*given, "answers", report)) document.answers = *std::move(texts);
  }
  return document;
}

}  // namespace

std::optional<ScenarioFile> read_scenario(const SourceFile& file, const ScenarioFiles& files,
                                          DiagnosticReport& report) {
  const std::size_t before = report.size();
  const std::optional<YamlValue> own = read_yaml(file, report);
  if (!own) return std::nullopt;
  ScenarioFile result;
  std::map<FileId, std::string> folders;
  const auto note_folder = [&](const SourceFile& of) {
    const std::size_t slash = of.path().rfind('/');
    folders[of.id()] = slash == std::string::npos ? std::string() : of.path().substr(0, slash + 1);
  };
  note_folder(file);
  const ScenarioReader reader{files, report, folders, result.read};
  // A scenario laid over its assumptions.
  const auto put_together = [&](const YamlValue& scenario) {
    YamlValue all;
    all.kind = YamlValue::Kind::kMap;
    all.span = scenario.span;
    if (const YamlValue* assumptions = scenario.find("assumptions")) {
      const auto paths = as_texts(*assumptions, "assumptions", report);
      for (const SpannedText& path : paths.value_or(std::vector<SpannedText>{})) {
        const SourceFile* other = reader.open(path);
        if (other == nullptr) continue;
        note_folder(*other);
        const std::optional<YamlValue> value = read_yaml(*other, report);
        if (value && check_keys(*value, "a file of assumptions", {{"events"}, {"resources"}, {"cases"}}, report)) {
          lay_over(all, *value, true, report);
        }
      }
    }
    lay_over(all, scenario, true, report);
    return all;
  };
  if (own->kind != YamlValue::Kind::kMap) {
    (void)check_keys(*own, "a scenario", {{"scenario", true}, {"rules", true}, {"from", true}, {"until", true}},
                     report);
    return std::nullopt;
  }
  const YamlValue whole = put_together(*own);
  result.base = read_document(whole, reader);
  // A variant repeats the mistakes of the scenario itself.
  if (report.size() != before) return std::nullopt;
  if (const YamlValue* variants = own->find("variants")) {
    const std::vector<YamlValue>* items = as_list(*variants, "variants", report);
    if (items != nullptr && items->size() > kMostVariants) {
      report.error(Code::kScenarioEndless, variants->span,
                   fmt::format("there are more than {} variants", kMostVariants), "compare fewer at once");
      return std::nullopt;
    }
    for (const YamlValue& item : items == nullptr ? std::vector<YamlValue>{} : *items) {
      if (!check_keys(item, "a variant", {{"name", true}, {"set"}, {"scenario"}}, report)) continue;
      const YamlValue* name = item.find("name");
      const YamlValue* set = item.find("set");
      const YamlValue* other = item.find("scenario");
      const auto named = name == nullptr ? std::nullopt : as_text(*name, "name", report);
      if (!named) continue;
      if ((set == nullptr) == (other == nullptr)) {
        report.error(Code::kYamlMissingKey, item.span, "a variant says what it puts right, or which scenario it is",
                     "write `set:` or `scenario:`, one of them");
        continue;
      }
      YamlValue changed;
      if (other != nullptr) {
        const auto path = as_text(*other, "scenario", report);
        const SourceFile* there = path ? reader.open(*path) : nullptr;
        if (there == nullptr) continue;
        note_folder(*there);
        const std::optional<YamlValue> value = read_yaml(*there, report);
        if (!value) continue;
        changed = value->kind == YamlValue::Kind::kMap ? put_together(*value) : *value;
      } else {
        if (!check_keys(*set, "what a variant puts right",
                        {{"rules"}, {"framework"}, {"parameters"}, {"cases"}, {"events"}, {"resources"}, {"changes"}},
                        report)) {
          continue;
        }
        changed = whole;
        lay_over(changed, *set, false, report);
      }
      if (std::ranges::any_of(result.variants, [&](const ScenarioVariant& v) { return v.name == named->text; })) {
        report.error(Code::kScenarioName, named->span, fmt::format("two variants are called `{}`", named->text),
                     "give each a name of its own");
      }
      result.variants.push_back({named->text, read_document(changed, reader)});
    }
  }
  if (report.size() != before) return std::nullopt;
  return result;
}

double least_of(const ScenarioTime& time) {
  switch (time.kind) {
    case ScenarioTime::Kind::kFixed:
    case ScenarioTime::Kind::kUniform:
    case ScenarioTime::Kind::kTriangular:
      return time.numbers.front().value;
    case ScenarioTime::Kind::kEmpirical:
      return time.table.front().value;
    case ScenarioTime::Kind::kLogNormal:
    case ScenarioTime::Kind::kGamma:
    case ScenarioTime::Kind::kExponential:
      break;
  }
  return 0;
}

std::string time_text(const ScenarioTime& time) {
  constexpr std::string_view kNames[] = {"always",      "uniform",           "triangular", "log-normal, median",
                                         "gamma, mean", "exponential, mean", "empirical"};
  constexpr std::string_view kUnits[] = {"days", "working days", "hours"};
  std::string numbers;
  const std::string_view between = time.kind == ScenarioTime::Kind::kLogNormal ? " and sigma "
                                   : time.kind == ScenarioTime::Kind::kGamma   ? " and shape "
                                                                               : " to ";
  for (const ScenarioNumber& number : time.numbers) {
    numbers += fmt::format("{}{}", numbers.empty() ? "" : between, number.value);
  }
  if (time.kind == ScenarioTime::Kind::kEmpirical) {
    numbers =
        fmt::format("{} values from {} to {}", time.table.size(), time.table.front().value, time.table.back().value);
  }
  return fmt::format("{} {} {}", kNames[static_cast<std::size_t>(time.kind)], numbers,
                     kUnits[static_cast<std::size_t>(time.unit)]);
}

}  // namespace proviso
