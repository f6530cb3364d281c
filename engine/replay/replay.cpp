// SPDX-License-Identifier: Apache-2.0
// One history and one state, used again for each case.
#include "engine/replay/replay.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/replay/summary_builder.h"
#include "engine/run/assumed.h"
#include "engine/run/executor.h"
#include "engine/run/findings.h"

namespace proviso::replay {
namespace {

constexpr std::uint64_t kCasesBetweenProgress = 4096;

std::optional<Date> known(Date day) { return day == run::kNoDate ? std::nullopt : std::optional(day); }

/// Makes rows; remembers what many of them have in common.
class RowMaker {
 public:
  RowMaker(const program::Program& program, const SourceSet& sources)
      : program_(program), framework_(*program.framework), sources_(sources), citations_(framework_.duties.size()) {
    for (const model::Duty& duty : framework_.duties) duty_places_.push_back(place_of(duty.clause));
    for (const model::Event& event : framework_.events) event_places_.push_back(place_of(event.span));
  }

  void give_findings(const FinishedCase& done, const RowSink& sink) {
    for (const run::Finding& finding : done.findings) {
      if (finding.instance != run::kNone) {
        fill_instance(done, finding.instance, finding.late);
        if (finding.kind == FindingKind::kOutOfTime && finding.occurrence != run::kNone) {
          row_.done = done.history.occurrences[finding.occurrence].on;
        }
      } else if (finding.kind == FindingKind::kUnexpected && finding.occurrence != run::kNone) {
        fill_unexpected(done, finding.occurrence);
      } else if (finding.track != run::kNone) {
        fill_undecided_move(done, done.state.tracks[finding.track]);
      } else {
        row_ = {};
        row_.case_id = done.id;
      }
      row_.finding = run::finding_kind_text(finding.kind);
      sink(row_);
    }
  }

  void give_outcomes(const FinishedCase& done, const RowSink& sink) {
    for (std::uint32_t i = 0; i < done.state.instances.size(); ++i) {
      if (done.state.instances[i].hidden) continue;
      fill_instance(done, i, done.late[i]);
      row_.finding = run::status_text(done.state.instances[i].status);
      sink(row_);
    }
  }

 private:
  struct Place {
    std::string_view file;
    std::uint32_t line = 0;
  };

  Place place_of(Span span) const {
    const SourceFile& file = sources_[span.file];
    return {file.path(), file.position(span.begin).line};
  }

  void set_place(const Place& place) {
    row_.file = place.file;
    row_.line = place.line;
  }

  void fill_instance(const FinishedCase& done, std::uint32_t index, const std::optional<Lateness>& late) {
    const run::Instance& instance = done.state.instances[index];
    const model::Duty& duty = framework_.duties[instance.duty];
    row_ = {};
    row_.case_id = done.id;
    row_.duty = duty.name;
    const std::uint32_t party = run::owed_by(program_, done.history, done.state, instance);
    row_.party = party == run::kNone ? std::string_view{} : std::string_view{framework_.parties[party].name};
    if (instance.anchor_occurrence != run::kNone) {
      row_.anchor_event = framework_.events[done.history.occurrences[instance.anchor_occurrence].event].name;
    } else {
      anchor_ = run::anchor_text(program_, done.history, instance);
      row_.anchor_event = anchor_;
    }
    row_.anchor = known(instance.anchor);
    const bool is_early = late && late->calendar_days < 0;
    row_.due = known(is_early && instance.opens != run::kNoDate ? instance.opens : instance.due);
    row_.done = known(instance.done);
    if (late) {
      row_.late_working_days = late->working_days;
      row_.late_calendar_days = late->calendar_days;
    }
    if (done.has_assumed) {
      assumed_ = run::assumptions_of(program_, done.history, done.state, index);
      row_.assumed = assumed_;
    }
    row_.citation = citation_of(instance);
    set_place(duty_places_[instance.duty]);
  }

  std::string_view citation_of(const run::Instance& instance) {
    const std::uint32_t parameter = program_.duties[instance.duty].limit.amount.parameter;
    const model::ParameterVersion* version = parameter == program::kNone || instance.anchor == run::kNoDate
                                                 ? nullptr
                                                 : framework_.parameters[parameter].in_force(instance.anchor);
    const auto [entry, is_new] = citations_[instance.duty].try_emplace(version);
    if (is_new) entry->second = model::citation_text(framework_, run::citations_of(program_, instance));
    return entry->second;
  }

  std::string_view assumption(const FinishedCase& done, std::uint32_t occurrence) const {
    const std::uint32_t assumed = done.history.occurrences[occurrence].assumed;
    return assumed == 0 ? std::string_view{} : std::string_view(done.history.assumptions[assumed - 1]);
  }

  void fill_unexpected(const FinishedCase& done, std::uint32_t occurrence) {
    const run::Occurrence& happened = done.history.occurrences[occurrence];
    const model::Event& event = framework_.events[happened.event];
    row_ = {};
    row_.case_id = done.id;
    if (event.by) row_.party = framework_[*event.by].name;
    row_.anchor_event = event.name;
    row_.anchor = happened.on;
    row_.assumed = assumption(done, occurrence);
    set_place(event_places_[happened.event]);
  }

  void fill_undecided_move(const FinishedCase& done, const run::TrackState& track) {
    row_ = {};
    row_.case_id = done.id;
    if (track.waits.empty()) return;
    const run::Wait& wait = track.waits.front();
    if (wait.occurrence != run::kNone) {
      row_.anchor_event = framework_.events[done.history.occurrences[wait.occurrence].event].name;
      row_.anchor = done.history.occurrences[wait.occurrence].on;
      row_.assumed = assumption(done, wait.occurrence);
    }
    if (wait.event != run::kNone) {
      // Of the moves on this event the first stands for all: they are read together, from the first on.
      const program::Range moves = program_.moves_on(wait.stage, wait.event);
      if (!moves.empty()) {
        const model::Move& move = framework_.moves[program_.move_lists[moves.begin]];
        move_citation_ = model::citation_text(framework_, move.citations);
        row_.citation = move_citation_;
        set_place(place_of(move.span));
      }
    }
  }

  const program::Program& program_;
  const model::Framework& framework_;
  const SourceSet& sources_;
  std::vector<Place> duty_places_;
  std::vector<Place> event_places_;
  std::vector<std::map<const model::ParameterVersion*, std::string>>
      citations_;  // by duty; only looked up, never listed
  ReplayRow row_;
  std::string anchor_;
  std::string assumed_;
  std::string move_citation_;
};

}  // namespace

ReplayResult replay(const program::Program& program, const SourceSet& sources, const CaseSource& cases, Date as_of,
                    const ReplayOptions& options) {
  ReplayResult result;
  SummaryBuilder summary(program, sources, as_of);
  RowMaker rows(program, sources);
  run::Executor executor(program);
  run::History history = cases.history();
  run::CaseState state;
  std::vector<std::optional<Lateness>> late;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    cases.load(i, history);
    executor.run(state, history, as_of);
    const std::vector<run::Finding> findings = run::find(program, history, state);
    late.assign(state.instances.size(), std::nullopt);
    for (const run::Finding& finding : findings) {
      // Of a right used out of time and of a miss; an instance has one of them at most.
      if (finding.instance != run::kNone && finding.late) late[finding.instance] = finding.late;
    }
    bool has_assumed = false;
    for (const run::Occurrence& occurrence : history.occurrences) has_assumed = has_assumed || occurrence.assumed != 0;
    const FinishedCase done{.id = cases.id(i),
                            .history = history,
                            .state = state,
                            .findings = findings,
                            .late = late,
                            .has_assumed = has_assumed};
    summary.add(done);
    result.finding_rows += findings.size();
    for (const run::Instance& instance : state.instances) result.outcome_rows += instance.hidden ? 0 : 1;
    if (options.findings) rows.give_findings(done, options.findings);
    if (options.outcomes) rows.give_outcomes(done, options.outcomes);
    if (options.progress && ((i + 1) % kCasesBetweenProgress == 0 || i + 1 == cases.size())) {
      options.progress(i + 1, cases.size());
    }
  }
  result.summary = summary.finish();
  return result;
}

}  // namespace proviso::replay
