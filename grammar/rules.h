// SPDX-License-Identifier: Apache-2.0
// The grammar, named as the language reference names it. A word, a name, a number, a text or a mark takes the blanks
// and comments behind it along, so no rule here speaks of blanks; `if_must` commits after the word that opens a clause.
#pragma once

#include <algorithm>
#include <cstddef>
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
    const std::string_view rest(in.current(), static_cast<std::size_t>(in.end() - in.current()));
    if (!rest.starts_with(kWord)) return false;
    if (rest.size() > kWord.size() && is_word_character(rest[kWord.size()])) return false;
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
    const char* from = in.current();
    if (from == in.end() || !is_word_character(*from) || is_digit(*from) || *from == '-') return false;
    const char* to = std::find_if_not(from, in.end(), is_word_character);
    const std::string_view word(from, static_cast<std::size_t>(to - from));
    if (is_keyword(word)) return false;
    take<A>(in, state, word.size());
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
struct duty_name : name {};
struct event_name : name {};
struct fact_name : name {};
struct parameter_name : name {};
struct party_name : name {};
struct source_name : name {};
struct stage_name : name {};
struct value_name : name {};

struct or_more_events : star<seq<kw<"or">, not_at<sor<kw<"the">, kw<"ensure">>>>, must<event_name>> {};
struct events : seq<event_name, or_more_events> {};
template <typename Rule>
struct comma_list : seq<Rule, star<if_must<mark<','>, Rule>>> {};

struct date : seq<whole_number, month, whole_number> {};

struct unit_word : sor<kw<"weeks">, kw<"week">, kw<"months">, kw<"month">, kw<"years">, kw<"year">, kw<"days">,
                       kw<"day">, kw<"hours">, kw<"hour">> {};
struct day_word : sor<kw<"days">, kw<"day">> {};
/// Besides the five units of the language what authors are likely to write: the builder says what is wrong with it.
struct unit : sor<seq<sor<kw<"working">, kw<"calendar">>, day_word>, unit_word, seq<name, kw<"days">>> {};
struct duration : seq<whole_number, unit> {};

// --- expressions ----------------------------------------------------------------------------------------------------

struct expression;
struct condition;
struct yes : kw<"yes"> {};
struct no : kw<"no"> {};
struct name_operand : name {};
struct number_operand : digits<true> {};
struct text_operand : text {};
struct date_operand : seq<date> {};
struct duration_operand : seq<duration> {};

struct bracketed : if_must<mark<'('>, nested<expression, true>, mark<')'>> {};
struct counted : sor<name_operand, bracketed> {};
struct count_of : if_must<kw<"count">, kw<"of">, counted> {};
struct number_of : if_must<kw<"number">, kw<"of">, event_name> {};
struct first : kw<"first"> {};
struct last : kw<"last"> {};
struct date_of : if_must<kw<"date">, kw<"of">, opt<sor<first, last>>, event_name> {};
struct in_stage : if_must<kw<"in">, stage_name> {};
struct operand : sor<name_operand, yes, no, date_operand, duration_operand, number_operand, text_operand, count_of,
                     number_of, date_of, in_stage, bracketed> {};

struct times : if_must<kw<"times">, operand> {};
struct product : seq<operand, star<times>> {};
struct plus_operand : if_must<kw<"plus">, product> {};
struct minus_operand : if_must<kw<"minus">, product> {};
struct sum : seq<product, star<sor<plus_operand, minus_operand>>> {};

struct is_known : kw<"known"> {};
struct is_not : if_must<kw<"not">, sum> {};
struct is_more_than : if_must<kw<"more">, kw<"than">, sum> {};
struct is_less_than : if_must<kw<"less">, kw<"than">, sum> {};
struct is_at_least : if_must<kw<"least">, sum> {};
struct is_at_most : if_must<kw<"most">, sum> {};
struct at_bound : sor<is_at_least, is_at_most> {};
struct is_equal : seq<sum> {};
struct compared : sor<is_known, is_not, is_more_than, is_less_than, if_must<kw<"at">, at_bound>, is_equal> {};
struct limit_word : sor<kw<"within">, kw<"by">, kw<"before">, kw<"on">, kw<"no">, kw<"at">> {};
/// In `if paid before due-date within …` the limit comes later; in `if paid before 5 days before …` it is here.
struct before_is_no_limit
    : sor<not_at<limit_follows>, at<kw<"before">, not_at<duration>, sum, sor<limit_word, kw<"and">>>> {};
struct is_before : seq<before_is_no_limit, if_must<kw<"before">, sum>> {};
struct is_after : if_must<kw<"after">, sum> {};
struct is_on_or_before : if_must<kw<"before">, sum> {};
struct is_on_or_after : if_must<kw<"after">, sum> {};
struct before_or_after : sor<is_on_or_before, is_on_or_after> {};
struct includes : if_must<kw<"includes">, sum> {};
struct comparison_tail : sor<if_must<kw<"is">, compared>, is_before, is_after,
                             if_must<seq<kw<"on">, kw<"or">>, before_or_after>, includes> {};
struct comparison : seq<sum, opt<comparison_tail>> {};

struct negation;
struct negated_condition : sor<negation, comparison> {};
struct negation : if_must<kw<"not">, nested<negated_condition, false>> {};
struct conjunction : seq<negated_condition, star<if_must<kw<"and">, negated_condition>>> {};
struct disjunction : seq<conjunction, star<if_must<kw<"or">, conjunction>>> {};
struct expression : seq<disjunction> {};
struct condition : seq<disjunction> {};

// --- framework, sources, parties, parameters, facts, events ---------------------------------------------------------

struct unconfirmed : kw<"unconfirmed"> {};
struct cite : if_must<kw<"cite">, source_name, opt<quoted>, opt<unconfirmed>> {};

struct version : if_must<kw<"version">, quoted> {};
struct until : if_must<kw<"until">, date> {};
struct in_force : if_must<kw<"in">, kw<"force">, kw<"from">, date, opt<until>> {};
struct calendar : if_must<kw<"calendar">, calendar_name> {};
struct framework : if_must<kw<"framework">, declared_name, opt<title>, star<sor<version, in_force, calendar>>> {};

struct source : if_must<kw<"source">, declared_name, opt<title>> {};
struct party : if_must<kw<"party">, declared_name, opt<title>> {};

struct parameter_version : seq<duration, must<kw<"from">, date>, star<cite>> {};
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
struct means : if_must<kw<"means">, expression> {};
struct fact : if_must<kw<"fact">, declared_name, mark<':'>, fact_type, star<sor<title, means>>> {};

struct by : if_must<kw<"by">, party_name> {};
struct records : if_must<kw<"records">, fact_name, star<if_must<mark<','>, fact_name>>> {};
struct event : if_must<kw<"event">, declared_name, opt<title>, star<sor<by, records>>> {};

// --- duties ---------------------------------------------------------------------------------------------------------

struct moment;
struct moment_after : if_must<seq<duration, kw<"after">>, nested<moment, false>> {};
struct moment_before : if_must<seq<duration, kw<"before">>, nested<moment, false>> {};
struct moment_day : seq<date> {};
struct moment_first : if_must<kw<"first">, event_name> {};
struct moment_entering : if_must<kw<"entering">, stage_name> {};
struct moment_named : seq<events> {};
struct moment : sor<moment_named, moment_first, moment_entering, moment_day, moment_after, moment_before> {};

struct the_parameter : if_must<kw<"the">, parameter_name> {};
struct amount : sor<duration, the_parameter> {};
struct of : kw<"of"> {};
struct beginning_with : if_must<kw<"beginning">, kw<"with">> {};
struct of_or_beginning : sor<of, beginning_with> {};
struct within : if_must<kw<"within">, amount, of_or_beginning, moment> {};
struct by_moment : if_must<kw<"by">, moment> {};
struct before_moment : if_must<kw<"before">, moment> {};
struct on_the_day_of : if_must<kw<"the">, kw<"day">, kw<"of">, moment> {};
struct weekday : name {};
struct on_weekday : if_must<kw<"a">, weekday> {};
struct on_day : sor<on_the_day_of, on_weekday> {};
struct no_later : if_must<kw<"and">, kw<"no">, kw<"later">, kw<"than">, moment> {};
struct no_sooner : if_must<kw<"no">, kw<"sooner">, kw<"than">, moment, opt<no_later>> {};
struct at_least : if_must<kw<"at">, kw<"least">, whole_number, kw<"times">, kw<"within">, amount, kw<"of">, moment> {};
struct limit : sor<within, by_moment, before_moment, if_must<kw<"on">, on_day>, no_sooner, at_least> {};

struct applies : if_must<kw<"applies">, kw<"if">, condition> {};
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
struct verb : sor<ensure, allow, use> {};
struct act : seq<must<event_name>, or_more_events> {};
struct act_condition : if_must<kw<"if">, with_limit_behind<condition>> {};
struct roll : seq<kw<"or">, kw<"the">, kw<"next">, kw<"working">, kw<"day">> {};
struct warn : if_must<kw<"warn">, duration, kw<"ahead">> {};
struct owing_party : name {};
struct duty : if_must<kw<"duty">, declared_name, opt<title>, star<applies>, owing_party, modality, verb, act,
                      opt<act_condition>, limit, star<sor<roll, warn, cite>>> {};

// --- tracks, stages, moves ------------------------------------------------------------------------------------------

struct track : if_must<kw<"track">, declared_name, opt<title>> {};
struct begins : if_must<kw<"begins">, kw<"when">, condition> {};
struct stage : if_must<kw<"stage">, declared_name, opt<title>> {};

struct if_condition : if_must<kw<"if">, condition> {};
struct otherwise : kw<"otherwise"> {};
struct go_to : if_must<kw<"go">, kw<"to">, stage_name> {};
struct when_move : if_must<kw<"when">, condition, opt<sor<if_condition, otherwise>>, go_to, star<cite>> {};
struct in_this_stage : if_must<kw<"in">, kw<"this">, kw<"stage">> {};
struct of_events : if_must<kw<"of">, events> {};
struct after_move : if_must<kw<"after">, duration, opt<sor<in_this_stage, of_events>>,
                            opt<sor<if_condition, otherwise>>, go_to, star<cite>> {};
struct may_end : if_must<kw<"may">, kw<"end">> {};
struct end : kw<"end"> {};

// --- examples -------------------------------------------------------------------------------------------------------

struct example : if_must<kw<"example">, title> {};
struct value : sor<name_operand, yes, no, date_operand, duration_operand, number_operand, text_operand> {};
struct with_no : if_must<kw<"no">, fact_name> {};
struct with_values : seq<fact_name, must<value>, star<if_must<mark<','>, value>>> {};
struct with_what : sor<with_no, with_values> {};
struct with : if_must<kw<"with">, with_what, star<if_must<kw<"and">, with_what>>> {};
struct example_event : if_must<kw<"on">, date, event_name, opt<with>> {};

struct expect_stage : if_must<kw<"stage">, stage_name, star<if_must<kw<"or">, stage_name>>> {};
struct breach : kw<"breach"> {};
struct shortfall : kw<"shortfall"> {};
struct deviation : kw<"deviation"> {};
struct warning : kw<"warning"> {};
struct out_of_time : if_must<kw<"out">, kw<"of">, kw<"time">> {};
struct expect_finding : if_must<sor<breach, shortfall, deviation, warning, out_of_time>, kw<"of">, duty_name> {};
struct expect_unexpected : if_must<kw<"unexpected">, event_name> {};
struct expect_nothing : seq<kw<"no">, kw<"findings">> {};
struct expect_due : seq<duty_name, if_must<kw<"due">, date>> {};
struct kept_late : seq<kw<"kept">, kw<"late">> {};
struct kept : kw<"kept"> {};
struct pending : kw<"pending"> {};
struct missed : kw<"missed"> {};
struct unused : kw<"unused"> {};
struct excused : kw<"excused"> {};
struct lapsed : kw<"lapsed"> {};
struct undecided : kw<"undecided"> {};
struct late_by : if_must<mark<','>, duration, kw<"late">> {};
struct expect_status
    : seq<duty_name, sor<kept_late, kept, pending, missed, unused, excused, lapsed, undecided>, opt<late_by>> {};
struct expect_condition : seq<disjunction> {};
struct expectation : sor<expect_stage, expect_finding, expect_unexpected, expect_nothing, expect_due, expect_status,
                         expect_condition> {};
struct expect : if_must<kw<"expect">, expectation> {};
struct as_of : if_must<kw<"as">, kw<"of">, date> {};
struct not_held : if_must<kw<"not">, kw<"held">, event_name, star<if_must<mark<','>, event_name>>> {};

// --- the file -------------------------------------------------------------------------------------------------------

struct clause : sor<event, when_move, duty, stage, example_event, expect, source, party, parameter, fact, after_move,
                    end, may_end, track, begins, example, as_of, not_held, framework> {};
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
struct analyze_traits<Name, proviso::grammar::rules::recovering<Rule>> : analyze_seq_traits<Rule> {};

}  // namespace tao::pegtl
