// SPDX-License-Identifier: Apache-2.0
// The text of a diagram, the same for every format; cleaned and wrapped here, escaped by each format.
#include "engine/graph/diagram_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/model/wording.h"

namespace proviso::graph {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// How many bytes the character at the front takes; 0 where it is malformed, overlong, a surrogate or too large.
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
  if (length == 0 || text.size() < length) return 0;
  if (!std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(length), continues)) return 0;
  if ((lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) >= 0xA0)) return 0;
  if ((lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) >= 0x90)) return 0;
  return length;
}

}  // namespace

std::string clean_text(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    const std::string_view character = text.substr(0, std::max<std::size_t>(length, 1));
    const unsigned lead = static_cast<unsigned char>(character[0]);
    // U+0080 to U+009F are control characters too, and U+FFFE and U+FFFF are not allowed in an SVG.
    const bool control =
        lead < 0x20 || lead == 0x7F || (lead == 0xC2 && length == 2 && static_cast<unsigned char>(character[1]) < 0xA0);
    const bool no_character = character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
    if (length == 0 || no_character) {
      result += kReplacement;
    } else if (control) {
      result += ' ';
    } else {
      result += character;
    }
    text.remove_prefix(character.size());
  }
  return result;
}

std::vector<std::string> wrap_text(std::string_view text, std::size_t width) {
  const std::string clean = clean_text(text);
  std::vector<std::string> lines(1);
  std::size_t used = 0;  // characters in the last line
  std::size_t at = 0;
  while (at < clean.size()) {
    const std::size_t begin = std::min(clean.find_first_not_of(' ', at), clean.size());
    const std::size_t end = std::min(clean.find(' ', begin), clean.size());
    at = end;
    if (begin == end) break;
    const auto count = static_cast<std::size_t>(std::count_if(clean.begin() + static_cast<std::ptrdiff_t>(begin),
                                                              clean.begin() + static_cast<std::ptrdiff_t>(end),
                                                              [](char c) { return !continues(c); }));
    if (used > 0 && used + 1 + count <= width) {
      lines.back() += ' ';
      ++used;
    } else if (used > 0) {
      lines.emplace_back();
      used = 0;
    }
    for (std::size_t i = begin; i < end; ++i) {
      if (!continues(clean[i]) && ++used > width) {
        lines.emplace_back();
        used = 1;
      }
      lines.back() += clean[i];
    }
  }
  return lines;
}

std::string_view caption(std::string_view title, std::string_view name) { return title.empty() ? name : title; }

std::string framework_caption(const model::Framework& framework) {
  std::string text(caption(framework.title, framework.name));
  if (!framework.version.empty()) text += ", " + framework.version;
  return text;
}

namespace {

std::vector<Entry> entries_of(const model::Framework& framework, const std::vector<model::DutyId>& duties,
                              model::Scope scope) {
  std::vector<Entry> entries;
  for (const model::DutyId id : duties) {
    const model::Duty& duty = framework[id];
    std::string sentence = model::duty_text(framework, duty);
    if (const std::string clock = model::clock_text(framework, duty); !clock.empty()) sentence += ", " + clock;
    if (duty.applies_if) sentence += ", applies if " + model::expression_text(framework, *duty.applies_if);
    for (const model::Once& once : duty.once) {
      sentence +=
          fmt::format(", once {} {}", model::status_text(once.status), model::actions_text(framework, once.actions));
    }
    entries.push_back({std::string(caption(duty.title, duty.name)), std::move(sentence),
                       model::citation_text(framework, duty.citations)});
  }
  for (const model::Trigger& trigger : framework.triggers) {
    if (trigger.scope.kind != scope.kind || trigger.scope.index != scope.index) continue;
    entries.push_back({std::string(caption(trigger.title, trigger.name)), model::trigger_text(framework, trigger),
                       model::citation_text(framework, trigger.citations)});
  }
  return entries;
}

}  // namespace

std::vector<Entry> case_entries(const model::Framework& framework, model::PartId part) {
  std::vector<model::DutyId> duties;
  for (std::uint32_t i = 0; i < framework.duties.size(); ++i) {
    const model::Scope& scope = framework.duties[i].scope;
    if (scope.kind == model::Scope::Kind::kCase && scope.index == part.value) duties.push_back({i});
  }
  return entries_of(framework, duties, {model::Scope::Kind::kCase, part.value});
}

std::vector<Entry> track_entries(const model::Framework& framework, model::TrackId track) {
  return entries_of(framework, framework[track].duties, {model::Scope::Kind::kTrack, track.value});
}

std::vector<Entry> stage_entries(const model::Framework& framework, model::StageId stage) {
  return entries_of(framework, framework[stage].duties, {model::Scope::Kind::kStage, stage.value});
}

std::string case_caption(const model::Framework& framework, model::PartId part) {
  if (part.value == 0 || part.value >= framework.parts.size()) return "While the case is open";
  const model::Part& linked = framework.parts[part.value];
  if (linked.kind == model::Part::Kind::kCarried) return linked.title;
  return fmt::format("While the case of {} is open", caption(linked.title, linked.name));
}

std::string entry_tooltip(const Entry& entry) {
  std::string text = fmt::format("{}: {}", entry.title, entry.sentence);
  if (!entry.citations.empty()) text += fmt::format(" [{}]", entry.citations);
  return text;
}

std::string arrow_text(const model::Framework& framework, const model::Move& move) {
  std::string text = model::occasion_text(framework, move);
  if (!move.actions.empty()) text += ' ' + model::actions_text(framework, move.actions);
  return text;
}

std::string begins_text(const model::Framework& framework, const model::Track& track) {
  if (!track.begins_when.empty()) return "begins when " + model::events_text(framework, track.begins_when);
  if (track.begins_condition) return "begins when " + model::expression_text(framework, *track.begins_condition);
  return {};
}

}  // namespace proviso::graph
