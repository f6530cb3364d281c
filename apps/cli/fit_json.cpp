// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/fit_json.h"

#include <climits>
#include <cmath>

#include "apps/cli/json.h"
#include "apps/cli/json_values.h"

namespace proviso::cli {
namespace {

double rounded(double value) { return std::round(value * 1e6) / 1e6; }

Json share_json(const fit::Share& share) {
  Json json;
  json["share"] = rounded(share.value);
  json["low"] = rounded(share.low);
  json["high"] = rounded(share.high);
  return json;
}

Json value_json(const model::Framework& framework, std::uint32_t fact, const Value& value) {
  if (value.kind == Value::Kind::kYesNo) return value.is_yes();
  return framework.facts[fact].type.values[static_cast<std::size_t>(value.payload)];
}

Json pair_json(const model::Framework& framework, const fit::PairEstimate& estimate, const fit::Options& options) {
  const fit::Pair& pair = estimate.pair;
  const fit::Curve& curve = estimate.curve;
  Json json;
  json["event"] = framework.events[pair.event].name;
  json["after"] = framework.events[pair.after].name;
  json["unit"] = pair.working_days ? "working days" : "days";
  json["duty"] = pair.duty ? Json(framework.duties[*pair.duty].name) : Json(nullptr);
  json["stage"] = pair.stage ? Json(framework.stages[*pair.stage].name) : Json(nullptr);
  json["only_if"] = list();
  for (const fit::FactTest& test : pair.only_if) {
    Json one;
    one["fact"] = framework.facts[test.fact].name;
    one["values"] = list();
    for (const Value& value : test.values) one["values"].push_back(value_json(framework, test.fact, value));
    json["only_if"].push_back(std::move(one));
  }
  json["condition_left_out"] = pair.condition_left_out;
  json["passed"] = list();
  for (auto event = pair.passed.rbegin(); event != pair.passed.rend(); ++event) {
    json["passed"].push_back(framework.events[*event].name);
  }
  json["waits"] = curve.size();
  json["came"] = estimate.came();
  json["censored"] = curve.censored();
  json["begun_again"] = estimate.begun_again;
  json["others"] = list();
  for (std::size_t i = 0; i < pair.others.size(); ++i) {
    Json one;
    one["event"] = framework.events[pair.others[i]].name;
    one["came"] = curve.happened(estimate.outcome_of(i));
    one["comes"] =
        curve.size() == 0 ? Json(nullptr) : share_json(curve.interval_within(estimate.outcome_of(i), INT_MAX));
    json["others"].push_back(std::move(one));
  }
  json["left_out"] = {{"condition_does_not_hold", estimate.not_asked},
                      {"condition_unknown", estimate.condition_unknown},
                      {"came_before", estimate.came_before},
                      {"outside_calendar", estimate.outside_calendar}};
  json["assumed"] = estimate.assumed;
  json["assumption"] = text_or_null(estimate.assumption);
  json["small_sample"] = estimate.small(options);
  json["median"] = number_or_null(curve.quantile(estimate.own, 0.5));
  json["percentile_90"] = number_or_null(curve.quantile(estimate.own, 0.9));
  json["limit"] = nullptr;
  if (pair.limit && curve.size() > 0) {
    json["limit"] = share_json(curve.interval_within(estimate.own, *pair.limit));
    json["limit"]["amount"] = *pair.limit;
  }
  json["comes"] = curve.size() == 0 ? Json(nullptr) : share_json(curve.interval_within(estimate.own, INT_MAX));
  json["curve"] = list();
  for (const fit::Step& step : curve.steps()) {
    Json one;
    one["days"] = step.days;
    one["at_risk"] = step.at_risk;
    one["came"] = step.happened[estimate.own];
    one["censored"] = step.censored;
    one["share_come"] = rounded(step.come[estimate.own]);
    one["share_waiting"] = rounded(step.waiting);
    json["curve"].push_back(std::move(one));
  }
  return json;
}

Json fact_json(const model::Framework& framework, const fit::FactEstimate& fact, const fit::Options& options) {
  Json json;
  json["event"] = framework.events[fact.event].name;
  json["fact"] = framework.facts[fact.fact].name;
  json["known"] = fact.known;
  json["unknown"] = fact.unknown;
  json["small_sample"] = fact.known < options.least_sample;
  json["values"] = list();
  for (const auto& [value, number] : fact.counts) {
    Json one;
    one["value"] = value_json(framework, fact.fact, value);
    one["cases"] = number;
    if (fact.known > 0) one.update(share_json(fit::share_of(number, fact.known)));
    json["values"].push_back(std::move(one));
  }
  return json;
}

}  // namespace

std::string fit_json(const model::Framework& framework, const fit::Estimates& estimates, const fit::Options& options,
                     const std::string& data, const receipt::Receipt& receipt) {
  Json json;
  json["schema"] = "proviso/fit/1";
  json["receipt"] = Json::parse(receipt_object(receipt));
  json["framework"] = framework.name;
  json["data"] = data;
  json["until"] = iso_date(options.until);
  json["from"] = date_or_null(options.from);
  json["cases"] = estimates.cases;
  json["unseen"] = estimates.unseen;
  json["events"] = estimates.events;
  json["begun_by_year"] = list();
  for (const auto& [year, number] : estimates.begun_by_year) {
    json["begun_by_year"].push_back(Json{{"year", year}, {"cases", number}});
  }
  json["least_sample"] = options.least_sample;
  json["durations"] = list();
  for (const fit::PairEstimate& estimate : estimates.pairs) {
    json["durations"].push_back(pair_json(framework, estimate, options));
  }
  json["facts"] = list();
  for (const fit::FactEstimate& fact : estimates.facts) json["facts"].push_back(fact_json(framework, fact, options));
  return text_of(json);
}

}  // namespace proviso::cli
