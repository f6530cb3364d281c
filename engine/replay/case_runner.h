// SPDX-License-Identifier: Apache-2.0
// Cases of a source through the executor, counted, with their rows. Internal to engine/replay.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/replay/row_maker.h"
#include "engine/run/executor.h"

namespace proviso::replay {

/// One history and one state, used again for each case.
class CaseRunner {
 public:
  CaseRunner(const program::Program& program, const SourceSet& sources, const CaseSource& cases, Date as_of,
             const ReplayOptions& options);

  /// @param ordinal  ascending in the order in which the table first names the cases
  void run(std::size_t index, std::uint64_t ordinal);

  [[nodiscard]] const Tallies& tallies() const { return counter_.tallies(); }
  [[nodiscard]] std::uint64_t finding_rows() const { return finding_rows_; }
  [[nodiscard]] std::uint64_t outcome_rows() const { return outcome_rows_; }
  [[nodiscard]] RowMaker& rows() { return rows_; }

 private:
  const program::Program& program_;
  const CaseSource& cases_;
  Date as_of_;
  const ReplayOptions& options_;
  CaseCounter counter_;
  RowMaker rows_;
  run::Executor executor_;
  run::History history_;
  run::CaseState state_;
  std::vector<std::optional<Lateness>> late_;
  std::uint64_t finding_rows_ = 0;
  std::uint64_t outcome_rows_ = 0;
};

}  // namespace proviso::replay
