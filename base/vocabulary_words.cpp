// SPDX-License-Identifier: Apache-2.0
#include "base/vocabulary_words.h"

namespace proviso {

std::string_view finding_kind_text(FindingKind kind) {
  switch (kind) {
    case FindingKind::kBreach:
      return "breach";
    case FindingKind::kShortfall:
      return "shortfall";
    case FindingKind::kDeviation:
      return "deviation";
    case FindingKind::kOutOfTime:
      return "out of time";
    case FindingKind::kWarning:
      return "warning";
    case FindingKind::kUnexpected:
      return "unexpected";
    case FindingKind::kUndecided:
      return "undecided";
  }
  return {};
}

std::string_view status_text(DutyStatus status) {
  switch (status) {
    case DutyStatus::kPending:
      return "pending";
    case DutyStatus::kKept:
      return "kept";
    case DutyStatus::kKeptLate:
      return "kept late";
    case DutyStatus::kMissed:
      return "missed";
    case DutyStatus::kUnused:
      return "unused";
    case DutyStatus::kExcused:
      return "excused";
    case DutyStatus::kLapsed:
      return "lapsed";
    case DutyStatus::kUndecided:
      return "undecided";
  }
  return {};
}

}  // namespace proviso
