// SPDX-License-Identifier: Apache-2.0
// PV0411: facts that something asks for and that nothing records, derives, decides or hands over: unknown for ever.
#include <map>
#include <vector>

#include <fmt/format.h>

#include "engine/analysis/checks.h"

namespace proviso::analysis {
namespace {

/// Where each fact is first asked for, in the order in which the clauses are gone through.
class Readings {
 public:
  explicit Readings(const model::Framework& framework) : framework_(framework) {
    for (const model::Fact& fact : framework_.facts) {
      if (fact.means) expression(*fact.means);
    }
    for (const model::Decision& table : framework_.decisions) {
      for (const model::FactId input : table.inputs) note(input, table.span);
    }
    for (const model::Track& track : framework_.tracks) optional(track.begins_condition);
    for (const model::Move& move : framework_.moves) {
      optional(move.condition);
      actions(move.actions);
    }
    for (const model::Trigger& trigger : framework_.triggers) {
      optional(trigger.when);
      optional(trigger.condition);
      actions(trigger.actions);
    }
    for (const model::Duty& duty : framework_.duties) read(duty);
  }

  [[nodiscard]] const Span* first(model::FactId fact) const {
    const auto it = first_.find(fact);
    return it == first_.end() ? nullptr : &it->second;
  }

 private:
  void note(model::FactId fact, Span span) { first_.try_emplace(fact, span); }

  void optional(const std::optional<model::Expression>& one) {
    if (one) expression(*one);
  }
  void all(const std::vector<model::Expression>& some) {
    for (const model::Expression& one : some) expression(one);
  }
  void expression(const model::Expression& one) {
    using Operation = model::Expression::Operation;
    if (one.operation == Operation::kFact || one.operation == Operation::kTotalOf) note(one.fact, one.span);
    all(one.operands);
    for (const model::Moment& since : one.since) moment(since);
  }
  void moment(const model::Moment& one) {
    if (one.kind == model::Moment::Kind::kFact) note(one.fact, one.span);
    for (const model::Moment& of : one.of) moment(of);
  }
  void moment(const std::optional<model::Moment>& one) {
    if (one) moment(*one);
  }
  void limit(const model::Limit& one) {
    moment(one.moment);
    moment(one.no_later);
    moment(one.until);
  }
  void actions(const std::vector<model::Action>& some) {
    for (const model::Action& action : some) {
      optional(action.value);
      for (const model::Action::Handed& handed : action.handed) expression(handed.value);
    }
  }
  void read(const model::Duty& duty) {
    optional(duty.applies_if);
    if (duty.party.kind != model::Owing::Kind::kParty) note(duty.party.fact, duty.clause);
    optional(duty.that);
    optional(duty.condition);
    limit(duty.limit);
    if (duty.alternative) limit(duty.alternative->limit);
    all(duty.stops);
    for (const model::Adjustment& adjustment : duty.adjustments) moment(adjustment.moment);
    all(duty.excuses);
    for (const model::Once& once : duty.once) actions(once.actions);
  }

  const model::Framework& framework_;
  std::map<model::FactId, Span> first_;
};

}  // namespace

void check_recorded_facts(const model::Framework& framework, const graph::ProcedureGraph& graph,
                          DiagnosticReport& report) {
  std::vector<bool> given(framework.facts.size());
  for (const model::Event& event : framework.events) {
    for (const model::FactId fact : event.records) given[fact.value] = true;
    for (const model::FactId fact : event.records_there) given[fact.value] = true;
  }
  const Readings readings(framework);
  for (std::uint32_t i = 0; i < framework.facts.size(); ++i) {
    const model::Fact& fact = framework.facts[i];
    // What only a person can settle may be left open on purpose.
    if (given[i] || fact.means || fact.decision || fact.judgement || graph.recorded_by_action({i})) continue;
    const Span* reading = readings.first({i});
    if (reading == nullptr) continue;
    report.add({.code = Code::kNeverRecorded,
                .severity = Severity::kWarning,
                .message = fmt::format("`{}` is asked for, and nothing ever records it", fact.name),
                .span = *reading,
                .labels = {{fact.span, "declared here"}},
                .help = "add it to what an event `records`, or derive it with `means` or a table"});
  }
}

}  // namespace proviso::analysis
