// SPDX-License-Identifier: Apache-2.0
// Which lines a syntax tree has in canonical layout; layout.h sets their columns, blank lines and comments.
#include "grammar/format.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/civil_date.h"
#include "base/vocabulary_words.h"
#include "grammar/layout.h"
#include "grammar/wording.h"

namespace proviso::grammar {
namespace {

constexpr std::size_t kStep = 2;

template <typename Declared>
std::string header(std::string_view keyword, const Declared& declared) {
  std::string result = std::string(keyword) + " " + declared.name.text;
  if (declared.title) result += " " + quoted(declared.title->value);
  return result;
}

template <typename Declared>
std::uint32_t header_end(const Declared& declared) {
  return declared.title ? declared.title->span.end : declared.name.span.end;
}

std::string_view verb_text(syntax::Verb verb) {
  switch (verb) {
    case syntax::Verb::kEnsure:
      return " ensure ";
    case syntax::Verb::kAllow:
      return " allow ";
    case syntax::Verb::kUse:
      return " use ";
  }
  return {};
}

std::string_view modality_text(Modality modality, bool negated) {
  switch (modality) {
    case Modality::kMust:
      return negated ? " must not" : " must";
    case Modality::kShould:
      return negated ? " should not" : " should";
    case Modality::kWillUsually:
      return negated ? " will not usually" : " will usually";
    case Modality::kMay:
      return negated ? " may not" : " may";
  }
  return {};
}

/// Collects the lines of a file.
class Formatter {
 public:
  explicit Formatter(std::string_view text) : text_(text) {}

  std::vector<Line> take(const syntax::File& tree) {
    for (std::size_t i = 0; i < tree.declarations.size(); ++i) {
      const syntax::Declaration& declaration = tree.declarations[i];
      const bool apart = i == 0 || tree.declarations[i - 1].index() != declaration.index();
      blank_ = apart ? Blank::kAlways : Blank::kAuthors;
      std::visit([this](const auto& d) { add(d); }, declaration);
    }
    return std::move(lines_);
  }

 private:
  void line(std::size_t indent, std::string words, std::uint32_t end, Blank blank = Blank::kNever) {
    lines_.push_back({.indent = indent, .cells = {std::move(words)}, .end = end, .blank = blank});
  }

  void add(const syntax::Framework& f) {
    line(0, header("framework", f), header_end(f), blank_);
    std::vector<std::pair<std::uint32_t, std::string>> clauses;
    if (f.version) clauses.emplace_back(f.version->span.end, "version " + quoted(f.version->value));
    if (f.from) {
      const std::string until = f.until ? " until " + long_date(f.until->value) : std::string{};
      clauses.emplace_back((f.until ? *f.until : *f.from).span.end,
                           "in force from " + long_date(f.from->value) + until);
    }
    if (f.calendar) clauses.emplace_back(f.calendar->span.end, "calendar " + f.calendar->text);
    std::sort(clauses.begin(), clauses.end());
    for (auto& [end, words] : clauses) line(kStep, std::move(words), end);
  }

  template <typename Declared>
  void titled(std::string keyword, const Declared& d) {
    lines_.push_back({.indent = 0,
                      .cells = {keyword + " " + d.name.text, d.title ? quoted(d.title->value) : std::string{}},
                      .end = d.span.end,
                      .blank = blank_,
                      .run = keyword});
  }
  void add(const syntax::Source& s) { titled("source", s); }
  void add(const syntax::Party& p) { titled("party", p); }

  void add(const syntax::Parameter& p) {
    line(0, header("parameter", p), header_end(p), blank_);
    for (const syntax::ParameterVersion& v : p.versions) {
      line(kStep, wording(v.value.value) + " from " + long_date(v.from.value), v.from.span.end);
      for (const syntax::Cite& cite : v.cites) line(kStep, wording(cite), cite.span.end);
    }
  }

  void add(const syntax::Fact& f) {
    Line first{.indent = 0,
               .cells = {"fact " + f.name.text, ": " + wording(f.type)},
               .end = f.span.end,
               .blank = blank_,
               .run = "fact"};
    const std::string means = f.means ? "means " + wording(*f.means) : std::string{};
    if (!f.title) {
      if (f.means) first.cells.back() += " " + means;
      lines_.push_back(std::move(first));
      return;
    }
    first.cells.push_back(quoted(f.title->value));
    if (!f.means) {
      lines_.push_back(std::move(first));
      return;
    }
    const bool in_order = f.title->span.end < f.means->span.end;
    first.end = in_order ? f.title->span.end : f.span.end;
    first.takes_trailing = in_order;
    lines_.push_back(std::move(first));
    continuation(means, f.span.end);
  }

  void add(const syntax::Event& e) {
    Line first{.indent = 0,
               .cells = {"event " + e.name.text, e.title ? quoted(e.title->value) : std::string{}},
               .end = e.span.end,
               .blank = blank_,
               .run = "event"};
    if (e.by) first.cells.push_back("by " + e.by->text);
    if (e.records.empty()) {
      lines_.push_back(std::move(first));
      return;
    }
    const bool in_order = !e.by || e.by->span.end < e.records.front().span.begin;
    first.end = !in_order ? e.span.end : e.by ? e.by->span.end : header_end(e);
    first.takes_trailing = in_order;
    lines_.push_back(std::move(first));
    continuation("records " + wording(e.records, ", "), e.span.end);
  }

  void continuation(std::string words, std::uint32_t end) {
    line(kStep, std::move(words), end);
    lines_.back().breaks_run = false;
  }

  void add(const syntax::Duty& d) { duty(d, 0, Blank::kAlways); }

  void duty(const syntax::Duty& d, std::size_t indent, Blank blank) {
    line(indent, header("duty", d), header_end(d), blank);
    const std::size_t body = indent + kStep;
    for (const syntax::Expression& condition : d.applies_if) {
      line(body, "applies if " + wording(condition), past_brackets(condition.span.end));
    }
    std::string act = d.party.text;
    act += modality_text(d.modality, d.negated);
    act += verb_text(d.verb);
    act += wording(d.events, " or ");
    if (d.condition) act += " if " + wording(*d.condition, Behind::kLimit);
    act += " " + wording(d.limit);
    line(body, std::move(act), d.clause.end);
    std::vector<std::pair<std::uint32_t, std::string>> clauses;
    for (const Span& roll : d.roll) clauses.emplace_back(roll.end, "or the next working day");
    for (const syntax::Duration& warn : d.warn) {
      clauses.emplace_back(past_word(warn.span.end), "warn " + wording(warn.value) + " ahead");
    }
    for (const syntax::Cite& cite : d.cites) clauses.emplace_back(cite.span.end, wording(cite));
    std::sort(clauses.begin(), clauses.end());
    for (auto& [end, words] : clauses) line(body, std::move(words), end);
  }

  void add(const syntax::Track& t) {
    line(0, header("track", t), t.header.end, Blank::kAlways);
    std::vector<const syntax::Begins*> begins;
    for (const syntax::Begins& b : t.begins) begins.push_back(&b);
    const auto write_begins_before = [&](std::uint32_t place) {
      while (!begins.empty() && begins.front()->span.begin < place) {
        const syntax::Begins& b = *begins.front();
        line(kStep, "begins when " + (b.condition ? wording(*b.condition) : wording(b.events, " or ")), b.span.end);
        begins.erase(begins.begin());
      }
    };
    for (const syntax::Duty& d : t.duties) {
      write_begins_before(d.span.begin);
      duty(d, kStep, Blank::kAuthors);
    }
    write_begins_before(t.span.end);
    for (const syntax::Stage& stage : t.stages) {
      line(0, header("stage", stage), stage.header.end, Blank::kAlways);
      for (std::size_t i = 0; i < stage.items.size(); ++i) {
        const Blank blank = i == 0 ? Blank::kNever : Blank::kAuthors;
        if (const auto* d = std::get_if<syntax::Duty>(&stage.items[i])) {
          duty(*d, kStep, blank);
        } else if (const auto* move = std::get_if<syntax::Move>(&stage.items[i])) {
          add_move(*move, blank);
        } else {
          const auto& end = std::get<syntax::End>(stage.items[i]);
          line(kStep, end.may ? "may end" : "end", end.span.end, blank);
        }
      }
    }
  }

  void add_move(const syntax::Move& move, Blank blank) {
    std::string opening;
    switch (move.kind) {
      case syntax::Move::Kind::kWhen:
        opening = "when " + wording(move.events, " or ");
        break;
      case syntax::Move::Kind::kWhenCondition:
        opening = "when " + wording(*move.condition);
        break;
      case syntax::Move::Kind::kAfter:
        opening = "after " + wording(move.after.value);
        if (move.in_this_stage) opening += " in this stage";
        if (!move.of.empty()) opening += " of " + wording(move.of, " or ");
        break;
    }
    std::string guard;
    if (move.otherwise) {
      guard = "otherwise";
    } else if (move.condition && move.kind != syntax::Move::Kind::kWhenCondition) {
      guard = "if " + wording(*move.condition);
    }
    const std::string target = "go to " + move.target.text;
    Line result{.indent = kStep, .cells = {opening}, .end = move.target.span.end, .blank = blank};
    if (guard.empty()) {
      result.cells.front() += " " + target;
    } else {
      // Moves on one event are aligned: they are read as one decision.
      result.run = opening;
      result.cells.push_back(guard);
      result.cells.push_back(target);
    }
    lines_.push_back(std::move(result));
    for (const syntax::Cite& cite : move.cites) {
      line(2 * kStep, wording(cite), cite.span.end);
      lines_.back().breaks_run = false;
    }
  }

  void add(const syntax::Example& e) {
    line(0, "example " + quoted(e.title.value), e.header.end, Blank::kAlways);
    for (std::size_t i = 0; i < e.items.size(); ++i) {
      const Blank blank = i == 0 ? Blank::kNever : Blank::kAuthors;
      std::visit([&](const auto& item) { add_item(item, blank); }, e.items[i]);
    }
  }

  void add_item(const syntax::ExampleEvent& e, Blank blank) {
    std::string event = e.event.text;
    for (std::size_t i = 0; i < e.with.size(); ++i) {
      const syntax::With& with = e.with[i];
      event += i == 0 ? " with " : " and ";
      if (with.none) event += "no ";
      event += with.fact.text;
      for (std::size_t k = 0; k < with.values.size(); ++k) event += (k == 0 ? " " : ", ") + wording(with.values[k]);
    }
    lines_.push_back({.indent = kStep,
                      .cells = {"on " + long_date(e.on.value), std::move(event)},
                      .end = e.span.end,
                      .blank = blank,
                      .run = "on"});
  }

  void add_item(const syntax::Expectation& e, Blank blank) {
    std::string words = "expect ";
    switch (e.kind) {
      case syntax::Expectation::Kind::kStatus:
        words += e.names.front().text;
        words += " ";
        words += status_text(e.status);
        if (e.late) words += ", " + wording(e.late->value) + " late";
        break;
      case syntax::Expectation::Kind::kDue:
        words += e.names.front().text + " due " + long_date(e.due.value);
        break;
      case syntax::Expectation::Kind::kStage:
        words += "stage " + wording(e.names, " or ");
        break;
      case syntax::Expectation::Kind::kFinding:
        words += finding_kind_text(e.finding);
        words += " of " + e.names.front().text;
        break;
      case syntax::Expectation::Kind::kUnexpected:
        words += "unexpected " + e.names.front().text;
        break;
      case syntax::Expectation::Kind::kCondition:
        words += wording(*e.condition);
        break;
      case syntax::Expectation::Kind::kNothing:
        words += "no findings";
        break;
    }
    line(kStep, std::move(words), e.span.end, blank);
  }

  void add_item(const syntax::AsOf& a, Blank blank) {
    line(kStep, "as of " + long_date(a.day.value), a.span.end, blank);
  }
  void add_item(const syntax::NotHeld& n, Blank blank) {
    line(kStep, "not held " + wording(n.events, ", "), n.span.end, blank);
  }

  [[nodiscard]] std::uint32_t past_gap(std::uint32_t at) const {
    while (at < text_.size()) {
      if (text_[at] == '#') {
        at = static_cast<std::uint32_t>(std::min(text_.find('\n', at), text_.size()));
      } else if (text_[at] == ' ' || text_[at] == '\t' || text_[at] == '\r' || text_[at] == '\n') {
        ++at;
      } else {
        break;
      }
    }
    return at;
  }

  /// Where the word behind `at` ends: `ahead` after a duration.
  [[nodiscard]] std::uint32_t past_word(std::uint32_t at) const {
    at = past_gap(at);
    while (at < text_.size() && text_[at] >= 'a' && text_[at] <= 'z') ++at;
    return at;
  }

  /// Where the brackets behind an expression end; its span leaves them out.
  [[nodiscard]] std::uint32_t past_brackets(std::uint32_t at) const {
    for (std::uint32_t next = past_gap(at); next < text_.size() && text_[next] == ')'; next = past_gap(at))
      at = next + 1;
    return at;
  }

  std::string_view text_;
  std::vector<Line> lines_;
  Blank blank_ = Blank::kNever;  ///< before the declaration at hand
};

}  // namespace

std::string format(const syntax::File& tree, const SourceFile& file) {
  return lay_out(Formatter(file.text()).take(tree), tree.comments, file);
}

}  // namespace proviso::grammar
