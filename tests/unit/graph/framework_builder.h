// SPDX-License-Identifier: Apache-2.0
// Frameworks put together by hand, for tests that need no rule text. Every declaration gets a span of its own.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/model/model.h"

namespace proviso::testing_support {

inline model::Type yes_no_type() { return {model::TypeKind::kYesNo, {}, {}}; }
inline model::Type number_type() { return {model::TypeKind::kNumber, {}, {}}; }
inline model::Type text_type() { return {model::TypeKind::kText, {}, {}}; }
inline model::Type date_type() { return {model::TypeKind::kDate, {}, {}}; }
inline model::Type one_of_type(std::vector<std::string> values) {
  return {model::TypeKind::kOneOf, std::move(values), {}};
}
inline model::Type list_type(model::Type element) { return {model::TypeKind::kList, {}, {std::move(element)}}; }

class FrameworkBuilder {
 public:
  model::Framework framework;

  FrameworkBuilder() {
    framework.name = "f";
    framework.parties.push_back({"owner", "", span()});
  }

  model::EventId event(std::string name, std::vector<model::FactId> records = {}) {
    framework.events.push_back({std::move(name), "", std::nullopt, std::move(records), span()});
    return {last(framework.events)};
  }
  model::FactId fact(std::string name, model::Type type, std::optional<model::Expression> means = std::nullopt) {
    model::Fact fact;
    fact.name = std::move(name);
    fact.type = std::move(type);
    fact.means = std::move(means);
    fact.span = span();
    framework.facts.push_back(std::move(fact));
    return {last(framework.facts)};
  }
  model::TrackId track(std::string name, std::vector<model::EventId> begins_when = {}) {
    framework.tracks.push_back({});
    framework.tracks.back().name = std::move(name);
    framework.tracks.back().begins_when = std::move(begins_when);
    framework.tracks.back().name_span = framework.tracks.back().span = span();
    return {last(framework.tracks)};
  }
  /// A stage of the track declared last.
  model::StageId stage(std::string name) {
    model::Stage stage;
    stage.name = std::move(name);
    stage.track = {last(framework.tracks)};
    stage.name_span = stage.span = span();
    framework.stages.push_back(std::move(stage));
    framework.tracks.back().stages.push_back({last(framework.stages)});
    return {last(framework.stages)};
  }
  model::StageId end_stage(std::string name) {
    const model::StageId id = stage(std::move(name));
    framework.stages.back().end = true;
    return id;
  }
  model::StageId resting_stage(std::string name) {
    const model::StageId id = stage(std::move(name));
    framework.stages.back().may_end = true;
    return id;
  }

  /// `when <events> [if <condition>] go to <to>`.
  model::MoveId on(model::StageId from, std::vector<model::EventId> events, model::StageId to,
                   std::optional<model::Expression> condition = std::nullopt) {
    model::Move move;
    move.kind = model::Move::Kind::kOnEvents;
    move.events = std::move(events);
    move.condition = std::move(condition);
    return add(from, to, std::move(move));
  }
  /// `when <events> otherwise go to <to>`.
  model::MoveId otherwise(model::StageId from, std::vector<model::EventId> events, model::StageId to) {
    const model::MoveId id = on(from, std::move(events), to);
    framework.moves.back().otherwise = true;
    return id;
  }
  /// `when <condition> go to <to>`.
  model::MoveId when(model::StageId from, model::Expression condition, model::StageId to) {
    model::Move move;
    move.kind = model::Move::Kind::kOnCondition;
    move.condition = std::move(condition);
    return add(from, to, std::move(move));
  }
  /// `after <duration> [of <of>] [if <condition>] go to <to>`.
  model::MoveId after(model::StageId from, Duration duration, std::vector<model::EventId> of, model::StageId to,
                      std::optional<model::Expression> condition = std::nullopt) {
    model::Move move;
    move.kind = model::Move::Kind::kAfter;
    move.after = duration;
    move.of = std::move(of);
    move.condition = std::move(condition);
    return add(from, to, std::move(move));
  }

  /// `owner must ensure <act> within <duration> of <anchor>`.
  model::DutyId duty(std::string name, model::Scope scope, model::EventId act, Duration within, model::EventId anchor) {
    model::Duty duty;
    duty.name = std::move(name);
    duty.scope = scope;
    duty.modality = Modality::kMust;
    duty.events = {act};
    duty.limit.kind = model::LimitKind::kWithin;
    duty.limit.amount = within;
    duty.limit.moment = model::Moment{};
    duty.limit.moment->events = {anchor};
    duty.span = duty.name_span = duty.clause = span();
    framework.duties.push_back(std::move(duty));
    const model::DutyId id{last(framework.duties)};
    if (scope.kind == model::Scope::Kind::kStage) framework.stages[scope.index].duties.push_back(id);
    if (scope.kind == model::Scope::Kind::kTrack) framework.tracks[scope.index].duties.push_back(id);
    return id;
  }

  // Expressions.
  [[nodiscard]] model::Expression value(model::FactId id) const {
    model::Expression expression;
    expression.operation = model::Expression::Operation::kFact;
    expression.fact = id;
    expression.type = framework[id].type;
    return expression;
  }
  /// `<fact> <operation> <literal>`.
  [[nodiscard]] model::Expression compare(model::FactId id, model::Expression::Operation operation,
                                          decltype(model::Literal::value) literal) const {
    const model::Type& type = framework[id].type;
    const bool item = operation == model::Expression::Operation::kIncludes;
    return of(operation, {value(id), written(std::move(literal), item ? type.element.front() : type)});
  }
  [[nodiscard]] static model::Expression written(decltype(model::Literal::value) literal, model::Type type) {
    model::Expression expression;
    expression.operation = model::Expression::Operation::kLiteral;
    expression.literal.value = std::move(literal);
    expression.type = std::move(type);
    return expression;
  }
  [[nodiscard]] static model::Expression number(std::int64_t whole) {
    return written(Number{whole * Number::kScale}, number_type());
  }
  [[nodiscard]] static model::Expression of(model::Expression::Operation operation,
                                            std::vector<model::Expression> operands) {
    model::Expression expression;
    expression.operation = operation;
    expression.operands = std::move(operands);
    expression.type = yes_no_type();
    return expression;
  }
  [[nodiscard]] static model::Expression count_of(model::Expression list) {
    model::Expression expression = of(model::Expression::Operation::kCountOf, {std::move(list)});
    expression.type = number_type();
    return expression;
  }
  [[nodiscard]] static model::Expression about(model::Expression::Operation operation, model::EventId event) {
    model::Expression expression = of(operation, {});
    expression.event = event;
    expression.type = operation == model::Expression::Operation::kNumberOf ? number_type() : date_type();
    return expression;
  }
  [[nodiscard]] static model::Expression in(model::StageId stage) {
    model::Expression expression = of(model::Expression::Operation::kInStage, {});
    expression.stage = stage;
    return expression;
  }

 private:
  template <typename Table>
  static std::uint32_t last(const Table& table) {
    return static_cast<std::uint32_t>(table.size() - 1);
  }
  Span span() {
    next_ += 10;
    return {FileId{0}, next_, next_ + 5};
  }
  model::MoveId add(model::StageId from, model::StageId to, model::Move move) {
    move.from = from;
    move.to = to;
    move.span = move.target_span = span();
    framework.moves.push_back(std::move(move));
    const model::MoveId id{last(framework.moves)};
    framework.stages[from.value].moves.push_back(id);
    return id;
  }

  std::uint32_t next_ = 0;
};

}  // namespace proviso::testing_support
