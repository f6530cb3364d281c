// SPDX-License-Identifier: Apache-2.0
// A case while it is executed: what the words of docs/execution.md say is remembered, and no more.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/model/model.h"
#include "proviso/date.h"
#include "tests/reference/calendar_walk.h"
#include "tests/reference/outcome.h"
#include "tests/reference/shape.h"
#include "tests/reference/truth_log.h"

namespace proviso::reference {

/// A value, or nothing where it is unknown.
using Value = std::optional<model::Literal>;

/// Thrown where a case runs into an error: it stops there.
struct CaseStopped {
  const char* kind;
};

/// When something happens: in an event of a day (perhaps at a time), or at the day's end.
struct Clock {
  Date day{};
  std::optional<std::int32_t> minute;
  bool ended = false;
};

struct Occurrence {
  const Happening* happening = nullptr;
  std::vector<std::pair<model::FactId, Value>> recorded;
};

/// A search for a move that waits for a fact.
struct Waiting {
  std::optional<model::EventId> event;  ///< nothing: timeouts
  std::vector<model::MoveId> timeouts;  ///< those that fell due together
  Date date{};
};

struct TrackState {
  bool begun = false;
  std::optional<model::StageId> stage;
  Point entered;                ///< the stage
  bool entered_at_end = false;  ///< of the day
  std::uint64_t opening = 0;    ///< counts how often the track began to run
  std::uint64_t stage_opening = 0;
  std::vector<Waiting> waiting;
};

struct PartState {
  bool open = false;
  std::uint64_t opening = 0;
  std::optional<Date> closed;
};

/// A fixed moment: its events, facts and enterings have been looked up.
struct Fixed {
  const model::Moment* moment = nullptr;
  std::optional<Point> point;  ///< of a moment that names no other
  std::vector<Fixed> of;
};

struct Act {
  std::size_t occurrence = 0;
  Date day{};
  std::optional<std::int32_t> minute;
  bool sure = true;        ///< it counts; otherwise perhaps
  Truth improper = false;  ///< with `only if`
  bool first = false;      ///< an act of the duty's own limit
  bool second = false;     ///< an act of `or ensure`
};

/// An adjustment that counts for an instance.
struct Adjusted {
  const model::Adjustment* adjustment = nullptr;
  Date on{};
  std::optional<Date> to;  ///< `extended to`, `due instead`: as it was when the event had happened
};

/// The window of one limit of an instance.
struct Window {
  enum class State : std::uint8_t { kNone, kImpossible, kUnlimited, kDated };
  bool bounded_below = false;  ///< `no sooner than`
  std::optional<Point> opening;
  State due = State::kNone;
  Point earlier;
  Point later;

  friend bool operator==(const Window&, const Window&) = default;
};

struct Dates {
  std::optional<Date> anchor;
  Window first;
  std::optional<Window> second;
  std::optional<Date> until;

  friend bool operator==(const Dates&, const Dates&) = default;
};

/// The occurrence that each event of a moment stands for, from left to right.
using Slots = std::vector<std::optional<std::size_t>>;

struct Instance {
  std::size_t batch = 0;  ///< those that arose together
  std::optional<model::PartyId> party;
  bool of_unknown_list = false;
  std::uint64_t opening = 0;  ///< of the scope
  Date arose{};
  std::optional<Date> series;  ///< the anchor of the first of a series
  bool doubtful = false;
  bool waiting = false;  ///< for the event that decides its limit
  bool hidden = false;   ///< while it waits: the duty did not apply when it arose
  bool dropped = false;

  Slots slots;
  std::optional<Point> anchored;              ///< in a point that nothing moves: entering, an act, a day
  bool follows = false;                       ///< an instance before it
  std::optional<std::size_t> own_occurrence;  ///< of the anchor; of a series: of the first
  Slots no_later;
  Slots until;
  Slots second;
  Slots second_no_later;

  std::vector<Act> acts;
  std::vector<Adjusted> adjusted;

  Dates dates;
  std::uint64_t dated_at = 0;  ///< see DutyState::hung_on_changes
  bool stale = true;           ///< the dates have to be made anew

  DutyStatus status = DutyStatus::kPending;
  std::optional<Date> settled;
  std::optional<Date> done;
  std::optional<std::int32_t> done_minute;
  std::optional<std::size_t> done_by;
  bool broken = false;     ///< a prohibition without dates
  bool excused = false;    ///< and stays so
  bool limitless = false;  ///< an excuse took the limit away
  std::optional<bool> judgement;
  bool would_be_kept = false;  ///< waits for the judgement
  std::optional<Clock> closed;
  bool last_day = false;  ///< its scope has closed on its event's day, which is its last
  bool at_once = false;   ///< missed by an act that was improper or too early
  bool frozen = false;    ///< the case is closed
  bool lapsed_for_good = false;
  bool runs_on = false;                    ///< under the rules that were continued: its scope is open for it alone
  std::optional<model::DutyId> took_over;  ///< took the limit in the place of an instance of this duty
  bool continued = false;                  ///< the next of a series has been looked after
  std::set<std::size_t> reacted;           ///< `once` clauses
  std::optional<Date> open_day;            ///< a standing duty: the first day that is undecided
  std::optional<Date> failed_on;           ///< a standing duty: the day at whose end it was missed
};

struct DutyState {
  std::deque<Instance> instances;
  std::vector<Act> kept_for_next;
  std::vector<const TruthLog*> stops;
  // What the limits hang on besides the events of an instance, as it was last looked up.
  std::vector<std::optional<Point>> hung_on;
  std::uint64_t hung_on_changes = 0;  ///< how often that has changed
  std::uint64_t looked_up_at = 0;     ///< in which version of the case
  std::uint64_t refreshed_at = 0;     ///< the change up to which every instance has been dated
  bool some_stale = false;
};

/// An opening, in the order they came.
struct Opened {
  model::Scope scope;
  std::uint64_t opening = 0;
};
struct Entered {
  model::StageId stage;
  Point point;
};

struct TriggerState {
  std::uint64_t opening = 0;
  bool was_yes = false;
};

struct Case {
  explicit Case(const Given& given);
  Case(const Case&) = delete;
  Case& operator=(const Case&) = delete;
  ~Case() = default;

  const model::Framework& framework;
  const Shape shape;
  const Calendars calendars;

  Clock now;
  Date opened{};
  std::vector<Value> facts;
  std::vector<Occurrence> occurrences;
  std::vector<std::vector<std::size_t>> of_event;  ///< occurrences by event
  std::vector<TrackState> tracks;
  std::vector<std::optional<Point>> last_entered;  ///< by stage
  std::vector<std::uint64_t> stage_openings;       ///< by stage: the last
  std::vector<PartState> parts;
  std::vector<DutyState> duties;
  std::vector<TriggerState> triggers;
  std::map<const model::Expression*, TruthLog> logs;

  std::vector<Opened> openings;  ///< since instances last arose
  std::vector<Entered> enterings;
  std::uint64_t next_opening = 0;
  std::size_t next_batch = 0;
  std::uint64_t version = 1;  ///< of everything that a date may hang on
  int made = 0;               ///< moves and actions at this instant

  // A transition.
  std::optional<Date> carried;  ///< when the case went on under these rules
  bool carrying = false;        ///< what came before serves nothing

  // One round: moves and begun tracks.
  std::map<std::uint32_t, model::StageId> moved;
  std::set<std::uint32_t> begun;

  // What is reported.
  const char* error = nullptr;
  std::vector<std::string> unexpected;
  std::vector<std::string> notified;
  std::vector<std::string> undecided_triggers;

  [[nodiscard]] Date today() const { return now.day; }
  [[nodiscard]] Date day_of(std::size_t occurrence) const { return occurrences[occurrence].happening->on; }
  [[nodiscard]] Point point_of(std::size_t occurrence) const {
    const Happening& happening = *occurrences[occurrence].happening;
    return {happening.on, happening.minute, false};
  }
  [[nodiscard]] model::EventId event_of(std::size_t occurrence) const {
    return occurrences[occurrence].happening->event;
  }
  /// The opening of a scope that is open; 0 where it is closed.
  [[nodiscard]] std::uint64_t opening_of(const model::Scope& scope) const;
  /// The last opening of a scope, open or closed.
  [[nodiscard]] std::uint64_t last_opening_of(const model::Scope& scope) const;
  [[nodiscard]] bool runs(model::TrackId track) const;
  /// Of the rules that are continued, when the case has left them: nothing of theirs begins.
  [[nodiscard]] bool is_left(model::PartId part) const {
    return carried.has_value() && part == framework.transition->followed;
  }
  [[nodiscard]] bool part_open(model::PartId part) const { return parts[part.value].open; }
};

/// Of every instance, to see whether any has changed.
std::vector<DutyStatus> statuses(const Case& c);

}  // namespace proviso::reference
