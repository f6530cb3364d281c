// SPDX-License-Identifier: Apache-2.0
// Follows every input to what it hangs on in the end.
#include "engine/analysis/linked_inputs.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>

namespace proviso::analysis {
namespace {

using Operation = model::Expression::Operation;

constexpr std::size_t kDeepest = 50;  // facts derived from one another, followed so far

/// What a fact hangs on in the end: recorded facts, events, tracks, duties, the day.
using Roots = std::set<std::pair<char, std::uint32_t>>;

void add_roots(const model::Framework& framework, model::FactId id, Roots& roots, std::set<std::uint32_t>& seen,
               std::size_t depth);

void add_roots(const model::Framework& framework, const model::Expression& expression, Roots& roots,
               std::set<std::uint32_t>& seen, std::size_t depth) {
  switch (expression.operation) {
    case Operation::kFact:
      add_roots(framework, expression.fact, roots, seen, depth);
      break;
    case Operation::kTotalOf:
    case Operation::kNumberOf:
    case Operation::kDateOfFirst:
    case Operation::kDateOfLast:
      roots.insert({'e', expression.event.value});
      if (!expression.since.empty()) roots.insert({'d', 0});
      break;
    case Operation::kInStage:
      roots.insert({'t', framework[expression.stage].track.value});
      break;
    case Operation::kToday:
    case Operation::kLongestRun:
    case Operation::kDutyIs:
      roots.insert({'d', 0});
      break;
    default:  // hangs on its operands alone
      break;
  }
  for (const model::Expression& operand : expression.operands) add_roots(framework, operand, roots, seen, depth);
}

void add_roots(const model::Framework& framework, model::FactId id, Roots& roots, std::set<std::uint32_t>& seen,
               std::size_t depth) {
  const model::Fact& fact = framework[id];
  if (!fact.means && !fact.decision) {
    roots.insert({'f', id.value});
    return;
  }
  if (depth > kDeepest) {
    roots.insert({'d', 0});  // too deep to tell
    return;
  }
  if (!seen.insert(id.value).second) return;
  if (fact.means) add_roots(framework, *fact.means, roots, seen, depth + 1);
  if (fact.decision) {
    for (const model::FactId input : framework[*fact.decision].inputs) {
      add_roots(framework, input, roots, seen, depth + 1);
    }
  }
}

}  // namespace

std::vector<bool> linked_inputs(const model::Framework& framework, const model::Decision& table) {
  const std::vector<model::FactId>& inputs = table.inputs;
  if (std::none_of(inputs.begin(), inputs.end(),
                   [&](model::FactId input) { return framework[input].means || framework[input].decision; })) {
    return {};
  }
  std::vector<Roots> roots(inputs.size());
  for (std::size_t c = 0; c < inputs.size(); ++c) {
    std::set<std::uint32_t> seen;
    add_roots(framework, inputs[c], roots[c], seen, 0);
  }
  std::vector<bool> linked(inputs.size(), false);
  for (std::size_t a = 0; a < inputs.size(); ++a) {
    for (std::size_t b = 0; b < inputs.size(); ++b) {
      if (a == b) continue;
      linked[a] = linked[a] || std::any_of(roots[a].begin(), roots[a].end(),
                                           [&](const auto& root) { return roots[b].contains(root); });
    }
  }
  return linked;
}

}  // namespace proviso::analysis
