// SPDX-License-Identifier: Apache-2.0
// A table of events read as fast as the processor allows: plain rows only, cells of a known meaning, nothing allocated.
// It says no to whatever it does not know (a quoted cell, an unknown event, a mistake); the general reader then reads
// the table, and words the mistake. Internal to engine/replay.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/documents/map_document.h"
#include "engine/machine/machine.h"
#include "engine/replay/table_binding.h"

namespace proviso::replay {

/// Up to 255 short texts, told apart by one multiplication and one comparison.
class WordSet {
 public:
  static constexpr std::uint8_t kAbsent = 0xFF;
  static constexpr std::size_t kReach = 32;  ///< the longest word; so many bytes must be readable from its beginning

  /// @param words  different from each other
  explicit WordSet(const std::vector<std::string>& words = {});

  /// Whether there are not too many words, none too long.
  [[nodiscard]] bool usable() const { return usable_; }
  struct Entry;
  /// What is needed to find words, in one's own hands.
  struct Finder {
    const Entry* entries = nullptr;
    std::uint64_t factor = 0;
    unsigned shift = 63;
    /// The word's place in the list.
    [[nodiscard]] std::uint8_t find(const char* begin, std::size_t size) const;
    [[nodiscard]] std::size_t slot(const Entry& entry) const;
  };
  [[nodiscard]] Finder finder() const { return {entries_.data(), factor_, shift_}; }

  /// What tells a word from others: its first and last eight bytes, which meet or overlap, and of a longer one the
  /// eight after and before them.
  struct Entry {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::uint64_t after_first = 0;
    std::uint64_t before_last = 0;
    std::uint32_t size = 0;
    std::uint8_t number = kAbsent;
  };

 private:
  [[nodiscard]] static Entry take(const char* begin, std::size_t size);

  bool usable_ = false;
  std::uint64_t factor_ = 0;
  unsigned shift_ = 63;
  std::vector<Entry> entries_;
};

/// One event of a table.
struct ScannedRow {
  std::uint64_t id_at = 0;      ///< where the id's cell begins in the text
  std::uint32_t id_number = 0;  ///< of an id in digits
  std::uint32_t codes = 0;      ///< of the facts, as machine::step() takes them
  std::uint32_t id_hash = 0;    ///< of any other id
  machine::Day day = 0;
  std::uint8_t event = 0;
  std::uint8_t id_size = 0;
};

/// How the cells of a table are read. Immutable; share it between threads.
class RowScanner {
 public:
  /// @param bound  of a table of events. What it reads values with is used here, and then no more.
  /// @param map    of which the cells are that it gives values to
  RowScanner(const machine::Machine& machine, BoundTable& bound, const MapDocument& map, ValuePool& pool);

  /// Whether rows of this table can be scanned.
  [[nodiscard]] bool usable() const { return usable_; }

  enum class Ids : std::uint8_t { kNumbers, kTexts };
  enum class Outcome : std::uint8_t { kDone, kNotPlain, kNotNumbers };

  /// Memory that is used again from piece to piece.
  struct Space {
    std::vector<ScannedRow> rows;     ///< what scan() finds
    std::vector<std::uint32_t> ends;  ///< of cells
  };

  /// Reads the rows of a piece of a table, which begins and ends with rows; its last line end is there.
  /// @param base  where the text begins that `id_at` is counted from
  /// @param end   kMargin bytes past it must be readable
  Outcome scan(const char* base, const char* at, const char* end, Ids ids, Space& space) const;

  static constexpr std::size_t kMargin = 64;

 private:
  enum class Cell : std::uint8_t { kCase, kEvent, kOn, kFact, kNone };
  struct FactCells {
    WordSet words;
    /// By word * events + event: the codes of the facts that the event records from this column, each at its place.
    std::vector<std::uint32_t> codes;
    std::vector<std::uint8_t> wrong;          ///< the same: 1 where the word is no value of these facts
    std::vector<std::uint8_t> must_be_empty;  ///< by event
  };

  /// Reads as many rows as there is room for; their ends are known.
  template <std::size_t kColumns>
  Outcome read_rows(const char* base, const char* at, Ids ids, Space& space) const;
  bool bind_facts(const machine::Machine& machine, BoundTable& bound, const MapDocument& map, ValuePool& pool);

  bool usable_ = false;
  std::vector<Cell> cells_;  // by column
  std::size_t case_ = 0;     // columns
  std::size_t event_ = 0;
  std::size_t on_ = 0;
  std::vector<std::size_t> fact_columns_;
  WordSet event_words_;
  std::vector<std::uint8_t> events_;  // by word
  std::vector<FactCells> facts_;      // by place in fact_columns_
  std::size_t event_count_ = 0;
};

/// The hash of an id, for a place among others.
std::uint32_t hash_id(const char* begin, std::size_t size);

}  // namespace proviso::replay
