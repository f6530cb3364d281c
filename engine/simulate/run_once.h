// SPDX-License-Identifier: Apache-2.0
// One run of a plan: from its first day to its last, with one key.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "engine/simulate/philox.h"
#include "engine/simulate/plan.h"
#include "engine/simulate/tally.h"
#include "proviso/result.h"

namespace proviso::simulate {

struct RunLimits {
  std::uint64_t events = 100'000'000;  ///< in one run
  std::uint64_t cases = 10'000'000;    ///< begun in one run
};

/// For tests: a fault put in, that they must notice.
enum class Fault : std::uint8_t {
  kNothing,
  kStuckBit,       ///< one bit of each word is always 0
  kSharedStreams,  ///< every two cases have the same chance
  kLastComeFirst,  ///< who comes last is served first, whatever the scenario says
  kLostUnit,       ///< one of each resource is missing
};

struct RunOptions {
  RunLimits limits;
  bool by_executor = false;  ///< even where the procedure is plain
  Fault fault = Fault::kNothing;
  std::function<bool()> stop;  ///< asked now and then; true: the run is given up
};

/// Runs a plan again and again, keeping its memory. One for each thread; the plan must outlive it.
class Runner {
 public:
  Runner(const Plan& plan, RunOptions options);
  ~Runner();
  Runner(Runner&&) noexcept;
  Runner& operator=(Runner&&) noexcept;

  /// @return whether the run came to its end; false: it was stopped, and the tally means nothing
  /// @error kLimitReached where it has more events or cases than the limits allow; kInvalidRules where a case stops at
  /// a
  ///        mistake in the rules
  Result<bool> run(Key key, Tally& tally);

  /// Of the plan's runs, how many were done by the executor because a case left the machine.
  [[nodiscard]] std::uint64_t left() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace proviso::simulate
