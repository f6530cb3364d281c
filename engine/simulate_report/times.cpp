// SPDX-License-Identifier: Apache-2.0
// How long it takes from one event to another: histograms with the limit marked, and survival curves.
#include <algorithm>

#include <fmt/format.h>

#include "engine/charts/histogram.h"
#include "engine/charts/steps.h"
#include "engine/reading_copy/page.h"
#include "engine/simulate_report/sections.h"
#include "engine/simulate_report/wording.h"

namespace proviso::simulate_report {

using charts::CountedRange;
using charts::number_words;
using reading_copy::heading;
using reading_copy::Markup;
using simulate::TimeResult;
using simulate::VariantResults;

namespace {

std::vector<CountedRange> ranges_of(const std::vector<simulate::Bin>& bins) {
  std::vector<CountedRange> ranges;
  for (const simulate::Bin& bin : bins) ranges.push_back({bin.from, bin.to, bin.count});
  return ranges;
}

std::string days_words(std::int64_t days) { return number_words(static_cast<double>(days), 0); }

/// Where the picture ends: a long tail would press what matters into a corner.
std::int64_t longest_shown(const TimeResult& time) {
  const std::int64_t far = 2 * time.quantiles[4];
  return time.greatest > far ? time.quantiles[4] + (time.quantiles[4] - time.quantiles[0]) / 2 : time.greatest;
}

std::vector<charts::Mark> marks_of(const VariantContext& context, const TimeResult& time) {
  std::vector<charts::Mark> marks;
  for (const TimeLimit& limit : context.limits) {
    if (limit.from == time.from && limit.to == time.to) marks.push_back({limit.least, limit.greatest, limit.words});
  }
  return marks;
}

const TimeResult* time_of(const VariantResults& variant, const TimeResult& like) {
  for (const TimeResult& time : variant.times) {
    if (time.from == like.from && time.to == like.to && time.count > 0) return &time;
  }
  return nullptr;
}

std::string summary_of(const simulate::SimulationResults& results, const TimeResult& time) {
  return fmt::format(
      "{} on average. A quarter take {} days or fewer, half {}, three quarters {}, and 95 in 100 {}. Seen {} in "
      "all runs, between {} and {} days.",
      capitalised(estimate_words(results, time.mean, "days")), days_words(time.quantiles[1]),
      days_words(time.quantiles[2]), days_words(time.quantiles[3]), days_words(time.quantiles[4]),
      counted(time.count, "time"), days_words(time.least), days_words(time.greatest));
}

Markup histogram_of(const ReportInput& input, const TimeResult& time, std::size_t number) {
  charts::Histogram histogram;
  const bool several = input.results->variants.size() > 1;
  histogram.head = {
      id_of("times", number), several ? "How long it takes, as it is" : "How long it takes",
      fmt::format("A bar for each number of days: how often {} followed {} after so many. The median is {} "
                  "days.",
                  titled(time.to_title, time.to), titled(time.from_title, time.from), days_words(time.quantiles[2]))};
  histogram.axis = "Calendar days";
  histogram.of = "of those that came";
  histogram.ranges = in_round_ranges(ranges_of(time.bins), longest_shown(time), histogram.and_more);
  histogram.marks = marks_of(context_of(input, 0), time);
  return figure(draw(histogram));
}

Markup survival_of(const ReportInput& input, const TimeResult& time, std::size_t number) {
  const std::vector<VariantResults>& variants = input.results->variants;
  charts::Steps steps;
  steps.head = {id_of("waits", number), "How many still wait",
                fmt::format("Falling from 100 % in steps: the share of those that came for which {} was still to come "
                            "after so many days{}.",
                            titled(time.to_title, time.to), variants.size() > 1 ? ", a line for each variant" : "")};
  steps.across = "Calendar days since the first of the two";
  steps.upright = "Share still waiting, of those that came";
  std::int64_t longest = 0;
  for (const VariantResults& variant : variants) {
    if (const TimeResult* of = time_of(variant, time)) longest = std::max(longest, longest_shown(*of));
  }
  for (const VariantResults& variant : variants) {
    charts::StepLine line{variants.size() > 1 ? variant_name(variant) : std::string(), {}};
    if (const TimeResult* of = time_of(variant, time)) {
      bool and_more = false;
      line.steps = charts::survival(in_round_ranges(ranges_of(of->bins), longest, and_more, 60));
      // What comes later than the picture goes has no day in it.
      if (and_more) line.steps.pop_back();
    }
    steps.lines.push_back(std::move(line));
  }
  steps.marks = marks_of(context_of(input, 0), time);
  return figure(draw(steps));
}

}  // namespace

Markup times(const ReportInput& input) {
  const simulate::SimulationResults& results = *input.results;
  Markup html;
  std::size_t number = 0;
  for (const TimeResult& time : results.variants.front().times) {
    if (time.count == 0 || time.bins.empty()) continue;
    if (number == 0) {
      html.append(heading(2, "How long things take", "times"));
      html.element(
              "p", {},
              "Whole calendar days from one event of a case to the next of the other kind, where both came within a "
              "run. What had not come by the end of the run is no part of this, so long times are somewhat "
              "too rare.")
          .line();
    }
    html.append(
        heading(3, fmt::format("From {} to {}", titled(time.from_title, time.from), titled(time.to_title, time.to))));
    html.element("p", {}, summary_of(results, time)).line();
    html.append(side_by_side({histogram_of(input, time, number), survival_of(input, time, number)}));
    ++number;
  }
  return html;
}

}  // namespace proviso::simulate_report
