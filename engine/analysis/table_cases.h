// SPDX-License-Identifier: Apache-2.0
// The cases that lie in a box of a decision table: whether there are any, and how to say which. Internal to
// engine/analysis.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/analysis/find_case.h"
#include "engine/analysis/table_boxes.h"
#include "engine/graph/procedure_graph.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// Imagines cases in boxes of one table. Whatever it is given must outlive it.
class TableCases {
 public:
  enum class Verdict : std::uint8_t { kSo, kNever };
  using Samples = std::map<std::size_t, model::Literal>;  ///< by column: instead of the stretch's own

  /// @param boxes          filled
  /// @param most_imagined  none are imagined beyond so many
  /// @param imagined       how many were so far, over all tables; counted on
  TableCases(const model::Framework& framework, const graph::ProcedureGraph& graph, const model::Decision& table,
             const TableBoxes& boxes, std::size_t most_imagined, std::size_t& imagined);

  /// Whether some case lies in the box, as far as derived inputs go. Where inputs hang on the same facts and that
  /// cannot be told, none is taken to: a false alarm costs more than a miss.
  Verdict imagine(const Box& box, Samples& samples);

  /// `outcome is inadequate` and `gaps is 3`; empty where every case lies in the box.
  /// Precondition: no column of the box is empty.
  [[nodiscard]] std::string in_words(const Box& box, const Samples& samples) const;

 private:
  void take_samples(const FoundCase& found, const Box& box, Samples& samples) const;
  [[nodiscard]] model::Expression condition(const Box& box, std::size_t column) const;
  [[nodiscard]] const Stretch& plainest(const Box& box, std::size_t column) const;

  const model::Framework& framework_;
  const graph::ProcedureGraph& graph_;
  const TableBoxes& boxes_;
  const std::vector<TableColumn>& columns_;
  const BoxShape& shape_;
  const std::size_t most_imagined_;
  std::size_t& imagined_;
  const std::vector<bool> linked_;  // by column; empty where no input is derived
};

}  // namespace proviso::analysis
