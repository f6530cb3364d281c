// SPDX-License-Identifier: Apache-2.0
#include "engine/reading_copy/sentences.h"

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/vocabulary_words.h"
#include "engine/model/wording.h"
#include "engine/reading_copy/conditions.h"

namespace proviso::reading_copy {
namespace {

using model::Action;
using model::LimitKind;

Phrase limit_alone(const Names& names, const model::Limit& l) {
  const Phrase at = l.moment ? moment(names, *l.moment) : Phrase();
  const Phrase amount = names.amount(l.amount);
  const Phrase until = l.until ? ", until " + moment(names, *l.until) : Phrase();
  switch (l.kind) {
    case LimitKind::kWithin:
      return "within " + amount + " of " + at;
    case LimitKind::kWithinBeginning:
      return "within " + amount + " counted from, and with, " + at;
    case LimitKind::kBy:
      return "by " + at;
    case LimitKind::kBefore:
      return "before " + at;
    case LimitKind::kOnTheDayOf:
      return "on " + at;
    case LimitKind::kOnWeekday:
      return fmt::format("on a {}", weekday_name(l.weekday));
    case LimitKind::kNoSooner:
      return "no sooner than " + at + (l.no_later ? " and no later than " + moment(names, *l.no_later) : Phrase());
    case LimitKind::kAtLeast:
      return Phrase(fmt::format("at least {} times within ", l.times)) + amount + " of " + at;
    case LimitKind::kEvery:
      return "every " + amount + ", counted first from " + at + " and then from each time it is done" + until;
    case LimitKind::kThroughout:
      return "on every day from " + at + until;
    case LimitKind::kAnyTime:
      return "at any time";
  }
  return {};
}

Phrase roll_words(const Names& names, const model::Roll& roll) {
  std::string day = "day";
  if (roll.kind == model::Roll::Kind::kWorking) day = "working day";
  if (roll.kind == model::Roll::Kind::kNamed && roll.calendar < names.framework.named_calendars.size()) {
    day = names.framework.named_calendars[roll.calendar].word + " day";
  }
  const auto month_day = [](std::chrono::month_day in_year) {
    const std::string date =
        long_date(Date{std::chrono::year_month_day{std::chrono::year{2000}, in_year.month(), in_year.day()}});
    return date.substr(0, date.rfind(' '));
  };
  if (roll.from && roll.to) {
    return fmt::format("a last day from {} to {} moves to the next {} after that time", long_date(*roll.from),
                       long_date(*roll.to), day);
  }
  if (roll.from_each_year && roll.to_each_year) {
    return fmt::format("a last day from {} to {} of any year moves to the next {} after that time",
                       month_day(*roll.from_each_year), month_day(*roll.to_each_year), day);
  }
  return fmt::format("a last day that is no {0} moves to the next {0}", day);
}

Phrase adjustment_words(const Names& names, const model::Adjustment& adjustment) {
  const Phrase to = adjustment.moment ? moment(names, *adjustment.moment) : Phrase();
  Phrase words = "when " + names.events(adjustment.events);
  switch (adjustment.kind) {
    case model::Adjustment::Kind::kBy:
      words += ", by " + names.amount(adjustment.amount) + " more";
      break;
    case model::Adjustment::Kind::kTo:
      words += ", to " + to;
      break;
    case model::Adjustment::Kind::kInstead:
      words += ", it is due instead on " + to;
      break;
  }
  if (adjustment.times) {
    words += *adjustment.times == 1 ? Phrase(", once at most") : fmt::format(", {} times at most", *adjustment.times);
  }
  if (adjustment.in_all) {
    words += fmt::format(", by {} in all at most", model::duration_text(names.framework, *adjustment.in_all));
  }
  return words;
}

Phrase with_if(const Names& names, const std::optional<model::Expression>& condition_of) {
  return condition_of ? ", if " + condition(names, *condition_of) : Phrase();
}

}  // namespace

Phrase owing(const Names& names, const model::Owing& who) {
  switch (who.kind) {
    case model::Owing::Kind::kParty:
      return names.party(who.party);
    case model::Owing::Kind::kFact:
      return "the party named by " + names.fact(who.fact);
    case model::Owing::Kind::kEach:
      return "each party named in " + names.fact(who.fact);
  }
  return {};
}

Phrase limit(const Names& names, const model::Limit& l) {
  if (!l.practicable) return limit_alone(names, l);
  Phrase words = "as soon as practicable";
  if (l.judged_by) words += " (a person judges whether it was: " + names.fact(*l.judged_by) + ")";
  if (l.kind != LimitKind::kAnyTime) words += ", and " + limit_alone(names, l);
  return words;
}

Phrase what_is_owed(const Names& names, const model::Duty& duty) {
  const Phrase words = duty.that ? condition(names, *duty.that) : names.events(duty.events);
  if (!duty.condition) return words;
  const Phrase what = condition(names, *duty.condition);
  if (duty.only_if) return words + ", but only if " + what;
  return words + (duty.negated ? " if " + what : " (it counts only if " + what + ")");
}

Phrase duty_sentence(const Names& names, const model::Duty& duty) {
  Phrase words = capitalised(owing(names, duty.party));
  words += fmt::format(" {} ", model::modality_text(duty.modality, duty.negated));
  if (duty.negated) {
    words += "let it happen that ";
  } else {
    words += duty.modality == Modality::kMay ? "see to it that " : "ensure that ";
  }
  words += what_is_owed(names, duty);
  words += ", " + limit(names, duty.limit);
  if (duty.alternative) {
    words += "; or else that " + names.events(duty.alternative->events) + ", " + limit(names, duty.alternative->limit);
  }
  return words + ".";
}

std::vector<Remark> duty_remarks(const Names& names, const model::Duty& duty) {
  std::vector<Remark> remarks;
  if (duty.applies_if) remarks.push_back({"It applies only if", condition(names, *duty.applies_if)});
  for (const model::Expression& excuse : duty.excuses) {
    remarks.push_back({"The limit does not hold if", condition(names, excuse)});
  }
  for (const model::Expression& stop : duty.stops) {
    remarks.push_back({"Days are not counted while", condition(names, stop)});
  }
  for (const model::Adjustment& adjustment : duty.adjustments) {
    remarks.push_back({adjustment.kind == model::Adjustment::Kind::kInstead ? "The date changes" : "There is more time",
                       adjustment_words(names, adjustment)});
  }
  for (const model::Roll& roll : duty.rolls) remarks.push_back({"Not every day will do:", roll_words(names, roll)});
  if (duty.warn) {
    remarks.push_back({"A warning is given", model::duration_text(names.framework, *duty.warn) + " ahead"});
  }
  for (const model::Once& once : duty.once) {
    remarks.push_back({fmt::format("Once it is {},", status_text(once.status)), actions(names, once.actions)});
  }
  return remarks;
}

Phrase action(const Names& names, const Action& a) {
  const auto given = [&] { return a.value ? condition(names, *a.value) : Phrase(); };
  switch (a.kind) {
    case Action::Kind::kRecord:
      return names.fact(a.fact) + " is recorded as: " + given();
    case Action::Kind::kAdd:
      return given() + " is added to " + names.fact(a.fact);
    case Action::Kind::kGoTo:
      return "the case goes to " + names.stage(a.stage);
    case Action::Kind::kBegin:
      return "the track " + names.track(a.track) + " begins";
    case Action::Kind::kEnd:
      return "the track " + names.track(a.track) + " ends";
    case Action::Kind::kNotify:
      return names.party(a.party) + " is told: " + quoted(a.text);
    case Action::Kind::kOpen: {
      const model::Part& part = names.framework.parts.at(a.part.value);
      Phrase words = "a linked case of " +
                     names.link(quoted(title_of(part.title, part.name)), anchor("part", part.name)) + " is opened";
      std::vector<Phrase> handed;
      for (const Action::Handed& one : a.handed)
        handed.push_back(names.fact(one.fact) + ": " + condition(names, one.value));
      return handed.empty() ? words : words + " with " + joined(handed, "and");
    }
    case Action::Kind::kCloseCase:
      return "the case is closed";
  }
  return {};
}

Phrase actions(const Names& names, const std::vector<Action>& all) {
  Phrase words;
  for (const Action& one : all) words += (words.empty() ? Phrase() : Phrase("; then ")) + action(names, one);
  return words;
}

Phrase move_occasion(const Names& names, const model::Move& move) {
  switch (move.kind) {
    case model::Move::Kind::kOnEvents:
      return "When " + names.events(move.events) +
             (move.otherwise ? Phrase(", in every other case") : with_if(names, move.condition));
    case model::Move::Kind::kOnCondition:
      if (move.otherwise) return "In every other case";
      return "As soon as " + (move.condition ? condition(names, *move.condition) : Phrase("the stage is entered"));
    case model::Move::Kind::kAfter:
      return "After " + names.amount(move.after) +
             (move.of.empty() ? Phrase(" in this stage") : " from the latest day on which " + names.events(move.of)) +
             (move.otherwise ? Phrase(", in every other case") : with_if(names, move.condition));
  }
  return {};
}

Phrase move_sentence(const Names& names, const model::Move& move) {
  Phrase words = move_occasion(names, move) + ", ";
  if (!move.actions.empty()) words += actions(names, move.actions) + "; and ";
  return words + "the case moves to " + names.stage(move.to) + ".";
}

Phrase trigger_occasion(const Names& names, const model::Trigger& trigger) {
  const Phrase words =
      trigger.when ? "As soon as " + condition(names, *trigger.when) : "When " + names.events(trigger.events);
  return words + with_if(names, trigger.condition);
}

Phrase trigger_sentence(const Names& names, const model::Trigger& trigger) {
  return trigger_occasion(names, trigger) + ": " + actions(names, trigger.actions) + ".";
}

Phrase begins_sentence(const Names& names, const model::Track& track) {
  if (!track.begins_when.empty()) return "It begins when " + names.events(track.begins_when) + ".";
  if (track.begins_condition) return "It begins as soon as " + condition(names, *track.begins_condition) + ".";
  return "It begins with the case.";
}

Phrase expectation_sentence(const Names& names, const model::Expectation& e) {
  using Kind = model::Expectation::Kind;
  const Phrase for_party = e.for_party ? ", for " + names.party(*e.for_party) : Phrase();
  switch (e.kind) {
    case Kind::kStatus: {
      Phrase words = names.duty(e.duty) + Phrase(fmt::format(" is {}", status_text(e.status)));
      if (e.late) words += fmt::format(", {} late", model::duration_text(names.framework, *e.late));
      return words + for_party;
    }
    case Kind::kDue: {
      Phrase words = names.duty(e.duty) + Phrase(fmt::format(" is due on {}", weekday_date(e.due)));
      if (e.due_until) words += fmt::format(" at the earliest and {} at the latest", weekday_date(*e.due_until));
      if (e.due_minute) words += fmt::format(" at {:02}:{:02}", *e.due_minute / 60, *e.due_minute % 60);
      return words + for_party;
    }
    case Kind::kStage: {
      std::vector<Phrase> stages;
      for (const model::StageId stage : e.stages) stages.push_back(names.stage(stage));
      return "the case stands in " + joined(stages, "and");
    }
    case Kind::kFinding:
      return Phrase(fmt::format("a finding of the kind “{}” on ", finding_kind_text(e.finding))) + names.duty(e.duty) +
             for_party;
    case Kind::kUnexpected:
      return "nothing in the rules takes up that " + names.event(e.event);
    case Kind::kCondition:
      return e.condition ? condition(names, *e.condition) : Phrase();
    case Kind::kNothing:
      return "there are no findings";
    case Kind::kNotified:
      return names.party(e.party) + " has been told";
    case Kind::kClosed:
      return "the case is closed";
  }
  return {};
}

}  // namespace proviso::reading_copy
