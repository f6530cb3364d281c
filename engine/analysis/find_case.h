// SPDX-License-Identifier: Apache-2.0
// Looks for an imagined case in which some conditions are yes and others no: the witness of an overlap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/valuation.h"
#include "engine/graph/procedure_graph.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// Where the case stands when the conditions are asked.
struct Situation {
  std::optional<model::StageId> stage;  ///< nothing: wherever
  std::optional<model::EventId> event;  ///< it has just happened, so it has happened at least once
};

/// Which conditions must come out how, all at once.
struct Wanted {
  std::vector<const model::Expression*> yes;
  std::vector<const model::Expression*> no;
};

/// Bounds of a search. Passing one leaves it undecided.
struct SearchLimits {
  std::size_t combinations = 20'000;  ///< cases imagined for one question
  std::size_t variables = 24;         ///< facts, events and tracks in one question
  std::size_t constants = 500;        ///< written values in one question
};

struct FoundCase {
  enum class Outcome : std::uint8_t {
    kFound,
    kNone,       ///< every distinction the conditions make was tried
    kUndecided,  ///< a bound was passed, or a condition cannot be settled from the rules alone
  };
  Outcome outcome = Outcome::kUndecided;
  Valuation values;       ///< kFound: what matters; every other case that agrees on it will do
  std::string in_words;   ///< kFound: "`count of weaknesses is 1`, so that `wsoa-required is yes`"; empty: every case
  std::size_t tried = 0;  ///< cases imagined
};

/// A case it finds is one: the conditions do come out as wanted there, with every arithmetic done. Finding none is
/// proof where each comparison is one of a fact or count with a written value; comparisons of facts with one another,
/// or with arithmetic, are tried at chosen values only.
///
/// Facts, events and the stages of other tracks are taken to be free of one another, except that a fact is known only
/// if an event that records it has happened, the dates of an event are in order, and each track is in one stage.
FoundCase find_case(const model::Framework& framework, const graph::ProcedureGraph& graph, const Situation& situation,
                    const Wanted& wanted, const SearchLimits& limits = {});

}  // namespace proviso::analysis
