// SPDX-License-Identifier: Apache-2.0
// Values of facts at run time: sixteen bytes each; texts and lists live in a pool and are equal exactly when their
// handles are.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/number.h"
#include "engine/model/model.h"
#include "proviso/date.h"
#include "proviso/vocabulary.h"

namespace proviso {

/// A fact's value, or unknown.
struct Value {
  enum class Kind : std::uint8_t { kUnknown, kYesNo, kNumber, kText, kDate, kDuration, kParty, kChoice, kList };
  Kind kind = Kind::kUnknown;
  std::int64_t payload = 0;

  static Value unknown() { return {}; }
  static Value yes_no(bool yes) { return {Kind::kYesNo, yes ? 1 : 0}; }
  static Value number(Number n) { return {Kind::kNumber, n.millionths}; }
  static Value date(Date d) { return {Kind::kDate, d.time_since_epoch().count()}; }
  static Value duration(Duration d) {
    return {Kind::kDuration,
            (static_cast<std::int64_t>(d.amount) * 256 + d.calendar) * 8 + static_cast<std::int64_t>(d.unit)};
  }
  static Value party(model::PartyId id) { return {Kind::kParty, id.value}; }
  static Value choice(std::uint32_t index) { return {Kind::kChoice, index}; }

  [[nodiscard]] bool known() const { return kind != Kind::kUnknown; }
  [[nodiscard]] bool is_yes() const { return kind == Kind::kYesNo && payload == 1; }
  [[nodiscard]] bool is_no() const { return kind == Kind::kYesNo && payload == 0; }
  [[nodiscard]] Number as_number() const { return Number{payload}; }
  [[nodiscard]] Date as_date() const { return Date{std::chrono::days{payload}}; }
  [[nodiscard]] Duration as_duration() const {
    return {static_cast<std::int32_t>(payload / 2048), static_cast<Unit>(payload % 8),
            static_cast<std::uint8_t>(payload / 8 % 256)};
  }

  friend bool operator==(const Value&, const Value&) = default;
};

/// Texts and lists, each kept once. A pool on top of another sees what is below it; the lower one must outlive it and
/// not change.
class ValuePool {
 public:
  explicit ValuePool(const ValuePool* below = nullptr);

  Value text(std::string_view text);
  Value list(const std::vector<Value>& items);
  [[nodiscard]] std::string_view text_of(Value value) const;            ///< Precondition: kText of this pool.
  [[nodiscard]] const std::vector<Value>& items_of(Value value) const;  ///< Precondition: kList of this pool.
  /// Drops everything but what lies below.
  void clear();

 private:
  struct ListLess {
    bool operator()(const std::vector<Value>& a, const std::vector<Value>& b) const;
  };
  const ValuePool* below_;
  std::int64_t text_base_ = 0;
  std::int64_t list_base_ = 0;
  std::vector<std::string> texts_;
  std::vector<std::vector<Value>> lists_;
  std::map<std::string, std::int64_t, std::less<>> text_index_;
  std::map<std::vector<Value>, std::int64_t, ListLess> list_index_;
};

/// A literal of the rules as a value.
Value to_value(const model::Literal& literal, ValuePool& pool);

/// A value for people, in the words of the rule language: `yes`, `sufficient`, `"a", "b"`, `no weaknesses` is `none`.
std::string value_text(Value value, const model::Type& type, const model::Framework& framework, const ValuePool& pool);

}  // namespace proviso
