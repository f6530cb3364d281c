// SPDX-License-Identifier: Apache-2.0
// How running cases go on: the day, what decides, what has two names, where cases go on, what becomes of what is
// pending.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/word_list.h"
#include "engine/change/comparison.h"

namespace proviso::change {
namespace {

using namespace model;

/// The names of a framework that is continued stand behind its own and a slash.
std::string plain(const std::string& name) { return name.substr(name.find('/') + 1); }

std::string quoted(const std::string& name) { return fmt::format("`{}`", plain(name)); }

const std::string& followed_name(const Framework& framework) {
  return framework.parts[framework.transition->followed.value].name;
}

/// One clause as what holds now, and as what something is instead of: `go on in x`, `going on in x`.
struct Words {
  std::string now;
  std::string instead;
};

Words place_words(const Framework& framework, const model::Place* place) {
  if (place == nullptr) return {"have no place", "having no place"};
  switch (place->kind) {
    case model::Place::Kind::kGoOn: {
      const std::string stage = quoted(framework[place->target].name);
      return {"go on in " + stage, "going on in " + stage};
    }
    case model::Place::Kind::kStay:
      return {"stay under the old rules", "staying under the old rules"};
    case model::Place::Kind::kEnd:
      return {"end", "ending"};
  }
  return {};
}

Words handover_words(const Framework& framework, const Handover& word) {
  switch (word.kind) {
    case Handover::Kind::kRunsOn:
      return {"runs on under its old limit", "running on under its old limit"};
    case Handover::Kind::kNewLimit: {
      const std::string duty = quoted(framework[word.as].name);
      return {"takes the limit of " + duty, "taking the limit of " + duty};
    }
    case Handover::Kind::kLapses:
      return {"lapses", "lapsing"};
  }
  return {};
}

/// Without a word it lapses.
Handover word_on(const Transition& transition, const model::Place& place, DutyId duty) {
  return handover_of(transition, place, duty).value_or(Handover{Handover::Kind::kLapses, duty, {}, place.span});
}

bool leads_on(const model::Place* place) { return place != nullptr && place->kind != model::Place::Kind::kStay; }

/// What is said of duties in a place, in sentences; of what lapses nothing.
std::vector<std::string> pending_lines(const Framework& framework, StageId stage, const model::Place& place) {
  std::vector<std::string> lines;
  for (std::uint32_t d = 0; d < framework.duties.size(); ++d) {
    if (!may_be_pending_in(framework, framework.duties[d], stage)) continue;
    const Handover word = word_on(*framework.transition, place, {d});
    if (word.kind == Handover::Kind::kLapses) continue;
    lines.push_back(
        fmt::format("what is pending of {} {}", quoted(framework.duties[d].name), handover_words(framework, word).now));
  }
  return lines;
}

/// `event site-seen`, in the names of that framework.
std::string thing_text(const Framework& framework, const SameThing& same) {
  const auto* event = std::get_if<EventId>(&same.thing);
  return event != nullptr ? fmt::format("event `{}`", framework[*event].name)
                          : fmt::format("fact `{}`", framework[std::get<FactId>(same.thing)].name);
}

std::vector<std::string> decided_names(const Framework& framework) {
  std::vector<std::string> names;
  for (const EventId event : framework.transition->decided_by) names.push_back(quoted(framework[event].name));
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

bool Comparison::left_out(const Framework& framework, std::string_view name) const {
  const bool both = before_.written.transition && now_.written.transition;
  return !both && framework.transition && framework.part_of_name(name) == framework.transition->followed;
}

void Comparison::transition_change(std::string_view aspect, std::string before, std::string after, std::string sentence,
                                   Span old_span, Span new_span, std::string citation) {
  add({.subject = Subject::kTransition,
       .kind = ChangeKind::kChanged,
       .name = followed_name(now_.written),
       .old_name = followed_name(before_.written),
       .aspect = std::string(aspect),
       .before = std::move(before),
       .after = std::move(after),
       .sentence = std::move(sentence),
       .details = {},
       .citation = std::move(citation),
       .old_place = old_place(old_span),
       .new_place = new_place(new_span)});
}

void Comparison::transition() {
  const std::optional<Transition>& before = before_.written.transition;
  const std::optional<Transition>& now = now_.written.transition;
  if (!before && !now) return;
  if (!before || !now) return whole_transition(now ? *now : *before, now.has_value());
  const std::string& old_name = followed_name(before_.written);
  const std::string& new_name = followed_name(now_.written);
  if (old_name != new_name) {
    transition_change("framework", old_name, new_name,
                      fmt::format("the framework continues `{}` instead of `{}`", new_name, old_name), before->span,
                      now->span);
  }
  if (before->from != now->from) {
    transition_change(
        "commencement", long_date(before->from), long_date(now->from),
        fmt::format("cases are carried over from {} instead of {}", long_date(now->from), long_date(before->from)),
        before->span, now->span);
  }
  const std::vector<std::string> decided_before = decided_names(before_.normal);
  const std::vector<std::string> decided_now = decided_names(now_.normal);
  if (decided_before != decided_now) {
    const std::string was = joined(decided_names(before_.written), "or");
    const std::string is = joined(decided_now, "or");
    const std::string sentence =
        was.empty() ? fmt::format("cases in which {} came before the day now stay under the old rules", is)
        : is.empty()
            ? fmt::format("cases in which {} came before the day no longer stay under the old rules", was)
            : fmt::format("cases stay under the old rules in which {} came before the day, instead of {}", is, was);
    transition_change("deciding event", was, is, sentence, was.empty() ? before->span : before->decided_span,
                      is.empty() ? now->span : now->decided_span);
  }
  same_things();
  places();
  pending();
}

/// Only one version continues another framework.
void Comparison::whole_transition(const Transition& transition, bool is_new) {
  const Side& side = is_new ? now_ : before_;
  const Framework& framework = side.written;
  const std::string& name = followed_name(framework);
  std::vector<std::string> details;
  if (!transition.decided_by.empty()) {
    details.push_back(fmt::format("cases in which {} came before the day stay under the old rules",
                                  joined(decided_names(framework), "or")));
  }
  for (const model::Place& place : transition.places) {
    for (const StageId stage : place.stages) {
      details.push_back(
          fmt::format("cases in {} {}", quoted(framework[stage].name), place_words(framework, &place).now));
      if (!leads_on(&place)) continue;
      for (std::string& line : pending_lines(framework, stage, place)) details.push_back(std::move(line));
    }
  }
  const std::string words = fmt::format("`{}` from {}", name, long_date(transition.from));
  Change change{.subject = Subject::kTransition,
                .kind = is_new ? ChangeKind::kAdded : ChangeKind::kRemoved,
                .name = name,
                .old_name = is_new ? std::string() : name,
                .aspect = {},
                .before = {},
                .after = {},
                .sentence = fmt::format("the framework {} continues {}", is_new ? "now" : "no longer", words),
                .details = std::move(details),
                .citation = {},
                .old_place = std::nullopt,
                .new_place = std::nullopt};
  (is_new ? change.after : change.before) = fmt::format("continues {} from {}", name, long_date(transition.from));
  (is_new ? change.new_place : change.old_place) = place(side.sources, transition.span);
  add(std::move(change));
}

void Comparison::same_things() {
  const auto by_text = [](const Side& side) {
    std::map<std::pair<std::string, std::string>, const SameThing*> things;
    for (const SameThing& same : side.written.transition->same) {
      things.emplace(std::pair(thing_text(side.normal, same), same.before), &same);
    }
    return things;
  };
  const auto before = by_text(before_);
  const auto now = by_text(now_);
  for (const auto& [key, same] : now) {
    if (before.contains(key)) continue;
    transition_change("other name", {}, thing_text(now_.written, *same) + " is " + same->before,
                      fmt::format("{} is now the same as `{}` of `{}`", thing_text(now_.written, *same), same->before,
                                  followed_name(now_.written)),
                      before_.written.transition->span, same->span);
  }
  for (const auto& [key, same] : before) {
    if (now.contains(key)) continue;
    transition_change("other name", thing_text(before_.written, *same) + " is " + same->before, {},
                      fmt::format("{} is no longer the same as `{}` of `{}`", thing_text(before_.written, *same),
                                  same->before, followed_name(before_.written)),
                      same->span, now_.written.transition->span);
  }
}

/// Where cases go on, stage by stage of the framework that is continued.
void Comparison::places() {
  const Transition& before = *before_.written.transition;
  const Transition& now = *now_.written.transition;
  for (std::uint32_t i = 0; i < now_.written.stages.size(); ++i) {
    const Stage& stage = now_.written.stages[i];
    const auto old = matching_.before(SymbolKind::kStage, i);
    if (now_.written[stage.track].part != now.followed || stage.end || !old) continue;
    const model::Place* was = before.place_of({*old});
    const model::Place* is = now.place_of({i});
    const Words old_normal = place_words(before_.normal, was);
    const Words new_normal = place_words(now_.normal, is);
    const std::string name = quoted(stage.name);
    const Span old_span = was == nullptr ? before.span : was->span;
    const Span new_span = is == nullptr ? now.span : is->span;
    if (old_normal.now != new_normal.now) {
      transition_change("place", place_words(before_.written, was).now, place_words(now_.written, is).now,
                        fmt::format("cases in {} {} instead of {}", name, place_words(now_.written, is).now,
                                    place_words(before_.written, was).instead),
                        old_span, new_span);
      if (leads_on(is) && !leads_on(was)) {
        changes_.meaning.back().details = pending_lines(now_.written, {i}, *is);
      }
    }
    if (was == nullptr || is == nullptr) continue;
    const std::string rested = citations_text(before_.written, was->citations);
    const std::string rests = citations_text(now_.written, is->citations);
    if (citations_text(before_.normal, was->citations) == citations_text(now_.normal, is->citations)) continue;
    transition_change("citation", rested, rests,
                      fmt::format("where cases in {} go on rests on {} instead of {}", name,
                                  rests.empty() ? "nothing" : rests, rested.empty() ? "nothing" : rested),
                      old_span, new_span, rests);
  }
}

/// What becomes of what is pending, in the stages from which cases go on or end in both versions; however it is put.
void Comparison::pending() {
  const Transition& before = *before_.written.transition;
  const Transition& now = *now_.written.transition;
  struct Found {
    std::vector<std::string> stages;
    Words was;
    Words is;
    Span old_span;
    Span new_span;
  };
  for (std::uint32_t d = 0; d < now_.written.duties.size(); ++d) {
    const Duty& duty = now_.written.duties[d];
    const auto old_duty = matching_.before(SymbolKind::kDuty, d);
    if (!old_duty) continue;
    std::vector<std::pair<std::pair<std::string, std::string>, Found>> found;  // by the words, in order
    for (std::uint32_t s = 0; s < now_.written.stages.size(); ++s) {
      const Stage& stage = now_.written.stages[s];
      const auto old_stage = matching_.before(SymbolKind::kStage, s);
      if (now_.written[stage.track].part != now.followed || stage.end || !old_stage) continue;
      const model::Place* was = before.place_of({*old_stage});
      const model::Place* is = now.place_of({s});
      if (!leads_on(was) || !leads_on(is) || !may_be_pending_in(now_.written, duty, {s})) continue;
      const Handover old_word = word_on(before, *was, {*old_duty});
      const Handover new_word = word_on(now, *is, {d});
      std::pair key(handover_words(before_.normal, old_word).now, handover_words(now_.normal, new_word).now);
      if (key.first == key.second) continue;
      auto known = std::find_if(found.begin(), found.end(), [&](const auto& one) { return one.first == key; });
      if (known == found.end()) {
        found.push_back({std::move(key),
                         {{},
                          handover_words(before_.written, old_word),
                          handover_words(now_.written, new_word),
                          old_word.span,
                          new_word.span}});
        known = std::prev(found.end());
      }
      known->second.stages.push_back(quoted(stage.name));
    }
    for (const auto& [key, one] : found) {
      transition_change("pending duty", one.was.now, one.is.now,
                        fmt::format("in cases that stand in {}, what is pending of {} {} instead of {}",
                                    joined(one.stages, "or"), quoted(duty.name), one.is.now, one.was.instead),
                        one.old_span, one.new_span);
    }
  }
}

}  // namespace proviso::change
