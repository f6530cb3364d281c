// SPDX-License-Identifier: Apache-2.0
// JSON documents against the schemas of docs/schema. Needs the library proviso_json_schema.
#pragma once

#include <string>

namespace proviso::testing_support {

/// What is wrong with a JSON text by the schema in a file (draft 7); empty: nothing. A schema may refer to others in
/// its folder.
std::string schema_mistake(const std::string& schema_file, const std::string& json_text);

}  // namespace proviso::testing_support
