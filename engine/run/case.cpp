// SPDX-License-Identifier: Apache-2.0
// The embedding API over the rooms behind it.
#include <algorithm>

#include <fmt/format.h>

#include "base/did_you_mean.h"
#include "base/source_file.h"
#include "engine/analysis/analyse.h"
#include "engine/model/resolve.h"
#include "engine/model/rule_files.h"
#include "engine/run/binding.h"
#include "engine/run/case_report.h"
#include "proviso/rule_set.h"

namespace proviso {

struct RuleSet::Content {
  SourceSet sources;
  std::shared_ptr<const program::Program> program;
};

Result<RuleSet> RuleSet::compile(std::string path, std::string text, const std::vector<CalendarData>& calendars,
                                 const std::vector<RuleText>& used) {
  auto content = std::make_shared<Content>();
  const std::string attempted = fmt::format("compile {}", path);
  DiagnosticReport report;
  const auto given = [&](const std::string& wanted) -> Result<std::string> {
    for (const RuleText& file : used) {
      if (model::used_path({}, file.path) == wanted) return file.text;
    }
    return Error{ErrorCode::kNotFound, fmt::format("the file `{}` was not given", wanted), attempted};
  };
  const SourceFile& file = content->sources.add(std::move(path), std::move(text));
  const std::vector<model::RuleFile> files = model::read_rule_files(file, content->sources, given, report);
  auto framework = std::make_shared<model::Framework>(model::resolve(files, report));
  if (!report.has_errors()) analysis::analyse(*framework, report);
  if (report.has_errors()) return Error{ErrorCode::kInvalidRules, render_text(report, content->sources), attempted};
  const auto build = [&](const std::string& name) -> Result<std::shared_ptr<const Calendar>> {
    const auto it =
        std::find_if(calendars.begin(), calendars.end(), [&](const CalendarData& data) { return data.name == name; });
    if (it == calendars.end()) {
      return Error{ErrorCode::kNotFound, fmt::format("no calendar `{}` was given", name), attempted};
    }
    auto built = Calendar::build(*it);
    if (!built) return built.error();
    return std::make_shared<const Calendar>(*std::move(built));
  };
  std::shared_ptr<const Calendar> working;
  if (!framework->calendar.empty()) {
    auto built = build(framework->calendar);
    if (!built) return built.error();
    working = *std::move(built);
  }
  std::vector<std::shared_ptr<const Calendar>> named;
  for (const model::NamedCalendar& calendar : framework->named_calendars) {
    auto built = build(calendar.calendar);
    if (!built) return built.error();
    named.push_back(*std::move(built));
  }
  auto program = program::compile(std::move(framework), {std::move(working), std::move(named)});
  if (!program) return program.error();
  content->program = *std::move(program);
  return RuleSet(std::move(content));
}

const std::string& RuleSet::name() const { return content_->program->framework->name; }
const std::string& RuleSet::title() const { return content_->program->framework->title; }

std::vector<std::string> RuleSet::events() const {
  const auto names = content_->program->framework->names(model::SymbolKind::kEvent);
  return {names.begin(), names.end()};
}

std::vector<std::string> RuleSet::duties() const {
  const auto names = content_->program->framework->names(model::SymbolKind::kDuty);
  return {names.begin(), names.end()};
}

struct Case::Content {
  explicit Content(std::shared_ptr<const RuleSet::Content> of) : rules(std::move(of)), history(*rules->program) {}

  std::shared_ptr<const RuleSet::Content> rules;
  run::History history;
};

Case::Case(const RuleSet& rules) : content_(std::make_unique<Content>(rules.content_)) {}
Case::Case(const Case& other) : content_(std::make_unique<Content>(*other.content_)) {}
Case::Case(Case&&) noexcept = default;
Case& Case::operator=(const Case& other) {
  if (this != &other) content_ = std::make_unique<Content>(*other.content_);
  return *this;
}
Case& Case::operator=(Case&&) noexcept = default;
Case::~Case() = default;

namespace {

Result<std::uint32_t> look_up(const model::Framework& framework, model::SymbolKind kind, std::string_view name) {
  if (const auto index = framework.find(kind, name)) return *index;
  const std::string_view kind_text = model::symbol_kind_text(kind);
  const std::string near = did_you_mean(name, framework.names(kind));
  return Error{
      ErrorCode::kInvalidArgument,
      fmt::format("`{}` is not {} of `{}`{}{}", name, kind_text, framework.name, near.empty() ? "" : "; ", near),
      {}};
}

}  // namespace

Result<std::size_t> Case::record(const EventRecord& event) {
  const program::Program& program = *content_->rules->program;
  const model::Framework& framework = *program.framework;
  const auto index = look_up(framework, model::SymbolKind::kEvent, event.event);
  if (!index) return index.error();
  if (content_->history.not_held[*index] != 0) {
    return Error{ErrorCode::kInvalidArgument, fmt::format("`{}` is declared not held, and happened", event.event), {}};
  }
  std::vector<run::RecordedFact> facts;
  for (const auto& [name, value] : event.facts) {
    const auto fact = look_up(framework, model::SymbolKind::kFact, name);
    if (!fact) return fact.error();
    if (!run::records(program, *index, *fact)) {
      return Error{ErrorCode::kInvalidArgument, fmt::format("`{}` does not record `{}`", event.event, name), {}};
    }
    const auto bound = run::value_from(program, *fact, value, content_->history.pool);
    if (!bound) return bound.error();
    facts.push_back({*fact, *bound});
  }
  content_->history.add(*index, event.on);
  for (const run::RecordedFact& fact : facts) content_->history.add_fact(fact.fact, fact.value);
  content_->history.sort();
  return content_->history.occurrences.size();
}

Result<std::size_t> Case::not_held(std::string_view event) {
  const auto index = look_up(*content_->rules->program->framework, model::SymbolKind::kEvent, event);
  if (!index) return index.error();
  const auto& occurrences = content_->history.occurrences;
  if (std::any_of(occurrences.begin(), occurrences.end(), [&](const auto& o) { return o.event == *index; })) {
    return Error{
        ErrorCode::kInvalidArgument, fmt::format("`{}` happened, so it cannot be declared not held", event), {}};
  }
  content_->history.not_held[*index] = 1;
  return occurrences.size();
}

CaseReport Case::report(Date as_of) const {
  return run::report_case(*content_->rules->program, content_->rules->sources, content_->history, as_of);
}

Result<std::vector<Explanation>> Case::explain(std::string_view duty, Date as_of) const {
  const auto index = look_up(*content_->rules->program->framework, model::SymbolKind::kDuty, duty);
  if (!index) return index.error();
  return run::explain_duty(*content_->rules->program, content_->rules->sources, content_->history, *index, as_of);
}

}  // namespace proviso
