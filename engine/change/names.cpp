// SPDX-License-Identifier: Apache-2.0
#include "engine/change/names.h"

#include <algorithm>
#include <utility>

#include "engine/model/wording.h"

namespace proviso::change {
namespace {

using namespace model;

template <typename Frameworks, typename Take>
decltype(auto) with_table(Frameworks& framework, SymbolKind kind, const Take& take) {
  switch (kind) {
    case SymbolKind::kSource:
      return take(framework.sources);
    case SymbolKind::kParty:
      return take(framework.parties);
    case SymbolKind::kParameter:
      return take(framework.parameters);
    case SymbolKind::kFact:
      return take(framework.facts);
    case SymbolKind::kEvent:
      return take(framework.events);
    case SymbolKind::kTrack:
      return take(framework.tracks);
    case SymbolKind::kStage:
      return take(framework.stages);
    case SymbolKind::kDuty:
      return take(framework.duties);
    case SymbolKind::kTrigger:
      break;
  }
  return take(framework.triggers);
}

/// Everything in the order of its words. Texts are made with the names that the framework has.
class Normaliser {
 public:
  explicit Normaliser(Framework& framework) : framework_(framework) {}

  void run() {
    for (Fact& fact : framework_.facts) maybe(fact.means);
    for (Track& track : framework_.tracks) {
      events(track.begins_when);
      maybe(track.begins_condition);
    }
    for (Move& move : framework_.moves) {
      events(move.events);
      events(move.of);
      maybe(move.condition);
      actions(move.actions);
    }
    for (Trigger& trigger : framework_.triggers) {
      events(trigger.events);
      maybe(trigger.when);
      maybe(trigger.condition);
      actions(trigger.actions);
    }
    for (Duty& one : framework_.duties) duty(one);
    for (Example& example : framework_.examples) {
      for (model::Expectation& expectation : example.expectations) maybe(expectation.condition);
    }
  }

 private:
  void duty(Duty& duty) {
    maybe(duty.applies_if);
    events(duty.events);
    maybe(duty.that);
    maybe(duty.condition);
    limit(duty.limit);
    if (duty.alternative) {
      events(duty.alternative->events);
      limit(duty.alternative->limit);
    }
    for (Expression& stop : duty.stops) expression(stop);
    for (Adjustment& adjustment : duty.adjustments) {
      maybe(adjustment.moment);
      events(adjustment.events);
    }
    for (Expression& excuse : duty.excuses) expression(excuse);
    for (Once& once : duty.once) actions(once.actions);
  }

  void limit(Limit& limit) {
    maybe(limit.moment);
    maybe(limit.no_later);
    maybe(limit.until);
  }

  void maybe(std::optional<Expression>& written) {
    if (written) expression(*written);
  }
  void maybe(std::optional<Moment>& written) {
    if (written) moment(*written);
  }

  void actions(std::vector<Action>& actions) {
    for (Action& action : actions) {
      maybe(action.value);
      for (Action::Handed& handed : action.handed) expression(handed.value);
      std::sort(action.handed.begin(), action.handed.end(), [&](const Action::Handed& a, const Action::Handed& b) {
        return framework_[a.fact].name < framework_[b.fact].name;
      });
    }
  }

  void events(std::vector<EventId>& events) {
    std::sort(events.begin(), events.end(), [&](EventId a, EventId b) {
      return std::pair(framework_[a].name, a) < std::pair(framework_[b].name, b);
    });
    events.erase(std::unique(events.begin(), events.end()), events.end());
  }

  void moment(Moment& moment) {
    events(moment.events);
    for (Moment& inner : moment.of) this->moment(inner);
    if (moment.kind == Moment::Kind::kLaterOf || moment.kind == Moment::Kind::kEarlierOf) {
      by_words(moment.of, [&](const Moment& one) { return moment_text(framework_, one); });
    }
  }

  void expression(Expression& written) {
    for (Expression& operand : written.operands) expression(operand);
    for (Moment& since : written.since) moment(since);
    const Expression::Operation operation = written.operation;
    const bool junction = operation == Expression::Operation::kAnd || operation == Expression::Operation::kOr;
    if (junction) {
      std::vector<Expression> flat;
      for (Expression& operand : written.operands) {
        if (operand.operation == operation) {
          std::move(operand.operands.begin(), operand.operands.end(), std::back_inserter(flat));
        } else {
          flat.push_back(std::move(operand));
        }
      }
      written.operands = std::move(flat);
    }
    if (junction || operation == Expression::Operation::kLaterOf || operation == Expression::Operation::kEarlierOf) {
      by_words(written.operands, [&](const Expression& one) { return expression_text(framework_, one); });
    }
  }

  template <typename Clause, typename Text>
  void by_words(std::vector<Clause>& clauses, const Text& text) {
    std::vector<std::pair<std::string, std::size_t>> order;
    for (std::size_t i = 0; i < clauses.size(); ++i) order.emplace_back(text(clauses[i]), i);
    std::sort(order.begin(), order.end());
    std::vector<Clause> sorted;
    for (const auto& [words, i] : order) sorted.push_back(std::move(clauses[i]));
    clauses = std::move(sorted);
  }

  Framework& framework_;
};

}  // namespace

const std::array<SymbolKind, kSymbolKinds>& symbol_kinds() {
  static constexpr std::array<SymbolKind, kSymbolKinds> kAll{
      SymbolKind::kSource, SymbolKind::kParty, SymbolKind::kParameter, SymbolKind::kFact,   SymbolKind::kEvent,
      SymbolKind::kTrack,  SymbolKind::kStage, SymbolKind::kDuty,      SymbolKind::kTrigger};
  return kAll;
}

std::size_t count_of(const Framework& framework, SymbolKind kind) {
  return with_table(framework, kind, [](const auto& table) { return table.size(); });
}

const std::string& name_of(const Framework& framework, SymbolKind kind, std::size_t index) {
  return with_table(framework, kind, [&](const auto& table) -> const std::string& { return table[index].name; });
}

Framework renamed(const Framework& framework, const NewName& new_name) {
  Framework result = framework;
  result.symbols.clear();
  for (const SymbolKind kind : symbol_kinds()) {
    with_table(result, kind, [&](auto& table) {
      for (std::size_t i = 0; i < table.size(); ++i) table[i].name = new_name(kind, i);
    });
  }
  return result;
}

void normalise(Framework& framework) { Normaliser(framework).run(); }

}  // namespace proviso::change
