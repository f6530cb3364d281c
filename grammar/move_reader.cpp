// SPDX-License-Identifier: Apache-2.0
// The part of ClauseReader that reads tracks, stages, moves, triggers and their actions.
#include <utility>

#include <fmt/format.h>

#include "grammar/clause_reader.h"

namespace proviso::grammar {

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

void ClauseReader::names_or_condition(NodeView view, std::vector<syntax::Name>& names,
                                      syntax::Maybe<syntax::Expression>& condition) {
  syntax::Expression read = expression(view);
  names = only_names(read);
  if (names.empty()) condition = std::move(read);
}

syntax::Begins ClauseReader::begins(NodeView view) {
  syntax::Begins result;
  result.span = span(view);
  names_or_condition(view.first(), result.events, result.condition);
  return result;
}

syntax::Action ClauseReader::action(NodeView view) {
  using Kind = syntax::Action::Kind;
  syntax::Action result;
  result.span = span(view);
  switch (view.kind()) {
    case NodeKind::kRecord:
      result.kind = Kind::kRecord;
      break;
    case NodeKind::kAdd:
      result.kind = Kind::kAdd;
      break;
    case NodeKind::kMoveTo:
      result.kind = Kind::kGoTo;
      break;
    case NodeKind::kBeginTrack:
      result.kind = Kind::kBegin;
      break;
    case NodeKind::kEndTrack:
      result.kind = Kind::kEnd;
      break;
    case NodeKind::kNotify:
      result.kind = Kind::kNotify;
      break;
    case NodeKind::kOpen:
      result.kind = Kind::kOpen;
      break;
    default:
      result.kind = Kind::kCloseCase;
      break;
  }
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kName:
        result.name = name(part);
        break;
      case NodeKind::kText:
        result.text = text(part);
        break;
      case NodeKind::kHanded: {
        auto of = part.begin();
        const NodeView fact = *of;
        result.handed.push_back({.fact = name(fact), .value = expression(*++of)});
        break;
      }
      default:
        result.value = expression(part);
        break;
    }
  }
  return result;
}

syntax::Trigger ClauseReader::trigger(NodeView view) {
  syntax::Trigger result;
  result.span = span(view);
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kName:
        result.name = name(part);
        break;
      case NodeKind::kText:
        result.title = text(part);
        break;
      case NodeKind::kDisjunction:
        names_or_condition(part, result.events, result.when);
        break;
      case NodeKind::kIf:
        result.condition = expression(part.first());
        break;
      case NodeKind::kCite:
        result.cites.push_back(cite(part));
        break;
      case NodeKind::kAccept:
        accepted(part, result.span);
        break;
      default:
        result.actions.push_back(action(part));
        break;
    }
  }
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
    case NodeKind::kAccept:
      accepted(part, move.span);
      break;
    default:
      move.actions.push_back(action(part));
      break;
  }
}

syntax::Move ClauseReader::when_move(NodeView view) {
  syntax::Move result;
  result.span = span(view);
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kDisjunction) {
      names_or_condition(part, result.events, result.condition);
      if (result.condition) result.kind = syntax::Move::Kind::kWhenCondition;
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
        result.after.duration = duration(part);
        break;
      case NodeKind::kTheParameter:
        result.after.parameter = name(part.first());
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

}  // namespace proviso::grammar
