// SPDX-License-Identifier: Apache-2.0
#include "engine/run/findings.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/model/wording.h"
#include "engine/run/assumed.h"
#include "engine/run/evaluate.h"
#include "engine/run/lateness.h"

namespace proviso::run {

FindingKind missed_is(Modality modality) {
  switch (modality) {
    case Modality::kMust:
      return FindingKind::kBreach;
    case Modality::kShould:
      return FindingKind::kShortfall;
    case Modality::kWillUsually:
      return FindingKind::kDeviation;
    case Modality::kMay:
      return FindingKind::kOutOfTime;
  }
  return FindingKind::kBreach;
}

namespace {

bool is_missed(const Instance& instance) {
  return instance.status == DutyStatus::kMissed || instance.status == DutyStatus::kKeptLate;
}

}  // namespace

std::vector<Finding> find(const program::Program& program, const History& history, const CaseState& state) {
  std::vector<Finding> findings;
  const bool any_assumed = std::any_of(history.occurrences.begin(), history.occurrences.end(),
                                       [](const Occurrence& occurrence) { return occurrence.assumed != 0; });
  for (std::uint32_t i = 0; i < state.instances.size(); ++i) {
    const Instance& instance = state.instances[i];
    if (instance.hidden) continue;
    const program::DutyRow& duty = program.duties[instance.duty];
    Finding finding;
    finding.instance = i;
    finding.doubt = instance.doubt;
    finding.assumed = any_assumed && !assumed_occurrences(program, history, state, i).empty();
    if (instance.out_of_time != kNone) {
      Finding out = finding;
      out.kind = FindingKind::kOutOfTime;
      out.occurrence = instance.out_of_time;
      out.on = history.occurrences[instance.out_of_time].on;
      out.late = lateness_of(program, history, state, instance, instance.out_of_time);
      findings.push_back(out);
    }
    if (is_missed(instance)) {
      finding.kind = missed_is(duty.modality);
      // A miss comes up when its due day has ended, or with the act that was too early or forbidden.
      finding.on =
          instance.status == DutyStatus::kKeptLate && instance.due != kNoDate ? instance.due : instance.settled;
      if (!duty.negated) finding.late = lateness_of(program, history, state, instance);
      findings.push_back(finding);
    } else if (instance.status == DutyStatus::kUndecided) {
      finding.kind = FindingKind::kUndecided;
      finding.on = instance.settled;
      findings.push_back(finding);
    } else if (instance.status == DutyStatus::kPending && duty.has_warn && !duty.negated && !duty.standing &&
               instance.due_early != kNoDate) {
      const auto from = count_from(program.calendars.of(duty.warn), instance.due_early, duty.warn, Counting::kBefore);
      if (from && *from <= state.today) {
        finding.kind = FindingKind::kWarning;
        finding.on = *from;
        findings.push_back(finding);
      }
    }
  }
  for (const Unexpected& unexpected : state.unexpected) {
    Finding finding;
    finding.kind = FindingKind::kUnexpected;
    finding.occurrence = unexpected.occurrence;
    finding.on = history.occurrences[unexpected.occurrence].on;
    finding.assumed = history.occurrences[unexpected.occurrence].assumed != 0;
    findings.push_back(finding);
  }
  for (std::uint32_t t = 0; t < state.tracks.size(); ++t) {
    const TrackState& track = state.tracks[t];
    Finding finding;
    finding.kind = FindingKind::kUndecided;
    finding.track = t;
    for (const Wait& wait : track.waits) {
      finding.doubt = wait.doubt;
      finding.on = wait.since;
      findings.push_back(finding);
    }
    if (!track.uncounted || !track.waits.empty()) continue;
    finding.doubt = track.uncounted;
    finding.on = state.today;
    findings.push_back(finding);
  }
  for (const UndecidedTrigger& undecided : state.undecided_triggers) {
    Finding finding;
    finding.kind = FindingKind::kUndecided;
    finding.trigger = undecided.trigger;
    finding.doubt = undecided.doubt;
    finding.on = undecided.on;
    findings.push_back(finding);
  }
  const auto duty_of = [&](const Finding& f) { return f.instance == kNone ? kNone : state.instances[f.instance].duty; };
  std::stable_sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) {
    return a.on != b.on ? a.on < b.on : duty_of(a) < duty_of(b);
  });
  return findings;
}

std::vector<model::Citation> citations_of(const program::Program& program, const Instance& instance) {
  const model::Framework& framework = *program.framework;
  std::vector<model::Citation> result = framework.duties[instance.duty].citations;
  const program::DutyRow& row = program.duties[instance.duty];
  if (row.limit.amount.parameter == program::kNone) return result;
  const model::Parameter& parameter = framework.parameters[row.limit.amount.parameter];
  // Without an anchor no version counts yet; the first stands for the clause.
  const model::ParameterVersion* version = instance.anchor != kNoDate   ? parameter.in_force(instance.anchor)
                                           : parameter.versions.empty() ? nullptr
                                                                        : &parameter.versions.front();
  if (version == nullptr) return result;
  for (const model::Citation& citation : version->citations) {
    const bool known = std::any_of(result.begin(), result.end(), [&](const model::Citation& other) {
      return other.source == citation.source && other.place == citation.place &&
             other.unconfirmed == citation.unconfirmed;
    });
    if (!known) result.push_back(citation);
  }
  return result;
}

bool is_unconfirmed(const program::Program& program, const Instance& instance) {
  const auto citations = citations_of(program, instance);
  return std::any_of(citations.begin(), citations.end(), [](const model::Citation& c) { return c.unconfirmed; });
}

std::string doubt_text(const program::Program& program, const Doubt& doubt) {
  const model::Framework& framework = *program.framework;
  switch (doubt.kind) {
    case Doubt::Kind::kNothing:
      return {};
    case Doubt::Kind::kFact:
      return fmt::format("the fact `{}` is not known", framework.facts[doubt.index].name);
    case Doubt::Kind::kEvent:
      return fmt::format("the event `{}` is not held by this source", framework.events[doubt.index].name);
    case Doubt::Kind::kNotHappened:
      return fmt::format("the event `{}` has not happened", framework.events[doubt.index].name);
    case Doubt::Kind::kCalendar:
      if (!program.calendars.working) return "a count needs a calendar, and there is none";
      return fmt::format(
          "a count needs a day outside the calendar `{0}`, which knows {1} to {2}; add the years it "
          "needs to `{0}.yaml`",
          program.calendars.working->name(), program.calendars.working->data().first_year,
          program.calendars.working->data().last_year);
    case Doubt::Kind::kParameter:
      return fmt::format("no version of the parameter `{}` was in force", framework.parameters[doubt.index].name);
    case Doubt::Kind::kNoRow:
      return fmt::format("no row of the table, or more than one, decides `{}`",
                         framework.facts[program.tables[doubt.index].fact].name);
    case Doubt::Kind::kMoment:
      return "a date that it hangs on is not known";
    case Doubt::Kind::kOther:
      return "an amount is too large to reckon with";
  }
  return {};
}

std::string anchor_text(const program::Program& program, const History& history, const Instance& instance) {
  const model::Framework& framework = *program.framework;
  if (instance.anchor_occurrence != kNone) {
    return framework.events[history.occurrences[instance.anchor_occurrence].event].name;
  }
  // What holds again is owed on, from no event.
  if (instance.renewed) return "the day after it held again";
  const std::optional<model::Moment>& moment = framework.duties[instance.duty].limit.moment;
  if (!moment || moment->base().kind == model::Moment::Kind::kDay) return {};
  return model::moment_text(framework, moment->base());
}

std::uint32_t owed_by(const program::Program& program, const History& history, const CaseState& state,
                      const Instance& instance) {
  const program::DutyRow& row = program.duties[instance.duty];
  if (row.owing == model::Owing::Kind::kParty) return row.party;
  if (row.owing == model::Owing::Kind::kEach || instance.status != DutyStatus::kPending) return instance.party;
  const Value party = fact_value(program, history, state, row.party).value;
  return party.known() ? static_cast<std::uint32_t>(party.payload) : kNone;
}

std::string open_excuse(const program::Program& program, const History& history, const CaseState& state,
                        const Instance& instance) {
  const program::DutyRow& row = program.duties[instance.duty];
  Doubt doubt;
  // What a judgement makes late is not excused.
  const bool judged_late = instance.judged && !instance.practicable;
  if (row.excuse.empty() || !is_missed(instance) || judged_late ||
      holds(program, history, state, row.excuse, doubt) != Truth::kUnknown) {
    return {};
  }
  std::string result;
  for (const model::Expression& excuse : program.framework->duties[instance.duty].excuses) {
    if (!result.empty()) result += " or ";
    result += model::expression_text(*program.framework, excuse);
  }
  return result;
}

}  // namespace proviso::run
