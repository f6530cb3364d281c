// SPDX-License-Identifier: Apache-2.0
// Declarations: every name once, looked up by kind, with the nearest known one where it is misspelt.
#include "engine/model/resolve.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "base/did_you_mean.h"
#include "engine/model/resolver.h"

namespace proviso::model {
namespace {

constexpr std::size_t kDerivationDepth = 200;  // facts through facts: bounds recursion here and when a case runs
constexpr std::size_t kSuggestionLimit = 200;  // after so many mistakes the nearest names are no longer searched

std::string title_of(const std::optional<syntax::Text>& title, const syntax::Name& name) {
  return title && !title->value.empty() ? title->value : name.text;
}

Type type_of(const syntax::FactType& written) {
  Type type;
  switch (written.kind) {
    case syntax::FactType::Kind::kYesNo:
      type.kind = TypeKind::kYesNo;
      break;
    case syntax::FactType::Kind::kNumber:
      type.kind = TypeKind::kNumber;
      break;
    case syntax::FactType::Kind::kText:
      type.kind = TypeKind::kText;
      break;
    case syntax::FactType::Kind::kDate:
      type.kind = TypeKind::kDate;
      break;
    case syntax::FactType::Kind::kDuration:
      type.kind = TypeKind::kDuration;
      break;
    case syntax::FactType::Kind::kParty:
      type.kind = TypeKind::kParty;
      break;
    case syntax::FactType::Kind::kOneOf:
      type.kind = TypeKind::kOneOf;
      for (const syntax::Name& value : written.values) type.values.push_back(value.text);
      break;
    case syntax::FactType::Kind::kList:
      type.kind = TypeKind::kList;
      for (const syntax::FactType& element : written.element) type.element.push_back(type_of(element));
      break;
  }
  return type;
}

}  // namespace

Framework resolve(const syntax::File& file, DiagnosticReport& report) { return Resolver(report).run(file); }

Framework Resolver::run(const syntax::File& file) {
  declare_all(file);
  for (const syntax::Declaration& declaration : file.declarations) {
    if (const auto* written = std::get_if<syntax::Parameter>(&declaration)) parameter(*written);
  }
  std::uint32_t tracks = 0;
  for (const syntax::Declaration& declaration : file.declarations) {
    if (const auto* written = std::get_if<syntax::Fact>(&declaration)) {
      fact(*written);
    } else if (const auto* an_event = std::get_if<syntax::Event>(&declaration)) {
      event(*an_event);
    } else if (const auto* a_duty = std::get_if<syntax::Duty>(&declaration)) {
      if (tracks > 0) {
        report_.error(Code::kMisplaced, a_duty->name.span,
                      fmt::format("the duty `{}` stands outside every track, after one", a_duty->name.text),
                      "write it before the first track, under a track, or in a stage");
      }
      duty(*a_duty);
    } else if (const auto* a_track = std::get_if<syntax::Track>(&declaration)) {
      track(*a_track, tracks++);
    } else if (const auto* an_example = std::get_if<syntax::Example>(&declaration)) {
      example(*an_example);
    }
  }
  check_circular_facts();
  return std::move(framework_);
}

void Resolver::declare(SymbolKind kind, const syntax::Name& name, std::size_t index) {
  const auto [it, added] =
      framework_.symbols.try_emplace(name.text, Symbol{kind, static_cast<std::uint32_t>(index), name.span});
  if (added) return;
  report_.add({.code = Code::kDuplicateName,
               .severity = Severity::kError,
               .message = fmt::format("`{}` is declared twice", name.text),
               .span = name.span,
               .labels = {{it->second.span, fmt::format("declared here as {}", symbol_kind_text(it->second.kind))}},
               .help = "give one of them another name"});
}

void Resolver::declare_duty(const syntax::Duty& written, Scope scope) {
  declare(SymbolKind::kDuty, written.name, framework_.duties.size());
  Duty duty;
  duty.name = written.name.text;
  duty.title = title_of(written.title, written.name);
  duty.scope = scope;
  duty.span = written.span;
  duty.clause = written.clause;
  duty.name_span = written.name.span;
  framework_.duties.push_back(std::move(duty));
}

// Declares everything before anything is looked up, so that order in the file does not matter.
void Resolver::declare_all(const syntax::File& file) {
  const syntax::Framework* first = nullptr;
  for (const syntax::Declaration& declaration : file.declarations) {
    if (const auto* a_framework = std::get_if<syntax::Framework>(&declaration)) {
      if (first == nullptr) {
        first = a_framework;
        header(*a_framework);
      } else {
        report_.add({.code = Code::kDuplicateClause,
                     .severity = Severity::kError,
                     .message = "a rule file holds one framework",
                     .span = a_framework->name.span,
                     .labels = {{first->name.span, "the first one"}},
                     .help = "move this one to a file of its own"});
      }
    } else if (const auto* source = std::get_if<syntax::Source>(&declaration)) {
      declare(SymbolKind::kSource, source->name, framework_.sources.size());
      framework_.sources.push_back({source->name.text, title_of(source->title, source->name), source->span});
    } else if (const auto* party = std::get_if<syntax::Party>(&declaration)) {
      declare(SymbolKind::kParty, party->name, framework_.parties.size());
      framework_.parties.push_back({party->name.text, title_of(party->title, party->name), party->span});
    } else if (const auto* a_parameter = std::get_if<syntax::Parameter>(&declaration)) {
      declare(SymbolKind::kParameter, a_parameter->name, framework_.parameters.size());
      framework_.parameters.push_back(
          {a_parameter->name.text, title_of(a_parameter->title, a_parameter->name), {}, a_parameter->span});
    } else if (const auto* a_fact = std::get_if<syntax::Fact>(&declaration)) {
      declare(SymbolKind::kFact, a_fact->name, framework_.facts.size());
      framework_.facts.push_back(
          {a_fact->name.text, title_of(a_fact->title, a_fact->name), type_of(a_fact->type), {}, a_fact->span});
    } else if (const auto* an_event = std::get_if<syntax::Event>(&declaration)) {
      declare(SymbolKind::kEvent, an_event->name, framework_.events.size());
      framework_.events.push_back(
          {an_event->name.text, title_of(an_event->title, an_event->name), {}, {}, an_event->span});
    } else if (const auto* a_duty = std::get_if<syntax::Duty>(&declaration)) {
      declare_duty(*a_duty, {Scope::Kind::kCase, 0});
    } else if (const auto* a_track = std::get_if<syntax::Track>(&declaration)) {
      const auto track_index = static_cast<std::uint32_t>(framework_.tracks.size());
      declare(SymbolKind::kTrack, a_track->name, track_index);
      Track track;
      track.name = a_track->name.text;
      track.title = title_of(a_track->title, a_track->name);
      track.span = a_track->header;
      track.name_span = a_track->name.span;
      for (const syntax::Duty& written : a_track->duties) {
        track.duties.push_back({static_cast<std::uint32_t>(framework_.duties.size())});
        declare_duty(written, {Scope::Kind::kTrack, track_index});
      }
      for (const syntax::Stage& written : a_track->stages) {
        const auto stage_index = static_cast<std::uint32_t>(framework_.stages.size());
        declare(SymbolKind::kStage, written.name, stage_index);
        Stage stage;
        stage.name = written.name.text;
        stage.title = title_of(written.title, written.name);
        stage.track = {track_index};
        stage.span = written.header;
        stage.name_span = written.name.span;
        for (const syntax::StageItem& item : written.items) {
          if (const auto* inner = std::get_if<syntax::Duty>(&item)) {
            stage.duties.push_back({static_cast<std::uint32_t>(framework_.duties.size())});
            declare_duty(*inner, {Scope::Kind::kStage, stage_index});
          }
        }
        track.stages.push_back({stage_index});
        framework_.stages.push_back(std::move(stage));
      }
      framework_.tracks.push_back(std::move(track));
    }
  }
}

std::optional<std::uint32_t> Resolver::look_up(SymbolKind kind, const syntax::Name& name) {
  const auto it = framework_.symbols.find(name.text);
  const std::string_view wanted = symbol_kind_text(kind);
  if (it == framework_.symbols.end()) {
    const std::string_view noun = wanted.substr(wanted.find(' ') + 1);
    const auto known = report_.size() < kSuggestionLimit ? framework_.names(kind) : std::vector<std::string_view>{};
    report_.error(Code::kUnknownName, name.span, fmt::format("unknown {} `{}`", noun, name.text),
                  did_you_mean(name.text, known, fmt::format("declare it with `{} {} …`", noun, name.text)));
    return std::nullopt;
  }
  if (it->second.kind != kind) {
    report_.add({.code = Code::kWrongKind,
                 .severity = Severity::kError,
                 .message = fmt::format("`{}` is {}, and {} is needed here", name.text,
                                        symbol_kind_text(it->second.kind), wanted),
                 .span = name.span,
                 .labels = {{it->second.span, "declared here"}},
                 .help = did_you_mean(name.text, framework_.names(kind))});
    return std::nullopt;
  }
  return it->second.index;
}

std::vector<EventId> Resolver::events(const std::vector<syntax::Name>& names) {
  std::vector<EventId> result;
  for (const syntax::Name& name : names) {
    const auto index = look_up(SymbolKind::kEvent, name);
    if (!index) continue;
    const EventId id{*index};
    if (std::find(result.begin(), result.end(), id) == result.end()) result.push_back(id);
  }
  return result;
}

void Resolver::header(const syntax::Framework& written) {
  framework_.name = written.name.text;
  framework_.title = title_of(written.title, written.name);
  if (written.version) framework_.version = written.version->value;
  if (written.from) framework_.from = written.from->value;
  if (written.until) framework_.until = written.until->value;
  if (written.calendar) {
    framework_.calendar = written.calendar->text;
    framework_.calendar_span = written.calendar->span;
  }
  framework_.span = written.name.span;
  if (framework_.from && framework_.until && *framework_.until < *framework_.from) {
    report_.error(Code::kFrameworkDates, written.until->span, "the framework ends before it comes into force",
                  "give a later day after `until`");
  }
}

void Resolver::needs_calendar(Duration duration, Span span) {
  if (duration.unit != Unit::kWorkingDays || !framework_.calendar.empty()) return;
  report_.error(Code::kNeedsCalendar, span, "working days need a calendar, and the framework names none",
                "add `calendar england` to the framework, or count calendar days");
}

void Resolver::parameter(const syntax::Parameter& written) {
  const auto index = framework_.find(SymbolKind::kParameter, written.name.text);
  if (!index) return;  // the name stands for something else; that was reported
  Parameter& parameter = framework_.parameters[*index];
  if (!parameter.versions.empty()) return;  // a second parameter of that name, reported as such
  for (const syntax::ParameterVersion& version : written.versions) {
    needs_calendar(version.value.value, version.value.span);
    if (!parameter.versions.empty() && version.from.value <= parameter.versions.back().from) {
      report_.add({.code = Code::kParameterDates,
                   .severity = Severity::kError,
                   .message = fmt::format("the versions of `{}` are not in order of their dates", written.name.text),
                   .span = version.from.span,
                   .labels = {{parameter.versions.back().span, "this one comes before it"}},
                   .help = "write the earliest first, each from a later day than the one before"});
      continue;
    }
    parameter.versions.push_back({version.value.value, version.from.value, citations(version.cites), version.span});
  }
  if (framework_.from && !parameter.versions.empty() && parameter.versions.front().from > *framework_.from) {
    report_.add({.code = Code::kNoParameterVersion,
                 .severity = Severity::kWarning,
                 .message = fmt::format("`{}` has no version for the first days of the framework", written.name.text),
                 .span = written.versions.front().from.span,
                 .labels = {{framework_.span, "the framework is in force before that"}},
                 .help = "a limit anchored before this day will be undecided"});
  }
}

void Resolver::fact(const syntax::Fact& written) {
  const auto index = framework_.find(SymbolKind::kFact, written.name.text);
  if (!index || framework_.facts[*index].span != written.span) return;
  const Type type = framework_.facts[*index].type;
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
  auto means = expression(*written.means, &type);
  if (!means) return;
  if (means->type != type) {
    report_.error(Code::kTypeMismatch, means->span,
                  fmt::format("`{}` is {}, and this gives {}", written.name.text, type_in_words(type),
                              type_in_words(means->type)),
                  "change the type after `:` or the expression after `means`");
    return;
  }
  framework_.facts[*index].means = std::move(means);
}

void Resolver::event(const syntax::Event& written) {
  const auto index = framework_.find(SymbolKind::kEvent, written.name.text);
  if (!index || framework_.events[*index].span != written.span) return;
  if (written.by) {
    if (const auto party = look_up(SymbolKind::kParty, *written.by)) framework_.events[*index].by = PartyId{*party};
  }
  for (const syntax::Name& name : written.records) {
    const auto recorded = look_up(SymbolKind::kFact, name);
    if (!recorded) continue;
    auto& records = framework_.events[*index].records;
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
// goes down one fact after another. And an event cannot record what is derived.
void Resolver::check_circular_facts() {
  enum class Mark : std::uint8_t { kNew, kOpen, kDone };
  std::vector<Mark> marks(framework_.facts.size(), Mark::kNew);
  std::vector<std::size_t> depths(framework_.facts.size(), 0);  // how many derived facts lie below, itself included
  std::vector<std::uint32_t> path;
  bool too_deep = false;
  std::function<std::size_t(const Expression&)> read;
  const std::function<std::size_t(std::uint32_t)> visit = [&](std::uint32_t fact) -> std::size_t {
    if (marks[fact] == Mark::kDone || too_deep) return depths[fact];
    if (marks[fact] == Mark::kOpen) {
      std::string loop;
      for (auto it = std::find(path.begin(), path.end(), fact); it != path.end(); ++it) {
        loop += framework_.facts[*it].name + " → ";
      }
      report_.error(Code::kCircularFact, framework_.facts[fact].span,
                    fmt::format("`{}` is derived from itself: {}{}", framework_.facts[fact].name, loop,
                                framework_.facts[fact].name),
                    "let one of them be recorded by an event");
      return 0;
    }
    marks[fact] = Mark::kOpen;
    path.push_back(fact);
    // The path bounds the way down, the depth what was found there on an earlier way.
    if (path.size() <= kDerivationDepth && framework_.facts[fact].means) {
      depths[fact] = 1 + read(*framework_.facts[fact].means);
    }
    if (!too_deep && (path.size() > kDerivationDepth || depths[fact] > kDerivationDepth)) {
      too_deep = true;
      report_.error(Code::kTooDeep, framework_.facts[fact].span,
                    fmt::format("`{}` is derived through more than {} other facts", framework_.facts[path.front()].name,
                                kDerivationDepth),
                    "record one of them instead");
    }
    path.pop_back();
    marks[fact] = Mark::kDone;
    return depths[fact];
  };
  read = [&](const Expression& expression) {
    std::size_t deepest = expression.operation == Expression::Operation::kFact ? visit(expression.fact.value) : 0;
    for (const Expression& operand : expression.operands) deepest = std::max(deepest, read(operand));
    return deepest;
  };
  for (std::uint32_t i = 0; i < framework_.facts.size(); ++i) visit(i);

  for (const Event& event : framework_.events) {
    for (const FactId fact : event.records) {
      if (!framework_[fact].means) continue;
      report_.add({.code = Code::kWrongKind,
                   .severity = Severity::kError,
                   .message = fmt::format("`{}` records `{}`, which is derived", event.name, framework_[fact].name),
                   .span = event.span,
                   .labels = {{framework_[fact].span, "derived with `means` here"}},
                   .help = "record the facts it is derived from"});
    }
  }
}

}  // namespace proviso::model
