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

template <typename Rule>
inline constexpr Expected kExpected<rules::one_event<Rule>> = kExpected<Rule>;

#define PROVISO_EXPECTED_HELP(rule, what, slot, help) \
  template <>                                         \
  inline constexpr Expected kExpected<rules::rule>{what, Slot::slot, help};
#define PROVISO_EXPECTED(rule, what, slot) \
  template <>                              \
  inline constexpr Expected kExpected<rules::rule>{what, Slot::slot};

PROVISO_EXPECTED(clause, "a clause", kClause)

PROVISO_EXPECTED(declared_name, "a name", kDeclaredName)
PROVISO_EXPECTED(calendar_name, "the name of a calendar", kReference)
PROVISO_EXPECTED(days_name, "the word for the days, as in `school days`", kReference)
PROVISO_EXPECTED(duty_name, "the name of a duty", kReference)
PROVISO_EXPECTED(event_name, "an event", kReference)
PROVISO_EXPECTED(fact_name, "a fact", kReference)
PROVISO_EXPECTED(framework_name, "a framework", kReference)
PROVISO_EXPECTED(list_name, "a list of parties", kReference)
PROVISO_EXPECTED(owing_party, "a party", kReference)
PROVISO_EXPECTED(parameter_name, "the name of a parameter", kReference)
PROVISO_EXPECTED(party_name, "a party", kReference)
PROVISO_EXPECTED(source_name, "the name of a source", kReference)
PROVISO_EXPECTED(stage_name, "a stage", kReference)
PROVISO_EXPECTED(track_name, "a track", kReference)
PROVISO_EXPECTED(value_name, "a value", kReference)

PROVISO_EXPECTED(title, "a text in quotation marks", kPlain)
PROVISO_EXPECTED(quoted, "a text in quotation marks", kPlain)
PROVISO_EXPECTED(whole_number, "a whole number", kPlain)
PROVISO_EXPECTED(date, "a date such as `9 November 2015`", kPlain)
PROVISO_EXPECTED(month_day, "a day such as `1 January`", kPlain)
PROVISO_EXPECTED(time_of_day, "a time such as `09:30`", kPlain)
PROVISO_EXPECTED(weekday, "a day of the week such as `Monday`", kPlain)
PROVISO_EXPECTED(duration, "an amount of time such as `5 working days`", kAmount)
PROVISO_EXPECTED(amount, "an amount of time such as `5 working days` or `the <parameter>`", kAmount)

PROVISO_EXPECTED(expression, "a value or a condition", kOperand)
PROVISO_EXPECTED(condition, "a condition", kOperand)
PROVISO_EXPECTED(conjunction, "a condition", kOperand)
PROVISO_EXPECTED(negated_condition, "a condition", kOperand)
PROVISO_EXPECTED(added_product, "a value", kOperand)
PROVISO_EXPECTED(plain_operand, "a value", kOperand)
PROVISO_EXPECTED(operand, "a value", kOperand)
PROVISO_EXPECTED(sum, "a value", kOperand)
PROVISO_EXPECTED(sum_item, "a value", kOperand)
PROVISO_EXPECTED(later_or_earlier, "`later of` or `earlier of`", kPlain)
PROVISO_EXPECTED(is_status, "a status such as `kept` or `missed`", kPlain)
PROVISO_EXPECTED(compared, "a value", kOperand)
PROVISO_EXPECTED(counted, "a list", kOperand)
PROVISO_EXPECTED(value, "a value", kOperand)
PROVISO_EXPECTED(at_bound, "`least` or `most`", kPlain)
PROVISO_EXPECTED(before_or_after, "`before` or `after`", kPlain)
PROVISO_EXPECTED(mark<')'>, "a closing bracket", kPlain)
PROVISO_EXPECTED(mark<':'>, "a colon", kPlain)
PROVISO_EXPECTED_HELP(second_moment, "a comma and a second moment", kPlain, "write `the later of <moment>, <moment>`")
PROVISO_EXPECTED_HELP(second_date, "a comma and a second date", kPlain, "write `the later of <date>, <date>`")

PROVISO_EXPECTED(parameter_version, "an amount with its date such as `5 working days from 1 May 2016`", kPlain)
PROVISO_EXPECTED(fact_type,
                 "a type (`yes/no`, `number`, `text`, `date`, `duration`, `party`, `one of …` or `list of …`)", kPlain)

PROVISO_EXPECTED(modality, "`must`, `should`, `will usually` or `may`", kModality)
PROVISO_EXPECTED(will_how, "`usually` or `not usually`", kPlain)
PROVISO_EXPECTED(deed, "`ensure`, `allow` or `use`", kPlain)
PROVISO_EXPECTED(act, "an event", kReference)
PROVISO_EXPECTED(limit, "a limit such as `within 5 working days of <event>`", kLimit)
PROVISO_EXPECTED(dated_limit, "a limit such as `within 5 working days of <event>`", kLimit)
PROVISO_EXPECTED(standing_limit, "how long this must hold, such as `from <event> until <event>`", kLimit)
PROVISO_EXPECTED_HELP(practicable_word, "`practicable`", kPlain, "write `as soon as practicable`")
PROVISO_EXPECTED(least_or_any_time, "`least` or `any time`", kPlain)
PROVISO_EXPECTED(moment, "an event or a date", kMoment)
PROVISO_EXPECTED(moments, "an event or a date", kMoment)
PROVISO_EXPECTED(moment_item, "an event or a date", kMoment)
PROVISO_EXPECTED(sums, "a value", kOperand)
PROVISO_EXPECTED(roll_day, "`working`, `calendar` or another word for the days that count", kDayKind)
PROVISO_EXPECTED_HELP(period, "a period", kPlain,
                      "write `17 March 2020 to 31 March 2021`, or without years `25 December to 1 January`")
PROVISO_EXPECTED_HELP(by_or_to, "`by` or `to`", kPlain,
                      "write `extended by 5 working days when <event>` or `extended to <moment> when <event>`")
PROVISO_EXPECTED_HELP(once_status, "`kept`, `missed`, `unused` or `excused`", kOnce,
                      "these are the ways in which a duty ends")
PROVISO_EXPECTED(then, "`then`", kThen)
PROVISO_EXPECTED_HELP(what_closes, "`case`", kPlain,
                      "`close case` closes the case of the framework it is written in; a linked case is closed by a "
                      "clause of its own framework")
PROVISO_EXPECTED(action, "an action such as `record`, `go to` or `notify`", kAction)
PROVISO_EXPECTED(of_or_beginning, "`of` or `beginning with`", kPlain)
PROVISO_EXPECTED_HELP(of_moment, "`of`", kPlain,
                      "write `at least <n> times within <duration> of <moment>`, counted from the day after; only "
                      "`within` alone can go with `beginning with`")
PROVISO_EXPECTED(on_day, "`the day of <event>` or `a <weekday>`", kPlain)
PROVISO_EXPECTED(events, "an event", kReference)

PROVISO_EXPECTED(go_to, "`go to <stage>`", kGoTo)
PROVISO_EXPECTED(inputs, "a fact", kReference)
PROVISO_EXPECTED_HELP(hit_rule, "`unique`, `first`, `any` or `collect`", kPlain,
                      "`hit unique` where only one row can match, `hit first` where the first that matches counts")
PROVISO_EXPECTED_HELP(row, "a row", kPlain,
                      "write `row <cell>, <cell> gives <value>`, and `-` for a cell that matches anything")
PROVISO_EXPECTED(cell, "a cell: a value, a range or `-`", kCell)
PROVISO_EXPECTED(cell_part, "a value", kCell)
PROVISO_EXPECTED(cell_parts, "a value", kCell)
PROVISO_EXPECTED(cell_value, "a value", kCell)
PROVISO_EXPECTED(cell_bound, "`least` or `most`", kPlain)
PROVISO_EXPECTED(cell_on_or, "`before` or `after`", kPlain)
PROVISO_EXPECTED_HELP(row_end, "`gives` and a value", kCell, "write `row <cell>, <cell> gives <value>`")
PROVISO_EXPECTED(handed, "a fact of the other framework", kReference)

PROVISO_EXPECTED_HELP(finding_code, "the code of what is accepted, such as `PV0415`", kPlain,
                      "the code stands in brackets before what `check` says: `accept PV0415 because \"…\"`")
PROVISO_EXPECTED_HELP(because, "`because`", kPlain, "say why: `accept PV0415 because \"…\"`")

PROVISO_EXPECTED_HELP(sooner, "`sooner`", kPlain, "for a last day write `by <moment>`")
PROVISO_EXPECTED_HELP(every_from, "`from`", kPlain, "an interval runs from a moment: `every 6 months from <event>`")
PROVISO_EXPECTED_HELP(stops, "`stops`", kPlain, "write `clock stops while <condition>`")
PROVISO_EXPECTED_HELP(stops_while, "`while`", kPlain, "write `clock stops while <condition>`")
PROVISO_EXPECTED_HELP(granted_when, "`when`", kPlain, "say which event changes the date: `when <event>`")
PROVISO_EXPECTED_HELP(if_excused, "`if`", kPlain, "write `excused if <condition>`")
PROVISO_EXPECTED_HELP(trigger_when, "`when`", kPlain, "write `trigger <name> \"<title>\" when <event> then <action>`")
PROVISO_EXPECTED_HELP(decide_from, "`from`", kPlain, "say what decides: `from <fact>, <fact>`")
PROVISO_EXPECTED_HELP(each, "`each`", kPlain, "write `for each <name> in <list of parties>`")

PROVISO_EXPECTED_HELP(continues_from, "`from`", kPlain,
                      "say from which day these rules apply: `continues <framework> from <date>`")
PROVISO_EXPECTED_HELP(place, "`go on in <stage>`, `stay` or `end`", kPlain,
                      "say where these cases go on, that they stay under the old rules, or that they end")
PROVISO_EXPECTED_HELP(on_in, "`on in`", kPlain,
                      "say in which stage of this framework these cases go on: `go on in <stage>`")
PROVISO_EXPECTED(whose_limit, "`new limit` or `limit of <duty>`", kPlain)
PROVISO_EXPECTED(handover_kind, "`runs on`, `takes the new limit` or `lapses`", kPlain)
PROVISO_EXPECTED_HELP(others_kind, "`run on` or `lapse`", kPlain,
                      "which duty takes which limit is said of each: `duty <name> takes the new limit`")

PROVISO_EXPECTED(with_what, "a fact", kReference)
PROVISO_EXPECTED(due_or_status, "`due <date>` or a status such as `kept`", kPlain)
PROVISO_EXPECTED(expectation, "what is expected, such as `<duty> kept` or `stage <stage>`", kOperand)

#undef PROVISO_EXPECTED
#undef PROVISO_EXPECTED_HELP

}  // namespace proviso::grammar
