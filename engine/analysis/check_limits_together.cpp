// SPDX-License-Identifier: Apache-2.0
// PV0430: limits that cannot all be kept, said in words. (PV0432 where it is one duty that contradicts itself.)
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/word_list.h"
#include "engine/analysis/checks.h"
#include "engine/analysis/limit_conflicts.h"
#include "engine/analysis/owed_and_forbidden.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

using Kind = CertainLimit::Kind;

class ConflictWording {
 public:
  ConflictWording(const model::Framework& framework, const CertainLimits& limits, DiagnosticReport& report)
      : framework_(framework), limits_(limits), report_(report) {}

  void operator()(const LimitConflict& conflict) {
    if (const auto* pair = std::get_if<LimitPair>(&conflict.of)) {
      if (!forbidden(*pair)) report_pair(*pair, conflict.why);
    } else if (const auto* way = std::get_if<LimitWay>(&conflict.of)) {
      report_way(*way, conflict.why);
    } else {
      report_circle(conflict.network(), conflict.why);
    }
  }

 private:
  /// Whether the second limit of the two is a prohibition of which PV0422 tells.
  [[nodiscard]] bool forbidden(const LimitPair& pair) const {
    const model::Duty& owed = framework_[limits_.all[pair.not_after].duty];
    const model::Duty& other = framework_[limits_.all[pair.not_before].duty];
    return other.negated && encloses(framework_, other.scope, owed.scope) &&
           all_its_days_forbidden(framework_, owed.limit, other.limit);
  }

  void report_pair(const LimitPair& pair, const Contradiction& why) {
    const CertainLimit& not_after = limits_.all[pair.not_after];
    const CertainLimit& not_before = limits_.all[pair.not_before];
    const model::Duty& duty = framework_[not_after.duty];
    const std::string missing = measure_text(framework_, why.missing, why.measure);
    if (not_after.duty == not_before.duty) {
      report_.add({.code = Code::kNeverKept,
                   .severity = Severity::kWarning,
                   .message = fmt::format("`{}` can never be kept: its first day in time comes {} after its last",
                                          duty.name, missing),
                   .span = duty.limit.span,
                   .labels = {},
                   .help = "let `no sooner than` name the earlier day and `no later than` the later one"});
      return;
    }
    report_.add(
        {.code = Code::kLimitsConflict,
         .severity = Severity::kWarning,
         .message = fmt::format("`{}` and `{}` cannot both be kept: from `{}` to `{}` the first leaves {}, and "
                                "the second takes {} more",
                                duty.name, framework_[not_before.duty].name, anchor_text(framework_, not_after),
                                model::events_text(framework_, not_after.acts),
                                not_after.counts.empty() ? "no time" : counts_text(framework_, not_after), missing),
         .span = duty.clause,
         .labels = {{framework_[not_before.duty].clause, leaves_text(not_before)}},
         .help = "change one of the two limits, or say with `applies if` which cases each is for"});
  }

  [[nodiscard]] std::string leaves_text(const CertainLimit& limit) const {
    const std::string counts = limit.counts.empty() ? "no time" : counts_text(framework_, limit);
    switch (limit.kind) {
      case Kind::kNotAfter:
        return fmt::format("at most {} from `{}`", counts, anchor_text(framework_, limit));
      case Kind::kNotBefore:
        return fmt::format("{} {} from `{}`", limit.shift > 0 ? "more than" : "at least", counts,
                           anchor_text(framework_, limit));
      case Kind::kAhead:
        return limit.counts.empty() ? fmt::format("before `{}`", anchor_text(framework_, limit))
                                    : fmt::format("at least {} before `{}`", counts, anchor_text(framework_, limit));
    }
    return {};
  }

  void report_way(const LimitWay& way, const Contradiction& why) {
    const TimeNetwork& network = way.tied.network;
    const auto point = [&](std::size_t at) { return point_text(framework_, way.way, way.tied, at); };
    std::vector<Label> labels;
    std::vector<std::string> names;
    const Tie* main = nullptr;
    std::size_t at_most = 0;
    std::vector<std::size_t> in_order = why.ties;
    std::stable_sort(in_order.begin(), in_order.end(),
                     [&](std::size_t a, std::size_t b) { return network.ties[a].to < network.ties[b].to; });
    for (const std::size_t index : in_order) {
      const Tie& tie = network.ties[index];
      if (tie.source == Tie::Source::kOrder) continue;
      if (tie.source == Tie::Source::kTimeout) {
        const model::Move& move = framework_[model::MoveId{tie.index}];
        labels.push_back(
            {move.span, fmt::format("{} {} in stage `{}`", tie.kind == Tie::Kind::kAtMost ? "at most" : "at least",
                                    length_text(framework_, move.after), framework_[move.from].name)});
        continue;
      }
      const CertainLimit& limit = limits_.all[tie.index];
      if (tie.kind == Tie::Kind::kAtMost) ++at_most;
      if (tie.kind == Tie::Kind::kAtMost && main == nullptr) {
        main = &tie;
        continue;
      }
      names.push_back(fmt::format("`{}`", framework_[limit.duty].name));
      std::string text = leaves_text(limit);
      if (limit.kind != Kind::kAhead) text += fmt::format(" to {}", point(tie.to));
      labels.push_back({framework_[limit.duty].clause, std::move(text)});
    }
    if (main == nullptr) return;  // without a last day nothing can be missed
    const CertainLimit& limit = limits_.all[main->index];
    const model::Duty& duty = framework_[limit.duty];
    const std::string missing = measure_text(framework_, why.missing, why.measure);
    std::string message =
        fmt::format("`{}` cannot be kept{}{} in a case that goes {}: ", duty.name,
                    names.empty() ? "" : " together with ", joined(names), way_text(framework_, way.way));
    if (at_most == 1) {
      message += fmt::format("it leaves {} from {} to {}, and what lies between takes {} more",
                             limit.counts.empty() ? "no time" : counts_text(framework_, limit), point(main->from),
                             point(main->to), missing);
    } else {
      message += fmt::format("of the time that they leave, {} {} missing", missing, why.missing == 1 ? "is" : "are");
    }
    report_.add({.code = Code::kLimitsConflict,
                 .severity = Severity::kWarning,
                 .message = std::move(message),
                 .span = duty.clause,
                 .labels = std::move(labels),
                 .help = fmt::format("give `{}` more time, or shorten what has to come before its act", duty.name)});
  }

  void report_circle(const TimeNetwork& network, const Contradiction& why) {
    std::vector<const Tie*> ties;
    for (const std::size_t index : why.ties) ties.push_back(&network.ties[index]);
    // Each tie leads from its event to the act before it: backwards, the acts come in the order they are asked for.
    std::string order;
    for (const Tie* tie : ties) order += fmt::format("`{}` after ", framework_.events[tie->to].name);
    order += fmt::format("`{}`", framework_.events[ties.front()->to].name);
    const auto duty_of = [&](const Tie& tie) -> const model::Duty& { return framework_[limits_.all[tie.index].duty]; };
    if (ties.size() == 1) {
      report_.add({.code = Code::kNeverKept,
                   .severity = Severity::kWarning,
                   .message = fmt::format("`{}` can never be kept: it asks for `{}` before `{}` itself",
                                          duty_of(*ties.front()).name, framework_.events[ties.front()->from].name,
                                          framework_.events[ties.front()->to].name),
                   .span = duty_of(*ties.front()).clause,
                   .labels = {},
                   .help = "name the event that the act has to come before"});
      return;
    }
    std::vector<std::string> names;
    std::vector<Label> labels;
    for (const Tie* tie : ties) {
      names.push_back(fmt::format("`{}`", duty_of(*tie).name));
      if (tie == ties.front()) continue;
      labels.push_back(
          {duty_of(*tie).clause, fmt::format("asks for `{}` before `{}`", framework_.events[tie->from].name,
                                             framework_.events[tie->to].name)});
    }
    report_.add({.code = Code::kLimitsConflict,
                 .severity = Severity::kWarning,
                 .message = fmt::format("{} cannot {} be kept: none of the acts can come first, {}", joined(names),
                                        names.size() == 2 ? "both" : "all", order),
                 .span = duty_of(*ties.front()).clause,
                 .labels = std::move(labels),
                 .help = "take one of them out, or turn it round"});
  }

  const model::Framework& framework_;
  const CertainLimits& limits_;
  DiagnosticReport& report_;
};

}  // namespace

void check_limits_together(const model::Framework& framework, const graph::ProcedureGraph& /*graph*/,
                           DiagnosticReport& report) {
  const CertainLimits limits = certain_limits(framework, Bindingness::kMust);
  ConflictWording say(framework, limits, report);
  for (const LimitConflict& conflict : limit_conflicts(framework, limits)) say(conflict);
}

}  // namespace proviso::analysis
