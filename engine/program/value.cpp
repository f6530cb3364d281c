// SPDX-License-Identifier: Apache-2.0
#include "engine/program/value.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/calendar/deadline.h"

namespace proviso {

bool ValuePool::ListLess::operator()(const std::vector<Value>& a, const std::vector<Value>& b) const {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](const Value& x, const Value& y) {
    return x.kind != y.kind ? x.kind < y.kind : x.payload < y.payload;
  });
}

ValuePool::ValuePool(const ValuePool* below) : below_(below) {
  if (below == nullptr) return;
  text_base_ = below->text_base_ + static_cast<std::int64_t>(below->texts_.size());
  list_base_ = below->list_base_ + static_cast<std::int64_t>(below->lists_.size());
}

Value ValuePool::text(std::string_view text) {
  for (const ValuePool* pool = this; pool != nullptr; pool = pool->below_) {
    if (const auto it = pool->text_index_.find(text); it != pool->text_index_.end())
      return {Value::Kind::kText, it->second};
  }
  const auto handle = text_base_ + static_cast<std::int64_t>(texts_.size());
  texts_.emplace_back(text);
  text_index_.emplace(text, handle);
  return {Value::Kind::kText, handle};
}

Value ValuePool::list(const std::vector<Value>& items) {
  for (const ValuePool* pool = this; pool != nullptr; pool = pool->below_) {
    if (const auto it = pool->list_index_.find(items); it != pool->list_index_.end()) {
      return {Value::Kind::kList, it->second};
    }
  }
  const auto handle = list_base_ + static_cast<std::int64_t>(lists_.size());
  lists_.push_back(items);
  list_index_.emplace(items, handle);
  return {Value::Kind::kList, handle};
}

std::string_view ValuePool::text_of(Value value) const {
  const ValuePool* pool = this;
  while (value.payload < pool->text_base_) pool = pool->below_;
  return pool->texts_[static_cast<std::size_t>(value.payload - pool->text_base_)];
}

const std::vector<Value>& ValuePool::items_of(Value value) const {
  const ValuePool* pool = this;
  while (value.payload < pool->list_base_) pool = pool->below_;
  return pool->lists_[static_cast<std::size_t>(value.payload - pool->list_base_)];
}

void ValuePool::clear() {
  texts_.clear();
  lists_.clear();
  text_index_.clear();
  list_index_.clear();
}

Value to_value(const model::Literal& literal, ValuePool& pool) {
  struct Visitor {
    ValuePool& pool;
    Value operator()(bool yes) const { return Value::yes_no(yes); }
    Value operator()(Number n) const { return Value::number(n); }
    Value operator()(const std::string& text) const { return pool.text(text); }
    Value operator()(Date date) const { return Value::date(date); }
    Value operator()(Duration duration) const { return Value::duration(duration); }
    Value operator()(model::PartyId id) const { return Value::party(id); }
    Value operator()(model::Choice choice) const { return Value::choice(choice.index); }
    Value operator()(const model::LiteralList& list) const {
      std::vector<Value> items;
      for (const model::Literal& item : list) items.push_back(to_value(item, pool));
      return pool.list(items);
    }
  };
  return std::visit(Visitor{pool}, literal.value);
}

std::string value_text(Value value, const model::Type& type, const model::Framework& framework, const ValuePool& pool) {
  switch (value.kind) {
    case Value::Kind::kUnknown:
      return "unknown";
    case Value::Kind::kYesNo:
      return value.is_yes() ? "yes" : "no";
    case Value::Kind::kNumber:
      return number_text(value.as_number());
    case Value::Kind::kText:
      return fmt::format("\"{}\"", pool.text_of(value));
    case Value::Kind::kDate:
      return long_date(value.as_date());
    case Value::Kind::kDuration:
      return duration_text(value.as_duration());
    case Value::Kind::kParty:
      return framework.parties[static_cast<std::size_t>(value.payload)].name;
    case Value::Kind::kChoice:
      return type.values[static_cast<std::size_t>(value.payload)];
    case Value::Kind::kList: {
      std::string result;
      for (const Value& item : pool.items_of(value)) {
        if (!result.empty()) result += ", ";
        result += value_text(item, type.element.front(), framework, pool);
      }
      return result.empty() ? "none" : result;
    }
  }
  return {};
}

}  // namespace proviso
