// SPDX-License-Identifier: Apache-2.0
// Exact decimal numbers: amounts in rules and cases are never floating point.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace proviso {

/// A decimal number with six places, held exactly. Operations that leave the range give nothing.
struct Number {
  std::int64_t millionths = 0;

  static constexpr std::int64_t kScale = 1'000'000;

  friend auto operator<=>(const Number&, const Number&) = default;
};

/// Reads `12`, `-3`, `0.25`; at most six decimal places. Nothing where the text is no such number or too large.
std::optional<Number> parse_number(std::string_view text);

/// Why a text that looks like a number is none: that it has too many places, or is too large; empty for other texts.
std::string_view number_out_of_bounds(std::string_view text);

/// The shortest decimal form: `12`, `-0.25`.
std::string number_text(Number value);

/// A whole number; nothing where it is too large.
std::optional<Number> whole_number(std::int64_t value);

std::optional<Number> add(Number a, Number b);
std::optional<Number> subtract(Number a, Number b);
/// Rounds half away from zero at the sixth place.
std::optional<Number> multiply(Number a, Number b);

}  // namespace proviso
