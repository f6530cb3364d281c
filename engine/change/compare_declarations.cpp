// SPDX-License-Identifier: Apache-2.0
// The header, what the rules talk about (sources, parties, parameters, facts, events), and what has another name.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/change/comparison.h"
#include "engine/change/names.h"
#include "engine/model/wording.h"

namespace proviso::change {
namespace {

using namespace model;

Subject subject_of(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::kSource:
      return Subject::kSource;
    case SymbolKind::kParty:
      return Subject::kParty;
    case SymbolKind::kParameter:
      return Subject::kParameter;
    case SymbolKind::kFact:
      return Subject::kFact;
    case SymbolKind::kEvent:
      return Subject::kEvent;
    case SymbolKind::kTrack:
      return Subject::kTrack;
    case SymbolKind::kStage:
      return Subject::kStage;
    case SymbolKind::kDuty:
      return Subject::kDuty;
    case SymbolKind::kTrigger:
      return Subject::kTrigger;
  }
  return {};
}

Span span_of(const Framework& framework, SymbolKind kind, std::uint32_t index) {
  switch (kind) {
    case SymbolKind::kSource:
      return framework.sources[index].span;
    case SymbolKind::kParty:
      return framework.parties[index].span;
    case SymbolKind::kParameter:
      return framework.parameters[index].span;
    case SymbolKind::kFact:
      return framework.facts[index].span;
    case SymbolKind::kEvent:
      return framework.events[index].span;
    case SymbolKind::kTrack:
      return framework.tracks[index].span;
    case SymbolKind::kStage:
      return framework.stages[index].span;
    case SymbolKind::kDuty:
      return framework.duties[index].clause;
    case SymbolKind::kTrigger:
      return framework.triggers[index].span;
  }
  return {};
}

/// The line of the header that says something of this: the model knows where the name stands alone.
std::optional<Place> header_line(const SourceSet& sources, Span name, std::string_view aspect) {
  std::string_view keyword = "framework";
  if (aspect == "version") keyword = "version";
  if (aspect == "first day in force" || aspect == "last day in force") keyword = "in force";
  if (aspect == "calendar" || aspect == "calendar of named days") keyword = "calendar";
  if (aspect == "time zone") keyword = "time zone";
  const SourceFile& file = sources[name.file];
  for (std::uint32_t line = file.position(name.begin).line;; ++line) {
    std::string_view text = file.line(line);
    if (file.offset_of(line, 0) >= file.text().size()) return std::nullopt;
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) continue;
    text = text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
    if (text.starts_with(keyword)) return Place{file.path(), line, std::string(text)};
  }
}

std::string version_text(const Framework& framework, const ParameterVersion& version) {
  return fmt::format("{} from {}", duration_text(framework, version.value), long_date(version.from));
}

std::vector<std::string> version_texts(const Framework& framework, const Parameter& parameter) {
  std::vector<std::string> texts;
  for (const ParameterVersion& version : parameter.versions) texts.push_back(version_text(framework, version));
  return texts;
}

std::string fact_text(const Framework& framework, const Fact& fact) {
  std::string text = type_text(fact.type);
  if (fact.means) text += " means " + expression_text(framework, *fact.means);
  return text;
}

}  // namespace

void Comparison::header() {
  Pair whole = pair(Subject::kFramework, before_.written.name, now_.written.name);
  const Aspects before = header_aspects(before_.written);
  const Aspects before_normal = header_aspects(before_.normal);
  const Aspects now = header_aspects(now_.written);
  const Aspects now_normal = header_aspects(now_.normal);
  for (std::size_t i = 0; i < before.size(); ++i) {
    const std::size_t first = changes_.meaning.size();
    compare_aspect(whole, before[i], before_normal[i], now[i], now_normal[i]);
    if (changes_.meaning.size() == first) continue;
    Change& change = changes_.meaning.back();
    if (auto line = header_line(before_.sources, before_.written.span, change.aspect))
      change.old_place = std::move(line);
    if (auto line = header_line(now_.sources, now_.written.span, change.aspect)) change.new_place = std::move(line);
  }
  // The others are those that can be opened as linked cases.
  const auto named = [](const Framework& framework, const std::string& name) {
    return std::find_if(framework.parts.begin() + 1, framework.parts.end(),
                        [&](const Part& part) { return part.name == name; });
  };
  const auto is_linked = [](const Part& part) { return part.kind == Part::Kind::kLinked; };
  const auto linked = [&](const Part& part, const std::string& old_name) {
    Pair result = pair(Subject::kFramework, old_name, part.name);
    result.phrase = fmt::format("the linked framework `{}`", part.name);
    return result;
  };
  if (now_.written.parts.empty() || before_.written.parts.empty()) return;
  for (std::size_t i = 1; i < now_.written.parts.size(); ++i) {
    const Part& part = now_.written.parts[i];
    if (!is_linked(part)) continue;  // a transition is compared by itself
    const auto same = named(before_.written, part.name);
    if (same == before_.written.parts.end()) {
      added(linked(part, {}), {}, part.span);
    } else if (same->title != part.title) {
      compare_aspect(linked(part, part.name), {"title", {same->title}, false, same->span},
                     {"title", {same->title}, false, same->span}, {"title", {part.title}, false, part.span},
                     {"title", {part.title}, false, part.span});
    }
  }
  for (std::size_t i = 1; i < before_.written.parts.size(); ++i) {
    const Part& part = before_.written.parts[i];
    if (!is_linked(part)) continue;
    if (named(now_.written, part.name) == now_.written.parts.end()) removed(linked(part, part.name), {}, part.span);
  }
}

void Comparison::vocabulary() {
  const auto each = [&](SymbolKind kind, const auto& old_table, const auto& old_normal, const auto& new_table,
                        const auto& new_normal, const auto& words) {
    const Subject subject = subject_of(kind);
    for (std::uint32_t i = 0; i < new_table.size(); ++i) {
      if (const std::optional<std::uint32_t> old = matching_.before(kind, i)) {
        compare_aspects(pair(subject, old_table[*old].name, new_table[i].name), old_table[*old], old_normal[*old],
                        new_table[i], new_normal[i]);
      } else {
        added(pair(subject, {}, new_table[i].name), words(now_.written, new_table[i]), new_table[i].span);
      }
    }
    for (std::uint32_t i = 0; i < old_table.size(); ++i) {
      if (matching_.now(kind, i)) continue;
      removed(pair(subject, old_table[i].name, old_table[i].name), words(before_.written, old_table[i]),
              old_table[i].span);
    }
  };
  const auto title = [](const Framework& /*framework*/, const auto& one) { return one.title; };
  each(SymbolKind::kSource, before_.written.sources, before_.normal.sources, now_.written.sources, now_.normal.sources,
       title);
  each(SymbolKind::kParty, before_.written.parties, before_.normal.parties, now_.written.parties, now_.normal.parties,
       title);
  each(SymbolKind::kFact, before_.written.facts, before_.normal.facts, now_.written.facts, now_.normal.facts,
       [](const Framework& framework, const Fact& fact) { return fact_text(framework, fact); });
  each(SymbolKind::kEvent, before_.written.events, before_.normal.events, now_.written.events, now_.normal.events,
       title);
}

void Comparison::parameters() {
  const Framework& before = before_.written;
  const Framework& now = now_.written;
  for (std::uint32_t i = 0; i < now.parameters.size(); ++i) {
    const Parameter& parameter = now.parameters[i];
    const std::optional<std::uint32_t> old = matching_.before(SymbolKind::kParameter, i);
    if (!old) {
      added(pair(Subject::kParameter, {}, parameter.name),
            fmt::format("{}", fmt::join(version_texts(now, parameter), ", ")), parameter.span);
      continue;
    }
    compare_aspects(pair(Subject::kParameter, before.parameters[*old].name, parameter.name), before.parameters[*old],
                    before_.normal.parameters[*old], parameter, now_.normal.parameters[i]);
    versions(before.parameters[*old], parameter, *old, i);
  }
  for (std::uint32_t i = 0; i < before.parameters.size(); ++i) {
    if (matching_.now(SymbolKind::kParameter, i)) continue;
    const Parameter& parameter = before.parameters[i];
    removed(pair(Subject::kParameter, parameter.name, parameter.name),
            fmt::format("{}", fmt::join(version_texts(before, parameter), ", ")), parameter.span);
  }
}

/// One change for each run of days on which another amount counts, or the same one rests on something else.
void Comparison::versions(const Parameter& before, const Parameter& now, std::uint32_t old_index,
                          std::uint32_t new_index) {
  const Parameter& before_normal = before_.normal.parameters[old_index];
  const Parameter& now_normal = now_.normal.parameters[new_index];
  std::set<Date> days;
  for (const Parameter* parameter : {&before, &now}) {
    for (const ParameterVersion& version : parameter->versions) days.insert(version.from);
  }
  struct Run {
    const ParameterVersion* before = nullptr;
    const ParameterVersion* now = nullptr;
    bool amount = false;  // it differs; else what it rests on
    Date from{};
    std::optional<Date> until;
  };
  const auto amount = [](const Framework& framework, const ParameterVersion* version) {
    return version == nullptr ? std::string() : duration_text(framework, version->value);
  };
  const auto cites = [](const Framework& framework, const ParameterVersion* version) {
    std::multiset<std::string> texts;
    for (const Citation& citation : version->citations) texts.insert(citations_text(framework, {citation}));
    return texts;
  };
  std::vector<Run> runs;
  for (const Date day : days) {
    const ParameterVersion* old_normal = before_normal.in_force(day);
    const ParameterVersion* new_normal = now_normal.in_force(day);
    if (!runs.empty() && !runs.back().until) runs.back().until = day - std::chrono::days{1};
    const bool amounts = amount(before_.normal, old_normal) != amount(now_.normal, new_normal);
    // INVARIANT: where the amounts agree there are two of them, for a day from which one counts is looked at.
    if (!amounts && cites(before_.normal, old_normal) == cites(now_.normal, new_normal)) continue;
    runs.push_back({before.in_force(day), now.in_force(day), amounts, day, std::nullopt});
  }
  // Neighbours that say the same are one.
  const auto alike = [&](const Run& a, const Run& b) {
    if (a.amount != b.amount || !a.until || *a.until + std::chrono::days{1} != b.from) return false;
    const bool same = amount(before_.written, a.before) == amount(before_.written, b.before) &&
                      amount(now_.written, a.now) == amount(now_.written, b.now);
    return same && (a.amount || (cites(before_.written, a.before) == cites(before_.written, b.before) &&
                                 cites(now_.written, a.now) == cites(now_.written, b.now)));
  };
  std::vector<Run> merged;
  for (const Run& run : runs) {
    if (!merged.empty() && alike(merged.back(), run)) {
      merged.back().until = run.until;
    } else {
      merged.push_back(run);
    }
  }
  for (const Run& run : merged) {
    Pair one = pair(Subject::kParameter, before.name, now.name);
    if (run.now != nullptr) one.citation = citations_text(now_.written, run.now->citations);
    if (now.title != now.name) one.phrase += fmt::format(" (\"{}\")", now.title);
    std::string when = fmt::format("for anchors from {}", long_date(run.from));
    if (run.until) when += fmt::format(" to {}", long_date(*run.until));
    Change change{.subject = Subject::kParameter,
                  .kind = ChangeKind::kChanged,
                  .name = now.name,
                  .old_name = before.name,
                  .aspect = run.amount ? "amount" : "citation",
                  .before = {},
                  .after = {},
                  .sentence = {},
                  .details = {},
                  .citation = one.citation,
                  .old_place = old_place(run.before != nullptr ? run.before->span : before.span),
                  .new_place = new_place(run.now != nullptr ? run.now->span : now.span)};
    if (run.amount) {
      change.before = amount(before_.written, run.before);
      change.after = amount(now_.written, run.now);
      if (run.before == nullptr) {
        change.sentence = fmt::format("{} is {}, where there was no amount, {}", one.phrase, change.after, when);
      } else if (run.now == nullptr) {
        change.sentence =
            fmt::format("{} has no amount any more, where it was {}, {}", one.phrase, change.before, when);
      } else {
        change.sentence = fmt::format("{} is {} instead of {}, {}", one.phrase, change.after, change.before, when);
      }
    } else {
      const auto said = [](const std::string& text) { return text.empty() ? std::string("nothing") : text; };
      change.before = citations_text(before_.written, run.before->citations);
      change.after = citations_text(now_.written, run.now->citations);
      change.sentence =
          fmt::format("{} rests on {} instead of {}, {}", one.phrase, said(change.after), said(change.before), when);
    }
    add(std::move(change));
  }
}

void Comparison::renames() {
  const Framework& before = before_.written;
  const Framework& now = now_.written;
  const auto say = [&](Subject subject, const std::string& old_name, const std::string& name, Span was, Span is) {
    const bool more = std::any_of(changes_.meaning.begin(), changes_.meaning.end(), [&](const Change& change) {
      const bool own = change.subject == subject || (subject == Subject::kStage && change.subject == Subject::kMove) ||
                       (subject == Subject::kFact && change.subject == Subject::kTable);
      return own && change.name == name && change.kind != ChangeKind::kRenamed;
    });
    add({.subject = subject,
         .kind = ChangeKind::kRenamed,
         .name = name,
         .old_name = old_name,
         .aspect = {},
         .before = old_name,
         .after = name,
         .sentence = fmt::format("{} `{}` is now called `{}`{}", subject_text(subject), old_name, name,
                                 more ? "" : "; nothing else in it changed"),
         .details = {},
         .citation = {},
         .old_place = old_place(was),
         .new_place = new_place(is)});
  };
  if (before.name != now.name) say(Subject::kFramework, before.name, now.name, before.span, now.span);
  for (const SymbolKind kind : symbol_kinds()) {
    for (std::uint32_t i = 0; i < count_of(now, kind); ++i) {
      const std::optional<std::uint32_t> old = matching_.before(kind, i);
      if (!old || name_of(before, kind, *old) == name_of(now, kind, i)) continue;
      say(subject_of(kind), name_of(before, kind, *old), name_of(now, kind, i), span_of(before, kind, *old),
          span_of(now, kind, i));
    }
  }
}

}  // namespace proviso::change
