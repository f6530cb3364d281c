// SPDX-License-Identifier: Apache-2.0
// What a clause looks at and what it changes: two clauses of which neither changes what the other looks at or changes
// come to the same in either order. Internal to engine/change.
#pragma once

#include <compare>
#include <cstdint>
#include <set>

#include "engine/model/model.h"

namespace proviso::change {

/// Something of a case that clauses look at or change.
struct Thing {
  enum class Kind : std::uint8_t { kFact, kTrack, kDuty, kPart };
  Kind kind{};
  std::uint32_t index = 0;
  friend auto operator<=>(const Thing&, const Thing&) = default;
};

struct Footprint {
  std::set<Thing> reads;
  std::set<Thing> writes;

  /// Whether their order may count.
  [[nodiscard]] bool meets(const Footprint& other) const;
};

/// The clauses of one framework, which must outlive it.
class Footprints {
 public:
  explicit Footprints(const model::Framework& framework) : framework_(framework) {}

  /// When the trigger fires.
  [[nodiscard]] Footprint of(const model::Trigger& trigger) const;
  /// When what follows from the duty is done, its `once` clauses.
  [[nodiscard]] Footprint consequences(const model::Duty& duty) const;
  /// When the duty is judged by an act or as its time is over.
  [[nodiscard]] Footprint judging(model::DutyId duty) const;
  /// All moves of the track.
  [[nodiscard]] Footprint of(model::TrackId track) const;

 private:
  void read(const model::Expression& expression, Footprint& into, std::set<std::uint32_t>& seen) const;
  void read(const model::Expression& expression, Footprint& into) const;
  void read(const model::Moment& moment, Footprint& into, std::set<std::uint32_t>& seen) const;
  void read_fact(model::FactId fact, Footprint& into, std::set<std::uint32_t>& seen) const;
  void act(const std::vector<model::Action>& actions, Footprint& into) const;
  /// Nothing of a case is done once it is closed.
  void needs_open_case(const model::Scope& scope, Footprint& into) const;

  const model::Framework& framework_;
};

}  // namespace proviso::change
