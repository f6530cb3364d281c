// SPDX-License-Identifier: Apache-2.0
#include "engine/reading_copy/procedure.h"

#include <fmt/format.h>

#include "engine/model/wording.h"
#include "engine/reading_copy/diagram.h"
#include "engine/reading_copy/page.h"
#include "engine/reading_copy/sentences.h"
#include "engine/reading_copy/transition.h"

namespace proviso::reading_copy {
namespace {

using model::Scope;

void add_citations(Markup& html, const Names& names, const std::vector<model::Citation>& citations) {
  if (citations.empty()) return;
  std::vector<Phrase> places;
  for (const model::Citation& citation : citations) places.push_back(names.citation(citation));
  Phrase words = "Rests on: ";
  for (std::size_t i = 0; i < places.size(); ++i) words += (i > 0 ? Phrase("; ") : Phrase()) + places[i];
  html.element("p", {{"class", "citations"}}, words).line();
}

void add_duty(Markup& html, const Names& names, const model::Duty& duty, int level) {
  html.open("div", {{"class", "clause"}});
  html.append(heading(level, title_of(duty.title, duty.name), anchor("duty", duty.name)));
  html.element("p", {}, duty_sentence(names, duty)).line();
  const std::vector<Remark> remarks = duty_remarks(names, duty);
  if (!remarks.empty()) {
    html.open("ul").line();
    for (const Remark& remark : remarks) {
      html.open("li").element("strong", {}, remark.label).phrase(" " + remark.words + ".").close().line();
    }
    html.close().line();
  }
  add_citations(html, names, duty.citations);
  html.close().line();
}

void add_triggers(Markup& html, const Names& names, Scope scope, int level) {
  for (const model::Trigger& trigger : names.framework.triggers) {
    if (trigger.scope.kind != scope.kind || trigger.scope.index != scope.index) continue;
    html.open("div", {{"class", "clause"}});
    html.append(heading(level, title_of(trigger.title, trigger.name), anchor("trigger", trigger.name)));
    html.element("p", {}, trigger_sentence(names, trigger)).line();
    add_citations(html, names, trigger.citations);
    html.close().line();
  }
}

bool has_triggers(const Names& names, Scope scope) {
  for (const model::Trigger& trigger : names.framework.triggers) {
    if (trigger.scope.kind == scope.kind && trigger.scope.index == scope.index) return true;
  }
  return false;
}

void add_stage(Markup& html, const Names& names, model::StageId id) {
  const model::Stage& stage = names.framework[id];
  html.open("div", {{"class", "stage"}});
  html.append(heading(4, "Stage: " + title_of(stage.title, stage.name), anchor("stage", stage.name)));
  for (const model::DutyId duty : stage.duties) add_duty(html, names, names.framework[duty], 5);
  add_triggers(html, names, {Scope::Kind::kStage, id.value}, 5);
  if (!stage.moves.empty()) {
    html.element("p", {{"class", "lead-in"}}, "What moves the case:");
    html.open("ul").line();
    for (const model::MoveId move : stage.moves) {
      html.open("li").phrase(move_sentence(names, names.framework[move]));
      add_citations(html, names, names.framework[move].citations);
      html.close().line();
    }
    html.close().line();
  }
  if (stage.end) html.element("p", {}, "The track ends here.").line();
  if (stage.may_end) html.element("p", {}, "The track may end here.").line();
  html.close().line();
}

void add_track(Markup& html, const Names& names, model::TrackId id) {
  const model::Track& track = names.framework[id];
  html.append(heading(3, "Track: " + title_of(track.title, track.name), anchor("track", track.name)));
  html.element("p", {}, begins_sentence(names, track)).line();
  const TrackSteps steps = steps_of(names, id);
  html.open("div", {{"class", "diagram"}}).line();
  html.open("div").append(picture(names, id, steps)).close().line();
  html.open("div").element("p", {{"class", "lead-in"}}, "The same in words:").append(outline(names, id, steps));
  html.close().line().close().line();
  const Scope scope{Scope::Kind::kTrack, id.value};
  if (!track.duties.empty() || has_triggers(names, scope)) {
    html.append(heading(4, fmt::format("In every stage of {}", quoted(title_of(track.title, track.name)))));
    for (const model::DutyId duty : track.duties) add_duty(html, names, names.framework[duty], 5);
    add_triggers(html, names, scope, 5);
  }
  for (const model::StageId stage : track.stages) add_stage(html, names, stage);
}

void add_part(Markup& html, const Names& names, std::uint32_t part) {
  const Scope scope{Scope::Kind::kCase, part};
  std::vector<const model::Duty*> duties;
  for (const model::Duty& duty : names.framework.duties) {
    if (duty.scope.kind == scope.kind && duty.scope.index == part) duties.push_back(&duty);
  }
  if (!duties.empty() || has_triggers(names, scope)) {
    html.append(heading(3, "For as long as the case is open"));
    for (const model::Duty* duty : duties) add_duty(html, names, *duty, 4);
    add_triggers(html, names, scope, 4);
  }
  for (std::uint32_t i = 0; i < names.framework.tracks.size(); ++i) {
    if (names.framework.tracks[i].part.value == part) add_track(html, names, {i});
  }
}

std::string part_heading(const model::Part& part) {
  const std::string title = title_of(part.title, part.name);
  switch (part.kind) {
    case model::Part::Kind::kLinked:
      return "Linked case: " + title;
    case model::Part::Kind::kFollowed:
      return "The rules that are continued: " + title;
    case model::Part::Kind::kCarried:
      return title;
  }
  return title;
}

}  // namespace

Markup procedure(const Names& names) {
  Markup html;
  html.append(heading(2, "The procedure", "procedure"));
  add_part(html, names, 0);
  html.append(transition(names));
  for (std::uint32_t part = 1; part < names.framework.parts.size(); ++part) {
    const model::Part& linked = names.framework.parts[part];
    html.append(heading(2, part_heading(linked), anchor("part", linked.name)));
    add_part(html, names, part);
  }
  return html;
}

}  // namespace proviso::reading_copy
