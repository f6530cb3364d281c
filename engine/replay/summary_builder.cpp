// SPDX-License-Identifier: Apache-2.0
// What each case adds to the tallies.
#include "engine/replay/summary_builder.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/run/assumed.h"
#include "engine/run/evaluate.h"

namespace proviso::replay {

CaseCounter::CaseCounter(const program::Program& program, const SourceSet& sources, Date as_of)
    : program_(program), sources_(sources), as_of_(as_of), tallies_(program), facts_(facts_shown(program)) {
  for (std::uint32_t i = 0; i < program.duties.size(); ++i) {
    duty_in_working_days_.push_back(counts_working_days(program, i) ? 1 : 0);
  }
}

void CaseCounter::add(const FinishedCase& done) {
  ++tallies_.cases;
  const auto& occurrences = done.history.occurrences;
  const auto first_after = std::ranges::upper_bound(occurrences, as_of_, {}, &run::Occurrence::on);
  tallies_.events += static_cast<std::uint64_t>(first_after - occurrences.begin());
  tallies_.left_out += static_cast<std::uint64_t>(occurrences.end() - first_after);
  add_tracks(done);
  add_facts(done);
  for (std::size_t i = 0; i < done.state.instances.size(); ++i) {
    if (!done.state.instances[i].hidden) add_instance(done, i);
  }
  add_findings(done);
  add_run_error(done);
}

void CaseCounter::add_run_error(const FinishedCase& done) {
  const run::RunError& error = done.state.error;
  switch (error.kind) {
    case run::RunError::Kind::kNothing:
      break;
    case run::RunError::Kind::kStepLimit:
      add_error(fmt::format("cases do not come to rest: {}", clause_text(error.clause)), done);
      break;
    case run::RunError::Kind::kContradiction:
      add_error(fmt::format("two moves go to different stages at once: {} and {}", clause_text(error.clause),
                            clause_text(error.other_clause)),
                done);
      break;
    case run::RunError::Kind::kNotRunning:
      add_error(fmt::format("a track does not run: {}", clause_text(error.clause)), done);
      break;
    case run::RunError::Kind::kUnknownList:
      add_error(fmt::format("nothing can be added to a list that is not known: {}", clause_text(error.clause)), done);
      break;
    case run::RunError::Kind::kNoPlace:
      add_error(
          fmt::format("nobody can tell where a case goes on that may stand in {}", clause_text(error.other_clause)),
          done);
      break;
  }
}

void CaseCounter::add_tracks(const FinishedCase& done) {
  for (std::size_t i = 0; i < tallies_.tracks.size(); ++i) {
    const run::TrackState& track = done.state.tracks[i];
    if (track.standings.size() == 1 && !track.may_not_have_begun) {
      ++tallies_.stage_cases[track.standings.front().stage];
      continue;
    }
    scratch_.clear();
    for (const run::Standing& standing : track.standings) scratch_.push_back(standing.stage);
    if (track.may_not_have_begun || track.standings.empty()) scratch_.push_back(run::kNone);
    ++tallies_.tracks[i].sets[scratch_];
  }
}

void CaseCounter::add_facts(const FinishedCase& done) {
  for (const std::uint32_t fact : facts_) {
    const program::Code code = program_.fact_code[fact];
    const Value value = program_.framework->facts[fact].means
                            ? run::evaluate(program_, done.history, done.state, code).value
                            : done.state.facts[fact];
    FactTally& tally = tallies_.facts[fact];
    if (!value.known()) {
      ++tally.unknown;
      continue;
    }
    ++tally.known;
    if (value.kind == Value::Kind::kYesNo) ++tally.values[value.is_yes() ? 0 : 1];
    if (value.kind == Value::Kind::kChoice) ++tally.values[static_cast<std::size_t>(value.payload)];
  }
}

void CaseCounter::add_instance(const FinishedCase& done, std::size_t index) {
  const run::Instance& instance = done.state.instances[index];
  const model::Duty& duty = program_.framework->duties[instance.duty];
  DutyTally& tally = tallies_.duties[instance.duty];
  ++tally.instances;
  ++tally.by_status[static_cast<std::size_t>(instance.status)];
  if (instance.out_of_time != run::kNone) ++tally.out_of_time;
  if (done.has_assumed &&
      !run::assumed_occurrences(program_, done.history, done.state, static_cast<std::uint32_t>(index)).empty()) {
    ++tally.assumed;
  }
  if (instance.status == DutyStatus::kUndecided) {
    count_reason(tally.undecided, instance.doubt, {1, done.ordinal, std::string(done.id)});
  }
  if (instance.doubt.kind == run::Doubt::Kind::kCalendar &&
      (instance.status == DutyStatus::kUndecided || instance.status == DutyStatus::kPending)) {
    add_error(fmt::format("the duty `{}` cannot be counted: {}", duty.name, run::doubt_text(program_, instance.doubt)),
              done);
  }
  if (duty.negated) return;  // a prohibition has an act only where it is broken

  const bool is_kept = instance.status == DutyStatus::kKept || instance.status == DutyStatus::kKeptLate;
  // Where the act is its own anchor (`on a Monday`) no time passes.
  const bool is_apart = instance.act_occurrence == run::kNone || instance.act_occurrence != instance.anchor_occurrence;
  if (is_kept && is_apart && instance.anchor != run::kNoDate && instance.done != run::kNoDate) {
    if (duty_in_working_days_[instance.duty] == 0) {
      tally.taken.add(static_cast<std::int32_t>((instance.done - instance.anchor).count()));
    } else if (program_.calendars.working != nullptr && program_.calendars.working->knows(instance.anchor) &&
               program_.calendars.working->knows(instance.done)) {
      if (const auto days = program_.calendars.working->counted_between(instance.anchor, instance.done)) {
        tally.taken.add(*days);
      }
    }
  }
  const std::optional<Lateness>& late = done.late[index];
  if (!late) return;
  if (instance.status == DutyStatus::kKeptLate) {
    tally.late_calendar.add(late->calendar_days);
    if (late->working_days) tally.late_working.add(*late->working_days);
  } else if (instance.status == DutyStatus::kMissed && late->calendar_days < 0) {
    ++tally.too_early;
  } else if (instance.status == DutyStatus::kMissed && instance.done == run::kNoDate) {
    tally.overdue_calendar.add(late->calendar_days);
    if (late->working_days) tally.overdue_working.add(*late->working_days);
  }
}

void CaseCounter::add_findings(const FinishedCase& done) {
  unsigned seen = 0;
  for (const run::Finding& finding : done.findings) {
    const auto kind = static_cast<std::size_t>(finding.kind);
    FindingTally& tally = tallies_.findings[kind];
    ++tally.count;
    if ((seen & (1U << kind)) == 0) ++tally.cases;
    seen |= 1U << kind;
    if (finding.kind == FindingKind::kUnexpected && finding.occurrence != run::kNone) {
      tallies_.unexpected[done.history.occurrences[finding.occurrence].event].add(done.ordinal, done.id);
    }
    if (finding.kind == FindingKind::kUndecided && finding.track != run::kNone) {
      count_reason(tallies_.tracks[finding.track].undecided, finding.doubt, {1, done.ordinal, std::string(done.id)});
      if (finding.doubt.kind == run::Doubt::Kind::kCalendar) {
        add_error(fmt::format("a move of the track `{}` cannot be timed: {}",
                              program_.framework->tracks[finding.track].name, run::doubt_text(program_, finding.doubt)),
                  done);
      }
    }
  }
}

void CaseCounter::add_error(std::string text, const FinishedCase& done) {
  auto found = std::ranges::find(tallies_.errors, text, &std::pair<std::string, FirstSeen>::first);
  if (found == tallies_.errors.end()) found = tallies_.errors.insert(found, {std::move(text), {}});
  found->second.add(done.ordinal, done.id);
}

std::string CaseCounter::clause_text(Span clause) const {
  const SourceFile& file = sources_[clause.file];
  return fmt::format("`{}` ({}:{})", file.text().substr(clause.begin, clause.end - clause.begin), file.path(),
                     file.position(clause.begin).line);
}

}  // namespace proviso::replay
