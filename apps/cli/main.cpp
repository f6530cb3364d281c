// SPDX-License-Identifier: Apache-2.0
// The program `proviso`: reads the command line, runs one subcommand, and turns every ending into an exit code.
#include <csignal>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include "apps/cli/commands.h"
#include "apps/cli/output.h"
#include "base/did_you_mean.h"
#include "base/word_list.h"

#ifndef PROVISO_VERSION
#error "PROVISO_VERSION is set by CMakeLists.txt"
#endif

namespace proviso::cli {
namespace {

/// The subcommand that was written, however far its options could be read; null where there was none.
const CLI::App* written_command(const CLI::App& program) {
  const std::vector<CLI::App*> written = program.get_subcommands();
  return written.empty() ? nullptr : written.front();
}

/// Every option that may be written after this subcommand: `--as-of`.
std::vector<std::string> options_of(const CLI::App& program, const CLI::App* command) {
  std::vector<std::string> names;
  for (const CLI::App* app : {&program, command}) {
    if (app == nullptr) continue;
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

std::string nearest_of(const std::string& word, const std::vector<std::string>& names, const std::string& otherwise) {
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  return did_you_mean(word, candidates, otherwise);
}

/// What is wrong with a command line, in a sentence.
std::string usage_mistake(const CLI::App& program, const CLI::ParseError& error) {
  const CLI::App* command = written_command(program);
  // A misspelt option is the cause of most that follows it, so it is named before whatever is then missing.
  for (const std::string& word : program.remaining(true)) {
    if (word.size() > 1 && word.front() == '-') {
      const std::string name = word.substr(0, word.find('='));
      return fmt::format("there is no option `{}`{}; {}", name,
                         command == nullptr ? "" : fmt::format(" for `{}`", command->get_name()),
                         nearest_of(name, options_of(program, command), "see --help"));
    }
    if (command == nullptr) {
      std::vector<std::string> names;
      for (const CLI::App* known : program.get_subcommands({})) names.push_back(known->get_name());
      return fmt::format("there is no command `{}`; {}", word,
                         nearest_of(word, names, fmt::format("the commands are {}", joined(names))));
    }
    return fmt::format("`{}` is one word too many for `{}`", word, command->get_name());
  }
  if (command == nullptr) return "say what to do: a command is missing";
  const std::string said = error.what();
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    // CLI11 keeps which of its mismatches it was in the words alone.
    const std::string name = said.substr(0, said.find(':'));
    if (said.find(": At Most") != std::string::npos) return fmt::format("`{}` can be given only once", name);
    if (said.ends_with(" missing")) return fmt::format("`{}` needs a value after it", name);
  }
  return said;
}

ExitCode say_usage_mistake(const CLI::App& program, const CLI::ParseError& error) {
  const CLI::App* command = written_command(program);
  say_error(usage_mistake(program, error));
  say(fmt::format("see `proviso{} --help`\n", command == nullptr ? "" : " " + command->get_name()));
  return ExitCode::kInput;
}

ExitCode run_program(int argc, const char* const* argv) {
  CLI::App program(
      "Proviso: procedures with deadlines. Checks rule files, runs cases under them, and explains every\n"
      "date they lead to.",
      "proviso");
  program.get_formatter()->label("REQUIRED", "");
  program.get_formatter()->label("SUBCOMMAND", "COMMAND");
  program.get_formatter()->label("SUBCOMMANDS", "COMMANDS");
  program.get_formatter()->label("Subcommands", "Commands");
  program.get_formatter()->label("Positionals", "Given in this order");
  program.require_subcommand(1);
  program.set_version_flag("--version", "proviso " PROVISO_VERSION, "Print the version and end");
  program.set_help_flag("-h,--help", "Print this help and end");
  bool verbose = false;
  program.add_flag("-v,--verbose", verbose, "Say on standard error which files are read and looked for");
  program.footer(
      "Exit codes: 0 done; 1 mistakes, failed examples, misses that were asked for or a receipt that does not hold;\n"
      "2 wrong usage or input; 3 an output could not be written or a program is missing; 4 a mistake in Proviso.");

  std::vector<Command> commands;
  for (const auto add :
       {add_check, add_fmt, add_test, add_run, add_explain, add_replay, add_simulate, add_merge, add_graph, add_doc,
        add_diff, add_impact, add_transition, add_export, add_deadline, add_bounds, add_fit, add_new}) {
    commands.push_back(add(program));
    commands.back().app->fallthrough();
    commands.back().app->set_help_flag("-h,--help", "Print this help and end");
  }

  try {
    program.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return write_result(program.help());
  } catch (const CLI::CallForVersion& version) {
    return write_result(fmt::format("{}\n", version.what()));
  } catch (const CLI::ParseError& error) {
    return say_usage_mistake(program, error);
  }

  if (verbose) spdlog::set_level(spdlog::level::debug);
  for (const Command& command : commands) {
    if (command.app->parsed()) return command.action();
  }
  return ExitCode::kBug;
}

ExitCode say_bug(std::string_view what) {
  say_error(fmt::format("this is a mistake in Proviso {}, not in your files: {}", PROVISO_VERSION, what));
  say("please report it, with the command line and the files it was given, where you got Proviso from\n");
  return ExitCode::kBug;
}

}  // namespace
}  // namespace proviso::cli

int main(int argc, char** argv) {
  using namespace proviso::cli;
  // A standard stream that is closed must not become a file that is opened later: it stays unusable instead.
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) < 0 && ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0) {
      return static_cast<int>(ExitCode::kEnvironment);
    }
  }
  // A reader that goes away shows as a failed write, which is answered like any other.
  std::signal(SIGPIPE, SIG_IGN);
  ExitCode code = ExitCode::kBug;
  try {
    spdlog::set_default_logger(spdlog::stderr_logger_st("proviso"));
    spdlog::set_pattern("%n: %v");
    spdlog::set_level(spdlog::level::off);
    code = run_program(argc, argv);
  } catch (const std::bad_alloc&) {
    say_error("there is not enough memory for this");
    code = ExitCode::kEnvironment;
  } catch (const std::exception& error) {
    code = say_bug(error.what());
  } catch (...) {
    code = say_bug("an unknown exception");
  }
  return static_cast<int>(code);
}
