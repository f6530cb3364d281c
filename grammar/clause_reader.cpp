// SPDX-License-Identifier: Apache-2.0
// The part of ClauseReader that reads whole clauses.
#include "grammar/clause_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/did_you_mean.h"

namespace proviso::grammar {

bool ClauseReader::twice(bool already, NodeView view, std::string_view words) {
  if (already) {
    report_.error(Code::kDuplicateClause, span(view), fmt::format("{} is given a second time", words),
                  "remove one of the two");
  }
  return already;
}

syntax::Cite ClauseReader::cite(NodeView view) {
  syntax::Cite result;
  result.span = span(view);
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kName) result.source = name(part);
    if (part.kind() == NodeKind::kText) result.place = text(part);
    if (part.kind() == NodeKind::kUnconfirmed) result.unconfirmed = true;
  }
  return result;
}

syntax::Framework ClauseReader::framework(NodeView view) {
  syntax::Framework result;
  result.span = span(view);
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kName:
        result.name = name(part);
        break;
      case NodeKind::kText:
        result.title = text(part);
        break;
      case NodeKind::kVersion:
        if (!twice(result.version.has_value(), part, "`version`")) result.version = text(part.first());
        break;
      case NodeKind::kCalendar:
        if (!twice(result.calendar.has_value(), part, "`calendar`")) result.calendar = name(part.first());
        break;
      case NodeKind::kInForce:
        if (twice(result.from.has_value(), part, "`in force`")) break;
        for (const NodeView date : part) {
          if (date.kind() == NodeKind::kUntil) {
            result.until = day(date.first());
          } else {
            result.from = day(date);
          }
        }
        break;
      default:
        break;
    }
  }
  return result;
}

syntax::Source ClauseReader::source(NodeView view) {
  syntax::Source result;
  result.span = span(view);
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kName) result.name = name(part);
    if (part.kind() == NodeKind::kText) result.title = text(part);
  }
  return result;
}

syntax::Party ClauseReader::party(NodeView view) {
  syntax::Source read = source(view);
  return {.name = std::move(read.name), .title = std::move(read.title), .span = read.span};
}

syntax::ParameterVersion ClauseReader::parameter_version(NodeView view) {
  syntax::ParameterVersion result;
  result.span = span(view);
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kDuration) result.value = duration(part);
    if (part.kind() == NodeKind::kDate) result.from = day(part);
    if (part.kind() == NodeKind::kCite) result.cites.push_back(cite(part));
  }
  return result;
}

syntax::Parameter ClauseReader::parameter(NodeView view) {
  syntax::Parameter result;
  result.span = span(view);
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kName) result.name = name(part);
    if (part.kind() == NodeKind::kText) result.title = text(part);
    if (part.kind() == NodeKind::kParameterVersion) result.versions.push_back(parameter_version(part));
  }
  return result;
}

syntax::FactType ClauseReader::fact_type(NodeView view) {
  using Kind = syntax::FactType::Kind;
  syntax::FactType result;
  result.span = span(view);
  switch (view.kind()) {
    case NodeKind::kTypeNumber:
      result.kind = Kind::kNumber;
      break;
    case NodeKind::kTypeText:
      result.kind = Kind::kText;
      break;
    case NodeKind::kTypeDate:
      result.kind = Kind::kDate;
      break;
    case NodeKind::kTypeDuration:
      result.kind = Kind::kDuration;
      break;
    case NodeKind::kTypeParty:
      result.kind = Kind::kParty;
      break;
    case NodeKind::kTypeOneOf:
      result.kind = Kind::kOneOf;
      result.values = names(view);
      break;
    case NodeKind::kTypeList:
      result.kind = Kind::kList;
      result.element.push_back(fact_type(view.first()));
      break;
    default:
      result.kind = Kind::kYesNo;
      break;
  }
  return result;
}

syntax::Fact ClauseReader::fact(NodeView view) {
  syntax::Fact result;
  result.span = span(view);
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kName:
        result.name = name(part);
        break;
      case NodeKind::kText:
        if (!twice(result.title.has_value(), part, "the title of this fact")) result.title = text(part);
        break;
      case NodeKind::kMeans:
        if (!twice(result.means.has_value(), part, "`means`")) result.means = expression(part.first());
        break;
      default:
        result.type = fact_type(part);
        break;
    }
  }
  return result;
}

syntax::Event ClauseReader::event(NodeView view) {
  syntax::Event result;
  result.span = span(view);
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kName:
        result.name = name(part);
        break;
      case NodeKind::kText:
        result.title = text(part);
        break;
      case NodeKind::kBy:
        if (!twice(result.by.has_value(), part, "`by`")) result.by = name(part.first());
        break;
      case NodeKind::kRecords:
        if (!twice(!result.records.empty(), part, "`records`")) result.records = names(part);
        break;
      default:
        break;
    }
  }
  return result;
}

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
        result.offset = duration(part);
        break;
      default:
        result.of.push_back(moment(part));
        break;
    }
  }
  return result;
}

syntax::Limit ClauseReader::limit(NodeView view) {
  using Kind = syntax::Limit::Kind;
  syntax::Limit result;
  result.span = span(view);
  switch (view.kind()) {
    case NodeKind::kByMoment:
      result.kind = Kind::kBy;
      break;
    case NodeKind::kBeforeMoment:
      result.kind = Kind::kBefore;
      break;
    case NodeKind::kOnTheDayOf:
      result.kind = Kind::kOnTheDayOf;
      break;
    case NodeKind::kOnWeekday:
      result.kind = Kind::kOnWeekday;
      break;
    case NodeKind::kNoSooner:
      result.kind = Kind::kNoSooner;
      break;
    case NodeKind::kAtLeast:
      result.kind = Kind::kAtLeast;
      break;
    default:
      result.kind = Kind::kWithin;
      break;
  }
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kDuration:
        result.duration = duration(part);
        break;
      case NodeKind::kTheParameter:
        result.parameter = name(part.first());
        break;
      case NodeKind::kBeginningWith:
        result.kind = Kind::kWithinBeginning;
        break;
      case NodeKind::kNumber:
        result.times = count(part);
        break;
      case NodeKind::kNoLater:
        result.no_later = moment(part.first());
        break;
      case NodeKind::kWeekday: {
        const std::string_view word = slice(part);
        const auto weekday = parse_weekday(word);
        constexpr std::array<std::string_view, 7> kWeekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                            "Friday", "Saturday", "Sunday"};
        if (!weekday) {
          report_.error(Code::kSyntax, span(part), fmt::format("`{}` is not a day of the week", word),
                        did_you_mean(word, kWeekdays));
        }
        result.weekday = weekday.value_or(std::chrono::Monday);
        break;
      }
      default:
        result.moment = moment(part);
        break;
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
      case NodeKind::kOwing:
        result.party = name(part);
        clause_begin = part.node().begin;
        break;
      case NodeKind::kMust:
        result.modality = Modality::kMust;
        break;
      case NodeKind::kShould:
        result.modality = Modality::kShould;
        break;
      case NodeKind::kMay:
        result.modality = Modality::kMay;
        break;
      case NodeKind::kWillUsually:
        result.modality = Modality::kWillUsually;
        break;
      case NodeKind::kWillNotUsually:
        result.modality = Modality::kWillUsually;
        result.negated = true;
        break;
      case NodeKind::kNegated:
        result.negated = true;
        break;
      case NodeKind::kEnsure:
        result.verb = syntax::Verb::kEnsure;
        break;
      case NodeKind::kAllow:
        result.verb = syntax::Verb::kAllow;
        break;
      case NodeKind::kUse:
        result.verb = syntax::Verb::kUse;
        break;
      case NodeKind::kAct:
        result.events = names(part);
        break;
      case NodeKind::kIf:
        result.condition = expression(part.first());
        break;
      case NodeKind::kLimit:
        result.limit = limit(part.first());
        result.limit.span = span(part);
        result.clause = file_.span(clause_begin, part.node().end);
        break;
      case NodeKind::kRoll:
        result.roll.push_back(span(part));
        break;
      case NodeKind::kWarn:
        result.warn.push_back(duration(part.first()));
        break;
      case NodeKind::kCite:
        result.cites.push_back(cite(part));
        break;
      default:
        break;
    }
  }
  return result;
}

syntax::Track ClauseReader::track(NodeView view) {
  syntax::Source read = source(view);
  syntax::Track result;
  result.name = std::move(read.name);
  result.title = std::move(read.title);
  result.header = result.span = read.span;
  return result;
}

syntax::Stage ClauseReader::stage(NodeView view) {
  syntax::Source read = source(view);
  syntax::Stage result;
  result.name = std::move(read.name);
  result.title = std::move(read.title);
  result.header = result.span = read.span;
  return result;
}

namespace {

/// The names of a condition that is nothing but names joined by `or`; none for any other.
std::vector<syntax::Name> only_names(const syntax::Expression& condition) {
  using Kind = syntax::Expression::Kind;
  if (condition.kind == Kind::kName) return {condition.name};
  std::vector<syntax::Name> result;
  if (condition.kind != Kind::kOr) return result;
  for (const syntax::Expression& operand : condition.operands) {
    if (operand.kind != Kind::kName) return {};
    result.push_back(operand.name);
  }
  return result;
}

}  // namespace

syntax::Begins ClauseReader::begins(NodeView view) {
  syntax::Begins result;
  result.span = span(view);
  syntax::Expression condition = expression(view.first());
  result.events = only_names(condition);
  if (result.events.empty()) result.condition = std::move(condition);
  return result;
}

void ClauseReader::move_tail(NodeView part, syntax::Move& move) {
  switch (part.kind()) {
    case NodeKind::kIf:
      move.condition = expression(part.first());
      break;
    case NodeKind::kOtherwise:
      move.otherwise = true;
      break;
    case NodeKind::kGoTo:
      move.target = name(part.first());
      break;
    case NodeKind::kCite:
      move.cites.push_back(cite(part));
      break;
    default:
      break;
  }
}

syntax::Move ClauseReader::when_move(NodeView view) {
  syntax::Move result;
  result.span = span(view);
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kDisjunction) {
      syntax::Expression condition = expression(part);
      result.events = only_names(condition);
      if (result.events.empty()) {
        result.kind = syntax::Move::Kind::kWhenCondition;
        result.condition = std::move(condition);
      }
    } else if (result.kind == syntax::Move::Kind::kWhenCondition &&
               (part.kind() == NodeKind::kIf || part.kind() == NodeKind::kOtherwise)) {
      const bool is_if = part.kind() == NodeKind::kIf;
      report_.error(Code::kSyntax, span(part),
                    fmt::format("`{}` cannot follow a condition, only an event", is_if ? "if" : "otherwise"),
                    is_if ? "join the two conditions with `and`" : "write the condition out");
    } else {
      move_tail(part, result);
    }
  }
  return result;
}

syntax::Move ClauseReader::after_move(NodeView view) {
  syntax::Move result;
  result.kind = syntax::Move::Kind::kAfter;
  result.span = span(view);
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kDuration:
        result.after = duration(part);
        break;
      case NodeKind::kInThisStage:
        result.in_this_stage = true;
        break;
      case NodeKind::kOfEvents:
        result.of = names(part);
        break;
      default:
        move_tail(part, result);
        break;
    }
  }
  return result;
}

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
    if (part.kind() == NodeKind::kDate) {
      result.on = day(part);
    } else if (part.kind() == NodeKind::kName) {
      result.event = name(part);
    } else {
      result.with.push_back(with(part));
    }
  }
  return result;
}

syntax::Expectation ClauseReader::expectation(NodeView view) {
  using Kind = syntax::Expectation::Kind;
  syntax::Expectation result;
  result.span = span(view);
  const NodeView form = view.first();
  result.names = names(form);
  switch (form.kind()) {
    case NodeKind::kExpectStage:
      result.kind = Kind::kStage;
      break;
    case NodeKind::kExpectFinding:
      result.kind = Kind::kFinding;
      break;
    case NodeKind::kExpectUnexpected:
      result.kind = Kind::kUnexpected;
      break;
    case NodeKind::kExpectNothing:
      result.kind = Kind::kNothing;
      break;
    case NodeKind::kExpectDue:
      result.kind = Kind::kDue;
      break;
    case NodeKind::kExpectStatus:
      result.kind = Kind::kStatus;
      break;
    default:
      result.kind = Kind::kCondition;
      result.condition = expression(form.first());
      return result;
  }
  for (const NodeView part : form) {
    switch (part.kind()) {
      case NodeKind::kDate:
        result.due = day(part);
        break;
      case NodeKind::kLateBy: {
        result.late = duration(part.first());
        const Unit unit = result.late->value.unit;
        if (unit != Unit::kWorkingDays && unit != Unit::kCalendarDays) {
          report_.error(Code::kSyntax, result.late->span, "lateness is counted in working days or calendar days");
        }
        break;
      }
      case NodeKind::kStatusPending:
        result.status = DutyStatus::kPending;
        break;
      case NodeKind::kStatusKept:
        result.status = DutyStatus::kKept;
        break;
      case NodeKind::kStatusKeptLate:
        result.status = DutyStatus::kKeptLate;
        break;
      case NodeKind::kStatusMissed:
        result.status = DutyStatus::kMissed;
        break;
      case NodeKind::kStatusUnused:
        result.status = DutyStatus::kUnused;
        break;
      case NodeKind::kStatusExcused:
        result.status = DutyStatus::kExcused;
        break;
      case NodeKind::kStatusLapsed:
        result.status = DutyStatus::kLapsed;
        break;
      case NodeKind::kStatusUndecided:
        result.status = DutyStatus::kUndecided;
        break;
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
