// SPDX-License-Identifier: Apache-2.0
#include "engine/reading_copy/markup.h"

#include <gtest/gtest.h>

namespace proviso::reading_copy {
namespace {

TEST(Markup, EscapesTextAndAttributes) {
  Markup html;
  html.open("p", {{"title", R"("><script>alert('1')</script>)"}}).text("a < b & c").close();
  EXPECT_EQ(html.str(), "<p title=\"&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;\">a &lt; b &amp; c</p>");
}

TEST(Markup, EscapesPhrasesAndTheirTargets) {
  Markup html;
  html.element("p", {}, Phrase("<i>", "#a\"b") + "&");
  EXPECT_EQ(html.str(), "<p><a class=\"term\" href=\"#a&quot;b\">&lt;i&gt;</a>&amp;</p>");
}

TEST(Markup, PutsInNoControlCharactersAndNoMalformedBytes) {
  EXPECT_EQ(escape(std::string_view("a\0b\x1b[31mc\xff\xe2\x82", 12)), "a b [31mc\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Markup, ClosesWhatItOpened) {
  Markup html;
  html.open("ul").open("li").text("x").close().empty("br").close();
  EXPECT_EQ(html.str(), "<ul><li>x</li><br/></ul>");
}

}  // namespace
}  // namespace proviso::reading_copy
