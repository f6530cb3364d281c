// SPDX-License-Identifier: Apache-2.0
// A page of the documentation as a terminal shows it.
#pragma once

#include <string>
#include <string_view>

namespace proviso::cli {

/// Markdown as plain text: headings and emphasis without their marks, links by their words, code set in by four
/// columns, paragraphs broken at 80. No colour.
std::string page_text(std::string_view markdown);

}  // namespace proviso::cli
