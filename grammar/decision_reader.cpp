// SPDX-License-Identifier: Apache-2.0
// The part of ClauseReader that reads decision tables.
#include <optional>
#include <utility>

#include "grammar/clause_reader.h"

namespace proviso::grammar {

using Hit = syntax::Decision::Hit;

namespace {

/// How rows are taken, from the children of `hit …`: `collect` alone gives way to what follows it.
Hit hit_of(NodeView view) {
  Hit result = Hit::kUnique;
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kHitFirst:
        result = Hit::kFirst;
        break;
      case NodeKind::kHitAny:
        result = Hit::kAny;
        break;
      case NodeKind::kHitCollect:
        result = part.empty() ? Hit::kCollect : hit_of(part);
        break;
      case NodeKind::kHitSum:
        result = Hit::kSum;
        break;
      case NodeKind::kHitCount:
        result = Hit::kCount;
        break;
      case NodeKind::kHitMin:
        result = Hit::kMin;
        break;
      case NodeKind::kHitMax:
        result = Hit::kMax;
        break;
      default:
        break;
    }
  }
  return result;
}

}  // namespace

syntax::Cell::Part ClauseReader::cell_part(NodeView view) {
  using Kind = syntax::Cell::Part::Kind;
  syntax::Cell::Part result;
  result.span = span(view);
  switch (view.kind()) {
    case NodeKind::kUnknown:
      result.kind = Kind::kUnknown;
      return result;
    case NodeKind::kCellMoreThan:
    case NodeKind::kCellAfter:
      result.kind = Kind::kMoreThan;
      break;
    case NodeKind::kCellAtLeast:
    case NodeKind::kCellOnOrAfter:
      result.kind = Kind::kAtLeast;
      break;
    case NodeKind::kCellLessThan:
    case NodeKind::kCellBefore:
      result.kind = Kind::kLessThan;
      break;
    case NodeKind::kCellAtMost:
    case NodeKind::kCellOnOrBefore:
      result.kind = Kind::kAtMost;
      break;
    default:
      result.kind = Kind::kValue;
      break;
  }
  if (result.kind == Kind::kLessThan || result.kind == Kind::kAtMost) {
    result.high = operand(view.first());
    return result;
  }
  auto value = view.begin();
  result.low = operand(*value);
  if (++value != view.end()) {
    result.kind = Kind::kRange;
    result.high = operand(*value);
  }
  return result;
}

syntax::Cell ClauseReader::cell(NodeView view) {
  syntax::Cell result;
  result.span = span(view);
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kAnyValue) {
      result.any = true;
    } else if (part.kind() == NodeKind::kCellNot) {
      result.negated = true;
    } else {
      result.parts.push_back(cell_part(part));
    }
  }
  return result;
}

syntax::Row ClauseReader::row(NodeView view) {
  syntax::Row result;
  result.span = span(view);
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kGives) {
      result.value = operand(part.first());
    } else {
      result.cells.push_back(cell(part));
    }
  }
  return result;
}

syntax::Decision ClauseReader::decision(NodeView view) {
  syntax::Decision result;
  result.header = result.span = span(view);
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kName:
        result.fact = name(part);
        result.header = file_.span(view.node().begin, part.node().end);
        break;
      case NodeKind::kText:
        result.title = text(part);
        result.header = file_.span(view.node().begin, part.node().end);
        break;
      case NodeKind::kInputs:
        result.inputs = names(part);
        break;
      case NodeKind::kHit:
        result.hit = hit_of(part);
        result.hit_span = span(part);
        break;
      case NodeKind::kRow:
        result.rows.push_back(row(part));
        break;
      case NodeKind::kCite:
        result.cites.push_back(cite(part));
        break;
      case NodeKind::kAccept:
        accepted(part, span(view));
        break;
      default:
        break;
    }
  }
  check_gives(result);
  return result;
}

/// A row says what it gives, except where rows are only counted.
void ClauseReader::check_gives(const syntax::Decision& decision) {
  if (!decision.hit) {
    report_.error(Code::kSyntax, decision.header, "this decision does not say which of its rows count",
                  "write `hit unique`, `hit first`, `hit any` or `hit collect` before its rows");
  }
  for (const syntax::Row& row : decision.rows) {
    if (decision.hit == Hit::kCount && row.value) {
      report_.error(Code::kSyntax, row.value->span, "under `collect count` a row gives nothing",
                    "leave `gives` and the value out");
    } else if (decision.hit && decision.hit != Hit::kCount && !row.value) {
      report_.error(Code::kSyntax, row.span, "this row does not say what it gives", "end it with `gives` and a value");
    }
  }
}

}  // namespace proviso::grammar
