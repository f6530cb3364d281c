// SPDX-License-Identifier: Apache-2.0
#include "grammar/wording.h"

#include <optional>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/vocabulary_words.h"

namespace proviso::grammar {
std::string quoted(std::string_view value) {
  std::string result = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

namespace {

std::string_view unit_word(Unit unit) {
  switch (unit) {
    case Unit::kWorkingDays:
      return "working day";
    case Unit::kCalendarDays:
      return "calendar day";
    case Unit::kWeeks:
      return "week";
    case Unit::kMonths:
      return "month";
    case Unit::kYears:
      return "year";
    case Unit::kNamedDays:
      return "named day";
    case Unit::kHours:
      return "hour";
  }
  return {};
}

}  // namespace

std::string wording(const proviso::Duration& duration) {
  return fmt::format("{} {}{}", duration.amount, unit_word(duration.unit), duration.amount == 1 ? "" : "s");
}

std::string wording(const syntax::Duration& duration) {
  if (!duration.named) return wording(duration.value);
  return fmt::format("{} {} day{}", duration.value.amount, duration.named->text, duration.value.amount == 1 ? "" : "s");
}

std::string unit_text(const syntax::Duration& duration) {
  return duration.named ? duration.named->text + " days" : fmt::format("{}s", unit_word(duration.value.unit));
}

std::string wording(const syntax::Amount& amount) {
  return amount.parameter ? "the " + amount.parameter->text : wording(amount.duration.value_or(syntax::Duration{}));
}

std::string wording(const syntax::MonthDay& day) {
  // Any leap year has every day.
  const std::string date = long_date(Date{std::chrono::year{2000} / day.value});
  return date.substr(0, date.rfind(' '));
}

std::string time_text(std::int32_t minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

std::string wording(const std::vector<syntax::Name>& names, std::string_view separator) {
  std::string result;
  for (const syntax::Name& name : names) {
    if (!result.empty()) result += separator;
    result += name.text;
  }
  return result;
}

namespace {

std::string listed(const std::vector<syntax::Moment>& moments) {
  std::string result;
  for (const syntax::Moment& moment : moments) {
    if (!result.empty()) result += ", ";
    result += wording(moment);
  }
  return result;
}

}  // namespace

std::string wording(const syntax::Moment& moment) {
  switch (moment.kind) {
    case syntax::Moment::Kind::kNamed:
      return wording(moment.names, " or ");
    case syntax::Moment::Kind::kFirst:
      return "first " + moment.names.front().text;
    case syntax::Moment::Kind::kEntering:
      return "entering " + moment.names.front().text;
    case syntax::Moment::Kind::kDay:
      return long_date(moment.day.value);
    case syntax::Moment::Kind::kOffset:
      return wording(moment.offset) + (moment.before ? " before " : " after ") + wording(moment.of.front());
    case syntax::Moment::Kind::kLaterOf:
      return "the later of " + listed(moment.of);
    case syntax::Moment::Kind::kEarlierOf:
      return "the earlier of " + listed(moment.of);
    case syntax::Moment::Kind::kInYearOf:
      return wording(moment.month_day) + " in the year of " + wording(moment.of.front());
  }
  return {};
}

std::string wording(const syntax::FactType& type) {
  switch (type.kind) {
    case syntax::FactType::Kind::kYesNo:
      return "yes/no";
    case syntax::FactType::Kind::kNumber:
      return "number";
    case syntax::FactType::Kind::kText:
      return "text";
    case syntax::FactType::Kind::kDate:
      return "date";
    case syntax::FactType::Kind::kDuration:
      return "duration";
    case syntax::FactType::Kind::kParty:
      return "party";
    case syntax::FactType::Kind::kOneOf:
      return "one of " + wording(type.values, ", ");
    case syntax::FactType::Kind::kList:
      return "list of " + wording(type.element.front());
  }
  return {};
}

std::string wording(const syntax::Cite& cite) {
  std::string result = "cite " + cite.source.text;
  if (cite.place) result += " " + quoted(cite.place->value);
  if (cite.unconfirmed) result += " unconfirmed";
  return result;
}

std::string wording(const syntax::Accept& accept) {
  return "accept " + accept.code.text + " because " + quoted(accept.reason.value);
}

namespace {

/// A limit without `as soon as practicable`.
std::string dated(const syntax::Limit& limit) {
  const std::string moment = limit.moment ? wording(*limit.moment) : std::string{};
  const std::string until = limit.until ? " until " + wording(*limit.until) : std::string{};
  switch (limit.kind) {
    case syntax::Limit::Kind::kWithin:
      return fmt::format("within {} of {}", wording(limit.amount), moment);
    case syntax::Limit::Kind::kWithinBeginning:
      return fmt::format("within {} beginning with {}", wording(limit.amount), moment);
    case syntax::Limit::Kind::kBy:
      return "by " + moment;
    case syntax::Limit::Kind::kBefore:
      return "before " + moment;
    case syntax::Limit::Kind::kOnTheDayOf:
      return "on the day of " + moment;
    case syntax::Limit::Kind::kOnWeekday:
      return fmt::format("on a {}", weekday_name(limit.weekday));
    case syntax::Limit::Kind::kNoSooner:
      return "no sooner than " + moment + (limit.no_later ? " and no later than " + wording(*limit.no_later) : "");
    case syntax::Limit::Kind::kAtLeast:
      return fmt::format("at least {} times within {} of {}", limit.times, wording(limit.amount), moment);
    case syntax::Limit::Kind::kEvery:
      return fmt::format("every {} from {}{}", wording(limit.amount), moment, until);
    case syntax::Limit::Kind::kThroughout:
      return "from " + moment + until;
    case syntax::Limit::Kind::kAnyTime:
      return "at any time";
  }
  return {};
}

}  // namespace

std::string wording(const syntax::Limit& limit) {
  if (!limit.practicable) return dated(limit);
  std::string result = "as soon as practicable";
  if (limit.judged_by) result += " judged by " + limit.judged_by->text;
  if (limit.kind != syntax::Limit::Kind::kAnyTime) result += " and " + dated(limit);
  return result;
}

std::string_view wording(syntax::Verb verb) {
  switch (verb) {
    case syntax::Verb::kEnsure:
      return "ensure";
    case syntax::Verb::kAllow:
      return "allow";
    case syntax::Verb::kUse:
      return "use";
  }
  return {};
}

std::string_view wording(Modality modality, bool negated) {
  switch (modality) {
    case Modality::kMust:
      return negated ? "must not" : "must";
    case Modality::kShould:
      return negated ? "should not" : "should";
    case Modality::kWillUsually:
      return negated ? "will not usually" : "will usually";
    case Modality::kMay:
      return negated ? "may not" : "may";
  }
  return {};
}

std::string wording(const syntax::Action& action) {
  using Kind = syntax::Action::Kind;
  switch (action.kind) {
    case Kind::kRecord:
      return "record " + action.name.text + " as " + wording(*action.value);
    case Kind::kAdd:
      return "add " + wording(*action.value) + " to " + action.name.text;
    case Kind::kGoTo:
      return "go to " + action.name.text;
    case Kind::kBegin:
      return "begin " + action.name.text;
    case Kind::kEnd:
      return "end " + action.name.text;
    case Kind::kNotify:
      return "notify " + action.name.text + " " + quoted(action.text->value);
    case Kind::kOpen: {
      std::string result = "open " + action.name.text;
      for (const syntax::Action::Handed& handed : action.handed) {
        result += &handed == &action.handed.front() ? " with " : " and ";
        result += handed.fact.text + " as " + wording(handed.value);
      }
      return result;
    }
    case Kind::kCloseCase:
      return "close case";
  }
  return {};
}

std::string wording(const syntax::Roll& roll) {
  using Kind = syntax::Roll::Kind;
  std::string result = "or the next ";
  result += roll.kind == Kind::kWorking ? "working" : roll.kind == Kind::kCalendar ? "calendar" : roll.named->text;
  result += " day";
  if (roll.from && roll.to) {
    result += " when it falls in " + long_date(roll.from->value) + " to " + long_date(roll.to->value);
  } else if (roll.from_each_year && roll.to_each_year) {
    result += " when it falls in " + wording(*roll.from_each_year) + " to " + wording(*roll.to_each_year);
  }
  return result;
}

std::string wording(const syntax::Adjustment& adjustment) {
  using Kind = syntax::Adjustment::Kind;
  const std::string when = " when " + wording(adjustment.events, " or ");
  switch (adjustment.kind) {
    case Kind::kBy: {
      std::string result = "extended by " + wording(adjustment.amount) + when;
      if (adjustment.times) result += fmt::format(" at most {} times", *adjustment.times);
      if (adjustment.in_all) result += " by at most " + wording(*adjustment.in_all) + " in all";
      return result;
    }
    case Kind::kTo:
      return "extended to " + wording(*adjustment.moment) + when;
    case Kind::kInstead:
      return "due instead " + wording(*adjustment.moment) + when;
  }
  return {};
}

std::string_view wording(syntax::Decision::Hit hit) {
  using Hit = syntax::Decision::Hit;
  switch (hit) {
    case Hit::kUnique:
      return "hit unique";
    case Hit::kFirst:
      return "hit first";
    case Hit::kAny:
      return "hit any";
    case Hit::kCollect:
      return "hit collect";
    case Hit::kSum:
      return "hit collect sum";
    case Hit::kCount:
      return "hit collect count";
    case Hit::kMin:
      return "hit collect min";
    case Hit::kMax:
      return "hit collect max";
  }
  return {};
}

namespace {

std::string wording(const syntax::Cell::Part& part) {
  using Kind = syntax::Cell::Part::Kind;
  const std::string low = part.low ? grammar::wording(*part.low) : std::string{};
  const std::string high = part.high ? grammar::wording(*part.high) : std::string{};
  const auto is_day = [](const syntax::Maybe<syntax::Expression>& e) {
    return e && e->kind == syntax::Expression::Kind::kDay;
  };
  const bool dates = is_day(part.low) || is_day(part.high);
  switch (part.kind) {
    case Kind::kValue:
      return low;
    case Kind::kRange:
      return low + " to " + high;
    case Kind::kMoreThan:
      return (dates ? "after " : "more than ") + low;
    case Kind::kAtLeast:
      return (dates ? "on or after " : "at least ") + low;
    case Kind::kLessThan:
      return (dates ? "before " : "less than ") + high;
    case Kind::kAtMost:
      return (dates ? "on or before " : "at most ") + high;
    case Kind::kUnknown:
      return "unknown";
  }
  return {};
}

}  // namespace

std::string wording(const syntax::Cell& cell) {
  if (cell.any) return "-";
  std::string result;
  for (const syntax::Cell::Part& part : cell.parts) {
    if (!result.empty()) result += " or ";
    result += wording(part);
  }
  return cell.negated ? "not " + result : result;
}

std::string_view wording(DutyStatus status) { return status_text(status); }

std::string_view wording(FindingKind finding) { return finding_kind_text(finding); }

}  // namespace proviso::grammar
