// SPDX-License-Identifier: Apache-2.0
// Running `dot` as a child, without a shell (POSIX).
#include "apps/cli/spawn_dot.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

namespace proviso::cli {
namespace {

constexpr std::chrono::seconds kTimeLimit{20};
constexpr std::size_t kMostOutput = std::size_t{64} << 20U;
constexpr std::size_t kMostComplaints = 4096;
constexpr rlim_t kMostMemory = rlim_t{2} << 30U;

Error failure(std::string message) {
  return {ErrorCode::kEnvironment, std::move(message), "draw an SVG picture with `dot`"};
}

/// One end of a pipe; closes itself.
class End {
 public:
  End() = default;
  End(const End&) = delete;
  End& operator=(const End&) = delete;
  ~End() { close(); }
  void hold(int descriptor) { descriptor_ = descriptor; }
  void close() {
    if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  }
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

struct Pipe {
  End read;
  End write;
  bool open() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    read.hold(ends[0]);
    write.hold(ends[1]);
    return true;
  }
};

/// In the child: becomes `dot`, or reports errno through `failed` and ends.
[[noreturn]] void become_dot(const Pipe& in, const Pipe& out, const Pipe& complaints, const Pipe& failed) {
  ::signal(SIGPIPE, SIG_DFL);
  const rlimit memory{.rlim_cur = kMostMemory, .rlim_max = kMostMemory};
  ::setrlimit(RLIMIT_AS, &memory);
  int error = 0;
  if (::dup2(in.read.get(), STDIN_FILENO) < 0 || ::dup2(out.write.get(), STDOUT_FILENO) < 0 ||
      ::dup2(complaints.write.get(), STDERR_FILENO) < 0) {
    error = errno;
  } else {
    ::execlp("dot", "dot", "-Tsvg", static_cast<char*>(nullptr));
    error = errno;
  }
  const ssize_t told = ::write(failed.write.get(), &error, sizeof error);
  ::_exit(told == sizeof error ? 127 : 126);
}

/// Ends the child, whatever it does, and returns its wait status.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (id_ > 0) {
      ::kill(id_, SIGKILL);
      wait();
    }
  }
  int wait() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = -1;
    return status;
  }

 private:
  pid_t id_;
};

/// Reads what there is; false at the end or when there will be no more.
bool drain(End& end, std::string& into, std::size_t most, bool& too_much) {
  std::array<char, 64 * 1024> buffer{};
  const ssize_t count = ::read(end.get(), buffer.data(), buffer.size());
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  if (count == 0) return false;
  const std::size_t room = most - into.size();
  too_much = static_cast<std::size_t>(count) > room;
  into.append(buffer.data(), std::min(room, static_cast<std::size_t>(count)));
  return true;
}

}  // namespace

Result<std::string> dot_to_svg(std::string_view dot) {
  Pipe in;
  Pipe out;
  Pipe complaints;
  Pipe failed;
  if (!in.open() || !out.open() || !complaints.open() || !failed.open()) {
    return failure(fmt::format("`dot` cannot be started: {}", std::generic_category().message(errno)));
  }
  const pid_t id = ::fork();
  if (id < 0) return failure(fmt::format("`dot` cannot be started: {}", std::generic_category().message(errno)));
  if (id == 0) become_dot(in, out, complaints, failed);
  Child child(id);
  in.read.close();
  out.write.close();
  complaints.write.close();
  failed.write.close();

  int exec_error = 0;
  ssize_t told = 0;
  do {
    told = ::read(failed.read.get(), &exec_error, sizeof exec_error);
  } while (told < 0 && errno == EINTR);
  if (told > 0) {
    if (exec_error == ENOENT || exec_error == ENOTDIR || exec_error == EACCES) {
      return failure(
          "the program `dot` was not found, and an SVG picture needs it; install graphviz, or use --format "
          "dot or mermaid");
    }
    return failure(fmt::format("`dot` cannot be started: {}", std::generic_category().message(exec_error)));
  }

  for (const int descriptor : {in.write.get(), out.read.get(), complaints.read.get()}) {
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
  }
  const auto end = std::chrono::steady_clock::now() + kTimeLimit;
  std::string svg;
  std::string said;
  bool too_much = false;
  bool too_much_said = false;  // complaints beyond the limit are read and dropped
  while (out.read.get() >= 0 || complaints.read.get() >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0) {
      return failure(fmt::format("`dot` did not finish within {} seconds; use --format dot and draw it by other means",
                                 kTimeLimit.count()));
    }
    // A negative descriptor is passed over by poll().
    std::array<pollfd, 3> ends{{{.fd = in.write.get(), .events = POLLOUT, .revents = 0},
                                {.fd = out.read.get(), .events = POLLIN, .revents = 0},
                                {.fd = complaints.read.get(), .events = POLLIN, .revents = 0}}};
    if (::poll(ends.data(), ends.size(), static_cast<int>(left.count())) < 0 && errno != EINTR) {
      return failure(fmt::format("`dot` cannot be followed: {}", std::generic_category().message(errno)));
    }
    if (ends[0].revents != 0) {
      const ssize_t written = ::write(in.write.get(), dot.data(), dot.size());
      if (written >= 0) dot.remove_prefix(static_cast<std::size_t>(written));
      if (dot.empty() || (written < 0 && errno != EINTR && errno != EAGAIN)) in.write.close();
    }
    if (ends[1].revents != 0 && !drain(out.read, svg, kMostOutput, too_much)) out.read.close();
    if (ends[2].revents != 0 && !drain(complaints.read, said, kMostComplaints, too_much_said)) complaints.read.close();
    if (too_much) return failure("the picture that `dot` makes is larger than 64 MB");
  }
  const int status = child.wait();
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || svg.empty()) {
    return failure(fmt::format("`dot` failed: {}", said.empty() ? "it says nothing" : said.substr(0, said.find('\n'))));
  }
  return svg;
}

}  // namespace proviso::cli
