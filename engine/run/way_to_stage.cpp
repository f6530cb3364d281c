// SPDX-License-Identifier: Apache-2.0
#include "engine/run/way_to_stage.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/vocabulary_words.h"
#include "engine/calendar/deadline.h"
#include "engine/model/wording.h"
#include "engine/run/moments.h"

namespace proviso::run {

using model::Move;

std::vector<std::string> WayReader::names(const std::vector<model::EventId>& events) const {
  std::vector<std::string> result;
  for (const model::EventId event : events) result.push_back(model_[event].name);
  return result;
}

std::string WayReader::would_happen(const std::vector<model::EventId>& events) const {
  std::string text = fmt::format("{} would have to be recorded", quoted_list(names(events), "or"));
  for (const model::EventId event : events) {
    if (history_.not_held[event.value] != 0) {
      text += fmt::format("; `{}` is not held by this source", model_[event].name);
    }
  }
  return text;
}

std::string WayReader::where(model::TrackId id) const {
  const TrackState& track = state_.tracks[id.value];
  const std::string& name = model_[id].name;
  if (track.ended && track.standings.empty()) return fmt::format("The track `{}` has been ended.", name);
  if (track.standings.empty()) return fmt::format("The track `{}` has not begun.", name);
  std::vector<std::string> stages;
  for (const Standing& standing : track.standings) stages.push_back(model_.stages[standing.stage].name);
  if (track.standings.size() == 1 && !track.may_not_have_begun) {
    const Standing& standing = track.standings.front();
    return fmt::format("The track `{}` stands in `{}`{}.", name, stages.front(),
                       standing.entered == kNoDate ? "" : " since " + weekday_date(standing.entered));
  }
  return fmt::format("The track `{}` may stand in {}{}.", name, quoted_list(stages, "or"),
                     track.may_not_have_begun ? ", or not have begun" : "");
}

void WayReader::way_to(model::StageId stage, WhyNot& out) const {
  const TrackState& track = state_.tracks[model_[stage].track.value];
  graph::Start from;
  for (const Standing& standing : track.standings) from.stages.push_back({standing.stage});
  from.ended = track.ended && track.standings.empty();
  from.not_begun = !from.ended && (track.may_not_have_begun || track.standings.empty());
  const std::uint32_t part = model_[model_[stage].track].part.value;
  const bool open = part >= state_.parts.size() || state_.parts[part].open;
  if (!open) part_not_open(part, out);
  // A linked case begins anew when it is opened again, wherever it stood when it was closed.
  const bool anew = !open && part != 0;
  if (anew) {
    from = {};
    from.not_begun = true;
  }
  const std::optional<std::vector<graph::Way>> way = graph::shortest_way(model_, from, stage);
  if (!way) {
    out.answer += fmt::format(" No move and no action leads {} to `{}`.", anew ? "from its beginning" : "from there",
                              model_[stage].name);
    return;
  }
  out.answer += fmt::format(" The shortest way from {} to `{}` takes {} step{}.",
                            anew ? "its beginning, once the case is opened," : "there", model_[stage].name, way->size(),
                            way->size() == 1 ? "" : "s");
  for (std::size_t i = 0; i < way->size(); ++i) step((*way)[i], i == 0, out);
}

void WayReader::part_not_open(std::uint32_t part, WhyNot& out) const {
  std::string text = fmt::format("the case `{}` is not open", model_.parts[part].name);
  if (part < state_.parts.size() && state_.parts[part].closed != kNoDate) {
    text += fmt::format(": it was closed on {}", weekday_date(state_.parts[part].closed));
  }
  // It is asked for the scope, and again on the way to it.
  if (std::find(out.missing.begin(), out.missing.end(), text) != out.missing.end()) return;
  out.missing.push_back(std::move(text));
  openers(part, out);
}

void WayReader::openers(std::uint32_t part, WhyNot& out) const {
  const std::string& name = model_.parts[part].name;
  const auto opens = [&](const std::vector<model::Action>& actions) {
    return std::any_of(actions.begin(), actions.end(), [&](const model::Action& action) {
      return action.kind == model::Action::Kind::kOpen && action.part.value == part;
    });
  };
  for (const model::Trigger& trigger : model_.triggers) {
    if (!opens(trigger.actions)) continue;
    std::string text = trigger.when ? fmt::format("when {}", model::expression_text(model_, *trigger.when))
                                    : fmt::format("when {} is recorded", quoted_list(names(trigger.events), "or"));
    if (trigger.condition) text += fmt::format(" if {}", model::expression_text(model_, *trigger.condition));
    out.missing.push_back(fmt::format("the trigger `{}` opens `{}` {}", trigger.name, name, text));
  }
  for (const Move& move : model_.moves) {
    if (!opens(move.actions)) continue;
    out.missing.push_back(fmt::format("the move from `{}` to `{}` opens `{}` {}", model_[move.from].name,
                                      model_[move.to].name, name, model::occasion_text(model_, move)));
  }
  for (const model::Duty& duty : model_.duties) {
    for (const model::Once& once : duty.once) {
      if (!opens(once.actions)) continue;
      out.missing.push_back(
          fmt::format("the duty `{}` opens `{}` once it is {}", duty.name, name, status_text(once.status)));
    }
  }
}

void WayReader::step(const graph::Way& way, bool first, WhyNot& out) const {
  WhyStep step;
  if (way.from) step.from = model_[*way.from].name;
  step.to = model_[way.to].name;
  const auto need = [&](const std::optional<model::Expression>& condition, program::Code code, bool wanted) {
    if (!condition) return;
    if (std::optional<Needed> one = conditions_.needed(*condition, code, wanted)) step.needed.push_back(*one);
  };
  switch (way.kind) {
    case graph::Way::Kind::kBegins: {
      const model::Track& track = model_.tracks[way.index];
      step.events = names(track.begins_when);
      step.text = !track.begins_when.empty() ? would_happen(track.begins_when)
                  : track.begins_condition
                      ? fmt::format("the track `{}` begins as soon as its condition is yes", track.name)
                      : fmt::format("the track `{}` begins with the case", track.name);
      need(track.begins_condition, program_.tracks[way.index].begins_condition, true);
      break;
    }
    case graph::Way::Kind::kMove:
      move(model_.moves[way.index], way.index, first, step);
      break;
    case graph::Way::Kind::kOfMove: {
      const Move& by = model_.moves[way.index];
      step.events = names(by.events);
      step.text =
          fmt::format("the track `{}` would have to move from `{}` {}, which takes this one along",
                      model_[model_[by.from].track].name, model_[by.from].name, model::occasion_text(model_, by));
      need(by.condition, program_.moves[way.index].condition, true);
      break;
    }
    case graph::Way::Kind::kOfTrigger: {
      const model::Trigger& by = model_.triggers[way.index];
      step.events = names(by.events);
      step.text = fmt::format("the trigger `{}` would have to fire", by.name);
      if (!by.events.empty()) step.text += ": " + would_happen(by.events);
      need(by.when, program_.triggers[way.index].when, true);
      need(by.condition, program_.triggers[way.index].condition, true);
      break;
    }
    case graph::Way::Kind::kOfDuty: {
      const model::Duty& by = model_.duties[way.index];
      step.text =
          fmt::format("the duty `{}` would have to come out as {}", by.name, status_text(by.once[way.once].status));
      break;
    }
  }
  out.steps.push_back(std::move(step));
}

void WayReader::move(const Move& move, std::uint32_t index, bool first, WhyStep& step) const {
  switch (move.kind) {
    case Move::Kind::kOnEvents:
      if (const Wait* wait = first ? waiting(move) : nullptr) {
        step.text = fmt::format("`{}` was recorded on {}, and the move waits for what is unknown",
                                model_.events[wait->event].name, weekday_date(wait->since));
        break;
      }
      step.events = names(move.events);
      step.text = would_happen(move.events);
      break;
    case Move::Kind::kOnCondition:
      step.text = "it moves as soon as its condition is yes";
      break;
    case Move::Kind::kAfter:
      step.day = first ? timeout_day(move) : std::nullopt;
      step.text = fmt::format("{} would have to pass {}", model::amount_text(model_, move.after),
                              move.of.empty() ? "in this stage" : "after " + quoted_list(names(move.of), "or"));
      if (step.day) step.text += fmt::format(": it moves at the end of {}", weekday_date(*step.day));
      break;
  }
  if (move.condition) {
    if (auto one = conditions_.needed(*move.condition, program_.moves[index].condition, true)) {
      step.needed.push_back(*std::move(one));
    }
  }
  // The first clause whose condition is yes moves the track: those before it must be no.
  for (const model::MoveId other : model_[move.from].moves) {
    if (other.value == index) break;
    const Move& before = model_[other];
    const bool same_event =
        move.kind == Move::Kind::kOnEvents && before.kind == Move::Kind::kOnEvents &&
        std::any_of(move.events.begin(), move.events.end(), [&](model::EventId event) {
          return std::find(before.events.begin(), before.events.end(), event) != before.events.end();
        });
    const bool same_timeout = move.otherwise && move.kind == Move::Kind::kAfter && before.kind == Move::Kind::kAfter;
    if ((!same_event && !same_timeout) || !before.condition) continue;
    if (move.condition && exclude(*move.condition, *before.condition)) continue;  // the one makes the other no
    if (auto one = conditions_.needed(*before.condition, program_.moves[other.value].condition, false)) {
      step.needed.push_back(*std::move(one));
    }
  }
}

/// The search for a move that an event began and that waits for something unknown; null where none does.
const Wait* WayReader::waiting(const Move& move) const {
  for (const Wait& wait : state_.tracks[model_[move.from].track.value].waits) {
    if (wait.stage != move.from.value || wait.event == kNone) continue;
    if (std::find(move.events.begin(), move.events.end(), model::EventId{wait.event}) != move.events.end()) {
      return &wait;
    }
  }
  return nullptr;
}

/// Whether two conditions ask one fact to be two things.
bool WayReader::exclude(const model::Expression& a, const model::Expression& b) const {
  using Operation = model::Expression::Operation;
  const auto plain = [](const model::Expression& one) {
    return one.operation == Operation::kIs && one.operands[0].operation == Operation::kFact &&
           one.operands[1].operation == Operation::kLiteral;
  };
  return plain(a) && plain(b) && a.operands[0].fact == b.operands[0].fact &&
         model::expression_text(model_, a.operands[1]) != model::expression_text(model_, b.operands[1]);
}

/// The day at whose end a timeout of the stage that a track stands in takes effect, as things stand.
std::optional<Date> WayReader::timeout_day(const Move& move) const {
  const TrackState& track = state_.tracks[model_[move.from].track.value];
  const auto standing = std::find_if(track.standings.begin(), track.standings.end(),
                                     [&](const Standing& one) { return one.stage == move.from.value; });
  if (standing == track.standings.end() || standing->entered == kNoDate || standing->via != kNone) return {};
  Date base = standing->entered;
  if (!move.of.empty()) {
    std::uint32_t latest = kNone;
    for (const model::EventId event : move.of) {
      const Tally& tally = state_.tallies[event.value];
      if (tally.count > 0 && (latest == kNone || tally.last > latest)) latest = tally.last;
    }
    if (latest == kNone) return {};
    base = history_.occurrences[latest].on;
  }
  program::AmountRow row;
  if (const auto* duration = std::get_if<Duration>(&move.after)) row.duration = *duration;
  if (const auto* parameter = std::get_if<model::ParameterId>(&move.after)) row.parameter = parameter->value;
  const Duration* amount = amount_on(program_, row, base);
  if (amount == nullptr) return {};
  const auto day = count_from(program_.calendars.of(*amount), base, *amount, Counting::kAfter);
  return day ? std::optional(std::max(*day, standing->entered)) : std::nullopt;
}

}  // namespace proviso::run
