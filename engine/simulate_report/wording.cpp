// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate_report/wording.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/reading_copy/phrase.h"

namespace proviso::simulate_report {

using charts::number_words;
using charts::Quantity;
using simulate::Estimate;
using simulate::VariantResults;

namespace {

std::string duty_words(const VariantResults& variant, std::string_view name) {
  const auto found = std::ranges::find(variant.duties, name, &simulate::DutyResult::duty);
  return found == variant.duties.end() ? titled({}, name) : titled(found->title, name);
}

std::string event_words(const VariantResults& variant, std::string_view name) {
  for (const simulate::TimeResult& time : variant.times) {
    if (time.from == name) return titled(time.from_title, name);
    if (time.to == name) return titled(time.to_title, name);
  }
  const auto found = std::ranges::find(variant.events, name, &simulate::EventName::event);
  return found == variant.events.end() ? titled({}, name) : titled(found->title, name);
}

/// What stands after a prefix; nothing where the text does not begin with it.
std::string_view after(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : std::string_view();
}

}  // namespace

charts::Spread spread(const Estimate& estimate) {
  return {estimate.value, estimate.known, estimate.low, estimate.high};
}

std::string titled(std::string_view title, std::string_view name) {
  return fmt::format("“{}”", title.empty() ? name : title);
}

std::string variant_words(const VariantResults& variant) {
  return variant.name.empty() ? "the scenario as it is" : titled({}, variant.name);
}

std::string variant_name(const VariantResults& variant) { return variant.name.empty() ? "As it is" : variant.name; }

Quantity quantity_of(std::string_view unit) { return unit == "share" ? Quantity::kShare : Quantity::kNumber; }

std::string unit_after(std::string_view unit) {
  return unit == "share" || unit.empty() ? "" : fmt::format(" {}", unit == "a run" ? "in a run" : unit);
}

std::string subject_of(const VariantResults& variant, std::string_view answer) {
  if (const auto duty = after(answer, "share of "); !duty.empty()) {
    return fmt::format("the share of {} that is done in time", duty_words(variant, duty));
  }
  if (const auto duty = after(answer, "late of "); !duty.empty()) {
    return fmt::format("the share of {} that is done late", duty_words(variant, duty));
  }
  if (const auto duty = after(answer, "missed of "); !duty.empty()) {
    return fmt::format("the share of {} that is not done", duty_words(variant, duty));
  }
  if (const auto resource = after(answer, "use of "); !resource.empty()) {
    return fmt::format("the part of its time in which {} is in use", titled({}, resource));
  }
  if (const auto resource = after(answer, "wait for "); !resource.empty()) {
    return fmt::format("the average wait for {}", titled({}, resource));
  }
  if (const auto resource = after(answer, "waiting for "); !resource.empty()) {
    return fmt::format("the share of those asking for {} that have to wait", titled({}, resource));
  }
  if (const auto events = after(answer, "time from "); !events.empty()) {
    if (const std::size_t to = events.find(" to "); to != std::string_view::npos) {
      return fmt::format("the average time from {} to {}", event_words(variant, events.substr(0, to)),
                         event_words(variant, events.substr(to + 4)));
    }
  }
  return std::string(answer);
}

std::string estimate_words(const simulate::SimulationResults& results, const Estimate& estimate,
                           std::string_view unit) {
  if (!estimate.known) return "not known, for it never came up";
  const Quantity quantity = quantity_of(unit);
  std::string words = value_words(quantity, spread(estimate)) + unit_after(unit);
  if (spread(estimate).has_interval()) {
    words += fmt::format(" ({} interval {})", charts::share_words(results.confidence, 0),
                         interval_words(quantity, spread(estimate)));
  }
  return words;
}

std::string place_words(std::string_view place) {
  std::vector<std::string_view> parts;
  while (!place.empty()) {
    const std::size_t end = std::min(place.find('.'), place.size());
    parts.push_back(place.substr(0, end));
    place.remove_prefix(std::min(end + 1, place.size()));
  }
  if (parts.size() > 1 && (parts[0] == "events" || parts[0] == "resources")) parts.erase(parts.begin());
  std::string words;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool last = i + 1 == parts.size();
    if (last && i > 0) {
      constexpr std::array<std::string_view, 3> kTriangular{"least", "likeliest", "greatest"};
      constexpr std::array<std::string_view, 2> kUniform{"least", "greatest"};
      const std::size_t at = parts[i] == "1" ? 0 : parts[i] == "2" ? 1 : parts[i] == "3" ? 2 : 3;
      if (parts[i - 1] == "triangular" && at < 3) {
        words += fmt::format(": {}", kTriangular.at(at));
        break;
      }
      if (parts[i - 1] == "uniform" && at < 2) {
        words += fmt::format(": {}", kUniform.at(at));
        break;
      }
    }
    words += fmt::format("{}{}", i == 0 ? "" : ", ", parts[i]);
  }
  return words;
}

std::string counted(std::uint64_t many, std::string_view one, std::string_view more) {
  const std::string number = number_words(static_cast<double>(many), 0);
  if (many == 1) return fmt::format("{} {}", number, one);
  return more.empty() ? fmt::format("{} {}s", number, one) : fmt::format("{} {}", number, more);
}

std::string capitalised(std::string_view text) { return reading_copy::capitalised(reading_copy::Phrase(text)).text(); }

}  // namespace proviso::simulate_report
