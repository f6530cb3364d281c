// SPDX-License-Identifier: Apache-2.0
// The procedure in sentences: part by part, track by track, stage by stage, each track with its diagram.
#pragma once

#include "engine/reading_copy/markup.h"
#include "engine/reading_copy/names.h"

namespace proviso::reading_copy {

/// The section with the heading “The procedure”, and one more for each linked case.
Markup procedure(const Names& names);

}  // namespace proviso::reading_copy
