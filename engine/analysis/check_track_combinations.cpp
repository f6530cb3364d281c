// SPDX-License-Identifier: Apache-2.0
// PV0433: tracks that hold one another for ever. Every combination of stages in which tracks that ask for one another
// can stand is gone through; from each, all of them must be able to end.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/two_bit_color_map.hpp>
#include <boost/pending/queue.hpp>

#include "base/word_list.h"
#include "engine/analysis/checks.h"
#include "engine/analysis/track_states.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

/// Combinations that are gone through for one group of tracks; one with more is left alone.
constexpr std::size_t kCombinations = 20'000;
/// So many steps of the way there are named.
constexpr std::size_t kNamedSteps = 8;

/// States from which no case can end that are looked at for a track that is held there.
constexpr std::size_t kStuckStates = 100;

using Forwards = boost::compressed_sparse_row_graph<boost::directedS>;

bool may_close(const model::Framework& framework, model::PartId part) {
  const auto closes = [&](const std::vector<model::Action>& actions) {
    return std::any_of(actions.begin(), actions.end(), [&](const model::Action& action) {
      return action.kind == model::Action::Kind::kCloseCase && action.part == part;
    });
  };
  return std::any_of(framework.moves.begin(), framework.moves.end(),
                     [&](const model::Move& move) { return closes(move.actions); }) ||
         std::any_of(framework.triggers.begin(), framework.triggers.end(),
                     [&](const model::Trigger& trigger) { return closes(trigger.actions); }) ||
         std::any_of(framework.duties.begin(), framework.duties.end(), [&](const model::Duty& duty) {
           return std::any_of(duty.once.begin(), duty.once.end(),
                              [&](const model::Once& once) { return closes(once.actions); });
         });
}

bool at_rest(const model::Framework& framework, std::uint32_t stands) {
  if (stands == kNotBegun || stands == kTakenOut) return true;
  const model::Stage& stage = framework.stages[stands];
  return stage.end || stage.may_end;
}

/// By state: whether every track can come to rest from there.
std::vector<bool> can_end(const model::Framework& framework, const TrackStates& states) {
  std::vector<std::pair<std::size_t, std::size_t>> back;
  for (const TrackStep& step : states.steps) back.emplace_back(step.to, step.from);
  const Forwards graph(boost::edges_are_unsorted_multi_pass, back.begin(), back.end(), states.states.size());
  std::vector<std::size_t> rests;
  for (std::size_t i = 0; i < states.states.size(); ++i) {
    const TrackState& state = states.states[i];
    if (std::all_of(state.begin(), state.end(), [&](std::uint32_t stands) { return at_rest(framework, stands); })) {
      rests.push_back(i);
    }
  }
  const auto colors = boost::make_two_bit_color_map(states.states.size(), boost::get(boost::vertex_index, graph));
  boost::queue<std::size_t> queue;
  boost::breadth_first_search(graph, rests.begin(), rests.end(), queue, boost::default_bfs_visitor(), colors);
  std::vector<bool> reached(states.states.size());
  for (std::size_t i = 0; i < reached.size(); ++i) reached[i] = boost::get(colors, i) == boost::two_bit_black;
  return reached;
}

/// The track that stands in one stage for ever from that state on, and is not at rest there; nothing where each of them
/// still moves. A place in TrackStates::tracks.
std::optional<std::size_t> held_from(const model::Framework& framework, const TrackStates& states,
                                     const Forwards& graph, std::size_t state) {
  const auto colors = boost::make_two_bit_color_map(states.states.size(), boost::get(boost::vertex_index, graph));
  boost::queue<std::size_t> queue;
  boost::breadth_first_search(graph, state, queue, boost::default_bfs_visitor(), colors);
  for (std::size_t track = 0; track < states.tracks.size(); ++track) {
    const std::uint32_t stands = states.states[state][track];
    if (at_rest(framework, stands)) continue;
    bool stays = true;
    for (std::size_t i = 0; i < states.states.size() && stays; ++i) {
      stays = boost::get(colors, i) != boost::two_bit_black || states.states[i][track] == stands;
    }
    if (stays) return track;
  }
  return std::nullopt;
}

/// How a case comes there: the moves in words.
std::string way_there(const model::Framework& framework, const TrackStates& states, std::size_t state) {
  std::vector<const TrackStep*> came_by(states.states.size());
  for (const TrackStep& step : states.steps) {
    // The steps stand in the order of the search, so that the first one to a state is on a shortest way.
    if (came_by[step.to] == nullptr && step.to != 0) came_by[step.to] = &step;
  }
  std::vector<std::string> words;
  while (came_by[state] != nullptr) {
    const TrackStep& step = *came_by[state];
    const std::uint32_t stands = states.states[step.to][step.track];
    const std::string stage = stands < framework.stages.size() ? framework.stages[stands].name : "end";
    words.push_back(step.move
                        ? fmt::format("`{}`", model::move_text(framework, framework[*step.move]))
                        : fmt::format("track `{}` comes to `{}`", framework[states.tracks[step.track]].name, stage));
    state = step.from;
  }
  std::reverse(words.begin(), words.end());
  if (words.size() > kNamedSteps) {
    const std::size_t more = words.size() - kNamedSteps;
    words.resize(kNamedSteps);
    words.push_back(fmt::format("{} more", more));
  }
  return words.empty() ? "from the beginning" : "after " + joined(words);
}

void report_state(const model::Framework& framework, const TrackStates& states, std::size_t state, std::size_t held,
                  DiagnosticReport& report) {
  std::vector<std::string> where;
  for (std::size_t track = 0; track < states.tracks.size(); ++track) {
    const std::uint32_t stands = states.states[state][track];
    if (stands >= framework.stages.size()) continue;
    where.push_back(fmt::format("`{}`", framework.stages[stands].name));
  }
  const model::Stage& stage = framework.stages[states.states[state][held]];
  std::vector<Label> labels;
  for (const model::MoveId id : stage.moves) {
    const model::Move& move = framework[id];
    if (move.condition) labels.push_back({move.span, "where the tracks stand then, this can never hold"});
  }
  report.add({.code = Code::kNeverEnds,
              .severity = Severity::kWarning,
              .message = fmt::format(
                  "track `{}` is held for ever in stage `{}`: no case that stands in {} can end, and "
                  "one comes there {}",
                  framework[states.tracks[held]].name, stage.name, joined(where), way_there(framework, states, state)),
              .span = stage.name_span,
              .labels = std::move(labels),
              .help = "add a move for such a case, or write `may end` where the track may rest"});
}

}  // namespace

void check_track_combinations(const model::Framework& framework, const graph::ProcedureGraph& graph,
                              DiagnosticReport& report) {
  for (const std::vector<model::TrackId>& tracks : linked_tracks(framework)) {
    const bool closes = std::any_of(tracks.begin(), tracks.end(),
                                    [&](model::TrackId track) { return may_close(framework, framework[track].part); });
    if (closes) continue;
    const TrackStates states = track_states(framework, tracks, kCombinations);
    if (!states.whole) continue;
    const std::vector<bool> ends = can_end(framework, states);
    std::vector<std::pair<std::size_t, std::size_t>> ways;
    for (const TrackStep& step : states.steps) ways.emplace_back(step.from, step.to);
    const Forwards graph_of_states(boost::edges_are_unsorted_multi_pass, ways.begin(), ways.end(),
                                   states.states.size());
    std::size_t looked_at = 0;
    for (std::size_t i = 0; i < states.states.size(); ++i) {
      if (ends[i]) continue;
      // What a track cannot leave by itself is told as that.
      const bool by_itself = std::any_of(states.states[i].begin(), states.states[i].end(), [&](std::uint32_t stands) {
        return stands < framework.stages.size() && !graph.can_finish({stands});
      });
      if (by_itself) continue;
      if (++looked_at > kStuckStates) break;
      const std::optional<std::size_t> held = held_from(framework, states, graph_of_states, i);
      if (!held) continue;
      report_state(framework, states, i, *held, report);
      break;
    }
  }
}

}  // namespace proviso::analysis
