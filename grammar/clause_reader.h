// SPDX-License-Identifier: Apache-2.0
// From the nodes of one clause to its part of the syntax tree: copies text and spans, looks nothing up. Each subject
// has a file: declaration_, duty_, move_, decision_, example_, expression_ and value_reader.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "grammar/flat_tree.h"
#include "grammar/syntax_tree.h"

namespace proviso::grammar {

/// A node and its children. Cheap to copy.
class NodeView {
 public:
  NodeView(const FlatTree& tree, std::uint32_t index) : tree_(&tree), index_(index) {}

  [[nodiscard]] const Node& node() const { return (*tree_)[index_]; }
  [[nodiscard]] NodeKind kind() const { return node().kind; }

  class Iterator {
   public:
    Iterator(const FlatTree& tree, std::uint32_t index) : tree_(&tree), index_(index) {}
    NodeView operator*() const { return {*tree_, index_}; }
    Iterator& operator++() {
      index_ = (*tree_)[index_].next;
      return *this;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.index_ == b.index_; }

   private:
    const FlatTree* tree_;
    std::uint32_t index_;
  };
  [[nodiscard]] Iterator begin() const { return {*tree_, index_ + 1}; }
  [[nodiscard]] Iterator end() const { return {*tree_, node().next}; }
  /// The first child. Precondition: there is one.
  [[nodiscard]] NodeView first() const { return *begin(); }
  [[nodiscard]] bool empty() const { return begin() == end(); }

 private:
  const FlatTree* tree_;
  std::uint32_t index_;
};

/// Which status of a duty a node stands for; nothing for any other node.
std::optional<DutyStatus> status_of(NodeKind kind);

/// Reads clauses. What the grammar lets through and the language does not is reported; the clause is read all the
/// same, with something harmless in the place of the mistake.
class ClauseReader {
 public:
  ClauseReader(const SourceFile& file, std::size_t depth_limit, DiagnosticReport& report)
      : file_(file), depth_limit_(depth_limit), report_(report) {}

  [[nodiscard]] Span span(NodeView view) const { return file_.span(view.node().begin, view.node().end); }

  syntax::Framework framework(NodeView view);
  syntax::Use use(NodeView view);
  syntax::Source source(NodeView view);
  syntax::Party party(NodeView view);
  syntax::Parameter parameter(NodeView view);
  syntax::Fact fact(NodeView view);
  syntax::Event event(NodeView view);
  syntax::Duty duty(NodeView view);
  syntax::Track track(NodeView view);
  syntax::Begins begins(NodeView view);
  syntax::Stage stage(NodeView view);
  syntax::Move when_move(NodeView view);
  syntax::Move after_move(NodeView view);
  syntax::Trigger trigger(NodeView view);
  syntax::Decision decision(NodeView view);
  syntax::Example example(NodeView view);
  syntax::ExampleEvent example_event(NodeView view);
  syntax::Expectation expectation(NodeView view);
  syntax::AsOf as_of(NodeView view);
  syntax::NotHeld not_held(NodeView view);
  syntax::BegunUnder begun_under(NodeView view);
  syntax::Transition transition(NodeView view);
  syntax::DecidedBy decided_by(NodeView view);
  syntax::SameThing same_thing(NodeView view);
  syntax::Handover handover(NodeView view);
  syntax::Place place(NodeView view);
  syntax::Accept accept(NodeView view);

  /// What the clauses read so far accept, each with its place set to kClause.
  [[nodiscard]] std::vector<syntax::Accept> take_accepts() { return std::move(accepts_); }

 private:
  [[nodiscard]] std::string_view slice(NodeView view) const {
    return file_.text().substr(view.node().begin, view.node().end - view.node().begin);
  }
  syntax::Name name(NodeView view);
  syntax::Name word_as_name(std::string_view word, Span span);
  syntax::Text text(NodeView view);
  std::string unescaped(NodeView view);
  syntax::Day day(NodeView view);
  syntax::MonthDay month_day(NodeView view);
  syntax::Duration duration(NodeView view);
  void read_unit(NodeView view, syntax::Duration& into);
  std::int32_t minute(NodeView view);
  std::chrono::weekday weekday(NodeView view);
  std::int32_t count(NodeView view);
  Number number(NodeView view);
  std::vector<syntax::Name> names(NodeView view);
  syntax::Cite cite(NodeView view);
  syntax::FactType fact_type(NodeView view);
  syntax::ParameterVersion parameter_version(NodeView view);
  syntax::Moment moment(NodeView view);
  syntax::Limit limit(NodeView view);
  void limit_part(NodeView part, syntax::Limit& limit);
  void deed_part(NodeView part, syntax::Duty& duty);
  syntax::Alternative alternative(NodeView view);
  syntax::Roll roll(NodeView view);
  syntax::Adjustment adjustment(NodeView view);
  syntax::Once once(NodeView view);
  syntax::Action action(NodeView view);
  syntax::Cell cell(NodeView view);
  syntax::Cell::Part cell_part(NodeView view);
  syntax::Row row(NodeView view);
  void check_gives(const syntax::Decision& decision);
  syntax::With with(NodeView view);
  void move_tail(NodeView part, syntax::Move& move);

  syntax::Expression expression(NodeView view);
  syntax::Expression disjunction(NodeView view, syntax::Expression::Kind kind);
  syntax::Expression comparison(NodeView view);
  syntax::Expression duty_is(const syntax::Expression& duty, NodeView tail, Span whole);
  syntax::Expression over_events(NodeView view, syntax::Expression::Kind kind);
  syntax::Expression from_to(NodeView view, syntax::Expression::Kind kind);
  syntax::Expression date_offset(NodeView view);
  syntax::Expression chain(NodeView view);
  syntax::Expression operand(NodeView view);
  syntax::Expression leaf(NodeView view, syntax::Expression::Kind kind);

  /// Names joined by `or`, which may be events or yes/no facts, or else a condition.
  void names_or_condition(NodeView view, std::vector<syntax::Name>& names,
                          syntax::Maybe<syntax::Expression>& condition);

  /// Keeps what the clause around it accepts.
  void accepted(NodeView view, Span clause);
  /// A span without the `accept` clauses at the end of the clause it is of.
  [[nodiscard]] Span without_accepts(NodeView view) const;

  /// Whether a clause of one kind is given again; reports it.
  bool twice(bool already, NodeView view, std::string_view words);

  const SourceFile& file_;
  std::size_t depth_limit_;
  DiagnosticReport& report_;
  std::vector<syntax::Accept> accepts_;
};

}  // namespace proviso::grammar
