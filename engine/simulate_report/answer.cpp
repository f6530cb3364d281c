// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate_report/answer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "base/word_list.h"
#include "engine/charts/dots.h"
#include "engine/simulate_report/wording.h"

namespace proviso::simulate_report {

using charts::Quantity;
using simulate::Answer;
using simulate::Difference;
using simulate::DutyResult;
using simulate::SimulationResults;
using simulate::VariantResults;

namespace {

const DutyResult* least_kept(const VariantResults& variant) {
  const DutyResult* least = nullptr;
  for (const DutyResult& duty : variant.duties) {
    // A right is nobody's failing.
    if (!duty.in_time.known || duty.modality == Modality::kMay) continue;
    if (least == nullptr || duty.in_time.value < least->in_time.value) least = &duty;
  }
  return least;
}

/// A number without its sign, as the reader of `falls by` wants it.
std::string size_words(Quantity quantity, double value) {
  return quantity == Quantity::kShare ? charts::number_words(std::abs(value) * 100, 1)
                                      : charts::number_words(std::abs(value));
}

std::string of_change(const Difference& difference) {
  return difference.unit == "share" ? " percentage points" : unit_after(difference.unit);
}

/// `the share of … falls by 12.3 percentage points (95 % interval 11.0 to 13.5), from 84.6 % to 72.3 %`
std::string clear_change(const SimulationResults& results, const VariantResults& base, const Difference& difference) {
  const Quantity quantity = quantity_of(difference.unit);
  const bool falls = difference.change.value < 0;
  const double nearer = falls ? *difference.change.high : *difference.change.low;
  const double further = falls ? *difference.change.low : *difference.change.high;
  return fmt::format("{} {} by {}{} ({} interval {} to {}), from {} to {}", subject_of(base, difference.text),
                     falls ? "falls" : "rises", size_words(quantity, difference.change.value), of_change(difference),
                     charts::share_words(results.confidence, 0), size_words(quantity, nearer),
                     size_words(quantity, further), value_words(quantity, spread(difference.base)),
                     value_words(quantity, spread(difference.with)) + unit_after(difference.unit));
}

/// One sentence on a variant, about what is asked.
std::string variant_sentence(const SimulationResults& results, const VariantResults& variant,
                             const std::vector<std::string>& asked) {
  const VariantResults& base = results.variants.front();
  std::vector<std::string> clear;
  std::vector<std::string> unclear;
  std::vector<std::string> unsure;
  for (const std::string& text : asked) {
    for (const Difference& difference : results.differences) {
      if (difference.variant != variant.name || difference.text != text || !difference.change.known) continue;
      const Quantity quantity = quantity_of(difference.unit);
      const std::string subject = subject_of(base, text);
      if (!spread(difference.change).has_interval()) {
        unsure.push_back(fmt::format("{} comes to {} rather than {}", subject,
                                     value_words(quantity, spread(difference.with)) + unit_after(difference.unit),
                                     value_words(quantity, spread(difference.base))));
      } else if (difference.clear) {
        clear.push_back(clear_change(results, base, difference));
      } else {
        unclear.push_back(fmt::format("{} ({}{})", subject,
                                      charts::change_interval_words(quantity, spread(difference.change)),
                                      of_change(difference)));
      }
    }
  }
  std::string said;
  const auto add = [&](const std::string& part) { said += (said.empty() ? " " : "; ") + part; };
  if (!clear.empty()) add(joined(clear));
  if (!unclear.empty()) add("no clear change is seen in " + joined(unclear, "or"));
  if (!unsure.empty()) add(joined(unsure) + ", which one run cannot tell from chance");
  return said.empty() ? said : fmt::format("With {}{}.", titled({}, variant.name), said);
}

}  // namespace

SaidAnswer answer(const SimulationResults& results) {
  SaidAnswer said;
  const VariantResults& base = results.variants.front();
  std::vector<std::string> asked;
  for (const Answer& one : base.answers) {
    asked.push_back(one.text);
    said.answers.push_back(fmt::format("{} is {}.", capitalised(subject_of(base, one.text)),
                                       estimate_words(results, one.estimate, one.unit)));
  }
  if (base.answers.empty()) {
    if (const DutyResult* least = least_kept(base)) {
      asked.push_back("share of " + least->duty);
      said.answers.push_back(fmt::format("The duty kept least often is {}: {} done in time.",
                                         titled(least->title, least->duty),
                                         estimate_words(results, least->in_time, "share")));
    } else {
      said.answers.emplace_back("No duty fell due in any run.");
    }
  }
  for (const VariantResults& variant : results.variants) {
    if (variant.name.empty()) continue;
    std::string sentence = variant_sentence(results, variant, asked);
    if (!sentence.empty()) said.answers.push_back(std::move(sentence));
  }
  if (!base.limited_by.empty()) said.answers.push_back(base.limited_by);
  for (const VariantResults& variant : results.variants) {
    if (variant.name.empty() || variant.limited_by.empty() || variant.limited_by == base.limited_by) continue;
    said.answers.push_back(fmt::format("With {}: {}", titled({}, variant.name), variant.limited_by));
  }

  if (results.partial) {
    said.caveats.push_back(fmt::format("The simulation was stopped after {} of {}: what is said here rests on those.",
                                       charts::number_words(static_cast<double>(results.runs), 0),
                                       counted(results.runs_asked, "run")));
  }
  if (!results.until_text.empty()) {
    said.caveats.push_back(fmt::format("It was to run until {}, which was {}.", results.until_text,
                                       results.until_reached ? "reached" : "not reached"));
  }
  const auto unsourced = static_cast<std::uint64_t>(std::ranges::count_if(
      results.assumptions, [](const simulate::Assumption& assumption) { return assumption.source.empty(); }));
  const std::string rests =
      results.assumptions.empty()
          ? std::string("The rules and the scenario are all it rests on.")
          : fmt::format(
                "It rests on {}, of which {}.", counted(results.assumptions.size(), "assumed number"),
                unsourced == 0 ? std::string("every one has a source")
                : unsourced == results.assumptions.size()
                    ? std::string("none has a source")
                    : fmt::format("{} no source", unsourced == 1 ? "1 has" : fmt::format("{} have", unsourced)));
  said.caveats.push_back(fmt::format("These are numbers of a model, not of the world. {}", rests));
  said.caveats.push_back(
      results.runs > 1
          ? fmt::format("An interval says how far {} leave a number to chance. It does not say whether the assumptions "
                        "are right.",
                        counted(results.runs, "run"))
          : std::string("One run shows what can happen, not how often: do many for numbers to rely on."));
  return said;
}

}  // namespace proviso::simulate_report
