// SPDX-License-Identifier: Apache-2.0
#include "grammar/advice.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace proviso::grammar {
namespace {

struct Advice {
  Slot slot;
  std::string_view word;
  std::string_view help;
};

constexpr std::string_view kAsSoon = "write `as soon as practicable`, and a limit behind it with `and` if there is one";
constexpr std::string_view kMissed = "write `once missed`: that is what every duty is called that was not done in time";
constexpr std::string_view kKept = "write `once kept`";

constexpr auto kAdvice = std::to_array<Advice>({
    {Slot::kLimit, "after", "write `within <duration> of <event>`, or `no sooner than <event>` for an earliest day"},
    {Slot::kLimit, "in", "write `within <duration> of <event>`"},
    {Slot::kLimit, "until", "write `by <moment>`"},
    {Slot::kLimit, "when", "write `on the day of <event>` or `within <duration> of <event>`"},
    {Slot::kLimit, "none", "write `at any time`"},
    {Slot::kLimit, "always", "write `from <moment>`"},
    {Slot::kLimit, "never", "write `must not allow <event>`, and for how long"},
    {Slot::kLimit, "daily", "write `every 1 working day from <event>` or `every 1 calendar day from <event>`"},
    {Slot::kLimit, "weekly", "write `every 1 week from <event>`"},
    {Slot::kLimit, "fortnightly", "write `every 2 weeks from <event>`"},
    {Slot::kLimit, "monthly", "write `every 1 month from <event>`"},
    {Slot::kLimit, "quarterly", "write `every 3 months from <event>`"},
    {Slot::kLimit, "termly", "write the duty out for each term: `by <date>`"},
    {Slot::kLimit, "yearly", "write `every 1 year from <event>`"},
    {Slot::kLimit, "annually", "write `every 1 year from <event>`"},
    {Slot::kLimit, "each", "write `every <duration> from <event>`"},
    {Slot::kLimit, "immediately", kAsSoon},
    {Slot::kLimit, "promptly", kAsSoon},
    {Slot::kLimit, "forthwith", kAsSoon},
    {Slot::kLimit, "asap", kAsSoon},
    {Slot::kAmount, "quarter", "write `months`: a quarter is `3 months`"},
    {Slot::kAmount, "quarters", "write `months`: a quarter is `3 months`"},
    {Slot::kAmount, "fortnight", "write `2 weeks`"},
    {Slot::kAmount, "fortnights", "write `weeks`: a fortnight is `2 weeks`"},
    {Slot::kAmount, "minutes", "the shortest time the language counts is `1 hour`"},
    {Slot::kModality, "shall", "write `must`"},
    {Slot::kModality, "can", "write `may use <event>`"},
    {Slot::kModality, "ought", "write `should`"},
    {Slot::kModality, "has", "write `must ensure <event>`"},
    {Slot::kModality, "have", "write `must ensure <event>`"},
    {Slot::kModality, "need", "write `must ensure <event>`"},
    {Slot::kModality, "needs", "write `must ensure <event>`"},
    {Slot::kModality, "ensures", "write `must ensure <event>`"},
    {Slot::kMoment, "the", "write `<duration> after <event>`, `the later of <moment>, <moment>` or the event's name"},
    {Slot::kMoment, "today", "a limit is counted from an event or a date, which do not change from day to day"},
    {Slot::kMoment, "last", "write the event's name: its latest occurrence counts"},
    {Slot::kMoment, "end", "write `entering <stage>` for the day on which a stage begins"},
    {Slot::kOnce, "breached", kMissed},
    {Slot::kOnce, "breach", kMissed},
    {Slot::kOnce, "late", kMissed},
    {Slot::kOnce, "overdue", kMissed},
    {Slot::kOnce, "failed", kMissed},
    {Slot::kOnce, "not", kMissed},
    {Slot::kOnce, "done", kKept},
    {Slot::kOnce, "met", kKept},
    {Slot::kOnce, "used", kKept},
    {Slot::kOnce, "lapsed", "a duty that lapsed asks for nothing; use a trigger for what closed its scope"},
    {Slot::kOnce, "pending", "use a trigger, or `warn <duration> ahead`"},
    {Slot::kAction, "set", "write `record <fact> as <value>`"},
    {Slot::kAction, "send", "write `notify <party> \"…\"`"},
    {Slot::kAction, "tell", "write `notify <party> \"…\"`"},
    {Slot::kAction, "inform", "write `notify <party> \"…\"`"},
    {Slot::kAction, "warn", "write `notify <party> \"…\"`"},
    {Slot::kAction, "start", "write `begin <track>`"},
    {Slot::kAction, "begins", "write `begin <track>`"},
    {Slot::kAction, "stop", "write `end <track>`"},
    {Slot::kAction, "move", "write `go to <stage>`"},
    {Slot::kOperand, "late", "write `is kept late` for what was done late, `is missed` for what was not done"},
    {Slot::kCell, ">", "write `more than <value>` or `at least <value>`"},
    {Slot::kCell, "<", "write `less than <value>` or `at most <value>`"},
    {Slot::kCell, "is", "leave `is` out: a cell is what the input must be"},
    {Slot::kCell, ",", "write `-` for a cell that matches anything"},
    {Slot::kCell, "gives", "write `-` for a cell that matches anything"},
    {Slot::kCell, "any", "write `-` for a cell that matches anything"},
    {Slot::kCell, "equals", "write the value alone"},
});

/// Signs are words here: a rule is read aloud.
struct Sign {
  char sign;
  std::string_view help;
};

constexpr auto kSigns = std::to_array<Sign>({
    {'>', "write `is more than` or `is at least`; for dates `after` or `on or after`"},
    {'<', "write `is less than` or `is at most`; for dates `before` or `on or before`"},
    {'=', "write `is`, or `as` where a value is recorded"},
    {'!', "write `is not` or `not`"},
    {'&', "write `and`"},
    {'|', "write `or`"},
    {'+', "write `plus`"},
    {'*', "write `times`"},
});

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::string_view advice(Slot slot, std::string_view rest) {
  if (rest.empty()) return {};
  const auto word_end = std::find_if_not(rest.begin(), rest.end(), is_word);
  const std::size_t length = std::max<std::size_t>(1, static_cast<std::size_t>(word_end - rest.begin()));
  const std::string_view word = rest.substr(0, length);
  const auto* found =
      std::find_if(kAdvice.begin(), kAdvice.end(), [&](const Advice& a) { return a.slot == slot && a.word == word; });
  return found == kAdvice.end() ? std::string_view{} : found->help;
}

std::string_view sign_advice(std::string_view rest) {
  if (rest.empty()) return {};
  // A hyphen may be part of a name.
  if (rest.front() == '-') return rest.size() > 1 && is_word(rest[1]) ? "" : "write `minus`";
  const auto* found = std::find_if(kSigns.begin(), kSigns.end(), [&](const Sign& s) { return s.sign == rest.front(); });
  return found == kSigns.end() ? std::string_view{} : found->help;
}

}  // namespace proviso::grammar
