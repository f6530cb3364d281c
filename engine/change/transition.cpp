// SPDX-License-Identifier: Apache-2.0
#include "engine/change/transition.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/diagnostic.h"
#include "engine/documents/case_binding.h"
#include "engine/documents/case_document.h"
#include "engine/documents/case_writer.h"
#include "engine/run/executor.h"
#include "engine/run/stopped.h"

namespace proviso::change {
namespace {

using model::SymbolKind;

/// The framework that another continues.
const std::string& followed_name(const model::Framework& framework) {
  return framework.parts[framework.transition->followed.value].name;
}

/// How a case file of the new rules calls what the old ones call `name`: plainly where that is understood.
std::string new_name(const Carriage& carriage, SymbolKind kind, const std::string& name, Date on) {
  const model::Framework& framework = *carriage.new_rules->framework;
  if (on < carriage.on && on != Date::min()) return name;
  const std::string there = fmt::format("{}/{}", followed_name(framework), name);
  const auto plain = framework.find(kind, name);
  const auto full = framework.find(kind, there);
  return plain && full && *plain != *full ? there : name;
}

std::string stage_name(const model::Framework& framework, std::uint32_t stage) { return framework.stages[stage].name; }

/// Why a case was not carried over although the day has come.
std::string why_it_stays(const Carriage& carriage, const run::CaseState& state) {
  const model::Framework& framework = *carriage.new_rules->framework;
  const model::Transition& transition = *framework.transition;
  const run::PartState& part = state.parts[transition.followed.value];
  if (!part.open) return fmt::format("it was closed on {}", long_date(part.closed));
  for (const model::EventId event : transition.decided_by) {
    if (state.tallies[event.value].count > 0) {
      return fmt::format("`{}` came before {}", framework[event].name, long_date(carriage.on));
    }
  }
  std::string stages;
  for (std::uint32_t t = 0; t < state.tracks.size(); ++t) {
    if (framework.tracks[t].part != transition.followed) continue;
    for (const run::Standing& standing : state.tracks[t].standings) {
      if (framework.stages[standing.stage].end) continue;
      const std::string name = stage_name(framework, standing.stage);
      stages += fmt::format("{}`{}`", stages.empty() ? "" : ", ", name.substr(name.find('/') + 1));
    }
  }
  return stages.empty() ? std::string("it is over") : fmt::format("cases in {} stay", stages);
}

}  // namespace

std::string why_not(const Carriage& carriage) {
  const model::Framework& from = *carriage.old_rules->framework;
  const model::Framework& to = *carriage.new_rules->framework;
  if (!to.transition) {
    const bool reversed = from.transition && followed_name(from) == to.name;
    if (reversed) {
      return fmt::format("`{}` is continued by `{}`; give the old rules first, then the new ones", to.name, from.name);
    }
    return fmt::format("`{}` continues no other framework; new rules say `continues {} from <date>`", to.name,
                       from.name);
  }
  const std::string& followed = followed_name(to);
  if (followed != from.name) return fmt::format("`{}` continues `{}`, not `{}`", to.name, followed, from.name);
  if (carriage.on < to.transition->from) {
    return fmt::format("`{}` continues `{}` from {} only", to.name, followed, long_date(to.transition->from));
  }
  return {};
}

CarriedCase carry_over(const Carriage& carriage, const std::string& id, std::optional<Date> as_of,
                       const run::Records& records, const std::vector<std::string>& assumptions) {
  using Outcome = CarriedCase::Outcome;
  const model::Framework& framework = *carriage.new_rules->framework;
  CarriedCase result;
  const CaseHeader header{.id = id,
                          .framework = framework.name,
                          .as_of = as_of,
                          .transition = CaseHeader::Transition{carriage.old_rules->framework->name, carriage.on,
                                                               carriage.old_sha256, carriage.new_sha256}};
  std::string text = case_file_text(
      header, records, assumptions,
      [&](SymbolKind kind, const std::string& name, Date on) { return new_name(carriage, kind, name, on); });
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add(id, text);
  std::optional<BoundCase> bound;
  if (const auto document = read_case(file, report)) bound = bind_case(*document, *carriage.new_rules, report);
  if (!bound) {
    const std::vector<Diagnostic> found = report.sorted();
    result.outcome = Outcome::kRefused;
    result.because = found.empty() ? std::string("its records do not fit the new rules") : found.front().message;
    return result;
  }
  if (bound->history.occurrences.empty() || bound->history.occurrences.front().on >= carriage.on) {
    result.outcome = Outcome::kRefused;
    result.because =
        fmt::format("nothing happened in it before {}: it is a case of the new rules", long_date(carriage.on));
    return result;
  }
  run::CaseState state;
  run::Executor(*carriage.new_rules).run(state, bound->history, carriage.on);
  if (state.error.kind != run::RunError::Kind::kNothing) {
    result.outcome = Outcome::kRefused;
    result.because = run::error_text(state.error, *carriage.new_sources);
    return result;
  }
  if (state.carried == run::kNoDate) {
    result.outcome = Outcome::kStays;
    result.because = why_it_stays(carriage, state);
    return result;
  }
  result.outcome = Outcome::kCarried;
  result.text = std::move(text);
  for (const run::TrackState& track : state.tracks) {
    for (const run::Standing& standing : track.standings) {
      if (!framework.stages[standing.stage].end) result.stages.push_back(stage_name(framework, standing.stage));
    }
  }
  for (const run::Instance& instance : state.instances) {
    const bool pending = instance.status == DutyStatus::kPending || instance.status == DutyStatus::kUndecided;
    if (!pending || instance.hidden || !instance.scope_open || instance.dropped) continue;
    const std::string due = instance.due == run::kNoDate ? std::string{} : " due " + long_date(instance.due);
    result.duties.push_back(framework.duties[instance.duty].name + due);
  }
  return result;
}

}  // namespace proviso::change
