// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/model_json.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "apps/cli/json_values.h"
#include "apps/cli/output_names.h"
#include "base/civil_date.h"
#include "base/vocabulary_words.h"
#include "engine/model/wording.h"

namespace proviso::cli {
namespace {

using namespace model;

/// `14:30` for a minute of the day; `24:00` is its end.
Json minute_or_null(const std::optional<std::int32_t>& minute) {
  return minute ? Json(fmt::format("{:02}:{:02}", *minute / 60, *minute % 60)) : Json(nullptr);
}

Json month_day_json(std::chrono::month_day day) {
  Json json;
  json["month"] = static_cast<unsigned>(day.month());
  json["day"] = static_cast<unsigned>(day.day());
  return json;
}

class Exporter {
 public:
  Exporter(const program::Program& program, const SourceSet& sources)
      : program_(program), model_(*program.framework), sources_(sources) {}

  Json document() const {
    Json json;
    json["schema"] = "proviso/model/1";
    json["framework"] = framework();
    json["calendars"] = calendars();
    json["parts"] = all(model_.parts);
    json["transition"] = maybe(model_.transition);
    json["sources"] = titled(model_.sources);
    json["parties"] = titled(model_.parties);
    json["parameters"] = all(model_.parameters);
    json["facts"] = all(model_.facts);
    json["events"] = all(model_.events);
    json["tracks"] = all(model_.tracks);
    json["stages"] = all(model_.stages);
    json["duties"] = all(model_.duties);
    json["triggers"] = all(model_.triggers);
    json["decisions"] = all(model_.decisions);
    json["reactions"] = reactions();
    json["examples"] = all(model_.examples);
    json["acceptances"] = all(model_.acceptances);
    return json;
  }

 private:
  Json where(Span span) const {
    Json json;
    add_place(json, span, sources_);
    return json;
  }

  template <typename T>
  Json all(const std::vector<T>& items) const {
    Json json = list();
    for (const T& item : items) json.push_back(made(item));
    return json;
  }
  template <typename T>
  Json maybe(const std::optional<T>& item) const {
    return item ? made(*item) : Json(nullptr);
  }
  template <typename Id>
  Json names(const std::vector<Id>& ids) const {
    Json json = list();
    for (const Id id : ids) json.push_back(model_[id].name);
    return json;
  }
  template <typename Id>
  Json name_or_null(const std::optional<Id>& id) const {
    return id ? Json(model_[*id].name) : Json(nullptr);
  }

  /// What has a name and a title only.
  template <typename T>
  Json titled(const std::vector<T>& items) const {
    Json json = list();
    for (const T& item : items) {
      Json one;
      one["name"] = item.name;
      one["title"] = text_or_null(item.title);
      one["where"] = where(item.span);
      json.push_back(std::move(one));
    }
    return json;
  }

  Json framework() const {
    Json json;
    json["name"] = model_.name;
    json["title"] = text_or_null(model_.title);
    json["version"] = text_or_null(model_.version);
    json["from"] = date_or_null(model_.from);
    json["until"] = date_or_null(model_.until);
    json["calendar"] = text_or_null(model_.calendar);
    json["named_days"] = list();
    for (const NamedCalendar& named : model_.named_calendars) {
      Json one;
      one["days"] = named.word;
      one["calendar"] = named.calendar;
      one["where"] = where(named.span);
      json["named_days"].push_back(std::move(one));
    }
    json["time_zone"] = text_or_null(model_.time_zone);
    json["where"] = where(model_.span);
    return json;
  }

  Json calendars() const {
    Json json = list();
    std::vector<const Calendar*> seen;
    const auto add = [&](const Calendar* calendar) {
      if (calendar == nullptr || std::find(seen.begin(), seen.end(), calendar) != seen.end()) return;
      seen.push_back(calendar);
      json.push_back(made(calendar->data()));
    };
    add(program_.calendars.working.get());
    for (const auto& named : program_.calendars.named) add(named.get());
    return json;
  }

  Json made(const CalendarData& calendar) const {
    Json json;
    json["name"] = calendar.name;
    json["title"] = text_or_null(calendar.title);
    json["first_year"] = calendar.first_year;
    json["last_year"] = calendar.last_year;
    json["weekend"] = list();
    for (const std::chrono::weekday day : calendar.weekend) json["weekend"].push_back(weekday_name(day));
    json["holidays"] = list();
    for (const Holiday& holiday : calendar.holidays) {
      json["holidays"].push_back(Json{{"date", iso_date(holiday.date)}, {"name", holiday.name}});
    }
    json["uncounted"] = list();
    for (const UncountedPeriod& period : calendar.uncounted) {
      json["uncounted"].push_back(
          Json{{"from", iso_date(period.first)}, {"to", iso_date(period.last)}, {"name", period.name}});
    }
    return json;
  }

  Json made(const Acceptance& acceptance) const {
    Json json;
    json["code"] = code_name(acceptance.code);
    json["reason"] = acceptance.reason;
    json["covers"] = nullptr;  // becomes an object by its first member
    if (acceptance.covers) json["covers"]["where"] = where(*acceptance.covers);
    json["where"] = where(acceptance.span);
    return json;
  }

  Json made(const Citation& citation) const {
    Json json;
    json["source"] = model_[citation.source].name;
    json["place"] = text_or_null(citation.place);
    json["unconfirmed"] = citation.unconfirmed;
    json["where"] = where(citation.span);
    return json;
  }

  Json made(const Type& type) const {
    Json json;
    json["kind"] = type_kind_text(type.kind);
    if (type.kind == TypeKind::kOneOf) json["values"] = type.values;
    if (type.kind == TypeKind::kList) json["of"] = made(type.element.front());
    return json;
  }

  void add_unit(Json& json, Duration duration) const {
    json["unit"] = name_of(duration.unit);
    json["days"] =
        duration.unit == Unit::kNamedDays ? Json(model_.named_calendars.at(duration.calendar).word) : nullptr;
  }

  Json made(const Duration& duration) const {
    Json json;
    json["amount"] = duration.amount;
    add_unit(json, duration);
    return json;
  }

  Json made(const Amount& amount) const {
    Json json;
    if (const auto* duration = std::get_if<Duration>(&amount)) {
      json["duration"] = made(*duration);
    } else if (const auto* parameter = std::get_if<ParameterId>(&amount)) {
      json["parameter"] = model_[*parameter].name;
    }
    return json;  // null where there is none
  }

  /// @param type  of the value: names the values of a `one of`
  Json value(const Literal& literal, const Type& type) const {
    struct Visitor {
      const Exporter& exporter;
      const Type& type;
      Json operator()(bool yes) const { return yes; }
      Json operator()(Number number) const { return number_text(number); }
      Json operator()(const std::string& text) const { return text; }
      Json operator()(Date date) const { return iso_date(date); }
      Json operator()(Duration duration) const { return exporter.made(duration); }
      Json operator()(PartyId party) const { return exporter.model_[party].name; }
      Json operator()(Choice choice) const { return type.values.at(choice.index); }
      Json operator()(const LiteralList& items) const {
        Json json = list();
        for (const Literal& item : items) json.push_back(exporter.value(item, type.element.front()));
        return json;
      }
    };
    return std::visit(Visitor{*this, type}, literal.value);
  }

  Json made(const Expression& expression) const {
    Json json;
    json["operation"] = name_of(expression.operation);
    json["type"] = made(expression.type);
    const auto since = [&] { return expression.since.empty() ? Json(nullptr) : made(expression.since.front()); };
    using enum Expression::Operation;
    switch (expression.operation) {
      case kLiteral:
        json["value"] = value(expression.literal, expression.type);
        break;
      case kFact:
        json["fact"] = model_[expression.fact].name;
        break;
      case kNumberOf:
        json["event"] = model_[expression.event].name;
        json["since"] = since();
        break;
      case kTotalOf:
        json["fact"] = model_[expression.fact].name;
        json["event"] = model_[expression.event].name;
        json["since"] = since();
        break;
      case kDateOfFirst:
      case kDateOfLast:
        json["event"] = model_[expression.event].name;
        break;
      case kInStage:
        json["stage"] = model_[expression.stage].name;
        break;
      case kDutyIs:
        json["duty"] = model_[expression.duty].name;
        json["status"] = status_text(expression.status);
        break;
      case kToday:
        break;
      case kCounted:
        add_unit(json, expression.duration);
        json["operands"] = all(expression.operands);
        break;
      case kNot:
      case kAnd:
      case kOr:
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
      case kIncludes:
      case kIsKnown:
      case kPlus:
      case kMinus:
      case kTimes:
      case kDatePlus:
      case kDateMinus:
      case kCountOf:
      case kLongestRun:
      case kWeekdayOf:
      case kLaterOf:
      case kEarlierOf:
        json["operands"] = all(expression.operands);
        break;
    }
    json["where"] = where(expression.span);
    return json;
  }

  Json made(const Moment& moment) const {
    Json json;
    using enum Moment::Kind;
    switch (moment.kind) {
      case kEvents:
        json["kind"] = "events";
        json["events"] = names(moment.events);
        break;
      case kFirst:
        json["kind"] = "first";
        json["event"] = model_[moment.events.front()].name;
        break;
      case kEntering:
        json["kind"] = "entering";
        json["stage"] = model_[moment.stage].name;
        break;
      case kFact:
        json["kind"] = "fact";
        json["fact"] = model_[moment.fact].name;
        break;
      case kDay:
        json["kind"] = "day";
        json["day"] = iso_date(moment.day);
        break;
      case kOffset:
        json["kind"] = moment.before ? "before" : "after";
        json["amount"] = made(moment.offset);
        json["of"] = made(moment.of.front());
        break;
      case kLaterOf:
        json["kind"] = "later of";
        json["moments"] = all(moment.of);
        break;
      case kEarlierOf:
        json["kind"] = "earlier of";
        json["moments"] = all(moment.of);
        break;
      case kInYearOf:
        json["kind"] = "in the year of";
        json["month_day"] = month_day_json(moment.month_day);
        json["of"] = made(moment.of.front());
        break;
    }
    json["where"] = where(moment.span);
    return json;
  }

  Json made(const Limit& limit) const {
    Json json;
    json["kind"] = name_of(limit.kind);
    json["amount"] = made(limit.amount);
    json["moment"] = maybe(limit.moment);
    json["no_later"] = maybe(limit.no_later);
    json["until"] = maybe(limit.until);
    json["times"] = limit.kind == LimitKind::kAtLeast ? Json(limit.times) : Json(nullptr);
    json["weekday"] = limit.kind == LimitKind::kOnWeekday ? Json(weekday_name(limit.weekday)) : Json(nullptr);
    json["as_soon_as_practicable"] = limit.practicable;
    json["judged_by"] = name_or_null(limit.judged_by);
    json["where"] = where(limit.span);
    return json;
  }

  Json made(const ParameterVersion& version) const {
    Json json;
    json["value"] = made(version.value);
    json["from"] = iso_date(version.from);
    json["citations"] = all(version.citations);
    json["where"] = where(version.span);
    return json;
  }

  Json made(const Parameter& parameter) const {
    Json json;
    json["name"] = parameter.name;
    json["title"] = text_or_null(parameter.title);
    json["versions"] = all(parameter.versions);
    json["where"] = where(parameter.span);
    return json;
  }

  Json made(const Fact& fact) const {
    Json json;
    json["name"] = fact.name;
    json["title"] = text_or_null(fact.title);
    json["type"] = made(fact.type);
    json["means"] = maybe(fact.means);
    json["decided"] = fact.decision.has_value();
    json["judgement"] = fact.judgement;
    json["where"] = where(fact.span);
    return json;
  }

  Json made(const Event& event) const {
    Json json;
    json["name"] = event.name;
    json["title"] = text_or_null(event.title);
    json["by"] = name_or_null(event.by);
    json["records"] = names(event.records);
    json["followed"] = event.followed;
    json["records_there"] = names(event.records_there);
    json["where"] = where(event.span);
    return json;
  }

  Json made(const Part& part) const {
    Json json;
    json["name"] = part.name;
    json["title"] = text_or_null(part.title);
    json["kind"] = name_of(part.kind);
    json["where"] = where(part.span);
    return json;
  }

  Json made(const Handover& said) const {
    Json json;
    json["duty"] = model_[said.duty].name;
    json["kind"] = name_of(said.kind);
    json["as"] = said.kind == Handover::Kind::kNewLimit ? Json(model_[said.as].name) : Json(nullptr);
    json["where"] = where(said.span);
    return json;
  }

  Json made(const Handovers& said) const {
    Json json;
    json["named"] = all(said.named);
    json["others"] = said.others ? Json(name_of(*said.others)) : Json(nullptr);
    return json;
  }

  Json part_or_null(const std::optional<PartId>& part) const {
    return part ? Json(model_.parts.at(part->value).name) : Json(nullptr);
  }

  Json made(const Place& place) const {
    Json json;
    json["stages"] = names(place.stages);
    json["kind"] = name_of(place.kind);
    json["target"] = place.kind == Place::Kind::kGoOn ? Json(model_[place.target].name) : Json(nullptr);
    json["pending"] = made(place.duties);
    json["part"] = part_or_null(place.carried);
    json["citations"] = all(place.citations);
    json["where"] = where(place.span);
    return json;
  }

  Json made(const SameThing& same) const {
    const auto* event = std::get_if<EventId>(&same.thing);
    Json json;
    json["kind"] = event != nullptr ? "event" : "fact";
    json["name"] = event != nullptr ? model_[*event].name : model_[std::get<FactId>(same.thing)].name;
    json["before"] = same.before;
    json["where"] = where(same.span);
    return json;
  }

  Json made(const Transition& transition) const {
    Json json;
    json["from_framework"] = model_.parts.at(transition.followed.value).name;
    json["from"] = iso_date(transition.from);
    json["decided_by"] = names(transition.decided_by);
    json["same"] = all(transition.same);
    json["pending"] = made(transition.duties);
    json["part"] = part_or_null(transition.carried);
    json["places"] = all(transition.places);
    json["where"] = where(transition.span);
    return json;
  }

  Json made(const Track& track) const {
    Json json;
    json["name"] = track.name;
    json["title"] = text_or_null(track.title);
    json["part"] = model_.parts.at(track.part.value).name;
    json["begins_at_once"] = track.begins_when.empty() && !track.begins_condition;
    json["begins_when"] = names(track.begins_when);
    json["begins_condition"] = maybe(track.begins_condition);
    json["stages"] = names(track.stages);
    json["duties"] = names(track.duties);
    json["where"] = where(track.span);
    return json;
  }

  Json made(const Stage& stage) const {
    Json json;
    json["name"] = stage.name;
    json["title"] = text_or_null(stage.title);
    json["track"] = model_[stage.track].name;
    json["end"] = stage.end;
    json["may_end"] = stage.may_end;
    json["duties"] = names(stage.duties);
    json["moves"] = list();
    for (const MoveId move : stage.moves) json["moves"].push_back(made(model_[move]));
    json["where"] = where(stage.span);
    return json;
  }

  Json made(const Move& move) const {
    Json json;
    switch (move.kind) {
      case Move::Kind::kOnEvents:
        json["kind"] = "events";
        break;
      case Move::Kind::kOnCondition:
        json["kind"] = "condition";
        break;
      case Move::Kind::kAfter:
        json["kind"] = "timeout";
        break;
    }
    json["events"] = names(move.events);
    json["after"] = made(move.after);
    json["of"] = names(move.of);
    json["condition"] = maybe(move.condition);
    json["otherwise"] = move.otherwise;
    json["actions"] = all(move.actions);
    json["to"] = model_[move.to].name;
    json["citations"] = all(move.citations);
    json["where"] = where(move.span);
    return json;
  }

  Json made(const Action& action) const {
    Json json;
    using enum Action::Kind;
    switch (action.kind) {
      case kRecord:
      case kAdd:
        json["action"] = action.kind == kRecord ? "record" : "add";
        json["fact"] = model_[action.fact].name;
        json["value"] = maybe(action.value);
        break;
      case kGoTo:
        json["action"] = "go to";
        json["stage"] = model_[action.stage].name;
        break;
      case kBegin:
      case kEnd:
        json["action"] = action.kind == kBegin ? "begin" : "end";
        json["track"] = model_[action.track].name;
        break;
      case kNotify:
        json["action"] = "notify";
        json["party"] = model_[action.party].name;
        json["text"] = action.text;
        break;
      case kOpen:
        json["action"] = "open";
        json["part"] = model_.parts.at(action.part.value).name;
        json["handed"] = list();
        for (const Action::Handed& handed : action.handed) {
          json["handed"].push_back(Json{{"fact", model_[handed.fact].name}, {"value", made(handed.value)}});
        }
        break;
      case kCloseCase:
        json["action"] = "close case";
        json["part"] = model_.parts.at(action.part.value).name;
        break;
    }
    json["where"] = where(action.span);
    return json;
  }

  Json made(const Scope& scope) const {
    Json json;
    switch (scope.kind) {
      case Scope::Kind::kCase:
        json["kind"] = "case";
        json["part"] = model_.parts.at(scope.index).name;
        break;
      case Scope::Kind::kTrack:
        json["kind"] = "track";
        json["track"] = model_.tracks.at(scope.index).name;
        break;
      case Scope::Kind::kStage:
        json["kind"] = "stage";
        json["stage"] = model_.stages.at(scope.index).name;
        break;
    }
    return json;
  }

  Json made(const Owing& owing) const {
    Json json;
    switch (owing.kind) {
      case Owing::Kind::kParty:
        json["kind"] = "party";
        json["party"] = model_[owing.party].name;
        break;
      case Owing::Kind::kFact:
        json["kind"] = "fact";
        json["fact"] = model_[owing.fact].name;
        break;
      case Owing::Kind::kEach:
        json["kind"] = "each";
        json["fact"] = model_[owing.fact].name;
        json["variable"] = owing.variable;
        break;
    }
    return json;
  }

  Json made(const Roll& roll) const {
    Json json;
    switch (roll.kind) {
      case Roll::Kind::kWorking:
        json["unit"] = "working days";
        break;
      case Roll::Kind::kCalendar:
        json["unit"] = "calendar days";
        break;
      case Roll::Kind::kNamed:
        json["unit"] = "named days";
        break;
    }
    json["days"] = roll.kind == Roll::Kind::kNamed ? Json(model_.named_calendars.at(roll.calendar).word) : nullptr;
    json["from"] = date_or_null(roll.from);
    json["to"] = date_or_null(roll.to);
    json["from_each_year"] = roll.from_each_year ? month_day_json(*roll.from_each_year) : Json(nullptr);
    json["to_each_year"] = roll.to_each_year ? month_day_json(*roll.to_each_year) : Json(nullptr);
    json["where"] = where(roll.span);
    return json;
  }

  Json made(const Adjustment& adjustment) const {
    Json json;
    switch (adjustment.kind) {
      case Adjustment::Kind::kBy:
        json["kind"] = "extended by";
        break;
      case Adjustment::Kind::kTo:
        json["kind"] = "extended to";
        break;
      case Adjustment::Kind::kInstead:
        json["kind"] = "due instead";
        break;
    }
    json["events"] = names(adjustment.events);
    json["amount"] = made(adjustment.amount);
    json["moment"] = maybe(adjustment.moment);
    json["times"] = number_or_null(adjustment.times);
    json["in_all"] = maybe(adjustment.in_all);
    json["where"] = where(adjustment.span);
    return json;
  }

  Json made(const Once& once) const {
    Json json;
    json["status"] = status_text(once.status);
    json["actions"] = all(once.actions);
    json["where"] = where(once.span);
    return json;
  }

  Json made(const Alternative& alternative) const {
    Json json;
    json["events"] = names(alternative.events);
    json["limit"] = made(alternative.limit);
    json["where"] = where(alternative.span);
    return json;
  }

  Json made(const Duty& duty) const {
    Json json;
    json["name"] = duty.name;
    json["title"] = text_or_null(duty.title);
    json["scope"] = made(duty.scope);
    json["applies_if"] = maybe(duty.applies_if);
    json["owed_by"] = made(duty.party);
    json["modality"] = model::modality_text(duty.modality, false);
    json["negated"] = duty.negated;
    json["events"] = names(duty.events);
    json["that"] = maybe(duty.that);
    json["condition"] = maybe(duty.condition);
    json["only_if"] = duty.only_if;
    json["limit"] = made(duty.limit);
    json["alternative"] = maybe(duty.alternative);
    json["rolls"] = all(duty.rolls);
    json["warn"] = maybe(duty.warn);
    json["stops"] = all(duty.stops);
    json["adjustments"] = all(duty.adjustments);
    json["excuses"] = all(duty.excuses);
    json["once"] = all(duty.once);
    json["citations"] = all(duty.citations);
    json["where"] = where(duty.span);
    return json;
  }

  Json made(const Trigger& trigger) const {
    Json json;
    json["name"] = trigger.name;
    json["title"] = text_or_null(trigger.title);
    json["scope"] = made(trigger.scope);
    json["events"] = names(trigger.events);
    json["when"] = maybe(trigger.when);
    json["condition"] = maybe(trigger.condition);
    json["actions"] = all(trigger.actions);
    json["citations"] = all(trigger.citations);
    json["where"] = where(trigger.span);
    return json;
  }

  Json made(const Cell& cell, const Type& type) const {
    using Kind = Cell::Part::Kind;
    Json json;
    json["any"] = cell.any;
    json["negated"] = cell.negated;
    json["parts"] = list();
    for (const Cell::Part& part : cell.parts) {
      const bool low = part.kind == Kind::kValue || part.kind == Kind::kRange || part.kind == Kind::kMoreThan ||
                       part.kind == Kind::kAtLeast;
      const bool high = part.kind == Kind::kRange || part.kind == Kind::kLessThan || part.kind == Kind::kAtMost;
      Json one;
      one["kind"] = name_of(part.kind);
      one["low"] = low ? value(part.low, type) : Json(nullptr);
      one["high"] = high ? value(part.high, type) : Json(nullptr);
      json["parts"].push_back(std::move(one));
    }
    json["where"] = where(cell.span);
    return json;
  }

  Json made(const Decision& decision) const {
    const Type& type = model_[decision.fact].type;
    Json json;
    json["fact"] = model_[decision.fact].name;
    json["title"] = text_or_null(decision.title);
    json["hit"] = name_of(decision.hit);
    json["inputs"] = names(decision.inputs);
    json["rows"] = list();
    for (const Row& row : decision.rows) {
      Json one;
      one["cells"] = list();
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        one["cells"].push_back(made(row.cells[i], model_[decision.inputs.at(i)].type));
      }
      one["value"] = decision.hit == HitRule::kCount
                         ? Json(nullptr)
                         : value(row.value, decision.hit == HitRule::kCollect ? type.element.front() : type);
      one["where"] = where(row.span);
      json["rows"].push_back(std::move(one));
    }
    json["citations"] = all(decision.citations);
    json["where"] = where(decision.span);
    return json;
  }

  /// Triggers and `once` clauses are tried in one order, that of the file, which neither list shows alone.
  Json reactions() const {
    Json json = list();
    for (const program::Reaction& reaction : program_.reactions) {
      Json one;
      if (reaction.once) {
        one["duty"] = model_.duties[reaction.duty].name;
        one["once"] = reaction.index - program_.duties[reaction.duty].once.begin;
      } else {
        one["trigger"] = model_.triggers[reaction.index].name;
      }
      json.push_back(std::move(one));
    }
    return json;
  }

  Json made(const ExampleFact& fact) const {
    Json json;
    json["fact"] = model_[fact.fact].name;
    json["value"] = value(fact.value, model_[fact.fact].type);
    json["where"] = where(fact.span);
    return json;
  }

  Json made(const ExampleEvent& event) const {
    Json json;
    json["on"] = iso_date(event.on);
    json["time"] = minute_or_null(event.minute);
    json["event"] = model_[event.event].name;
    json["for"] = name_or_null(event.for_party);
    json["facts"] = all(event.facts);
    json["where"] = where(event.span);
    return json;
  }

  Json made(const Expectation& expectation) const {
    Json json;
    const auto duty = [&] {
      json["duty"] = model_[expectation.duty].name;
      json["for"] = name_or_null(expectation.for_party);
    };
    using enum Expectation::Kind;
    switch (expectation.kind) {
      case kStatus:
        json["kind"] = "status";
        duty();
        json["status"] = status_text(expectation.status);
        json["late"] = maybe(expectation.late);
        break;
      case kDue:
        json["kind"] = "due";
        duty();
        json["due"] = iso_date(expectation.due);
        json["due_until"] = date_or_null(expectation.due_until);
        json["due_time"] = minute_or_null(expectation.due_minute);
        break;
      case kStage:
        json["kind"] = "stage";
        json["stages"] = names(expectation.stages);
        break;
      case kFinding:
        json["kind"] = "finding";
        duty();
        json["finding"] = finding_kind_text(expectation.finding);
        break;
      case kUnexpected:
        json["kind"] = "unexpected";
        json["event"] = model_[expectation.event].name;
        break;
      case kCondition:
        json["kind"] = "condition";
        json["condition"] = maybe(expectation.condition);
        break;
      case kNothing:
        json["kind"] = "no findings";
        break;
      case kNotified:
        json["kind"] = "notified";
        json["party"] = model_[expectation.party].name;
        break;
      case kClosed:
        json["kind"] = "case closed";
        break;
    }
    json["where"] = where(expectation.span);
    return json;
  }

  Json made(const Example& example) const {
    Json json;
    json["title"] = example.title;
    json["begun_under"] = example.begun_under;
    json["events"] = all(example.events);
    json["not_held"] = names(example.not_held);
    json["as_of"] = date_or_null(example.as_of);
    json["expectations"] = all(example.expectations);
    json["where"] = where(example.span);
    return json;
  }

  const program::Program& program_;
  const Framework& model_;
  const SourceSet& sources_;
};

}  // namespace

std::string model_json(const program::Program& program, const SourceSet& sources) {
  return text_of(Exporter(program, sources).document());
}

}  // namespace proviso::cli
