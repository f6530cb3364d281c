// SPDX-License-Identifier: Apache-2.0
// `proviso export FILE`: what the rules mean, whole, for a program of somebody else's.
#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/commands.h"
#include "apps/cli/loading.h"
#include "apps/cli/model_json.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "apps/cli/receipts.h"

namespace proviso::cli {
namespace {

struct ExportOptions {
  std::string file;
  std::string format;
  std::string output;
  std::vector<std::string> calendars;
};

ExitCode export_model(const ExportOptions& options) {
  receipt::Receipt inputs = new_receipt("export");  // not written: the model holds all that it rests on
  const std::optional<Rules> rules =
      load_rules(options.file, calendar_folders(options.calendars, options.file), inputs);
  if (!rules) return ExitCode::kInput;
  return write_result(model_json(*rules->program, rules->sources), {options.output, {}, "--output"},
                      paths_read(inputs));
}

}  // namespace

Command add_export(CLI::App& program) {
  const auto options = std::make_shared<ExportOptions>();
  CLI::App* app = program.add_subcommand("export", "Write the meaning of a rule file for other programs to read");
  app->add_option("FILE", options->file, "The rule file (`-` for standard input)")->required()->type_name("");
  app->add_option("--format", options->format, "json: the whole model, with the content of its calendars")
      ->required()
      ->type_name("json")
      ->check([](const std::string& text) {
        return text == "json" ? std::string() : fmt::format("`{}` is not a format of `export`; use json", text);
      });
  app->add_option("-o,--output", options->output, "Write to this file rather than to standard output")
      ->type_name("FILE");
  add_calendars(*app, options->calendars);
  return {app, [options] { return export_model(*options); }};
}

}  // namespace proviso::cli
