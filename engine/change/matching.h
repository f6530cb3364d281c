// SPDX-License-Identifier: Apache-2.0
// Which declaration of the new version is which of the old: by name, and where the name is gone, by all that the rules
// say of it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/model/model.h"

namespace proviso::change {

/// Pairs of declarations of one kind.
class Matching {
 public:
  /// The declaration of the new version that was this one in the old; nothing where it is gone.
  [[nodiscard]] std::optional<std::uint32_t> now(model::SymbolKind kind, std::uint32_t old_index) const {
    return now_[static_cast<std::size_t>(kind)][old_index];
  }
  /// The declaration of the old version that is this one in the new; nothing where it is new.
  [[nodiscard]] std::optional<std::uint32_t> before(model::SymbolKind kind, std::uint32_t new_index) const {
    return before_[static_cast<std::size_t>(kind)][new_index];
  }

 private:
  friend Matching match(const model::Framework& before, const model::Framework& now);
  friend class Matcher;
  std::array<std::vector<std::optional<std::uint32_t>>, 9> now_;
  std::array<std::vector<std::optional<std::uint32_t>>, 9> before_;
};

/// Matches two versions. What has kept its name and its kind is the same. Of the rest, two are the same where what they
/// say, up to names that are not matched, and where they are named agree, and no other agrees with either; failing that
/// where their titles do, or where they are named does, or what a clause says does. What stays ambiguous is not
/// matched.
Matching match(const model::Framework& before, const model::Framework& now);

}  // namespace proviso::change
