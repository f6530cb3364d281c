// SPDX-License-Identifier: Apache-2.0
// One imagined case: what its facts, events and tracks are, and what an expression comes to in it.
// Plain and slow on purpose; running real cases is engine/run's.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/model/model.h"

namespace proviso::analysis {

/// Nobody has recorded it.
struct Unknown {
  friend bool operator==(const Unknown&, const Unknown&) = default;
};
/// It cannot be told from the rules alone (working days without their calendar), or does not matter. Like unknown, but
/// even whether it is known is not settled.
struct Unsettled {
  friend bool operator==(const Unsettled&, const Unsettled&) = default;
};

struct Value;
/// A list: the items that a condition asks for, and how many more there are that none asks for.
struct ListValue {
  std::vector<Value> items;
  std::int64_t others = 0;
  friend bool operator==(const ListValue&, const ListValue&) = default;
};
struct Value {
  std::variant<Unknown, Unsettled, bool, Number, std::string, Date, Duration, model::PartyId, model::Choice, ListValue>
      value;
  friend bool operator==(const Value&, const Value&) = default;

  [[nodiscard]] bool is(bool truth) const {
    const bool* yes_no = std::get_if<bool>(&value);
    return yes_no != nullptr && *yes_no == truth;
  }
};

/// Whether an expression is not looked into: what it comes to hangs on more than facts, counts and stages (the day, a
/// duty, what was so on other days, a decision table), or needs a calendar. It is always Unsettled.
bool is_opaque(const model::Framework& framework, const model::Expression& expression);

/// Whether such a count needs neither a calendar nor the time of day.
bool is_civil(Unit unit);

/// A written value.
Value to_value(const model::Literal& literal);

/// How often an event has happened, and when first and last. Dates are Unsettled where nothing asks for them.
struct EventSetting {
  std::optional<std::int64_t> count;  ///< nothing: does not matter
  Value first;
  Value last;
};
/// Where a track stands; nothing: in none of the stages that a condition names.
struct TrackSetting {
  std::optional<model::StageId> stage;
  bool settled = true;  ///< false: does not matter
};

/// What a condition can depend on: a stored fact, an event, or a track's stage.
struct Variable {
  enum class Kind : std::uint8_t { kFact, kEvent, kTrack };
  Kind kind{};
  std::uint32_t index = 0;
  friend auto operator<=>(const Variable&, const Variable&) = default;
};
using Setting = std::variant<Value, EventSetting, TrackSetting>;
using Valuation = std::map<Variable, Setting>;

/// Derived facts within one another beyond this are Unsettled, as are circular ones.
constexpr std::size_t kDepthLimit = 500;

/// Evaluates expressions in one imagined case. The framework and the valuation must outlive it and not change.
class Evaluation {
 public:
  Evaluation(const model::Framework& framework, const Valuation& valuation)
      : framework_(framework), valuation_(valuation) {}

  /// Three-valued as the language has it. What the valuation does not hold is Unsettled.
  Value of(const model::Expression& expression) { return evaluate(expression, 0); }

 private:
  Value evaluate(const model::Expression& expression, std::size_t depth);
  Value fact(model::FactId id, std::size_t depth);
  Value junction(const model::Expression& expression, bool deciding, std::size_t depth);
  Value comparison(const model::Expression& expression, std::size_t depth);
  Value arithmetic(const model::Expression& expression, std::size_t depth);
  Value extreme(const model::Expression& expression, std::size_t depth);

  const model::Framework& framework_;
  const Valuation& valuation_;
  std::map<std::uint32_t, Value> derived_;  // by fact; each is worked out once
};

}  // namespace proviso::analysis
