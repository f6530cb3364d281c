// SPDX-License-Identifier: Apache-2.0
// Declarations: every name once, looked up by kind, with the nearest known one where it is misspelt.
#include "engine/model/resolve.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/did_you_mean.h"
#include "base/word_list.h"
#include "engine/model/resolver.h"

namespace proviso::model {
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

namespace {

/// What can be done about a name that a linked framework declares.
std::string asked_of_linked(SymbolKind kind, std::string_view name, std::string_view framework) {
  switch (kind) {
    case SymbolKind::kStage:
      return fmt::format("a condition asks for it with `in {} of {}`", name, framework);
    case SymbolKind::kDuty:
      return fmt::format("a condition asks for it with `{} of {} is <status>`", name, framework);
    case SymbolKind::kEvent:
      return fmt::format("clauses and examples name their own events; try this one with an example in the file of `{}`",
                         framework);
    case SymbolKind::kFact:
      return fmt::format("a condition can ask for `in <stage> of {0}` or `<duty> of {0} is <status>`", framework);
    case SymbolKind::kSource:
    case SymbolKind::kParty:
    case SymbolKind::kParameter:
    case SymbolKind::kTrack:
    case SymbolKind::kTrigger:
      break;
  }
  return "each framework has names of its own; declare this one here too";
}

}  // namespace

std::string title_of(const std::optional<syntax::Text>& title, const syntax::Name& name) {
  return title && !title->value.empty() ? title->value : name.text;
}

std::string_view plain_name(std::string_view name) { return name.substr(name.find('/') + 1); }

Framework resolve(const syntax::File& file, DiagnosticReport& report) {
  const std::vector<std::optional<std::size_t>> no_uses;
  return Resolver(report).run({{&file, &no_uses}});
}

Framework resolve(const std::vector<RuleFile>& files, DiagnosticReport& report) {
  std::vector<Resolver::FileView> views;
  views.reserve(files.size());
  for (const RuleFile& file : files) views.push_back({&file.tree, &file.uses});
  return Resolver(report).run(views);
}

// Everything is declared before anything is looked up, so that order in the files does not matter. What is read later
// may then ask for what was read before: a move for the type of a fact, a decision for the facts that are derived.
Framework Resolver::run(const std::vector<FileView>& files) {
  if (files.empty()) return {};
  find_frameworks(files);
  find_followed(files);
  const auto parts = static_cast<std::uint32_t>(spaces_.size());
  for (std::uint32_t part = 0; part < parts; ++part) {
    enter(part);
    header(part);
    for (const std::size_t file : spaces_[part].shared) declare_file(*files[file].tree, true);
    declare_file(*files[spaces_[part].file].tree, false);
  }
  declare_carried();
  const auto each = [&](auto member, const auto& read) {
    for (std::uint32_t part = 0; part < parts; ++part) {
      enter(part);
      for (const auto& [written, index] : spaces_[part].*member) read(*written, index);
    }
  };
  each(&Namespace::parameters, [&](const auto& written, std::uint32_t index) { parameter(written, index); });
  each(&Namespace::facts, [&](const auto& written, std::uint32_t index) { fact(written, index); });
  each(&Namespace::events, [&](const auto& written, std::uint32_t index) { event(written, index); });
  for (std::uint32_t part = 0; part < parts; ++part) {
    enter(part);
    for (const syntax::Decision* written : spaces_[part].decisions) decision(*written);
  }
  each(&Namespace::tracks, [&](const auto& written, std::uint32_t index) { track(written, {index}); });
  each(&Namespace::stages, [&](const auto& written, std::uint32_t index) { stage(written, {index}); });
  each(&Namespace::duties, [&](const auto& written, std::uint32_t index) { duty(written, {index}); });
  each(&Namespace::triggers, [&](const auto& written, std::uint32_t index) { trigger(written, {index}); });
  transition();
  enter(0);
  for (const syntax::Declaration& declaration : files.front().tree->declarations) {
    if (const auto* an_example = std::get_if<syntax::Example>(&declaration)) example(*an_example);
  }
  for (const FileView& file : files) acceptances(*file.tree);
  const bool shallow = check_circular_facts();
  check_recorded_facts();
  check_totals();
  if (shallow) check_nested_runs();
  return std::move(framework_);
}

std::string Resolver::prefixed(std::string_view name) const { return spaces_[part_].prefix + std::string(name); }

void Resolver::declare(SymbolKind kind, const syntax::Name& name, std::size_t index) {
  const auto [it, added] =
      framework_.symbols.try_emplace(prefixed(name.text), Symbol{kind, static_cast<std::uint32_t>(index), name.span});
  if (added) return;
  report_.add({.code = Code::kDuplicateName,
               .severity = Severity::kError,
               .message = fmt::format("`{}` is declared twice", name.text),
               .span = name.span,
               .labels = {{it->second.span, fmt::format("declared here as {}", symbol_kind_text(it->second.kind))}},
               .help = "give one of them another name"});
}

/// A new entry of a table; or, for a declaration of a used file that another part uses too, the one there is.
template <typename Entity, typename Written>
std::uint32_t Resolver::declare_shared(SymbolKind kind, std::vector<Entity>& table, const Written& written,
                                       bool shared) {
  auto index = static_cast<std::uint32_t>(table.size());
  if (kind == SymbolKind::kParty && in_followed()) {
    if (const auto same = same_here(kind, written.name.text)) {
      declare(kind, written.name, *same);
      return *same;
    }
  }
  if (shared) {
    const auto [known, added] = shared_.try_emplace(&written, index);
    index = known->second;
  }
  declare(kind, written.name, index);
  if (index == table.size()) {
    Entity entity;
    entity.name = prefixed(written.name.text);
    entity.title = title_of(written.title, written.name);
    entity.span = written.span;
    table.push_back(std::move(entity));
  }
  return index;
}

void Resolver::declare_duty(const syntax::Duty& written, Scope scope) {
  const auto index = static_cast<std::uint32_t>(framework_.duties.size());
  declare(SymbolKind::kDuty, written.name, index);
  Duty duty;
  duty.name = prefixed(written.name.text);
  duty.title = title_of(written.title, written.name);
  duty.scope = scope;
  duty.span = written.span;
  duty.clause = written.clause;
  duty.name_span = written.name.span;
  framework_.duties.push_back(std::move(duty));
  spaces_[part_].duties.emplace_back(&written, index);
}

void Resolver::declare_trigger(const syntax::Trigger& written, Scope scope) {
  const auto index = static_cast<std::uint32_t>(framework_.triggers.size());
  declare(SymbolKind::kTrigger, written.name, index);
  Trigger trigger;
  trigger.name = prefixed(written.name.text);
  trigger.title = title_of(written.title, written.name);
  trigger.scope = scope;
  trigger.span = written.span;
  trigger.name_span = written.name.span;
  framework_.triggers.push_back(std::move(trigger));
  spaces_[part_].triggers.emplace_back(&written, index);
}

void Resolver::declare_track(const syntax::Track& written) {
  const auto track_index = static_cast<std::uint32_t>(framework_.tracks.size());
  declare(SymbolKind::kTrack, written.name, track_index);
  spaces_[part_].tracks.emplace_back(&written, track_index);
  Track track;
  track.name = prefixed(written.name.text);
  track.title = title_of(written.title, written.name);
  track.part = {part_};
  track.span = written.header;
  track.name_span = written.name.span;
  for (const syntax::Duty& inner : written.duties) {
    track.duties.push_back({static_cast<std::uint32_t>(framework_.duties.size())});
    declare_duty(inner, {Scope::Kind::kTrack, track_index});
  }
  for (const syntax::Trigger& inner : written.triggers) declare_trigger(inner, {Scope::Kind::kTrack, track_index});
  for (const syntax::Stage& inner : written.stages) {
    const auto stage_index = static_cast<std::uint32_t>(framework_.stages.size());
    declare(SymbolKind::kStage, inner.name, stage_index);
    spaces_[part_].stages.emplace_back(&inner, stage_index);
    Stage stage;
    stage.name = prefixed(inner.name.text);
    stage.title = title_of(inner.title, inner.name);
    stage.track = {track_index};
    stage.span = inner.header;
    stage.name_span = inner.name.span;
    for (const syntax::StageItem& item : inner.items) {
      if (const auto* a_duty = std::get_if<syntax::Duty>(&item)) {
        stage.duties.push_back({static_cast<std::uint32_t>(framework_.duties.size())});
        declare_duty(*a_duty, {Scope::Kind::kStage, stage_index});
      } else if (const auto* a_trigger = std::get_if<syntax::Trigger>(&item)) {
        declare_trigger(*a_trigger, {Scope::Kind::kStage, stage_index});
      }
    }
    track.stages.push_back({stage_index});
    framework_.stages.push_back(std::move(stage));
  }
  framework_.tracks.push_back(std::move(track));
}

void Resolver::declare_file(const syntax::File& file, bool shared) {
  Namespace& space = spaces_[part_];
  bool tracks = false;
  const auto after_track = [&](std::string_view what, const syntax::Name& name) {
    if (!tracks) return;
    report_.error(Code::kMisplaced, name.span,
                  fmt::format("the {} `{}` stands outside every track, after one", what, name.text),
                  "write it before the first track, under a track, or in a stage");
  };
  for (const syntax::Declaration& declaration : file.declarations) {
    if (const auto* a_framework = std::get_if<syntax::Framework>(&declaration)) {
      if (a_framework == space.header) continue;
      report_.add({.code = Code::kDuplicateClause,
                   .severity = Severity::kError,
                   .message = "a rule file holds one framework",
                   .span = a_framework->name.span,
                   .labels = {{space.header->name.span, "the first one"}},
                   .help = "move this one to a file of its own"});
    } else if (const auto* source = std::get_if<syntax::Source>(&declaration)) {
      declare_shared(SymbolKind::kSource, framework_.sources, *source, shared);
    } else if (const auto* a_party = std::get_if<syntax::Party>(&declaration)) {
      declare_shared(SymbolKind::kParty, framework_.parties, *a_party, shared);
    } else if (const auto* a_parameter = std::get_if<syntax::Parameter>(&declaration)) {
      const std::size_t before = framework_.parameters.size();
      const std::uint32_t index = declare_shared(SymbolKind::kParameter, framework_.parameters, *a_parameter, shared);
      if (index == before) space.parameters.emplace_back(a_parameter, index);
    } else if (const auto* a_fact = std::get_if<syntax::Fact>(&declaration)) {
      if (in_followed()) {
        if (const auto same = same_fact(*a_fact)) {
          declare(SymbolKind::kFact, a_fact->name, *same);
          continue;
        }
      }
      const auto index = static_cast<std::uint32_t>(framework_.facts.size());
      declare(SymbolKind::kFact, a_fact->name, index);
      space.facts.emplace_back(a_fact, index);
      Fact fact;
      fact.name = prefixed(a_fact->name.text);
      fact.title = title_of(a_fact->title, a_fact->name);
      fact.type = type_of(a_fact->type);
      fact.span = a_fact->span;
      fact.judgement = a_fact->judgement;
      framework_.facts.push_back(std::move(fact));
    } else if (const auto* an_event = std::get_if<syntax::Event>(&declaration)) {
      if (in_followed()) {
        if (const auto same = same_here(SymbolKind::kEvent, an_event->name.text)) {
          declare(SymbolKind::kEvent, an_event->name, *same);
          space.events.emplace_back(an_event, *same);
          framework_.events[*same].followed = true;
          continue;
        }
      }
      const auto index = static_cast<std::uint32_t>(framework_.events.size());
      declare(SymbolKind::kEvent, an_event->name, index);
      space.events.emplace_back(an_event, index);
      framework_.events.push_back({prefixed(an_event->name.text),
                                   title_of(an_event->title, an_event->name),
                                   {},
                                   {},
                                   an_event->span,
                                   false,
                                   {}});
    } else if (const auto* a_decision = std::get_if<syntax::Decision>(&declaration)) {
      space.decisions.push_back(a_decision);
    } else if (shared) {
      continue;  // only a framework has duties, triggers, tracks and examples; check_shared() reports them
    } else if (const auto* a_duty = std::get_if<syntax::Duty>(&declaration)) {
      after_track("duty", a_duty->name);
      declare_duty(*a_duty, {Scope::Kind::kCase, part_});
    } else if (const auto* a_trigger = std::get_if<syntax::Trigger>(&declaration)) {
      after_track("trigger", a_trigger->name);
      declare_trigger(*a_trigger, {Scope::Kind::kCase, part_});
    } else if (const auto* a_track = std::get_if<syntax::Track>(&declaration)) {
      tracks = true;
      declare_track(*a_track);
    }
  }
}

const Symbol* Resolver::symbol(std::string_view name) const {
  const auto it = framework_.symbols.find(prefixed(name));
  return it == framework_.symbols.end() ? nullptr : &it->second;
}

std::optional<std::uint32_t> Resolver::find(SymbolKind kind, std::string_view name) const {
  return framework_.find(kind, prefixed(name));
}

// Of the part that is read. By symbol rather than by table: what a used file shares has the name of its first user.
std::vector<std::string_view> Resolver::names(SymbolKind kind) const {
  const std::string& prefix = spaces_[part_].prefix;
  std::vector<std::string_view> result;
  for (auto it = framework_.symbols.lower_bound(prefix); it != framework_.symbols.end(); ++it) {
    const std::string_view name = it->first;
    if (!name.starts_with(prefix)) break;
    const std::string_view own = name.substr(prefix.size());
    if (it->second.kind == kind && own.find('/') == std::string_view::npos) result.push_back(own);
  }
  return result;
}

std::optional<std::uint32_t> Resolver::look_up(SymbolKind kind, const syntax::Name& name) {
  const Symbol* found = symbol(name.text);
  const std::string_view wanted = symbol_kind_text(kind);
  if (found == nullptr) {
    if (of_linked(kind, name)) return std::nullopt;
    const std::string_view noun = wanted.substr(wanted.find(' ') + 1);
    const auto known = report_.size() < kSuggestionLimit ? names(kind) : std::vector<std::string_view>{};
    report_.error(Code::kUnknownName, name.span, fmt::format("unknown {} `{}`", noun, name.text),
                  did_you_mean(name.text, known, fmt::format("declare it with `{} {} …`", noun, name.text)));
    return std::nullopt;
  }
  if (found->kind != kind) {
    report_.add(
        {.code = Code::kWrongKind,
         .severity = Severity::kError,
         .message = fmt::format("`{}` is {}, and {} is needed here", name.text, symbol_kind_text(found->kind), wanted),
         .span = name.span,
         .labels = {{found->span, "declared here"}},
         .help = did_you_mean(name.text, names(kind))});
    return std::nullopt;
  }
  return found->index;
}

/// Reports a name that only a linked framework declares, and how a clause may speak of it; no where none does.
bool Resolver::of_linked(SymbolKind kind, const syntax::Name& name) {
  const std::string_view wanted = symbol_kind_text(kind);
  for (const std::uint32_t part : spaces_[part_].linked) {
    const Namespace& space = spaces_[part];
    if (space.header == nullptr) continue;
    const std::string& framework = space.header->name.text;
    if (framework == name.text) {
      report_.error(Code::kWrongKind, name.span,
                    fmt::format("`{}` is a linked framework, and {} is needed here", name.text, wanted),
                    "clauses and examples name what their own framework declares");
      return true;
    }
    if (!framework_.find(kind, space.prefix + name.text)) continue;
    report_.error(Code::kUnknownName, name.span,
                  fmt::format("{} `{}` belongs to the linked framework `{}`", wanted.substr(wanted.find(' ') + 1),
                              name.text, framework),
                  asked_of_linked(kind, name.text, framework));
    return true;
  }
  return false;
}

std::optional<std::uint32_t> Resolver::look_up_in(PartId part, SymbolKind kind, const syntax::Name& name) {
  const std::uint32_t here = part_;
  const Symbol* own = symbol(name.text);
  enter(part.value);
  std::optional<std::uint32_t> found;
  if (part.value != here && in_followed() && symbol(name.text) == nullptr) {
    unknown_in_followed(kind, name, own);
  } else {
    found = look_up(kind, name);
  }
  enter(here);
  return found;
}

/// In a transition many names are those of the framework that is continued.
/// @param here  what this framework has under the name; null: nothing
void Resolver::unknown_in_followed(SymbolKind kind, const syntax::Name& name, const Symbol* here) {
  constexpr std::size_t kMostListed = 8;
  const std::string& framework = framework_.parts[part_].name;
  const std::string_view wanted = symbol_kind_text(kind);
  const std::string_view noun = wanted.substr(wanted.find(' ') + 1);
  const std::vector<std::string_view> known = names(kind);
  std::string help = here != nullptr && here->kind == kind
                         ? fmt::format("that is {} of this framework; here one of `{}` is meant", wanted, framework)
                         : std::string();
  if (help.empty() && !known.empty() && known.size() <= kMostListed) {
    std::vector<std::string> listed;
    for (const std::string_view one : known) listed.push_back(fmt::format("`{}`", one));
    help = fmt::format("it has {}", joined(listed));
  }
  report_.error(Code::kUnknownName, name.span, fmt::format("`{}` has no {} `{}`", framework, noun, name.text),
                did_you_mean(name.text, known, help));
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

}  // namespace proviso::model
