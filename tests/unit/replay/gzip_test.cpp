// SPDX-License-Identifier: Apache-2.0
// Compressed texts: read whole, or refused and said why.
#include "engine/replay/gzip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include <zlib.h>

namespace proviso::replay {
namespace {

using testing::HasSubstr;

std::string compressed(std::string_view text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string in(text);
  std::string out(deflateBound(&stream, static_cast<uLong>(in.size())) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string text_of(const Result<std::string>& result) { return result ? *result : result.error().message; }

TEST(Gzip, KnowsItsBeginning) {
  EXPECT_TRUE(is_gzip(compressed("case,event,on\n")));
  EXPECT_FALSE(is_gzip("case,event,on\n"));
  EXPECT_FALSE(is_gzip(""));
  EXPECT_FALSE(is_gzip("\x1f"));
}

TEST(Gzip, GivesBackWhatWasCompressed) {
  std::string long_text;
  for (std::int64_t i = 0; i < 400'000; ++i) long_text += std::to_string(i * 7919);
  for (const std::string& text : {std::string(), std::string("case,event,on\n"), long_text}) {
    const Result<std::string> result = gunzip(compressed(text), text.size());
    ASSERT_TRUE(result);
    EXPECT_TRUE(*result == text);
  }
}

TEST(Gzip, ReadsEveryMemberAndPassesOverPadding) {
  EXPECT_EQ(text_of(gunzip(compressed("one ") + compressed("two") + std::string(512, '\0'), 100)), "one two");
}

TEST(Gzip, RefusesWhatIsDamaged) {
  const std::string good = compressed("case,event,on\nA,asked,2020-01-06\n");
  EXPECT_THAT(text_of(gunzip(good.substr(0, good.size() - 9), 100)), HasSubstr("cut off"));
  EXPECT_THAT(text_of(gunzip(good.substr(0, 12), 100)), HasSubstr("cut off"));
  EXPECT_THAT(text_of(gunzip("\x1f\x8b", 100)), HasSubstr("cut off"));
  EXPECT_THAT(text_of(gunzip(good + "rest", 100)), HasSubstr("followed by something else"));
  std::string flipped = good;
  flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 0x55);
  EXPECT_THAT(text_of(gunzip(flipped, 100)), HasSubstr("damaged"));
}

TEST(Gzip, StopsWhereTheTextIsTooLarge) {
  const std::string bomb = compressed(std::string(20'000'000, 'a'));
  EXPECT_LT(bomb.size(), 50'000U);
  const Result<std::string> result = gunzip(bomb, 1'000'000);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kLimitReached);
  EXPECT_THAT(result.error().message, HasSubstr("more than 1000000 bytes"));
}

}  // namespace
}  // namespace proviso::replay
