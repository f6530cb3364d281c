// SPDX-License-Identifier: Apache-2.0
// The procedure: tracks, stages, moves, duties with their limits, and the examples that try them.
#include <algorithm>

#include <fmt/format.h>

#include "engine/model/resolver.h"

namespace proviso::model {
namespace {

bool shares_an_event(const std::vector<EventId>& a, const std::vector<EventId>& b) {
  return std::any_of(a.begin(), a.end(), [&](EventId id) { return std::find(b.begin(), b.end(), id) != b.end(); });
}

}  // namespace

void Resolver::track(const syntax::Track& written, std::uint32_t index) {
  Track& track = framework_.tracks[index];
  if (written.begins.size() > 1) {
    report_.add({.code = Code::kDuplicateClause,
                 .severity = Severity::kError,
                 .message = fmt::format("the track `{}` says twice when it begins", written.name.text),
                 .span = written.begins[1].span,
                 .labels = {{written.begins[0].span, "the first time"}},
                 .help = "join the events with `or`"});
  }
  if (!written.begins.empty()) {
    const syntax::Begins& begins = written.begins.front();
    if (begins.condition) {
      track.begins_condition = condition(*begins.condition, "`begins when`");
    } else if (!begins.events.empty() && framework_.find(SymbolKind::kFact, begins.events.front().text)) {
      track.begins_condition = any_of_facts(begins.events);
    } else {
      track.begins_when = events(begins.events);
    }
  }
  for (const syntax::Duty& inner : written.duties) duty(inner);
  for (const syntax::Stage& inner : written.stages) stage(inner, {next_stage_++});
}

void Resolver::stage(const syntax::Stage& written, StageId id) {
  std::optional<Span> ended;
  for (const syntax::StageItem& item : written.items) {
    if (const auto* a_duty = std::get_if<syntax::Duty>(&item)) {
      duty(*a_duty);
    } else if (const auto* a_move = std::get_if<syntax::Move>(&item)) {
      move(*a_move, id);
    } else if (const auto* end = std::get_if<syntax::End>(&item)) {
      if (ended) {
        report_.add({.code = Code::kDuplicateClause,
                     .severity = Severity::kError,
                     .message = fmt::format("the stage `{}` says twice that it ends", written.name.text),
                     .span = end->span,
                     .labels = {{*ended, "the first time"}},
                     .help = "leave one out"});
      }
      ended = end->span;
      Stage& stage = framework_.stages[id.value];
      (end->may ? stage.may_end : stage.end) = true;
    }
  }
}

void Resolver::move(const syntax::Move& written, StageId from) {
  Move move;
  move.from = from;
  move.span = written.span;
  move.target_span = written.target.span;
  move.otherwise = written.otherwise;
  bool whole = true;
  switch (written.kind) {
    case syntax::Move::Kind::kWhen:
      if (!written.events.empty() && framework_.find(SymbolKind::kFact, written.events.front().text) &&
          !written.otherwise && !written.condition) {
        move.kind = Move::Kind::kOnCondition;
        move.condition = any_of_facts(written.events);
        whole = move.condition.has_value();
      } else {
        move.kind = Move::Kind::kOnEvents;
        move.events = events(written.events);
        whole = !move.events.empty();
        if (written.condition) {
          move.condition = condition(*written.condition, "`if`");
          whole = whole && move.condition.has_value();
        }
      }
      break;
    case syntax::Move::Kind::kWhenCondition:
      move.kind = Move::Kind::kOnCondition;
      if (written.condition) move.condition = condition(*written.condition, "`when`");
      whole = move.condition.has_value();
      break;
    case syntax::Move::Kind::kAfter:
      move.kind = Move::Kind::kAfter;
      move.after = written.after.value;
      needs_calendar(move.after, written.after.span);
      move.of = events(written.of);
      if (written.condition) {
        move.condition = condition(*written.condition, "`if`");
        whole = move.condition.has_value();
      }
      break;
  }
  move.citations = citations(written.cites);
  const auto target = look_up(SymbolKind::kStage, written.target);
  if (!target) return;
  move.to = {*target};
  if (framework_[move.to].track != framework_[from].track) {
    report_.add(
        {.code = Code::kMisplaced,
         .severity = Severity::kError,
         .message = fmt::format("`{}` is a stage of another track", written.target.text),
         .span = written.target.span,
         .labels = {{framework_[move.to].name_span, "declared here"}},
         .help = "a move stays within its track; the other track may have a move of its own on the same event"});
    return;
  }
  if (!whole) return;
  if (move.otherwise) check_otherwise(move, framework_[from], written.span);
  framework_.stages[from.value].moves.push_back({static_cast<std::uint32_t>(framework_.moves.size())});
  framework_.moves.push_back(std::move(move));
}

void Resolver::check_otherwise(const Move& move, const Stage& stage, Span span) {
  const bool has_earlier = std::any_of(stage.moves.begin(), stage.moves.end(), [&](MoveId id) {
    const Move& earlier = framework_[id];
    if (earlier.kind != move.kind || !earlier.condition) return false;
    return move.kind == Move::Kind::kAfter ? earlier.after == move.after && earlier.of == move.of
                                           : shares_an_event(earlier.events, move.events);
  });
  if (has_earlier) return;
  report_.error(Code::kOtherwiseAlone, span,
                "`otherwise` has no clause with `if` for the same event before it in this stage",
                "write that clause first, or leave `otherwise` out");
}

void Resolver::modality(const syntax::Duty& written) {
  const bool may = written.modality == Modality::kMay;
  const syntax::Verb wanted = may ? syntax::Verb::kUse : written.negated ? syntax::Verb::kAllow : syntax::Verb::kEnsure;
  if (may && written.negated) {
    report_.error(Code::kModalityVerb, written.clause, "`may not` can be read two ways",
                  "write `must not allow …` for a prohibition");
  } else if (written.verb != wanted) {
    constexpr std::string_view kWords[] = {"ensure", "allow", "use"};
    report_.error(Code::kModalityVerb, written.clause,
                  fmt::format("`{}` does not go with {}", kWords[static_cast<std::size_t>(written.verb)],
                              may               ? "`may`"
                              : written.negated ? "`not`"
                                                : "a duty to do something"),
                  fmt::format("write `{}`", may               ? "may use"
                                            : written.negated ? "not allow"
                                                              : "ensure"));
  }
}

void Resolver::duty(const syntax::Duty& written) {
  const std::uint32_t index = next_duty_++;
  modality(written);
  Duty resolved = framework_.duties[index];
  resolved.modality = written.modality;
  resolved.negated = written.negated;
  const auto twice = [&](std::string_view clause, Span span) {
    report_.error(Code::kDuplicateClause, span, fmt::format("the duty `{}` has `{}` twice", written.name.text, clause),
                  "leave one out");
  };
  if (!written.applies_if.empty()) resolved.applies_if = condition(written.applies_if.front(), "`applies if`");
  if (written.applies_if.size() > 1) twice("applies if", written.applies_if[1].span);
  if (const auto party = look_up(SymbolKind::kParty, written.party)) resolved.party = {*party};
  resolved.events = events(written.events);
  if (written.condition) resolved.condition = condition(*written.condition, "`if`");
  if (auto resolved_limit = limit(written.limit)) resolved.limit = std::move(*resolved_limit);
  resolved.or_next_working_day = !written.roll.empty();
  if (resolved.or_next_working_day) needs_calendar({1, Unit::kWorkingDays}, written.roll.front());
  if (written.roll.size() > 1) twice("or the next working day", written.roll[1]);
  if (!written.warn.empty()) {
    resolved.warn = written.warn.front().value;
    needs_calendar(*resolved.warn, written.warn.front().span);
    if (written.limit.kind == syntax::Limit::Kind::kOnWeekday ||
        (written.limit.kind == syntax::Limit::Kind::kNoSooner && !written.limit.no_later)) {
      report_.error(Code::kNoDuration, written.warn.front().span, "this limit has no due date to warn ahead of",
                    "leave `warn … ahead` out");
    }
  }
  if (written.warn.size() > 1) twice("warn … ahead", written.warn[1].span);
  resolved.citations = citations(written.cites);
  framework_.duties[index] = std::move(resolved);
}

std::optional<Limit> Resolver::limit(const syntax::Limit& written) {
  Limit result;
  result.span = written.span;
  result.kind = static_cast<LimitKind>(written.kind);
  static_assert(static_cast<int>(LimitKind::kAtLeast) == static_cast<int>(syntax::Limit::Kind::kAtLeast));
  static_assert(static_cast<int>(LimitKind::kOnWeekday) == static_cast<int>(syntax::Limit::Kind::kOnWeekday));
  bool whole = true;
  if (written.parameter) {
    const auto parameter = look_up(SymbolKind::kParameter, *written.parameter);
    if (parameter) result.amount = ParameterId{*parameter};
    whole = parameter.has_value();
  } else if (written.duration) {
    result.amount = written.duration->value;
    needs_calendar(written.duration->value, written.duration->span);
  }
  result.times = written.times;
  result.weekday = written.weekday;
  if (result.kind == LimitKind::kAtLeast && written.times < 1) {
    report_.error(Code::kNoDuration, written.span, "`at least 0 times` asks for nothing", "write 1 or more");
    whole = false;
  }
  if (written.moment) {
    result.moment = moment(*written.moment);
    whole = whole && result.moment.has_value();
  }
  if (written.no_later) {
    result.no_later = moment(*written.no_later);
    whole = whole && result.no_later.has_value();
  }
  if (!whole) return std::nullopt;
  return result;
}

std::optional<Moment> Resolver::moment(const syntax::Moment& written) {
  Moment result;
  result.span = written.span;
  switch (written.kind) {
    case syntax::Moment::Kind::kNamed: {
      const syntax::Name& first = written.names.front();
      const auto fact = framework_.find(SymbolKind::kFact, first.text);
      if (fact && written.names.size() == 1) {
        if (framework_.facts[*fact].type.kind != TypeKind::kDate) {
          report_.error(Code::kTypeMismatch, first.span,
                        fmt::format("a moment must be an event or a date, and `{}` is {}", first.text,
                                    type_in_words(framework_.facts[*fact].type)));
          return std::nullopt;
        }
        result.kind = Moment::Kind::kFact;
        result.fact = {*fact};
        return result;
      }
      result.kind = Moment::Kind::kEvents;
      result.events = events(written.names);
      if (result.events.empty()) return std::nullopt;
      return result;
    }
    case syntax::Moment::Kind::kFirst:
      result.kind = Moment::Kind::kFirst;
      result.events = events(written.names);
      if (result.events.empty()) return std::nullopt;
      return result;
    case syntax::Moment::Kind::kEntering: {
      const auto stage = look_up(SymbolKind::kStage, written.names.front());
      if (!stage) return std::nullopt;
      result.kind = Moment::Kind::kEntering;
      result.stage = {*stage};
      return result;
    }
    case syntax::Moment::Kind::kDay:
      result.kind = Moment::Kind::kDay;
      result.day = written.day.value;
      return result;
    case syntax::Moment::Kind::kOffset: {
      needs_calendar(written.offset.value, written.offset.span);
      auto of = moment(written.of.front());
      if (!of) return std::nullopt;
      result.kind = Moment::Kind::kOffset;
      result.offset = written.offset.value;
      result.before = written.before;
      result.of.push_back(std::move(*of));
      return result;
    }
  }
  return std::nullopt;
}

void Resolver::example(const syntax::Example& written) {
  Example example;
  example.title = written.title.value;
  example.span = written.header;
  std::optional<Span> as_of;
  for (const syntax::ExampleItem& item : written.items) {
    if (const auto* an_event = std::get_if<syntax::ExampleEvent>(&item)) {
      example_event(*an_event, example);
    } else if (const auto* expected = std::get_if<syntax::Expectation>(&item)) {
      expectation(*expected, example);
    } else if (const auto* day = std::get_if<syntax::AsOf>(&item)) {
      if (as_of) {
        report_.error(Code::kDuplicateClause, day->span, "the example says `as of` twice", "leave one out");
      }
      as_of = day->span;
      example.as_of = day->day.value;
    } else if (const auto* missing = std::get_if<syntax::NotHeld>(&item)) {
      for (const EventId id : events(missing->events)) example.not_held.push_back(id);
    }
  }
  framework_.examples.push_back(std::move(example));
}

void Resolver::example_event(const syntax::ExampleEvent& written, Example& into) {
  const auto event = look_up(SymbolKind::kEvent, written.event);
  ExampleEvent result;
  result.on = written.on.value;
  result.span = written.span;
  for (const syntax::With& with : written.with) {
    const auto fact = look_up(SymbolKind::kFact, with.fact);
    if (!fact || !event) continue;
    const auto& records = framework_.events[*event].records;
    if (std::find(records.begin(), records.end(), FactId{*fact}) == records.end()) {
      report_.add({.code = Code::kNotRecorded,
                   .severity = Severity::kError,
                   .message = fmt::format("`{}` does not record `{}`", written.event.text, with.fact.text),
                   .span = with.fact.span,
                   .labels = {{framework_.events[*event].span, "the event"}},
                   .help = fmt::format("add `records {}` to the event", with.fact.text)});
      continue;
    }
    const Type& type = framework_.facts[*fact].type;
    if (type.kind == TypeKind::kList) {
      LiteralList items;
      bool whole = true;
      for (const syntax::Expression& value : with.values) {
        auto one = literal(value, type.element.front());
        whole = whole && one.has_value();
        if (one) items.push_back(std::move(*one));
      }
      if (whole) result.facts.push_back({{*fact}, {std::move(items)}, with.span});
    } else if (with.none || with.values.size() != 1) {
      report_.error(Code::kTypeMismatch, with.span,
                    fmt::format("`{}` takes one value: {}", with.fact.text, type_in_words(type)),
                    with.none ? "`with no …` records an empty list" : "only a list takes several");
    } else if (auto value = literal(with.values.front(), type)) {
      result.facts.push_back({{*fact}, std::move(*value), with.span});
    }
  }
  if (!event) return;
  result.event = {*event};
  into.events.push_back(std::move(result));
}

void Resolver::expectation(const syntax::Expectation& written, Example& into) {
  Expectation result;
  result.span = written.span;
  result.kind = static_cast<Expectation::Kind>(written.kind);
  static_assert(static_cast<int>(Expectation::Kind::kNothing) == static_cast<int>(syntax::Expectation::Kind::kNothing));
  static_assert(static_cast<int>(Expectation::Kind::kStage) == static_cast<int>(syntax::Expectation::Kind::kStage));
  result.status = written.status;
  result.due = written.due.value;
  result.finding = written.finding;
  if (written.late) {
    result.late = written.late->value;
    needs_calendar(written.late->value, written.late->span);
  }
  switch (written.kind) {
    case syntax::Expectation::Kind::kStatus:
    case syntax::Expectation::Kind::kDue:
    case syntax::Expectation::Kind::kFinding: {
      const auto duty = look_up(SymbolKind::kDuty, written.names.front());
      if (!duty) return;
      result.duty = {*duty};
      break;
    }
    case syntax::Expectation::Kind::kStage:
      for (const syntax::Name& name : written.names) {
        const auto stage = look_up(SymbolKind::kStage, name);
        if (!stage) return;
        result.stages.push_back({*stage});
      }
      break;
    case syntax::Expectation::Kind::kUnexpected: {
      const auto event = look_up(SymbolKind::kEvent, written.names.front());
      if (!event) return;
      result.event = {*event};
      break;
    }
    case syntax::Expectation::Kind::kCondition:
      if (written.condition) result.condition = condition(*written.condition, "`expect`");
      if (!result.condition) return;
      break;
    case syntax::Expectation::Kind::kNothing:
      break;
  }
  into.expectations.push_back(std::move(result));
}

}  // namespace proviso::model
