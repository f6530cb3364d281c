// SPDX-License-Identifier: Apache-2.0
#include "engine/run/window.h"

namespace proviso::run {

using model::LimitKind;

const Duration* amount_of(const program::Program& program, const program::DutyRow& duty, Date anchor) {
  if (duty.parameter == program::kNone) return &duty.amount;
  const model::ParameterVersion* version = program.framework->parameters[duty.parameter].in_force(anchor);
  return version == nullptr ? nullptr : &version->value;
}

std::optional<Date> moment_date(const program::Program& program, const program::MomentRow& moment, Date base) {
  for (std::uint32_t i = moment.offsets.begin; i < moment.offsets.end; ++i) {
    const program::MomentRow::Offset& offset = program.offsets[i];
    const auto next =
        count_from(program.calendar.get(), base, offset.duration, offset.before ? Counting::kBefore : Counting::kAfter);
    if (!next) return std::nullopt;
    base = *next;
  }
  return base;
}

Window window_of(const program::Program& program, const program::DutyRow& duty, Date anchor, Date second) {
  constexpr Duration kNoTime{0, Unit::kCalendarDays};
  const Calendar* calendar = program.calendar.get();
  const Doubt outside{Doubt::Kind::kCalendar, 0};
  Window window;
  if (duty.moment == program::kNone) return window;
  const auto moment = moment_date(program, program.moments[duty.moment], anchor);
  if (!moment) return {kNoDate, kNoDate, outside};
  switch (duty.limit) {
    case LimitKind::kWithin:
    case LimitKind::kWithinBeginning:
    case LimitKind::kAtLeast: {
      const Duration* amount = amount_of(program, duty, anchor);
      if (amount == nullptr) return {kNoDate, kNoDate, {Doubt::Kind::kParameter, duty.parameter}};
      const Counting counting = duty.limit == LimitKind::kWithinBeginning ? Counting::kBeginningWith : Counting::kAfter;
      const auto due = deadline(calendar, *moment, *amount, counting, duty.or_next_working_day);
      if (!due) return {kNoDate, kNoDate, outside};
      window.due = *due;
      break;
    }
    case LimitKind::kBy:
    case LimitKind::kBefore:
    case LimitKind::kOnTheDayOf: {
      const Date last = duty.limit == LimitKind::kBefore ? *moment - std::chrono::days{1} : *moment;
      const auto due = deadline(calendar, last, kNoTime, Counting::kAfter, duty.or_next_working_day);
      if (!due) return {kNoDate, kNoDate, outside};
      window.due = *due;
      if (duty.limit == LimitKind::kOnTheDayOf) window.opens = *due;
      break;
    }
    case LimitKind::kNoSooner: {
      window.opens = *moment;
      if (duty.no_later == program::kNone || second == kNoDate) break;
      const auto last = moment_date(program, program.moments[duty.no_later], second);
      const auto due =
          last ? deadline(calendar, *last, kNoTime, Counting::kAfter, duty.or_next_working_day) : std::optional<Date>{};
      if (!due) return {window.opens, kNoDate, outside};
      window.due = *due;
      break;
    }
    case LimitKind::kOnWeekday:
      break;
  }
  return window;
}

}  // namespace proviso::run
