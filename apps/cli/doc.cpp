// SPDX-License-Identifier: Apache-2.0
// `proviso doc FILE… -o DIR`: the reading copy of rule files, as a folder of web pages.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <unistd.h>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "apps/cli/commands.h"
#include "apps/cli/loading.h"
#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "apps/cli/staging.h"
#include "engine/documents/read_file.h"
#include "engine/reading_copy/reading_copy.h"

namespace proviso::cli {
namespace {

namespace fs = std::filesystem;

struct DocOptions {
  std::vector<std::string> files;
  std::string folder;
  std::vector<std::string> calendars;
  bool force = false;
};

/// The list of what a reading copy holds. By it a folder is known again: what is not in it is somebody else's.
constexpr std::string_view kManifest = "proviso-doc.txt";
constexpr std::string_view kManifestHead = "Written by `proviso doc`, which replaces these files:";
constexpr std::size_t kLongestManifest = 1U << 20U;

using Frameworks = std::vector<std::shared_ptr<const model::Framework>>;

/// Every framework, in the order given; what is wrong with any of the files is said on standard error.
/// @param read  the paths of what was read are added
std::optional<Frameworks> read_frameworks(const DocOptions& options, std::vector<std::string>& read) {
  Frameworks frameworks;
  bool sound = true;
  for (const std::string& file : options.files) {
    const Result<ReadRules> rules = read_rules(file, calendar_folders(options.calendars, file), Depth::kEverything);
    if (!rules) {
      say_failure(rules.error());
      sound = false;
      continue;
    }
    for (std::size_t i = 0; i < rules->sources.size(); ++i) {
      read.push_back(rules->sources[static_cast<FileId>(i)].path());
    }
    if (rules->report.has_errors()) {
      say_diagnostics(rules->report, rules->sources);
      sound = false;
      continue;
    }
    const auto same = std::find_if(frameworks.begin(), frameworks.end(),
                                   [&](const auto& other) { return other->name == rules->framework->name; });
    if (same != frameworks.end()) {
      say_error(fmt::format("two of the files hold a framework `{}`; give one of them, or another name to one",
                            rules->framework->name));
      sound = false;
      continue;
    }
    frameworks.push_back(rules->framework);
  }
  if (!sound) return std::nullopt;
  return frameworks;
}

std::vector<OutputFile> files_of(const Frameworks& frameworks) {
  std::vector<const model::Framework*> all;
  for (const auto& framework : frameworks) all.push_back(framework.get());
  std::vector<OutputFile> files;
  std::string manifest = std::string(kManifestHead) + '\n';
  for (reading_copy::Page& page : reading_copy::reading_copy(all)) {
    manifest += page.path + '\n';
    files.push_back({std::move(page.path), std::move(page.content)});
  }
  files.push_back({std::string(kManifest), std::move(manifest)});
  return files;
}

/// The files that an earlier run wrote into a folder; none where there was no such run. A path that leads out of the
/// folder is left out.
std::set<std::string> written_before(const fs::path& folder) {
  std::set<std::string> paths;
  std::error_code failed;
  if (!fs::is_regular_file(fs::symlink_status(folder / kManifest, failed))) return paths;
  const Result<std::string> text = read_text_file((folder / kManifest).string(), kLongestManifest);
  if (!text || !text->starts_with(kManifestHead)) return paths;
  paths.emplace(kManifest);
  std::string_view rest = *text;
  for (bool head = true; !rest.empty(); head = false) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const fs::path path(line);
    if (!head && !line.empty() && path.is_relative() && path == path.lexically_normal() && *path.begin() != "..") {
      paths.emplace(line);
    }
  }
  return paths;
}

/// What stands in a folder and no earlier run wrote; empty where there is nothing.
std::string first_foreign(const fs::path& folder, const std::set<std::string>& ours, std::error_code& failed) {
  std::set<std::string> foreign;
  for (fs::recursive_directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    if (entry->symlink_status(failed).type() == fs::file_type::directory && !failed) {
      // A folder of ours is one that something of ours stands in; an empty one may be left over.
      continue;
    }
    const std::string path = entry->path().lexically_relative(folder).generic_string();
    if (!ours.contains(path)) foreign.insert(path);
  }
  return foreign.empty() ? std::string() : *foreign.begin();
}

/// Writes over what an earlier run wrote, all files or none, and takes away what is no longer part of the site.
ExitCode replace(const fs::path& target, std::vector<OutputFile> files, const std::set<std::string>& before,
                 const std::vector<std::string>& read, const std::string& folder) {
  std::set<std::string> now;
  std::error_code failed;
  for (OutputFile& file : files) {
    now.insert(file.path);
    const fs::path path = target / file.path;
    if (const std::string mistake = overwriting({{path.string(), {}, "--output"}}, read); !mistake.empty()) {
      say_error(mistake);
      return ExitCode::kInput;
    }
    fs::create_directories(path.parent_path(), failed);
    if (failed) return say_unwritable(folder, failed);
    file.path = path.string();
  }
  if (const ExitCode code = write_files(files); code != ExitCode::kDone) return code;
  for (const std::string& old : before) {
    if (now.contains(old)) continue;
    fs::remove(target / old, failed);
    if (failed) return say_unwritable(folder, failed);
    // Its folder goes with the last file in it, and stays with any other.
    std::error_code ignored;
    if (fs::path(old).has_parent_path()) fs::remove(target / fs::path(old).parent_path(), ignored);
  }
  return ExitCode::kDone;
}

ExitCode write_site(const DocOptions& options, std::vector<OutputFile> files, const std::vector<std::string>& read) {
  std::error_code failed;
  fs::path target = fs::absolute(options.folder, failed).lexically_normal();
  if (!failed && target.filename().empty()) target = target.parent_path();
  if (options.folder.empty() || failed || target.filename().empty()) {
    say_error("the name of a folder is missing or not usable");
    return ExitCode::kInput;
  }
  if (!fs::exists(fs::symlink_status(target, failed))) {
    if (!fs::is_directory(target.parent_path(), failed)) {
      say_error(fmt::format("there is no folder `{}` to put it into; make it first", target.parent_path().string()));
      return ExitCode::kInput;
    }
    Staging staging(target.parent_path() / fmt::format(".proviso-doc-{}.tmp", ::getpid()));
    if (const std::error_code error = staging.make()) return say_unwritable(options.folder, error);
    if (const std::optional<ExitCode> code = staging.fill(files, options.folder)) return *code;
    if (const std::error_code error = staging.become(target)) return say_unwritable(options.folder, error);
    return ExitCode::kDone;
  }
  if (!fs::is_directory(target, failed)) {
    say_error(fmt::format("`{}` exists and is no folder; give another name", options.folder));
    return ExitCode::kInput;
  }
  const std::set<std::string> before = written_before(target);
  const std::string foreign = first_foreign(target, before, failed);
  if (failed) return say_unwritable(options.folder, failed);
  if (!foreign.empty() && !options.force) {
    say_error(
        fmt::format("`{}` holds `{}`, which no reading copy put there; give another folder, or write beside it "
                    "with --force",
                    options.folder, foreign));
    return ExitCode::kInput;
  }
  return replace(target, std::move(files), before, read, options.folder);
}

ExitCode write_doc(const DocOptions& options) {
  std::vector<std::string> read;
  const std::optional<Frameworks> frameworks = read_frameworks(options, read);
  if (!frameworks) return ExitCode::kInput;
  std::vector<OutputFile> files = files_of(*frameworks);
  const std::size_t many = files.size();
  if (const ExitCode code = write_site(options, std::move(files), read); code != ExitCode::kDone) return code;
  return write_result(fmt::format("{}: {}, {}; begin with {}\n", options.folder,
                                  counted(frameworks->size(), "procedure"), counted(many, "file"),
                                  (fs::path(options.folder) / "index.html").generic_string()));
}

}  // namespace

Command add_doc(CLI::App& program) {
  const auto options = std::make_shared<DocOptions>();
  CLI::App* app = program.add_subcommand("doc", "Write a reading copy: web pages with the rules in plain sentences");
  app->add_option("FILE", options->files, "The rule files")->required()->type_name("");
  app->add_option("-o,--output", options->folder, "The folder to write: a new one, or one of an earlier reading copy")
      ->required()
      ->type_name("DIR");
  app->add_flag("--force", options->force, "Write into a folder that holds other files too; they stay as they are");
  add_calendars(*app, options->calendars);
  return {app, [options] { return write_doc(*options); }};
}

}  // namespace proviso::cli
