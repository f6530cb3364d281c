// SPDX-License-Identifier: Apache-2.0
// PV0403: two moves of one stage that both match. Which is taken would hang on their order in the file, unsaid.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/analysis/checks.h"
#include "engine/analysis/find_case.h"
#include "engine/analysis/occasion.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

/// Cases imagined in one run of the check; a framework that asks for more is not searched further.
constexpr std::size_t kTotalCases = 2'000'000;
/// What comparing two moves costs besides the cases imagined.
constexpr std::size_t kPairCost = 10;

bool same_literal(const model::Literal& a, const model::Literal& b) { return to_value(a) == to_value(b); }

/// The same clause written twice. Of moments that is not asked: then they count as different.
bool same_expression(const model::Expression& a, const model::Expression& b) {
  return a.operation == b.operation && a.fact == b.fact && a.event == b.event && a.stage == b.stage &&
         a.duty == b.duty && a.status == b.status && a.duration == b.duration && a.since.empty() && b.since.empty() &&
         same_literal(a.literal, b.literal) &&
         std::equal(a.operands.begin(), a.operands.end(), b.operands.begin(), b.operands.end(), same_expression);
}

class OverlapCheck {
 public:
  OverlapCheck(const model::Framework& framework, const graph::ProcedureGraph& graph, DiagnosticReport& report)
      : framework_(framework), graph_(graph), report_(report) {}

  void stage(model::StageId id) {
    stage_ = id;
    std::map<Occasion, std::vector<model::MoveId>> so_far;
    for (const model::MoveId move : framework_[id].moves) {
      const std::vector<Occasion> on = occasions(framework_, framework_[move]);
      bool reported = false;
      for (const Occasion& occasion : on) {
        std::vector<model::MoveId>& earlier = so_far[occasion];
        for (std::size_t i = 0; i < earlier.size() && !reported; ++i) reported = compare(occasion, earlier, i, move);
        earlier.push_back(move);
      }
    }
  }

 private:
  /// Reports the later move where it overlaps the i-th of the earlier ones.
  bool compare(const Occasion& occasion, const std::vector<model::MoveId>& earlier, std::size_t i,
               model::MoveId later_id) {
    const model::Move& first = framework_[earlier[i]];
    const model::Move& later = framework_[later_id];
    if (occasion.kind == model::Move::Kind::kOnCondition && first.to == later.to) return false;  // nothing hangs on it
    if (unconditional(first) || (first.otherwise && later.otherwise)) {
      never_taken(occasion, first, later);
      return true;
    }
    if (later.otherwise) return false;  // it holds only where the earlier ones are no

    Wanted wanted;
    if (first.otherwise) {
      for (std::size_t k = 0; k < i; ++k) {
        const model::Move& before = framework_[earlier[k]];
        if (before.condition) wanted.no.push_back(&*before.condition);
        if (unconditional(before) || before.otherwise) return false;  // so this `otherwise` never holds
      }
    } else {
      wanted.yes.push_back(&*first.condition);
    }
    if (later.condition) wanted.yes.push_back(&*later.condition);
    // Without a witness two moves are known to overlap only where a condition yes at all is enough.
    const bool any_case_will_do =
        !first.otherwise && (!later.condition || same_expression(*first.condition, *later.condition));
    FoundCase found;
    if (spent_ < kTotalCases) {
      found = find_case(framework_, graph_, situation_of(stage_, occasion), wanted);
      spent_ += found.tried + kPairCost;
    }
    const bool overlap = found.outcome == FoundCase::Outcome::kFound ||
                         (found.outcome == FoundCase::Outcome::kUndecided && any_case_will_do);
    if (overlap) both_match(occasion, first, later, found);
    return overlap;
  }

  void never_taken(const Occasion& occasion, const model::Move& first, const model::Move& later) {
    report_.add({.code = Code::kOverlappingMoves,
                 .severity = Severity::kError,
                 .message = fmt::format("{}this move is never taken: an earlier one of stage `{}` always comes first",
                                        occasion_words(framework_, occasion), framework_[stage_].name),
                 .span = later.span,
                 .labels = {{first.span, first.otherwise ? "this `otherwise` already takes every case that is left"
                                                         : "this one has no condition"}},
                 .help = first.otherwise ? "take one of the two out"
                                         : "give the earlier move a condition, or take one of the two out"});
  }

  void both_match(const Occasion& occasion, const model::Move& first, const model::Move& later,
                  const FoundCase& found) {
    const bool on_condition = occasion.kind == model::Move::Kind::kOnCondition;
    std::string help = on_condition
                           ? "a case in which both hold stops with an error: make the conditions exclude each other"
                           : "make the conditions exclude each other: which move is taken must not hang on their order";
    if (first.to == later.to) {
      help = fmt::format("both go to `{}`: make them one move, their conditions joined by `or`",
                         framework_[later.to].name);
    } else if (!later.condition && !first.otherwise) {
      help = "write `otherwise` here if this move is for every other case";
    }
    std::string message = fmt::format("{}two moves of stage `{}` both match", occasion_words(framework_, occasion),
                                      framework_[stage_].name);
    if (!found.in_words.empty()) message += " when " + found.in_words;
    report_.add({.code = Code::kOverlappingMoves,
                 .severity = Severity::kError,
                 .message = std::move(message),
                 .span = later.span,
                 .labels = {{first.span, on_condition ? "this one matches too" : "this one comes first"}},
                 .help = std::move(help)});
  }

  const model::Framework& framework_;
  const graph::ProcedureGraph& graph_;
  DiagnosticReport& report_;
  model::StageId stage_{};
  std::size_t spent_ = 0;
};

}  // namespace

void check_overlapping_moves(const model::Framework& framework, const graph::ProcedureGraph& graph,
                             DiagnosticReport& report) {
  OverlapCheck check(framework, graph, report);
  for (std::uint32_t i = 0; i < framework.stages.size(); ++i) {
    // Moves out of a stage that says `end` are never taken at all, which is reported as that.
    if (!framework.stages[i].end) check.stage({i});
  }
}

}  // namespace proviso::analysis
