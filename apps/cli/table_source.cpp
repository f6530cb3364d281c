// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/table_source.h"

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "apps/cli/loading.h"
#include "apps/cli/spool.h"

namespace proviso::cli {

TableSource::TableSource(std::string path, int descriptor, bool is_pipe, std::uint64_t size)
    : path_(std::move(path)), descriptor_(descriptor), is_pipe_(is_pipe), size_(size), hash_(std::in_place) {}

TableSource::~TableSource() {
  if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
  if (aside_ >= 0) ::close(aside_);
}

std::unique_ptr<TableSource> TableSource::open(const std::string& path) {
  const int descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return nullptr;
  struct stat about {};
  const bool known = ::fstat(descriptor, &about) == 0;
  if (!known || (!S_ISREG(about.st_mode) && path != "-")) {
    // A pipe by name can be opened once only; it is read whole by others.
    if (descriptor != STDIN_FILENO) ::close(descriptor);
    return nullptr;
  }
  const bool is_pipe = !S_ISREG(about.st_mode);
  return std::unique_ptr<TableSource>(
      new TableSource(path, descriptor, is_pipe, is_pipe ? 0 : static_cast<std::uint64_t>(about.st_size)));
}

Result<std::size_t> TableSource::read_some(int from, std::span<char> into) const {
  while (true) {
    const ssize_t count = ::read(from, into.data(), into.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno == EINTR) continue;
    return Error{ErrorCode::kUnreadable,
                 fmt::format("`{}` cannot be read: {}", display_path(path_), std::generic_category().message(errno)),
                 {}};
  }
}

std::optional<Error> TableSource::put_aside(std::span<const char> bytes) {
  const std::string folder = folder_for_temporary_files();
  const int failed = cli::put_aside(aside_, folder, {bytes.data(), bytes.size()});
  if (failed == 0) return std::nullopt;
  return Error{ErrorCode::kEnvironment,
               fmt::format("what comes through the pipe cannot be put aside in `{}`: {}; name another folder in the "
                           "environment variable TMPDIR, or hand over a file",
                           folder, std::generic_category().message(failed)),
               {}};
}

Result<std::size_t> TableSource::read(std::span<char> into) {
  if (again_) return read_some(aside_, into);
  Result<std::size_t> got = read_some(descriptor_, into);
  if (!got) return got;
  if (hash_) hash_->add({into.data(), *got});
  if (*got == 0) {
    drained_ = true;
    if (hash_) digits_ = hash_->digits();
    hash_.reset();
  } else if (is_pipe_) {
    if (std::optional<Error> error = put_aside(into.first(*got))) return *std::move(error);
  }
  return got;
}

std::optional<Error> TableSource::rewind() {
  if (!is_pipe_) {
    if (::lseek(descriptor_, 0, SEEK_SET) != 0) {
      return Error{ErrorCode::kUnreadable, fmt::format("`{}` cannot be read again", display_path(path_)), {}};
    }
    if (hash_) hash_.emplace();
    return std::nullopt;
  }
  // The rest of the pipe goes to the others first.
  std::vector<char> buffer(std::size_t{1} << 16U);
  while (!drained_) {
    if (Result<std::size_t> got = read(buffer); !got) return got.error();
  }
  if (aside_ < 0) return std::nullopt;  // nothing came
  again_ = true;
  if (::lseek(aside_, 0, SEEK_SET) == 0) return std::nullopt;
  return Error{ErrorCode::kEnvironment, "what came through the pipe cannot be read again", {}};
}

Result<std::string> TableSource::whole(std::size_t most) {
  if (std::optional<Error> error = rewind()) return *std::move(error);
  std::string text;
  while (true) {
    const std::size_t before = text.size();
    text.resize(before + (std::size_t{1} << 20U));
    const Result<std::size_t> got = read({text.data() + before, text.size() - before});
    if (!got) return got.error();
    text.resize(before + *got);
    if (*got == 0) return text;
    if (text.size() > most) {
      return Error{
          ErrorCode::kUnreadable,
          fmt::format("`{}` has more than {} bytes, the most that is read; divide it", display_path(path_), most),
          {}};
    }
  }
}

}  // namespace proviso::cli
