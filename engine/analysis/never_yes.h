// SPDX-License-Identifier: Apache-2.0
// Whether a condition can be yes at all, and why it cannot.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/find_case.h"
#include "engine/graph/procedure_graph.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// Whether that find_case finds none proves that there is none: what is compared is a fact, a count or the date of an
/// event with a written value, or two facts that have few values.
bool finding_none_is_proof(const model::Framework& framework, const model::Expression& expression);

/// Asks of many conditions whether they can be yes. The framework and the graph must outlive it.
class NeverYes {
 public:
  NeverYes(const model::Framework& framework, const graph::ProcedureGraph& graph)
      : framework_(framework), graph_(graph) {}

  /// Why the condition is never yes where the case stands so: ``"`a is x` and `a is y` are never both yes"``. Nothing
  /// where it can be, or where that cannot be told.
  std::optional<std::string> because(const Situation& situation, const model::Expression& condition);

  /// Whether in no case all of these are no: nothing is left for an `otherwise` behind them.
  bool never_all_no(const Situation& situation, const std::vector<const model::Expression*>& conditions);

 private:
  bool none(const Situation& situation, const Wanted& wanted);

  const model::Framework& framework_;
  const graph::ProcedureGraph& graph_;
  std::size_t spent_ = 0;
};

}  // namespace proviso::analysis
