// SPDX-License-Identifier: Apache-2.0
// What a framework means: names resolved to ids, types known, every clause with its span and citations.
// The one meaning: the graph, the program and every rendering are derived from it and never edited.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/diagnostic.h"
#include "base/number.h"
#include "base/span.h"
#include "proviso/date.h"
#include "proviso/vocabulary.h"

namespace proviso::model {

/// A dense index into one of a framework's tables.
template <typename Tag>
struct Id {
  std::uint32_t value = 0;
  friend auto operator<=>(const Id&, const Id&) = default;
};
using SourceId = Id<struct SourceTag>;
using PartyId = Id<struct PartyTag>;
using ParameterId = Id<struct ParameterTag>;
using FactId = Id<struct FactTag>;
using EventId = Id<struct EventTag>;
using TrackId = Id<struct TrackTag>;
using StageId = Id<struct StageTag>;
using DutyId = Id<struct DutyTag>;
using MoveId = Id<struct MoveTag>;
using TriggerId = Id<struct TriggerTag>;
using DecisionId = Id<struct DecisionTag>;
/// A framework and each that it may open; 0 is the framework itself.
using PartId = Id<struct PartTag>;

/// Where a clause rests: a source and the place in it.
struct Citation {
  SourceId source;
  std::string place;
  bool unconfirmed = false;
  Span span;
};

enum class TypeKind : std::uint8_t { kYesNo, kNumber, kText, kDate, kDuration, kParty, kOneOf, kList };
/// `yes/no`, `one of`, `list`.
std::string_view type_kind_text(TypeKind kind);

/// The type of a fact or of an expression.
struct Type {
  TypeKind kind{};
  std::vector<std::string> values;  ///< kOneOf, in written order
  std::vector<Type> element;        ///< kList: exactly one

  friend bool operator==(const Type&, const Type&) = default;
};
/// `one of sufficient, insufficient`, `list of text`.
std::string type_text(const Type& type);

/// A value of a `one of` by its place in the type's list.
struct Choice {
  std::uint32_t index = 0;
  friend bool operator==(const Choice&, const Choice&) = default;
};

/// A written value, typed.
struct Literal;
using LiteralList = std::vector<Literal>;
struct Literal {
  std::variant<bool, Number, std::string, Date, Duration, PartyId, Choice, LiteralList> value;
};

struct Moment;

/// A typed expression. Three-valued when evaluated.
struct Expression {
  enum class Operation : std::uint8_t {
    kLiteral,
    kFact,
    kNot,
    kAnd,
    kOr,
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
    kIsKnown,
    kPlus,       ///< number + number
    kMinus,      ///< number - number
    kTimes,      ///< number * number
    kDatePlus,   ///< date + duration
    kDateMinus,  ///< date - duration
    kCountOf,
    kNumberOf,
    kDateOfFirst,
    kDateOfLast,
    kInStage,
    kTotalOf,     ///< of `fact` over every occurrence of `event`
    kLongestRun,  ///< operands: condition, first day, last day; a number of days
    kWeekdayOf,   ///< one operand; of the type weekday_type()
    kToday,
    kCounted,    ///< operands: two dates; how many of `duration.unit` from the first to the second
    kLaterOf,    ///< dates
    kEarlierOf,  ///< dates
    kDutyIs,     ///< whether the latest instance of `duty` has `status`
  };
  Operation operation{};
  Type type;
  Span span;
  std::vector<Expression> operands;
  Literal literal{};
  FactId fact{};              ///< kFact, kTotalOf
  EventId event{};            ///< kNumberOf, kDateOfFirst, kDateOfLast, kTotalOf
  StageId stage{};            ///< kInStage
  DutyId duty{};              ///< kDutyIs
  DutyStatus status{};        ///< kDutyIs; kMissed is met by kKeptLate too
  Duration duration{};        ///< kCounted: the unit; its amount means nothing
  std::vector<Moment> since;  ///< kNumberOf, kTotalOf: none, or the moment from whose day on occurrences count
};

/// Whether an operation compares its two operands with one another: `is`, `is at most`, `before`. `includes` does not.
bool is_comparison(Expression::Operation operation);

/// A day of the week is a `one of` whose values are `Monday` to `Sunday`.
const Type& weekday_type();

/// How long: written out, or by a parameter.
using Amount = std::variant<std::monostate, Duration, ParameterId>;

/// A point in time that a limit names.
struct Moment {
  enum class Kind : std::uint8_t {
    kEvents,
    kFirst,
    kEntering,
    kFact,
    kDay,
    kOffset,
    kLaterOf,
    kEarlierOf,
    kInYearOf,
  };
  Kind kind{};
  Span span;
  std::vector<EventId> events;         ///< kEvents: any of them; kFirst: one
  StageId stage{};                     ///< kEntering
  FactId fact{};                       ///< kFact: a date fact
  Date day{};                          ///< kDay
  Amount offset;                       ///< kOffset
  bool before = false;                 ///< kOffset
  std::chrono::month_day month_day{};  ///< kInYearOf
  std::vector<Moment> of;              ///< kOffset, kInYearOf: exactly one; kLaterOf, kEarlierOf: two or more

  /// The moment that all offsets start from; a `later of` or `earlier of` is its own base.
  [[nodiscard]] const Moment& base() const {
    return kind == Kind::kOffset || kind == Kind::kInYearOf ? of.front().base() : *this;
  }
  /// Whether the date hangs on several moments.
  [[nodiscard]] bool is_group() const { return base().kind == Kind::kLaterOf || base().kind == Kind::kEarlierOf; }
};

enum class LimitKind : std::uint8_t {
  kWithin,
  kWithinBeginning,
  kBy,
  kBefore,
  kOnTheDayOf,
  kOnWeekday,
  kNoSooner,
  kAtLeast,
  kEvery,       ///< first due one interval after the moment, then after each actual performance
  kThroughout,  ///< `ensure that`: from the moment on
  kAnyTime,     ///< owed, never missed
};

/// The time a duty allows.
struct Limit {
  LimitKind kind{};
  Span span;
  Amount amount;                    ///< kWithin, kWithinBeginning, kAtLeast, kEvery
  std::optional<Moment> moment;     ///< all but kOnWeekday, kAnyTime
  std::optional<Moment> no_later;   ///< kNoSooner
  std::optional<Moment> until;      ///< kEvery, kThroughout
  std::int32_t times = 0;           ///< kAtLeast
  std::chrono::weekday weekday{};   ///< kOnWeekday
  bool practicable = false;         ///< `as soon as practicable` too: survives an excuse
  std::optional<FactId> judged_by;  ///< a yes/no fact: whether it was done as soon as practicable
};

struct Source {
  std::string name;
  std::string title;
  Span span;
};
struct Party {
  std::string name;
  std::string title;
  Span span;
};
struct ParameterVersion {
  Duration value;
  Date from;
  std::vector<Citation> citations;
  Span span;
};
/// Versions in order of `from`.
struct Parameter {
  std::string name;
  std::string title;
  std::vector<ParameterVersion> versions;
  Span span;

  /// The version in force on a day; null before the first.
  [[nodiscard]] const ParameterVersion* in_force(Date day) const;
};
struct Fact {
  std::string name;
  std::string title;
  Type type;
  std::optional<Expression> means;
  Span span;
  bool judgement = false;              ///< only a person can settle it
  std::optional<DecisionId> decision;  ///< where a table decides it
};
struct Event {
  std::string name;
  std::string title;
  std::optional<PartyId> by;
  std::vector<FactId> records;
  Span span;
  bool followed = false;                ///< it is one of the framework that is continued, too
  std::vector<FactId> records_there{};  ///< `followed`: what it records under those rules
};

/// Where a duty is written, and so how long it lives.
struct Scope {
  enum class Kind : std::uint8_t { kCase, kTrack, kStage };
  Kind kind{};
  std::uint32_t index = 0;  ///< of the track or stage; of the part for kCase
};

/// What is done when a move is made, a trigger fires or a duty comes to its end.
struct Action {
  enum class Kind : std::uint8_t { kRecord, kAdd, kGoTo, kBegin, kEnd, kNotify, kOpen, kCloseCase };
  struct Handed {
    FactId fact;  ///< of the part that is opened
    Expression value;
  };
  Kind kind{};
  Span span;
  FactId fact{};                    ///< kRecord, kAdd
  std::optional<Expression> value;  ///< kRecord, kAdd
  StageId stage{};                  ///< kGoTo
  TrackId track{};                  ///< kBegin, kEnd
  PartyId party{};                  ///< kNotify
  std::string text;                 ///< kNotify
  PartId part{};                    ///< kOpen; kCloseCase: the part that closes
  std::vector<Handed> handed;       ///< kOpen
};

/// A due date that falls in the period (or any, without one) moves to the next day that counts in the calendar and lies
/// outside the period.
struct Roll {
  enum class Kind : std::uint8_t { kWorking, kCalendar, kNamed };
  Kind kind{};
  std::uint8_t calendar = 0;  ///< kNamed
  std::optional<Date> from;   ///< both or neither; both ends included
  std::optional<Date> to;
  std::optional<std::chrono::month_day> from_each_year;  ///< both or neither; may run over the turn of the year
  std::optional<std::chrono::month_day> to_each_year;
  Span span;
};

/// An event that moves a due date.
struct Adjustment {
  enum class Kind : std::uint8_t { kBy, kTo, kInstead };
  Kind kind{};
  Amount amount;                      ///< kBy
  std::optional<Moment> moment;       ///< kTo, kInstead
  std::vector<EventId> events;        ///< any of them
  std::optional<std::int32_t> times;  ///< kBy: it counts at most so often for one instance
  std::optional<Duration> in_all;     ///< kBy: never further than this from where its first extension began
  Span span;
};

struct Once {
  DutyStatus status{};  ///< kKept, kMissed, kUnused or kExcused
  std::vector<Action> actions;
  Span span;
};

/// `or ensure …`: either act discharges the duty.
struct Alternative {
  std::vector<EventId> events;
  Limit limit;
  Span span;
};

/// Who owes a duty.
struct Owing {
  enum class Kind : std::uint8_t { kParty, kFact, kEach };
  Kind kind{};
  PartyId party{};       ///< kParty
  FactId fact{};         ///< kFact: of type party; kEach: the list
  std::string variable;  ///< kEach: the name it has in the duty
};

enum class Verb : std::uint8_t { kEnsure, kAllow, kUse };

struct Duty {
  std::string name;
  std::string title;
  Scope scope;
  std::optional<Expression> applies_if;
  Owing party;
  Modality modality{};
  bool negated = false;            ///< `must not allow`
  std::vector<EventId> events;     ///< the acts: any of them; empty for a standing duty
  std::optional<Expression> that;  ///< a standing duty: what must hold
  std::optional<Expression> condition;
  bool only_if = false;  ///< an act while the condition is no is itself a miss; otherwise it does not count
  Limit limit;
  std::optional<Alternative> alternative;
  std::vector<Roll> rolls;  ///< the first whose period holds the unrolled date
  std::optional<Duration> warn;
  std::vector<Expression> stops;
  std::vector<Adjustment> adjustments;
  std::vector<Expression> excuses;
  std::vector<Once> once;
  std::vector<Citation> citations;
  Span clause;  ///< party to the end of the limit
  Span span;
  Span name_span;
};

struct Move {
  enum class Kind : std::uint8_t { kOnEvents, kOnCondition, kAfter };
  Kind kind{};
  StageId from;
  StageId to;
  std::vector<EventId> events;          ///< kOnEvents
  std::optional<Expression> condition;  ///< `if`; the condition of kOnCondition
  bool otherwise = false;
  Amount after;                 ///< kAfter
  std::vector<EventId> of;      ///< kAfter: counted from the latest of these; empty: from entering the stage
  std::vector<Action> actions;  ///< done in order, right before the stage changes
  std::vector<Citation> citations;
  Span span;
  Span target_span;
};

/// Fires on an event, or when a condition becomes yes.
struct Trigger {
  std::string name;
  std::string title;
  Scope scope;
  std::vector<EventId> events;  ///< empty: `when` is a condition
  std::optional<Expression> when;
  std::optional<Expression> condition;  ///< `if`
  std::vector<Action> actions;
  std::vector<Citation> citations;
  Span span;
  Span name_span;
};

/// What one input must be for a row to match.
struct Cell {
  struct Part {
    enum class Kind : std::uint8_t { kValue, kRange, kMoreThan, kAtLeast, kLessThan, kAtMost, kUnknown };
    Kind kind{};
    Literal low{};   ///< kValue, kRange, kMoreThan, kAtLeast
    Literal high{};  ///< kRange, kLessThan, kAtMost
    Span span;
  };
  bool any = false;         ///< `-`
  bool negated = false;     ///< none of the parts
  std::vector<Part> parts;  ///< any of them
  Span span;
};
struct Row {
  std::vector<Cell> cells;  ///< one per input
  Literal value{};          ///< of the result's type (its element under `collect`); nothing under kCount
  Span span;
};
enum class HitRule : std::uint8_t { kUnique, kFirst, kAny, kCollect, kSum, kCount, kMin, kMax };
/// A table that derives a fact.
struct Decision {
  std::string title;
  FactId fact;  ///< the result
  std::vector<FactId> inputs;
  HitRule hit{};
  std::vector<Row> rows;
  std::vector<Citation> citations;
  Span span;  ///< the header
};

struct Stage {
  std::string name;
  std::string title;
  TrackId track;
  std::vector<MoveId> moves;  ///< in file order
  std::vector<DutyId> duties;
  bool end = false;
  bool may_end = false;
  Span span;  ///< the header
  Span name_span;
};

struct Track {
  std::string name;
  std::string title;
  std::vector<EventId> begins_when;  ///< empty, with no condition: at once
  std::optional<Expression> begins_condition;
  std::vector<StageId> stages;  ///< in file order; the first is where it starts
  std::vector<DutyId> duties;   ///< those written under the track itself
  PartId part;
  Span span;  ///< the header
  Span name_span;
};

struct ExampleFact {
  FactId fact;
  Literal value;
  Span span;
};
struct ExampleEvent {
  Date on;
  std::optional<std::int32_t> minute;  ///< of the day
  EventId event;
  std::optional<PartyId> for_party;
  std::vector<ExampleFact> facts;
  Span span;
};
struct Expectation {
  enum class Kind : std::uint8_t {
    kStatus,
    kDue,
    kStage,
    kFinding,
    kUnexpected,
    kCondition,
    kNothing,
    kNotified,
    kClosed
  };
  Kind kind{};
  Span span;
  DutyId duty{};                 ///< kStatus, kDue, kFinding
  DutyStatus status{};           ///< kStatus; kMissed is met by kKeptLate too
  std::optional<Duration> late;  ///< kStatus: working or calendar days
  Date due{};
  std::optional<Date> due_until;           ///< kDue: the later end of a range
  std::optional<std::int32_t> due_minute;  ///< kDue: minute of the day
  std::optional<PartyId> for_party;        ///< kStatus, kDue, kFinding
  PartyId party{};                         ///< kNotified
  std::vector<StageId> stages;             ///< kStage: the track stands in exactly these
  FindingKind finding{};
  EventId event{};  ///< kUnexpected
  std::optional<Expression> condition;
};
struct Example {
  std::string title;
  bool begun_under = false;  ///< under the rules that the framework continues
  std::vector<ExampleEvent> events;
  std::vector<Expectation> expectations;
  std::optional<Date> as_of;  ///< else the last event's day
  std::vector<EventId> not_held;
  Span span;  ///< the header
};

/// What a declared name stands for.
enum class SymbolKind : std::uint8_t { kSource, kParty, kParameter, kFact, kEvent, kTrack, kStage, kDuty, kTrigger };
/// `a party`, `an event`: for messages.
std::string_view symbol_kind_text(SymbolKind kind);
struct Symbol {
  SymbolKind kind{};
  std::uint32_t index = 0;
  Span span;
};

/// A calendar that counts `<word> days`.
struct NamedCalendar {
  std::string word;
  std::string calendar;
  Span span;
};

/// `accept PV0415 because "…"`: findings under this code that point at what it covers are known and left as they are.
struct Acceptance {
  Code code{};
  std::string reason;
  std::optional<Span> covers;  ///< nothing: the whole file it stands in
  Span span;
};

/// A framework that stands in the tables: the one written in the file, or one that it may open as a linked case. The
/// names of the latter begin with the framework's own name and a slash.
struct Part {
  enum class Kind : std::uint8_t {
    kLinked,    ///< the framework itself, or one that it may open
    kFollowed,  ///< the one it continues: cases begun under it are carried over
    kCarried,   ///< no framework: duties that bind only cases carried over, open from the day of the transition on
  };
  std::string name;
  std::string title;
  Span span;
  Kind kind = Kind::kLinked;
};

/// What becomes of what is pending of a duty when its case is carried over.
struct Handover {
  enum class Kind : std::uint8_t {
    kRunsOn,    ///< under its old limit
    kNewLimit,  ///< in its place what `as` asks for, from the same anchor
    kLapses,
  };
  Kind kind{};
  DutyId duty;  ///< of the followed framework
  DutyId as;    ///< kNewLimit
  Span span;
};

/// What is said of duties at one place: of some by name, and of all others.
struct Handovers {
  std::vector<Handover> named;
  std::optional<Handover::Kind> others;  ///< never kNewLimit
  Span others_span;                      ///< the clause that says it
};

/// Where cases that stand in certain stages of the followed framework go on.
struct Place {
  enum class Kind : std::uint8_t { kGoOn, kStay, kEnd };
  Kind kind{};
  std::vector<StageId> stages;  ///< of the followed framework
  StageId target;               ///< kGoOn
  Handovers duties;
  std::optional<PartId> carried;  ///< the duties written there
  std::vector<Citation> citations;
  Span span;
};

/// `event site-seen is inspected`: two names for one thing, which is one of this framework.
struct SameThing {
  std::variant<EventId, FactId> thing;
  std::string before;  ///< its name in the followed framework, plain
  Span span;
};

/// How cases begun under another framework go on under this one.
struct Transition {
  PartId followed;
  Date from;
  std::vector<EventId> decided_by;  ///< a case in which one of them came before the day stays
  Span decided_span;                ///< the clause that says it
  std::vector<SameThing> same;      ///< where the names differ
  Handovers duties;                 ///< wherever the place says nothing
  std::optional<PartId> carried;    ///< the duties written before the first place
  std::vector<Place> places;
  Span span;

  /// The place of a stage of the followed framework; null: none is given.
  [[nodiscard]] const Place* place_of(StageId stage) const;
};

/// What becomes of what is pending of a duty in a place, by the place or else by the transition; nothing: neither says.
std::optional<Handover> handover_of(const Transition& transition, const Place& place, DutyId duty);

/// One framework, whole, with those it may open. Ids index the tables.
struct Framework {
  std::string name;
  std::string title;
  std::string version;
  std::optional<Date> from;
  std::optional<Date> until;
  std::string calendar;  ///< empty: none named
  Span calendar_span;
  std::vector<NamedCalendar> named_calendars;
  std::string time_zone;  ///< empty: none named
  Span span;

  std::vector<Part> parts;  ///< the first is the framework itself
  std::optional<Transition> transition;
  std::vector<Source> sources;
  std::vector<Party> parties;
  std::vector<Parameter> parameters;
  std::vector<Fact> facts;
  std::vector<Event> events;
  std::vector<Track> tracks;
  std::vector<Stage> stages;  ///< in file order over all tracks
  std::vector<Move> moves;
  std::vector<Duty> duties;       ///< in file order over all scopes
  std::vector<Trigger> triggers;  ///< in file order over all scopes
  std::vector<Decision> decisions;
  std::vector<Example> examples;
  std::vector<Acceptance> acceptances;  ///< in file order; those of used files and linked frameworks follow
  std::map<std::string, Symbol, std::less<>> symbols;

  [[nodiscard]] const Source& operator[](SourceId id) const { return sources[id.value]; }
  [[nodiscard]] const Party& operator[](PartyId id) const { return parties[id.value]; }
  [[nodiscard]] const Parameter& operator[](ParameterId id) const { return parameters[id.value]; }
  [[nodiscard]] const Fact& operator[](FactId id) const { return facts[id.value]; }
  [[nodiscard]] const Event& operator[](EventId id) const { return events[id.value]; }
  [[nodiscard]] const Track& operator[](TrackId id) const { return tracks[id.value]; }
  [[nodiscard]] const Stage& operator[](StageId id) const { return stages[id.value]; }
  [[nodiscard]] const Move& operator[](MoveId id) const { return moves[id.value]; }
  [[nodiscard]] const Trigger& operator[](TriggerId id) const { return triggers[id.value]; }
  [[nodiscard]] const Decision& operator[](DecisionId id) const { return decisions[id.value]; }
  [[nodiscard]] const Duty& operator[](DutyId id) const { return duties[id.value]; }

  /// The id of a declared name of that kind; nothing where it is undeclared or something else.
  [[nodiscard]] std::optional<std::uint32_t> find(SymbolKind kind, std::string_view name) const;
  /// Every declared name of a kind, in order of declaration.
  [[nodiscard]] std::vector<std::string_view> names(SymbolKind kind) const;
  /// The part whose name and a slash a name begins with; of a plain name, the framework itself.
  [[nodiscard]] PartId part_of_name(std::string_view name) const;
  /// The first linked framework that declares the name as that kind; null where none does.
  [[nodiscard]] const Part* linked_with(SymbolKind kind, std::string_view name) const;
};

/// The calendars that a framework names, each once, with the place that names it: its own, then those of its named
/// days.
std::vector<std::pair<std::string, Span>> calendars_named(const Framework& framework);

/// `Handbook …, "Announcing the inspection"`; ` (unconfirmed)` added where it is. Several are joined by `; `.
std::string citation_text(const Framework& framework, const std::vector<Citation>& citations);

/// Whether a duty can be pending in a case one of whose tracks stands in a stage, as far as where it is written says.
bool may_be_pending_in(const Framework& framework, const Duty& duty, StageId stage);

}  // namespace proviso::model
