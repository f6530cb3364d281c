// SPDX-License-Identifier: Apache-2.0
#include "engine/replay/zeroed_memory.h"

#include <cstdlib>
#include <cstring>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace proviso::replay {

#ifdef __linux__

namespace {

constexpr std::size_t kPage = std::size_t{1} << 21U;  // what the processor can find by one entry at best

}  // namespace

ZeroedMemory::~ZeroedMemory() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

void ZeroedMemory::grow(std::size_t size) {
  if (size <= size_) return;
  // In pages of 4 KB as long as it is small: a large one would be cleared whole.
  constexpr std::size_t kSmallPage = 4096;
  const std::size_t unit = size < 2 * kPage ? kSmallPage : kPage;
  const std::size_t wanted = (size + unit - 1) / unit * unit;
  void* const moved = data_ == nullptr ? ::mmap(nullptr, wanted, PROT_READ | PROT_WRITE,
                                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
                                       : ::mremap(data_, size_, wanted, MREMAP_MAYMOVE);
  if (moved == MAP_FAILED) throw std::bad_alloc();
  data_ = static_cast<std::uint8_t*>(moved);
  size_ = wanted;
  // A wish: records are visited in any order, and small pages would be looked up in memory again and again.
  if (unit == kPage) (void)::madvise(data_, size_, MADV_HUGEPAGE);
}

#else

ZeroedMemory::~ZeroedMemory() { std::free(data_); }

void ZeroedMemory::grow(std::size_t size) {
  if (size <= size_) return;
  void* const moved = std::realloc(data_, size);
  if (moved == nullptr) throw std::bad_alloc();
  data_ = static_cast<std::uint8_t*>(moved);
  std::memset(data_ + size_, 0, size - size_);
  size_ = size;
}

#endif

}  // namespace proviso::replay
