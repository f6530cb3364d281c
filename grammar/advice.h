// SPDX-License-Identifier: Apache-2.0
// What to write instead of words that authors are likely to use and the language has otherwise.
#pragma once

#include <string_view>

#include "grammar/failure.h"

namespace proviso::grammar {

/// How the word at the beginning of `rest` is said in the language, where something of a kind was expected; empty
/// where there is nothing to say.
std::string_view advice(Slot slot, std::string_view rest);

/// The word for the sign at the beginning of `rest`; empty where there is none.
std::string_view sign_advice(std::string_view rest);

}  // namespace proviso::grammar
