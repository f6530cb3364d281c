// SPDX-License-Identifier: Apache-2.0
#include "engine/replay/replay.h"

#include "engine/replay/case_runner.h"

namespace proviso::replay {
namespace {

constexpr std::uint64_t kCasesBetweenProgress = 4096;

}  // namespace

ReplayResult replay(const program::Program& program, const SourceSet& sources, const CaseSource& cases, Date as_of,
                    const ReplayOptions& options) {
  CaseRunner runner(program, sources, cases, as_of, options);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (!options.only || options.only(cases.id(i))) runner.run(i, i);
    if (options.progress && ((i + 1) % kCasesBetweenProgress == 0 || i + 1 == cases.size())) {
      options.progress(i + 1, cases.size());
    }
  }
  return {.summary = summary_of(program, runner.tallies(), as_of),
          .tallies = std::make_shared<const Tallies>(runner.tallies()),
          .finding_rows = runner.finding_rows(),
          .outcome_rows = runner.outcome_rows()};
}

}  // namespace proviso::replay
