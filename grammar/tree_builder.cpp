// SPDX-License-Identifier: Apache-2.0
#include "grammar/tree_builder.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "grammar/clause_reader.h"

namespace proviso::grammar {

template <typename T>
void TreeBuilder::declare(T declaration, Scope scope) {
  tree_.declarations.emplace_back(std::move(declaration));
  scope_ = scope;
  in_track_ = scope == Scope::kTrack;
  lenient_ = false;
}

void TreeBuilder::misplaced(Span keyword, const char* word, const char* home) {
  if (scope_ == Scope::kDropped || lenient_) return;
  if (std::string_view(home) == "transition") {
    report_.error(Code::kMisplaced, keyword, fmt::format("`{}` stands outside every transition", word),
                  "write it below the line that begins one: `continues <framework> from <date>`");
    return;
  }
  const bool in_quotes = std::string_view(home) == "example";
  report_.error(Code::kMisplaced, keyword, fmt::format("`{}` stands outside every {}", word, home),
                fmt::format("write it below the line that begins its {0}: `{0} {1}`", home,
                            in_quotes ? "\"<title>\"" : "<name> \"<title>\""));
}

/// The clause that was added belongs to the last declaration and, in a stage, to the stage.
void TreeBuilder::extend(Span span) {
  syntax::Declaration& last = tree_.declarations.back();
  if (auto* track = std::get_if<syntax::Track>(&last)) {
    track->span = join(track->span, span);
    if (scope_ == Scope::kStage) track->stages.back().span = join(track->stages.back().span, span);
  } else if (auto* example = std::get_if<syntax::Example>(&last)) {
    example->span = join(example->span, span);
  } else if (auto* transition = std::get_if<syntax::Transition>(&last)) {
    transition->span = join(transition->span, span);
  }
}

template <typename T>
void TreeBuilder::add_to_transition(T item, Span keyword, const char* word) {
  if (scope_ != Scope::kTransition) return misplaced(keyword, word, "transition");
  const Span span = item.span;
  std::get<syntax::Transition>(tree_.declarations.back()).items.emplace_back(std::move(item));
  extend(span);
}

template <typename T>
void TreeBuilder::add_to_stage(T item, Span keyword, const char* word) {
  if (scope_ != Scope::kStage) return misplaced(keyword, word, "stage");
  const Span span = item.span;
  std::get<syntax::Track>(tree_.declarations.back()).stages.back().items.emplace_back(std::move(item));
  extend(span);
}

/// What may stand in a stage, under a track before its first stage, or outside: its scope is where it is written.
template <typename T>
void TreeBuilder::add_in_scope(T item, std::vector<T> syntax::Track::*of_track) {
  if (scope_ == Scope::kStage) return add_to_stage(std::move(item), {}, "");
  if (scope_ == Scope::kDropped) return;
  if (scope_ != Scope::kTrack) return declare(std::move(item), Scope::kNone);
  const Span span = item.span;
  (std::get<syntax::Track>(tree_.declarations.back()).*of_track).push_back(std::move(item));
  extend(span);
}

template <typename T>
void TreeBuilder::add_to_example(T item, Span keyword, const char* word) {
  if (scope_ != Scope::kExample) return misplaced(keyword, word, "example");
  const Span span = item.span;
  std::get<syntax::Example>(tree_.declarations.back()).items.emplace_back(std::move(item));
  extend(span);
}

void TreeBuilder::add(const FlatTree& clause) {
  ClauseReader reader(file_, depth_limit_, report_);
  add(NodeView(clause, 0), reader);
  for (syntax::Accept& accept : reader.take_accepts()) {
    accept.depth = depth_of_last();
    tree_.accepts.push_back(std::move(accept));
  }
}

/// How deep the clause that was added last stands, as syntax::Accept::depth.
std::uint8_t TreeBuilder::depth_of_last() const {
  if (scope_ == Scope::kTrack || scope_ == Scope::kStage) return 1;
  if (scope_ != Scope::kTransition) return 0;
  const auto& items = std::get<syntax::Transition>(tree_.declarations.back()).items;
  const bool below = std::any_of(items.begin(), items.end() - (items.empty() ? 0 : 1),
                                 [](const auto& item) { return std::holds_alternative<syntax::Place>(item); });
  return below && !std::holds_alternative<syntax::Place>(items.back()) ? 2 : 1;
}

void TreeBuilder::add_accept(syntax::Accept accept) {
  using Place = syntax::Accept::Place;
  switch (scope_) {
    case Scope::kNone:
      accept.place = Place::kFile;
      break;
    case Scope::kTrack:
      accept.place = Place::kTrack;
      break;
    case Scope::kStage:
      accept.place = Place::kStage;
      break;
    case Scope::kExample:
      accept.place = Place::kExample;
      break;
    case Scope::kTransition:
      accept.place = Place::kTransition;
      break;
    case Scope::kDropped:
      return;
  }
  if (scope_ != Scope::kNone) extend(accept.span);
  tree_.accepts.push_back(std::move(accept));
}

void TreeBuilder::add(NodeView view, ClauseReader& reader) {
  const auto keyword = [&](std::uint32_t length) { return file_.span(view.node().begin, view.node().begin + length); };
  switch (view.kind()) {
    case NodeKind::kFramework:
      return declare(reader.framework(view), Scope::kNone);
    case NodeKind::kUse:
      return declare(reader.use(view), Scope::kNone);
    case NodeKind::kSource:
      return declare(reader.source(view), Scope::kNone);
    case NodeKind::kParty:
      return declare(reader.party(view), Scope::kNone);
    case NodeKind::kParameter:
      return declare(reader.parameter(view), Scope::kNone);
    case NodeKind::kFact:
      return declare(reader.fact(view), Scope::kNone);
    case NodeKind::kEvent:
      return declare(reader.event(view), Scope::kNone);
    case NodeKind::kDecide:
      return declare(reader.decision(view), Scope::kNone);
    case NodeKind::kTrack:
      return declare(reader.track(view), Scope::kTrack);
    case NodeKind::kExample:
      return declare(reader.example(view), Scope::kExample);
    case NodeKind::kContinues:
      return declare(reader.transition(view), Scope::kTransition);
    case NodeKind::kDecidedBy:
      return add_to_transition(reader.decided_by(view), keyword(7), "decided by");
    case NodeKind::kSameEvent:
      return add_to_transition(reader.same_thing(view), keyword(5), "event … is");
    case NodeKind::kSameFact:
      return add_to_transition(reader.same_thing(view), keyword(4), "fact … is");
    case NodeKind::kHandover:
      return add_to_transition(reader.handover(view), reader.span(view), "duty …");
    case NodeKind::kOtherDuties:
      return add_to_transition(reader.handover(view), keyword(5), "other duties");
    case NodeKind::kCasesIn:
      return add_to_transition(reader.place(view), keyword(5), "cases in");
    case NodeKind::kBegunUnder:
      return add_to_example(reader.begun_under(view), keyword(5), "begun under");
    case NodeKind::kAccept:
      return add_accept(reader.accept(view));
    case NodeKind::kDuty:
      // Written inside a transition, it binds the cases that are carried over.
      if (scope_ == Scope::kTransition) return add_to_transition(reader.duty(view), {}, "");
      return add_in_scope(reader.duty(view), &syntax::Track::duties);
    case NodeKind::kTrigger:
      return add_in_scope(reader.trigger(view), &syntax::Track::triggers);
    case NodeKind::kBegins: {
      syntax::Begins begins = reader.begins(view);
      if (scope_ != Scope::kTrack) {
        if (!in_track_) return misplaced(keyword(6), "begins", "track");
        report_.error(Code::kMisplaced, keyword(6), "`begins` stands after a stage", "write it right below its track");
        return;
      }
      const Span span = begins.span;
      std::get<syntax::Track>(tree_.declarations.back()).begins.push_back(std::move(begins));
      return extend(span);
    }
    case NodeKind::kStage: {
      syntax::Stage stage = reader.stage(view);
      if (!in_track_) {
        misplaced(keyword(5), "stage", "track");
        scope_ = Scope::kDropped;
        return;
      }
      const Span span = stage.span;
      std::get<syntax::Track>(tree_.declarations.back()).stages.push_back(std::move(stage));
      scope_ = Scope::kStage;
      lenient_ = false;
      return extend(span);
    }
    case NodeKind::kWhen:
      return add_to_stage(reader.when_move(view), keyword(4), "when");
    case NodeKind::kAfterMove:
      return add_to_stage(reader.after_move(view), keyword(5), "after");
    case NodeKind::kEnd:
      return add_to_stage(syntax::End{.may = false, .span = reader.span(view)}, keyword(3), "end");
    case NodeKind::kMayEnd:
      return add_to_stage(syntax::End{.may = true, .span = reader.span(view)}, reader.span(view), "may end");
    case NodeKind::kExampleEvent:
      return add_to_example(reader.example_event(view), keyword(2), "on");
    case NodeKind::kExpect:
      return add_to_example(reader.expectation(view), keyword(6), "expect");
    case NodeKind::kAsOf:
      return add_to_example(reader.as_of(view), keyword(2), "as of");
    case NodeKind::kNotHeld:
      return add_to_example(reader.not_held(view), keyword(3), "not held");
    default:
      return;
  }
}

void TreeBuilder::add_broken(const FlatTree& clause) {
  if (clause.empty()) {
    lenient_ = true;
    return;
  }
  switch (clause.front().kind) {
    case NodeKind::kTrack:
    case NodeKind::kExample:
    case NodeKind::kContinues:
      scope_ = Scope::kDropped;
      in_track_ = false;
      return;
    case NodeKind::kStage:
      scope_ = Scope::kDropped;
      return;
    case NodeKind::kFramework:
    case NodeKind::kUse:
    case NodeKind::kDecide:
    case NodeKind::kSource:
    case NodeKind::kParty:
    case NodeKind::kParameter:
    case NodeKind::kFact:
    case NodeKind::kEvent:
      scope_ = Scope::kNone;
      in_track_ = false;
      lenient_ = false;
      return;
    case NodeKind::kDuty:
    case NodeKind::kTrigger:
      if (scope_ == Scope::kExample) scope_ = Scope::kNone;
      return;
    default:
      return;
  }
}

}  // namespace proviso::grammar
