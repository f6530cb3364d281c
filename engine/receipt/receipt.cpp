// SPDX-License-Identifier: Apache-2.0
#include "engine/receipt/receipt.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/receipt/sha256.h"
#include "engine/receipt/xxh3.h"

namespace proviso::receipt {
namespace {

struct RoleWords {
  Input::Role role;
  std::string_view name;     ///< in a receipt and in its line
  std::string_view several;  ///< in its line
  std::string_view title;    ///< in sentences
};
constexpr std::array<RoleWords, 7> kRoles{
    {{Input::Role::kRules, "rules", "rule files", "rule file"},
     {Input::Role::kCalendar, "calendar", "calendars", "calendar"},
     {Input::Role::kCase, "case", "cases", "case file"},
     {Input::Role::kEvents, "events", "tables of events", "table of events"},
     {Input::Role::kTable, "table", "tables", "table"},
     {Input::Role::kMap, "map", "maps", "map"},
     {Input::Role::kScenario, "scenario", "files of the scenario", "file of the scenario"}}};

const RoleWords& words_of(Input::Role role) { return kRoles.at(static_cast<std::size_t>(role)); }

/// Rules, calendars, history: the order in which inputs stand.
int group_of(Input::Role role) {
  if (role == Input::Role::kRules) return 0;
  return role == Input::Role::kCalendar ? 1 : 2;
}

std::string named(const Input& input) { return fmt::format("the {} `{}`", words_of(input.role).title, input.name); }

/// The input of another receipt that stands for this one: the n-th of its role and name, where this is the n-th here.
const Input* counterpart(const Receipt& here, std::size_t index, const Receipt& there) {
  const Input& input = here.inputs[index];
  const auto same = [&](const Input& other) { return other.role == input.role && other.name == input.name; };
  auto nth = std::count_if(here.inputs.begin(), here.inputs.begin() + static_cast<std::ptrdiff_t>(index), same);
  for (const Input& other : there.inputs) {
    if (same(other) && nth-- == 0) return &other;
  }
  return nullptr;
}

std::string day(std::optional<Date> date) { return date ? iso_date(*date) : "no one day"; }

/// A value with its length before it, so that no two lists of values are written alike.
void put(std::string& text, std::string_view value) { text += fmt::format("{}:{}\n", value.size(), value); }

constexpr std::size_t kDigitsOfId = 12;
constexpr std::size_t kDigitsOfHash = 8;

}  // namespace

Input input(Input::Role role, std::string name, std::string_view text, std::string path) {
  if (path.empty()) path = name;
  Input input{.role = role, .name = std::move(name), .path = std::move(path)};
  if (role == Input::Role::kEvents) {
    Xxh3 hash;
    hash.add(text);
    input.xxh3 = hash.digits();
  } else {
    input.sha256 = sha256(text);
  }
  return input;
}

std::string_view role_name(Input::Role role) { return words_of(role).name; }

std::optional<Input::Role> role_named(std::string_view name) {
  const auto found =
      std::find_if(kRoles.begin(), kRoles.end(), [&](const RoleWords& words) { return words.name == name; });
  return found == kRoles.end() ? std::nullopt : std::optional(found->role);
}

std::string Receipt::id() const {
  std::string text;
  put(text, version);
  put(text, command);
  put(text, as_of ? iso_date(*as_of) : "");
  put(text, known_at.value_or(""));
  put(text, std::to_string(options.size()));
  // The order of an object's members means nothing in JSON, so it means nothing here.
  std::vector<Option> sorted = options;
  std::sort(sorted.begin(), sorted.end(), [](const Option& a, const Option& b) { return a.name < b.name; });
  for (const Option& option : sorted) {
    put(text, option.name);
    put(text, std::to_string(option.values.size()));
    for (const std::string& value : option.values) put(text, value);
  }
  for (const Input& one : inputs) {
    put(text, role_name(one.role));
    put(text, one.name);
    put(text, one.digest());
    put(text, one.as_of ? iso_date(*one.as_of) : "");
  }
  return sha256(text);
}

void Receipt::add_input(Input input) {
  const bool known =
      input.role == Input::Role::kCalendar && std::any_of(inputs.begin(), inputs.end(), [&](const Input& other) {
        return other.role == input.role && other.name == input.name && other.digest() == input.digest();
      });
  if (known) return;
  const int group = group_of(input.role);
  const auto after =
      std::find_if(inputs.begin(), inputs.end(), [&](const Input& other) { return group_of(other.role) > group; });
  inputs.insert(after, std::move(input));
}

void Receipt::add_option(std::string name, std::string value) {
  options.push_back({.name = std::move(name), .values = {std::move(value)}, .list = false});
}

void Receipt::add_list(std::string name, std::vector<std::string> values) {
  if (!values.empty()) options.push_back({.name = std::move(name), .values = std::move(values), .list = true});
}

std::vector<std::string> Receipt::options_named(std::string_view name) const {
  const auto found = std::find_if(options.begin(), options.end(), [&](const Option& o) { return o.name == name; });
  return found == options.end() ? std::vector<std::string>() : found->values;
}

std::string Receipt::option(std::string_view name) const {
  const std::vector<std::string> values = options_named(name);
  return values.empty() ? std::string() : values.front();
}

std::string receipt_line(const Receipt& receipt) {
  std::string line = fmt::format("Receipt {}: ", receipt.id().substr(0, kDigitsOfId));
  for (const RoleWords& words : kRoles) {
    const auto is_of_role = [&](const Input& one) { return one.role == words.role; };
    const auto count = std::count_if(receipt.inputs.begin(), receipt.inputs.end(), is_of_role);
    if (count == 0) continue;
    const Input& first = *std::find_if(receipt.inputs.begin(), receipt.inputs.end(), is_of_role);
    line += count == 1 ? fmt::format("{} {}, ", words.name, first.digest().substr(0, kDigitsOfHash))
                       : fmt::format("{} {}, ", count, words.several);
  }
  return line + fmt::format("proviso {}", receipt.version);
}

std::vector<std::string> differences(const Receipt& then, const Receipt& now, bool stopped) {
  std::vector<std::string> found;
  if (then.version != now.version) {
    found.push_back(
        fmt::format("the receipt was made by proviso {}, and this is proviso {}", then.version, now.version));
  }
  for (std::size_t i = 0; i < then.inputs.size(); ++i) {
    const Input& before = then.inputs[i];
    const Input* after = counterpart(then, i, now);
    if (after == nullptr) {
      if (!stopped) found.push_back(fmt::format("{} is not read any more", named(before)));
    } else if (after->digest() != before.digest()) {
      const bool elsewhere = !after->path.empty() && after->path != after->name;
      found.push_back(fmt::format("{}{} has changed", named(before),
                                  elsewhere ? fmt::format(", read from `{}`,", after->path) : std::string()));
    } else if (after->as_of != before.as_of && !stopped) {
      found.push_back(fmt::format("{} was looked at as of {} and is now as of {}", named(before), day(before.as_of),
                                  day(after->as_of)));
    }
  }
  for (std::size_t i = 0; i < now.inputs.size(); ++i) {
    if (counterpart(now, i, then) == nullptr) {
      found.push_back(fmt::format("{} is read now and was not then", named(now.inputs[i])));
    }
  }
  if (stopped) return found;
  if (then.as_of != now.as_of) {
    found.push_back(fmt::format("the result was as of {} and is now as of {}", day(then.as_of), day(now.as_of)));
  }
  if (then.known_at != now.known_at) {
    found.push_back(fmt::format("the result rested on what was known at {} and now rests on what is known at {}",
                                then.known_at.value_or("any time"), now.known_at.value_or("any time")));
  }
  return found;
}

std::vector<std::string> missing_inputs(const Receipt& then, const Receipt& now) {
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < then.inputs.size(); ++i) {
    if (counterpart(then, i, now) == nullptr) missing.push_back(named(then.inputs[i]));
  }
  return missing;
}

}  // namespace proviso::receipt
