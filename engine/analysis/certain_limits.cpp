// SPDX-License-Identifier: Apache-2.0
#include "engine/analysis/certain_limits.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/word_list.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

using Kind = CertainLimit::Kind;

bool binds(const model::Duty& duty, Bindingness which) {
  if (duty.modality == Modality::kMay || duty.that) return false;
  return which == Bindingness::kEvery || duty.modality == Modality::kMust;
}

/// Why the last day of a duty may be lifted or moved; empty: it may not.
std::string reliever(const model::Duty& duty) {
  if (duty.applies_if) return "it applies only if a condition holds";
  if (duty.condition && !duty.only_if) return "not every such event counts as its act";
  if (duty.party.kind == model::Owing::Kind::kEach) return "it is owed by each of a list, which may be empty";
  if (!duty.excuses.empty()) return "it may be excused";
  if (!duty.adjustments.empty()) return "it may be extended, or due at another time instead";
  if (!duty.stops.empty()) return "its clock may stop";
  if (duty.alternative) return "something else discharges it too";
  if (!duty.rolls.empty()) return "its last day may be moved to a later one";
  return {};
}

/// Whether a first day on which the act is in time holds in every case.
bool opening_is_certain(const model::Duty& duty) {
  return !duty.applies_if && !(duty.condition && !duty.only_if) && duty.party.kind != model::Owing::Kind::kEach &&
         duty.excuses.empty() && !duty.alternative;
}

/// Of a duty with a mistake in it, which is reported elsewhere, the act or what it counts from may be missing.
bool whole(const model::Duty& duty) {
  const bool counts_from_nothing =
      duty.limit.kind == model::LimitKind::kOnWeekday || duty.limit.kind == model::LimitKind::kAnyTime;
  return (!duty.events.empty() || duty.that) && (duty.limit.moment || counts_from_nothing);
}

class LimitReader {
 public:
  LimitReader(const model::Framework& framework, Bindingness which) : framework_(framework), which_(which) {}

  CertainLimits read() {
    limits_.by_duty.resize(framework_.duties.size());
    for (std::uint32_t i = 0; i < framework_.duties.size(); ++i) {
      if (binds(framework_.duties[i], which_)) duty({i});
    }
    return std::move(limits_);
  }

 private:
  void duty(model::DutyId id) {
    const model::Duty& duty = framework_[id];
    const model::Limit& limit = duty.limit;
    if (!whole(duty)) return;
    if (duty.negated) return prohibition(id);
    const std::string relieved = reliever(duty);
    const auto last_day = [&](const model::Moment& moment, std::optional<Count> count, std::int32_t shift) {
      if (!relieved.empty()) {
        limits_.left_out[id.value] = relieved;
      } else if (!add(id, Kind::kNotAfter, moment, count, shift)) {
        limits_.left_out[id.value] = "what it counts from has no one date";
      }
    };
    switch (limit.kind) {
      case model::LimitKind::kWithin:
        return last_day(*limit.moment, Count{limit.amount, Counting::kAfter}, 0);
      case model::LimitKind::kWithinBeginning:
        return last_day(*limit.moment, Count{limit.amount, Counting::kBeginningWith}, 0);
      case model::LimitKind::kBy:
      case model::LimitKind::kBefore: {
        const std::int32_t shift = limit.kind == model::LimitKind::kBefore ? -1 : 0;
        if (!decided_by_event(*limit.moment)) return last_day(*limit.moment, std::nullopt, shift);
        if (relieved.empty()) add(id, Kind::kAhead, *limit.moment, std::nullopt, shift);
        return;
      }
      case model::LimitKind::kOnTheDayOf:
        if (decided_by_event(*limit.moment)) return;
        last_day(*limit.moment, std::nullopt, 0);
        if (relieved.empty()) add(id, Kind::kNotBefore, *limit.moment, std::nullopt, 0);
        return;
      case model::LimitKind::kNoSooner:
        if (opening_is_certain(duty) && !decided_by_event(*limit.moment)) {
          add(id, Kind::kNotBefore, *limit.moment, std::nullopt, 0);
        }
        if (limit.no_later) last_day(*limit.no_later, std::nullopt, 0);
        return;
      case model::LimitKind::kOnWeekday:
        limits_.left_out[id.value] = "it names a weekday, and no week";
        return;
      case model::LimitKind::kAtLeast:
        limits_.left_out[id.value] = "it asks for the act several times, and the last day is for all of them together";
        return;
      case model::LimitKind::kEvery:
        limits_.left_out[id.value] = "it asks for the act again and again";
        return;
      case model::LimitKind::kThroughout:
      case model::LimitKind::kAnyTime:
        return;
    }
  }

  /// `must not allow A within D of E`: A comes after that time.
  void prohibition(model::DutyId id) {
    const model::Duty& duty = framework_[id];
    if (!opening_is_certain(duty) || duty.condition || !duty.adjustments.empty()) return;
    if (duty.limit.kind == model::LimitKind::kWithin) {
      add(id, Kind::kNotBefore, *duty.limit.moment, Count{duty.limit.amount, Counting::kAfter}, 1);
    }
    if (duty.limit.kind == model::LimitKind::kWithinBeginning) {
      add(id, Kind::kNotBefore, *duty.limit.moment, Count{duty.limit.amount, Counting::kBeginningWith}, 1);
    }
  }

  /// Whether the date is known only when the event happens.
  static bool decided_by_event(const model::Moment& moment) {
    const model::Moment* at = &moment;
    while (at->kind == model::Moment::Kind::kOffset) {
      if (!at->before) return false;
      at = &at->of.front();
    }
    return at->kind == model::Moment::Kind::kEvents || at->kind == model::Moment::Kind::kFirst;
  }

  /// @return false where the moment is not one that a case certainly has when its event happens
  bool add(model::DutyId id, Kind kind, const model::Moment& moment, std::optional<Count> then, std::int32_t shift) {
    CertainLimit limit{.kind = kind,
                       .duty = id,
                       .acts = framework_[id].events,
                       .anchor = {},
                       .entering = {},
                       .first = false,
                       .counts = {},
                       .shift = shift};
    const model::Moment* at = &moment;
    while (at->kind == model::Moment::Kind::kOffset) {
      if (at->before != (kind == Kind::kAhead)) return false;
      limit.counts.insert(limit.counts.begin(), {at->offset, at->before ? Counting::kBefore : Counting::kAfter});
      at = &at->of.front();
    }
    switch (at->kind) {
      case model::Moment::Kind::kFirst:
        limit.first = true;
        [[fallthrough]];
      case model::Moment::Kind::kEvents:
        limit.anchor = at->events;
        break;
      case model::Moment::Kind::kEntering:
        limit.entering = at->stage;
        break;
      case model::Moment::Kind::kFact:
      case model::Moment::Kind::kDay:
      case model::Moment::Kind::kOffset:
      case model::Moment::Kind::kLaterOf:
      case model::Moment::Kind::kEarlierOf:
      case model::Moment::Kind::kInYearOf:
        return false;
    }
    if (kind == Kind::kAhead && limit.first) return true;  // of later ones it says nothing
    if (then) limit.counts.push_back(*then);
    const std::size_t index = limits_.all.size();
    limits_.by_duty[id.value].push_back(index);
    if (kind == Kind::kAhead) {
      for (const model::EventId event : limit.anchor) limits_.by_anchor[event].push_back(index);
    } else {
      for (const model::EventId event : limit.acts) limits_.by_act[event].push_back(index);
    }
    limits_.all.push_back(std::move(limit));
    return true;
  }

  const model::Framework& framework_;
  Bindingness which_;
  CertainLimits limits_;
};

}  // namespace

CertainLimits certain_limits(const model::Framework& framework, Bindingness which) {
  return LimitReader(framework, which).read();
}

bool asks_before_entry(const model::Framework& framework, const CertainLimit& limit, model::EventId entered_by) {
  return limit.kind == CertainLimit::Kind::kAhead && framework[limit.duty].limit.kind == model::LimitKind::kBy &&
         !limit.counts.empty() && std::find(limit.anchor.begin(), limit.anchor.end(), entered_by) != limit.anchor.end();
}

std::string length_text(const model::Framework& framework, const model::Amount& amount) {
  const auto* parameter = std::get_if<model::ParameterId>(&amount);
  if (parameter == nullptr) return model::amount_text(framework, amount);
  std::vector<std::string> values;
  for (const model::ParameterVersion& version : framework[*parameter].versions) {
    std::string value = model::duration_text(framework, version.value);
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(std::move(value));
  }
  return fmt::format("{} ({})", model::amount_text(framework, amount), joined(values, "or"));
}

std::string counts_text(const model::Framework& framework, const CertainLimit& limit) {
  std::string text;
  for (const Count& count : limit.counts) {
    text += fmt::format("{}{}", text.empty() ? "" : " and ", length_text(framework, count.amount));
  }
  return text;
}

std::string anchor_text(const model::Framework& framework, const CertainLimit& limit) {
  if (limit.entering) return "entering " + framework[*limit.entering].name;
  return (limit.first ? "first " : "") + model::events_text(framework, limit.anchor);
}

}  // namespace proviso::analysis
