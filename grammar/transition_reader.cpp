// SPDX-License-Identifier: Apache-2.0
// The part of ClauseReader that reads how cases begun under other rules go on.
#include <utility>

#include "grammar/clause_reader.h"

namespace proviso::grammar {

syntax::Transition ClauseReader::transition(NodeView view) {
  syntax::Transition result;
  result.header = result.span = span(view);
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kName) {
      result.framework = name(part);
    } else {
      result.from = day(part);
    }
  }
  return result;
}

syntax::DecidedBy ClauseReader::decided_by(NodeView view) { return {.events = names(view), .span = span(view)}; }

syntax::SameThing ClauseReader::same_thing(NodeView view) {
  std::vector<syntax::Name> both = names(view);
  return {.fact = view.kind() == NodeKind::kSameFact,
          .now = std::move(both.front()),
          .before = std::move(both.back()),
          .span = span(view)};
}

syntax::Handover ClauseReader::handover(NodeView view) {
  syntax::Handover result;
  result.span = span(view);
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kName:
        result.duty = name(part);
        break;
      case NodeKind::kRunsOn:
        result.kind = syntax::Handover::Kind::kRunsOn;
        break;
      case NodeKind::kTakesLimit:
        result.kind = syntax::Handover::Kind::kNewLimit;
        if (!part.empty()) result.as = name(part.first());
        break;
      default:
        result.kind = syntax::Handover::Kind::kLapses;
        break;
    }
  }
  return result;
}

syntax::Place ClauseReader::place(NodeView view) {
  syntax::Place result;
  result.span = result.clause = span(view);
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kName:
        result.stages.push_back(name(part));
        break;
      case NodeKind::kGoOnIn:
        result.kind = syntax::Place::Kind::kGoOn;
        result.target = name(part.first());
        break;
      case NodeKind::kStay:
        result.kind = syntax::Place::Kind::kStay;
        break;
      case NodeKind::kCite:
        result.cites.push_back(cite(part));
        continue;
      case NodeKind::kAccept:
        accepted(part, result.span);
        continue;
      default:
        result.kind = syntax::Place::Kind::kEnd;
        break;
    }
    result.clause.end = span(part).end;
  }
  return result;
}

syntax::BegunUnder ClauseReader::begun_under(NodeView view) {
  return {.framework = name(view.first()), .span = span(view)};
}

}  // namespace proviso::grammar
