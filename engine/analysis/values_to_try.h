// SPDX-License-Identifier: Apache-2.0
// What a question asks of each fact, event and track, and the values that tell apart every answer. Internal to
// engine/analysis.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/analysis/find_case.h"
#include "engine/analysis/valuation.h"
#include "engine/model/model.h"

namespace proviso::analysis {

/// A duration, in an order.
struct Counted {
  Unit unit{};
  std::uint8_t calendar = 0;
  std::int32_t amount = 0;
  friend auto operator<=>(const Counted&, const Counted&) = default;
};

/// The written values of a comparison.
struct Constants {
  std::set<Number> numbers;
  std::set<Date> dates;
  std::set<std::string> texts;
  std::set<model::PartyId> parties;
  std::set<Counted> durations;
  std::vector<ListValue> lists;
  bool arithmetic = false;

  [[nodiscard]] std::size_t size() const {
    return numbers.size() + dates.size() + texts.size() + parties.size() + durations.size() + lists.size();
  }

  void add(const Constants& other);
  void add(const Value& value);
};

/// What an expression depends on.
struct Footprint {
  std::set<Variable> variables;
  Constants constants;

  void add(const Footprint& other) {
    variables.insert(other.variables.begin(), other.variables.end());
    constants.add(other.constants);
  }
};

/// What the conditions ask of one variable.
struct Asked {
  bool known = false;
  bool count = false;
  bool dates = false;
  std::set<model::StageId> stages;
};

/// Reads the conditions: which variables there are, what is asked of each, and which values each is compared with.
class Question {
 public:
  Question(const model::Framework& framework, const SearchLimits& limits) : framework_(framework), limits_(limits) {}

  void read(const model::Expression& condition) { (void)footprint(condition, 0); }
  [[nodiscard]] bool too_large() const { return too_large_; }
  [[nodiscard]] const std::map<Variable, Asked>& asked() const { return asked_; }
  /// The variables that are compared with one another and with what, this one among them.
  [[nodiscard]] const Footprint& compared(Variable variable) const {
    return *std::find_if(clusters_.begin(), clusters_.end(),
                         [&](const Footprint& cluster) { return cluster.variables.contains(variable); });
  }

 private:
  Footprint variable(Variable::Kind kind, std::uint32_t index);
  void link(const Footprint& comparison);
  Footprint derived(model::FactId id, std::size_t depth);
  Footprint footprint(const model::Expression& expression, std::size_t depth);

  const model::Framework& framework_;
  const SearchLimits& limits_;
  bool too_large_ = false;
  std::map<Variable, Asked> asked_;
  std::vector<Footprint> clusters_;
  std::map<std::uint32_t, Footprint> derived_;  // by fact
};

/// So many times a thing may have happened, or so many items a list may have, at least `least`.
std::vector<std::int64_t> counts_to_try(const Footprint& compared, std::int64_t least);

/// Days on either side of every written date, and where written durations lead from there.
std::vector<Date> dates_to_try(const Footprint& compared);

/// Values of a type that is no list; for `list of T`, the items that are told apart.
std::vector<Value> values_to_try(const model::Framework& framework, const model::Type& type, const Footprint& compared,
                                 bool written_only);

/// Lists that differ in which of the items asked for they hold, and in their length. Nothing where there are too many.
std::optional<std::vector<Value>> lists_to_try(const model::Framework& framework, const model::Type& type,
                                               const Footprint& compared, const Asked& asked);

}  // namespace proviso::analysis
