// SPDX-License-Identifier: Apache-2.0
// Parts of a syntax tree as the author would write them: canonical words, no layout.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/syntax_tree.h"

namespace proviso::grammar {

/// `"…"` with its escapes.
std::string quoted(std::string_view value);
/// `5 working days`, `1 month`.
std::string wording(const proviso::Duration& duration);
/// `onsite-end or onsite-start`.
std::string wording(const std::vector<syntax::Name>& names, std::string_view separator);
std::string wording(const syntax::Moment& moment);
std::string wording(const syntax::FactType& type);
std::string wording(const syntax::Cite& cite);
std::string wording(const syntax::Limit& limit);

/// What stands behind an expression: before a limit, a comparison with `before` is put in brackets.
enum class Behind : std::uint8_t { kNothing, kLimit };

/// An expression with the brackets it needs and no others.
std::string wording(const syntax::Expression& expression, Behind behind = Behind::kNothing);

}  // namespace proviso::grammar
