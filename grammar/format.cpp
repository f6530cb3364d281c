// SPDX-License-Identifier: Apache-2.0
// Which lines a syntax tree has in canonical layout; layout.h sets their columns, blank lines and comments.
#include "grammar/format.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
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
constexpr std::size_t kWidest = 120;  // of a line that could be broken

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
    put_accepts(tree.accepts);
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
    for (const syntax::NamedCalendar& c : f.named_calendars) {
      clauses.emplace_back(c.span.end, "calendar " + c.calendar.text + " for " + c.word.text + " days");
    }
    if (f.time_zone) clauses.emplace_back(f.time_zone->span.end, "time zone " + quoted(f.time_zone->value));
    std::sort(clauses.begin(), clauses.end());
    for (auto& [end, words] : clauses) line(kStep, std::move(words), end);
  }

  /// Each behind the lines that end before it, as a line of what it stands in. Those of the file stand apart.
  void put_accepts(const std::vector<syntax::Accept>& accepts) {
    std::vector<Line> all;
    all.reserve(lines_.size() + accepts.size());
    std::size_t next = 0;
    bool apart = false;  // what came last is an `accept` of the file
    const auto put = [&](Line line) {
      if (apart) line.blank = Blank::kAlways;
      apart = false;
      all.push_back(std::move(line));
    };
    for (const syntax::Accept& accept : accepts) {
      while (next < lines_.size() && lines_[next].end <= accept.span.begin) put(std::move(lines_[next++]));
      Line line = line_of(accept);
      if (accept.place == syntax::Accept::Place::kFile) {
        line.blank = apart ? Blank::kAuthors : Blank::kAlways;
        apart = true;
      }
      all.push_back(std::move(line));
    }
    while (next < lines_.size()) put(std::move(lines_[next++]));
    lines_ = std::move(all);
  }

  static Line line_of(const syntax::Accept& accept) {
    Line line{.indent = kStep, .cells = {wording(accept)}, .end = accept.span.end};
    switch (accept.place) {
      case syntax::Accept::Place::kFile:
        line.indent = 0;
        break;
      case syntax::Accept::Place::kTrack:
      case syntax::Accept::Place::kStage:
      case syntax::Accept::Place::kExample:
      case syntax::Accept::Place::kTransition:
        line.blank = Blank::kAuthors;
        break;
      case syntax::Accept::Place::kClause:
        line.indent = (accept.depth + 1) * kStep;
        line.breaks_run = false;
        break;
    }
    return line;
  }

  void add(const syntax::Use& u) { line(0, "use " + quoted(u.path.value), u.span.end, blank_); }

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
      line(kStep, wording(v.value) + " from " + long_date(v.from.value), v.from.span.end);
      for (const syntax::Cite& cite : v.cites) line(kStep, wording(cite), cite.span.end);
    }
  }

  void add(const syntax::Fact& f) {
    Line first{.indent = 0,
               .cells = {"fact " + f.name.text, ": " + wording(f.type) + (f.judgement ? " judgement" : "")},
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

  void add(const syntax::Duty& d) { add_item(d, 0, Blank::kAlways); }
  void add(const syntax::Trigger& t) { add_item(t, 0, Blank::kAlways); }

  /// Lines that stand in the order in which they were written.
  using Clauses = std::vector<std::pair<std::uint32_t, std::vector<Line>>>;

  static void put(Clauses& clauses, std::size_t indent, std::string words, std::uint32_t end) {
    clauses.emplace_back(end, std::vector<Line>{{.indent = indent, .cells = {std::move(words)}, .end = end}});
  }
  void write(Clauses clauses) {
    // No two clauses end at one place.
    std::sort(clauses.begin(), clauses.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [end, lines] : clauses) std::move(lines.begin(), lines.end(), std::back_inserter(lines_));
  }

  /// A single action goes on the line it follows from, where it fits; several have a line each. `head` is the line
  /// without its actions.
  static void put_actions(std::vector<Line>& lines, Line head, const std::vector<syntax::Action>& actions) {
    const std::size_t indent = head.indent + kStep;
    if (actions.size() == 1) {
      std::string whole = head.cells.front() + " then " + wording(actions.front());
      if (head.indent + width(whole) <= kWidest) {
        head.cells.front() = std::move(whole);
        head.end = actions.front().span.end;
        lines.push_back(std::move(head));
        return;
      }
    }
    lines.push_back(std::move(head));
    for (const syntax::Action& action : actions) {
      lines.push_back({.indent = indent, .cells = {"then " + wording(action)}, .end = action.span.end});
    }
  }

  void add_item(const syntax::Duty& d, std::size_t indent, Blank blank) {
    line(indent, header("duty", d), header_end(d), blank);
    const std::size_t body = indent + kStep;
    Clauses before;
    for (const syntax::Expression& condition : d.applies_if) {
      put(before, body, "applies if " + wording(condition), past_brackets(condition.span.end));
    }
    for (const syntax::ForEach& each : d.for_each) {
      put(before, body, "for each " + each.variable.text + " in " + each.list.text, each.span.end);
    }
    write(std::move(before));
    std::string act = d.party.text + " ";
    act += wording(d.modality, d.negated);
    act += " ";
    act += wording(d.verb);
    act += " ";
    act += d.that ? "that " + wording(*d.that) : wording(d.events, " or ");
    if (d.condition) act += (d.only_if ? " only if " : " if ") + wording(*d.condition, Behind::kLimit);
    act += " " + wording(d.limit);
    line(body, std::move(act), d.clause.end);
    Clauses behind;
    for (const syntax::Alternative& other : d.alternatives) {
      put(behind, body, "or ensure " + wording(other.events, " or ") + " " + wording(other.limit), other.span.end);
    }
    for (const syntax::Roll& roll : d.rolls) put(behind, body, wording(roll), roll.span.end);
    for (const syntax::Duration& warn : d.warn) {
      put(behind, body, "warn " + wording(warn) + " ahead", past_word(warn.span.end));
    }
    for (const syntax::Expression& stop : d.stops) {
      put(behind, body, "clock stops while " + wording(stop), past_brackets(stop.span.end));
    }
    for (const syntax::Adjustment& adjustment : d.adjustments) {
      put(behind, body, wording(adjustment), adjustment.span.end);
    }
    for (const syntax::Expression& excuse : d.excuses) {
      put(behind, body, "excused if " + wording(excuse), past_brackets(excuse.span.end));
    }
    for (const syntax::Once& once : d.once) {
      std::vector<Line> lines;
      put_actions(lines,
                  {.indent = body,
                   .cells = {"once " + std::string(wording(once.status))},
                   .end = past_word(past_word(once.span.begin))},
                  once.actions);
      behind.emplace_back(once.span.end, std::move(lines));
    }
    for (const syntax::Cite& cite : d.cites) put(behind, body, wording(cite), cite.span.end);
    write(std::move(behind));
  }

  void add_item(const syntax::Trigger& t, std::size_t indent, Blank blank) {
    line(indent, header("trigger", t), header_end(t), blank);
    Line when{.indent = indent + kStep, .cells = {"when "}};
    std::string& words = when.cells.front();
    words += t.when ? wording(*t.when) : wording(t.events, " or ");
    when.end = past_brackets(t.when ? t.when->span.end : t.events.back().span.end);
    if (t.condition) {
      words += " if " + wording(*t.condition);
      when.end = past_brackets(t.condition->span.end);
    }
    put_actions(lines_, std::move(when), t.actions);
    for (const syntax::Cite& cite : t.cites) line(indent + kStep, wording(cite), cite.span.end);
  }

  void add(const syntax::Decision& d) {
    line(0, header("decide", syntax::Source{.name = d.fact, .title = d.title, .span = {}}), d.header.end,
         Blank::kAlways);
    line(kStep, "from " + wording(d.inputs, ", "), d.inputs.back().span.end);
    if (d.hit) line(kStep, std::string(wording(*d.hit)), d.hit_span.end);
    std::vector<Line> rows;
    for (const syntax::Row& row : d.rows) {
      Line next{.indent = kStep, .cells = {}, .end = row.span.end, .blank = Blank::kAuthors, .run = "row"};
      for (const syntax::Cell& cell : row.cells) {
        std::string words = (next.cells.empty() ? "row " : "") + wording(cell);
        if (&cell != &row.cells.back()) words += ',';
        next.cells.push_back(std::move(words));
      }
      if (row.value) next.cells.push_back("gives " + wording(*row.value));
      rows.push_back(std::move(next));
    }
    rows.front().blank = Blank::kNever;
    if (!fits(rows)) {
      for (Line& row : rows) {
        row.run.clear();
        std::string words;
        for (const std::string& cell : row.cells) words += (words.empty() ? "" : " ") + cell;
        row.cells = {std::move(words)};
      }
    }
    std::move(rows.begin(), rows.end(), std::back_inserter(lines_));
    for (const syntax::Cite& cite : d.cites) line(kStep, wording(cite), cite.span.end);
  }

  /// Whether a table is narrow enough to be written in columns.
  static bool fits(const std::vector<Line>& rows) {
    std::vector<std::size_t> widths;
    for (const Line& row : rows) {
      widths.resize(std::max(widths.size(), row.cells.size()));
      for (std::size_t i = 0; i < row.cells.size(); ++i) widths[i] = std::max(widths[i], width(row.cells[i]));
    }
    return std::accumulate(widths.begin(), widths.end(), kStep + widths.size() - 1) <= kWidest;
  }

  void add(const syntax::Track& t) {
    line(0, header("track", t), t.header.end, Blank::kAlways);
    // What stands before the first stage keeps its order.
    std::vector<std::pair<std::uint32_t, std::function<void()>>> items;
    for (const syntax::Begins& b : t.begins) {
      items.emplace_back(b.span.begin, [this, &b] {
        line(kStep, "begins when " + (b.condition ? wording(*b.condition) : wording(b.events, " or ")), b.span.end);
      });
    }
    for (const syntax::Duty& d : t.duties) {
      items.emplace_back(d.span.begin, [this, &d] { add_item(d, kStep, Blank::kAuthors); });
    }
    for (const syntax::Trigger& g : t.triggers) {
      items.emplace_back(g.span.begin, [this, &g] { add_item(g, kStep, Blank::kAuthors); });
    }
    std::sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [begin, write] : items) write();
    for (const syntax::Stage& stage : t.stages) {
      line(0, header("stage", stage), stage.header.end, Blank::kAlways);
      for (std::size_t i = 0; i < stage.items.size(); ++i) {
        const Blank blank = i == 0 ? Blank::kNever : Blank::kAuthors;
        std::visit([&](const auto& item) { add_item(item, kStep, blank); }, stage.items[i]);
      }
    }
  }

  void add_item(const syntax::End& end, std::size_t indent, Blank blank) {
    line(indent, end.may ? "may end" : "end", end.span.end, blank);
  }

  void add_item(const syntax::Move& move, std::size_t indent, Blank blank) {
    std::string opening;
    std::uint32_t end = 0;  // of what was written so far
    switch (move.kind) {
      case syntax::Move::Kind::kWhen:
        opening = "when " + wording(move.events, " or ");
        end = past_brackets(move.events.back().span.end);
        break;
      case syntax::Move::Kind::kWhenCondition:
        opening = "when " + wording(*move.condition);
        end = past_brackets(move.condition->span.end);
        break;
      case syntax::Move::Kind::kAfter:
        opening = "after " + wording(move.after);
        end = move.after.parameter ? move.after.parameter->span.end : move.after.duration->span.end;
        if (move.in_this_stage) {
          opening += " in this stage";
          end = past_word(past_word(past_word(end)));
        }
        if (!move.of.empty()) {
          opening += " of " + wording(move.of, " or ");
          end = move.of.back().span.end;
        }
        break;
    }
    std::string guard;
    if (move.otherwise) {
      guard = "otherwise";
      end = past_word(end);
    } else if (move.condition && move.kind != syntax::Move::Kind::kWhenCondition) {
      guard = "if " + wording(*move.condition);
      end = past_brackets(move.condition->span.end);
    }
    const std::string target = "go to " + move.target.text;
    if (!move.actions.empty()) {
      if (!guard.empty()) opening += " " + guard;
      line(indent, opening, end, blank);
      for (const syntax::Action& action : move.actions) {
        line(indent + kStep, "then " + wording(action), action.span.end);
      }
      line(indent + kStep, target, move.target.span.end);
    } else {
      Line result{.indent = indent, .cells = {opening}, .end = move.target.span.end, .blank = blank};
      if (guard.empty()) {
        result.cells.front() += " " + target;
      } else {
        // Moves on one event are aligned: they are read as one decision.
        result.run = opening;
        result.cells.push_back(guard);
        result.cells.push_back(target);
      }
      lines_.push_back(std::move(result));
    }
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

  void add(const syntax::Transition& t) {
    line(0, "continues " + t.framework.text + " from " + long_date(t.from.value), t.header.end, Blank::kAlways);
    std::size_t indent = kStep;
    for (std::size_t i = 0; i < t.items.size(); ++i) {
      const Blank blank = i == 0 ? Blank::kNever : Blank::kAuthors;
      if (std::holds_alternative<syntax::Place>(t.items[i])) indent = kStep;
      std::visit([&](const auto& item) { add_item(item, indent, blank); }, t.items[i]);
      // What stands behind a place belongs to it.
      if (std::holds_alternative<syntax::Place>(t.items[i])) indent = 2 * kStep;
    }
  }

  void add_item(const syntax::DecidedBy& d, std::size_t indent, Blank blank) {
    line(indent, "decided by " + wording(d.events, " or "), d.span.end, blank);
  }
  void add_item(const syntax::SameThing& s, std::size_t indent, Blank blank) {
    line(indent, (s.fact ? "fact " : "event ") + s.now.text + " is " + s.before.text, s.span.end, blank);
  }
  void add_item(const syntax::Handover& h, std::size_t indent, Blank blank) {
    std::string words = h.duty ? "duty " + h.duty->text : "other duties";
    switch (h.kind) {
      case syntax::Handover::Kind::kRunsOn:
        words += h.duty ? " runs on" : " run on";
        break;
      case syntax::Handover::Kind::kNewLimit:
        words += h.as ? " takes the limit of " + h.as->text : " takes the new limit";
        break;
      case syntax::Handover::Kind::kLapses:
        words += h.duty ? " lapses" : " lapse";
        break;
    }
    line(indent, std::move(words), h.span.end, blank);
  }
  void add_item(const syntax::Place& p, std::size_t indent, Blank blank) {
    std::string words = "cases in " + wording(p.stages, " or ");
    switch (p.kind) {
      case syntax::Place::Kind::kGoOn:
        words += " go on in " + p.target->text;
        break;
      case syntax::Place::Kind::kStay:
        words += " stay";
        break;
      case syntax::Place::Kind::kEnd:
        words += " end";
        break;
    }
    line(indent, std::move(words), p.clause.end, blank);
    for (const syntax::Cite& cite : p.cites) line(indent + kStep, wording(cite), cite.span.end);
  }

  void add_item(const syntax::BegunUnder& b, Blank blank) {
    line(kStep, "begun under " + b.framework.text, b.span.end, blank);
  }

  void add_item(const syntax::ExampleEvent& e, Blank blank) {
    std::string event = e.event.text;
    if (e.for_party) event += " for " + e.for_party->text;
    for (std::size_t i = 0; i < e.with.size(); ++i) {
      const syntax::With& with = e.with[i];
      event += i == 0 ? " with " : " and ";
      if (with.none) event += "no ";
      event += with.fact.text;
      for (std::size_t k = 0; k < with.values.size(); ++k) event += (k == 0 ? " " : ", ") + wording(with.values[k]);
    }
    lines_.push_back(
        {.indent = kStep,
         .cells = {"on " + long_date(e.on.value) + (e.minute ? " at " + time_text(*e.minute) : ""), std::move(event)},
         .end = e.span.end,
         .blank = blank,
         .run = "on"});
  }

  void add_item(const syntax::Expectation& e, Blank blank) {
    std::string words = "expect ";
    const std::string for_party = e.for_party ? " for " + e.for_party->text : std::string{};
    switch (e.kind) {
      case syntax::Expectation::Kind::kStatus:
        words += e.names.front().text + for_party + " ";
        words += status_text(e.status);
        if (e.late) words += ", " + wording(*e.late) + " late";
        break;
      case syntax::Expectation::Kind::kDue:
        words += e.names.front().text + for_party + " due " + long_date(e.due.value);
        if (e.due_minute) words += " at " + time_text(*e.due_minute);
        if (e.due_until) words += " to " + long_date(e.due_until->value);
        break;
      case syntax::Expectation::Kind::kStage:
        words += "stage " + wording(e.names, " or ");
        break;
      case syntax::Expectation::Kind::kFinding:
        words += finding_kind_text(e.finding);
        words += " of " + e.names.front().text + for_party;
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
      case syntax::Expectation::Kind::kNotified:
        words += "notified " + e.names.front().text;
        break;
      case syntax::Expectation::Kind::kClosed:
        words += "case closed";
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
