// SPDX-License-Identifier: Apache-2.0
#include "grammar/wording.h"

#include <cstdint>

#include <fmt/format.h>

#include "base/civil_date.h"

namespace proviso::grammar {
namespace {

using Kind = syntax::Expression::Kind;

/// How tightly an expression holds together; brackets are needed where a looser one stands in a tighter place.
enum class Binding : std::uint8_t { kOr, kAnd, kNot, kComparison, kSum, kProduct, kOperand };

Binding binding(Kind kind) {
  switch (kind) {
    case Kind::kOr:
      return Binding::kOr;
    case Kind::kAnd:
      return Binding::kAnd;
    case Kind::kNot:
      return Binding::kNot;
    case Kind::kIs:
    case Kind::kIsNot:
    case Kind::kIsMoreThan:
    case Kind::kIsLessThan:
    case Kind::kIsAtLeast:
    case Kind::kIsAtMost:
    case Kind::kBefore:
    case Kind::kAfter:
    case Kind::kOnOrBefore:
    case Kind::kOnOrAfter:
    case Kind::kIncludes:
    case Kind::kIsKnown:
      return Binding::kComparison;
    case Kind::kPlus:
    case Kind::kMinus:
      return Binding::kSum;
    case Kind::kTimes:
      return Binding::kProduct;
    case Kind::kName:
    case Kind::kYes:
    case Kind::kNo:
    case Kind::kNumber:
    case Kind::kText:
    case Kind::kDay:
    case Kind::kDuration:
    case Kind::kCountOf:
    case Kind::kNumberOf:
    case Kind::kDateOfFirst:
    case Kind::kDateOfLast:
    case Kind::kInStage:
      return Binding::kOperand;
  }
  return Binding::kOperand;
}

/// The words between (or behind) the operands.
std::string_view joint(Kind kind) {
  switch (kind) {
    case Kind::kOr:
      return " or ";
    case Kind::kAnd:
      return " and ";
    case Kind::kIs:
      return " is ";
    case Kind::kIsNot:
      return " is not ";
    case Kind::kIsMoreThan:
      return " is more than ";
    case Kind::kIsLessThan:
      return " is less than ";
    case Kind::kIsAtLeast:
      return " is at least ";
    case Kind::kIsAtMost:
      return " is at most ";
    case Kind::kBefore:
      return " before ";
    case Kind::kAfter:
      return " after ";
    case Kind::kOnOrBefore:
      return " on or before ";
    case Kind::kOnOrAfter:
      return " on or after ";
    case Kind::kIncludes:
      return " includes ";
    case Kind::kIsKnown:
      return " is known";
    case Kind::kPlus:
      return " plus ";
    case Kind::kMinus:
      return " minus ";
    case Kind::kTimes:
      return " times ";
    case Kind::kName:
    case Kind::kYes:
    case Kind::kNo:
    case Kind::kNumber:
    case Kind::kText:
    case Kind::kDay:
    case Kind::kDuration:
    case Kind::kNot:
    case Kind::kCountOf:
    case Kind::kNumberOf:
    case Kind::kDateOfFirst:
    case Kind::kDateOfLast:
    case Kind::kInStage:
      return {};
  }
  return {};
}

Binding tighter(Binding place) { return static_cast<Binding>(static_cast<std::uint8_t>(place) + 1); }

void write(const syntax::Expression& e, Binding place, Behind behind, std::string& out);

void write_bare(const syntax::Expression& e, Behind behind, std::string& out) {
  switch (e.kind) {
    case Kind::kName:
      out += e.name.text;
      return;
    case Kind::kYes:
      out += "yes";
      return;
    case Kind::kNo:
      out += "no";
      return;
    case Kind::kNumber:
      out += number_text(e.number);
      return;
    case Kind::kText:
      out += quoted(e.text);
      return;
    case Kind::kDay:
      out += long_date(e.day.value);
      return;
    case Kind::kDuration:
      out += wording(e.duration.value);
      return;
    case Kind::kNumberOf:
      out += "number of " + e.name.text;
      return;
    case Kind::kDateOfFirst:
      out += "date of first " + e.name.text;
      return;
    case Kind::kDateOfLast:
      out += (e.explicit_last ? "date of last " : "date of ") + e.name.text;
      return;
    case Kind::kInStage:
      out += "in " + e.name.text;
      return;
    case Kind::kCountOf:
      out += "count of ";
      if (e.operands.front().kind == Kind::kName) {
        out += e.operands.front().name.text;
      } else {
        out += '(';
        write(e.operands.front(), Binding::kOr, Behind::kNothing, out);
        out += ')';
      }
      return;
    case Kind::kNot:
      out += "not ";
      write(e.operands.front(), Binding::kNot, behind, out);
      return;
    case Kind::kAnd:
    case Kind::kOr:
    case Kind::kIs:
    case Kind::kIsNot:
    case Kind::kIsMoreThan:
    case Kind::kIsLessThan:
    case Kind::kIsAtLeast:
    case Kind::kIsAtMost:
    case Kind::kBefore:
    case Kind::kAfter:
    case Kind::kOnOrBefore:
    case Kind::kOnOrAfter:
    case Kind::kIncludes:
    case Kind::kIsKnown:
    case Kind::kPlus:
    case Kind::kMinus:
    case Kind::kTimes:
      break;
  }
  const Binding own = binding(e.kind);
  const bool chain = own == Binding::kOr || own == Binding::kAnd;
  for (std::size_t i = 0; i < e.operands.size(); ++i) {
    if (i > 0) out += joint(e.kind);
    // Sums and products group to the left; comparisons do not chain.
    const bool loose = chain || (i == 0 && own != Binding::kComparison);
    write(e.operands[i], loose ? own : tighter(own), behind, out);
  }
  if (e.kind == Kind::kIsKnown) out += joint(e.kind);
}

void write(const syntax::Expression& e, Binding place, Behind behind, std::string& out) {
  const bool limit = behind == Behind::kLimit && e.kind == Kind::kBefore;
  if (!limit && binding(e.kind) >= place) return write_bare(e, behind, out);
  out += '(';
  write_bare(e, Behind::kNothing, out);
  out += ')';
}

std::string amount(const syntax::Limit& limit) {
  return limit.parameter ? "the " + limit.parameter->text : wording(limit.duration.value_or(syntax::Duration{}).value);
}

}  // namespace

std::string quoted(std::string_view value) {
  std::string result = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

std::string wording(const proviso::Duration& duration) {
  const auto unit = [&]() -> std::string_view {
    switch (duration.unit) {
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
    }
    return {};
  }();
  return fmt::format("{} {}{}", duration.amount, unit, duration.amount == 1 ? "" : "s");
}

std::string wording(const std::vector<syntax::Name>& names, std::string_view separator) {
  std::string result;
  for (const syntax::Name& name : names) {
    if (!result.empty()) result += separator;
    result += name.text;
  }
  return result;
}

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
      return wording(moment.offset.value) + (moment.before ? " before " : " after ") + wording(moment.of.front());
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

std::string wording(const syntax::Limit& limit) {
  const std::string moment = limit.moment ? wording(*limit.moment) : std::string{};
  switch (limit.kind) {
    case syntax::Limit::Kind::kWithin:
      return fmt::format("within {} of {}", amount(limit), moment);
    case syntax::Limit::Kind::kWithinBeginning:
      return fmt::format("within {} beginning with {}", amount(limit), moment);
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
      return fmt::format("at least {} times within {} of {}", limit.times, amount(limit), moment);
  }
  return {};
}

std::string wording(const syntax::Expression& expression, Behind behind) {
  std::string result;
  write(expression, Binding::kOr, behind, result);
  return result;
}

}  // namespace proviso::grammar
