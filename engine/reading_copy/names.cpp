// SPDX-License-Identifier: Apache-2.0
#include "engine/reading_copy/names.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/model/wording.h"

namespace proviso::reading_copy {

using model::Framework;

std::string anchor(std::string_view kind, std::string_view name) {
  std::string result = fmt::format("{}-{}", kind, name);
  // The name of a linked framework stands before a slash.
  std::replace(result.begin(), result.end(), '/', '.');
  return result;
}

std::string title_of(std::string_view title, std::string_view name) {
  if (!title.empty() && title != name) return std::string(title);
  std::string words(name.substr(name.rfind('/') + 1));
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

std::string quoted(std::string_view text) { return fmt::format("“{}”", text); }

Phrase Names::link(std::string_view text, const std::string& anchor) const {
  return {text, fmt::format("{}#{}", page, anchor)};
}

Phrase Names::party(model::PartyId id) const {
  const model::Party& party = framework[id];
  return title_of(party.title, party.name);
}

Phrase Names::event(model::EventId id) const {
  const model::Event& event = framework[id];
  return link(title_of(event.title, event.name), anchor("event", event.name));
}

Phrase Names::events(const std::vector<model::EventId>& ids) const {
  std::vector<Phrase> parts;
  parts.reserve(ids.size());
  for (const model::EventId id : ids) parts.push_back(event(id));
  return joined(parts, "or");
}

Phrase Names::fact(model::FactId id) const {
  const model::Fact& fact = framework[id];
  const bool sentence = fact.type.kind == model::TypeKind::kYesNo;
  const bool noun = fact.type.kind == model::TypeKind::kDate && fact.title.starts_with("the ");
  return link(title_of(sentence || noun ? std::string_view(fact.title) : std::string_view(), fact.name),
              anchor("fact", fact.name));
}

Phrase Names::stage(model::StageId id) const {
  const model::Stage& stage = framework[id];
  return link(quoted(title_of(stage.title, stage.name)), anchor("stage", stage.name));
}

Phrase Names::track(model::TrackId id) const {
  const model::Track& track = framework[id];
  return link(quoted(title_of(track.title, track.name)), anchor("track", track.name));
}

Phrase Names::duty(model::DutyId id) const {
  const model::Duty& duty = framework[id];
  return link(quoted(title_of(duty.title, duty.name)), anchor("duty", duty.name));
}

Phrase Names::amount(const model::Amount& amount) const {
  const auto* id = std::get_if<model::ParameterId>(&amount);
  if (id == nullptr) return model::amount_text(framework, amount);
  const model::Parameter& parameter = framework[*id];
  const std::string target = anchor("parameter", parameter.name);
  if (parameter.versions.empty()) return link(title_of(parameter.title, parameter.name), target);
  if (parameter.versions.size() == 1) {
    return link(model::duration_text(framework, parameter.versions.front().value), target);
  }
  std::vector<Phrase> versions;
  for (const model::ParameterVersion& version : parameter.versions) {
    versions.emplace_back(
        fmt::format("{} from {}", model::duration_text(framework, version.value), long_date(version.from)));
  }
  return link("the time in force", target) + " (" + joined(versions, "and") + ")";
}

Phrase Names::citation(const model::Citation& citation) const {
  const model::Source& source = framework[citation.source];
  Phrase result = link(title_of(source.title, source.name), anchor("source", source.name));
  if (!citation.place.empty()) result += ", " + quoted(citation.place);
  if (citation.unconfirmed) result += " (unconfirmed)";
  return result;
}

}  // namespace proviso::reading_copy
