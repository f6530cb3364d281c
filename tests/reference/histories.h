// SPDX-License-Identifier: Apache-2.0
// Every history of a small framework over a few days, tried out with the reference executor: which ways a case can go
// with every limit kept.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/model/model.h"

namespace proviso::reference {

/// A step of a track: the stage it comes to, and by which event (empty: by a time).
using WayStep = std::pair<std::string, std::string>;
using Way = std::vector<WayStep>;

struct Explored {
  std::set<Way> ways;            ///< every way from the first stage, and every beginning of one
  std::set<std::string> stages;  ///< every stage come to
  std::set<std::string> events;  ///< every event that happened after the one that opened the case
  bool whole = true;             ///< false: a bound was passed
  std::size_t runs = 0;          ///< of the executor
};

struct HistoryBounds {
  int days = 10;              ///< from the first event's on
  std::size_t events = 7;     ///< in one history
  std::size_t again = 2;      ///< how often one event that moves the track happens in it; any other happens once
  std::size_t runs = 10'000;  ///< of the executor
};

/// Goes through the histories of a framework with one track that begins at once. An event that moves the track happens
/// only in a stage that has a move on it or a duty that asks for it, and a history in which a limit is not kept is not
/// gone on with.
Explored explore(const model::Framework& framework, const HistoryBounds& bounds);

}  // namespace proviso::reference
