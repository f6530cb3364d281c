// SPDX-License-Identifier: Apache-2.0
// The only place that opens files on behalf of the engine (POSIX).
#include "engine/documents/read_file.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace proviso {
namespace {

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  /// Closes now; the errno of a failed close, else 0. A full disk may show only here.
  int close() {
    const int closed = ::close(std::exchange(number_, -1));
    return closed == 0 || errno == EINTR ? 0 : errno;
  }

 private:
  int number_;
};

/// Why a system call failed, in words.
std::string reason(int error) {
  switch (error) {
    case EACCES:
    case EPERM:
      return "there is no permission to";
    case ENOENT:
    case ENOTDIR:
      return "the folder does not exist";
    case EISDIR:
      return "it is a folder";
    case ENOSPC:
    case EDQUOT:
      return "the disk is full";
    case EROFS:
      return "the disk can only be read";
    case EFBIG:
      return "the file would be too large for the disk";
    case EMFILE:
    case ENFILE:
      return "too many files are open";
    case ENAMETOOLONG:
      return "the name is too long";
    case ELOOP:
      return "its symbolic links lead in a circle";
    case EIO:
      return "the disk failed";
    case EPIPE:
      return "nobody reads the other end any more";
    default:
      return fmt::format("the system says: {}", std::generic_category().message(error));
  }
}

int open_retrying(const std::string& path, int flags, mode_t mode = 0) {
  int descriptor = -1;
  do {
    descriptor = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  } while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

/// Writes everything; the errno of a failure, else 0.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    if (written == 0) return EIO;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

Error unreadable(ErrorCode code, const std::string& path, std::string message) {
  return {code, std::move(message), fmt::format("read `{}`", path)};
}

Error unwritable(const std::string& path, std::string_view why) {
  return {ErrorCode::kUnwritable, fmt::format("`{}` cannot be written: {}", path, why),
          fmt::format("write `{}`", path)};
}

/// Whether a path names an open stream of a process. What it leads to is never replaced by another file.
bool names_a_stream(std::string_view path) {
  return path == "/dev/stdout" || path == "/dev/stderr" || path.starts_with("/dev/fd/") || path.starts_with("/proc/");
}

Result<std::size_t> write_directly(const std::string& path, std::string_view text) {
  Descriptor file(open_retrying(path, O_WRONLY | O_APPEND));
  if (!file.is_open()) return unwritable(path, reason(errno));
  if (const int error = write_all(file.number(), text); error != 0) return unwritable(path, reason(error));
  if (const int error = file.close(); error != 0) return unwritable(path, reason(error));
  return text.size();
}

/// Creates a file of a name not yet used in the folder.
std::pair<int, std::string> create_beside(const std::filesystem::path& target) {
  static std::atomic<unsigned> counter{0};
  constexpr int kTries = 100;
  int descriptor = -1;
  std::string name;
  for (int i = 0; i < kTries; ++i) {
    const std::string file = fmt::format(".proviso-{}-{}.tmp", ::getpid(), counter.fetch_add(1));
    name = (target.parent_path() / file).string();
    descriptor = open_retrying(name, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (descriptor >= 0 || errno != EEXIST) break;
  }
  return {descriptor, name};
}

}  // namespace

Result<std::string> read_text_file(const std::string& path, std::size_t max_bytes) {
  if (path.empty() || path.find('\0') != std::string::npos) {
    return unreadable(ErrorCode::kNotFound, path, "the name of a file is missing or not usable; give its path");
  }
  // Without O_NONBLOCK a pipe that nobody writes to would hold the program here.
  const Descriptor file(open_retrying(path, O_RDONLY | O_NONBLOCK | O_NOCTTY));
  if (!file.is_open()) {
    if (errno == ENOENT || errno == ENOTDIR) {
      return unreadable(ErrorCode::kNotFound, path, fmt::format("there is no file `{}`; check its path", path));
    }
    return unreadable(ErrorCode::kUnreadable, path, fmt::format("`{}` cannot be read: {}", path, reason(errno)));
  }
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) {
    return unreadable(ErrorCode::kUnreadable, path, fmt::format("`{}` cannot be read: {}", path, reason(errno)));
  }
  if (S_ISDIR(status.st_mode)) {
    return unreadable(ErrorCode::kUnreadable, path, fmt::format("`{}` is a folder; name a file in it", path));
  }
  const Error too_large =
      unreadable(ErrorCode::kUnreadable, path,
                 fmt::format("`{}` has more than {} bytes, the most that is read; divide it", path, max_bytes));
  if (S_ISREG(status.st_mode) && status.st_size > 0 && static_cast<std::uintmax_t>(status.st_size) > max_bytes) {
    return too_large;
  }
  if (!S_ISREG(status.st_mode)) {
    // What is being written to the pipe is waited for.
    const int flags = ::fcntl(file.number(), F_GETFL);
    if (flags >= 0) ::fcntl(file.number(), F_SETFL, flags & ~O_NONBLOCK);
  }

  std::string text;
  std::array<char, 65'536> buffer{};
  for (;;) {
    const ssize_t count = ::read(file.number(), buffer.data(), buffer.size());
    if (count < 0) {
      if (errno == EINTR) continue;
      return unreadable(ErrorCode::kUnreadable, path, fmt::format("`{}` cannot be read: {}", path, reason(errno)));
    }
    if (count == 0) return text;
    if (static_cast<std::size_t>(count) > max_bytes - text.size()) return too_large;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

Result<std::size_t> write_text_file(const std::string& path, std::string_view text) {
  if (path.empty() || path.find('\0') != std::string::npos) {
    return unwritable(path, "the name of a file is missing or not usable; give its path");
  }
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (!exists && errno != ENOENT) return unwritable(path, reason(errno));
  if (exists && S_ISDIR(status.st_mode)) return unwritable(path, "it is a folder; name a file in it");
  if (exists && (!S_ISREG(status.st_mode) || names_a_stream(path))) return write_directly(path, text);
  if (exists && ::access(path.c_str(), W_OK) != 0) return unwritable(path, reason(errno));

  std::error_code failed;
  std::filesystem::path target = exists ? std::filesystem::canonical(path, failed) : std::filesystem::path(path);
  if (failed) return unwritable(path, reason(failed.value()));
  if (target.filename().empty()) return unwritable(path, "the folder does not exist");

  auto [descriptor, temporary] = create_beside(target);
  if (descriptor < 0) return unwritable(path, reason(errno));
  Descriptor file(descriptor);
  int error = write_all(file.number(), text);
  if (error == 0 && exists && ::fchmod(file.number(), status.st_mode & 07777U) != 0) error = errno;
  if (error == 0 && ::fsync(file.number()) != 0 && errno != EINVAL && errno != ENOSYS) error = errno;
  if (const int closed = file.close(); error == 0) error = closed;
  if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) error = errno;
  if (error != 0) {
    ::unlink(temporary.c_str());
    return unwritable(path, reason(error));
  }
  return text.size();
}

}  // namespace proviso
