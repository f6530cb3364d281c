// SPDX-License-Identifier: Apache-2.0
// Why a case stopped, in words.
#pragma once

#include <optional>
#include <string>

#include "base/source_file.h"
#include "engine/run/state.h"
#include "proviso/report.h"

namespace proviso::run {

/// `` on 2 May 2024 the track does not run: `go to decided` (leave.proviso:17) ``; empty where nothing went wrong.
std::string error_text(const RunError& error, const SourceSet& sources);

/// That a case stopped, and why; nothing where it did not.
std::optional<Stopped> stopped(const RunError& error, const SourceSet& sources);

}  // namespace proviso::run
