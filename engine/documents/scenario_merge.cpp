// SPDX-License-Identifier: Apache-2.0
#include "engine/documents/scenario_merge.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/did_you_mean.h"

namespace proviso {
namespace {

YamlValue* find_entry(YamlValue& group, std::string_view key) {
  const auto found = std::ranges::find(group.entries, key, [](const YamlEntry& entry) { return entry.key.text; });
  return found == group.entries.end() ? nullptr : &found->value;
}

void set_entry(YamlValue& group, const YamlEntry& entry) {
  if (YamlValue* known = find_entry(group, entry.key.text)) {
    *known = entry.value;
  } else {
    group.entries.push_back(entry);
  }
}

/// By which an entry of `events` is known; empty where it has none.
std::string_view name_of(const YamlValue& event) {
  for (const std::string_view key : {"name", "event"}) {
    const YamlValue* value = event.find(key);
    if (value != nullptr && value->kind == YamlValue::Kind::kText) return value->text;
  }
  return {};
}

void lay_events_over(YamlValue& base, const YamlValue& over, bool adds, DiagnosticReport& report) {
  std::vector<std::string_view> seen;
  for (const YamlValue& event : over.items) {
    const std::string_view name = name_of(event);
    const auto known = std::ranges::find_if(
        base.items, [&](const YamlValue& other) { return !name.empty() && name_of(other) == name; });
    // Two of one document are a mistake of its own, which is said where the events are read.
    const bool again = std::ranges::find(seen, name) != seen.end();
    seen.push_back(name);
    if (known != base.items.end() && !again) {
      known->span = event.span;
      for (const YamlEntry& entry : event.entries) {
        // Facts one by one: what was estimated of one stays where another is added to it.
        YamlValue* of_base = entry.key.text == "facts" ? find_entry(*known, "facts") : nullptr;
        if (of_base == nullptr || of_base->kind != YamlValue::Kind::kMap || entry.value.kind != YamlValue::Kind::kMap) {
          set_entry(*known, entry);
          continue;
        }
        for (const YamlEntry& fact : entry.value.entries) set_entry(*of_base, fact);
      }
    } else if (adds || event.kind != YamlValue::Kind::kMap || event.find("after") != nullptr) {
      base.items.push_back(event);
    } else {
      std::vector<std::string_view> names;
      for (const YamlValue& other : base.items) names.push_back(name_of(other));
      report.error(Code::kScenarioName, event.span, fmt::format("the scenario has no event `{}` to put right", name),
                   did_you_mean(name, names, "say what it comes `after` if it is to be added"));
    }
  }
}

}  // namespace

void lay_over(YamlValue& base, const YamlValue& over, bool adds_events, DiagnosticReport& report) {
  for (const YamlEntry& entry : over.entries) {
    YamlValue* known = find_entry(base, entry.key.text);
    const bool lists =
        known != nullptr && known->kind == YamlValue::Kind::kSequence && entry.value.kind == YamlValue::Kind::kSequence;
    const bool groups =
        known != nullptr && known->kind == YamlValue::Kind::kMap && entry.value.kind == YamlValue::Kind::kMap;
    if (entry.key.text == "events" && lists) {
      lay_events_over(*known, entry.value, adds_events, report);
    } else if (entry.key.text == "resources" && groups) {
      for (const YamlEntry& resource : entry.value.entries) {
        YamlValue* of_base = find_entry(*known, resource.key.text);
        if (of_base == nullptr || of_base->kind != YamlValue::Kind::kMap ||
            resource.value.kind != YamlValue::Kind::kMap) {
          set_entry(*known, resource);
          continue;
        }
        for (const YamlEntry& part : resource.value.entries) set_entry(*of_base, part);
      }
    } else {
      set_entry(base, entry);
    }
  }
}

}  // namespace proviso
