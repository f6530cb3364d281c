// SPDX-License-Identifier: Apache-2.0
// YAML through a guard: a document becomes a plain tree of texts, lists and keys, or every mistake is reported.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "base/span.h"
#include "proviso/date.h"
#include "proviso/vocabulary.h"

namespace proviso {

/// The bounds of a document. Reaching one is PV0504.
inline constexpr std::size_t kMostYamlBytes = std::size_t{8} * 1024 * 1024;
inline constexpr std::size_t kMostYamlNodes = 1'000'000;  ///< keys, texts, lists and groups of keys
inline constexpr std::size_t kMostYamlDepth = 64;         ///< lists and groups of keys within each other

/// A document with more mistakes than this is not read on: they have one cause.
inline constexpr std::size_t kMostDocumentProblems = 200;

/// A text with the place where it was written.
struct SpannedText {
  std::string text;
  Span span;
};

struct YamlEntry;

/// One value of a document, as written: nothing has been taken for a number, a date or a yes yet.
/// At most kMostYamlDepth deep, so that walking and destroying it may recurse.
struct YamlValue {
  enum class Kind : std::uint8_t {
    kEmpty,     ///< nothing written, or `null` or `~` without quotes
    kText,      ///< a single value
    kSequence,  ///< a list
    kMap,       ///< a group of `key: value`
  };

  Kind kind = Kind::kEmpty;
  bool quoted = false;             ///< kText: written in quotes or as a block
  Span span;                       ///< for kEmpty where the value would stand
  std::string text;                ///< kText: without quotes and escapes
  std::vector<YamlValue> items;    ///< kSequence
  std::vector<YamlEntry> entries;  ///< kMap: in the order written; no key twice

  /// The value of a key; null where the key is not given.
  [[nodiscard]] const YamlValue* find(std::string_view key) const;
};

/// A key and its value.
struct YamlEntry {
  SpannedText key;
  YamlValue value;
};

/// Reads one document. Anchors, aliases, tags (PV0502), keys given twice (PV0503), what passes the bounds (PV0504) and
/// whatever is not well-formed (PV0501) is reported at its place in `file`.
/// @return nothing where anything was reported.
std::optional<YamlValue> read_yaml(const SourceFile& file, DiagnosticReport& report);

/// @name Reading values
/// Each takes a value only if it is written exactly so, and otherwise reports what was expected (PV0507, PV0508) and
/// returns nothing. `what` is the key or thing the value is given for, as the author knows it: `on`.
/// @{

/// A text that is not empty. Quotes make no difference.
std::optional<SpannedText> as_text(const YamlValue& value, std::string_view what, DiagnosticReport& report);
/// `2017-05-05`, with or without quotes.
std::optional<Date> as_date(const YamlValue& value, std::string_view what, DiagnosticReport& report);
/// Digits without leading zeros, a minus sign allowed; no quotes.
std::optional<std::int64_t> as_whole_number(const YamlValue& value, std::string_view what, DiagnosticReport& report);
/// `yes`, `no`, `true` or `false` in small letters, no quotes.
std::optional<bool> as_bool(const YamlValue& value, std::string_view what, DiagnosticReport& report);
/// `4 calendar days`, `1 month`.
std::optional<Duration> as_duration(const YamlValue& value, std::string_view what, DiagnosticReport& report);
/// The items of a list. Null where it is none.
const std::vector<YamlValue>* as_list(const YamlValue& value, std::string_view what, DiagnosticReport& report);
/// A list of texts; those that are none are reported and left out. Nothing where it is no list.
std::optional<std::vector<SpannedText>> as_texts(const YamlValue& value, std::string_view what,
                                                 DiagnosticReport& report);

/// `10:30` exactly; nothing for a time that does not exist.
std::optional<std::chrono::minutes> parse_time(std::string_view text);
std::optional<std::chrono::minutes> as_time(const YamlValue& value, std::string_view what, DiagnosticReport& report);

/// `2017-05-05` or `2017-05-05T10:30` exactly; nothing for a day or a time that does not exist.
std::optional<DayTime> parse_day_time(std::string_view text);
std::optional<DayTime> as_day_time(const YamlValue& value, std::string_view what, DiagnosticReport& report);

/// @}

/// A key a group may have.
struct YamlKey {
  std::string_view name;
  bool required = false;
};

/// Whether a value is a group of keys; reports it if not (PV0507), each key that `keys` does not list with the nearest
/// that it does (PV0505), and each required key that is missing (PV0506). True also where keys were reported.
/// @param what  the thing described, with its article where it has one: "a calendar".
bool check_keys(const YamlValue& value, std::string_view what, std::initializer_list<YamlKey> keys,
                DiagnosticReport& report);

}  // namespace proviso
