// SPDX-License-Identifier: Apache-2.0
// One fact as a column of a table holds it: from a cell's text to a value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "engine/documents/map_document.h"
#include "engine/program/program.h"
#include "engine/replay/name_table.h"
#include "proviso/result.h"

namespace proviso::replay {

/// Reads the cells of one column as values of one fact.
///  - A cell that the map lists stands for the value it gives; any other is read as the value itself.
///  - The cell of a list holds its items, divided by `;` or what the map says, blanks around them left out; each item
///    may be one that the map lists. `none` records the list as empty.
class FactColumn {
 public:
  /// The program must outlive this.
  FactColumn(const program::Program& program, std::uint32_t fact, std::size_t column);

  /// Takes what the map says of the column; a value that does not fit the fact is reported at its place in the map.
  void take(const MapFact& map, ValuePool& pool, DiagnosticReport& report);

  [[nodiscard]] std::uint32_t fact() const { return fact_; }
  [[nodiscard]] std::size_t column() const { return column_; }

  /// The value of a cell that is not empty.
  /// @error kInvalidArgument saying what the fact takes
  Result<Value> read(std::string_view cell, ValuePool& pool) {
    const std::uint32_t number = known_.find(cell);
    return number != NameTable::kAbsent ? Result<Value>(values_[number]) : read_new(cell, pool);
  }

 private:
  Result<Value> read_new(std::string_view cell, ValuePool& pool);
  Result<Value> read_list(std::string_view cell, ValuePool& pool) const;
  [[nodiscard]] std::string_view in_words(std::string_view cell) const;
  void remember(std::string_view cell, Value value);

  const program::Program& program_;
  std::uint32_t fact_;
  std::size_t column_;
  bool is_list_;
  bool none_is_empty_;  // an item of the list may not itself be called `none`
  std::string separator_ = ";";
  NameTable known_;
  std::vector<Value> values_;  // by number in known_
  NameTable mapped_items_;     // cells that the map gives a single value, for items of lists
  std::vector<std::string> item_words_;
  std::string listed_;  // the map's cells, for messages
};

}  // namespace proviso::replay
