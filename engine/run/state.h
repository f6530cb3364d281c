// SPDX-License-Identifier: Apache-2.0
// Where a case stands: the stages of its tracks, its facts, and every instance of a duty.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/program/value.h"
#include "proviso/date.h"
#include "proviso/vocabulary.h"

namespace proviso::run {

constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr Date kNoDate = Date::min();

/// Why something cannot be settled.
struct Doubt {
  enum class Kind : std::uint8_t {
    kNothing,
    kFact,         ///< `index`: a fact that is unknown
    kEvent,        ///< `index`: an event that is not held
    kNotHappened,  ///< `index`: an event that has not happened
    kCalendar,     ///< a count needs a day outside the calendar
    kParameter,    ///< `index`: no version of a parameter is in force
    kOther,        ///< an expression with no value (a number out of range)
  };
  Kind kind = Kind::kNothing;
  std::uint32_t index = 0;
  explicit operator bool() const { return kind != Kind::kNothing; }
  friend bool operator==(const Doubt&, const Doubt&) = default;
};

/// One instance of a duty. Dates that are not set are kNoDate.
struct Instance {
  std::uint32_t duty = 0;
  DutyStatus status = DutyStatus::kPending;
  bool scope_open = true;      ///< while false, only what is missed can still change (to kept late)
  bool awaiting = false;       ///< judged on an event that has not come yet: no dates so far
  bool on_anchor_day = false;  ///< survives its scope on the anchor's own day (`on the day of E`, `by E`)
  bool hidden = false;  ///< bookkeeping only (`no sooner than E` before E, or a duty that did not apply): not reported
  bool applies_unknown = false;  ///< whether the duty applied could not be told when the instance arose
  std::uint32_t via = kNone;     ///< arose in a stage that was only possible; the event not held that led there
  Doubt doubt;                   ///< what makes it, or would make a miss, undecided
  Date anchor = kNoDate;         ///< the day of the anchor
  std::uint32_t anchor_occurrence = kNone;  ///< kNone for anchors that are no event
  Date opens = kNoDate;                     ///< first day that is in time; kNoDate: no lower bound
  Date due = kNoDate;                       ///< last day that is in time; kNoDate: no upper bound (yet)
  Date done = kNoDate;                      ///< the act's day; for a prohibition the day it was broken
  std::uint32_t act_occurrence = kNone;
  std::uint32_t out_of_time = kNone;  ///< `may`: the latest act outside the window
  std::int32_t count = 0;             ///< `at least n times`: acts so far
  std::int32_t uncertain_count = 0;   ///< acts that count only if `doubt` comes out so
  Date settled = kNoDate;             ///< the day the status was reached
};

/// A stage a track may stand in.
struct Standing {
  std::uint32_t stage = 0;
  Date entered = kNoDate;        ///< where `via` is set: not before this day
  std::uint32_t via = kNone;     ///< a not-held event on the way here; kNone: known for certain once it is the only one
  std::uint32_t parent = kNone;  ///< with `via`: the stage that the silent move led from
  bool doubtful = false;  ///< with `via`: the move hung on a fact that was unknown, and falls if it comes out otherwise
};

/// A timeout that was judged and did not move the track.
struct SpentTimeout {
  std::uint32_t move = 0;
  Date due;
};

struct TrackState {
  bool may_not_have_begun = true;          ///< not begun is possible; with `standings` empty it is certain
  std::vector<Standing> standings;         ///< every stage it may stand in, in file order; one in a complete record
  Doubt doubt;                             ///< the move that is waiting for a fact
  std::uint32_t retry_event = kNone;       ///< its event
  std::uint32_t retry_occurrence = kNone;  ///< and occurrence
  std::uint32_t retry_stage = kNone;       ///< the stage it waits in
  std::vector<SpentTimeout> spent;
};

/// Per event: how often and when so far.
struct Tally {
  std::uint32_t count = 0;
  std::uint32_t first = kNone;  ///< occurrence
  std::uint32_t last = kNone;
};

/// An event that nothing took up, with the stages at that moment.
struct Unexpected {
  std::uint32_t occurrence = 0;
  std::vector<std::uint32_t> expected;  ///< events that would have been taken up
};

/// Moves that do not come to rest, or contradict one another: the case stops there.
struct RunError {
  enum class Kind : std::uint8_t { kNothing, kStepLimit, kContradiction };
  Kind kind = Kind::kNothing;
  std::uint32_t move = 0;
  std::uint32_t other_move = 0;
  Date on{};
};

struct CaseState {
  Date today = kNoDate;  ///< the day reached; its end has not come
  Date started = kNoDate;
  std::vector<TrackState> tracks;
  std::vector<Value> facts;
  std::vector<Tally> tallies;
  std::vector<Date> entered;        ///< by stage: when it was last entered; kNoDate: never
  std::vector<Instance> instances;  ///< in the order they arose
  std::vector<Unexpected> unexpected;
  RunError error;
  std::uint32_t steps = 0;
};

}  // namespace proviso::run
