// SPDX-License-Identifier: Apache-2.0
// How many cases stand in each stage as time goes by.
#include <algorithm>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/charts/over_time.h"
#include "engine/charts/scale.h"
#include "engine/reading_copy/page.h"
#include "engine/simulate_report/sections.h"
#include "engine/simulate_report/wording.h"

namespace proviso::simulate_report {

using reading_copy::heading;
using reading_copy::Markup;
using simulate::StageSeries;
using simulate::VariantResults;

namespace {

/// Whether a stage has a place in the picture: cases stand in it, and they are not over. Those that are over are more
/// and more, and would press all others flat.
bool is_shown(const VariantContext& context, const StageSeries& series, std::size_t stage) {
  const std::vector<double>& means = series.means[stage];
  return std::ranges::find(context.ends, series.stages[stage]) == context.ends.end() &&
         std::ranges::any_of(means, [](double mean) { return mean > 0; });
}

double greatest_sum(const VariantContext& context, const StageSeries& series, const std::vector<std::size_t>& days) {
  double most = 0;
  for (const std::size_t day : days) {
    double sum = 0;
    for (std::size_t stage = 0; stage < series.means.size(); ++stage) {
      if (is_shown(context, series, stage)) sum += series.means[stage][day];
    }
    most = std::max(most, sum);
  }
  return most;
}

}  // namespace

Markup stages(const ReportInput& input) {
  const std::vector<VariantResults>& variants = input.results->variants;
  Markup html;
  std::vector<std::string> tracks;
  for (const VariantResults& variant : variants) {
    for (const StageSeries& series : variant.stages) {
      const bool known = std::ranges::find(tracks, series.track) != tracks.end();
      if (!known && !variant.days.empty()) tracks.push_back(series.track);
    }
  }
  if (tracks.empty()) return html;
  html.append(heading(2, "Cases by stage", "stages"));
  html.element(
          "p", {},
          "On average over all runs, at the beginning of each day that is shown. Cases that are over are left out.")
      .line();
  for (std::size_t t = 0; t < tracks.size(); ++t) {
    double most = 0;
    for (std::size_t v = 0; v < variants.size(); ++v) {
      for (const StageSeries& series : variants[v].stages) {
        if (series.track != tracks[t]) continue;
        most = std::max(most, greatest_sum(context_of(input, v), series, charts::sampled(variants[v].days)));
      }
    }
    std::vector<Markup> figures;
    for (std::size_t v = 0; v < variants.size(); ++v) {
      const VariantResults& variant = variants[v];
      const auto series = std::ranges::find(variant.stages, tracks[t], &StageSeries::track);
      if (series == variant.stages.end()) continue;
      const std::vector<std::size_t> days = charts::sampled(variant.days);
      charts::OverTime chart;
      chart.head = {id_of("stages", t, v),
                    variants.size() > 1 ? fmt::format("Cases by stage: {}", variant_name(variant))
                                        : std::string("Cases by stage"),
                    "Areas one on top of the other, in the order of the key from the top: how many cases stand in each "
                    "stage, day by day."};
      chart.axis = "Cases";
      for (const std::size_t day : days) chart.days.push_back(variant.days[day]);
      for (std::size_t stage = 0; stage < series->stages.size(); ++stage) {
        if (!is_shown(context_of(input, v), *series, stage)) continue;
        charts::DaySeries one{series->titles[stage].empty() ? series->stages[stage] : series->titles[stage], {}};
        for (const std::size_t day : days) one.values.push_back(series->means[stage][day]);
        chart.series.push_back(std::move(one));
      }
      chart.marks = context_of(input, v).changes;
      chart.at_least = most;
      if (!chart.series.empty()) figures.push_back(figure(draw_areas(chart)));
    }
    if (tracks.size() > 1) html.append(heading(3, capitalised(tracks[t])));
    html.append(side_by_side(figures));
  }
  return html;
}

}  // namespace proviso::simulate_report
