// SPDX-License-Identifier: Apache-2.0
// A framework as flat tables, ready to run: dense indices, conditions as instructions, calendars as tables.
// Immutable; share it freely between threads.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/calendar/calendars.h"
#include "engine/model/model.h"
#include "engine/program/value.h"
#include "proviso/result.h"

namespace proviso::program {

/// The half-open range [begin, end) of some table.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] bool empty() const { return begin == end; }
  [[nodiscard]] std::uint32_t size() const { return end - begin; }
};

/// One step of a condition's stack machine.
struct Instruction {
  enum class Op : std::uint8_t {
    kLiteral,  ///< push literals[operand]
    kFact,     ///< push stored fact `operand`
    kDerived,  ///< push derived fact `operand`
    kNot,
    kAnd,
    kOr,
    kIs,
    kIsNot,
    kIsMoreThan,
    kIsLessThan,
    kIsAtLeast,
    kIsAtMost,
    kIncludes,
    kIsKnown,
    kPlus,
    kMinus,
    kTimes,
    kDatePlus,
    kDateMinus,
    kCountOf,
    kNumberOf,     ///< operand: event
    kNumberSince,  ///< operand: into tallies
    kTotalOf,      ///< operand: into tallies
    kDateOfFirst,  ///< operand: event
    kDateOfLast,   ///< operand: event
    kInStage,      ///< operand: stage
    kDutyIs,       ///< operand: into duty_checks
    kToday,
    kDecided,     ///< operand: decision
    kWeekdayOf,   ///< of one date
    kLongestRun,  ///< operand: watch; takes two dates
    kCounted,     ///< operand: into units; takes two dates
    kLaterOf,     ///< of two dates
    kEarlierOf,
  };
  Op op{};
  std::uint32_t operand = 0;
};

/// A compiled expression: instructions [begin, end). Empty: no condition, always yes.
using Code = Range;

constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// The most values a condition's stack machine holds; compile() refuses more.
constexpr std::size_t kStackDepth = 256;

/// How long: a duration, or a parameter's version.
struct AmountRow {
  Duration duration{};
  std::uint32_t parameter = kNone;  ///< by the model's ParameterId
};

struct MomentRow {
  model::Moment::Kind kind{};
  Range events;             ///< into event_lists: kEvents, kFirst
  std::uint32_t index = 0;  ///< stage or fact
  Date day{};
  AmountRow offset;  ///< kOffset
  bool before = false;
  std::chrono::month_day month_day{};
  Range of;                  ///< into moment_lists
  std::uint32_t base = 0;    ///< the moment that all offsets start from
  bool group = false;        ///< the base is a `later of` or `earlier of`
  bool only_events = false;  ///< every moment at the bottom is an event
  /// No offset leads past the base: the moment is known only when its event comes, and acts may come before.
  bool never_after_base = false;
};

/// The time a duty allows.
struct LimitRow {
  model::LimitKind kind{};
  AmountRow amount;
  std::uint32_t moment = kNone;    ///< into moments
  std::uint32_t no_later = kNone;  ///< into moments
  std::uint32_t until = kNone;     ///< into moments
  std::int32_t times = 1;
  std::chrono::weekday weekday{};
  bool practicable = false;
  std::uint32_t judged_by = kNone;  ///< fact
};

/// An event that moves a due date.
struct AdjustmentRow {
  model::Adjustment::Kind kind{};
  AmountRow amount;
  std::uint32_t moment = kNone;
  Range events;             ///< into event_lists
  std::int32_t times = -1;  ///< -1: any number
  bool has_in_all = false;
  Duration in_all{};
};

struct ActionRow {
  model::Action::Kind kind{};
  std::uint32_t index = 0;  ///< fact, stage, track, party or part
  Code value;
  Range handed;                       ///< into handed
  const std::string* text = nullptr;  ///< kNotify; in the model
  Span clause;
};
/// A fact that a linked case is given.
struct HandedRow {
  std::uint32_t fact = 0;
  Code value;
};

struct OnceRow {
  DutyStatus status{};
  Range actions;
};

struct DutyRow {
  model::Scope scope;
  model::Owing::Kind owing{};
  std::uint32_t party = 0;  ///< party, fact of type party, or fact of type list of party
  Modality modality{};
  bool negated = false;
  bool only_if = false;
  bool standing = false;
  /// The limit is judged when its event occurs (`before E`, `on the day of E`, `by E`, `no sooner than E`).
  bool judged_on_event = false;
  /// Instances arise with the events that a `later of` or `earlier of` names.
  bool moves_late =
      false;  ///< days stopped after the due day may move it: it counts backwards, is adjusted or has two limits
  bool in_rounds = false;
  bool has_warn = false;
  bool has_second = false;  ///< `or ensure`
  LimitRow limit;
  LimitRow second;
  Duration warn{};
  Range before;  ///< into duty_lists: duties of the framework that is continued in whose place it stands
  Code applies_if;
  Code condition;
  Code that;
  Code excuse;
  Range stops;        ///< into watches
  Range acts;         ///< into event_lists
  Range second_acts;  ///< into event_lists
  Range adjustments;  ///< into adjustments
  Range rolls;        ///< into rolls
  Range once;         ///< into once
};

struct MoveRow {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  Code condition;
  bool otherwise = false;
  AmountRow after;
  Range of;       ///< into event_lists; empty: from entering the stage
  Range actions;  ///< into actions
};

struct TriggerRow {
  model::Scope scope;
  Range events;  ///< into event_lists; empty: `when` is a condition
  Code when;
  Code condition;
  Range actions;
};

/// A trigger or a `once` clause: what may follow at rest, in the order of the file.
struct Reaction {
  bool once = false;
  std::uint32_t index = 0;  ///< trigger, or into Program::once
  std::uint32_t duty = 0;   ///< of a `once`
};

/// `number of E since M`, `total of F over E since M`.
struct TallyRow {
  std::uint32_t event = 0;
  std::uint32_t fact = kNone;
  std::uint32_t since = kNone;  ///< moment
};
struct DutyCheck {
  std::uint32_t duty = 0;
  DutyStatus status{};
};

/// A decision table; parts of cells hold values ready to compare.
struct TableRow {
  struct Part {
    model::Cell::Part::Kind kind{};
    Value low;
    Value high;
  };
  struct Cell {
    bool any = false;
    bool negated = false;
    std::vector<Part> parts;
  };
  model::HitRule hit{};
  std::vector<std::uint32_t> inputs;  ///< facts
  std::vector<std::vector<Cell>> rows;
  std::vector<Value> results;  ///< one a row; none under kCount
  std::uint32_t fact = 0;
};

struct StageRow {
  std::uint32_t track = 0;
  bool end = false;
  bool may_end = false;
  Range condition_moves;  ///< into move_lists
  Range timeouts;         ///< into move_lists
  Range duties;           ///< into duty_lists: those written in the stage
};

struct TrackRow {
  std::uint32_t first_stage = 0;
  Range begins_when;  ///< into event_lists
  Code begins_condition;
  bool at_once = true;
  Range duties;  ///< into duty_lists
  std::uint32_t part = 0;
};

struct EventRow {
  Range records;   ///< into fact_lists
  Range acts;      ///< into duty_lists: duties this event discharges (or violates)
  Range anchors;   ///< into duty_lists: duties whose limit's moment names this event
  Range second;    ///< into duty_lists: duties that name this event in a further moment
  Range adjusts;   ///< into duty_lists: duties with an adjustment that names this event
  Range triggers;  ///< into trigger_lists
  std::uint32_t part = 0;
  bool followed = false;    ///< of the framework that is continued, too
  Range records_there;      ///< into fact_lists: what it records under those rules
  bool feeds_fact = false;  ///< recorded facts or a derived fact take it up
};

/// The whole program. Built by compile(); every index is valid.
struct Program {
  std::shared_ptr<const model::Framework> framework;
  Calendars calendars;
  ValuePool literals_pool;
  std::vector<Value> literals;
  std::vector<Instruction> code;
  std::vector<MomentRow> moments;
  std::vector<DutyRow> duties;
  std::vector<MoveRow> moves;
  std::vector<StageRow> stages;
  std::vector<TrackRow> tracks;
  std::vector<EventRow> events;
  std::vector<AdjustmentRow> adjustments;
  std::vector<model::Roll> rolls;
  std::vector<OnceRow> once;
  std::vector<ActionRow> actions;
  std::vector<HandedRow> handed;
  std::vector<TriggerRow> triggers;
  std::vector<Reaction> reactions;
  std::vector<TableRow> tables;
  std::vector<TallyRow> tallies;
  std::vector<DutyCheck> duty_checks;
  std::vector<Duration> units;
  std::vector<Code> watches;                          ///< conditions whose truth is kept day by day
  std::vector<Code> fact_code;                        ///< by fact; empty for stored ones
  std::vector<std::vector<Code>> example_conditions;  ///< by example and expectation; empty where it is no condition
  std::vector<std::uint32_t> event_lists;
  std::vector<std::uint32_t> fact_lists;
  std::vector<std::uint32_t> duty_lists;
  std::vector<std::uint32_t> move_lists;
  std::vector<std::uint32_t> moment_lists;
  std::vector<std::uint32_t> trigger_lists;
  std::vector<Range> case_duties;              ///< by part: into duty_lists
  std::vector<std::uint32_t> entering_duties;  ///< duties that name entering a stage in a moment
  std::vector<std::uint32_t> fact_duties;      ///< duties with a date fact in a moment
  std::vector<std::uint32_t> stopped_duties;   ///< duties whose clock can stop
  std::vector<std::uint32_t> recurring_duties;
  std::vector<std::uint32_t> looked_at_duties;  ///< duties with an excuse or `judged by`
  std::vector<Range> event_moves;               ///< by stage * events.size() + event: into move_lists, in file order
  bool restless = false;                        ///< a condition can change with the day alone
  std::uint32_t followed = kNone;               ///< the part that is continued: cases begun under it are carried over
  bool makes_values = false;                    ///< actions or tables make lists

  [[nodiscard]] std::span<const std::uint32_t> list(const std::vector<std::uint32_t>& of, Range range) const {
    return {of.data() + range.begin, range.size()};
  }
  /// The framework, or the linked one, that a scope belongs to.
  [[nodiscard]] std::uint32_t part_of(const model::Scope& scope) const {
    if (scope.kind == model::Scope::Kind::kCase) return scope.index;
    return tracks[scope.kind == model::Scope::Kind::kTrack ? scope.index : stages[scope.index].track].part;
  }
  [[nodiscard]] Range moves_on(std::uint32_t stage, std::uint32_t event) const {
    return event_moves[stage * events.size() + event];
  }
};

/// Compiles a framework that resolved without errors.
/// @param calendars  the framework's own, null exactly where it names none, and one for each of its named calendars
/// @error kLimitReached where stages × events passes 50 million.
Result<std::shared_ptr<const Program>> compile(std::shared_ptr<const model::Framework> framework, Calendars calendars);

}  // namespace proviso::program
