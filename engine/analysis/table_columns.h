// SPDX-License-Identifier: Apache-2.0
// The inputs of a decision table cut into values and ranges that no cell tells apart. Internal to engine/analysis.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/analysis/uncovered.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// Values of one input that every cell of its column treats alike.
struct Stretch {
  enum class Kind : std::uint8_t { kValue, kRange, kOtherText, kUnknown };
  Kind kind{};
  model::Literal sample{};  ///< kValue: the value; kRange: one that reads well
  std::int64_t low = 0;     ///< kRange: in millionths or days; both ends belong to it
  std::int64_t high = 0;
  bool open_below = false;  ///< kRange: reaches as far as the type does
  bool open_above = false;
  bool possible = true;  ///< no where what derives the input cannot come to it
};

/// One input of a table.
class TableColumn {
 public:
  TableColumn(const model::Framework& framework, const model::Decision& table, std::size_t column);

  [[nodiscard]] model::FactId fact() const { return fact_; }
  [[nodiscard]] const std::vector<Stretch>& stretches() const { return stretches_; }

  /// Marks where a cell is yes, and where it is not no: these differ for an unknown input that it does not name.
  void mark(const model::Cell& cell, const BoxShape& shape, std::size_t column, Box& yes, Box& open) const;

 private:
  void cut(const model::Decision& table, std::size_t column);
  void leave_out_impossible();
  void sample(Stretch& range) const;
  [[nodiscard]] std::size_t at(std::int64_t value) const;
  [[nodiscard]] std::size_t at(const model::Literal& literal) const;

  const model::Framework& framework_;
  model::FactId fact_;
  std::vector<Stretch> stretches_;
  std::vector<std::int64_t> lows_;  // of the ranges, in order
  std::map<std::string, std::size_t> texts_;
  bool names_unknown_ = false;  // then the last stretch
  bool whole_ = false;          // never between whole numbers
  bool not_negative_ = false;
};

/// Whether what a number comes to is always whole, whether it is never negative: as far as its clause shows.
struct NumberShape {
  bool whole = false;
  bool not_negative = false;
};
NumberShape number_shape(const model::Framework& framework, model::FactId fact);

}  // namespace proviso::analysis
