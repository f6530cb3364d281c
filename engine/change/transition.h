// SPDX-License-Identifier: Apache-2.0
// Carrying running cases over: from the records of a case held under the old rules to a case file of the new ones,
// with its whole history, or why there is none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/source_file.h"
#include "engine/program/program.h"
#include "engine/run/records.h"
#include "proviso/date.h"

namespace proviso::change {

/// What came of one case.
struct CarriedCase {
  enum class Outcome : std::uint8_t {
    kCarried,  ///< it goes on under the new rules
    kStays,    ///< it is over, or stays under the old ones
    kRefused,  ///< nobody can say where it goes on
  };
  Outcome outcome{};
  std::string because;              ///< kStays, kRefused: why
  std::vector<std::string> stages;  ///< kCarried: where it stands after the transition
  std::vector<std::string> duties;  ///< kCarried: what is pending then; those of the old rules run on
  std::string text;                 ///< kCarried: the case file
};

/// The old rules and the new, and the day on which cases go over.
struct Carriage {
  const program::Program* old_rules = nullptr;
  const program::Program* new_rules = nullptr;
  const SourceSet* new_sources = nullptr;
  Date on;
  std::string old_sha256;
  std::string new_sha256;
};

/// Why these rules cannot carry over cases of those on that day; empty: they can.
std::string why_not(const Carriage& carriage);

/// Carries one case over. The case file is read again and run to the day, so that what is written can be run.
/// Precondition: why_not() is empty.
/// @param records      of the old rules' program
/// @param assumptions  on what derived events rest, as in run::History
CarriedCase carry_over(const Carriage& carriage, const std::string& id, std::optional<Date> as_of,
                       const run::Records& records, const std::vector<std::string>& assumptions = {});

}  // namespace proviso::change
