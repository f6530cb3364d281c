// SPDX-License-Identifier: Apache-2.0
// The small values that every JSON output is made of, and how a document becomes text.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "base/civil_date.h"
#include "base/source_file.h"
#include "base/span.h"
#include "proviso/date.h"

namespace proviso::cli {

using Json = nlohmann::ordered_json;  ///< members stay in the order in which they are written

/// Bytes that are no UTF-8 (a file name may hold them) become the replacement character rather than an exception.
inline std::string text_of(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

inline Json list() { return Json::array(); }

inline Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

inline Json date_or_null(const std::optional<Date>& date) { return date ? Json(iso_date(*date)) : Json(nullptr); }

template <typename Number>
Json number_or_null(const std::optional<Number>& number) {
  return number ? Json(*number) : Json(nullptr);
}

/// Adds the place of a span: where it begins and ends, lines and columns from 1.
inline void add_place(Json& json, Span span, const SourceSet& sources) {
  const SourceFile& file = sources[span.file];
  const LineColumn begin = file.position(span.begin);
  const LineColumn end = file.position(span.end);
  json["file"] = file.path();
  json["line"] = begin.line;
  json["column"] = begin.column;
  json["end_line"] = end.line;
  json["end_column"] = end.column;
}

}  // namespace proviso::cli
