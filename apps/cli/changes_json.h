// SPDX-License-Identifier: Apache-2.0
// What differs between two versions as JSON, described in docs/schema/output/diff-1.schema.json.
#pragma once

#include <string>

#include "engine/change/changes.h"

namespace proviso::cli {

std::string changes_json(const change::Changes& changes);

}  // namespace proviso::cli
