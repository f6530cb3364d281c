// SPDX-License-Identifier: Apache-2.0
// The reserved words and a quick way to find one.
#include "grammar/keywords.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace proviso::grammar {
namespace {

// Left free on purpose, since they are plain words in a case and the grammar never confuses them with a name:
// a, ahead, because, day, force, held, list, most, next, one, practicable, sooner, time, version, zone.
constexpr auto kKeywords = std::to_array<std::string_view>(
    {"accept",    "add",       "after",     "allow",     "and",       "applies",     "as",        "at",
     "before",    "begin",     "beginning", "begins",    "breach",    "by",          "calendar",  "cases",
     "cite",      "clock",     "close",     "continues", "count",     "date",        "days",      "decide",
     "deviation", "due",       "duration",  "duty",      "each",      "earlier",     "end",       "ensure",
     "entering",  "event",     "every",     "example",   "excused",   "expect",      "extended",  "fact",
     "findings",  "first",     "for",       "framework", "from",      "gives",       "go",        "hours",
     "if",        "in",        "includes",  "instead",   "is",        "judgement",   "kept",      "known",
     "lapsed",    "last",      "late",      "later",     "least",     "less",        "longest",   "may",
     "means",     "minus",     "missed",    "months",    "more",      "must",        "no",        "none",
     "not",       "notify",    "number",    "of",        "on",        "once",        "only",      "open",
     "or",        "otherwise", "out",       "over",      "parameter", "party",       "pending",   "plus",
     "record",    "records",   "row",       "shortfall", "should",    "since",       "source",    "stage",
     "stops",     "text",      "than",      "that",      "the",       "then",        "this",      "times",
     "to",        "today",     "total",     "track",     "trigger",   "unconfirmed", "undecided", "unexpected",
     "unknown",   "until",     "unused",    "use",       "usually",   "warn",        "warning",   "weekday",
     "weeks",     "when",      "while",     "will",      "with",      "within",      "working",   "years",
     "yes"});

static_assert(std::is_sorted(kKeywords.begin(), kKeywords.end()));

// For each letter, where its words begin; the entry after `z` is the end.
constexpr std::array<std::uint8_t, 27> kByLetter = [] {
  std::array<std::uint8_t, 27> starts{};
  for (std::size_t letter = 0; letter < 27; ++letter) {
    std::size_t i = 0;
    while (i < kKeywords.size() && kKeywords[i].front() < static_cast<char>('a' + static_cast<int>(letter))) ++i;
    starts[letter] = static_cast<std::uint8_t>(i);
  }
  return starts;
}();

}  // namespace

std::span<const std::string_view> keywords() { return kKeywords; }

bool is_keyword(std::string_view word) {
  if (word.empty() || word.front() < 'a' || word.front() > 'z') return false;
  const auto letter = static_cast<std::size_t>(word.front() - 'a');
  for (std::size_t i = kByLetter[letter]; i < kByLetter[letter + 1]; ++i) {
    if (kKeywords[i] == word) return true;
  }
  return false;
}

bool is_name(std::string_view word) {
  if (word.empty() || word.front() < 'a' || word.front() > 'z' || word.back() == '-') return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    if (c == '-' ? word[i + 1] == '-' : !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) return false;
  }
  return true;
}

}  // namespace proviso::grammar
