// SPDX-License-Identifier: Apache-2.0
// Formatting a random file keeps its meaning and its comments, and formatting twice changes nothing.
#include <initializer_list>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "grammar/format.h"
#include "grammar/parse.h"
#include "tests/support/tree_dump.h"

namespace proviso {
namespace {

/// Writes random rule files as tokens, with random gaps and comments between them.
class Author {
 public:
  explicit Author(std::uint32_t seed) : random_(seed) {}

  std::string file() {
    put({"framework", name(), text()});
    if (chance(50)) put({"calendar", name()});
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
  std::string duration() { return one_of({"5 working days", "1 calendar day", "2 weeks", "1 month", "3 years"}); }

  void names_or() {
    put({name()});
    while (chance(25)) put({"or", name()});
  }

  void expression(int depth) {
    if (chance(30)) put({"not"});
    comparison(depth);
    while (chance(30)) {
      put({chance(50) ? "and" : "or"});
      comparison(depth);
    }
  }
  void comparison(int depth) {
    sum(depth);
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
    sum(depth);
  }
  void sum(int depth) {
    operand(depth);
    while (chance(25)) {
      put({one_of({"plus", "minus", "times"})});
      operand(depth);
    }
  }
  void operand(int depth) {
    if (depth > 0 && chance(40)) {
      if (chance(20)) put({"count", "of"});
      put({"("});
      expression(depth - 1);
      return put({")"});
    }
    switch (pick(10)) {
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
        return put({duration()});
      case 6:
        return put({"number", "of", name()});
      case 7:
        return put({"date", "of", one_of({"first", "last", ""}), name()});
      case 8:
        return put({"in", name()});
      default:
        return put({name()});
    }
  }

  void moment(int depth) {
    switch (pick(6)) {
      case 0:
        return put({"first", name()});
      case 1:
        return put({"entering", name()});
      case 2:
        return put({day()});
      case 3:
        if (depth > 0) {
          put({duration(), chance(50) ? "before" : "after"});
          return moment(depth - 1);
        }
        [[fallthrough]];
      default:
        return names_or();
    }
  }
  void amount() { chance(70) ? put({duration()}) : put({"the", name()}); }

  void limit() {
    switch (pick(8)) {
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
        put({"before"}), moment(2);
        return;
      case 4:
        put({"on", "the", "day", "of"}), moment(2);
        return;
      case 5:
        return put({"on", "a", one_of({"Monday", "Sunday"})});
      case 6:
        put({"no", "sooner", "than"}), moment(2);
        if (chance(50)) put({"and", "no", "later", "than"}), moment(2);
        return;
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

  void duty() {
    put({"duty", name()});
    if (chance(70)) put({text()});
    if (chance(30)) put({"applies", "if"}), expression(2);
    put({name(), one_of({"must", "should", "will usually", "may", "must not", "will not usually"}),
         one_of({"ensure", "allow", "use"})});
    names_or();
    if (chance(40)) {
      // Without brackets a `before` could be the limit.
      put({"if", "("});
      expression(2);
      put({")"});
    }
    limit();
    while (chance(40)) {
      if (chance(30)) {
        put({"or", "the", "next", "working", "day"});
      } else if (chance(40)) {
        put({"warn", duration(), "ahead"});
      } else {
        cite();
      }
    }
  }
  void move() {
    if (chance(70)) {
      put({"when"});
      if (chance(70)) {
        names_or();
        if (chance(30))
          put({"otherwise"});
        else if (chance(60))
          put({"if"}), expression(2);
      } else {
        put({name(), "is", "yes", "and"}), expression(2);
      }
    } else {
      put({"after", duration()});
      if (chance(30))
        put({"in", "this", "stage"});
      else if (chance(40))
        put({"of"}), names_or();
      if (chance(30)) put({"if"}), expression(2);
    }
    put({"go", "to", name()});
    if (chance(20)) cite();
  }
  void value() { put({one_of({"yes", "no", "3", "\"t\"", "1 May 2016", "5 working days", "sufficient"})}); }
  void type() {
    put({one_of({"yes/no", "number", "text", "date", "duration", "party", "one of x, y", "list of text",
                 "list of list of date"})});
  }

  void declaration() {
    switch (pick(9)) {
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
        for (std::size_t i = pick(4); i > 0; --i) {
          put({"stage", name(), text()});
          for (std::size_t k = pick(4); k > 0; --k) chance(30) ? duty() : move();
          if (chance(30)) put({chance(50) ? "end" : "may end"});
        }
        return;
      default:
        put({"example", text()});
        for (std::size_t i = pick(6); i > 0; --i) example_item();
    }
  }
  void example_item() {
    switch (pick(8)) {
      case 0:
        return put({"as", "of", day()});
      case 1:
        return put({"not", "held", name(), ",", name()});
      case 2:
        return put({"expect", name(), one_of({"kept", "kept late, 1 working day late", "missed", "undecided"})});
      case 3:
        return put({"expect", name(), "due", day()});
      case 4:
        return put(
            {"expect", one_of({"stage a or b", "no findings", "breach of a", "out of time of b", "unexpected a"})});
      case 5:
        put({"expect"}), expression(2);
        return;
      default:
        put({"on", day(), name()});
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

struct Parsed {
  std::string errors;
  std::string meaning;
  std::vector<std::string> comments;
  std::string formatted;
};

Parsed parsed(const std::string& text) {
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add("random.proviso", text);
  const syntax::File tree = grammar::parse(file, report);
  Parsed result{
      .errors = render_text(report, sources), .meaning = testing_support::dump(tree), .comments = {}, .formatted = {}};
  for (const syntax::Comment& comment : tree.comments) result.comments.push_back(comment.text);
  if (report.empty()) result.formatted = grammar::format(tree, file);
  return result;
}

RC_GTEST_PROP(Format, KeepsMeaningAndCommentsAndIsIdempotent, ()) {
  const std::string text = Author(*rc::gen::arbitrary<std::uint32_t>()).file();
  const Parsed first = parsed(text);
  RC_LOG() << text;
  RC_ASSERT(first.errors == "");
  const Parsed second = parsed(first.formatted);
  RC_LOG() << "\n--- formatted\n" << first.formatted;
  RC_ASSERT(second.errors == "");
  RC_ASSERT(second.meaning == first.meaning);
  RC_ASSERT(second.comments == first.comments);
  RC_ASSERT(second.formatted == first.formatted);
}

}  // namespace
}  // namespace proviso
