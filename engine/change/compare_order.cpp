// SPDX-License-Identifier: Apache-2.0
// Where clauses stand in another order and that changes what happens: the moves of a stage, what reacts at one moment,
// and tracks that look at one another.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/analysis/find_case.h"
#include "engine/change/comparison.h"
#include "engine/change/footprint.h"
#include "engine/model/wording.h"

namespace proviso::change {
namespace {

using namespace model;

constexpr std::size_t kMostPairs = 2'000'000;  // of clauses compared for their order

bool share(const std::vector<EventId>& a, const std::vector<EventId>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](EventId event) { return std::find(b.begin(), b.end(), event) != b.end(); });
}

Expression unknown(const Expression& condition) {
  Expression known;
  known.operation = Expression::Operation::kIsKnown;
  known.type.kind = TypeKind::kYesNo;
  known.operands = {condition};
  Expression result;
  result.operation = Expression::Operation::kNot;
  result.type.kind = TypeKind::kYesNo;
  result.operands = {std::move(known)};
  return result;
}

/// Whether in some case it matters which of two moves is asked first: both are yes, or one is and the other, being
/// unknown, would stop the search.
bool order_counts(const Framework& framework, const graph::ProcedureGraph& graph, const Move& a, const Move& b) {
  const bool both_on_events = a.kind == Move::Kind::kOnEvents && b.kind == Move::Kind::kOnEvents;
  if (a.kind != b.kind || (both_on_events && !share(a.events, b.events))) return false;
  if (a.otherwise || b.otherwise) return true;
  if (a.kind == Move::Kind::kOnCondition && a.to != b.to) return false;  // an error in either order
  const bool one_outcome = a.to == b.to && actions_text(framework, a.actions) == actions_text(framework, b.actions);
  if (a.kind == Move::Kind::kOnCondition && one_outcome) return false;
  if (!a.condition || !b.condition) return true;
  const auto possible = [&](const Expression& first, const Expression& second) {
    const analysis::FoundCase found =
        analysis::find_case(framework, graph, {.stage = a.from, .event = {}}, {.yes = {&first, &second}, .no = {}});
    return found.outcome != analysis::FoundCase::Outcome::kNone;
  };
  if (!one_outcome && possible(*a.condition, *b.condition)) return true;
  if (a.kind == Move::Kind::kOnCondition) return false;
  return possible(*a.condition, unknown(*b.condition)) || possible(unknown(*a.condition), *b.condition);
}

}  // namespace

/// A clause that reacts to what happens, with where it stands in the file.
struct Reacting {
  std::string phrase;
  Span old_span;
  Span new_span;
  Span old_clause;
  Span new_clause;
  Footprint footprint;
};

/// Pairs that stand in the other order, and of which one has to do with what the other does.
struct Turned {
  std::vector<std::pair<const Reacting*, const Reacting*>> pairs;
  bool all = true;  ///< no: there were too many to look at each

  [[nodiscard]] bool none() const { return pairs.empty() && all; }
};

namespace {

bool earlier(Span a, Span b) { return std::pair(a.file, a.begin) < std::pair(b.file, b.begin); }

Turned turned(std::vector<Reacting>& clauses) {
  std::sort(clauses.begin(), clauses.end(),
            [](const Reacting& a, const Reacting& b) { return earlier(a.new_span, b.new_span); });
  Turned found;
  std::size_t looked = 0;
  Span latest = clauses.empty() ? Span{} : clauses.front().old_span;
  for (std::size_t later = 1; later < clauses.size(); ++later) {
    // In order so far: nothing before it stood after it.
    if (!earlier(clauses[later].old_span, latest)) {
      latest = clauses[later].old_span;
      continue;
    }
    for (std::size_t first = 0; first < later; ++first) {
      if (++looked > kMostPairs) {
        found.all = false;
        return found;
      }
      if (!earlier(clauses[later].old_span, clauses[first].old_span)) continue;
      if (clauses[first].footprint.meets(clauses[later].footprint)) {
        found.pairs.emplace_back(&clauses[first], &clauses[later]);
      }
    }
  }
  return found;
}

}  // namespace

void Comparison::order_of_moves(const MovePairs& pairs, const Stage& stage) {
  std::vector<std::pair<MoveId, MoveId>> turned_moves;  // of the new version, in its order
  MoveId was_first{};
  for (std::size_t later = 1; later < pairs.size(); ++later) {
    for (std::size_t first = 0; first < later; ++first) {
      if (pairs[later].first > pairs[first].first) continue;
      if (!graph_) graph_.emplace(now_.written);
      if (!order_counts(now_.written, *graph_, now_.written[pairs[first].second], now_.written[pairs[later].second])) {
        continue;
      }
      if (turned_moves.empty()) was_first = pairs[later].first;
      turned_moves.emplace_back(pairs[first].second, pairs[later].second);
    }
  }
  if (turned_moves.empty()) return;
  std::vector<std::string> details;
  for (const auto& [first, later] : turned_moves) {
    details.push_back(fmt::format("`{}` is now asked before `{}`", move_text(now_.written, now_.written[first]),
                                  move_text(now_.written, now_.written[later])));
  }
  add({.subject = Subject::kMove,
       .kind = ChangeKind::kReordered,
       .name = stage.name,
       .old_name = before_.written[before_.written[was_first].from].name,
       .aspect = "order",
       .before = {},
       .after = {},
       .sentence =
           fmt::format("in stage `{}` the moves are asked in another order, which changes where cases go", stage.name),
       .details = std::move(details),
       .citation = {},
       .old_place = old_place(before_.written[was_first].span),
       .new_place = new_place(now_.written[turned_moves.front().first].span)});
}

void Comparison::order_of_reactions() {
  std::vector<Reacting> reactions;
  std::vector<Reacting> judged;
  const Footprints footprints(now_.written);
  for (std::uint32_t i = 0; i < now_.written.triggers.size(); ++i) {
    const std::optional<std::uint32_t> old = matching_.before(SymbolKind::kTrigger, i);
    if (!old) continue;
    const Trigger& was = before_.written.triggers[*old];
    const Trigger& is = now_.written.triggers[i];
    reactions.push_back(
        {fmt::format("trigger `{}`", is.name), was.span, is.span, was.name_span, is.name_span, footprints.of(is)});
  }
  for (std::uint32_t i = 0; i < now_.written.duties.size(); ++i) {
    const std::optional<std::uint32_t> old = matching_.before(SymbolKind::kDuty, i);
    if (!old) continue;
    const Duty& was = before_.written.duties[*old];
    const Duty& is = now_.written.duties[i];
    const Reacting clause{fmt::format("duty `{}`", is.name), was.span, is.span, was.name_span, is.name_span, {}};
    judged.push_back(clause);
    judged.back().footprint = footprints.judging({i});
    if (is.once.empty()) continue;
    reactions.push_back(clause);
    reactions.back().footprint = footprints.consequences(is);
  }
  Turned found = turned(reactions);
  const Turned by_judging = turned(judged);
  found.pairs.insert(found.pairs.end(), by_judging.pairs.begin(), by_judging.pairs.end());
  found.all = found.all && by_judging.all;
  if (!found.none()) add(reordered(Subject::kTrigger, found, "what happens at one moment is done in another order"));
}

void Comparison::order_of_tracks() {
  std::vector<Reacting> clauses;
  const Footprints footprints(now_.written);
  for (std::uint32_t i = 0; i < now_.written.tracks.size(); ++i) {
    const std::optional<std::uint32_t> old = matching_.before(SymbolKind::kTrack, i);
    if (!old) continue;
    const Track& was = before_.written.tracks[*old];
    const Track& is = now_.written.tracks[i];
    clauses.push_back(
        {fmt::format("track `{}`", is.name), was.span, is.span, was.span, is.span, footprints.of(TrackId{i})});
  }
  const Turned found = turned(clauses);
  if (!found.none()) add(reordered(Subject::kTrack, found, "tracks move in another order"));
}

/// The change that clauses stand in another order.
Change Comparison::reordered(Subject subject, const Turned& found, std::string_view what) const {
  Change change;
  change.subject = subject;
  change.kind = ChangeKind::kReordered;
  change.name = now_.written.name;
  change.old_name = before_.written.name;
  change.aspect = "order";
  change.sentence = what;
  if (!found.pairs.empty()) {
    const auto& [first, later] = found.pairs.front();
    change.sentence += fmt::format(": {} before {}", first->phrase, later->phrase);
    change.old_place = old_place(later->old_clause);
    change.new_place = new_place(first->new_clause);
  }
  for (const auto& [first, later] : found.pairs) {
    change.details.push_back(fmt::format("{} now comes before {}, and one has to do with what the other does",
                                         first->phrase, later->phrase));
  }
  if (!found.all) {
    change.details.push_back(
        fmt::format("more than {} pairs of clauses stand in the other order, and not every one was "
                    "looked at",
                    kMostPairs));
  }
  return change;
}

}  // namespace proviso::change
