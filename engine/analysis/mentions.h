// SPDX-License-Identifier: Apache-2.0
// Where the clauses of a framework ask for facts and name events.
#pragma once

#include <map>
#include <set>

#include "engine/model/model.h"

namespace proviso::analysis {

/// Every clause gone through once. The framework must outlive it.
class Mentions {
 public:
  explicit Mentions(const model::Framework& framework);

  /// Where a fact is first asked for by a clause, in the order in which the clauses are gone through; null: nowhere. An
  /// example is no clause.
  [[nodiscard]] const Span* first_reading(model::FactId fact) const;
  /// Whether an example expects something of the fact.
  [[nodiscard]] bool expected(model::FactId fact) const { return expected_.contains(fact); }
  /// Whether a clause does something with the event or asks for it.
  [[nodiscard]] bool taken_up(model::EventId event) const { return taken_up_.contains(event); }

 private:
  void note(model::FactId fact, Span span);
  void events(const std::vector<model::EventId>& some) { taken_up_.insert(some.begin(), some.end()); }
  void optional(const std::optional<model::Expression>& one);
  void all(const std::vector<model::Expression>& some);
  void expression(const model::Expression& one);
  void moment(const model::Moment& one);
  void moment(const std::optional<model::Moment>& one);
  void limit(const model::Limit& one);
  void actions(const std::vector<model::Action>& some);
  void duty(const model::Duty& duty);

  std::map<model::FactId, Span> first_;
  std::set<model::FactId> expected_;
  std::set<model::EventId> taken_up_;
  bool in_example_ = false;
};

}  // namespace proviso::analysis
