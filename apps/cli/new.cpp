// SPDX-License-Identifier: Apache-2.0
// `proviso new DIR`: a small framework to start from, with its calendar, a case and what to do next.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include <unistd.h>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/commands.h"
#include "apps/cli/embedded.h"
#include "apps/cli/output.h"
#include "apps/cli/staging.h"
#include "grammar/keywords.h"

namespace proviso::cli {
namespace {

namespace fs = std::filesystem;

/// What the framework is called in the starter's files, and what they are called after.
constexpr std::string_view kStarterName = "my-procedure";
constexpr std::size_t kLongestName = 40;

/// `Complaints 2025` becomes `complaints-2025`; what leaves nothing to call a framework by, the starter's own name.
std::string framework_name(const std::string& folder) {
  std::string name;
  for (const char c : folder) {
    if (name.size() == kLongestName) break;
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool letter = small >= 'a' && small <= 'z';
    const bool digit = small >= '0' && small <= '9';
    if (letter || (digit && !name.empty())) {
      name += small;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  if (grammar::is_keyword(name)) name += "-procedure";
  return grammar::is_name(name) ? name : std::string(kStarterName);
}

std::string with_name(std::string_view text, const std::string& name) {
  std::string result;
  for (;;) {
    const std::size_t at = text.find(kStarterName);
    result += text.substr(0, at);
    if (at == std::string_view::npos) return result;
    result += name;
    text.remove_prefix(at + kStarterName.size());
  }
}

/// Every file, by its path in the new folder.
std::vector<OutputFile> files_of(const std::string& name) {
  std::vector<OutputFile> files;
  for (const EmbeddedFile& file : starter_files()) {
    files.push_back({.path = with_name(file.path, name), .text = with_name(file.text, name)});
  }
  for (const EmbeddedFile& file : starter_calendars()) {
    files.push_back({.path = fmt::format("rules/{}", file.path), .text = std::string(file.text)});
  }
  return files;
}

std::string what_to_do_next(const std::string& folder, const std::string& name, const std::vector<OutputFile>& files) {
  std::string text = fmt::format("{} holds a procedure to start from:\n", folder);
  for (const OutputFile& file : files) text += fmt::format("  {}\n", file.path);
  return text + fmt::format(
                    "Next, in that folder:\n"
                    "  proviso check rules/{0}.proviso\n"
                    "  proviso test rules/{0}.proviso\n"
                    "  proviso run rules/{0}.proviso cases/first-case.yaml\n"
                    "README.md there says more.\n",
                    name);
}

ExitCode make_new(const std::string& folder) {
  std::error_code failed;
  const fs::path given(folder);
  fs::path target = fs::absolute(given, failed).lexically_normal();
  if (!failed && target.filename().empty()) target = target.parent_path();
  if (folder.empty() || failed || target.filename().empty()) {
    say_error("the name of a folder is missing or not usable");
    return ExitCode::kInput;
  }
  const fs::file_status status = fs::symlink_status(target, failed);
  const bool exists = fs::exists(status);
  if (exists) {
    if (!fs::is_directory(target, failed)) {
      say_error(fmt::format("`{}` exists and is no folder; give another name", folder));
      return ExitCode::kInput;
    }
    const bool empty = fs::is_empty(target, failed);
    if (failed) return say_unwritable(folder, failed);
    if (!empty) {
      say_error(fmt::format("`{}` is not empty; name a folder that is, or one that does not exist yet", folder));
      return ExitCode::kInput;
    }
  } else if (!fs::is_directory(target.parent_path(), failed)) {
    say_error(fmt::format("there is no folder `{}` to put it into; make it first", target.parent_path().string()));
    return ExitCode::kInput;
  }

  const std::string name = framework_name(target.filename().string());
  const std::vector<OutputFile> files = files_of(name);
  // Filled out of sight and put in place in one step, so that nobody finds half of it.
  const std::string hidden = fmt::format(".proviso-new-{}.tmp", ::getpid());
  Staging staging(exists ? target / hidden : target.parent_path() / hidden);
  if (const std::error_code error = staging.make()) return say_unwritable(folder, error);
  if (const std::optional<ExitCode> code = staging.fill(files, folder)) return *code;
  if (const std::error_code error = exists ? staging.empty_into(target) : staging.become(target)) {
    return say_unwritable(folder, error);
  }
  return write_result(what_to_do_next(folder, name, files));
}

}  // namespace

Command add_new(CLI::App& program) {
  const auto folder = std::make_shared<std::string>();
  CLI::App* app = program.add_subcommand("new", "Write a small framework to start from into a new folder");
  app->add_option("DIR", *folder, "The folder: one that does not exist yet, or an empty one")
      ->required()
      ->type_name("");
  return {app, [folder] { return make_new(*folder); }};
}

}  // namespace proviso::cli
