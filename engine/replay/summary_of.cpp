// SPDX-License-Identifier: Apache-2.0
// Tallies in words and names.
#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/model/wording.h"
#include "engine/replay/summary_builder.h"
#include "engine/run/findings.h"

namespace proviso::replay {
namespace {

/// Of the rules that are continued, or of a transition: no case of a table began under those.
bool is_foreign(const program::Program& program, model::PartId part) {
  const std::vector<model::Part>& parts = program.framework->parts;
  return part.value < parts.size() && parts[part.value].kind != model::Part::Kind::kLinked;
}

FactSummary fact_summary(const model::Fact& fact, const FactTally& tally) {
  FactSummary summary;
  summary.fact = fact.name;
  summary.title = fact.title;
  if (fact.type.kind == model::TypeKind::kYesNo) summary.values = {{"yes", tally.values[0]}, {"no", tally.values[1]}};
  for (std::size_t v = 0; v < fact.type.values.size(); ++v) {
    summary.values.push_back({fact.type.values[v], tally.values[v]});
  }
  summary.known = tally.known;
  summary.unknown = tally.unknown;
  return summary;
}

/// The most frequent first.
std::vector<Reason> by_count(std::vector<Reason> reasons) {
  std::ranges::sort(reasons, [](const Reason& a, const Reason& b) {
    if (a.seen.count != b.seen.count) return a.seen.count > b.seen.count;
    return a.doubt.kind != b.doubt.kind ? a.doubt.kind < b.doubt.kind : a.doubt.index < b.doubt.index;
  });
  return reasons;
}

DutySummary duty_summary(const program::Program& program, std::uint32_t index, const DutyTally& tally) {
  const model::Framework& framework = *program.framework;
  const model::Duty& duty = framework.duties[index];
  DutySummary summary;
  summary.duty = duty.name;
  summary.title = duty.title;
  const bool fixed = duty.party.kind == model::Owing::Kind::kParty;
  summary.party = fixed ? framework[duty.party.party].name : model::party_text(framework, duty.party);
  summary.party_title = fixed ? framework[duty.party.party].title : summary.party;
  summary.modality = duty.modality;
  summary.negated = duty.negated;
  summary.taken_in_working_days = counts_working_days(program, index);
  summary.instances = tally.instances;
  summary.by_status = tally.by_status;
  summary.too_early = tally.too_early;
  summary.out_of_time = tally.out_of_time;
  summary.assumed = tally.assumed;
  summary.in_time = summary.with(DutyStatus::kKept);
  summary.rated = summary.in_time + summary.with(DutyStatus::kKeptLate) + summary.with(DutyStatus::kMissed);
  summary.taken = tally.taken.spread();
  summary.late_working_days = tally.late_working.spread();
  summary.late_calendar_days = tally.late_calendar.spread();
  summary.overdue_working_days = tally.overdue_working.spread();
  summary.overdue_calendar_days = tally.overdue_calendar.spread();
  for (const Reason& reason : by_count(tally.undecided)) {
    summary.undecided.push_back({run::doubt_text(program, reason.doubt), reason.seen.count, reason.seen.first_case});
  }
  return summary;
}

TrackSummary track_summary(const program::Program& program, std::size_t track, const Tallies& tallies) {
  const model::Framework& framework = *program.framework;
  TrackSummary summary{.track = framework.tracks[track].name, .title = framework.tracks[track].title, .stages = {}};
  const auto add_set = [&](const StageSet& set, std::uint64_t cases) {
    StageSummary& stage = summary.stages.emplace_back();
    stage.cases = cases;
    for (const std::uint32_t number : set) {
      if (number == run::kNone) {
        stage.may_not_have_begun = true;
      } else {
        stage.stages.push_back(framework.stages[number].name);
      }
    }
    std::vector<std::string> names = stage.stages;
    if (stage.may_not_have_begun) names.insert(names.begin(), "not begun");
    stage.label = or_list(names);
  };
  const auto& sets = tallies.tracks[track].sets;
  const StageSet not_begun{run::kNone};
  if (const auto found = sets.find(not_begun); found != sets.end()) add_set(not_begun, found->second);
  for (const model::StageId stage : framework.tracks[track].stages) {
    if (tallies.stage_cases[stage.value] > 0) add_set({stage.value}, tallies.stage_cases[stage.value]);
  }
  for (const auto& [set, cases] : sets) {
    if (set != not_begun) add_set(set, cases);
  }
  return summary;
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

ReplaySummary summary_of(const program::Program& program, const Tallies& tallies, Date as_of) {
  const model::Framework& framework = *program.framework;
  ReplaySummary summary;
  summary.framework = framework.name;
  summary.framework_title = framework.title;
  summary.as_of = as_of;
  summary.cases = tallies.cases;
  summary.events = tallies.events;
  summary.left_out = tallies.left_out;
  for (std::size_t i = 0; i < tallies.tracks.size(); ++i) {
    if (is_foreign(program, framework.tracks[i].part)) continue;
    summary.tracks.push_back(track_summary(program, i, tallies));
    for (const Reason& reason : by_count(tallies.tracks[i].undecided)) {
      summary.undecided_moves.push_back({framework.tracks[i].name, run::doubt_text(program, reason.doubt),
                                         reason.seen.count, reason.seen.first_case});
    }
  }
  for (const std::uint32_t fact : facts_shown(program)) {
    summary.facts.push_back(fact_summary(framework.facts[fact], tallies.facts[fact]));
  }
  for (std::uint32_t i = 0; i < tallies.duties.size(); ++i) {
    if (is_foreign(program, {program.part_of(program.duties[i].scope)})) continue;
    summary.duties.push_back(duty_summary(program, i, tallies.duties[i]));
  }
  for (std::size_t kind = 0; kind < kFindingKinds; ++kind) {
    summary.findings[kind] = {static_cast<FindingKind>(kind), tallies.findings[kind].count,
                              tallies.findings[kind].cases};
  }
  for (std::size_t i = 0; i < tallies.unexpected.size(); ++i) {
    const FirstSeen& seen = tallies.unexpected[i];
    if (seen.count == 0) continue;
    summary.unexpected.push_back({framework.events[i].name, framework.events[i].title, seen.count, seen.first_case});
  }
  std::vector<std::pair<std::string, FirstSeen>> errors = tallies.errors;
  std::ranges::stable_sort(errors, {}, [](const auto& error) { return error.second.ordinal; });
  for (const auto& [text, seen] : errors) summary.errors.push_back({text, seen.count, seen.first_case});
  return summary;
}

}  // namespace proviso::replay
