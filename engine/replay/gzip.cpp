// SPDX-License-Identifier: Apache-2.0
// The only user of zlib.
#include "engine/replay/gzip.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <zlib.h>

namespace proviso::replay {
namespace {

constexpr std::size_t kStep = std::size_t{1} << 20U;  // room made at once
constexpr int kGzipOnly = 16 + MAX_WBITS;             // zlib's way to ask for a gzip header

/// A zlib stream that is given back in any case.
class Inflater {
 public:
  Inflater() { ready_ = inflateInit2(&stream_, kGzipOnly) == Z_OK; }
  ~Inflater() {
    if (ready_) inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  [[nodiscard]] bool ready() const { return ready_; }
  z_stream& stream() { return stream_; }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

Error damaged(std::string_view what) {
  return {.code = ErrorCode::kUnreadable,
          .message = fmt::format("the gzip data is {}; fetch or compress the file again", what),
          .attempted = {}};
}

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b"); }

Result<std::string> gunzip(std::string_view bytes, std::size_t most) {
  Inflater inflater;
  if (!inflater.ready()) {
    return Error{.code = ErrorCode::kEnvironment, .message = "there is no memory to decompress with", .attempted = {}};
  }
  z_stream& stream = inflater.stream();
  std::string text;
  std::size_t used = 0;  // of the text
  std::size_t next = 0;  // of the bytes
  while (true) {
    if (used == text.size()) text.resize(used + std::min(kStep + used / 2, most + 1 - used));
    const std::size_t in = std::min<std::size_t>(bytes.size() - next, std::numeric_limits<uInt>::max());
    const std::size_t out = std::min<std::size_t>(text.size() - used, std::numeric_limits<uInt>::max());
    // zlib does not write to its input; its interface is older than const.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data() + next));
    stream.avail_in = static_cast<uInt>(in);
    stream.next_out = reinterpret_cast<Bytef*>(text.data() + used);
    stream.avail_out = static_cast<uInt>(out);
    const int status = inflate(&stream, Z_NO_FLUSH);
    next += in - stream.avail_in;
    used += out - stream.avail_out;
    if (used > most) {
      return Error{
          .code = ErrorCode::kLimitReached,
          .message = fmt::format("decompressed it has more than {} bytes, the most that is read; split it", most),
          .attempted = {}};
    }
    if (status == Z_STREAM_END) {
      const std::string_view rest = bytes.substr(next);
      if (rest.find_first_not_of('\0') == std::string_view::npos) break;  // the end, or padding after it
      if (!is_gzip(rest) || inflateReset(&stream) != Z_OK) return damaged("followed by something else");
    } else if (status == Z_MEM_ERROR) {
      return Error{
          .code = ErrorCode::kEnvironment, .message = "there is no memory to decompress with", .attempted = {}};
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      return damaged("damaged");
    } else if (next == bytes.size() && stream.avail_out != 0) {
      return damaged("cut off");
    }
  }
  text.resize(used);
  return text;
}

struct GunzipSource::State {
  Inflater inflater;
  std::unique_ptr<char[]> buffer = std::make_unique_for_overwrite<char[]>(kStep);  // no page of it before it is needed
  bool at_end = false;                                                             // of the bytes
  bool in_member = false;  // between its first byte and its last
  bool any = false;        // a member has ended
};

GunzipSource::GunzipSource(ByteSource& bytes) : bytes_(bytes), state_(std::make_unique<State>()) {}
GunzipSource::~GunzipSource() = default;

std::optional<Error> GunzipSource::rewind() {
  state_ = std::make_unique<State>();
  return bytes_.rewind();
}

Result<std::size_t> GunzipSource::read(std::span<char> into) {
  State& state = *state_;
  if (!state.inflater.ready()) {
    return Error{.code = ErrorCode::kEnvironment, .message = "there is no memory to decompress with", .attempted = {}};
  }
  z_stream& stream = state.inflater.stream();
  stream.next_out = reinterpret_cast<Bytef*>(into.data());
  stream.avail_out = static_cast<uInt>(std::min<std::size_t>(into.size(), std::numeric_limits<uInt>::max()));
  const uInt room = stream.avail_out;
  while (stream.avail_out == room) {
    if (stream.avail_in == 0 && !state.at_end) {
      const Result<std::size_t> got = bytes_.read({state.buffer.get(), kStep});
      if (!got) return got.error();
      state.at_end = *got == 0;
      stream.next_in = reinterpret_cast<Bytef*>(state.buffer.get());
      stream.avail_in = static_cast<uInt>(*got);
    }
    if (stream.avail_in == 0 && state.at_end) {
      if (state.in_member || !state.any) return damaged("cut off");
      return 0;
    }
    if (!state.in_member) {
      // Padding may follow the last member, and nothing else but another one.
      if (state.any && *stream.next_in == 0) {
        ++stream.next_in;
        --stream.avail_in;
        continue;
      }
      if (state.any && (*stream.next_in != 0x1F || inflateReset(&stream) != Z_OK)) {
        return damaged("followed by something else");
      }
      state.in_member = true;
    }
    const int status = inflate(&stream, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {
      state.in_member = false;
      state.any = true;
    } else if (status == Z_MEM_ERROR) {
      return Error{
          .code = ErrorCode::kEnvironment, .message = "there is no memory to decompress with", .attempted = {}};
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      return damaged("damaged");
    }
  }
  return room - stream.avail_out;
}

}  // namespace proviso::replay
