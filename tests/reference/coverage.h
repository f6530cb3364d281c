// SPDX-License-Identifier: Apache-2.0
// What random cases have reached: a comparison that meets nothing shows nothing.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/reference/outcome.h"

namespace proviso::reference {

class Coverage {
 public:
  /// Counts a case: what its rules hold, and what came of them.
  void count(const Given& given, const Outcome& outcome);
  void add(const Coverage& other);

  /// One line each thing that was reached and how often, then what never was.
  [[nodiscard]] std::string text() const;
  /// What should have been reached and never was, in order.
  [[nodiscard]] std::vector<std::string> missing() const;

 private:
  std::map<std::string, std::uint64_t> counts_;
};

/// Everything that enough random cases must reach: each clause with each form of limit that can have it, each status of
/// each kind of duty, each operation of an expression, and so on.
std::vector<std::string> to_be_reached();

}  // namespace proviso::reference
