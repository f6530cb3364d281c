// SPDX-License-Identifier: Apache-2.0
// A case in words and dates.
#include "engine/run/case_report.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/model/wording.h"
#include "engine/run/assumed.h"
#include "engine/run/dates.h"
#include "engine/run/evaluate.h"
#include "engine/run/executor.h"
#include "engine/run/findings.h"
#include "engine/run/lateness.h"
#include "engine/run/records.h"
#include "engine/run/stopped.h"

namespace proviso::run {
namespace {

std::optional<Date> known(Date date) { return date == kNoDate ? std::nullopt : std::optional<Date>(date); }

class Reporter {
 public:
  Reporter(const program::Program& program, const SourceSet& sources, const History& history, Date as_of)
      : program_(program), model_(*program.framework), sources_(sources), history_(history) {
    Executor executor(program);
    executor.trace_to(&steps_);
    executor.run(state_, history, as_of);
    findings_ = find(program, history, state_);
    report_.framework = model_.name;
    report_.as_of = as_of;
  }

  CaseReport run() {
    for (const Occurrence& occurrence : history_.occurrences)
      report_.left_out += occurrence.on > report_.as_of ? 1U : 0U;
    tracks();
    facts();
    duties();
    findings();
    timeline();
    for (const Notice& notice : state_.notices) {
      report_.notices.push_back({notice.on, model_.parties[notice.party].name, *notice.text});
    }
    report_.closed = known(state_.parts[state_.main_part].closed);
    errors();
    return std::move(report_);
  }

 private:
  // Of the rules that are continued, while the case has never been one of them.
  [[nodiscard]] bool is_foreign(model::PartId part) const {
    return history_.transition == kNoDate && part.value == program_.followed;
  }

  // A track of the rules that do not apply to the case, or not any more.
  [[nodiscard]] bool will_not_begin(model::PartId part, const TrackState& track) const {
    if (history_.transition == kNoDate || !track.standings.empty() || track.ended) return false;
    return part.value == (state_.main_part == program_.followed ? 0 : program_.followed);
  }

  void tracks() {
    for (std::uint32_t t = 0; t < state_.tracks.size(); ++t) {
      const TrackState& track = state_.tracks[t];
      if (is_foreign(model_.tracks[t].part) || will_not_begin(model_.tracks[t].part, track)) continue;
      TrackReport out;
      out.track = model_.tracks[t].name;
      out.title = model_.tracks[t].title;
      for (const Standing& standing : track.standings) {
        out.stages.push_back(model_.stages[standing.stage].name);
        out.stage_titles.push_back(model_.stages[standing.stage].title);
      }
      out.may_not_have_begun = track.may_not_have_begun && !track.standings.empty();
      if (track.standings.size() == 1 && track.standings.front().via == kNone && !out.may_not_have_begun) {
        out.since = track.standings.front().entered;
      }
      out.undecided = doubt_text(program_, track.waits.empty() ? track.uncounted : track.waits.front().doubt);
      out.ended = track.ended;
      report_.tracks.push_back(std::move(out));
    }
  }

  void facts() {
    for (std::uint32_t f = 0; f < state_.facts.size(); ++f) {
      if (is_foreign(model_.part_of_name(model_.facts[f].name))) continue;
      const Value value = fact_value(program_, history_, state_, f).value;
      report_.facts.push_back({model_.facts[f].name, model_.facts[f].title,
                               value_text(value, model_.facts[f].type, model_, pool_of(history_, state_)),
                               value.known()});
    }
  }

  void duties() {
    index_.assign(state_.instances.size(), kNone);
    for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
      if (state_.instances[i].hidden) continue;
      index_[i] = static_cast<std::uint32_t>(report_.duties.size());
      report_.duties.push_back(report_duty(program_, sources_, history_, state_, i));
    }
  }

  // A duty by its title; of a duty `for each` with the party, by which its instances are told apart.
  [[nodiscard]] std::string title_of(const Instance& instance) const {
    const std::string& title = model_.duties[instance.duty].title;
    if (program_.duties[instance.duty].owing != model::Owing::Kind::kEach || instance.party == kNone) return title;
    return fmt::format("{}: {}", title, model_.parties[instance.party].title);
  }

  // The time of day of the act, where that is what it was measured by; else kDayEnd.
  [[nodiscard]] std::int32_t act_minute(const Instance& instance) const {
    if (instance.due_minute == kDayEnd || instance.act_occurrence == kNone) return kDayEnd;
    const std::int32_t minute = history_.occurrences[instance.act_occurrence].minute;
    return minute == kNoTime ? kDayEnd : minute;
  }

  // Whether the act that settled the instance was one that `only if` did not allow.
  [[nodiscard]] bool is_improper(const Instance& instance) const {
    for (std::uint32_t a = instance.first_act; a != kNone; a = state_.acts[a].next) {
      if (state_.acts[a].occurrence == instance.act_occurrence) return state_.acts[a].improper;
    }
    return false;
  }

  [[nodiscard]] std::string finding_message(const Finding& finding) const {
    if (finding.kind == FindingKind::kUnexpected) {
      const auto it = std::find_if(state_.unexpected.begin(), state_.unexpected.end(),
                                   [&](const Unexpected& u) { return u.occurrence == finding.occurrence; });
      std::string names;
      for (const std::uint32_t event : it->expected) {
        if (!names.empty()) names += ", ";
        names += model_.events[event].name;
      }
      return fmt::format("`{}` was not expected; {}",
                         model_.events[history_.occurrences[finding.occurrence].event].name,
                         names.empty() ? "nothing was" : fmt::format("expected: {}", names));
    }
    if (finding.track != kNone) {
      return fmt::format("the track `{}` waits: {}", model_.tracks[finding.track].name,
                         doubt_text(program_, finding.doubt));
    }
    if (finding.trigger != kNone) {
      return fmt::format("whether `{}` follows cannot be settled: {}", model_.triggers[finding.trigger].name,
                         doubt_text(program_, finding.doubt));
    }
    const Instance& instance = state_.instances[finding.instance];
    const model::Duty& duty = model_.duties[instance.duty];
    const std::uint32_t owing = owed_by(program_, history_, state_, instance);
    const std::string party = owing == kNone ? std::string{"a party not known"} : model_.parties[owing].name;
    const std::string what = fmt::format("{}: {}", duty.title, party);
    switch (finding.kind) {
      case FindingKind::kWarning:
        return fmt::format("{} has until {}", what, weekday_instant(instance.due_early, instance.due_early_minute));
      case FindingKind::kUndecided:
        return fmt::format("{} cannot be settled: {}", duty.title, doubt_text(program_, finding.doubt));
      case FindingKind::kOutOfTime:
        return fmt::format("{} acted outside the time allowed{}", what,
                           finding.late ? fmt::format(", {}", lateness_words(*finding.late)) : std::string{});
      default:
        break;
    }
    if (duty.negated) {
      return fmt::format("{} let it happen{}", what,
                         instance.done == kNoDate ? std::string{} : fmt::format(" on {}", weekday_date(instance.done)));
    }
    if (duty.limit.kind == model::LimitKind::kOnWeekday) {
      return fmt::format("{} acted on {}, not on a {}", what, weekday_date(instance.done),
                         weekday_name(duty.limit.weekday));
    }
    const std::string late = finding.late ? lateness_words(*finding.late) : std::string{"late"};
    const std::string excuse = open_excuse(program_, history_, state_, instance);
    const std::string unless = excuse.empty() ? std::string{} : fmt::format(", unless {}", excuse);
    if (duty.that) {
      return instance.done == kNoDate ? fmt::format("{} has not held since {}{}", what, long_date(instance.due), unless)
                                      : fmt::format("{} did not hold from {} until {}{}", what, long_date(instance.due),
                                                    long_date(instance.done), unless);
    }
    if (instance.done == kNoDate) return fmt::format("{} has not acted, {} so far{}", what, late, unless);
    if (duty.only_if && is_improper(instance)) {
      return fmt::format("{} acted on {} though {} did not hold{}", what, long_date(instance.done),
                         model::expression_text(model_, *duty.condition), unless);
    }
    if (instance.judged) {
      return fmt::format("{} acted on {}, not as soon as practicable", what, long_date(instance.done));
    }
    const bool early = instance.opens != kNoDate && instance.done < instance.opens;
    return fmt::format("{} acted {} ({} {}, done {}){}", what, late, early ? "not before" : "due",
                       early ? long_date(instance.opens) : long_instant(instance.due, instance.due_minute),
                       long_instant(instance.done, early ? kDayEnd : act_minute(instance)), unless);
  }

  void findings() {
    for (const Finding& finding : findings_) {
      FindingReport out;
      out.kind = finding.kind;
      out.on = finding.on;
      out.message = finding_message(finding);
      if (finding.instance != kNone) out.duty = index_[finding.instance];
      if (finding.occurrence != kNone) {
        out.event = model_.events[history_.occurrences[finding.occurrence].event].name;
      }
      report_.findings.push_back(std::move(out));
    }
  }

  [[nodiscard]] std::string event_text(std::uint32_t index) const {
    const Occurrence& occurrence = history_.occurrences[index];
    return run::event_text(
        program_, occurrence,
        std::span(history_.facts).subspan(occurrence.facts_begin, occurrence.facts_end - occurrence.facts_begin),
        history_.pool);
  }

  // What the timeline has said of an instance so far.
  struct Shown {
    bool arose = false;
    bool open = true;       // neither kept nor missed
    Instant told{kNoDate};  // the due date that was said last
    Instant now{kNoDate};
  };

  static std::string due_words(Instant due) {
    return due.day == kNoDate ? "no due date any more" : "due " + weekday_instant(due.day, due.minute);
  }

  // When an instance arises, and when something other than the days of a stopped clock moves its due date; empty where
  // there is nothing to say.
  std::string due_line(const Step& step) {
    const Instance& instance = state_.instances[step.index];
    Shown& shown = shown_[step.index];
    shown.now = step.due;
    const bool arises = step.kind == Step::Kind::kArose;
    shown.arose = shown.arose || arises;
    if (!shown.arose || (step.by_clock && !arises)) return {};
    const bool dated_before = shown.told.day != kNoDate;
    const bool moved = !arises && dated_before && shown.told != step.due;
    shown.told = step.due;
    if (instance.hidden || program_.duties[instance.duty].negated || !shown.open) return {};
    if (moved) return fmt::format("{}: now {}", title_of(instance), due_words(step.due));
    // What falls due on the day it is dated needs no announcement.
    if (step.due.day == kNoDate || dated_before || instance.on_anchor_day || step.on >= step.due.day ||
        (arises && step.anchor != step.on && instance.carried_from == kNone)) {
      return {};
    }
    return fmt::format("{}: {}", title_of(instance), due_words(step.due));
  }

  // The clock of a duty, for each of its instances that is open.
  void clock_lines(const Step& step) {
    for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
      const Instance& instance = state_.instances[i];
      Shown& shown = shown_[i];
      if (instance.duty != step.index || !shown.arose || !shown.open || instance.hidden ||
          program_.duties[instance.duty].negated) {
        continue;
      }
      std::string text = fmt::format("{}: the clock {}", title_of(instance),
                                     step.kind == Step::Kind::kWentOn    ? "goes on"
                                     : step.kind == Step::Kind::kStopped ? "stands still"
                                                                         : "may stand still, which is not known");
      if (step.kind == Step::Kind::kWentOn && shown.now != shown.told) {
        text += ", now " + due_words(shown.now);
        shown.told = shown.now;
      }
      TimelineEntry out;
      out.on = step.on;
      out.text = std::move(text);
      report_.timeline.push_back(std::move(out));
    }
  }

  void timeline() {
    shown_.resize(state_.instances.size());
    for (const Step& step : steps_) {
      TimelineEntry out;
      out.on = step.on;
      switch (step.kind) {
        case Step::Kind::kEvent:
          out.event = true;
          out.text = event_text(step.index);
          out.assumed = assumption_of(history_, step.index);
          if (const std::int32_t minute = history_.occurrences[step.index].minute; minute != kNoTime)
            out.minute = minute;
          break;
        case Step::Kind::kBegan:
          out.text = fmt::format("{}: begins, in {}", model_.tracks[step.index].title,
                                 model_[model_.tracks[step.index].stages.front()].title);
          break;
        case Step::Kind::kMoved: {
          const model::Stage& stage = model_.stages[step.index];
          out.text = fmt::format("{}: now in {}", model_[stage.track].title, stage.title);
          break;
        }
        case Step::Kind::kEnded:
          out.text = fmt::format("{}: ended", model_.tracks[step.index].title);
          break;
        case Step::Kind::kNotified: {
          const Notice& notice = state_.notices[step.index];
          out.text = fmt::format("{} is told: {}", model_.parties[notice.party].title, *notice.text);
          break;
        }
        case Step::Kind::kOpened:
          out.text = fmt::format("{}: the case is opened", model_.parts[step.index].title);
          break;
        case Step::Kind::kClosed:
          if (model_.parts[step.index].kind == model::Part::Kind::kCarried) continue;
          out.text = fmt::format("{}: the case is closed", model_.parts[step.index].title);
          break;
        case Step::Kind::kCarried:
          out.text = fmt::format("{}: carried over to {}", model_.parts[step.index].title, model_.title);
          break;
        case Step::Kind::kArose:
        case Step::Kind::kDated:
          if (step.index >= state_.instances.size()) continue;
          out.text = due_line(step);
          if (out.text.empty()) continue;
          break;
        case Step::Kind::kStopped:
        case Step::Kind::kMayStop:
        case Step::Kind::kWentOn:
          clock_lines(step);
          continue;
        case Step::Kind::kSettled: {
          const Instance& instance = state_.instances[step.index];
          shown_[step.index].open = step.status == DutyStatus::kPending || step.status == DutyStatus::kUndecided;
          if (instance.hidden) continue;
          const model::Duty& duty = model_.duties[instance.duty];
          std::string_view word = status_text(step.status);
          if (step.status == DutyStatus::kMissed) word = finding_kind_text(missed_is(duty.modality));
          out.text = fmt::format("{}: {}", title_of(instance), word);
          break;
        }
        case Step::Kind::kUndecided:
          out.text = fmt::format("{}: the move waits for a fact", model_.tracks[step.index].title);
          break;
        case Step::Kind::kUnexpected:
          out.text = "this event was not expected";
          break;
      }
      report_.timeline.push_back(std::move(out));
    }
  }

  void errors() {
    for (const DutyReport& duty : report_.duties) {
      if (duty.status == DutyStatus::kUndecided && duty.undecided.starts_with("a count needs")) {
        report_.errors.push_back(fmt::format("the duty `{}` cannot be counted: {}", duty.duty, duty.undecided));
      }
    }
    for (std::uint32_t t = 0; t < state_.tracks.size(); ++t) {
      if (state_.tracks[t].uncounted.kind == Doubt::Kind::kCalendar) {
        report_.errors.push_back(fmt::format("a move of the track `{}` cannot be timed: {}", model_.tracks[t].name,
                                             doubt_text(program_, state_.tracks[t].uncounted)));
      }
    }
    report_.stopped = stopped(state_.error, sources_);
    if (report_.stopped) report_.errors.push_back(report_.stopped->because);
  }

  const program::Program& program_;
  const model::Framework& model_;
  const SourceSet& sources_;
  const History& history_;
  CaseState state_;
  std::vector<Step> steps_;
  std::vector<Shown> shown_;  // by instance
  std::vector<Finding> findings_;
  std::vector<std::uint32_t> index_;  // by instance: its place in the report
  CaseReport report_;
};

}  // namespace

DutyReport report_duty(const program::Program& program, const SourceSet& sources, const History& history,
                       const CaseState& state, std::uint32_t index) {
  const Instance& instance = state.instances[index];
  const model::Framework& framework = *program.framework;
  const model::Duty& duty = framework.duties[instance.duty];
  const program::DutyRow& row = program.duties[instance.duty];
  DutyReport out;
  out.duty = duty.name;
  out.title = duty.title;
  if (const std::uint32_t party = owed_by(program, history, state, instance); party != kNone) {
    out.party = framework.parties[party].name;
    out.party_title = framework.parties[party].title;
    out.one_of_each = row.owing == model::Owing::Kind::kEach;
  }
  out.modality = duty.modality;
  out.negated = duty.negated;
  out.status = instance.status;
  out.anchor_event = anchor_text(program, history, instance);
  out.anchor = known(instance.anchor);
  out.opens = known(instance.opens);
  out.due = known(instance.due);
  if (instance.due != kNoDate && instance.due_early != instance.due) out.due_from = known(instance.due_early);
  if (instance.due != kNoDate && instance.due_minute != kDayEnd) out.due_minute = instance.due_minute;
  out.done = known(instance.done);
  out.count = instance.count;
  out.times = row.limit.times;
  const bool missed = instance.status == DutyStatus::kMissed || instance.status == DutyStatus::kKeptLate;
  if (missed && !duty.negated) {
    if (const std::optional<Lateness> late = lateness_of(program, history, state, instance)) {
      out.late_calendar_days = late->calendar_days;
      out.late_working_days = late->working_days;
      out.late_minutes = late->minutes;
    }
  }
  out.limit = model::duty_text(framework, duty);
  if (instance.status == DutyStatus::kUndecided) out.undecided = doubt_text(program, instance.doubt);
  out.unless = open_excuse(program, history, state, instance);
  for (const StoppedDays& days : stopped_days(program, state, instance, false)) {
    const Date first = std::max(days.first, instance.anchor == kNoDate ? instance.arose : instance.anchor);
    if (days.last >= first) out.stopped_days += static_cast<std::int32_t>((days.last - first).count()) + 1;
  }
  for (const Adjusted& adjusted : state.adjusted) {
    if (adjusted.instance != index) continue;
    // What moved the date before a transition is an adjustment of the duty whose limit held then.
    const program::Range own = row.adjustments;
    const bool before = adjusted.adjustment < own.begin || adjusted.adjustment >= own.end;
    const std::uint32_t of = before ? instance.carried_from : instance.duty;
    const std::uint32_t place = adjusted.adjustment - program.duties[of].adjustments.begin;
    out.adjustments.push_back(fmt::format("{}, on {}",
                                          model::adjustment_text(framework, framework.duties[of].adjustments[place]),
                                          long_date(history.occurrences[adjusted.occurrence].on)));
  }
  out.assumed = assumptions_of(program, history, state, index);
  const auto citations = citations_of(program, instance);
  out.unconfirmed = std::any_of(citations.begin(), citations.end(), [](const auto& c) { return c.unconfirmed; });
  out.citation = model::citation_text(framework, citations);
  const SourceFile& file = sources[duty.clause.file];
  out.place = {file.path(), file.position(duty.clause.begin).line};
  return out;
}

CaseReport report_case(const program::Program& program, const SourceSet& sources, const History& history, Date as_of) {
  return Reporter(program, sources, history, as_of).run();
}

}  // namespace proviso::run
