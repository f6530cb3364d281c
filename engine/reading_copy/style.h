// SPDX-License-Identifier: Apache-2.0
// The one style sheet of the site, in the manner of GOV.UK Frontend: no crown, no fonts but the system's.
#pragma once

#include <string_view>

namespace proviso::reading_copy {

std::string_view style_sheet();

}  // namespace proviso::reading_copy
