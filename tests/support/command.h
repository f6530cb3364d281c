// SPDX-License-Identifier: Apache-2.0
// Running a command line as a person would, with the program that was just built. Needs process.cpp.
#pragma once

#include <cstdlib>
#include <string>

#include "tests/support/process.h"

namespace proviso::testing_support {

struct CommandOutcome {
  std::string output;  ///< standard output and standard error as a terminal shows them
  int exit_code = 0;
};

/// Runs `line` in a shell in the folder `in`; `proviso` is the program in PROVISO_PROGRAM_DIR, and the environment says
/// nothing that would change the output.
inline CommandOutcome run_command(const std::string& line, const std::string& in) {
  const char* path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe)
  const ProcessOptions options{
      .input = {},
      .folder = in,
      .environment = {{"PATH", PROVISO_PROGRAM_DIR + std::string(":") + (path != nullptr ? path : "/usr/bin:/bin")},
                      {"PROVISO_CALENDARS", ""},
                      {"TERM", "dumb"},
                      {"LC_ALL", "C.UTF-8"}},
      .output_path = {},
      .close_output = false};
  const ProcessResult result = run_process({"/bin/sh", "-c", "{ " + line + "\n} 2>&1"}, options);
  return {result.out + result.err, result.exit_code};
}

}  // namespace proviso::testing_support
