// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/why_not_text.h"

#include <fmt/format.h>

#include "apps/cli/output.h"
#include "apps/cli/output_names.h"
#include "base/word_list.h"

namespace proviso::cli {
namespace {

using run::Needed;

std::string indent(std::size_t depth) { return std::string(2 * depth, ' '); }

/// `` `size` is unknown; it is recorded with `asked` ``, of which the first half is left out where it has been said.
std::string fact_text(const run::FactNow& fact, std::size_t depth, const std::string& said = {}) {
  std::vector<std::string> events;
  for (const std::string& event : fact.recorded_with) events.push_back(fmt::format("`{}`", event));
  const std::string with = events.empty() ? std::string() : fmt::format("it is recorded with {}", joined(events, "or"));
  const std::string now = fmt::format("`{}` is {}", fact.fact, fact.value.empty() ? "unknown" : fact.value);
  if (now == said) return with.empty() ? with : fmt::format("{}{}\n", indent(depth), with);
  return fmt::format("{}{}{}{}\n", indent(depth), now, with.empty() ? "" : "; ", with);
}

std::string needed_text(const std::vector<Needed>& needed, std::size_t depth);

std::string one_text(const Needed& one, std::size_t depth) {
  switch (one.kind) {
    case Needed::Kind::kPart: {
      std::string text = fmt::format("{}{}; now {}\n", indent(depth), one.needed, one.now);
      for (const run::FactNow& fact : one.facts) text += fact_text(fact, depth + 1, one.now);
      return text;
    }
    case Needed::Kind::kAll:
      if (one.parts.size() == 1) {
        return fmt::format("{}`{}` would have to be {}:\n", indent(depth), one.text, one.wanted ? "yes" : "no") +
               needed_text(one.parts, depth + 1);
      }
      return fmt::format("{}all of these:\n", indent(depth)) + needed_text(one.parts, depth + 1);
    case Needed::Kind::kAny:
      return fmt::format("{}one of these:\n", indent(depth)) + needed_text(one.parts, depth + 1);
  }
  return {};
}

std::string needed_text(const std::vector<Needed>& needed, std::size_t depth) {
  std::string text;
  for (const Needed& one : needed) text += one_text(one, depth);
  return text;
}

std::string rows_text(const std::vector<run::WhyRow>& rows) {
  std::string text;
  for (const run::WhyRow& row : rows) {
    text += row.gives.empty() ? fmt::format("  row {}\n", row.number)
                              : fmt::format("  row {}, which gives {}\n", row.number, row.gives);
    for (const run::WhyRow::Cell& cell : row.cells) {
      text += fmt::format("    `{}` is {}, and would have to be {}\n", cell.fact,
                          cell.now.empty() ? "unknown" : cell.now, cell.needed);
    }
  }
  return text;
}

}  // namespace

std::string why_not_text(const run::WhyNot& why) {
  std::string text =
      fmt::format("The {} `{}`{}\n  {}\n", name_of(why.subject), why.name,
                  why.title.empty() || why.title == why.name ? "" : fmt::format(": {}", why.title), why.answer);
  for (std::size_t i = 0; i < why.steps.size(); ++i) {
    const run::WhyStep& step = why.steps[i];
    text += fmt::format("\n  {}. {} `{}`\n     {}\n", i + 1,
                        step.from.empty() ? "to" : fmt::format("from `{}` to", step.from), step.to, step.text);
    if (!step.needed.empty()) {
      text += i == 0 ? "     and:\n" : "     and, as things stand now:\n";
      text += needed_text(step.needed, 3);
    }
  }
  if (!why.missing.empty() || !why.needed.empty()) {
    text += "\nWhat is missing\n";
    for (const std::string& sentence : why.missing) text += fmt::format("  {}\n", sentence);
    text += needed_text(why.needed, 1);
  }
  if (!why.rows.empty()) text += "\nThe rows that do not hold, the nearest first\n" + rows_text(why.rows);
  if (!why.facts.empty()) text += "\nWhat it rests on\n";
  for (const run::FactNow& fact : why.facts) text += fact_text(fact, 1);
  return text;
}

}  // namespace proviso::cli
