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
#include <variant>
#include <vector>

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

/// Where a clause rests: a source and the place in it.
struct Citation {
  SourceId source;
  std::string place;
  bool unconfirmed = false;
  Span span;
};

enum class TypeKind : std::uint8_t { kYesNo, kNumber, kText, kDate, kDuration, kParty, kOneOf, kList };

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
  };
  Operation operation{};
  Type type;
  Span span;
  std::vector<Expression> operands;
  Literal literal{};
  FactId fact{};    ///< kFact
  EventId event{};  ///< kNumberOf, kDateOfFirst, kDateOfLast
  StageId stage{};  ///< kInStage
};

/// A point in time that a limit names.
struct Moment {
  enum class Kind : std::uint8_t { kEvents, kFirst, kEntering, kFact, kDay, kOffset };
  Kind kind{};
  Span span;
  std::vector<EventId> events;  ///< kEvents: any of them; kFirst: one
  StageId stage{};              ///< kEntering
  FactId fact{};                ///< kFact: a date fact
  Date day{};                   ///< kDay
  Duration offset{};            ///< kOffset
  bool before = false;          ///< kOffset
  std::vector<Moment> of;       ///< kOffset: exactly one

  /// The moment that all offsets start from.
  [[nodiscard]] const Moment& base() const { return kind == Kind::kOffset ? of.front().base() : *this; }
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
};

/// The time a duty allows.
struct Limit {
  LimitKind kind{};
  Span span;
  std::variant<std::monostate, Duration, ParameterId> amount;  ///< kWithin, kWithinBeginning, kAtLeast
  std::optional<Moment> moment;                                ///< all but kOnWeekday
  std::optional<Moment> no_later;                              ///< kNoSooner
  std::int32_t times = 0;                                      ///< kAtLeast
  std::chrono::weekday weekday{};                              ///< kOnWeekday
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
};
struct Event {
  std::string name;
  std::string title;
  std::optional<PartyId> by;
  std::vector<FactId> records;
  Span span;
};

/// Where a duty is written, and so how long it lives.
struct Scope {
  enum class Kind : std::uint8_t { kCase, kTrack, kStage };
  Kind kind{};
  std::uint32_t index = 0;  ///< of the track or stage
};

enum class Verb : std::uint8_t { kEnsure, kAllow, kUse };

struct Duty {
  std::string name;
  std::string title;
  Scope scope;
  std::optional<Expression> applies_if;
  PartyId party;
  Modality modality{};
  bool negated = false;         ///< `must not allow`
  std::vector<EventId> events;  ///< the acts: any of them
  std::optional<Expression> condition;
  Limit limit;
  bool or_next_working_day = false;
  std::optional<Duration> warn;
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
  Duration after{};         ///< kAfter
  std::vector<EventId> of;  ///< kAfter: counted from the latest of these; empty: from entering the stage
  std::vector<Citation> citations;
  Span span;
  Span target_span;
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
  Span span;                    ///< the header
  Span name_span;
};

struct ExampleFact {
  FactId fact;
  Literal value;
  Span span;
};
struct ExampleEvent {
  Date on;
  EventId event;
  std::vector<ExampleFact> facts;
  Span span;
};
struct Expectation {
  enum class Kind : std::uint8_t { kStatus, kDue, kStage, kFinding, kUnexpected, kCondition, kNothing };
  Kind kind{};
  Span span;
  DutyId duty{};                 ///< kStatus, kDue, kFinding
  DutyStatus status{};           ///< kStatus; kMissed is met by kKeptLate too
  std::optional<Duration> late;  ///< kStatus: working or calendar days
  Date due{};
  std::vector<StageId> stages;  ///< kStage: the track stands in exactly these
  FindingKind finding{};
  EventId event{};  ///< kUnexpected
  std::optional<Expression> condition;
};
struct Example {
  std::string title;
  std::vector<ExampleEvent> events;
  std::vector<Expectation> expectations;
  std::optional<Date> as_of;  ///< else the last event's day
  std::vector<EventId> not_held;
  Span span;  ///< the header
};

/// What a declared name stands for.
enum class SymbolKind : std::uint8_t { kSource, kParty, kParameter, kFact, kEvent, kTrack, kStage, kDuty };
/// `a party`, `an event`: for messages.
std::string_view symbol_kind_text(SymbolKind kind);
struct Symbol {
  SymbolKind kind{};
  std::uint32_t index = 0;
  Span span;
};

/// One framework, whole. Ids index the tables.
struct Framework {
  std::string name;
  std::string title;
  std::string version;
  std::optional<Date> from;
  std::optional<Date> until;
  std::string calendar;  ///< empty: none named
  Span calendar_span;
  Span span;

  std::vector<Source> sources;
  std::vector<Party> parties;
  std::vector<Parameter> parameters;
  std::vector<Fact> facts;
  std::vector<Event> events;
  std::vector<Track> tracks;
  std::vector<Stage> stages;  ///< in file order over all tracks
  std::vector<Move> moves;
  std::vector<Duty> duties;  ///< in file order over all scopes
  std::vector<Example> examples;
  std::map<std::string, Symbol, std::less<>> symbols;

  [[nodiscard]] const Source& operator[](SourceId id) const { return sources[id.value]; }
  [[nodiscard]] const Party& operator[](PartyId id) const { return parties[id.value]; }
  [[nodiscard]] const Parameter& operator[](ParameterId id) const { return parameters[id.value]; }
  [[nodiscard]] const Fact& operator[](FactId id) const { return facts[id.value]; }
  [[nodiscard]] const Event& operator[](EventId id) const { return events[id.value]; }
  [[nodiscard]] const Track& operator[](TrackId id) const { return tracks[id.value]; }
  [[nodiscard]] const Stage& operator[](StageId id) const { return stages[id.value]; }
  [[nodiscard]] const Move& operator[](MoveId id) const { return moves[id.value]; }
  [[nodiscard]] const Duty& operator[](DutyId id) const { return duties[id.value]; }

  /// The id of a declared name of that kind; nothing where it is undeclared or something else.
  [[nodiscard]] std::optional<std::uint32_t> find(SymbolKind kind, std::string_view name) const;
  /// Every declared name of a kind, in order of declaration.
  [[nodiscard]] std::vector<std::string_view> names(SymbolKind kind) const;
};

/// `Handbook …, "Announcing the inspection"`; ` (unconfirmed)` added where it is. Several are joined by `; `.
std::string citation_text(const Framework& framework, const std::vector<Citation>& citations);

}  // namespace proviso::model
