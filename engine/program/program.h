// SPDX-License-Identifier: Apache-2.0
// A framework as flat tables, ready to run: dense indices, conditions as instructions, calendars as tables.
// Immutable; share it freely between threads.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/calendar/calendar.h"
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
    kDateOfFirst,  ///< operand: event
    kDateOfLast,   ///< operand: event
    kInStage,      ///< operand: stage
  };
  Op op{};
  std::uint32_t operand = 0;
};

/// A compiled expression: instructions [begin, end). Empty: no condition, always yes.
using Code = Range;

/// A moment: a base and the offsets from it, innermost first.
struct MomentRow {
  enum class Base : std::uint8_t { kEvents, kFirst, kEntering, kFact, kDay };
  struct Offset {
    Duration duration;
    bool before = false;
  };
  Base base{};
  Range events;             ///< into event_lists: kEvents, kFirst
  std::uint32_t index = 0;  ///< stage or fact
  Date day{};
  Range offsets;
  /// No offset leads past the base: the moment is known only when its event comes, and acts may come before.
  bool never_after_base = false;
};

constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// The most values a condition's stack machine holds; compile() refuses more.
constexpr std::size_t kStackDepth = 256;

struct DutyRow {
  model::Scope scope;
  Modality modality{};
  bool negated = false;
  bool or_next_working_day = false;
  /// The limit is judged when its event occurs (`before E`, `on the day of E`, `by E`, `no sooner than E`).
  bool judged_on_event = false;
  bool has_warn = false;
  model::LimitKind limit{};
  Duration amount{};                ///< where `parameter` is kNone
  std::uint32_t parameter = kNone;  ///< into parameter versions by the model's ParameterId
  std::uint32_t moment = kNone;     ///< into moments
  std::uint32_t no_later = kNone;   ///< into moments
  std::int32_t times = 1;
  std::chrono::weekday weekday{};
  Duration warn{};
  Code applies_if;
  Code condition;
  Range acts;  ///< into event_lists
};

struct MoveRow {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  Code condition;
  bool otherwise = false;
  Duration after{};
  Range of;  ///< into event_lists; empty: from entering the stage
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
};

struct EventRow {
  Range records;            ///< into fact_lists
  Range acts;               ///< into duty_lists: duties this event discharges (or violates)
  Range anchors;            ///< into duty_lists: duties whose limit's first event this is
  Range second;             ///< into duty_lists: duties whose `no later than` alone names this event
  bool feeds_fact = false;  ///< recorded facts or a derived fact take it up
};

/// The whole program. Built by compile(); every index is valid.
struct Program {
  std::shared_ptr<const model::Framework> framework;
  std::shared_ptr<const Calendar> calendar;  ///< null where the framework names none
  ValuePool literals_pool;
  std::vector<Value> literals;
  std::vector<Instruction> code;
  std::vector<MomentRow> moments;
  std::vector<MomentRow::Offset> offsets;
  std::vector<DutyRow> duties;
  std::vector<MoveRow> moves;
  std::vector<StageRow> stages;
  std::vector<TrackRow> tracks;
  std::vector<EventRow> events;
  std::vector<Code> fact_code;                        ///< by fact; empty for stored ones
  std::vector<std::vector<Code>> example_conditions;  ///< by example and expectation; empty where it is no condition
  std::vector<std::uint32_t> event_lists;
  std::vector<std::uint32_t> fact_lists;
  std::vector<std::uint32_t> duty_lists;
  std::vector<std::uint32_t> move_lists;
  Range case_duties;                           ///< into duty_lists
  std::vector<std::uint32_t> entering_duties;  ///< duties limited from entering a stage
  std::vector<std::uint32_t> fact_duties;      ///< duties limited by a date fact
  std::vector<Range> event_moves;              ///< by stage * events.size() + event: into move_lists, in file order

  [[nodiscard]] std::span<const std::uint32_t> list(const std::vector<std::uint32_t>& of, Range range) const {
    return {of.data() + range.begin, range.size()};
  }
  [[nodiscard]] Range moves_on(std::uint32_t stage, std::uint32_t event) const {
    return event_moves[stage * events.size() + event];
  }
};

/// Compiles a framework that resolved without errors.
/// @param calendar  the framework's calendar; null exactly where it names none.
/// @error kLimitReached where stages × events passes 50 million.
Result<std::shared_ptr<const Program>> compile(std::shared_ptr<const model::Framework> framework,
                                               std::shared_ptr<const Calendar> calendar);

}  // namespace proviso::program
