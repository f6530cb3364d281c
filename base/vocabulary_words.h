// SPDX-License-Identifier: Apache-2.0
// The words of the vocabulary: what a duty's status and a finding are called, in rule files and in results alike.
#pragma once

#include <string_view>

#include "proviso/vocabulary.h"

namespace proviso {

/// `breach`, `out of time`.
std::string_view finding_kind_text(FindingKind kind);
/// `kept late`.
std::string_view status_text(DutyStatus status);

}  // namespace proviso
