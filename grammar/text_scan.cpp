// SPDX-License-Identifier: Apache-2.0
#include "grammar/text_scan.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace proviso::grammar {
namespace {

struct CodePoint {
  char32_t value = 0;
  std::uint32_t length = 0;  ///< 0: no UTF-8 text
};

CodePoint decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const std::uint32_t length = lead < 0x80   ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
  if (length == 0 || at + length > text.size()) return {};
  if (length == 1) return {lead, 1};
  char32_t value = lead & (0x7FU >> length);
  for (std::uint32_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return {};
    value = (value << 6U) | (byte(at + i) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {};
  return {value, length};
}

/// What to call a character that may not stand in a rule file; empty for all others.
std::string unwelcome(char32_t c) {
  const auto number = static_cast<std::uint32_t>(c);
  if (c == 0) return "a NUL character";
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return fmt::format("the control character U+{:04X}", number);
  if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F) {
    return fmt::format("the character U+{:04X}, which changes the direction of writing,", number);
  }
  if ((c >= 0x200B && c <= 0x200D) || (c >= 0x2060 && c <= 0x2065) || c == 0xFEFF) {
    return fmt::format("the invisible character U+{:04X}", number);
  }
  if (c == 0x2028 || c == 0x2029) return fmt::format("the line separator U+{:04X}", number);
  return {};
}

// Bytes at which the scan has to stop and look.
constexpr std::array<bool, 256> kNotable = [] {
  std::array<bool, 256> notable{};
  for (std::size_t i = 0; i < 256; ++i) notable[i] = i < 0x20 || i >= 0x7F || i == '"' || i == '#';
  notable['\t'] = false;
  notable['\r'] = false;
  return notable;
}();

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  const std::size_t first = text.find_first_not_of(kBlanks);
  return first == std::string_view::npos ? std::string_view{}
                                         : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace

TextScan scan_text(const SourceFile& file) {
  TextScan result;
  const std::string_view text = file.text();
  std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  std::size_t line = at;
  bool quoted = false;
  bool comment = false;
  std::size_t comment_begin = 0;
  const auto end_comment = [&] {
    if (!comment) return;
    const std::string_view whole = text.substr(comment_begin, at - comment_begin);
    const std::size_t last = whole.find_last_not_of(" \t\r");
    const bool own_line = trim(text.substr(line, comment_begin - line)).empty();
    result.comments.push_back({.text = std::string(trim(whole.substr(1))),
                               .span = file.span(static_cast<std::uint32_t>(comment_begin),
                                                 static_cast<std::uint32_t>(comment_begin + last + 1)),
                               .own_line = own_line});
    comment = false;
  };
  for (; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (!kNotable[byte]) continue;
    if (byte == '\n') {
      end_comment();
      quoted = false;
      line = at + 1;
    } else if (byte == '"') {
      if (comment) continue;
      std::size_t backslashes = 0;
      while (quoted && text[at - 1 - backslashes] == '\\') ++backslashes;
      if (backslashes % 2 == 0) quoted = !quoted;
    } else if (byte == '#') {
      if (quoted || comment) continue;
      comment = true;
      comment_begin = at;
    } else {
      const CodePoint point = decode(text, at);
      const std::uint32_t length = point.length == 0 ? 1 : point.length;
      const std::string what =
          point.length == 0 ? fmt::format("the byte 0x{:02X} is not UTF-8 text", byte) : unwelcome(point.value);
      if (!what.empty()) {
        result.mistake = Diagnostic{
            .code = Code::kInvalidCharacter,
            .severity = Severity::kError,
            .message = point.length == 0 ? what : what + " may not stand in a rule file",
            .span = file.span(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at) + length),
            .labels = {},
            .help = point.length == 0 ? "save the file as UTF-8" : "remove it",
        };
        end_comment();
        return result;
      }
      at += length - 1;
    }
  }
  end_comment();
  return result;
}

}  // namespace proviso::grammar
