// SPDX-License-Identifier: Apache-2.0
// `proviso graph FILE`: the procedure as a picture.
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/commands.h"
#include "apps/cli/loading.h"
#include "apps/cli/output.h"
#include "apps/cli/spawn_dot.h"
#include "base/did_you_mean.h"
#include "engine/graph/draw.h"

namespace proviso::cli {
namespace {

struct GraphOptions {
  std::string file;
  std::string format;
  std::string output;
};

constexpr std::string_view kPictures[] = {"dot", "mermaid", "svg"};

ExitCode draw(const GraphOptions& options) {
  // A procedure with a mistake in its shape is worth looking at all the more, so it is drawn.
  const Result<ReadRules> rules = read_rules(options.file, {}, Depth::kResolve);
  if (!rules) return say_failure(rules.error());
  if (rules->report.has_errors()) {
    say_diagnostics(rules->report, rules->sources);
    return ExitCode::kInput;
  }
  std::vector<std::string> read;
  for (std::size_t i = 0; i < rules->sources.size(); ++i) {
    read.push_back(rules->sources[static_cast<FileId>(i)].path());
  }
  const auto write = [&](const std::string& picture) {
    return write_result(picture, {options.output, {}, "--output"}, read);
  };
  if (options.format == "mermaid") return write(graph::to_mermaid(*rules->framework));
  const std::string dot = graph::to_dot(*rules->framework);
  if (options.format == "dot") return write(dot);
  const Result<std::string> svg = dot_to_svg(dot);
  return svg ? write(*svg) : say_failure(svg.error());
}

}  // namespace

Command add_graph(CLI::App& program) {
  const auto options = std::make_shared<GraphOptions>();
  CLI::App* app = program.add_subcommand("graph", "Draw a procedure: stages, moves and duties");
  app->add_option("FILE", options->file, "The rule file (`-` for standard input)")->required()->type_name("");
  app->add_option("--format", options->format, "dot (for Graphviz), mermaid (for web pages) or svg (needs Graphviz)")
      ->required()
      ->type_name("dot|mermaid|svg")
      ->check([](const std::string& text) {
        if (text == "dot" || text == "mermaid" || text == "svg") return std::string();
        return fmt::format("`{}` is not a kind of picture; {}", text,
                           did_you_mean(text, kPictures, "use dot, mermaid or svg"));
      });
  app->add_option("-o,--output", options->output, "Write to this file rather than to standard output")
      ->type_name("FILE");
  return {app, [options] { return draw(*options); }};
}

}  // namespace proviso::cli
