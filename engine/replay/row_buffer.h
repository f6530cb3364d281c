// SPDX-License-Identifier: Apache-2.0
// Rows put by until it is their turn. Internal to engine/replay.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/replay/replay.h"

namespace proviso::replay {

class RowBuffer {
 public:
  void add(const ReplayRow& row) {
    Kept& kept = rows_.emplace_back();
    kept.row = row;
    for (std::size_t i = 0; i < kTexts.size(); ++i) {
      const std::string_view text = row.*kTexts[i];
      kept.ends[i] = {static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(text.size())};
      text_ += text;
    }
  }
  /// Gives the rows in their order, and forgets them.
  void give(const RowSink& sink) {
    for (Kept& kept : rows_) {
      for (std::size_t i = 0; i < kTexts.size(); ++i) {
        kept.row.*kTexts[i] = std::string_view(text_).substr(kept.ends[i].first, kept.ends[i].second);
      }
      sink(kept.row);
    }
    rows_.clear();
    text_.clear();
  }

 private:
  static constexpr std::array kTexts{&ReplayRow::case_id,  &ReplayRow::duty,         &ReplayRow::finding,
                                     &ReplayRow::party,    &ReplayRow::anchor_event, &ReplayRow::assumed,
                                     &ReplayRow::citation, &ReplayRow::file};
  struct Kept {
    ReplayRow row;
    std::array<std::pair<std::uint32_t, std::uint32_t>, kTexts.size()> ends{};  // where each text begins, and its size
  };
  std::vector<Kept> rows_;
  std::string text_;
};

}  // namespace proviso::replay
