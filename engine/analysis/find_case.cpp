// SPDX-License-Identifier: Apache-2.0
// Goes through every combination of the values to try, and puts the one it finds into words.
#include "engine/analysis/find_case.h"

#include <algorithm>
#include <map>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/word_list.h"
#include "engine/analysis/values_to_try.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

using Operation = model::Expression::Operation;
using Kind = Variable::Kind;

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
        if (graph_.recorded_by_action(fact)) continue;
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

  /// Whether it is the track whose stage is given.
  bool own_track(Variable track) const {
    return situation_.stage && framework_[*situation_.stage].track == model::TrackId{track.index};
  }

  std::vector<Setting> track_settings(Variable variable, const Asked& asked) const {
    const model::Track& track = framework_.tracks[variable.index];
    if (own_track(variable)) {
      return {TrackSetting{.stage = situation_.stage}};
    }
    std::vector<Setting> result;
    for (const model::StageId stage : asked.stages) {
      if (graph_.reachable(stage)) result.emplace_back(TrackSetting{.stage = stage});
    }
    // One that an action ends, or of a linked case that may not be open, stands nowhere.
    const bool may_not_run = !track.begins_when.empty() || track.begins_condition || !situation_.stage ||
                             track.part != framework_[framework_[*situation_.stage].track].part ||
                             graph_.may_be_ended({variable.index});
    const bool elsewhere = std::any_of(track.stages.begin(), track.stages.end(), [&](model::StageId stage) {
      return graph_.reachable(stage) && !asked.stages.contains(stage);
    });
    if (may_not_run || elsewhere || result.empty()) result.emplace_back(TrackSetting{.stage = std::nullopt});
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
    if (!setting.settled || own_track(variable)) return;
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
