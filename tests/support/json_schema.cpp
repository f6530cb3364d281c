// SPDX-License-Identifier: Apache-2.0
// The only file that includes valijson.
#include "tests/support/json_schema.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "tests/support/tree.h"

namespace proviso::testing_support {

using nlohmann::json;

std::string schema_mistake(const std::string& schema_file, const std::string& json_text) {
  const std::filesystem::path folder = std::filesystem::path(schema_file).parent_path();
  const json schema_json = json::parse(file_text(schema_file));
  const json target = json::parse(json_text, nullptr, false);
  if (target.is_discarded()) return "it is not JSON";
  valijson::Schema schema;
  valijson::SchemaParser parser;  // draft 7
  parser.populateSchema<valijson::adapters::NlohmannJsonAdapter>(
      valijson::adapters::NlohmannJsonAdapter(schema_json), schema,
      [&](const std::string& uri) -> const json* {
        return std::make_unique<json>(json::parse(file_text(folder / uri))).release();
      },
      [](const json* document) { std::unique_ptr<const json> owned(document); });
  valijson::Validator validator;
  valijson::ValidationResults results;
  if (validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(target), &results)) return {};
  std::string mistakes;
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    for (const std::string& part : error.context) mistakes += part;
    mistakes += ": " + error.description + "\n";
  }
  return mistakes.empty() ? "it does not fit" : mistakes;
}

}  // namespace proviso::testing_support
