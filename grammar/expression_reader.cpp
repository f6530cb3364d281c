// SPDX-License-Identifier: Apache-2.0
// The part of ClauseReader that reads expressions.
#include <iterator>
#include <optional>
#include <utility>

#include "grammar/clause_reader.h"

namespace proviso::grammar {

namespace {

using Kind = syntax::Expression::Kind;

}  // namespace

syntax::Expression ClauseReader::leaf(NodeView view, Kind kind) {
  syntax::Expression result;
  result.kind = kind;
  result.span = span(view);
  return result;
}

syntax::Expression ClauseReader::expression(NodeView view) { return disjunction(view, Kind::kOr); }

syntax::Expression ClauseReader::disjunction(NodeView view, Kind kind) {
  std::vector<syntax::Expression> parts;
  for (const NodeView part : view) {
    syntax::Expression read = part.kind() == NodeKind::kConjunction  ? disjunction(part, Kind::kAnd)
                              : part.kind() == NodeKind::kComparison ? comparison(part)
                                                                     : operand(part);
    // `(a or b) or c` is `a or b or c`.
    if (read.kind == kind) {
      std::move(read.operands.begin(), read.operands.end(), std::back_inserter(parts));
    } else {
      parts.push_back(std::move(read));
    }
  }
  if (parts.size() == 1) return std::move(parts.front());
  syntax::Expression result = leaf(view, kind);
  result.operands = std::move(parts);
  return result;
}

syntax::Expression ClauseReader::comparison(NodeView view) {
  auto part = view.begin();
  syntax::Expression left = chain(*part);
  ++part;
  if (part == view.end()) return left;
  const NodeView tail = *part;
  if (tail.kind() == NodeKind::kIsStatus || tail.kind() == NodeKind::kOfFrameworkIs) {
    return duty_is(left, tail, span(view));
  }
  const Kind kind = [&] {
    switch (tail.kind()) {
      case NodeKind::kIsKnown:
        return Kind::kIsKnown;
      case NodeKind::kIsNot:
        return Kind::kIsNot;
      case NodeKind::kIsMoreThan:
        return Kind::kIsMoreThan;
      case NodeKind::kIsLessThan:
        return Kind::kIsLessThan;
      case NodeKind::kIsAtLeast:
        return Kind::kIsAtLeast;
      case NodeKind::kIsAtMost:
        return Kind::kIsAtMost;
      case NodeKind::kIsBefore:
        return Kind::kBefore;
      case NodeKind::kIsAfter:
        return Kind::kAfter;
      case NodeKind::kIsOnOrBefore:
        return Kind::kOnOrBefore;
      case NodeKind::kIsOnOrAfter:
        return Kind::kOnOrAfter;
      case NodeKind::kIncludes:
        return Kind::kIncludes;
      default:
        return Kind::kIs;
    }
  }();
  syntax::Expression result = leaf(view, kind);
  result.operands.push_back(std::move(left));
  if (!tail.empty()) result.operands.push_back(chain(tail.first()));
  return result;
}

/// `<duty> [of <framework>] is kept`.
syntax::Expression ClauseReader::duty_is(const syntax::Expression& duty, NodeView tail, Span whole) {
  syntax::Expression result;
  result.kind = Kind::kDutyIs;
  result.span = whole;
  if (duty.kind == Kind::kName) {
    result.name = duty.name;
  } else {
    report_.error(Code::kSyntax, duty.span, "only a duty is kept or missed", "write the name of a duty before `is`");
  }
  if (tail.kind() == NodeKind::kIsStatus) {
    result.status = *status_of(tail.first().kind());
    return result;
  }
  for (const NodeView part : tail) {
    if (part.kind() == NodeKind::kName) result.framework = name(part);
    if (part.kind() == NodeKind::kIsStatus) result.status = *status_of(part.first().kind());
  }
  return result;
}

/// `number of <event> [since …]`, `total of <fact> over <event> [since …]`.
syntax::Expression ClauseReader::over_events(NodeView view, Kind kind) {
  syntax::Expression result = leaf(view, kind);
  std::size_t named = 0;
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kSince) {
      result.since.push_back(moment(part.first()));
    } else if (named++ == 0) {
      result.name = name(part);
    } else {
      result.event = name(part);
    }
  }
  return result;
}

/// `longest run of <condition> from … to …`, `<unit> from … to …`.
syntax::Expression ClauseReader::from_to(NodeView view, Kind kind) {
  syntax::Expression result = leaf(view, kind);
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kUnitWord) {
      const std::string_view unit = slice(part);
      if (unit == "days") {
        report_.error(Code::kBareDays, span(part), "`days` does not say which days count",
                      "write `working days` or `calendar days`");
      } else if (unit == "hours") {
        report_.error(Code::kSyntax, span(part), "`hours` cannot be counted between two dates",
                      "count `calendar days`");
      }
      read_unit(part, result.duration);
      result.duration.span = span(part);
    } else if (part.kind() == NodeKind::kDisjunction) {
      result.operands.push_back(expression(part));
    } else {
      result.operands.push_back(chain(part));
    }
  }
  return result;
}

/// `<duration> after|before <date>`.
syntax::Expression ClauseReader::date_offset(NodeView view) {
  syntax::Expression result = leaf(view, Kind::kDateOffset);
  result.before = view.kind() == NodeKind::kDateBefore;
  auto part = view.begin();
  result.duration = duration(*part);
  ++part;
  result.operands.push_back(operand(*part));
  return result;
}

/// A sum or a product; `minus` and `times` group to the left.
syntax::Expression ClauseReader::chain(NodeView view) {
  const bool is_sum = view.kind() == NodeKind::kSum;
  std::optional<syntax::Expression> result;
  std::size_t length = 0;
  for (const NodeView part : view) {
    if (++length > depth_limit_) {
      report_.error(Code::kTooDeep, span(part), "this calculation has too many parts",
                    "name a part of it as a fact of its own");
      break;
    }
    const bool wrapped = part.kind() == NodeKind::kPlus || part.kind() == NodeKind::kMinus;
    const NodeView value = wrapped ? part.first() : part;
    syntax::Expression next = is_sum ? chain(value) : operand(value);
    if (!result) {
      result = std::move(next);
      continue;
    }
    syntax::Expression joined;
    joined.kind = !is_sum ? Kind::kTimes : part.kind() == NodeKind::kMinus ? Kind::kMinus : Kind::kPlus;
    joined.span = file_.span(view.node().begin, part.node().end);
    joined.operands.push_back(std::move(*result));
    joined.operands.push_back(std::move(next));
    result = std::move(joined);
  }
  return std::move(*result);
}

syntax::Expression ClauseReader::operand(NodeView view) {
  switch (view.kind()) {
    case NodeKind::kYes:
      return leaf(view, Kind::kYes);
    case NodeKind::kNo:
      return leaf(view, Kind::kNo);
    case NodeKind::kNameOperand: {
      syntax::Expression result = leaf(view, Kind::kName);
      result.name = name(view);
      return result;
    }
    case NodeKind::kNumberOperand: {
      syntax::Expression result = leaf(view, Kind::kNumber);
      result.number = number(view);
      return result;
    }
    case NodeKind::kTextOperand: {
      syntax::Expression result = leaf(view, Kind::kText);
      result.text = unescaped(view);
      return result;
    }
    case NodeKind::kDateOperand: {
      syntax::Expression result = leaf(view, Kind::kDay);
      result.day = day(view.first());
      return result;
    }
    case NodeKind::kDurationOperand: {
      syntax::Expression result = leaf(view, Kind::kDuration);
      result.duration = duration(view.first());
      return result;
    }
    case NodeKind::kCountOf: {
      syntax::Expression result = leaf(view, Kind::kCountOf);
      result.operands.push_back(operand(view.first()));
      return result;
    }
    case NodeKind::kNumberOf:
      return over_events(view, Kind::kNumberOf);
    case NodeKind::kTotalOf:
      return over_events(view, Kind::kTotalOf);
    case NodeKind::kLongestRun:
      return from_to(view, Kind::kLongestRun);
    case NodeKind::kCounted:
      return from_to(view, Kind::kCounted);
    case NodeKind::kDateAfter:
    case NodeKind::kDateBefore:
      return date_offset(view);
    case NodeKind::kToday:
      return leaf(view, Kind::kToday);
    case NodeKind::kWeekdayOperand: {
      syntax::Expression result = leaf(view, Kind::kWeekday);
      result.weekday = weekday(view);
      return result;
    }
    case NodeKind::kWeekdayOf: {
      syntax::Expression result = leaf(view, Kind::kWeekdayOf);
      result.operands.push_back(operand(view.first()));
      return result;
    }
    case NodeKind::kTheList: {
      const NodeView list = view.first();
      syntax::Expression result = leaf(view, list.kind() == NodeKind::kLaterOf ? Kind::kLaterOf : Kind::kEarlierOf);
      for (const NodeView item : list) result.operands.push_back(chain(item));
      return result;
    }
    case NodeKind::kDateOf: {
      syntax::Expression result = leaf(view, Kind::kDateOfLast);
      for (const NodeView part : view) {
        if (part.kind() == NodeKind::kFirst) result.kind = Kind::kDateOfFirst;
        if (part.kind() == NodeKind::kLast) result.explicit_last = true;
        if (part.kind() == NodeKind::kName) result.name = name(part);
      }
      return result;
    }
    case NodeKind::kInStage: {
      syntax::Expression result = leaf(view, Kind::kInStage);
      for (const NodeView part : view) {
        if (part.kind() == NodeKind::kName) result.name = name(part);
        if (part.kind() == NodeKind::kOfFramework) result.framework = name(part.first());
      }
      return result;
    }
    case NodeKind::kNegation: {
      syntax::Expression result = leaf(view, Kind::kNot);
      const NodeView of = view.first();
      result.operands.push_back(of.kind() == NodeKind::kNegation ? operand(of) : comparison(of));
      return result;
    }
    default:
      return expression(view);  // in brackets
  }
}

}  // namespace proviso::grammar
