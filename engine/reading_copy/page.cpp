// SPDX-License-Identifier: Apache-2.0
#include "engine/reading_copy/page.h"

#include <utility>

#include <fmt/format.h>

namespace proviso::reading_copy {
namespace {

constexpr std::string_view kSite = "Reading copy of the rules";
constexpr std::string_view kFooter =
    "Written by Proviso from the rule files. The rule files hold, and above them the documents that they cite.";

Markup breadcrumbs(const PageHead& head) {
  Markup nav;
  if (head.breadcrumbs.empty()) return nav;
  nav.open("nav", {{"class", "breadcrumbs"}, {"aria-label", "Breadcrumb"}}).open("ol");
  for (const Phrase& above : head.breadcrumbs) nav.open("li").phrase(above).close();
  return nav.close().close().line();
}

/// What every page is made of.
/// @param style  in the head
/// @param site   in the header
std::string document(const std::string& title, const Markup& style, const Markup& site, const Markup& above,
                     const Markup& content, std::string_view footer = kFooter) {
  Markup html;
  html.open("html", {{"lang", "en"}}).line();
  html.open("head").line();
  html.empty("meta", {{"charset", "utf-8"}}).line();
  html.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}).line();
  html.element("title", {}, title).line();
  html.append(style);
  html.close().line();
  html.open("body").line();
  html.element("a", {{"class", "skip-link"}, {"href", "#main"}}, "Skip to main content").line();
  html.open("header", {{"class", "header"}}).open("div", {{"class", "width"}});
  html.append(site).close().close().line();
  html.open("div", {{"class", "width"}}).line();
  html.append(above);
  html.open("main", {{"id", "main"}, {"tabindex", "-1"}}).line();
  html.append(content);
  html.close().close().line();
  html.open("footer", {{"class", "footer"}}).open("div", {{"class", "width"}});
  html.element("p", {}, footer);
  html.close().close().line();
  html.close().line().close().line();
  return "<!DOCTYPE html>\n" + html.str();
}

}  // namespace

std::string page(const PageHead& head, const Markup& content) {
  Markup style;
  style.empty("link", {{"rel", "stylesheet"}, {"href", head.root + "style.css"}}).line();
  Markup site;
  site.element("a", {{"href", head.root + "index.html"}}, kSite);
  return document(fmt::format("{} – {}", head.title, kSite), style, site, breadcrumbs(head), content);
}

std::string standalone_page(const std::string& title, const Markup& content) {
  return standalone_page(title, content, {{}, kFooter});
}

std::string standalone_page(const std::string& title, const Markup& content, const Standalone& own) {
  Markup style;
  style.own_style(own.style).line();
  Markup name;
  name.element("span", {{"class", "site"}}, "Proviso");
  return document(title, style, name, {}, content, own.footer);
}

Markup heading(int level, std::string_view text, const std::string& id) {
  Markup result;
  Attributes attributes;
  if (!id.empty()) attributes.push_back({"id", id});
  result.element(fmt::format("h{}", level), attributes, text).line();
  return result;
}

// The roles are written out, since a table that CSS lays out as something else loses its own.
Table::Table(std::string caption, std::vector<std::string> columns)
    : caption_(std::move(caption)), columns_(std::move(columns)) {}

void Table::row(const std::vector<Markup>& cells, const std::string& id) {
  Attributes attributes{{"role", "row"}};
  if (!id.empty()) attributes.push_back({"id", id});
  rows_.open("tr", attributes);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i == 0) {
      rows_.open("th", {{"scope", "row"}, {"role", "rowheader"}});
    } else {
      rows_.open("td", {{"role", "cell"}});
      rows_.element("span", {{"class", "label"}, {"aria-hidden", "true"}}, columns_[i] + ": ");
    }
    rows_.append(cells[i]).close();
  }
  rows_.close().line();
}

void Table::row(const std::vector<Phrase>& cells, const std::string& id) {
  std::vector<Markup> written;
  for (const Phrase& cell : cells) written.emplace_back().phrase(cell);
  row(written, id);
}

Markup Table::finish() const {
  Markup table;
  table.open("table", {{"role", "table"}});
  table.element("caption", {}, caption_);
  table.open("thead", {{"role", "rowgroup"}}).open("tr", {{"role", "row"}});
  for (const std::string& column : columns_) {
    table.element("th", {{"scope", "col"}, {"role", "columnheader"}}, column);
  }
  table.close().close().line();
  table.open("tbody", {{"role", "rowgroup"}}).line().append(rows_).close().close().line();
  return table;
}

}  // namespace proviso::reading_copy
