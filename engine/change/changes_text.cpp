// SPDX-License-Identifier: Apache-2.0
#include "engine/change/changes_text.h"

#include <fmt/format.h>

namespace proviso::change {
namespace {

std::string place_text(std::string_view which, const std::optional<Place>& place) {
  if (!place) return {};
  return fmt::format("    {}  {}:{}  {}\n", which, place->file, place->line, place->text);
}

void add_change(std::string& text, const Change& change) {
  text += "  " + change.sentence;
  if (!change.citation.empty()) text += "; " + change.citation;
  text += '\n';
  for (const std::string& detail : change.details) text += fmt::format("    - {}\n", detail);
  text += place_text("old", change.old_place);
  text += place_text("new", change.new_place);
}

}  // namespace

std::string summary_line(const Changes& changes) {
  std::string text = changes.meaning.empty() ? "nothing differs in meaning"
                                             : fmt::format("{} {} in meaning", changes.meaning.size(),
                                                           changes.meaning.size() == 1 ? "change" : "changes");
  if (!changes.examples.empty()) {
    text += fmt::format("; {} {}", changes.examples.size(),
                        changes.examples.size() == 1 ? "example differs" : "examples differ");
  }
  return text;
}

std::string changes_text(const Changes& changes) {
  std::string text = fmt::format("{}: {}\n", changes.new_framework, summary_line(changes));
  for (std::size_t i = 0; i < changes.meaning.size(); ++i) {
    const Change& change = changes.meaning[i];
    if (i == 0 || changes.meaning[i - 1].subject != change.subject) {
      text += fmt::format("\n{}\n", subjects_text(change.subject));
    }
    add_change(text, change);
  }
  if (!changes.examples.empty()) text += "\nexamples, which are no part of what the rules mean\n";
  for (const Change& change : changes.examples) add_change(text, change);
  return text;
}

}  // namespace proviso::change
