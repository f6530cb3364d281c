// SPDX-License-Identifier: Apache-2.0
// Tries one value for every distinction that the conditions can make: each written value, one between two neighbours,
// one beyond either end.
#include "engine/analysis/find_case.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/calendar/deadline.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

using Operation = model::Expression::Operation;
using Kind = Variable::Kind;

/// So many items of a list are told apart by a question; the subsets of them are tried.
constexpr std::size_t kListItems = 8;
/// Sums and differences of at most so many written values are tried.
constexpr std::size_t kSummands = 12;

/// The written values of a comparison.
struct Constants {
  std::set<Number> numbers;
  std::set<Date> dates;
  std::set<std::string> texts;
  std::set<model::PartyId> parties;
  std::set<std::pair<Unit, std::int32_t>> durations;
  std::vector<ListValue> lists;
  bool arithmetic = false;

  [[nodiscard]] std::size_t size() const {
    return numbers.size() + dates.size() + texts.size() + parties.size() + durations.size() + lists.size();
  }

  void add(const Constants& other) {
    numbers.insert(other.numbers.begin(), other.numbers.end());
    dates.insert(other.dates.begin(), other.dates.end());
    texts.insert(other.texts.begin(), other.texts.end());
    parties.insert(other.parties.begin(), other.parties.end());
    durations.insert(other.durations.begin(), other.durations.end());
    lists.insert(lists.end(), other.lists.begin(), other.lists.end());
    arithmetic = arithmetic || other.arithmetic;
  }

  void add(const Value& value) {
    if (const auto* number = std::get_if<Number>(&value.value)) numbers.insert(*number);
    if (const auto* date = std::get_if<Date>(&value.value)) dates.insert(*date);
    if (const auto* text = std::get_if<std::string>(&value.value)) texts.insert(*text);
    if (const auto* party = std::get_if<model::PartyId>(&value.value)) parties.insert(*party);
    if (const auto* duration = std::get_if<Duration>(&value.value))
      durations.insert({duration->unit, duration->amount});
    if (const auto* list = std::get_if<ListValue>(&value.value)) {
      lists.push_back(*list);
      for (const Value& item : list->items) add(item);
    }
  }
};

/// What an expression depends on.
struct Footprint {
  std::set<Variable> variables;
  Constants constants;

  void add(const Footprint& other) {
    variables.insert(other.variables.begin(), other.variables.end());
    constants.add(other.constants);
  }
};

/// What the conditions ask of one variable.
struct Asked {
  bool known = false;
  bool count = false;
  bool dates = false;
  std::set<model::StageId> stages;
};

/// Reads the conditions: which variables there are, what is asked of each, and which values each is compared with.
class Question {
 public:
  Question(const model::Framework& framework, const SearchLimits& limits) : framework_(framework), limits_(limits) {}

  void read(const model::Expression& condition) { (void)footprint(condition, 0); }
  [[nodiscard]] bool too_large() const { return too_large_; }
  [[nodiscard]] const std::map<Variable, Asked>& asked() const { return asked_; }
  /// The variables that are compared with one another and with what, this one among them.
  [[nodiscard]] const Footprint& compared(Variable variable) const {
    return *std::find_if(clusters_.begin(), clusters_.end(),
                         [&](const Footprint& cluster) { return cluster.variables.contains(variable); });
  }

 private:
  Footprint variable(Variable::Kind kind, std::uint32_t index) {
    const Variable variable{kind, index};
    if (asked_.try_emplace(variable).second) {
      clusters_.push_back({{variable}, {}});
      too_large_ = too_large_ || asked_.size() > limits_.variables;
    }
    return {{variable}, {}};
  }

  /// Variables that one comparison puts side by side share the values they are compared with.
  void link(const Footprint& comparison) {
    Footprint merged = comparison;
    std::erase_if(clusters_, [&](const Footprint& cluster) {
      const bool shares = std::any_of(cluster.variables.begin(), cluster.variables.end(),
                                      [&](Variable v) { return comparison.variables.contains(v); });
      if (shares) merged.add(cluster);
      return shares;
    });
    if (!merged.variables.empty()) clusters_.push_back(std::move(merged));
  }

  Footprint derived(model::FactId id, std::size_t depth) {
    // Entered empty first, so that a circular fact comes to an end.
    const auto [it, added] = derived_.try_emplace(id.value);
    if (added) it->second = footprint(*framework_[id].means, depth + 1);
    return it->second;
  }

  Footprint footprint(const model::Expression& expression, std::size_t depth) {
    if (depth > kDepthLimit) too_large_ = true;
    if (too_large_) return {};
    Footprint result;
    for (const model::Expression& operand : expression.operands) result.add(footprint(operand, depth + 1));
    too_large_ = too_large_ || result.constants.size() > limits_.constants;
    const auto event = [&]() -> Asked& {
      result.add(variable(Kind::kEvent, expression.event.value));
      return asked_[{Kind::kEvent, expression.event.value}];
    };
    switch (expression.operation) {
      case Operation::kLiteral:
        result.constants.add(to_value(expression.literal));
        break;
      case Operation::kFact:
        result.add(framework_[expression.fact].means ? derived(expression.fact, depth)
                                                     : variable(Kind::kFact, expression.fact.value));
        break;
      case Operation::kIs:
      case Operation::kIsNot:
      case Operation::kIsMoreThan:
      case Operation::kIsLessThan:
      case Operation::kIsAtLeast:
      case Operation::kIsAtMost:
      case Operation::kBefore:
      case Operation::kAfter:
      case Operation::kOnOrBefore:
      case Operation::kOnOrAfter:
      case Operation::kIncludes:
        link(result);
        break;
      case Operation::kIsKnown:
        for (const Variable v : result.variables) asked_[v].known = true;
        break;
      case Operation::kPlus:
      case Operation::kMinus:
      case Operation::kTimes:
      case Operation::kDatePlus:
      case Operation::kDateMinus:
        result.constants.arithmetic = true;
        break;
      case Operation::kCountOf:
        for (const Variable v : result.variables) asked_[v].count = true;
        break;
      case Operation::kNumberOf:
        event().count = true;
        break;
      case Operation::kDateOfFirst:
      case Operation::kDateOfLast:
        event().dates = true;
        break;
      case Operation::kInStage: {
        const std::uint32_t track = framework_[expression.stage].track.value;
        result.add(variable(Kind::kTrack, track));
        asked_[{Kind::kTrack, track}].stages.insert(expression.stage);
        break;
      }
      case Operation::kNot:
      case Operation::kAnd:
      case Operation::kOr:
        break;
    }
    return result;
  }

  const model::Framework& framework_;
  const SearchLimits& limits_;
  bool too_large_ = false;
  std::map<Variable, Asked> asked_;
  std::vector<Footprint> clusters_;
  std::map<std::uint32_t, Footprint> derived_;  // by fact
};

/// Numbers that tell apart everything a comparison with the constants can: each of them, one between two neighbours,
/// one beyond either end. With several variables there is room for them to differ.
std::vector<Number> numbers_to_try(const Footprint& compared) {
  std::set<Number> points = compared.constants.numbers;
  const auto put = [&](const std::optional<Number>& number) {
    if (number) points.insert(*number);
  };
  if (points.empty()) points.insert(Number{0});
  const std::set<Number> written = points;
  if (compared.constants.arithmetic && written.size() <= kSummands) {
    for (const Number a : written) {
      for (const Number b : written) {
        put(add(a, b));
        put(subtract(a, b));
      }
    }
  }
  for (std::size_t k = 1; k < compared.variables.size(); ++k) {
    for (const Number a : written) {
      put(add(a, Number{static_cast<std::int64_t>(k) * Number::kScale}));
      put(subtract(a, Number{static_cast<std::int64_t>(k) * Number::kScale}));
    }
  }
  const Number one{Number::kScale};
  std::vector<Number> result;
  if (const auto below = subtract(*points.begin(), one)) result.push_back(*below);
  for (auto it = points.begin(); it != points.end(); ++it) {
    result.push_back(*it);
    const auto next = std::next(it);
    const auto above = add(*it, one);
    if (next == points.end()) {
      if (above) result.push_back(*above);
    } else if (above && *above < *next) {
      result.push_back(*above);
    } else if (next->millionths - it->millionths > 1) {  // less than two apart, so this does not overflow
      result.push_back(Number{it->millionths + (next->millionths - it->millionths) / 2});
    }
  }
  return result;
}

/// The same for a count.
std::vector<std::int64_t> counts_to_try(const Footprint& compared, std::int64_t least) {
  std::set<std::int64_t> counts;
  for (const Number number : numbers_to_try(compared)) {
    const std::int64_t whole = number.millionths / Number::kScale;
    for (std::int64_t count = whole - 1; count <= whole + 1; ++count) {
      if (count >= least) counts.insert(count);
    }
  }
  counts.insert(least);
  return {counts.begin(), counts.end()};
}

std::vector<Date> dates_to_try(const Footprint& compared) {
  constexpr Date kSomeDay{std::chrono::year{2020} / std::chrono::January / 1};
  std::set<Date> points = compared.constants.dates;
  if (points.empty()) points.insert(kSomeDay);
  const std::set<Date> written = points;
  for (const Date day : written) {
    for (const auto& [unit, amount] : compared.constants.durations) {
      for (const Counting counting : {Counting::kAfter, Counting::kBefore}) {
        if (const auto moved = count_from(nullptr, day, {amount, unit}, counting)) points.insert(*moved);
      }
    }
  }
  const auto spread = static_cast<std::int32_t>(compared.variables.size());
  std::set<Date> result;
  for (const Date day : points) {
    result.insert(day);
    for (std::int32_t k = 1; k <= spread; ++k) {
      for (const Counting counting : {Counting::kAfter, Counting::kBefore}) {
        if (const auto moved = count_from(nullptr, day, {k, Unit::kCalendarDays}, counting)) result.insert(*moved);
      }
    }
  }
  return {result.begin(), result.end()};
}

/// Values of a type that is no list; for `list of T`, the items that are told apart.
std::vector<Value> values_to_try(const model::Framework& framework, const model::Type& type, const Footprint& compared,
                                 bool written_only) {
  std::vector<Value> result;
  const auto put = [&](auto&& value) { result.push_back({std::forward<decltype(value)>(value)}); };
  const std::size_t room = compared.variables.size();
  switch (type.kind) {
    case model::TypeKind::kYesNo:
      put(true);
      put(false);
      break;
    case model::TypeKind::kOneOf:
      for (std::uint32_t i = 0; i < type.values.size(); ++i) put(model::Choice{i});
      break;
    case model::TypeKind::kNumber:
      if (written_only) {
        for (const Number number : compared.constants.numbers) put(number);
      } else {
        for (const Number number : numbers_to_try(compared)) put(number);
      }
      break;
    case model::TypeKind::kDate:
      if (written_only) {
        for (const Date date : compared.constants.dates) put(date);
      } else {
        for (const Date date : dates_to_try(compared)) put(date);
      }
      break;
    case model::TypeKind::kText: {
      for (const std::string& text : compared.constants.texts) put(text);
      std::string other = "something else";
      for (std::size_t k = 0; !written_only && k < room; ++k, other += " again") {
        while (compared.constants.texts.contains(other)) other += " again";
        put(other);
      }
      break;
    }
    case model::TypeKind::kDuration: {
      std::set<std::pair<Unit, std::int32_t>> durations = compared.constants.durations;
      if (!written_only) {
        if (durations.empty()) durations.insert({Unit::kCalendarDays, 1});
        const auto written = durations;
        for (const auto& [unit, amount] : written) {
          for (std::int32_t k = 1; k <= static_cast<std::int32_t>(room); ++k) {
            if (amount >= k) durations.insert({unit, amount - k});
            if (amount <= std::numeric_limits<std::int32_t>::max() - k) durations.insert({unit, amount + k});
          }
        }
      }
      for (const auto& [unit, amount] : durations) put(Duration{amount, unit});
      break;
    }
    case model::TypeKind::kParty: {
      std::size_t others = written_only ? 0 : room;
      for (std::uint32_t i = 0; i < framework.parties.size(); ++i) {
        const model::PartyId party{i};
        const bool written = compared.constants.parties.contains(party);
        if (written || others > 0) put(party);
        if (!written && others > 0) --others;
      }
      break;
    }
    case model::TypeKind::kList:
      break;  // lists of lists are compared as a whole only
  }
  return result;
}

/// Lists that differ in which of the items asked for they hold, and in their length. Nothing where there are too many.
std::optional<std::vector<Value>> lists_to_try(const model::Framework& framework, const model::Type& type,
                                               const Footprint& compared, const Asked& asked) {
  std::vector<Value> items;
  bool room_for_others = true;
  if (!type.element.empty()) {
    const model::Type& element = type.element.front();
    items = values_to_try(framework, element, compared, true);
    if (element.kind == model::TypeKind::kYesNo || element.kind == model::TypeKind::kOneOf) room_for_others = false;
    if (element.kind == model::TypeKind::kParty) room_for_others = items.size() < framework.parties.size();
  }
  if (items.size() > kListItems) return std::nullopt;
  std::vector<std::int64_t> sizes{0, 1};
  if (asked.count) sizes = counts_to_try(compared, 0);
  std::vector<Value> result;
  for (std::size_t subset = 0; subset < (std::size_t{1} << items.size()); ++subset) {
    ListValue list;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if ((subset >> i & 1U) != 0) list.items.push_back(items[i]);
    }
    result.push_back({list});
    for (const std::int64_t size : sizes) {
      list.others = size - static_cast<std::int64_t>(list.items.size());
      if (room_for_others && list.others > 0) result.push_back({list});
    }
  }
  for (const ListValue& list : compared.constants.lists) result.push_back({list});
  return result;
}

class Search {
 public:
  Search(const model::Framework& framework, const graph::ProcedureGraph& graph, const Situation& situation,
         const Wanted& wanted, const SearchLimits& limits)
      : framework_(framework),
        graph_(graph),
        situation_(situation),
        wanted_(wanted),
        limits_(limits),
        question_(framework, limits) {}

  FoundCase run() {
    for (const auto* condition : wanted_.yes) question_.read(*condition);
    for (const auto* condition : wanted_.no) question_.read(*condition);
    FoundCase result;
    if (question_.too_large() || !choose_settings()) return result;

    bool undecided = false;
    std::vector<std::size_t> at(settings_.size());
    for (std::size_t i = 0; i < settings_.size(); ++i) set(i, 0);
    while (true) {
      ++result.tried;
      if (consistent()) {
        const Verdict verdict = judge();
        if (verdict == Verdict::kAsWanted) {
          result.outcome = FoundCase::Outcome::kFound;
          drop_what_does_not_matter();
          result.in_words = in_words();
          result.values = std::move(valuation_);
          return result;
        }
        undecided = undecided || verdict == Verdict::kUnsettled;
      }
      // The next combination: the last variable runs fastest.
      std::size_t i = settings_.size();
      while (i > 0 && at[i - 1] + 1 == settings_[i - 1].second.size()) {
        --i;
        set(i, at[i] = 0);
      }
      if (i == 0) break;
      set(i - 1, ++at[i - 1]);
    }
    result.outcome = undecided ? FoundCase::Outcome::kUndecided : FoundCase::Outcome::kNone;
    return result;
  }

 private:
  enum class Verdict : std::uint8_t { kAsWanted, kOtherwise, kUnsettled };

  void set(std::size_t variable, std::size_t choice) {
    valuation_[settings_[variable].first] = settings_[variable].second[choice];
  }

  /// Fills settings_; no where the combinations pass the limit.
  bool choose_settings() {
    std::size_t combinations = 1;
    for (const auto& [variable, asked] : question_.asked()) {
      std::optional<std::vector<Setting>> choices = settings_for(variable, asked);
      if (!choices || choices->empty() || choices->size() > limits_.combinations / combinations) return false;
      combinations *= choices->size();
      settings_.emplace_back(variable, std::move(*choices));
    }
    // Only where the question is about events can a fact be at odds with them.
    const bool about_events = std::any_of(settings_.begin(), settings_.end(),
                                          [](const auto& setting) { return setting.first.kind == Kind::kEvent; });
    for (std::uint32_t e = 0; about_events && e < framework_.events.size(); ++e) {
      for (const model::FactId fact : framework_.events[e].records) {
        const Variable variable{Kind::kFact, fact.value};
        if (question_.asked().contains(variable)) recorders_[variable].push_back({Kind::kEvent, e});
      }
    }
    return true;
  }

  std::optional<std::vector<Setting>> settings_for(Variable variable, const Asked& asked) const {
    switch (variable.kind) {
      case Kind::kFact:
        return fact_settings(variable, asked);
      case Kind::kEvent:
        return event_settings(variable, asked);
      case Kind::kTrack:
        return track_settings(variable, asked);
    }
    return std::nullopt;
  }

  std::optional<std::vector<Setting>> fact_settings(Variable variable, const Asked& asked) const {
    const model::Type& type = framework_.facts[variable.index].type;
    const Footprint& compared = question_.compared(variable);
    std::optional<std::vector<Value>> values = type.kind == model::TypeKind::kList
                                                   ? lists_to_try(framework_, type, compared, asked)
                                                   : values_to_try(framework_, type, compared, false);
    if (!values) return std::nullopt;
    std::vector<Setting> result(values->begin(), values->end());
    // An unknown operand decides nothing that a known one could not; only `is known` can tell.
    if (asked.known || result.empty()) result.emplace_back(Value{Unknown{}});
    return result;
  }

  std::optional<std::vector<Setting>> event_settings(Variable variable, const Asked& asked) const {
    const Footprint& compared = question_.compared(variable);
    const std::int64_t least = situation_.event == model::EventId{variable.index} ? 1 : 0;
    const std::vector<std::int64_t> counts =
        asked.count ? counts_to_try(compared, least) : std::vector<std::int64_t>{1, 2, 0};
    const std::vector<Date> dates = asked.dates ? dates_to_try(compared) : std::vector<Date>{};
    if (counts.size() * dates.size() * dates.size() > limits_.combinations) return std::nullopt;
    std::vector<Setting> result;
    for (const std::int64_t count : counts) {
      if (count < least) continue;
      if (!asked.dates) {
        result.emplace_back(EventSetting{count, {Unsettled{}}, {Unsettled{}}});
      } else if (count == 0) {
        result.emplace_back(EventSetting{count, {Unknown{}}, {Unknown{}}});
      } else {
        for (const Date first : dates) {
          for (const Date last : dates) {
            if (count == 1 ? first == last : first <= last) result.emplace_back(EventSetting{count, {first}, {last}});
          }
        }
      }
    }
    return result;
  }

  std::vector<Setting> track_settings(Variable variable, const Asked& asked) const {
    const model::Track& track = framework_.tracks[variable.index];
    if (framework_[situation_.stage].track == model::TrackId{variable.index}) {
      return {TrackSetting{.stage = situation_.stage}};
    }
    std::vector<Setting> result;
    for (const model::StageId stage : asked.stages) {
      if (graph_.reachable(stage)) result.emplace_back(TrackSetting{.stage = stage});
    }
    const bool may_not_have_begun = !track.begins_when.empty() || track.begins_condition;
    const bool elsewhere = std::any_of(track.stages.begin(), track.stages.end(), [&](model::StageId stage) {
      return graph_.reachable(stage) && !asked.stages.contains(stage);
    });
    if (may_not_have_begun || elsewhere || result.empty()) result.emplace_back(TrackSetting{.stage = std::nullopt});
    return result;
  }

  /// A fact that events record is known only once one of them has happened.
  bool consistent() const {
    return std::all_of(recorders_.begin(), recorders_.end(), [&](const auto& entry) {
      const auto& [fact, events] = entry;
      if (std::get<Value>(valuation_.at(fact)) == Value{Unknown{}}) return true;
      return std::any_of(events.begin(), events.end(), [&](Variable event) {
        const auto it = valuation_.find(event);
        return it == valuation_.end() || std::get<EventSetting>(it->second).count != 0;
      });
    });
  }

  Verdict judge() const {
    Evaluation evaluation(framework_, valuation_);
    Verdict verdict = Verdict::kAsWanted;
    const auto ask = [&](const model::Expression& condition, bool want) {
      const Value value = evaluation.of(condition);
      if (value.is(want)) return true;
      if (!std::holds_alternative<Unsettled>(value.value)) return false;
      verdict = Verdict::kUnsettled;
      return true;
    };
    const bool possible =
        std::all_of(wanted_.yes.begin(), wanted_.yes.end(), [&](const auto* c) { return ask(*c, true); }) &&
        std::all_of(wanted_.no.begin(), wanted_.no.end(), [&](const auto* c) { return ask(*c, false); });
    return possible ? verdict : Verdict::kOtherwise;
  }

  /// A witness names no more than it needs to. What is unsettled decides nothing, so what still holds holds anyway.
  void drop_what_does_not_matter() {
    for (const auto& [variable, choices] : settings_) {
      Setting& setting = valuation_[variable];
      const Setting kept = setting;
      switch (variable.kind) {
        case Kind::kFact:
          setting = Value{Unsettled{}};
          break;
        case Kind::kEvent:
          setting = EventSetting{std::nullopt, {Unsettled{}}, {Unsettled{}}};
          break;
        case Kind::kTrack:
          setting = TrackSetting{.stage = std::nullopt, .settled = false};
          break;
      }
      if (judge() != Verdict::kAsWanted) setting = kept;
    }
  }

  std::string value_words(const Value& value, const model::Type& type) const {
    return std::visit(
        [&](const auto& plain) -> std::string {
          using Plain = std::decay_t<decltype(plain)>;
          if constexpr (std::is_same_v<Plain, Unknown> || std::is_same_v<Plain, Unsettled>) {
            return {};
          } else if constexpr (std::is_same_v<Plain, ListValue>) {
            std::string result;
            for (const Value& item : plain.items) {
              if (!result.empty()) result += ", ";
              result += value_words(item, type.element.empty() ? type : type.element.front());
            }
            return result;
          } else {
            return model::literal_text(framework_, {plain}, type);
          }
        },
        value.value);
  }

  void fact_words(const model::Fact& fact, const Value& value, std::vector<std::string>& words) const {
    if (std::holds_alternative<Unsettled>(value.value)) return;
    if (std::holds_alternative<Unknown>(value.value)) {
      words.push_back(fmt::format("`{}` is not known", fact.name));
    } else if (const auto* list = std::get_if<ListValue>(&value.value)) {
      words.push_back(
          fmt::format("`count of {} is {}`", fact.name, static_cast<std::int64_t>(list->items.size()) + list->others));
      for (const Value& item : list->items) {
        words.push_back(
            fmt::format("`{} includes {}`", fact.name,
                        value_words(item, fact.type.element.empty() ? fact.type : fact.type.element.front())));
      }
    } else {
      words.push_back(fmt::format("`{} is {}`", fact.name, value_words(value, fact.type)));
    }
  }

  void event_words(Variable variable, const EventSetting& setting, std::vector<std::string>& words) const {
    if (!setting.count) return;
    const std::string& name = framework_.events[variable.index].name;
    const auto* first = std::get_if<Date>(&setting.first.value);
    const auto* last = std::get_if<Date>(&setting.last.value);
    if (question_.asked().at(variable).count || *setting.count == 0) {
      words.push_back(fmt::format("`number of {} is {}`", name, *setting.count));
    }
    if (first != nullptr && last != nullptr) {
      if (*first != *last) words.push_back(fmt::format("`date of first {} is {}`", name, long_date(*first)));
      words.push_back(fmt::format("`date of last {} is {}`", name, long_date(*last)));
    }
  }

  void track_words(Variable variable, const TrackSetting& setting, std::vector<std::string>& words) const {
    const bool own = framework_[situation_.stage].track == model::TrackId{variable.index};
    if (!setting.settled || own) return;
    if (setting.stage) {
      words.push_back(fmt::format("`in {}`", framework_[*setting.stage].name));
      return;
    }
    for (const model::StageId stage : question_.asked().at(variable).stages) {
      words.push_back(fmt::format("`not in {}`", framework_[stage].name));
    }
  }

  /// The derived facts that the conditions name themselves, with what they come to: what the author wrote about.
  void derived_words(const model::Expression& condition, Evaluation& evaluation,
                     std::vector<std::string>& words) const {
    if (condition.operation == Operation::kFact && framework_[condition.fact].means) {
      const model::Fact& fact = framework_[condition.fact];
      const Value value = evaluation.of(condition);
      if (std::holds_alternative<bool>(value.value) || std::holds_alternative<model::Choice>(value.value)) {
        std::string text = fmt::format("`{} is {}`", fact.name, value_words(value, fact.type));
        if (std::find(words.begin(), words.end(), text) == words.end()) words.push_back(std::move(text));
      }
    }
    for (const model::Expression& operand : condition.operands) derived_words(operand, evaluation, words);
  }

  /// `a`, `b` and `c`.
  static std::string joined(const std::vector<std::string>& words) {
    std::string result;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i > 0) result += i + 1 == words.size() ? " and " : ", ";
      result += words[i];
    }
    return result;
  }

  std::string in_words() const {
    std::vector<std::string> words;
    for (const auto& [variable, setting] : valuation_) {
      switch (variable.kind) {
        case Kind::kFact:
          fact_words(framework_.facts[variable.index], std::get<Value>(setting), words);
          break;
        case Kind::kEvent:
          event_words(variable, std::get<EventSetting>(setting), words);
          break;
        case Kind::kTrack:
          track_words(variable, std::get<TrackSetting>(setting), words);
          break;
      }
    }
    std::vector<std::string> derived;
    Evaluation evaluation(framework_, valuation_);
    for (const auto* condition : wanted_.yes) derived_words(*condition, evaluation, derived);
    for (const auto* condition : wanted_.no) derived_words(*condition, evaluation, derived);
    if (words.empty() || derived.empty()) return joined(words);
    return fmt::format("{}, so that {}", joined(words), joined(derived));
  }

  const model::Framework& framework_;
  const graph::ProcedureGraph& graph_;
  const Situation& situation_;
  const Wanted& wanted_;
  const SearchLimits& limits_;
  Question question_;
  std::vector<std::pair<Variable, std::vector<Setting>>> settings_;
  std::map<Variable, std::vector<Variable>> recorders_;  // by fact: the events that record it, where there are any
  Valuation valuation_;
};

}  // namespace

FoundCase find_case(const model::Framework& framework, const graph::ProcedureGraph& graph, const Situation& situation,
                    const Wanted& wanted, const SearchLimits& limits) {
  return Search(framework, graph, situation, wanted, limits).run();
}

}  // namespace proviso::analysis
