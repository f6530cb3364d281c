// SPDX-License-Identifier: Apache-2.0
// What a change does to cases, for a terminal and as a page.
#pragma once

#include <string>

#include "engine/change/impact.h"

namespace proviso::change {

struct ImpactTextOptions {
  /// Every deadline that is still open and moved is listed, with its case.
  bool list_open = false;
};

/// Totals by duty and by party, the findings that come and go, cases that stand elsewhere, the largest effects.
std::string impact_text(const Impact& impact, const ImpactTextOptions& options = {});

/// One self-contained page, with the workings of the largest effects.
std::string impact_page(const Impact& impact, const std::string& title);

}  // namespace proviso::change
