// SPDX-License-Identifier: Apache-2.0
// Decision tables as tables: a column for each input, a row for each row.
#include <fmt/format.h>

#include "engine/reading_copy/conditions.h"
#include "engine/reading_copy/page.h"
#include "engine/reading_copy/tables.h"

namespace proviso::reading_copy {
namespace {

using model::Cell;
using model::HitRule;

std::string_view hit_words(HitRule hit) {
  switch (hit) {
    case HitRule::kUnique:
      return "At most one row holds in any case; its value counts.";
    case HitRule::kFirst:
      return "The first row that holds counts.";
    case HitRule::kAny:
      return "Several rows may hold; they give the same value.";
    case HitRule::kCollect:
      return "The values of all rows that hold are collected.";
    case HitRule::kSum:
      return "The values of all rows that hold are added up.";
    case HitRule::kCount:
      return "The rows that hold are counted.";
    case HitRule::kMin:
      return "The smallest value of the rows that hold counts.";
    case HitRule::kMax:
      return "The largest value of the rows that hold counts.";
  }
  return {};
}

Phrase part_words(const Names& names, const Cell::Part& part, const model::Type& type) {
  const auto low = [&] { return value(names, part.low, type); };
  const auto high = [&] { return value(names, part.high, type); };
  switch (part.kind) {
    case Cell::Part::Kind::kValue:
      return low();
    case Cell::Part::Kind::kRange:
      return low() + " to " + high();
    case Cell::Part::Kind::kMoreThan:
      return "more than " + low();
    case Cell::Part::Kind::kAtLeast:
      return "at least " + low();
    case Cell::Part::Kind::kLessThan:
      return "less than " + high();
    case Cell::Part::Kind::kAtMost:
      return "at most " + high();
    case Cell::Part::Kind::kUnknown:
      return "unknown";
  }
  return {};
}

Phrase cell_words(const Names& names, const Cell& cell, const model::Type& type) {
  if (cell.any) return "anything";
  std::vector<Phrase> parts;
  for (const Cell::Part& part : cell.parts) parts.push_back(part_words(names, part, type));
  return (cell.negated ? Phrase("not ") : Phrase()) + joined(parts, "or");
}

}  // namespace

Markup decisions(const Names& names) {
  Markup html;
  for (const model::Decision& decision : names.framework.decisions) {
    const model::Fact& result = names.framework[decision.fact];
    const std::string title = title_of(decision.title.empty() ? result.title : decision.title, result.name);
    html.append(heading(3, title, anchor("decision", result.name)));
    html.element("p", {}, hit_words(decision.hit)).line();
    std::vector<std::string> columns{"Row"};
    for (const model::FactId input : decision.inputs) columns.push_back(names.fact(input).text());
    const bool counts = decision.hit == HitRule::kCount;
    if (!counts) columns.push_back("Result: " + title_of({}, result.name));
    Table table(fmt::format("Table: {}", title), columns);
    const bool collects = decision.hit == HitRule::kCollect && !result.type.element.empty();
    const model::Type& type = collects ? result.type.element.front() : result.type;
    for (std::size_t i = 0; i < decision.rows.size(); ++i) {
      const model::Row& row = decision.rows[i];
      std::vector<Phrase> cells{Phrase(fmt::format("Row {}", i + 1))};
      for (std::size_t k = 0; k < row.cells.size(); ++k) {
        cells.push_back(cell_words(names, row.cells[k], names.framework[decision.inputs[k]].type));
      }
      if (!counts) cells.push_back(value(names, row.value, type));
      table.row(cells);
    }
    html.append(table.finish());
    if (decision.citations.empty()) continue;
    Phrase where;
    for (const model::Citation& citation : decision.citations) {
      where += (where.empty() ? Phrase("Rests on: ") : Phrase("; ")) + names.citation(citation);
    }
    html.element("p", {{"class", "citations"}}, where).line();
  }
  if (html.blank()) return html;
  return heading(2, "Decision tables", "decisions").append(html);
}

}  // namespace proviso::reading_copy
