// SPDX-License-Identifier: Apache-2.0
// The pass behind resolve(): one object holds the framework being built and the report. Internal to engine/model.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "engine/model/model.h"
#include "grammar/syntax_tree.h"

namespace proviso::model {

class Resolver {
 public:
  explicit Resolver(DiagnosticReport& report) : report_(report) {}

  Framework run(const syntax::File& file);

 private:
  // names (resolve.cpp)
  void declare_all(const syntax::File& file);
  void declare(SymbolKind kind, const syntax::Name& name, std::size_t index);
  void declare_duty(const syntax::Duty& duty, Scope scope);
  std::optional<std::uint32_t> look_up(SymbolKind kind, const syntax::Name& name);
  std::vector<EventId> events(const std::vector<syntax::Name>& names);
  void header(const syntax::Framework& framework);
  void parameter(const syntax::Parameter& parameter);
  void fact(const syntax::Fact& fact);
  void event(const syntax::Event& event);
  void check_circular_facts();
  std::vector<Citation> citations(const std::vector<syntax::Cite>& cites);
  void needs_calendar(Duration duration, Span span);

  // the procedure (resolve_procedure.cpp)
  void track(const syntax::Track& track, std::uint32_t index);
  void stage(const syntax::Stage& stage, StageId id);
  void move(const syntax::Move& move, StageId from);
  void check_otherwise(const Move& move, const Stage& stage, Span span);
  void duty(const syntax::Duty& duty);
  void modality(const syntax::Duty& duty);
  std::optional<Limit> limit(const syntax::Limit& limit);
  std::optional<Moment> moment(const syntax::Moment& moment);
  void example(const syntax::Example& example);
  void example_event(const syntax::ExampleEvent& event, Example& into);
  void expectation(const syntax::Expectation& expectation, Example& into);

  // expressions (resolve_expressions.cpp)
  std::optional<Expression> condition(const syntax::Expression& expression, std::string_view after);
  std::optional<Expression> any_of_facts(const std::vector<syntax::Name>& names);
  std::optional<Expression> expression(const syntax::Expression& expression, const Type* expected = nullptr);
  std::optional<Expression> name(const syntax::Expression& expression, const Type* expected);
  std::optional<Expression> logic(const syntax::Expression& expression);
  std::optional<Expression> comparison(const syntax::Expression& expression);
  std::optional<Expression> arithmetic(const syntax::Expression& expression);
  std::optional<Expression> operand(const syntax::Expression& expression, TypeKind kind, std::string_view needed_by);
  std::optional<Literal> literal(const syntax::Expression& expression, const Type& type);
  std::optional<Literal> choice(const syntax::Name& name, const Type& type);

  DiagnosticReport& report_;
  Framework framework_;
  std::uint32_t next_duty_ = 0;  // duties and stages are declared and resolved in the same order
  std::uint32_t next_stage_ = 0;
};

/// `yes or no`, `a number`, `one of a, b`: a type in a sentence.
std::string type_in_words(const Type& type);

}  // namespace proviso::model
