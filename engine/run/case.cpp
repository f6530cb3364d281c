// SPDX-License-Identifier: Apache-2.0
// The embedding API over the rooms behind it.
#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/did_you_mean.h"
#include "base/source_file.h"
#include "engine/analysis/analyse.h"
#include "engine/model/resolve.h"
#include "engine/model/rule_files.h"
#include "engine/run/binding.h"
#include "engine/run/case_report.h"
#include "engine/run/records.h"
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
  auto program = program::compile(std::move(framework), {std::move(working), std::move(named), nullptr});
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

bool is_time_of_day(std::chrono::minutes time) {
  return time >= std::chrono::minutes{0} && time < std::chrono::days{1};
}

Error no_time_of_day(std::string_view what) {
  return {
      ErrorCode::kInvalidArgument, fmt::format("`{}` has a time that no day has; give less than 24 hours", what), {}};
}

}  // namespace

struct Case::Content {
  /// A record with the facts of its event.
  struct BoundRecord {
    run::Record record;
    std::vector<run::RecordedFact> facts;
  };

  explicit Content(std::shared_ptr<const RuleSet::Content> of) : rules(std::move(of)), records(*rules->program) {}

  Result<BoundRecord> bind(const EventRecord& event);
  Result<std::size_t> take(BoundRecord bound);

  std::shared_ptr<const RuleSet::Content> rules;
  run::Records records;
  std::size_t events = 0;                  // that count
  std::set<std::string, std::less<>> ids;  // that records have
};

/// An event's names and values, looked up.
auto Case::Content::bind(const EventRecord& event) -> Result<BoundRecord> {
  const program::Program& program = *rules->program;
  const model::Framework& framework = *program.framework;
  const auto index = look_up(framework, model::SymbolKind::kEvent, event.event);
  if (!index) return index.error();
  if (records.not_held[*index] != 0) {
    return Error{ErrorCode::kInvalidArgument, fmt::format("`{}` is declared not held, and happened", event.event), {}};
  }
  BoundRecord bound;
  for (const auto& [name, value] : event.facts) {
    const auto fact = look_up(framework, model::SymbolKind::kFact, name);
    if (!fact) return fact.error();
    if (!run::records(program, *index, *fact)) {
      return Error{ErrorCode::kInvalidArgument, fmt::format("`{}` does not record `{}`", event.event, name), {}};
    }
    const auto value_bound = run::value_from(program, *fact, value, records.pool);
    if (!value_bound) return value_bound.error();
    bound.facts.push_back({*fact, *value_bound});
  }
  run::Record& record = bound.record;
  record.happened.event = *index;
  record.happened.on = event.on;
  if (event.time) {
    if (!is_time_of_day(*event.time)) return no_time_of_day("time");
    record.happened.minute = static_cast<std::int32_t>(event.time->count());
  }
  if (event.for_party) {
    const auto party = look_up(framework, model::SymbolKind::kParty, *event.for_party);
    if (!party) return party.error();
    record.happened.for_party = *party;
  }
  if (event.recorded && event.recorded->time && !is_time_of_day(*event.recorded->time)) {
    return no_time_of_day("recorded");
  }
  record.recorded = event.recorded;
  if (event.id) {
    if (event.id->empty()) return Error{ErrorCode::kInvalidArgument, "an id is empty; leave it out or name it", {}};
    record.id = *event.id;
  }
  return bound;
}

/// Adds a record where it fits the others.
Result<std::size_t> Case::Content::take(BoundRecord bound) {
  using Kind = run::Record::Kind;
  const Kind kind = bound.record.kind;
  const std::string id = bound.record.id;
  const std::uint32_t added = records.add(std::move(bound.record), bound.facts);
  // A new event under a name that nothing has fits always.
  if (kind != Kind::kEvent || ids.contains(id)) {
    const run::RecordOrder order(records);
    if (!order.problems().empty()) {
      const run::RecordProblem problem = order.problems().front();
      records.pop();
      return Error{ErrorCode::kInvalidArgument, fmt::format("{}; {}", problem.message, problem.help), {}};
    }
    if (order.is_repeated(added)) {
      records.pop();
      return events;
    }
  }
  if (!id.empty()) ids.insert(id);
  if (kind == Kind::kEvent) ++events;
  if (kind == Kind::kWithdrawal) --events;
  return events;
}

Case::Case(const RuleSet& rules) : content_(std::make_unique<Content>(rules.content_)) {}
Case::Case(const Case& other) : content_(std::make_unique<Content>(*other.content_)) {}
Case::Case(Case&&) noexcept = default;
Case& Case::operator=(const Case& other) {
  if (this != &other) content_ = std::make_unique<Content>(*other.content_);
  return *this;
}
Case& Case::operator=(Case&&) noexcept = default;
Case::~Case() = default;

Result<std::size_t> Case::record(const EventRecord& event) {
  auto record = content_->bind(event);
  if (!record) return record.error();
  return content_->take(*std::move(record));
}

Result<std::size_t> Case::correct(std::string_view id, const EventRecord& event, std::string because) {
  auto record = content_->bind(event);
  if (!record) return record.error();
  record->record.kind = run::Record::Kind::kCorrection;
  record->record.refers = id;
  record->record.because = std::move(because);
  return content_->take(*std::move(record));
}

Result<std::size_t> Case::withdraw(std::string_view id, std::optional<DayTime> recorded, std::string because) {
  if (recorded && recorded->time && !is_time_of_day(*recorded->time)) return no_time_of_day("recorded");
  Content::BoundRecord bound;
  bound.record.kind = run::Record::Kind::kWithdrawal;
  bound.record.refers = id;
  bound.record.recorded = recorded;
  bound.record.because = std::move(because);
  return content_->take(std::move(bound));
}

Result<std::size_t> Case::not_held(std::string_view event) {
  const auto index = look_up(*content_->rules->program->framework, model::SymbolKind::kEvent, event);
  if (!index) return index.error();
  const run::History history = run::RecordOrder(content_->records).as_known();
  const auto& occurrences = history.occurrences;
  if (std::any_of(occurrences.begin(), occurrences.end(), [&](const auto& o) { return o.event == *index; })) {
    return Error{
        ErrorCode::kInvalidArgument, fmt::format("`{}` happened, so it cannot be declared not held", event), {}};
  }
  content_->records.not_held[*index] = 1;
  return content_->events;
}

CaseReport Case::report(Date as_of, std::optional<DayTime> known_at) const {
  return run::report_records(*content_->rules->program, content_->rules->sources, content_->records, as_of, known_at);
}

Result<std::vector<Explanation>> Case::explain(std::string_view duty, Date as_of,
                                               std::optional<DayTime> known_at) const {
  const auto index = look_up(*content_->rules->program->framework, model::SymbolKind::kDuty, duty);
  if (!index) return index.error();
  const run::History history = run::RecordOrder(content_->records).as_known(known_at);
  return run::explain_duty(*content_->rules->program, content_->rules->sources, history, *index, as_of).instances;
}

}  // namespace proviso
