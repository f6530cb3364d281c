// SPDX-License-Identifier: Apache-2.0
// Where a case stands, in words and dates: what an embedding system shows or stores.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "proviso/date.h"
#include "proviso/vocabulary.h"

namespace proviso {

/// A place in a rule file.
struct RulePlace {
  std::string file;
  std::uint32_t line = 0;  ///< 1-based
};

/// Where one track stands. More than one stage only where events are not held.
struct TrackReport {
  std::string track;
  std::string title;
  std::vector<std::string> stages;        ///< names, in file order; empty: not begun
  std::vector<std::string> stage_titles;  ///< one per stage
  bool may_not_have_begun = false;        ///< beside `stages`: not begun is possible too
  std::optional<Date> since;              ///< when the one stage was entered; nothing where it is not certain
  std::string undecided;                  ///< why a move waits; empty: none does
  bool ended = false;                     ///< a rule took it out of every stage
};

/// One instance of a duty.
struct DutyReport {
  std::string duty;
  std::string title;
  std::string party;
  std::string party_title;
  Modality modality{};
  bool negated = false;
  DutyStatus status{};
  std::string anchor_event;  ///< the event (or moment) it counts from
  std::optional<Date> anchor;
  std::optional<Date> opens;  ///< first day in time, where there is one
  std::optional<Date> due;    ///< last day in time, where it is known
  std::optional<Date> done;
  std::int32_t count = 0;                          ///< acts so far, for `at least n times`
  std::int32_t times = 1;                          ///< acts owed
  std::optional<std::int32_t> late_calendar_days;  ///< negative: too early by so many; up to as-of while not done
  std::optional<std::int32_t> late_working_days;   ///< nothing where no calendar counts it
  std::string limit;                               ///< the clause as written, on one line
  std::string undecided;                           ///< why it cannot be settled; empty otherwise
  std::string assumed;                             ///< the ground of a derived date it rests on; empty: none
  bool unconfirmed = false;                        ///< the amount or clause is unconfirmed
  std::string citation;
  RulePlace place;
  std::optional<Date> due_from;            ///< the earlier end, where the due date is a range; `due` is the later
  std::optional<std::int32_t> due_minute;  ///< the last minute of the due day in time, where hours are counted
  std::string unless;                      ///< what would excuse the miss and is not known; empty: nothing
  std::int32_t stopped_days = 0;           ///< days on which the clock stood still since the anchor
  std::vector<std::string> adjustments;    ///< what moved the due date, in words
  bool one_of_each = false;  ///< of a duty `for each`: `party` tells it from the others that arose with it
  std::optional<std::int32_t> late_minutes;  ///< where the due date has an hour and the act a time of day
};

/// A message that a rule sends.
struct NoticeReport {
  Date on{};
  std::string party;
  std::string text;
};

/// One finding.
struct FindingReport {
  FindingKind kind{};
  Date on{};
  std::string message;              ///< one sentence
  std::optional<std::size_t> duty;  ///< index into CaseReport::duties
  std::string event;                ///< the unexpected event or the act out of time
};

/// One line of what happened.
struct TimelineEntry {
  Date on{};
  std::string text;
  bool event = false;                    ///< an event of the history; else something that followed
  std::optional<std::int32_t> minute{};  ///< the time of day of an event that has one
  std::string assumed;                   ///< the ground where the date is derived; empty otherwise
};

/// A fact's value in the words of the rule language; `unknown` where it is not known.
struct FactReport {
  std::string fact;
  std::string title;
  std::string value;
  bool known = false;
};

/// A record of the history that was put right or taken back. What it said before is not in the timeline any more.
struct RecordChange {
  std::string id;                   ///< of the record that was changed, as it was first told
  bool withdrawn = false;           ///< taken back; else put right
  std::string before;               ///< what it said until then: its date, its event, its facts
  std::string after;                ///< what it says since; empty where it was withdrawn
  std::optional<DayTime> recorded;  ///< when the change was recorded; nothing: the source does not say
  std::string because;              ///< the ground that was given; empty: none was
};

/// An error in the rules at which a case stopped: it stands as it did then, and nothing later was looked at.
struct Stopped {
  Date on{};
  std::string because;  ///< one sentence, with the place of the clause
};

/// A whole case as of a day.
struct CaseReport {
  std::string framework;
  Date as_of{};
  std::size_t left_out = 0;  ///< events of the history after `as_of`
  std::vector<TrackReport> tracks;
  std::vector<FactReport> facts;
  std::vector<DutyReport> duties;  ///< in the order they arose
  std::vector<FindingReport> findings;
  std::vector<TimelineEntry> timeline;
  std::vector<std::string> errors;    ///< counts outside the calendar, moves that do not come to rest; empty: none
  std::optional<DayTime> known_at;    ///< the time by whose knowledge this is; nothing: by all that is recorded
  std::vector<RecordChange> changes;  ///< what was corrected or withdrawn by then, in that order
  std::size_t not_yet_known = 0;      ///< records that came after `known_at`
  std::vector<NoticeReport> notices;
  std::optional<Date> closed;      ///< when a rule closed the case
  std::optional<Stopped> stopped;  ///< `errors` has its sentence too
};

/// One line of an explanation: a statement and, where it has one, its date.
struct ExplanationStep {
  std::string text;
  std::optional<Date> date;
  std::optional<std::int32_t> minute{};  ///< of that day, where hours are counted
};

/// A day that a count passed over.
struct LeftOut {
  Date date{};
  std::string reason;    ///< `Saturday`, `Spring bank holiday`
  bool weekend = false;  ///< left out only as a weekend day
};

/// Why a duty's date is what it is, day by day.
struct Explanation {
  DutyReport duty;
  std::vector<ExplanationStep>
      steps;                      ///< anchor, day 1, each day left out by name, the due date, the act, the lateness
  std::vector<LeftOut> left_out;  ///< every day the limit's count passed over, in order
  std::int32_t weekend_days = 0;  ///< how many of them are weekend days
  std::vector<std::pair<Date, std::string>> named_days;  ///< those left out by name
  std::optional<Stopped> stopped;                        ///< the case stopped: this is how the duty stood then
};

}  // namespace proviso
