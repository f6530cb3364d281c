// SPDX-License-Identifier: Apache-2.0
// Parts of a syntax tree as the author would write them: canonical words, no layout.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/syntax_tree.h"

namespace proviso::grammar {

/// `"…"` with its escapes.
std::string quoted(std::string_view value);
/// `5 working days`, `1 month`; days of a named calendar are `15 named days`, since only the tree has their word.
std::string wording(const proviso::Duration& duration);
/// `15 school days`.
std::string wording(const syntax::Duration& duration);
/// `working days`, `school days`.
std::string unit_text(const syntax::Duration& duration);
/// `5 working days` or `the answer-period`.
std::string wording(const syntax::Amount& amount);
/// `15 February`.
std::string wording(const syntax::MonthDay& day);
/// `09:30`.
std::string time_text(std::int32_t minute);
/// `onsite-end or onsite-start`.
std::string wording(const std::vector<syntax::Name>& names, std::string_view separator);
std::string wording(const syntax::Moment& moment);
std::string wording(const syntax::FactType& type);
std::string wording(const syntax::Cite& cite);
/// `accept PV0415 because "…"`.
std::string wording(const syntax::Accept& accept);
std::string wording(const syntax::Limit& limit);
/// `must not`, `will usually`.
std::string_view wording(Modality modality, bool negated);
std::string_view wording(syntax::Verb verb);
/// `kept late`.
std::string_view wording(DutyStatus status);
/// `out of time`.
std::string_view wording(FindingKind finding);
/// `record progress as sufficient`, without the `then` before it.
std::string wording(const syntax::Action& action);
/// `or the next school day when it falls in 25 December to 1 January`.
std::string wording(const syntax::Roll& roll);
/// `extended by 5 working days when adjourned at most 2 times`.
std::string wording(const syntax::Adjustment& adjustment);
/// `hit collect sum`.
std::string_view wording(syntax::Decision::Hit hit);
/// `not high or unknown`.
std::string wording(const syntax::Cell& cell);

/// What stands behind an expression: before a limit, a comparison or an offset with `before` is put in brackets.
enum class Behind : std::uint8_t { kNothing, kLimit };

/// An expression with the brackets it needs and no others.
std::string wording(const syntax::Expression& expression, Behind behind = Behind::kNothing);

}  // namespace proviso::grammar
