// SPDX-License-Identifier: Apache-2.0
// The examples that try a framework: histories, and what must come of them.
#include <algorithm>

#include <fmt/format.h>

#include "engine/model/resolver.h"

namespace proviso::model {

void Resolver::example(const syntax::Example& written) {
  Example example;
  example.title = written.title.value;
  example.span = written.header;
  std::optional<Span> as_of;
  for (const syntax::ExampleItem& item : written.items) {
    const auto* begun = std::get_if<syntax::BegunUnder>(&item);
    if (begun == nullptr) continue;
    if (example.begun_under) {
      report_.error(Code::kDuplicateClause, begun->span, "the example says `begun under` twice", "leave one out");
    }
    if (transition_ != nullptr && !followed_) continue;  // that it is not known has been said
    const auto part = part_named(begun->framework, "leave `begun under` out: other cases begin under this framework");
    if (!part) continue;
    example.begun_under = followed_ == part->value;
    if (!example.begun_under) {
      report_.error(Code::kMisplaced, begun->framework.span,
                    fmt::format("this framework does not continue `{}`", begun->framework.text),
                    "a case can have begun under the framework that `continues` names");
    }
  }
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
      for (const syntax::Name& name : missing->events) {
        const auto event = look_up_example(SymbolKind::kEvent, name, example.begun_under);
        if (event) example.not_held.push_back({*event});
      }
    }
  }
  framework_.examples.push_back(std::move(example));
}

void Resolver::example_event(const syntax::ExampleEvent& written, Example& into) {
  const bool before = framework_.transition && written.on.value < framework_.transition->from;
  const auto event = look_up_example(SymbolKind::kEvent, written.event, into.begun_under, before);
  ExampleEvent result;
  result.on = written.on.value;
  result.minute = written.minute;
  result.span = written.span;
  if (written.for_party) {
    if (const auto party = look_up(SymbolKind::kParty, *written.for_party)) result.for_party = PartyId{*party};
  }
  for (const syntax::With& with : written.with) {
    const auto fact = look_up_example(SymbolKind::kFact, with.fact, into.begun_under, before);
    if (!fact || !event) continue;
    const Event& happened = framework_.events[*event];
    const auto among = [&](const std::vector<FactId>& records) {
      return std::find(records.begin(), records.end(), FactId{*fact}) != records.end();
    };
    // A case that stays goes by the old rules from the day on, too.
    const bool old_rules = into.begun_under && happened.followed && among(happened.records_there);
    const bool new_rules = !(into.begun_under && before && happened.followed) && among(happened.records);
    if (!old_rules && !new_rules) {
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
  static_assert(static_cast<int>(Expectation::Kind::kClosed) == static_cast<int>(syntax::Expectation::Kind::kClosed));
  static_assert(static_cast<int>(Expectation::Kind::kNothing) == static_cast<int>(syntax::Expectation::Kind::kNothing));
  static_assert(static_cast<int>(Expectation::Kind::kStage) == static_cast<int>(syntax::Expectation::Kind::kStage));
  result.status = written.status;
  result.due = written.due.value;
  if (written.due_until) result.due_until = written.due_until->value;
  result.due_minute = written.due_minute;
  result.finding = written.finding;
  if (written.late) {
    result.late = duration(*written.late);
    if (!result.late) return;
  }
  if (written.for_party) {
    const auto party = look_up(SymbolKind::kParty, *written.for_party);
    if (!party) return;
    result.for_party = PartyId{*party};
  }
  switch (written.kind) {
    case syntax::Expectation::Kind::kStatus:
    case syntax::Expectation::Kind::kDue:
    case syntax::Expectation::Kind::kFinding: {
      const auto duty = look_up_example(SymbolKind::kDuty, written.names.front(), into.begun_under);
      if (!duty) return;
      result.duty = {*duty};
      break;
    }
    case syntax::Expectation::Kind::kStage:
      for (const syntax::Name& name : written.names) {
        const auto stage = look_up_example(SymbolKind::kStage, name, into.begun_under);
        if (!stage) return;
        result.stages.push_back({*stage});
      }
      break;
    case syntax::Expectation::Kind::kUnexpected: {
      const auto event = look_up_example(SymbolKind::kEvent, written.names.front(), into.begun_under);
      if (!event) return;
      result.event = {*event};
      break;
    }
    case syntax::Expectation::Kind::kCondition:
      if (written.condition) result.condition = condition(*written.condition, "`expect`");
      if (!result.condition) return;
      break;
    case syntax::Expectation::Kind::kNotified: {
      const auto party = look_up(SymbolKind::kParty, written.names.front());
      if (!party) return;
      result.party = {*party};
      break;
    }
    case syntax::Expectation::Kind::kNothing:
    case syntax::Expectation::Kind::kClosed:
      break;
  }
  into.expectations.push_back(std::move(result));
}

}  // namespace proviso::model
