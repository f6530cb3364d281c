// SPDX-License-Identifier: Apache-2.0
// Rows as they stand in the table, and where each case has its own.
#include "engine/replay/case_source.h"

#include <algorithm>

namespace proviso::replay {

CaseSource::CaseSource(const program::Program& program)
    : program_(&program),
      pool_(std::make_unique<ValuePool>(&program.literals_pool)),
      not_held_(program.events.size(), 0) {}

run::History CaseSource::history() const {
  run::History history(*program_);
  history.pool = ValuePool(pool_.get());
  history.not_held = not_held_;
  history.assumptions = assumptions_;
  return history;
}

void CaseSource::load(std::size_t index, run::History& history) const {
  history.clear();
  for (std::uint32_t i = first_row_[index]; i < first_row_[index + 1]; ++i) {
    const std::uint32_t number = order_.empty() ? i : order_[i];
    const Row& row = rows_[number];
    run::Occurrence& occurrence = history.occurrences[history.add(row.event, Date{std::chrono::days{row.day}})];
    occurrence.minute = row.minute;
    occurrence.assumed = row.assumed;
    if (!recorded_.empty()) occurrence.recorded = recorded_[number];
    if (!for_party_.empty()) occurrence.for_party = for_party_[number];
    const std::size_t facts_end = number + 1 < rows_.size() ? rows_[number + 1].facts_begin : facts_.size();
    for (std::size_t fact = row.facts_begin; fact < facts_end; ++fact) {
      history.add_fact(facts_[fact].fact, facts_[fact].value);
    }
  }
  history.sort();
}

void CaseSource::group(const std::vector<std::uint32_t>& case_of_row) {
  first_row_.assign(ids_.size() + 1, 0);
  for (const std::uint32_t number : case_of_row) ++first_row_[number + 1];
  for (std::size_t i = 1; i < first_row_.size(); ++i) first_row_[i] += first_row_[i - 1];
  if (std::ranges::is_sorted(case_of_row)) return;
  std::vector<std::uint32_t> next(first_row_.begin(), first_row_.end() - 1);
  order_.resize(case_of_row.size());
  for (std::uint32_t row = 0; row < case_of_row.size(); ++row) order_[next[case_of_row[row]]++] = row;
}

}  // namespace proviso::replay
