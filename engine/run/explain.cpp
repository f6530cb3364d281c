// SPDX-License-Identifier: Apache-2.0
// Why a date is what it is: the steps of the count retraced with the functions that set it.
#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/model/wording.h"
#include "engine/run/case_report.h"
#include "engine/run/executor.h"
#include "engine/run/findings.h"
#include "engine/run/window.h"

namespace proviso::run {
namespace {

constexpr std::int32_t kLateDaysListed = 10;

std::string plural(std::int32_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

class Explainer {
 public:
  Explainer(const program::Program& program, const SourceSet& sources, const History& history, const Instance& instance,
            Date as_of)
      : program_(program), history_(history), instance_(instance), row_(program.duties[instance.duty]), as_of_(as_of) {
    out_.duty = report_duty(program, sources, history, instance, as_of);
  }

  Explanation run() {
    const model::Framework& model = *program_.framework;
    say(fmt::format("the clause: {}", out_.duty.limit));
    if (row_.applies_if.begin != row_.applies_if.end) {
      say(fmt::format("it applies if {}", model::expression_text(model, *model.duties[instance_.duty].applies_if)));
    }
    if (instance_.anchor != kNoDate && row_.moment != program::kNone) {
      anchor();
      count();
    } else if (instance_.awaiting) {
      say(fmt::format("its date is set when {} happens", out_.duty.anchor_event));
    } else if (row_.moment != program::kNone && instance_.status == DutyStatus::kPending) {
      say(fmt::format("its date is set when {} is known", out_.duty.anchor_event));
    }
    result();
    return std::move(out_);
  }

 private:
  void say(std::string text, std::optional<Date> date = std::nullopt) { out_.steps.push_back({std::move(text), date}); }

  void anchor() {
    const std::string assumed =
        instance_.anchor_occurrence != kNone && history_.occurrences[instance_.anchor_occurrence].assumed != 0
            ? fmt::format(", assumed: {}",
                          history_.assumptions[history_.occurrences[instance_.anchor_occurrence].assumed - 1])
            : std::string{};
    say(fmt::format("it runs from {}{}", out_.duty.anchor_event.empty() ? "a date" : out_.duty.anchor_event, assumed),
        instance_.anchor);
  }

  // One count in words; the days it passed over are kept.
  Date retrace(Date from, Duration duration, Counting counting, bool roll, std::string_view result) {
    const auto trace = explain_deadline(program_.calendar.get(), from, duration, counting, roll);
    if (!trace) {
      say(outside_calendar(program_.calendar.get(), from, duration, counting).message);
      return kNoDate;
    }
    const bool counts_days =
        duration.unit == Unit::kWorkingDays || duration.unit == Unit::kCalendarDays || duration.unit == Unit::kWeeks;
    if (duration.amount > 0 && counts_days) {
      say(counting == Counting::kBefore ? "the first day counted back" : "day 1 of the count", trace->day_one);
    }
    std::int32_t weekends = 0;
    for (const LeftOutDay& day : trace->left_out) {
      out_.left_out.push_back({day.date, day.reason, day.weekend});
      if (day.weekend) {
        ++weekends;
      } else {
        out_.named_days.emplace_back(day.date, day.reason);
        say(fmt::format("left out: {}", day.reason), day.date);
      }
    }
    if (weekends > 0) say(fmt::format("left out: {}", plural(weekends, "weekend day")));
    out_.weekend_days += weekends;
    if (trace->due != trace->unrolled) {
      say(fmt::format("{} ends on a day that does not count", duration_text(duration)), trace->unrolled);
      say(fmt::format("{}: the next working day", result), trace->due);
    } else {
      say(fmt::format("{}: {} {} it", result, duration_text(duration),
                      counting == Counting::kBefore          ? "before"
                      : counting == Counting::kBeginningWith ? "beginning with"
                                                             : "after"),
          trace->due);
    }
    return trace->due;
  }

  Date offsets(const program::MomentRow& moment, Date from, std::string_view result) {
    for (std::uint32_t i = moment.offsets.begin; i < moment.offsets.end && from != kNoDate; ++i) {
      const program::MomentRow::Offset& offset = program_.offsets[i];
      from = retrace(from, offset.duration, offset.before ? Counting::kBefore : Counting::kAfter, false, result);
    }
    return from;
  }

  void count() {
    using model::LimitKind;
    const program::MomentRow& moment = program_.moments[row_.moment];
    switch (row_.limit) {
      case LimitKind::kWithin:
      case LimitKind::kWithinBeginning:
      case LimitKind::kAtLeast: {
        const Duration* amount = amount_of(program_, row_, instance_.anchor);
        if (amount == nullptr) return;
        if (row_.parameter != program::kNone) {
          const model::Parameter& parameter = program_.framework->parameters[row_.parameter];
          say(fmt::format("the {} in force on that day: {}, from {}", parameter.name, duration_text(*amount),
                          long_date(parameter.in_force(instance_.anchor)->from)));
        }
        const Date from = offsets(moment, instance_.anchor, "so it is counted from");
        if (from == kNoDate) return;
        retrace(from, *amount, row_.limit == LimitKind::kWithinBeginning ? Counting::kBeginningWith : Counting::kAfter,
                row_.or_next_working_day, "the last day in time");
        return;
      }
      case LimitKind::kNoSooner:
        offsets(moment, instance_.anchor, "the first day in time");
        if (instance_.due != kNoDate) say("the last day in time", instance_.due);
        return;
      case LimitKind::kBy:
      case LimitKind::kBefore:
      case LimitKind::kOnTheDayOf:
        offsets(moment, instance_.anchor, "so the day is");
        if (instance_.due != kNoDate) {
          say(row_.limit == LimitKind::kOnTheDayOf ? "the one day in time" : "the last day in time", instance_.due);
        }
        return;
      case LimitKind::kOnWeekday:
        return;
    }
  }

  // The days after the due date, one by one, as the lateness counts them.
  void late_days() {
    if (!out_.duty.late_working_days || *out_.duty.late_working_days <= 0 || instance_.due == kNoDate) return;
    const std::int32_t count = *out_.duty.late_working_days;
    if (count > kLateDaysListed) return;
    for (std::int32_t n = 1; n <= count; ++n) {
      if (const auto day = program_.calendar->nth_after(instance_.due, n)) {
        say(fmt::format("late: working day {}", n), *day);
      }
    }
  }

  void result() {
    const DutyReport& duty = out_.duty;
    if (duty.times > 1) say(fmt::format("done {} of {} times", duty.count, duty.times));
    late_days();
    if (instance_.done != kNoDate) {
      const std::string act =
          instance_.act_occurrence == kNone
              ? std::string{"the act"}
              : program_.framework->events[history_.occurrences[instance_.act_occurrence].event].name;
      say(fmt::format("done: {}", act), instance_.done);
    }
    std::string text{status_text(instance_.status)};
    if (instance_.status == DutyStatus::kMissed || instance_.status == DutyStatus::kKeptLate) {
      text = fmt::format("{}: {}", finding_kind_text(missed_is(row_.modality)), text);
    }
    if (!duty.undecided.empty()) text += fmt::format(": {}", duty.undecided);
    if (duty.late_working_days && *duty.late_working_days != 0) {
      const std::int32_t amount = *duty.late_working_days;
      text += fmt::format(", {} {}", plural(amount < 0 ? -amount : amount, "working day"),
                          amount < 0 ? "too early" : "late");
    }
    if (duty.late_calendar_days && *duty.late_calendar_days != 0) {
      const std::int32_t amount = *duty.late_calendar_days;
      text += fmt::format(" ({})", plural(amount < 0 ? -amount : amount, "calendar day"));
    }
    if (instance_.done == kNoDate && duty.late_calendar_days) text += fmt::format(" by {}", long_date(as_of_));
    say(std::move(text));
  }

  const program::Program& program_;
  const History& history_;
  const Instance& instance_;
  const program::DutyRow& row_;
  Date as_of_;
  Explanation out_;
};

}  // namespace

std::vector<Explanation> explain_duty(const program::Program& program, const SourceSet& sources, const History& history,
                                      std::uint32_t duty, Date as_of) {
  Executor executor(program);
  CaseState state;
  executor.run(state, history, as_of);
  std::vector<Explanation> result;
  for (const Instance& instance : state.instances) {
    if (instance.duty == duty && !instance.hidden) {
      result.push_back(Explainer(program, sources, history, instance, as_of).run());
    }
  }
  return result;
}

}  // namespace proviso::run
