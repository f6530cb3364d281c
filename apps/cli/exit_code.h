// SPDX-License-Identifier: Apache-2.0
// What the program's exit status says. The numbers never change meaning.
#pragma once

namespace proviso::cli {

enum class ExitCode : int {
  kDone = 0,
  /// `check` found errors, `fmt --check` would change a file, `test` failed, `--fail-on` was met, `diff --exit-code`
  /// found that the meaning differs, or a receipt does not hold
  kFindings = 1,
  kInput = 2,        ///< wrong usage, missing or malformed input, a rule file with errors outside `check`
  kEnvironment = 3,  ///< an output could not be written, the disk is full, `dot` is absent
  kBug = 4,          ///< a mistake in Proviso itself
};

/// The one of two to exit with when both came up: the higher number is the graver.
constexpr ExitCode graver(ExitCode a, ExitCode b) { return static_cast<int>(a) > static_cast<int>(b) ? a : b; }

}  // namespace proviso::cli
