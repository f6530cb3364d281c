// SPDX-License-Identifier: Apache-2.0
#include "engine/replay/row_maker.h"

#include "engine/run/assumed.h"
#include "engine/run/findings.h"

namespace proviso::replay {
namespace {

std::optional<Date> known(Date day) { return day == run::kNoDate ? std::nullopt : std::optional(day); }

}  // namespace

RowMaker::RowMaker(const program::Program& program, const SourceSet& sources)
    : program_(program), framework_(*program.framework), sources_(sources), citations_(framework_.duties.size()) {
  for (const model::Duty& duty : framework_.duties) duty_places_.push_back(place_of(duty.clause));
  for (const model::Event& event : framework_.events) event_places_.push_back(place_of(event.span));
}

void RowMaker::give_findings(const FinishedCase& done, const RowSink& sink) {
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
    row_.ordinal = done.ordinal;
    sink(row_);
  }
}

void RowMaker::give_outcomes(const FinishedCase& done, const RowSink& sink) {
  for (std::uint32_t i = 0; i < done.state.instances.size(); ++i) {
    if (done.state.instances[i].hidden) continue;
    fill_instance(done, i, done.late[i]);
    row_.finding = run::status_text(done.state.instances[i].status);
    row_.ordinal = done.ordinal;
    sink(row_);
  }
}

RowMaker::Place RowMaker::place_of(Span span) const {
  const SourceFile& file = sources_[span.file];
  return {file.path(), file.position(span.begin).line};
}

void RowMaker::set_place(const Place& place) {
  row_.file = place.file;
  row_.line = place.line;
}

void RowMaker::fill_instance(const FinishedCase& done, std::uint32_t index, const std::optional<Lateness>& late) {
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

std::string_view RowMaker::citation_of(const run::Instance& instance) {
  const std::uint32_t parameter = program_.duties[instance.duty].limit.amount.parameter;
  const model::ParameterVersion* version = parameter == program::kNone || instance.anchor == run::kNoDate
                                               ? nullptr
                                               : framework_.parameters[parameter].in_force(instance.anchor);
  const auto [entry, is_new] = citations_[instance.duty].try_emplace(version);
  if (is_new) entry->second = model::citation_text(framework_, run::citations_of(program_, instance));
  return entry->second;
}

std::string_view RowMaker::assumption(const FinishedCase& done, std::uint32_t occurrence) const {
  const std::uint32_t assumed = done.history.occurrences[occurrence].assumed;
  return assumed == 0 ? std::string_view{} : std::string_view(done.history.assumptions[assumed - 1]);
}

void RowMaker::fill_unexpected(const FinishedCase& done, std::uint32_t occurrence) {
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

void RowMaker::fill_undecided_move(const FinishedCase& done, const run::TrackState& track) {
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

void RowMaker::give_bare(std::string_view case_id, std::uint64_t ordinal, const BareFinding& finding, Date as_of,
                         const RowSink& sink) {
  row_ = {};
  row_.ordinal = ordinal;
  row_.case_id = case_id;
  row_.finding = run::finding_kind_text(finding.kind);
  row_.anchor = finding.anchor;
  if (finding.kind == FindingKind::kUnexpected) {
    const model::Event& event = framework_.events[finding.subject];
    if (event.by) row_.party = framework_[*event.by].name;
    row_.anchor_event = event.name;
    set_place(event_places_[finding.subject]);
    return sink(row_);
  }
  const program::DutyRow& duty = program_.duties[finding.subject];
  row_.duty = framework_.duties[finding.subject].name;
  row_.party = framework_.parties[duty.party].name;
  row_.anchor_event = framework_.events[program_.event_lists[program_.moments[duty.limit.moment].events.begin]].name;
  row_.due = finding.due;
  row_.done = finding.done;
  const Lateness late = lateness(program_.calendars.working.get(), finding.due, finding.done.value_or(as_of));
  row_.late_working_days = late.working_days;
  row_.late_calendar_days = late.calendar_days;
  run::Instance instance;
  instance.duty = finding.subject;
  instance.anchor = finding.anchor;
  row_.citation = citation_of(instance);
  set_place(duty_places_[finding.subject]);
  sink(row_);
}

}  // namespace proviso::replay
