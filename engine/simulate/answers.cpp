// SPDX-License-Identifier: Apache-2.0
// Answers by their words: which two numbers of a tally each is the ratio of.
#include <algorithm>
#include <utility>

#include "base/did_you_mean.h"
#include "engine/simulate/plan.h"

namespace proviso::simulate {

std::optional<Ratio> answer_of(const Plan& plan, std::string_view text, std::string& why) {
  const model::Framework& framework = *plan.program->framework;
  const Layout& layout = plan.layout;
  Ratio ratio;
  ratio.text = text;
  const auto after = [&](std::string_view prefix) -> std::optional<std::string_view> {
    return text.starts_with(prefix) ? std::optional(text.substr(prefix.size())) : std::nullopt;
  };
  const auto duty_number = [&](std::string_view name) {
    const auto duty = framework.find(model::SymbolKind::kDuty, name);
    if (!duty) why = did_you_mean(name, framework.names(model::SymbolKind::kDuty), "name a duty of the rules");
    return duty;
  };
  if (const auto name = after("share of ")) {
    const auto duty = duty_number(*name);
    if (!duty) return std::nullopt;
    ratio.numerator = layout.status(*duty, DutyStatus::kKept);
    ratio.denominator = layout.duty(*duty) + 1;
    ratio.share = true;
    ratio.unit = "share";
    return ratio;
  }
  for (const auto& [prefix, status] :
       {std::pair{"late of ", DutyStatus::kKeptLate}, {"missed of ", DutyStatus::kMissed}}) {
    if (const auto name = after(prefix)) {
      const auto duty = duty_number(*name);
      if (!duty) return std::nullopt;
      ratio.numerator = layout.status(*duty, status);
      ratio.denominator = layout.duty(*duty) + 1;
      ratio.share = true;
      ratio.unit = "share";
      return ratio;
    }
  }
  if (const auto name = after("misses of ")) {
    const auto duty = duty_number(*name);
    if (!duty) return std::nullopt;
    ratio.numerator = layout.duty(*duty) + 2;
    ratio.unit = "a run";
    return ratio;
  }
  if (const auto name = after("number of ")) {
    const auto event = framework.find(model::SymbolKind::kEvent, *name);
    if (*name != "cases" && (!event || plan.event_place[*event] == kNone)) {
      why =
          did_you_mean(*name, framework.names(model::SymbolKind::kEvent), "name an event of the scenario, or `cases`");
      return std::nullopt;
    }
    ratio.numerator = *name == "cases" ? Layout::kBegun : layout.events + plan.event_place[*event];
    ratio.unit = "a run";
    return ratio;
  }
  constexpr std::pair<const char*, int> kOfResources[] = {{"use of ", 0}, {"wait for ", 1}, {"waiting for ", 2}};
  for (const auto& [prefix, which] : kOfResources) {
    const auto name = after(prefix);
    if (!name) continue;
    const auto found = std::ranges::find(plan.resources, *name, &Resource::name);
    if (found == plan.resources.end()) {
      std::vector<std::string_view> names;
      for (const Resource& resource : plan.resources) names.push_back(resource.name);
      why = did_you_mean(*name, names, "name a resource of the scenario");
      return std::nullopt;
    }
    const std::uint32_t at = layout.resource(static_cast<std::size_t>(found - plan.resources.begin()));
    ratio.numerator = which == 0 ? at + 1 : which == 1 ? at + 6 : at + 5;
    ratio.denominator = which == 0 ? at : at + 4;
    ratio.scale = which == 1 ? 1 / ticks_a_day(plan.clock) : 1;
    ratio.share = which == 2;
    ratio.unit = which == 1 ? "days" : "share";
    return ratio;
  }
  if (const auto rest = after("time from ")) {
    const std::size_t to = rest->find(" to ");
    const auto first = framework.find(model::SymbolKind::kEvent, rest->substr(0, to));
    const auto second =
        to == std::string_view::npos ? std::nullopt : framework.find(model::SymbolKind::kEvent, rest->substr(to + 4));
    for (std::size_t i = 0; first && second && i < plan.measures.size(); ++i) {
      if (plan.measures[i].from != *first || plan.measures[i].to != *second) continue;
      ratio.numerator = layout.measure(i) + 1;
      ratio.denominator = layout.measure(i);
      ratio.scale = 1 / ticks_a_day(plan.clock);
      ratio.unit = "days";
      return ratio;
    }
    why = "write `time from EVENT to EVENT`, with two events that `measure` names or of which one follows the other";
    return std::nullopt;
  }
  why =
      "an answer is `share of DUTY`, `late of DUTY`, `missed of DUTY`, `misses of DUTY`, `use of RESOURCE`, `wait for "
      "RESOURCE`, `waiting for RESOURCE`, `number of EVENT`, `number of cases` or `time from EVENT to EVENT`";
  return std::nullopt;
}

}  // namespace proviso::simulate
