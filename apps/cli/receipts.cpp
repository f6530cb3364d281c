// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/receipts.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/json.h"
#include "apps/cli/loading.h"
#include "apps/cli/read_receipt.h"
#include "base/civil_date.h"
#include "engine/receipt/sha256.h"

namespace proviso::cli {
namespace {

constexpr std::size_t kMostReceiptBytes = std::size_t{16} << 20U;

/// The day of the clock, where an earlier run looked at it.
constexpr std::string_view kToday = "today";

receipt::SavedReceipt saved_receipt(const Outcome& outcome, std::string_view text) {
  receipt::SavedReceipt saved{
      .receipt = outcome.receipt, .output_sha256 = receipt::sha256(text), .output_bytes = text.size(), .files = {}};
  for (const OutputFile& file : outcome.files) {
    saved.files.push_back({.path = file.path, .sha256 = receipt::sha256(file.content())});
  }
  return saved;
}

/// How the output differs from the one the receipt was made for; empty: not at all.
std::vector<std::string> output_differences(const receipt::SavedReceipt& saved, const Outcome& outcome) {
  std::vector<std::string> found;
  if (receipt::sha256(outcome.text(outcome.receipt)) != saved.output_sha256) {
    // A result quotes its receipt. With the receipt of then in it, it shows whether anything else is different.
    const bool same_apart_from_it = receipt::sha256(outcome.text(saved.receipt)) == saved.output_sha256;
    found.emplace_back(same_apart_from_it ? "the output is the same but for the receipt in it"
                                          : "the output is not the same");
  }
  for (std::size_t i = 0; i < std::max(saved.files.size(), outcome.files.size()); ++i) {
    if (i >= saved.files.size() || i >= outcome.files.size() ||
        saved.files[i].sha256 != receipt::sha256(outcome.files[i].content())) {
      found.push_back(fmt::format("what was written to `{}` is not the same",
                                  i < saved.files.size() ? saved.files[i].path : outcome.files[i].path));
    }
  }
  return found;
}

/// What was given beside `--verify`; empty: nothing.
std::string given_beside_verify(const CLI::App& app) {
  for (const CLI::Option* option : app.get_options()) {
    if (option->count() == 0 || option->check_lname("verify")) continue;
    return option->get_positional() ? option->get_name(true) : fmt::format("--{}", option->get_lnames().front());
  }
  return {};
}

}  // namespace

void add_receipt(CLI::App& app, ReceiptOptions& options) {
  app.add_option("--receipt", options.save, "Write what the result rests on, with its own fingerprint, to this file")
      ->type_name("FILE");
  std::vector<CLI::Option*> needed;
  for (CLI::Option* option : app.get_options()) {
    if (option->get_required()) needed.push_back(option);
  }
  app.add_option_function<std::string>(
         "--verify",
         [&options, needed](const std::string& path) {
           options.verify = path;
           for (CLI::Option* option : needed) option->required(false);
         },
         "Work out again what this receipt was written for, and say whether it is the same, byte for byte;\n"
         "everything else is taken from the receipt")
      ->type_name("RECEIPT");
}

receipt::Receipt new_receipt(std::string command) {
  receipt::Receipt receipt;
  receipt.version = PROVISO_VERSION;
  receipt.command = std::move(command);
  return receipt;
}

void note_days(receipt::Receipt& receipt, const Today& today) {
  if (const std::optional<Date> day = today.used()) receipt.add_option(std::string(kToday), iso_date(*day));
  if (receipt.as_of) return;
  std::optional<Date> shared;
  for (const receipt::Input& input : receipt.inputs) {
    if (!input.as_of) continue;
    if (shared && *shared != *input.as_of) return;
    shared = input.as_of;
  }
  receipt.as_of = shared;
}

std::string with_receipt(const std::string& text, const receipt::Receipt& receipt) {
  return fmt::format("{}\n{}\n", text, receipt::receipt_line(receipt));
}

std::vector<std::string> paths_read(const receipt::Receipt& receipt) {
  std::vector<std::string> paths;
  for (const receipt::Input& input : receipt.inputs) paths.push_back(input.path);
  return paths;
}

ExitCode write_outcome(const Outcome& outcome, const std::string& receipt_path) {
  if (!outcome.text) return outcome.code;
  const std::string text = outcome.text(outcome.receipt);
  std::optional<OutputFile> voucher;
  if (!receipt_path.empty()) voucher = OutputFile{receipt_path, {}, "--receipt"};
  std::vector<OutputFile> all = outcome.files;
  if (voucher) all.push_back(*voucher);
  if (const std::string mistake = overwriting(all, paths_read(outcome.receipt)); !mistake.empty()) {
    say_error(mistake);
    return ExitCode::kInput;
  }
  if (voucher) {
    voucher->text = saved_receipt_json(saved_receipt(outcome, text));
    // JSON cannot hold every path a system has; a receipt that nobody can verify must not be handed out.
    if (const auto readable = read_receipt(receipt_path, voucher->text); !readable) {
      say_error(fmt::format("a receipt cannot name a path that is not UTF-8, so `{}` was not written", receipt_path));
      return ExitCode::kInput;
    }
  }
  const ExitCode written = write_files(outcome.files, text, voucher);
  return graver(outcome.code, written);
}

ExitCode verify_receipt(const CLI::App& app, const std::string& path,
                        const std::function<Result<Outcome>(const receipt::Receipt&, Today&)>& again) {
  if (const std::string given = given_beside_verify(app); !given.empty()) {
    say_error(fmt::format("--verify takes everything from the receipt; leave out {}", given));
    return ExitCode::kInput;
  }
  const Result<std::string> text = read_input(path, kMostReceiptBytes);
  if (!text) return say_failure(text.error());
  const std::string name = display_path(path);
  const Result<receipt::SavedReceipt> saved = read_receipt(name, *text);
  if (!saved) return say_failure(saved.error());
  const receipt::Receipt& then = saved->receipt;
  if (then.command != app.get_name()) {
    say_error(fmt::format("`{}` is a receipt of `proviso {}`; verify it with `proviso {} --verify {}`", name,
                          then.command, then.command, path));
    return ExitCode::kInput;
  }
  const std::string day = then.option(kToday);
  if (!day.empty() && !parse_date(day)) {
    say_error(fmt::format("`{}` is not a receipt: {}", name, not_a_date(day)));
    return ExitCode::kInput;
  }
  Today today(day.empty() ? std::nullopt : parse_date(day));
  const Result<Outcome> outcome = again(then, today);
  if (!outcome) {
    say_error(fmt::format("`{}` is not a receipt: {}", name, outcome.error().message));
    return ExitCode::kInput;
  }

  const std::vector<std::string> missing = receipt::missing_inputs(then, outcome->receipt);
  const bool stopped = !outcome->text || (outcome->code == ExitCode::kInput && !missing.empty());
  std::vector<std::string> found = receipt::differences(then, outcome->receipt, stopped);
  if (stopped) {
    for (const std::string& difference : found) say_error(difference);
    for (const std::string& input : missing) say_error(fmt::format("{} was not read", input));
    say_error(fmt::format("the result cannot be worked out again, so it is open whether `{}` holds", name));
    return graver(outcome->code, ExitCode::kInput);
  }
  for (std::string& difference : output_differences(*saved, *outcome)) found.push_back(std::move(difference));
  if (found.empty()) {
    return write_result(
        fmt::format("The receipt {} holds: proviso {} read the same texts and gave the same output, byte for byte.\n",
                    name, then.version));
  }
  std::string said = fmt::format("The receipt {} does not hold:\n", name);
  for (const std::string& difference : found) said += fmt::format("  {}\n", difference);
  return graver(ExitCode::kFindings, write_result(said));
}

std::string SavedOptions::needed(std::string_view name) {
  std::string value = text(name);
  if (value.empty() && mistake_.empty()) mistake_ = fmt::format("the option `{}` is missing", name);
  return value;
}

std::string SavedOptions::text(std::string_view name) {
  asked_.emplace_back(name);
  return receipt_.option(name);
}

std::vector<std::string> SavedOptions::list(std::string_view name) {
  asked_.emplace_back(name);
  return receipt_.options_named(name);
}

std::optional<Date> SavedOptions::date(std::string_view name) {
  const std::string value = text(name);
  if (value.empty()) return std::nullopt;
  const std::optional<Date> date = parse_date(value);
  if (!date && mistake_.empty()) mistake_ = not_a_date(value);
  return date;
}

std::optional<DayTime> SavedOptions::day_time(std::string_view name) {
  const std::string value = text(name);
  if (value.empty()) return std::nullopt;
  const std::optional<DayTime> when = parse_day_and_time(value);
  if (!when && mistake_.empty()) mistake_ = not_a_date(value);
  return when;
}

Format SavedOptions::format() {
  const std::string value = needed("format");
  if (value == format_name(Format::kJson)) return Format::kJson;
  if (value != format_name(Format::kText) && mistake_.empty()) mistake_ = fmt::format("`{}` is not a format", value);
  return Format::kText;
}

std::optional<Error> SavedOptions::mistake() const {
  std::string mistake = mistake_;
  for (const receipt::Option& option : receipt_.options) {
    const bool known = option.name == kToday || std::find(asked_.begin(), asked_.end(), option.name) != asked_.end();
    if (!known && mistake.empty()) {
      mistake = fmt::format("`{}` has no option `{}`", receipt_.command, option.name);
    }
  }
  if (mistake.empty()) return std::nullopt;
  return Error{ErrorCode::kInvalidDocument, std::move(mistake), "read the options of a receipt"};
}

}  // namespace proviso::cli
