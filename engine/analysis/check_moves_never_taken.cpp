// SPDX-License-Identifier: Apache-2.0
// PV0417: moves that are never taken: a condition that is never yes, an `otherwise` that nothing is left for, a timeout
// that a shorter one always comes before.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/analysis/checks.h"
#include "engine/analysis/never_yes.h"
#include "engine/analysis/occasion.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

class NeverTakenCheck {
 public:
  NeverTakenCheck(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report)
      : framework_(framework), never_yes_(framework, graph), report_(report) {}

  void stage(model::StageId id) {
    stage_ = id;
    std::map<Occasion, std::vector<model::MoveId>> so_far;
    std::vector<model::MoveId> timeouts;
    for (const model::MoveId id_of_move : framework_[id].moves) {
      const model::Move& move = framework_[id_of_move];
      const std::vector<Occasion> on = occasions(framework_, move);
      const bool reported = move.otherwise ? nothing_left(move, on, so_far) : never_holds(move, on);
      if (!reported && move.kind == model::Move::Kind::kAfter) {
        shorter_first(move, timeouts);
        timeouts.push_back(id_of_move);
      }
      for (const Occasion& occasion : on) so_far[occasion].push_back(id_of_move);
    }
  }

 private:
  /// Its condition is never yes, whichever of its events comes.
  bool never_holds(const model::Move& move, const std::vector<Occasion>& on) {
    if (!move.condition || on.empty()) return false;
    std::optional<std::string> reason;
    for (const Occasion& occasion : on) {
      reason = never_yes_.because(situation_of(stage_, occasion), *move.condition);
      if (!reason) return false;
    }
    report(move, "this move is never taken: " + *reason, {}, "put the condition right, or take the move out");
    return true;
  }

  /// For each of its events the moves before it leave nothing.
  bool nothing_left(const model::Move& move, const std::vector<Occasion>& on,
                    const std::map<Occasion, std::vector<model::MoveId>>& so_far) {
    const model::Move* first = nullptr;
    for (const Occasion& occasion : on) {
      const auto earlier = so_far.find(occasion);
      if (earlier == so_far.end()) return false;
      std::vector<const model::Expression*> conditions;
      for (const model::MoveId id : earlier->second) {
        if (!framework_[id].condition) return false;  // reported where moves overlap
        conditions.push_back(&*framework_[id].condition);
      }
      if (!never_yes_.never_all_no(situation_of(stage_, occasion), conditions)) return false;
      first = &framework_[earlier->second.front()];
    }
    if (first == nullptr) return false;
    report(move,
           fmt::format("{}this `otherwise` is never taken: one of the conditions before it is always yes",
                       occasion_words(framework_, on.front())),
           {{first->span, "this and those behind it leave nothing"}},
           "take it out, or put the conditions before it right");
    return true;
  }

  /// A shorter time without a condition always runs out first. Of two that count from an event both may be over when
  /// the stage is entered; then the first in the file is taken.
  void shorter_first(const model::Move& move, const std::vector<model::MoveId>& before) {
    for (const model::MoveId id : framework_[stage_].moves) {
      const model::Move& other = framework_[id];
      const auto* longer = std::get_if<Duration>(&move.after);
      const auto* shorter = std::get_if<Duration>(&other.after);
      if (other.kind != model::Move::Kind::kAfter || longer == nullptr || shorter == nullptr) continue;
      if (!unconditional(other) || other.of != move.of || shorter->unit != longer->unit ||
          shorter->calendar != longer->calendar || shorter->amount >= longer->amount) {
        continue;
      }
      if (!move.of.empty() && std::find(before.begin(), before.end(), id) == before.end()) continue;
      report(move,
             fmt::format("this move is never taken: after {} the case has left stage `{}`",
                         model::duration_text(framework_, *shorter), framework_[stage_].name),
             {{other.span, "this one always comes first"}}, "give that one a condition, or take one of the two out");
      return;
    }
  }

  void report(const model::Move& move, std::string message, std::vector<Label> labels, std::string help) {
    report_.add({.code = Code::kMoveNeverTaken,
                 .severity = Severity::kWarning,
                 .message = std::move(message),
                 .span = move.span,
                 .labels = std::move(labels),
                 .help = std::move(help)});
  }

  const model::Framework& framework_;
  NeverYes never_yes_;
  DiagnosticReport& report_;
  model::StageId stage_{};
};

}  // namespace

void check_moves_never_taken(const model::Framework& framework, const graph::ProcedureGraph& graph,
                             DiagnosticReport& report) {
  NeverTakenCheck check(framework, graph, report);
  for (std::uint32_t i = 0; i < framework.stages.size(); ++i) {
    // Of a stage that no case reaches, or that is an end, that alone is said.
    if (!framework.stages[i].end && graph.reachable({i})) check.stage({i});
  }
}

}  // namespace proviso::analysis
