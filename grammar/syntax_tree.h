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

/// `70 working days`.
struct Duration {
  proviso::Duration value;
  Span span;
};

/// A point in time a limit names.
struct Moment {
  enum class Kind : std::uint8_t {
    kNamed,     ///< `<event> [or <event>]…`, or a date fact: resolution tells
    kFirst,     ///< `first <event>`
    kEntering,  ///< `entering <stage>`
    kDay,       ///< a date
    kOffset,    ///< `<duration> after|before <moment>`
  };
  Kind kind{};
  Span span;
  std::vector<Name> names;  ///< kNamed: one or more; kFirst, kEntering: one
  Day day{};                ///< kDay
  Duration offset{};        ///< kOffset
  bool before = false;      ///< kOffset: `before` rather than `after`
  std::vector<Moment> of;   ///< kOffset: exactly one
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
    kInStage,      ///< `in <stage>`: `name`
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
};

/// `cite handbook "Announcing" unconfirmed`.
struct Cite {
  Name source;
  std::optional<Text> place;
  bool unconfirmed = false;
  Span span;
};

struct Framework {
  Name name;
  std::optional<Text> title;
  std::optional<Text> version;
  std::optional<Day> from;   ///< `in force from`
  std::optional<Day> until;  ///< `until`: the last day
  std::optional<Name> calendar;
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
  std::optional<Text> title;
  std::optional<Expression> means;
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
    kOnWeekday,  ///< `on a Monday`
    kNoSooner,   ///< `no sooner than <moment> [and no later than <moment>]`
    kAtLeast,    ///< `at least <n> times within <duration|the parameter> of <moment>`
  };
  Kind kind{};
  Span span;
  std::optional<Duration> duration;  ///< kWithin, kWithinBeginning, kAtLeast: this or `parameter`
  std::optional<Name> parameter;
  std::optional<Moment> moment;  ///< all but kOnWeekday
  std::optional<Moment> no_later;
  std::int32_t times = 0;          ///< kAtLeast
  std::chrono::weekday weekday{};  ///< kOnWeekday
};

struct Duty {
  Name name;
  std::optional<Text> title;
  std::vector<Expression> applies_if;  ///< written once; more are reported
  Name party;
  Modality modality{};
  bool negated = false;  ///< `not`
  Verb verb{};
  std::vector<Name> events;
  std::optional<Expression> condition;  ///< `ensure … if <condition>`
  Limit limit;
  std::vector<Span> roll;      ///< `or the next working day`: written once; more are reported
  std::vector<Duration> warn;  ///< `warn … ahead`: written once; more are reported
  std::vector<Cite> cites;
  Span clause;  ///< party to the end of the limit: what an explanation points at
  Span span;
};

struct Move {
  enum class Kind : std::uint8_t {
    kWhen,  ///< `when <event> [or <event>]… [if … | otherwise] go to <stage>`, or `when <fact>…`: resolution tells
    kWhenCondition,  ///< `when <condition> go to <stage>`, where it is more than names joined by `or`
    kAfter,          ///< `after <duration> [in this stage | of <event>] [if … | otherwise] go to <stage>`
  };
  Kind kind{};
  std::vector<Name> events;             ///< kWhen
  std::optional<Expression> condition;  ///< `if …`; the whole condition of kWhenCondition
  bool otherwise = false;
  Duration after{};            ///< kAfter
  std::vector<Name> of;        ///< kAfter `of <event> [or <event>]…`; empty: in this stage
  bool in_this_stage = false;  ///< kAfter: `in this stage` was written
  Name target;
  std::vector<Cite> cites;
  Span span;
};

/// `end` or `may end`.
struct End {
  bool may = false;
  Span span;
};

using StageItem = std::variant<Duty, Move, End>;

struct Stage {
  Name name;
  std::optional<Text> title;
  std::vector<StageItem> items;
  Span header;  ///< `stage name "title"`
  Span span;
};

/// `begins when <event> [or <event>]…`, or a condition.
struct Begins {
  std::vector<Name> events;             ///< names joined by `or`: resolution tells events from yes/no facts
  std::optional<Expression> condition;  ///< anything else
  Span span;
};

struct Track {
  Name name;
  std::optional<Text> title;
  std::vector<Begins> begins;  ///< written at most once; more are reported
  std::vector<Duty> duties;    ///< before the first stage
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
  Name event;
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
  };
  Kind kind{};
  Span span;
  std::vector<Name> names;  ///< the duty, the stages or the event
  DutyStatus status{};
  std::optional<Duration> late;  ///< kStatus: working or calendar days
  Day due{};
  FindingKind finding{};  ///< kFinding: kBreach … kWarning
  std::optional<Expression> condition;
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

using ExampleItem = std::variant<ExampleEvent, Expectation, AsOf, NotHeld>;

struct Example {
  Text title;
  std::vector<ExampleItem> items;
  Span header;
  Span span;
};

/// A top-level declaration. A duty here stands outside every track.
using Declaration = std::variant<Framework, Source, Party, Parameter, Fact, Event, Duty, Track, Example>;

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
  std::vector<Comment> comments;
};

}  // namespace proviso::syntax
