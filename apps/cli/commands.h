// SPDX-License-Identifier: Apache-2.0
// The subcommands, one function and one file each. To add one: write its file, declare it here, add it to the list in
// main.cpp.
#pragma once

#include <functional>

#include "apps/cli/exit_code.h"

namespace CLI {
class App;
}

namespace proviso::cli {

/// A subcommand: how it is written, and what it does once its options have been read.
struct Command {
  CLI::App* app = nullptr;
  std::function<ExitCode()> action;
};

Command add_check(CLI::App& program);
Command add_fmt(CLI::App& program);
Command add_test(CLI::App& program);
Command add_run(CLI::App& program);
Command add_explain(CLI::App& program);
Command add_replay(CLI::App& program);
Command add_simulate(CLI::App& program);
Command add_merge(CLI::App& program);
Command add_graph(CLI::App& program);
Command add_doc(CLI::App& program);
Command add_diff(CLI::App& program);
Command add_impact(CLI::App& program);
Command add_export(CLI::App& program);
Command add_deadline(CLI::App& program);
Command add_bounds(CLI::App& program);
Command add_new(CLI::App& program);
Command add_transition(CLI::App& program);
Command add_fit(CLI::App& program);

}  // namespace proviso::cli
