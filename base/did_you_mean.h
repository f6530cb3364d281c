// SPDX-License-Identifier: Apache-2.0
// The nearest known name to a misspelt one.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace proviso {

/// The candidate at the smallest edit distance (a swap of neighbours counts one), at most 2 and less than half the
/// name's length; the first of equals. Empty when none is near. Before all others comes the name with a framework
/// before it: `appeal/heard` for `heard`.
std::string nearest_name(std::string_view name, std::span<const std::string_view> candidates);

/// "did you mean `x`?" or, with nothing near, the text handed in.
std::string did_you_mean(std::string_view name, std::span<const std::string_view> candidates,
                         std::string_view otherwise = {});

}  // namespace proviso
