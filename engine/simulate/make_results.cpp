// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/make_results.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/simulate/estimates.h"
#include "engine/simulate/list_assumptions.h"

namespace proviso::simulate {
namespace {

constexpr double kBusy = 0.85;      // from this use on a resource is short
constexpr double kManyWait = 0.25;  // and where so many of those who ask wait

std::uint64_t positive(std::int64_t number) { return static_cast<std::uint64_t>(number); }

Estimate ratio_named(const Plan& plan, const Totals& totals, const std::string& text) {
  const auto found = std::ranges::find(plan.ratios, text, &Ratio::text);
  if (found == plan.ratios.end()) return {};
  return ratio_of(plan, totals, static_cast<std::uint32_t>(found - plan.ratios.begin()));
}

std::vector<Bin> bins_of(const DayHistogram& histogram) {
  const std::vector<std::uint64_t>& counts = histogram.counts();
  std::size_t begin = 0;
  std::size_t end = counts.size();
  while (end > 0 && counts[end - 1] == 0) --end;
  while (begin < end && counts[begin] == 0) ++begin;
  std::vector<Bin> bins;
  for (std::size_t i = begin; i < end; ++i) {
    bins.push_back({DayHistogram::begin_of(i), DayHistogram::begin_of(i + 1), counts[i]});
  }
  return bins;
}

// The least number of days that at least this part of them stay within.
std::int64_t quantile(const std::vector<Bin>& bins, std::uint64_t count, double part) {
  const auto wanted = static_cast<std::uint64_t>(std::ceil(part * static_cast<double>(count)));
  std::uint64_t sum = 0;
  for (const Bin& bin : bins) {
    sum += bin.count;
    if (sum >= std::max<std::uint64_t>(wanted, 1)) return bin.from;
  }
  return bins.empty() ? 0 : bins.back().from;
}

class Maker {
 public:
  Maker(const Plan& plan, const Totals& totals)
      : plan_(plan), totals_(totals), framework_(*plan.program->framework), layout_(plan.layout) {}

  VariantResults make() {
    VariantResults results;
    results.name = plan_.variant;
    results.framework = framework_.name;
    results.framework_title = framework_.title;
    results.by_machine = plan_.machine.has_value();
    results.why_not = plan_.why_not;
    results.cases = mean_of(totals_, Layout::kBegun);
    results.cases_over = mean_of(totals_, Layout::kOver);
    results.events_per_run = mean_of(totals_, Layout::kEvents);
    results.unexpected = mean_of(totals_, Layout::kUnexpected);
    for (std::uint32_t event = 0; event < framework_.events.size(); ++event) {
      if (totals_.sum(layout_.unexpected + event) > 0) {
        results.unexpected_events.push_back(framework_.events[event].name);
      }
    }
    for (std::uint32_t i = 0; i < plan_.answers; ++i) {
      results.answers.push_back({plan_.ratios[i].text, plan_.ratios[i].unit, ratio_of(plan_, totals_, i)});
    }
    add_duties(results);
    add_times(results);
    add_resources(results);
    add_series(results);
    add_years(results);
    results.limited_by = limited_by(results);
    return results;
  }

 private:
  void add_duties(VariantResults& results) const {
    for (std::size_t i = 0; i < framework_.duties.size(); ++i) {
      const model::Duty& duty = framework_.duties[i];
      DutyResult result;
      result.duty = duty.name;
      result.title = duty.title;
      if (plan_.program->duties[i].owing == model::Owing::Kind::kParty) {
        const model::Party& party = framework_.parties[plan_.program->duties[i].party];
        result.party = party.name;
        result.party_title = party.title;
      }
      result.modality = duty.modality;
      result.negated = duty.negated;
      result.arisen = positive(totals_.sum(layout_.duty(i)));
      for (std::uint32_t status = 0; status < Layout::kStatuses; ++status) {
        result.by_status[status] = positive(totals_.sum(layout_.duty(i) + 3 + status));
      }
      result.in_time = ratio_named(plan_, totals_, "share of " + duty.name);
      result.late = ratio_named(plan_, totals_, "late of " + duty.name);
      result.missed = ratio_named(plan_, totals_, "missed of " + duty.name);
      result.missed_per_run = mean_of(totals_, layout_.duty(i) + 2);
      results.duties.push_back(std::move(result));
    }
  }

  void add_times(VariantResults& results) const {
    for (std::size_t i = 0; i < plan_.measures.size(); ++i) {
      const Measure& measure = plan_.measures[i];
      const model::Event& from = framework_.events[measure.from];
      const model::Event& to = framework_.events[measure.to];
      TimeResult result;
      result.from = from.name;
      result.from_title = from.title;
      result.to = to.name;
      result.to_title = to.title;
      result.asked = measure.asked;
      result.count = positive(totals_.sum(layout_.measure(i)));
      result.mean = ratio_named(plan_, totals_, fmt::format("time from {} to {}", from.name, to.name));
      result.bins = bins_of(totals_.times(i));
      if (!result.bins.empty()) {
        result.least = result.bins.front().from;
        result.greatest = result.bins.back().to - 1;
        constexpr double kParts[] = {0.05, 0.25, 0.5, 0.75, 0.95};
        for (std::size_t q = 0; q < result.quantiles.size(); ++q) {
          result.quantiles[q] = quantile(result.bins, result.count, kParts[q]);
        }
      }
      results.times.push_back(std::move(result));
    }
  }

  void add_resources(VariantResults& results) const {
    for (std::size_t i = 0; i < plan_.resources.size(); ++i) {
      ResourceResult result;
      result.resource = plan_.resources[i].name;
      result.count = plan_.resources[i].count;
      result.use = ratio_named(plan_, totals_, "use of " + result.resource);
      result.waiting_days = ratio_named(plan_, totals_, "wait for " + result.resource);
      result.share_that_waits = ratio_named(plan_, totals_, "waiting for " + result.resource);
      result.queue = mean_of(totals_, layout_.resource(i) + 2, 1 / static_cast<double>(plan_.end - plan_.begin));
      result.longest_queue = positive(totals_.longest(i));
      result.asked = positive(totals_.sum(layout_.resource(i) + 3));
      result.got = positive(totals_.sum(layout_.resource(i) + 4));
      result.waits = bins_of(totals_.waits(i));
      results.resources.push_back(std::move(result));
    }
  }

  [[nodiscard]] double mean(std::size_t number) const {
    return totals_.runs() == 0 ? 0
                               : static_cast<double>(totals_.sum(static_cast<std::uint32_t>(number))) /
                                     static_cast<double>(totals_.runs());
  }

  void add_series(VariantResults& results) const {
    const std::size_t stages = framework_.stages.size();
    for (const Tick day : plan_.days) results.days.push_back(machine::date_of(day_of_tick(plan_, day)));
    for (const model::Track& track : framework_.tracks) {
      StageSeries series;
      series.track = track.name;
      for (const model::StageId stage : track.stages) {
        series.stages.push_back(framework_[stage].name);
        series.titles.push_back(framework_[stage].title);
        std::vector<double>& means = series.means.emplace_back();
        for (std::size_t day = 0; day < plan_.days.size(); ++day) {
          means.push_back(mean(layout_.stages + day * stages + stage.value));
        }
      }
      results.stages.push_back(std::move(series));
    }
    for (std::size_t i = 0; i < plan_.resources.size(); ++i) {
      QueueSeries series;
      series.resource = plan_.resources[i].name;
      for (std::size_t day = 0; day < plan_.days.size(); ++day) {
        series.means.push_back(mean(layout_.queues + day * plan_.resources.size() + i));
      }
      results.queues.push_back(std::move(series));
    }
  }

  void add_years(VariantResults& results) const {
    for (const std::uint32_t event : plan_.told_events) {
      results.events.push_back({framework_.events[event].name, framework_.events[event].title});
    }
    const std::size_t stride = Layout::kYearNumbers + plan_.told_events.size();
    for (std::size_t i = 0; i < plan_.years.size(); ++i) {
      const auto at = static_cast<std::uint32_t>(layout_.years + i * stride);
      YearResult result;
      result.year = plan_.year_numbers[i];
      const std::chrono::year year{result.year};
      result.whole =
          plan_.from <= Date{year / std::chrono::January / 1} && plan_.until >= Date{year / std::chrono::December / 31};
      result.begun = mean_of(totals_, at);
      result.over = mean_of(totals_, at + 1);
      for (std::uint32_t event = 0; event < plan_.told_events.size(); ++event) {
        result.events.push_back(mean_of(totals_, at + Layout::kYearNumbers + event));
      }
      results.years.push_back(std::move(result));
    }
  }

  static std::string limited_by(const VariantResults& results) {
    const auto busiest = std::ranges::max_element(results.resources, {}, [](const ResourceResult& resource) {
      return resource.use.known ? resource.use.value : -1;
    });
    if (busiest == results.resources.end() || !busiest->use.known) {
      return "No resource limits anything: the scenario has none that is used.";
    }
    const std::string who = fmt::format("`{}` ({})", busiest->resource, busiest->count);
    const std::string use = fmt::format("{:.0f} % of the time", busiest->use.value * 100);
    const bool waits = busiest->share_that_waits.known && busiest->share_that_waits.value >= kManyWait;
    if (busiest->use.value >= kBusy && waits) {
      return fmt::format(
          "{} holds it back: in use {}; {:.0f} of 100 who ask for it wait, and {:.1f} days are waited on average.", who,
          use, busiest->share_that_waits.value * 100, busiest->waiting_days.value);
    }
    if (waits) {
      return fmt::format(
          "{} is short at times: in use {}, yet {:.0f} of 100 who ask for it wait, {:.1f} days on average.", who, use,
          busiest->share_that_waits.value * 100, busiest->waiting_days.value);
    }
    return fmt::format("No resource holds it back: {}, used most, is in use {}.", who, use);
  }

  const Plan& plan_;
  const Totals& totals_;
  const model::Framework& framework_;
  const Layout& layout_;
};

/// Those of the pairs that are compared: what the scenario asks for, else the shares, the use and the waits.
bool is_compared(const Plan& base, std::uint32_t ratio) {
  if (base.answers > 0) return ratio < base.answers;
  const std::string& text = base.ratios[ratio].text;
  return text.starts_with("share of ") || text.starts_with("use of ") || text.starts_with("wait for ");
}

void add_differences(const SimulatedScenario& scenario, const Simulated& simulated, SimulationResults& results) {
  const Plan& base = *scenario.plans->front();
  const Totals& of_base = simulated.totals.front();
  for (std::size_t v = 1; v < scenario.variants; ++v) {
    const Plan& plan = *(*scenario.plans)[v];
    const Totals& totals = simulated.totals[v];
    for (std::size_t i = 0; i < totals.pairs().size(); ++i) {
      const RatioPair& pair = totals.pairs()[i];
      if (!is_compared(base, pair.base)) continue;
      Difference difference;
      difference.variant = plan.variant;
      difference.text = base.ratios[pair.base].text;
      if (const std::string& then = plan.ratios[pair.with].text; then != difference.text) {
        difference.text += ", then " + then;
      }
      difference.unit = base.ratios[pair.base].unit;
      difference.base = ratio_of(base, of_base, pair.base);
      difference.with = ratio_of(plan, totals, pair.with);
      difference.change = difference_of(base, of_base, plan, totals, i);
      if (!difference.change.known) continue;
      difference.clear = difference.change.low && (*difference.change.low > 0 || *difference.change.high < 0);
      results.differences.push_back(std::move(difference));
    }
  }
}

void add_sensitivity(const SimulatedScenario& scenario, const Simulated& simulated, SimulationResults& results) {
  if (scenario.ends == nullptr || scenario.ends->empty()) return;
  const Plan& base = *scenario.plans->front();
  const std::vector<ScenarioNumber> numbers = ranged_numbers(scenario.file->base);
  for (std::size_t n = 0; n < numbers.size(); ++n) {
    std::vector<SensitivityRow> rows;
    for (const RangeEnd& end : *scenario.ends) {
      if (end.number != n) continue;
      const Totals& totals = simulated.totals[end.plan];
      for (std::size_t i = 0; i < totals.pairs().size(); ++i) {
        const RatioPair& pair = totals.pairs()[i];
        if (!is_compared(base, pair.base)) continue;
        const Estimate change = difference_of(base, simulated.totals.front(), *(*scenario.plans)[end.plan], totals, i);
        if (!change.known) continue;
        const std::string& answer = base.ratios[pair.base].text;
        auto row = std::ranges::find(rows, answer, &SensitivityRow::answer);
        if (row == rows.end()) {
          row = rows.insert(row, SensitivityRow{});
          row->place = numbers[n].place;
          row->source = numbers[n].source;
          row->value = numbers[n].value;
          row->low = numbers[n].range->first;
          row->high = numbers[n].range->second;
          row->answer = answer;
        }
        (end.high ? row->at_high : row->at_low) = change;
        row->effect = std::max(row->effect, std::fabs(change.value));
      }
    }
    results.sensitivity.insert(results.sensitivity.end(), rows.begin(), rows.end());
  }
  // By answer, as they are asked for; within each the greatest effect first.
  std::ranges::stable_sort(results.sensitivity, [&](const SensitivityRow& a, const SensitivityRow& b) {
    const auto place = [&](const SensitivityRow& row) {
      return std::ranges::find(base.ratios, row.answer, &Ratio::text) - base.ratios.begin();
    };
    return place(a) != place(b) ? place(a) < place(b) : a.effect > b.effect;
  });
}

}  // namespace

SimulationResults results_of(const SimulatedScenario& scenario, const Simulated& simulated) {
  const ScenarioDocument& document = scenario.file->base;
  SimulationResults results;
  results.title = document.title;
  results.question = document.question;
  results.from = document.from;
  results.until = document.until;
  results.minutes = document.precision == ScenarioPrecision::kMinutes;
  results.runs = simulated.runs();
  results.runs_asked = scenario.runs_asked;
  results.partial = simulated.stopped;
  results.seed = scenario.seed;
  results.confidence = kConfidence;
  add_assumptions(scenario, results);
  for (std::size_t v = 0; v < scenario.variants; ++v) {
    results.variants.push_back(Maker(*(*scenario.plans)[v], simulated.totals[v]).make());
  }
  add_differences(scenario, simulated, results);
  add_sensitivity(scenario, simulated, results);
  if (results.partial) {
    results.notes.push_back(fmt::format("Stopped after {} of {} runs: the numbers rest on those that were done.",
                                        results.runs, results.runs_asked));
  }
  for (std::size_t v = 0; v < scenario.variants; ++v) {
    for (const std::string& note : (*scenario.plans)[v]->notes) {
      if (std::ranges::find(results.notes, note) == results.notes.end()) results.notes.push_back(note);
    }
  }
  for (const VariantResults& variant : results.variants) {
    if (variant.unexpected.value <= 0) continue;
    std::string names;
    for (const std::string& name : variant.unexpected_events) {
      names += fmt::format("{}`{}`", names.empty() ? "" : ", ", name);
    }
    results.notes.push_back(fmt::format("{}{:.1f} events in a run come where the rules expect none: {}.",
                                        variant.name.empty() ? "" : fmt::format("{}: ", variant.name),
                                        variant.unexpected.value, names));
  }
  return results;
}

}  // namespace proviso::simulate
