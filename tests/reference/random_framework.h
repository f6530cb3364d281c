// SPDX-License-Identifier: Apache-2.0
// Random rules, well-formed by construction: small, but with every clause of the language beside every other.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "proviso/date.h"
#include "tests/reference/dice.h"
#include "tests/reference/piece.h"

namespace proviso::reference {

enum class ValueKind : std::uint8_t {
  kYesNo,
  kNumber,
  kText,
  kDate,
  kDuration,
  kParty,
  kOneOf,
  kPartyList,
  kNumberList,
  kTextList,
  kDateList
};

/// What a history needs to know of the rules.
struct World {
  struct Fact {
    std::string name;
    ValueKind kind{};
    bool recorded = true;  ///< by events; else derived or decided
  };
  struct Event {
    std::string name;
    std::vector<std::size_t> records;  ///< facts
  };
  Date start{};  ///< when the history begins, about
  bool hours = false;
  std::vector<std::string> parties;
  std::vector<Fact> facts;
  std::vector<Event> events;
  std::vector<World> continued;  ///< one at most: of the rules that these continue
  Date from{};                   ///< from that day on cases go by these
};

struct RandomFramework {
  Piece rules;
  std::optional<Piece> linked;  ///< the framework that the rules may open, or that they continue, as `linked.proviso`
  World world;
};

RandomFramework random_framework(Dice& dice);

/// A literal of a kind; lists with commas between, empty where none came. Dates lie about `day`.
std::string random_value(Dice& dice, ValueKind kind, const World& world, Date day);
/// `9 November 2015`.
std::string date_words(Date day);

}  // namespace proviso::reference
