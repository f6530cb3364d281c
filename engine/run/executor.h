// SPDX-License-Identifier: Apache-2.0
// The pure executor: state is a function of program, history and as-of date. No I/O, no clock.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/calendar/instant.h"
#include "engine/program/program.h"
#include "engine/run/history.h"
#include "engine/run/state.h"

namespace proviso::run {

/// Something that happened to a case, for a timeline.
struct Step {
  enum class Kind : std::uint8_t {
    kEvent,       ///< `index`: occurrence
    kBegan,       ///< a track began; `index`: track
    kMoved,       ///< `index`: stage
    kEnded,       ///< a track was ended by an action; `index`: track
    kNotified,    ///< `index`: into CaseState::notices
    kOpened,      ///< a linked case; `index`: part
    kClosed,      ///< `index`: part
    kArose,       ///< `index`: instance, with its due date then
    kDated,       ///< `index`: instance that has another due date now; it may not have arisen yet
    kStopped,     ///< the clock of a duty stands still; `index`: duty
    kMayStop,     ///< whether it does is not known; `index`: duty
    kWentOn,      ///< it goes on; `index`: duty
    kSettled,     ///< `index`: instance, with `status`
    kUndecided,   ///< a move waits for a fact; `index`: track
    kUnexpected,  ///< `index`: occurrence
    kCarried,     ///< the case goes on under these rules; `index`: part whose rules it began under
  };
  Kind kind{};
  Date on{};
  std::uint32_t index = 0;
  DutyStatus status{};
  bool at_day_end = false;  ///< an expiry or timeout rather than an event
  bool by_clock = false;    ///< kDated: by a day that was stopped, and no more
  Date anchor = kNoDate;    ///< kArose
  Instant due{kNoDate};     ///< kArose, kDated
};

/// Advances one case after another. Holds scratch memory only, so one per thread; the program must outlive it.
class Executor {
 public:
  explicit Executor(const program::Program& program) : program_(program) {}

  /// Puts `state` at the beginning of a case, keeping its memory.
  void start(CaseState& state, const History& history);
  /// Ends every day before `day`: expiries, then timeouts; and begins that day.
  void advance_to(CaseState& state, const History& history, Date day);
  /// Takes one occurrence of the history; those before it must have been taken.
  void take(CaseState& state, const History& history, std::uint32_t occurrence);

  /// The whole history up to and including `as_of`, then the clock to `as_of`. The day `as_of` itself has not ended.
  void run(CaseState& state, const History& history, Date as_of);

  /// Steps are appended here while it is set; null: none are kept.
  void trace_to(std::vector<Step>* steps) { steps_ = steps; }

 private:
  friend class Advance;  // the working half, in advance.h
  const program::Program& program_;
  std::vector<Step>* steps_ = nullptr;
};

}  // namespace proviso::run
