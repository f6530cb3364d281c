// SPDX-License-Identifier: Apache-2.0
#include "engine/analysis/table_boxes.h"

#include <utility>

namespace proviso::analysis {
namespace {

std::vector<TableColumn> columns_of(const model::Framework& framework, const model::Decision& table) {
  std::vector<TableColumn> columns;
  for (std::size_t c = 0; c < table.inputs.size(); ++c) columns.emplace_back(framework, table, c);
  return columns;
}

BoxShape shape_of(const std::vector<TableColumn>& columns) {
  std::vector<std::size_t> sizes;
  for (const TableColumn& column : columns) sizes.push_back(column.stretches().size());
  return BoxShape(sizes);
}

}  // namespace

TableBoxes::TableBoxes(const model::Framework& framework, const model::Decision& table)
    : table_(table), columns_(columns_of(framework, table)), shape_(shape_of(columns_)) {}

void TableBoxes::fill() {
  const Box none(shape_.words());
  domain_ = none;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const std::vector<Stretch>& stretches = columns_[c].stretches();
    for (std::size_t v = 0; v < stretches.size(); ++v) {
      if (stretches[v].possible) shape_.set(domain_, c, v);
      names_unknown_ = names_unknown_ || stretches[v].kind == Stretch::Kind::kUnknown;
    }
  }
  for (std::size_t r = 0; r < table_.rows.size(); ++r) {
    const model::Row& row = table_.rows[r];
    Box yes = none;
    Box open = none;
    bool matches = true;
    for (std::size_t c = 0; c < columns_.size() && matches; ++c) {
      columns_[c].mark(row.cells[c], shape_, c, yes, open);
      if (!empty(yes, c)) continue;
      matches = false;
      empty_cells_.push_back({r, c});
    }
    for (std::size_t w = 0; w < yes.size(); ++w) {
      yes[w] &= domain_[w];
      open[w] &= domain_[w];
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      // Such a row meets no other: all of it is empty, not one column alone.
      if (empty(yes, c)) matches = false;
      if (empty(open, c)) std::fill(open.begin(), open.end(), 0);
    }
    if (!matches) std::fill(yes.begin(), yes.end(), 0);
    if (!matches && !names_unknown_) std::fill(open.begin(), open.end(), 0);
    matches_.push_back(matches);
    yes_.push_back(std::move(yes));
    open_.push_back(std::move(open));
  }
}

}  // namespace proviso::analysis
