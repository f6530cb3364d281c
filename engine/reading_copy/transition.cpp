// SPDX-License-Identifier: Apache-2.0
#include "engine/reading_copy/transition.h"

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/reading_copy/page.h"

namespace proviso::reading_copy {
namespace {

using model::Handover;
using model::Place;

Phrase handover_words(const Names& names, const Handover& said) {
  const Phrase duty = names.duty(said.duty);
  switch (said.kind) {
    case Handover::Kind::kRunsOn:
      return duty + " runs on under its old limit";
    case Handover::Kind::kNewLimit:
      return said.as == said.duty ? duty + " takes the new limit" : duty + " takes the limit of " + names.duty(said.as);
    case Handover::Kind::kLapses:
      return duty + " lapses";
  }
  return {};
}

void add_handovers(Markup& html, const Names& names, const model::Handovers& said) {
  if (said.named.empty() && !said.others) return;
  html.open("ul").line();
  for (const Handover& one : said.named) html.element("li", {}, handover_words(names, one) + ".").line();
  if (said.others) {
    const bool on = *said.others == Handover::Kind::kRunsOn;
    html.element("li", {}, on ? "Other duties run on under their old limits." : "Other duties lapse.").line();
  }
  html.close().line();
}

Phrase place_words(const Names& names, const Place& place) {
  std::vector<Phrase> stages;
  for (const model::StageId stage : place.stages) stages.push_back(names.stage(stage));
  const Phrase cases = "Cases that stand in " + joined(stages, "or");
  switch (place.kind) {
    case Place::Kind::kGoOn:
      return cases + " go on in " + names.stage(place.target) + ".";
    case Place::Kind::kStay:
      return cases + " are finished under the old rules.";
    case Place::Kind::kEnd:
      return cases + " end there.";
  }
  return {};
}

}  // namespace

Markup transition(const Names& names) {
  Markup html;
  if (!names.framework.transition) return html;
  const model::Transition& all = *names.framework.transition;
  const model::Part& there = names.framework.parts[all.followed.value];
  html.append(heading(2, "Running cases", "transition"));
  html.element("p", {},
               fmt::format("From {} on, cases begun under {} go on under these rules.", long_date(all.from),
                           quoted(title_of(there.title, there.name))))
      .line();
  if (!all.decided_by.empty()) {
    html.element(
            "p", {},
            "A case stays under the old rules where this came before that day: " + names.events(all.decided_by) + ".")
        .line();
  }
  if (!all.same.empty()) {
    html.open("ul").line();
    for (const model::SameThing& same : all.same) {
      const auto* event = std::get_if<model::EventId>(&same.thing);
      const Phrase thing = event != nullptr ? names.event(*event) : names.fact(std::get<model::FactId>(same.thing));
      html.element("li", {}, thing + fmt::format(" is what the old rules call {}.", quoted(same.before))).line();
    }
    html.close().line();
  }
  add_handovers(html, names, all.duties);
  for (const Place& place : all.places) {
    html.element("p", {}, place_words(names, place)).line();
    if (!place.citations.empty()) {
      std::vector<Phrase> citations;
      for (const model::Citation& citation : place.citations) citations.push_back(names.citation(citation));
      html.element("p", {{"class", "citations"}}, "Rests on: " + joined(citations, "and")).line();
    }
    add_handovers(html, names, place.duties);
  }
  return html;
}

}  // namespace proviso::reading_copy
