// SPDX-License-Identifier: Apache-2.0
#include "engine/documents/scenario_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/did_you_mean.h"
#include "base/number.h"

namespace proviso {
namespace {

constexpr double kMostDuration = 1e6;  // days: longer than any calendar
constexpr std::size_t kMostTableRows = 100'000;

struct Shape {
  std::string_view name;
  ScenarioTime::Kind kind;
  std::array<std::string_view, 3> parts;  ///< of a group; empty: a list of so many, or a single value
  std::size_t count;
};
constexpr Shape kShapes[] = {
    {"fixed", ScenarioTime::Kind::kFixed, {}, 1},
    {"uniform", ScenarioTime::Kind::kUniform, {}, 2},
    {"triangular", ScenarioTime::Kind::kTriangular, {}, 3},
    {"log-normal", ScenarioTime::Kind::kLogNormal, {"median", "sigma"}, 2},
    {"gamma", ScenarioTime::Kind::kGamma, {"mean", "shape"}, 2},
    {"exponential", ScenarioTime::Kind::kExponential, {"mean"}, 1},
    {"empirical", ScenarioTime::Kind::kEmpirical, {}, 0},
};

const Shape* shape_named(std::string_view name) {
  const auto found = std::ranges::find(kShapes, name, &Shape::name);
  return found == std::end(kShapes) ? nullptr : found;
}

std::string number_words(double value) { return fmt::format("{}", value); }

}  // namespace

std::optional<double> decimal_of(std::string_view text) {
  const std::optional<Number> number = parse_number(text);
  if (!number) return std::nullopt;
  return static_cast<double>(number->millionths) / static_cast<double>(Number::kScale);
}

std::string ScenarioReader::path_of(const SpannedText& path) const {
  const auto folder = folders.find(path.span.file);
  return path.text.starts_with('/') || folder == folders.end() ? path.text : folder->second + path.text;
}

const SourceFile* ScenarioReader::open(const SpannedText& path) const {
  const std::string whole = path_of(path);
  const Result<const SourceFile*> file = files(whole);
  if (!file) {
    report.error(Code::kScenarioFile, path.span,
                 fmt::format("`{}` cannot be read: {}", path.text, file.error().message),
                 "paths are taken from the folder of the file that names them");
    return nullptr;
  }
  if (std::ranges::find(read, whole) == read.end()) read.push_back(whole);
  return *file;
}

std::optional<ScenarioNumber> ScenarioReader::number(const YamlValue& value, const std::string& place, double least,
                                                     double most) const {
  const std::size_t before = report.size();
  ScenarioNumber result;
  result.place = place;
  const auto one = [&](const YamlValue& written) -> std::optional<double> {
    if (written.kind != YamlValue::Kind::kText || written.quoted || !decimal_of(written.text)) {
      const bool single = written.kind == YamlValue::Kind::kText;
      report.error(
          Code::kYamlWrongType, written.span,
          single ? fmt::format("`{}` is not a number", written.text) : fmt::format("`{}` is not a number", place),
          "write digits, with a point before the fraction, or `{value: 47, source: \"…\"}`");
      return std::nullopt;
    }
    const double number = *decimal_of(written.text);
    if (number < least || number > most) {
      report.error(Code::kScenarioNumber, written.span, fmt::format("`{}` cannot be {}", place, written.text),
                   fmt::format("give a number from {} to {}", number_words(least), number_words(most)));
      return std::nullopt;
    }
    return number;
  };
  const YamlValue* written = &value;
  if (value.kind == YamlValue::Kind::kMap) {
    if (!check_keys(value, "a number", {{"value", true}, {"source"}, {"range"}, {"sample"}}, report))
      return std::nullopt;
    written = value.find("value");
    if (const YamlValue* source = value.find("source")) {
      if (const auto text = as_text(*source, "source", report)) result.source = text->text;
    }
    if (const YamlValue* sample = value.find("sample")) result.sample = as_whole_number(*sample, "sample", report);
    if (const YamlValue* range = value.find("range")) {
      const std::vector<YamlValue>* ends = as_list(*range, "range", report);
      if (ends != nullptr && ends->size() != 2) {
        report.error(Code::kYamlWrongType, range->span, "`range` has not two numbers",
                     "write the least and the greatest, as in [40, 60]");
      } else if (ends != nullptr) {
        const std::optional<double> low = one((*ends)[0]);
        const std::optional<double> high = one((*ends)[1]);
        if (low && high) result.range = {*low, *high};
      }
    }
  }
  if (written == nullptr) return std::nullopt;
  result.span = written->span;
  if (const std::optional<double> number = one(*written)) result.value = *number;
  if (result.range && report.size() == before &&
      (result.range->first > result.value || result.range->second < result.value)) {
    report.error(Code::kScenarioNumber, value.find("range")->span,
                 fmt::format("the range of `{}` leaves out its value {}", place, number_words(result.value)),
                 "give the least number first, then the greatest, with the value between them");
  }
  return report.size() == before ? std::optional(result) : std::nullopt;
}

// ---- durations

bool ScenarioReader::numbers(const YamlEntry& entry, const std::string& place, ScenarioTime& time) const {
  const Shape& shape = *shape_named(entry.key.text);
  const auto add = [&](const YamlValue& value, const std::string& name, double least, double most) {
    const auto number = this->number(value, fmt::format("{}.{}", place, name), least, most);
    if (number) time.numbers.push_back(*number);
  };
  const std::size_t before = report.size();
  if (!shape.parts[0].empty()) {
    // `exponential: 30` is its mean.
    if (shape.count == 1 && entry.value.find("mean") == nullptr) {
      add(entry.value, std::string(shape.name), 0.000001, kMostDuration);
      return report.size() == before;
    }
    const YamlKey first{shape.parts[0], true};
    const bool known = shape.count == 1 ? check_keys(entry.value, fmt::format("`{}`", shape.name), {first}, report)
                                        : check_keys(entry.value, fmt::format("`{}`", shape.name),
                                                     {first, {shape.parts[1], true}}, report);
    if (!known) return false;
    for (std::size_t i = 0; i < shape.count; ++i) {
      const YamlValue* value = entry.value.find(shape.parts[i]);
      const double least = shape.parts[i] == "sigma" ? 0 : 0.000001;
      const double most = shape.parts[i] == "sigma" ? 10 : kMostDuration;
      if (value != nullptr) add(*value, fmt::format("{}.{}", shape.name, shape.parts[i]), least, most);
    }
    return report.size() == before;
  }
  if (shape.count == 1) {
    add(entry.value, std::string(shape.name), 0, kMostDuration);
    return report.size() == before;
  }
  const std::vector<YamlValue>* items = as_list(entry.value, shape.name, report);
  if (items == nullptr) return false;
  if (items->size() != shape.count) {
    report.error(Code::kYamlWrongType, entry.value.span,
                 fmt::format("`{}` has {} numbers, not {}", shape.name, items->size(), shape.count),
                 shape.count == 2 ? "write the least and the greatest, as in [20, 55]"
                                  : "write the least, the likeliest and the greatest, as in [20, 33, 90]");
    return false;
  }
  for (std::size_t i = 0; i < items->size(); ++i) {
    add((*items)[i], fmt::format("{}.{}", shape.name, i + 1), 0, kMostDuration);
  }
  if (report.size() != before) return false;
  for (std::size_t i = 1; i < time.numbers.size(); ++i) {
    if (time.numbers[i - 1].value > time.numbers[i].value) {
      report.error(Code::kScenarioNumber, time.numbers[i].span, fmt::format("`{}` goes down", shape.name),
                   "give the numbers in ascending order");
      return false;
    }
  }
  return true;
}

// `empirical: durations.csv`, or `empirical: {20: 3, 33: 10}`.
void ScenarioReader::table(const YamlValue& value, ScenarioTime& time) const {
  std::map<double, double> rows;
  const auto add = [&](std::string_view days, std::string_view weight, Span span) {
    const auto d = decimal_of(days);
    const auto w = decimal_of(weight);
    if (d && w && *d >= 0 && *d <= kMostDuration && *w >= 0) {
      rows[*d] += *w;
      return true;
    }
    report.error(Code::kScenarioNumber, span,
                 fmt::format("`{}` with weight `{}` is no duration with its weight", days, weight),
                 "give numbers of 0 or more");
    return false;
  };
  if (value.kind == YamlValue::Kind::kMap) {
    for (const YamlEntry& entry : value.entries) {
      if (report.size() >= kMostDocumentProblems) return;
      (void)add(entry.key.text, entry.value.kind == YamlValue::Kind::kText ? entry.value.text : "", entry.key.span);
    }
  } else {
    const auto path = as_text(value, "empirical", report);
    if (!path) return;
    const SourceFile* file = open(*path);
    if (file == nullptr) return;
    time.file = file->path();
    std::string_view text = file->text();
    std::uint32_t offset = 0;
    bool weights = false;
    for (std::size_t row = 0; offset < text.size(); ++row) {
      const std::size_t end = std::min(text.find('\n', offset), text.size());
      std::string_view line = text.substr(offset, end - offset);
      const Span span = file->span(offset, static_cast<std::uint32_t>(end));
      if (line.ends_with('\r')) line.remove_suffix(1);
      offset = static_cast<std::uint32_t>(end + 1);
      if (row == 0) {
        weights = line == "days,weight";
        if (weights || line == "days") continue;
        report.error(Code::kScenarioFile, span, fmt::format("`{}` does not begin with its columns", file->path()),
                     "let its first line be `days`, or `days,weight`");
        return;
      }
      if (line.empty()) continue;
      if (row > kMostTableRows) {
        report.error(Code::kScenarioFile, span, fmt::format("`{}` has more than {} rows", file->path(), kMostTableRows),
                     "bring equal durations together, with their weights");
        return;
      }
      const std::size_t comma = line.find(',');
      if (!add(line.substr(0, comma), weights && comma != std::string_view::npos ? line.substr(comma + 1) : "1",
               span)) {
        return;
      }
    }
  }
  double sum = 0;
  for (const auto& [days, weight] : rows) {
    if (weight > 0) time.table.push_back({days, weight});
    sum += weight;
  }
  if (!(sum > 0)) {
    report.error(Code::kScenarioNumber, value.span, "an empirical duration has no values",
                 "give at least one, with a weight above 0");
  }
}

std::optional<ScenarioUnit> ScenarioReader::unit(const YamlValue& value) const {
  const auto text = as_text(value, "in", report);
  if (!text) return std::nullopt;
  if (text->text == "days") return ScenarioUnit::kDays;
  if (text->text == "working days") return ScenarioUnit::kWorkingDays;
  if (text->text == "hours") return ScenarioUnit::kHours;
  report.error(Code::kScenarioNumber, text->span, fmt::format("durations are not counted in `{}`", text->text),
               "write days, working days or hours");
  return std::nullopt;
}

std::optional<ScenarioTime> ScenarioReader::shape(const YamlValue& value, const std::string& place,
                                                  std::initializer_list<std::string_view> beside) const {
  const std::size_t before = report.size();
  if (value.kind != YamlValue::Kind::kMap) {
    report.error(Code::kYamlWrongType, value.span, fmt::format("`{}` is not a duration", place),
                 "write `{fixed: 30}`, `{uniform: [20, 55]}`, `{triangular: [20, 33, 90]}` or another shape");
    return std::nullopt;
  }
  ScenarioTime time;
  time.span = value.span;
  const YamlEntry* shaped = nullptr;
  for (const YamlEntry& entry : value.entries) {
    const std::string& key = entry.key.text;
    if (shape_named(key) != nullptr) {
      if (shaped != nullptr) {
        report.error(Code::kScenarioNumber, entry.key.span,
                     fmt::format("a duration is both `{}` and `{}`", shaped->key.text, key), "keep one of them");
      }
      shaped = &entry;
    } else if (key == "in") {
      if (const auto given = unit(entry.value)) {
        time.unit = *given;
        time.unit_given = true;
      }
    } else if (key == "source") {
      if (const auto text = as_text(entry.value, "source", report)) time.source = text->text;
    } else if (std::ranges::find(beside, key) == beside.end()) {
      std::vector<std::string_view> names{"in", "source"};
      for (const Shape& one : kShapes) names.push_back(one.name);
      names.insert(names.end(), beside.begin(), beside.end());
      report.error(Code::kYamlUnknownKey, entry.key.span, fmt::format("a duration has no key `{}`", key),
                   did_you_mean(key, names,
                                "its shape is one of fixed, uniform, triangular, log-normal, gamma, exponential and "
                                "empirical; beside it stand `in` and `source`"));
    }
  }
  if (shaped == nullptr) {
    if (report.size() == before) {
      report.error(Code::kYamlMissingKey, value.span, fmt::format("`{}` does not say how long", place),
                   "add its shape, as in `fixed: 30` or `uniform: [20, 55]`");
    }
    return std::nullopt;
  }
  time.kind = shape_named(shaped->key.text)->kind;
  if (time.kind == ScenarioTime::Kind::kEmpirical) {
    table(shaped->value, time);
  } else {
    (void)numbers(*shaped, place, time);
    // What the duration rests on, each of its numbers does that says nothing else.
    for (ScenarioNumber& number : time.numbers) {
      if (number.source.empty()) number.source = time.source;
    }
  }
  return report.size() == before ? std::optional(time) : std::nullopt;
}

std::optional<ScenarioTime> ScenarioReader::time(const YamlValue& value, const std::string& place) const {
  return shape(value, place, {});
}

ScenarioTimes ScenarioReader::times(const YamlValue& value, const std::string& place) const {
  ScenarioTimes all;
  if (value.kind != YamlValue::Kind::kSequence) {
    if (auto one = time(value, place)) all.push_back({{}, *std::move(one)});
    return all;
  }
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    const YamlValue& item = value.items[i];
    ScenarioChoice choice;
    const bool last = i + 1 == value.items.size();
    const YamlValue* when = item.find("if");
    if (when != nullptr) choice.condition = condition(*when, "if");
    if (last == (when != nullptr)) {
      report.error(Code::kScenarioCondition, item.span,
                   last ? "the last of the durations has a condition: it must serve for all other cases"
                        : "a duration that others follow has no `if`, so they never count",
                   last ? "add one without `if`" : "add `if: {fact: value}`");
    }
    if (auto one = shape(item, fmt::format("{}.{}", place, i + 1), {"if"})) {
      choice.time = *std::move(one);
      all.push_back(std::move(choice));
    }
  }
  if (value.items.empty()) {
    report.error(Code::kYamlWrongType, value.span, fmt::format("`{}` lists no durations", place), "give at least one");
  }
  return all;
}

// ---- conditions and facts

ScenarioCondition ScenarioReader::condition(const YamlValue& value, std::string_view what) const {
  ScenarioCondition tests;
  if (value.kind != YamlValue::Kind::kMap || value.entries.empty()) {
    report.error(Code::kYamlWrongType, value.span, fmt::format("`{}` is not a condition", what),
                 "write `{fact: value}` or `{stage: name}`; several must all hold");
    return tests;
  }
  for (const YamlEntry& entry : value.entries) {
    ScenarioTest test;
    test.name = entry.key;
    if (entry.value.kind == YamlValue::Kind::kSequence) {
      if (auto texts = as_texts(entry.value, entry.key.text, report)) test.values = *std::move(texts);
    } else if (auto text = as_text(entry.value, entry.key.text, report)) {
      test.values.push_back(*std::move(text));
    }
    tests.push_back(std::move(test));
  }
  return tests;
}

std::optional<ScenarioShares> ScenarioReader::shares(const YamlValue& value, const std::string& place,
                                                     std::string_view fact) const {
  const std::size_t before = report.size();
  ScenarioShares all;
  all.span = value.span;
  if (value.kind != YamlValue::Kind::kMap || value.entries.empty()) {
    report.error(Code::kYamlWrongType, value.span, fmt::format("`{}` does not say how often it has each value", fact),
                 "write `{value: share}` for each, as in {yes: 0.55, no: 0.45}");
    return std::nullopt;
  }
  double sum = 0;
  for (const YamlEntry& entry : value.entries) {
    const auto share = number(entry.value, fmt::format("{}.{}", place, entry.key.text), 0, 1);
    if (!share) continue;
    sum += share->value;
    all.shares.push_back({entry.key, *share});
  }
  if (report.size() == before && std::fabs(sum - 1) > 0.0000015) {
    report.error(Code::kScenarioShares, value.span,
                 fmt::format("the shares of `{}` add up to {}, not 1", fact, number_words(std::round(sum * 1e6) / 1e6)),
                 "give each value its share, from 0 to 1, so that all of them together are 1");
  }
  return report.size() == before ? std::optional(all) : std::nullopt;
}

std::vector<ScenarioFact> ScenarioReader::facts(const YamlValue& value, const std::string& place) const {
  std::vector<ScenarioFact> all;
  if (value.kind != YamlValue::Kind::kMap) {
    report.error(Code::kYamlWrongType, value.span, "`facts` does not say how each fact turns out",
                 "write `fact: {value: share}` for each");
    return all;
  }
  for (const YamlEntry& entry : value.entries) {
    ScenarioFact fact;
    fact.fact = entry.key;
    const std::string here = fmt::format("{}.{}", place, entry.key.text);
    if (entry.value.kind == YamlValue::Kind::kSequence) {
      for (std::size_t i = 0; i < entry.value.items.size(); ++i) {
        const YamlValue& item = entry.value.items[i];
        if (!check_keys(item, "an outcome", {{"if"}, {"shares", true}}, report)) continue;
        const YamlValue* when = item.find("if");
        const bool last = i + 1 == entry.value.items.size();
        if (last == (when != nullptr)) {
          report.error(Code::kScenarioCondition, item.span,
                       last ? "the last of the outcomes has a condition: it must serve for all other cases"
                            : "an outcome that others follow has no `if`, so they never count",
                       last ? "add one without `if`" : "add `if: {fact: value}`");
        }
        const YamlValue* given = item.find("shares");
        if (given == nullptr) continue;
        if (auto one = shares(*given, fmt::format("{}.{}", here, i + 1), entry.key.text)) {
          if (when != nullptr) one->condition = condition(*when, "if");
          fact.outcomes.push_back(*std::move(one));
        }
      }
    } else if (auto one = shares(entry.value, here, entry.key.text)) {
      fact.outcomes.push_back(*std::move(one));
    }
    if (!fact.outcomes.empty()) all.push_back(std::move(fact));
  }
  return all;
}

}  // namespace proviso
