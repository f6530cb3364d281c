// SPDX-License-Identifier: Apache-2.0
// Who does the work: how much of the time, and who waits for them.
#include <algorithm>

#include <fmt/format.h>

#include "engine/charts/dots.h"
#include "engine/charts/over_time.h"
#include "engine/charts/scale.h"
#include "engine/reading_copy/page.h"
#include "engine/simulate_report/sections.h"
#include "engine/simulate_report/wording.h"

namespace proviso::simulate_report {

using charts::number_words;
using charts::numbers_table;
using charts::Quantity;
using reading_copy::heading;
using reading_copy::Markup;
using simulate::ResourceResult;
using simulate::VariantResults;

namespace {

std::vector<std::string> names_of(const std::vector<VariantResults>& variants) {
  std::vector<std::string> names;
  for (const VariantResults& variant : variants) {
    for (const ResourceResult& resource : variant.resources) {
      if (std::ranges::find(names, resource.resource) == names.end()) names.push_back(resource.resource);
    }
  }
  return names;
}

Markup use_of(const std::vector<VariantResults>& variants, const std::vector<std::string>& names) {
  const bool several = variants.size() > 1;
  charts::Dots dots;
  dots.head = {"use", "How much of the time each is in use",
               fmt::format("A dot for each resource{}, with its interval, from 0 to 100 % of the time it is there.",
                           several ? " and variant" : "")};
  dots.axis = "Of the time it is there";
  dots.quantity = Quantity::kShare;
  dots.first_column = several ? "Resource and variant" : "Resource";
  for (const std::string& name : names) {
    for (std::size_t v = 0; v < variants.size(); ++v) {
      const auto found = std::ranges::find(variants[v].resources, name, &ResourceResult::resource);
      if (found == variants[v].resources.end()) continue;
      const std::string many = fmt::format("{} ({})", name, found->count);
      dots.rows.push_back(
          {several ? capitalised(name) : std::string(),
           several ? fmt::format("{} ({})", variant_name(variants[v]), found->count) : capitalised(many),
           spread(found->use), v});
    }
  }
  return figure(draw(dots));
}

Markup queue_of(const ReportInput& input, const std::string& name, std::size_t number) {
  const std::vector<VariantResults>& variants = input.results->variants;
  charts::OverTime chart;
  chart.head = {id_of("queue", number), fmt::format("How many wait for {}", titled({}, name)),
                fmt::format("{} for the number of cases that wait, day by day, on average over all runs.",
                            variants.size() > 1 ? "A line for each variant" : "A line")};
  chart.axis = "Cases waiting";
  const std::vector<std::size_t> days = charts::sampled(variants.front().days);
  for (const std::size_t day : days) chart.days.push_back(variants.front().days[day]);
  for (const VariantResults& variant : variants) {
    const auto series = std::ranges::find(variant.queues, name, &simulate::QueueSeries::resource);
    // A variant that lasts for another time has a chart of its own among the stages; lines need the same days.
    if (series == variant.queues.end() || variant.days != variants.front().days) continue;
    charts::DaySeries one{variants.size() > 1 ? variant_name(variant) : name, {}};
    for (const std::size_t day : days) one.values.push_back(series->means[day]);
    chart.series.push_back(std::move(one));
  }
  chart.marks = context_of(input, 0).changes;
  return chart.days.empty() || chart.series.empty() ? Markup() : figure(draw_lines(chart));
}

Markup table_of(const std::vector<VariantResults>& variants) {
  std::vector<std::vector<std::string>> rows;
  for (const VariantResults& variant : variants) {
    for (const ResourceResult& resource : variant.resources) {
      rows.push_back({variants.size() > 1 ? fmt::format("{}: {}", capitalised(resource.resource), variant_name(variant))
                                          : capitalised(resource.resource),
                      number_words(static_cast<double>(resource.count), 0),
                      value_words(Quantity::kShare, spread(resource.use)),
                      value_words(Quantity::kShare, spread(resource.share_that_waits)),
                      value_words(Quantity::kNumber, spread(resource.waiting_days)),
                      value_words(Quantity::kNumber, spread(resource.queue)),
                      number_words(static_cast<double>(resource.longest_queue), 0)});
    }
  }
  return numbers_table("Resources",
                       {"Resource", "There are", "In use", "Who asks has to wait", "Days waited, on average",
                        "Waiting, on average", "Waiting, at most"},
                       rows);
}

}  // namespace

Markup resources(const ReportInput& input) {
  const std::vector<VariantResults>& variants = input.results->variants;
  const std::vector<std::string> names = names_of(variants);
  Markup html;
  if (names.empty()) return html;
  html.append(heading(2, "Who does the work", "resources"));
  for (const VariantResults& variant : variants) {
    if (variant.limited_by.empty()) continue;
    html.open("p");
    if (variants.size() > 1) html.text(fmt::format("{}: ", variant_name(variant)));
    html.coded(variant.limited_by).close().line();
  }
  html.append(use_of(variants, names));
  std::vector<Markup> queues;
  for (std::size_t i = 0; i < names.size(); ++i) {
    Markup queue = queue_of(input, names[i], i);
    if (!queue.blank()) queues.push_back(std::move(queue));
  }
  html.append(side_by_side(queues));
  return html.append(table_of(variants));
}

}  // namespace proviso::simulate_report
