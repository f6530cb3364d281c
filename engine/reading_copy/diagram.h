// SPDX-License-Identifier: Apache-2.0
// A track as a picture, and the same as a nested list for everybody who cannot see one.
#pragma once

#include <vector>

#include "engine/reading_copy/markup.h"
#include "engine/reading_copy/names.h"

namespace proviso::reading_copy {

/// One way to another stage of the track.
struct Step {
  Phrase occasion;
  model::StageId to;
};

/// Every way through a track.
struct TrackSteps {
  std::vector<std::vector<Step>> of_stage;  ///< by the stage's place in the track: its moves, then what triggers do
  std::vector<Step> from_anywhere;          ///< a `go to` that is written outside the stages of the track
};
TrackSteps steps_of(const Names& names, model::TrackId track);

/// The picture: stages from top to bottom in file order, each a box with its duties and its moves, from which arrows
/// run beside the boxes to the stages they lead to. An SVG with a title and a description; nothing hangs on colour.
Markup picture(const Names& names, model::TrackId track, const TrackSteps& steps);

/// The same in words: each stage with its duties and where it leads.
Markup outline(const Names& names, model::TrackId track, const TrackSteps& steps);

}  // namespace proviso::reading_copy
