// SPDX-License-Identifier: Apache-2.0
// The part of ClauseReader that reads duties: moments, limits and what may change them.
#include <optional>
#include <utility>

#include "grammar/clause_reader.h"

namespace proviso::grammar {

syntax::Moment ClauseReader::moment(NodeView view) {
  using Kind = syntax::Moment::Kind;
  syntax::Moment result;
  result.span = span(view);
  switch (view.kind()) {
    case NodeKind::kMomentFirst:
      result.kind = Kind::kFirst;
      break;
    case NodeKind::kMomentEntering:
      result.kind = Kind::kEntering;
      break;
    case NodeKind::kMomentDay:
      result.kind = Kind::kDay;
      break;
    case NodeKind::kMomentAfter:
    case NodeKind::kMomentBefore:
      result.kind = Kind::kOffset;
      break;
    case NodeKind::kMomentLaterOf:
      result.kind = Kind::kLaterOf;
      break;
    case NodeKind::kMomentEarlierOf:
      result.kind = Kind::kEarlierOf;
      break;
    case NodeKind::kMomentInYearOf:
      result.kind = Kind::kInYearOf;
      break;
    default:
      result.kind = Kind::kNamed;
      break;
  }
  result.before = view.kind() == NodeKind::kMomentBefore;
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kName:
        result.names.push_back(name(part));
        break;
      case NodeKind::kDate:
        result.day = day(part);
        break;
      case NodeKind::kDuration:
        result.offset.duration = duration(part);
        break;
      case NodeKind::kTheParameter:
        result.offset.parameter = name(part.first());
        break;
      case NodeKind::kMonthDay:
        result.month_day = month_day(part);
        break;
      default:
        result.of.push_back(moment(part));
        break;
    }
  }
  return result;
}

namespace {

std::optional<syntax::Limit::Kind> limit_kind(NodeKind node) {
  using Kind = syntax::Limit::Kind;
  switch (node) {
    case NodeKind::kWithin:
      return Kind::kWithin;
    case NodeKind::kByMoment:
      return Kind::kBy;
    case NodeKind::kBeforeMoment:
      return Kind::kBefore;
    case NodeKind::kOnTheDayOf:
      return Kind::kOnTheDayOf;
    case NodeKind::kOnWeekday:
      return Kind::kOnWeekday;
    case NodeKind::kNoSooner:
      return Kind::kNoSooner;
    case NodeKind::kAtLeast:
      return Kind::kAtLeast;
    case NodeKind::kEvery:
      return Kind::kEvery;
    case NodeKind::kThroughout:
      return Kind::kThroughout;
    case NodeKind::kAnyTime:
      return Kind::kAnyTime;
    default:
      return std::nullopt;
  }
}

}  // namespace

syntax::Limit ClauseReader::limit(NodeView view) {
  syntax::Limit result;
  result.span = span(view);
  result.kind = syntax::Limit::Kind::kAnyTime;  // `as soon as practicable` with nothing behind it
  for (const NodeView form : view) {
    if (form.kind() != NodeKind::kPracticable) {
      limit_part(form, result);
      continue;
    }
    result.practicable = true;
    for (const NodeView part : form) {
      if (part.kind() == NodeKind::kJudgedBy) {
        result.judged_by = name(part.first());
      } else {
        limit_part(part, result);
      }
    }
  }
  return result;
}

void ClauseReader::limit_part(NodeView form, syntax::Limit& limit) {
  limit.kind = *limit_kind(form.kind());
  for (const NodeView part : form) {
    switch (part.kind()) {
      case NodeKind::kDuration:
        limit.amount.duration = duration(part);
        break;
      case NodeKind::kTheParameter:
        limit.amount.parameter = name(part.first());
        break;
      case NodeKind::kBeginningWith:
        limit.kind = syntax::Limit::Kind::kWithinBeginning;
        break;
      case NodeKind::kNumber:
        limit.times = count(part);
        break;
      case NodeKind::kNoLater:
        limit.no_later = moment(part.first());
        break;
      case NodeKind::kUntilMoment:
        limit.until = moment(part.first());
        break;
      case NodeKind::kWeekday:
        limit.weekday = weekday(part);
        break;
      default:
        limit.moment = moment(part);
        break;
    }
  }
}

syntax::Alternative ClauseReader::alternative(NodeView view) {
  syntax::Alternative result;
  result.span = span(view);
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kAct) result.events = names(part);
    if (part.kind() == NodeKind::kLimit) result.limit = limit(part);
  }
  return result;
}

syntax::Roll ClauseReader::roll(NodeView view) {
  using Kind = syntax::Roll::Kind;
  syntax::Roll result;
  result.span = span(view);
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kRollWorking:
        result.kind = Kind::kWorking;
        break;
      case NodeKind::kRollCalendar:
        result.kind = Kind::kCalendar;
        break;
      case NodeKind::kName:
        result.kind = Kind::kNamed;
        result.named = name(part);
        break;
      case NodeKind::kDate:
        (result.from ? result.to : result.from) = day(part);
        break;
      case NodeKind::kMonthDay:
        (result.from_each_year ? result.to_each_year : result.from_each_year) = month_day(part);
        break;
      default:
        break;
    }
  }
  return result;
}

/// `extended by`, `extended to`, `due instead`.
syntax::Adjustment ClauseReader::adjustment(NodeView view) {
  using Kind = syntax::Adjustment::Kind;
  syntax::Adjustment result;
  result.span = span(view);
  const bool instead = view.kind() == NodeKind::kDueInstead;
  const NodeView form = instead ? view : view.first();
  result.kind = instead ? Kind::kInstead : form.kind() == NodeKind::kExtendedBy ? Kind::kBy : Kind::kTo;
  for (const NodeView part : form) {
    switch (part.kind()) {
      case NodeKind::kDuration:
        result.amount.duration = duration(part);
        break;
      case NodeKind::kTheParameter:
        result.amount.parameter = name(part.first());
        break;
      case NodeKind::kName:
        result.events.push_back(name(part));
        break;
      case NodeKind::kAtMostTimes:
        result.times = count(part.first());
        break;
      case NodeKind::kAtMostInAll:
        result.in_all = duration(part.first());
        break;
      default:
        result.moment = moment(part);
        break;
    }
  }
  return result;
}

syntax::Once ClauseReader::once(NodeView view) {
  syntax::Once result;
  result.span = span(view);
  for (const NodeView part : view) {
    if (const auto status = status_of(part.kind())) {
      result.status = *status;
    } else {
      result.actions.push_back(action(part));
    }
  }
  return result;
}

syntax::Duty ClauseReader::duty(NodeView view) {
  syntax::Duty result;
  result.span = span(view);
  std::uint32_t clause_begin = 0;
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kName:
        result.name = name(part);
        break;
      case NodeKind::kText:
        result.title = text(part);
        break;
      case NodeKind::kApplies:
        result.applies_if.push_back(expression(part.first()));
        break;
      case NodeKind::kForEach: {
        auto of = part.begin();
        const NodeView variable = *of;
        result.for_each.push_back({.variable = name(variable), .list = name(*++of), .span = span(part)});
        break;
      }
      case NodeKind::kOwing:
        result.party = name(part);
        clause_begin = part.node().begin;
        break;
      case NodeKind::kLimit:
        result.limit = limit(part);
        result.clause = file_.span(clause_begin, part.node().end);
        break;
      case NodeKind::kRoll:
        result.rolls.push_back(roll(part));
        break;
      case NodeKind::kWarn:
        result.warn.push_back(duration(part.first()));
        break;
      case NodeKind::kAlternative:
        result.alternatives.push_back(alternative(part));
        break;
      case NodeKind::kClockStops:
        result.stops.push_back(expression(part.first()));
        break;
      case NodeKind::kExtended:
      case NodeKind::kDueInstead:
        result.adjustments.push_back(adjustment(part));
        break;
      case NodeKind::kExcusedIf:
        result.excuses.push_back(expression(part.first()));
        break;
      case NodeKind::kOnce:
        result.once.push_back(once(part));
        break;
      case NodeKind::kCite:
        result.cites.push_back(cite(part));
        break;
      case NodeKind::kAccept:
        accepted(part, result.span);
        break;
      default:
        deed_part(part, result);
        break;
    }
  }
  return result;
}

/// From the modality to the condition of the act.
void ClauseReader::deed_part(NodeView part, syntax::Duty& duty) {
  switch (part.kind()) {
    case NodeKind::kMust:
      duty.modality = Modality::kMust;
      break;
    case NodeKind::kShould:
      duty.modality = Modality::kShould;
      break;
    case NodeKind::kMay:
      duty.modality = Modality::kMay;
      break;
    case NodeKind::kWillUsually:
      duty.modality = Modality::kWillUsually;
      break;
    case NodeKind::kWillNotUsually:
      duty.modality = Modality::kWillUsually;
      duty.negated = true;
      break;
    case NodeKind::kNegated:
      duty.negated = true;
      break;
    case NodeKind::kEnsure:
      duty.verb = syntax::Verb::kEnsure;
      break;
    case NodeKind::kAllow:
      duty.verb = syntax::Verb::kAllow;
      break;
    case NodeKind::kMayUse:
      duty.verb = syntax::Verb::kUse;
      break;
    case NodeKind::kAct:
      duty.events = names(part);
      break;
    case NodeKind::kThat:
      duty.that = expression(part.first());
      break;
    case NodeKind::kIf:
    case NodeKind::kOnlyIf:
      duty.condition = expression(part.first());
      duty.only_if = part.kind() == NodeKind::kOnlyIf;
      break;
    default:
      break;
  }
}

}  // namespace proviso::grammar
