// SPDX-License-Identifier: Apache-2.0
// What each case adds to the summary.
#include "engine/replay/summary_builder.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "engine/model/wording.h"
#include "engine/run/assumed.h"
#include "engine/run/binding.h"
#include "engine/run/evaluate.h"
#include "engine/run/moments.h"

namespace proviso::replay {
namespace {

constexpr std::uint32_t kNotBegun = run::kNone;

bool has_working_day_offset(const program::Program& program, std::uint32_t moment) {
  if (moment == program::kNone) return false;
  const program::MomentRow& row = program.moments[moment];
  if (row.kind == model::Moment::Kind::kOffset) {
    const Duration* offset = run::amount_on(program, row.offset, Date::max());
    if (offset != nullptr && offset->unit == Unit::kWorkingDays) return true;
  }
  const auto of = program.list(program.moment_lists, row.of);
  return std::any_of(of.begin(), of.end(), [&](std::uint32_t inner) { return has_working_day_offset(program, inner); });
}

/// Whether the duty's limit counts working days; where a parameter's versions differ, whether the newest does.
bool counts_working_days(const program::Program& program, const program::DutyRow& duty) {
  switch (duty.limit.kind) {
    case model::LimitKind::kWithin:
    case model::LimitKind::kWithinBeginning:
    case model::LimitKind::kAtLeast:
    case model::LimitKind::kEvery: {
      const Duration* amount = run::amount_on(program, duty.limit.amount, Date::max());
      if (amount != nullptr && amount->unit == Unit::kWorkingDays) return true;
      break;
    }
    case model::LimitKind::kBy:
    case model::LimitKind::kBefore:
    case model::LimitKind::kOnTheDayOf:
    case model::LimitKind::kOnWeekday:
    case model::LimitKind::kNoSooner:
    case model::LimitKind::kThroughout:
    case model::LimitKind::kAnyTime:
      break;
  }
  return has_working_day_offset(program, duty.limit.moment) || has_working_day_offset(program, duty.limit.no_later);
}

/// Reorders `days`.
Spread spread_of(std::vector<std::int32_t>& days) {
  Spread spread;
  spread.count = days.size();
  if (days.empty()) return spread;
  const auto [least, greatest] = std::ranges::minmax(days);
  spread.least = least;
  spread.greatest = greatest;
  const auto middle = days.begin() + static_cast<std::ptrdiff_t>(days.size() / 2);
  std::ranges::nth_element(days, middle);
  // Of an even number the lower of the two in the middle is the greatest of those before it.
  const std::int32_t lower = days.size() % 2 == 1 ? *middle : *std::max_element(days.begin(), middle);
  spread.twice_median = std::int64_t{lower} + *middle;
  return spread;
}

template <typename Reason>
void count_reason(std::vector<Reason>& reasons, const run::Doubt& doubt, std::string_view case_id) {
  auto found = std::ranges::find(reasons, doubt, &Reason::doubt);
  if (found == reasons.end()) found = reasons.insert(found, Reason{doubt, 0, std::string(case_id)});
  ++found->count;
}

/// Of the rules that are continued, or of a transition: no case of a table began under those.
bool is_foreign(const program::Program& program, model::PartId part) {
  const std::vector<model::Part>& parts = program.framework->parts;
  return part.value < parts.size() && parts[part.value].kind != model::Part::Kind::kLinked;
}

}  // namespace

std::string or_list(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

SummaryBuilder::SummaryBuilder(const program::Program& program, const SourceSet& sources, Date as_of)
    : program_(program),
      sources_(sources),
      stage_cases_(program.stages.size(), 0),
      tracks_(program.tracks.size()),
      duties_(program.duties.size()),
      unexpected_(program.events.size()) {
  const model::Framework& framework = *program.framework;
  summary_.framework = framework.name;
  summary_.framework_title = framework.title;
  summary_.as_of = as_of;
  for (std::size_t kind = 0; kind < kFindingKinds; ++kind) {
    summary_.findings[kind].kind = static_cast<FindingKind>(kind);
  }
  for (std::uint32_t i = 0; i < framework.facts.size(); ++i) {
    const model::Fact& fact = framework.facts[i];
    if (is_foreign(program, framework.part_of_name(fact.name))) continue;
    const bool has_values = fact.type.kind == model::TypeKind::kYesNo || fact.type.kind == model::TypeKind::kOneOf;
    bool is_recorded = false;
    for (std::uint32_t event = 0; event < framework.events.size(); ++event) {
      is_recorded = is_recorded || run::records(program, event, i);
    }
    if (fact.means ? !has_values : !is_recorded) continue;
    FactSummary& summary = summary_.facts.emplace_back();
    summary.fact = fact.name;
    summary.title = fact.title;
    if (fact.type.kind == model::TypeKind::kYesNo) summary.values = {{"yes", 0}, {"no", 0}};
    for (const std::string& value : fact.type.values) summary.values.push_back({value, 0});
    facts_.push_back(i);
  }
  for (std::size_t i = 0; i < framework.duties.size(); ++i) {
    const model::Duty& duty = framework.duties[i];
    DutySummary& summary = summary_.duties.emplace_back();
    summary.duty = duty.name;
    summary.title = duty.title;
    const bool fixed = duty.party.kind == model::Owing::Kind::kParty;
    summary.party = fixed ? framework[duty.party.party].name : model::party_text(framework, duty.party);
    summary.party_title = fixed ? framework[duty.party.party].title : summary.party;
    summary.modality = duty.modality;
    summary.negated = duty.negated;
    duties_[i].in_working_days = counts_working_days(program, program.duties[i]);
    summary.taken_in_working_days = duties_[i].in_working_days;
  }
  for (std::size_t i = 0; i < framework.events.size(); ++i) {
    unexpected_[i].event = framework.events[i].name;
    unexpected_[i].title = framework.events[i].title;
  }
}

void SummaryBuilder::add(const FinishedCase& done) {
  ++summary_.cases;
  const auto& occurrences = done.history.occurrences;
  const auto first_after = std::ranges::upper_bound(occurrences, summary_.as_of, {}, &run::Occurrence::on);
  summary_.events += static_cast<std::uint64_t>(first_after - occurrences.begin());
  summary_.left_out += static_cast<std::uint64_t>(occurrences.end() - first_after);
  add_tracks(done);
  add_facts(done);
  for (std::size_t i = 0; i < done.state.instances.size(); ++i) {
    if (!done.state.instances[i].hidden) add_instance(done, i);
  }
  add_findings(done);
  const run::RunError& error = done.state.error;
  switch (error.kind) {
    case run::RunError::Kind::kNothing:
      break;
    case run::RunError::Kind::kStepLimit:
      add_error(fmt::format("cases do not come to rest: {}", clause_text(error.clause)), done.id);
      break;
    case run::RunError::Kind::kContradiction:
      add_error(fmt::format("two moves go to different stages at once: {} and {}", clause_text(error.clause),
                            clause_text(error.other_clause)),
                done.id);
      break;
    case run::RunError::Kind::kNotRunning:
      add_error(fmt::format("a track does not run: {}", clause_text(error.clause)), done.id);
      break;
    case run::RunError::Kind::kUnknownList:
      add_error(fmt::format("nothing can be added to a list that is not known: {}", clause_text(error.clause)),
                done.id);
      break;
    case run::RunError::Kind::kNoPlace:
      add_error(
          fmt::format("nobody can tell where a case goes on that may stand in {}", clause_text(error.other_clause)),
          done.id);
      break;
  }
}

void SummaryBuilder::add_tracks(const FinishedCase& done) {
  for (std::size_t i = 0; i < tracks_.size(); ++i) {
    const run::TrackState& track = done.state.tracks[i];
    if (track.standings.size() == 1 && !track.may_not_have_begun) {
      ++stage_cases_[track.standings.front().stage];
      continue;
    }
    scratch_.clear();
    for (const run::Standing& standing : track.standings) scratch_.push_back(standing.stage);
    if (track.may_not_have_begun || track.standings.empty()) scratch_.push_back(kNotBegun);
    ++tracks_[i].sets[scratch_];
  }
}

void SummaryBuilder::add_facts(const FinishedCase& done) {
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    const std::uint32_t fact = facts_[i];
    const program::Code code = program_.fact_code[fact];
    const Value value = program_.framework->facts[fact].means
                            ? run::evaluate(program_, done.history, done.state, code).value
                            : done.state.facts[fact];
    FactSummary& summary = summary_.facts[i];
    if (!value.known()) {
      ++summary.unknown;
      continue;
    }
    ++summary.known;
    if (value.kind == Value::Kind::kYesNo) ++summary.values[value.is_yes() ? 0 : 1].cases;
    if (value.kind == Value::Kind::kChoice) ++summary.values[static_cast<std::size_t>(value.payload)].cases;
  }
}

void SummaryBuilder::add_instance(const FinishedCase& done, std::size_t index) {
  const run::Instance& instance = done.state.instances[index];
  DutySummary& summary = summary_.duties[instance.duty];
  DutyCounts& counts = duties_[instance.duty];
  ++summary.instances;
  ++summary.by_status[static_cast<std::size_t>(instance.status)];
  if (instance.out_of_time != run::kNone) ++summary.out_of_time;
  if (done.has_assumed &&
      !run::assumed_occurrences(program_, done.history, done.state, static_cast<std::uint32_t>(index)).empty()) {
    ++summary.assumed;
  }
  if (instance.status == DutyStatus::kUndecided) count_reason(counts.undecided, instance.doubt, done.id);
  if (instance.doubt.kind == run::Doubt::Kind::kCalendar &&
      (instance.status == DutyStatus::kUndecided || instance.status == DutyStatus::kPending)) {
    add_error(
        fmt::format("the duty `{}` cannot be counted: {}", summary.duty, run::doubt_text(program_, instance.doubt)),
        done.id);
  }
  if (summary.negated) return;  // a prohibition has an act only where it is broken

  const bool is_kept = instance.status == DutyStatus::kKept || instance.status == DutyStatus::kKeptLate;
  // Where the act is its own anchor (`on a Monday`) no time passes.
  const bool is_apart = instance.act_occurrence == run::kNone || instance.act_occurrence != instance.anchor_occurrence;
  if (is_kept && is_apart && instance.anchor != run::kNoDate && instance.done != run::kNoDate) {
    if (!counts.in_working_days) {
      counts.days.taken.push_back(static_cast<std::int32_t>((instance.done - instance.anchor).count()));
    } else if (program_.calendars.working != nullptr && program_.calendars.working->knows(instance.anchor) &&
               program_.calendars.working->knows(instance.done)) {
      if (const auto days = program_.calendars.working->counted_between(instance.anchor, instance.done)) {
        counts.days.taken.push_back(*days);
      }
    }
  }
  const std::optional<Lateness>& late = done.late[index];
  if (!late) return;
  if (instance.status == DutyStatus::kKeptLate) {
    counts.days.late_calendar.push_back(late->calendar_days);
    if (late->working_days) counts.days.late_working.push_back(*late->working_days);
  } else if (instance.status == DutyStatus::kMissed && late->calendar_days < 0) {
    ++summary.too_early;
  } else if (instance.status == DutyStatus::kMissed && instance.done == run::kNoDate) {
    counts.days.overdue_calendar.push_back(late->calendar_days);
    if (late->working_days) counts.days.overdue_working.push_back(*late->working_days);
  }
}

void SummaryBuilder::add_findings(const FinishedCase& done) {
  unsigned seen = 0;
  for (const run::Finding& finding : done.findings) {
    const auto kind = static_cast<std::size_t>(finding.kind);
    FindingSummary& summary = summary_.findings[kind];
    ++summary.count;
    if ((seen & (1U << kind)) == 0) ++summary.cases;
    seen |= 1U << kind;
    if (finding.kind == FindingKind::kUnexpected && finding.occurrence != run::kNone) {
      UnexpectedSummary& unexpected = unexpected_[done.history.occurrences[finding.occurrence].event];
      if (unexpected.count++ == 0) unexpected.first_case = done.id;
    }
    if (finding.kind == FindingKind::kUndecided && finding.track != run::kNone) {
      count_reason(tracks_[finding.track].undecided, finding.doubt, done.id);
      if (finding.doubt.kind == run::Doubt::Kind::kCalendar) {
        add_error(fmt::format("a move of the track `{}` cannot be timed: {}",
                              program_.framework->tracks[finding.track].name, run::doubt_text(program_, finding.doubt)),
                  done.id);
      }
    }
  }
}

void SummaryBuilder::add_error(std::string text, std::string_view case_id) {
  auto found = std::ranges::find(summary_.errors, text, &Occurrences::text);
  if (found == summary_.errors.end()) {
    found = summary_.errors.insert(found, {std::move(text), 0, std::string(case_id)});
  }
  ++found->count;
}

std::string SummaryBuilder::clause_text(Span clause) const {
  const SourceFile& file = sources_[clause.file];
  return fmt::format("`{}` ({}:{})", file.text().substr(clause.begin, clause.end - clause.begin), file.path(),
                     file.position(clause.begin).line);
}

TrackSummary SummaryBuilder::track_summary(std::size_t track) const {
  const model::Framework& framework = *program_.framework;
  TrackSummary summary{.track = framework.tracks[track].name, .title = framework.tracks[track].title, .stages = {}};
  const auto add_set = [&](const StageSet& set, std::uint64_t cases) {
    StageSummary& stage = summary.stages.emplace_back();
    stage.cases = cases;
    for (const std::uint32_t number : set) {
      if (number == kNotBegun) {
        stage.may_not_have_begun = true;
      } else {
        stage.stages.push_back(framework.stages[number].name);
      }
    }
    std::vector<std::string> names = stage.stages;
    if (stage.may_not_have_begun) names.insert(names.begin(), "not begun");
    stage.label = or_list(names);
  };
  const TrackCounts& counts = tracks_[track];
  const StageSet not_begun{kNotBegun};
  if (const auto found = counts.sets.find(not_begun); found != counts.sets.end()) add_set(not_begun, found->second);
  for (const model::StageId stage : framework.tracks[track].stages) {
    if (stage_cases_[stage.value] > 0) add_set({stage.value}, stage_cases_[stage.value]);
  }
  for (const auto& [set, cases] : counts.sets) {
    if (set != not_begun) add_set(set, cases);
  }
  return summary;
}

ReplaySummary SummaryBuilder::finish() {
  const auto by_count = [](const Reason& a, const Reason& b) {
    if (a.count != b.count) return a.count > b.count;
    return a.doubt.kind != b.doubt.kind ? a.doubt.kind < b.doubt.kind : a.doubt.index < b.doubt.index;
  };
  for (std::size_t i = 0; i < tracks_.size(); ++i) {
    if (is_foreign(program_, program_.framework->tracks[i].part)) continue;
    summary_.tracks.push_back(track_summary(i));
    std::ranges::sort(tracks_[i].undecided, by_count);
    for (const Reason& reason : tracks_[i].undecided) {
      summary_.undecided_moves.push_back({program_.framework->tracks[i].name, run::doubt_text(program_, reason.doubt),
                                          reason.count, reason.first_case});
    }
  }
  for (std::size_t i = 0; i < duties_.size(); ++i) {
    DutySummary& summary = summary_.duties[i];
    DutyCounts& counts = duties_[i];
    summary.in_time = summary.with(DutyStatus::kKept);
    summary.rated = summary.in_time + summary.with(DutyStatus::kKeptLate) + summary.with(DutyStatus::kMissed);
    summary.taken = spread_of(counts.days.taken);
    summary.late_working_days = spread_of(counts.days.late_working);
    summary.late_calendar_days = spread_of(counts.days.late_calendar);
    summary.overdue_working_days = spread_of(counts.days.overdue_working);
    summary.overdue_calendar_days = spread_of(counts.days.overdue_calendar);
    std::ranges::sort(counts.undecided, by_count);
    for (const Reason& reason : counts.undecided) {
      summary.undecided.push_back({run::doubt_text(program_, reason.doubt), reason.count, reason.first_case});
    }
  }
  for (std::size_t i = duties_.size(); i-- > 0;) {
    if (!is_foreign(program_, {program_.part_of(program_.duties[i].scope)})) continue;
    summary_.duties.erase(summary_.duties.begin() + static_cast<std::ptrdiff_t>(i));
  }
  std::ranges::copy_if(unexpected_, std::back_inserter(summary_.unexpected),
                       [](const UnexpectedSummary& u) { return u.count > 0; });
  return std::move(summary_);
}

}  // namespace proviso::replay
