// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/bounds_json.h"

#include "apps/cli/json_values.h"
#include "base/civil_date.h"

namespace proviso::cli {
namespace {

Json clause_json(const model::Framework& framework, const SourceSet& sources, const analysis::BoundClause& clause) {
  Json json;
  json["kind"] = clause.at_most ? "at most" : "at least";
  json["amount"] = text_or_null(clause.amount);
  json["days_added"] = clause.shift;
  json["from"] = clause.from;
  json["to"] = clause.to;
  json["duty"] = clause.duty ? Json(framework[*clause.duty].name) : Json(nullptr);
  const SourceFile& file = sources[clause.span.file];
  json["file"] = file.path();
  json["line"] = file.position(clause.span.begin).line;
  return json;
}

Json bound_json(const model::Framework& framework, const SourceSet& sources, const analysis::TimeBound& bound) {
  Json json;
  json["days"] = bound.days;
  json["date"] = bound.date ? Json(iso_date(*bound.date)) : Json(nullptr);
  json["way"] = bound.way;
  json["clauses"] = list();
  for (const analysis::BoundClause& clause : bound.clauses) {
    json["clauses"].push_back(clause_json(framework, sources, clause));
  }
  return json;
}

}  // namespace

std::string bounds_json(const model::Framework& framework, const SourceSet& sources, const Calendar* calendar,
                        const BoundsQuestion& question, const analysis::TimeBounds& bounds) {
  Json json;
  json["schema"] = "proviso/bounds/1";
  json["from"] = question.from;
  json["to"] = question.to;
  json["limits"] = question.only_must ? "must" : "every";
  json["calendar"] = calendar == nullptr ? Json(nullptr) : Json(calendar->name());
  json["on"] = question.on ? Json(iso_date(*question.on)) : Json(nullptr);
  json["ways"] = bounds.ways;
  json["ways_left_out"] = bounds.blocked;
  const bool found = bounds.outcome == analysis::TimeBounds::Outcome::kFound;
  json["earliest"] = found ? bound_json(framework, sources, bounds.earliest) : Json(nullptr);
  json["latest"] = bounds.latest ? bound_json(framework, sources, *bounds.latest) : Json(nullptr);
  json["unlimited"] = nullptr;
  if (bounds.unlimited) {
    json["unlimited"] = Json{{"from", bounds.unlimited->from}, {"to", bounds.unlimited->to}};
    json["unlimited"]["way"] = bounds.unlimited->way;
    json["unlimited"]["reasons"] = bounds.unlimited->reasons;
  }
  return text_of(json);
}

}  // namespace proviso::cli
