// SPDX-License-Identifier: Apache-2.0
// The words the language keeps for itself: none of them can be a name.
#pragma once

#include <span>
#include <string_view>

namespace proviso::grammar {

/// Every reserved word, in alphabetical order; those of later versions of the language are among them.
std::span<const std::string_view> keywords();

/// Whether a word is reserved. Case-sensitive: `may` is, `May` is not.
bool is_keyword(std::string_view word);

/// Whether a word is written as names are: `[a-z][a-z0-9]*(-[a-z0-9]+)*`. Reserved words are too.
bool is_name(std::string_view word);

}  // namespace proviso::grammar
