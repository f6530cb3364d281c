// SPDX-License-Identifier: Apache-2.0
#include "grammar/recovery.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace proviso::grammar {
namespace {

/// A word that begins a clause, and what must follow for it not to be taken for the middle of a broken one.
struct Opening {
  std::string_view word;
  std::string_view next;  ///< a word, `0` for a digit, `"` for a text, empty for anything
  bool declaration = false;
};

constexpr auto kOpenings = std::to_array<Opening>({
    {"framework", "", true},
    {"source", "", true},
    {"party", "", true},
    {"parameter", "", true},
    {"fact", "", true},
    {"event", "", true},
    {"duty", "", true},
    {"track", "", true},
    {"stage", "", true},
    {"example", "", true},
    {"use", "\"", true},
    {"trigger", "", true},
    {"decide", "", true},
    {"continues", "", true},
    {"accept", ""},
    {"begins", "when"},
    {"when", ""},
    {"after", "0"},
    {"after", "the"},
    {"end", ""},
    {"may", "end"},
    {"on", "0"},
    {"expect", ""},
    {"as", "of"},
    {"not", "held"},
    {"cases", "in"},
    {"decided", "by"},
    {"other", "duties"},
    {"begun", "under"},
});

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_word(text[end])) ++end;
  return text.substr(at, end - at);
}

bool begins_clause(std::string_view text, std::size_t at, Resume resume) {
  const std::string_view word = word_at(text, at);
  std::size_t next = at + word.size();
  while (next < text.size() && is_blank(text[next])) ++next;
  return std::any_of(kOpenings.begin(), kOpenings.end(), [&](const Opening& opening) {
    if (opening.word != word || (resume == Resume::kDeclaration && !opening.declaration)) return false;
    if (opening.next.empty()) return true;
    if (next == text.size()) return false;
    if (opening.next == "0") return text[next] >= '0' && text[next] <= '9';
    if (opening.next == "\"") return text[next] == '"';
    return word_at(text, next) == opening.next;
  });
}

}  // namespace

std::uint32_t end_of_line(std::string_view text, std::uint32_t from) {
  return static_cast<std::uint32_t>(std::min(text.find('\n', from), text.size()));
}

std::uint32_t next_clause(std::string_view text, std::uint32_t from, Resume resume) {
  std::size_t at = from;
  std::size_t line = at;
  while (line > 0 && is_blank(text[line - 1])) --line;
  if (line > 0 && text[line - 1] != '\n') at = end_of_line(text, from);
  while (at < text.size()) {
    while (at < text.size() && (is_blank(text[at]) || text[at] == '\n')) ++at;
    if (at < text.size() && begins_clause(text, at, resume)) return static_cast<std::uint32_t>(at);
    at = end_of_line(text, static_cast<std::uint32_t>(at));
  }
  return static_cast<std::uint32_t>(text.size());
}

}  // namespace proviso::grammar
