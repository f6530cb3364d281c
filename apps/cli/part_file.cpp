// SPDX-License-Identifier: Apache-2.0
// Numbers stand by the program's own: a part means nothing without the very rules it was made by, which its receipt
// names.
#include "apps/cli/part_file.h"

#include <algorithm>

#include <fmt/format.h>

#include "apps/cli/json.h"
#include "apps/cli/json_values.h"
#include "apps/cli/read_receipt.h"
#include "base/civil_date.h"

namespace proviso::cli {
namespace {

constexpr const char* kSchema = "proviso/replay-part/1";

/// Says what is wrong with a part; caught where it is read.
struct Wrong {
  std::string what;
};

Json seen_json(const replay::FirstSeen& seen) { return Json::array({seen.count, seen.ordinal, seen.first_case}); }

replay::FirstSeen seen_of(const Json& json) {
  return {json.at(0).get<std::uint64_t>(), json.at(1).get<std::uint64_t>(), json.at(2).get<std::string>()};
}

Json days_json(const replay::DayCounts& days) {
  Json json = list();
  for (const auto& [number, times] : days.listed()) json.push_back(Json::array({number, times}));
  return json;
}

replay::DayCounts days_of(const Json& json) {
  replay::DayCounts days;
  for (const Json& one : json) days.add(one.at(0).get<std::int32_t>(), one.at(1).get<std::uint64_t>());
  return days;
}

Json reasons_json(const std::vector<replay::Reason>& reasons) {
  Json json = list();
  for (const replay::Reason& reason : reasons) {
    json.push_back(Json::array({static_cast<unsigned>(reason.doubt.kind), reason.doubt.index, seen_json(reason.seen)}));
  }
  return json;
}

std::vector<replay::Reason> reasons_of(const Json& json) {
  std::vector<replay::Reason> reasons;
  for (const Json& one : json) {
    const auto kind = one.at(0).get<unsigned>();
    if (kind > static_cast<unsigned>(run::Doubt::Kind::kMoment)) throw Wrong{"a reason is of no known kind"};
    reasons.push_back({{static_cast<run::Doubt::Kind>(kind), one.at(1).get<std::uint32_t>()}, seen_of(one.at(2))});
  }
  return reasons;
}

template <typename Numbers>
void read_numbers(const Json& json, Numbers& numbers) {
  if (!json.is_array() || json.size() != std::size(numbers)) throw Wrong{"a list is too long or too short"};
  for (std::size_t i = 0; i < json.size(); ++i) numbers[i] = json[i].get<std::uint64_t>();
}

constexpr replay::DayCounts replay::DutyTally::*kDayCounts[] = {
    &replay::DutyTally::taken, &replay::DutyTally::late_working, &replay::DutyTally::late_calendar,
    &replay::DutyTally::overdue_working, &replay::DutyTally::overdue_calendar};
constexpr const char* kDayNames[] = {"taken", "late_working", "late_calendar", "overdue_working", "overdue_calendar"};

Json tallies_json(const replay::Tallies& tallies) {
  Json json;
  json["cases"] = tallies.cases;
  json["events"] = tallies.events;
  json["left_out"] = tallies.left_out;
  json["stage_cases"] = tallies.stage_cases;
  json["tracks"] = list();
  for (const replay::TrackTally& track : tallies.tracks) {
    Json sets = list();
    for (const auto& [set, cases] : track.sets) sets.push_back(Json::array({set, cases}));
    json["tracks"].push_back(Json{{"sets", std::move(sets)}, {"undecided", reasons_json(track.undecided)}});
  }
  json["facts"] = list();
  for (const replay::FactTally& fact : tallies.facts) {
    json["facts"].push_back(Json::array({fact.known, fact.unknown, fact.values}));
  }
  json["duties"] = list();
  for (const replay::DutyTally& duty : tallies.duties) {
    Json one;
    one["counts"] = Json::array({duty.instances, duty.too_early, duty.out_of_time, duty.assumed});
    one["by_status"] = duty.by_status;
    for (std::size_t i = 0; i < std::size(kDayCounts); ++i) one[kDayNames[i]] = days_json(duty.*kDayCounts[i]);
    one["undecided"] = reasons_json(duty.undecided);
    json["duties"].push_back(std::move(one));
  }
  json["findings"] = list();
  for (const replay::FindingTally& kind : tallies.findings) {
    json["findings"].push_back(Json::array({kind.count, kind.cases}));
  }
  json["unexpected"] = list();
  for (const replay::FirstSeen& seen : tallies.unexpected) json["unexpected"].push_back(seen_json(seen));
  json["errors"] = list();
  for (const auto& [text, seen] : tallies.errors) json["errors"].push_back(Json::array({text, seen_json(seen)}));
  return json;
}

/// A list of as many members as there must be.
const Json& sized(const Json& json, const char* name, std::size_t size) {
  const Json& found = json.at(name);
  if (!found.is_array() || found.size() != size) throw Wrong{fmt::format("`{}` does not fit the rules", name)};
  return found;
}

replay::Tallies tallies_of(const Json& json, const program::Program& program) {
  replay::Tallies tallies(program);
  tallies.cases = json.at("cases").get<std::uint64_t>();
  tallies.events = json.at("events").get<std::uint64_t>();
  tallies.left_out = json.at("left_out").get<std::uint64_t>();
  read_numbers(json.at("stage_cases"), tallies.stage_cases);
  const Json& tracks = sized(json, "tracks", tallies.tracks.size());
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    for (const Json& one : tracks[i].at("sets")) {
      const auto set = one.at(0).get<replay::StageSet>();
      const auto is_stage = [&](std::uint32_t stage) { return stage < program.stages.size() || stage == run::kNone; };
      if (!std::ranges::all_of(set, is_stage)) throw Wrong{"a stage does not fit the rules"};
      tallies.tracks[i].sets[set] = one.at(1).get<std::uint64_t>();
    }
    tallies.tracks[i].undecided = reasons_of(tracks[i].at("undecided"));
  }
  const Json& facts = sized(json, "facts", tallies.facts.size());
  for (std::size_t i = 0; i < facts.size(); ++i) {
    tallies.facts[i].known = facts[i].at(0).get<std::uint64_t>();
    tallies.facts[i].unknown = facts[i].at(1).get<std::uint64_t>();
    read_numbers(facts[i].at(2), tallies.facts[i].values);
  }
  const Json& duties = sized(json, "duties", tallies.duties.size());
  for (std::size_t i = 0; i < duties.size(); ++i) {
    replay::DutyTally& duty = tallies.duties[i];
    const Json& counts = sized(duties[i], "counts", 4);
    duty.instances = counts[0].get<std::uint64_t>();
    duty.too_early = counts[1].get<std::uint64_t>();
    duty.out_of_time = counts[2].get<std::uint64_t>();
    duty.assumed = counts[3].get<std::uint64_t>();
    read_numbers(duties[i].at("by_status"), duty.by_status);
    for (std::size_t k = 0; k < std::size(kDayCounts); ++k) duty.*kDayCounts[k] = days_of(duties[i].at(kDayNames[k]));
    duty.undecided = reasons_of(duties[i].at("undecided"));
  }
  const Json& findings = sized(json, "findings", tallies.findings.size());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    tallies.findings[i] = {findings[i].at(0).get<std::uint64_t>(), findings[i].at(1).get<std::uint64_t>()};
  }
  const Json& unexpected = sized(json, "unexpected", tallies.unexpected.size());
  for (std::size_t i = 0; i < unexpected.size(); ++i) tallies.unexpected[i] = seen_of(unexpected[i]);
  for (const Json& one : json.at("errors"))
    tallies.errors.emplace_back(one.at(0).get<std::string>(), seen_of(one.at(1)));
  return tallies;
}

Error not_a_part(const std::string& name, std::string_view why) {
  return {ErrorCode::kInvalidDocument, fmt::format("`{}` is not a part of a replay: {}", name, why), "read a part"};
}

}  // namespace

struct PartFile::Content {
  Json tallies;
};

PartFile::PartFile() : content_(std::make_unique<Content>()) {}
PartFile::~PartFile() = default;
PartFile::PartFile(PartFile&&) noexcept = default;
PartFile& PartFile::operator=(PartFile&&) noexcept = default;

std::string part_text(const Part& part, const replay::Tallies& tallies) {
  Json json;
  json["schema"] = kSchema;
  json["shard"] = part.shard.number;
  json["of"] = part.shard.of;
  json["cases_numbered"] = part.by_place ? "by place" : "one by one";
  json["as_of"] = iso_date(part.as_of);
  json["receipt"] = Json::parse(receipt_object(part.receipt));
  json["tallies"] = tallies_json(tallies);
  json["findings"] = list();
  for (const auto& [ordinal, row] : part.findings) json["findings"].push_back(Json::array({ordinal, row}));
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<PartFile> PartFile::read(std::string name, std::string_view text) {
  PartFile file;
  file.name_ = std::move(name);
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return not_a_part(file.name_, "it is not JSON, or not all of it is there");
  try {
    if (!json.is_object() || json.value("schema", "") != kSchema) {
      return not_a_part(file.name_, fmt::format("its `schema` is not `{}`", kSchema));
    }
    const Result<receipt::Receipt> receipt = read_receipt_object(json.at("receipt").dump());
    if (!receipt) return not_a_part(file.name_, receipt.error().message);
    Part& part = file.part_;
    part.receipt = *receipt;
    part.shard = {json.at("shard").get<std::uint32_t>(), json.at("of").get<std::uint32_t>()};
    if (part.shard.number < 1 || part.shard.number > part.shard.of) throw Wrong{"its number is none"};
    part.by_place = json.at("cases_numbered").get<std::string>() == "by place";
    const std::optional<Date> as_of = parse_iso_date(json.at("as_of").get<std::string>());
    if (!as_of) throw Wrong{"`as_of` is not a day"};
    part.as_of = *as_of;
    for (const Json& one : json.at("findings")) {
      part.findings.emplace_back(one.at(0).get<std::uint64_t>(), one.at(1).get<std::string>());
    }
    if (!std::ranges::is_sorted(part.findings, {}, &PlacedRow::first)) throw Wrong{"its findings are out of order"};
    file.content_->tallies = std::move(json.at("tallies"));
  } catch (const Wrong& wrong) {
    return not_a_part(file.name_, wrong.what);
  } catch (const Json::exception&) {
    return not_a_part(file.name_, "something is missing in it, or is of another kind");
  }
  return file;
}

Result<replay::Tallies> PartFile::tallies(const program::Program& program) const {
  try {
    return tallies_of(content_->tallies, program);
  } catch (const Wrong& wrong) {
    return not_a_part(name_, wrong.what);
  } catch (const Json::exception&) {
    return not_a_part(name_, "something is missing in it, or is of another kind");
  }
}

}  // namespace proviso::cli
