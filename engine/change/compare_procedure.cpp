// SPDX-License-Identifier: Apache-2.0
// Tracks, stages and their moves; duties and triggers.
#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "engine/change/comparison.h"
#include "engine/model/wording.h"

namespace proviso::change {
namespace {

using namespace model;

std::vector<std::string> move_texts(const Framework& framework, const Stage& stage) {
  std::vector<std::string> texts;
  for (const MoveId move : stage.moves) texts.push_back(fmt::format("`{}`", move_text(framework, framework[move])));
  return texts;
}

std::string duty_words(const Framework& framework, const Duty& duty) {
  std::string text = duty_text(framework, duty);
  if (duty.applies_if) text += ", applies if " + expression_text(framework, *duty.applies_if);
  if (const std::string clock = clock_text(framework, duty); !clock.empty()) text += ", " + clock;
  return text;
}

/// How much two moves of one stage have in common; 0: they are not the same move.
int likeness(const Framework& old_framework, const Move& before, const Framework& new_framework, const Move& now) {
  const Aspects old_aspects = aspects(old_framework, before);
  const Aspects new_aspects = aspects(new_framework, now);
  const auto same = [&](std::size_t aspect) { return old_aspects[aspect].items == new_aspects[aspect].items; };
  const bool occasion = same(0);
  const bool target = same(2);
  const bool events = before.kind == now.kind && !before.events.empty() &&
                      events_text(old_framework, before.events) == events_text(new_framework, now.events);
  const bool condition =
      before.condition && now.condition &&
      expression_text(old_framework, *before.condition) == expression_text(new_framework, *now.condition);
  if (!occasion && !events && !(target && before.kind == now.kind)) return 0;
  return (occasion ? 8 : 0) + (target ? 4 : 0) + (events ? 3 : 0) + (condition ? 3 : 0) + (same(1) ? 1 : 0) +
         (same(3) ? 1 : 0);
}

}  // namespace

void Comparison::tracks_and_stages() {
  const Framework& before = before_.written;
  const Framework& now = now_.written;
  for (std::uint32_t i = 0; i < now.tracks.size(); ++i) {
    const Track& track = now.tracks[i];
    const std::optional<std::uint32_t> old = matching_.before(SymbolKind::kTrack, i);
    if (!old) {
      added(pair(Subject::kTrack, {}, track.name), track.title, track.span);
    } else {
      compare_aspects(pair(Subject::kTrack, before.tracks[*old].name, track.name), before.tracks[*old],
                      before_.normal.tracks[*old], track, now_.normal.tracks[i]);
    }
  }
  for (std::uint32_t i = 0; i < before.tracks.size(); ++i) {
    if (matching_.now(SymbolKind::kTrack, i)) continue;
    const Track& track = before.tracks[i];
    removed(pair(Subject::kTrack, track.name, track.name), track.title, track.span);
  }
  for (std::uint32_t i = 0; i < now.stages.size(); ++i) {
    const Stage& stage = now.stages[i];
    const std::optional<std::uint32_t> old = matching_.before(SymbolKind::kStage, i);
    if (!old) {
      added(pair(Subject::kStage, {}, stage.name), stage.title, stage.span, move_texts(now, stage));
      continue;
    }
    compare_aspects(pair(Subject::kStage, before.stages[*old].name, stage.name), before.stages[*old],
                    before_.normal.stages[*old], stage, now_.normal.stages[i]);
    moves(*old, i);
  }
  for (std::uint32_t i = 0; i < before.stages.size(); ++i) {
    if (matching_.now(SymbolKind::kStage, i)) continue;
    const Stage& stage = before.stages[i];
    removed(pair(Subject::kStage, stage.name, stage.name), stage.title, stage.span, move_texts(before, stage));
  }
}

/// Moves have no names: equal ones first, then the most alike.
Comparison::MovePairs Comparison::match_moves(const Stage& old_stage, const Stage& new_stage) const {
  MovePairs pairs;
  std::vector<MoveId> old_rest = old_stage.moves;
  std::vector<MoveId> new_rest = new_stage.moves;
  const auto whole = [](const Framework& framework, MoveId id) {
    std::string text;
    for (const Aspect& aspect : aspects(framework, framework[id])) {
      text += fmt::format("{}\x03{}\x03", aspect.label, fmt::join(aspect.items, "\x03"));
    }
    return text;
  };
  for (auto old = old_rest.begin(); old != old_rest.end();) {
    const std::string text = whole(before_.normal, *old);
    const auto same =
        std::find_if(new_rest.begin(), new_rest.end(), [&](MoveId id) { return whole(now_.normal, id) == text; });
    if (same == new_rest.end()) {
      ++old;
      continue;
    }
    pairs.emplace_back(*old, *same);
    new_rest.erase(same);
    old = old_rest.erase(old);
  }
  while (!old_rest.empty() && !new_rest.empty()) {
    int best = 0;
    std::pair<std::size_t, std::size_t> at;
    for (std::size_t i = 0; i < old_rest.size(); ++i) {
      for (std::size_t k = 0; k < new_rest.size(); ++k) {
        const int alike = likeness(before_.normal, before_.normal[old_rest[i]], now_.normal, now_.normal[new_rest[k]]);
        if (alike > best) {
          best = alike;
          at = {i, k};
        }
      }
    }
    if (best == 0) break;
    pairs.emplace_back(old_rest[at.first], new_rest[at.second]);
    old_rest.erase(old_rest.begin() + static_cast<std::ptrdiff_t>(at.first));
    new_rest.erase(new_rest.begin() + static_cast<std::ptrdiff_t>(at.second));
  }
  std::sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return pairs;
}

void Comparison::moves(std::uint32_t old_stage, std::uint32_t new_stage) {
  const Stage& before = before_.written.stages[old_stage];
  const Stage& now = now_.written.stages[new_stage];
  const MovePairs pairs = match_moves(before, now);
  const auto of_stage = [&](const std::string& name, const std::string& occasion) {
    Pair result = pair(Subject::kMove, before.name, now.name);
    result.phrase = fmt::format("the move `{}` of stage `{}`", occasion, name);
    return result;
  };
  for (const auto& [old_id, new_id] : pairs) {
    const Move& was = before_.written[old_id];
    const Move& is = now_.written[new_id];
    Pair one = of_stage(now.name, occasion_text(now_.written, is));
    one.citation = citations_text(now_.written, is.citations);
    const std::size_t first = changes_.meaning.size();
    compare_aspects(one, was, before_.normal[old_id], is, now_.normal[new_id]);
    for (std::size_t k = first; k < changes_.meaning.size(); ++k) {
      Change& change = changes_.meaning[k];
      if (change.aspect != "occasion") continue;
      change.sentence = fmt::format("cases leave stage `{}` for `{}` `{}` instead of `{}`", now.name,
                                    now_.written[is.to].name, change.after, change.before);
    }
  }
  for (const MoveId id : now.moves) {
    if (std::any_of(pairs.begin(), pairs.end(), [&](const auto& one) { return one.second == id; })) continue;
    const Move& move = now_.written[id];
    Pair one = of_stage(now.name, move_text(now_.written, move));
    one.old_name.clear();
    one.citation = citations_text(now_.written, move.citations);
    added(one, {}, move.span);
    changes_.meaning.back().after = move_text(now_.written, move);
  }
  for (const MoveId id : before.moves) {
    if (std::any_of(pairs.begin(), pairs.end(), [&](const auto& one) { return one.first == id; })) continue;
    const Move& move = before_.written[id];
    Pair one = of_stage(before.name, move_text(before_.written, move));
    one.citation = citations_text(before_.written, move.citations);
    removed(one, {}, move.span);
    changes_.meaning.back().before = move_text(before_.written, move);
  }
  order_of_moves(pairs, now);
}

void Comparison::duties() {
  const Framework& before = before_.written;
  const Framework& now = now_.written;
  for (std::uint32_t i = 0; i < now.duties.size(); ++i) {
    const Duty& duty = now.duties[i];
    const std::optional<std::uint32_t> old = matching_.before(SymbolKind::kDuty, i);
    Pair one = pair(Subject::kDuty, old ? before.duties[*old].name : "", duty.name);
    one.citation = citations_text(now, duty.citations);
    if (!old) {
      added(one, duty_words(now, duty), duty.span);
      continue;
    }
    const std::size_t first = changes_.meaning.size();
    compare_aspects(one, before.duties[*old], before_.normal.duties[*old], duty, now_.normal.duties[i]);
    for (std::size_t k = first; k < changes_.meaning.size(); ++k) {
      if (changes_.meaning[k].aspect == "limit") {
        limit(before_.normal.duties[*old], now_.normal.duties[i], changes_.meaning[k]);
      }
    }
  }
  for (std::uint32_t i = 0; i < before.duties.size(); ++i) {
    if (matching_.now(SymbolKind::kDuty, i)) continue;
    const Duty& duty = before.duties[i];
    Pair one = pair(Subject::kDuty, duty.name, duty.name);
    one.citation = citations_text(before, duty.citations);
    removed(one, duty_words(before, duty), duty.span);
  }
}

/// A sentence of its own where a limit differs only in how long it is, or only in what it counts from.
void Comparison::limit(const Duty& before, const Duty& now, Change& change) const {
  const auto without = [](const Framework& framework, Limit limit, bool amount) {
    if (amount) limit.amount = {};
    if (!amount) limit.moment.reset();
    return limit_text(framework, limit);
  };
  const auto name = fmt::format("duty `{}`", change.name);
  const std::string old_amount = amount_text(before_.normal, before.limit.amount);
  const std::string new_amount = amount_text(now_.normal, now.limit.amount);
  if (!old_amount.empty() && !new_amount.empty() &&
      without(before_.normal, before.limit, true) == without(now_.normal, now.limit, true)) {
    change.sentence = fmt::format("the time for {} is {} instead of {}", name, new_amount, old_amount);
    return;
  }
  if (before.limit.moment && now.limit.moment &&
      without(before_.normal, before.limit, false) == without(now_.normal, now.limit, false)) {
    change.sentence = fmt::format("the limit of {} counts from `{}` instead of `{}`: {}", name,
                                  moment_text(now_.normal, *now.limit.moment),
                                  moment_text(before_.normal, *before.limit.moment), change.after);
  }
}

void Comparison::triggers() {
  const Framework& before = before_.written;
  const Framework& now = now_.written;
  for (std::uint32_t i = 0; i < now.triggers.size(); ++i) {
    const Trigger& trigger = now.triggers[i];
    const std::optional<std::uint32_t> old = matching_.before(SymbolKind::kTrigger, i);
    Pair one = pair(Subject::kTrigger, old ? before.triggers[*old].name : "", trigger.name);
    one.citation = citations_text(now, trigger.citations);
    if (!old) {
      added(one, trigger_text(now, trigger), trigger.span);
      continue;
    }
    compare_aspects(one, before.triggers[*old], before_.normal.triggers[*old], trigger, now_.normal.triggers[i]);
  }
  for (std::uint32_t i = 0; i < before.triggers.size(); ++i) {
    if (matching_.now(SymbolKind::kTrigger, i)) continue;
    const Trigger& trigger = before.triggers[i];
    Pair one = pair(Subject::kTrigger, trigger.name, trigger.name);
    one.citation = citations_text(before, trigger.citations);
    removed(one, trigger_text(before, trigger), trigger.span);
  }
}

}  // namespace proviso::change
