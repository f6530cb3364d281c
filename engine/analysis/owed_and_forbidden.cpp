// SPDX-License-Identifier: Apache-2.0
#include "engine/analysis/owed_and_forbidden.h"

#include <chrono>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/analysis/valuation.h"
#include "engine/calendar/deadline.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

using model::Limit;
using model::LimitKind;

constexpr Date kSomeDay{std::chrono::year{2024} / std::chrono::May / 1};

/// The one moment of a limit where it is an event, or an event and the same offset.
bool same_moment(const model::Framework& framework, const model::Moment& a, const model::Moment& b) {
  return a.base().kind == model::Moment::Kind::kEvents && b.base().kind == model::Moment::Kind::kEvents &&
         model::moment_text(framework, a) == model::moment_text(framework, b);
}

bool counted(LimitKind kind) { return kind == LimitKind::kWithin || kind == LimitKind::kWithinBeginning; }

bool whole_days(Unit unit) { return unit == Unit::kCalendarDays || unit == Unit::kWeeks; }

std::string amount_words(const model::Framework& framework, const Limit& limit, const std::string& moment) {
  return fmt::format("within {} {} `{}`", model::amount_text(framework, limit.amount),
                     limit.kind == LimitKind::kWithin ? "of" : "beginning with", moment);
}

/// The last day of each from one day; nothing where a calendar or the hour would be needed.
std::optional<std::pair<Date, Date>> dated(LimitKind kind, Duration owed, Duration forbidden) {
  if (!is_civil(owed.unit) || !is_civil(forbidden.unit)) return std::nullopt;
  const Counting counting = kind == LimitKind::kWithin ? Counting::kAfter : Counting::kBeginningWith;
  const auto first = count_from(nullptr, kSomeDay, owed, counting);
  const auto second = count_from(nullptr, kSomeDay, forbidden, counting);
  if (!first || !second) return std::nullopt;
  return std::pair{*first, *second};
}

}  // namespace

bool encloses(const model::Framework& framework, const model::Scope& outer, const model::Scope& inner) {
  using Kind = model::Scope::Kind;
  if (outer.kind == inner.kind) return outer.index == inner.index;
  if (outer.kind == Kind::kStage || inner.kind == Kind::kCase) return false;
  const std::uint32_t track = inner.kind == Kind::kStage ? framework.stages[inner.index].track.value : inner.index;
  return outer.kind == Kind::kTrack ? outer.index == track : framework.tracks[track].part.value == outer.index;
}

std::optional<std::string> all_its_days_forbidden(const model::Framework& framework, const Limit& owed,
                                                  const Limit& forbidden) {
  if (owed.practicable || forbidden.practicable || owed.no_later || forbidden.no_later) return std::nullopt;
  if (forbidden.kind == LimitKind::kAnyTime) return "it is never allowed there";
  if (!owed.moment || !forbidden.moment || !same_moment(framework, *owed.moment, *forbidden.moment)) {
    return std::nullopt;
  }
  const std::string moment = model::moment_text(framework, *owed.moment);
  if (owed.kind == forbidden.kind && !counted(owed.kind)) {
    const bool same =
        owed.kind == LimitKind::kBy || owed.kind == LimitKind::kBefore || owed.kind == LimitKind::kOnTheDayOf;
    return same ? std::optional(fmt::format("both say `{}`", model::limit_text(framework, owed))) : std::nullopt;
  }
  if (!counted(owed.kind) || owed.kind != forbidden.kind) return std::nullopt;
  if (owed.amount == forbidden.amount) return fmt::format("both last {}", amount_words(framework, owed, moment));
  const auto* short_time = std::get_if<Duration>(&owed.amount);
  const auto* long_time = std::get_if<Duration>(&forbidden.amount);
  if (short_time == nullptr || long_time == nullptr) return std::nullopt;
  const bool same_unit = short_time->unit == long_time->unit && short_time->calendar == long_time->calendar;
  if (same_unit && short_time->amount > long_time->amount) return std::nullopt;
  const auto last_days = dated(owed.kind, *short_time, *long_time);
  if (!same_unit && (!last_days || last_days->first > last_days->second)) return std::nullopt;
  // Of two units, only whole weeks and calendar days compare on every date.
  if (!same_unit && !(whole_days(short_time->unit) && whole_days(long_time->unit))) return std::nullopt;
  if (!last_days) {
    return fmt::format("it is owed {} and forbidden {}", amount_words(framework, owed, moment),
                       amount_words(framework, forbidden, moment));
  }
  return fmt::format("with `{}` on {} it is owed by {} and forbidden until {}", moment, long_date(kSomeDay),
                     long_date(last_days->first), long_date(last_days->second));
}

}  // namespace proviso::analysis
