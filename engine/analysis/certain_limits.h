// SPDX-License-Identifier: Apache-2.0
// What the duties of a framework ask of their acts for certain: between which events they leave at most, or at least,
// how much time. A limit that anything could lift, move or pause is left out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/day_counts.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// From an anchor to an act.
struct CertainLimit {
  enum class Kind : std::uint8_t {
    kNotAfter,   ///< the act comes no later than that long after the anchor
    kNotBefore,  ///< nor sooner
    kAhead,      ///< the act comes that long before the anchor, or sooner
  };
  Kind kind{};
  model::DutyId duty{};
  std::vector<model::EventId> acts;
  std::vector<model::EventId> anchor;      ///< any of them; empty: the stage below
  std::optional<model::StageId> entering;  ///< anchored in entering it
  bool first = false;                      ///< only the first time in a case
  std::vector<Count> counts;               ///< from the anchor on, one after the other
  std::int32_t shift = 0;                  ///< then so many days further, or back
};

/// Which duties count.
enum class Bindingness : std::uint8_t { kMust, kEvery };

struct CertainLimits {
  std::vector<CertainLimit> all;
  std::map<model::EventId, std::vector<std::size_t>> by_act;     ///< into `all`; kAhead not among them
  std::map<model::EventId, std::vector<std::size_t>> by_anchor;  ///< kAhead alone
  std::vector<std::vector<std::size_t>> by_duty;
  std::map<std::uint32_t, std::string> left_out;  ///< by duty with a last day: why it is not certain, in words
};

/// Duties that bind (a right binds nobody), and of these the limits that hold in every case in which the anchor happens
/// while the duty is in force.
CertainLimits certain_limits(const model::Framework& framework, Bindingness which);

/// Whether a stage that the event enters has missed the limit of a duty in it at once: `by` a time before an event
/// takes the one that opened its scope, and the act comes after that.
bool asks_before_entry(const model::Framework& framework, const CertainLimit& limit, model::EventId entered_by);

/// `5 working days`; of a parameter all its values: `the answer-period (20 working days or 15 working days)`.
std::string length_text(const model::Framework& framework, const model::Amount& amount);

/// What a limit counts, in words: `5 working days`.
std::string counts_text(const model::Framework& framework, const CertainLimit& limit);

/// What a limit counts from, in words: `asked or reminded`, `entering waiting`.
std::string anchor_text(const model::Framework& framework, const CertainLimit& limit);

}  // namespace proviso::analysis
