// SPDX-License-Identifier: Apache-2.0
// The changes as a page, made of the pieces of the reading copy.
#include <fmt/format.h>

#include "engine/change/changes_text.h"
#include "engine/reading_copy/markup.h"
#include "engine/reading_copy/page.h"

namespace proviso::change {
namespace {

using reading_copy::heading;
using reading_copy::Markup;
using reading_copy::Table;

Markup clause(const std::optional<Place>& place) {
  Markup markup;
  if (!place) return markup.text("–");
  markup.element("code", {}, place->text);
  markup.empty("br").element("span", {{"class", "citations"}}, fmt::format("{}, line {}", place->file, place->line));
  return markup;
}

Markup said(const Change& change) {
  Markup markup;
  markup.coded(change.sentence);
  if (!change.citation.empty()) {
    markup.empty("br").element("span", {{"class", "citations"}}, "Rests on " + change.citation);
  }
  if (!change.details.empty()) {
    markup.open("ul");
    for (const std::string& detail : change.details) markup.open("li").coded(detail).close();
    markup.close();
  }
  return markup;
}

std::string capital(std::string_view text) {
  std::string result(text);
  if (!result.empty() && result[0] >= 'a' && result[0] <= 'z') result[0] = static_cast<char>(result[0] - 'a' + 'A');
  return result;
}

}  // namespace

std::string changes_page(const Changes& changes) {
  const std::string title =
      changes.old_framework == changes.new_framework
          ? fmt::format("What changed in {}", changes.new_framework)
          : fmt::format("What changed from {} to {}", changes.old_framework, changes.new_framework);
  Markup content;
  content.append(heading(1, title));
  content.element("p", {{"class", "lead"}}, capital(summary_line(changes)) + ".").line();
  const std::vector<std::string> columns{"What is different", "Before", "Now"};
  for (std::size_t from = 0; from < changes.meaning.size();) {
    const Subject subject = changes.meaning[from].subject;
    content.append(heading(2, capital(subjects_text(subject))));
    Table table(fmt::format("Changes: {}", subjects_text(subject)), columns);
    for (; from < changes.meaning.size() && changes.meaning[from].subject == subject; ++from) {
      const Change& change = changes.meaning[from];
      table.row(std::vector<Markup>{said(change), clause(change.old_place), clause(change.new_place)});
    }
    content.append(table.finish());
  }
  if (!changes.examples.empty()) {
    content.append(heading(2, "Examples"));
    content.element("p", {}, "Examples test the rules and are no part of what they mean.").line();
    Table table("Changes: examples", columns);
    for (const Change& change : changes.examples) {
      table.row(std::vector<Markup>{said(change), clause(change.old_place), clause(change.new_place)});
    }
    content.append(table.finish());
  }
  return reading_copy::standalone_page(title, content);
}

}  // namespace proviso::change
