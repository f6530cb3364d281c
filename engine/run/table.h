// SPDX-License-Identifier: Apache-2.0
// What a decision table gives for the facts of a case.
#pragma once

#include "engine/run/evaluate.h"

namespace proviso::run {

/// The value a table decides; unknown with the reason where it gives none.
Evaluation decide(const program::Program& program, const History& history, const CaseState& state,
                  const program::TableRow& table, std::uint32_t decision);

/// Whether a cell matches a value (unknown too).
Truth matches(const program::TableRow::Cell& cell, Value value);

}  // namespace proviso::run
