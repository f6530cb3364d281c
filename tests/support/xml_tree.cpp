// SPDX-License-Identifier: Apache-2.0
#include "tests/support/xml_tree.h"

#include <gtest/gtest.h>

#include <memory>

#include <expat.h>

namespace proviso::testing_support {

std::string XmlElement::attribute(const std::string& key) const {
  const auto found = attributes.find(key);
  return found == attributes.end() ? std::string() : found->second;
}

bool XmlElement::is(std::string_view tag, std::string_view css_class) const {
  return name == tag && (css_class.empty() || attribute("class") == css_class);
}

std::vector<const XmlElement*> XmlElement::all(std::string_view tag, std::string_view css_class) const {
  std::vector<const XmlElement*> found;
  for (const XmlElement& child : children) {
    if (child.is(tag, css_class)) found.push_back(&child);
    const std::vector<const XmlElement*> below = child.all(tag, css_class);
    found.insert(found.end(), below.begin(), below.end());
  }
  return found;
}

namespace {

void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  auto& open = *static_cast<std::vector<XmlElement>*>(data);
  XmlElement& element = open.emplace_back();
  element.name = name;
  for (; *attributes != nullptr; attributes += 2) element.attributes[attributes[0]] = attributes[1];
}

void on_end(void* data, const XML_Char*) {
  auto& open = *static_cast<std::vector<XmlElement>*>(data);
  XmlElement closed = std::move(open.back());
  open.pop_back();
  open.back().children.push_back(std::move(closed));
}

void on_text(void* data, const XML_Char* text, int length) {
  static_cast<std::vector<XmlElement>*>(data)->back().text.append(text, static_cast<std::size_t>(length));
}

}  // namespace

XmlElement read_xml(std::string_view text) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate("UTF-8"), &XML_ParserFree);
  std::vector<XmlElement> open(1);
  XML_SetUserData(parser.get(), &open);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  if (XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE) == XML_STATUS_ERROR) {
    ADD_FAILURE() << XML_ErrorString(XML_GetErrorCode(parser.get())) << " in line "
                  << XML_GetCurrentLineNumber(parser.get());
    return {};
  }
  return open.front().children.empty() ? XmlElement() : std::move(open.front().children.front());
}

}  // namespace proviso::testing_support
