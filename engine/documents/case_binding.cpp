// SPDX-License-Identifier: Apache-2.0
// Names and values of a case file, looked up in a framework.
#include "engine/documents/case_binding.h"

#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/did_you_mean.h"
#include "engine/run/binding.h"

namespace proviso {
namespace {

/// What the framework has under a name, for one that was expected to be something else.
std::string unknown_name(const model::Framework& framework, std::string_view wanted, std::string_view name) {
  const auto symbol = framework.symbols.find(name);
  if (symbol == framework.symbols.end()) return fmt::format("the rules declare no {} `{}`", wanted, name);
  return fmt::format("`{}` is {} in the rules, not {} {}", name, model::symbol_kind_text(symbol->second.kind),
                     wanted == "event" ? "an" : "a", wanted);
}

/// Of which rules a plain name is looked up.
enum class Rules : std::uint8_t {
  kThese,
  kTheseFirst,  ///< of a case that began under those they continue
  kThoseFirst,  ///< the same, before the day of the transition
};

std::optional<std::uint32_t> find_name(const model::Framework& framework, model::SymbolKind kind,
                                       std::string_view wanted, const SpannedText& name, Rules rules,
                                       DiagnosticReport& report) {
  std::optional<std::uint32_t> found = framework.find(kind, name.text);
  if (rules != Rules::kThese && (!found || rules == Rules::kThoseFirst)) {
    const std::string& there = framework.parts[framework.transition->followed.value].name;
    if (const auto of_those = framework.find(kind, fmt::format("{}/{}", there, name.text))) found = of_those;
  }
  if (found) return found;
  const model::Part* linked = framework.symbols.contains(name.text) ? nullptr : framework.linked_with(kind, name.text);
  if (linked != nullptr) {
    report.error(Code::kDocumentName, name.span, fmt::format("`{}` belongs to `{}`", name.text, linked->name),
                 fmt::format("write `{}/{}`", linked->name, name.text));
    return found;
  }
  report.error(Code::kDocumentName, name.span, unknown_name(framework, wanted, name.text),
               did_you_mean(name.text, framework.names(kind),
                            fmt::format("declare the {} in the rules, or take it out", wanted)));
  return found;
}

std::string recorded_facts(const model::Framework& framework, const model::Event& event, bool there) {
  std::string names;
  for (const model::FactId fact : there ? event.records_there : event.records) {
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", framework[fact].name);
  }
  return names;
}

/// The words of a single value as the rule language has them: YAML's own `true` is `yes`.
std::string words_of(const YamlValue& value, const model::Type& type) {
  if (type.kind == model::TypeKind::kYesNo && !value.quoted) {
    if (value.text == "true") return "yes";
    if (value.text == "false") return "no";
  }
  return value.text;
}

/// A fact's value, or nothing and a diagnostic at the item that does not fit.
std::optional<Value> bind_value(const program::Program& program, std::uint32_t fact, const YamlValue& value,
                                ValuePool& pool, DiagnosticReport& report) {
  const model::Fact& declared = program.framework->facts[fact];
  const bool is_list = declared.type.kind == model::TypeKind::kList;
  const auto refused = [&](Span span, const Error& error) {
    report.error(Code::kDocumentValue, span, error.message);
    return std::nullopt;
  };
  if (value.kind != YamlValue::Kind::kSequence) {
    const std::string words = words_of(value, is_list ? declared.type.element.front() : declared.type);
    const Result<Value> bound =
        is_list ? run::list_value(program, fact, {words}, pool) : run::value_from_text(program, fact, words, pool);
    return bound ? std::optional(*bound) : refused(value.span, bound.error());
  }
  if (!is_list) {
    report.error(Code::kDocumentValue, value.span,
                 fmt::format("`{}` takes one value ({}), not a list", declared.name, model::type_text(declared.type)),
                 "write the value without brackets");
    return std::nullopt;
  }
  std::vector<std::string> items;
  bool fits = true;
  for (const YamlValue& item : value.items) {
    items.push_back(words_of(item, declared.type.element.front()));
    // Item by item first, so that the one that does not fit is pointed at.
    if (const Result<Value> alone = run::list_value(program, fact, {items.back()}, pool); !alone) {
      report.error(Code::kDocumentValue, item.span, alone.error().message);
      fits = false;
    }
  }
  if (!fits) return std::nullopt;
  const Result<Value> bound = run::list_value(program, fact, items, pool);
  return bound ? std::optional(*bound) : refused(value.span, bound.error());
}

std::string text_of(const std::optional<SpannedText>& text) { return text ? text->text : std::string(); }

void bind_record(const CaseEvent& written, const program::Program& program, run::Records& records,
                 DiagnosticReport& report) {
  const model::Framework& framework = *program.framework;
  run::Record record;
  record.id = text_of(written.id);
  record.recorded = written.recorded;
  record.because = text_of(written.because);
  if (written.withdraws) {
    record.kind = run::Record::Kind::kWithdrawal;
    record.refers = written.withdraws->text;
    records.add(std::move(record));
    return;
  }
  if (written.corrects) {
    record.kind = run::Record::Kind::kCorrection;
    record.refers = written.corrects->text;
  }
  const Rules rules = records.transition == Date::min()     ? Rules::kThese
                      : written.on.day < records.transition ? Rules::kThoseFirst
                                                            : Rules::kTheseFirst;
  const std::optional<std::uint32_t> event =
      find_name(framework, model::SymbolKind::kEvent, "event", written.event, rules, report);
  std::vector<run::RecordedFact> facts;
  for (const CaseFact& with : written.with) {
    const std::optional<std::uint32_t> fact =
        find_name(framework, model::SymbolKind::kFact, "fact", with.fact, rules, report);
    if (!fact) continue;
    if (event && !run::records(program, *event, *fact)) {
      const std::string recorded = recorded_facts(framework, framework.events[*event], rules == Rules::kThoseFirst);
      report.error(
          Code::kNotRecorded, with.fact.span,
          fmt::format("`{}` does not record `{}`", written.event.text, with.fact.text),
          recorded.empty() ? std::string("this event records no facts") : fmt::format("it records {}", recorded));
      continue;
    }
    if (const std::optional<Value> value = bind_value(program, *fact, with.value, records.pool, report)) {
      facts.push_back({.fact = *fact, .value = *value});
    }
  }
  if (written.for_party) {
    const auto party = find_name(framework, model::SymbolKind::kParty, "party", *written.for_party, rules, report);
    if (party) record.happened.for_party = *party;
  }
  // Added even where its event is unknown, so that records and entries keep one numbering; such a case is refused.
  record.happened.event = event.value_or(0);
  record.happened.on = written.on.day;
  if (written.on.time) record.happened.minute = static_cast<std::int32_t>(written.on.time->count());
  records.add(std::move(record), facts);
}

/// What does not fit together, each at the id that does not.
void report_problems(const CaseDocument& document, const run::RecordOrder& order, DiagnosticReport& report) {
  const auto id_span = [](const CaseEvent& written) { return written.id ? written.id->span : written.span; };
  for (const run::RecordProblem& problem : order.problems()) {
    const CaseEvent& written = document.events[problem.record];
    Diagnostic diagnostic{.code = Code::kRecordReference,
                          .severity = Severity::kError,
                          .message = problem.message,
                          .span = id_span(written),
                          .labels = {},
                          .help = problem.help};
    switch (problem.kind) {
      case run::RecordProblem::Kind::kSameId:
        diagnostic.code = Code::kRecordId;
        break;
      case run::RecordProblem::Kind::kReference:
        if (written.withdraws) diagnostic.span = written.withdraws->span;
        if (written.corrects) diagnostic.span = written.corrects->span;
        break;
    }
    if (problem.other != program::kNone) {
      const CaseEvent& other = document.events[problem.other];
      diagnostic.labels.push_back({other.withdraws ? other.withdraws->span : id_span(other), problem.other_text});
    }
    report.add(std::move(diagnostic));
  }
}

/// That the rules continue those under which the case began, from a day not later than that of its transition.
void bind_transition(const CaseTransition& written, const model::Framework& framework, run::Records& records,
                     DiagnosticReport& report) {
  if (!framework.transition) {
    report.error(Code::kDocumentName, written.from.span,
                 fmt::format("`{}` continues no other framework", framework.name),
                 fmt::format("run the case with rules that say `continues {}`", written.from.text));
    return;
  }
  const model::Transition& transition = *framework.transition;
  const std::string& followed = framework.parts[transition.followed.value].name;
  if (written.from.text != followed) {
    const std::string_view candidates[] = {followed};
    report.error(Code::kDocumentName, written.from.span,
                 fmt::format("`{}` continues `{}`, not `{}`", framework.name, followed, written.from.text),
                 did_you_mean(written.from.text, candidates, "run the case with the rules it was carried over to"));
    return;
  }
  if (written.on < transition.from) {
    report.error(Code::kDocumentDate, written.on_span,
                 fmt::format("`{}` continues `{}` from {} only", framework.name, followed, long_date(transition.from)),
                 "give that day or a later one");
    return;
  }
  records.transition = written.on;
}

}  // namespace

std::optional<BoundCase> bind_case(const CaseDocument& document, const program::Program& program,
                                   DiagnosticReport& report) {
  const model::Framework& framework = *program.framework;
  DiagnosticReport own;
  BoundCase bound{.id = document.id.text,
                  .as_of = document.as_of,
                  .records = run::Records(program),
                  .history = run::History(program)};

  if (document.framework.text != framework.name) {
    const std::string_view candidates[] = {framework.name};
    const bool continued =
        framework.transition && framework.parts[framework.transition->followed.value].name == document.framework.text;
    own.error(Code::kDocumentName, document.framework.span,
              fmt::format("this case is one of `{}`, but the rules are `{}`", document.framework.text, framework.name),
              continued ? std::string("carry it over with `proviso transition`, or run it with the old rules")
                        : did_you_mean(document.framework.text, candidates, "run it with the rules it belongs to"));
  }
  if (document.transition) bind_transition(*document.transition, framework, bound.records, own);
  const Rules rules = bound.records.transition == Date::min() ? Rules::kThese : Rules::kTheseFirst;
  for (const SpannedText& name : document.not_held) {
    if (const auto event = find_name(framework, model::SymbolKind::kEvent, "event", name, rules, own)) {
      bound.records.not_held[*event] = 1;
    }
  }
  for (const CaseEvent& event : document.events) {
    if (own.size() >= kMostDocumentProblems) break;
    bind_record(event, program, bound.records, own);
  }
  if (!own.has_errors()) {
    const run::RecordOrder order(bound.records);
    report_problems(document, order, own);
    bound.history = order.as_known();
  }
  report.append(own);
  if (own.has_errors()) return std::nullopt;
  return bound;
}

}  // namespace proviso
