// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/grammar/random_rule_file.h"

#include <initializer_list>
#include <random>
#include <string>
#include <vector>

namespace proviso::testing_support {
namespace {

/// Writes random rule files as tokens, with random gaps and comments between them.
class Author {
 public:
  explicit Author(std::uint32_t seed) : random_(seed) {}

  std::string file() {
    if (chance(20)) put({"use", text()});
    put({"framework", name(), text()});
    if (chance(50)) put({"calendar", name()});
    while (chance(30)) put({"calendar", name(), "for", "school", "days"});
    if (chance(30)) put({"time", "zone", text()});
    if (chance(50)) put({"in", "force", "from", day()});
    if (chance(50)) put({"version", text()});
    for (std::size_t i = pick(12); i > 0; --i) declaration();
    std::string result = chance(20) ? "# first\n" : "";
    for (const std::string& token : tokens_) result += token + gap();
    return result;
  }

 private:
  std::size_t pick(std::size_t below) { return random_() % below; }
  bool chance(std::size_t percent) { return pick(100) < percent; }
  template <std::size_t N>
  std::string one_of(const char* const (&list)[N]) {
    return list[pick(N)];
  }
  void put(std::initializer_list<std::string> tokens) { tokens_.insert(tokens_.end(), tokens); }

  std::string gap() {
    if (chance(75)) return chance(80) ? " " : "\n";
    const std::string comment =
        "#" + std::string(chance(50) ? " " : "") + one_of({"why", "", "# more", "über", "a \"b"});
    return one_of({"\n", "\n\n", "\n\n\n", " \t ", "\r\n"}) + (chance(50) ? "" : "  ") + comment + "\n" +
           (chance(30) ? "\n" : "");
  }
  std::string name() {
    return one_of({"a", "b2", "letter-sent", "on-site", "wsoa-fit", "very-long-name-of-something"});
  }
  std::string text() {
    return one_of({"\"A title\"", "\"\"", "\"with # and \\\"quotes\\\"\"", "\"naïve\"", "\"back\\\\slash\""});
  }
  std::string day() { return one_of({"1 May 2016", "29 February 2020", "31 December 1999"}); }
  std::string duration() {
    return one_of({"5 working days", "1 calendar day", "2 weeks", "1 month", "3 years", "48 hours", "15 school days",
                   "1 school day", "1 hour"});
  }
  std::string month_day() { return one_of({"25 December", "1 January", "29 February"}); }
  std::string weekday() { return one_of({"Monday", "Saturday", "Sunday"}); }
  std::string status() { return one_of({"kept", "kept late", "missed", "pending", "unused", "lapsed", "undecided"}); }

  void names_or() {
    put({name()});
    while (chance(25)) put({"or", name()});
  }

  /// What an operand may be where it stands.
  struct Where {
    int depth = 0;        ///< how many brackets may still be opened
    bool commas = true;   ///< not an item of a list
    bool offsets = true;  ///< not behind `plus`, `minus` or `times`
    bool bare = true;     ///< a duration may stand here: not right behind `after`
  };

  void expression(int depth) { condition({.depth = depth}); }
  void condition(Where where) {
    if (chance(30)) put({"not"});
    comparison(where);
    while (chance(30)) {
      put({chance(50) ? "and" : "or"});
      comparison(where);
    }
  }
  void comparison(Where where) {
    if (chance(10)) {
      put({name()});
      if (chance(40)) put({"of", name()});
      return put({"is", status()});
    }
    sum(where);
    if (chance(20)) return put({"is", "known"});
    if (chance(50)) return;
    switch (pick(8)) {
      case 0:
        put({"is"});
        break;
      case 1:
        put({"is", "not"});
        break;
      case 2:
        put({"is", "more", "than"});
        break;
      case 3:
        put({"is", "at", "most"});
        break;
      case 4:
        put({"after"});
        where.bare = false;
        break;
      case 5:
        put({"on", "or", "before"});
        break;
      case 6:
        put({"includes"});
        break;
      default:
        put({"before"});
        break;
    }
    sum(where);
  }
  void sum(Where where) {
    operand(where);
    where.offsets = false;
    where.bare = true;
    while (chance(25)) {
      put({one_of({"plus", "minus", "times"})});
      operand(where);
    }
  }
  void bracketed(const Where& where) {
    put({"("});
    condition({.depth = where.depth - 1});
    put({")"});
  }
  void operand(Where where) {
    const Where first = where;
    --where.depth;
    where.bare = true;
    if (first.depth > 0 && chance(30)) {
      if (chance(20)) put({"count", "of"});
      return bracketed(first);
    }
    Where item = where;
    item.offsets = true;
    if (first.depth > 0 && chance(30)) {
      switch (pick(5)) {
        case 0:
          if (!first.commas) break;
          put({"the", one_of({"later", "earlier"}), "of"});
          item.commas = false;
          sum(item), put({","}), sum(item);
          if (chance(30)) put({","}), sum(item);
          return;
        case 1:
          put({one_of({"working days", "calendar days", "weeks", "months", "years", "school days"}), "from"});
          sum(item), put({"to"}), sum(item);
          return;
        case 2:
          put({"longest", "run", "of"});
          condition({.depth = where.depth, .commas = item.commas});
          put({"from"}), sum(item), put({"to"}), sum(item);
          return;
        case 3:
          put({"weekday", "of"});
          return operand(item);
        default:
          if (!first.offsets) break;
          item.bare = chance(50);
          put({duration(), item.bare ? "before" : "after"});
          return operand(item);
      }
    }
    switch (pick(14)) {
      case 0:
        return put({"yes"});
      case 1:
        return put({"no"});
      case 2:
        return put({one_of({"0", "12", "0.25"})});
      case 3:
        return put({text()});
      case 4:
        return put({day()});
      case 5:
        return first.bare ? put({duration()}) : put({"(", duration(), ")"});
      case 6:
        put({"number", "of", name()});
        return since(first);
      case 7:
        return put({"date", "of", one_of({"first", "last", ""}), name()});
      case 8:
        put({"in", name()});
        if (chance(30)) put({"of", name()});
        return;
      case 9:
        put({"total", "of", name(), "over", name()});
        return since(first);
      case 10:
        return put({"today"});
      case 11:
        return put({weekday()});
      default:
        return put({name()});
    }
  }
  void since(const Where& where) {
    if (!chance(40)) return;
    put({"since"});
    moment(2, false, where.commas);
  }

  void moment(int depth, bool several = true, bool commas = true) {
    switch (pick(9)) {
      case 0:
        return put({"first", name()});
      case 1:
        return put({"entering", name()});
      case 2:
        return put({day()});
      case 3:
        if (depth == 0) break;
        amount();
        put({chance(50) ? "before" : "after"});
        return moment(depth - 1, several, commas);
      case 4:
        if (depth == 0 || !commas) break;
        put({"the", one_of({"later", "earlier"}), "of"});
        moment(depth - 1, several, false), put({","}), moment(depth - 1, several, false);
        if (chance(30)) put({","}), moment(depth - 1, several, false);
        return;
      case 5:
        if (depth == 0) break;
        put({month_day(), "in", "the", "year", "of"});
        return moment(depth - 1, several, commas);
      default:
        break;
    }
    several ? names_or() : put({name()});
  }
  void amount() { chance(70) ? put({duration()}) : put({"the", name()}); }

  void limit(bool behind_that = false) {
    if (chance(20)) {
      put({"as", "soon", "as", "practicable"});
      if (chance(40)) put({"judged", "by", name()});
      if (chance(50)) return;
      put({"and"});
      behind_that = false;
    }
    switch (pick(11)) {
      case 0:
        put({"within"}), amount(), put({"of"}), moment(2);
        return;
      case 1:
        put({"within"}), amount(), put({"beginning", "with"}), moment(2);
        return;
      case 2:
        put({"by"}), moment(2);
        return;
      case 3:
        // Behind `ensure that` a `before` belongs to the condition.
        put({behind_that ? "by" : "before"}), moment(2);
        return;
      case 4:
        put({"on", "the", "day", "of"}), moment(2);
        return;
      case 5:
        return put({"on", "a", weekday()});
      case 6:
        put({"no", "sooner", "than"}), moment(2);
        if (chance(50)) put({"and", "no", "later", "than"}), moment(2);
        return;
      case 7:
        put({"every"}), amount(), put({"from"}), moment(2);
        if (chance(50)) put({"until"}), moment(2);
        return;
      case 8:
        put({"from"}), moment(2);
        if (chance(50)) put({"until"}), moment(2);
        return;
      case 9:
        return put({"at", "any", "time"});
      default:
        put({"at", "least", "4", "times", "within"}), amount(), put({"of"}), moment(2);
        return;
    }
  }
  void cite() {
    put({"cite", name()});
    if (chance(50)) put({text()});
    if (chance(30)) put({"unconfirmed"});
  }

  void action() {
    put({"then"});
    switch (pick(8)) {
      case 0:
        put({"record", name(), "as"});
        return expression(2);
      case 1:
        put({"add"}), expression(2), put({"to", name()});
        return;
      case 2:
        return put({"go", "to", name()});
      case 3:
        return put({"begin", name()});
      case 4:
        return put({"end", name()});
      case 5:
        return put({"notify", name(), text()});
      case 6:
        put({"open", name()});
        if (chance(50))
          put({"with", name(), "as"}), expression(1);
        else
          return;
        while (chance(40)) put({"and", name(), "as"}), expression(1);
        return;
      default:
        return put({"close", "case"});
    }
  }
  void actions() {
    do action();
    while (chance(40));
  }
  void trigger() {
    put({"trigger", name()});
    if (chance(50)) put({text()});
    put({"when"});
    chance(60) ? names_or() : expression(2);
    if (chance(30)) put({"if"}), expression(2);
    actions();
    if (chance(20)) cite();
  }

  void duty() {
    put({"duty", name()});
    if (chance(70)) put({text()});
    if (chance(30)) put({"applies", "if"}), expression(2);
    if (chance(20)) put({"for", "each", name(), "in", name()});
    put({name(), one_of({"must", "should", "will usually", "may", "must not", "will not usually"})});
    const bool that = chance(20);
    if (that) {
      put({"ensure", "that"}), expression(2);
    } else {
      put({one_of({"ensure", "allow", "use"})});
      names_or();
      if (chance(20)) put({"only"});
      if (tokens_.back() == "only" || chance(40)) {
        // Without brackets a `before` could be the limit.
        put({"if", "("});
        expression(2);
        put({")"});
      }
    }
    limit(that);
    if (chance(20)) put({"or", "ensure"}), names_or(), limit();
    while (chance(50)) clause_of_duty();
  }
  void clause_of_duty() {
    switch (pick(10)) {
      case 0:
        put({"or", "the", "next", one_of({"working", "calendar", "school"}), "day"});
        if (chance(30))
          put({"when", "it", "falls", "in", day(), "to", day()});
        else if (chance(30))
          put({"when", "it", "falls", "in", month_day(), "to", month_day()});
        return;
      case 1:
        return put({"warn", duration(), "ahead"});
      case 2:
        put({"clock", "stops", "while"});
        return expression(2);
      case 3:
        put({"excused", "if"});
        return expression(2);
      case 4:
        put({"extended", "by"}), amount(), put({"when"}), names_or();
        if (chance(30))
          put({"at", "most", "2", "times"});
        else if (chance(30))
          put({"by", "at", "most", duration(), "in", "all"});
        return;
      case 5:
        put({"extended", "to"}), moment(2), put({"when"}), names_or();
        return;
      case 6:
        put({"due", "instead"}), moment(2), put({"when"}), names_or();
        return;
      case 7:
      case 8:
        put({"once", one_of({"kept", "missed", "unused", "excused"})});
        return actions();
      default:
        return cite();
    }
  }
  void move() {
    if (chance(70)) {
      put({"when"});
      if (chance(70)) {
        names_or();
        if (chance(30)) {
          put({"otherwise"});
        } else if (chance(60)) {
          put({"if"}), expression(2);
        }
      } else {
        put({name(), "is", "yes", "and"}), expression(2);
      }
    } else {
      put({"after"}), amount();
      if (chance(30)) {
        put({"in", "this", "stage"});
      } else if (chance(40)) {
        put({"of"}), names_or();
      }
      if (chance(30)) put({"if"}), expression(2);
    }
    if (chance(30)) actions();
    put({"go", "to", name()});
    if (chance(20)) cite();
  }
  void cell() {
    if (chance(15)) return put({"-"});
    if (chance(20)) put({"not"});
    do {
      if (tokens_.back() != "not" && tokens_.back() != "row" && tokens_.back() != ",") put({"or"});
      cell_part();
    } while (chance(30));
  }
  void cell_part() {
    switch (pick(8)) {
      case 0:
        return put({"unknown"});
      case 1:
        put({one_of(
            {"more than", "less than", "at least", "at most", "before", "after", "on or before", "on or after"})});
        return value();
      case 2:
        value(), put({"to"}), value();
        return;
      default:
        return value();
    }
  }
  void decide() {
    put({"decide", name()});
    if (chance(50)) put({text()});
    put({"from", name()});
    while (chance(50)) put({",", name()});
    const std::string hit =
        one_of({"unique", "first", "any", "collect", "collect sum", "collect count", "collect min", "collect max"});
    put({"hit", hit});
    for (std::size_t i = pick(5) + 1; i > 0; --i) {
      put({"row"}), cell();
      while (chance(50)) put({","}), cell();
      if (hit != "collect count") put({"gives"}), value();
    }
    if (chance(30)) cite();
  }
  void value() { put({one_of({"yes", "no", "3", "\"t\"", "1 May 2016", "5 working days", "sufficient", "Monday"})}); }
  void type() {
    put({one_of({"yes/no", "number", "text", "date", "duration", "party", "one of x, y", "list of text",
                 "list of list of date"})});
  }

  void declaration() {
    switch (pick(12)) {
      case 0:
        return put({"source", name(), text()});
      case 1:
        return put({"party", name()});
      case 2:
        put({"parameter", name(), duration(), "from", day()});
        if (chance(50)) cite();
        if (chance(50)) put({duration(), "from", day()});
        return;
      case 3:
        put({"fact", name(), ":"}), type();
        if (chance(20)) put({"judgement"});
        if (chance(30)) put({text()});
        if (chance(50)) put({"means"}), expression(3);
        return;
      case 4:
        put({"event", name()});
        if (chance(70)) put({text()});
        if (chance(30)) put({"records", name(), ",", name()});
        if (chance(60)) put({"by", name()});
        return;
      case 5:
        return duty();
      case 6:
        put({"track", name(), text()});
        if (chance(50)) put({"begins", "when"}), expression(1);
        if (chance(30)) duty();
        if (chance(30)) trigger();
        for (std::size_t i = pick(4); i > 0; --i) {
          put({"stage", name(), text()});
          for (std::size_t k = pick(4); k > 0; --k) chance(40) ? move() : chance(40) ? trigger() : duty();
          if (chance(30)) put({chance(50) ? "end" : "may end"});
        }
        return;
      case 7:
        return decide();
      case 8:
        return trigger();
      case 9:
        return put({"use", text()});
      case 10:
        put({"continues", name(), "from", day()});
        for (std::size_t i = pick(8); i > 0; --i) transition_item();
        return;
      default:
        put({"example", text()});
        for (std::size_t i = pick(6); i > 0; --i) example_item();
    }
  }
  void transition_item() {
    switch (pick(8)) {
      case 0:
        put({"decided", "by", name()});
        if (chance(40)) put({"or", name()});
        return;
      case 1:
        return put({one_of({"event", "fact"}), name(), "is", name()});
      case 2:
        return put({"other", "duties", one_of({"run on", "lapse"})});
      case 3:
        put({"duty", name()});
        if (chance(30)) return put({"takes", "the", "limit", "of", name()});
        return put({one_of({"runs on", "takes the new limit", "lapses"})});
      case 4:
        return duty();
      default:
        put({"cases", "in", name()});
        if (chance(40)) put({"or", name()});
        if (chance(60)) return put({"go", "on", "in", name()});
        put({one_of({"stay", "end"})});
        if (chance(30)) cite();
    }
  }
  void for_party() {
    if (chance(20)) put({"for", name()});
  }
  void example_item() {
    if (chance(10)) return put({"begun", "under", name()});
    switch (pick(9)) {
      case 0:
        return put({"as", "of", day()});
      case 1:
        return put({"not", "held", name(), ",", name()});
      case 2:
        put({"expect", name()}), for_party(), put({one_of({"kept", "kept late, 1 working day late", "missed"})});
        return;
      case 3:
        put({"expect", name()}), for_party(), put({"due", day()});
        if (chance(30))
          put({"at", one_of({"09:30", "9:05", "23:59"})});
        else if (chance(30))
          put({"to", day()});
        return;
      case 4:
        return put({"expect", one_of({"stage a or b", "no findings", "unexpected a", "notified a", "case closed"})});
      case 5:
        put({"expect", one_of({"breach", "shortfall", "out of time"}), "of", name()});
        return for_party();
      case 6:
        put({"expect"}), expression(2);
        return;
      default:
        put({"on", day()});
        if (chance(30)) put({"at", one_of({"0:00", "14:30"})});
        put({name()});
        for_party();
        if (chance(50)) {
          put({"with", name()}), value();
          if (chance(50)) put({","}), value();
          if (chance(50)) put({"and", "no", name()});
        }
    }
  }

  std::mt19937 random_;
  std::vector<std::string> tokens_;
};

}  // namespace

std::string random_rule_file(std::uint32_t seed) { return Author(seed).file(); }

}  // namespace proviso::testing_support
