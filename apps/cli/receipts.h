// SPDX-License-Identifier: Apache-2.0
// Results that carry a receipt: written with it, or worked out again to see whether an earlier one holds.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/cli/exit_code.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "engine/receipt/receipt.h"
#include "proviso/result.h"

namespace CLI {
class App;
}

namespace proviso::cli {

/// What a command came to. Nothing has been written yet.
struct Outcome {
  ExitCode code = ExitCode::kDone;
  receipt::Receipt receipt;
  /// Standard output with a receipt in it; null where there is nothing to write, and `code` and standard error say why.
  std::function<std::string(const receipt::Receipt&)> text;
  std::vector<OutputFile> files;  ///< what is written beside it
};

struct ReceiptOptions {
  std::string save;    ///< `--receipt FILE`
  std::string verify;  ///< `--verify RECEIPT`
};

/// `--receipt` and `--verify`. To be called after the command's operands are declared: with `--verify` none is needed.
void add_receipt(CLI::App& app, ReceiptOptions& options);

/// The receipt of a command, with this version of Proviso and nothing read yet.
receipt::Receipt new_receipt(std::string command);

/// Enters the days a result was looked at from: the one its cases share, and today's, if it was needed.
void note_days(receipt::Receipt& receipt, const Today& today);

/// A result for people, with its receipt as the last line.
std::string with_receipt(const std::string& text, const receipt::Receipt& receipt);

/// The paths of what was read for a result.
std::vector<std::string> paths_read(const receipt::Receipt& receipt);

/// Writes a result and, where a path is given, its whole receipt: last of all, so that there is none of an output that
/// was not written. Nothing that was read is overwritten.
ExitCode write_outcome(const Outcome& outcome, const std::string& receipt_path);

/// Reads a receipt, works the result out again, and says whether it is the same.
/// @param again  the command as the receipt describes it, or what is wrong with that description
ExitCode verify_receipt(const CLI::App& app, const std::string& path,
                        const std::function<Result<Outcome>(const receipt::Receipt&, Today&)>& again);

/// The options of a receipt, as the command that reads them knows them.
class SavedOptions {
 public:
  explicit SavedOptions(const receipt::Receipt& receipt) : receipt_(receipt) {}

  std::string needed(std::string_view name);
  std::string text(std::string_view name);  ///< empty where it was not given
  std::vector<std::string> list(std::string_view name);
  std::optional<Date> date(std::string_view name);
  std::optional<DayTime> day_time(std::string_view name);
  Format format();

  /// What is wrong with them: one that is missing, that cannot be read, or that was never asked for.
  [[nodiscard]] std::optional<Error> mistake() const;

 private:
  const receipt::Receipt& receipt_;
  std::vector<std::string> asked_;
  std::string mistake_;
};

}  // namespace proviso::cli
