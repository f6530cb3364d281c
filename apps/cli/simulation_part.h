// SPDX-License-Identifier: Apache-2.0
// What one shard of a simulation came to, as a file that can be put together with those of the other shards.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/receipt/receipt.h"
#include "proviso/result.h"

namespace proviso::cli {

struct SimulationPart {
  receipt::Receipt receipt;  ///< of the whole simulation: the same for every shard
  std::uint32_t number = 1;
  std::uint32_t of = 1;
  std::uint64_t runs = 0;  ///< of all shards together
  std::uint64_t seed = 0;
  std::vector<std::vector<std::uint64_t>> totals;  ///< by plan, as Totals::packed() has them
};

/// Whether a text begins as the part of a simulation does.
bool is_simulation_part(std::string_view text);
std::string simulation_part_text(const SimulationPart& part);
/// @param name  how the file is named in messages
/// @error kInvalidDocument where it is not as a part has it
Result<SimulationPart> read_simulation_part(const std::string& name, std::string_view text);

}  // namespace proviso::cli
