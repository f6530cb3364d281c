// SPDX-License-Identifier: Apache-2.0
// What a clause that cannot be read fails with. Thrown and caught within parse.cpp; nothing else sees it.
#pragma once

#include <cstdint>

namespace proviso::grammar {

/// What kind of thing was expected where a clause fails: it decides which words are recognised there.
enum class Slot : std::uint8_t {
  kMissing,  ///< no message was written
  kPlain,
  kClause,        ///< the beginning of a clause
  kDeclaredName,  ///< a name being given
  kReference,     ///< a name being used
  kOperand,       ///< a value or a condition
  kLimit,
  kMoment,
  kAmount,  ///< an amount of time
  kModality,
  kDayKind,  ///< which days: `working`, `calendar`
  kOnce,     ///< how a duty ended
  kThen,
  kGoTo,
  kAction,
  kCell,     ///< what an input of a decision table must be
  kTextEnd,  ///< the closing quotation mark
  kDepth,    ///< no more brackets
};

/// What was expected, as words that follow "expected": `an event`, `` `go to <stage>` ``.
struct Expected {
  const char* what = nullptr;
  Slot slot = Slot::kMissing;
  const char* help = "";  ///< how it is written right, where the expected words alone do not show it
};

/// A clause fails for good at a byte of the text.
struct ClauseFailed {
  const char* at = nullptr;
  Expected expected;
};

}  // namespace proviso::grammar
