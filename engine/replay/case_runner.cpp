// SPDX-License-Identifier: Apache-2.0
#include "engine/replay/case_runner.h"

#include "engine/run/findings.h"

namespace proviso::replay {

CaseRunner::CaseRunner(const program::Program& program, const SourceSet& sources, const CaseSource& cases, Date as_of,
                       const ReplayOptions& options)
    : program_(program),
      cases_(cases),
      as_of_(as_of),
      options_(options),
      counter_(program, sources, as_of),
      rows_(program, sources),
      executor_(program),
      history_(cases.history()) {}

void CaseRunner::run(std::size_t index, std::uint64_t ordinal) {
  cases_.load(index, history_);
  executor_.run(state_, history_, as_of_);
  const std::vector<run::Finding> findings = run::find(program_, history_, state_);
  late_.assign(state_.instances.size(), std::nullopt);
  for (const run::Finding& finding : findings) {
    // Of a right used out of time and of a miss; an instance has one of them at most.
    if (finding.instance != run::kNone && finding.late) late_[finding.instance] = finding.late;
  }
  bool has_assumed = false;
  for (const run::Occurrence& occurrence : history_.occurrences) has_assumed = has_assumed || occurrence.assumed != 0;
  const FinishedCase done{.id = cases_.id(index),
                          .ordinal = ordinal,
                          .history = history_,
                          .state = state_,
                          .findings = findings,
                          .late = late_,
                          .has_assumed = has_assumed};
  counter_.add(done);
  finding_rows_ += findings.size();
  for (const run::Instance& instance : state_.instances) outcome_rows_ += instance.hidden ? 0 : 1;
  if (options_.findings) rows_.give_findings(done, options_.findings);
  if (options_.outcomes) rows_.give_outcomes(done, options_.outcomes);
}

}  // namespace proviso::replay
