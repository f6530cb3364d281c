// SPDX-License-Identifier: Apache-2.0
#include "engine/run/why_not.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/vocabulary_words.h"
#include "base/word_list.h"
#include "engine/model/wording.h"
#include "engine/run/executor.h"
#include "engine/run/findings.h"
#include "engine/run/lateness.h"
#include "engine/run/needed.h"
#include "engine/run/stopped.h"
#include "engine/run/table.h"
#include "engine/run/way_to_stage.h"

namespace proviso::run {
namespace {

using model::Cell;
using model::Moment;
using model::Scope;

class Asker {
 public:
  Asker(const program::Program& program, const History& history, Date as_of)
      : program_(program), model_(*program.framework), history_(history) {
    Executor(program).run(state_, history, as_of);
  }

  WhyNot stage(model::StageId stage) {
    start(WhyNot::Subject::kStage, model_[stage].name, model_[stage].title);
    const TrackState& track = state_.tracks[model_[stage].track.value];
    const bool there = stands_in(track.standings, stage.value);
    out_.holds = there && track.standings.size() == 1 && !track.may_not_have_begun;
    out_.answer = ways_.where(model_[stage].track);
    if (!out_.holds && !there) ways_.way_to(stage, out_);
    return std::move(out_);
  }

  WhyNot duty(std::uint32_t index) {
    const model::Duty& duty = model_.duties[index];
    start(WhyNot::Subject::kDuty, duty.name, duty.title);
    std::size_t count = 0;
    const Instance* latest = nullptr;
    for (const Instance& instance : state_.instances) {
      if (instance.duty != index || instance.hidden || instance.dropped) continue;
      ++count;
      latest = &instance;
    }
    if (latest != nullptr) {
      out_.holds = true;
      out_.answer = fmt::format(
          "It has arisen{}, and {} {}{}.", count == 1 ? "" : fmt::format(" {} times", count),
          count == 1 ? "is" : "the latest is", status_text(latest->status),
          latest->due == kNoDate ? "" : fmt::format(", due on {}", weekday_instant(latest->due, latest->due_minute)));
      return std::move(out_);
    }
    out_.answer = "It has not arisen.";
    const bool open = scope(duty.scope);
    // Standing as it should, with an anchor that has come, only a condition can have kept it from arising.
    const bool anchored = anchors(duty);
    if (duty.applies_if) add(conditions_.needed(*duty.applies_if, program_.duties[index].applies_if, true));
    if (open && anchored && duty.applies_if && duty.limit.moment) {
      out_.missing.push_back(
          fmt::format("`applies if` is judged when it arises: {} again", would_happen(*duty.limit.moment)));
    }
    if (duty.party.kind == model::Owing::Kind::kEach && conditions_.value_now(duty.party.fact) == "none") {
      out_.missing.push_back(
          fmt::format("the list `{}` is empty, and there is one for each in it", model_[duty.party.fact].name));
    }
    return std::move(out_);
  }

  WhyNot trigger(std::uint32_t index) {
    const model::Trigger& trigger = model_.triggers[index];
    const program::TriggerRow& row = program_.triggers[index];
    start(WhyNot::Subject::kTrigger, trigger.name, trigger.title);
    const bool open = scope(trigger.scope);
    if (trigger.when) {
      std::optional<Needed> when = conditions_.needed(*trigger.when, row.when, true);
      out_.holds = open && !when && state_.triggers[index].was_yes;
      out_.answer = when ? "It fires as soon as its condition is yes, and it is not."
                         : "Its condition is yes already; it fires again only when it becomes yes anew.";
      add(std::move(when));
    } else {
      out_.answer = "It fires with an event.";
      out_.missing.push_back(ways_.would_happen(trigger.events));
    }
    if (trigger.condition) add(conditions_.needed(*trigger.condition, row.condition, true));
    return std::move(out_);
  }

  WhyNot fact(model::FactId fact) {
    const model::Fact& entry = model_[fact];
    start(WhyNot::Subject::kFact, entry.name, entry.title);
    const std::string now = conditions_.value_now(fact);
    const bool yes_no = entry.type.kind == model::TypeKind::kYesNo;
    out_.holds = yes_no ? now == "yes" : !now.empty();
    out_.answer = fmt::format("It is {}.", now.empty() ? "unknown" : now);
    if (entry.decision) {
      rows(entry.decision->value);
    } else if (entry.means) {
      if (yes_no) {
        add(conditions_.needed(*entry.means, program_.fact_code[fact.value], true));
      } else {
        out_.answer += fmt::format(" It is worked out as `{}`.", model::expression_text(model_, *entry.means));
        if (now.empty()) unknown_because(fact);
        out_.facts = conditions_.behind(fact);
      }
    } else if (!out_.holds) {
      const std::vector<std::string> events = conditions_.recorded_with(fact);
      if (entry.judgement) out_.answer += " Only a person can settle it.";
      out_.missing.push_back(events.empty()
                                 ? "no event records it: only the actions of the rules do"
                                 : fmt::format("it would have to be recorded with {}", quoted_list(events, "or")));
    }
    return std::move(out_);
  }

  [[nodiscard]] const RunError& error() const { return state_.error; }

 private:
  void start(WhyNot::Subject subject, const std::string& name, const std::string& title) {
    out_ = {};
    out_.subject = subject;
    out_.name = name;
    out_.title = title;
  }
  void add(std::optional<Needed> needed) {
    if (needed) out_.needed.push_back(*std::move(needed));
  }

  // ---- duties and triggers ----

  /// Whether the scope is open; where it is not, what would open it.
  bool scope(const Scope& scope) {
    const std::uint32_t part = program_.part_of(scope);
    if (part < state_.parts.size() && !state_.parts[part].open) {
      ways_.part_not_open(part, out_);
      if (scope.kind == Scope::Kind::kCase) return false;
    }
    switch (scope.kind) {
      case Scope::Kind::kCase:
        return true;
      case Scope::Kind::kTrack: {
        const model::TrackId track{scope.index};
        const std::vector<Standing>& standings = state_.tracks[scope.index].standings;
        if (std::any_of(standings.begin(), standings.end(),
                        [&](const Standing& standing) { return !model_.stages[standing.stage].end; })) {
          return true;
        }
        out_.answer += fmt::format(" It lives while the track `{}` runs. {}", model_[track].name, ways_.where(track));
        if (!model_[track].stages.empty()) {
          ways_.way_to(model_[track].stages.front(), out_);
        }
        return false;
      }
      case Scope::Kind::kStage: {
        const model::StageId stage{scope.index};
        const std::vector<Standing>& standings = state_.tracks[model_[stage].track.value].standings;
        if (stands_in(standings, scope.index)) return true;
        out_.answer += fmt::format(" It lives while the case stands in `{}`. {}", model_[stage].name,
                                   ways_.where(model_[stage].track));
        ways_.way_to(stage, out_);
        return false;
      }
    }
    return true;
  }

  /// Whether everything that a limit counts from has come; else what has not.
  bool anchors(const model::Duty& duty) {
    if (duty.limit.kind == model::LimitKind::kOnWeekday) {
      out_.missing.push_back("each act is an instance: " + ways_.would_happen(duty.events));
      return false;
    }
    if (!duty.limit.moment) return true;
    const Moment& base = duty.limit.moment->base();
    if (happened(base)) return true;
    out_.missing.push_back(would_happen(base));
    return false;
  }

  bool happened(const Moment& moment) const {
    switch (moment.kind) {
      case Moment::Kind::kEvents:
      case Moment::Kind::kFirst:
        return std::any_of(moment.events.begin(), moment.events.end(),
                           [&](model::EventId event) { return state_.tallies[event.value].count > 0; });
      case Moment::Kind::kEntering:
        return state_.entered[moment.stage.value] != kNoDate;
      case Moment::Kind::kFact:
        return !conditions_.value_now(moment.fact).empty();
      case Moment::Kind::kDay:
        return true;
      case Moment::Kind::kLaterOf:
      case Moment::Kind::kEarlierOf:
        return std::any_of(moment.of.begin(), moment.of.end(), [&](const Moment& of) { return happened(of.base()); });
      case Moment::Kind::kOffset:
      case Moment::Kind::kInYearOf:
        return happened(moment.base());
    }
    return true;
  }

  std::string would_happen(const Moment& moment) const {
    switch (moment.kind) {
      case Moment::Kind::kEvents:
      case Moment::Kind::kFirst:
        return ways_.would_happen(moment.events);
      case Moment::Kind::kEntering:
        return fmt::format("the stage `{}` would have to be entered", model_[moment.stage].name);
      case Moment::Kind::kFact:
        return fmt::format("the date `{}` would have to be recorded", model_[moment.fact].name);
      case Moment::Kind::kDay:
        return fmt::format("{} would have to come", weekday_date(moment.day));
      case Moment::Kind::kLaterOf:
      case Moment::Kind::kEarlierOf: {
        std::string text;
        for (const Moment& of : moment.of) {
          if (!text.empty()) text += ", or ";
          text += would_happen(of.base());
        }
        return text;
      }
      case Moment::Kind::kOffset:
      case Moment::Kind::kInYearOf:
        return would_happen(moment.base());
    }
    return {};
  }

  // ---- facts ----

  void unknown_because(model::FactId fact) {
    const Evaluation result = fact_value(program_, history_, state_, fact.value);
    if (const std::string why = doubt_text(program_, result.doubt); !why.empty()) out_.missing.push_back(why);
  }

  std::string cell_text(const Cell& cell, const model::Type& type) const {
    const auto value = [&](const model::Literal& literal) { return model::literal_text(model_, literal, type); };
    const bool date = type.kind == model::TypeKind::kDate;
    std::string text;
    for (const Cell::Part& part : cell.parts) {
      if (!text.empty()) text += " or ";
      switch (part.kind) {
        case Cell::Part::Kind::kValue:
          text += value(part.low);
          break;
        case Cell::Part::Kind::kRange:
          text += fmt::format("{} to {}", value(part.low), value(part.high));
          break;
        case Cell::Part::Kind::kMoreThan:
          text += (date ? "after " : "more than ") + value(part.low);
          break;
        case Cell::Part::Kind::kAtLeast:
          text += (date ? "on or after " : "at least ") + value(part.low);
          break;
        case Cell::Part::Kind::kLessThan:
          text += (date ? "before " : "less than ") + value(part.high);
          break;
        case Cell::Part::Kind::kAtMost:
          text += (date ? "on or before " : "at most ") + value(part.high);
          break;
        case Cell::Part::Kind::kUnknown:
          text += "unknown";
          break;
      }
    }
    return cell.negated ? "not " + text : text;
  }

  void rows(std::uint32_t index) {
    const model::Decision& decision = model_.decisions[index];
    const program::TableRow& table = program_.tables[index];
    const model::Type& type = model_[decision.fact].type;
    const model::Type& given = decision.hit == model::HitRule::kCollect ? type.element.front() : type;
    std::vector<std::string> matching;
    for (std::size_t r = 0; r < decision.rows.size(); ++r) {
      WhyRow row;
      row.number = r + 1;
      if (decision.hit != model::HitRule::kCount) {
        row.gives = model::literal_text(model_, decision.rows[r].value, given);
      }
      for (std::size_t c = 0; c < decision.inputs.size(); ++c) {
        const model::FactId input = decision.inputs[c];
        const Truth truth = matches(table.rows[r][c], fact_value(program_, history_, state_, input.value).value);
        if (truth == Truth::kYes) continue;
        row.cells.push_back({model_[input].name, conditions_.value_now(input),
                             cell_text(decision.rows[r].cells[c], model_[input].type), truth});
      }
      if (row.cells.empty()) {
        matching.push_back(std::to_string(r + 1));
      } else {
        out_.rows.push_back(std::move(row));
      }
    }
    std::stable_sort(out_.rows.begin(), out_.rows.end(),
                     [](const WhyRow& a, const WhyRow& b) { return a.cells.size() < b.cells.size(); });
    if (out_.rows.size() > kMostRows) out_.rows.resize(kMostRows);
    if (matching.empty()) {
      out_.answer += " No row of its table holds.";
    } else {
      out_.answer += fmt::format(" Of its table row{} {} hold{}.", matching.size() == 1 ? "" : "s", joined(matching),
                                 matching.size() == 1 ? "s" : "");
      if (decision.hit == model::HitRule::kFirst && matching.size() > 1) {
        out_.answer += " The first row that is not no decides.";
      }
    }
    if (decision.hit == model::HitRule::kFirst && !out_.holds && !matching.empty()) {
      out_.missing.push_back("an earlier row that may hold comes first: what it asks for would have to be known");
    }
    if (decision.hit == model::HitRule::kUnique && matching.size() > 1) {
      out_.missing.push_back("only one row may hold");
    }
    out_.facts = conditions_.behind(decision.fact);
  }

  const program::Program& program_;
  const model::Framework& model_;
  const History& history_;
  CaseState state_;
  ConditionReader conditions_{program_, history_, state_};
  WayReader ways_{program_, history_, state_, conditions_};
  WhyNot out_;
};

}  // namespace

std::vector<std::string_view> why_not_names(const model::Framework& framework) {
  std::vector<std::string_view> names;
  for (const model::SymbolKind kind :
       {model::SymbolKind::kStage, model::SymbolKind::kDuty, model::SymbolKind::kTrigger, model::SymbolKind::kFact}) {
    const std::vector<std::string_view> more = framework.names(kind);
    names.insert(names.end(), more.begin(), more.end());
  }
  return names;
}

std::optional<WhyNot> why_not(const program::Program& program, const SourceSet& sources, const History& history,
                              std::string_view name, Date as_of) {
  const model::Framework& framework = *program.framework;
  Asker asker(program, history, as_of);
  std::optional<WhyNot> why;
  if (const auto stage = framework.find(model::SymbolKind::kStage, name)) {
    why = asker.stage({*stage});
  } else if (const auto duty = framework.find(model::SymbolKind::kDuty, name)) {
    why = asker.duty(*duty);
  } else if (const auto trigger = framework.find(model::SymbolKind::kTrigger, name)) {
    why = asker.trigger(*trigger);
  } else if (const auto fact = framework.find(model::SymbolKind::kFact, name)) {
    why = asker.fact({*fact});
  }
  if (why) why->stopped = stopped(asker.error(), sources);
  return why;
}

}  // namespace proviso::run
