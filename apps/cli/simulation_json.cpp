// SPDX-License-Identifier: Apache-2.0
// The results of a simulation as JSON.
#include "apps/cli/json.h"
#include "apps/cli/json_values.h"
#include "apps/cli/simulate_command.h"
#include "base/vocabulary_words.h"
#include "engine/model/wording.h"

namespace proviso::cli {
namespace {

using simulate::Estimate;

Json estimate_json(const Estimate& estimate) {
  if (!estimate.known) return nullptr;
  Json json;
  json["value"] = estimate.value;
  json["low"] = number_or_null(estimate.low);
  json["high"] = number_or_null(estimate.high);
  return json;
}

Json bins_json(const std::vector<simulate::Bin>& bins) {
  Json json = list();
  for (const simulate::Bin& bin : bins) json.push_back(Json{{"from", bin.from}, {"to", bin.to}, {"count", bin.count}});
  return json;
}

Json duties_json(const simulate::VariantResults& variant) {
  Json json = list();
  for (const simulate::DutyResult& duty : variant.duties) {
    Json one;
    one["duty"] = duty.duty;
    one["title"] = text_or_null(duty.title);
    one["party"] = text_or_null(duty.party);
    one["party_title"] = text_or_null(duty.party_title);
    one["modality"] = model::modality_text(duty.modality, duty.negated);
    one["arisen"] = duty.arisen;
    Json statuses;
    for (std::size_t i = 0; i < duty.by_status.size(); ++i) {
      statuses[std::string(status_text(static_cast<DutyStatus>(i)))] = duty.by_status[i];
    }
    one["by_status"] = std::move(statuses);
    one["in_time"] = estimate_json(duty.in_time);
    one["kept_late"] = estimate_json(duty.late);
    one["missed"] = estimate_json(duty.missed);
    one["misses_in_a_run"] = estimate_json(duty.missed_per_run);
    json.push_back(std::move(one));
  }
  return json;
}

Json times_json(const simulate::VariantResults& variant) {
  Json json = list();
  for (const simulate::TimeResult& time : variant.times) {
    Json one;
    one["from"] = time.from;
    one["from_title"] = text_or_null(time.from_title);
    one["to"] = time.to;
    one["to_title"] = text_or_null(time.to_title);
    one["asked"] = time.asked;
    one["count"] = time.count;
    one["mean_days"] = estimate_json(time.mean);
    const bool any = time.count > 0;
    one["least"] = any ? Json(time.least) : Json(nullptr);
    one["greatest"] = any ? Json(time.greatest) : Json(nullptr);
    one["quantiles"] = any ? Json{{"0.05", time.quantiles[0]},
                                  {"0.25", time.quantiles[1]},
                                  {"0.5", time.quantiles[2]},
                                  {"0.75", time.quantiles[3]},
                                  {"0.95", time.quantiles[4]}}
                           : Json(nullptr);
    one["bins"] = bins_json(time.bins);
    json.push_back(std::move(one));
  }
  return json;
}

Json resources_json(const simulate::VariantResults& variant) {
  Json json = list();
  for (const simulate::ResourceResult& resource : variant.resources) {
    Json one;
    one["resource"] = resource.resource;
    one["count"] = resource.count;
    one["use"] = estimate_json(resource.use);
    one["waiting_days"] = estimate_json(resource.waiting_days);
    one["share_that_waits"] = estimate_json(resource.share_that_waits);
    one["queue"] = estimate_json(resource.queue);
    one["longest_queue"] = resource.longest_queue;
    one["asked"] = resource.asked;
    one["got"] = resource.got;
    one["waits"] = bins_json(resource.waits);
    json.push_back(std::move(one));
  }
  return json;
}

Json series_json(const simulate::VariantResults& variant) {
  Json json;
  json["days"] = list();
  for (const Date day : variant.days) json["days"].push_back(iso_date(day));
  json["tracks"] = list();
  for (const simulate::StageSeries& series : variant.stages) {
    Json track;
    track["track"] = series.track;
    track["stages"] = list();
    for (std::size_t i = 0; i < series.stages.size(); ++i) {
      track["stages"].push_back(
          Json{{"stage", series.stages[i]}, {"title", text_or_null(series.titles[i])}, {"cases", series.means[i]}});
    }
    json["tracks"].push_back(std::move(track));
  }
  json["queues"] = list();
  for (const simulate::QueueSeries& series : variant.queues) {
    json["queues"].push_back(Json{{"resource", series.resource}, {"waiting", series.means}});
  }
  return json;
}

Json years_json(const simulate::VariantResults& variant) {
  Json json = list();
  for (const simulate::YearResult& year : variant.years) {
    Json one;
    one["year"] = year.year;
    one["whole"] = year.whole;
    one["cases_begun"] = estimate_json(year.begun);
    one["cases_over"] = estimate_json(year.over);
    one["events"] = list();
    for (std::size_t i = 0; i < year.events.size(); ++i) {
      one["events"].push_back(Json{{"event", variant.events[i].event}, {"number", estimate_json(year.events[i])}});
    }
    json.push_back(std::move(one));
  }
  return json;
}

Json variant_json(const simulate::VariantResults& variant) {
  Json json;
  json["name"] = text_or_null(variant.name);
  json["framework"] = variant.framework;
  json["framework_title"] = text_or_null(variant.framework_title);
  json["cases_in_a_run"] = estimate_json(variant.cases);
  json["cases_over_in_a_run"] = estimate_json(variant.cases_over);
  json["events_in_a_run"] = estimate_json(variant.events_per_run);
  json["unexpected_in_a_run"] = estimate_json(variant.unexpected);
  json["unexpected_events"] = variant.unexpected_events;
  json["answers"] = list();
  for (const simulate::Answer& answer : variant.answers) {
    json["answers"].push_back(
        Json{{"answer", answer.text}, {"unit", answer.unit}, {"estimate", estimate_json(answer.estimate)}});
  }
  json["duties"] = duties_json(variant);
  json["times"] = times_json(variant);
  json["resources"] = resources_json(variant);
  json["series"] = series_json(variant);
  json["years"] = years_json(variant);
  json["limited_by"] = variant.limited_by;
  return json;
}

}  // namespace

std::string simulation_json(const simulate::SimulationResults& results, const receipt::Receipt& receipt) {
  Json json;
  json["schema"] = "proviso/simulation/1";
  json["receipt"] = Json::parse(receipt_object(receipt));
  json["title"] = results.title;
  json["question"] = text_or_null(results.question);
  json["from"] = iso_date(results.from);
  json["until"] = iso_date(results.until);
  json["precision"] = results.minutes ? "minutes" : "days";
  json["runs"] = results.runs;
  json["runs_asked"] = results.runs_asked;
  json["partial"] = results.partial;
  json["seed"] = results.seed;
  json["confidence"] = results.confidence;
  json["until_precision"] = text_or_null(results.until_text);
  json["until_reached"] = results.until_text.empty() ? Json(nullptr) : Json(results.until_reached);
  json["assumptions"] = list();
  for (const simulate::Assumption& assumption : results.assumptions) {
    Json one;
    one["place"] = assumption.place;
    one["value"] = assumption.value;
    one["low"] = number_or_null(assumption.low);
    one["high"] = number_or_null(assumption.high);
    one["sample"] = number_or_null(assumption.sample);
    one["source"] = text_or_null(assumption.source);
    one["file"] = assumption.file;
    one["line"] = assumption.line;
    json["assumptions"].push_back(std::move(one));
  }
  json["variants"] = list();
  for (const simulate::VariantResults& variant : results.variants) json["variants"].push_back(variant_json(variant));
  json["differences"] = list();
  for (const simulate::Difference& difference : results.differences) {
    Json one;
    one["variant"] = difference.variant;
    one["answer"] = difference.text;
    one["unit"] = difference.unit;
    one["base"] = estimate_json(difference.base);
    one["with"] = estimate_json(difference.with);
    one["change"] = estimate_json(difference.change);
    one["clear"] = difference.clear;
    json["differences"].push_back(std::move(one));
  }
  json["sensitivity"] = list();
  for (const simulate::SensitivityRow& row : results.sensitivity) {
    Json one;
    one["answer"] = row.answer;
    one["place"] = row.place;
    one["source"] = text_or_null(row.source);
    one["value"] = row.value;
    one["low"] = row.low;
    one["high"] = row.high;
    one["change_at_low"] = estimate_json(row.at_low);
    one["change_at_high"] = estimate_json(row.at_high);
    one["effect"] = row.effect;
    json["sensitivity"].push_back(std::move(one));
  }
  json["notes"] = results.notes;
  return text_of(json);
}

}  // namespace proviso::cli
