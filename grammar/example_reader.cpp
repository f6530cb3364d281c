// SPDX-License-Identifier: Apache-2.0
// The part of ClauseReader that reads examples.
#include "grammar/clause_reader.h"

namespace proviso::grammar {

syntax::Example ClauseReader::example(NodeView view) {
  syntax::Example result;
  result.title = text(view.first());
  result.header = result.span = span(view);
  return result;
}

syntax::With ClauseReader::with(NodeView view) {
  syntax::With result;
  result.span = span(view);
  result.none = view.kind() == NodeKind::kWithNo;
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kName) {
      result.fact = name(part);
    } else {
      result.values.push_back(operand(part));
    }
  }
  return result;
}

syntax::ExampleEvent ClauseReader::example_event(NodeView view) {
  syntax::ExampleEvent result;
  result.span = span(view);
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kDate:
        result.on = day(part);
        break;
      case NodeKind::kAtTime:
        result.minute = minute(part);
        break;
      case NodeKind::kName:
        result.event = name(part);
        break;
      case NodeKind::kForParty:
        result.for_party = name(part.first());
        break;
      default:
        result.with.push_back(with(part));
        break;
    }
  }
  return result;
}

std::optional<DutyStatus> status_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::kStatusPending:
      return DutyStatus::kPending;
    case NodeKind::kStatusKept:
      return DutyStatus::kKept;
    case NodeKind::kStatusKeptLate:
      return DutyStatus::kKeptLate;
    case NodeKind::kStatusMissed:
      return DutyStatus::kMissed;
    case NodeKind::kStatusUnused:
      return DutyStatus::kUnused;
    case NodeKind::kStatusExcused:
      return DutyStatus::kExcused;
    case NodeKind::kStatusLapsed:
      return DutyStatus::kLapsed;
    case NodeKind::kStatusUndecided:
      return DutyStatus::kUndecided;
    default:
      return std::nullopt;
  }
}

namespace {

syntax::Expectation::Kind expectation_kind(NodeKind node) {
  using Kind = syntax::Expectation::Kind;
  switch (node) {
    case NodeKind::kExpectStage:
      return Kind::kStage;
    case NodeKind::kExpectFinding:
      return Kind::kFinding;
    case NodeKind::kExpectUnexpected:
      return Kind::kUnexpected;
    case NodeKind::kExpectNothing:
      return Kind::kNothing;
    case NodeKind::kExpectNotified:
      return Kind::kNotified;
    case NodeKind::kExpectClosed:
      return Kind::kClosed;
    case NodeKind::kExpectDuty:
      return Kind::kStatus;
    default:
      return Kind::kCondition;
  }
}

}  // namespace

syntax::Expectation ClauseReader::expectation(NodeView view) {
  using Kind = syntax::Expectation::Kind;
  syntax::Expectation result;
  result.span = span(view);
  const NodeView form = view.first();
  result.kind = expectation_kind(form.kind());
  if (result.kind == Kind::kCondition) {
    result.condition = expression(form.first());
    return result;
  }
  result.names = names(form);
  for (const NodeView part : form) {
    if (const auto status = status_of(part.kind())) result.status = *status;
    switch (part.kind()) {
      case NodeKind::kForParty:
        result.for_party = name(part.first());
        break;
      case NodeKind::kDue:
        result.kind = Kind::kDue;
        for (const NodeView when : part) {
          if (when.kind() == NodeKind::kDate) result.due = day(when);
          if (when.kind() == NodeKind::kAtTime) result.due_minute = minute(when);
          if (when.kind() == NodeKind::kDueUntil) result.due_until = day(when.first());
        }
        break;
      case NodeKind::kLateBy: {
        result.late = duration(part.first());
        const Unit unit = result.late->value.unit;
        if (unit != Unit::kWorkingDays && unit != Unit::kCalendarDays) {
          report_.error(Code::kSyntax, result.late->span, "lateness is counted in working days or calendar days");
        }
        break;
      }
      case NodeKind::kBreach:
        result.finding = FindingKind::kBreach;
        break;
      case NodeKind::kShortfall:
        result.finding = FindingKind::kShortfall;
        break;
      case NodeKind::kDeviation:
        result.finding = FindingKind::kDeviation;
        break;
      case NodeKind::kOutOfTime:
        result.finding = FindingKind::kOutOfTime;
        break;
      case NodeKind::kWarning:
        result.finding = FindingKind::kWarning;
        break;
      default:
        break;
    }
  }
  return result;
}

syntax::AsOf ClauseReader::as_of(NodeView view) { return {.day = day(view.first()), .span = span(view)}; }

syntax::NotHeld ClauseReader::not_held(NodeView view) { return {.events = names(view), .span = span(view)}; }

}  // namespace proviso::grammar
