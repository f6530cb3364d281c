// SPDX-License-Identifier: Apache-2.0
// A procedure of plain shape as a state machine over small records: what the executor would do in each situation,
// worked out beforehand and put into tables. Conditions, due dates and the facts that follow from others are tabled by
// asking the executor's own functions, so that there is one meaning.
//
// Not every procedure is plain, and not every case of a plain one stays so: compile() says which procedures are, and
// step() leaves a case (`kLeft`) where something happens that the tables do not hold. Such a case is for the executor.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/calendar/instant.h"
#include "engine/program/program.h"
#include "proviso/date.h"
#include "proviso/result.h"

namespace proviso::machine {

/// How finely a record tells time.
enum class Clock : std::uint8_t {
  kDays,     ///< by Day; limits in hours are not for the machine
  kMinutes,  ///< by Minute
};

/// Days since kDayZero; 0: none. From 1900 to 2079.
using Day = std::uint16_t;
/// Minutes since the beginning of kDayZero, from 1 to kDayEnd within each day, as an Instant has them; 0: none.
using Minute = std::uint32_t;
constexpr Date kDayZero{std::chrono::days{-25568}};  // the eve of 1 January 1900
constexpr Day kMostDay = 0xFFFD;
/// In place of a record's last day or minute: the case is for the executor.
template <typename Time>
constexpr Time kLeftAt = static_cast<Time>(-1);
template <typename Time>
constexpr Time kUndatableAt = static_cast<Time>(-2);
constexpr Day kLeft = kLeftAt<Day>;
constexpr Day kUndatable = kUndatableAt<Day>;

constexpr Day day_in(Day day) { return day; }
constexpr Day day_in(Minute minute) { return static_cast<Day>((minute - 1) / kDayEnd); }
/// @param minute  1 to kDayEnd
constexpr Minute minute_at(Day day, std::int32_t minute) {
  return static_cast<Minute>(day) * kDayEnd + static_cast<Minute>(minute);
}
constexpr std::int32_t minute_in(Minute minute) { return static_cast<std::int32_t>((minute - 1) % kDayEnd) + 1; }

constexpr std::size_t kMostInputs = 4;
constexpr std::size_t kMostFacts = 4;  ///< that one event records

inline Date date_of(Day day) { return kDayZero + std::chrono::days{day}; }
/// 0 where the day lies outside.
inline Day day_of(Date date) {
  const auto days = (date - kDayZero).count();
  return days >= 1 && days <= kMostDay ? static_cast<Day>(days) : Day{0};
}

enum class Truth : std::uint8_t { kNo, kYes, kUnknown };

/// A condition over bytes of a record: where each of them stands, and a table by their values.
struct Condition {
  std::uint8_t inputs = 0;  ///< 0: always yes
  std::array<std::uint16_t, kMostInputs> offsets{};
  std::array<std::uint16_t, kMostInputs> strides{};
  std::uint32_t table = 0;  ///< into Machine::truths
};

/// Half-open, into one of the machine's lists.
struct Span16 {
  std::uint16_t begin = 0;
  std::uint16_t end = 0;
};

/// An act of a duty, in one situation.
struct Act {
  std::uint16_t duty = 0;
  bool open = true;  ///< the duty's scope is open; else the act only makes good what is missed
  Condition condition;
};

/// What a move, or staying, leads to.
struct Way {
  Condition condition;
  std::uint16_t to = 0;  ///< situation
  bool moves = false;
  Span16 lapses;    ///< into lists: duties whose scope closes
  Span16 arms;      ///< into lists: duties that arise by the event
  Span16 refusals;  ///< into lists: bytes of the record that must be 0: an event from before would bring a duty about
};

/// What one event does in one situation.
struct Cell {
  Span16 acts;
  Span16 ways;             ///< in the order of the file; the last is always open
  std::uint16_t next = 0;  ///< 1 + the situation that the one way leads to; 0: there are several, or it has a condition
  bool taken = false;      ///< something takes the event up, whatever the conditions say
  bool leaves = false;     ///< the tables do not hold it
};

/// One duty's place in a record, and what is owed.
struct DutyPlan {
  std::uint16_t dates = 0;  ///< offset: the anchor's time, then the due time; no due time: nothing is open or owed
  std::uint16_t count = 0;  ///< offset of the number of acts; 0: one act is enough
  std::uint8_t times = 1;
  bool after_anchor = false;  ///< acts on the anchor's own day and before do not count
  bool shared = false;        ///< other duties have the same place, in other situations
  std::uint32_t anchor_event = 0;
};

/// A fact in a record: one byte, 0 while it is unknown.
struct FactPlace {
  std::uint32_t fact = 0;
  std::uint16_t offset = 0;
};

/// A derived fact that is yes/no or one of.
struct DerivedFact {
  std::uint32_t fact = 0;
  Condition inputs;  ///< its table holds codes, as the bytes of facts
};

/// What one event brings to a record.
struct EventPlan {
  std::uint8_t facts = 0;
  std::array<std::uint16_t, kMostFacts> offsets{};
  std::array<std::uint32_t, kMostFacts> numbers{};  ///< the facts themselves
  Span16 marks;                                     ///< into lists: bytes of the record that say that it has happened
};

/// A record holds, all in its first bytes: the last day or minute, the situation, then duties, facts and marks.
constexpr std::uint16_t kLastDayAt = 0;
/// 1 + the situation; 0: no such case yet.
template <typename Time>
constexpr std::uint16_t kSituationOf = sizeof(Time);
constexpr std::uint16_t kSituationAt = kSituationOf<Day>;

struct Machine {
  const program::Program* program = nullptr;
  Clock clock = Clock::kDays;
  std::uint16_t flags_at = 0;     ///< a byte for whoever keeps the records
  std::uint16_t record_size = 0;  ///< a multiple of 4
  std::uint32_t situations = 0;
  std::uint16_t first_situation = 0;
  std::vector<Cell> cells;  ///< by situation * events + event
  std::vector<Act> acts;
  std::vector<Way> ways;
  std::vector<std::uint16_t> lists;
  std::vector<std::uint8_t> truths;
  std::vector<DutyPlan> duties;
  std::vector<EventPlan> events;
  std::vector<FactPlace> facts;  ///< that some event records
  std::vector<DerivedFact> derived;
  std::vector<std::vector<std::uint32_t>> stages;  ///< by situation: the stage of each track
  std::vector<std::vector<std::uint16_t>> owing;   ///< by situation: the duties whose places are theirs in it
};

/// The procedure as tables. The program must outlive them.
/// @error kInvalidArgument where it is not plain; the message says by what, for those who ask why it runs slower
Result<Machine> compile(const program::Program& program, Clock clock = Clock::kDays);

/// The code of a value: 0 unknown; yes/no and one of: 1 + the payload; every other value 1.
std::uint8_t code_of(const Value& value);
/// Whether a fact's byte says which value it has.
bool is_coded(const model::Type& type);

/// Due days of one duty by the anchor's day, filled in as they are asked for. One for each thread.
class DueDays {
 public:
  DueDays(const program::Program& program, std::uint32_t duty) : program_(&program), duty_(duty) {}

  /// The due day of an instance that an event of that day brings about, as the executor counts it; kUndatable where it
  /// has none.
  Day operator()(Day anchor) {
    const std::size_t at = std::size_t{anchor} - first_;  // past the end where it is before the first
    if (at < due_.size() && due_[at] != 0) return due_[at];
    return find(anchor);
  }

 private:
  Day find(Day anchor);

  const program::Program* program_;
  std::uint32_t duty_;
  std::size_t first_ = 0;  // the anchor that due_ begins with
  std::vector<Day> due_;
};

/// The same to the minute. One for each thread.
class DueMinutes {
 public:
  DueMinutes(const program::Program& program, std::uint32_t duty) : program_(&program), duty_(duty) {}

  Minute operator()(Minute anchor) {
    const Day day = day_in(anchor);
    if (day >= due_.size() || due_[day] == 0) find(day);
    const std::uint32_t due = due_[day];
    return (due & kFromAnchor) == 0 || due == kUndatableAt<Minute> ? due : anchor + (due & ~kFromAnchor);
  }

 private:
  static constexpr std::uint32_t kFromAnchor = 0x80000000U;  // so many minutes after the anchor: hours are counted
  void find(Day day);

  const program::Program* program_;
  std::uint32_t duty_;
  std::vector<std::uint32_t> due_;
};

}  // namespace proviso::machine
