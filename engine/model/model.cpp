// SPDX-License-Identifier: Apache-2.0
#include "engine/model/model.h"

#include <algorithm>

#include <fmt/format.h>

namespace proviso::model {

std::string_view type_kind_text(TypeKind kind) {
  switch (kind) {
    case TypeKind::kYesNo:
      return "yes/no";
    case TypeKind::kNumber:
      return "number";
    case TypeKind::kText:
      return "text";
    case TypeKind::kDate:
      return "date";
    case TypeKind::kDuration:
      return "duration";
    case TypeKind::kParty:
      return "party";
    case TypeKind::kOneOf:
      return "one of";
    case TypeKind::kList:
      return "list";
  }
  return {};
}

std::string type_text(const Type& type) {
  std::string text(type_kind_text(type.kind));
  if (type.kind == TypeKind::kOneOf) text += fmt::format(" {}", fmt::join(type.values, ", "));
  if (type.kind == TypeKind::kList) {
    text += fmt::format(" of {}", type.element.empty() ? "text" : type_text(type.element.front()));
  }
  return text;
}

bool is_comparison(Expression::Operation operation) {
  using enum Expression::Operation;
  switch (operation) {
    case kIs:
    case kIsNot:
    case kIsMoreThan:
    case kIsLessThan:
    case kIsAtLeast:
    case kIsAtMost:
    case kBefore:
    case kAfter:
    case kOnOrBefore:
    case kOnOrAfter:
      return true;
    case kLiteral:
    case kFact:
    case kNot:
    case kAnd:
    case kOr:
    case kIncludes:
    case kIsKnown:
    case kPlus:
    case kMinus:
    case kTimes:
    case kDatePlus:
    case kDateMinus:
    case kCountOf:
    case kNumberOf:
    case kDateOfFirst:
    case kDateOfLast:
    case kInStage:
    case kTotalOf:
    case kLongestRun:
    case kWeekdayOf:
    case kToday:
    case kCounted:
    case kLaterOf:
    case kEarlierOf:
    case kDutyIs:
      return false;
  }
  return false;
}

const Type& weekday_type() {
  static const Type type{
      TypeKind::kOneOf, {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}, {}};
  return type;
}

const ParameterVersion* Parameter::in_force(Date day) const {
  const auto next = std::upper_bound(versions.begin(), versions.end(), day,
                                     [](Date d, const ParameterVersion& version) { return d < version.from; });
  return next == versions.begin() ? nullptr : &*std::prev(next);
}

std::string_view symbol_kind_text(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::kSource:
      return "a source";
    case SymbolKind::kParty:
      return "a party";
    case SymbolKind::kParameter:
      return "a parameter";
    case SymbolKind::kFact:
      return "a fact";
    case SymbolKind::kEvent:
      return "an event";
    case SymbolKind::kTrack:
      return "a track";
    case SymbolKind::kStage:
      return "a stage";
    case SymbolKind::kDuty:
      return "a duty";
    case SymbolKind::kTrigger:
      return "a trigger";
  }
  return {};
}

const Place* Transition::place_of(StageId stage) const {
  const auto found = std::find_if(places.begin(), places.end(), [&](const Place& place) {
    return std::find(place.stages.begin(), place.stages.end(), stage) != place.stages.end();
  });
  return found == places.end() ? nullptr : &*found;
}

std::optional<Handover> handover_of(const Transition& transition, const Place& place, DutyId duty) {
  for (const Handovers* said : {&place.duties, &transition.duties}) {
    const auto named =
        std::find_if(said->named.begin(), said->named.end(), [&](const Handover& one) { return one.duty == duty; });
    if (named != said->named.end()) return *named;
    if (said->others) return Handover{*said->others, duty, {}, said->others_span};
  }
  return std::nullopt;
}

bool may_be_pending_in(const Framework& framework, const Duty& duty, StageId stage) {
  switch (duty.scope.kind) {
    case Scope::Kind::kCase:
      return PartId{duty.scope.index} == framework[framework[stage].track].part;
    case Scope::Kind::kTrack:
      return TrackId{duty.scope.index} == framework[stage].track;
    case Scope::Kind::kStage:
      return StageId{duty.scope.index} == stage;
  }
  return false;
}

std::optional<std::uint32_t> Framework::find(SymbolKind kind, std::string_view wanted) const {
  const auto it = symbols.find(wanted);
  if (it == symbols.end() || it->second.kind != kind) return std::nullopt;
  return it->second.index;
}

PartId Framework::part_of_name(std::string_view of) const {
  for (std::uint32_t part = 1; part < parts.size(); ++part) {
    const std::string& own = parts[part].name;
    if (of.size() > own.size() && of.starts_with(own) && of[own.size()] == '/') return {part};
  }
  return {0};
}

const Part* Framework::linked_with(SymbolKind kind, std::string_view wanted) const {
  const auto declares = [&](const Part& part) { return find(kind, part.name + "/" + std::string(wanted)).has_value(); };
  const auto it = parts.empty() ? parts.end() : std::find_if(parts.begin() + 1, parts.end(), declares);
  return it == parts.end() ? nullptr : &*it;
}

std::vector<std::string_view> Framework::names(SymbolKind kind) const {
  std::vector<std::string_view> result;
  const auto collect = [&](const auto& table) {
    for (const auto& entry : table) result.push_back(entry.name);
  };
  switch (kind) {
    case SymbolKind::kSource:
      collect(sources);
      break;
    case SymbolKind::kParty:
      collect(parties);
      break;
    case SymbolKind::kParameter:
      collect(parameters);
      break;
    case SymbolKind::kFact:
      collect(facts);
      break;
    case SymbolKind::kEvent:
      collect(events);
      break;
    case SymbolKind::kTrack:
      collect(tracks);
      break;
    case SymbolKind::kStage:
      collect(stages);
      break;
    case SymbolKind::kDuty:
      collect(duties);
      break;
    case SymbolKind::kTrigger:
      collect(triggers);
      break;
  }
  return result;
}

std::vector<std::pair<std::string, Span>> calendars_named(const Framework& framework) {
  std::vector<std::pair<std::string, Span>> result;
  const auto add = [&](const std::string& name, Span span) {
    const bool known =
        std::any_of(result.begin(), result.end(), [&](const auto& entry) { return entry.first == name; });
    if (!known) result.emplace_back(name, span);
  };
  if (!framework.calendar.empty()) add(framework.calendar, framework.calendar_span);
  for (const NamedCalendar& named : framework.named_calendars) add(named.calendar, named.span);
  return result;
}

std::string citation_text(const Framework& framework, const std::vector<Citation>& citations) {
  std::string result;
  for (const Citation& citation : citations) {
    if (!result.empty()) result += "; ";
    result += framework[citation.source].title;
    if (!citation.place.empty()) result += fmt::format(", \"{}\"", citation.place);
    if (citation.unconfirmed) result += " (unconfirmed)";
  }
  return result;
}

}  // namespace proviso::model
