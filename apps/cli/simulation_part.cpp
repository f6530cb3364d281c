// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/simulation_part.h"

#include <utility>

#include <fmt/format.h>

#include "apps/cli/json.h"
#include "apps/cli/json_values.h"
#include "apps/cli/read_receipt.h"

namespace proviso::cli {
namespace {

constexpr std::string_view kSchema = "proviso/simulation-part/1";

Error not_a_part(const std::string& name, std::string_view why) {
  return {ErrorCode::kInvalidDocument, fmt::format("`{}` is not a part of a simulation: {}", name, why), "read a part"};
}

}  // namespace

bool is_simulation_part(std::string_view text) {
  return text.substr(0, 100).find(fmt::format("\"{}\"", kSchema)) != std::string_view::npos;
}

std::string simulation_part_text(const SimulationPart& part) {
  Json json;
  json["schema"] = kSchema;
  json["shard"] = part.number;
  json["of"] = part.of;
  json["runs"] = part.runs;
  json["seed"] = part.seed;
  json["receipt"] = Json::parse(receipt_object(part.receipt));
  json["totals"] = part.totals;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<SimulationPart> read_simulation_part(const std::string& name, std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return not_a_part(name, "it is not JSON, or not all of it is there");
  try {
    if (!json.is_object() || json.value("schema", "") != kSchema) {
      return not_a_part(name, fmt::format("its `schema` is not `{}`", kSchema));
    }
    const Result<receipt::Receipt> receipt = read_receipt_object(json.at("receipt").dump());
    if (!receipt) return not_a_part(name, receipt.error().message);
    SimulationPart part;
    part.receipt = *receipt;
    part.number = json.at("shard").get<std::uint32_t>();
    part.of = json.at("of").get<std::uint32_t>();
    part.runs = json.at("runs").get<std::uint64_t>();
    part.seed = json.at("seed").get<std::uint64_t>();
    part.totals = json.at("totals").get<std::vector<std::vector<std::uint64_t>>>();
    if (part.number < 1 || part.number > part.of) return not_a_part(name, "its number is none");
    return part;
  } catch (const Json::exception&) {
    return not_a_part(name, "something is missing in it, or is of another kind");
  }
}

}  // namespace proviso::cli
