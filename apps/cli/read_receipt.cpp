// SPDX-License-Identifier: Apache-2.0
// Reads a receipt strictly: whoever relies on one must not rely on something that was passed over.
#include "apps/cli/read_receipt.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "apps/cli/json.h"
#include "apps/cli/options.h"
#include "base/civil_date.h"

namespace proviso::cli {
namespace {

using Json = nlohmann::ordered_json;
using receipt::Input;

/// Takes members out of an object; the first that is not as it should be is kept, and everything after it is empty.
class Reader {
 public:
  [[nodiscard]] const std::string& mistake() const { return mistake_; }
  void wrong(std::string mistake) {
    if (mistake_.empty()) mistake_ = std::move(mistake);
  }

  /// Nothing but these members may stand in an object.
  void only(const Json& json, std::initializer_list<std::string_view> known) {
    if (!json.is_object()) return;
    for (const auto& [key, value] : json.items()) {
      if (std::find(known.begin(), known.end(), key) == known.end()) wrong(fmt::format("it cannot have `{}`", key));
    }
  }
  const Json& member(const Json& json, const char* name) {
    static const Json kNothing;
    if (json.is_object()) {
      if (const auto found = json.find(name); found != json.end()) return *found;
    }
    wrong(fmt::format("`{}` is missing", name));
    return kNothing;
  }
  std::string text(const Json& json, const char* name) {
    const Json& value = member(json, name);
    if (value.is_string()) return value.get<std::string>();
    wrong(fmt::format("`{}` is not a text", name));
    return {};
  }
  std::string hash(const Json& json, const char* name = "sha256", std::size_t size = 64) {
    std::string value = text(json, name);
    const bool digits = value.size() == size && value.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!digits) wrong(fmt::format("a `{}` is not {} hexadecimal digits", name, size));
    return value;
  }
  std::optional<Date> date(const Json& json, const char* name) {
    const Json& value = member(json, name);
    if (value.is_null()) return std::nullopt;
    const std::optional<Date> day = value.is_string() ? parse_iso_date(value.get<std::string>()) : std::nullopt;
    if (!day) wrong(fmt::format("`{}` is not a day", name));
    return day;
  }
  const Json& list(const Json& json, const char* name) {
    static const Json kNothing = Json::array();
    const Json& value = member(json, name);
    if (value.is_array()) return value;
    wrong(fmt::format("`{}` is not a list", name));
    return kNothing;
  }
  const Json& object(const Json& json, const char* name) {
    static const Json kNothing = Json::object();
    const Json& value = member(json, name);
    if (value.is_object()) return value;
    wrong(fmt::format("`{}` is not an object", name));
    return kNothing;
  }

 private:
  std::string mistake_;
};

void read_options(Reader& reader, const Json& json, receipt::Receipt& receipt) {
  for (const auto& [name, value] : reader.object(json, "options").items()) {
    if (value.is_string()) {
      receipt.add_option(name, value.get<std::string>());
      continue;
    }
    const bool texts = value.is_array() && !value.empty() &&
                       std::all_of(value.begin(), value.end(), [](const Json& item) { return item.is_string(); });
    if (texts) {
      receipt.add_list(name, value.get<std::vector<std::string>>());
    } else {
      reader.wrong(fmt::format("the option `{}` is neither a text nor a list of texts", name));
    }
  }
}

receipt::Receipt read_inner(Reader& reader, const Json& json) {
  reader.only(json, {"id", "version", "command", "options", "as_of", "known_at", "rules", "calendars", "history"});
  receipt::Receipt receipt;
  receipt.version = reader.text(json, "version");
  receipt.command = reader.text(json, "command");
  read_options(reader, json, receipt);
  receipt.as_of = reader.date(json, "as_of");
  if (json.is_object() && json.contains("known_at")) receipt.known_at = reader.text(json, "known_at");
  for (const Json& one : reader.list(json, "rules")) {
    reader.only(one, {"file", "sha256"});
    receipt.inputs.push_back(
        {.role = Input::Role::kRules, .name = reader.text(one, "file"), .sha256 = reader.hash(one)});
  }
  for (const Json& one : reader.list(json, "calendars")) {
    reader.only(one, {"calendar", "sha256"});
    receipt.inputs.push_back(
        {.role = Input::Role::kCalendar, .name = reader.text(one, "calendar"), .sha256 = reader.hash(one)});
  }
  for (const Json& one : reader.list(json, "history")) {
    reader.only(one, {"role", "file", "sha256", "xxh3", "as_of"});
    const std::string role_text = reader.text(one, "role");
    const std::optional<Input::Role> role = receipt::role_named(role_text);
    if (!role || *role == Input::Role::kRules || *role == Input::Role::kCalendar) {
      reader.wrong(fmt::format("`{}` is no part of a history", role_text));
      break;
    }
    Input input{.role = *role, .name = reader.text(one, "file")};
    (*role == Input::Role::kEvents ? input.xxh3 : input.sha256) =
        *role == Input::Role::kEvents ? reader.hash(one, "xxh3", 32) : reader.hash(one);
    if (one.is_object() && one.contains("as_of")) input.as_of = reader.date(one, "as_of");
    receipt.inputs.push_back(std::move(input));
  }
  if (reader.mistake().empty() && reader.text(json, "id") != receipt.id()) {
    reader.wrong("its `id` does not belong to what it says; it has been altered");
  }
  return receipt;
}

}  // namespace

Result<receipt::SavedReceipt> read_receipt(const std::string& name, std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  Reader reader;
  receipt::SavedReceipt saved;
  if (json.is_discarded()) {
    reader.wrong("it is not JSON");
  } else if (const std::string schema = reader.text(json, "schema"); schema != kReceiptSchema) {
    reader.wrong(fmt::format("its `schema` is `{}` rather than `{}`", schema, kReceiptSchema));
  } else {
    reader.only(json, {"schema", "receipt", "output", "files"});
    saved.receipt = read_inner(reader, reader.object(json, "receipt"));
    const Json& output = reader.object(json, "output");
    reader.only(output, {"sha256", "bytes"});
    saved.output_sha256 = reader.hash(output);
    if (const Json& bytes = reader.member(output, "bytes"); bytes.is_number_unsigned()) {
      saved.output_bytes = bytes.get<std::uint64_t>();
    } else {
      reader.wrong("`bytes` is not a number");
    }
    for (const Json& one : reader.list(json, "files")) {
      reader.only(one, {"file", "sha256"});
      saved.files.push_back({.path = reader.text(one, "file"), .sha256 = reader.hash(one)});
    }
  }
  if (!reader.mistake().empty()) {
    return Error{ErrorCode::kInvalidDocument, fmt::format("`{}` is not a receipt: {}", name, reader.mistake()),
                 "read a receipt"};
  }
  return saved;
}

Result<receipt::Receipt> read_receipt_object(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  Reader reader;
  if (json.is_discarded()) reader.wrong("it is not JSON");
  receipt::Receipt receipt;
  if (reader.mistake().empty()) receipt = read_inner(reader, json);
  if (!reader.mistake().empty()) {
    return Error{ErrorCode::kInvalidDocument, fmt::format("its receipt: {}", reader.mistake()), "read a receipt"};
  }
  return receipt;
}

}  // namespace proviso::cli
