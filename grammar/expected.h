// SPDX-License-Identifier: Apache-2.0
// What the author is told was expected, for every rule that can fail for good. A rule without an entry here that is
// put under `must` or `if_must` does not compile.
#pragma once

#include <array>
#include <string_view>

#include "grammar/failure.h"
#include "grammar/rules.h"

namespace proviso::grammar {

template <typename Rule>
inline constexpr Expected kExpected{};

/// A word of the language between backticks.
template <rules::Literal Word>
inline constexpr auto kQuoted = [] {
  std::array<char, Word.view().size() + 3> text{};
  text.front() = '`';
  for (std::size_t i = 0; i < Word.view().size(); ++i) text[i + 1] = Word.view()[i];
  text[Word.view().size() + 1] = '`';
  return text;
}();

template <rules::Literal Word>
inline constexpr Expected kExpected<rules::kw<Word>>{kQuoted<Word>.data(), Slot::kPlain};

// These never fail; an entry lets them stand in the tail of an `if_must`.
template <typename... Rules>
inline constexpr Expected kExpected<rules::opt<Rules...>>{"", Slot::kPlain};
template <typename... Rules>
inline constexpr Expected kExpected<rules::star<Rules...>>{"", Slot::kPlain};

template <typename Rule, bool Brackets>
inline constexpr Expected kExpected<rules::nested<Rule, Brackets>> = kExpected<Rule>;

template <typename Rule>
inline constexpr Expected kExpected<rules::with_limit_behind<Rule>> = kExpected<Rule>;

#define PROVISO_EXPECTED(rule, what, slot) \
  template <>                              \
  inline constexpr Expected kExpected<rules::rule>{what, Slot::slot};

PROVISO_EXPECTED(clause, "a clause", kClause)

PROVISO_EXPECTED(declared_name, "a name", kDeclaredName)
PROVISO_EXPECTED(calendar_name, "the name of a calendar", kReference)
PROVISO_EXPECTED(duty_name, "the name of a duty", kReference)
PROVISO_EXPECTED(event_name, "an event", kReference)
PROVISO_EXPECTED(fact_name, "a fact", kReference)
PROVISO_EXPECTED(owing_party, "a party", kReference)
PROVISO_EXPECTED(parameter_name, "the name of a parameter", kReference)
PROVISO_EXPECTED(party_name, "a party", kReference)
PROVISO_EXPECTED(source_name, "the name of a source", kReference)
PROVISO_EXPECTED(stage_name, "a stage", kReference)
PROVISO_EXPECTED(value_name, "a value", kReference)

PROVISO_EXPECTED(title, "a text in quotation marks", kPlain)
PROVISO_EXPECTED(quoted, "a text in quotation marks", kPlain)
PROVISO_EXPECTED(whole_number, "a whole number", kPlain)
PROVISO_EXPECTED(date, "a date such as `9 November 2015`", kPlain)
PROVISO_EXPECTED(weekday, "a day of the week such as `Monday`", kPlain)
PROVISO_EXPECTED(duration, "an amount of time such as `5 working days`", kAmount)
PROVISO_EXPECTED(amount, "an amount of time such as `5 working days` or `the <parameter>`", kAmount)

PROVISO_EXPECTED(expression, "a value or a condition", kOperand)
PROVISO_EXPECTED(condition, "a condition", kOperand)
PROVISO_EXPECTED(conjunction, "a condition", kOperand)
PROVISO_EXPECTED(negated_condition, "a condition", kOperand)
PROVISO_EXPECTED(product, "a value", kOperand)
PROVISO_EXPECTED(operand, "a value", kOperand)
PROVISO_EXPECTED(sum, "a value", kOperand)
PROVISO_EXPECTED(compared, "a value", kOperand)
PROVISO_EXPECTED(counted, "a list", kOperand)
PROVISO_EXPECTED(value, "a value", kOperand)
PROVISO_EXPECTED(at_bound, "`least` or `most`", kPlain)
PROVISO_EXPECTED(before_or_after, "`before` or `after`", kPlain)
PROVISO_EXPECTED(mark<')'>, "a closing bracket", kPlain)
PROVISO_EXPECTED(mark<':'>, "a colon", kPlain)

PROVISO_EXPECTED(parameter_version, "an amount with its date such as `5 working days from 1 May 2016`", kPlain)
PROVISO_EXPECTED(fact_type,
                 "a type (`yes/no`, `number`, `text`, `date`, `duration`, `party`, `one of …` or `list of …`)", kPlain)

PROVISO_EXPECTED(modality, "`must`, `should`, `will usually` or `may`", kPlain)
PROVISO_EXPECTED(will_how, "`usually` or `not usually`", kPlain)
PROVISO_EXPECTED(verb, "`ensure`, `allow` or `use`", kPlain)
PROVISO_EXPECTED(act, "an event", kReference)
PROVISO_EXPECTED(limit, "a limit such as `within 5 working days of <event>`", kLimit)
PROVISO_EXPECTED(moment, "an event or a date", kMoment)
PROVISO_EXPECTED(of_or_beginning, "`of` or `beginning with`", kPlain)
PROVISO_EXPECTED(on_day, "`the day of <event>` or `a <weekday>`", kPlain)
PROVISO_EXPECTED(events, "an event", kReference)

PROVISO_EXPECTED(go_to, "`go to <stage>`", kPlain)

PROVISO_EXPECTED(with_what, "a fact", kReference)
PROVISO_EXPECTED(expectation, "what is expected, such as `<duty> kept` or `stage <stage>`", kOperand)

#undef PROVISO_EXPECTED

}  // namespace proviso::grammar
