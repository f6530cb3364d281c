// SPDX-License-Identifier: Apache-2.0
// `proviso diff OLD NEW`: what a change to the rules means.
#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/changes_json.h"
#include "apps/cli/commands.h"
#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "apps/cli/receipts.h"
#include "base/did_you_mean.h"
#include "engine/change/changes_text.h"
#include "engine/change/diff.h"

namespace proviso::cli {
namespace {

constexpr std::string_view kFormats[] = {"text", "json", "html"};

struct DiffOptions {
  std::string before;
  std::string now;
  std::string format = "text";
  std::string output;
  std::vector<std::string> calendars;
  std::vector<std::string> old_calendars;
  bool exit_code = false;
};

ExitCode diff_rules(const DiffOptions& options) {
  if (options.before == "-" && options.now == "-") {
    say_error("standard input can be one of the two versions, not both");
    return ExitCode::kInput;
  }
  receipt::Receipt inputs = new_receipt("diff");  // not written: it says what was read
  std::vector<std::string> old_folders = options.old_calendars;
  old_folders.insert(old_folders.end(), options.calendars.begin(), options.calendars.end());
  const std::optional<Rules> before = load_rules(options.before, calendar_folders(old_folders, options.before), inputs);
  const std::optional<Rules> now = load_rules(options.now, calendar_folders(options.calendars, options.now), inputs);
  if (!before || !now) return ExitCode::kInput;
  const change::Changes changes =
      change::diff({*before->program->framework, before->program->calendars, before->sources},
                   {*now->program->framework, now->program->calendars, now->sources});
  std::string text;
  if (options.format == "json") {
    text = changes_json(changes);
  } else if (options.format == "html") {
    text = change::changes_page(changes);
  } else {
    text = change::changes_text(changes);
  }
  const ExitCode found = options.exit_code && !changes.meaning.empty() ? ExitCode::kFindings : ExitCode::kDone;
  return graver(write_result(text, {options.output, {}, "--output"}, paths_read(inputs)), found);
}

}  // namespace

Command add_diff(CLI::App& program) {
  const auto options = std::make_shared<DiffOptions>();
  CLI::App* app = program.add_subcommand("diff", "Say what differs in meaning between two versions of the rules");
  app->add_option("OLD", options->before, "The rule file as it was (`-` for standard input)")
      ->required()
      ->type_name("");
  app->add_option("NEW", options->now, "The rule file as it is now (`-` for standard input)")
      ->required()
      ->type_name("");
  app->add_option("--format", options->format, "text, json or html (one page that needs nothing else)")
      ->type_name("text|json|html")
      ->check([](const std::string& text) {
        if (text == "text" || text == "json" || text == "html") return std::string();
        return fmt::format("`{}` is not a format of `diff`; {}", text,
                           did_you_mean(text, kFormats, "use text, json or html"));
      });
  app->add_option("-o,--output", options->output, "Write to this file rather than to standard output")
      ->type_name("FILE");
  app->add_flag("--exit-code", options->exit_code, "End with exit code 1 where the meaning differs");
  add_calendars(*app, options->calendars);
  add_calendars(*app, options->old_calendars, "--old-calendars", "A folder of calendars for OLD alone");
  return {app, [options] { return diff_rules(*options); }};
}

}  // namespace proviso::cli
