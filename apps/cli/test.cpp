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
#include "apps/cli/receipts.h"
#include "engine/run/example.h"
#include "engine/run/stopped.h"

namespace proviso::cli {
namespace {

struct TestOptions {
  std::vector<std::string> files;
  std::vector<std::string> calendars;
  Format format = Format::kText;
  ReceiptOptions receipt;
};

receipt::Receipt receipt_of(const TestOptions& options) {
  receipt::Receipt receipt = new_receipt("test");
  receipt.add_list("files", options.files);
  receipt.add_list("calendars", options.calendars);
  receipt.add_option("format", format_name(options.format));
  return receipt;
}

Result<TestOptions> options_of(const receipt::Receipt& receipt) {
  SavedOptions saved(receipt);
  TestOptions options;
  options.files = saved.list("files");
  options.calendars = saved.list("calendars");
  options.format = saved.format();
  if (std::optional<Error> mistake = saved.mistake()) return *std::move(mistake);
  return options;
}

std::string example_text(const run::ExampleResult& result, const SourceSet& sources) {
  if (result.ok()) {
    return fmt::format("  ok      {} ({})\n", result.title, counted(result.expectations, "expectation"));
  }
  std::string text = fmt::format("  FAILED  {}\n", result.title);
  if (const std::string error = run::error_text(result.error, sources); !error.empty()) {
    text += fmt::format("    the case stopped, and nothing after that was looked at\n      {}\n", error);
  }
  for (const run::ExampleMismatch& mismatch : result.mismatches) {
    const SourceFile& file = sources[mismatch.span.file];
    text += fmt::format("    {}:{}\n      expected  {}\n      got       {}\n", file.path(),
                        file.position(mismatch.span.begin).line, mismatch.expected, mismatch.got);
  }
  return text;
}

Outcome test(const TestOptions& options) {
  Outcome outcome{.code = ExitCode::kDone, .receipt = receipt_of(options), .text = {}, .files = {}};
  ExitCode& code = outcome.code;
  std::string text;
  std::vector<TestedFile> files;
  std::size_t passed = 0;
  std::size_t failed = 0;
  for (const std::string& path : options.files) {
    std::optional<Rules> rules = load_rules(path, calendar_folders(options.calendars, path), outcome.receipt);
    if (!rules) {
      code = graver(code, ExitCode::kInput);
      continue;
    }
    TestedFile tested{.path = display_path(path), .results = run::run_examples(*rules->program), .sources = {}};
    if (tested.results.empty()) say_note(fmt::format("{} has no examples", tested.path));
    text += tested.path + "\n";
    for (const run::ExampleResult& result : tested.results) {
      text += example_text(result, rules->sources);
      ++(result.ok() ? passed : failed);
    }
    tested.sources = std::move(rules->sources);
    files.push_back(std::move(tested));
  }
  if (files.empty()) return outcome;
  text += passed + failed == 0
              ? std::string("no examples\n")
              : fmt::format("{}: {} ok, {} failed\n", counted(passed + failed, "example"), passed, failed);
  if (failed > 0) code = graver(code, ExitCode::kFindings);
  if (options.format == Format::kJson) {
    outcome.text = [files = std::move(files)](const receipt::Receipt& receipt) {
      return examples_json(files, receipt);
    };
  } else {
    outcome.text = [text = std::move(text)](const receipt::Receipt& receipt) { return with_receipt(text, receipt); };
  }
  return outcome;
}

Result<Outcome> test_again(const receipt::Receipt& receipt, Today& /*today*/) {
  const Result<TestOptions> options = options_of(receipt);
  if (!options) return options.error();
  return test(*options);
}

}  // namespace

Command add_test(CLI::App& program) {
  const auto options = std::make_shared<TestOptions>();
  CLI::App* app = program.add_subcommand("test", "Run the examples in rule files and compare what comes of them");
  app->add_option("FILE", options->files, "Rule files (`-` for standard input)")->required()->type_name("");
  add_calendars(*app, options->calendars);
  add_format(*app, options->format);
  add_receipt(*app, options->receipt);
  return {app, [app, options] {
            if (!options->receipt.verify.empty()) return verify_receipt(*app, options->receipt.verify, test_again);
            return write_outcome(test(*options), options->receipt.save);
          }};
}

}  // namespace proviso::cli
