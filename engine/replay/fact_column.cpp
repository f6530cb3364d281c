// SPDX-License-Identifier: Apache-2.0
// Values by way of run::value_from_text; what has been read once is remembered.
#include "engine/replay/fact_column.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/run/binding.h"

namespace proviso::replay {
namespace {

/// More distinct cells than this are read anew each time: they hardly repeat, and memory has an end.
constexpr std::size_t kMostRemembered = 65'536;

/// The words of a map's value as the rule language has them: YAML's own `true` is `yes`.
std::string words_of(const YamlValue& value, const model::Type& type) {
  if (type.kind == model::TypeKind::kYesNo && !value.quoted) {
    if (value.text == "true") return "yes";
    if (value.text == "false") return "no";
  }
  return value.text;
}

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

}  // namespace

FactColumn::FactColumn(const program::Program& program, std::uint32_t fact, std::size_t column)
    : program_(program), fact_(fact), column_(column) {
  const model::Type& type = program.framework->facts[fact].type;
  is_list_ = type.kind == model::TypeKind::kList;
  none_is_empty_ = is_list_ && std::ranges::count(type.element.front().values, "none") == 0;
}

void FactColumn::remember(std::string_view cell, Value value) {
  if (values_.size() < kMostRemembered && known_.add(cell).second) values_.push_back(value);
}

void FactColumn::take(const MapFact& map, ValuePool& pool, DiagnosticReport& report) {
  const model::Fact& declared = program_.framework->facts[fact_];
  if (map.separator) {
    if (!is_list_) {
      report.error(Code::kDocumentValue, map.separator->span,
                   fmt::format("`{}` takes one value ({}), so its cells are not divided", declared.name,
                               model::type_text(declared.type)),
                   "take `separator` out");
    }
    separator_ = map.separator->text;
  }
  const model::Type& single = is_list_ ? declared.type.element.front() : declared.type;
  for (const MapValue& entry : map.values) {
    if (!is_list_ && entry.value.kind == YamlValue::Kind::kSequence) {
      report.error(Code::kDocumentValue, entry.value.span,
                   fmt::format("`{}` takes one value ({}), not a list", declared.name, model::type_text(declared.type)),
                   "write the value without brackets");
      continue;
    }
    std::vector<std::string> items;
    if (entry.value.kind == YamlValue::Kind::kSequence) {
      for (const YamlValue& item : entry.value.items) items.push_back(words_of(item, single));
    } else {
      items.push_back(words_of(entry.value, single));
      if (mapped_items_.add(entry.cell.text).second) item_words_.push_back(items.back());
    }
    const Result<Value> value = is_list_ ? run::list_value(program_, fact_, items, pool)
                                         : run::value_from_text(program_, fact_, items.front(), pool);
    if (!value) {
      report.error(Code::kDocumentValue, entry.value.span, value.error().message);
      continue;
    }
    remember(entry.cell.text, *value);
    listed_ += fmt::format("{}`{}`", listed_.empty() ? "" : ", ", entry.cell.text);
  }
}

Result<Value> FactColumn::read_new(std::string_view cell, ValuePool& pool) {
  Result<Value> value = is_list_ ? read_list(cell, pool) : run::value_from_text(program_, fact_, in_words(cell), pool);
  if (value) {
    remember(cell, *value);
    return value;
  }
  Error error = value.error();
  if (!listed_.empty()) error.message += fmt::format("; the map lists {}", listed_);
  return error;
}

/// Event logs, and programs that write tables, have `true` and `false` for `yes` and `no`.
std::string_view FactColumn::in_words(std::string_view cell) const {
  if (program_.framework->facts[fact_].type.kind != model::TypeKind::kYesNo) return cell;
  return cell == "true" ? "yes" : cell == "false" ? "no" : cell;
}

Result<Value> FactColumn::read_list(std::string_view cell, ValuePool& pool) const {
  std::vector<std::string> items;
  if (none_is_empty_ && cell == "none") return run::list_value(program_, fact_, items, pool);
  while (true) {
    const std::size_t end = std::min(cell.find(separator_), cell.size());
    const std::string_view item = without_blanks(cell.substr(0, end));
    if (item.empty()) {
      return Error{.code = ErrorCode::kInvalidArgument,
                   .message = fmt::format("an item of the list is empty; write its items with `{}` between them, and "
                                          "`none` for a list without any",
                                          separator_),
                   .attempted = {}};
    }
    const std::uint32_t mapped = mapped_items_.find(item);
    items.emplace_back(mapped == NameTable::kAbsent ? item : std::string_view(item_words_[mapped]));
    if (end == cell.size()) break;
    cell.remove_prefix(end + separator_.size());
  }
  return run::list_value(program_, fact_, items, pool);
}

}  // namespace proviso::replay
