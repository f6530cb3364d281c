// SPDX-License-Identifier: Apache-2.0
// Conditions taken apart: which parts are not what they would have to be. Internal to engine/run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/run/evaluate.h"
#include "engine/run/why_not.h"

namespace proviso::run {

class ConditionReader {
 public:
  ConditionReader(const program::Program& program, const History& history, const CaseState& state)
      : program_(program), model_(*program.framework), history_(history), state_(state) {}

  /// What would have to change for a condition to be yes (or no); nothing where it is so already.
  /// @param code  what the expression was compiled to
  [[nodiscard]] std::optional<Needed> needed(const model::Expression& expression, program::Code code,
                                             bool wanted) const;

  /// The recorded facts that a fact rests on, with their values: itself, or those behind what derives it.
  [[nodiscard]] std::vector<FactNow> behind(model::FactId fact) const;
  [[nodiscard]] std::vector<FactNow> behind(const model::Expression& expression) const;

  /// A fact's value in words; empty: unknown.
  [[nodiscard]] std::string value_now(model::FactId fact) const;
  [[nodiscard]] std::vector<std::string> recorded_with(model::FactId fact) const;

 private:
  [[nodiscard]] Needed part(const model::Expression& expression, program::Code code, bool wanted,
                            const Evaluation& result) const;
  [[nodiscard]] std::string words_now(const model::Expression& expression, const std::vector<program::Code>& operands,
                                      const Evaluation& result) const;
  [[nodiscard]] std::string words_needed(const model::Expression& expression, bool wanted) const;
  [[nodiscard]] std::string where_now(model::StageId stage) const;
  void collect(const model::Expression& expression, std::vector<model::FactId>& into) const;
  void collect(model::FactId fact, std::vector<model::FactId>& into) const;
  [[nodiscard]] std::vector<FactNow> told(const std::vector<model::FactId>& facts) const;

  const program::Program& program_;
  const model::Framework& model_;
  const History& history_;
  const CaseState& state_;
};

/// `` `a`, `b` or `c` ``.
std::string quoted_list(const std::vector<std::string>& names, std::string_view last);

}  // namespace proviso::run
