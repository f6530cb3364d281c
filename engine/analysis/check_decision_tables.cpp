// SPDX-License-Identifier: Apache-2.0
// PV0406 to PV0410: decision tables with gaps, with rows that overlap, are never reached or stand there twice.
#include "engine/analysis/check_decision_tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/word_list.h"
#include "engine/analysis/checks.h"
#include "engine/analysis/table_boxes.h"
#include "engine/analysis/table_cases.h"
#include "engine/analysis/uncovered.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

using model::HitRule;

constexpr std::size_t kNamedRows = 4;  // that together take every case of another

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

/// Precondition: the table has inputs and rows.
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
        steps_(limits.steps),
        boxes_(framework, table) {}

  void run() {
    if (boxes_.shape().words() > limits_.words / table_.rows.size()) {
      too_large("it is not compared row by row");
      return;
    }
    boxes_.fill();
    match_nothing();
    cases_.emplace(framework_, graph_, table_, boxes_, limits_.imagined, imagined_);
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
  static std::string when(const std::string& words) { return words.empty() ? " in every case" : " when " + words; }

  std::string value_text(const model::Row& row) const {
    return model::literal_text(framework_, row.value, framework_[table_.fact].type);
  }
  static bool same_value(const model::Row& a, const model::Row& b) { return to_value(a.value) == to_value(b.value); }

  void match_nothing() {
    std::size_t shown = 0;
    for (const auto& [row, column] : boxes_.empty_cells()) {
      if (++shown > limits_.shown) return;
      report_.error(Code::kRowNeverReached, table_.rows[row].cells[column].span,
                    fmt::format("row {} of `{}` matches nothing: no value of `{}` is so", row + 1, name_,
                                framework_[boxes_.columns()[column].fact()].name),
                    "change this cell, or take the row out");
    }
  }

  /// Pairs of rows that both match; under `any` only those that give different values.
  void overlaps() {
    const bool reported = table_.hit != HitRule::kFirst;
    std::size_t more = 0;
    std::size_t shown = 0;
    for (std::size_t later = 1; later < boxes_.yes().size() && !pairs_.spent(); ++later) {
      for (std::size_t first = 0; first < later && !pairs_.spent(); ++first) {
        if (!meet(boxes_.shape(), boxes_.yes()[first], boxes_.yes()[later], pairs_)) continue;
        disjoint_ = false;
        if (!reported) return;
        if (table_.hit == HitRule::kAny && same_value(table_.rows[first], table_.rows[later])) continue;
        Box both = boxes_.yes()[first];
        for (std::size_t w = 0; w < both.size(); ++w) both[w] &= boxes_.yes()[later][w];
        TableCases::Samples samples;
        if (cases_->imagine(both, samples) == TableCases::Verdict::kNever) continue;
        if (shown == limits_.shown) {
          ++more;
        } else {
          ++shown;
          overlap(first, later, cases_->in_words(both, samples));
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
    for (std::size_t r = 1; r < boxes_.yes().size() && !steps_.spent(); ++r) {
      if (!boxes_.matches(r)) continue;
      std::vector<const Box*> before;
      std::vector<std::size_t> rows;
      for (std::size_t i = 0; i < r; ++i) {
        if (!meet(boxes_.shape(), boxes_.open()[i], boxes_.yes()[r], steps_)) continue;
        rows.push_back(i);
        before.push_back(&boxes_.open()[i]);
      }
      if (rows.empty()) continue;
      UncoveredSearch search(boxes_.shape(), boxes_.yes()[r], before, disjoint_ && !boxes_.names_unknown(), steps_);
      if (!search.next().empty() || steps_.spent()) continue;
      const auto alone = std::find_if(rows.begin(), rows.end(),
                                      [&](std::size_t i) { return holds(boxes_.open()[i], boxes_.yes()[r]); });
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
      takers = "rows " + joined(numbers);
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
    for (std::size_t c = 0; c < boxes_.columns().size(); ++c) {
      if (boxes_.empty(boxes_.domain(), c)) return;
    }
    std::vector<const Box*> rows;
    for (std::size_t r = 0; r < boxes_.yes().size(); ++r) {
      if (boxes_.matches(r)) rows.push_back(&boxes_.yes()[r]);
    }
    UncoveredSearch search(boxes_.shape(), boxes_.domain(), rows, disjoint_, steps_);
    std::size_t found = 0;
    for (std::size_t looked = 0; looked < limits_.counted; ++looked) {
      const Box gap = search.next();
      if (gap.empty()) break;
      TableCases::Samples samples;
      if (cases_->imagine(gap, samples) == TableCases::Verdict::kNever) continue;
      if (++found > limits_.shown) continue;
      report_.add({.code = Code::kTableGap,
                   .severity = Severity::kWarning,
                   .message = fmt::format("no row of `{}` matches{}", name_, when(cases_->in_words(gap, samples))),
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
    for (std::size_t r = 0; r < boxes_.yes().size(); ++r) {
      if (!boxes_.matches(r)) continue;
      std::vector<std::size_t>& alike = so_far[boxes_.open()[r]];
      const auto first = std::find_if(alike.begin(), alike.end(), [&](std::size_t i) {
        return boxes_.yes()[i] == boxes_.yes()[r] &&
               (table_.hit == HitRule::kCount || same_value(table_.rows[i], table_.rows[r]));
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
  TableBoxes boxes_;
  std::optional<TableCases> cases_;  // once the boxes are filled
  bool disjoint_ = true;
  bool in_part_ = false;  // a budget was spent before everything was looked at
};

}  // namespace

void check_decision_tables(const model::Framework& framework, const graph::ProcedureGraph& graph,
                           const TableLimits& limits, DiagnosticReport& report) {
  std::size_t imagined = 0;
  for (const model::Decision& table : framework.decisions) {
    if (table.rows.empty() || table.inputs.empty()) continue;
    TableCheck(framework, graph, table, limits, imagined, report).run();
  }
}

void check_decision_tables(const model::Framework& framework, const graph::ProcedureGraph& graph,
                           DiagnosticReport& report) {
  check_decision_tables(framework, graph, TableLimits{}, report);
}

}  // namespace proviso::analysis
