// SPDX-License-Identifier: Apache-2.0
// The grammar cannot loop without reading on.
#include <gtest/gtest.h>

#include <tao/pegtl/contrib/analyze.hpp>

#include "grammar/rules.h"

TEST(Grammar, HasNoRuleThatLoopsWithoutProgress) {
  EXPECT_EQ(tao::pegtl::analyze<proviso::grammar::rules::file>(1), 0U);
}
