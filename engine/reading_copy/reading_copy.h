// SPDX-License-Identifier: Apache-2.0
// The reading copy: frameworks as a static site of web pages that can be read and printed without any program.
#pragma once

#include <string>
#include <vector>

#include "engine/model/model.h"

namespace proviso::reading_copy {

/// A file of the site.
struct Page {
  std::string path;  ///< below the site's folder, with `/`: `send-appeal/index.html`
  std::string content;
};

/// The whole site, in a fixed order: `index.html` over all frameworks, `style.css`, and for each framework a folder of
/// its name with the procedure (`index.html`) and its examples (`examples.html`). Pages are HTML without scripts, refer
/// to nothing outside the site, and hold no date or place of their making: the same frameworks give the same bytes.
/// Any text of an author is safe in it.
///
/// Preconditions: the frameworks have no errors, and no two have the same name.
std::vector<Page> reading_copy(const std::vector<const model::Framework*>& frameworks);

}  // namespace proviso::reading_copy
