// SPDX-License-Identifier: Apache-2.0
#include "engine/change/aspects.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/vocabulary_words.h"
#include "engine/model/wording.h"

namespace proviso::change {
namespace {

using namespace model;

/// A title that was left out is the name.
Aspect title_of(const std::string& title, const std::string& name, Span span) {
  Aspect result{.label = "title", .items = {}, .ordered = false, .span = span};
  const std::string_view plain = std::string_view(name).substr(name.find('/') + 1);
  if (!title.empty() && title != plain && title != name) result.items.push_back(title);
  return result;
}

Aspect one(std::string_view label, std::string text, Span span) {
  Aspect result{.label = label, .items = {}, .ordered = false, .span = span};
  if (!text.empty()) result.items.push_back(std::move(text));
  return result;
}

Aspect cites(const Framework& framework, const std::vector<Citation>& citations, Span span) {
  Aspect result{.label = "citation", .items = {}, .ordered = false, .span = span};
  for (const Citation& citation : citations) {
    std::string text = framework[citation.source].name;
    if (!citation.place.empty()) text += ' ' + quoted_text(citation.place);
    if (citation.unconfirmed) text += " unconfirmed";
    result.items.push_back(std::move(text));
  }
  if (citations.size() == 1) result.span = citations.front().span;
  return result;
}

std::string scope_text(const Framework& framework, const Scope& scope) {
  switch (scope.kind) {
    case Scope::Kind::kCase:
      if (scope.index == 0) return "the case";
      if (framework.parts.at(scope.index).kind == Part::Kind::kCarried) return framework.parts[scope.index].name;
      return "the case of " + framework.parts[scope.index].name;
    case Scope::Kind::kTrack:
      return "track " + framework[TrackId{scope.index}].name;
    case Scope::Kind::kStage:
      return "stage " + framework[StageId{scope.index}].name;
  }
  return {};
}

Aspect actions_of(const Framework& framework, const std::vector<Action>& actions, Span span) {
  Aspect result{.label = "action", .items = {}, .ordered = true, .span = span};
  for (const Action& action : actions) result.items.push_back(action_text(framework, action));
  return result;
}

/// Whether some event sets off two of the adjustments, so that their order counts.
bool share_an_event(const std::vector<Adjustment>& adjustments) {
  std::vector<EventId> events;
  for (const Adjustment& adjustment : adjustments) {
    events.insert(events.end(), adjustment.events.begin(), adjustment.events.end());
  }
  std::sort(events.begin(), events.end());
  return std::adjacent_find(events.begin(), events.end()) != events.end();
}

/// What duty_text() says of a roll, behind everything else.
std::string roll_text(const Framework& framework, const Duty& duty, const Roll& roll) {
  Duty bare;
  bare.party = duty.party;
  bare.limit.kind = LimitKind::kAnyTime;
  const std::size_t before = duty_text(framework, bare).size() + 1;
  bare.rolls = {roll};
  return duty_text(framework, bare).substr(before);
}

std::string part_text(const Framework& framework, const Decision& table, std::size_t column, const Cell::Part& part) {
  const Type& type = framework[table.inputs[column]].type;
  const bool date = type.kind == TypeKind::kDate;
  const auto low = [&] { return literal_text(framework, part.low, type); };
  const auto high = [&] { return literal_text(framework, part.high, type); };
  switch (part.kind) {
    case Cell::Part::Kind::kValue:
      return low();
    case Cell::Part::Kind::kRange:
      return low() + " to " + high();
    case Cell::Part::Kind::kMoreThan:
      return (date ? "after " : "more than ") + low();
    case Cell::Part::Kind::kAtLeast:
      return (date ? "on or after " : "at least ") + low();
    case Cell::Part::Kind::kLessThan:
      return (date ? "before " : "less than ") + high();
    case Cell::Part::Kind::kAtMost:
      return (date ? "on or before " : "at most ") + high();
    case Cell::Part::Kind::kUnknown:
      return "unknown";
  }
  return {};
}

}  // namespace

Aspects aspects(const Framework& /*framework*/, const Source& source) {
  return {title_of(source.title, source.name, source.span)};
}

Aspects aspects(const Framework& /*framework*/, const Party& party) {
  return {title_of(party.title, party.name, party.span)};
}

Aspects aspects(const Framework& /*framework*/, const Parameter& parameter) {
  return {title_of(parameter.title, parameter.name, parameter.span)};
}

Aspects aspects(const Framework& framework, const Fact& fact) {
  Aspects result{title_of(fact.title, fact.name, fact.span)};
  // The values of a `one of` stand for themselves: their order means nothing.
  const Type* inner = &fact.type;
  while (inner->kind == TypeKind::kList && !inner->element.empty()) inner = &inner->element.front();
  Aspect values{.label = "value", .items = {}, .ordered = false, .span = fact.span};
  if (inner->kind == TypeKind::kOneOf) {
    values.items = inner->values;
    std::string text;
    for (const Type* level = &fact.type; level != inner; level = &level->element.front()) text += "list of ";
    result.push_back(one("type", text + "one of", fact.span));
  } else {
    result.push_back(one("type", type_text(fact.type), fact.span));
  }
  result.push_back(std::move(values));
  result.push_back(one("judgement", fact.judgement ? "judgement" : "", fact.span));
  result.push_back(one("derivation", fact.means ? expression_text(framework, *fact.means) : "",
                       fact.means ? fact.means->span : fact.span));
  return result;
}

Aspects aspects(const Framework& framework, const Event& event) {
  Aspect records{.label = "recorded fact", .items = {}, .ordered = false, .span = event.span};
  for (const FactId fact : event.records) records.items.push_back(framework[fact].name);
  return {title_of(event.title, event.name, event.span),
          one("party", event.by ? framework[*event.by].name : "", event.span), std::move(records)};
}

Aspects aspects(const Framework& framework, const Track& track) {
  std::string begins;
  if (!track.begins_when.empty()) begins = "when " + events_text(framework, track.begins_when);
  if (track.begins_condition) begins = "when " + expression_text(framework, *track.begins_condition);
  return {title_of(track.title, track.name, track.span), one("beginning", std::move(begins), track.span),
          one("first stage", track.stages.empty() ? "" : framework[track.stages.front()].name, track.span)};
}

Aspects aspects(const Framework& framework, const Stage& stage) {
  return {title_of(stage.title, stage.name, stage.span), one("track", framework[stage.track].name, stage.span),
          one("end",
              stage.end       ? "end"
              : stage.may_end ? "may end"
                              : "",
              stage.span)};
}

Aspects aspects(const Framework& framework, const Move& move) {
  return {one("occasion", occasion_text(framework, move), move.span), actions_of(framework, move.actions, move.span),
          one("target", framework[move.to].name, move.span), cites(framework, move.citations, move.span)};
}

Aspects aspects(const Framework& framework, const Duty& duty) {
  Aspects result;
  const auto add = [&](std::string_view label, std::string text, Span span) {
    result.push_back(one(label, std::move(text), span));
  };
  const auto several = [&](std::string_view label, bool ordered, const auto& clauses, const auto& text) {
    Aspect aspect{.label = label, .items = {}, .ordered = ordered, .span = duty.span};
    for (const auto& clause : clauses) aspect.items.push_back(text(clause));
    if (clauses.size() == 1) aspect.span = clauses.front().span;
    result.push_back(std::move(aspect));
  };
  result.push_back(title_of(duty.title, duty.name, duty.span));
  add("scope", scope_text(framework, duty.scope), duty.span);
  add("party", party_text(framework, duty.party), duty.clause);
  add("modality", std::string(modality_text(duty.modality, duty.negated)), duty.clause);
  add("act", duty.that ? "that " + expression_text(framework, *duty.that) : events_text(framework, duty.events),
      duty.clause);
  add("condition",
      duty.condition ? (duty.only_if ? "only if " : "if ") + expression_text(framework, *duty.condition) : "",
      duty.clause);
  add("limit", limit_text(framework, duty.limit), duty.clause);
  add("second limit",
      duty.alternative ? fmt::format("or ensure {} {}", events_text(framework, duty.alternative->events),
                                     limit_text(framework, duty.alternative->limit))
                       : "",
      duty.alternative ? duty.alternative->span : duty.span);
  several("roll", duty.rolls.size() > 1, duty.rolls,
          [&](const Roll& roll) { return roll_text(framework, duty, roll); });
  add("warning", duty.warn ? duration_text(framework, *duty.warn) + " ahead" : "", duty.span);
  add("restriction", duty.applies_if ? "applies if " + expression_text(framework, *duty.applies_if) : "",
      duty.applies_if ? duty.applies_if->span : duty.span);
  several("pause", false, duty.stops,
          [&](const Expression& stop) { return "clock stops while " + expression_text(framework, stop); });
  several("extension", share_an_event(duty.adjustments), duty.adjustments,
          [&](const Adjustment& adjustment) { return adjustment_text(framework, adjustment); });
  several("excuse", false, duty.excuses,
          [&](const Expression& excuse) { return "excused if " + expression_text(framework, excuse); });
  bool twice = false;  // two clauses for one status are told in their order
  for (std::size_t i = 0; i < duty.once.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) twice = twice || duty.once[i].status == duty.once[k].status;
  }
  several("consequence", twice, duty.once, [&](const Once& once) {
    return fmt::format("once {} {}", status_text(once.status), actions_text(framework, once.actions));
  });
  result.push_back(cites(framework, duty.citations, duty.span));
  return result;
}

Aspects aspects(const Framework& framework, const Trigger& trigger) {
  Trigger bare = trigger;
  bare.actions.clear();
  return {title_of(trigger.title, trigger.name, trigger.span),
          one("scope", scope_text(framework, trigger.scope), trigger.span),
          one("occasion", trigger_text(framework, bare), trigger.span),
          actions_of(framework, trigger.actions, trigger.span), cites(framework, trigger.citations, trigger.span)};
}

Aspects aspects(const Framework& framework, const Decision& table) {
  return {title_of(table.title, framework[table.fact].name, table.span),
          one("hit rule", std::string(hit_text(table.hit)), table.span), cites(framework, table.citations, table.span)};
}

Aspects header_aspects(const Framework& framework) {
  Aspect named{.label = "calendar of named days", .items = {}, .ordered = false, .span = framework.span};
  for (const NamedCalendar& calendar : framework.named_calendars) {
    named.items.push_back(fmt::format("{} for {} days", calendar.calendar, calendar.word));
  }
  Aspects result{
      title_of(framework.title, framework.name, framework.span), one("version", framework.version, framework.span),
      one("first day in force", framework.from ? long_date(*framework.from) : "", framework.span),
      one("last day in force", framework.until ? long_date(*framework.until) : "", framework.span),
      one("calendar", framework.calendar, framework.calendar.empty() ? framework.span : framework.calendar_span)};
  result.push_back(std::move(named));
  result.push_back(one("time zone", framework.time_zone, framework.span));
  return result;
}

std::string row_text(const Framework& framework, const Decision& table, const Row& row) {
  std::string text;
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    if (c > 0) text += ", ";
    const Cell& cell = row.cells[c];
    if (cell.any) {
      text += '-';
      continue;
    }
    if (cell.negated) text += "not ";
    for (std::size_t p = 0; p < cell.parts.size(); ++p) {
      if (p > 0) text += " or ";
      text += part_text(framework, table, c, cell.parts[p]);
    }
  }
  if (table.hit == HitRule::kCount) return text;
  const Type& type = framework[table.fact].type;
  return fmt::format("{} gives {}", text,
                     literal_text(framework, row.value, type.kind == TypeKind::kList ? type.element.front() : type));
}

std::string_view hit_text(HitRule hit) {
  switch (hit) {
    case HitRule::kUnique:
      return "unique";
    case HitRule::kFirst:
      return "first";
    case HitRule::kAny:
      return "any";
    case HitRule::kCollect:
      return "collect";
    case HitRule::kSum:
      return "collect sum";
    case HitRule::kCount:
      return "collect count";
    case HitRule::kMin:
      return "collect min";
    case HitRule::kMax:
      return "collect max";
  }
  return {};
}

std::string citations_text(const Framework& framework, const std::vector<Citation>& citations) {
  std::string text;
  for (const Citation& citation : citations) {
    if (!text.empty()) text += ", ";
    text += framework[citation.source].name;
    if (!citation.place.empty()) text += ' ' + citation.place;
    if (citation.unconfirmed) text += " (unconfirmed)";
  }
  return text;
}

}  // namespace proviso::change
