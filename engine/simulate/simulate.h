// SPDX-License-Identifier: Apache-2.0
// Many runs of a scenario and its variants, by threads and shards.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "engine/simulate/run_once.h"
#include "engine/simulate/totals.h"
#include "proviso/result.h"

namespace proviso::simulate {

/// Which runs: those from `begin` up to `end` (not included) that leave `number` - 1 when divided by `of`.
struct RunRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint32_t number = 1;
  std::uint32_t of = 1;

  [[nodiscard]] std::uint64_t size() const;
};

struct SimulateOptions {
  std::uint64_t seed = 1;
  std::uint32_t jobs = 1;
  RunOptions run;  ///< `stop` is asked by every thread
  /// Told how many runs are done, of all; by one thread at a time.
  std::function<void(std::uint64_t done)> progress;
};

/// What the runs came to: the plans in order, each compared with the first.
struct Simulated {
  std::vector<Totals> totals;
  std::uint64_t left = 0;  ///< runs of plans that a case made go to the executor
  bool stopped = false;    ///< before all of them were done; the totals are of those that were

  [[nodiscard]] std::uint64_t runs() const { return totals.front().runs(); }
  void add(const Simulated& other);
};

using Plans = std::vector<std::shared_ptr<const Plan>>;

/// Nothing yet.
Simulated no_runs(const Plans& plans);

/// Every plan is run with the same chance in each run. The result does not depend on the number of threads.
/// @error as Runner::run(), of the first run that has one
Result<Simulated> simulate(const Plans& plans, const RunRange& range, const SimulateOptions& options);

}  // namespace proviso::simulate
