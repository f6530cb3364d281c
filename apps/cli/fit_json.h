// SPDX-License-Identifier: Apache-2.0
// What `fit` estimated, as JSON: docs/schema/output/fit-1.schema.json.
#pragma once

#include <string>

#include "engine/fit/estimates.h"
#include "engine/model/model.h"
#include "engine/receipt/receipt.h"

namespace proviso::cli {

/// Days and shares with six decimals at most; the same estimates give the same bytes.
std::string fit_json(const model::Framework& framework, const fit::Estimates& estimates, const fit::Options& options,
                     const std::string& data, const receipt::Receipt& receipt);

}  // namespace proviso::cli
