// SPDX-License-Identifier: Apache-2.0
// Clauses of a framework in the words of the language. The inverse of reading them, up to layout.
#include "engine/model/wording.h"

#include <fmt/format.h>

#include "base/civil_date.h"

namespace proviso::model {
namespace {

std::string plain_limit_text(const Framework& framework, const Limit& limit) {
  const auto moment = [&] { return limit.moment ? moment_text(framework, *limit.moment) : std::string{}; };
  const auto amount = [&] { return amount_text(framework, limit.amount); };
  const auto until = [&] { return limit.until ? " until " + moment_text(framework, *limit.until) : std::string{}; };
  switch (limit.kind) {
    case LimitKind::kWithin:
      return fmt::format("within {} of {}", amount(), moment());
    case LimitKind::kWithinBeginning:
      return fmt::format("within {} beginning with {}", amount(), moment());
    case LimitKind::kBy:
      return "by " + moment();
    case LimitKind::kBefore:
      return "before " + moment();
    case LimitKind::kOnTheDayOf:
      return "on the day of " + moment();
    case LimitKind::kOnWeekday:
      return fmt::format("on a {}", weekday_name(limit.weekday));
    case LimitKind::kNoSooner: {
      std::string text = "no sooner than " + moment();
      if (limit.no_later) text += " and no later than " + moment_text(framework, *limit.no_later);
      return text;
    }
    case LimitKind::kAtLeast:
      return fmt::format("at least {} times within {} of {}", limit.times, amount(), moment());
    case LimitKind::kEvery:
      return fmt::format("every {} from {}{}", amount(), moment(), until());
    case LimitKind::kThroughout:
      return fmt::format("from {}{}", moment(), until());
    case LimitKind::kAnyTime:
      return "at any time";
  }
  return {};
}

std::string roll_text(const Framework& framework, const Roll& roll) {
  std::string text = "or the next ";
  switch (roll.kind) {
    case Roll::Kind::kWorking:
      text += "working day";
      break;
    case Roll::Kind::kCalendar:
      text += "calendar day";
      break;
    case Roll::Kind::kNamed:
      text +=
          roll.calendar < framework.named_calendars.size() ? framework.named_calendars[roll.calendar].word : "named";
      text += " day";
      break;
  }
  if (roll.from && roll.to) {
    text += fmt::format(" when it falls in {} to {}", long_date(*roll.from), long_date(*roll.to));
  } else if (roll.from_each_year && roll.to_each_year) {
    text += fmt::format(" when it falls in {} to {}", day_month_text(*roll.from_each_year),
                        day_month_text(*roll.to_each_year));
  }
  return text;
}

}  // namespace

std::string limit_text(const Framework& framework, const Limit& limit) {
  if (!limit.practicable) return plain_limit_text(framework, limit);
  std::string text = "as soon as practicable";
  if (limit.judged_by) text += " judged by " + framework[*limit.judged_by].name;
  if (limit.kind != LimitKind::kAnyTime) text += " and " + plain_limit_text(framework, limit);
  return text;
}

std::string adjustment_text(const Framework& framework, const Adjustment& adjustment) {
  const std::string to = adjustment.moment ? moment_text(framework, *adjustment.moment) : std::string{};
  std::string text;
  switch (adjustment.kind) {
    case Adjustment::Kind::kBy:
      text = "extended by " + amount_text(framework, adjustment.amount);
      break;
    case Adjustment::Kind::kTo:
      text = "extended to " + to;
      break;
    case Adjustment::Kind::kInstead:
      text = "due instead " + to;
      break;
  }
  text += " when " + events_text(framework, adjustment.events);
  if (adjustment.times) text += fmt::format(" at most {} times", *adjustment.times);
  if (adjustment.in_all) text += fmt::format(" by at most {} in all", duration_text(framework, *adjustment.in_all));
  return text;
}

std::string party_text(const Framework& framework, const Owing& owing) {
  switch (owing.kind) {
    case Owing::Kind::kParty:
      return owing.party.value < framework.parties.size() ? framework[owing.party].name : std::string{};
    case Owing::Kind::kFact:
      return framework[owing.fact].name;
    case Owing::Kind::kEach:
      return "each of " + framework[owing.fact].name;
  }
  return {};
}

std::string_view modality_text(Modality modality, bool negated) {
  switch (modality) {
    case Modality::kMust:
      return negated ? "must not" : "must";
    case Modality::kShould:
      return negated ? "should not" : "should";
    case Modality::kWillUsually:
      return negated ? "will not usually" : "will usually";
    case Modality::kMay:
      return "may";
  }
  return {};
}

std::string duty_text(const Framework& framework, const Duty& duty) {
  std::string_view verb = "ensure";
  if (duty.modality == Modality::kMay) verb = "use";
  if (duty.negated) verb = "allow";
  std::string text =
      fmt::format("{} {} {} ", party_text(framework, duty.party), modality_text(duty.modality, duty.negated), verb);
  text += duty.that ? "that " + expression_text(framework, *duty.that) : events_text(framework, duty.events);
  if (duty.condition) text += (duty.only_if ? " only if " : " if ") + expression_text(framework, *duty.condition);
  text += ' ' + limit_text(framework, duty.limit);
  if (duty.alternative) {
    text += fmt::format(" or ensure {} {}", events_text(framework, duty.alternative->events),
                        limit_text(framework, duty.alternative->limit));
  }
  for (const Roll& roll : duty.rolls) text += ' ' + roll_text(framework, roll);
  return text;
}

std::string clock_text(const Framework& framework, const Duty& duty) {
  std::string text;
  const auto add = [&](std::string_view words, const std::string& what) {
    if (!text.empty()) text += ", ";
    text += words;
    text += what;
  };
  for (const Expression& stop : duty.stops) add("clock stops while ", expression_text(framework, stop));
  for (const Adjustment& adjustment : duty.adjustments) add({}, adjustment_text(framework, adjustment));
  for (const Expression& excuse : duty.excuses) add("excused if ", expression_text(framework, excuse));
  return text;
}

std::string action_text(const Framework& framework, const Action& action) {
  const auto value = [&] { return action.value ? expression_text(framework, *action.value) : std::string{}; };
  switch (action.kind) {
    case Action::Kind::kRecord:
      return fmt::format("record {} as {}", framework[action.fact].name, value());
    case Action::Kind::kAdd:
      return fmt::format("add {} to {}", value(), framework[action.fact].name);
    case Action::Kind::kGoTo:
      return "go to " + framework[action.stage].name;
    case Action::Kind::kBegin:
      return "begin " + framework[action.track].name;
    case Action::Kind::kEnd:
      return "end " + framework[action.track].name;
    case Action::Kind::kNotify:
      return fmt::format("notify {} {}", framework[action.party].name, quoted_text(action.text));
    case Action::Kind::kOpen: {
      std::string text = "open " + framework.parts.at(action.part.value).name;
      for (std::size_t i = 0; i < action.handed.size(); ++i) {
        const std::string& fact = framework[action.handed[i].fact].name;
        text += fmt::format("{}{} as {}", i == 0 ? " with " : " and ", fact.substr(fact.find('/') + 1),
                            expression_text(framework, action.handed[i].value));
      }
      return text;
    }
    case Action::Kind::kCloseCase:
      return "close case";
  }
  return {};
}

std::string actions_text(const Framework& framework, const std::vector<Action>& actions) {
  std::string text;
  for (const Action& action : actions) {
    if (!text.empty()) text += ' ';
    text += "then " + action_text(framework, action);
  }
  return text;
}

std::string occasion_text(const Framework& framework, const Move& move) {
  std::string text;
  switch (move.kind) {
    case Move::Kind::kOnEvents:
      text = "when " + events_text(framework, move.events);
      break;
    case Move::Kind::kOnCondition:
      return move.condition ? "when " + expression_text(framework, *move.condition) : "when yes";
    case Move::Kind::kAfter:
      text = fmt::format("after {} {}", amount_text(framework, move.after),
                         move.of.empty() ? "in this stage" : "of " + events_text(framework, move.of));
      break;
  }
  if (move.otherwise) return text + " otherwise";
  if (move.condition) text += " if " + expression_text(framework, *move.condition);
  return text;
}

std::string trigger_text(const Framework& framework, const Trigger& trigger) {
  std::string text = "when ";
  text += trigger.when ? expression_text(framework, *trigger.when) : events_text(framework, trigger.events);
  if (trigger.condition) text += " if " + expression_text(framework, *trigger.condition);
  if (!trigger.actions.empty()) text += ' ' + actions_text(framework, trigger.actions);
  return text;
}

std::string move_text(const Framework& framework, const Move& move) {
  std::string text = occasion_text(framework, move);
  if (!move.actions.empty()) text += ' ' + actions_text(framework, move.actions);
  return fmt::format("{} go to {}", text, framework[move.to].name);
}

}  // namespace proviso::model
