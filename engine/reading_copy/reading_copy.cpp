// SPDX-License-Identifier: Apache-2.0
// The pages of the site, put together from their sections.
#include "engine/reading_copy/reading_copy.h"

#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/reading_copy/examples.h"
#include "engine/reading_copy/page.h"
#include "engine/reading_copy/procedure.h"
#include "engine/reading_copy/style.h"
#include "engine/reading_copy/tables.h"

namespace proviso::reading_copy {
namespace {

using model::Framework;

constexpr std::string_view kFirstPage = "index.html";
constexpr std::string_view kExamplesPage = "examples.html";

std::string in_force(const Framework& framework) {
  if (framework.from && framework.until) {
    return fmt::format("{} to {}", long_date(*framework.from), long_date(*framework.until));
  }
  if (framework.from) return "from " + long_date(*framework.from);
  if (framework.until) return "until " + long_date(*framework.until);
  return "not said";
}

Markup about(const Framework& framework) {
  Markup html;
  html.open("dl", {{"class", "facts-of"}}).line();
  const auto line = [&](std::string_view term, const std::string& words) {
    if (!words.empty()) html.element("dt", {}, term).element("dd", {}, words).line();
  };
  line("Version", framework.version);
  line("In force", in_force(framework));
  if (!framework.calendar.empty()) line("Working days", fmt::format("by the calendar {}", quoted(framework.calendar)));
  for (const model::NamedCalendar& named : framework.named_calendars) {
    line(title_of({}, named.word) + " days", fmt::format("by the calendar {}", quoted(named.calendar)));
  }
  line("Time zone", framework.time_zone);
  line("Name in the rules", framework.name);
  return html.close().line();
}

Markup parties(const Names& names) {
  Markup html = heading(2, "Who takes part", "parties");
  html.open("ul").line();
  for (std::uint32_t i = 0; i < names.framework.parties.size(); ++i) {
    html.element("li", {}, capitalised(names.party({i}))).line();
  }
  return names.framework.parties.empty() ? Markup() : html.close().line();
}

void add_contents(Markup& html, const std::vector<Phrase>& entries) {
  html.open("nav", {{"class", "contents"}, {"aria-label", "Contents"}}).open("ul").line();
  for (const Phrase& entry : entries) {
    for (const Piece& piece : entry.pieces()) {
      html.open("li").open("a", {{"href", piece.target}}).text(piece.text).close().close().line();
    }
  }
  html.close().close().line();
}

std::string procedure_page(const Framework& framework) {
  const Names names{framework, {}};
  const std::string title = title_of(framework.title, framework.name);
  Markup html;
  html.append(heading(1, title));
  html.append(about(framework));
  const std::size_t open_points = unconfirmed_count(framework);
  if (open_points > 0) {
    html.open("div", {{"class", "inset"}}).open("p");
    html.text(fmt::format("{} in these rules {} unconfirmed: nobody has checked {} in the document cited. ",
                          open_points == 1 ? "1 amount or clause" : fmt::format("{} amounts or clauses", open_points),
                          open_points == 1 ? "is" : "are", open_points == 1 ? "it" : "them"));
    html.open("a", {{"href", "#unconfirmed"}}).text("See the list").close().text(".").close().close().line();
  }

  struct Section {
    std::string_view title;
    std::string_view id;
    Markup markup;
  };
  const Section sections[] = {{"Who takes part", "parties", parties(names)},
                              {"The procedure", "procedure", procedure(names)},
                              {"Duties by party", "duties", duties_by_party(names)},
                              {"Amounts", "amounts", parameters(names)},
                              {"Unconfirmed", "unconfirmed", unconfirmed(names)},
                              {"Accepted", "accepted", accepted(names)},
                              {"Events", "events", events(names)},
                              {"Facts", "facts", facts(names)},
                              {"Decision tables", "decisions", decisions(names)},
                              {"Sources", "sources", sources(names)}};
  std::vector<Phrase> contents;
  for (const Section& section : sections) {
    if (!section.markup.blank()) contents.emplace_back(section.title, fmt::format("#{}", section.id));
  }
  if (!framework.examples.empty()) {
    contents.emplace_back(fmt::format("Examples ({})", framework.examples.size()), std::string(kExamplesPage));
  }
  add_contents(html, contents);
  for (const Section& section : sections) html.append(section.markup);
  return page({title, "../", {Phrase("All procedures", "../index.html")}}, html);
}

std::string examples_page(const Framework& framework) {
  const Names names{framework, std::string(kFirstPage)};
  const std::string title = title_of(framework.title, framework.name);
  Markup html;
  html.append(heading(1, "Examples: " + title));
  html.element("p", {}, "Short histories, and what must come of them under the rules. The program checks every one.")
      .line();
  std::vector<Phrase> contents;
  for (std::size_t i = 0; i < framework.examples.size(); ++i) {
    contents.emplace_back(framework.examples[i].title, "#" + example_anchor(i));
  }
  add_contents(html, contents);
  html.append(examples(names));
  return page({"Examples: " + title,
               "../",
               {Phrase("All procedures", "../index.html"), Phrase(title, std::string(kFirstPage))}},
              html);
}

std::string front_page(const std::vector<const Framework*>& frameworks) {
  Markup html;
  html.append(heading(1, "Reading copy of the rules"));
  html.element("p", {{"class", "lead"}},
               "Each procedure in sentences, with diagrams, tables of duties and amounts, and examples. "
               "All of it is generated from the rule files.")
      .line();
  Table table("Procedures", {"Procedure", "Version", "In force", "Duties and rights", "Unconfirmed", "Examples"});
  for (const Framework* framework : frameworks) {
    const std::string folder = framework->name + "/";
    const std::size_t many = framework->examples.size();
    table.row({Phrase(title_of(framework->title, framework->name), folder + std::string(kFirstPage)),
               Phrase(framework->version.empty() ? "–" : framework->version), Phrase(in_force(*framework)),
               Phrase(std::to_string(framework->duties.size())), Phrase(std::to_string(unconfirmed_count(*framework))),
               many == 0 ? Phrase("none") : Phrase(std::to_string(many), folder + std::string(kExamplesPage))});
  }
  html.append(table.finish());
  return page({"All procedures", "", {}}, html);
}

}  // namespace

std::vector<Page> reading_copy(const std::vector<const Framework*>& frameworks) {
  std::vector<Page> pages;
  pages.push_back({std::string(kFirstPage), front_page(frameworks)});
  pages.push_back({"style.css", std::string(style_sheet())});
  for (const Framework* framework : frameworks) {
    pages.push_back({fmt::format("{}/{}", framework->name, kFirstPage), procedure_page(*framework)});
    if (framework->examples.empty()) continue;
    pages.push_back({fmt::format("{}/{}", framework->name, kExamplesPage), examples_page(*framework)});
  }
  return pages;
}

}  // namespace proviso::reading_copy
