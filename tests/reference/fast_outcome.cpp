// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/fast_outcome.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/program/program.h"
#include "engine/run/evaluate.h"
#include "engine/run/executor.h"
#include "engine/run/findings.h"
#include "engine/run/records.h"

namespace proviso::reference {
namespace {

[[noreturn]] void give_up(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  std::abort();
}

// Ready-made: making a calendar ready costs more than a case.
std::shared_ptr<const Calendar> built(const CalendarData& data) {
  using Key = std::tuple<std::string, int, int, std::size_t, std::size_t>;
  static std::map<Key, std::shared_ptr<const Calendar>> known;
  auto& calendar = known[{data.name, data.first_year, data.last_year, data.holidays.size(), data.uncounted.size()}];
  if (!calendar) {
    auto made = Calendar::build(data);
    if (!made) give_up(made.error().message);
    calendar = std::make_shared<const Calendar>(std::move(made).value());
  }
  return calendar;
}

std::shared_ptr<const program::Program> compiled(const Given& given) {
  Calendars calendars;
  if (given.calendar) calendars.working = built(*given.calendar);
  for (const CalendarData& named : given.named_calendars) calendars.named.push_back(built(named));
  // Not owned: the caller keeps it.
  const std::shared_ptr<const model::Framework> framework(std::shared_ptr<const void>(), given.framework);
  auto program = program::compile(framework, std::move(calendars));
  if (!program) give_up(program.error().message);
  return *program;
}

std::string day_text(Date day) { return day == run::kNoDate ? "-" : iso_date(day); }

std::string due_text(Date day, std::int32_t minute) {
  if (day == run::kNoDate || minute == kDayEnd) return day_text(day);
  return fmt::format("{}T{:02}:{:02}", iso_date(day), minute / 60, minute % 60);
}

class Lines {
 public:
  Lines(const program::Program& program, const run::History& history, const run::CaseState& state)
      : program_(program), model_(*program.framework), history_(history), state_(state) {}

  Outcome all();

 private:
  std::string value_text(Value value, const model::Type& type) const;
  void tracks();
  void facts();
  void duties();
  std::string duty_line(const run::Instance& instance, std::size_t number) const;
  void findings();

  const program::Program& program_;
  const model::Framework& model_;
  const run::History& history_;
  const run::CaseState& state_;
  std::vector<std::string> names_;  // by instance: `pay #2`
  Outcome lines_;
};

Outcome Lines::all() {
  constexpr std::array<std::string_view, 6> kErrors{
      "", "step-limit", "contradiction", "not-running", "unknown-list", "no-place"};
  if (state_.error.kind != run::RunError::Kind::kNothing) {
    lines_.push_back(
        fmt::format("error {} {}", kErrors[static_cast<std::size_t>(state_.error.kind)], iso_date(state_.error.on)));
  }
  if (state_.carried != run::kNoDate) lines_.push_back("carried over " + iso_date(state_.carried));
  for (std::size_t i = 0; i < state_.parts.size(); ++i) {
    if (state_.parts[i].closed == run::kNoDate) continue;
    lines_.push_back(fmt::format("closed {} {}", model_.parts[i].name, iso_date(state_.parts[i].closed)));
  }
  tracks();
  facts();
  duties();
  findings();
  for (const run::Unexpected& unexpected : state_.unexpected) {
    const run::Occurrence& occurrence = history_.occurrences[unexpected.occurrence];
    lines_.push_back(fmt::format("unexpected {} {}", iso_date(occurrence.on), model_.events[occurrence.event].name));
  }
  for (const run::Notice& notice : state_.notices) {
    lines_.push_back(
        fmt::format("notified {} {} \"{}\"", iso_date(notice.on), model_.parties[notice.party].name, *notice.text));
  }
  return std::move(lines_);
}

std::string Lines::value_text(Value value, const model::Type& type) const {
  switch (value.kind) {
    case Value::Kind::kUnknown:
      return "unknown";
    case Value::Kind::kYesNo:
      return value.is_yes() ? "yes" : "no";
    case Value::Kind::kNumber:
      return number_text(value.as_number());
    case Value::Kind::kText:
      return fmt::format("\"{}\"", run::pool_of(history_, state_).text_of(value));
    case Value::Kind::kDate:
      return iso_date(value.as_date());
    case Value::Kind::kDuration: {
      constexpr std::array<std::string_view, 7> kUnits{"working day", "calendar day", "week", "month", "year", "",
                                                       "hour"};
      const Duration duration = value.as_duration();
      const std::string unit = duration.unit == Unit::kNamedDays
                                   ? model_.named_calendars[duration.calendar].word + " day"
                                   : std::string(kUnits[static_cast<std::size_t>(duration.unit)]);
      return fmt::format("{} {}{}", duration.amount, unit, duration.amount == 1 ? "" : "s");
    }
    case Value::Kind::kParty:
      return model_.parties[static_cast<std::size_t>(value.payload)].name;
    case Value::Kind::kChoice:
      return type.values[static_cast<std::size_t>(value.payload)];
    case Value::Kind::kList: {
      std::string text = "[";
      for (const Value item : run::pool_of(history_, state_).items_of(value)) {
        if (text.size() > 1) text += ", ";
        text += value_text(item, type.element.front());
      }
      return text + "]";
    }
  }
  return {};
}

void Lines::tracks() {
  for (std::size_t t = 0; t < state_.tracks.size(); ++t) {
    const run::TrackState& track = state_.tracks[t];
    std::string line = fmt::format("track {}: ", model_.tracks[t].name);
    if (track.ended) {
      line += "ended";
    } else if (track.standings.empty()) {
      line += "not begun";
    } else {
      const run::Standing& standing = track.standings.front();
      line += fmt::format("{} since {}", model_.stages[standing.stage].name, iso_date(standing.entered));
      if (!track.waits.empty()) line += " undecided";
    }
    lines_.push_back(std::move(line));
  }
}

void Lines::facts() {
  for (std::uint32_t i = 0; i < model_.facts.size(); ++i) {
    const Value value = run::fact_value(program_, history_, state_, i).value;
    lines_.push_back(fmt::format("fact {}: {}", model_.facts[i].name, value_text(value, model_.facts[i].type)));
  }
}

std::string Lines::duty_line(const run::Instance& instance, std::size_t number) const {
  const model::Duty& duty = model_.duties[instance.duty];
  std::string line = fmt::format("duty {} #{}", duty.name, number);
  if (duty.party.kind == model::Owing::Kind::kEach) {
    line += " for " + (instance.party == run::kNone ? "?" : model_.parties[instance.party].name);
  }
  line += fmt::format(": {} anchor {} opens {} due {}", run::status_text(instance.status), day_text(instance.anchor),
                      day_text(instance.opens), due_text(instance.due_early, instance.due_early_minute));
  if (instance.due != instance.due_early || instance.due_minute != instance.due_early_minute) {
    line += " to " + due_text(instance.due, instance.due_minute);
  }
  line += " done " + day_text(instance.done);
  if (instance.status != DutyStatus::kPending) line += " settled " + day_text(instance.settled);
  return line;
}

void Lines::duties() {
  names_.resize(state_.instances.size());
  std::vector<std::vector<std::uint32_t>> by_duty(model_.duties.size());
  for (std::uint32_t i = 0; i < state_.instances.size(); ++i) {
    if (!state_.instances[i].hidden && !state_.instances[i].dropped) by_duty[state_.instances[i].duty].push_back(i);
  }
  for (std::size_t d = 0; d < by_duty.size(); ++d) {
    for (std::size_t k = 0; k < by_duty[d].size(); ++k) {
      const std::uint32_t instance = by_duty[d][k];
      lines_.push_back(duty_line(state_.instances[instance], k + 1));
      names_[instance] = fmt::format("{} #{}", model_.duties[d].name, k + 1);
    }
  }
}

void Lines::findings() {
  std::vector<std::string> lines;
  for (const run::Finding& finding : run::find(program_, history_, state_)) {
    if (finding.kind == FindingKind::kUnexpected) continue;
    // That a timeout cannot be counted is no move that waits.
    if (finding.track != run::kNone && state_.tracks[finding.track].waits.empty()) continue;
    std::string about;
    if (finding.instance != run::kNone) {
      about = names_[finding.instance];
    } else if (finding.track != run::kNone) {
      about = "track " + model_.tracks[finding.track].name;
    } else {
      about = "trigger " + model_.triggers[finding.trigger].name;
    }
    lines.push_back(fmt::format("finding {} {} {}", iso_date(finding.on), run::finding_kind_text(finding.kind), about));
  }
  std::sort(lines.begin(), lines.end());
  lines_.insert(lines_.end(), lines.begin(), lines.end());
}

}  // namespace

namespace {

run::Occurrence to_occurrence(const Happening& happening) {
  run::Occurrence occurrence;
  occurrence.event = happening.event.value;
  occurrence.on = happening.on;
  if (happening.minute) occurrence.minute = *happening.minute;
  if (happening.for_party) occurrence.for_party = happening.for_party->value;
  return occurrence;
}

Outcome outcome_of(const program::Program& program, const run::History& history, Date as_of) {
  run::CaseState state;
  run::Executor(program).run(state, history, as_of);
  return Lines(program, history, state).all();
}

}  // namespace

Outcome fast_outcome(const Given& given) {
  const auto program = compiled(given);
  run::History history(*program);
  if (given.transition) history.transition = *given.transition;
  for (const Happening& happening : given.happenings) {
    run::Occurrence& occurrence = history.occurrences[history.add(happening.event.value, happening.on)];
    occurrence.minute = to_occurrence(happening).minute;
    occurrence.for_party = to_occurrence(happening).for_party;
    for (const auto& [fact, value] : happening.facts) history.add_fact(fact.value, to_value(value, history.pool));
  }
  history.sort();
  return outcome_of(*program, history, given.as_of);
}

Outcome fast_outcome_of_records(const Given& told, const std::vector<RandomRecord>& records) {
  const auto program = compiled(told);
  run::Records known(*program);
  if (told.transition) known.transition = *told.transition;
  auto happening = told.happenings.begin();
  for (const RandomRecord& one : records) {
    run::Record record;
    record.kind = static_cast<run::Record::Kind>(one.kind);
    record.id = one.id;
    record.refers = one.refers;
    if (one.recorded) {
      const std::chrono::minutes since_epoch{*one.recorded};
      const auto day = std::chrono::floor<std::chrono::days>(since_epoch);
      record.recorded = DayTime{Date{day}, since_epoch - day};
    }
    std::vector<run::RecordedFact> facts;
    if (one.kind != RandomRecord::Kind::kWithdrawal) {
      record.happened = to_occurrence(*happening);
      for (const auto& [fact, value] : happening->facts) facts.push_back({fact.value, to_value(value, known.pool)});
      ++happening;
    }
    known.add(std::move(record), facts);
  }
  const run::RecordOrder order(known);
  if (!order.problems().empty()) return {"refused: " + order.problems().front().message};
  run::History history = order.as_known();
  history.sort();
  return outcome_of(*program, history, told.as_of);
}

}  // namespace proviso::reference
