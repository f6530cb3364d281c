// SPDX-License-Identifier: Apache-2.0
// Random decision tables over small inputs: what the check finds, beside going through every case.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/analysis/check_decision_tables.h"
#include "tests/unit/graph/framework_builder.h"

namespace proviso::analysis {
namespace {

using testing_support::FrameworkBuilder;
using Kind = model::Cell::Part::Kind;
using model::HitRule;

/// One value of an input: a choice, or a number in halves so that there are values between the written ones; nothing
/// where it is not known.
using Point = std::vector<std::optional<int>>;

enum class Match { kNo, kOpen, kYes };

model::Literal literal(const model::Type& type, int value) {
  if (type.kind == model::TypeKind::kYesNo) return {value == 0};
  if (type.kind == model::TypeKind::kOneOf) return {model::Choice{static_cast<std::uint32_t>(value)}};
  return {Number{value * Number::kScale}};
}

/// Written apart from the check: what a value is, in halves for a number.
int of_literal(const model::Literal& literal) {
  if (const auto* yes = std::get_if<bool>(&literal.value)) return *yes ? 0 : 1;
  if (const auto* choice = std::get_if<model::Choice>(&literal.value)) return static_cast<int>(choice->index);
  return static_cast<int>(std::get<Number>(literal.value).millionths * 2 / Number::kScale);
}

Match matches(const model::Cell& cell, std::optional<int> value) {
  if (cell.any) return Match::kYes;
  bool names_unknown = false;
  bool found = false;
  for (const model::Cell::Part& part : cell.parts) {
    if (part.kind == Kind::kUnknown) {
      names_unknown = true;
      continue;
    }
    if (!value) continue;
    switch (part.kind) {
      case Kind::kValue:
        found = found || *value == of_literal(part.low);
        break;
      case Kind::kRange:
        found = found || (*value >= of_literal(part.low) && *value <= of_literal(part.high));
        break;
      case Kind::kMoreThan:
        found = found || *value > of_literal(part.low);
        break;
      case Kind::kAtLeast:
        found = found || *value >= of_literal(part.low);
        break;
      case Kind::kLessThan:
        found = found || *value < of_literal(part.high);
        break;
      case Kind::kAtMost:
        found = found || *value <= of_literal(part.high);
        break;
      case Kind::kUnknown:
        break;
    }
  }
  if (!value && !names_unknown) return Match::kOpen;
  if (!value) found = true;
  return found != cell.negated ? Match::kYes : Match::kNo;
}

Match matches(const model::Row& row, const Point& point) {
  Match all = Match::kYes;
  for (std::size_t c = 0; c < point.size(); ++c) all = std::min(all, matches(row.cells[c], point[c]));
  return all;
}

model::Cell random_cell(const model::Type& type) {
  model::Cell cell;
  cell.any = *rc::gen::inRange(0, 3) == 0;
  if (cell.any) return cell;
  cell.negated = *rc::gen::inRange(0, 4) == 0;
  const int parts = *rc::gen::inRange(1, 3);
  for (int i = 0; i < parts; ++i) {
    model::Cell::Part part;
    if (*rc::gen::inRange(0, 12) == 0) {
      part.kind = Kind::kUnknown;
    } else if (type.kind == model::TypeKind::kNumber) {
      part.kind = static_cast<Kind>(*rc::gen::inRange(0, 6));
      const int low = *rc::gen::inRange(0, 4);
      part.low = literal(type, low);
      part.high = literal(type, low + *rc::gen::inRange(0, 3));
    } else {
      part.low = literal(type, *rc::gen::inRange(0, type.kind == model::TypeKind::kYesNo ? 2 : 3));
    }
    cell.parts.push_back(part);
  }
  return cell;
}

/// Every case that can be told from another: numbers in halves from below to above what is written.
std::vector<Point> points(const FrameworkBuilder& b, const model::Decision& table) {
  std::vector<Point> all{{}};
  for (std::size_t c = 0; c < table.inputs.size(); ++c) {
    std::vector<std::optional<int>> values;
    const model::Type& type = b.framework[table.inputs[c]].type;
    if (type.kind == model::TypeKind::kNumber) {
      for (int v = -1; v <= 14; ++v) values.emplace_back(v);
    } else {
      for (int v = 0; v < (type.kind == model::TypeKind::kYesNo ? 2 : 3); ++v) values.emplace_back(v);
    }
    const bool names_unknown = std::any_of(table.rows.begin(), table.rows.end(), [&](const model::Row& row) {
      return std::any_of(row.cells[c].parts.begin(), row.cells[c].parts.end(),
                         [](const auto& part) { return part.kind == Kind::kUnknown; });
    });
    if (names_unknown) values.emplace_back(std::nullopt);
    std::vector<Point> longer;
    for (const Point& point : all) {
      for (const std::optional<int>& value : values) {
        longer.push_back(point);
        longer.back().push_back(value);
      }
    }
    all = std::move(longer);
  }
  return all;
}

struct Found {
  bool gap = false;
  std::vector<Span> overlapping;
  std::vector<Span> never_reached;
};

Found by_trying(const FrameworkBuilder& b, const model::Decision& table) {
  const std::vector<Point> all = points(b, table);
  std::vector<bool> reached(table.rows.size());
  std::vector<bool> overlaps(table.rows.size());
  std::vector<bool> matched(table.rows.size());
  Found found;
  for (const Point& point : all) {
    bool any = false;
    bool taken = false;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const Match match = matches(table.rows[r], point);
      if (match == Match::kYes) {
        matched[r] = any = true;
        if (!taken) reached[r] = true;
        for (std::size_t i = 0; i < r; ++i) {
          if (matches(table.rows[i], point) != Match::kYes) continue;
          const bool same = of_literal(table.rows[i].value) == of_literal(table.rows[r].value);
          if (table.hit == HitRule::kUnique || !same) overlaps[r] = true;
        }
      }
      taken = taken || match != Match::kNo;
    }
    found.gap = found.gap || !any;
  }
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (table.hit != HitRule::kFirst && overlaps[r]) found.overlapping.push_back(table.rows[r].span);
    if (!matched[r] || (table.hit == HitRule::kFirst && !reached[r])) found.never_reached.push_back(table.rows[r].span);
  }
  return found;
}

TEST(DecisionTableProperty, FindingsAreThoseOfTryingEveryCase) {
  EXPECT_TRUE(rc::check("gaps, overlaps and rows never reached", [] {
    FrameworkBuilder b;
    model::Decision table;
    const std::vector<model::FactId> facts{b.fact("p", testing_support::yes_no_type()),
                                           b.fact("grade", testing_support::one_of_type({"good", "fair", "bad"})),
                                           b.fact("n", testing_support::number_type()),
                                           b.fact("m", testing_support::number_type())};
    table.fact = b.fact("r", testing_support::number_type());
    const auto inputs = *rc::gen::inRange<std::size_t>(1, 4);
    const auto from = *rc::gen::inRange<std::size_t>(0, facts.size() - inputs + 1);
    for (std::size_t c = from; c < from + inputs; ++c) table.inputs.push_back(facts[c]);
    table.hit = *rc::gen::element(HitRule::kUnique, HitRule::kFirst, HitRule::kAny);
    const auto rows = *rc::gen::inRange<std::uint32_t>(1, 7);
    for (std::uint32_t r = 0; r < rows; ++r) {
      model::Row row;
      row.span = {FileId{0}, 1000 + 100 * r, 1050 + 100 * r};
      for (const model::FactId input : table.inputs) {
        row.cells.push_back(random_cell(b.framework[input].type));
        row.cells.back().span = row.span;
      }
      row.value = {Number{*rc::gen::inRange(0, 2) * Number::kScale}};
      table.rows.push_back(std::move(row));
    }
    table.span = {FileId{0}, 500, 600};

    const Found expected = by_trying(b, table);
    b.framework.decisions.push_back(table);
    b.framework.facts[table.fact.value].decision = model::DecisionId{0};
    DiagnosticReport report;
    check_decision_tables(b.framework, graph::ProcedureGraph(b.framework), TableLimits{}, report);
    Found found;
    for (const Diagnostic& one : report.sorted()) {
      if (one.code == Code::kTableGap) {
        found.gap = true;
      } else if (one.code == Code::kTableOverlap) {
        found.overlapping.push_back(one.span);
      } else if (one.code == Code::kRowNeverReached) {
        found.never_reached.push_back(one.span);
      } else {
        RC_FAIL("a code that does not belong here");
      }
    }
    RC_ASSERT(found.gap == expected.gap);
    RC_ASSERT(found.overlapping == expected.overlapping);
    RC_ASSERT(found.never_reached == expected.never_reached);
  }));
}

}  // namespace
}  // namespace proviso::analysis
