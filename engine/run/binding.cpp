// SPDX-License-Identifier: Apache-2.0
#include "engine/run/binding.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/did_you_mean.h"

namespace proviso::run {
namespace {

using model::Type;
using model::TypeKind;

std::string what_it_takes(const Type& type) {
  switch (type.kind) {
    case TypeKind::kYesNo:
      return "yes or no";
    case TypeKind::kNumber:
      return "a number such as 12 or 0.5";
    case TypeKind::kText:
      return "a text";
    case TypeKind::kDate:
      return "a date such as 2017-05-05";
    case TypeKind::kDuration:
      return "a duration such as 5 working days";
    case TypeKind::kParty:
      return "the name of a party";
    case TypeKind::kOneOf:
      return model::type_text(type);
    case TypeKind::kList:
      return fmt::format("a {}", model::type_text(type));
  }
  return {};
}

// Enough of a long text to know it again, cut between characters.
std::string_view beginning_of(std::string_view text) {
  constexpr std::size_t kShown = 80;
  if (text.size() <= kShown) return text;
  std::size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

Error misfit(const program::Program& program, std::uint32_t fact, std::string_view given, std::string help = {}) {
  const model::Fact& declared = program.framework->facts[fact];
  return {ErrorCode::kInvalidArgument,
          fmt::format("`{}` takes {}, not `{}`{}", declared.name, what_it_takes(declared.type), beginning_of(given),
                      help.empty() ? std::string{} : fmt::format("; {}", help)),
          {}};
}

std::optional<Duration> parse_duration(std::string_view text) {
  std::int32_t amount = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
  if (error != std::errc{} || amount < 0) return std::nullopt;
  std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (unit.empty() || unit.front() != ' ') return std::nullopt;
  unit.remove_prefix(1);
  if (!unit.empty() && unit.back() == 's') unit.remove_suffix(1);
  if (unit == "working day") return Duration{amount, Unit::kWorkingDays};
  if (unit == "calendar day") return Duration{amount, Unit::kCalendarDays};
  if (unit == "week") return Duration{amount, Unit::kWeeks};
  if (unit == "month") return Duration{amount, Unit::kMonths};
  if (unit == "year") return Duration{amount, Unit::kYears};
  return std::nullopt;
}

Result<Value> read(const program::Program& program, std::uint32_t fact, const Type& type, std::string_view text,
                   ValuePool& pool) {
  switch (type.kind) {
    case TypeKind::kYesNo:
      if (text == "yes") return Value::yes_no(true);
      if (text == "no") return Value::yes_no(false);
      return misfit(program, fact, text);
    case TypeKind::kNumber: {
      const auto number = parse_number(text);
      if (!number) return misfit(program, fact, text, std::string(number_out_of_bounds(text)));
      return Value::number(*number);
    }
    case TypeKind::kText:
      return pool.text(text);
    case TypeKind::kDate: {
      const auto date = parse_iso_date(text);
      if (!date) return misfit(program, fact, text);
      return Value::date(*date);
    }
    case TypeKind::kDuration: {
      const auto duration = parse_duration(text);
      if (!duration) return misfit(program, fact, text);
      return Value::duration(*duration);
    }
    case TypeKind::kParty: {
      const auto party = program.framework->find(model::SymbolKind::kParty, text);
      if (!party) {
        return misfit(program, fact, text, did_you_mean(text, program.framework->names(model::SymbolKind::kParty)));
      }
      return Value::party({*party});
    }
    case TypeKind::kOneOf: {
      const auto it = std::find(type.values.begin(), type.values.end(), text);
      if (it == type.values.end()) {
        const std::vector<std::string_view> known(type.values.begin(), type.values.end());
        return misfit(program, fact, text, did_you_mean(text, known));
      }
      return Value::choice(static_cast<std::uint32_t>(it - type.values.begin()));
    }
    case TypeKind::kList: {
      auto item = read(program, fact, type.element.front(), text, pool);
      if (!item) return item;
      return pool.list({*item});
    }
  }
  return misfit(program, fact, text);
}

}  // namespace

Result<Value> value_from_text(const program::Program& program, std::uint32_t fact, std::string_view text,
                              ValuePool& pool) {
  return read(program, fact, program.framework->facts[fact].type, text, pool);
}

Result<Value> list_value(const program::Program& program, std::uint32_t fact, const std::vector<std::string>& items,
                         ValuePool& pool) {
  const Type& type = program.framework->facts[fact].type;
  if (type.kind != TypeKind::kList) return misfit(program, fact, fmt::format("{}", fmt::join(items, ", ")));
  std::vector<Value> values;
  for (const std::string& item : items) {
    auto value = read(program, fact, type.element.front(), item, pool);
    if (!value) return value;
    values.push_back(*value);
  }
  return pool.list(values);
}

Result<Value> value_from(const program::Program& program, std::uint32_t fact, const FactValue& given, ValuePool& pool) {
  const Type& type = program.framework->facts[fact].type;
  if (const auto* yes = std::get_if<bool>(&given)) {
    if (type.kind != TypeKind::kYesNo) return misfit(program, fact, *yes ? "yes" : "no");
    return Value::yes_no(*yes);
  }
  if (const auto* whole = std::get_if<std::int64_t>(&given)) {
    const auto number = whole_number(*whole);
    if (type.kind != TypeKind::kNumber) return misfit(program, fact, std::to_string(*whole));
    if (!number)
      return misfit(program, fact, std::to_string(*whole), std::string(number_out_of_bounds(std::to_string(*whole))));
    return Value::number(*number);
  }
  if (const auto* date = std::get_if<Date>(&given)) {
    if (type.kind != TypeKind::kDate) return misfit(program, fact, iso_date(*date));
    return Value::date(*date);
  }
  if (const auto* items = std::get_if<std::vector<std::string>>(&given)) return list_value(program, fact, *items, pool);
  return value_from_text(program, fact, std::get<std::string>(given), pool);
}

bool records(const program::Program& program, std::uint32_t event, std::uint32_t fact) {
  const program::EventRow& row = program.events[event];
  const auto among = [&](program::Range records) {
    const auto facts = program.list(program.fact_lists, records);
    return std::find(facts.begin(), facts.end(), fact) != facts.end();
  };
  return among(row.records) || among(row.records_there);
}

}  // namespace proviso::run
