// SPDX-License-Identifier: Apache-2.0
// Writing results so that every failure is seen (POSIX).
#include "apps/cli/output.h"

#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>

#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "engine/documents/read_file.h"

namespace proviso::cli {
namespace {

/// Writes everything; the errno of a failure, else 0.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

ExitCode write_standard_output(std::string_view text) {
  int error = write_all(STDOUT_FILENO, text);
  // A full disk or a lost network folder may show only when the descriptor is closed; close a copy of it.
  if (error == 0) {
    const int copy = ::dup(STDOUT_FILENO);
    if (copy < 0 || ::close(copy) != 0) error = errno;
  }
  if (error == 0) return ExitCode::kDone;
  if (error != EPIPE) {
    say_error(fmt::format("the result cannot be written to standard output: {}",
                          error == ENOSPC  ? "the disk is full"
                          : error == EBADF ? "it is closed"
                                           : std::generic_category().message(error)));
  }
  return ExitCode::kEnvironment;
}

/// A file whose new content waits beside it. Left alone, it disappears.
class Staged {
 public:
  /// @return what cannot be done, if anything
  std::optional<Error> prepare(const OutputFile& output) {
    struct stat status {};
    existed_ = ::stat(output.path.c_str(), &status) == 0;
    if (existed_ && S_ISDIR(status.st_mode)) {
      return Error{ErrorCode::kUnwritable,
                   fmt::format("`{}` cannot be written: it is a folder; name a file in it", output.path),
                   "write a file"};
    }
    // A device or pipe has no place beside it; and what is wrong with a path is found out by trying, below.
    direct_ = existed_ && !S_ISREG(status.st_mode);
    if (direct_ || output.path.empty()) return std::nullopt;
    if (existed_ && ::access(output.path.c_str(), W_OK) != 0) {
      return Error{ErrorCode::kUnwritable,
                   fmt::format("`{}` cannot be written: there is no permission to", output.path), "write a file"};
    }
    std::error_code failed;
    target_ = existed_ ? std::filesystem::canonical(output.path, failed) : std::filesystem::path(output.path);
    if (failed) target_ = output.path;
    temporary_ = target_;
    temporary_ += fmt::format(".proviso-{}.tmp", ::getpid());
    const Result<std::size_t> written = write_text_file(temporary_.string(), output.content());
    if (!written) {
      // Named by the path the user gave, not by that of the file beside it.
      Error error = written.error();
      const std::string ours = temporary_.string();
      if (const std::size_t at = error.message.find(ours); at != std::string::npos) {
        error.message.replace(at, ours.size(), output.path);
      }
      temporary_.clear();
      return error;
    }
    if (existed_) ::chmod(temporary_.c_str(), status.st_mode & 07777U);
    return std::nullopt;
  }

  std::optional<Error> put_in_place(const OutputFile& output) {
    if (direct_ || output.path.empty()) {
      const Result<std::size_t> written = write_text_file(output.path, output.content());
      return written ? std::nullopt : std::optional(written.error());
    }
    std::error_code failed;
    if (existed_) {
      // The old content keeps a second name until every file is in its place.
      backup_ = temporary_;
      backup_ += ".old";
      std::filesystem::create_hard_link(target_, backup_, failed);
      if (failed) backup_.clear();
    }
    std::filesystem::rename(temporary_, target_, failed);
    if (failed) {
      return Error{ErrorCode::kUnwritable, fmt::format("`{}` cannot be written: {}", output.path, failed.message()),
                   "write a file"};
    }
    temporary_.clear();
    in_place_ = true;
    return std::nullopt;
  }

  void take_back() {
    if (!in_place_) return;
    std::error_code ignored;
    if (!backup_.empty()) {
      std::filesystem::rename(backup_, target_, ignored);
      backup_.clear();
    } else if (!existed_) {
      std::filesystem::remove(target_, ignored);
    }
  }

  Staged() = default;
  Staged(const Staged&) = delete;
  Staged& operator=(const Staged&) = delete;
  ~Staged() {
    std::error_code ignored;
    if (!temporary_.empty()) std::filesystem::remove(temporary_, ignored);
    if (!backup_.empty()) std::filesystem::remove(backup_, ignored);
  }

  [[nodiscard]] bool direct() const { return direct_; }

 private:
  std::filesystem::path target_;
  std::filesystem::path temporary_;
  std::filesystem::path backup_;
  bool existed_ = false;
  bool direct_ = false;
  bool in_place_ = false;
};

bool is_standard_stream(const std::string& path) { return path.empty() || path == "-"; }

/// Whether two paths lead to the same file, which need not exist yet.
bool same_file(const std::string& a, const std::string& b) {
  std::error_code failed;
  if (std::filesystem::equivalent(a, b, failed) && !failed) return true;
  // Without its folder a name that does not exist yet would stay as it is written.
  const std::filesystem::path first = std::filesystem::weakly_canonical(std::filesystem::absolute(a, failed), failed);
  if (failed) return a == b;
  const std::filesystem::path second = std::filesystem::weakly_canonical(std::filesystem::absolute(b, failed), failed);
  return failed ? a == b : first == second;
}

std::optional<Error> prepare_all(const std::vector<OutputFile>& files, std::vector<Staged>& staged) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (std::optional<Error> error = staged[i].prepare(files[i])) return error;
  }
  return std::nullopt;
}

ExitCode put_all_in_place(const std::vector<OutputFile>& files, std::vector<Staged>& staged) {
  // What goes to a device cannot be taken back, so it goes first: if it fails, no file has been touched.
  for (const bool direct : {true, false}) {
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (staged[i].direct() != direct) continue;
      if (const std::optional<Error> error = staged[i].put_in_place(files[i])) {
        for (Staged& other : staged) other.take_back();
        return say_failure(*error);
      }
    }
  }
  return ExitCode::kDone;
}

}  // namespace

ExitCode write_result(std::string_view text) { return write_standard_output(text); }

std::string overwriting(const std::vector<OutputFile>& files, const std::vector<std::string>& read) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    const OutputFile& file = files[i];
    if (is_standard_stream(file.path)) continue;
    for (const std::string& input : read) {
      if (!is_standard_stream(input) && same_file(file.path, input)) {
        return fmt::format("{} would overwrite `{}`, which was read; give it another path", file.option, input);
      }
    }
    for (std::size_t other = 0; other < i; ++other) {
      if (!is_standard_stream(files[other].path) && same_file(file.path, files[other].path)) {
        return fmt::format("{} and {} would be written to the same file; give them different paths",
                           files[other].option, file.option);
      }
    }
  }
  return {};
}

ExitCode write_result(std::string_view text, const OutputFile& place, const std::vector<std::string>& read) {
  if (is_standard_stream(place.path)) return write_standard_output(text);
  if (const std::string mistake = overwriting({place}, read); !mistake.empty()) {
    say_error(mistake);
    return ExitCode::kInput;
  }
  const Result<std::size_t> written = write_text_file(place.path, text);
  return written ? ExitCode::kDone : say_failure(written.error());
}

ExitCode write_files(const std::vector<OutputFile>& files) {
  std::vector<Staged> staged(files.size());
  if (const std::optional<Error> error = prepare_all(files, staged)) return say_failure(*error);
  return put_all_in_place(files, staged);
}

ExitCode write_files(const std::vector<OutputFile>& files, std::string_view text,
                     const std::optional<OutputFile>& voucher) {
  std::vector<Staged> staged(files.size());
  Staged last;
  std::optional<Error> error = prepare_all(files, staged);
  // What vouches for the rest is prepared with it, so that a place that cannot be written is found out before.
  if (!error && voucher) error = last.prepare(*voucher);
  if (error) return say_failure(*error);
  if (const ExitCode code = put_all_in_place(files, staged); code != ExitCode::kDone) return code;
  if (const ExitCode code = write_standard_output(text); code != ExitCode::kDone) return code;
  if (voucher) error = last.put_in_place(*voucher);
  return error ? say_failure(*error) : ExitCode::kDone;
}

void say(std::string_view text) {
  // Nothing is left to tell anyone when standard error itself cannot be written.
  static_cast<void>(write_all(STDERR_FILENO, text));
}

void say_error(std::string_view message) { say(fmt::format("error: {}\n", message)); }

void say_note(std::string_view message) { say(fmt::format("note: {}\n", message)); }

ExitCode say_failure(const Error& error) {
  say_error(error.message);
  switch (error.code) {
    case ErrorCode::kInvalidRules:
    case ErrorCode::kInvalidDocument:
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kOutsideCalendar:
    case ErrorCode::kNotFound:
    case ErrorCode::kUnreadable:
    case ErrorCode::kLimitReached:
      return ExitCode::kInput;
    case ErrorCode::kUnwritable:
    case ErrorCode::kEnvironment:
      return ExitCode::kEnvironment;
  }
  return ExitCode::kBug;
}

void say_diagnostics(const DiagnosticReport& report, const SourceSet& sources) { say(render_text(report, sources)); }

std::string counted(std::size_t number, std::string_view thing) {
  return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

}  // namespace proviso::cli
