// SPDX-License-Identifier: Apache-2.0
// An optional part of a clause that is large when it is there and mostly is not.
#pragma once

#include <memory>
#include <utility>

namespace proviso::syntax {

/// As std::optional, but what is not there takes the room of a pointer: the tree of a large file is mostly room for
/// parts that nobody wrote. Copies are deep.
template <typename T>
class Maybe {
 public:
  Maybe() = default;
  Maybe(T value) : value_(std::make_unique<T>(std::move(value))) {}  // NOLINT: as std::optional
  Maybe(const Maybe& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Maybe(Maybe&&) noexcept = default;
  Maybe& operator=(Maybe other) noexcept {
    value_ = std::move(other.value_);
    return *this;
  }
  ~Maybe() = default;

  [[nodiscard]] bool has_value() const { return value_ != nullptr; }
  explicit operator bool() const { return value_ != nullptr; }
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }
  template <typename... Args>
  T& emplace(Args&&... args) {
    value_ = std::make_unique<T>(std::forward<Args>(args)...);
    return *value_;
  }
  void reset() { value_.reset(); }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace proviso::syntax
