// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/run_once.h"

#include <utility>

#include <fmt/format.h>

#include "engine/simulate/executed_cases.h"
#include "engine/simulate/one_run.h"
#include "engine/simulate/plain_cases.h"

namespace proviso::simulate {

struct Runner::Parts {
  const Plan& plan;
  RunOptions options;
  std::optional<OneRun<PlainCases<machine::Day>>> by_days;
  std::optional<OneRun<PlainCases<machine::Minute>>> by_minutes;
  std::optional<OneRun<ExecutedCases>> executed;
  std::uint64_t left = 0;

  RunEnd run(Key key, Tally& tally) {
    RunEnd end = RunEnd::kLeft;
    if (plan.machine && !options.by_executor) {
      if (plan.clock == machine::Clock::kDays) {
        if (!by_days) by_days.emplace(plan, options);
        end = by_days->run(key, tally);
      } else {
        if (!by_minutes) by_minutes.emplace(plan, options);
        end = by_minutes->run(key, tally);
      }
      if (end == RunEnd::kLeft) ++left;
    }
    if (end != RunEnd::kLeft) return end;
    if (!executed) executed.emplace(plan, options);
    return executed->run(key, tally);
  }
};

Runner::Runner(const Plan& plan, RunOptions options)
    : parts_(std::make_unique<Parts>(Parts{plan, std::move(options), {}, {}, {}, 0})) {}
Runner::~Runner() = default;
Runner::Runner(Runner&&) noexcept = default;
Runner& Runner::operator=(Runner&&) noexcept = default;

std::uint64_t Runner::left() const { return parts_->left; }

Result<bool> Runner::run(Key key, Tally& tally) {
  const RunEnd end = parts_->run(key, tally);
  const auto limit = [](std::string message) {
    return Error{ErrorCode::kLimitReached, std::move(message), "simulate"};
  };
  switch (end) {
    case RunEnd::kDone:
      if (parts_->executed && !parts_->executed->cases().error().empty()) {
        return Error{ErrorCode::kInvalidRules, parts_->executed->cases().error(), "simulate"};
      }
      return true;
    case RunEnd::kStopped:
      return false;
    case RunEnd::kTooManyEvents:
      return limit(
          fmt::format("a run has more than {} events, the most there may be; let fewer cases come, or raise "
                      "--most-events",
                      parts_->options.limits.events));
    case RunEnd::kTooManyCases:
      return limit(fmt::format("more than {} cases begin in a run, the most there may be; let fewer come",
                               parts_->options.limits.cases));
    case RunEnd::kNoRest:
      return limit("events follow one another without end at one moment; let one of them take time");
    case RunEnd::kLeft:
    case RunEnd::kFailed:
      break;
  }
  return Error{ErrorCode::kInvalidRules, "a case could not be carried on", "simulate"};
}

}  // namespace proviso::simulate
