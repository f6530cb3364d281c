// SPDX-License-Identifier: Apache-2.0
#include "base/word_list.h"

#include <cstddef>

#include <fmt/format.h>

namespace proviso {

std::string joined(const std::vector<std::string>& words, std::string_view last) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) result += i + 1 == words.size() ? fmt::format(" {} ", last) : ", ";
    result += words[i];
  }
  return result;
}

}  // namespace proviso
