// SPDX-License-Identifier: Apache-2.0
// `proviso fmt FILE…`: rule files in the one canonical layout, rewritten in place.
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "engine/documents/read_file.h"
#include "grammar/format.h"
#include "grammar/parse.h"

namespace proviso::cli {
namespace {

struct FmtOptions {
  std::vector<std::string> files;
  bool check = false;
  Format format = Format::kText;
};

/// A file's text before and after.
struct Layout {
  std::string before;
  std::string after;
};

/// What is wrong is said on standard error.
std::optional<Layout> lay_out(const std::string& path) {
  const grammar::ParseLimits limits;
  Result<std::string> text = read_input(path, limits.bytes);
  if (!text) {
    say_failure(text.error());
    return std::nullopt;
  }
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add(display_path(path), *text);
  const syntax::File tree = grammar::parse(file, report, limits);
  if (report.has_errors()) {
    say_diagnostics(report, sources);
    return std::nullopt;
  }
  return Layout{.before = *std::move(text), .after = grammar::format(tree, file)};
}

ExitCode format_files(const FmtOptions& options) {
  if (options.format == Format::kJson && !options.check &&
      std::find(options.files.begin(), options.files.end(), "-") != options.files.end()) {
    say_error(
        "the layout of standard input is written to standard output, which cannot take JSON as well; use --check "
        "or name a file");
    return ExitCode::kInput;
  }
  ExitCode code = ExitCode::kDone;
  std::string text;
  std::vector<FormattedFile> files;
  for (const std::string& path : options.files) {
    const std::optional<Layout> layout = lay_out(path);
    if (!layout) {
      code = graver(code, ExitCode::kInput);
      continue;
    }
    const bool changes = layout->before != layout->after;
    files.push_back({.path = display_path(path), .changes = changes});
    if (options.check) {
      if (changes) {
        text += display_path(path) + "\n";
        code = graver(code, ExitCode::kFindings);
      }
    } else if (path == "-") {
      text += layout->after;
    } else if (changes) {
      const Result<std::size_t> written = write_text_file(path, layout->after);
      if (!written) {
        files.pop_back();
        code = graver(code, say_failure(written.error()));
      } else {
        say_note(fmt::format("{} has a new layout", path));
      }
    }
  }
  if (options.format == Format::kJson) text = formatted_json(files, options.check);
  return graver(code, write_result(text));
}

}  // namespace

Command add_fmt(CLI::App& program) {
  const auto options = std::make_shared<FmtOptions>();
  CLI::App* app = program.add_subcommand("fmt", "Write rule files in the canonical layout");
  app->add_option("FILE", options->files,
                  "Rule files, rewritten in place (`-`: from standard input to standard output)")
      ->required()
      ->type_name("");
  app->add_flag("--check", options->check, "Change nothing; name the files that would change and exit with 1");
  add_format(*app, options->format);
  return {app, [options] { return format_files(*options); }};
}

}  // namespace proviso::cli
