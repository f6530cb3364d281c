// SPDX-License-Identifier: Apache-2.0
// Every input is cut into the values and ranges that no cell of either table tells apart, and `not known`; the points
// of that grid are all the cases there are.
#include "engine/change/table_grid.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/number.h"
#include "base/word_list.h"
#include "engine/analysis/table_columns.h"
#include "engine/analysis/uncovered.h"
#include "engine/model/wording.h"

namespace proviso::change {
namespace {

using namespace model;
using analysis::Box;
using analysis::BoxShape;
using analysis::Stretch;
using analysis::TableColumn;

constexpr std::size_t kMostPoints = 200'000;    // of the grid
constexpr std::size_t kMostWork = 100'000'000;  // points times cells

enum class Truth : std::uint8_t { kNo, kUnknown, kYes };

/// What a table gives at a point, in words; empty: nothing.
struct Outcome {
  std::string words;
  std::size_t row = 0;
};

/// A value of one version in the other: the same in words.
class Translation {
 public:
  Translation(const Framework& from, const Framework& to, const Matching& matching)
      : from_(from), to_(to), matching_(matching) {}

  [[nodiscard]] std::optional<FactId> fact(FactId id) const {
    const std::optional<std::uint32_t> now = matching_.now(SymbolKind::kFact, id.value);
    if (!now || to_.facts[*now].type.kind != from_[id].type.kind) return std::nullopt;
    return FactId{*now};
  }

  [[nodiscard]] std::optional<Literal> literal(const Literal& written, const Type& from, const Type& to) const {
    if (const auto* choice = std::get_if<Choice>(&written.value)) {
      const auto same = std::find(to.values.begin(), to.values.end(), from.values.at(choice->index));
      if (same == to.values.end()) return std::nullopt;
      return Literal{Choice{static_cast<std::uint32_t>(same - to.values.begin())}};
    }
    if (const auto* party = std::get_if<PartyId>(&written.value)) {
      const std::optional<std::uint32_t> now = matching_.now(SymbolKind::kParty, party->value);
      if (!now) return std::nullopt;
      return Literal{PartyId{*now}};
    }
    return written;
  }

 private:
  const Framework& from_;
  const Framework& to_;
  const Matching& matching_;
};

/// A table whose cells are set over the columns of the grid.
struct Laid {
  const Framework* framework = nullptr;
  const Decision* table = nullptr;
  std::vector<std::vector<std::vector<Truth>>> cells;  // by row, column, value
};

class Grid {
 public:
  /// Precondition: the rows of `both` are those of the old table, then those of the new.
  Grid(const Framework& framework, Decision both) : framework_(framework), both_(std::move(both)) {
    for (std::size_t c = 0; c < both_.inputs.size(); ++c) columns_.emplace_back(framework_, both_, c);
    for (const TableColumn& column : columns_) {
      // `not known` stands last, whether or not a cell names it.
      std::size_t known = 0;
      for (const Stretch& stretch : column.stretches()) known += stretch.kind == Stretch::Kind::kUnknown ? 0 : 1;
      known_.push_back(known);
      std::vector<bool> possible;
      for (std::size_t v = 0; v < known; ++v) possible.push_back(column.stretches()[v].possible);
      possible.push_back(true);
      possible_.push_back(std::move(possible));
    }
  }

  [[nodiscard]] bool fits() const {
    std::size_t points = 1;
    for (const std::size_t known : known_) {
      points *= known + 1;
      if (points > kMostPoints) return false;
    }
    return points * std::max<std::size_t>(1, both_.rows.size() * columns_.size()) <= kMostWork;
  }

  /// The cells of some of the rows.
  [[nodiscard]] std::vector<std::vector<std::vector<Truth>>> lay(std::size_t from, std::size_t count) const {
    std::vector<std::size_t> sizes;
    for (const TableColumn& column : columns_) sizes.push_back(column.stretches().size());
    const BoxShape shape(sizes);
    std::vector<std::vector<std::vector<Truth>>> result;
    for (std::size_t r = from; r < from + count; ++r) {
      std::vector<std::vector<Truth>> row;
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        const Cell& cell = both_.rows[r].cells[c];
        Box yes(shape.words());
        Box open(shape.words());
        columns_[c].mark(cell, shape, c, yes, open);
        std::vector<Truth> values;
        for (std::size_t v = 0; v < known_[c]; ++v) values.push_back(shape.has(yes, c, v) ? Truth::kYes : Truth::kNo);
        values.push_back(of_unknown(cell));
        row.push_back(std::move(values));
      }
      result.push_back(std::move(row));
    }
    return result;
  }

  [[nodiscard]] std::size_t columns() const { return columns_.size(); }
  [[nodiscard]] std::size_t values(std::size_t column) const { return known_[column] + 1; }
  [[nodiscard]] bool possible(std::size_t column, std::size_t value) const { return possible_[column][value]; }

  /// "`fee` is at most 100"; empty where every value is meant.
  [[nodiscard]] std::string words(std::size_t column, const std::vector<bool>& meant) const {
    bool all = true;
    for (std::size_t v = 0; v < values(column); ++v) all = all && (meant[v] || !possible_[column][v]);
    if (all) return {};
    const std::string& name = framework_[columns_[column].fact()].name;
    const std::vector<Stretch>& stretches = columns_[column].stretches();
    std::vector<std::string> ways;
    std::vector<std::string> named;
    bool other_text = false;
    for (std::size_t v = 0; v < known_[column]; ++v) {
      if (!meant[v]) continue;
      switch (stretches[v].kind) {
        case Stretch::Kind::kValue:
          named.push_back(literal(column, stretches[v].sample));
          break;
        case Stretch::Kind::kRange: {
          std::size_t last = v;
          while (last + 1 < known_[column] && meant[last + 1]) ++last;
          ways.push_back(range(column, stretches[v], stretches[last]));
          v = last;
          break;
        }
        case Stretch::Kind::kOtherText:
          other_text = true;
          break;
        case Stretch::Kind::kUnknown:
          break;
      }
    }
    if (other_text) {
      std::vector<std::string> apart;
      for (std::size_t v = 0; v < known_[column]; ++v) {
        if (!meant[v] && stretches[v].kind == Stretch::Kind::kValue)
          apart.push_back(literal(column, stretches[v].sample));
      }
      ways.push_back(apart.empty() ? "any text" : "not " + joined(apart, "or"));
    } else if (!named.empty()) {
      ways.insert(ways.begin(), joined(named, "or"));
    }
    if (meant[known_[column]]) ways.emplace_back("not known");
    const bool all_known =
        !meant[known_[column]] && std::all_of(meant.begin(), meant.end() - 1, [](bool on) { return on; });
    return fmt::format("`{}` is {}", name, all_known ? "known" : joined(ways, "or"));
  }

  /// "`fee` is 100": one value of those that are meant; empty where none is known.
  [[nodiscard]] std::string sample(std::size_t column, std::size_t value) const {
    const std::string& name = framework_[columns_[column].fact()].name;
    if (value == known_[column]) return fmt::format("`{}` not known", name);
    const Stretch& stretch = columns_[column].stretches()[value];
    if (stretch.kind == Stretch::Kind::kOtherText) return fmt::format("`{}` some other text", name);
    return fmt::format("`{}` {}", name, literal(column, stretch.sample));
  }

 private:
  static Truth of_unknown(const Cell& cell) {
    if (cell.any) return Truth::kYes;
    const bool named = std::any_of(cell.parts.begin(), cell.parts.end(),
                                   [](const Cell::Part& part) { return part.kind == Cell::Part::Kind::kUnknown; });
    if (!named) return Truth::kUnknown;
    return cell.negated ? Truth::kNo : Truth::kYes;
  }

  [[nodiscard]] std::string literal(std::size_t column, const Literal& value) const {
    return literal_text(framework_, value, framework_[columns_[column].fact()].type);
  }

  [[nodiscard]] std::string range(std::size_t column, const Stretch& first, const Stretch& last) const {
    const bool date = framework_[columns_[column].fact()].type.kind == TypeKind::kDate;
    const auto end = [&](std::int64_t value) {
      return date ? long_date(Date{std::chrono::days{value}}) : number_text(Number{value});
    };
    // A bound one millionth beyond a written number is that number, left out: `more than 100`.
    const auto beyond = [&](std::int64_t value, std::int64_t step) {
      return !date && value % Number::kScale != 0 && (value + step) % Number::kScale == 0;
    };
    std::string low;
    std::string high;
    if (!first.open_below) {
      if (beyond(first.low, -1)) {
        low = "more than " + end(first.low - 1);
      } else {
        low = (date ? "on or after " : "at least ") + end(first.low);
      }
    }
    if (!last.open_above) {
      if (beyond(last.high, 1)) {
        high = "less than " + end(last.high + 1);
      } else {
        high = (date ? "on or before " : "at most ") + end(last.high);
      }
    }
    if (!low.empty() && !high.empty() && first.low == last.high) return end(first.low);
    if (low.empty() && high.empty()) return date ? "any date" : "any number";
    if (low.empty() || high.empty()) return low + high;
    return low + " and " + high;
  }

  const Framework& framework_;
  Decision both_;
  std::vector<TableColumn> columns_;
  std::vector<std::size_t> known_;
  std::vector<std::vector<bool>> possible_;
};

std::string value_words(const Laid& laid, std::size_t row) {
  const Type& type = (*laid.framework)[laid.table->fact].type;
  return literal_text(*laid.framework, laid.table->rows[row].value,
                      type.kind == TypeKind::kList ? type.element.front() : type);
}

/// Whether a number or a date comes before another.
bool less(const Literal& a, const Literal& b) {
  if (const auto* number = std::get_if<Number>(&a.value)) return *number < std::get<Number>(b.value);
  if (const auto* date = std::get_if<Date>(&a.value)) return *date < std::get<Date>(b.value);
  return false;
}

/// What a table gives, by docs/execution.md, section 11.
Outcome outcome_at(const Laid& laid, const std::vector<std::size_t>& point) {
  const Decision& table = *laid.table;
  const Outcome nothing{{}, table.rows.size()};
  std::vector<std::size_t> hits;
  bool open = false;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    Truth truth = Truth::kYes;
    for (std::size_t c = 0; c < point.size(); ++c) truth = std::min(truth, laid.cells[r][c][point[c]]);
    if (truth == Truth::kNo) continue;
    if (truth == Truth::kUnknown) open = true;
    if (truth == Truth::kYes) hits.push_back(r);
    if (table.hit == HitRule::kFirst) return truth == Truth::kYes ? Outcome{value_words(laid, r), r} : nothing;
  }
  switch (table.hit) {
    case HitRule::kFirst:
      return nothing;
    case HitRule::kUnique:
      return hits.size() == 1 ? Outcome{value_words(laid, hits.front()), hits.front()} : nothing;
    case HitRule::kAny: {
      if (hits.empty()) return nothing;
      const std::string words = value_words(laid, hits.front());
      const bool agree =
          std::all_of(hits.begin(), hits.end(), [&](std::size_t hit) { return value_words(laid, hit) == words; });
      return agree ? Outcome{words, hits.front()} : nothing;
    }
    case HitRule::kCollect:
    case HitRule::kSum:
    case HitRule::kCount:
    case HitRule::kMin:
    case HitRule::kMax:
      break;
  }
  if (open) return nothing;
  const std::size_t row = hits.size() == 1 ? hits.front() : table.rows.size();
  if (table.hit == HitRule::kCount) return {std::to_string(hits.size()), row};
  if (table.hit == HitRule::kSum) {
    std::optional<Number> sum = Number{0};
    for (const std::size_t hit : hits) {
      const auto* number = std::get_if<Number>(&table.rows[hit].value.value);
      if (sum && number != nullptr) sum = add(*sum, *number);
    }
    return sum ? Outcome{number_text(*sum), row} : nothing;
  }
  if (table.hit == HitRule::kCollect) {
    std::string words;
    for (const std::size_t hit : hits) words += (words.empty() ? "" : ", ") + value_words(laid, hit);
    return {hits.empty() ? "an empty list" : words, row};
  }
  if (hits.empty()) return nothing;
  std::size_t best = hits.front();
  for (const std::size_t hit : hits) {
    const Literal& value = table.rows[hit].value;
    const Literal& so_far = table.rows[best].value;
    if (table.hit == HitRule::kMin ? less(value, so_far) : less(so_far, value)) best = hit;
  }
  return {value_words(laid, best), best};
}

/// The points at which two tables differ, gathered into boxes that are as large as can be.
class Regions {
 public:
  Regions(const Grid& grid, const Laid& before, const Laid& now) : grid_(grid) {
    std::size_t points = 1;
    for (std::size_t c = 0; c < grid.columns(); ++c) {
      steps_.push_back(points);
      points *= grid.values(c);
    }
    kinds_.assign(points, 0);
    std::map<std::pair<std::string, std::string>, std::uint32_t> known;
    for (std::size_t p = 0; p < points; ++p) {
      const std::vector<std::size_t> point = at(p);
      bool possible = true;
      for (std::size_t c = 0; c < point.size(); ++c) possible = possible && grid.possible(c, point[c]);
      if (!possible) {
        kinds_[p] = kImpossible;
        continue;
      }
      const Outcome was = outcome_at(before, point);
      const Outcome is = outcome_at(now, point);
      if (was.words == is.words) continue;
      const auto [kind, fresh] = known.try_emplace({was.words, is.words}, static_cast<std::uint32_t>(known.size() + 1));
      if (fresh) outcomes_.emplace_back(was, is);
      kinds_[p] = kind->second;
    }
  }

  std::vector<DifferentRegion> gather() {
    std::vector<DifferentRegion> regions;
    std::vector<bool> covered(kinds_.size());
    for (std::size_t p = 0; p < kinds_.size(); ++p) {
      if (kinds_[p] == 0 || kinds_[p] == kImpossible || covered[p]) continue;
      const std::vector<std::vector<bool>> box = widest(p);
      for_each_point(box, [&](std::size_t q) {
        covered[q] = true;
        return true;
      });
      regions.push_back(describe(box, p));
    }
    return regions;
  }

 private:
  static constexpr std::uint32_t kImpossible = 0xFFFFFFFF;

  [[nodiscard]] std::vector<std::size_t> at(std::size_t p) const {
    std::vector<std::size_t> point;
    for (std::size_t c = 0; c < grid_.columns(); ++c) point.push_back(p / steps_[c] % grid_.values(c));
    return point;
  }

  template <typename Visit>
  bool for_each_point(const std::vector<std::vector<bool>>& box, const Visit& visit) const {
    std::vector<std::vector<std::size_t>> values;
    for (const std::vector<bool>& column : box) {
      values.emplace_back();
      for (std::size_t v = 0; v < column.size(); ++v) {
        if (column[v]) values.back().push_back(v);
      }
    }
    std::vector<std::size_t> next(box.size());
    for (;;) {
      std::size_t p = 0;
      for (std::size_t c = 0; c < box.size(); ++c) p += values[c][next[c]] * steps_[c];
      if (!visit(p)) return false;
      std::size_t c = 0;
      while (c < box.size() && ++next[c] == values[c].size()) next[c++] = 0;
      if (c == box.size()) return true;
    }
  }

  /// Grown from a point value by value, as long as all of it differs in the same way.
  [[nodiscard]] std::vector<std::vector<bool>> widest(std::size_t p) const {
    const std::vector<std::size_t> point = at(p);
    std::vector<std::vector<bool>> box;
    for (std::size_t c = 0; c < point.size(); ++c) {
      box.emplace_back(grid_.values(c));
      box.back()[point[c]] = true;
    }
    for (std::size_t c = 0; c < point.size(); ++c) {
      for (std::size_t v = 0; v < grid_.values(c); ++v) {
        if (box[c][v] || !grid_.possible(c, v)) continue;
        std::vector<std::vector<bool>> slice = box;
        slice[c].assign(grid_.values(c), false);
        slice[c][v] = true;
        if (for_each_point(slice, [&](std::size_t q) { return kinds_[q] == kinds_[p] || kinds_[q] == kImpossible; })) {
          box[c][v] = true;
        }
      }
    }
    return box;
  }

  [[nodiscard]] DifferentRegion describe(const std::vector<std::vector<bool>>& box, std::size_t p) const {
    DifferentRegion region;
    const auto& [was, is] = outcomes_[kinds_[p] - 1];
    region.before = was.words;
    region.now = is.words;
    region.old_row = was.row;
    region.new_row = is.row;
    const std::vector<std::size_t> point = at(p);
    std::vector<std::string> words;
    std::vector<std::string> examples;
    bool several = false;
    for (std::size_t c = 0; c < box.size(); ++c) {
      std::string one = grid_.words(c, box[c]);
      several = several || std::count(box[c].begin(), box[c].end(), true) > 1 || one != "";
      if (one.empty()) continue;
      words.push_back(std::move(one));
      examples.push_back(grid_.sample(c, point[c]));
    }
    region.when = joined(words);
    if (several) region.example = joined(examples);
    return region;
  }

  const Grid& grid_;
  std::vector<std::size_t> steps_;
  std::vector<std::uint32_t> kinds_;  // by point: 0 where the tables agree, else which two outcomes
  std::vector<std::pair<Outcome, Outcome>> outcomes_;
};

}  // namespace

std::optional<std::vector<DifferentRegion>> different_regions(const Framework& before_framework, const Decision& before,
                                                              const Framework& now_framework, const Decision& now,
                                                              const Matching& matching) {
  const Translation translation(before_framework, now_framework, matching);
  Decision both;
  both.fact = now.fact;
  both.hit = now.hit;
  both.inputs = now.inputs;
  std::vector<std::size_t> old_columns;
  for (const FactId input : before.inputs) {
    const std::optional<FactId> fact = translation.fact(input);
    if (!fact) return std::nullopt;
    const auto found = std::find(both.inputs.begin(), both.inputs.end(), *fact);
    old_columns.push_back(static_cast<std::size_t>(found - both.inputs.begin()));
    if (found == both.inputs.end()) both.inputs.push_back(*fact);
  }
  Cell any;
  any.any = true;
  for (const Row& row : before.rows) {
    Row translated;
    translated.cells.assign(both.inputs.size(), any);
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      Cell cell = row.cells[c];
      const Type& from = before_framework[before.inputs[c]].type;
      const Type& to = now_framework[both.inputs[old_columns[c]]].type;
      for (Cell::Part& part : cell.parts) {
        const auto low = translation.literal(part.low, from, to);
        const auto high = translation.literal(part.high, from, to);
        if (!low || !high) return std::nullopt;
        part.low = *low;
        part.high = *high;
      }
      translated.cells[old_columns[c]] = std::move(cell);
    }
    both.rows.push_back(std::move(translated));
  }
  for (const Row& row : now.rows) {
    Row padded = row;
    padded.cells.resize(both.inputs.size(), any);
    both.rows.push_back(std::move(padded));
  }
  const Grid grid(now_framework, both);
  if (!grid.fits()) return std::nullopt;
  const Laid old_laid{&before_framework, &before, grid.lay(0, before.rows.size())};
  const Laid new_laid{&now_framework, &now, grid.lay(before.rows.size(), now.rows.size())};
  return Regions(grid, old_laid, new_laid).gather();
}

}  // namespace proviso::change
