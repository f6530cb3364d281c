// SPDX-License-Identifier: Apache-2.0
#include "engine/receipt/xxh3.h"

#include <gtest/gtest.h>

#include <string>

namespace proviso::receipt {
namespace {

// The fingerprint of nothing is published with the method (xxHash, sanity tests of XXH3 with 128 bits, seed 0).
TEST(Xxh3, OfNothingIsAsPublished) { EXPECT_EQ(Xxh3{}.digits(), "99aa06d3014798d86001c324468d497f"); }

TEST(Xxh3, IsTheSameInPieces) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += std::to_string(i);
  Xxh3 whole;
  whole.add(text);
  for (const std::size_t piece : {1U, 7U, 64U, 1023U, 300'000U}) {
    Xxh3 pieces;
    for (std::size_t at = 0; at < text.size(); at += piece) pieces.add(std::string_view(text).substr(at, piece));
    EXPECT_EQ(pieces.digits(), whole.digits()) << piece;
  }
  text[77'777] = 'x';
  Xxh3 changed;
  changed.add(text);
  EXPECT_NE(changed.digits(), whole.digits());
}

}  // namespace
}  // namespace proviso::receipt
