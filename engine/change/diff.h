// SPDX-License-Identifier: Apache-2.0
// What differs in meaning between two versions of a framework.
#pragma once

#include "base/source_file.h"
#include "engine/calendar/calendars.h"
#include "engine/change/changes.h"
#include "engine/change/matching.h"
#include "engine/model/model.h"

namespace proviso::change {

/// One version: a framework that resolved without errors, its calendars, and the texts that its spans lie in. Whatever
/// it refers to must outlive it.
struct Version {
  const model::Framework& framework;
  const Calendars& calendars;
  const SourceSet& sources;
};

/// Compares two versions. Layout, comments, brackets, the order of declarations that are independent of one another,
/// what stands in which file, and other ways to write the same are no change. Order is, where it carries meaning.
Changes diff(const Version& before, const Version& now);

/// The same with a matching that is known already.
Changes diff(const Version& before, const Version& now, const Matching& matching);

}  // namespace proviso::change
