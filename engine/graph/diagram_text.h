// SPDX-License-Identifier: Apache-2.0
// What a diagram says about each part of a framework, and text made fit for a diagram. For engine/graph and
// engine/reading_copy.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/model.h"

namespace proviso::graph {

/// Valid UTF-8 without control characters: those become blanks, malformed bytes U+FFFD.
std::string clean_text(std::string_view text);

/// The words of a text in lines of at most so many characters (code points); a longer word is cut. At least one line.
std::vector<std::string> wrap_text(std::string_view text, std::size_t width);

/// A title where there is one, else the name.
std::string_view caption(std::string_view title, std::string_view name);

/// `Local area SEND inspection, April 2016`.
std::string framework_caption(const model::Framework& framework);

/// A duty or a trigger as a box shows it.
struct Entry {
  std::string title;
  std::string sentence;   ///< what is owed and when it applies; what sets the trigger off and what it does
  std::string citations;  ///< the places it rests on; empty where there are none
};

/// What is in force while a case of the part is open, while a track runs, and in a stage: duties, then triggers, each
/// in file order.
std::vector<Entry> case_entries(const model::Framework& framework, model::PartId part);
std::vector<Entry> track_entries(const model::Framework& framework, model::TrackId track);
std::vector<Entry> stage_entries(const model::Framework& framework, model::StageId stage);

/// The heading over what is in force while a case of the part is open.
std::string case_caption(const model::Framework& framework, model::PartId part);

/// An entry for a tooltip: title, sentence, and the places it rests on.
std::string entry_tooltip(const Entry& entry);

/// The words on a move's arrow: `when asked then begin review`.
std::string arrow_text(const model::Framework& framework, const model::Move& move);

/// The words on the arrow into a track's first stage: `begins when wsoa-fit`; empty where it begins at once.
std::string begins_text(const model::Framework& framework, const model::Track& track);

}  // namespace proviso::graph
