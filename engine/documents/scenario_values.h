// SPDX-License-Identifier: Apache-2.0
// The values a scenario is made of: numbers with their sources, durations that chance decides, conditions, shares.
// Internal to the reading of scenarios.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/documents/scenario_document.h"

namespace proviso {

/// What reading a scenario needs to know wherever it is.
struct ScenarioReader {
  const ScenarioFiles& files;
  DiagnosticReport& report;
  std::map<FileId, std::string>& folders;  ///< of the documents, each with its slash; empty: where the program runs
  std::vector<std::string>& read;          ///< paths of the files that were read

  /// Another file, by its path from the folder of the file that names it; reported at the span, and null, where it
  /// cannot be read.
  [[nodiscard]] const SourceFile* open(const SpannedText& path) const;
  [[nodiscard]] std::string path_of(const SpannedText& path) const;

  /// `47`, `0.25`, or a group with `value`. Bounds are checked for the value and its range.
  std::optional<ScenarioNumber> number(const YamlValue& value, const std::string& place, double least,
                                       double most) const;
  std::optional<ScenarioUnit> unit(const YamlValue& value) const;
  std::optional<ScenarioTime> time(const YamlValue& value, const std::string& place) const;
  /// One duration, or a list of them with conditions.
  ScenarioTimes times(const YamlValue& value, const std::string& place) const;
  ScenarioCondition condition(const YamlValue& value, std::string_view what) const;
  std::vector<ScenarioFact> facts(const YamlValue& value, const std::string& place) const;

 private:
  std::optional<ScenarioTime> shape(const YamlValue& value, const std::string& place,
                                    std::initializer_list<std::string_view> beside) const;
  bool numbers(const YamlEntry& entry, const std::string& place, ScenarioTime& time) const;
  void table(const YamlValue& value, ScenarioTime& time) const;
  std::optional<ScenarioShares> shares(const YamlValue& value, const std::string& place, std::string_view fact) const;
};

/// The most of anything that a scenario counts.
constexpr double kMostCount = 1e6;

/// One entry of `events`; nothing where anything was reported.
std::optional<ScenarioEvent> read_scenario_event(const YamlValue& value, const ScenarioReader& reader);

/// A decimal number; nothing for what is none.
std::optional<double> decimal_of(std::string_view text);

}  // namespace proviso
