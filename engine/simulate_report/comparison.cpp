// SPDX-License-Identifier: Apache-2.0
// What the variants change, run against run.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "engine/charts/dots.h"
#include "engine/reading_copy/page.h"
#include "engine/simulate_report/sections.h"
#include "engine/simulate_report/wording.h"

namespace proviso::simulate_report {

using charts::Quantity;
using reading_copy::heading;
using reading_copy::Markup;
using reading_copy::Phrase;
using simulate::Difference;

namespace {

constexpr std::size_t kMostRows = 9;

std::string change_cell(const Difference& difference) {
  if (!difference.change.known) return "–";
  const Quantity quantity = quantity_of(difference.unit);
  std::string words = charts::change_words(quantity, difference.change.value);
  if (spread(difference.change).has_interval()) {
    words += fmt::format(" ({})", charts::change_interval_words(quantity, spread(difference.change)));
  }
  return words + (difference.unit == "share" ? " points" : unit_after(difference.unit));
}

/// What is compared in a unit, each once.
std::vector<std::string> texts_in(const simulate::SimulationResults& results, const std::string& unit) {
  std::vector<std::string> texts;
  for (const Difference& difference : results.differences) {
    if (difference.unit == unit && std::ranges::find(texts, difference.text) == texts.end()) {
      texts.push_back(difference.text);
    }
  }
  return texts;
}

}  // namespace

Markup comparison(const ReportInput& input) {
  const simulate::SimulationResults& results = *input.results;
  Markup html;
  if (results.differences.empty()) return html;
  const simulate::VariantResults& base = results.variants.front();
  html.append(heading(2, "The variants compared", "comparison"));
  html.element("p", {},
               "Each run of a variant has the same chance as that run of the scenario as it is, so what differs is due "
               "to the variant. A change is called clear where its interval leaves 0 out.")
      .line();
  std::vector<std::string> units;
  for (const Difference& difference : results.differences) {
    if (std::ranges::find(units, difference.unit) == units.end()) units.push_back(difference.unit);
  }
  for (std::size_t u = 0; u < units.size(); ++u) {
    const bool shares = units[u] == "share";
    const std::string counted_in = shares ? "percentage points" : units[u] == "a run" ? "numbers in a run" : units[u];
    // What is compared stands together, variant below variant; no chart is longer than a sheet of paper.
    std::vector<std::vector<charts::DotRow>> parts(1);
    for (const std::string& text : texts_in(results, units[u])) {
      std::vector<charts::DotRow> rows;
      for (const Difference& difference : results.differences) {
        if (difference.text != text) continue;
        const auto at = std::ranges::find(results.variants, difference.variant, &simulate::VariantResults::name);
        rows.push_back({capitalised(subject_of(base, text)), difference.variant, spread(difference.change),
                        static_cast<charts::Ink>(at - results.variants.begin())});
      }
      if (!parts.back().empty() && parts.back().size() + rows.size() > kMostRows) parts.emplace_back();
      parts.back().insert(parts.back().end(), rows.begin(), rows.end());
    }
    for (std::size_t part = 0; part < parts.size(); ++part) {
      charts::Dots dots;
      dots.head = {id_of("changes", u, part),
                   fmt::format("What the variants change, in {}{}", counted_in, part == 0 ? "" : ", continued"),
                   "For each number and each variant a dot for the change against the scenario as it is, with its "
                   "interval; a line stands at no change."};
      dots.axis = fmt::format("Change, in {}", counted_in);
      dots.quantity = quantity_of(units[u]);
      dots.signs = true;
      dots.first_column = "What, and with which variant";
      dots.rows = parts[part];
      html.append(figure(draw(dots)));
    }
  }
  reading_copy::Table table("What the variants change, in numbers",
                            {"What", "Variant", "As it is", "With the variant", "Change", "Clear?"});
  for (const Difference& difference : results.differences) {
    const Quantity quantity = quantity_of(difference.unit);
    table.row(std::vector<Phrase>{capitalised(subject_of(base, difference.text)), difference.variant,
                                  value_words(quantity, spread(difference.base)) + unit_after(difference.unit),
                                  value_words(quantity, spread(difference.with)) + unit_after(difference.unit),
                                  change_cell(difference), difference.clear ? "clear" : "not clear"});
  }
  return html.append(table.finish());
}

}  // namespace proviso::simulate_report
