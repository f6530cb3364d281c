// SPDX-License-Identifier: Apache-2.0
// One event of one case: the machine's inner loop. Deadlines are lazy: a due day that has passed is seen when the next
// event or the end shows it, and nothing has to be done on the day itself.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

#include "engine/machine/machine.h"

namespace proviso::machine {

inline std::uint16_t get16(const std::uint8_t* at) {
  std::uint16_t value = 0;
  std::memcpy(&value, at, sizeof value);
  return value;
}
inline void put16(std::uint8_t* at, std::uint16_t value) { std::memcpy(at, &value, sizeof value); }
template <typename Time>
Time get_time(const std::uint8_t* at) {
  Time value = 0;
  std::memcpy(&value, at, sizeof value);
  return value;
}
template <typename Time>
void put_time(std::uint8_t* at, Time value) {
  std::memcpy(at, &value, sizeof value);
}

/// A machine's tables by their addresses: bytes written to a record could be anything for the compiler, which would
/// look every address up again after each of them.
struct Tables {
  explicit Tables(const Machine& machine)
      : cells(machine.cells.data()),
        acts(machine.acts.data()),
        ways(machine.ways.data()),
        lists(machine.lists.data()),
        truths(machine.truths.data()),
        duties(machine.duties.data()),
        events(machine.events.data()),
        event_count(machine.events.size()) {}

  const Cell* cells;
  const Act* acts;
  const Way* ways;
  const std::uint16_t* lists;
  const std::uint8_t* truths;
  const DutyPlan* duties;
  const EventPlan* events;
  std::size_t event_count;
};

/// What is open or owed of a duty.
template <typename Time>
struct OpenAt {
  Time anchor = 0;
  Time due = 0;  ///< 0: nothing is
};
using Open = OpenAt<Day>;
template <typename Time = Day>
OpenAt<Time> open_of(const DutyPlan& duty, const std::uint8_t* record) {
  return {get_time<Time>(record + duty.dates), get_time<Time>(record + duty.dates + sizeof(Time))};
}

/// The entry of a condition's table.
inline std::uint8_t look_up(const std::uint8_t* truths, const Condition& condition, const std::uint8_t* record) {
  std::uint32_t at = condition.table;
  for (std::uint8_t i = 0; i < condition.inputs; ++i) {
    at += static_cast<std::uint32_t>(record[condition.offsets[i]]) * condition.strides[i];
  }
  return truths[at];
}

inline Truth holds(const std::uint8_t* truths, const Condition& condition, const std::uint8_t* record) {
  return condition.inputs == 0 ? Truth::kYes : static_cast<Truth>(look_up(truths, condition, record));
}

template <typename Time = Day>
void begin(const Machine& machine, std::uint8_t* record) {
  put16(record + kSituationOf<Time>, static_cast<std::uint16_t>(machine.first_situation + 1));
}

/// Takes one event into a record that begin() has begun. Times of one record must not come back: such a case leaves.
/// @tparam Time  Day or Minute, as the machine was compiled for
/// @param codes  of the facts that the event records, the first in the lowest byte
/// @param due    by duty
/// @param sink   told of what becomes of duties: armed(duty), kept(duty, open, done), kept_late(duty, open, done),
///               lapsed(duty); of unexpected(event, day); and, last of all, left(). From then on the record says
///               nothing but that.
template <typename Time, typename Due, typename Sink>
[[gnu::always_inline]] inline void step(const Tables tables, std::uint8_t* record, Time day, unsigned event,
                                        std::uint32_t codes, std::vector<Due>& due, Sink& sink) {
  const auto leave = [&] {
    put_time<Time>(record + kLastDayAt, kLeftAt<Time>);
    sink.left();
  };
  const Time last = get_time<Time>(record + kLastDayAt);
  if (day < last) [[unlikely]] {
    if (last != kLeftAt<Time>) leave();
    return;
  }
  put_time<Time>(record + kLastDayAt, day);
  const EventPlan& plan = tables.events[event];
  for (std::uint8_t i = 0; i < plan.facts; ++i, codes >>= 8U) {
    record[plan.offsets[i]] = static_cast<std::uint8_t>(codes);
  }
  const unsigned situation = get16(record + kSituationOf<Time>) - 1U;
  const Cell& cell = tables.cells[situation * tables.event_count + event];
  if (cell.leaves) [[unlikely]]
    return leave();
  bool taken = cell.taken;

  for (unsigned a = cell.acts.begin; a < cell.acts.end; ++a) {
    const Act& act = tables.acts[a];
    const Truth truth = holds(tables.truths, act.condition, record);
    if (truth == Truth::kUnknown) [[unlikely]]
      return leave();
    if (truth == Truth::kNo) continue;
    const DutyPlan& duty = tables.duties[act.duty];
    const OpenAt<Time> open = open_of<Time>(duty, record);
    const bool late = day > open.due;
    taken = taken || act.open || (open.due != 0 && late);
    if (open.due == 0 || (duty.after_anchor && day_in(day) <= day_in(open.anchor))) continue;
    if (duty.count != 0) {
      if (++record[duty.count] < duty.times) continue;
      record[duty.count] = 0;
    }
    put_time<Time>(record + duty.dates + sizeof(Time), 0);
    if (late) {
      sink.kept_late(act.duty, open, day);
    } else {
      sink.kept(act.duty, open, day);
    }
  }

  const Way* way = &tables.ways[cell.ways.begin];
  // Mostly there is one way, and where it leads is known without looking at it: the next event of the case waits for
  // that alone.
  std::uint16_t next = cell.next;
  if (next == 0) {
    for (;; ++way) {
      const Truth truth = holds(tables.truths, way->condition, record);
      if (truth == Truth::kYes) break;
      if (truth == Truth::kUnknown) [[unlikely]]
        return leave();
    }
    next = static_cast<std::uint16_t>(way->to + 1);
  }
  for (unsigned i = way->lapses.begin; i < way->lapses.end; ++i) {
    const DutyPlan& duty = tables.duties[tables.lists[i]];
    const OpenAt<Time> open = open_of<Time>(duty, record);
    if (open.due == 0 || open.due < day) continue;  // what is missed is owed on
    put_time<Time>(record + duty.dates + sizeof(Time), 0);
    if (duty.count != 0) record[duty.count] = 0;
    sink.lapsed(tables.lists[i]);
  }
  for (unsigned i = way->refusals.begin; i < way->refusals.end; ++i) {
    if (record[tables.lists[i]] != 0) [[unlikely]]
      return leave();
  }
  for (unsigned i = way->arms.begin; i < way->arms.end; ++i) {
    const std::uint16_t number = tables.lists[i];
    const DutyPlan& duty = tables.duties[number];
    if (get_time<Time>(record + duty.dates + sizeof(Time)) != 0) [[unlikely]]
      return leave();
    const Time last_day = due[number](day);
    if (last_day == kUndatableAt<Time>) [[unlikely]]
      return leave();
    put_time<Time>(record + duty.dates, day);
    put_time<Time>(record + duty.dates + sizeof(Time), last_day);
    sink.armed(number);
  }
  put16(record + kSituationOf<Time>, next);
  for (unsigned i = plan.marks.begin; i < plan.marks.end; ++i) record[tables.lists[i]] = 1;
  if (!taken && !way->moves) sink.unexpected(event, day);
}

}  // namespace proviso::machine
