// SPDX-License-Identifier: Apache-2.0
// What an operation that can fail returns. The member names are those of std::expected.
#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace proviso {

/// Why an operation failed. A code never changes meaning.
enum class ErrorCode : std::uint8_t {
  kInvalidRules,     ///< a rule file has errors; `message` holds them rendered, one block each
  kInvalidDocument,  ///< a calendar, case or map file is malformed
  kInvalidArgument,  ///< a value handed in does not fit (unknown event, wrong type, bad date)
  kOutsideCalendar,  ///< a count needs a day the calendar does not know
  kNotFound,         ///< a file or a name does not exist
  kUnreadable,       ///< a file exists and cannot be read as text (directory, too large, no permission)
  kUnwritable,       ///< an output could not be written
  kEnvironment,      ///< something outside Proviso is missing or failed (a program, memory, a disk)
  kLimitReached,     ///< a bound on depth, size or steps was reached
};

/// A failed operation: what went wrong and what was being attempted.
struct Error {
  ErrorCode code{};
  std::string message;    ///< lower case, no full stop, names the thing and says what to do
  std::string attempted;  ///< the operation, for example "read calendar `england`"; may be empty
};

/// A value or an error. `[[nodiscard]]`: a failure is never dropped by accident.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const noexcept { return content_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// The value. Precondition: has_value().
  [[nodiscard]] const T& value() const& {
    assert(has_value());
    return *std::get_if<0>(&content_);
  }
  [[nodiscard]] T& value() & {
    assert(has_value());
    return *std::get_if<0>(&content_);
  }
  [[nodiscard]] T&& value() && {
    assert(has_value());
    return std::move(*std::get_if<0>(&content_));
  }
  [[nodiscard]] const T& operator*() const& { return value(); }
  [[nodiscard]] T& operator*() & { return value(); }
  [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }
  [[nodiscard]] const T* operator->() const { return &value(); }
  [[nodiscard]] T* operator->() { return &value(); }

  /// The error. Precondition: !has_value().
  [[nodiscard]] const Error& error() const& {
    assert(!has_value());
    return *std::get_if<1>(&content_);
  }

 private:
  std::variant<T, Error> content_;
};

}  // namespace proviso
