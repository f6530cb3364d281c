// SPDX-License-Identifier: Apache-2.0
// PV0428, as a note: stages in which a case may wait for ever without a breach, since no duty with a limit asks for
// what leads on, no time passes and no condition does it. `may end` says that this is meant.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/word_list.h"
#include "engine/analysis/checks.h"

namespace proviso::analysis {
namespace {

/// So many moves are shown.
constexpr std::size_t kShownMoves = 3;

/// There is a day after which the act is late.
bool has_last_day(const model::Limit& limit) {
  switch (limit.kind) {
    case model::LimitKind::kNoSooner:
      return limit.no_later.has_value();
    case model::LimitKind::kOnWeekday:
    case model::LimitKind::kThroughout:
    case model::LimitKind::kAnyTime:
      return false;
    default:
      return true;
  }
}

/// Nothing has happened in the track yet: what opens the case is nobody's duty.
bool begins_the_case(const model::Framework& framework, const graph::ProcedureGraph& graph, model::StageId stage) {
  const model::Track& track = framework[framework[stage].track];
  return graph.start(framework[stage].track) == stage && track.begins_when.empty() && !track.begins_condition;
}

class Waiting {
 public:
  explicit Waiting(const model::Framework& framework)
      : framework_(framework), asked_for_(framework.events.size()), moved_on_(framework.tracks.size()) {
    for (const model::Duty& duty : framework.duties) {
      if (duty.negated || duty.modality == Modality::kMay || !has_last_day(duty.limit)) continue;
      for (const model::EventId event : duty.events) asked_for_[event.value] = true;
      if (!duty.alternative) continue;
      for (const model::EventId event : duty.alternative->events) asked_for_[event.value] = true;
    }
    for (const model::Move& move : framework.moves) {
      if (comes(move)) note_moved(move.actions);
    }
    for (const model::Trigger& trigger : framework.triggers) {
      if (trigger.events.empty() || any_asked_for(trigger.events)) note_moved(trigger.actions);
    }
    for (const model::Duty& duty : framework.duties) {
      if (!has_last_day(duty.limit)) continue;
      for (const model::Once& once : duty.once) note_moved(once.actions);
    }
  }

  /// Somebody has to bring a case on from the stage by some day, or it goes on by itself.
  [[nodiscard]] bool comes_to_an_end(const model::Stage& stage) const {
    return moved_on_[stage.track.value] || std::any_of(stage.moves.begin(), stage.moves.end(),
                                                       [&](model::MoveId move) { return comes(framework_[move]); });
  }

 private:
  [[nodiscard]] bool any_asked_for(const std::vector<model::EventId>& events) const {
    return std::any_of(events.begin(), events.end(), [&](model::EventId event) { return asked_for_[event.value]; });
  }
  [[nodiscard]] bool comes(const model::Move& move) const {
    return move.kind != model::Move::Kind::kOnEvents || any_asked_for(move.events);
  }

  void note_moved(const std::vector<model::Action>& actions) {
    using Kind = model::Action::Kind;
    for (const model::Action& action : actions) {
      if (action.kind == Kind::kGoTo) moved_on_[framework_[action.stage].track.value] = true;
      if (action.kind == Kind::kEnd) moved_on_[action.track.value] = true;
      if (action.kind == Kind::kCloseCase) moved_on_.assign(moved_on_.size(), true);
    }
  }

  const model::Framework& framework_;
  std::vector<bool> asked_for_;  // by event: some duty has to bring it about by some day
  std::vector<bool> moved_on_;   // by track: an action may move or end it, wherever it stands
};

}  // namespace

void check_nobody_must_leave(const model::Framework& framework, const graph::ProcedureGraph& graph,
                             DiagnosticReport& report) {
  const Waiting waiting(framework);
  for (std::uint32_t i = 0; i < framework.stages.size(); ++i) {
    const model::Stage& stage = framework.stages[i];
    if (stage.end || stage.may_end || stage.moves.empty() || !graph.reachable({i})) continue;
    if (begins_the_case(framework, graph, {i})) continue;
    if (waiting.comes_to_an_end(stage)) continue;
    Diagnostic note{.code = Code::kNobodyMustLeave,
                    .severity = Severity::kNote,
                    .message = fmt::format("a case may wait in `{}` for ever without a breach", stage.name),
                    .span = stage.name_span,
                    .labels = {},
                    .help =
                        "write a duty with a limit for what leads on, a move `after …`, or `may end` if it may rest "
                        "here"};
    for (std::size_t k = 0; k < std::min(stage.moves.size(), kShownMoves); ++k) {
      const model::Move& move = framework[stage.moves[k]];
      std::vector<std::string> events;
      for (const model::EventId event : move.events) events.push_back(fmt::format("`{}`", framework[event].name));
      note.labels.push_back({move.span, fmt::format("no duty with a last day asks for {}", joined(events, "or"))});
    }
    report.add(std::move(note));
  }
}

}  // namespace proviso::analysis
