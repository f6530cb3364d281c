// SPDX-License-Identifier: Apache-2.0
// The grammar, named as the language reference names it. A word, a name, a number, a text or a mark takes the blanks
// and comments behind it along, so no rule here speaks of blanks; `if_must` commits after the word that opens a clause.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string_view>

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze_traits.hpp>

#include "grammar/failure.h"
#include "grammar/keywords.h"

namespace proviso::grammar::rules {

namespace pegtl = tao::pegtl;
using pegtl::apply_mode;
using pegtl::at;
using pegtl::if_must;
using pegtl::must;
using pegtl::not_at;
using pegtl::opt;
using pegtl::plus;
using pegtl::rewind_mode;
using pegtl::seq;
using pegtl::sor;
using pegtl::star;

// --- tokens ---------------------------------------------------------------------------------------------------------

/// A word as a template argument.
template <std::size_t N>
struct Literal {
  char text[N]{};
  consteval Literal(const char (&from)[N]) { std::copy_n(from, N, text); }  // NOLINT(google-explicit-constructor)
  [[nodiscard]] constexpr std::string_view view() const { return {text, N - 1}; }
};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
/// Bytes beyond ASCII count as word characters, so that `café` is one word and its mistake is named as one.
constexpr bool is_word_character(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || static_cast<unsigned char>(c) >= 0x80;
}

/// The first byte from `from` on that is neither blank nor part of a comment.
inline const char* skip_gap(const char* from, const char* end) {
  while (from != end) {
    if (*from == ' ' || *from == '\n' || *from == '\t' || *from == '\r') {
      ++from;
    } else if (*from == '#') {
      from = std::find(from, end, '\n');
    } else {
      break;
    }
  }
  return from;
}

/// Whether a word stands at `from` and ends there.
inline bool begins_with(const char* from, const char* end, std::string_view word) {
  const std::string_view rest(from, static_cast<std::size_t>(end - from));
  return rest.starts_with(word) && (rest.size() == word.size() || !is_word_character(rest[word.size()]));
}

/// How long the word at `from` is, if it can be a name; 0 if not.
inline std::size_t name_length(const char* from, const char* end) {
  if (from == end || !is_word_character(*from) || is_digit(*from) || *from == '-') return 0;
  const char* to = std::find_if_not(from, end, is_word_character);
  const std::string_view word(from, static_cast<std::size_t>(to - from));
  return is_keyword(word) ? 0 : word.size();
}

/// Consumes a token of `length` bytes with the gap behind it; the state learns where the token itself ended.
template <apply_mode A, typename Input, typename State>
void take(Input& in, State& state, std::size_t length) {
  const char* end = in.current() + length;
  if constexpr (A == apply_mode::action) state.token_end = end;
  in.bump(static_cast<std::size_t>(skip_gap(end, in.end()) - in.current()));
}

/// What stands before the first token of a file.
struct gap {
  using rule_t = gap;
  using subs_t = pegtl::type_list<>;
  template <apply_mode, rewind_mode, template <typename...> class, template <typename...> class, typename Input,
            typename State>
  static bool match(Input& in, State& /*state*/) {
    in.bump(static_cast<std::size_t>(skip_gap(in.current(), in.end()) - in.current()));
    return true;
  }
};

/// A word of the language; `on-site` does not begin with the word `on`.
template <Literal Word>
struct kw {
  using rule_t = kw;
  using subs_t = pegtl::type_list<>;
  static constexpr std::string_view kWord = Word.view();
  template <apply_mode A, rewind_mode, template <typename...> class, template <typename...> class, typename Input,
            typename State>
  static bool match(Input& in, State& state) {
    if (!begins_with(in.current(), in.end(), kWord)) return false;
    take<A>(in, state, kWord.size());
    return true;
  }
};

template <char Mark>
struct mark {
  using rule_t = mark;
  using subs_t = pegtl::type_list<>;
  template <apply_mode A, rewind_mode, template <typename...> class, template <typename...> class, typename Input,
            typename State>
  static bool match(Input& in, State& state) {
    if (in.empty() || *in.current() != Mark) return false;
    take<A>(in, state, 1);
    return true;
  }
};

/// A word that is not reserved. Capitals and underscores are let through here and refused when the clause is built,
/// where the message can say how names are written.
struct name {
  using rule_t = name;
  using subs_t = pegtl::type_list<>;
  template <apply_mode A, rewind_mode, template <typename...> class, template <typename...> class, typename Input,
            typename State>
  static bool match(Input& in, State& state) {
    const std::size_t length = name_length(in.current(), in.end());
    if (length == 0) return false;
    take<A>(in, state, length);
    return true;
  }
};

/// A name that stands for a value: not the word of `school days from … to …`.
struct value_word {
  using rule_t = value_word;
  using subs_t = pegtl::type_list<>;
  template <apply_mode A, rewind_mode, template <typename...> class, template <typename...> class, typename Input,
            typename State>
  static bool match(Input& in, State& state) {
    const std::size_t length = name_length(in.current(), in.end());
    if (length == 0) return false;
    const char* next = skip_gap(in.current() + length, in.end());
    if (begins_with(next, in.end(), "days")) return false;
    if constexpr (A == apply_mode::action) state.token_end = in.current() + length;
    in.bump(static_cast<std::size_t>(next - in.current()));
    return true;
  }
};

/// A day of the week as a value.
struct weekday_word {
  using rule_t = weekday_word;
  using subs_t = pegtl::type_list<>;
  template <apply_mode A, rewind_mode, template <typename...> class, template <typename...> class, typename Input,
            typename State>
  static bool match(Input& in, State& state) {
    if (in.empty() || *in.current() < 'A' || *in.current() > 'Z') return false;
    for (const std::string_view day : {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}) {
      if (!begins_with(in.current(), in.end(), day)) continue;
      take<A>(in, state, day.size());
      return true;
    }
    return false;
  }
};

/// `09:30`. The builder sees to it that there is such a time.
struct time_of_day {
  using rule_t = time_of_day;
  using subs_t = pegtl::type_list<>;
  template <apply_mode A, rewind_mode, template <typename...> class, template <typename...> class, typename Input,
            typename State>
  static bool match(Input& in, State& state) {
    const char* colon = std::find_if_not(in.current(), in.end(), is_digit);
    if (colon == in.current() || colon == in.end() || *colon != ':') return false;
    const char* to = std::find_if_not(colon + 1, in.end(), is_digit);
    if (to == colon + 1 || (to != in.end() && is_word_character(*to))) return false;
    take<A>(in, state, static_cast<std::size_t>(to - in.current()));
    return true;
  }
};

/// Digits, with a fraction where `Fraction` allows it; no word character may follow.
template <bool Fraction>
struct digits {
  using rule_t = digits;
  using subs_t = pegtl::type_list<>;
  template <apply_mode A, rewind_mode, template <typename...> class, template <typename...> class, typename Input,
            typename State>
  static bool match(Input& in, State& state) {
    const char* to = std::find_if_not(in.current(), in.end(), is_digit);
    if (to == in.current()) return false;
    if (to != in.end() && *to == '.' && to + 1 != in.end() && is_digit(to[1])) {
      if constexpr (!Fraction) return false;
      to = std::find_if_not(to + 1, in.end(), is_digit);
    }
    if (to != in.end() && is_word_character(*to)) return false;
    take<A>(in, state, static_cast<std::size_t>(to - in.current()));
    return true;
  }
};

/// `"…"` on one line; `\"` and `\\` are the only escapes, which the builder sees to.
struct text {
  using rule_t = text;
  using subs_t = pegtl::type_list<>;
  template <apply_mode A, rewind_mode, template <typename...> class, template <typename...> class, typename Input,
            typename State>
  static bool match(Input& in, State& state) {
    if (in.empty() || *in.current() != '"') return false;
    const char* to = in.current() + 1;
    while (to != in.end() && *to != '"' && *to != '\n')
      to += *to == '\\' && to + 1 != in.end() && to[1] != '\n' ? 2 : 1;
    if (to == in.end() || *to != '"') throw ClauseFailed{.at = in.current(), .expected = {"", Slot::kTextEnd}};
    take<A>(in, state, static_cast<std::size_t>(to + 1 - in.current()));
    return true;
  }
};

// --- rules that mind the state --------------------------------------------------------------------------------------

/// One step deeper; beyond the limit the clause fails.
template <typename Rule, bool Brackets>
struct nested {
  using rule_t = nested;
  using subs_t = pegtl::type_list<Rule>;
  template <apply_mode A, rewind_mode M, template <typename...> class Action, template <typename...> class Control,
            typename Input, typename State>
  static bool match(Input& in, State& state) {
    if (state.depth >= state.depth_limit) throw ClauseFailed{.at = in.current(), .expected = {"", Slot::kDepth}};
    ++state.depth;
    const bool limit_follows = state.limit_follows;
    if constexpr (Brackets) state.limit_follows = false;
    const bool matched = Control<Rule>::template match<A, M, Action, Control>(in, state);
    state.limit_follows = limit_follows;
    --state.depth;
    return matched;
  }
};

/// The condition of an act: a `before` in it may already be the limit of the duty.
template <typename Rule>
struct with_limit_behind {
  using rule_t = with_limit_behind;
  using subs_t = pegtl::type_list<Rule>;
  template <apply_mode A, rewind_mode M, template <typename...> class Action, template <typename...> class Control,
            typename Input, typename State>
  static bool match(Input& in, State& state) {
    state.limit_follows = true;
    const bool matched = Control<Rule>::template match<A, M, Action, Control>(in, state);
    state.limit_follows = false;
    return matched;
  }
};

struct limit_follows {
  using rule_t = limit_follows;
  using subs_t = pegtl::type_list<>;
  template <apply_mode, rewind_mode, template <typename...> class, template <typename...> class, typename Input,
            typename State>
  static bool match(Input& /*in*/, State& state) {
    return state.limit_follows;
  }
};

/// A moment within an expression: an `or` behind its event joins conditions.
template <typename Rule>
struct one_event {
  using rule_t = one_event;
  using subs_t = pegtl::type_list<Rule>;
  template <apply_mode A, rewind_mode M, template <typename...> class Action, template <typename...> class Control,
            typename Input, typename State>
  static bool match(Input& in, State& state) {
    state.one_event_only = true;
    const bool matched = Control<Rule>::template match<A, M, Action, Control>(in, state);
    state.one_event_only = false;
    return matched;
  }
};

struct one_event_only {
  using rule_t = one_event_only;
  using subs_t = pegtl::type_list<>;
  template <apply_mode, rewind_mode, template <typename...> class, template <typename...> class, typename Input,
            typename State>
  static bool match(Input& /*in*/, State& state) {
    return state.one_event_only;
  }
};

/// A look ahead that consumes nothing. What fails for good within it does not fail the clause: it may be read
/// otherwise.
template <typename Rule>
struct peek {
  using rule_t = peek;
  using subs_t = pegtl::type_list<Rule>;
  template <apply_mode, rewind_mode, template <typename...> class Action, template <typename...> class Control,
            typename Input, typename State>
  static bool match(Input& in, State& state) {
    const auto back = in.template mark<rewind_mode::required>();  // not confirmed: goes back in any case
    const std::size_t depth = state.depth;
    const bool limit_follows = state.limit_follows;
    const bool one_event_only = state.one_event_only;
    bool matched = false;
    try {
      matched = Control<Rule>::template match<apply_mode::nothing, rewind_mode::dontcare, Action, Control>(in, state);
    } catch (const ClauseFailed& failure) {
      if (failure.expected.slot == Slot::kDepth) throw;  // no other reading is less deep
      state.depth = depth;
      state.limit_follows = limit_follows;
      state.one_event_only = one_event_only;
    }
    return matched;
  }
};

/// One clause: taken up when it matches, otherwise reported and skipped up to where the next one begins.
template <typename Rule>
struct recovering {
  using rule_t = recovering;
  using subs_t = pegtl::type_list<Rule>;
  template <apply_mode A, rewind_mode, template <typename...> class Action, template <typename...> class Control,
            typename Input, typename State>
  static bool match(Input& in, State& state) {
    const char* next = nullptr;
    state.begin_clause(in.current());
    try {
      (void)Control<must<Rule>>::template match<A, rewind_mode::dontcare, Action, Control>(in, state);
      next = state.accept_clause(in.current());
    } catch (const ClauseFailed& failure) {
      next = state.abandon_clause(failure);
    }
    in.bump(static_cast<std::size_t>(std::max(next, in.current()) - in.current()));
    return true;
  }
};

// --- values ---------------------------------------------------------------------------------------------------------

struct title : text {};
struct quoted : text {};
struct number : digits<true> {};
struct whole_number : digits<false> {};
struct month : name {};

struct declared_name : name {};
struct calendar_name : name {};
struct days_name : name {};
struct duty_name : name {};
struct event_name : name {};
struct fact_name : name {};
struct framework_name : name {};
struct list_name : name {};
struct parameter_name : name {};
struct party_name : name {};
struct source_name : name {};
struct stage_name : name {};
struct track_name : name {};
struct value_name : name {};

struct or_more_events
    : star<seq<not_at<one_event_only>, kw<"or">, not_at<sor<kw<"the">, kw<"ensure">>>>, must<event_name>> {};
struct events : seq<event_name, or_more_events> {};
template <typename Rule>
struct comma_list : seq<Rule, star<if_must<mark<','>, Rule>>> {};

struct date : seq<whole_number, month, whole_number> {};
struct month_day : seq<whole_number, month> {};

struct unit_word : sor<kw<"weeks">, kw<"week">, kw<"months">, kw<"month">, kw<"years">, kw<"year">, kw<"days">,
                       kw<"day">, kw<"hours">, kw<"hour">> {};
struct day_word : sor<kw<"days">, kw<"day">> {};
/// Besides the units of the language the `days` without a kind, which the builder refuses.
struct unit : sor<seq<sor<kw<"working">, kw<"calendar">>, day_word>, unit_word, seq<name, day_word>> {};
struct duration : seq<whole_number, unit> {};

struct the_parameter : if_must<kw<"the">, parameter_name> {};
struct amount : sor<duration, the_parameter> {};

// --- moments --------------------------------------------------------------------------------------------------------

struct moment;
struct moment_item : nested<moment, false> {};
struct second_moment : mark<','> {};
struct moments : seq<moment_item, must<second_moment, moment_item>, star<if_must<mark<','>, moment_item>>> {};
struct moment_later_of : if_must<seq<kw<"the">, kw<"later">>, kw<"of">, moments> {};
struct moment_earlier_of : if_must<seq<kw<"the">, kw<"earlier">>, kw<"of">, moments> {};
struct moment_after : if_must<seq<amount, kw<"after">>, nested<moment, false>> {};
struct moment_before : if_must<seq<amount, kw<"before">>, nested<moment, false>> {};
struct moment_in_year_of : if_must<seq<month_day, kw<"in">>, kw<"the">, kw<"year">, kw<"of">, nested<moment, false>> {};
struct moment_day : seq<date> {};
struct moment_first : if_must<kw<"first">, event_name> {};
struct moment_entering : if_must<kw<"entering">, stage_name> {};
struct moment_named : seq<events> {};
struct moment : sor<moment_named, moment_first, moment_entering, moment_later_of, moment_earlier_of, moment_day,
                    moment_in_year_of, moment_after, moment_before> {};

// --- expressions ----------------------------------------------------------------------------------------------------

struct expression;
struct condition;
struct operand;
struct sum;
struct yes : kw<"yes"> {};
struct no : kw<"no"> {};
struct today : kw<"today"> {};
struct weekday_operand : weekday_word {};
struct name_operand : value_word {};
struct number_operand : digits<true> {};
struct text_operand : text {};
struct date_operand : seq<date> {};
struct duration_operand : seq<duration> {};

struct of_framework : if_must<kw<"of">, framework_name> {};
struct bracketed : if_must<mark<'('>, nested<expression, true>, mark<')'>> {};
struct counted : sor<name_operand, bracketed> {};
struct count_of : if_must<kw<"count">, kw<"of">, counted> {};
struct since : if_must<kw<"since">, one_event<moment>> {};
struct number_of : if_must<kw<"number">, kw<"of">, event_name, opt<since>> {};
struct total_of : if_must<kw<"total">, kw<"of">, fact_name, kw<"over">, event_name, opt<since>> {};
struct first : kw<"first"> {};
struct last : kw<"last"> {};
struct date_of : if_must<kw<"date">, kw<"of">, opt<sor<first, last>>, event_name> {};
struct in_stage : if_must<kw<"in">, stage_name, opt<of_framework>> {};
struct weekday_of : if_must<kw<"weekday">, kw<"of">, nested<operand, false>> {};
struct longest_run : if_must<kw<"longest">, kw<"run">, kw<"of">, nested<condition, true>, kw<"from">,
                             nested<sum, false>, kw<"to">, nested<sum, false>> {};
struct counted_unit : sor<seq<sor<kw<"working">, kw<"calendar">>, kw<"days">>, kw<"weeks">, kw<"months">, kw<"years">,
                          kw<"days">, kw<"hours">, seq<name, kw<"days">>> {};
struct counted_from_to : if_must<seq<counted_unit, kw<"from">>, nested<sum, false>, kw<"to">, nested<sum, false>> {};
struct sum_item : nested<sum, false> {};
struct second_date : mark<','> {};
struct sums : seq<sum_item, must<second_date, sum_item>, star<if_must<mark<','>, sum_item>>> {};
struct later_of : if_must<kw<"later">, kw<"of">, sums> {};
struct earlier_of : if_must<kw<"earlier">, kw<"of">, sums> {};
struct later_or_earlier : sor<later_of, earlier_of> {};
struct the_list : if_must<kw<"the">, later_or_earlier> {};
struct other_operand
    : sor<yes, no, counted_from_to, date_operand, duration_operand, number_operand, text_operand, count_of, number_of,
          total_of, date_of, in_stage, today, weekday_of, longest_run, the_list, bracketed> {};
struct plain_operand : sor<weekday_operand, name_operand, other_operand> {};
/// `after 60 calendar days` and `after the <parameter>` begin the next move; no date is written so.
struct after_is_no_move : not_at<kw<"after">, sor<seq<duration, not_at<sor<kw<"after">, kw<"before">>>>,
                                                  seq<kw<"the">, not_at<sor<kw<"later">, kw<"earlier">>>>>> {};
struct date_after : if_must<seq<duration, after_is_no_move, kw<"after">>, nested<operand, false>> {};
/// Before a limit, `5 working days before …` may be the limit: there the offset stands in brackets.
struct date_before : if_must<seq<duration, not_at<limit_follows>, kw<"before">>, nested<operand, false>> {};
struct operand : sor<weekday_operand, name_operand, date_after, date_before, other_operand> {};

/// Behind `plus`, `minus` and `times` a duration is an amount, not the beginning of `5 weeks after …`.
struct times : if_must<kw<"times">, plain_operand> {};
struct product : seq<operand, star<times>> {};
struct added_product : seq<plain_operand, star<times>> {};
struct plus_operand : if_must<kw<"plus">, added_product> {};
struct minus_operand : if_must<kw<"minus">, added_product> {};
struct sum : seq<product, star<sor<plus_operand, minus_operand>>> {};

struct kept_late : seq<kw<"kept">, kw<"late">> {};
struct kept : kw<"kept"> {};
struct pending : kw<"pending"> {};
struct missed : kw<"missed"> {};
struct unused : kw<"unused"> {};
struct excused : kw<"excused"> {};
struct lapsed : kw<"lapsed"> {};
struct undecided : kw<"undecided"> {};
struct duty_status : sor<kept_late, kept, pending, missed, unused, excused, lapsed, undecided> {};
/// The builder sees to it that a duty stands before it.
struct is_status : seq<duty_status> {};
struct of_framework_is : if_must<kw<"of">, framework_name, kw<"is">, is_status> {};

struct is_known : kw<"known"> {};
struct is_not : if_must<kw<"not">, sum> {};
struct is_more_than : if_must<kw<"more">, kw<"than">, sum> {};
struct is_less_than : if_must<kw<"less">, kw<"than">, sum> {};
struct is_at_least : if_must<kw<"least">, sum> {};
struct is_at_most : if_must<kw<"most">, sum> {};
struct at_bound : sor<is_at_least, is_at_most> {};
struct is_equal : seq<sum> {};
struct compared : sor<is_known, is_status, is_not, is_more_than, is_less_than, if_must<kw<"at">, at_bound>, is_equal> {
};
struct limit_word
    : sor<kw<"within">, kw<"by">, kw<"before">, kw<"on">, kw<"no">, kw<"at">, kw<"every">, kw<"from">, kw<"as">> {};
struct before_sum_and_limit : seq<kw<"before">, not_at<duration>, sum, sor<limit_word, kw<"and">>> {};
/// In `if paid before due-date within …` the limit comes later; in `if paid before 5 days before …` it is here.
struct before_is_no_limit : sor<not_at<limit_follows>, peek<before_sum_and_limit>> {};
struct is_before : seq<before_is_no_limit, if_must<kw<"before">, sum>> {};
struct is_after : seq<after_is_no_move, if_must<kw<"after">, sum>> {};
struct is_on_or_before : if_must<kw<"before">, sum> {};
struct is_on_or_after : if_must<kw<"after">, sum> {};
struct before_or_after : sor<is_on_or_before, is_on_or_after> {};
struct includes : if_must<kw<"includes">, sum> {};
struct comparison_tail : sor<if_must<kw<"is">, compared>, is_before, is_after,
                             if_must<seq<kw<"on">, kw<"or">>, before_or_after>, includes, of_framework_is> {};
struct comparison : seq<sum, opt<comparison_tail>> {};

struct negation;
struct negated_condition : sor<negation, comparison> {};
struct negation : if_must<kw<"not">, nested<negated_condition, false>> {};
/// In `open f with a as b and c as d` the `and` does not join conditions; in `expect a and b as of 2 May 2024` it does.
struct and_hands_over : seq<name, kw<"as">, not_at<sor<seq<kw<"soon">, kw<"as">>, seq<kw<"of">, date>>>> {};
struct conjunction : seq<negated_condition, star<if_must<seq<kw<"and">, not_at<and_hands_over>>, negated_condition>>> {
};
/// `or ensure …` and `or the next working day` belong to the duty.
struct or_of_duty : sor<kw<"ensure">, seq<kw<"the">, kw<"next">>> {};
struct disjunction : seq<conjunction, star<if_must<seq<kw<"or">, not_at<or_of_duty>>, conjunction>>> {};
struct expression : seq<disjunction> {};
struct condition : seq<disjunction> {};

// --- framework, sources, parties, parameters, facts, events ---------------------------------------------------------

struct unconfirmed : kw<"unconfirmed"> {};
struct cite : if_must<kw<"cite">, source_name, opt<quoted>, opt<unconfirmed>> {};

struct because : kw<"because"> {};
struct finding_code : seq<not_at<because>, name> {};
struct accept : if_must<kw<"accept">, finding_code, because, quoted> {};

struct version : if_must<kw<"version">, quoted> {};
struct until : if_must<kw<"until">, date> {};
struct in_force : if_must<kw<"in">, kw<"force">, kw<"from">, date, opt<until>> {};
struct for_days : if_must<kw<"for">, days_name, kw<"days">> {};
struct calendar : if_must<kw<"calendar">, calendar_name, opt<for_days>> {};
struct time_zone : if_must<kw<"time">, kw<"zone">, quoted> {};
struct framework
    : if_must<kw<"framework">, declared_name, opt<title>, star<sor<version, in_force, calendar, time_zone>>> {};
struct use_file : if_must<kw<"use">, quoted> {};

struct source : if_must<kw<"source">, declared_name, opt<title>> {};
struct party : if_must<kw<"party">, declared_name, opt<title>> {};

struct parameter_version : seq<duration, must<kw<"from">, date>, star<sor<cite, accept>>> {};
struct parameter : if_must<kw<"parameter">, declared_name, opt<title>, parameter_version, star<parameter_version>> {};

struct fact_type;
struct type_yes_no : kw<"yes/no"> {};
struct type_number : kw<"number"> {};
struct type_text : kw<"text"> {};
struct type_date : kw<"date"> {};
struct type_duration : kw<"duration"> {};
struct type_party : kw<"party"> {};
struct one_of : if_must<kw<"one">, kw<"of">, value_name, star<if_must<mark<','>, value_name>>> {};
struct list_of : if_must<kw<"list">, kw<"of">, nested<fact_type, false>> {};
struct fact_type : sor<type_yes_no, type_number, type_text, type_date, type_duration, type_party, one_of, list_of> {};
struct judgement : kw<"judgement"> {};
struct means : if_must<kw<"means">, expression> {};
struct fact
    : if_must<kw<"fact">, declared_name, mark<':'>, fact_type, opt<judgement>, star<sor<title, means>>, star<accept>> {
};

struct by : if_must<kw<"by">, party_name> {};
struct records : if_must<kw<"records">, fact_name, star<if_must<mark<','>, fact_name>>> {};
struct event : if_must<kw<"event">, declared_name, opt<title>, star<sor<by, records>>, star<accept>> {};

// --- actions --------------------------------------------------------------------------------------------------------

struct record : if_must<kw<"record">, fact_name, kw<"as">, expression> {};
struct add : if_must<kw<"add">, expression, kw<"to">, fact_name> {};
struct move_to : if_must<kw<"go">, kw<"to">, stage_name> {};
struct begin_track : if_must<kw<"begin">, track_name> {};
struct end_track : if_must<kw<"end">, track_name> {};
struct notify : if_must<kw<"notify">, party_name, quoted> {};
struct handed : seq<fact_name, must<kw<"as">, expression>> {};
struct handed_over : if_must<kw<"with">, handed, star<if_must<kw<"and">, handed>>> {};
struct open : if_must<kw<"open">, framework_name, opt<handed_over>> {};
struct what_closes : kw<"case"> {};
struct close_case : if_must<kw<"close">, what_closes> {};
struct action : sor<record, add, move_to, begin_track, end_track, notify, open, close_case> {};
struct then : if_must<kw<"then">, action> {};

// --- duties ---------------------------------------------------------------------------------------------------------

struct of : kw<"of"> {};
struct beginning_with : if_must<kw<"beginning">, kw<"with">> {};
struct of_or_beginning : sor<of, beginning_with> {};
struct until_moment : if_must<kw<"until">, moment> {};
struct within : if_must<kw<"within">, amount, of_or_beginning, moment> {};
struct by_moment : if_must<kw<"by">, moment> {};
struct before_moment : if_must<kw<"before">, moment> {};
struct on_the_day_of : if_must<kw<"the">, kw<"day">, kw<"of">, moment> {};
struct weekday : name {};
struct on_weekday : if_must<kw<"a">, weekday> {};
struct on_day : sor<on_the_day_of, on_weekday> {};
struct no_later : if_must<kw<"and">, kw<"no">, kw<"later">, kw<"than">, moment> {};
struct sooner : kw<"sooner"> {};
struct no_sooner : if_must<kw<"no">, sooner, kw<"than">, moment, opt<no_later>> {};
struct of_moment : kw<"of"> {};
struct at_least : if_must<kw<"least">, whole_number, kw<"times">, kw<"within">, amount, of_moment, moment> {};
struct any_time : if_must<kw<"any">, kw<"time">> {};
struct least_or_any_time : sor<at_least, any_time> {};
struct every_from : kw<"from"> {};
struct every : if_must<kw<"every">, amount, every_from, moment, opt<until_moment>> {};
struct throughout : if_must<kw<"from">, moment, opt<until_moment>> {};
struct dated_limit : sor<within, by_moment, before_moment, if_must<kw<"on">, on_day>, no_sooner,
                         if_must<kw<"at">, least_or_any_time>, every, throughout> {};
struct judged_by : if_must<kw<"judged">, kw<"by">, fact_name> {};
struct practicable_word : kw<"practicable"> {};
struct practicable
    : if_must<kw<"as">, kw<"soon">, kw<"as">, practicable_word, opt<judged_by>, opt<if_must<kw<"and">, dated_limit>>> {
};
struct limit : sor<dated_limit, practicable> {};

struct applies : if_must<kw<"applies">, kw<"if">, condition> {};
struct each : kw<"each"> {};
struct for_each : if_must<kw<"for">, each, declared_name, kw<"in">, list_name> {};
struct modality_must : kw<"must"> {};
struct modality_should : kw<"should"> {};
struct modality_may : kw<"may"> {};
struct negated : kw<"not"> {};
struct will_usually : kw<"usually"> {};
struct will_not_usually : if_must<kw<"not">, kw<"usually">> {};
struct will_how : sor<will_usually, will_not_usually> {};
struct modality
    : sor<seq<sor<modality_must, modality_should, modality_may>, opt<negated>>, if_must<kw<"will">, will_how>> {};
struct ensure : kw<"ensure"> {};
struct allow : kw<"allow"> {};
struct use : kw<"use"> {};
struct act : seq<must<event_name>, or_more_events> {};
struct act_condition : if_must<kw<"if">, with_limit_behind<condition>> {};
struct act_only_if : if_must<kw<"only">, kw<"if">, with_limit_behind<condition>> {};
struct that : if_must<kw<"that">, condition> {};
struct act_and_limit : seq<act, opt<sor<act_condition, act_only_if>>, must<limit>> {};
struct standing_limit : seq<limit> {};
struct deed
    : sor<seq<ensure, sor<seq<that, must<standing_limit>>, act_and_limit>>, seq<sor<allow, use>, act_and_limit>> {};

struct alternative : if_must<seq<kw<"or">, kw<"ensure">>, act, limit> {};
struct roll_working : kw<"working"> {};
struct roll_calendar : kw<"calendar"> {};
struct roll_named : seq<not_at<kw<"day">>, days_name> {};
struct roll_day : sor<roll_working, roll_calendar, roll_named> {};
struct period : sor<if_must<seq<date, kw<"to">>, date>, if_must<seq<month_day, kw<"to">>, month_day>> {};
struct falls_in : if_must<seq<kw<"when">, kw<"it">, kw<"falls">>, kw<"in">, period> {};
struct roll : if_must<seq<kw<"or">, kw<"the">, kw<"next">>, roll_day, kw<"day">, opt<falls_in>> {};
struct warn : if_must<kw<"warn">, duration, kw<"ahead">> {};
struct stops : kw<"stops"> {};
struct stops_while : kw<"while"> {};
struct clock_stops : if_must<kw<"clock">, stops, stops_while, condition> {};
struct at_most_times : if_must<kw<"at">, kw<"most">, whole_number, kw<"times">> {};
struct at_most_in_all : if_must<kw<"by">, kw<"at">, kw<"most">, duration, kw<"in">, kw<"all">> {};
struct granted_when : kw<"when"> {};
struct extended_by : if_must<kw<"by">, amount, granted_when, events, opt<sor<at_most_times, at_most_in_all>>> {};
struct extended_to : if_must<kw<"to">, moment, granted_when, events> {};
struct by_or_to : sor<extended_by, extended_to> {};
struct extended : if_must<kw<"extended">, by_or_to> {};
struct due_instead : if_must<kw<"due">, kw<"instead">, moment, granted_when, events> {};
struct if_excused : kw<"if"> {};
struct excused_if : if_must<kw<"excused">, if_excused, condition> {};
struct once_status : sor<kept, missed, unused, excused> {};
struct once : if_must<kw<"once">, once_status, then, star<then>> {};
struct owing_party : name {};
struct duty : if_must<kw<"duty">, declared_name, opt<title>, star<sor<applies, for_each>>, owing_party, modality, deed,
                      star<alternative>,
                      star<sor<roll, warn, cite, accept, clock_stops, extended, due_instead, excused_if, once>>> {};

// --- tracks, stages, moves, triggers --------------------------------------------------------------------------------

struct track : if_must<kw<"track">, declared_name, opt<title>> {};
struct begins : if_must<kw<"begins">, kw<"when">, condition> {};
struct stage : if_must<kw<"stage">, declared_name, opt<title>> {};

struct if_condition : if_must<kw<"if">, condition> {};
struct otherwise : kw<"otherwise"> {};
struct go_to : if_must<kw<"go">, kw<"to">, stage_name> {};
struct when_move
    : if_must<kw<"when">, condition, opt<sor<if_condition, otherwise>>, star<then>, go_to, star<sor<cite, accept>>> {};
struct in_this_stage : if_must<kw<"in">, kw<"this">, kw<"stage">> {};
struct of_events : if_must<kw<"of">, events> {};
struct after_move : if_must<kw<"after">, amount, opt<sor<in_this_stage, of_events>>, opt<sor<if_condition, otherwise>>,
                            star<then>, go_to, star<sor<cite, accept>>> {};
struct may_end : if_must<kw<"may">, kw<"end">> {};
struct end : kw<"end"> {};

struct trigger_when : kw<"when"> {};
struct trigger : if_must<kw<"trigger">, declared_name, opt<title>, trigger_when, condition, opt<if_condition>, then,
                         star<then>, star<sor<cite, accept>>> {};

// --- decisions ------------------------------------------------------------------------------------------------------

struct unknown : kw<"unknown"> {};
struct literal : sor<name_operand, yes, no, date_operand, duration_operand, number_operand, text_operand> {};
struct cell_value : sor<weekday_operand, literal> {};
struct cell_to : if_must<kw<"to">, cell_value> {};
struct cell_range : seq<cell_value, opt<cell_to>> {};
struct cell_more_than : if_must<kw<"more">, kw<"than">, cell_value> {};
struct cell_less_than : if_must<kw<"less">, kw<"than">, cell_value> {};
struct cell_at_least : if_must<kw<"least">, cell_value> {};
struct cell_at_most : if_must<kw<"most">, cell_value> {};
struct cell_bound : sor<cell_at_least, cell_at_most> {};
struct cell_before : if_must<kw<"before">, cell_value> {};
struct cell_after : if_must<kw<"after">, cell_value> {};
struct cell_on_or_before : if_must<kw<"before">, cell_value> {};
struct cell_on_or_after : if_must<kw<"after">, cell_value> {};
struct cell_on_or : sor<cell_on_or_before, cell_on_or_after> {};
struct cell_part : sor<unknown, cell_more_than, cell_less_than, if_must<kw<"at">, cell_bound>, cell_before, cell_after,
                       if_must<kw<"on">, kw<"or">, cell_on_or>, cell_range> {};
struct any_value : mark<'-'> {};
struct cell_not : kw<"not"> {};
struct cell_parts : seq<cell_part, star<if_must<kw<"or">, cell_part>>> {};
struct cell : sor<any_value, if_must<cell_not, cell_parts>, cell_parts> {};
struct gives : if_must<kw<"gives">, cell_value> {};
/// What cannot follow a row that gives nothing: there the `gives` is missing.
struct row_goes_on : sor<name, digits<true>, text, kw<"yes">, kw<"no">, kw<"then">, kw<"is">, kw<"to">, kw<"means">,
                         kw<"and">, any_value, mark<'='>, mark<'<'>, mark<'>'>> {};
struct row_end : sor<gives, not_at<row_goes_on>> {};
struct row : if_must<kw<"row">, cell, star<if_must<mark<','>, cell>>, row_end> {};

struct hit_unique : kw<"unique"> {};
struct hit_first : kw<"first"> {};
struct hit_any : kw<"any"> {};
struct hit_sum : kw<"sum"> {};
struct hit_count : kw<"count"> {};
struct hit_min : kw<"min"> {};
struct hit_max : kw<"max"> {};
struct hit_collect : seq<kw<"collect">, opt<sor<hit_sum, hit_count, hit_min, hit_max>>> {};
struct hit_rule : sor<hit_unique, hit_first, hit_any, hit_collect> {};
struct hit : if_must<kw<"hit">, hit_rule> {};
struct inputs : comma_list<fact_name> {};
struct decide_from : kw<"from"> {};
struct decide : if_must<kw<"decide">, fact_name, opt<title>, decide_from, inputs, opt<hit>, row, star<row>,
                        star<sor<cite, accept>>> {};

// --- examples -------------------------------------------------------------------------------------------------------

struct example : if_must<kw<"example">, title> {};
struct at_time : if_must<kw<"at">, time_of_day> {};
struct for_party : if_must<kw<"for">, party_name> {};
struct value : sor<weekday_operand, literal> {};
struct with_no : if_must<kw<"no">, fact_name> {};
struct with_values : seq<fact_name, must<value>, star<if_must<mark<','>, value>>> {};
struct with_what : sor<with_no, with_values> {};
struct with : if_must<kw<"with">, with_what, star<if_must<kw<"and">, with_what>>> {};
struct example_event : if_must<kw<"on">, date, opt<at_time>, event_name, opt<for_party>, opt<with>> {};

struct expect_stage : if_must<kw<"stage">, stage_name, star<if_must<kw<"or">, stage_name>>> {};
struct breach : kw<"breach"> {};
struct shortfall : kw<"shortfall"> {};
struct deviation : kw<"deviation"> {};
struct warning : kw<"warning"> {};
struct out_of_time : if_must<kw<"out">, kw<"of">, kw<"time">> {};
struct expect_finding
    : if_must<sor<breach, shortfall, deviation, warning, out_of_time>, kw<"of">, duty_name, opt<for_party>> {};
struct expect_unexpected : if_must<kw<"unexpected">, event_name> {};
struct expect_nothing : seq<kw<"no">, kw<"findings">> {};
struct expect_notified : seq<kw<"notified">, party_name> {};
struct expect_closed : seq<kw<"case">, kw<"closed">> {};
struct due_until : if_must<kw<"to">, date> {};
struct due : if_must<kw<"due">, date, opt<sor<at_time, due_until>>> {};
struct late_by : if_must<mark<','>, duration, kw<"late">> {};
struct due_or_status : sor<due, seq<duty_status, opt<late_by>>> {};
struct expect_duty : seq<duty_name, sor<if_must<for_party, due_or_status>, due_or_status>> {};
struct expect_condition : seq<disjunction> {};
struct expectation : sor<expect_stage, expect_finding, expect_unexpected, expect_nothing, expect_notified,
                         expect_closed, expect_duty, expect_condition> {};
struct expect : if_must<kw<"expect">, expectation> {};
struct as_of : if_must<kw<"as">, kw<"of">, date> {};
struct not_held : if_must<kw<"not">, kw<"held">, event_name, star<if_must<mark<','>, event_name>>> {};

// --- transitions ----------------------------------------------------------------------------------------------------

struct continues_from : kw<"from"> {};
struct continues : if_must<kw<"continues">, framework_name, continues_from, date> {};
struct decided_by : if_must<kw<"decided">, kw<"by">, events> {};
/// `event <name> is …` declares nothing: it says which event of the other framework this is.
struct same_event : if_must<seq<kw<"event">, event_name, kw<"is">>, event_name> {};
struct same_fact : if_must<seq<kw<"fact">, fact_name, kw<"is">>, fact_name> {};
struct on_in : seq<kw<"on">, kw<"in">> {};
struct go_on_in : if_must<kw<"go">, on_in, stage_name> {};
struct stay : kw<"stay"> {};
struct end_there : kw<"end"> {};
struct place : sor<go_on_in, stay, end_there> {};
struct cases_in
    : if_must<kw<"cases">, kw<"in">, stage_name, star<if_must<kw<"or">, stage_name>>, place, star<sor<cite, accept>>> {
};
struct runs_on : if_must<kw<"runs">, kw<"on">> {};
struct lapses : kw<"lapses"> {};
struct new_limit : seq<kw<"new">, kw<"limit">> {};
struct limit_of_duty : if_must<kw<"limit">, kw<"of">, duty_name> {};
struct whose_limit : sor<new_limit, limit_of_duty> {};
struct takes_limit : if_must<kw<"takes">, kw<"the">, whose_limit> {};
struct handover_kind : sor<runs_on, takes_limit, lapses> {};
/// A duty that is declared has a party here, and `must`, `should`, `will` or `may` behind it. Words that are nearly
/// right are taken as well, so that what is said of them is to the point.
struct modal : sor<kw<"must">, kw<"should">, kw<"will">, kw<"may">> {};
struct no_party : sor<seq<sor<kw<"runs">, kw<"run">>, kw<"on">>, seq<sor<kw<"takes">, kw<"take">>, kw<"the">>,
                      seq<sor<kw<"lapses">, kw<"lapse">>, not_at<modal>>> {};
struct handover : if_must<seq<kw<"duty">, duty_name, at<no_party>>, handover_kind> {};
struct run_on : if_must<kw<"run">, kw<"on">> {};
struct lapse : kw<"lapse"> {};
struct others_kind : sor<run_on, lapse> {};
struct other_duties : if_must<kw<"other">, kw<"duties">, others_kind> {};
struct begun_under : if_must<kw<"begun">, kw<"under">, framework_name> {};

// --- the file -------------------------------------------------------------------------------------------------------

struct clause
    : sor<same_event, event, when_move, handover, duty, stage, example_event, expect, source, party, parameter,
          same_fact, fact, after_move, end, may_end, trigger, decide, track, begins, example, as_of, not_held, use_file,
          continues, cases_in, decided_by, other_duties, begun_under, framework, accept> {};
struct file : seq<opt<pegtl::utf8::bom>, gap, pegtl::until<pegtl::eof, recovering<clause>>> {};

}  // namespace proviso::grammar::rules

namespace tao::pegtl {

template <typename Name>
struct analyze_traits<Name, proviso::grammar::rules::gap> : analyze_opt_traits<> {};
template <typename Name, proviso::grammar::rules::Literal Word>
struct analyze_traits<Name, proviso::grammar::rules::kw<Word>> : analyze_any_traits<> {};
template <typename Name, char Mark>
struct analyze_traits<Name, proviso::grammar::rules::mark<Mark>> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, proviso::grammar::rules::name> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, proviso::grammar::rules::value_word> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, proviso::grammar::rules::weekday_word> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, proviso::grammar::rules::time_of_day> : analyze_any_traits<> {};
template <typename Name, bool Fraction>
struct analyze_traits<Name, proviso::grammar::rules::digits<Fraction>> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, proviso::grammar::rules::text> : analyze_any_traits<> {};
template <typename Name, typename Rule, bool Brackets>
struct analyze_traits<Name, proviso::grammar::rules::nested<Rule, Brackets>> : analyze_seq_traits<Rule> {};
template <typename Name, typename Rule>
struct analyze_traits<Name, proviso::grammar::rules::with_limit_behind<Rule>> : analyze_seq_traits<Rule> {};
template <typename Name>
struct analyze_traits<Name, proviso::grammar::rules::limit_follows> : analyze_opt_traits<> {};
template <typename Name, typename Rule>
struct analyze_traits<Name, proviso::grammar::rules::one_event<Rule>> : analyze_seq_traits<Rule> {};
template <typename Name>
struct analyze_traits<Name, proviso::grammar::rules::one_event_only> : analyze_opt_traits<> {};
template <typename Name, typename Rule>
struct analyze_traits<Name, proviso::grammar::rules::peek<Rule>> : analyze_opt_traits<Rule> {};
template <typename Name, typename Rule>
struct analyze_traits<Name, proviso::grammar::rules::recovering<Rule>> : analyze_seq_traits<Rule> {};

}  // namespace tao::pegtl
