// SPDX-License-Identifier: Apache-2.0
// Why a date is what it is: the steps of the count retraced with the functions that set it.
#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/model/wording.h"
#include "engine/run/assumed.h"
#include "engine/run/case_report.h"
#include "engine/run/dates.h"
#include "engine/run/executor.h"
#include "engine/run/findings.h"
#include "engine/run/lateness.h"
#include "engine/run/moments.h"
#include "engine/run/stopped.h"

namespace proviso::run {
namespace {

constexpr std::int32_t kLateDaysListed = 10;

std::string plural(std::int32_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

class Explainer {
 public:
  Explainer(const program::Program& program, const SourceSet& sources, const History& history, const CaseState& state,
            std::uint32_t instance, const std::optional<Stopped>& stopped, Date as_of)
      : program_(program),
        history_(history),
        state_(state),
        index_(instance),
        instance_(state.instances[instance]),
        row_(program.duties[instance_.duty]),
        as_of_(stopped ? stopped->on : as_of) {
    out_.duty = report_duty(program, sources, history, state, instance);
    out_.stopped = stopped;
  }

  Explanation run() {
    const model::Framework& model = *program_.framework;
    say(fmt::format("the clause: {}", out_.duty.limit));
    if (row_.applies_if.begin != row_.applies_if.end) {
      say(fmt::format("it applies if {}", model::expression_text(model, *model.duties[instance_.duty].applies_if)));
    }
    if (instance_.anchor != kNoDate && row_.limit.moment != program::kNone) {
      anchor();
      count();
    } else if (instance_.awaiting) {
      say(fmt::format("its date is set when {} happens", out_.duty.anchor_event));
    } else if (row_.limit.moment != program::kNone && instance_.status == DutyStatus::kPending) {
      say(fmt::format("its date is set when {} is known", out_.duty.anchor_event));
    }
    other_assumptions();
    result();
    return std::move(out_);
  }

 private:
  void say(std::string text, std::optional<Date> date = std::nullopt, std::int32_t minute = kDayEnd) {
    out_.steps.push_back({std::move(text), date, minute == kDayEnd ? std::nullopt : std::optional(minute)});
  }

  // The time of day of an event, where the due date has one too; else kDayEnd.
  [[nodiscard]] std::int32_t minute_of(std::uint32_t occurrence) const {
    if (instance_.due_minute == kDayEnd || occurrence == kNone) return kDayEnd;
    const std::int32_t minute = history_.occurrences[occurrence].minute;
    return minute == kNoTime ? kDayEnd : minute;
  }

  void anchor() {
    say(fmt::format("it runs from {}{}", out_.duty.anchor_event.empty() ? "a date" : out_.duty.anchor_event,
                    assumed(instance_.anchor_occurrence)),
        instance_.anchor, minute_of(instance_.anchor_occurrence));
  }

  // `, assumed: …` behind what happened on an assumed day.
  [[nodiscard]] std::string assumed(std::uint32_t occurrence) const {
    const std::string ground = assumption_of(history_, occurrence);
    return ground.empty() ? ground : fmt::format(", assumed: {}", ground);
  }

  // What else happened on an assumed day, and counts.
  void other_assumptions() {
    for (const std::uint32_t occurrence : assumed_occurrences(program_, history_, state_, index_)) {
      if (occurrence == instance_.anchor_occurrence || occurrence == instance_.act_occurrence) continue;
      const Occurrence& happened = history_.occurrences[occurrence];
      say(fmt::format("{}{}", program_.framework->events[happened.event].name, assumed(occurrence)), happened.on);
    }
  }

  // One count in words; the days it passed over are kept.
  Date retrace(Date from, Duration duration, Counting counting, bool roll, std::string_view result) {
    const Calendar* calendar = program_.calendars.of(duration);
    const auto trace = explain_deadline(calendar, from, duration, counting, roll);
    if (!trace) {
      say(outside_calendar(calendar, from, duration, counting).message);
      return kNoDate;
    }
    const bool counts_days = duration.unit != Unit::kMonths && duration.unit != Unit::kYears;
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
      say(fmt::format("{} ends on a day that does not count", model::duration_text(*program_.framework, duration)),
          trace->unrolled);
      say(fmt::format("{}: the next working day", result), trace->due);
    } else {
      say(fmt::format("{}: {} {} it", result, model::duration_text(*program_.framework, duration),
                      counting == Counting::kBefore          ? "before"
                      : counting == Counting::kBeginningWith ? "beginning with"
                                                             : "after"),
          trace->due);
    }
    return trace->due;
  }

  // The offsets of a moment, innermost first; of several moments only what they come to.
  Date offsets(std::uint32_t moment, Date from) {
    const program::MomentRow& row = program_.moments[moment];
    if (row.group || row.of.empty()) return from;
    from = offsets(program_.moment_lists[row.of.begin], from);
    if (from == kNoDate) return from;
    if (row.kind == model::Moment::Kind::kInYearOf) {
      from = in_year_of(row.month_day, from);
      say("so it is counted from the day in that year", from);
      return from;
    }
    const Duration* amount = amount_on(program_, row.offset, instance_.anchor);
    if (amount == nullptr) return kNoDate;
    return retrace(from, *amount, row.before ? Counting::kBefore : Counting::kAfter, false, "so it is counted from");
  }

  // The days in a count that the clock stood still.
  void stopped(Date from, Date until) {
    for (const StoppedDays& days : stopped_days(program_, state_, instance_, true)) {
      const Date first = std::max(days.first, from + std::chrono::days{1});
      const Date last = std::min(days.last, until);
      if (last < first) continue;
      const auto count = static_cast<std::int32_t>((last - first).count()) + 1;
      say(fmt::format("the clock stood still for {}, until {}", plural(count, "calendar day"), long_date(last)), first);
    }
  }

  void count_days(const DateStep& step, std::string_view result) {
    if (step.amount.unit == Unit::kHours) {
      say(fmt::format("{} after it", duration_text(step.amount)), step.reached.day, step.reached.minute);
      return stopped(step.from, step.reached.day);
    }
    if (was_retraced(step)) {
      retrace(step.from, step.amount, step.counting, false, result);
      return;
    }
    stopped(step.from, step.reached.day);
    say(fmt::format("{} {} it, stopped days left out", model::duration_text(*program_.framework, step.amount),
                    step.counting == Counting::kBeginningWith ? "beginning with" : "after"),
        step.reached.day);
  }

  [[nodiscard]] bool was_retraced(const DateStep& step) const {
    const auto plain = count_from(program_.calendars.of(step.amount), step.from, step.amount, step.counting);
    return plain && *plain == step.reached.day;
  }

  void count() {
    using Kind = DateStep::Kind;
    const program::LimitRow& limit = row_.limit;
    if (limit.amount.parameter != program::kNone) {
      const Duration* amount = amount_on(program_, limit.amount, instance_.anchor);
      if (amount == nullptr) return;
      const model::Parameter& parameter = program_.framework->parameters[limit.amount.parameter];
      say(fmt::format("the {} in force on that day: {}, from {}", parameter.name, duration_text(*amount),
                      long_date(parameter.in_force(instance_.anchor)->from)));
    }
    const bool counted = limit.kind == model::LimitKind::kWithin || limit.kind == model::LimitKind::kWithinBeginning ||
                         limit.kind == model::LimitKind::kAtLeast || limit.kind == model::LimitKind::kEvery;
    if (!instance_.renewed) offsets(limit.moment, instance_.anchor);
    if (limit.kind == model::LimitKind::kNoSooner && instance_.opens != kNoDate) {
      say("the first day in time", instance_.opens);
    }
    const std::vector<DateStep> steps = date_steps(program_, history_, state_, index_, false);
    bool said = false;  // the last step says what it comes to
    for (const DateStep& step : steps) {
      const bool last =
          &step == &steps.back() && instance_.due == instance_.due_early && instance_.due == step.reached.day;
      const std::string_view result = last ? "the last day in time" : "the count ends";
      switch (step.kind) {
        case Kind::kCounted:
          count_days(step, result);
          said = last && was_retraced(step);
          break;
        case Kind::kNotCounted:
          stopped(step.from, step.reached.day);
          break;
        case Kind::kExtended:
          say(fmt::format("extended by {}: {}", model::duration_text(*program_.framework, step.amount),
                          ground(step.adjusted)));
          count_days(step, result);
          said = last && was_retraced(step);
          break;
        case Kind::kCapped:
          say(fmt::format("extended, by {} in all at most: {}", model::duration_text(*program_.framework, step.amount),
                          ground(step.adjusted)),
              step.reached.day);
          break;
        case Kind::kExtendedTo:
        case Kind::kInstead:
          say(fmt::format("{}: {}", step.kind == Kind::kInstead ? "due instead" : "extended", ground(step.adjusted)),
              step.reached.day);
          stopped(step.from, step.reached.day);
          break;
        case Kind::kRolled:
          say("that day does not count, so the next one that does", step.reached.day);
          break;
      }
    }
    if (instance_.due == kNoDate || said) return;
    if (limit.kind == model::LimitKind::kOnTheDayOf && instance_.opens == instance_.due) {
      say("the one day in time", instance_.due);
    } else if (instance_.due_early != instance_.due) {
      say("the last day in time, if the clock did not stop where that is not known", instance_.due_early,
          instance_.due_early_minute);
      say("the last day in time, if it did", instance_.due, instance_.due_minute);
    } else if (counted || limit.kind != model::LimitKind::kThroughout) {
      say(instance_.due_minute == kDayEnd ? "the last day in time" : "the last moment in time", instance_.due,
          instance_.due_minute);
    }
  }

  [[nodiscard]] std::string ground(std::uint32_t adjusted) const {
    const Occurrence& occurrence = history_.occurrences[state_.adjusted[adjusted].occurrence];
    return fmt::format("{} on {}", program_.framework->events[occurrence.event].name, long_date(occurrence.on));
  }

  // The days after the due date, one by one, as the lateness counts them.
  void late_days() {
    if (!out_.duty.late_working_days || *out_.duty.late_working_days <= 0 || instance_.due == kNoDate) return;
    const std::int32_t count = *out_.duty.late_working_days;
    if (count > kLateDaysListed) return;
    for (std::int32_t n = 1; n <= count; ++n) {
      if (const auto day = program_.calendars.working->nth_after(instance_.due, n)) {
        say(fmt::format("late: working day {}", n), *day);
      }
    }
  }

  // A standing duty: the day on which it was broken, and that on which it was made good.
  void standing_days() {
    const bool excused = instance_.status == DutyStatus::kExcused;
    if (instance_.status != DutyStatus::kMissed && instance_.status != DutyStatus::kKeptLate && !excused) return;
    if (instance_.due != kNoDate) say("at the end of this day it did not hold", instance_.due);
    if (instance_.done != kNoDate) say("at the end of this day it held again", instance_.done);
  }

  // What a person has said of an act that was in time, and whether the excuses cover a miss.
  void judgements() {
    const model::Framework& model = *program_.framework;
    const std::uint32_t by = instance_.judge_by != kNone ? instance_.judge_by : row_.limit.judged_by;
    if (instance_.judged && by != program::kNone) {
      say(fmt::format("`{}` is {}: that was{} as soon as practicable", model.facts[by].name,
                      instance_.practicable ? "yes" : "no", instance_.practicable ? "" : " not"),
          instance_.settled);
    }
    const bool missed = instance_.status == DutyStatus::kMissed || instance_.status == DutyStatus::kKeptLate;
    const bool excused = instance_.status == DutyStatus::kExcused;
    if ((!missed && !excused) || row_.modality == Modality::kMay) return;
    std::string excuses;
    for (const model::Expression& excuse : model.duties[instance_.duty].excuses) {
      if (!excuses.empty()) excuses += " or ";
      excuses += model::expression_text(model, excuse);
    }
    // An excuse that is not known is said with the status.
    if (excuses.empty() || !out_.duty.unless.empty()) return;
    say(fmt::format("it is excused if {}, {}", excuses,
                    excused            ? "and that was so"
                    : instance_.judged ? "but not from what a person has judged"
                                       : "and that was not so"));
  }

  void result() {
    const DutyReport& duty = out_.duty;
    if (duty.times > 1) say(fmt::format("done {} of {} times", duty.count, duty.times));
    if (row_.standing) {
      standing_days();
    } else {
      late_days();
    }
    if (instance_.done != kNoDate && !row_.standing) {
      const std::string act =
          instance_.act_occurrence == kNone
              ? std::string{"the act"}
              : program_.framework->events[history_.occurrences[instance_.act_occurrence].event].name;
      say(fmt::format("done: {}{}", act, assumed(instance_.act_occurrence)), instance_.done,
          minute_of(instance_.act_occurrence));
    }
    judgements();
    std::string text{status_text(instance_.status)};
    if (instance_.status == DutyStatus::kMissed || instance_.status == DutyStatus::kKeptLate) {
      text = fmt::format("{}: {}", finding_kind_text(missed_is(row_.modality)), text);
    }
    if (!duty.unless.empty()) text += fmt::format(", unless {}", duty.unless);
    if (!duty.undecided.empty()) text += fmt::format(": {}", duty.undecided);
    const Lateness late{duty.late_calendar_days.value_or(0), duty.late_working_days, duty.late_minutes};
    if (duty.late_minutes) {
      text += ", " + lateness_words(late);
    } else if (duty.late_working_days && *duty.late_working_days != 0) {
      const std::int32_t amount = *duty.late_working_days;
      const std::string days = plural(amount < 0 ? -amount : amount, "working day");
      text += row_.standing ? fmt::format(", for {}", days)
                            : fmt::format(", {} {}", days, amount < 0 ? "too early" : "late");
    }
    if (duty.late_calendar_days && *duty.late_calendar_days != 0 && !duty.late_minutes) {
      const std::int32_t amount = *duty.late_calendar_days;
      text += fmt::format(" ({})", plural(amount < 0 ? -amount : amount, "calendar day"));
    }
    if (instance_.done == kNoDate && duty.late_calendar_days) text += fmt::format(" by {}", long_date(as_of_));
    if (out_.stopped) {
      say(fmt::format("the case stopped: {}", out_.stopped->because), out_.stopped->on);
      text += " when the case stopped";
    }
    say(std::move(text));
  }

  const program::Program& program_;
  const History& history_;
  const CaseState& state_;
  std::uint32_t index_;
  const Instance& instance_;
  const program::DutyRow& row_;
  Date as_of_;
  Explanation out_;
};

}  // namespace

ExplainedDuty explain_duty(const program::Program& program, const SourceSet& sources, const History& history,
                           std::uint32_t duty, Date as_of) {
  Executor executor(program);
  CaseState state;
  executor.run(state, history, as_of);
  ExplainedDuty result;
  result.stopped = stopped(state.error, sources);
  for (std::uint32_t i = 0; i < state.instances.size(); ++i) {
    if (state.instances[i].duty == duty && !state.instances[i].hidden) {
      result.instances.push_back(Explainer(program, sources, history, state, i, result.stopped, as_of).run());
    }
  }
  return result;
}

}  // namespace proviso::run
