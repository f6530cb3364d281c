// SPDX-License-Identifier: Apache-2.0
// The names of a framework taken out and put back: so that two versions can be compared under one set of names.
// Internal to engine/change.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/model/model.h"

namespace proviso::change {

inline constexpr std::size_t kSymbolKinds = 9;  ///< as many as model::SymbolKind has
/// Every kind, in its order.
const std::array<model::SymbolKind, kSymbolKinds>& symbol_kinds();

/// How many declarations of a kind there are.
std::size_t count_of(const model::Framework& framework, model::SymbolKind kind);
const std::string& name_of(const model::Framework& framework, model::SymbolKind kind, std::size_t index);

/// The framework with other names. Its table of symbols is not kept: nothing is looked up in it.
using NewName = std::function<std::string(model::SymbolKind kind, std::size_t index)>;
model::Framework renamed(const model::Framework& framework, const NewName& new_name);

/// Puts what may be written in several ways into one: events and moments of which any counts, and the operands of `and`
/// and `or`, in the order of their words; `a and (b and c)` as `a and b and c`.
void normalise(model::Framework& framework);

}  // namespace proviso::change
