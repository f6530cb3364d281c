// SPDX-License-Identifier: Apache-2.0
// Duties: who owes what by when, and what stops, moves or lifts the limit.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/did_you_mean.h"
#include "engine/calendar/deadline.h"
#include "engine/model/resolver.h"

namespace proviso::model {
namespace {

using Kind = syntax::Limit::Kind;

bool has_due_date(const syntax::Limit& limit) {
  switch (limit.kind) {
    case Kind::kWithin:
    case Kind::kWithinBeginning:
    case Kind::kBy:
    case Kind::kBefore:
    case Kind::kOnTheDayOf:
    case Kind::kAtLeast:
    case Kind::kEvery:
      return true;
    case Kind::kNoSooner:
      return limit.no_later.has_value();
    case Kind::kOnWeekday:
    case Kind::kThroughout:
    case Kind::kAnyTime:
      return false;
  }
  return false;
}

/// One act, one due date: what two acts can be alternatives for.
bool may_be_alternative(const syntax::Limit& limit) {
  return has_due_date(limit) && limit.kind != Kind::kAtLeast && limit.kind != Kind::kEvery;
}

/// A written amount of 0.
bool nothing(const Amount& amount) {
  const auto* written = std::get_if<Duration>(&amount);
  return written != nullptr && written->amount < 1;
}

constexpr std::string_view kHoursHelp =
    "hours are counted in `within <n> hours of <event>` and in `extended by <n> hours`; count days here";

}  // namespace

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
  } else if (written.negated && written.limit.kind == Kind::kEvery) {
    report_.error(Code::kModalityVerb, written.limit.span, "what must not happen has no turns to come round",
                  "write a prohibition `within …` or `at any time`");
  }
}

void Resolver::duty(const syntax::Duty& written, DutyId id) {
  modality(written);
  Duty resolved = framework_[id];
  resolved.modality = written.modality;
  resolved.negated = written.negated;
  resolved.only_if = written.only_if;
  const auto twice = [&](std::string_view clause, Span span) {
    report_.error(Code::kDuplicateClause, span, fmt::format("the duty `{}` has `{}` twice", written.name.text, clause),
                  "leave one out");
  };
  if (!written.applies_if.empty()) resolved.applies_if = condition(written.applies_if.front(), "`applies if`");
  if (written.applies_if.size() > 1) twice("applies if", written.applies_if[1].span);
  if (written.for_each.size() > 1) twice("for each", written.for_each[1].span);
  if (written.alternatives.size() > 1) twice("or ensure", written.alternatives[1].span);
  if (written.warn.size() > 1) twice("warn … ahead", written.warn[1].span);
  party(written, resolved);
  resolved.events = events(written.events);
  if (written.that) resolved.that = condition(*written.that, "`ensure that`");
  if (written.condition) resolved.condition = condition(*written.condition, written.only_if ? "`only if`" : "`if`");
  standing(written);
  if (auto resolved_limit = limit(written.limit)) resolved.limit = std::move(*resolved_limit);
  alternatives(written, resolved);
  longest(written.limit);
  clock(written, resolved);
  once(written, resolved);
  resolved.citations = citations(written.cites);
  framework_.duties[id.value] = std::move(resolved);
}

void Resolver::party(const syntax::Duty& written, Duty& into) {
  const syntax::ForEach* each = written.for_each.empty() ? nullptr : &written.for_each.front();
  if (each != nullptr) {
    if (const Symbol* clash = symbol(each->variable.text)) {
      report_.add({.code = Code::kDuplicateName,
                   .severity = Severity::kError,
                   .message = fmt::format("`{}` stands for something else already", each->variable.text),
                   .span = each->variable.span,
                   .labels = {{clash->span, fmt::format("declared here as {}", symbol_kind_text(clash->kind))}},
                   .help = "give the name after `for each` another one"});
    }
    if (const auto list = look_up(SymbolKind::kFact, each->list)) {
      const Type& type = framework_.facts[*list].type;
      if (type.kind != TypeKind::kList || type.element.front().kind != TypeKind::kParty) {
        report_.error(
            Code::kTypeMismatch, each->list.span,
            fmt::format("`for each` needs a list of party, and `{}` is {}", each->list.text, type_in_words(type)),
            "declare a fact with the type `list of party` and let an event record it");
      } else {
        into.party.kind = Owing::Kind::kEach;
        into.party.fact = {*list};
        into.party.variable = each->variable.text;
      }
    }
    if (written.party.text != each->variable.text) {
      report_.add({.code = Code::kMisplaced,
                   .severity = Severity::kError,
                   .message = fmt::format("the duty is owed by `{}`, so `{}` stands for nobody", written.party.text,
                                          each->variable.text),
                   .span = written.party.span,
                   .labels = {{each->span, "one duty for each of these"}},
                   .help = fmt::format("write `{}` here, or leave `for each` out", each->variable.text)});
    }
    return;
  }
  if (const auto fact = find(SymbolKind::kFact, written.party.text)) {
    const Type& type = framework_.facts[*fact].type;
    if (type.kind != TypeKind::kParty) {
      report_.error(Code::kTypeMismatch, written.party.span,
                    fmt::format("a party owes a duty, and `{}` is {}", written.party.text, type_in_words(type)),
                    type.kind == TypeKind::kList ? fmt::format("write `for each <name> in {}`", written.party.text)
                                                 : "name a party, or a fact of type party");
      return;
    }
    into.party.kind = Owing::Kind::kFact;
    into.party.fact = {*fact};
  } else if (const auto party = look_up(SymbolKind::kParty, written.party)) {
    into.party.party = {*party};
  }
}

// `ensure that` says what must hold from day to day, and only `from …` says on which days.
void Resolver::standing(const syntax::Duty& written) {
  const bool throughout = written.limit.kind == Kind::kThroughout;
  if (written.that && !throughout) {
    report_.error(Code::kStandingDuty, written.limit.span,
                  "`ensure that` is judged on every day, and this limit names one",
                  "write `from <moment> [until <moment>]`, or ensure an event");
  } else if (throughout && !written.that) {
    report_.error(Code::kStandingDuty, written.limit.span, "`from …` goes with `ensure that` only",
                  "write `ensure that <condition>`, or another limit for the event");
  }
}

void Resolver::alternatives(const syntax::Duty& written, Duty& into) {
  if (written.alternatives.empty()) return;
  const syntax::Alternative& other = written.alternatives.front();
  Alternative resolved;
  resolved.events = events(other.events);
  resolved.span = other.span;
  if (written.verb != syntax::Verb::kEnsure || written.negated || written.that) {
    report_.error(Code::kModalityVerb, other.span, "`or ensure` is another way to do what must be done",
                  written.that ? "`ensure that` has no other way; join the conditions with `or`"
                               : "write it after `ensure` only");
  }
  for (const syntax::Limit* one : {&written.limit, &other.limit}) {
    if (may_be_alternative(*one) || (one == &written.limit && written.that)) continue;
    report_.error(Code::kNoDueDate, one->span, "of two ways to do something each needs one due date",
                  "use `within`, `by`, `before`, `on the day of`, or `no sooner than … and no later than …`");
  }
  auto limited = limit(other.limit);
  if (!limited) return;
  resolved.limit = std::move(*limited);
  into.alternative = std::move(resolved);
}

void Resolver::once(const syntax::Duty& written, Duty& into) {
  for (std::size_t i = 0; i < written.once.size(); ++i) {
    const syntax::Once& one = written.once[i];
    into.once.push_back({one.status, actions(one.actions), one.span});
  }
}

// `as soon as practicable and <limit>`: the limit is the longest it may take.
void Resolver::longest(const syntax::Limit& written) {
  if (!written.practicable || written.kind == Kind::kAnyTime || has_due_date(written)) return;
  report_.error(Code::kNoDueDate, written.span, "the limit beside `as soon as practicable` has no last day",
                "give the longest it may take, such as `within …` or `by …`, or leave the limit out");
}

// Rolls, warnings, stops, adjustments and excuses: each changes a due date, so there must be one.
void Resolver::clock(const syntax::Duty& written, Duty& into) {
  const bool due = has_due_date(written.limit);
  const auto needs_due = [&](std::string_view clause, Span span) {
    if (due) return;
    report_.add({.code = Code::kNoDueDate,
                 .severity = Severity::kError,
                 .message = fmt::format("`{}` needs a due date, and this limit has none", clause),
                 .span = span,
                 .labels = {{written.limit.span, "the limit"}},
                 .help = "leave the clause out, or give a limit such as `within …` or `by …`"});
  };
  for (const syntax::Roll& one : written.rolls) {
    needs_due("or the next … day", one.span);
    if (auto resolved = roll(one)) into.rolls.push_back(*resolved);
  }
  if (!written.warn.empty()) {
    into.warn = duration(written.warn.front());
    if (!due) {
      report_.error(Code::kNoDuration, written.warn.front().span, "this limit has no due date to warn ahead of",
                    "leave `warn … ahead` out");
    }
  }
  for (const syntax::Expression& one : written.stops) {
    needs_due("clock stops", one.span);
    if (auto resolved = condition(one, "`clock stops while`")) into.stops.push_back(std::move(*resolved));
  }
  for (const syntax::Adjustment& one : written.adjustments) {
    constexpr std::array kClauses{"extended by", "extended to", "due instead"};
    needs_due(kClauses.at(static_cast<std::size_t>(one.kind)), one.span);
    if (auto resolved = adjustment(one)) into.adjustments.push_back(std::move(*resolved));
  }
  for (const syntax::Expression& one : written.excuses) {
    if (written.limit.kind != Kind::kThroughout && !written.limit.practicable) needs_due("excused", one.span);
    if (auto resolved = condition(one, "`excused if`")) into.excuses.push_back(std::move(*resolved));
  }
}

std::optional<Roll> Resolver::roll(const syntax::Roll& written) {
  Roll result;
  result.kind = static_cast<Roll::Kind>(written.kind);
  static_assert(static_cast<int>(Roll::Kind::kNamed) == static_cast<int>(syntax::Roll::Kind::kNamed));
  result.span = written.span;
  if (written.from) result.from = written.from->value;
  if (written.to) result.to = written.to->value;
  if (written.from_each_year) result.from_each_year = written.from_each_year->value;
  if (written.to_each_year) result.to_each_year = written.to_each_year->value;
  if (result.kind == Roll::Kind::kWorking) needs_calendar(written.span);
  if (written.named) {
    const auto calendar = named_calendar(*written.named);
    if (!calendar) return std::nullopt;
    result.calendar = *calendar;
  }
  if (result.from && result.to && *result.to < *result.from) {
    report_.error(Code::kNoDuration, written.to->span, "this period ends before it begins",
                  "write the earlier day first");
    return std::nullopt;
  }
  const bool period = result.from || result.from_each_year;
  if (result.kind == Roll::Kind::kCalendar && !period) {
    report_.error(Code::kNoDuration, written.span, "every day is a calendar day, so nothing would be rolled",
                  "say when: `or the next calendar day when it falls in <date> to <date>`");
    return std::nullopt;
  }
  return result;
}

std::optional<Adjustment> Resolver::adjustment(const syntax::Adjustment& written) {
  Adjustment result;
  result.kind = static_cast<Adjustment::Kind>(written.kind);
  static_assert(static_cast<int>(Adjustment::Kind::kInstead) == static_cast<int>(syntax::Adjustment::Kind::kInstead));
  result.span = written.span;
  result.events = events(written.events);
  bool whole = !result.events.empty();
  if (written.kind == syntax::Adjustment::Kind::kBy) {
    const auto by = amount(written.amount, true);
    if (by) result.amount = *by;
    whole = whole && by;
    if (by && nothing(*by)) {
      report_.error(Code::kNoDuration, written.amount.duration ? written.amount.duration->span : written.span,
                    "an extension by nothing leaves the date as it is", "write 1 or more, or leave the clause out");
      whole = false;
    }
  }
  if (written.moment) {
    result.moment = moment(*written.moment);
    whole = whole && result.moment;
  }
  result.times = written.times;
  if (written.times && *written.times < 1) {
    report_.error(Code::kNoDuration, written.span,
                  fmt::format("`at most {} times` allows no extension", *written.times),
                  "write 1 or more, or leave the clause out");
    whole = false;
  }
  if (written.in_all) {
    result.in_all = duration(*written.in_all, true);
    whole = whole && result.in_all;
    if (result.in_all && result.in_all->amount < 1) {
      report_.error(Code::kNoDuration, written.in_all->span, "nothing in all allows no extension",
                    "write 1 or more, or leave the clause out");
      whole = false;
    }
  }
  if (!whole) return std::nullopt;
  return result;
}

std::optional<Limit> Resolver::limit(const syntax::Limit& written) {
  Limit result;
  result.span = written.span;
  result.kind = static_cast<LimitKind>(written.kind);
  static_assert(static_cast<int>(LimitKind::kAtLeast) == static_cast<int>(Kind::kAtLeast));
  static_assert(static_cast<int>(LimitKind::kOnWeekday) == static_cast<int>(Kind::kOnWeekday));
  static_assert(static_cast<int>(LimitKind::kAnyTime) == static_cast<int>(Kind::kAnyTime));
  bool whole = true;
  if (written.amount.duration || written.amount.parameter) {
    // Hours are counted from the time of day of an event.
    const bool hours = written.kind == Kind::kWithin && written.moment &&
                       (written.moment->kind == syntax::Moment::Kind::kFirst ||
                        (written.moment->kind == syntax::Moment::Kind::kNamed &&
                         !find(SymbolKind::kFact, written.moment->names.front().text)));
    const auto counted = amount(written.amount, hours);
    if (counted) result.amount = *counted;
    whole = counted.has_value();
  }
  result.times = written.times;
  result.weekday = written.weekday;
  result.practicable = written.practicable;
  if (written.kind == Kind::kAtLeast && written.times < 1) {
    report_.error(Code::kNoDuration, written.span, "`at least 0 times` asks for nothing", "write 1 or more");
    whole = false;
  }
  if (written.kind == Kind::kEvery && nothing(result.amount)) {
    report_.error(Code::kNoDuration, written.span, "an interval of nothing never ends", "write 1 or more");
    whole = false;
  }
  const auto point = [&](const syntax::Maybe<syntax::Moment>& from, std::optional<Moment>& into) {
    if (!from) return;
    into = moment(*from);
    whole = whole && into.has_value();
  };
  point(written.moment, result.moment);
  point(written.no_later, result.no_later);
  point(written.until, result.until);
  if (written.judged_by) {
    const auto judged = look_up(SymbolKind::kFact, *written.judged_by);
    whole = whole && judged;
    if (judged) {
      const Type& type = framework_.facts[*judged].type;
      if (type.kind != TypeKind::kYesNo) {
        report_.error(
            Code::kNotACondition, written.judged_by->span,
            fmt::format("`judged by` needs a yes or no, and `{}` is {}", written.judged_by->text, type_in_words(type)),
            "name a yes/no fact that says whether it was done as soon as practicable");
        whole = false;
      }
      result.judged_by = FactId{*judged};
    }
  }
  if (!whole) return std::nullopt;
  return result;
}

std::optional<Moment> Resolver::moment(const syntax::Moment& written) {
  Moment result;
  result.span = written.span;
  bool whole = true;
  for (const syntax::Moment& inner : written.of) {
    auto resolved = moment(inner);
    whole = whole && resolved.has_value();
    if (resolved) result.of.push_back(std::move(*resolved));
  }
  switch (written.kind) {
    case syntax::Moment::Kind::kNamed: {
      const syntax::Name& first = written.names.front();
      const auto fact = find(SymbolKind::kFact, first.text);
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
      whole = !result.events.empty();
      break;
    }
    case syntax::Moment::Kind::kFirst:
      result.kind = Moment::Kind::kFirst;
      result.events = events(written.names);
      whole = !result.events.empty();
      break;
    case syntax::Moment::Kind::kEntering: {
      const auto stage = look_up(SymbolKind::kStage, written.names.front());
      if (!stage) return std::nullopt;
      result.kind = Moment::Kind::kEntering;
      result.stage = {*stage};
      break;
    }
    case syntax::Moment::Kind::kDay:
      result.kind = Moment::Kind::kDay;
      result.day = written.day.value;
      break;
    case syntax::Moment::Kind::kOffset: {
      const auto offset = amount(written.offset);
      if (!offset) return std::nullopt;
      result.kind = Moment::Kind::kOffset;
      result.offset = *offset;
      result.before = written.before;
      break;
    }
    case syntax::Moment::Kind::kLaterOf:
      result.kind = Moment::Kind::kLaterOf;
      break;
    case syntax::Moment::Kind::kEarlierOf:
      result.kind = Moment::Kind::kEarlierOf;
      break;
    case syntax::Moment::Kind::kInYearOf:
      result.kind = Moment::Kind::kInYearOf;
      result.month_day = written.month_day.value;
      break;
  }
  if (!whole) return std::nullopt;
  return result;
}

std::optional<Amount> Resolver::amount(const syntax::Amount& written, bool hours) {
  if (written.parameter) {
    const auto index = look_up(SymbolKind::kParameter, *written.parameter);
    if (!index) return std::nullopt;
    const auto& versions = framework_.parameters[*index].versions;
    const auto in_hours = std::find_if(versions.begin(), versions.end(), [](const ParameterVersion& version) {
      return version.value.unit == Unit::kHours;
    });
    if (!hours && in_hours != versions.end()) {
      report_.add(
          {.code = Code::kHours,
           .severity = Severity::kError,
           .message = fmt::format("`{}` is given in hours, which cannot be counted here", written.parameter->text),
           .span = written.parameter->span,
           .labels = {{in_hours->span, "in hours here"}},
           .help = std::string(kHoursHelp)});
      return std::nullopt;
    }
    return Amount{ParameterId{*index}};
  }
  if (!written.duration) return std::nullopt;
  const auto counted = duration(*written.duration, hours);
  if (!counted) return std::nullopt;
  return Amount{*counted};
}

/// A written duration with its calendar; nothing where it cannot be counted here.
std::optional<Duration> Resolver::duration(const syntax::Duration& written, bool hours) {
  Duration result = written.value;
  if (result.unit == Unit::kHours && !hours) {
    report_.error(Code::kHours, written.span, "hours cannot be counted here", std::string(kHoursHelp));
    return std::nullopt;
  }
  if (result.unit == Unit::kWorkingDays) needs_calendar(written.span);
  if (written.named) {
    const auto calendar = named_calendar(*written.named);
    if (!calendar) return std::nullopt;
    result.unit = Unit::kNamedDays;
    result.calendar = *calendar;
  }
  return result;
}

std::optional<std::uint8_t> Resolver::named_calendar(const syntax::Name& word) {
  std::vector<std::string_view> known;
  for (const auto& [name, index] : spaces_[part_].words) {
    if (name == word.text) return index;
    known.push_back(name);
  }
  report_.error(
      Code::kUnknownName, word.span, fmt::format("no calendar counts `{} days`", word.text),
      did_you_mean(word.text, known, fmt::format("add `calendar <name> for {} days` to the framework", word.text)));
  return std::nullopt;
}

void Resolver::needs_calendar(Span span) {
  const syntax::Framework* header = spaces_[part_].header;
  if (header == nullptr || header->calendar) return;
  report_.error(Code::kNeedsCalendar, span, "working days need a calendar, and the framework names none",
                "add `calendar england` to the framework, or count calendar days");
}

}  // namespace proviso::model
