// SPDX-License-Identifier: Apache-2.0
// Rule files and the calendars they name, from the disk to a program.
#include "apps/cli/loading.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include <unistd.h>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "apps/cli/output.h"
#include "apps/cli/partial_check.h"
#include "base/did_you_mean.h"
#include "base/word_list.h"
#include "engine/analysis/analyse.h"
#include "engine/documents/find_calendar.h"
#include "engine/documents/read_file.h"
#include "engine/model/rule_files.h"
#include "grammar/parse.h"

namespace proviso::cli {
namespace {

namespace fs = std::filesystem;

/// The folders of calendars that come with the program: in the source tree it was built in, or installed beside it.
std::vector<std::string> folders_of_program() {
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  if (failed) return {};
  std::vector<std::string> folders;
  for (const char* relative : {"../rules/calendars", "../../rules/calendars", "../share/proviso/rules/calendars"}) {
    folders.push_back((program.parent_path() / relative).lexically_normal().string());
  }
  return folders;
}

std::string unknown_calendar_help(std::string_view name, const std::vector<std::string>& folders) {
  const std::vector<std::string> known = calendar_names(folders);
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  std::string otherwise = fmt::format(
      "put `{}.yaml` into a folder `calendars` beside the rule file, or give its folder with --calendars", name);
  if (!known.empty()) otherwise += fmt::format("; found are: {}", joined(known));
  return did_you_mean(name, candidates, otherwise);
}

/// A calendar that a framework names; its mistakes, or that there is none of that name, are added to the report.
std::shared_ptr<const Calendar> calendar_of(const std::string& name, Span named_at,
                                            const std::vector<std::string>& folders, SourceSet& sources,
                                            DiagnosticReport& report) {
  const std::optional<std::string> path = find_calendar_file(name, folders);
  if (!path) {
    report.error(Code::kUnknownCalendar, named_at, fmt::format("there is no calendar `{}`", name),
                 unknown_calendar_help(name, folders));
    return nullptr;
  }
  spdlog::debug("calendar {} is {}", name, *path);
  Result<std::shared_ptr<const Calendar>> calendar = load_calendar(*path, sources, report);
  if (!calendar) {
    report.error(Code::kUnknownCalendar, named_at, calendar.error().message);
    return nullptr;
  }
  return *std::move(calendar);
}

/// The framework's calendar and those of its named days; one that stands for both is read once.
void find_calendars(ReadRules& rules, const std::vector<std::string>& folders) {
  std::map<std::string, std::shared_ptr<const Calendar>> found;
  for (const auto& [name, named_at] : model::calendars_named(*rules.framework)) {
    found[name] = calendar_of(name, named_at, folders, rules.sources, rules.report);
  }
  if (!rules.framework->calendar.empty()) rules.calendar = found[rules.framework->calendar];
  for (const model::NamedCalendar& named : rules.framework->named_calendars) {
    rules.named_calendars.push_back(found[named.calendar]);
  }
}

}  // namespace

Result<std::string> read_input(const std::string& path, std::size_t max_bytes) {
  if (path != "-") return read_text_file(path, max_bytes);
  std::string text;
  std::array<char, 64 * 1024> buffer{};
  for (;;) {
    const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count < 0) {
      if (errno == EINTR) continue;
      return Error{ErrorCode::kUnreadable,
                   fmt::format("standard input cannot be read: {}", std::generic_category().message(errno)),
                   "read standard input"};
    }
    if (count == 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
    if (text.size() > max_bytes) {
      return Error{ErrorCode::kUnreadable,
                   fmt::format("standard input has more than {} bytes, the most that is read; divide it", max_bytes),
                   "read standard input"};
    }
  }
}

std::string display_path(const std::string& path) { return path == "-" ? "<standard input>" : path; }

std::vector<std::string> calendar_folders(const std::vector<std::string>& given, const std::string& rule_file) {
  std::vector<std::string> folders = given;
  if (!rule_file.empty()) folders.push_back((fs::path(rule_file).parent_path() / "calendars").string());
  if (const char* named = std::getenv("PROVISO_CALENDARS"); named != nullptr) {
    std::string_view rest = named;
    while (!rest.empty()) {
      const std::size_t colon = rest.find(':');
      if (colon != 0) folders.emplace_back(rest.substr(0, colon));
      if (colon == std::string_view::npos) break;
      rest.remove_prefix(colon + 1);
    }
  }
  folders.emplace_back("rules/calendars");
  for (std::string& folder : folders_of_program()) folders.push_back(std::move(folder));
  for (const std::string& folder : folders) spdlog::debug("calendars are looked for in {}", folder);
  return folders;
}

Result<ReadRules> read_rules(const std::string& path, const std::vector<std::string>& folders, Depth depth) {
  const grammar::ParseLimits limits;
  Result<std::string> text = read_input(path, limits.bytes);
  if (!text) return text.error();
  spdlog::debug("{}: {} bytes", display_path(path), text->size());

  ReadRules rules;
  const SourceFile& file = rules.sources.add(display_path(path), *std::move(text));
  DiagnosticReport wording;
  const auto read = [&](const std::string& used) {
    spdlog::debug("{} uses {}", display_path(path), used);
    return read_text_file(used, limits.bytes);
  };
  const std::vector<model::RuleFile> files = model::read_rule_files(file, rules.sources, read, wording, limits);
  rules.rule_files = rules.sources.size();
  DiagnosticReport names;
  rules.framework = std::make_shared<const model::Framework>(model::resolve(files, names));
  rules.report.append(wording);
  DiagnosticReport mistakes = wording;
  mistakes.append(names);
  rules.report.append(certain_of(names, mistakes, rules.sources, rules.rule_files, !wording.has_errors()));
  if (depth == Depth::kResolve) return rules;

  DiagnosticReport shape;
  analysis::analyse(*rules.framework, shape,
                    depth == Depth::kWithNotes ? analysis::Notes::kIncluded : analysis::Notes::kLeftOut);
  rules.report.append(mistakes.has_errors() ? certain_of(shape, mistakes, rules.sources, rules.rule_files, false)
                                            : shape);
  find_calendars(rules, folders);
  spdlog::debug("{}: {} stages, {} moves, {} duties", display_path(path), rules.framework->stages.size(),
                rules.framework->moves.size(), rules.framework->duties.size());
  return rules;
}

std::optional<Rules> load_rules(const std::string& path, const std::vector<std::string>& folders,
                                receipt::Receipt& receipt) {
  if (path.ends_with(".yaml") || path.ends_with(".yml")) {
    say_error(fmt::format("`{}` is a document, not a rule file; the rules come first, then the case", path));
    return std::nullopt;
  }
  Result<ReadRules> read = read_rules(path, folders, Depth::kEverything);
  if (!read) {
    say_failure(read.error());
    return std::nullopt;
  }
  for (std::size_t i = 0; i < read->sources.size(); ++i) {
    const SourceFile& file = read->sources[static_cast<FileId>(i)];
    receipt.add_input(i < read->rule_files
                          ? receipt::input(receipt::Input::Role::kRules, file.path(), file.text())
                          : receipt::input(receipt::Input::Role::kCalendar, fs::path(file.path()).stem().string(),
                                           file.text(), file.path()));
  }
  if (read->report.has_errors()) {
    say_diagnostics(read->report, read->sources);
    return std::nullopt;
  }
  Result<std::shared_ptr<const program::Program>> program =
      program::compile(read->framework, {read->calendar, read->named_calendars, nullptr});
  if (!program) {
    say_failure(program.error());
    return std::nullopt;
  }
  return Rules{.sources = std::move(read->sources), .program = *std::move(program)};
}

std::shared_ptr<const Calendar> load_named_calendar(const std::string& name, const std::vector<std::string>& folders) {
  const bool is_path = name.find('/') != std::string::npos || name.ends_with(".yaml") || name.ends_with(".yml");
  const std::optional<std::string> path = is_path ? name : find_calendar_file(name, folders);
  if (!path) {
    const std::vector<std::string> known = calendar_names(folders);
    const std::vector<std::string_view> candidates(known.begin(), known.end());
    say_error(fmt::format("there is no calendar `{}`; {}", name,
                          did_you_mean(name, candidates,
                                       known.empty() ? "give its file, or its folder with --calendars"
                                                     : fmt::format("found are: {}", joined(known)))));
    return nullptr;
  }
  spdlog::debug("calendar {} is {}", name, *path);
  SourceSet sources;
  DiagnosticReport report;
  Result<std::shared_ptr<const Calendar>> calendar = load_calendar(*path, sources, report);
  if (!calendar) {
    say_failure(calendar.error());
    return nullptr;
  }
  if (!report.empty()) say_diagnostics(report, sources);
  return *std::move(calendar);
}

}  // namespace proviso::cli
