// SPDX-License-Identifier: Apache-2.0
// PV0418: several moves of one stage on one event, each with a condition, that leave cases out: then the case stays
// where it is, and nobody said so.
#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/analysis/checks.h"
#include "engine/analysis/find_case.h"
#include "engine/analysis/occasion.h"

namespace proviso::analysis {
namespace {

/// Cases imagined in one run of the check; a framework that asks for more is not searched further.
constexpr std::size_t kTotalCases = 2'000'000;
/// What looking at the moves on one event costs besides the cases imagined.
constexpr std::size_t kEventCost = 10;

class GapCheck {
 public:
  GapCheck(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report)
      : framework_(framework), graph_(graph), report_(report) {}

  void stage(model::StageId id) {
    std::map<Occasion, std::vector<model::MoveId>> moves;
    std::vector<Occasion> in_order;
    for (const model::MoveId move : framework_[id].moves) {
      if (framework_[move].kind != model::Move::Kind::kOnEvents) continue;
      for (const Occasion& occasion : occasions(framework_, framework_[move])) {
        std::vector<model::MoveId>& same = moves[occasion];
        if (same.empty()) in_order.push_back(occasion);
        same.push_back(move);
      }
    }
    // Moves on several events leave the same cases out on each: that is said once.
    std::vector<std::vector<model::MoveId>> reported;
    for (const Occasion& occasion : in_order) {
      const std::vector<model::MoveId>& same = moves[occasion];
      if (same.size() < 2 || std::find(reported.begin(), reported.end(), same) != reported.end()) continue;
      if (gap(id, occasion, same)) reported.push_back(same);
    }
  }

 private:
  bool gap(model::StageId stage, const Occasion& occasion, const std::vector<model::MoveId>& moves) {
    Wanted wanted;
    for (const model::MoveId id : moves) {
      const model::Move& move = framework_[id];
      if (!move.condition) return false;
      wanted.no.push_back(&*move.condition);
    }
    if (spent_ >= kTotalCases) return false;
    const FoundCase found = find_case(framework_, graph_, situation_of(stage, occasion), wanted);
    spent_ += found.tried + kEventCost;
    if (found.outcome != FoundCase::Outcome::kFound || found.in_words.empty()) return false;
    report_.add({.code = Code::kMoveGap,
                 .severity = Severity::kWarning,
                 .message = fmt::format("{}no move of stage `{}` matches when {}: the case stays there",
                                        occasion_words(framework_, occasion), framework_[stage].name, found.in_words),
                 .span = framework_[moves.back()].span,
                 .labels = {{framework_[moves.front()].span, "the first of the moves on this event"}},
                 .help = "write a move for it, or `otherwise`; if the case is meant to stay, `accept` this"});
    return true;
  }

  const model::Framework& framework_;
  const graph::ProcedureGraph& graph_;
  DiagnosticReport& report_;
  std::size_t spent_ = 0;
};

}  // namespace

void check_move_gaps(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report) {
  GapCheck check(framework, graph, report);
  for (std::uint32_t i = 0; i < framework.stages.size(); ++i) {
    if (!framework.stages[i].end && graph.reachable({i})) check.stage({i});
  }
}

}  // namespace proviso::analysis
