// SPDX-License-Identifier: Apache-2.0
// A decision table as geometry: each row is the box of the values for which it matches. Internal to engine/analysis.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/analysis/table_columns.h"
#include "engine/analysis/uncovered.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// The rows of one table as boxes over its inputs. Framework and table must outlive it.
class TableBoxes {
 public:
  /// A cell that no value of its input lies in.
  struct EmptyCell {
    std::size_t row = 0;
    std::size_t column = 0;
  };

  /// Cuts the inputs into stretches. The rows come with fill(), for which there may not be memory enough: a box takes
  /// shape().words().
  /// Precondition: the table has inputs and rows.
  TableBoxes(const model::Framework& framework, const model::Decision& table);
  void fill();

  [[nodiscard]] const std::vector<TableColumn>& columns() const { return columns_; }
  [[nodiscard]] const BoxShape& shape() const { return shape_; }

  // Once filled

  /// What the inputs can be.
  [[nodiscard]] const Box& domain() const { return domain_; }
  /// By row: where it matches. All of it is empty where the row matches nothing.
  [[nodiscard]] const std::vector<Box>& yes() const { return yes_; }
  /// By row: where it is not no.
  [[nodiscard]] const std::vector<Box>& open() const { return open_; }
  /// Whether the row matches anything.
  [[nodiscard]] bool matches(std::size_t row) const { return matches_[row]; }
  /// Whether some cell asks for what is not known.
  [[nodiscard]] bool names_unknown() const { return names_unknown_; }
  /// Of each row that has such cells the first, by row.
  [[nodiscard]] const std::vector<EmptyCell>& empty_cells() const { return empty_cells_; }

  /// Whether the box holds no value of the column.
  [[nodiscard]] bool empty(const Box& box, std::size_t column) const {
    return std::all_of(box.begin() + static_cast<std::ptrdiff_t>(shape_.begin(column)),
                       box.begin() + static_cast<std::ptrdiff_t>(shape_.end(column)),
                       [](std::uint64_t word) { return word == 0; });
  }
  /// Whether the box holds every value that the column can have.
  [[nodiscard]] bool any_value(const Box& box, std::size_t column) const {
    return std::equal(box.begin() + static_cast<std::ptrdiff_t>(shape_.begin(column)),
                      box.begin() + static_cast<std::ptrdiff_t>(shape_.end(column)),
                      domain_.begin() + static_cast<std::ptrdiff_t>(shape_.begin(column)));
  }

 private:
  const model::Decision& table_;
  std::vector<TableColumn> columns_;
  BoxShape shape_;
  Box domain_;
  std::vector<Box> yes_;
  std::vector<Box> open_;
  std::vector<bool> matches_;
  bool names_unknown_ = false;
  std::vector<EmptyCell> empty_cells_;
};

}  // namespace proviso::analysis
