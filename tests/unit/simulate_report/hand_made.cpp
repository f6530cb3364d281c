// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/simulate_report/hand_made.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/civil_date.h"

namespace proviso::testing_support {

using simulate::Bin;
using simulate::DutyResult;
using simulate::Estimate;
using simulate::ResourceResult;
using simulate::SimulationResults;
using simulate::TimeResult;
using simulate::VariantResults;

namespace {

Date day(int year, unsigned month, unsigned of_month) { return *make_date(year, month, of_month); }

Estimate about(double value, double half) { return {value, true, value - half, value + half}; }

DutyResult duty(const char* name, const char* title, const char* party, const char* party_title, std::uint64_t arisen,
                std::uint64_t kept, std::uint64_t late, std::uint64_t missed, double half, double runs) {
  DutyResult result;
  result.duty = name;
  result.title = title;
  result.party = party;
  result.party_title = party_title;
  result.arisen = arisen;
  const std::uint64_t decided = kept + late + missed;
  result.by_status[static_cast<std::size_t>(DutyStatus::kKept)] = kept;
  result.by_status[static_cast<std::size_t>(DutyStatus::kKeptLate)] = late;
  result.by_status[static_cast<std::size_t>(DutyStatus::kMissed)] = missed;
  result.by_status[static_cast<std::size_t>(DutyStatus::kPending)] = arisen - decided;
  if (decided == 0) return result;
  const auto share = [&](std::uint64_t of) { return static_cast<double>(of) / static_cast<double>(decided); };
  result.in_time = about(share(kept), half);
  result.late = about(share(late), half);
  result.missed = {share(missed), true, {}, {}};
  result.missed_per_run = about(static_cast<double>(late + missed) / runs, 0.4);
  return result;
}

/// Counts that rise in a straight line to the likeliest number of days and fall in one to the greatest.
TimeResult time(const char* from, const char* from_title, const char* to, const char* to_title, std::int64_t least,
                std::int64_t likeliest, std::int64_t greatest, std::uint64_t peak) {
  TimeResult result;
  result.from = from;
  result.from_title = from_title;
  result.to = to;
  result.to_title = to_title;
  result.least = least;
  result.greatest = greatest;
  double sum = 0;
  for (std::int64_t days = least; days <= greatest; ++days) {
    const std::int64_t rise = likeliest - least + 1;
    const std::int64_t fall = greatest - likeliest + 1;
    const std::int64_t part = days <= likeliest ? (days - least + 1) * fall : (greatest - days + 1) * rise;
    const auto count = static_cast<std::uint64_t>(part) * peak / static_cast<std::uint64_t>(rise * fall);
    result.bins.push_back({days, days + 1, count});
    result.count += count;
    sum += static_cast<double>(days) * static_cast<double>(count);
  }
  result.mean = about(sum / static_cast<double>(result.count), 0.3);
  constexpr std::array<std::uint64_t, 5> kParts{5, 25, 50, 75, 95};
  for (std::size_t q = 0; q < kParts.size(); ++q) {
    std::uint64_t seen = 0;
    for (const Bin& bin : result.bins) {
      seen += bin.count;
      if (seen * 100 >= result.count * kParts[q]) {
        result.quantiles[q] = bin.from;
        break;
      }
    }
  }
  return result;
}

ResourceResult resource(const char* name, std::int64_t count, double use, double wait, double waits, double queue) {
  ResourceResult result;
  result.resource = name;
  result.count = count;
  result.use = about(use, 0.006);
  result.waiting_days = about(wait, 0.9);
  result.share_that_waits = about(waits, 0.01);
  result.queue = about(queue, 0.2);
  result.longest_queue = static_cast<std::uint64_t>(queue * 6) + 1;
  result.asked = 84'120;
  result.got = 84'097;
  return result;
}

VariantResults large_variant(const char* name, std::int64_t teams, std::uint64_t letters_kept, std::int64_t slower) {
  VariantResults variant;
  variant.name = name;
  variant.framework = "send-inspection-2016";
  variant.framework_title = "Local area SEND inspection, April 2016";
  variant.by_machine = true;
  variant.cases = about(516.4, 1.1);
  variant.cases_over = about(431.2, 1.3);
  variant.events_per_run = about(2710.6, 9.2);
  const double runs = 200;
  const char* inspectors = "the inspectors";
  variant.duties = {
      duty("publish-letter", "Publish the outcome letter", "inspectors", inspectors, 103'280, letters_kept,
           102'100 - letters_kept, 240, 0.004, runs),
      duty("give-notice", "Give the local area and its partners notice of the inspection five working days ahead",
           "inspectors", inspectors, 103'280, 103'280, 0, 0, 0, runs),
      duty("revisit", "Come again", "inspectors", inspectors, 51'204, 22'480, 20'100, 3'420, 0.012, runs),
      duty("submit-wsoa", "Submit the written statement of action", "local-area", "the local area", 56'804, 41'466,
           13'064, 2'110, 0.007, runs),
      duty("publish-wsoa", "Publish the statement within reach of parents and young people", "local-area",
           "the local area", 54'530, 52'349, 2'181, 0, 0.002, runs),
      duty("complain", "Complain about the inspection", "local-area", "the local area", 0, 0, 0, 0, 0, runs),
      duty("advise", "Visit the area and advise it", "advisers", "the advisers of the Department for Education", 36'200,
           31'494, 4'300, 406, 0.006, runs),
  };
  variant.duties[5].modality = Modality::kMay;
  variant.answers = {
      {"share of publish-letter", "share", variant.duties[0].in_time},
      {"use of team", "share", about(8 * 0.913 / static_cast<double>(teams), 0.006)},
      {"time from inspected to letter-published", "days", about(43.2 + static_cast<double>(slower), 0.2)}};
  variant.times = {time("inspected", "the inspection is over", "letter-published", "the letter is published",
                        20 + slower, 33 + slower, 90 + slower, 3'900),
                   time("letter-published", "the letter is published", "wsoa-submitted",
                        "the area submits its written statement of action", 50, 84, 310, 1'300),
                   time("wsoa-submitted", "the area submits its written statement of action", "revisited",
                        "what the inspectors have found on coming again", 210, 480, 1'900, 90)};
  const double use = 8 * 0.913 / static_cast<double>(teams);
  variant.resources = {resource("team", teams, use, 46.2 / static_cast<double>(teams - 6), use - 0.1, 12.4),
                       resource("adviser", 12, 0.412, 0.8, 0.061, 0.3)};
  const std::array<const char*, 6> titles{
      "The inspection is to come",  "The letter is awaited",          "The written statement of action is due",
      "The statement is looked at", "The area improves its services", "The inspectors come again"};
  simulate::StageSeries series{"inspection", {}, {}, {}};
  simulate::QueueSeries queue{"team", {}};
  simulate::QueueSeries advisers{"adviser", {}};
  for (Date at = day(2016, 5, 1); at <= day(2026, 4, 30); at += std::chrono::days{7}) variant.days.push_back(at);
  for (std::size_t stage = 0; stage < titles.size(); ++stage) {
    series.stages.push_back("stage-" + std::to_string(stage + 1));
    series.titles.emplace_back(titles[stage]);
    std::vector<double>& means = series.means.emplace_back();
    for (std::size_t i = 0; i < variant.days.size(); ++i) {
      const double years = static_cast<double>(i) / 52;
      const double fill = 1 - std::exp(-years * (1.6 - 0.2 * static_cast<double>(stage)));
      const double wave = 1 + 0.25 * std::sin(years * 2.1 + static_cast<double>(stage));
      means.push_back(stage == 0 ? 153 * std::exp(-years * 1.1) + 18 * wave
                                 : 9.0 * static_cast<double>(stage) * fill * wave * 8 / static_cast<double>(teams));
    }
  }
  for (std::size_t i = 0; i < variant.days.size(); ++i) {
    const double years = static_cast<double>(i) / 52;
    queue.means.push_back(14 * (1 - std::exp(-years)) * (1 + 0.3 * std::sin(years * 3)) * 8 /
                          static_cast<double>(teams));
    advisers.means.push_back(0.3 + 0.2 * std::sin(years * 2));
  }
  variant.stages = {series};
  variant.queues = {queue, advisers};
  variant.events = {{"inspected", "the inspection is over"},
                    {"letter-published", "the letter is published"},
                    {"wsoa-submitted", "the area submits its written statement of action"}};
  for (int year = 2016; year <= 2026; ++year) {
    const bool whole = year != 2016 && year != 2026;
    const double of_year = whole ? 1 : year == 2016 ? 0.67 : 0.33;
    const double ramp = std::min(1.0, 0.5 + 0.15 * (year - 2016));
    const auto some = [&](double value) { return about(value * of_year * ramp, 0.9); };
    variant.years.push_back(
        {year, whole, some(54), some(48.0 * static_cast<double>(teams) / 8), {some(53), some(52), some(29)}});
  }
  variant.limited_by = use > 0.85 ? "`team` (" + std::to_string(teams) +
                                        ") holds it back: in use 91 % of the time; 81 of 100 who ask for it wait, and "
                                        "23.1 days are waited on average."
                                  : "No resource holds it back: `team` (" + std::to_string(teams) +
                                        "), used most, is in use 73 % of the time.";
  return variant;
}

}  // namespace

SimulationResults large_results() {
  SimulationResults results;
  results.title = "Three-year cycle, eight teams";
  results.question = "How many teams does a three-year cycle of 153 areas need?";
  results.from = day(2016, 5, 1);
  results.until = day(2026, 4, 30);
  results.runs = results.runs_asked = 200;
  results.seed = 1;
  results.variants = {
      large_variant("", 8, 78'620, 0), large_variant("Ten teams", 10, 78'412, 0),
      large_variant("Fifty working days for the statement, and letters two weeks later", 8, 61'300, 14)};
  for (std::size_t v = 1; v < results.variants.size(); ++v) {
    const VariantResults& variant = results.variants[v];
    for (std::size_t i = 0; i < variant.answers.size(); ++i) {
      const simulate::Answer& base = results.variants[0].answers[i];
      const simulate::Answer& with = variant.answers[i];
      const double change = with.estimate.value - base.estimate.value;
      const double half = base.unit == "share" ? 0.0031 : 0.21;
      results.differences.push_back({variant.name, base.text, base.unit, base.estimate, with.estimate,
                                     about(change, half), std::abs(change) > half});
    }
  }
  const char* file = "samples/scenarios/three-year-cycle.yaml";
  const char* fitted = "149 inspections, 2016 to 2022 (fitted)";
  results.assumptions = {{"cases.1.population", "153", {}, {}, {}, "Local authorities in England, 2016", file, 9},
                         {"cases.1.first.uniform.1", "0", {}, {}, {}, "", file, 10},
                         {"cases.1.first.uniform.2", "900", 700, 1200, {}, "", file, 10},
                         {"events.inspected.takes.uniform.1", "30", {}, {}, {}, "", file, 14},
                         {"events.inspected.takes.uniform.2", "50", 40, 70, {}, "", file, 14},
                         {"events.letter-published.takes.triangular.1", "20", {}, {}, 149, fitted, file, 17},
                         {"events.letter-published.takes.triangular.2", "33", 28, 42, 149, fitted, file, 17},
                         {"events.letter-published.takes.triangular.3", "90", 70, 102, 149, fitted, file, 17},
                         {"events.letter-published.facts.wsoa-required.yes", "0.55", 0.47, 0.63, 149, fitted, file, 20},
                         {"events.letter-published.facts.wsoa-required.no", "0.45", {}, {}, 149, fitted, file, 20},
                         {"events.wsoa-submitted.takes.empirical",
                          "empirical: 78 values, median 84 working days",
                          {},
                          {},
                          78,
                          "Judgement of <experts> & “guesses”, with a very "
                          "long-source-name-without-any-blank-that-must-not-widen-the-page.csv",
                          file,
                          26},
                         {"resources.team", "8", 6, 10, {}, "", file, 40},
                         {"resources.adviser", "12", {}, {}, {}, "", file, 41}};
  const auto row = [&](const char* place, double value, double low, double high, const char* of, double at_low,
                       double at_high, double half) {
    results.sensitivity.push_back({place, "", value, low, high, of, about(at_low, half), about(at_high, half),
                                   std::max(std::abs(at_low), std::abs(at_high))});
  };
  const char* share = "share of publish-letter";
  row("events.letter-published.takes.triangular.3", 90, 70, 102, share, 0.112, -0.058, 0.003);
  row("events.letter-published.takes.triangular.2", 33, 28, 42, share, 0.041, -0.083, 0.003);
  row("resources.team", 8, 6, 10, share, -0.012, -0.002, 0.003);
  row("events.inspected.takes.uniform.2", 50, 40, 70, share, 0.0004, -0.0002, 0.003);
  const char* use = "use of team";
  row("resources.team", 8, 6, 10, use, 0.085, -0.183, 0.006);
  row("events.inspected.takes.uniform.2", 50, 40, 70, use, -0.091, 0.071, 0.006);
  row("cases.1.first.uniform.2", 900, 700, 1200, use, 0.011, -0.014, 0.006);
  results.notes = {"2.4 events in a run come where the rules expect none: `visit`."};
  return results;
}

std::vector<simulate_report::VariantContext> large_contexts() {
  simulate_report::VariantContext context;
  context.limits = {{"inspected", "letter-published",
                     "limit of “Publish the outcome letter”: 33 working days, 45 to 51 days", 46, 52},
                    {"letter-published", "wsoa-submitted",
                     "limit of “Submit the written statement of action”: 70 working days, 98 to 106 days", 99, 107}};
  context.changes = {{day(2020, 3, 17), "17 March 2020: everything pauses until 31 August 2020"},
                     {day(2022, 1, 1), "1 January 2022: team: 10"}};
  return {context, context, context};
}

SimulationResults small_results() {
  SimulationResults results;
  results.title = "Visits & letters";
  results.question = "Are letters sent in time?";
  results.from = day(2016, 1, 1);
  results.until = day(2017, 6, 30);
  results.runs = results.runs_asked = 100;
  results.seed = 7;
  const auto variant = [&](const char* name, std::uint64_t kept, std::int64_t later) {
    VariantResults one;
    one.name = name;
    one.framework = "visits";
    one.framework_title = "Visits to a nursery";
    one.cases = about(20, 0.5);
    one.cases_over = about(18.25, 0.5);
    one.duties = {
        duty("letter", "Send the letter", "inspectors", "the inspectors", 2000, kept, 1900 - kept, 0, 0.01, 100),
        duty("plan", "Send the plan", "nursery", "", 0, 0, 0, 0, 0, 100)};
    one.answers = {{"share of letter", "share", one.duties[0].in_time}};
    TimeResult letter;
    letter.from = "visit";
    letter.from_title = "the inspectors visit";
    letter.to = "letter";
    letter.to_title = "the letter reaches the nursery";
    letter.count = 10;
    letter.mean = about(3.5 + static_cast<double>(later), 0.25);
    letter.least = 2 + later;
    letter.greatest = 5 + later;
    letter.quantiles = {2 + later, 3 + later, 3 + later, 4 + later, 5 + later};
    // 10 in all: 1, 4, 3, 2.
    letter.bins = {
        {2 + later, 3 + later, 1}, {3 + later, 4 + later, 4}, {4 + later, 5 + later, 3}, {5 + later, 6 + later, 2}};
    one.times = {letter};
    ResourceResult team;
    team.resource = "team";
    team.count = 2;
    team.use = about(0.5, 0.05);
    team.waiting_days = about(1.25, 0.25);
    team.share_that_waits = about(0.2, 0.02);
    team.queue = about(0.4, 0.1);
    team.longest_queue = 3;
    one.resources = {team};
    one.days = {day(2016, 1, 1), day(2016, 7, 1), day(2017, 1, 1), day(2017, 6, 30)};
    one.stages = {{"visits",
                   {"waiting", "advised", "never", "closed"},
                   {"A visit is awaited", "", "", ""},
                   {{10, 6, 2, 1}, {0, 1, 2, 0.5}, {0, 0, 0, 0}, {0, 2, 6, 7}}}};
    one.queues = {{"team", {0, 1, 0.5, 0}}};
    one.events = {{"visit", "the inspectors visit"}};
    one.years = {{2016, true, about(12, 1), about(10, 1), {about(12, 1)}},
                 {2017, false, about(8, 1), about(8, 1), {about(8, 1)}}};
    one.limited_by = "No resource holds it back: `team` (2), used most, is in use 50 % of the time.";
    return one;
  };
  results.variants = {variant("", 1520, 0), variant("Slow post", 1140, 1)};
  results.differences = {{"Slow post", "share of letter", "share", results.variants[0].answers[0].estimate,
                          results.variants[1].answers[0].estimate, about(-0.2, 0.02), true}};
  results.assumptions = {{"cases.1.rate", "13.3", 10, 16, {}, "", "visits.yaml", 5},
                         {"events.letter.takes.uniform.1", "2", {}, {}, 10, "Ten visits <2015>", "visits.yaml", 9}};
  results.sensitivity = {
      {"cases.1.rate", "", 13.3, 10, 16, "share of letter", about(0.05, 0.01), about(-0.1, 0.01), 0.1}};
  return results;
}

std::vector<simulate_report::VariantContext> small_contexts() {
  simulate_report::VariantContext context;
  context.limits = {{"visit", "letter", "limit of “Send the letter”: 3 days", 4, 4}};
  context.ends = {"closed"};
  return {context, context};
}

SimulationResults bare_results() {
  SimulationResults results;
  results.title = "Nothing much";
  results.from = day(2016, 1, 1);
  results.until = day(2016, 1, 31);
  results.runs = 1;
  results.runs_asked = 1000;
  results.partial = true;
  results.minutes = true;
  results.variants.resize(1);
  results.variants[0].framework = "visits";
  results.variants[0].duties = {duty("letter", "", "inspectors", "", 1, 1, 0, 0, 0, 1)};
  for (Estimate* estimate : {&results.variants[0].duties[0].in_time, &results.variants[0].duties[0].late,
                             &results.variants[0].duties[0].missed_per_run}) {
    estimate->low.reset();
    estimate->high.reset();
  }
  results.variants[0].limited_by = "No resource limits anything: the scenario has none that is used.";
  return results;
}

}  // namespace proviso::testing_support
