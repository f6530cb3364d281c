// SPDX-License-Identifier: Apache-2.0
// A block of bytes that begins as zeros and grows: the system gives a page of it when it is first written to, so that
// room which nobody uses costs nothing. Internal to engine/replay.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace proviso::replay {

class ZeroedMemory {
 public:
  ZeroedMemory() = default;
  ZeroedMemory(ZeroedMemory&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  ZeroedMemory& operator=(ZeroedMemory&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  ZeroedMemory(const ZeroedMemory&) = delete;
  ZeroedMemory& operator=(const ZeroedMemory&) = delete;
  ~ZeroedMemory();

  [[nodiscard]] std::uint8_t* data() { return data_; }
  [[nodiscard]] const std::uint8_t* data() const { return data_; }
  [[nodiscard]] std::size_t size() const { return size_; }

  /// Makes room for so many bytes at least; what is there stays, at another address perhaps. Throws std::bad_alloc.
  void grow(std::size_t size);

 private:
  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace proviso::replay
