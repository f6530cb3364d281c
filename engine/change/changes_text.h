// SPDX-License-Identifier: Apache-2.0
// What differs, for a terminal and as a page.
#pragma once

#include <string>

#include "engine/change/changes.h"

namespace proviso::change {

/// `2 changes in meaning; 1 example differs`.
std::string summary_line(const Changes& changes);

/// Every change in a sentence, by subject, with the old and the new clause below it.
std::string changes_text(const Changes& changes);

/// The same as one self-contained page.
std::string changes_page(const Changes& changes);

}  // namespace proviso::change
