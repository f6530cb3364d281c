// SPDX-License-Identifier: Apache-2.0
// What the results rest on: every assumed number with its source, or that it has none.
#include <algorithm>

#include <fmt/format.h>

#include "engine/reading_copy/page.h"
#include "engine/simulate_report/sections.h"
#include "engine/simulate_report/wording.h"

namespace proviso::simulate_report {

using reading_copy::heading;
using reading_copy::Markup;
using simulate::Assumption;

namespace {

/// What stands together: the numbers of one event, and all of what is left of one kind.
std::string_view group_of(std::string_view place) {
  const std::size_t first = place.find('.');
  if (!place.starts_with("events.")) return place.substr(0, first);
  return place.substr(0, place.find('.', first + 1));
}

std::string group_words(std::string_view group) {
  if (group.starts_with("events.")) return fmt::format("The event {}", group.substr(group.find('.') + 1));
  if (group == "resources") return "Resources";
  if (group == "cases") return "How cases come";
  return capitalised(group);
}

std::string within_group(std::string_view place) {
  const std::string_view group = group_of(place);
  const std::string words = place_words(place);
  const std::string own = place_words(group);
  if (words.size() > own.size() + 2 && words.starts_with(own + ", ")) return capitalised(words.substr(own.size() + 2));
  return capitalised(words);
}

Markup source_of(const Assumption& assumption) {
  Markup cell;
  if (assumption.source.empty()) {
    cell.element("span", {{"class", "missing"}}, "none given");
  } else {
    cell.text(assumption.source);
  }
  if (!assumption.file.empty()) {
    cell.empty("br").element("span", {{"class", "citations"}},
                             fmt::format("{}, line {}", assumption.file, assumption.line));
  }
  return cell;
}

}  // namespace

Markup assumptions(const ReportInput& input) {
  const simulate::SimulationResults& results = *input.results;
  Markup html;
  if (results.assumptions.empty()) return html;
  const auto sourced = static_cast<std::uint64_t>(std::ranges::count_if(
      results.assumptions, [](const Assumption& assumption) { return !assumption.source.empty(); }));
  const std::uint64_t all = results.assumptions.size();
  html.append(heading(2, "What it rests on", "assumptions"));
  html.element(
          "p", {},
          fmt::format("{} were assumed: {} with a source, {} without.", counted(all, "number"), sourced, all - sourced))
      .line();
  // In the order in which they first come up.
  std::vector<std::string_view> groups;
  for (const Assumption& assumption : results.assumptions) {
    const std::string_view group = group_of(assumption.place);
    if (std::ranges::find(groups, group) == groups.end()) groups.push_back(group);
  }
  for (const std::string_view group : groups) {
    reading_copy::Table table(group_words(group), {"Number", "Value", "Range", "Cases it is from", "Source"});
    for (const Assumption& assumption : results.assumptions) {
      if (group_of(assumption.place) != group) continue;
      const auto text = [](const std::string& words) { return Markup().text(words); };
      const std::string range = assumption.low && assumption.high
                                    ? fmt::format("{} to {}", *assumption.low, *assumption.high)
                                    : std::string("–");
      table.row(std::vector<Markup>{text(within_group(assumption.place)), text(assumption.value), text(range),
                                    text(assumption.sample ? fmt::format("{}", *assumption.sample) : "–"),
                                    source_of(assumption)});
    }
    html.append(table.finish());
  }
  return html;
}

}  // namespace proviso::simulate_report
