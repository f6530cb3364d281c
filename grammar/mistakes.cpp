// SPDX-License-Identifier: Apache-2.0
#include "grammar/mistakes.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/did_you_mean.h"
#include "grammar/advice.h"
#include "grammar/keywords.h"

namespace proviso::grammar {
namespace {

/// The slots in which a phrase is recognised, as bits.
using Slots = unsigned;
constexpr Slots slot(Slot s) { return 1U << static_cast<unsigned>(s); }
constexpr Slots kClauseSlot = slot(Slot::kClause);

/// A word that only stands inside a clause, and where.
struct Inner {
  std::string_view word;
  std::string_view home;
};

constexpr auto kInner = std::to_array<Inner>({
    {"cite", "a duty, a move, a trigger, a decision, an amount of a parameter, or a place in a transition"},
    {"warn", "a duty, behind its limit"},
    {"clock", "a duty, behind its limit"},
    {"extended", "a duty, behind its limit"},
    {"excused", "a duty, behind its limit"},
    {"due", "a duty, behind its limit"},
    {"once", "a duty, behind its limit"},
    {"every", "a duty, as its limit"},
    {"until", "a limit that begins with `every` or `from`"},
    {"only", "a duty, behind what it ensures"},
    {"then", "a trigger, a move before `go to`, or `once …` of a duty"},
    {"row", "a decision, which begins with `decide`"},
    {"gives", "a row of a decision, behind its cells"},
    {"hit", "a decision, before its rows"},
    {"judgement", "a fact, right behind its type"},
    {"time", "the framework"},
    {"for", "a duty as `for each <name> in <list>`, or to an event or a duty in an example"},
    {"applies", "a duty, before its party"},
    {"by", "an event, or to the limit of a duty"},
    {"records", "an event"},
    {"means", "a fact"},
    {"version", "the framework"},
    {"calendar", "the framework"},
    {"with", "a line of an example that begins with `on`"},
    {"otherwise", "a move, before `go to`"},
    {"if", "a move, before `go to`, or an act, before its limit"},
    {"go", "a move, which begins with `when` or `after`"},
});

constexpr auto kBeginnings = std::to_array<std::string_view>(
    {"framework", "source",    "party", "parameter", "fact",     "event",   "duty",   "track",    "begins", "stage",
     "when",      "after",     "may",   "end",       "example",  "on",      "expect", "as",       "not",    "cite",
     "warn",      "applies",   "by",    "records",   "means",    "version", "in",     "calendar", "with",   "trigger",
     "decide",    "continues", "use",   "clock",     "extended", "excused", "due",    "once",     "row",    "hit",
     "time",      "for",       "then",  "accept",    "cases",    "decided", "other",  "begun"});

/// Reserved words that hold clauses together: where a name is wanted and one of these stands, the name is missing
/// rather than badly chosen.
constexpr auto kConnectives = std::to_array<std::string_view>(
    {"accept",    "after",   "allow",   "and",      "as",   "at",     "before",    "begins",    "by",
     "cite",      "clock",   "decide",  "due",      "duty", "end",    "ensure",    "event",     "every",
     "example",   "excused", "expect",  "extended", "fact", "for",    "framework", "from",      "gives",
     "go",        "if",      "in",      "is",       "kept", "may",    "means",     "missed",    "must",
     "no",        "not",     "of",      "on",       "once", "only",   "or",        "otherwise", "over",
     "parameter", "party",   "pending", "records",  "row",  "should", "since",     "source",    "stage",
     "stops",     "than",    "that",    "the",      "then", "to",     "track",     "trigger",   "unconfirmed",
     "until",     "unused",  "use",     "warn",     "when", "while",  "will",      "with",      "within"});

/// The words an action begins with, and those that end a duty's story.
constexpr auto kActions =
    std::to_array<std::string_view>({"record", "add", "go", "begin", "end", "notify", "open", "close"});
constexpr auto kLimitWords =
    std::to_array<std::string_view>({"within", "by", "before", "on", "no", "at", "every", "from"});
constexpr auto kStatuses =
    std::to_array<std::string_view>({"kept", "missed", "pending", "excused", "unused", "lapsed", "undecided"});

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

template <typename Range>
bool among(const Range& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_word(text[end])) ++end;
  return text.substr(at, end - at);
}

/// Where the phrase at `at` ends; 0 if it does not stand there.
std::size_t phrase_end(std::string_view text, std::size_t at, std::string_view phrase) {
  while (true) {
    const std::size_t blank = std::min(phrase.find(' '), phrase.size());
    const std::string_view word = word_at(text, at);
    if (word != phrase.substr(0, blank)) return 0;
    at += word.size();
    if (blank == phrase.size()) return at;
    phrase.remove_prefix(blank + 1);
    while (at < text.size() && is_blank(text[at])) ++at;
  }
}

/// Long words are cut, on a boundary of UTF-8.
std::string shown(std::string_view word) {
  constexpr std::size_t kMost = 40;
  if (word.size() <= kMost) return std::string(word);
  std::size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) --end;
  return std::string(word.substr(0, end)) + "…";
}

/// The token before `at`, comments aside.
struct Token {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Token token_before(std::string_view text, std::size_t at, const std::vector<syntax::Comment>& comments) {
  const std::size_t start = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (at > start) {
    if (is_blank(text[at - 1])) {
      --at;
      continue;
    }
    const auto after = std::partition_point(comments.begin(), comments.end(),
                                            [&](const syntax::Comment& c) { return c.span.begin < at; });
    if (after == comments.begin() || std::prev(after)->span.end < at) break;
    at = std::prev(after)->span.begin;
  }
  Token token{at, at};
  if (at <= start) return {};
  if (text[at - 1] == '"') {
    --token.begin;
    while (token.begin > start && text[token.begin - 1] != '\n') {
      --token.begin;
      if (text[token.begin] == '"' && (token.begin == start || text[token.begin - 1] != '\\')) break;
    }
  } else if (is_word(text[at - 1])) {
    while (token.begin > start && is_word(text[token.begin - 1])) --token.begin;
  } else {
    --token.begin;
  }
  return token;
}

/// Whether the words before a token are these, from the last to the first.
bool phrase_ends(std::string_view text, Token token, const std::vector<syntax::Comment>& comments,
                 std::initializer_list<std::string_view> words) {
  return std::all_of(words.begin(), words.end(), [&](std::string_view word) {
    token = token_before(text, token.begin, comments);
    return text.substr(token.begin, token.end - token.begin) == word;
  });
}

std::string after_token(std::string_view text, Token token) {
  if (token.end == 0) return {};
  const std::string_view word = text.substr(token.begin, token.end - token.begin);
  return word.front() == '"' ? fmt::format(" after the text `{}`", shown(word))
                             : fmt::format(" after `{}`", shown(word));
}

Diagnostic error(Code code, std::string message, Span span, std::string help = {}) {
  return {.code = code,
          .severity = Severity::kError,
          .message = std::move(message),
          .span = span,
          .labels = {},
          .help = std::move(help)};
}

bool at_curly_quote(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  return rest.starts_with("\xE2\x80\x9C") || rest.starts_with("\xE2\x80\x9D") || rest.starts_with("\xE2\x80\x9E");
}

Diagnostic no_clause(std::string_view text, std::size_t at, Span span, Token before) {
  const std::string_view word = word_at(text, at);
  if (at_curly_quote(text, at)) {
    return error(Code::kSyntax, "a text stands between straight quotation marks", span,
                 "write `\"` before and after it");
  }
  if (at > 0 && text.substr(at).starts_with('/') && before.end == at && is_word(text[at - 1])) {
    const std::string_view last = text.substr(before.begin, before.end - before.begin);
    return error(Code::kSyntax, "clauses and examples name what their own framework declares, without a `/`", span,
                 fmt::format("try what belongs to `{0}` with an example in the file of `{0}`", shown(last)));
  }
  if (word.empty()) return error(Code::kSyntax, "expected the next clause" + after_token(text, before), span);
  if (text.substr(before.begin, before.end - before.begin) == "practicable" && among(kLimitWords, word)) {
    return error(Code::kSyntax, fmt::format("`{}` cannot follow here", word), span,
                 "join the limit with `and`: `as soon as practicable and within …`");
  }
  const auto* inner = std::find_if(kInner.begin(), kInner.end(), [&](const Inner& i) { return i.word == word; });
  if (inner != kInner.end()) {
    return error(Code::kMisplaced, fmt::format("`{}` does not belong here", word), span,
                 fmt::format("it belongs to {}", inner->home));
  }
  if (word == "or" && phrase_end(text, at, "or ensure") != 0) {
    return error(Code::kMisplaced, "`or ensure` does not belong here", span,
                 "it stands in a duty, right behind its limit");
  }
  if (word == "or") {
    return error(Code::kSyntax, "`or` cannot follow here", span,
                 "`or` joins the names of events; for moments write `the later of …, …` or `the earlier of …, …`");
  }
  if (word == "and") {
    return error(Code::kSyntax, "`and` cannot follow here", span,
                 "`and` joins conditions; write a duty for each thing that is owed");
  }
  if (word == "is" || word == "includes") {
    return error(Code::kSyntax, fmt::format("`{}` cannot follow here", word), span, "join two comparisons with `and`");
  }
  constexpr std::string_view kHelp =
      "a clause begins with a word such as `event`, `duty`, `stage`, `when`, `after`, `on` or `expect`";
  constexpr std::size_t kMisspelt = 40;  // nothing longer is a misspelt word of the language
  const bool same_line =
      before.end != 0 && text.substr(before.end, at - before.end).find('\n') == std::string_view::npos;
  // A mark that has no other on its line is likely to be the end of a text whose first mark was left out.
  const std::string_view line = text.substr(at, text.find('\n', at) - at);
  const bool half_quoted = std::count(line.begin(), line.end(), '"') % 2 != 0;
  if (same_line && (half_quoted || !is_keyword(word))) {
    const std::string_view last = text.substr(before.begin, before.end - before.begin);
    return error(
        Code::kSyntax,
        fmt::format("`{}` cannot follow {}`{}`", shown(word), last.front() == '"' ? "the text " : "", shown(last)),
        span,
        half_quoted               ? "if a text begins here, write `\"` before it"
        : word.size() > kMisspelt ? std::string(kHelp)
                                  : did_you_mean(word, keywords(), kHelp));
  }
  return error(Code::kSyntax, fmt::format("`{}` does not begin a clause", shown(word)), span,
               word.size() > kMisspelt ? std::string(kHelp) : did_you_mean(word, kBeginnings, kHelp));
}

/// The unit behind the digits at `at`; empty where there are none.
std::string_view unit_word(std::string_view text, std::size_t& at) {
  const std::size_t digits = at;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  if (at == digits) return {};
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return word_at(text, at);
}

/// How long the number at the front is, if it is below nothing or has a fraction: `-5`, `5.5`; else 0.
std::size_t not_whole(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t digits = at;
  const auto skip_digits = [&] {
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  };
  skip_digits();
  if (at == digits) return 0;
  const std::size_t whole = at;
  if (at + 1 < text.size() && text[at] == '.' && text[at + 1] >= '0' && text[at + 1] <= '9') {
    ++at;
    skip_digits();
  }
  return digits == 1 || at != whole ? at : 0;
}

}  // namespace

Diagnostic invalid_name(std::string_view word, Span span) {
  std::string better;
  for (const char c : word) {
    if (c >= 'A' && c <= 'Z') {
      better += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      better += c;
    } else if ((c == '_' || c == '-') && !better.empty() && better.back() != '-') {
      better += '-';
    }
  }
  while (!better.empty() && better.back() == '-') better.pop_back();
  std::string help = "names have small letters, digits and single hyphens, and begin with a letter";
  const bool ascii =
      std::none_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  if (ascii && word.size() <= 60 && is_name(better)) help += fmt::format(": `{}`", better);
  return error(Code::kInvalidName, fmt::format("`{}` is not written as a name", shown(word)), span, help);
}

Explained explain(const Expected& expected, std::uint32_t clause, std::uint32_t at, const SourceFile& file,
                  const std::vector<syntax::Comment>& comments) {
  const std::string_view text = file.text();
  const std::string_view word = word_at(text, at);
  const Token before = token_before(text, at, comments);
  // The whole word, or one character.
  std::size_t end = at + word.size();
  if (word.empty() && at < text.size()) end = at + 1;
  Span span = file.span(at, static_cast<std::uint32_t>(end));

  if (expected.slot == Slot::kTextEnd) {
    const std::uint32_t line_end = end_of_line(text, at);
    return {error(Code::kUnterminatedText, "this text does not end on its line", file.span(at, at + 1),
                  text.substr(at, line_end - at).find('\\') == std::string_view::npos
                      ? "close it with a quotation mark"
                      : "close it with a quotation mark; one inside a text is written `\\\"`")};
  }
  if (expected.slot == Slot::kDepth) {
    return {error(Code::kTooDeep, fmt::format("this `{}` is nested too deeply", word_at(text, clause)), span,
                  "name a part of it as a fact of its own")};
  }
  const bool same_line = text.substr(before.end, at - before.end).find('\n') == std::string_view::npos;
  if (const std::string_view sign = sign_advice(text.substr(at)); !sign.empty() && expected.slot != Slot::kCell) {
    return {error(Code::kSyntax, fmt::format("`{}` is not a word of the language", text[at]), file.span(at, at + 1),
                  std::string(sign))};
  }
  if (expected.slot == Slot::kClause) return {no_clause(text, at, span, before)};
  if (expected.slot == Slot::kDayKind && word == "day") {
    return {error(Code::kBareDays, "`the next day` does not say which days count", span,
                  "write `the next working day`, or the word of a calendar as in `the next school day`")};
  }
  if (expected.slot == Slot::kReference && word == "that" && same_line) {
    return {error(Code::kSyntax, "`that` stands behind `ensure` only", span,
                  "write `must ensure that <condition>`, with `not` in the condition")};
  }
  const bool wants_name = expected.slot == Slot::kDeclaredName || expected.slot == Slot::kReference;
  if (wants_name && !word.empty() && same_line) {
    const bool chosen = expected.slot == Slot::kDeclaredName || !among(kConnectives, word);
    if (is_keyword(word) && chosen && word != "when") {
      return {error(Code::kReservedWord,
                    fmt::format("`{}` is one of the language's own words and cannot be a name", word), span,
                    "choose another name, for example with a hyphen and a second word")};
    }
    if (!is_keyword(word) && word.find_first_not_of("0123456789") != std::string_view::npos) {
      return {invalid_name(word, span)};
    }
  }

  if (expected.slot == Slot::kReference && phrase_ends(text, before, comments, {"in"}) &&
      (text.substr(at).starts_with(',') || word == "and" || word == "or")) {
    return {error(Code::kSyntax, "`for each` needs a fact that is a list of party, not a list of names", span,
                  "declare a fact with the type `list of party`, let an event record it, and name it here")};
  }

  if (expected.slot == Slot::kAmount) {
    if (const std::size_t length = not_whole(text.substr(at)); length != 0) {
      return {error(Code::kSyntax, fmt::format("`{}` is no amount that is counted", text.substr(at, length)),
                    file.span(at, at + static_cast<std::uint32_t>(length)), "write a whole number, 1 or more")};
    }
    constexpr auto kUnits =
        std::to_array<std::string_view>({"working", "calendar", "weeks", "months", "years", "hours"});
    const std::string_view counts = text.substr(before.begin, before.end - before.begin);
    const bool hours = counts == "within" || counts == "by";  // only there are hours counted
    std::size_t unit = at;
    const std::string_view found = unit_word(text, unit);
    if (!found.empty()) {
      const std::string_view known = advice(expected.slot, found);
      const std::string near = found.size() > 40 ? std::string{} : nearest_name(found, kUnits);
      const std::string days = near == "working" || near == "calendar" ? near + " days" : near;
      return {error(Code::kSyntax, fmt::format("`{}` does not say what is counted", shown(found)),
                    file.span(static_cast<std::uint32_t>(unit), static_cast<std::uint32_t>(unit + found.size())),
                    !known.empty()  ? std::string(known)
                    : !days.empty() ? fmt::format("did you mean `{}`?", days)
                    : hours         ? "write `working days`, `calendar days`, `weeks`, `months`, `years` or `hours`"
                                    : "write `working days`, `calendar days`, `weeks`, `months` or `years`")};
    }
  }

  std::string help(same_line ? advice(expected.slot, text.substr(at)) : std::string_view{});
  if (at_curly_quote(text, at)) help = "write straight quotation marks";
  if (expected.slot == Slot::kOperand && same_line) {
    if (word == "known") help = "write `not <fact> is known`";
    if (word == "after" || word == "before" || word == "on") help = fmt::format("write `{}` without `is`", word);
    if (among(kStatuses, word)) help = fmt::format("write `not <duty> is {}`", word);
  }
  const bool forgotten_then = among(kActions, word) && (expected.slot == Slot::kThen || expected.slot == Slot::kGoTo);
  if (forgotten_then) help = fmt::format("write `then` before `{}`", word);
  if (expected.slot == Slot::kGoTo && !forgotten_then && phrase_ends(text, before, comments, {"to", "go", "then"})) {
    help = "a move ends with its own `go to <stage>`, without `then`";
  }
  if (expected.slot == Slot::kMoment && same_line && !word.empty() && word.front() >= '0' && word.front() <= '9') {
    help = "write `within <duration> of <event>` as a limit, `<duration> after <event>` as a moment";
  }
  if (help.empty() && same_line && (word == "is" || word == "includes")) help = "join two comparisons with `and`";
  if (help.empty()) help = expected.help;
  // What is missing at the end of a line is missed there, not where the next line begins.
  if (!same_line || at >= text.size()) {
    const auto edge = static_cast<std::uint32_t>(before.end);
    span = file.span(edge, edge);
  }
  return {error(Code::kSyntax, fmt::format("expected {}{}", expected.what, after_token(text, before)), span, help)};
}

}  // namespace proviso::grammar
