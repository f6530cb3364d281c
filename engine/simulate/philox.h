// SPDX-License-Identifier: Apache-2.0
// Random numbers by counting: Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2,
// 3", SC 2011). A draw is a function of a key and a counter and of nothing else, so nothing depends on who draws first.
#pragma once

#include <array>
#include <cstdint>

namespace proviso::simulate {

using Key = std::array<std::uint32_t, 2>;
using Counter = std::array<std::uint32_t, 4>;
using Words = std::array<std::uint32_t, 4>;

/// The 128 bits of a counter under a key.
inline Words philox(Counter counter, Key key) {
  constexpr std::uint64_t kFirst = 0xD2511F53;
  constexpr std::uint64_t kSecond = 0xCD9E8D57;
  constexpr std::uint32_t kGolden = 0x9E3779B9;
  constexpr std::uint32_t kSquare = 0xBB67AE85;
  constexpr int kRounds = 10;
  for (int round = 0; round < kRounds; ++round) {
    const std::uint64_t a = kFirst * counter[0];
    const std::uint64_t b = kSecond * counter[2];
    counter = {static_cast<std::uint32_t>(b >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
               static_cast<std::uint32_t>(a >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key[0] += kGolden;
    key[1] += kSquare;
  }
  return counter;
}

/// The key of one run: the `run`-th number of the SplitMix64 sequence that begins at the seed.
inline Key key_of(std::uint64_t seed, std::uint64_t run) {
  std::uint64_t z = seed + (run + 1) * 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  z ^= z >> 31U;
  return {static_cast<std::uint32_t>(z), static_cast<std::uint32_t>(z >> 32U)};
}

/// The 64 bits of two words, the first the lower.
inline std::uint64_t both(std::uint32_t low, std::uint32_t high) {
  return static_cast<std::uint64_t>(high) << 32U | low;
}

/// From 0 to less than 1, in steps of 2^-53.
inline double unit_of(std::uint64_t bits) { return static_cast<double>(bits >> 11U) * 0x1p-53; }

/// A stream's number by its name: FNV-1a. Two variants that have an event of one name draw the same for it.
constexpr std::uint32_t stream_of(const char* text, std::size_t size) {
  std::uint32_t hash = 2166136261U;
  for (std::size_t i = 0; i < size; ++i) {
    hash = (hash ^ static_cast<std::uint8_t>(text[i])) * 16777619U;
  }
  return hash;
}

/// The draws of one occurrence of one thing: blocks of four words.
struct Stream {
  Key key{};
  std::uint32_t unit = 0;        ///< place, or number of the arrival
  std::uint32_t generation = 0;  ///< the how manieth case of its place; the highest byte: the source of cases
  std::uint32_t stream = 0;
  std::uint32_t occurrence = 0;  ///< of the thing, in the case: at most 2^24

  [[nodiscard]] Words block(std::uint32_t number) const {
    return philox({unit, generation, stream, occurrence << 8U | (number & 0xFFU)}, key);
  }
};

}  // namespace proviso::simulate
