// SPDX-License-Identifier: Apache-2.0
// What a framework declares, as tables and lists to look things up in.
#pragma once

#include "engine/reading_copy/markup.h"
#include "engine/reading_copy/names.h"

namespace proviso::reading_copy {

// Each is a section with its heading, or nothing where the framework has nothing of the kind.

/// A table for each party: its duties with their limits and citations.
Markup duties_by_party(const Names& names);
/// Each amount with the days from which its versions hold.
Markup parameters(const Names& names);
/// Every amount and clause that nobody has checked in its source; there is a sentence where all are.
Markup unconfirmed(const Names& names);
/// What `check` finds and the rules accept, with the reason.
Markup accepted(const Names& names);
Markup events(const Names& names);
Markup facts(const Names& names);
/// The decision tables.
Markup decisions(const Names& names);
Markup sources(const Names& names);

/// How many citations are unconfirmed.
std::size_t unconfirmed_count(const model::Framework& framework);

}  // namespace proviso::reading_copy
