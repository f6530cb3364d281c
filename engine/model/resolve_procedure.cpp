// SPDX-License-Identifier: Apache-2.0
// The procedure: tracks, stages and moves, triggers, and the actions that follow from them.
#include <algorithm>

#include <fmt/format.h>

#include "engine/model/resolver.h"

namespace proviso::model {
namespace {

bool shares_an_event(const std::vector<EventId>& a, const std::vector<EventId>& b) {
  return std::any_of(a.begin(), a.end(), [&](EventId id) { return std::find(b.begin(), b.end(), id) != b.end(); });
}

}  // namespace

void Resolver::track(const syntax::Track& written, TrackId id) {
  Track& track = framework_.tracks[id.value];
  if (written.begins.size() > 1) {
    report_.add({.code = Code::kDuplicateClause,
                 .severity = Severity::kError,
                 .message = fmt::format("the track `{}` says twice when it begins", written.name.text),
                 .span = written.begins[1].span,
                 .labels = {{written.begins[0].span, "the first time"}},
                 .help = "join the events with `or`"});
  }
  if (written.begins.empty()) return;
  const syntax::Begins& begins = written.begins.front();
  if (begins.condition) {
    track.begins_condition = condition(*begins.condition, "`begins when`");
  } else if (!begins.events.empty() && find(SymbolKind::kFact, begins.events.front().text)) {
    track.begins_condition = any_of_facts(begins.events);
  } else {
    track.begins_when = events(begins.events);
  }
}

void Resolver::stage(const syntax::Stage& written, StageId id) {
  std::optional<Span> ended;
  for (const syntax::StageItem& item : written.items) {
    if (const auto* a_move = std::get_if<syntax::Move>(&item)) {
      move(*a_move, id);
    } else if (const auto* end = std::get_if<syntax::End>(&item)) {
      if (ended) {
        report_.add({.code = Code::kDuplicateClause,
                     .severity = Severity::kError,
                     .message = fmt::format("the stage `{}` says twice that it ends", written.name.text),
                     .span = end->span,
                     .labels = {{*ended, "the first time"}},
                     .help = "leave one out"});
      }
      ended = end->span;
      Stage& stage = framework_.stages[id.value];
      (end->may ? stage.may_end : stage.end) = true;
    }
  }
}

void Resolver::move(const syntax::Move& written, StageId from) {
  Move move;
  move.from = from;
  move.span = written.span;
  move.target_span = written.target.span;
  move.otherwise = written.otherwise;
  bool whole = true;
  switch (written.kind) {
    case syntax::Move::Kind::kWhen:
      if (!written.events.empty() && find(SymbolKind::kFact, written.events.front().text) && !written.otherwise &&
          !written.condition) {
        move.kind = Move::Kind::kOnCondition;
        move.condition = any_of_facts(written.events);
        whole = move.condition.has_value();
      } else {
        move.kind = Move::Kind::kOnEvents;
        move.events = events(written.events);
        whole = !move.events.empty();
        if (written.condition) {
          move.condition = condition(*written.condition, "`if`");
          whole = whole && move.condition.has_value();
        }
      }
      break;
    case syntax::Move::Kind::kWhenCondition:
      move.kind = Move::Kind::kOnCondition;
      if (written.condition) move.condition = condition(*written.condition, "`when`");
      whole = move.condition.has_value();
      break;
    case syntax::Move::Kind::kAfter: {
      move.kind = Move::Kind::kAfter;
      const auto after = amount(written.after);
      if (after) move.after = *after;
      move.of = events(written.of);
      whole = after && move.of.empty() == written.of.empty();
      if (written.condition) {
        move.condition = condition(*written.condition, "`if`");
        whole = whole && move.condition.has_value();
      }
      break;
    }
  }
  move.actions = actions(written.actions);
  move.citations = citations(written.cites);
  const auto target = look_up(SymbolKind::kStage, written.target);
  if (!target) return;
  move.to = {*target};
  if (framework_[move.to].track != framework_[from].track) {
    report_.add(
        {.code = Code::kMisplaced,
         .severity = Severity::kError,
         .message = fmt::format("`{}` is a stage of another track", written.target.text),
         .span = written.target.span,
         .labels = {{framework_[move.to].name_span, "declared here"}},
         .help = "a move stays within its track; the other track may have a move of its own on the same event"});
    return;
  }
  if (!whole) return;
  if (move.otherwise) check_otherwise(move, framework_[from], written.span);
  framework_.stages[from.value].moves.push_back({static_cast<std::uint32_t>(framework_.moves.size())});
  framework_.moves.push_back(std::move(move));
}

void Resolver::check_otherwise(const Move& move, const Stage& stage, Span span) {
  const bool has_earlier = std::any_of(stage.moves.begin(), stage.moves.end(), [&](MoveId id) {
    const Move& earlier = framework_[id];
    if (earlier.kind != move.kind || !earlier.condition) return false;
    return move.kind == Move::Kind::kAfter ? earlier.after == move.after && earlier.of == move.of
                                           : shares_an_event(earlier.events, move.events);
  });
  if (has_earlier) return;
  report_.error(Code::kOtherwiseAlone, span,
                "`otherwise` has no clause with `if` for the same event before it in this stage",
                "write that clause first, or leave `otherwise` out");
}

void Resolver::trigger(const syntax::Trigger& written, TriggerId id) {
  Trigger resolved = framework_.triggers[id.value];
  if (written.when) {
    resolved.when = condition(*written.when, "`when`");
  } else if (!written.events.empty() && find(SymbolKind::kFact, written.events.front().text)) {
    resolved.when = any_of_facts(written.events);
  } else {
    resolved.events = events(written.events);
  }
  if (written.condition) resolved.condition = condition(*written.condition, "`if`");
  resolved.actions = actions(written.actions);
  resolved.citations = citations(written.cites);
  framework_.triggers[id.value] = std::move(resolved);
}

std::vector<Action> Resolver::actions(const std::vector<syntax::Action>& written) {
  std::vector<Action> result;
  const syntax::Action* closed = nullptr;
  for (const syntax::Action& one : written) {
    if (closed != nullptr) {
      report_.add({.code = Code::kAfterClose,
                   .severity = Severity::kError,
                   .message = "nothing is done after the case is closed",
                   .span = one.span,
                   .labels = {{closed->span, "it is closed here"}},
                   .help = "write `close case` last"});
    }
    if (one.kind == syntax::Action::Kind::kCloseCase) closed = &one;
    if (auto resolved = action(one)) result.push_back(std::move(*resolved));
  }
  return result;
}

std::optional<Action> Resolver::action(const syntax::Action& written) {
  Action result;
  result.kind = static_cast<Action::Kind>(written.kind);
  static_assert(static_cast<int>(Action::Kind::kCloseCase) == static_cast<int>(syntax::Action::Kind::kCloseCase));
  static_assert(static_cast<int>(Action::Kind::kNotify) == static_cast<int>(syntax::Action::Kind::kNotify));
  result.span = written.span;
  const auto look = [&](SymbolKind kind, auto& into) {
    const auto index = look_up(kind, written.name);
    if (index) into = {*index};
    return index.has_value();
  };
  switch (written.kind) {
    case syntax::Action::Kind::kRecord:
    case syntax::Action::Kind::kAdd: {
      const bool adds = written.kind == syntax::Action::Kind::kAdd;
      if (!look(SymbolKind::kFact, result.fact) || !written.value) return std::nullopt;
      const Type type = framework_[result.fact].type;
      bool whole = !derived(result.fact, written.name.span, "nothing can record it");
      if (adds && type.kind != TypeKind::kList) {
        report_.error(Code::kTypeMismatch, written.name.span,
                      fmt::format("`add` needs a list, and `{}` is {}", written.name.text, type_in_words(type)),
                      fmt::format("write `record {} as …`", written.name.text));
        return std::nullopt;
      }
      result.value = value_of_type(
          *written.value, adds ? type.element.front() : type,
          adds ? fmt::format("the list `{}` holds", written.name.text) : fmt::format("`{}` is", written.name.text));
      whole = whole && result.value;
      if (!whole) return std::nullopt;
      return result;
    }
    case syntax::Action::Kind::kGoTo:
      if (!look(SymbolKind::kStage, result.stage)) return std::nullopt;
      return result;
    case syntax::Action::Kind::kBegin:
    case syntax::Action::Kind::kEnd:
      if (!look(SymbolKind::kTrack, result.track)) return std::nullopt;
      return result;
    case syntax::Action::Kind::kNotify:
      if (written.text) result.text = written.text->value;
      if (!look(SymbolKind::kParty, result.party)) return std::nullopt;
      return result;
    case syntax::Action::Kind::kOpen:
      if (!open(written, result)) return std::nullopt;
      return result;
    case syntax::Action::Kind::kCloseCase:
      result.part = {part_};
      return result;
  }
  return std::nullopt;
}

// The facts that are handed over are those of the framework that is opened; their values are asked of this one.
bool Resolver::open(const syntax::Action& written, Action& into) {
  const syntax::Framework* header = spaces_[part_].header;
  if (header != nullptr && header->name.text == written.name.text) {
    report_.error(Code::kMisplaced, written.name.span, "a framework cannot open itself",
                  "`begin <track>` runs a track again; `open` begins a case under another framework");
    return false;
  }
  const auto part = part_named(written.name);
  if (!part) return false;
  if (followed_ == part->value) {
    report_.add(
        {.code = Code::kMisplaced,
         .severity = Severity::kError,
         .message = fmt::format("`{}` is continued, so it cannot be opened as a linked case", written.name.text),
         .span = written.name.span,
         .labels = {{transition_->header, "it is continued here"}},
         .help = "a case goes on under these rules, or opens one of another framework"});
    return false;
  }
  into.part = *part;
  bool whole = true;
  for (const syntax::Action::Handed& handed : written.handed) {
    const auto fact = look_up_in(*part, SymbolKind::kFact, handed.fact);
    if (!fact) {
      whole = false;
      continue;
    }
    if (derived({*fact}, handed.fact.span, "it cannot be handed over")) whole = false;
    if (std::any_of(into.handed.begin(), into.handed.end(),
                    [&](const Action::Handed& earlier) { return earlier.fact == FactId{*fact}; })) {
      report_.error(Code::kDuplicateName, handed.fact.span, fmt::format("`{}` is given twice", handed.fact.text),
                    "leave one out");
      whole = false;
      continue;
    }
    const Type type = framework_.facts[*fact].type;
    auto value = value_of_type(handed.value, type, fmt::format("`{}` is", handed.fact.text));
    if (value) into.handed.push_back({{*fact}, std::move(*value)});
    whole = whole && value;
  }
  return whole;
}

}  // namespace proviso::model
