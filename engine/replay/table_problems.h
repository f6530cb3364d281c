// SPDX-License-Identifier: Apache-2.0
// What is wrong with a table, cell by cell: the first mistakes in full, the rest as a number.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"

namespace proviso::replay {

/// The mistakes of one table. Its text becomes a source file only if there are any: a good table is never copied.
class TableProblems {
 public:
  /// So many are given in full: more have one cause.
  static constexpr std::size_t kMostShown = 20;

  /// Path and text must outlive this.
  TableProblems(std::string_view path, std::string_view text) : path_(path), text_(text) {}

  /// Adds an error at the bytes [first, second) of the text. `make` gives message and help; it is called only for
  /// those that are shown.
  template <typename Make>
  void add(Code code, std::pair<std::size_t, std::size_t> bytes, Make make) {
    if (shown_.size() < kMostShown) {
      auto [message, help] = make();
      shown_.push_back({code, bytes, std::move(message), std::move(help)});
      return;
    }
    if (more_++ == 0) first_more_ = bytes;
  }

  [[nodiscard]] bool any() const { return !shown_.empty(); }
  /// The table's, as it is called in messages.
  [[nodiscard]] std::string_view path() const { return path_; }

  /// Adds the text to `sources` and the mistakes to `report`, if there are any.
  void report_to(SourceSet& sources, DiagnosticReport& report) const;

 private:
  struct Problem {
    Code code;
    std::pair<std::size_t, std::size_t> bytes;
    std::string message;
    std::string help;
  };

  std::string_view path_;
  std::string_view text_;
  std::vector<Problem> shown_;
  std::size_t more_ = 0;
  std::pair<std::size_t, std::size_t> first_more_;
};

/// A cell for a message: in one line, at most 60 characters or so.
std::string cell_text(std::string_view cell);

}  // namespace proviso::replay
