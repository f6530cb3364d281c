// SPDX-License-Identifier: Apache-2.0
// `proviso test FILE…`: runs the examples of rule files, expected against got.
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "engine/run/example.h"

namespace proviso::cli {
namespace {

struct TestOptions {
  std::vector<std::string> files;
  std::vector<std::string> calendars;
  Format format = Format::kText;
};

std::string example_text(const run::ExampleResult& result, const SourceSet& sources) {
  if (result.mismatches.empty()) {
    return fmt::format("  ok      {} ({})\n", result.title, counted(result.expectations, "expectation"));
  }
  std::string text = fmt::format("  FAILED  {}\n", result.title);
  for (const run::ExampleMismatch& mismatch : result.mismatches) {
    const SourceFile& file = sources[mismatch.span.file];
    text += fmt::format("    {}:{}\n      expected  {}\n      got       {}\n", file.path(),
                        file.position(mismatch.span.begin).line, mismatch.expected, mismatch.got);
  }
  return text;
}

ExitCode test(const TestOptions& options) {
  ExitCode code = ExitCode::kDone;
  std::string text;
  std::vector<TestedFile> files;
  std::size_t passed = 0;
  std::size_t failed = 0;
  for (const std::string& path : options.files) {
    std::optional<Rules> rules = load_rules(path, calendar_folders(options.calendars, path));
    if (!rules) {
      code = graver(code, ExitCode::kInput);
      continue;
    }
    TestedFile tested{.path = display_path(path), .results = run::run_examples(*rules->program), .sources = {}};
    if (tested.results.empty()) say_note(fmt::format("{} has no examples", tested.path));
    text += tested.path + "\n";
    for (const run::ExampleResult& result : tested.results) {
      text += example_text(result, rules->sources);
      ++(result.mismatches.empty() ? passed : failed);
    }
    tested.sources = std::move(rules->sources);
    files.push_back(std::move(tested));
  }
  if (!files.empty()) {
    text += passed + failed == 0
                ? std::string("no examples\n")
                : fmt::format("{}: {} ok, {} failed\n", counted(passed + failed, "example"), passed, failed);
  }
  if (failed > 0) code = graver(code, ExitCode::kFindings);
  if (options.format == Format::kJson) text = examples_json(files);
  return graver(code, write_result(text));
}

}  // namespace

Command add_test(CLI::App& program) {
  const auto options = std::make_shared<TestOptions>();
  CLI::App* app = program.add_subcommand("test", "Run the examples in rule files and compare what comes of them");
  app->add_option("FILE", options->files, "Rule files (`-` for standard input)")->required()->type_name("");
  add_calendars(*app, options->calendars);
  add_format(*app, options->format);
  return {app, [options] { return test(*options); }};
}

}  // namespace proviso::cli
