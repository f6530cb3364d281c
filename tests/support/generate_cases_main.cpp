// SPDX-License-Identifier: Apache-2.0
// proviso_generate_cases N SEED [case|date]: writes N made-up cases to standard output.
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>

#include "tests/support/generate_cases.h"

namespace {

template <typename Number>
bool parse(std::string_view text, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

int main(int argc, char** argv) {
  using proviso::support::RowOrder;
  const std::span<char*> arguments(argv, static_cast<std::size_t>(argc));
  std::uint32_t cases = 0;
  std::uint64_t seed = 0;
  const std::string_view order = argc > 3 ? arguments[3] : "case";
  if (argc < 3 || argc > 4 || !parse(arguments[1], cases) || !parse(arguments[2], seed) ||
      (order != "case" && order != "date")) {
    std::fputs("usage: proviso_generate_cases CASES SEED [case|date]\n", stderr);
    return 2;
  }
  const std::string text =
      proviso::support::generate_cases(cases, seed, order == "date" ? RowOrder::kByDate : RowOrder::kByCase);
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    std::fputs("proviso_generate_cases: the table could not be written\n", stderr);
    return 1;
  }
  return 0;
}
