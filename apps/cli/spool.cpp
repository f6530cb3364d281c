// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/spool.h"

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <fmt/format.h>

namespace proviso::cli {
namespace {

constexpr std::size_t kInMemory = std::size_t{4} << 20U;

}  // namespace

std::string folder_for_temporary_files() {
  const char* named = std::getenv("TMPDIR");
  return named == nullptr || *named == '\0' ? "/tmp" : named;
}

int put_aside(int& file, const std::string& folder, std::string_view bytes) {
  if (file < 0) {
    std::string name = folder + "/proviso-XXXXXX";
    file = ::mkostemp(name.data(), O_CLOEXEC);
    if (file < 0) return errno;
    ::unlink(name.c_str());
  }
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

Spool::~Spool() {
  if (mapped_ != nullptr) ::munmap(const_cast<char*>(mapped_), written_);
  if (file_ >= 0) ::close(file_);
}

void Spool::add(std::string_view text) {
  waiting_ += text;
  if (waiting_.size() >= kInMemory) write_out();
}

void Spool::write_out() {
  const std::string folder = folder_for_temporary_files();
  const int failed = error_ ? 0 : put_aside(file_, folder, waiting_);
  if (failed != 0) {
    error_ = Error{ErrorCode::kEnvironment,
                   fmt::format("the rows cannot be put aside in `{}`: {}; name another folder in the environment "
                               "variable TMPDIR",
                               folder, std::generic_category().message(failed)),
                   {}};
  }
  written_ += waiting_.size();
  waiting_.clear();
}

std::optional<Error> Spool::finish() {
  if (error_ || file_ < 0) return error_;
  write_out();
  if (error_) return error_;
  // Nobody else knows the file, so it cannot become shorter while it is looked at.
  void* const mapped = ::mmap(nullptr, written_, PROT_READ, MAP_PRIVATE, file_, 0);
  if (mapped == MAP_FAILED) {
    return Error{ErrorCode::kEnvironment,
                 fmt::format("the rows that were put aside cannot be read: {}", std::generic_category().message(errno)),
                 {}};
  }
  mapped_ = static_cast<const char*>(mapped);
  return std::nullopt;
}

std::string_view Spool::text() const {
  return mapped_ == nullptr ? std::string_view(waiting_) : std::string_view(mapped_, written_);
}

}  // namespace proviso::cli
