// SPDX-License-Identifier: Apache-2.0
#include "base/did_you_mean.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace proviso {
namespace {

constexpr std::array<std::string_view, 4> kNames{"letter-received", "letter-published", "wsoa-fit", "duty"};

TEST(DidYouMean, FindsTheNearestName) {
  EXPECT_EQ(nearest_name("leter-received", kNames), "letter-received");
  EXPECT_EQ(nearest_name("dutty", kNames), "duty");
  EXPECT_EQ(nearest_name("letter-recieved", kNames), "letter-received");  // a swap of neighbours is one edit
  EXPECT_EQ(did_you_mean("wsoa-fti", kNames), "did you mean `wsoa-fit`?");
}

TEST(DidYouMean, SuggestsNothingFarFetched) {
  EXPECT_EQ(nearest_name("minister", kNames), "");
  EXPECT_EQ(nearest_name("xy", kNames), "");
  EXPECT_EQ(nearest_name(std::string(100'000, 'x'), kNames), "");
  EXPECT_EQ(did_you_mean("minister", kNames, "declare it"), "declare it");
}

TEST(DidYouMean, PrefersTheNameBehindAFramework) {
  constexpr std::array<std::string_view, 3> kLinked{"head", "appeal/heard", "sheared"};
  EXPECT_EQ(nearest_name("heard", kLinked), "appeal/heard");
  EXPECT_EQ(nearest_name("hear", kLinked), "head");
  EXPECT_EQ(nearest_name("", kLinked), "");
}

TEST(DidYouMean, TakesTheFirstOfEquals) {
  constexpr std::array<std::string_view, 2> kTwo{"cat", "car"};
  EXPECT_EQ(nearest_name("caz", kTwo), "cat");
}

}  // namespace
}  // namespace proviso
