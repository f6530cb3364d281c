// SPDX-License-Identifier: Apache-2.0
// What an expression is now: a value, or unknown.
#pragma once

#include "engine/model/model.h"
#include "tests/reference/state.h"

namespace proviso::reference {

Value evaluate(const Case& c, const model::Expression& expression);

/// Yes, no or unknown; a condition that is not written is yes.
Truth truth(const Case& c, const model::Expression& condition);
Truth truth(const Case& c, const std::optional<model::Expression>& condition);

/// The value of a fact: recorded, derived or decided by a table.
Value fact_value(const Case& c, model::FactId fact);

/// What a table gives; unknown where it gives nothing.
Value decide(const Case& c, const model::Decision& decision);

bool same(const model::Literal& a, const model::Literal& b);

/// Whether the instances that arose last have the status.
Truth duty_is(const Case& c, model::DutyId duty, DutyStatus status);

template <typename T>
std::optional<T> as(const Value& value) {
  if (!value.has_value()) return std::nullopt;
  const T* held = std::get_if<T>(&value->value);
  return held == nullptr ? std::nullopt : std::optional<T>(*held);
}

inline Value known(bool value) { return model::Literal{value}; }
inline Value from_truth(const Truth& truth) { return truth.has_value() ? known(*truth) : Value(); }

}  // namespace proviso::reference
