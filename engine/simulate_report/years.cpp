// SPDX-License-Identifier: Apache-2.0
// What gets done in each year.
#include <algorithm>

#include <fmt/format.h>

#include "engine/charts/yearly.h"
#include "engine/reading_copy/page.h"
#include "engine/simulate_report/sections.h"
#include "engine/simulate_report/wording.h"

namespace proviso::simulate_report {

using charts::numbers_table;
using charts::Quantity;
using reading_copy::heading;
using reading_copy::Markup;
using simulate::VariantResults;
using simulate::YearResult;

namespace {

Markup begun_and_over(const VariantResults& variant, bool several) {
  charts::Yearly yearly;
  yearly.head = {"years", several ? "Cases begun and over, as it is" : "Cases begun and over",
                 "For each year a disc for the cases that begin and a square for those that are over, with their "
                 "intervals."};
  yearly.axis = "Cases in a run";
  yearly.names = {"begun", "over"};
  for (const YearResult& year : variant.years) {
    yearly.years.push_back({year.year, year.whole, {spread(year.begun), spread(year.over)}});
  }
  return figure(draw(yearly));
}

Markup over_by_variant(const std::vector<VariantResults>& variants) {
  charts::Yearly yearly;
  yearly.head = {"years-variants", "Cases over, by variant",
                 "For each year and variant a mark for the cases that are over, with its interval."};
  yearly.axis = "Cases over in a run";
  for (const VariantResults& variant : variants) yearly.names.push_back(variant_name(variant));
  for (const YearResult& year : variants.front().years) {
    charts::YearColumn column{year.year, year.whole, {}};
    for (const VariantResults& variant : variants) {
      const auto found = std::ranges::find(variant.years, year.year, &YearResult::year);
      column.values.push_back(found == variant.years.end() ? charts::Spread() : spread(found->over));
    }
    yearly.years.push_back(std::move(column));
  }
  return figure(draw(yearly));
}

Markup table_of(const VariantResults& variant) {
  std::vector<std::string> columns{"Year", "Cases begun", "Cases over"};
  for (const simulate::EventName& event : variant.events) {
    columns.push_back(capitalised(event.title.empty() ? event.event : event.title));
  }
  std::vector<std::vector<std::string>> rows;
  for (const YearResult& year : variant.years) {
    std::vector<std::string> row{
        year.whole ? fmt::format("{}", year.year) : fmt::format("{}\u00A0(in\u00A0part)", year.year),
        value_words(Quantity::kNumber, spread(year.begun)), value_words(Quantity::kNumber, spread(year.over))};
    for (const simulate::Estimate& event : year.events) row.push_back(value_words(Quantity::kNumber, spread(event)));
    rows.push_back(std::move(row));
  }
  return numbers_table(variant.name.empty()
                           ? std::string("What happens in a run, year by year")
                           : fmt::format("What happens in a run, year by year, with {}", titled({}, variant.name)),
                       columns, rows);
}

}  // namespace

Markup years(const ReportInput& input) {
  const std::vector<VariantResults>& variants = input.results->variants;
  const VariantResults& base = variants.front();
  const bool several = variants.size() > 1;
  Markup html;
  if (base.years.empty()) return html;
  html.append(heading(2, "Year by year", "year-by-year"));
  std::vector<Markup> figures{begun_and_over(base, several)};
  if (several) figures.push_back(over_by_variant(variants));
  html.append(side_by_side(figures));
  for (const VariantResults& variant : variants) {
    const Markup table = table_of(variant);
    html.append(variant.name.empty()
                    ? table
                    : charts::folded(fmt::format("The same with {}", titled({}, variant.name)), table));
  }
  return html;
}

}  // namespace proviso::simulate_report
