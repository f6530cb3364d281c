// SPDX-License-Identifier: Apache-2.0
// What the clauses of a framework say of themselves, whatever the case: which events they name, what they hang on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "engine/model/model.h"

namespace proviso::reference {

/// What brings the instances of a duty about.
enum class Anchoring : std::uint8_t {
  kEvent,         ///< each occurrence
  kEventDecides,  ///< the scope; the event gives the dates
  kEventGroup,    ///< several moments that all come down to events
  kMixedGroup,    ///< several moments, some of which do not
  kEntering,
  kDay,  ///< a date or a date fact
  kAnyTime,
  kWeekday,
};

struct DutyShape {
  Anchoring anchoring{};
  std::vector<const model::Moment*> leaves;  ///< of the limit's moment: those that are events
  std::vector<model::EventId> named;         ///< as an act or in a limit
  std::vector<model::EventId> adjusting;
  bool hangs_on_fact = false;
  bool hangs_on_state = false;  ///< on a fact or on what a group names, which may change at any time
};

/// A trigger, or a clause of a duty that begins with `once`: in the order of the file.
struct Reaction {
  struct OnStatus {
    model::DutyId duty;
    std::size_t clause = 0;
  };
  std::variant<model::TriggerId, OnStatus> what;
};

struct Shape {
  explicit Shape(const model::Framework& framework);

  std::vector<DutyShape> duties;
  std::vector<Reaction> reactions;
  std::vector<const model::Expression*> runs;  ///< the conditions of each `longest run`
  std::vector<bool> counted;                   ///< by event: an expression counts it
  std::vector<model::PartId> part_of_event;
  bool asks_for_today = false;
};

/// Every moment of a moment that names events, from left to right.
void event_leaves(const model::Moment& moment, std::vector<const model::Moment*>& leaves);

bool names(const std::vector<model::EventId>& events, model::EventId event);

/// The part that a scope belongs to.
model::PartId part_of(const model::Framework& framework, const model::Scope& scope);

}  // namespace proviso::reference
