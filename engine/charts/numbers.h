// SPDX-License-Identifier: Apache-2.0
// Numbers as people read them. The same on every machine: no locale has a say.
#pragma once

#include <string>

namespace proviso::charts {

/// With so many decimals, a true minus sign, and thousands set apart by a comma: `−1,234.5`. Never `−0.0`.
std::string number_words(double value, int decimals);

/// With as many decimals as a number of its size is read with: `1,234`, `12.3`, `1.23`.
std::string number_words(double value);

/// A share from 0 to 1 in per cent: `84.6 %`.
std::string share_words(double share, int decimals = 1);

/// What the values of a chart are.
enum class Quantity : unsigned char {
  kShare,   ///< 0 to 1, shown in per cent
  kNumber,  ///< of days, cases and the like
};

/// A value in the words of its quantity.
std::string value_words(Quantity quantity, double value);

}  // namespace proviso::charts
