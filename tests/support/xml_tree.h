// SPDX-License-Identifier: Apache-2.0
// XML as a tree, for tests of what we write: SVG, and pages that are well-formed.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::testing_support {

struct XmlElement {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::vector<XmlElement> children;
  std::string text;  ///< its own, without that of its children

  [[nodiscard]] std::string attribute(const std::string& key) const;
  [[nodiscard]] bool is(std::string_view tag, std::string_view css_class = {}) const;
  /// Every element below it that is so, in order of the text.
  [[nodiscard]] std::vector<const XmlElement*> all(std::string_view tag, std::string_view css_class = {}) const;
};

/// Reads a document. Where it is not well-formed the test fails and says where, and the element is empty.
XmlElement read_xml(std::string_view text);

}  // namespace proviso::testing_support
