// SPDX-License-Identifier: Apache-2.0
#include "engine/run/example.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/calendar/deadline.h"
#include "engine/model/wording.h"
#include "engine/run/evaluate.h"
#include "engine/run/executor.h"
#include "engine/run/findings.h"
#include "engine/run/needed.h"

namespace proviso::run {
namespace {

class ExampleRun {
 public:
  ExampleRun(const program::Program& program, const model::Example& example)
      : program_(program), model_(*program.framework), example_(example), history_(program) {}

  ExampleResult run() {
    ExampleResult result{example_.title, example_.span, example_.expectations.size(), {}, {}};
    Date as_of = Date{};
    for (const model::EventId event : example_.not_held) history_.not_held[event.value] = 1;
    for (const model::ExampleEvent& event : example_.events) {
      Occurrence& occurrence = history_.occurrences[history_.add(event.event.value, event.on)];
      if (event.minute) occurrence.minute = *event.minute;
      if (event.for_party) occurrence.for_party = event.for_party->value;
      for (const model::ExampleFact& fact : event.facts)
        history_.add_fact(fact.fact.value, to_value(fact.value, history_.pool));
      as_of = std::max(as_of, event.on);
    }
    if (example_.begun_under) history_.transition = model_.transition->from;
    history_.sort();
    if (example_.as_of) as_of = *example_.as_of;
    Executor executor(program_);
    executor.run(state_, history_, as_of);
    findings_ = find(program_, history_, state_);
    result.error = state_.error;
    for (const model::Expectation& expectation : example_.expectations) {
      if (auto mismatch = check(expectation)) {
        mismatch->span = expectation.span;
        result.mismatches.push_back(std::move(*mismatch));
      }
    }
    return result;
  }

 private:
  using Mismatch = std::optional<ExampleMismatch>;

  static std::string due_text(Date early, Date later, std::int32_t minute) {
    std::string text = fmt::format("due {}", long_date(early));
    if (later != early) text += fmt::format(" to {}", long_date(later));
    if (minute != kDayEnd) text += fmt::format(" at {}", clock_time(minute));
    return text;
  }

  static Mismatch differs(std::string expected, std::string got) {
    return ExampleMismatch{{}, std::move(expected), std::move(got)};
  }

  // `give-view for highways`.
  [[nodiscard]] std::string duty_of(const model::Expectation& expected) const {
    const std::string& name = model_[expected.duty].name;
    return expected.for_party ? fmt::format("{} for {}", name, model_[*expected.for_party].name) : name;
  }

  // The latest instance that is reported: an expectation speaks of that one.
  [[nodiscard]] const Instance* latest(const model::Expectation& expected) const {
    for (auto it = state_.instances.rbegin(); it != state_.instances.rend(); ++it) {
      if (it->duty == expected.duty.value && !it->hidden &&
          (!expected.for_party || it->party == expected.for_party->value)) {
        return &*it;
      }
    }
    return nullptr;
  }

  [[nodiscard]] std::string describe(const Instance& instance) const {
    std::string text{status_text(instance.status)};
    for (const Finding& finding : findings_) {
      if (finding.instance >= state_.instances.size() || &state_.instances[finding.instance] != &instance) continue;
      if (!finding.late) continue;
      text += fmt::format(", {} calendar days", finding.late->calendar_days);
      if (finding.late->working_days) text += fmt::format(", {} working days", *finding.late->working_days);
      if (finding.late->minutes) text += fmt::format(", {} minutes", *finding.late->minutes);
      text += " late";
      break;
    }
    if (instance.doubt && instance.status == DutyStatus::kUndecided) {
      text += fmt::format(": {}", doubt_text(program_, instance.doubt));
    }
    return text;
  }

  [[nodiscard]] std::optional<Lateness> late(const Instance& instance) const {
    for (const Finding& finding : findings_) {
      if (finding.instance < state_.instances.size() && &state_.instances[finding.instance] == &instance &&
          finding.late) {
        return finding.late;
      }
    }
    return std::nullopt;
  }

  Mismatch check(const model::Expectation& expected) {
    switch (expected.kind) {
      case model::Expectation::Kind::kStatus:
        return check_status(expected);
      case model::Expectation::Kind::kDue: {
        const Instance* instance = latest(expected);
        const Date later = expected.due_until.value_or(expected.due);
        const std::int32_t minute = expected.due_minute.value_or(kDayEnd);
        const std::string wanted = fmt::format("{} {}", duty_of(expected), due_text(expected.due, later, minute));
        if (instance == nullptr) return differs(wanted, "the duty has not arisen");
        if (instance->due == later && instance->due_early == expected.due && instance->due_minute == minute) {
          return std::nullopt;
        }
        return differs(wanted, instance->due == kNoDate
                                   ? "no due date"
                                   : due_text(instance->due_early, instance->due, instance->due_minute));
      }
      case model::Expectation::Kind::kStage:
        return check_stage(expected);
      case model::Expectation::Kind::kFinding: {
        const bool found = std::any_of(findings_.begin(), findings_.end(), [&](const Finding& f) {
          return f.kind == expected.finding && f.instance != kNone &&
                 state_.instances[f.instance].duty == expected.duty.value &&
                 (!expected.for_party || state_.instances[f.instance].party == expected.for_party->value);
        });
        if (found) return std::nullopt;
        const Instance* instance = latest(expected);
        return differs(fmt::format("{} of {}", finding_kind_text(expected.finding), duty_of(expected)),
                       instance == nullptr ? "the duty has not arisen" : describe(*instance));
      }
      case model::Expectation::Kind::kUnexpected: {
        const bool found = std::any_of(state_.unexpected.begin(), state_.unexpected.end(), [&](const Unexpected& u) {
          return history_.occurrences[u.occurrence].event == expected.event.value;
        });
        if (found) return std::nullopt;
        return differs(fmt::format("unexpected {}", model_[expected.event].name), "the event was taken up");
      }
      case model::Expectation::Kind::kCondition: {
        const auto example = static_cast<std::size_t>(&example_ - model_.examples.data());
        const auto place = static_cast<std::size_t>(&expected - example_.expectations.data());
        Doubt doubt;
        const Truth truth = holds(program_, history_, state_, program_.example_conditions[example][place], doubt);
        if (truth == Truth::kYes) return std::nullopt;
        return differs(model::expression_text(model_, *expected.condition),
                       truth == Truth::kNo ? why_no(*expected.condition, program_.example_conditions[example][place])
                                           : fmt::format("unknown: {}", doubt_text(program_, doubt)));
      }
      case model::Expectation::Kind::kNothing: {
        if (findings_.empty() && state_.error.kind == RunError::Kind::kNothing) return std::nullopt;
        std::string got;
        for (const Finding& finding : findings_) {
          if (!got.empty()) got += ", ";
          got += finding_kind_text(finding.kind);
          if (finding.instance != kNone) {
            const Instance& instance = state_.instances[finding.instance];
            got += fmt::format(" of {}", model_.duties[instance.duty].name);
            if (program_.duties[instance.duty].owing == model::Owing::Kind::kEach && instance.party != kNone) {
              got += fmt::format(" for {}", model_.parties[instance.party].name);
            }
          } else if (finding.occurrence != kNone) {
            got += fmt::format(" {}", model_.events[history_.occurrences[finding.occurrence].event].name);
          } else if (finding.trigger != kNone) {
            got += fmt::format(" trigger {}", model_.triggers[finding.trigger].name);
          } else {
            got += fmt::format(" move of {}", model_.tracks[finding.track].name);
          }
        }
        return differs("no findings", got.empty() ? "a case that stopped with an error" : got);
      }
      case model::Expectation::Kind::kNotified: {
        const bool found = std::any_of(state_.notices.begin(), state_.notices.end(),
                                       [&](const Notice& notice) { return notice.party == expected.party.value; });
        if (found) return std::nullopt;
        return differs(fmt::format("notified {}", model_[expected.party].name), "nothing was sent to that party");
      }
      case model::Expectation::Kind::kClosed:
        if (state_.parts[state_.main_part].closed != kNoDate) return std::nullopt;
        return differs("case closed", "the case is open");
    }
    return std::nullopt;
  }

  /// `` no: `n` is 0 ``: what the parts of a condition that is no come to.
  [[nodiscard]] std::string why_no(const model::Expression& condition, program::Code code) const {
    const std::optional<Needed> needed = ConditionReader(program_, history_, state_).needed(condition, code, true);
    std::vector<std::string> parts;
    if (needed) add_parts(*needed, parts);
    return parts.empty() ? "no" : fmt::format("no: {}", fmt::join(parts, ", "));
  }

  static void add_parts(const Needed& needed, std::vector<std::string>& into) {
    for (const Needed& part : needed.parts) add_parts(part, into);
    if (needed.kind != Needed::Kind::kPart || std::find(into.begin(), into.end(), needed.now) != into.end()) return;
    if (needed.now != fmt::format("`{}` is no", needed.text)) into.push_back(needed.now);  // "no" says that already
  }

  Mismatch check_status(const model::Expectation& expected) {
    std::string wanted = fmt::format("{} {}", duty_of(expected), status_text(expected.status));
    if (expected.late) wanted += fmt::format(", {} late", duration_text(*expected.late));
    const Instance* instance = latest(expected);
    if (instance == nullptr) return differs(wanted, "the duty has not arisen");
    // What was missed stays missed when it is done after all.
    const bool same = instance->status == expected.status ||
                      (expected.status == DutyStatus::kMissed && instance->status == DutyStatus::kKeptLate);
    if (!same) return differs(wanted, describe(*instance));
    if (!expected.late) return std::nullopt;
    const auto got = late(*instance);
    const bool in_working_days = expected.late->unit == Unit::kWorkingDays;
    const bool agrees = got && (in_working_days ? got->working_days == expected.late->amount
                                                : got->calendar_days == expected.late->amount);
    return agrees ? std::nullopt : differs(wanted, describe(*instance));
  }

  Mismatch check_stage(const model::Expectation& expected) {
    if (expected.stages.empty()) return std::nullopt;
    const model::TrackId track = model_[expected.stages.front()].track;
    std::vector<std::uint32_t> wanted;
    for (const model::StageId stage : expected.stages) wanted.push_back(stage.value);
    std::sort(wanted.begin(), wanted.end());
    std::vector<std::uint32_t> got;
    for (const Standing& standing : state_.tracks[track.value].standings) got.push_back(standing.stage);
    if (got == wanted) return std::nullopt;
    const auto names = [&](const std::vector<std::uint32_t>& stages) {
      std::string text;
      for (const std::uint32_t stage : stages) {
        if (!text.empty()) text += " or ";
        text += model_.stages[stage].name;
      }
      return text.empty() ? fmt::format("the track {} has not begun", model_[track].name) : "stage " + text;
    };
    return differs(names(wanted), names(got));
  }

  const program::Program& program_;
  const model::Framework& model_;
  const model::Example& example_;
  History history_;
  CaseState state_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<ExampleResult> run_examples(const program::Program& program) {
  std::vector<ExampleResult> results;
  for (const model::Example& example : program.framework->examples)
    results.push_back(ExampleRun(program, example).run());
  return results;
}

}  // namespace proviso::run
