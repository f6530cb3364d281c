// SPDX-License-Identifier: Apache-2.0
// Decision tables by what they give: for which inputs it is something else.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/change/comparison.h"
#include "engine/change/table_grid.h"
#include "engine/model/wording.h"

namespace proviso::change {
namespace {

using namespace model;

constexpr std::size_t kShownRegions = 8;

std::vector<std::string> row_texts(const Framework& framework, const Decision& table) {
  std::vector<std::string> texts;
  for (const Row& row : table.rows) texts.push_back(fmt::format("`row {}`", row_text(framework, table, row)));
  return texts;
}

/// The cells in the order of the names of the inputs, with the hit rule: equal texts give equal tables.
std::string content_text(const Framework& framework, const Decision& table) {
  std::vector<std::size_t> order;
  for (std::size_t c = 0; c < table.inputs.size(); ++c) order.push_back(c);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return framework[table.inputs[a]].name < framework[table.inputs[b]].name;
  });
  Decision sorted = table;
  sorted.inputs.clear();
  for (const std::size_t c : order) sorted.inputs.push_back(table.inputs[c]);
  std::string text = fmt::format("{}\n", hit_text(table.hit));
  for (const FactId input : sorted.inputs)
    text += framework[input].name + ' ' + type_text(framework[input].type) + '\n';
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    std::vector<Cell> cells;
    for (const std::size_t c : order) cells.push_back(table.rows[r].cells[c]);
    sorted.rows[r].cells = std::move(cells);
    text += row_text(framework, sorted, sorted.rows[r]) + '\n';
  }
  return text;
}

std::string gives(const std::string& value) { return value.empty() ? "nothing" : fmt::format("`{}`", value); }

}  // namespace

void Comparison::tables() {
  const auto of_table = [&](const std::string& old_name, const std::string& name, const Framework& framework,
                            const Decision& table) {
    Pair result = pair(Subject::kTable, old_name, name);
    result.phrase = fmt::format("the decision table for `{}`", name);
    result.citation = citations_text(framework, table.citations);
    return result;
  };
  for (std::uint32_t i = 0; i < now_.written.decisions.size(); ++i) {
    const Decision& table = now_.written.decisions[i];
    const std::string& name = now_.written[table.fact].name;
    const std::optional<std::uint32_t> old = matching_.before(SymbolKind::kFact, table.fact.value);
    const std::optional<DecisionId> was = old ? before_.written.facts[*old].decision : std::nullopt;
    if (!was) {
      added(of_table({}, name, now_.written, table), {}, table.span, row_texts(now_.written, table));
      continue;
    }
    const Decision& before = before_.written[*was];
    const Pair one = of_table(before_.written.facts[*old].name, name, now_.written, table);
    const Aspects old_written = aspects(before_.written, before);
    const Aspects old_normal = aspects(before_.normal, before_.normal[*was]);
    const Aspects new_written = aspects(now_.written, table);
    const Aspects new_normal = aspects(now_.normal, now_.normal.decisions[i]);
    for (std::size_t a = 0; a < old_written.size(); ++a) {
      // Another hit rule counts by what it gives.
      if (new_written[a].label != "hit rule") {
        compare_aspect(one, old_written[a], old_normal[a], new_written[a], new_normal[a]);
      }
    }
    rows(before_.normal[*was], now_.normal.decisions[i]);
  }
  for (const Decision& table : before_.written.decisions) {
    const std::optional<std::uint32_t> now = matching_.now(SymbolKind::kFact, table.fact.value);
    if (now && now_.written.facts[*now].decision) continue;
    const std::string& name = before_.written[table.fact].name;
    removed(of_table(name, now ? now_.written.facts[*now].name : name, before_.written, table), {}, table.span,
            row_texts(before_.written, table));
  }
}

void Comparison::rows(const Decision& before, const Decision& now) {
  if (content_text(before_.normal, before) == content_text(now_.normal, now)) return;
  const std::string& name = now_.written[now.fact].name;
  Change change{.subject = Subject::kTable,
                .kind = ChangeKind::kChanged,
                .name = name,
                .old_name = before_.written[before.fact].name,
                .aspect = "result",
                .before = {},
                .after = {},
                .sentence = {},
                .details = {},
                .citation = citations_text(now_.written, now.citations),
                .old_place = old_place(before.span),
                .new_place = new_place(now.span)};
  const auto regions = different_regions(before_.normal, before, now_.normal, now, matching_);
  if (!regions) {
    change.aspect = "rows";
    change.sentence = fmt::format(
        "the rows of the decision table for `{}` are others; they are not compared by what "
        "they give: the tables are too large, or ask for what only one version has",
        name);
    const std::vector<std::string> was = row_texts(before_.normal, before);
    const std::vector<std::string> is = row_texts(now_.normal, now);
    const auto missing = [&](const std::vector<std::string>& some, const std::vector<std::string>& other,
                             std::string_view words) {
      for (const std::string& text : some) {
        if (std::find(other.begin(), other.end(), text) == other.end()) {
          change.details.push_back(fmt::format("{} {}", words, text));
        }
      }
    };
    missing(was, is, "gone:");
    missing(is, was, "new:");
    add(std::move(change));
    return;
  }
  if (regions->empty()) return;
  change.before = regions->front().before;
  change.after = regions->front().now;
  const DifferentRegion& first = regions->front();
  if (first.old_row < before.rows.size()) change.old_place = old_place(before.rows[first.old_row].span);
  if (first.new_row < now.rows.size()) change.new_place = new_place(now.rows[first.new_row].span);
  const auto said = [&](const DifferentRegion& region) {
    std::string text = fmt::format("{} instead of {}{}", gives(region.now), gives(region.before),
                                   region.when.empty() ? " in every case" : " where " + region.when);
    if (!region.example.empty()) text += fmt::format("; for example {}", region.example);
    return text;
  };
  change.sentence = fmt::format("the decision table for `{}` gives {}", name, said(first));
  for (std::size_t i = 1; i < regions->size() && i < kShownRegions; ++i) {
    change.details.push_back("it gives " + said((*regions)[i]));
  }
  if (regions->size() > kShownRegions) {
    change.details.push_back(
        fmt::format("and something else in {} more kinds of case", regions->size() - kShownRegions));
  }
  add(std::move(change));
}

}  // namespace proviso::change
