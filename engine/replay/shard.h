// SPDX-License-Identifier: Apache-2.0
// A share of the cases of a table, for one of several processes.
#pragma once

#include <cstdint>
#include <string_view>

namespace proviso::replay {

/// Those of the cases that fall to one of several shards, by a hash of their id: the same everywhere.
struct Shard {
  std::uint32_t number = 1;  ///< from 1 on
  std::uint32_t of = 1;

  [[nodiscard]] bool has(std::string_view case_id) const;
  [[nodiscard]] bool is_all() const { return of == 1; }
};

}  // namespace proviso::replay
