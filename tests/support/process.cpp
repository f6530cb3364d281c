// SPDX-License-Identifier: Apache-2.0
#include "tests/support/process.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace proviso::testing_support {
namespace {

constexpr unsigned kSecondsToLive = 60;

/// A file without a name, for one stream of a child.
class Scratch {
 public:
  explicit Scratch(std::string_view content = {}) {
    std::string name = (std::filesystem::temp_directory_path() / "proviso-stream-XXXXXX").string();
    descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor_ < 0) throw std::runtime_error("no temporary file could be made");
    ::unlink(name.c_str());
    while (!content.empty()) {
      const ssize_t written = ::write(descriptor_, content.data(), content.size());
      if (written < 0) throw std::runtime_error("a temporary file could not be written");
      content.remove_prefix(static_cast<std::size_t>(written));
    }
    ::lseek(descriptor_, 0, SEEK_SET);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { ::close(descriptor_); }

  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] std::string content() const {
    ::lseek(descriptor_, 0, SEEK_SET);
    std::string text;
    std::array<char, 64 * 1024> buffer{};
    for (ssize_t got = 0; (got = ::read(descriptor_, buffer.data(), buffer.size())) > 0;) {
      text.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return text;
  }

 private:
  int descriptor_ = -1;
};

[[noreturn]] void become(std::vector<char*>& words, const ProcessOptions& options, int in, int out, int err) {
  ::alarm(kSecondsToLive);
  ::dup2(in, STDIN_FILENO);
  ::dup2(err, STDERR_FILENO);
  if (options.close_output) {
    ::close(STDOUT_FILENO);
  } else if (!options.output_path.empty()) {
    const int file = ::open(options.output_path.c_str(), O_WRONLY);
    if (file < 0) ::_exit(127);
    ::dup2(file, STDOUT_FILENO);
  } else {
    ::dup2(out, STDOUT_FILENO);
  }
  if (!options.folder.empty() && ::chdir(options.folder.c_str()) != 0) ::_exit(127);
  ::unsetenv("PROVISO_CALENDARS");
  for (const auto& [name, value] : options.environment) ::setenv(name.c_str(), value.c_str(), 1);
  ::execv(words.front(), words.data());
  ::_exit(127);
}

}  // namespace

ProcessResult run_process(const std::vector<std::string>& command, const ProcessOptions& options) {
  const Scratch in(options.input);
  const Scratch out;
  const Scratch err;
  std::vector<std::string> kept = command;
  std::vector<char*> words;
  for (std::string& word : kept) words.push_back(word.data());
  words.push_back(nullptr);
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("no process could be started");
  if (child == 0) become(words, options, in.descriptor(), out.descriptor(), err.descriptor());
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return {.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          .out = out.content(),
          .err = err.content()};
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "proviso-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder could be made");
  folder_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string TemporaryFolder::write(std::string_view name, std::string_view text) const {
  const std::filesystem::path file = folder_ / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error("a file could not be written: " + file.string());
  return file.string();
}

std::vector<std::string> TemporaryFolder::names() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder_))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return "(no such file)";
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace proviso::testing_support
