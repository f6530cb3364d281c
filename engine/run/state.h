// SPDX-License-Identifier: Apache-2.0
// Where a case stands: the stages of its tracks, its facts, and every instance of a duty.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/span.h"
#include "engine/calendar/clock.h"
#include "engine/program/value.h"
#include "proviso/date.h"
#include "proviso/vocabulary.h"

namespace proviso::run {

constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr Date kNoDate = Date::min();
constexpr std::int32_t kNight = kDayEnd + 1;  ///< after the last minute of a day

enum class Truth : std::uint8_t { kNo, kYes, kUnknown };

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
    kNoRow,        ///< `index`: a table of which no row, or more than one, gives the value
    kMoment,       ///< a moment that an adjustment names has no date
  };
  Kind kind = Kind::kNothing;
  std::uint32_t index = 0;
  explicit operator bool() const { return kind != Kind::kNothing; }
  friend bool operator==(const Doubt&, const Doubt&) = default;
};

/// An act that an instance has taken in; a list in the order they happened.
struct Act {
  std::uint32_t occurrence = 0;
  std::uint32_t next = kNone;
  bool certain = true;    ///< false: whether it counts hangs on something unknown
  bool improper = false;  ///< `only if` said no
  bool first = true;      ///< an act of the duty's own limit
  bool second = false;    ///< an act of `or ensure`
  Doubt doubt;            ///< why it is not certain
};

/// An act towards the next event that decides the limit of a duty.
struct KeptAct {
  std::uint32_t duty = 0;
  Act act;
};

/// An event that an instance with a `later of` or `earlier of` has taken in.
struct Join {
  std::uint32_t instance = 0;
  std::uint32_t moment = 0;
  std::uint32_t occurrence = 0;
};

/// An adjustment that an instance has taken in.
struct Adjusted {
  std::uint32_t instance = 0;
  std::uint32_t adjustment = 0;
  std::uint32_t occurrence = 0;
  Date to = kNoDate;  ///< `extended to`, `due instead`
};

/// From which day to which instant an act is in time; no day where there is no bound, or none yet.
struct Window {
  Date opens = kNoDate;
  std::optional<Instant> early;  ///< if nothing that is unknown has stopped the clock
  std::optional<Instant> late;
};

/// Those of a duty with `or ensure`: of its own limit, and of the other.
struct TwoWindows {
  Window first;
  Window second;
};

/// One instance of a duty. Dates that are not set are kNoDate.
struct Instance {
  std::uint32_t duty = 0;
  DutyStatus status = DutyStatus::kPending;
  bool scope_open = true;      ///< while false, only what is missed can still change (to kept late)
  bool awaiting = false;       ///< judged on an event that has not come yet: no dates so far
  bool on_anchor_day = false;  ///< decided by an event: survives its scope to the end of that day, where it is due then
  bool over = false;           ///< its case is closed: nothing is owed any more
  bool hidden = false;  ///< bookkeeping only (`no sooner than E` before E, or a duty that did not apply): not reported
  bool list_unknown = false;     ///< of a duty `for each`, when it arose
  bool applies_unknown = false;  ///< a miss would be undecided: whether the duty applied could not be told, or the like
  bool unheld = false;           ///< its anchor, acts or further moment are not held: `doubt` names the event
  bool undatable = false;        ///< `doubt` says why: a calendar that ends, a parameter that is not in force
  bool settled_for_good = false;  ///< nothing that comes later changes it, but an excuse
  bool unapplied = false;         ///< awaits its event, and the duty did not apply when it arose: not judged till then
  bool dropped = false;           ///< withdrawn: never was
  bool excused = false;           ///< an excuse was yes when it was, or while it had been, missed
  bool limitless = false;         ///< an excuse took the limit away (`as soon as practicable`)
  bool renewed = false;           ///< `every`: the anchor is an act, not the moment
  bool followed = false;          ///< `every`: the next instance has been brought about
  std::uint32_t told = 0;         ///< `once` clauses that have fired for it, by bit
  std::uint32_t carried_from = kNone;  ///< took this duty's limit over: the duty whose limit held before
  std::uint32_t via = kNone;           ///< arose in a stage that was only possible; the event not held that led there
  Doubt doubt;                         ///< what makes it, or would make a miss, undecided
  std::uint32_t party = kNone;         ///< the party of `for each`; else who owed it when it was settled
  std::uint32_t round = 0;             ///< instances of a duty `for each` that arose together share it
  Date arose = kNoDate;
  std::uint32_t arose_by = kNone;           ///< the occurrence that brought it about
  Date series = kNoDate;                    ///< `every`, standing: the anchor of the first of the series
  Date anchor = kNoDate;                    ///< the day of the anchor
  std::uint32_t anchor_occurrence = kNone;  ///< kNone for anchors that are no event
  std::uint32_t entered_by = kNone;         ///< anchored in entering a stage: the occurrence that led there
  Date opens = kNoDate;                     ///< first day that is in time; kNoDate: no lower bound
  Date due = kNoDate;                       ///< last day that is in time; kNoDate: no upper bound (yet)
  std::int32_t due_minute = kDayEnd;        ///< the last minute of that day that is in time
  Date due_early = kNoDate;  ///< the same, if nothing that is unknown stops the clock; else equal to `due`
  std::int32_t due_early_minute = kDayEnd;
  Date done = kNoDate;                   ///< the act's day; for a prohibition the day it was broken
  std::uint32_t act_occurrence = kNone;  ///< the act that settled it
  std::uint32_t out_of_time = kNone;     ///< `may`: the latest act outside the window
  std::int32_t count = 0;                ///< `at least n times`: acts so far
  Date settled = kNoDate;                ///< the day the status was reached
  Date closed = kNoDate;                 ///< the day its scope closed
  std::int32_t closed_minute = 0;        ///< and the time: kNight at the end of the day
  Date open_since = kNoDate;             ///< a standing duty: the first day that is undecided
  std::uint32_t judge_by = kNone;        ///< `judged by`: the fact that it waits for
  bool judged = false;                   ///< that fact has been known since the act
  bool practicable = false;              ///< and what it said
  std::uint32_t windows = kNone;         ///< into CaseState::windows, with `or ensure`
  std::uint32_t first_act = kNone;       ///< into CaseState::acts
  std::uint32_t last_act = kNone;
};

/// A stage a track may stand in.
struct Standing {
  std::uint32_t stage = 0;
  Date entered = kNoDate;        ///< where `via` is set: not before this day
  std::uint32_t via = kNone;     ///< a not-held event on the way here; kNone: known for certain once it is the only one
  std::uint32_t parent = kNone;  ///< with `via`: the stage that the silent move led from
  bool doubtful = false;  ///< with `via`: the move hung on a fact that was unknown, and falls if it comes out otherwise
  bool at_end = false;    ///< entered at the end of the day: its first own end of a day is that of the next
};

/// Whether one of them is in the stage.
inline bool stands_in(const std::vector<Standing>& standings, std::uint32_t stage) {
  return std::any_of(standings.begin(), standings.end(), [&](const Standing& s) { return s.stage == stage; });
}

/// A timeout that was judged and did not move the track.
struct SpentTimeout {
  std::uint32_t move = 0;
  Date due;
};

/// A move that waits for something unknown.
struct Wait {
  Doubt doubt;
  std::uint32_t event = kNone;          ///< kNone: timeouts
  std::vector<std::uint32_t> timeouts;  ///< the moves that fell due together
  std::uint32_t occurrence = kNone;
  std::uint32_t stage = kNone;  ///< it waits there
  Date since = kNoDate;         ///< the day of its event, or at whose end its timeout fell due
};

struct TrackState {
  bool may_not_have_begun = true;   ///< not begun is possible; with `standings` empty it is certain
  std::vector<Standing> standings;  ///< every stage it may stand in, in file order; one in a complete record
  std::vector<Wait> waits;          ///< in the order they began
  Doubt uncounted;                  ///< why a timeout cannot be counted
  bool ended = false;               ///< taken out of every stage by `end`
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

/// Why a case stopped.
struct RunError {
  enum class Kind : std::uint8_t {
    kNothing,
    kStepLimit,      ///< moves and actions that do not come to rest
    kContradiction,  ///< two moves of one track to different stages at once
    kNotRunning,     ///< `go to` in a track that does not run
    kUnknownList,    ///< `add` to a list that is unknown
    kNoPlace,        ///< a transition that does not say where the case goes on
  };
  Kind kind = Kind::kNothing;
  Span clause;        ///< the move or action
  Span other_clause;  ///< kContradiction
  Date on{};
};

/// How a watched condition stood from some time on.
struct TruthChange {
  Date day;
  bool at_start = false;  ///< from the beginning of the day on; else from one of its events on
  Truth truth{};
};

struct TriggerState {
  bool was_yes = false;
};

/// A message to a party.
struct Notice {
  Date on;
  std::uint32_t party = 0;
  const std::string* text = nullptr;  ///< in the model
};

/// A trigger whose `if` was unknown.
struct UndecidedTrigger {
  std::uint32_t trigger = 0;
  Date on;
  Doubt doubt;
};

struct PartState {
  bool open = false;
  Date opened = kNoDate;
  Date closed = kNoDate;
};

struct CaseState {
  Date today = kNoDate;  ///< the day reached; its end has not come
  Date started = kNoDate;
  bool day_begins = false;  ///< today's watched conditions have not been noted yet
  std::vector<TrackState> tracks;
  std::vector<Value> facts;
  std::vector<Tally> tallies;
  std::int32_t minute = 0;                ///< of the day; kNight while it ends
  std::uint32_t taken = 0;                ///< occurrences of the history so far
  std::vector<Date> entered;              ///< by stage: when it was last entered; kNoDate: never
  std::vector<std::uint32_t> entered_by;  ///< and the occurrence that led there; kNone: none did
  std::vector<Instance> instances;        ///< in the order they arose
  std::vector<Act> acts;
  std::vector<KeptAct> kept_acts;
  std::vector<TwoWindows> windows;
  std::vector<Join> joins;
  std::vector<Adjusted> adjusted;
  std::vector<std::vector<TruthChange>> watches;  ///< by watch
  std::vector<TriggerState> triggers;
  std::vector<UndecidedTrigger> undecided_triggers;
  std::vector<Notice> notices;
  std::vector<PartState> parts;
  bool to_carry = false;        ///< begun under the rules that are continued; the day of the transition has not come
  Date carried = kNoDate;       ///< the day on which it was carried over
  std::uint32_t main_part = 0;  ///< of whose rules it is a case
  std::vector<Unexpected> unexpected;
  /// Values that actions and tables made, on top of the history's. Keeping one more changes no meaning.
  mutable std::optional<ValuePool> pool;
  std::uint32_t rounds = 0;  ///< for Instance::round
  RunError error;
};

}  // namespace proviso::run
