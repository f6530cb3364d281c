// SPDX-License-Identifier: Apache-2.0
// What one shard of a replay came to, as a file that can be put together with those of the other shards.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/program/program.h"
#include "engine/receipt/receipt.h"
#include "engine/replay/plain_replay.h"
#include "engine/replay/tallies.h"
#include "proviso/date.h"
#include "proviso/result.h"

namespace proviso::cli {

/// A row of the findings, with the place of its case among all.
using PlacedRow = std::pair<std::uint64_t, std::string>;

struct Part {
  receipt::Receipt receipt;  ///< of the whole replay: the same for every shard
  replay::Shard shard;
  bool by_place = false;  ///< cases are numbered by where they stand in the table rather than one after the other
  Date as_of{};
  std::vector<PlacedRow> findings;  ///< rows with their line end; in the order of the table
};

std::string part_text(const Part& part, const replay::Tallies& tallies);

/// A part that has been read but for its tallies: they need the program.
class PartFile {
 public:
  /// @param name  how the file is named in messages
  /// @error kInvalidDocument where it is not as a part has it
  static Result<PartFile> read(std::string name, std::string_view text);
  ~PartFile();
  PartFile(PartFile&&) noexcept;
  PartFile& operator=(PartFile&&) noexcept;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const Part& part() const { return part_; }
  /// @error kInvalidDocument where they do not fit the program
  [[nodiscard]] Result<replay::Tallies> tallies(const program::Program& program) const;

 private:
  struct Content;
  PartFile();

  std::string name_;
  Part part_;
  std::unique_ptr<Content> content_;
};

}  // namespace proviso::cli
