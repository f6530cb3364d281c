// SPDX-License-Identifier: Apache-2.0
// How often each duty is kept, party by party.
#include <algorithm>

#include <fmt/format.h>

#include "base/word_list.h"
#include "engine/charts/stacked_bars.h"
#include "engine/reading_copy/page.h"
#include "engine/simulate_report/sections.h"
#include "engine/simulate_report/wording.h"

namespace proviso::simulate_report {

using charts::number_words;
using charts::numbers_table;
using charts::Quantity;
using reading_copy::heading;
using reading_copy::Markup;
using simulate::DutyResult;
using simulate::VariantResults;

namespace {

constexpr std::size_t kMostBars = 8;

struct Party {
  std::string name;
  std::string title;
};

std::string party_words(const Party& party) {
  if (party.name.empty()) return "Whoever a fact names";
  return capitalised(party.title.empty() ? party.name : party.title);
}

const DutyResult* duty_named(const VariantResults& variant, const std::string& name) {
  const auto found = std::ranges::find(variant.duties, name, &DutyResult::duty);
  return found == variant.duties.end() ? nullptr : &*found;
}

/// Every party that owes something in any variant, and every duty: those of the scenario as it is first.
std::vector<Party> parties_of(const simulate::SimulationResults& results) {
  std::vector<Party> parties;
  for (const VariantResults& variant : results.variants) {
    for (const DutyResult& duty : variant.duties) {
      if (std::ranges::find(parties, duty.party, &Party::name) == parties.end()) {
        parties.push_back({duty.party, duty.party_title});
      }
    }
  }
  return parties;
}
std::vector<const DutyResult*> duties_of(const simulate::SimulationResults& results) {
  std::vector<const DutyResult*> duties;
  for (const VariantResults& variant : results.variants) {
    for (const DutyResult& duty : variant.duties) {
      const bool known = std::ranges::any_of(duties, [&](const DutyResult* other) { return other->duty == duty.duty; });
      if (!known) duties.push_back(&duty);
    }
  }
  return duties;
}

std::string open_share(const DutyResult& duty) {
  if (duty.arisen == 0) return "–";
  const std::uint64_t open = duty.with(DutyStatus::kPending) + duty.with(DutyStatus::kUndecided);
  return charts::share_words(static_cast<double>(open) / static_cast<double>(duty.arisen));
}

std::vector<charts::StackedBar> bars_of(const simulate::SimulationResults& results, const DutyResult& duty) {
  const bool several = results.variants.size() > 1;
  const std::string title = duty.title.empty() ? duty.duty : duty.title;
  std::vector<charts::StackedBar> bars;
  for (const VariantResults& variant : results.variants) {
    const DutyResult* of = duty_named(variant, duty.duty);
    if (of == nullptr || !of->in_time.known) continue;
    bars.push_back({several ? title : std::string(),
                    several ? variant_name(variant) : title,
                    {spread(of->in_time), spread(of->late), spread(of->missed)}});
  }
  return bars;
}

Markup duty_table(const VariantResults& variant) {
  std::vector<std::vector<std::string>> rows;
  for (const DutyResult& duty : variant.duties) {
    if (duty.arisen == 0) continue;
    rows.push_back(
        {duty.title.empty() ? duty.duty : duty.title, number_words(static_cast<double>(duty.arisen), 0),
         value_words(Quantity::kShare, spread(duty.in_time)), interval_words(Quantity::kShare, spread(duty.in_time)),
         value_words(Quantity::kShare, spread(duty.late)), value_words(Quantity::kShare, spread(duty.missed)),
         open_share(duty), value_words(Quantity::kNumber, spread(duty.missed_per_run))});
  }
  if (rows.empty()) return {};
  return numbers_table(variant.name.empty() ? std::string("Every duty that arose")
                                            : fmt::format("Every duty that arose with {}", titled({}, variant.name)),
                       {"Duty", "Arose, in all runs", "In time", "Interval", "Late", "Not done", "Open at the end",
                        "Late or not done, in a run"},
                       rows);
}

}  // namespace

Markup duties(const ReportInput& input) {
  const simulate::SimulationResults& results = *input.results;
  const bool several = results.variants.size() > 1;
  const std::vector<const DutyResult*> all = duties_of(results);
  const std::vector<Party> parties = parties_of(results);
  Markup html;
  if (all.empty()) return html;
  html.append(heading(2, "Duties kept", "duties"));
  html.element("p", {},
               "Shares are of what fell due and was decided: done in time, done late, or not done. What was still open "
               "at the end of a run, lapsed or was excused is no part of them.")
      .line();
  std::vector<std::string> never;
  for (std::size_t p = 0; p < parties.size(); ++p) {
    std::vector<std::vector<charts::StackedBar>> of_party;
    for (const DutyResult* duty : all) {
      if (duty->party != parties[p].name) continue;
      std::vector<charts::StackedBar> bars = bars_of(results, *duty);
      if (bars.empty()) never.push_back(titled(duty->title, duty->duty));
      // No chart is longer than a sheet of paper; what belongs to one duty stays together.
      if (of_party.empty() || of_party.back().size() + bars.size() > kMostBars) of_party.emplace_back();
      of_party.back().insert(of_party.back().end(), bars.begin(), bars.end());
    }
    std::erase_if(of_party, [](const auto& bars) { return bars.empty(); });
    if (of_party.empty()) continue;
    html.append(heading(3, party_words(parties[p])));
    for (std::size_t part = 0; part < of_party.size(); ++part) {
      charts::StackedBars bars;
      bars.head = {
          id_of("duties", p, part),
          fmt::format("Kept, late and not done: {}{}", parties[p].title.empty() ? parties[p].name : parties[p].title,
                      part == 0 ? "" : ", continued"),
          fmt::format("A bar for each duty{}: the share done in time, done late and not done, from left to "
                      "right; a whisker for the interval of the first.",
                      several ? " and variant" : "")};
      bars.axis = "Share of what fell due";
      bars.parts = {"in time", "late", "not done"};
      bars.first_column = several ? "Duty and variant" : "Duty";
      bars.bars = of_party[part];
      html.append(figure(draw(bars)));
    }
  }
  if (!never.empty()) {
    html.element("p", {}, fmt::format("Of {} nothing was decided in any run.", joined(never))).line();
  }
  for (const VariantResults& variant : results.variants) {
    const Markup table = duty_table(variant);
    html.append(variant.name.empty()
                    ? table
                    : charts::folded(fmt::format("The same with {}", titled({}, variant.name)), table));
  }
  return html;
}

}  // namespace proviso::simulate_report
