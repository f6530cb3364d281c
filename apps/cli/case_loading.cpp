// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/case_loading.h"

#include <utility>

#include <spdlog/spdlog.h>

#include "apps/cli/output.h"
#include "base/civil_date.h"
#include "engine/documents/case_document.h"
#include "engine/documents/yaml.h"

namespace proviso::cli {

std::optional<LoadedCase> load_case(const std::string& path, const Rules& rules, std::optional<Date> as_of,
                                    Today& today, receipt::Receipt& receipt) {
  Result<std::string> text = read_input(path, kMostYamlBytes);
  if (!text) {
    say_failure(text.error());
    return std::nullopt;
  }
  receipt.add_input(receipt::input(receipt::Input::Role::kCase, display_path(path), *text));
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add(display_path(path), *std::move(text));
  std::optional<BoundCase> bound;
  if (const std::optional<CaseDocument> document = read_case(file, report)) {
    bound = bind_case(*document, *rules.program, report);
  }
  if (!report.empty()) say_diagnostics(report, sources);
  if (!bound) return std::nullopt;
  spdlog::debug("{}: {} events", display_path(path), bound->history.occurrences.size());

  const std::optional<Date> own = bound->as_of;
  LoadedCase loaded{.bound = *std::move(bound), .as_of = {}, .as_of_ground = {}};
  if (as_of) {
    loaded.as_of = *as_of;
    loaded.as_of_ground = "the day asked for";
  } else if (own) {
    loaded.as_of = *own;
    loaded.as_of_ground = "the case file's own day";
  } else {
    loaded.as_of = today.day();
    loaded.as_of_ground = "today";
  }
  receipt.inputs.back().as_of = loaded.as_of;
  return loaded;
}

}  // namespace proviso::cli
