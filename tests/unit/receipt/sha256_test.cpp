// SPDX-License-Identifier: Apache-2.0
// SHA-256 against the examples of its standard (FIPS 180-4).
#include "engine/receipt/sha256.h"

#include <gtest/gtest.h>

namespace proviso::receipt {
namespace {

TEST(Sha256, GivesWhatTheStandardSays) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, TakesEveryByte) {
  EXPECT_NE(sha256(std::string_view("a\0b", 3)), sha256(std::string_view("a\0c", 3)));
  EXPECT_NE(sha256("a\r\n"), sha256("a\n"));
}

}  // namespace
}  // namespace proviso::receipt
