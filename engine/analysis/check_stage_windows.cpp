// SPDX-License-Identifier: Apache-2.0
// PV0432: duties that can never be kept, each looked at by itself: a stage that is over before the act is in time, and
// dates in the wrong order. (Two counts of one duty are compared with those of others, in check_limits_together.cpp.)
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/analysis/certain_limits.h"
#include "engine/analysis/checks.h"
#include "engine/analysis/stage_events.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

class WindowCheck {
 public:
  WindowCheck(const model::Framework& framework, DiagnosticReport& report)
      : framework_(framework),
        report_(report),
        limits_(certain_limits(framework, Bindingness::kEvery)),
        days_(framework, nullptr) {}

  void check() {
    for (const model::Duty& duty : framework_.duties) written_dates(duty);
    for (const CertainLimit& limit : limits_.all) {
      if (limit.kind == CertainLimit::Kind::kNotBefore && !framework_[limit.duty].negated) stage_over(limit);
      if (limit.kind == CertainLimit::Kind::kAhead) before_entry(limit);
    }
  }

 private:
  void never(const model::Duty& duty, std::string reason, std::vector<Label> labels, std::string help) {
    report_.add({.code = Code::kNeverKept,
                 .severity = Severity::kWarning,
                 .message = fmt::format("`{}` can never be kept: {}", duty.name, reason),
                 .span = duty.limit.span,
                 .labels = std::move(labels),
                 .help = std::move(help)});
  }

  void written_dates(const model::Duty& duty) {
    const model::Limit& limit = duty.limit;
    if (limit.kind != model::LimitKind::kNoSooner || duty.negated || duty.alternative) return;
    if (!limit.moment || !limit.no_later) return;
    if (limit.moment->kind != model::Moment::Kind::kDay || limit.no_later->kind != model::Moment::Kind::kDay) return;
    if (limit.moment->day <= limit.no_later->day || !duty.adjustments.empty() || !duty.rolls.empty()) return;
    never(duty, fmt::format("{} comes after {}", long_date(limit.moment->day), long_date(limit.no_later->day)), {},
          "let `no sooner than` name the earlier day and `no later than` the later one");
  }

  /// Whether every case that enters the stage does so when the limit's anchor happens.
  [[nodiscard]] bool anchored_in_entry(const CertainLimit& limit, model::StageId stage) const {
    if (limit.entering) return *limit.entering == stage;
    const model::Track& track = framework_[framework_[stage].track];
    const auto by_anchor = [&](const std::vector<model::EventId>& events) {
      return !events.empty() && std::all_of(events.begin(), events.end(),
                                            [&](model::EventId event) { return holds(limit.anchor, event); });
    };
    if (track.stages.front() == stage && !by_anchor(track.begins_when)) return false;
    return std::all_of(framework_.moves.begin(), framework_.moves.end(), [&](const model::Move& move) {
      return move.to != stage || (move.kind == model::Move::Kind::kOnEvents && by_anchor(move.events));
    });
  }

  /// Asked for some time before the very event that enters the stage.
  void before_entry(const CertainLimit& limit) {
    const model::Duty& duty = framework_[limit.duty];
    if (duty.scope.kind != model::Scope::Kind::kStage || days_.range(limit.counts, -limit.shift, {}).least < 1) return;
    const model::StageId stage{duty.scope.index};
    const auto missed_by = [&](const std::vector<model::EventId>& events, Span place) {
      const auto found = std::find_if(events.begin(), events.end(), [&](model::EventId event) {
        return asks_before_entry(framework_, limit, event);
      });
      if (found == events.end()) return false;
      never(duty,
            fmt::format("a case that enters stage `{0}` with `{1}` has missed it there and then, for its act is asked "
                        "for {2} before `{1}`",
                        framework_[stage].name, framework_[*found].name, counts_text(framework_, limit)),
            {{place, "the stage is entered here"}}, "write the duty in a stage before this one, or under the track");
      return true;
    };
    const model::Track& track = framework_[framework_[stage].track];
    if (track.stages.front() == stage && missed_by(track.begins_when, track.name_span)) return;
    for (const model::Move& move : framework_.moves) {
      if (move.to == stage && missed_by(move.events, move.span)) return;
    }
  }

  /// Actions that lead into the stage otherwise do not matter: what they leave out is only more time.
  void stage_over(const CertainLimit& limit) {
    const model::Duty& duty = framework_[limit.duty];
    if (duty.scope.kind != model::Scope::Kind::kStage || limit.first) return;
    const model::StageId stage{duty.scope.index};
    if (!anchored_in_entry(limit, stage)) return;
    for (const model::MoveId id : framework_[stage].moves) {
      const model::Move& move = framework_[id];
      if (move.kind != model::Move::Kind::kAfter || move.condition || !move.of.empty()) continue;
      for (const Measure measure : days_.measures()) {
        const DayRange opens = days_.range(limit.counts, limit.shift, measure);
        const DayRange over = days_.range({{move.after, Counting::kAfter}}, 0, measure);
        if (!over.most || *over.most >= opens.least) continue;
        never(duty,
              fmt::format("its act is in time {} after {} at the earliest, and stage `{}` is over by then",
                          counts_text(framework_, limit),
                          limit.entering ? fmt::format("entering `{}`", framework_[stage].name)
                                         : fmt::format("`{}`", anchor_text(framework_, limit)),
                          framework_[stage].name),
              {{move.span, fmt::format("the stage lasts {} at most", model::amount_text(framework_, move.after))}},
              "let the stage last longer, or write the duty where it outlasts the stage");
        return;
      }
    }
  }

  const model::Framework& framework_;
  DiagnosticReport& report_;
  CertainLimits limits_;
  DayCounts days_;
};

}  // namespace

void check_stage_windows(const model::Framework& framework, const graph::ProcedureGraph& /*graph*/,
                         DiagnosticReport& report) {
  WindowCheck(framework, report).check();
}

}  // namespace proviso::analysis
