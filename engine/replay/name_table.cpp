// SPDX-License-Identifier: Apache-2.0
// Open addressing over one block of text.
#include "engine/replay/name_table.h"

#include <functional>

namespace proviso::replay {
namespace {

std::uint32_t hash_of(std::string_view name) {
  const std::uint64_t hash = std::hash<std::string_view>{}(name);
  return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

}  // namespace

std::size_t NameTable::slot_of(std::string_view name, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot] != 0) {
    const std::uint32_t number = slots_[slot] - 1;
    if (hashes_[number] == hash && (*this)[number] == name) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

std::uint32_t NameTable::find(std::string_view name) const {
  if (slots_.empty()) return kAbsent;
  const std::uint32_t entry = slots_[slot_of(name, hash_of(name))];
  return entry == 0 ? kAbsent : entry - 1;
}

std::pair<std::uint32_t, bool> NameTable::add(std::string_view name) {
  if ((ends_.size() + 1) * 2 > slots_.size()) grow();
  const std::uint32_t hash = hash_of(name);
  const std::size_t slot = slot_of(name, hash);
  if (slots_[slot] != 0) return {slots_[slot] - 1, false};
  const auto number = static_cast<std::uint32_t>(ends_.size());
  text_.append(name);
  ends_.push_back(text_.size());
  hashes_.push_back(hash);
  slots_[slot] = number + 1;
  return {number, true};
}

void NameTable::grow() {
  slots_.assign(slots_.empty() ? 16 : slots_.size() * 2, 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t number = 0; number < hashes_.size(); ++number) {
    std::size_t slot = hashes_[number] & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = number + 1;
  }
}

}  // namespace proviso::replay
