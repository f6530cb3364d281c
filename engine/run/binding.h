// SPDX-License-Identifier: Apache-2.0
// Values from outside (case files, tables, the API) checked against a fact's type.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/program/program.h"
#include "engine/run/history.h"
#include "proviso/result.h"
#include "proviso/rule_set.h"

namespace proviso::run {

/// Reads a text as a value of the fact's type: `yes`, `12.5`, `2017-05-05`, `5 working days`, a `one of` value, a
/// party's name, a text. For a list of T: one item; see list_value for several.
/// @error kInvalidArgument saying what the fact takes, with the nearest value
Result<Value> value_from_text(const program::Program& program, std::uint32_t fact, std::string_view text,
                              ValuePool& pool);

/// A list fact's value from its items' texts.
Result<Value> list_value(const program::Program& program, std::uint32_t fact, const std::vector<std::string>& items,
                         ValuePool& pool);

/// A caller's value checked against the fact.
Result<Value> value_from(const program::Program& program, std::uint32_t fact, const FactValue& value, ValuePool& pool);

/// Whether the event records the fact.
bool records(const program::Program& program, std::uint32_t event, std::uint32_t fact);

}  // namespace proviso::run
