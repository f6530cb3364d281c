// SPDX-License-Identifier: Apache-2.0
#include "engine/charts/numbers.h"

#include <cmath>

#include <fmt/format.h>

namespace proviso::charts {

std::string number_words(double value, int decimals) {
  if (!std::isfinite(value)) return "–";
  std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
  const bool naught = digits.find_first_not_of("0.") == std::string::npos;
  const std::size_t point = digits.find('.');
  const std::size_t whole = point == std::string::npos ? digits.size() : point;
  for (std::size_t at = whole; at > 3; at -= 3) digits.insert(at - 3, ",");
  return value < 0 && !naught ? "−" + digits : digits;
}

// The blank before the sign is one that no line breaks at.
std::string share_words(double share, int decimals) {
  // What is not all must not read as all, nor what is not nothing as nothing.
  std::string least = decimals > 0 ? fmt::format("0.{:0>{}}", 1, decimals) : "1";
  const std::string words = number_words(share * 100, decimals);
  if (share < 1 && words == number_words(100, decimals)) {
    return "over " + number_words(100 - std::pow(10, -decimals), decimals) + "\u00A0%";
  }
  if (share > 0 && words == number_words(0, decimals)) return "under " + least + "\u00A0%";
  return words + "\u00A0%";
}

std::string number_words(double value) {
  const double size = std::abs(value);
  return number_words(value, size >= 1000 ? 0 : size >= 10 ? 1 : 2);
}

std::string value_words(Quantity quantity, double value) {
  switch (quantity) {
    case Quantity::kShare:
      return share_words(value);
    case Quantity::kNumber:
      return number_words(value);
  }
  return {};
}

}  // namespace proviso::charts
