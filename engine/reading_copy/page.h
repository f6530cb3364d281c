// SPDX-License-Identifier: Apache-2.0
// What every page has around its content, and the pieces that many are made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/reading_copy/markup.h"

namespace proviso::reading_copy {

/// Where a page stands and what it is called.
struct PageHead {
  std::string title;                ///< of the window; the site's name is added
  std::string root;                 ///< the way to the site's folder: empty, or `../`
  std::vector<Phrase> breadcrumbs;  ///< the pages above it, links; none on the first
};

/// A whole page: document, skip link, header, breadcrumbs, the content as its main part, footer.
std::string page(const PageHead& head, const Markup& content);

/// A page that stands alone, with its style inside: no site around it, nothing else to load.
std::string standalone_page(const std::string& title, const Markup& content);

/// What one that is no copy of rules has of its own.
struct Standalone {
  std::string_view style;   ///< added to the style sheet
  std::string_view footer;  ///< in place of what pages of rules say of themselves
};
std::string standalone_page(const std::string& title, const Markup& content, const Standalone& own);

/// `<h2 id="amounts">Amounts</h2>`.
Markup heading(int level, std::string_view text, const std::string& id = {});

/// A table that turns into a list of its rows on a narrow screen. The first cell of a row is its header.
class Table {
 public:
  Table(std::string caption, std::vector<std::string> columns);
  /// @param id  where links to the row lead; empty: none do
  void row(const std::vector<Markup>& cells, const std::string& id = {});
  void row(const std::vector<Phrase>& cells, const std::string& id = {});
  [[nodiscard]] bool blank() const { return rows_.blank(); }
  [[nodiscard]] Markup finish() const;

 private:
  std::string caption_;
  std::vector<std::string> columns_;
  Markup rows_;
};

}  // namespace proviso::reading_copy
