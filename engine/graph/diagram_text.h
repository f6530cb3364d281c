// SPDX-License-Identifier: Apache-2.0
// What a diagram says about each part of a framework, and text made fit for a diagram. Internal to engine/graph.
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

/// What one duty says, without its title: what is owed, when it applies.
std::string duty_sentence(const model::Framework& framework, const model::Duty& duty);

/// The same for a tooltip: title, sentence, and the places it rests on.
std::string duty_tooltip(const model::Framework& framework, const model::Duty& duty);

/// The words on the arrow into a track's first stage: `begins when wsoa-fit`; empty where it begins at once.
std::string begins_text(const model::Framework& framework, const model::Track& track);

/// The duties of the case itself, in file order.
std::vector<model::DutyId> case_duties(const model::Framework& framework);

}  // namespace proviso::graph
