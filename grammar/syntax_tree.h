// SPDX-License-Identifier: Apache-2.0
// What was written in a rule file: every clause with its span, in the order of the file, comments kept.
// Nothing here is looked up or judged; engine/model says what it means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/number.h"
#include "base/span.h"
#include "grammar/maybe.h"
#include "proviso/date.h"
#include "proviso/vocabulary.h"

namespace proviso::syntax {

/// An identifier: small letters, digits, hyphens.
struct Name {
  std::string text;
  Span span;
};

/// A quoted text; `value` is without quotes and escapes.
struct Text {
  std::string value;
  Span span;
};

/// A written date: `9 November 2015`.
struct Day {
  Date value;
  Span span;
};

/// `70 working days`; `15 school days`, where `named` is the word before `days`.
struct Duration {
  proviso::Duration value;
  Span span;
  std::optional<Name> named;
};

/// An amount of time: written out, or `the <parameter>`.
struct Amount {
  std::optional<Duration> duration;
  std::optional<Name> parameter;
};

/// `15 February`, without a year.
struct MonthDay {
  std::chrono::month_day value{};
  Span span;
};

/// A point in time a limit names.
struct Moment {
  enum class Kind : std::uint8_t {
    kNamed,      ///< `<event> [or <event>]…`, or a date fact: resolution tells
    kFirst,      ///< `first <event>`
    kEntering,   ///< `entering <stage>`
    kDay,        ///< a date
    kOffset,     ///< `<duration | the parameter> after|before <moment>`
    kLaterOf,    ///< `the later of <moment>, <moment>…`
    kEarlierOf,  ///< `the earlier of <moment>, <moment>…`
    kInYearOf,   ///< `15 February in the year of <moment>`
  };
  Kind kind{};
  Span span;
  std::vector<Name> names;  ///< kNamed: one or more; kFirst, kEntering: one
  Day day{};                ///< kDay
  Amount offset{};          ///< kOffset
  bool before = false;      ///< kOffset: `before` rather than `after`
  MonthDay month_day{};     ///< kInYearOf
  std::vector<Moment> of;   ///< kOffset, kInYearOf: exactly one; kLaterOf, kEarlierOf: two or more
};

/// An expression. Operands stand in written order.
struct Expression {
  enum class Kind : std::uint8_t {
    // literals and names
    kName,      ///< a fact, an event's name where one is expected, a value of a `one of`, a party: resolution tells
    kYes,       ///< `yes`
    kNo,        ///< `no`
    kNumber,    ///< `3`, `0.5`
    kText,      ///< `"…"`
    kDay,       ///< `9 November 2015`
    kDuration,  ///< `5 working days`
    kWeekday,   ///< `Monday`: `weekday`
    kToday,     ///< `today`
    // logic
    kNot,
    kAnd,
    kOr,
    // comparison, two operands
    kIs,
    kIsNot,
    kIsMoreThan,
    kIsLessThan,
    kIsAtLeast,
    kIsAtMost,
    kBefore,
    kAfter,
    kOnOrBefore,
    kOnOrAfter,
    kIncludes,
    // one operand
    kIsKnown,  ///< `<name> is known`
    // arithmetic
    kPlus,
    kMinus,
    kTimes,
    // over the case
    kCountOf,      ///< `count of <list>`: one operand
    kNumberOf,     ///< `number of <event>`: `name`
    kDateOfFirst,  ///< `date of first <event>`: `name`
    kDateOfLast,   ///< `date of [last] <event>`: `name`
    kInStage,      ///< `in <stage> [of <framework>]`: `name`, `framework`
    kTotalOf,      ///< `total of <fact> over <event> [since <moment>]`: `name` the fact, `event`
    kLongestRun,   ///< `longest run of <condition> from <date> to <date>`: three operands
    kWeekdayOf,    ///< `weekday of <date>`: one operand
    kCounted,      ///< `<unit> from <date> to <date>`: two operands; `duration` has the unit, its amount means nothing
    kDateOffset,   ///< `<duration> after|before <date>`: one operand; `duration`, `before`
    kLaterOf,      ///< `the later of <date>, <date>…`
    kEarlierOf,    ///< `the earlier of <date>, <date>…`
    kDutyIs,       ///< `<duty> [of <framework>] is kept|kept late|missed|…`: `name`, `framework`, `status`
  };
  Kind kind{};
  Span span;
  Name name{};
  Number number{};
  std::string text;
  Day day{};
  Duration duration{};
  std::vector<Expression> operands;
  bool explicit_last = false;  ///< kDateOfLast: `last` was written
  bool before = false;         ///< kDateOffset: `before` rather than `after`
  std::chrono::weekday weekday{};
  Name event{};               ///< kTotalOf
  Maybe<Name> framework;      ///< kInStage, kDutyIs: of another framework
  std::vector<Moment> since;  ///< kNumberOf, kTotalOf: none or one
  DutyStatus status{};        ///< kDutyIs
};

/// `cite handbook "Announcing" unconfirmed`.
struct Cite {
  Name source;
  std::optional<Text> place;
  bool unconfirmed = false;
  Span span;
};

/// `calendar england-school-days for school days`.
struct NamedCalendar {
  Name calendar;
  Name word;
  Span span;
};

struct Framework {
  Name name;
  std::optional<Text> title;
  std::optional<Text> version;
  std::optional<Day> from;   ///< `in force from`
  std::optional<Day> until;  ///< `until`: the last day
  std::optional<Name> calendar;
  std::vector<NamedCalendar> named_calendars;
  std::optional<Text> time_zone;
  Span span;
};

/// `use "shared.proviso"`: the path is relative to the file it stands in.
struct Use {
  Text path;
  Span span;
};

struct Source {
  Name name;
  std::optional<Text> title;
  Span span;
};

struct Party {
  Name name;
  std::optional<Text> title;
  Span span;
};

/// `70 working days from 9 November 2015`, with its cites.
struct ParameterVersion {
  Duration value;
  Day from;
  std::vector<Cite> cites;
  Span span;
};

struct Parameter {
  Name name;
  std::optional<Text> title;
  std::vector<ParameterVersion> versions;
  Span span;
};

struct FactType {
  enum class Kind : std::uint8_t { kYesNo, kNumber, kText, kDate, kDuration, kParty, kOneOf, kList };
  Kind kind{};
  Span span;
  std::vector<Name> values;       ///< kOneOf
  std::vector<FactType> element;  ///< kList: exactly one
};

struct Fact {
  Name name;
  FactType type;
  bool judgement = false;
  std::optional<Text> title;
  Maybe<Expression> means;
  Span span;
};

struct Event {
  Name name;
  std::optional<Text> title;
  std::optional<Name> by;
  std::vector<Name> records;
  Span span;
};

enum class Verb : std::uint8_t { kEnsure, kAllow, kUse };

struct Limit {
  enum class Kind : std::uint8_t {
    kWithin,           ///< `within <duration|the parameter> of <moment>`
    kWithinBeginning,  ///< `within <duration|the parameter> beginning with <moment>`
    kBy,
    kBefore,
    kOnTheDayOf,
    kOnWeekday,   ///< `on a Monday`
    kNoSooner,    ///< `no sooner than <moment> [and no later than <moment>]`
    kAtLeast,     ///< `at least <n> times within <duration|the parameter> of <moment>`
    kEvery,       ///< `every <duration|the parameter> from <moment> [until <moment>]`
    kThroughout,  ///< `from <moment> [until <moment>]`: for `ensure that`
    kAnyTime,     ///< `at any time`, and `as soon as practicable` with nothing behind it
  };
  Kind kind{};
  Span span;
  Amount amount;         ///< kWithin, kWithinBeginning, kAtLeast, kEvery
  Maybe<Moment> moment;  ///< all but kOnWeekday, kAnyTime
  Maybe<Moment> no_later;
  Maybe<Moment> until;             ///< kEvery, kThroughout
  std::int32_t times = 0;          ///< kAtLeast
  std::chrono::weekday weekday{};  ///< kOnWeekday
  bool practicable = false;        ///< `as soon as practicable` stands before it
  Maybe<Name> judged_by;           ///< `as soon as practicable judged by <fact>`
};

/// What follows from a trigger, a move or the end of a duty; each stands behind `then`.
struct Action {
  enum class Kind : std::uint8_t {
    kRecord,     ///< `record <fact> as <value>`: `name`, `value`
    kAdd,        ///< `add <value> to <fact>`: `name`, `value`
    kGoTo,       ///< `go to <stage>`: `name`
    kBegin,      ///< `begin <track>`: `name`
    kEnd,        ///< `end <track>`: `name`
    kNotify,     ///< `notify <party> "…"`: `name`, `text`
    kOpen,       ///< `open <framework> [with <fact> as <value> [and …]…]`: `name`, `handed`
    kCloseCase,  ///< `close case`
  };
  struct Handed {
    Name fact;
    Expression value;
  };
  Kind kind{};
  Span span;
  Name name{};
  Maybe<Expression> value;
  std::optional<Text> text;
  std::vector<Handed> handed;
};

/// `or the next <working|calendar|named> day [when it falls in <period>]`.
struct Roll {
  enum class Kind : std::uint8_t { kWorking, kCalendar, kNamed };
  Kind kind{};
  Span span;
  std::optional<Name> named;
  std::optional<Day> from;  ///< `17 March 2020 to 31 March 2021`
  std::optional<Day> to;
  std::optional<MonthDay> from_each_year;  ///< `25 December to 1 January`
  std::optional<MonthDay> to_each_year;
};

/// `extended by`, `extended to`, `due instead`.
struct Adjustment {
  enum class Kind : std::uint8_t { kBy, kTo, kInstead };
  Kind kind{};
  Span span;
  Amount amount;                      ///< kBy
  Maybe<Moment> moment;               ///< kTo, kInstead
  std::vector<Name> events;           ///< `when <event> [or <event>]…`
  std::optional<std::int32_t> times;  ///< kBy: `at most <n> times`
  std::optional<Duration> in_all;     ///< kBy: `by at most <duration> in all`
};

/// `once kept|missed|unused|excused then …`.
struct Once {
  DutyStatus status{};
  std::vector<Action> actions;
  Span span;
};

/// `or ensure <event> [or <event>]… <limit>`.
struct Alternative {
  std::vector<Name> events;
  Limit limit;
  Span span;
};

/// `for each <name> in <list>`: the name stands for a party in the duty.
struct ForEach {
  Name variable;
  Name list;
  Span span;
};

struct Duty {
  Name name;
  std::optional<Text> title;
  std::vector<Expression> applies_if;  ///< written once; more are reported
  std::vector<ForEach> for_each;       ///< written once; more are reported
  Name party;                          ///< a party, a fact of type party, or the name of `for each`
  Modality modality{};
  bool negated = false;  ///< `not`
  Verb verb{};
  std::vector<Name> events;     ///< empty with `that`
  Maybe<Expression> that;       ///< `ensure that <condition>`
  Maybe<Expression> condition;  ///< `ensure … if <condition>`
  bool only_if = false;         ///< it was `only if`
  Limit limit;
  std::vector<Alternative> alternatives;  ///< written once; more are reported
  std::vector<Roll> rolls;
  std::vector<Duration> warn;  ///< `warn … ahead`: written once; more are reported
  std::vector<Expression> stops;
  std::vector<Adjustment> adjustments;
  std::vector<Expression> excuses;
  std::vector<Once> once;
  std::vector<Cite> cites;
  Span clause;  ///< party to the end of the limit: what an explanation points at
  Span span;
};

struct Move {
  enum class Kind : std::uint8_t {
    kWhen,  ///< `when <event> [or <event>]… [if … | otherwise] … go to <stage>`, or `when <fact>…`: resolution tells
    kWhenCondition,  ///< `when <condition> … go to <stage>`, where it is more than names joined by `or`
    kAfter,          ///< `after <duration> [in this stage | of <event>] [if … | otherwise] … go to <stage>`
  };
  Kind kind{};
  std::vector<Name> events;     ///< kWhen
  Maybe<Expression> condition;  ///< `if …`; the whole condition of kWhenCondition
  bool otherwise = false;
  Amount after{};               ///< kAfter
  std::vector<Name> of;         ///< kAfter `of <event> [or <event>]…`; empty: in this stage
  bool in_this_stage = false;   ///< kAfter: `in this stage` was written
  std::vector<Action> actions;  ///< `then …` before `go to`
  Name target;
  std::vector<Cite> cites;
  Span span;
};

/// `trigger <name> ["<title>"] when … [if …] then …`; its scope is where it is written.
struct Trigger {
  Name name;
  std::optional<Text> title;
  std::vector<Name> events;     ///< names joined by `or`: resolution tells events from yes/no facts
  Maybe<Expression> when;       ///< anything else
  Maybe<Expression> condition;  ///< `if …`
  std::vector<Action> actions;
  std::vector<Cite> cites;
  Span span;
};

/// What one input must be for a row to match.
struct Cell {
  /// A value, or a range of values; bounds that are not set are open.
  struct Part {
    enum class Kind : std::uint8_t {
      kValue,     ///< `low`
      kRange,     ///< `<low> to <high>`, both included
      kMoreThan,  ///< `more than <low>`, `after <low>`
      kAtLeast,   ///< `at least <low>`, `on or after <low>`
      kLessThan,  ///< `less than <high>`, `before <high>`
      kAtMost,    ///< `at most <high>`, `on or before <high>`
      kUnknown,   ///< `unknown`
    };
    Kind kind{};
    Maybe<Expression> low;  ///< literals and names only
    Maybe<Expression> high;
    Span span;
  };
  bool any = false;         ///< `-`
  bool negated = false;     ///< `not` before the parts
  std::vector<Part> parts;  ///< joined by `or`
  Span span;
};

/// `row <cell>, <cell>… gives <value>`.
struct Row {
  std::vector<Cell> cells;
  Maybe<Expression> value;  ///< a literal or a name; none under `collect count`
  Span span;
};

/// `decide <fact> ["<title>"] from <fact>, <fact>… hit … row …`.
struct Decision {
  enum class Hit : std::uint8_t { kUnique, kFirst, kAny, kCollect, kSum, kCount, kMin, kMax };
  Name fact;
  std::optional<Text> title;
  std::vector<Name> inputs;
  std::optional<Hit> hit;
  Span hit_span;
  std::vector<Row> rows;
  std::vector<Cite> cites;
  Span header;
  Span span;
};

/// `end` or `may end`.
struct End {
  bool may = false;
  Span span;
};

using StageItem = std::variant<Duty, Move, End, Trigger>;

struct Stage {
  Name name;
  std::optional<Text> title;
  std::vector<StageItem> items;
  Span header;  ///< `stage name "title"`
  Span span;
};

/// `begins when <event> [or <event>]…`, or a condition.
struct Begins {
  std::vector<Name> events;     ///< names joined by `or`: resolution tells events from yes/no facts
  Maybe<Expression> condition;  ///< anything else
  Span span;
};

struct Track {
  Name name;
  std::optional<Text> title;
  std::vector<Begins> begins;     ///< written at most once; more are reported
  std::vector<Duty> duties;       ///< before the first stage
  std::vector<Trigger> triggers;  ///< before the first stage
  std::vector<Stage> stages;
  Span header;
  Span span;
};

/// `with weaknesses "a", "b"` or `with no weaknesses`.
struct With {
  Name fact;
  std::vector<Expression> values;  ///< literals and names only; empty exactly when `none`
  bool none = false;
  Span span;
};

/// `on 5 May 2017 letter-received with …`.
struct ExampleEvent {
  Day on;
  std::optional<std::int32_t> minute;  ///< `at 09:30`: minutes of the day
  Name event;
  std::optional<Name> for_party;  ///< `for <party>`
  std::vector<With> with;
  Span span;
};

struct Expectation {
  enum class Kind : std::uint8_t {
    kStatus,      ///< `expect submit-wsoa missed[, 4 working days late]`
    kDue,         ///< `expect submit-wsoa due 14 August 2017`
    kStage,       ///< `expect stage wsoa-review [or …]…`
    kFinding,     ///< `expect breach|shortfall|deviation|out of time|warning of submit-wsoa`
    kUnexpected,  ///< `expect unexpected support-visit`
    kCondition,   ///< `expect progress is sufficient`
    kNothing,     ///< `expect no findings`
    kNotified,    ///< `expect notified <party>`
    kClosed,      ///< `expect case closed`
  };
  Kind kind{};
  Span span;
  std::vector<Name> names;        ///< the duty, the stages, the event or the party
  std::optional<Name> for_party;  ///< kStatus, kDue, kFinding: `<duty> for <party> …`
  DutyStatus status{};
  std::optional<Duration> late;  ///< kStatus: working or calendar days
  Day due{};
  std::optional<Day> due_until;            ///< kDue: `due <date> to <date>`
  std::optional<std::int32_t> due_minute;  ///< kDue: `due <date> at 09:30`
  FindingKind finding{};                   ///< kFinding: kBreach … kWarning
  Maybe<Expression> condition;
};

/// `as of 1 June 2018`.
struct AsOf {
  Day day;
  Span span;
};

/// `not held announcement-call, wsoa-fit`.
struct NotHeld {
  std::vector<Name> events;
  Span span;
};

/// `begun under <framework>`: the case began under the rules that this framework continues.
struct BegunUnder {
  Name framework;
  Span span;
};

using ExampleItem = std::variant<ExampleEvent, Expectation, AsOf, NotHeld, BegunUnder>;

struct Example {
  Text title;
  std::vector<ExampleItem> items;
  Span header;
  Span span;
};

/// `decided by <event> [or <event>]…`: a case in which it came before the day stays under the old rules.
struct DecidedBy {
  std::vector<Name> events;
  Span span;
};

/// `event <new> is <old>`, `fact <new> is <old>`: two names for one thing.
struct SameThing {
  bool fact = false;  ///< else an event
  Name now;
  Name before;
  Span span;
};

/// What becomes of what is pending of a duty: `duty <name> runs on`, `other duties lapse`.
struct Handover {
  enum class Kind : std::uint8_t {
    kRunsOn,    ///< `runs on`: under the old limit
    kNewLimit,  ///< `takes the new limit`, `takes the limit of <duty>`
    kLapses,    ///< `lapses`
  };
  Kind kind{};
  std::optional<Name> duty;  ///< none: `other duties`
  std::optional<Name> as;    ///< kNewLimit: the duty whose limit it takes; none: the one of the same name
  Span span;
};

/// `cases in <stage> [or <stage>]… go on in <stage>|stay|end`: its duties follow it.
struct Place {
  enum class Kind : std::uint8_t { kGoOn, kStay, kEnd };
  Kind kind{};
  std::vector<Name> stages;
  std::optional<Name> target;  ///< kGoOn
  std::vector<Cite> cites;
  Span clause;  ///< without the cites
  Span span;
};

using TransitionItem = std::variant<DecidedBy, SameThing, Handover, Place, Duty>;

/// `continues <framework> from <date>`: how cases begun under other rules go on under these.
struct Transition {
  Name framework;
  Day from;
  std::vector<TransitionItem> items;  ///< what stands behind a place belongs to it
  Span header;
  Span span;
};

/// A top-level declaration. A duty here stands outside every track.
using Declaration = std::variant<Framework, Use, Source, Party, Parameter, Fact, Event, Decision, Duty, Trigger, Track,
                                 Example, Transition>;

/// `accept PV0415 because "…"`: what `check` says under this code, where it points at what this covers, is known.
struct Accept {
  enum class Place : std::uint8_t {
    kFile,        ///< stands by itself before the first track: the whole file
    kTrack,       ///< before the first stage of a track: all of the track
    kStage,       ///< by itself in a stage: all of the stage
    kExample,     ///< by itself in an example: all of the example
    kTransition,  ///< by itself in a transition: all of the transition
    kClause,      ///< at the end of a clause, as a `cite` does: that clause
  };
  Place place{};
  Name code;
  Text reason;
  Span clause;             ///< kClause: the clause, this included
  std::uint8_t depth = 0;  ///< kClause: 0 the clause stands by itself, 1 in another, 2 below a place of a transition
  Span span;
};

/// `# …` up to the line's end; `text` is without the `#` and the blanks around it.
struct Comment {
  std::string text;
  Span span;
  bool own_line = false;  ///< nothing but blanks before it on its line
};

/// One rule file. Clauses with a mistake are left out; the mistake is in the report.
struct File {
  FileId id{};
  std::vector<Declaration> declarations;
  std::vector<Accept> accepts;
  std::vector<Comment> comments;
};

}  // namespace proviso::syntax
