// SPDX-License-Identifier: Apache-2.0
// PV0422: what one duty must ensure while another must not allow it: no case keeps both.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/analysis/checks.h"
#include "engine/analysis/find_case.h"
#include "engine/analysis/never_yes.h"
#include "engine/calendar/deadline.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

using model::Duty;
using model::Limit;
using model::LimitKind;

/// Pairs of duties compared, and cases imagined, in one run of the check.
constexpr std::size_t kTotalSteps = 4'000'000;

/// Whether the scope lasts whenever the other one does.
bool encloses(const model::Framework& framework, const model::Scope& outer, const model::Scope& inner) {
  using Kind = model::Scope::Kind;
  if (outer.kind == inner.kind) return outer.index == inner.index;
  if (outer.kind == Kind::kStage || inner.kind == Kind::kCase) return false;
  const std::uint32_t track = inner.kind == Kind::kStage ? framework.stages[inner.index].track.value : inner.index;
  return outer.kind == Kind::kTrack ? outer.index == track : framework.tracks[track].part.value == outer.index;
}

/// The one moment of a limit where it is an event, or an event and the same offset.
bool same_moment(const model::Framework& framework, const model::Moment& a, const model::Moment& b) {
  return a.base().kind == model::Moment::Kind::kEvents && b.base().kind == model::Moment::Kind::kEvents &&
         model::moment_text(framework, a) == model::moment_text(framework, b);
}

class BothBindCheck {
 public:
  BothBindCheck(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report)
      : framework_(framework), graph_(graph), report_(report) {}

  void pair(const Duty& owed, const Duty& forbidden) {
    ++spent_;
    if (spent_ > kTotalSteps || !encloses(framework_, forbidden.scope, owed.scope)) return;
    const bool every_act = std::all_of(owed.events.begin(), owed.events.end(), [&](model::EventId act) {
      return std::find(forbidden.events.begin(), forbidden.events.end(), act) != forbidden.events.end();
    });
    // An act may be done for one of several parties and not for another.
    if (owed.party.kind == model::Owing::Kind::kEach || forbidden.party.kind == model::Owing::Kind::kEach) return;
    // What moves the due date may move it past the prohibition.
    if (!every_act || !owed.adjustments.empty() || !owed.stops.empty() || !owed.rolls.empty() || owed.alternative) {
      return;
    }
    const std::optional<std::string> days = all_of_its_days(owed.limit, forbidden.limit);
    if (!days) return;
    Wanted wanted;
    for (const Duty* duty : {&owed, &forbidden}) {
      if (duty->applies_if) wanted.yes.push_back(&*duty->applies_if);
      for (const model::Expression& excuse : duty->excuses) wanted.no.push_back(&excuse);
    }
    if (owed.condition) wanted.yes.push_back(&*owed.condition);
    if (forbidden.condition && !implied(owed, *forbidden.condition)) return;
    std::string when;
    if (!wanted.yes.empty() || !wanted.no.empty()) {
      Situation situation;
      if (owed.scope.kind == model::Scope::Kind::kStage) situation.stage = model::StageId{owed.scope.index};
      const FoundCase found = find_case(framework_, graph_, situation, wanted);
      spent_ += found.tried;
      if (found.outcome != FoundCase::Outcome::kFound) return;
      if (!found.in_words.empty()) when = " when " + found.in_words;
    }
    report(owed, forbidden, when, *days);
  }

 private:
  /// Whether no act that counts for the duty is one that the prohibition lets pass.
  bool implied(const Duty& owed, const model::Expression& condition) {
    if (!owed.condition) return false;
    if (!finding_none_is_proof(framework_, *owed.condition) || !finding_none_is_proof(framework_, condition)) {
      return false;
    }
    Wanted wanted;
    wanted.yes.push_back(&*owed.condition);
    wanted.no.push_back(&condition);
    const FoundCase found = find_case(framework_, graph_, {}, wanted);
    spent_ += found.tried;
    return found.outcome == FoundCase::Outcome::kNone;
  }

  /// Where every day on which the act would be in time is forbidden: why, in a sentence.
  std::optional<std::string> all_of_its_days(const Limit& owed, const Limit& forbidden) const {
    if (owed.practicable || forbidden.practicable || owed.no_later || forbidden.no_later) return std::nullopt;
    if (forbidden.kind == LimitKind::kAnyTime) return "it is never allowed there";
    if (!owed.moment || !forbidden.moment || !same_moment(framework_, *owed.moment, *forbidden.moment)) {
      return std::nullopt;
    }
    const std::string moment = model::moment_text(framework_, *owed.moment);
    const auto counted = [](LimitKind kind) {
      return kind == LimitKind::kWithin || kind == LimitKind::kWithinBeginning;
    };
    if (owed.kind == forbidden.kind && !counted(owed.kind)) {
      const bool same =
          owed.kind == LimitKind::kBy || owed.kind == LimitKind::kBefore || owed.kind == LimitKind::kOnTheDayOf;
      return same ? std::optional(fmt::format("both say `{}`", model::limit_text(framework_, owed))) : std::nullopt;
    }
    if (!counted(owed.kind) || owed.kind != forbidden.kind) return std::nullopt;
    if (owed.amount == forbidden.amount) return fmt::format("both last {}", amount_words(owed, moment));
    const auto* short_time = std::get_if<Duration>(&owed.amount);
    const auto* long_time = std::get_if<Duration>(&forbidden.amount);
    if (short_time == nullptr || long_time == nullptr) return std::nullopt;
    const bool same_unit = short_time->unit == long_time->unit && short_time->calendar == long_time->calendar;
    if (same_unit && short_time->amount > long_time->amount) return std::nullopt;
    const auto last_days = dated(owed.kind, *short_time, *long_time);
    if (!same_unit && (!last_days || last_days->first > last_days->second)) return std::nullopt;
    // Of two units, only whole weeks and calendar days compare on every date.
    if (!same_unit && !(whole_days(short_time->unit) && whole_days(long_time->unit))) return std::nullopt;
    if (!last_days) {
      return fmt::format("it is owed {} and forbidden {}", amount_words(owed, moment), amount_words(forbidden, moment));
    }
    return fmt::format("with `{}` on {} it is owed by {} and forbidden until {}", moment, long_date(kSomeDay),
                       long_date(last_days->first), long_date(last_days->second));
  }

  static bool whole_days(Unit unit) { return unit == Unit::kCalendarDays || unit == Unit::kWeeks; }

  std::string amount_words(const Limit& limit, const std::string& moment) const {
    return fmt::format("within {} {} `{}`", model::amount_text(framework_, limit.amount),
                       limit.kind == LimitKind::kWithin ? "of" : "beginning with", moment);
  }

  /// The last day of each from one day; nothing where a calendar or the hour would be needed.
  static std::optional<std::pair<Date, Date>> dated(LimitKind kind, Duration owed, Duration forbidden) {
    if (!is_civil(owed.unit) || !is_civil(forbidden.unit)) return std::nullopt;
    const Counting counting = kind == LimitKind::kWithin ? Counting::kAfter : Counting::kBeginningWith;
    const auto first = count_from(nullptr, kSomeDay, owed, counting);
    const auto second = count_from(nullptr, kSomeDay, forbidden, counting);
    if (!first || !second) return std::nullopt;
    return std::pair{*first, *second};
  }

  void report(const Duty& owed, const Duty& forbidden, const std::string& when, const std::string& days) {
    report_.add(
        {.code = Code::kMustAndMustNot,
         .severity = Severity::kWarning,
         .message = fmt::format("`{}` is owed by `{}` and forbidden by `{}` at once{}: {}",
                                model::events_text(framework_, owed.events), owed.name, forbidden.name, when, days),
         .span = owed.clause,
         .labels = {{forbidden.clause, "this forbids it"}},
         .help = "say when each of them applies, or take one of the two out"});
  }

  static constexpr Date kSomeDay{std::chrono::year{2024} / std::chrono::May / 1};

  const model::Framework& framework_;
  const graph::ProcedureGraph& graph_;
  DiagnosticReport& report_;
  std::size_t spent_ = 0;
};

}  // namespace

void check_must_and_must_not(const model::Framework& framework, const graph::ProcedureGraph& graph,
                             DiagnosticReport& report) {
  std::vector<const Duty*> prohibitions;
  for (const Duty& duty : framework.duties) {
    if (duty.modality == Modality::kMust && duty.negated) prohibitions.push_back(&duty);
  }
  BothBindCheck check(framework, graph, report);
  for (const Duty& duty : framework.duties) {
    if (duty.modality != Modality::kMust || duty.negated || duty.events.empty()) continue;
    for (const Duty* prohibition : prohibitions) check.pair(duty, *prohibition);
  }
}

}  // namespace proviso::analysis
