// SPDX-License-Identifier: Apache-2.0
#include "base/number.h"

#include <limits>

#include <fmt/format.h>

namespace proviso {

std::optional<Number> parse_number(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.front() == '.') return std::nullopt;
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  std::int64_t value = 0;
  int places = -1;  // -1 until the decimal point
  for (const char c : text) {
    if (c == '.' && places < 0) {
      places = 0;
      continue;
    }
    if (c < '0' || c > '9' || places == 6 || value > (kMax - 9) / 10) return std::nullopt;
    value = value * 10 + (c - '0');
    if (places >= 0) ++places;
  }
  if (places == 0) return std::nullopt;
  for (int i = places < 0 ? 0 : places; i < 6; ++i) {
    if (value > kMax / 10) return std::nullopt;
    value *= 10;
  }
  return Number{negative ? -value : value};
}

std::string_view number_out_of_bounds(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view places = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  const auto digits = [](std::string_view part) { return part.find_first_not_of("0123456789") == std::string::npos; };
  if (whole.empty() || !digits(whole) || !digits(places) || places.empty() != (point == std::string_view::npos))
    return {};
  if (places.size() > 6) return "a number has at most six decimal places";
  return parse_number(text) ? "" : "the largest number is 9223372036854";
}

std::string number_text(Number value) {
  const bool negative = value.millionths < 0;
  const auto magnitude =
      negative ? 0U - static_cast<std::uint64_t>(value.millionths) : static_cast<std::uint64_t>(value.millionths);
  constexpr auto kScale = static_cast<std::uint64_t>(Number::kScale);
  std::string text = fmt::format("{}{}", negative ? "-" : "", magnitude / kScale);
  if (const std::uint64_t rest = magnitude % kScale; rest != 0) {
    std::string places = fmt::format("{:06}", rest);
    places.erase(places.find_last_not_of('0') + 1);
    text += "." + places;
  }
  return text;
}

std::optional<Number> whole_number(std::int64_t value) {
  Number result;
  if (__builtin_mul_overflow(value, Number::kScale, &result.millionths)) return std::nullopt;
  return result;
}

std::optional<Number> add(Number a, Number b) {
  Number result;
  if (__builtin_add_overflow(a.millionths, b.millionths, &result.millionths)) return std::nullopt;
  return result;
}

std::optional<Number> subtract(Number a, Number b) {
  Number result;
  if (__builtin_sub_overflow(a.millionths, b.millionths, &result.millionths)) return std::nullopt;
  return result;
}

std::optional<Number> multiply(Number a, Number b) {
  __extension__ using Wide = __int128;
  const Wide product = static_cast<Wide>(a.millionths) * b.millionths;
  const Wide half = product < 0 ? -(Number::kScale / 2) : Number::kScale / 2;
  const Wide scaled = (product + half) / Number::kScale;
  if (scaled > std::numeric_limits<std::int64_t>::max() || scaled < std::numeric_limits<std::int64_t>::min()) {
    return std::nullopt;
  }
  return Number{static_cast<std::int64_t>(scaled)};
}

}  // namespace proviso
