// SPDX-License-Identifier: Apache-2.0
// Two executors on the same random cases: where their lines differ, the case is made small and written out.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "tests/reference/coverage.h"
#include "tests/reference/outcome.h"

namespace proviso::reference {

using Executor = std::function<Outcome(const Given&)>;

struct Executors {
  Executor fast;
  Executor reference;
};

/// A case that two executors see differently.
struct Difference {
  std::uint64_t seed = 0;  ///< of the case before it was made small
  std::string text;        ///< a rule file with an example, and the lines that differ as comments
};

/// The lines that differ, `-` those of the reference only, `+` those of the fast one only; empty where there are none.
std::string differing_lines(const Outcome& reference, const Outcome& fast);

/// The n-th case is drawn from seed + n.
std::string case_text(std::uint64_t seed);

struct Comparison {
  std::uint64_t cases = 0;
  std::uint64_t ill_formed = 0;          ///< that the resolver refused, and so were passed over
  std::string first_refusal;             ///< the message for the first of these
  Coverage coverage;                     ///< of the reference's outcomes
  std::vector<std::uint64_t> differing;  ///< the seeds of the cases on which the executors differ
  std::optional<Difference> difference;  ///< the first, made small
};

/// Compares `cases` cases; stops after more than `tolerated` that differ.
Comparison compare(const Executors& executors, std::uint64_t seed, std::uint64_t cases, std::uint64_t tolerated = 0);

/// The case that is being executed: for a handler of signals.
std::uint64_t current_seed();

}  // namespace proviso::reference
