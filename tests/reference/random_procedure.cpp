// SPDX-License-Identifier: Apache-2.0
// Random tracks, moves, triggers and actions.
#include <fmt/format.h>

#include "tests/reference/framework_maker.h"

namespace proviso::reference {

Piece FrameworkMaker::open() {
  std::vector<Piece> handed;
  for (const World::Fact& fact : other_->world.facts) {
    if (!fact.recorded || fact.kind >= ValueKind::kPartyList || !dice_.chance(60)) continue;
    handed.push_back(optional(before(fact.name + " as ", value(fact.kind, 1))));
  }
  Piece whole = leaf("open linked");
  if (handed.empty()) return whole;
  Piece with = joined(std::move(handed), " and ");
  with.text = " with ";
  whole.parts.push_back(optional(std::move(with)));
  return whole;
}

Piece FrameworkMaker::action(std::size_t track) {
  for (int tries = 0; tries < 4; ++tries) {
    switch (dice_.below(8)) {
      case 0:
      case 1:
      case 2: {
        if (!has(Trait::kRecord)) break;
        std::vector<std::size_t> fitting;
        for (std::size_t i = 0; i < world_.facts.size(); ++i) {
          if (world_.facts[i].recorded && world_.facts[i].kind < ValueKind::kPartyList) fitting.push_back(i);
        }
        const World::Fact& to = world_.facts[dice_.one_of(fitting)];
        return before(fmt::format("record {} as ", to.name), value(to.kind, 1));
      }
      case 3: {
        if (!has(Trait::kAdd)) break;
        constexpr std::array<ValueKind, 4> kElements{ValueKind::kParty, ValueKind::kNumber, ValueKind::kText,
                                                     ValueKind::kDate};
        for (const World::Fact& list : world_.facts) {
          if (!list.recorded || list.kind < ValueKind::kPartyList) continue;
          const auto element = static_cast<std::size_t>(list.kind) - static_cast<std::size_t>(ValueKind::kPartyList);
          Piece added = before("add ", value(kElements[element], 0));
          added.end = " to " + list.name;
          return added;
        }
        break;
      }
      case 4:
        if (has(Trait::kGoTo) && (loops_ || !may_loop_ || dice_.chance(5))) {
          // Mostly within the track it stands in, which runs then.
          return leaf("go to " + (track != kNoTrack && dice_.chance(75) ? dice_.one_of(tracks_[track]) : stage()));
        }
        break;
      case 5:
        if (has(Trait::kBeginEnd)) {
          return leaf(fmt::format("{} x{}", dice_.chance(65) ? "begin" : "end", dice_.below(tracks_.size()) + 1));
        }
        break;
      case 6:
        if (has(Trait::kCloseCase) && dice_.chance(30)) return leaf("close case");
        break;
      default:
        if (role_ == Role::kOpens && has(Trait::kOpen)) return open();
        break;
    }
  }
  return leaf(fmt::format("notify {} \"{}\"", dice_.one_of(world_.parties), dice_.one_of({"hear", "see", "come"})));
}

Piece FrameworkMaker::actions(std::size_t track) {
  std::vector<Piece> all;
  bool closed = false;
  do {
    all.push_back(before(" then ", action(track)));
    closed = all.back().parts.front().text == "close case";
  } while (!closed && all.size() < 3 && dice_.chance(35));
  return joined(std::move(all), "");
}

Piece FrameworkMaker::trigger(std::size_t track) {
  std::vector<Piece> parts;
  const bool by_condition = has(Trait::kConditionTriggers);
  if (by_condition) {
    parts.push_back(before(" when (", condition()));
    parts.back().end = ")";
  } else {
    parts.push_back(before(" when ", events(30)));
  }
  if (dice_.chance(35)) parts.push_back(optional(before(" if ", condition())));
  may_loop_ = by_condition;
  parts.push_back(actions(track));
  may_loop_ = false;
  return optional(sequence(std::move(parts)));
}

Piece FrameworkMaker::moves(std::size_t track, std::size_t stage) {
  std::vector<Piece> all;
  const std::vector<std::string>& stages = tracks_[track];
  const auto finish = [&](std::vector<Piece> parts, std::size_t first_target = 0) {
    if (has(Trait::kMoveActions)) parts.push_back(optional(actions(track)));
    Piece move = sequence(std::move(parts));
    move.text = "\n  ";
    move.end = " go to " + stages[first_target + dice_.below(stages.size() - first_target)];
    return optional(std::move(move));
  };
  for (int count = dice_.between(1, 3); count > 0; --count) {
    if ((loops_ || stage + 1 < stages.size()) && has(Trait::kConditionMoves)) {
      Piece when = before("when (", condition());
      when.end = ")";
      may_loop_ = true;
      all.push_back(finish({std::move(when)}, loops_ ? 0 : stage + 1));
      may_loop_ = false;
    } else if (has(Trait::kTimeouts)) {
      std::vector<Piece> parts;
      parts.push_back(before("after ", amount()));
      if (dice_.chance(35)) parts.push_back(optional(before(" of ", events(30))));
      const bool guarded = has(Trait::kMoveConditions);
      const std::string same = text_of(sequence(parts));
      if (guarded) parts.push_back(optional(before(" if ", condition())));
      all.push_back(finish(std::move(parts)));
      if (guarded && dice_.chance(50)) all.push_back(finish({leaf(same + " otherwise")}));
    } else {
      Piece named = events(25);
      std::vector<Piece> parts;
      const std::string first = text_of(named.parts.front());
      parts.push_back(before("when ", std::move(named)));
      const bool guarded = has(Trait::kMoveConditions);
      if (guarded) parts.push_back(optional(before(" if ", condition())));
      all.push_back(finish(std::move(parts)));
      if (guarded && dice_.chance(60)) all.push_back(finish({leaf("when " + first + " otherwise")}));
    }
  }
  return sequence(std::move(all));
}

Piece FrameworkMaker::begins() {
  std::vector<Piece> parts;
  if (has(Trait::kLateTracks)) {
    if (dice_.chance(70)) {
      parts.push_back(optional(before("\n  begins when ", events(30))));
    } else {
      parts.push_back(optional(before("\n  begins when (", condition())));
      parts.back().end = ")";
    }
  }
  return sequence(std::move(parts));
}

}  // namespace proviso::reference
