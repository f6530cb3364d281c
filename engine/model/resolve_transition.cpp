// SPDX-License-Identifier: Apache-2.0
// How cases begun under another framework go on under this one. The two share what is the same in both: the parties of
// one name, and the events and recorded facts of one name or of two that `event … is …` puts together.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/did_you_mean.h"
#include "engine/model/resolver.h"

namespace proviso::model {
namespace {

const syntax::SameThing* as_same_thing(const syntax::TransitionItem& item) {
  return std::get_if<syntax::SameThing>(&item);
}

}  // namespace

// Before anything is declared: what the followed framework shares depends on it.
void Resolver::find_followed(const std::vector<FileView>& files) {
  for (const syntax::Declaration& declaration : files.front().tree->declarations) {
    const auto* written = std::get_if<syntax::Transition>(&declaration);
    if (written == nullptr) continue;
    if (transition_ != nullptr) {
      report_.add({.code = Code::kDuplicateClause,
                   .severity = Severity::kError,
                   .message = "a framework continues one other framework",
                   .span = written->header,
                   .labels = {{transition_->header, "the first one"}},
                   .help = "leave one out; cases that began still earlier are carried over step by step"});
      continue;
    }
    transition_ = written;
    const auto part =
        part_named(written->framework, "a framework continues another one: name that under which the cases began");
    if (!part) continue;
    followed_ = part->value;
    framework_.parts[*followed_].kind = Part::Kind::kFollowed;
  }
  if (!followed_) return;
  for (const std::uint32_t part : {0U, *followed_}) {
    std::vector<std::size_t> own = spaces_[part].shared;
    own.push_back(spaces_[part].file);
    for (const std::size_t file : own) {
      for (const syntax::Declaration& declaration : files[file].tree->declarations) {
        if (const auto* table = std::get_if<syntax::Decision>(&declaration)) decided_.emplace(part, table->fact.text);
      }
    }
  }
}

/// What has a name of the followed framework in this one; nothing where it is a thing of its own.
std::optional<std::uint32_t> Resolver::same_here(SymbolKind kind, std::string_view name) const {
  if (kind == SymbolKind::kEvent || kind == SymbolKind::kFact) {
    bool taken = false;  // the name means another thing here
    for (const syntax::TransitionItem& item : transition_->items) {
      const syntax::SameThing* same = as_same_thing(item);
      if (same == nullptr || same->fact != (kind == SymbolKind::kFact)) continue;
      if (same->before.text == name) return framework_.find(kind, same->now.text);
      taken = taken || same->now.text == name;
    }
    if (taken) return std::nullopt;
  }
  return framework_.find(kind, name);
}

/// The fact that a recorded one of the followed framework is here: of the same type, and derived in neither.
std::optional<std::uint32_t> Resolver::same_fact(const syntax::Fact& written) {
  const auto same = same_here(SymbolKind::kFact, written.name.text);
  if (!same || written.means || decided_.contains({*followed_, written.name.text})) return std::nullopt;
  const auto here = std::find_if(spaces_.front().facts.begin(), spaces_.front().facts.end(),
                                 [&](const auto& fact) { return fact.second == *same; });
  if (here == spaces_.front().facts.end() || here->first->means || decided_.contains({0, here->first->name.text})) {
    return std::nullopt;
  }
  return framework_.facts[*same].type == type_of(written.type) ? same : std::nullopt;
}

std::uint32_t Resolver::carried_part(std::string_view of, Span span) {
  const std::string from = framework_.parts[*followed_].name;
  const std::string where = of.empty() ? std::string{} : fmt::format(" in {}", of);
  framework_.parts.push_back({fmt::format("cases carried over from {}{}", from, where),
                              fmt::format("Cases carried over from {}{}", from, where), span, Part::Kind::kCarried});
  return static_cast<std::uint32_t>(framework_.parts.size() - 1);
}

// Duties written in the transition are duties of a case, which opens on the day of the transition for those carried
// over, or for those carried over in one place.
void Resolver::declare_carried() {
  if (!followed_) return;
  enter(0);
  std::string of;
  Span span = transition_->header;
  std::optional<std::uint32_t> part;
  for (const syntax::TransitionItem& item : transition_->items) {
    if (const auto* a_place = std::get_if<syntax::Place>(&item)) {
      of.clear();
      for (const syntax::Name& stage : a_place->stages) of += (of.empty() ? "" : " or ") + stage.text;
      span = a_place->clause;
      part = std::nullopt;
    } else if (const auto* a_duty = std::get_if<syntax::Duty>(&item)) {
      if (!part) part = carried_part(of, span);
      carried_[a_duty] = *part;
      declare_duty(*a_duty, {Scope::Kind::kCase, *part});
    }
  }
}

void Resolver::same_thing(const syntax::SameThing& written) {
  const SymbolKind kind = written.fact ? SymbolKind::kFact : SymbolKind::kEvent;
  const auto now = look_up(kind, written.now);
  const auto before = look_up_in({*followed_}, kind, written.before);
  if (!now || !before || *now == *before) {
    if (!now || !before) return;
  } else {
    const Fact* here = written.fact ? &framework_.facts[*now] : nullptr;
    const Fact* there = written.fact ? &framework_.facts[*before] : nullptr;
    if (!written.fact) {
      report_.error(Code::kSameThing, written.span,
                    fmt::format("`{}` is another event here already", written.before.text),
                    "say of each event of the other framework once what it is");
    } else if (here->means || here->decision || there->means || there->decision) {
      const Fact& derived = here->means || here->decision ? *here : *there;
      report_.add({.code = Code::kSameThing,
                   .severity = Severity::kError,
                   .message = fmt::format("`{}` is derived, so its value does not go on", plain_name(derived.name)),
                   .span = written.span,
                   .labels = {{derived.span, "declared here"}},
                   .help = "leave this out: what is derived is worked out again under each of the rules"});
    } else {
      report_.add({.code = Code::kSameThing,
                   .severity = Severity::kError,
                   .message = fmt::format("`{}` is {}, and `{}` is {}", written.now.text, type_in_words(here->type),
                                          written.before.text, type_in_words(there->type)),
                   .span = written.span,
                   .labels = {{there->span, "declared here"}},
                   .help = "only facts of one type can be the same; leave this out, or give the new fact that type"});
    }
    return;
  }
  const auto first = std::find_if(transition_->items.begin(), transition_->items.end(), [&](const auto& item) {
    const syntax::SameThing* other = as_same_thing(item);
    return other != nullptr && other->fact == written.fact && other->before.text == written.before.text;
  });
  const syntax::SameThing* other = as_same_thing(*first);
  if (other == &written) {
    auto& same = framework_.transition->same;
    if (written.fact) same.push_back({FactId{*now}, written.before.text, written.span});
    if (!written.fact) same.push_back({EventId{*now}, written.before.text, written.span});
    return;
  }
  report_.add({.code = Code::kDuplicateClause,
               .severity = Severity::kError,
               .message = fmt::format("what `{}` is here is said twice", written.before.text),
               .span = written.span,
               .labels = {{other->span, "the first time"}},
               .help = "leave one out"});
}

void Resolver::handover(const syntax::Handover& written, Handovers& into) {
  const auto kind = static_cast<Handover::Kind>(written.kind);
  static_assert(static_cast<int>(Handover::Kind::kLapses) == static_cast<int>(syntax::Handover::Kind::kLapses));
  const auto twice = [&](std::string_view what, std::vector<Label> labels) {
    report_.add({.code = Code::kDuplicateClause,
                 .severity = Severity::kError,
                 .message = fmt::format("what becomes of {} is said twice", what),
                 .span = written.span,
                 .labels = std::move(labels),
                 .help = "leave one out"});
  };
  if (!written.duty) {
    if (into.others) return twice("other duties", {});
    into.others = kind;
    into.others_span = written.span;
    return;
  }
  const auto duty = look_up_in({*followed_}, SymbolKind::kDuty, *written.duty);
  if (!duty) return;
  Handover result{kind, {*duty}, {}, written.span};
  const auto first =
      std::find_if(into.named.begin(), into.named.end(), [&](const Handover& one) { return one.duty == result.duty; });
  if (first != into.named.end())
    return twice(fmt::format("`{}`", written.duty->text), {{first->span, "the first time"}});
  if (kind == Handover::Kind::kNewLimit) {
    const auto as = written.as ? look_up(SymbolKind::kDuty, *written.as) : find(SymbolKind::kDuty, written.duty->text);
    if (!as && !written.as) {
      report_.error(
          Code::kNewLimit, written.duty->span,
          fmt::format("there is no duty `{}` in this framework whose limit it could take", written.duty->text),
          "say which one: `takes the limit of <duty>`; or `runs on`, or `lapses`");
    }
    if (!as) return;
    result.as = {*as};
  }
  into.named.push_back(result);
}

void Resolver::place(const syntax::Place& written, Place& into) {
  into.kind = static_cast<Place::Kind>(written.kind);
  static_assert(static_cast<int>(Place::Kind::kEnd) == static_cast<int>(syntax::Place::Kind::kEnd));
  into.span = written.clause;
  into.citations = citations(written.cites);
  for (const syntax::Name& name : written.stages) {
    const auto stage = look_up_in({*followed_}, SymbolKind::kStage, name);
    if (!stage) continue;
    const Place* other = framework_.transition->place_of({*stage});
    const bool here = std::find(into.stages.begin(), into.stages.end(), StageId{*stage}) != into.stages.end();
    if (other != nullptr || here) {
      report_.add({.code = Code::kDuplicateClause,
                   .severity = Severity::kError,
                   .message = fmt::format("where cases in `{}` go on is said twice", name.text),
                   .span = name.span,
                   .labels = {{other != nullptr ? other->span : written.clause, "the first time"}},
                   .help = "leave one out"});
      continue;
    }
    into.stages.push_back({*stage});
  }
  if (!written.target) return;
  const auto target = look_up(SymbolKind::kStage, *written.target);
  if (target) into.target = {*target};
}

// A limit can be taken only of a duty that is owed where the case goes on.
void Resolver::check_new_limit(const Handover& word, const Place& place) {
  if (word.kind != Handover::Kind::kNewLimit || place.kind != Place::Kind::kGoOn) return;
  const Duty& as = framework_[word.as];
  const bool owed = as.scope.kind == Scope::Kind::kCase ||
                    as.scope.index == (as.scope.kind == Scope::Kind::kStage ? place.target.value
                                                                            : framework_[place.target].track.value);
  if (owed) return;
  report_.add({.code = Code::kNewLimit,
               .severity = Severity::kError,
               .message = fmt::format("`{}` is not owed in `{}`, where these cases go on", as.name,
                                      framework_[place.target].name),
               .span = word.span,
               .labels = {{as.name_span, "it is owed here"}},
               .help = "name a duty of that stage, of its track or of the case; or write `runs on` or `lapses`"});
}

void Resolver::transition() {
  if (!followed_) return;
  enter(0);
  framework_.transition = Transition{};
  Transition& result = *framework_.transition;
  result.followed = {*followed_};
  result.from = transition_->from.value;
  result.span = transition_->header;
  const syntax::Framework* header = spaces_.front().header;
  if (header != nullptr && header->from && result.from < header->from->value) {
    report_.add({.code = Code::kFrameworkDates,
                 .severity = Severity::kError,
                 .message = "cases are carried over before the framework comes into force",
                 .span = transition_->from.span,
                 .labels = {{header->from->span, "it comes into force here"}},
                 .help = "give a day on which the framework is in force"});
  }
  const auto current = [&]() -> Place* { return result.places.empty() ? nullptr : &result.places.back(); };
  const auto stays = [&](Span span, std::string_view what) {
    if (current() == nullptr || current()->kind != Place::Kind::kStay) return false;
    report_.add({.code = Code::kTransitionOrder,
                 .severity = Severity::kError,
                 .message = fmt::format("{} says nothing of cases that stay under the old rules", what),
                 .span = span,
                 .labels = {{current()->span, "these cases stay"}},
                 .help = "leave it out, or write it above the first `cases in`"});
    return true;
  };
  bool decided = false;
  for (const syntax::TransitionItem& item : transition_->items) {
    if (const auto* events = std::get_if<syntax::DecidedBy>(&item)) {
      if (decided) {
        report_.error(Code::kDuplicateClause, events->span, "what decides is said twice",
                      "leave one out; several events are joined by `or`");
      }
      decided = true;
      result.decided_span = events->span;
      for (const syntax::Name& name : events->events) {
        if (const auto event = look_up_in({*followed_}, SymbolKind::kEvent, name))
          result.decided_by.push_back({*event});
      }
    } else if (const auto* same = std::get_if<syntax::SameThing>(&item)) {
      same_thing(*same);
    } else if (const auto* a_place = std::get_if<syntax::Place>(&item)) {
      Place next;
      place(*a_place, next);
      result.places.push_back(std::move(next));
    } else if (const auto* word = std::get_if<syntax::Handover>(&item)) {
      if (stays(word->span, "a word on what is pending")) continue;
      handover(*word, current() == nullptr ? result.duties : current()->duties);
    } else if (const auto* a_duty = std::get_if<syntax::Duty>(&item)) {
      if (stays(a_duty->name.span, fmt::format("the duty `{}`", a_duty->name.text))) continue;
      (current() == nullptr ? result.carried : current()->carried) = PartId{carried_.at(a_duty)};
    }
  }
  check_words();
}

bool Resolver::owed_in(DutyId duty, const Place& place) const {
  return std::any_of(place.stages.begin(), place.stages.end(),
                     [&](StageId stage) { return may_be_pending_in(framework_, framework_[duty], stage); });
}

// A duty that is owed elsewhere only cannot be pending in a place.
void Resolver::check_words() {
  const Transition& transition = *framework_.transition;
  const auto says_nothing = [&](const Handover& word, std::string message, std::vector<Label> labels,
                                std::string help) {
    labels.push_back({framework_[word.duty].name_span, "it is owed here"});
    report_.add({.code = Code::kTransitionOrder,
                 .severity = Severity::kError,
                 .message = std::move(message),
                 .span = word.span,
                 .labels = std::move(labels),
                 .help = std::move(help)});
  };
  for (const Place& place : transition.places) {
    for (const Handover& word : place.duties.named) {
      check_new_limit(word, place);
      if (owed_in(word.duty, place)) continue;
      says_nothing(word, fmt::format("`{}` is not owed in these stages", plain_name(framework_[word.duty].name)),
                   {{place.span, "these cases"}}, "write it under the `cases in` of the stage in which it is owed");
    }
  }
  for (const Handover& word : transition.duties.named) {
    bool leads_on = transition.places.empty();  // that places are missing is said elsewhere
    for (const Place& place : transition.places) {
      if (place.kind == Place::Kind::kStay || !owed_in(word.duty, place)) continue;
      leads_on = true;
      const auto said = handover_of(transition, place, word.duty);
      if (said && said->span == word.span) check_new_limit(word, place);
    }
    if (leads_on) continue;
    says_nothing(
        word,
        fmt::format("no case in which `{}` can be pending goes on or ends", plain_name(framework_[word.duty].name)), {},
        "leave it out: cases that stay go by the old rules as before");
  }
}

/// A name of an example. Of a case begun under other rules it may be one of theirs: theirs first before the day.
std::optional<std::uint32_t> Resolver::look_up_example(SymbolKind kind, const syntax::Name& name, bool begun_under,
                                                       bool before) {
  if (!begun_under || !followed_) return look_up(kind, name);
  for (const std::uint32_t part : before ? std::array{*followed_, 0U} : std::array{0U, *followed_}) {
    if (framework_.find(kind, spaces_[part].prefix + name.text)) return look_up_in({part}, kind, name);
  }
  return look_up(kind, name);
}

}  // namespace proviso::model
