// SPDX-License-Identifier: Apache-2.0
// The examples of a framework as timelines: what happens on which day, and what must come of it.
#pragma once

#include "engine/reading_copy/markup.h"
#include "engine/reading_copy/names.h"

namespace proviso::reading_copy {

/// All examples in file order, each with a heading. The days on which something is expected to fall due stand among
/// the events.
Markup examples(const Names& names);

/// Where an example stands on its page: `example-3` for the third.
std::string example_anchor(std::size_t index);

}  // namespace proviso::reading_copy
