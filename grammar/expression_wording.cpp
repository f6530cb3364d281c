// SPDX-License-Identifier: Apache-2.0
// Expressions as the author would write them, with the brackets they need and no others.
#include <cstddef>
#include <cstdint>

#include "base/civil_date.h"
#include "grammar/wording.h"

namespace proviso::grammar {
namespace {

using Kind = syntax::Expression::Kind;

/// How tightly an expression holds together; brackets are needed where a looser one stands in a tighter place. What
/// ends in a sum (`the later of a, b`, `weeks from a to b`) would take in a `plus` behind it.
enum class Binding : std::uint8_t { kOr, kAnd, kNot, kComparison, kOpenEnded, kSum, kProduct, kOperand };

Binding binding(const syntax::Expression& e) {
  switch (e.kind) {
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
    case Kind::kDutyIs:
      return Binding::kComparison;
    case Kind::kLaterOf:
    case Kind::kEarlierOf:
    case Kind::kCounted:
    case Kind::kLongestRun:
      return Binding::kOpenEnded;
    case Kind::kPlus:
    case Kind::kMinus:
      return Binding::kSum;
    case Kind::kTimes:
      return Binding::kProduct;
    case Kind::kDateOffset:
    case Kind::kWeekdayOf:
      return binding(e.operands.front()) == Binding::kOpenEnded ? Binding::kOpenEnded : Binding::kOperand;
    case Kind::kName:
    case Kind::kYes:
    case Kind::kNo:
    case Kind::kNumber:
    case Kind::kText:
    case Kind::kDay:
    case Kind::kDuration:
    case Kind::kWeekday:
    case Kind::kToday:
    case Kind::kCountOf:
    case Kind::kNumberOf:
    case Kind::kTotalOf:
    case Kind::kDateOfFirst:
    case Kind::kDateOfLast:
    case Kind::kInStage:
      return Binding::kOperand;
  }
  return Binding::kOperand;
}

/// The words between (or behind) the operands; none where an expression is not written so.
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
    case Kind::kWeekday:
    case Kind::kToday:
    case Kind::kNot:
    case Kind::kCountOf:
    case Kind::kNumberOf:
    case Kind::kTotalOf:
    case Kind::kDateOfFirst:
    case Kind::kDateOfLast:
    case Kind::kInStage:
    case Kind::kLongestRun:
    case Kind::kWeekdayOf:
    case Kind::kCounted:
    case Kind::kDateOffset:
    case Kind::kLaterOf:
    case Kind::kEarlierOf:
    case Kind::kDutyIs:
      return {};
  }
  return {};
}

/// Where an expression is written, as far as it decides about brackets.
struct Place {
  Binding binding = Binding::kOr;
  Behind behind = Behind::kNothing;
  bool comma_follows = false;
  bool before_or_after_follows = false;  ///< `5 weeks` would become `5 weeks after …`
  bool is_amount = false;                ///< behind `plus`, `minus` or `times`, where it would not
  bool after_precedes = false;           ///< `after 5 weeks` would begin the next move
};

bool ends_in_list(const syntax::Moment& moment) {
  using MomentKind = syntax::Moment::Kind;
  if (moment.kind == MomentKind::kLaterOf || moment.kind == MomentKind::kEarlierOf) return true;
  return (moment.kind == MomentKind::kOffset || moment.kind == MomentKind::kInYearOf) &&
         ends_in_list(moment.of.front());
}

bool needs_brackets(const syntax::Expression& e, const Place& place) {
  if (binding(e) < place.binding) return true;
  switch (e.kind) {
    case Kind::kBefore:
      return place.behind == Behind::kLimit;
    case Kind::kDateOffset:
      return place.is_amount || (e.before && place.behind == Behind::kLimit);
    case Kind::kDuration:
      return place.after_precedes || (place.before_or_after_follows && !place.is_amount);
    case Kind::kLaterOf:
    case Kind::kEarlierOf:
      return place.comma_follows;
    case Kind::kNumberOf:
    case Kind::kTotalOf:
      return place.comma_follows && !e.since.empty() && ends_in_list(e.since.front());
    default:
      return false;
  }
}

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  void write(const syntax::Expression& e, const Place& place) {
    if (!needs_brackets(e, place)) return write_bare(e, place);
    out_ += '(';
    write_bare(e, {});
    out_ += ')';
  }

 private:
  void write_bare(const syntax::Expression& e, const Place& place) {
    switch (e.kind) {
      case Kind::kName:
        out_ += e.name.text;
        return;
      case Kind::kYes:
        out_ += "yes";
        return;
      case Kind::kNo:
        out_ += "no";
        return;
      case Kind::kNumber:
        out_ += number_text(e.number);
        return;
      case Kind::kText:
        out_ += quoted(e.text);
        return;
      case Kind::kDay:
        out_ += long_date(e.day.value);
        return;
      case Kind::kDuration:
        out_ += wording(e.duration);
        return;
      case Kind::kWeekday:
        out_ += weekday_name(e.weekday);
        return;
      case Kind::kToday:
        out_ += "today";
        return;
      case Kind::kNumberOf:
        out_ += "number of " + e.name.text;
        return write_since(e);
      case Kind::kTotalOf:
        out_ += "total of " + e.name.text + " over " + e.event.text;
        return write_since(e);
      case Kind::kDateOfFirst:
        out_ += "date of first " + e.name.text;
        return;
      case Kind::kDateOfLast:
        out_ += (e.explicit_last ? "date of last " : "date of ") + e.name.text;
        return;
      case Kind::kInStage:
        out_ += "in " + e.name.text;
        return write_framework(e);
      case Kind::kDutyIs:
        out_ += e.name.text;
        write_framework(e);
        out_ += " is ";
        out_ += wording(e.status);
        return;
      case Kind::kCountOf:
        out_ += "count of ";
        return write(e.operands.front(), e.operands.front().kind == Kind::kName ? Place{} : kInBrackets);
      case Kind::kNot:
        out_ += "not ";
        return write(e.operands.front(), {.binding = Binding::kNot, .behind = place.behind});
      case Kind::kWeekdayOf:
        out_ += "weekday of ";
        return write_last(e, place);
      case Kind::kDateOffset:
        out_ += wording(e.duration) + (e.before ? " before " : " after ");
        return write_last(e, place);
      case Kind::kLongestRun:
        out_ += "longest run of ";
        write(e.operands.front(), {});
        return write_from_to(e.operands[1], e.operands[2], place);
      case Kind::kCounted:
        out_ += unit_text(e.duration);
        return write_from_to(e.operands[0], e.operands[1], place);
      case Kind::kLaterOf:
      case Kind::kEarlierOf:
        return write_list(e, place);
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
        return write_joined(e, place);
    }
  }

  static constexpr Place kInBrackets{.binding = static_cast<Binding>(static_cast<std::uint8_t>(Binding::kOperand) + 1)};

  void write_since(const syntax::Expression& e) {
    if (!e.since.empty()) out_ += " since " + wording(e.since.front());
  }
  void write_framework(const syntax::Expression& e) {
    if (e.framework) out_ += " of " + e.framework->text;
  }

  /// The operand at the end of an expression: what follows the whole follows it too.
  void write_last(const syntax::Expression& e, const Place& place) {
    const syntax::Expression& of = e.operands.front();
    const bool open_ended = binding(of) == Binding::kOpenEnded;
    write(of, {.binding = open_ended ? Binding::kOpenEnded : Binding::kOperand,
               .behind = place.behind,
               .comma_follows = place.comma_follows,
               .before_or_after_follows = place.before_or_after_follows,
               .after_precedes = e.kind == Kind::kDateOffset && !e.before});
  }

  void write_from_to(const syntax::Expression& from, const syntax::Expression& to, const Place& place) {
    out_ += " from ";
    write(from, {.binding = Binding::kSum, .behind = place.behind});
    out_ += " to ";
    write(to, {.binding = Binding::kSum,
               .behind = place.behind,
               .comma_follows = place.comma_follows,
               .before_or_after_follows = place.before_or_after_follows});
  }

  void write_list(const syntax::Expression& e, const Place& place) {
    out_ += e.kind == Kind::kLaterOf ? "the later of " : "the earlier of ";
    for (std::size_t i = 0; i < e.operands.size(); ++i) {
      const bool last = i + 1 == e.operands.size();
      if (i > 0) out_ += ", ";
      write(e.operands[i], {.binding = Binding::kSum,
                            .behind = place.behind,
                            .comma_follows = !last || place.comma_follows,
                            .before_or_after_follows = last && place.before_or_after_follows});
    }
  }

  void write_joined(const syntax::Expression& e, const Place& place) {
    const Binding own = binding(e);
    const auto tighter = static_cast<Binding>(static_cast<std::uint8_t>(own) + 1);
    const bool chain = own == Binding::kOr || own == Binding::kAnd;
    const bool arithmetic = own == Binding::kSum || own == Binding::kProduct;
    const bool direction = e.kind == Kind::kBefore || e.kind == Kind::kAfter;
    for (std::size_t i = 0; i < e.operands.size(); ++i) {
      const bool first = i == 0;
      const bool last = i + 1 == e.operands.size() && e.kind != Kind::kIsKnown;
      if (!first) out_ += joint(e.kind);
      // Sums and products group to the left; comparisons do not chain.
      write(e.operands[i], {.binding = chain || (first && arithmetic) ? own : tighter,
                            .behind = place.behind,
                            .comma_follows = last && place.comma_follows,
                            .before_or_after_follows = last ? place.before_or_after_follows : direction,
                            .is_amount = first ? place.is_amount : arithmetic,
                            .after_precedes = first ? place.after_precedes : e.kind == Kind::kAfter});
    }
    if (e.kind == Kind::kIsKnown) out_ += joint(e.kind);
  }

  std::string& out_;
};

}  // namespace

std::string wording(const syntax::Expression& expression, Behind behind) {
  std::string result;
  Writer(result).write(expression, {.binding = Binding::kOr, .behind = behind});
  return result;
}

}  // namespace proviso::grammar
