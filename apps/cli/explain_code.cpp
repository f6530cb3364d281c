// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/explain_code.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <limits>
#include <vector>

#include <fmt/format.h>

#include "apps/cli/embedded.h"
#include "apps/cli/json.h"
#include "apps/cli/output.h"
#include "apps/cli/page_text.h"
#include "base/diagnostic.h"
#include "base/did_you_mean.h"

namespace proviso::cli {
namespace {

constexpr std::size_t kLettersOfCode = 2;

std::string in_capitals(std::string_view word) {
  std::string text(word);
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

long number_of(std::string_view code) {
  long number = 0;
  const std::string_view digits = code.substr(kLettersOfCode);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc{} ? number : std::numeric_limits<long>::max();
}

/// The code that differs by a slip of the finger, else the one whose number is nearest.
std::string nearest_code(const std::string& word) {
  std::vector<std::string> names;
  for (const Code code : all_codes()) names.push_back(code_name(code));
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  if (std::string near = nearest_name(word, candidates); !near.empty()) return near;
  const long wanted = number_of(word);
  return *std::min_element(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
    return std::labs(number_of(a) - wanted) < std::labs(number_of(b) - wanted);
  });
}

}  // namespace

bool is_code(std::string_view word) {
  return word.size() > kLettersOfCode && in_capitals(word.substr(0, kLettersOfCode)) == "PV" &&
         word.find_first_not_of("0123456789", kLettersOfCode) == std::string_view::npos;
}

ExitCode explain_code(const std::string& word, Format format) {
  const std::string name = in_capitals(word);
  const std::vector<Code>& codes = all_codes();
  const auto code = std::find_if(codes.begin(), codes.end(), [&](Code c) { return code_name(c) == name; });
  const std::span<const EmbeddedFile> pages = diagnostic_pages();
  const auto page =
      std::find_if(pages.begin(), pages.end(), [&](const EmbeddedFile& file) { return file.path == name + ".md"; });
  if (code == codes.end() || page == pages.end()) {
    say_error(fmt::format("there is no message `{}`; the nearest is `{}`", name, nearest_code(name)));
    return ExitCode::kInput;
  }
  return write_result(format == Format::kJson ? diagnostic_page_json(*code, std::string(page->text))
                                              : page_text(page->text));
}

}  // namespace proviso::cli
