// SPDX-License-Identifier: Apache-2.0
// Parameters, facts and events; and that no fact is derived from itself or both derived and recorded.
#include <algorithm>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "engine/model/resolver.h"

namespace proviso::model {
namespace {

constexpr std::size_t kDerivationDepth = 200;  // facts through facts: bounds recursion here and when a case runs

}  // namespace

void Resolver::parameter(const syntax::Parameter& written, std::uint32_t index) {
  std::vector<ParameterVersion> versions;
  for (const syntax::ParameterVersion& version : written.versions) {
    const auto value = duration(version.value, true);
    if (!versions.empty() && version.from.value <= versions.back().from) {
      report_.add({.code = Code::kParameterDates,
                   .severity = Severity::kError,
                   .message = fmt::format("the versions of `{}` are not in order of their dates", written.name.text),
                   .span = version.from.span,
                   .labels = {{versions.back().span, "this one comes before it"}},
                   .help = "write the earliest first, each from a later day than the one before"});
      continue;
    }
    versions.push_back(
        {value.value_or(version.value.value), version.from.value, citations(version.cites), version.span});
  }
  const syntax::Framework* header = spaces_[part_].header;
  if (header != nullptr && header->from && !versions.empty() && versions.front().from > header->from->value) {
    report_.add({.code = Code::kNoParameterVersion,
                 .severity = Severity::kWarning,
                 .message = fmt::format("`{}` has no version for the first days of the framework", written.name.text),
                 .span = written.versions.front().from.span,
                 .labels = {{header->name.span, "the framework is in force before that"}},
                 .help = "a limit anchored before this day will be undecided"});
  }
  framework_.parameters[index].versions = std::move(versions);
}

void Resolver::fact(const syntax::Fact& written, std::uint32_t index) {
  const Type type = framework_.facts[index].type;
  if (written.type.kind == syntax::FactType::Kind::kOneOf) {
    for (std::size_t i = 0; i < written.type.values.size(); ++i) {
      const auto end = written.type.values.begin() + static_cast<std::ptrdiff_t>(i);
      if (std::any_of(written.type.values.begin(), end,
                      [&](const syntax::Name& earlier) { return earlier.text == end->text; })) {
        report_.error(Code::kDuplicateName, end->span, fmt::format("`{}` is given twice", end->text), "leave one out");
      }
    }
  }
  if (!written.means) return;
  if (written.judgement) {
    report_.error(Code::kWrongKind, written.name.span,
                  fmt::format("`{}` is a judgement, which no rule settles, and `means` settles it", written.name.text),
                  "leave `judgement` out; or leave `means` out, and let an event record it");
  }
  auto means = expression(*written.means, &type);
  if (!means) return;
  if (means->type != type) {
    report_.error(Code::kTypeMismatch, means->span,
                  fmt::format("`{}` is {}, and this gives {}", written.name.text, type_in_words(type),
                              type_in_words(means->type)),
                  "change the type after `:` or the expression after `means`");
    return;
  }
  framework_.facts[index].means = std::move(means);
}

void Resolver::event(const syntax::Event& written, std::uint32_t index) {
  // One that is the same under the rules that are continued is declared by these.
  const bool there = in_followed() && framework_.events[index].followed;
  if (written.by && !there) {
    if (const auto party = look_up(SymbolKind::kParty, *written.by)) framework_.events[index].by = PartyId{*party};
  }
  for (const syntax::Name& name : written.records) {
    const auto recorded = look_up(SymbolKind::kFact, name);
    if (!recorded) continue;
    auto& records = there ? framework_.events[index].records_there : framework_.events[index].records;
    if (std::find(records.begin(), records.end(), FactId{*recorded}) != records.end()) {
      report_.error(Code::kDuplicateName, name.span, fmt::format("`{}` is given twice", name.text), "leave one out");
      continue;
    }
    records.push_back({*recorded});
  }
}

std::vector<Citation> Resolver::citations(const std::vector<syntax::Cite>& cites) {
  std::vector<Citation> result;
  for (const syntax::Cite& cite : cites) {
    if (const auto source = look_up(SymbolKind::kSource, cite.source)) {
      result.push_back({{*source}, cite.place ? cite.place->value : std::string{}, cite.unconfirmed, cite.span});
    }
  }
  return result;
}

// A derived fact may rest on other facts, never on itself, and through a bounded number of them: whoever evaluates it
// goes down one fact after another. Gives whether the bound was kept.
bool Resolver::check_circular_facts() {
  enum class Mark : std::uint8_t { kNew, kOpen, kDone };
  std::vector<Mark> marks(framework_.facts.size(), Mark::kNew);
  std::vector<std::size_t> depths(framework_.facts.size(), 0);  // how many derived facts lie below, itself included
  std::vector<std::uint32_t> path;
  bool too_deep = false;
  std::function<std::size_t(const Expression&)> read;
  std::function<std::size_t(const Moment&)> read_moment;
  const std::function<std::size_t(std::uint32_t)> visit = [&](std::uint32_t fact) -> std::size_t {
    if (marks[fact] == Mark::kDone || too_deep) return depths[fact];
    const std::string_view name = plain_name(framework_.facts[fact].name);
    if (marks[fact] == Mark::kOpen) {
      std::string loop;
      for (auto it = std::find(path.begin(), path.end(), fact); it != path.end(); ++it) {
        loop += fmt::format("{} → ", plain_name(framework_.facts[*it].name));
      }
      report_.error(Code::kCircularFact, framework_.facts[fact].span,
                    fmt::format("`{}` is derived from itself: {}{}", name, loop, name),
                    "let one of them be recorded by an event");
      return 0;
    }
    marks[fact] = Mark::kOpen;
    path.push_back(fact);
    // The path bounds the way down, the depth what was found there on an earlier way.
    if (path.size() <= kDerivationDepth) {
      if (framework_.facts[fact].means) depths[fact] = 1 + read(*framework_.facts[fact].means);
      if (framework_.facts[fact].decision) {
        std::size_t deepest = 0;
        for (const FactId input : framework_[*framework_.facts[fact].decision].inputs) {
          deepest = std::max(deepest, visit(input.value));
        }
        depths[fact] = 1 + deepest;
      }
    }
    if (!too_deep && (path.size() > kDerivationDepth || depths[fact] > kDerivationDepth)) {
      too_deep = true;
      report_.error(Code::kTooDeep, framework_.facts[fact].span,
                    fmt::format("`{}` is derived through more than {} other facts",
                                plain_name(framework_.facts[path.front()].name), kDerivationDepth),
                    "record one of them instead");
    }
    path.pop_back();
    marks[fact] = Mark::kDone;
    return depths[fact];
  };
  read_moment = [&](const Moment& moment) {
    std::size_t deepest = moment.kind == Moment::Kind::kFact ? visit(moment.fact.value) : 0;
    for (const Moment& inner : moment.of) deepest = std::max(deepest, read_moment(inner));
    return deepest;
  };
  read = [&](const Expression& expression) {
    const bool of_fact =
        expression.operation == Expression::Operation::kFact || expression.operation == Expression::Operation::kTotalOf;
    std::size_t deepest = of_fact ? visit(expression.fact.value) : 0;
    for (const Expression& operand : expression.operands) deepest = std::max(deepest, read(operand));
    for (const Moment& moment : expression.since) deepest = std::max(deepest, read_moment(moment));
    return deepest;
  };
  for (std::uint32_t i = 0; i < framework_.facts.size(); ++i) visit(i);
  return !too_deep;
}

// An event cannot record what is derived; an action is refused where it stands.
void Resolver::check_recorded_facts() {
  for (const Event& event : framework_.events) {
    for (const FactId id : event.records) {
      const Fact& fact = framework_[id];
      if (!fact.means && !fact.decision) continue;
      const Span derived = fact.means ? fact.span : framework_[*fact.decision].span;
      report_.add({.code = Code::kWrongKind,
                   .severity = Severity::kError,
                   .message = fmt::format("`{}` records `{}`, which is {}", plain_name(event.name),
                                          plain_name(fact.name), fact.means ? "derived" : "decided by a table"),
                   .span = event.span,
                   .labels = {{derived, fact.means ? "derived with `means` here" : "decided here"}},
                   .help = "record the facts it is derived from"});
    }
  }
}

bool Resolver::derived(FactId id, Span span, std::string_view what) {
  const Fact& fact = framework_[id];
  if (!fact.means && !fact.decision) return false;
  report_.add({.code = Code::kWrongKind,
               .severity = Severity::kError,
               .message = fmt::format("`{}` is {}, so {}", plain_name(fact.name),
                                      fact.means ? "derived" : "decided by a table", what),
               .span = span,
               .labels = {{fact.means ? fact.span : framework_[*fact.decision].span,
                           fact.means ? "derived with `means` here" : "decided here"}},
               .help = "record the facts it is derived from"});
  return true;
}

// The days of a run are gone through one by one; a run within a run would go through them for every one of them.
void Resolver::check_nested_runs() {
  std::vector<std::optional<bool>> has_run(framework_.facts.size());
  std::function<bool(std::uint32_t)> visit;
  const std::function<bool(const Expression&)> read = [&](const Expression& expression) {
    if (expression.operation == Expression::Operation::kLongestRun) return true;
    if (expression.operation == Expression::Operation::kFact && visit(expression.fact.value)) return true;
    return std::any_of(expression.operands.begin(), expression.operands.end(), read);
  };
  visit = [&](std::uint32_t index) {
    if (has_run[index]) return *has_run[index];
    has_run[index] = false;  // a circular fact, reported as such, comes to an end
    const Fact& fact = framework_.facts[index];
    bool found = fact.means && read(*fact.means);
    if (fact.decision) {
      const auto& inputs = framework_[*fact.decision].inputs;
      found = found || std::any_of(inputs.begin(), inputs.end(), [&](FactId input) { return visit(input.value); });
    }
    has_run[index] = found;
    return found;
  };
  for (const Run& run : runs_) {
    for (const FactId fact : run.facts) {
      if (!visit(fact.value)) continue;
      report_.add({.code = Code::kMisplaced,
                   .severity = Severity::kError,
                   .message = fmt::format("the condition of this `longest run` rests on another one, through `{}`",
                                          plain_name(framework_[fact].name)),
                   .span = run.span,
                   .labels = {{framework_[fact].span, "derived from a longest run"}},
                   .help = "name the condition in full"});
      break;
    }
  }
}

// What an event does not record it adds nothing to.
void Resolver::check_totals() {
  for (const Total& total : totals_) {
    const Event& event = framework_[total.event];
    const auto& records = total.followed && event.followed ? event.records_there : event.records;
    if (std::find(records.begin(), records.end(), total.fact) != records.end()) continue;
    report_.add({.code = Code::kNotRecorded,
                 .severity = Severity::kError,
                 .message = fmt::format("`{}` does not record `{}`", total.event_name.text, total.fact_name.text),
                 .span = total.fact_name.span,
                 .labels = {{framework_[total.event].span, "the event"}},
                 .help = fmt::format("add `records {}` to the event", total.fact_name.text)});
  }
}

}  // namespace proviso::model
