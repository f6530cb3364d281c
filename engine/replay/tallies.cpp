// SPDX-License-Identifier: Apache-2.0
#include "engine/replay/tallies.h"

#include <algorithm>
#include <chrono>

#include "engine/run/binding.h"
#include "engine/run/moments.h"

namespace proviso::replay {
namespace {

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

void add_all(std::vector<Reason>& to, const std::vector<Reason>& from) {
  for (const Reason& reason : from) count_reason(to, reason.doubt, reason.seen);
}

}  // namespace

void FirstSeen::add(std::uint64_t in_ordinal, std::string_view case_id, std::uint64_t times) {
  if (count == 0 || in_ordinal < ordinal) {
    ordinal = in_ordinal;
    first_case = case_id;
  }
  count += times;
}

void FirstSeen::add(const FirstSeen& other) {
  if (other.count > 0) add(other.ordinal, other.first_case, other.count);
}

void count_reason(std::vector<Reason>& reasons, const run::Doubt& doubt, const FirstSeen& seen) {
  auto found = std::ranges::find(reasons, doubt, &Reason::doubt);
  if (found == reasons.end()) found = reasons.insert(found, Reason{doubt, {}});
  found->seen.add(seen);
}

Tallies::Tallies(const program::Program& program)
    : stage_cases(program.stages.size(), 0),
      tracks(program.tracks.size()),
      facts(program.fact_code.size()),
      duties(program.duties.size()),
      unexpected(program.events.size()) {
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const model::Type& type = program.framework->facts[i].type;
    if (type.kind == model::TypeKind::kYesNo) facts[i].values.assign(2, 0);
    if (type.kind == model::TypeKind::kOneOf) facts[i].values.assign(type.values.size(), 0);
  }
}

void DutyTally::add(const DutyTally& other) {
  instances += other.instances;
  for (std::size_t s = 0; s < kDutyStatuses; ++s) by_status[s] += other.by_status[s];
  too_early += other.too_early;
  out_of_time += other.out_of_time;
  assumed += other.assumed;
  taken.add(other.taken);
  late_working.add(other.late_working);
  late_calendar.add(other.late_calendar);
  overdue_working.add(other.overdue_working);
  overdue_calendar.add(other.overdue_calendar);
  add_all(undecided, other.undecided);
}

void Tallies::add(const Tallies& other) {
  cases += other.cases;
  events += other.events;
  left_out += other.left_out;
  for (std::size_t i = 0; i < stage_cases.size(); ++i) stage_cases[i] += other.stage_cases[i];
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    for (const auto& [set, count] : other.tracks[i].sets) tracks[i].sets[set] += count;
    add_all(tracks[i].undecided, other.tracks[i].undecided);
  }
  for (std::size_t i = 0; i < facts.size(); ++i) {
    facts[i].known += other.facts[i].known;
    facts[i].unknown += other.facts[i].unknown;
    for (std::size_t v = 0; v < facts[i].values.size(); ++v) facts[i].values[v] += other.facts[i].values[v];
  }
  for (std::size_t i = 0; i < duties.size(); ++i) duties[i].add(other.duties[i]);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    findings[i].count += other.findings[i].count;
    findings[i].cases += other.findings[i].cases;
  }
  for (std::size_t i = 0; i < unexpected.size(); ++i) unexpected[i].add(other.unexpected[i]);
  for (const auto& [text, seen] : other.errors) {
    auto found = std::ranges::find(errors, text, &std::pair<std::string, FirstSeen>::first);
    if (found == errors.end()) found = errors.insert(found, {text, {}});
    found->second.add(seen);
  }
}

std::vector<std::uint32_t> facts_shown(const program::Program& program) {
  const model::Framework& framework = *program.framework;
  std::vector<std::uint32_t> shown;
  for (std::uint32_t i = 0; i < framework.facts.size(); ++i) {
    const model::Fact& fact = framework.facts[i];
    const model::PartId part = framework.part_of_name(fact.name);
    // Of the rules that are continued, or of a transition: no case of a table began under those.
    if (part.value < framework.parts.size() && framework.parts[part.value].kind != model::Part::Kind::kLinked) continue;
    const bool has_values = fact.type.kind == model::TypeKind::kYesNo || fact.type.kind == model::TypeKind::kOneOf;
    bool is_recorded = false;
    for (std::uint32_t event = 0; event < framework.events.size(); ++event) {
      is_recorded = is_recorded || run::records(program, event, i);
    }
    if (fact.means ? has_values : is_recorded) shown.push_back(i);
  }
  return shown;
}

bool counts_working_days(const program::Program& program, std::uint32_t duty) {
  const program::LimitRow& limit = program.duties[duty].limit;
  switch (limit.kind) {
    case model::LimitKind::kWithin:
    case model::LimitKind::kWithinBeginning:
    case model::LimitKind::kAtLeast:
    case model::LimitKind::kEvery: {
      const Duration* amount = run::amount_on(program, limit.amount, Date::max());
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
  return has_working_day_offset(program, limit.moment) || has_working_day_offset(program, limit.no_later);
}

}  // namespace proviso::replay
