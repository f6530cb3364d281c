// SPDX-License-Identifier: Apache-2.0
// PV0406 to PV0410: decision tables with gaps, with rows that overlap, are never reached or stand there twice.
#include "engine/analysis/check_decision_tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/analysis/checks.h"
#include "engine/analysis/find_case.h"
#include "engine/analysis/table_columns.h"
#include "engine/analysis/uncovered.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

using model::HitRule;
using Operation = model::Expression::Operation;

constexpr std::size_t kCombinations = 5'000;  // cases imagined for one finding
constexpr std::size_t kDeepest = 50;          // facts derived from one another, followed so far
constexpr std::size_t kNamedRows = 4;         // that together take every case of another

bool collects(HitRule hit) {
  switch (hit) {
    case HitRule::kUnique:
    case HitRule::kFirst:
    case HitRule::kAny:
      return false;
    case HitRule::kCollect:
    case HitRule::kSum:
    case HitRule::kCount:
    case HitRule::kMin:
    case HitRule::kMax:
      return true;
  }
  return false;
}

/// What a fact hangs on in the end: recorded facts, events, tracks, duties, the day.
using Roots = std::set<std::pair<char, std::uint32_t>>;

void add_roots(const model::Framework& framework, model::FactId id, Roots& roots, std::set<std::uint32_t>& seen,
               std::size_t depth);

void add_roots(const model::Framework& framework, const model::Expression& expression, Roots& roots,
               std::set<std::uint32_t>& seen, std::size_t depth) {
  switch (expression.operation) {
    case Operation::kFact:
      add_roots(framework, expression.fact, roots, seen, depth);
      break;
    case Operation::kTotalOf:
    case Operation::kNumberOf:
    case Operation::kDateOfFirst:
    case Operation::kDateOfLast:
      roots.insert({'e', expression.event.value});
      if (!expression.since.empty()) roots.insert({'d', 0});
      break;
    case Operation::kInStage:
      roots.insert({'t', framework[expression.stage].track.value});
      break;
    case Operation::kToday:
    case Operation::kLongestRun:
    case Operation::kDutyIs:
      roots.insert({'d', 0});
      break;
    default:  // hangs on its operands alone
      break;
  }
  for (const model::Expression& operand : expression.operands) add_roots(framework, operand, roots, seen, depth);
}

void add_roots(const model::Framework& framework, model::FactId id, Roots& roots, std::set<std::uint32_t>& seen,
               std::size_t depth) {
  const model::Fact& fact = framework[id];
  if (!fact.means && !fact.decision) {
    roots.insert({'f', id.value});
    return;
  }
  if (depth > kDeepest) {
    roots.insert({'d', 0});  // too deep to tell
    return;
  }
  if (!seen.insert(id.value).second) return;
  if (fact.means) add_roots(framework, *fact.means, roots, seen, depth + 1);
  if (fact.decision) {
    for (const model::FactId input : framework[*fact.decision].inputs) {
      add_roots(framework, input, roots, seen, depth + 1);
    }
  }
}

model::Expression fact_value(const model::Framework& framework, model::FactId fact) {
  model::Expression result;
  result.operation = Operation::kFact;
  result.type = framework[fact].type;
  result.fact = fact;
  return result;
}

model::Expression joined(Operation operation, std::vector<model::Expression> operands) {
  model::Expression result;
  result.operation = operation;
  result.type = {model::TypeKind::kYesNo, {}, {}};
  result.operands = std::move(operands);
  return result;
}

model::Expression comparison(const model::Framework& framework, model::FactId fact, Operation operation,
                             model::Literal literal) {
  model::Expression written;
  written.operation = Operation::kLiteral;
  written.type = framework[fact].type;
  written.literal = std::move(literal);
  return joined(operation, {fact_value(framework, fact), std::move(written)});
}

/// `a`, `a and b`, `a, b and c`.
std::string in_a_row(const std::vector<std::string>& words) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) result += i + 1 == words.size() ? " and " : ", ";
    result += words[i];
  }
  return result;
}

class TableCheck {
 public:
  TableCheck(const model::Framework& framework, const graph::ProcedureGraph& graph, const model::Decision& table,
             const TableLimits& limits, std::size_t& imagined, DiagnosticReport& report)
      : framework_(framework),
        graph_(graph),
        table_(table),
        name_(framework[table.fact].name),
        limits_(limits),
        imagined_(imagined),
        report_(report),
        pairs_(limits.pairs),
        steps_(limits.steps) {}

  void run() {
    if (table_.rows.empty() || table_.inputs.empty()) return;
    for (std::size_t c = 0; c < table_.inputs.size(); ++c) columns_.emplace_back(framework_, table_, c);
    std::vector<std::size_t> sizes;
    for (const TableColumn& column : columns_) sizes.push_back(column.stretches().size());
    shape_.emplace(sizes);
    if (shape_->words() > limits_.words / table_.rows.size()) {
      too_large("it is not compared row by row");
      return;
    }
    fill_boxes();
    if (std::any_of(table_.inputs.begin(), table_.inputs.end(),
                    [&](model::FactId input) { return framework_[input].means || framework_[input].decision; })) {
      find_links();
    }
    if (collects(table_.hit)) {
      duplicates();
    } else {
      overlaps();
      if (table_.hit == HitRule::kFirst) unreached();
      in_part_ = pairs_.spent() || steps_.spent();
      gaps();
    }
    if (in_part_) too_large("what is reported is so, but there may be more");
  }

 private:
  enum class Verdict : std::uint8_t { kSo, kNever };
  using Samples = std::map<std::size_t, model::Literal>;  // by column: instead of the stretch's own

  void fill_boxes() {
    const Box none(shape_->words());
    domain_ = none;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const std::vector<Stretch>& stretches = columns_[c].stretches();
      for (std::size_t v = 0; v < stretches.size(); ++v) {
        if (stretches[v].possible) shape_->set(domain_, c, v);
        names_unknown_ = names_unknown_ || stretches[v].kind == Stretch::Kind::kUnknown;
      }
    }
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      const model::Row& row = table_.rows[r];
      Box yes = none;
      Box open = none;
      bool matches = true;
      for (std::size_t c = 0; c < columns_.size() && matches; ++c) {
        columns_[c].mark(row.cells[c], *shape_, c, yes, open);
        if (!empty(yes, c)) continue;
        matches = false;
        matches_nothing(r, c);
      }
      for (std::size_t w = 0; w < yes.size(); ++w) {
        yes[w] &= domain_[w];
        open[w] &= domain_[w];
      }
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        // Such a row meets no other: all of it is empty, not one column alone.
        if (empty(yes, c)) matches = false;
        if (empty(open, c)) std::fill(open.begin(), open.end(), 0);
      }
      if (!matches) std::fill(yes.begin(), yes.end(), 0);
      if (!matches && !names_unknown_) std::fill(open.begin(), open.end(), 0);
      matches_.push_back(matches);
      yes_.push_back(std::move(yes));
      open_.push_back(std::move(open));
    }
  }

  [[nodiscard]] bool empty(const Box& box, std::size_t column) const {
    return std::all_of(box.begin() + static_cast<std::ptrdiff_t>(shape_->begin(column)),
                       box.begin() + static_cast<std::ptrdiff_t>(shape_->end(column)),
                       [](std::uint64_t word) { return word == 0; });
  }
  [[nodiscard]] bool any_value(const Box& box, std::size_t column) const {
    return std::equal(box.begin() + static_cast<std::ptrdiff_t>(shape_->begin(column)),
                      box.begin() + static_cast<std::ptrdiff_t>(shape_->end(column)),
                      domain_.begin() + static_cast<std::ptrdiff_t>(shape_->begin(column)));
  }

  /// Which inputs are not free of one another.
  void find_links() {
    std::vector<Roots> roots(columns_.size());
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      std::set<std::uint32_t> seen;
      add_roots(framework_, columns_[c].fact(), roots[c], seen, 0);
    }
    linked_.assign(columns_.size(), false);
    for (std::size_t a = 0; a < columns_.size(); ++a) {
      for (std::size_t b = 0; b < columns_.size(); ++b) {
        if (a == b) continue;
        linked_[a] = linked_[a] || std::any_of(roots[a].begin(), roots[a].end(),
                                               [&](const auto& root) { return roots[b].contains(root); });
      }
    }
  }

  /// Whether some case lies in the box, as far as derived inputs go. Where inputs hang on the same facts and that
  /// cannot be told, none is taken to: a false alarm costs more than a miss.
  Verdict imagine(const Box& box, Samples& samples) {
    if (linked_.empty()) return Verdict::kSo;
    std::vector<model::Expression> conditions;
    std::size_t linked = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (any_value(box, c) || (!linked_[c] && !framework_[columns_[c].fact()].means)) continue;
      conditions.push_back(condition(box, c));
      if (linked_[c]) ++linked;
    }
    if (conditions.empty()) return Verdict::kSo;
    FoundCase found;
    if (imagined_ < limits_.imagined) {
      Wanted wanted;
      for (const model::Expression& one : conditions) wanted.yes.push_back(&one);
      SearchLimits bounds;
      bounds.combinations = kCombinations;
      found = find_case(framework_, graph_, {}, wanted, bounds);
      imagined_ += found.tried + 10;
    }
    switch (found.outcome) {
      case FoundCase::Outcome::kFound:
        take_samples(found, box, samples);
        return Verdict::kSo;
      case FoundCase::Outcome::kNone:
        return Verdict::kNever;
      case FoundCase::Outcome::kUndecided:
        return linked > 1 ? Verdict::kNever : Verdict::kSo;
    }
    return Verdict::kSo;
  }

  void take_samples(const FoundCase& found, const Box& box, Samples& samples) const {
    Evaluation evaluation(framework_, found.values);
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (any_value(box, c)) continue;
      const Value value = evaluation.of(fact_value(framework_, columns_[c].fact()));
      std::visit(
          [&](const auto& plain) {
            using Plain = std::decay_t<decltype(plain)>;
            if constexpr (!std::is_same_v<Plain, Unknown> && !std::is_same_v<Plain, Unsettled> &&
                          !std::is_same_v<Plain, ListValue> && !std::is_same_v<Plain, Duration>) {
              samples[c] = model::Literal{plain};
            }
          },
          value.value);
    }
  }

  /// `outcome is adequate or outcome is inadequate`: that an input lies in the box.
  [[nodiscard]] model::Expression condition(const Box& box, std::size_t column) const {
    const std::vector<Stretch>& stretches = columns_[column].stretches();
    const model::FactId fact = columns_[column].fact();
    const bool date = framework_[fact].type.kind == model::TypeKind::kDate;
    const auto end_of = [&](std::int64_t value) -> model::Literal {
      if (date) return {Date{std::chrono::days{value}}};
      return {Number{value}};
    };
    std::vector<model::Expression> ways;
    for (std::size_t v = 0; v < stretches.size(); ++v) {
      if (!shape_->has(box, column, v)) continue;
      switch (stretches[v].kind) {
        case Stretch::Kind::kValue:
          ways.push_back(comparison(framework_, fact, Operation::kIs, stretches[v].sample));
          break;
        case Stretch::Kind::kRange: {
          std::size_t last = v;
          while (last + 1 < stretches.size() && stretches[last + 1].kind == Stretch::Kind::kRange &&
                 shape_->has(box, column, last + 1)) {
            ++last;
          }
          std::vector<model::Expression> both;
          if (!stretches[v].open_below) {
            both.push_back(comparison(framework_, fact, date ? Operation::kOnOrAfter : Operation::kIsAtLeast,
                                      end_of(stretches[v].low)));
          }
          if (!stretches[last].open_above) {
            both.push_back(comparison(framework_, fact, date ? Operation::kOnOrBefore : Operation::kIsAtMost,
                                      end_of(stretches[last].high)));
          }
          ways.push_back(joined(Operation::kAnd, std::move(both)));
          v = last;
          break;
        }
        case Stretch::Kind::kOtherText: {
          std::vector<model::Expression> none_of;
          for (const Stretch& other : stretches) {
            if (other.kind != Stretch::Kind::kValue) continue;
            none_of.push_back(comparison(framework_, fact, Operation::kIsNot, other.sample));
          }
          ways.push_back(joined(Operation::kAnd, std::move(none_of)));
          break;
        }
        case Stretch::Kind::kUnknown:
          ways.push_back(joined(Operation::kNot, {joined(Operation::kIsKnown, {fact_value(framework_, fact)})}));
          break;
      }
    }
    return joined(Operation::kOr, std::move(ways));
  }

  /// `outcome is inadequate` and `gaps is 3`; empty where every case lies in the box.
  [[nodiscard]] std::string in_words(const Box& box, const Samples& samples) const {
    std::vector<std::string> words;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (any_value(box, c)) continue;
      const model::Fact& fact = framework_[columns_[c].fact()];
      if (const auto it = samples.find(c); it != samples.end()) {
        words.push_back(fmt::format("`{} is {}`", fact.name, model::literal_text(framework_, it->second, fact.type)));
        continue;
      }
      const Stretch& stretch = plainest(box, c);
      switch (stretch.kind) {
        case Stretch::Kind::kValue:
        case Stretch::Kind::kRange:
          words.push_back(
              fmt::format("`{} is {}`", fact.name, model::literal_text(framework_, stretch.sample, fact.type)));
          break;
        case Stretch::Kind::kOtherText:
          words.push_back(fmt::format("`{}` is a text that no row names", fact.name));
          break;
        case Stretch::Kind::kUnknown:
          words.push_back(fmt::format("`{}` is not known", fact.name));
          break;
      }
    }
    return in_a_row(words);
  }

  /// A known value before an unknown one, a whole number before another.
  [[nodiscard]] const Stretch& plainest(const Box& box, std::size_t column) const {
    const std::vector<Stretch>& stretches = columns_[column].stretches();
    const auto rank = [](const Stretch& stretch) {
      if (stretch.kind == Stretch::Kind::kUnknown) return 2;
      const auto* number = std::get_if<Number>(&stretch.sample.value);
      return number != nullptr && (number->millionths % Number::kScale != 0 || number->millionths < 0) ? 1 : 0;
    };
    const Stretch* best = nullptr;
    for (std::size_t v = 0; v < stretches.size(); ++v) {
      if (!shape_->has(box, column, v)) continue;
      if (best == nullptr || rank(stretches[v]) < rank(*best)) best = &stretches[v];
    }
    return *best;  // INVARIANT: no column of a box is empty
  }

  static std::string when(const std::string& words) { return words.empty() ? " in every case" : " when " + words; }

  std::string value_text(const model::Row& row) const {
    return model::literal_text(framework_, row.value, framework_[table_.fact].type);
  }
  static bool same_value(const model::Row& a, const model::Row& b) { return to_value(a.value) == to_value(b.value); }

  void matches_nothing(std::size_t row, std::size_t column) {
    if (++nothings_ > limits_.shown) return;
    report_.error(Code::kRowNeverReached, table_.rows[row].cells[column].span,
                  fmt::format("row {} of `{}` matches nothing: no value of `{}` is so", row + 1, name_,
                              framework_[columns_[column].fact()].name),
                  "change this cell, or take the row out");
  }

  /// Pairs of rows that both match; under `any` only those that give different values.
  void overlaps() {
    const bool reported = table_.hit != HitRule::kFirst;
    std::size_t more = 0;
    std::size_t shown = 0;
    for (std::size_t later = 1; later < yes_.size() && !pairs_.spent(); ++later) {
      for (std::size_t first = 0; first < later && !pairs_.spent(); ++first) {
        if (!meet(*shape_, yes_[first], yes_[later], pairs_)) continue;
        disjoint_ = false;
        if (!reported) return;
        if (table_.hit == HitRule::kAny && same_value(table_.rows[first], table_.rows[later])) continue;
        Box both = yes_[first];
        for (std::size_t w = 0; w < both.size(); ++w) both[w] &= yes_[later][w];
        Samples samples;
        if (imagine(both, samples) == Verdict::kNever) continue;
        if (shown == limits_.shown) {
          ++more;
        } else {
          ++shown;
          overlap(first, later, in_words(both, samples));
        }
        break;  // each row is reported once, with the first that it overlaps
      }
    }
    if (pairs_.spent()) disjoint_ = false;
    if (more > 0) {
      report_.error(
          Code::kTableOverlap, table_.span,
          fmt::format("{} more {} of `{}` match together with an earlier one", more, more == 1 ? "row" : "rows", name_),
          "put right those that are shown, and check again");
    }
  }

  void overlap(std::size_t first, std::size_t later, const std::string& words) {
    const bool any = table_.hit == HitRule::kAny;
    const model::Row& a = table_.rows[first];
    const model::Row& b = table_.rows[later];
    std::string message = fmt::format("rows {} and {} of `{}` both match{}", first + 1, later + 1, name_, when(words));
    if (any) message += fmt::format(", and give `{}` and `{}`", value_text(a), value_text(b));
    report_.add({.code = Code::kTableOverlap,
                 .severity = Severity::kError,
                 .message = std::move(message),
                 .span = b.span,
                 .labels = {{a.span, fmt::format("row {} matches too", first + 1)}},
                 .help = any ? "let both give the same, or make them exclude each other"
                             : "make them exclude each other, or write `hit first` if the earlier one counts"});
  }

  /// Rows of `hit first` whose every case is taken by rows before them.
  void unreached() {
    std::size_t shown = 0;
    std::size_t more = 0;
    for (std::size_t r = 1; r < yes_.size() && !steps_.spent(); ++r) {
      if (!matches_[r]) continue;
      std::vector<const Box*> before;
      std::vector<std::size_t> rows;
      for (std::size_t i = 0; i < r; ++i) {
        if (!meet(*shape_, open_[i], yes_[r], steps_)) continue;
        rows.push_back(i);
        before.push_back(&open_[i]);
      }
      if (rows.empty()) continue;
      UncoveredSearch search(*shape_, yes_[r], before, disjoint_ && !names_unknown_, steps_);
      if (!search.next().empty() || steps_.spent()) continue;
      const auto alone =
          std::find_if(rows.begin(), rows.end(), [&](std::size_t i) { return holds(open_[i], yes_[r]); });
      if (alone != rows.end()) rows = {*alone};
      if (shown == limits_.shown) {
        ++more;
      } else {
        ++shown;
        never_reached(r, rows);
      }
    }
    if (more > 0) {
      report_.error(Code::kRowNeverReached, table_.span,
                    fmt::format("{} more {} of `{}` {} never reached", more, more == 1 ? "row" : "rows", name_,
                                more == 1 ? "is" : "are"),
                    "put right those that are shown, and check again");
    }
  }

  void never_reached(std::size_t row, const std::vector<std::size_t>& taken_by) {
    std::string takers = "the rows before it";
    if (taken_by.size() == 1) takers = fmt::format("row {}", taken_by.front() + 1);
    if (taken_by.size() > 1 && taken_by.size() <= kNamedRows) {
      std::vector<std::string> numbers;
      for (const std::size_t i : taken_by) numbers.push_back(std::to_string(i + 1));
      takers = "rows " + in_a_row(numbers);
    }
    Diagnostic diagnostic{.code = Code::kRowNeverReached,
                          .severity = Severity::kError,
                          .message = fmt::format("row {} of `{}` is never reached: {} {} all its cases", row + 1, name_,
                                                 takers, taken_by.size() == 1 ? "takes" : "take"),
                          .span = table_.rows[row].span,
                          .labels = {},
                          .help = "take it out, or put it before them"};
    if (taken_by.size() == 1) diagnostic.help = "take it out, or put it before that one";
    if (taken_by.size() <= kNamedRows) {
      for (const std::size_t i : taken_by) {
        diagnostic.labels.push_back({table_.rows[i].span, fmt::format("row {}", i + 1)});
      }
    }
    report_.add(std::move(diagnostic));
  }

  void gaps() {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (empty(domain_, c)) return;
    }
    std::vector<const Box*> rows;
    for (std::size_t r = 0; r < yes_.size(); ++r) {
      if (matches_[r]) rows.push_back(&yes_[r]);
    }
    UncoveredSearch search(*shape_, domain_, rows, disjoint_, steps_);
    std::size_t found = 0;
    for (std::size_t looked = 0; looked < limits_.counted; ++looked) {
      const Box gap = search.next();
      if (gap.empty()) break;
      Samples samples;
      if (imagine(gap, samples) == Verdict::kNever) continue;
      if (++found > limits_.shown) continue;
      report_.add({.code = Code::kTableGap,
                   .severity = Severity::kWarning,
                   .message = fmt::format("no row of `{}` matches{}", name_, when(in_words(gap, samples))),
                   .span = table_.span,
                   .labels = {},
                   .help = table_.hit == HitRule::kFirst
                               ? "add a row for it, or a last row with `-` in every cell for whatever is left"
                               : "add a row for it; until then the fact stays unknown there"});
    }
    if (found <= limits_.shown && steps_.spent()) in_part_ = true;
    if (found > limits_.shown) {
      const std::size_t more = found - limits_.shown;
      report_.add({.code = Code::kTableGap,
                   .severity = Severity::kWarning,
                   .message = fmt::format("{}{} more {} that no row of `{}` matches",
                                          steps_.spent() || found == limits_.counted ? "at least " : "", more,
                                          more == 1 ? "kind of case" : "kinds of case", name_),
                   .span = table_.span,
                   .labels = {},
                   .help = "put right those that are shown, and check again"});
    }
  }

  /// Rows of a collecting table that ask for the same and give the same.
  void duplicates() {
    std::size_t shown = 0;
    std::size_t more = 0;
    std::map<Box, std::vector<std::size_t>> so_far;
    for (std::size_t r = 0; r < yes_.size(); ++r) {
      if (!matches_[r]) continue;
      std::vector<std::size_t>& alike = so_far[open_[r]];
      const auto first = std::find_if(alike.begin(), alike.end(), [&](std::size_t i) {
        return yes_[i] == yes_[r] && (table_.hit == HitRule::kCount || same_value(table_.rows[i], table_.rows[r]));
      });
      if (first == alike.end()) {
        alike.push_back(r);
      } else if (++shown > limits_.shown) {
        ++more;
      } else {
        report_.add({.code = Code::kDuplicateRow,
                     .severity = Severity::kWarning,
                     .message = fmt::format("rows {} and {} of `{}` ask for the same{}", *first + 1, r + 1, name_,
                                            table_.hit == HitRule::kCount ? "" : " and give the same"),
                     .span = table_.rows[r].span,
                     .labels = {{table_.rows[*first].span, fmt::format("row {}", *first + 1)}},
                     .help = "take one out, unless it is to count twice"});
      }
    }
    if (more > 0) {
      report_.add({.code = Code::kDuplicateRow,
                   .severity = Severity::kWarning,
                   .message = fmt::format("{} more {} of `{}` {} an earlier one", more, more == 1 ? "row" : "rows",
                                          name_, more == 1 ? "repeats" : "repeat"),
                   .span = table_.span,
                   .labels = {},
                   .help = "put right those that are shown, and check again"});
    }
  }

  void too_large(std::string_view consequence) {
    report_.add({.code = Code::kTableNotChecked,
                 .severity = Severity::kWarning,
                 .message = fmt::format("the table for `{}` is too large to check completely: {}", name_, consequence),
                 .span = table_.span,
                 .labels = {},
                 .help = "divide it: let one table decide a fact that another asks for"});
  }

  const model::Framework& framework_;
  const graph::ProcedureGraph& graph_;
  const model::Decision& table_;
  const std::string& name_;
  const TableLimits& limits_;
  std::size_t& imagined_;
  DiagnosticReport& report_;
  WorkBudget pairs_;
  WorkBudget steps_;
  std::vector<TableColumn> columns_;
  std::optional<BoxShape> shape_;
  Box domain_;             // what the inputs can be
  std::vector<Box> yes_;   // by row: where it matches
  std::vector<Box> open_;  // by row: where it is not no
  std::vector<bool> matches_;
  std::vector<bool> linked_;  // by column; empty where no input is derived
  bool names_unknown_ = false;
  bool disjoint_ = true;
  bool in_part_ = false;  // a budget was spent before everything was looked at
  std::size_t nothings_ = 0;
};

}  // namespace

void check_decision_tables(const model::Framework& framework, const graph::ProcedureGraph& graph,
                           const TableLimits& limits, DiagnosticReport& report) {
  std::size_t imagined = 0;
  for (const model::Decision& table : framework.decisions) {
    TableCheck(framework, graph, table, limits, imagined, report).run();
  }
}

void check_decision_tables(const model::Framework& framework, const graph::ProcedureGraph& graph,
                           DiagnosticReport& report) {
  check_decision_tables(framework, graph, TableLimits{}, report);
}

}  // namespace proviso::analysis
