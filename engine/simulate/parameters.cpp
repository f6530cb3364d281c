// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/parameters.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/did_you_mean.h"

namespace proviso::simulate {

std::shared_ptr<const program::Program> with_parameters(const std::shared_ptr<const program::Program>& program,
                                                        const std::vector<ScenarioParameter>& parameters,
                                                        DiagnosticReport& report) {
  if (parameters.empty()) return program;
  const std::size_t before = report.size();
  auto framework = std::make_shared<model::Framework>(*program->framework);
  for (const ScenarioParameter& given : parameters) {
    const auto found = framework->find(model::SymbolKind::kParameter, given.name.text);
    if (!found) {
      std::vector<std::string_view> names;
      for (const model::Parameter& parameter : framework->parameters) names.push_back(parameter.name);
      report.error(Code::kScenarioName, given.name.span,
                   fmt::format("the rules have no parameter `{}`", given.name.text),
                   did_you_mean(given.name.text, names, "the rules declare what may be changed by `parameter`"));
      continue;
    }
    if (given.value.unit == Unit::kWorkingDays && program->calendars.working == nullptr) {
      report.error(Code::kScenarioName, given.span, "the rules name no calendar to count working days by",
                   "write `calendar NAME` below `framework`, or count in days");
      continue;
    }
    model::Parameter& parameter = framework->parameters[*found];
    parameter.versions.resize(1);
    parameter.versions.front().value = given.value;
  }
  if (report.size() != before) return nullptr;
  auto changed = program::compile(std::move(framework), program->calendars);
  if (changed) return *std::move(changed);
  report.error(Code::kScenarioName, parameters.front().span, changed.error().message, "");
  return nullptr;
}

}  // namespace proviso::simulate
