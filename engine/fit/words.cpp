// SPDX-License-Identifier: Apache-2.0
#include "engine/fit/words.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/word_list.h"

namespace proviso::fit {

std::string_view unit_words(const Pair& pair) { return pair.working_days ? "working days" : "days"; }

std::string decimal(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

std::string percent(double share) { return fmt::format("{:.1f} %", share * 100); }

std::string share_words(const Share& share) {
  return fmt::format("{} ({:.1f} to {:.1f} %)", percent(share.value), share.low * 100, share.high * 100);
}

std::string quantile_words(const PairEstimate& estimate) {
  const std::string_view unit = unit_words(estimate.pair);
  const std::optional<double> median = estimate.curve.quantile(estimate.own, 0.5);
  const std::optional<double> most = estimate.curve.quantile(estimate.own, 0.9);
  if (!median) return "median not reached";
  if (!most) return fmt::format("median {} {}, 90th percentile not reached", decimal(*median, 1), unit);
  return fmt::format("median {}, 90th percentile {} {}", decimal(*median, 1), decimal(*most, 1), unit);
}

std::string value_words(const model::Framework& framework, std::uint32_t fact, const Value& value) {
  if (value.kind == Value::Kind::kYesNo) return value.is_yes() ? "yes" : "no";
  return framework.facts[fact].type.values[static_cast<std::size_t>(value.payload)];
}

std::string test_words(const model::Framework& framework, const FactTest& test) {
  std::vector<std::string> values;
  for (const Value& value : test.values) values.push_back(value_words(framework, test.fact, value));
  const std::string& name = framework.facts[test.fact].name;
  return values.size() == 1 ? fmt::format("{}: {}", name, values.front())
                            : fmt::format("{}: [{}]", name, fmt::join(values, ", "));
}

std::string counted(std::uint64_t number, std::string_view noun, std::string_view plural) {
  if (number == 1) return fmt::format("1 {}", noun);
  return plural.empty() ? fmt::format("{} {}s", number, noun) : fmt::format("{} {}", number, plural);
}

std::string limit_words(const model::Framework& framework, const PairEstimate& estimate) {
  const Pair& pair = estimate.pair;
  if (!pair.limit || !pair.duty || estimate.curve.size() == 0) return {};
  return fmt::format("within {} {} ({}): {}", *pair.limit, unit_words(pair), framework.duties[*pair.duty].name,
                     share_words(estimate.curve.interval_within(estimate.own, *pair.limit)));
}

std::vector<std::string> remarks(const model::Framework& framework, const PairEstimate& estimate,
                                 const Options& options) {
  const Pair& pair = estimate.pair;
  std::vector<std::string> said;
  if (estimate.small(options)) {
    said.push_back(fmt::format("a small sample: it came in {} of {}, fewer than {}", estimate.came(),
                               counted(estimate.curve.size(), "wait"), options.least_sample));
  }
  if (!pair.passed.empty()) {
    std::vector<std::string> names;
    for (auto event = pair.passed.rbegin(); event != pair.passed.rend(); ++event) {
      names.push_back(framework.events[*event].name);
    }
    said.push_back(fmt::format(
        "by the rules {} between the two or in place of the first, and the cases have none of {}",
        names.size() == 1 ? fmt::format("`{}` comes", names.front()) : fmt::format("{} come", joined(names)),
        names.size() == 1 ? "it" : "them"));
  }
  if (pair.condition_left_out) {
    said.emplace_back("the rules let the one follow the other on a condition that is left out here");
  }
  for (std::size_t i = 0; i < pair.others.size(); ++i) {
    const std::size_t outcome = estimate.outcome_of(i);
    const std::uint64_t times = estimate.curve.happened(outcome);
    if (times == 0) continue;
    const auto& steps = estimate.curve.steps();
    said.push_back(fmt::format("{} came in its place {}, {} in the end", framework.events[pair.others[i]].name,
                               times == 1 ? std::string("once") : fmt::format("{} times", times),
                               percent(steps.back().come[outcome])));
  }
  const auto left_out = [&](std::uint64_t number, std::string_view why) {
    if (number > 0) said.push_back(fmt::format("{} left out: {}", number, why));
  };
  if (estimate.begun_again > 0) {
    said.push_back(fmt::format("{} of the censored: the count began anew before it came", estimate.begun_again));
  }
  left_out(estimate.condition_unknown, "whether the condition holds is not known");
  left_out(estimate.came_before, "the event had come before the one it is counted from");
  left_out(estimate.outside_calendar, "the calendar does not know the days");
  if (estimate.assumed > 0) {
    said.push_back(fmt::format("{} of those that came {} on a date that is assumed: {}", estimate.assumed,
                               estimate.assumed == 1 ? "rests" : "rest", estimate.assumption));
  }
  return said;
}

}  // namespace proviso::fit
