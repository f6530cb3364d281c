// SPDX-License-Identifier: Apache-2.0
// The cases of one part of a table, each a small record in one block, with what they have come to so far. Internal to
// engine/replay.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/machine/step.h"
#include "engine/replay/row_scanner.h"
#include "engine/replay/tallies.h"
#include "engine/replay/zeroed_memory.h"

namespace proviso::replay {

/// What comes of the numbers of days between two days.
class WorkingDays {
 public:
  explicit WorkingDays(const Calendar* calendar);

  [[nodiscard]] bool knows(machine::Day day) const { return day >= first_ && day <= last_; }
  /// Counted days after the first up to the second. Precondition: both are known.
  [[nodiscard]] std::int32_t between(machine::Day after, machine::Day until) const {
    return rank_[until - first_] - rank_[after - first_];
  }

 private:
  machine::Day first_ = 1;
  machine::Day last_ = 0;
  std::vector<std::int32_t> rank_;
};

/// A finding, in few bytes: it becomes a row of a table when all are known.
struct SmallFinding {
  std::uint32_t place = 0;    ///< of the case
  std::uint16_t subject = 0;  ///< duty; of an unexpected event the event
  machine::Day on = 0;
  machine::Day anchor = 0;  ///< 0: an unexpected event
  machine::Day due = 0;
  machine::Day done = 0;
};

/// Ids in the order in which they first came, and where each of them stands among the records.
class CaseIds {
 public:
  static constexpr std::size_t kInline = 12;  ///< ids of so many bytes stand in the index itself

  /// Asks for the part of memory that find() will look at.
  void prefetch(std::uint32_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  }
  /// The id's number, and whether it is new.
  std::pair<std::uint32_t, bool> add(const char* id, std::size_t size, std::uint32_t hash);
  /// The number of an id that was added; kNoCase for others.
  [[nodiscard]] std::uint32_t find(std::string_view id) const;
  [[nodiscard]] std::size_t size() const { return count_; }
  /// Every id, by number. Makes them anew: to be kept.
  [[nodiscard]] std::vector<std::string> listed() const;
  [[nodiscard]] std::size_t bytes() const;

  static constexpr std::uint32_t kNoCase = 0xFFFFFFFF;

 private:
  struct Slot {
    std::array<char, kInline> id{};  // of a longer one: its place in long_ids_ in the first eight bytes, then its hash
    std::uint32_t number = 0;        // 1 + the number; the highest bit says that the id is longer. 0: free
  };
  [[nodiscard]] bool is(const Slot& slot, const char* id, std::size_t size, std::uint32_t hash) const;
  [[nodiscard]] std::string id_of(const Slot& slot) const;
  void grow();

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
  std::vector<std::string> long_ids_;
};

/// One part of the cases: those whose id falls to it. Used by one thread at a time.
class CaseRecords {
 public:
  /// @param parts  how many there are, and which this is: of ids that are numbers it has those that leave `part` when
  ///               divided by `parts`
  /// @param rows   how many rows the table has at most; 0: nobody knows
  CaseRecords(const machine::Machine& machine, const WorkingDays& days, RowScanner::Ids ids, std::uint32_t parts,
              std::uint32_t part, std::uint64_t rows);

  /// Takes rows in the order of the table.
  /// @param text    what `id_at` of the rows counts in; it begins with a row
  /// @param offset  where it stands in the table
  /// @param as_of  later events are counted and left out
  /// @return false where ids in digits lie too far apart to be places
  bool take(std::span<const ScannedRow> rows, const char* text, std::uint64_t offset, machine::Day as_of,
            bool keep_findings);

  /// Begins again, with the cases left out that have left the machine: they are for the executor.
  void begin_again();

  /// Of a second time: the lines of the cases that left the machine.
  [[nodiscard]] const std::string& left_rows() const { return left_rows_; }
  /// The cases that left the machine.
  [[nodiscard]] std::size_t left() const { return left_; }
  [[nodiscard]] bool has_left(std::uint32_t place) const;

  /// Closes the books: what is pending or owed on the as-of date is counted. The rest is taken from what was counted.
  void finish(machine::Day as_of, bool keep_findings);
  void add_to(Tallies& tallies) const;

  [[nodiscard]] const std::vector<SmallFinding>& findings() const { return findings_; }
  [[nodiscard]] std::uint64_t finding_count() const;
  [[nodiscard]] std::uint64_t instance_count() const;
  [[nodiscard]] machine::Day last_day() const { return last_day_; }
  /// Where the table first names the case; ascending in that order.
  [[nodiscard]] std::uint64_t ordinal(std::uint32_t place) const { return *first_at(place); }
  /// The place of a case by its id; CaseIds::kNoCase where there is none.
  [[nodiscard]] std::uint32_t place_of(std::string_view id) const;
  /// By place; empty where there is no such case.
  [[nodiscard]] std::vector<std::string> ids() const;
  /// All that is kept for the cases, in bytes.
  [[nodiscard]] std::size_t bytes() const;
  [[nodiscard]] std::uint64_t cases() const;

 private:
  struct Sink;

  [[nodiscard]] std::uint8_t* record(std::uint32_t place) { return records_.data() + std::size_t{place} * size_; }
  [[nodiscard]] const std::uint8_t* record(std::uint32_t place) const {
    return records_.data() + std::size_t{place} * size_;
  }
  /// Where the table first names the case.
  [[nodiscard]] std::uint32_t* first_at(std::uint32_t place) {
    return reinterpret_cast<std::uint32_t*>(first_at_.data()) + place;
  }
  [[nodiscard]] const std::uint32_t* first_at(std::uint32_t place) const {
    return reinterpret_cast<const std::uint32_t*>(first_at_.data()) + place;
  }
  bool make_room(std::uint32_t place) {
    count_ = std::max(count_, place + 1);
    return place < room_ || make_more_room(place);
  }
  bool make_more_room(std::uint32_t place);
  void put_aside(const char* text, std::uint64_t at);
  void count_taken(std::uint16_t duty, machine::Day anchor, machine::Day done);

  const machine::Machine& machine_;
  const WorkingDays& days_;
  RowScanner::Ids kind_;
  std::uint32_t parts_;
  std::uint32_t part_;
  std::size_t size_;
  std::uint64_t expected_rows_;
  ZeroedMemory records_;
  ZeroedMemory first_at_;
  std::uint32_t room_ = 0;   // places that there is memory for
  std::uint32_t count_ = 0;  // places up to the last that is used
  CaseIds ids_;
  std::vector<machine::DueDays> due_;
  std::vector<std::uint8_t> in_working_days_;  // by duty
  std::vector<std::uint8_t> finding_kind_;     // by duty
  std::vector<DutyTally> duties_;              // pending ones are counted by finish()
  struct Unexpected {
    std::uint64_t count = 0;
    std::uint32_t first = CaseIds::kNoCase;  // place
  };
  std::vector<Unexpected> unexpected_;  // by event
  std::vector<SmallFinding> findings_;
  std::vector<std::uint32_t> places_;  // of the rows at hand
  std::uint64_t events_ = 0;
  std::uint64_t left_out_ = 0;
  std::uint64_t rows_ = 0;
  std::size_t left_ = 0;
  std::string left_rows_;
  machine::Day last_day_ = 0;
  // Filled by finish()
  std::vector<std::uint64_t> situations_;
  std::vector<std::vector<std::uint64_t>> fact_codes_;     // by place in Machine::facts, by code
  std::vector<std::vector<std::uint64_t>> derived_codes_;  // by place in Machine::derived, by code
  std::array<std::uint64_t, kFindingKinds> finding_cases_{};
};

}  // namespace proviso::replay
