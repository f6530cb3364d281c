// SPDX-License-Identifier: Apache-2.0
// The pass behind resolve(): one object holds the framework being built and the report. Internal to engine/model.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "engine/model/model.h"
#include "engine/model/resolve.h"
#include "grammar/syntax_tree.h"

namespace proviso::model {

class Resolver {
 public:
  explicit Resolver(DiagnosticReport& report) : report_(report) {}

  /// A file and where its `use` clauses lead.
  struct FileView {
    const syntax::File* tree = nullptr;
    const std::vector<std::optional<std::size_t>>* uses = nullptr;
  };
  Framework run(const std::vector<FileView>& files);

 private:
  /// What was written, and the place of the table it was given when it was declared.
  template <typename Written>
  using Declared = std::vector<std::pair<const Written*, std::uint32_t>>;

  /// A framework while it is read: the one of the first file, or one that can be opened.
  struct Namespace {
    std::size_t file = 0;                       ///< its own
    const syntax::Framework* header = nullptr;  ///< null where the first file declares none
    std::string prefix;                         ///< before each of its names in the tables: empty, or `name/`
    std::vector<std::size_t> shared;            ///< the files without a framework that it uses
    std::vector<std::uint32_t> linked;          ///< the parts it can open
    std::vector<std::pair<std::string, std::uint8_t>> words;  ///< of its named calendars
    Declared<syntax::Parameter> parameters;
    Declared<syntax::Fact> facts;
    Declared<syntax::Event> events;
    Declared<syntax::Duty> duties;
    Declared<syntax::Trigger> triggers;
    Declared<syntax::Track> tracks;
    Declared<syntax::Stage> stages;
    std::vector<const syntax::Decision*> decisions;
  };
  /// `longest run`, looked at again when every fact is known.
  struct Run {
    Span span;
    std::vector<FactId> facts;  ///< those its condition names
  };
  /// `total of`, looked at again when every event is known.
  struct Total {
    syntax::Name fact_name;
    syntax::Name event_name;
    FactId fact;
    EventId event;
    bool followed = false;  ///< in the rules that are continued
  };
  /// A `use` on the way from a framework's own file, and the file it leads to.
  struct Step {
    std::size_t file = 0;
    Span use;
  };

  // files and frameworks (resolve_files.cpp)
  void find_frameworks(const std::vector<FileView>& files);
  void follow(const std::vector<FileView>& files, std::size_t file, std::uint32_t part, std::vector<Step>& path);
  void used(const std::vector<FileView>& files, std::size_t file, std::uint32_t part, std::vector<Step>& path);
  void link(const std::vector<FileView>& files, std::size_t file, std::uint32_t from);
  void check_shared(const syntax::File& file);
  void enter(std::uint32_t part);
  void time_zone(const syntax::Text& written);
  void header(std::uint32_t part);
  void calendars(std::uint32_t part);
  std::optional<PartId> part_named(const syntax::Name& name, std::string_view if_itself = {});

  // names (resolve.cpp)
  void declare_file(const syntax::File& file, bool shared);
  template <typename Entity, typename Written>
  std::uint32_t declare_shared(SymbolKind kind, std::vector<Entity>& table, const Written& written, bool shared);
  void declare(SymbolKind kind, const syntax::Name& name, std::size_t index);
  void declare_duty(const syntax::Duty& duty, Scope scope);
  void declare_trigger(const syntax::Trigger& trigger, Scope scope);
  void declare_track(const syntax::Track& track);
  const Symbol* symbol(std::string_view name) const;
  std::optional<std::uint32_t> find(SymbolKind kind, std::string_view name) const;
  std::vector<std::string_view> names(SymbolKind kind) const;
  std::optional<std::uint32_t> look_up(SymbolKind kind, const syntax::Name& name);
  std::optional<std::uint32_t> look_up_in(PartId part, SymbolKind kind, const syntax::Name& name);
  void unknown_in_followed(SymbolKind kind, const syntax::Name& name, const Symbol* here);
  bool of_linked(SymbolKind kind, const syntax::Name& name);
  std::vector<EventId> events(const std::vector<syntax::Name>& names);
  std::string prefixed(std::string_view name) const;

  // declarations (resolve_declarations.cpp)
  void parameter(const syntax::Parameter& parameter, std::uint32_t index);
  void fact(const syntax::Fact& fact, std::uint32_t index);
  void event(const syntax::Event& event, std::uint32_t index);
  bool check_circular_facts();
  void check_recorded_facts();
  void check_nested_runs();
  void check_totals();
  bool derived(FactId fact, Span span, std::string_view what);
  std::vector<Citation> citations(const std::vector<syntax::Cite>& cites);

  // decision tables (resolve_decisions.cpp)
  void decision(const syntax::Decision& decision);
  std::optional<Type> gives(const syntax::Decision& decision, const Fact& result);
  std::optional<Row> row(const syntax::Row& row, const syntax::Decision& table,
                         const std::vector<std::optional<FactId>>& inputs, const std::optional<Type>& value);
  std::optional<Cell> cell(const syntax::Cell& cell, const Fact& input);
  std::optional<Cell::Part> part(const syntax::Cell::Part& part, const Fact& input);

  // the procedure (resolve_procedure.cpp)
  void track(const syntax::Track& track, TrackId id);
  void stage(const syntax::Stage& stage, StageId id);
  void move(const syntax::Move& move, StageId from);
  void check_otherwise(const Move& move, const Stage& stage, Span span);
  void trigger(const syntax::Trigger& trigger, TriggerId id);
  std::vector<Action> actions(const std::vector<syntax::Action>& actions);
  std::optional<Action> action(const syntax::Action& action);
  bool open(const syntax::Action& written, Action& into);

  // duties (resolve_duties.cpp)
  void duty(const syntax::Duty& duty, DutyId id);
  void modality(const syntax::Duty& duty);
  void party(const syntax::Duty& duty, Duty& into);
  void standing(const syntax::Duty& duty);
  void once(const syntax::Duty& duty, Duty& into);
  void alternatives(const syntax::Duty& duty, Duty& into);
  void longest(const syntax::Limit& limit);
  void clock(const syntax::Duty& duty, Duty& into);
  std::optional<Roll> roll(const syntax::Roll& roll);
  std::optional<Adjustment> adjustment(const syntax::Adjustment& adjustment);
  std::optional<Limit> limit(const syntax::Limit& limit);
  std::optional<Moment> moment(const syntax::Moment& moment);
  std::optional<Amount> amount(const syntax::Amount& amount, bool hours = false);
  std::optional<Duration> duration(const syntax::Duration& duration, bool hours = false);
  std::optional<std::uint8_t> named_calendar(const syntax::Name& word);
  void needs_calendar(Span span);

  // transitions (resolve_transition.cpp)
  void find_followed(const std::vector<FileView>& files);
  [[nodiscard]] bool in_followed() const { return followed_ && part_ == *followed_; }
  std::optional<std::uint32_t> same_here(SymbolKind kind, std::string_view name) const;
  std::optional<std::uint32_t> same_fact(const syntax::Fact& written);
  void declare_carried();
  void transition();
  void same_thing(const syntax::SameThing& written);
  void handover(const syntax::Handover& written, Handovers& into);
  void place(const syntax::Place& written, Place& into);
  void check_new_limit(const Handover& word, const Place& place);
  void check_words();
  [[nodiscard]] bool owed_in(DutyId duty, const Place& place) const;
  std::uint32_t carried_part(std::string_view of, Span span);
  std::optional<std::uint32_t> look_up_example(SymbolKind kind, const syntax::Name& name, bool begun_under,
                                               bool before = false);

  // what is accepted (resolve_acceptances.cpp)
  void acceptances(const syntax::File& file);

  // examples (resolve_examples.cpp)
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
  std::optional<Expression> is_known(const syntax::Expression& expression);
  std::optional<Expression> over_events(const syntax::Expression& expression);
  std::optional<Expression> longest_run(const syntax::Expression& expression);
  std::optional<Expression> counted(const syntax::Expression& expression);
  std::optional<Expression> date_offset(const syntax::Expression& expression);
  std::optional<Expression> of_dates(const syntax::Expression& expression, Expression::Operation operation,
                                     std::string_view words);
  std::optional<Expression> elsewhere(const syntax::Expression& expression);
  std::optional<Expression> operand(const syntax::Expression& expression, TypeKind kind, std::string_view needed_by);
  std::optional<Literal> literal(const syntax::Expression& expression, const Type& type);
  std::optional<Literal> choice(const syntax::Name& name, const Type& type);
  std::optional<Expression> value_of_type(const syntax::Expression& expression, const Type& type,
                                          std::string_view of_what);

  DiagnosticReport& report_;
  Framework framework_;
  std::vector<Namespace> spaces_;                // by part
  std::uint32_t part_ = 0;                       // the one being read
  std::map<const void*, std::uint32_t> shared_;  // sources, parties and parameters of used files, by declaration
  std::vector<Run> runs_;
  std::vector<Total> totals_;
  const syntax::Transition* transition_ = nullptr;           // of the first file
  std::optional<std::uint32_t> followed_;                    // the part that it continues
  std::set<std::pair<std::uint32_t, std::string>> decided_;  // facts that a table decides, there or here: by part
  std::map<const syntax::Duty*, std::uint32_t> carried_;     // duties written in the transition, by the part they bind
};

/// The type that was written.
Type type_of(const syntax::FactType& written);
/// `yes or no`, `a number`, `one of a, b`: a type in a sentence.
std::string type_in_words(const Type& type);
/// A name as its author wrote it, without the framework before it.
std::string_view plain_name(std::string_view name);
/// A title, or the name where there is none.
std::string title_of(const std::optional<syntax::Text>& title, const syntax::Name& name);

constexpr std::size_t kSuggestionLimit = 200;  // after so many mistakes the nearest names are no longer searched

}  // namespace proviso::model
