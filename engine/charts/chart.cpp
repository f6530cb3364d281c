// SPDX-License-Identifier: Apache-2.0
#include "engine/charts/chart.h"

#include <fmt/format.h>

#include "engine/reading_copy/page.h"

namespace proviso::charts {

using reading_copy::Markup;
using reading_copy::Phrase;

std::string value_words(Quantity quantity, const Spread& spread) {
  return spread.known ? value_words(quantity, spread.value) : "–";
}

// No line breaks within an interval.
std::string interval_words(Quantity quantity, const Spread& spread) {
  if (!spread.has_interval()) return "–";
  switch (quantity) {
    case Quantity::kShare:
      return fmt::format("{}\u00A0to\u00A0{}\u00A0%", number_words(*spread.low * 100, 1),
                         number_words(*spread.high * 100, 1));
    case Quantity::kNumber:
      return fmt::format("{}\u00A0to\u00A0{}", number_words(*spread.low), number_words(*spread.high));
  }
  return {};
}

Markup figure(const Chart& chart) {
  Markup html;
  html.open("figure", {{"class", "figure"}}).line();
  html.element("figcaption", {}, chart.head.title).line();
  html.append(chart.picture);
  html.append(folded("The numbers of this chart", chart.table));
  return html.close().line();
}

Markup folded(const std::string& summary, const Markup& content) {
  Markup html;
  if (content.blank()) return html;
  html.open("details").element("summary", {}, summary).line();
  return html.append(content).close().line();
}

Markup numbers_table(const std::string& caption, const std::vector<std::string>& columns,
                     const std::vector<std::vector<std::string>>& rows) {
  reading_copy::Table table(caption, columns);
  for (const std::vector<std::string>& row : rows) table.row(std::vector<Phrase>(row.begin(), row.end()));
  Markup html;
  html.open("div", {{"class", "numbers"}}).line();
  return html.append(table.finish()).close().line();
}

// Text grows as the picture shrinks: 13 of 480 units on a screen 640 wide, 18 on one of 320, are about 17 and 11
// pixels.
std::string_view chart_style() {
  return R"css(
.figure { margin: 0 0 35px; max-width: 640px; }
.figure figcaption { font-weight: bold; margin-bottom: 8px; }
.chart { display: block; width: 100%; height: auto; background: #ffffff; forced-color-adjust: none; }
.chart text { font-size: 13px; }
details { margin-bottom: 15px; }
.figure details { margin: 8px 0 0; }
.figure table { font-size: 0.875rem; }
.figure caption { position: absolute; width: 1px; height: 1px; overflow: hidden; padding: 0; clip-path: inset(50%); }
.figure th, .figure td { padding-right: 8px; overflow-wrap: anywhere; }
summary { cursor: pointer; color: #1d70b8; text-decoration: underline; text-underline-offset: 0.1578em;
  padding: 4px 0; width: fit-content; font-size: 1rem; }
summary:hover { color: #003078; }
summary:focus { outline: 3px solid transparent; color: #0b0c0c; background: #ffdd00; text-decoration: none;
  box-shadow: 0 -2px #ffdd00, 0 4px #0b0c0c; }
.numbers td, .numbers th[scope=col]:not(:first-child) { text-align: right; font-variant-numeric: tabular-nums; }
@media screen and (max-width: 53em) {
  .numbers td, .numbers th[scope=col]:not(:first-child) { text-align: left; }
}
@media screen and (max-width: 40em) {
  .chart text { font-size: 15px; }
}
@media screen and (max-width: 27em) {
  .chart text { font-size: 18px; }
}
@media print {
  .figure { break-inside: avoid; max-width: 120mm; }
  h2 + p, h3 + p, figcaption, thead { break-after: avoid; }
  p { break-inside: avoid; }
  .figure:has(details[open]) { break-inside: auto; }
  .figure .chart { break-inside: avoid; max-height: 205mm; }
  details:not([open]), .figure summary { display: none; }
}
)css";
}

}  // namespace proviso::charts
