// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/output_names.h"

namespace proviso::cli {

using namespace model;

std::string_view name_of(Unit unit) {
  switch (unit) {
    case Unit::kWorkingDays:
      return "working days";
    case Unit::kCalendarDays:
      return "calendar days";
    case Unit::kWeeks:
      return "weeks";
    case Unit::kMonths:
      return "months";
    case Unit::kYears:
      return "years";
    case Unit::kNamedDays:
      return "named days";
    case Unit::kHours:
      return "hours";
  }
  return {};
}

std::string_view name_of(Expression::Operation operation) {
  using enum Expression::Operation;
  switch (operation) {
    case kLiteral:
      return "literal";
    case kFact:
      return "fact";
    case kNot:
      return "not";
    case kAnd:
      return "and";
    case kOr:
      return "or";
    case kIs:
      return "is";
    case kIsNot:
      return "is not";
    case kIsMoreThan:
      return "is more than";
    case kIsLessThan:
      return "is less than";
    case kIsAtLeast:
      return "is at least";
    case kIsAtMost:
      return "is at most";
    case kBefore:
      return "before";
    case kAfter:
      return "after";
    case kOnOrBefore:
      return "on or before";
    case kOnOrAfter:
      return "on or after";
    case kIncludes:
      return "includes";
    case kIsKnown:
      return "is known";
    case kPlus:
      return "plus";
    case kMinus:
      return "minus";
    case kTimes:
      return "times";
    case kDatePlus:
      return "date plus";
    case kDateMinus:
      return "date minus";
    case kCountOf:
      return "count of";
    case kNumberOf:
      return "number of";
    case kDateOfFirst:
      return "date of first";
    case kDateOfLast:
      return "date of last";
    case kInStage:
      return "in stage";
    case kTotalOf:
      return "total of";
    case kLongestRun:
      return "longest run";
    case kWeekdayOf:
      return "weekday of";
    case kToday:
      return "today";
    case kCounted:
      return "counted";
    case kLaterOf:
      return "later of";
    case kEarlierOf:
      return "earlier of";
    case kDutyIs:
      return "duty is";
  }
  return {};
}

std::string_view name_of(LimitKind kind) {
  switch (kind) {
    case LimitKind::kWithin:
      return "within";
    case LimitKind::kWithinBeginning:
      return "within beginning with";
    case LimitKind::kBy:
      return "by";
    case LimitKind::kBefore:
      return "before";
    case LimitKind::kOnTheDayOf:
      return "on the day of";
    case LimitKind::kOnWeekday:
      return "on a weekday";
    case LimitKind::kNoSooner:
      return "no sooner than";
    case LimitKind::kAtLeast:
      return "at least";
    case LimitKind::kEvery:
      return "every";
    case LimitKind::kThroughout:
      return "throughout";
    case LimitKind::kAnyTime:
      return "at any time";
  }
  return {};
}

std::string_view name_of(Cell::Part::Kind kind) {
  using enum Cell::Part::Kind;
  switch (kind) {
    case kValue:
      return "value";
    case kRange:
      return "range";
    case kMoreThan:
      return "more than";
    case kAtLeast:
      return "at least";
    case kLessThan:
      return "less than";
    case kAtMost:
      return "at most";
    case kUnknown:
      return "unknown";
  }
  return {};
}

std::string_view name_of(HitRule hit) {
  switch (hit) {
    case HitRule::kUnique:
      return "unique";
    case HitRule::kFirst:
      return "first";
    case HitRule::kAny:
      return "any";
    case HitRule::kCollect:
      return "collect";
    case HitRule::kSum:
      return "sum";
    case HitRule::kCount:
      return "count";
    case HitRule::kMin:
      return "min";
    case HitRule::kMax:
      return "max";
  }
  return {};
}

std::string_view name_of(run::Truth truth) {
  switch (truth) {
    case run::Truth::kNo:
      return "no";
    case run::Truth::kYes:
      return "yes";
    case run::Truth::kUnknown:
      return "unknown";
  }
  return {};
}

std::string_view name_of(run::WhyNot::Subject subject) {
  switch (subject) {
    case run::WhyNot::Subject::kStage:
      return "stage";
    case run::WhyNot::Subject::kDuty:
      return "duty";
    case run::WhyNot::Subject::kTrigger:
      return "trigger";
    case run::WhyNot::Subject::kFact:
      return "fact";
  }
  return {};
}

std::string_view name_of(change::CarriedCase::Outcome outcome) {
  switch (outcome) {
    case change::CarriedCase::Outcome::kCarried:
      return "carried over";
    case change::CarriedCase::Outcome::kStays:
      return "stays";
    case change::CarriedCase::Outcome::kRefused:
      return "refused";
  }
  return {};
}

std::string_view name_of(model::Part::Kind kind) {
  switch (kind) {
    case model::Part::Kind::kLinked:
      return "linked";
    case model::Part::Kind::kFollowed:
      return "followed";
    case model::Part::Kind::kCarried:
      return "carried over";
  }
  return {};
}

std::string_view name_of(model::Handover::Kind kind) {
  switch (kind) {
    case model::Handover::Kind::kRunsOn:
      return "runs on";
    case model::Handover::Kind::kNewLimit:
      return "takes the new limit";
    case model::Handover::Kind::kLapses:
      return "lapses";
  }
  return {};
}

std::string_view name_of(model::Place::Kind kind) {
  switch (kind) {
    case model::Place::Kind::kGoOn:
      return "go on";
    case model::Place::Kind::kStay:
      return "stay";
    case model::Place::Kind::kEnd:
      return "end";
  }
  return {};
}

}  // namespace proviso::cli
