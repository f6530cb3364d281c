// SPDX-License-Identifier: Apache-2.0
// The pass behind compile(): one object while one framework is lowered. Internal to engine/program.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "engine/program/program.h"

namespace proviso::program {

class Compiler {
 public:
  Compiler(std::shared_ptr<const model::Framework> framework, Calendars calendars);

  Result<std::shared_ptr<const Program>> run();

 private:
  template <typename Ids>
  Range list(std::vector<std::uint32_t>& into, const Ids& ids) {
    const auto begin = static_cast<std::uint32_t>(into.size());
    for (const auto id : ids) into.push_back(id.value);
    return {begin, static_cast<std::uint32_t>(into.size())};
  }

  // compile_expressions.cpp
  Code compile(const model::Expression& expression);
  Code compile(const std::optional<model::Expression>& expression) {
    return expression ? compile(*expression) : Code{};
  }
  Code any_of(const std::vector<model::Expression>& conditions);
  [[nodiscard]] std::size_t depth(Code code) const;
  void emit(const model::Expression& expression);
  std::uint32_t watch(Code code);
  void lay_down_pending();
  void tables();
  Value value(const model::Literal& literal);

  // compile_duties.cpp
  static AmountRow amount(const model::Amount& amount);
  std::uint32_t moment(const model::Moment& moment);
  LimitRow limit(const model::Limit& limit);
  [[nodiscard]] bool has_offset(std::uint32_t moment) const;
  void duties();
  void take_up_moments(std::uint32_t duty);
  Range actions(const std::vector<model::Action>& actions);
  void triggers();

  // compile.cpp
  void moves();
  void stages();
  Range of_kind(const model::Stage& stage, model::Move::Kind kind);
  void tracks();
  void events();
  void transition();

  const model::Framework& model_;
  std::shared_ptr<Program> program_;
  std::vector<std::pair<std::uint32_t, std::vector<Instruction>>> pending_;  // watch and code
  bool too_deep_ = false;
};

}  // namespace proviso::program
