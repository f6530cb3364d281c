// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/scenario_loading.h"

#include <filesystem>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "apps/cli/loading.h"
#include "apps/cli/output.h"
#include "engine/documents/find_calendar.h"
#include "engine/documents/read_file.h"
#include "engine/documents/yaml.h"
#include "engine/simulate/parameters.h"

namespace proviso::cli {
namespace {

constexpr std::size_t kMostTableBytes = std::size_t{64} << 20U;

/// A calendar that a scenario names beside those of the rules.
std::shared_ptr<const Calendar> calendar_named(const std::string& name, const std::vector<std::string>& folders,
                                               receipt::Receipt& receipt) {
  const std::optional<std::string> path = find_calendar_file(name, folders);
  if (!path) return nullptr;
  SourceSet sources;
  DiagnosticReport report;
  Result<std::shared_ptr<const Calendar>> calendar = load_calendar(*path, name, sources, report);
  if (!report.empty()) say_diagnostics(report, sources);
  if (!calendar || *calendar == nullptr) return nullptr;
  receipt.add_input(receipt::input(receipt::Input::Role::kCalendar, name, sources[FileId{0}].text(), *path));
  return *std::move(calendar);
}

}  // namespace

std::unique_ptr<LoadedScenario> load_scenario(const ScenarioOptions& options, receipt::Receipt& receipt,
                                              ExitCode& code) {
  code = ExitCode::kInput;
  Result<std::string> text = read_input(options.scenario, kMostYamlBytes);
  if (!text) {
    code = say_failure(text.error());
    return nullptr;
  }
  auto loaded = std::make_unique<LoadedScenario>();
  const std::string path = display_path(options.scenario);
  receipt.add_input(receipt::input(receipt::Input::Role::kScenario, path, *text));
  const SourceFile& file = loaded->sources.add(path, *std::move(text));
  std::map<std::string, const SourceFile*> read;
  const ScenarioFiles files = [&](const std::string& wanted) -> Result<const SourceFile*> {
    if (const auto known = read.find(wanted); known != read.end()) return known->second;
    Result<std::string> found = read_text_file(wanted, kMostTableBytes);
    if (!found) return found.error();
    receipt.add_input(receipt::input(receipt::Input::Role::kScenario, wanted, *found));
    return read[wanted] = &loaded->sources.add(wanted, *std::move(found));
  };
  DiagnosticReport report;
  std::optional<ScenarioFile> scenario = read_scenario(file, files, report);
  if (!scenario) {
    say_diagnostics(report, loaded->sources);
    return nullptr;
  }
  loaded->file = *std::move(scenario);
  if (!options.answer.empty()) {
    std::vector<SpannedText>& answers = loaded->file.base.answers;
    const auto same = [&](const SpannedText& answer) { return answer.text == options.answer; };
    if (std::none_of(answers.begin(), answers.end(), same)) answers.push_back({options.answer, file.span(0, 0)});
    for (ScenarioVariant& variant : loaded->file.variants) variant.document.answers = answers;
  }

  // Calendars may stand beside the scenario.
  std::vector<std::string> named_folders = options.calendars;
  const std::string folder = std::filesystem::path(options.scenario).parent_path().string();
  named_folders.push_back(folder.empty() ? "." : folder);
  std::map<std::string, std::shared_ptr<const program::Program>> programs;
  const auto bind = [&](const ScenarioDocument& document, const std::string& variant, DiagnosticReport& into) {
    std::shared_ptr<const program::Program>& program = programs[document.rules_path];
    const std::vector<std::string> folders = calendar_folders(named_folders, document.rules_path);
    if (!program) {
      std::optional<Rules> rules = load_rules(document.rules_path, folders, receipt);
      if (!rules) return false;
      program = rules->program;
      loaded->programs.push_back(program);
    }
    const std::shared_ptr<const program::Program> changed =
        simulate::with_parameters(program, document.parameters, into);
    if (changed == nullptr) return false;
    if (changed != program) loaded->programs.push_back(changed);
    const simulate::CalendarFinder calendars = [&](const std::string& name) {
      return calendar_named(name, folders, receipt);
    };
    auto plan = simulate::bind_scenario(document, variant, changed, calendars, {.cases = options.most_cases}, into);
    if (plan == nullptr) return false;
    spdlog::debug("{}: {}", variant.empty() ? "the scenario" : variant,
                  plan->machine ? "as a machine" : "case by case: " + plan->why_not);
    loaded->plans.push_back(std::move(plan));
    return true;
  };
  bool fits = bind(loaded->file.base, "", report);
  // A mistake of the scenario itself is one of each variant too, and is said once.
  if (fits) {
    for (const ScenarioVariant& variant : loaded->file.variants) {
      fits = bind(variant.document, variant.name, report) && fits;
    }
  }
  if (!report.empty()) say_diagnostics(report, loaded->sources);
  if (!fits) return nullptr;
  loaded->variants = loaded->plans.size();
  if (options.sensitivity) {
    const std::vector<ScenarioNumber> numbers = simulate::ranged_numbers(loaded->file.base);
    if (numbers.empty()) {
      say_error(
          "--sensitivity needs numbers with a range, as in `{value: 47, range: [40, 60]}`; the scenario has none");
      return nullptr;
    }
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      for (const bool high : {false, true}) {
        const double value = high ? numbers[i].range->second : numbers[i].range->first;
        DiagnosticReport of_end;
        if (!bind(simulate::with_number(loaded->file.base, i, value), fmt::format("{} = {}", numbers[i].place, value),
                  of_end)) {
          say_error(fmt::format("the scenario does not go together with {} at {}, an end of its range",
                                numbers[i].place, value));
          say_diagnostics(of_end, loaded->sources);
          return nullptr;
        }
        loaded->ends.push_back({i, high, loaded->plans.size() - 1});
      }
    }
  }
  code = ExitCode::kDone;
  return loaded;
}

}  // namespace proviso::cli
