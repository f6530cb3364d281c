// SPDX-License-Identifier: Apache-2.0
// How running cases go on, for people: commencement, where they go on stage by stage, what becomes of what is pending.
#pragma once

#include "engine/reading_copy/markup.h"
#include "engine/reading_copy/names.h"

namespace proviso::reading_copy {

/// A section on the transition; nothing where the framework continues no other.
Markup transition(const Names& names);

}  // namespace proviso::reading_copy
