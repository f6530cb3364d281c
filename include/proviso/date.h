// SPDX-License-Identifier: Apache-2.0
// The one type for a civil date, used in every public signature.
#pragma once

#include <chrono>

namespace proviso {

/// A civil date in the framework's time zone. Days, no time of day. Years 1 to 9999.
using Date = std::chrono::sys_days;

}  // namespace proviso
