// SPDX-License-Identifier: Apache-2.0
// Plain sentences about one case.
#include "apps/cli/case_text.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "apps/cli/options.h"
#include "apps/cli/output.h"
#include "base/civil_date.h"
#include "base/word_list.h"
#include "engine/run/findings.h"
#include "engine/run/lateness.h"

namespace proviso::cli {
namespace {

/// A thing by its title and name: `Writing the outcome letter (reporting)`.
std::string titled(const std::string& title, const std::string& name) {
  return title.empty() || title == name ? name : fmt::format("{} ({})", title, name);
}

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::string timeline_text(const CaseReport& report) {
  if (report.timeline.empty()) return "  nothing yet\n";
  std::string text;
  std::optional<Date> day;
  for (const TimelineEntry& entry : report.timeline) {
    if (day != entry.on) text += fmt::format("  {}\n", weekday_date(entry.on));
    day = entry.on;
    text += entry.event ? "    " : "      ";
    if (entry.minute) text += fmt::format("{}  ", clock_time(*entry.minute));
    text += entry.text;
    if (!entry.assumed.empty()) text += fmt::format(" (date assumed: {})", entry.assumed);
    text += "\n";
  }
  return text;
}

std::string track_text(const TrackReport& track) {
  std::vector<std::string> stages;
  for (std::size_t i = 0; i < track.stages.size(); ++i) {
    stages.push_back(titled(i < track.stage_titles.size() ? track.stage_titles[i] : std::string(), track.stages[i]));
  }
  if (track.may_not_have_begun || stages.empty()) stages.emplace_back("not begun");
  std::string text = fmt::format("  {}: {}", titled(track.title, track.track), joined(stages, "or"));
  if (track.since) text += fmt::format(", since {}", weekday_date(*track.since));
  if (!track.undecided.empty()) text += fmt::format("\n    undecided: {}", track.undecided);
  return text + "\n";
}

/// `in 12 working days`.
std::string how_far(Date as_of, Date due, const Calendar* calendar) {
  if (due == as_of) return "today";
  // Whatever is due before the day it is looked at has been judged, unless the case did not get there.
  if (due < as_of) return "not judged, because the case stopped before";
  if (calendar != nullptr && calendar->knows(as_of) && calendar->knows(due)) {
    if (const std::optional<std::int32_t> days = calendar->counted_between(as_of, due); days && *days >= 0) {
      return fmt::format("in {}", counted(static_cast<std::size_t>(*days), "working day"));
    }
  }
  return fmt::format("in {}", counted(static_cast<std::size_t>((due - as_of).count()), "calendar day"));
}

/// `: the highway authority`, for a duty that each of several parties has.
std::string whose(const DutyReport& duty) {
  if (!duty.one_of_each) return {};
  return fmt::format(": {}", duty.party_title.empty() ? duty.party : duty.party_title);
}

/// What is known of an instance beside its dates, a line each.
std::vector<std::string> notes_on(const DutyReport& duty) {
  std::vector<std::string> notes{fmt::format("{}: {}", duty.duty, duty.limit)};
  if (duty.anchor && duty.anchor_event.empty()) {
    // A fixed date: nothing is counted, and the limit says it.
  } else if (duty.anchor) {
    notes.push_back(fmt::format("counted from {} on {}", duty.anchor_event, weekday_date(*duty.anchor)));
  } else if (!duty.anchor_event.empty()) {
    notes.push_back(fmt::format("counts from {}", duty.anchor_event));
  }
  if (duty.times > 1) notes.push_back(fmt::format("done {} of {} times so far", duty.count, duty.times));
  if (!duty.undecided.empty()) notes.push_back(fmt::format("undecided: {}", duty.undecided));
  if (!duty.assumed.empty()) notes.push_back(fmt::format("rests on an assumed date: {}", duty.assumed));
  return notes;
}

std::string rests_on(const DutyReport& duty) {
  std::string text;
  if (!duty.citation.empty()) text += fmt::format("    {}\n", duty.citation);
  if (duty.unconfirmed && duty.citation.find("unconfirmed") == std::string::npos) {
    text += "    the amount or the clause is unconfirmed\n";
  }
  text += fmt::format("    {}:{}\n", duty.place.file, duty.place.line);
  return text;
}

std::string due_text(const CaseReport& report, const Calendar* calendar) {
  std::vector<const DutyReport*> pending;
  for (const DutyReport& duty : report.duties) {
    if (duty.status == DutyStatus::kPending) pending.push_back(&duty);
  }
  if (pending.empty()) return "  nothing\n";
  // Those without a date come last; those of one date as they stand in the file.
  std::stable_sort(pending.begin(), pending.end(), [](const DutyReport* a, const DutyReport* b) {
    if (a->due.has_value() != b->due.has_value()) return a->due.has_value();
    if (!a->due || *a->due != *b->due) return a->due && *a->due < *b->due;
    return a->due_minute.value_or(kDayEnd) < b->due_minute.value_or(kDayEnd);
  });
  std::string text;
  for (const DutyReport* duty : pending) {
    if (duty->due) {
      const std::string due = run::weekday_instant(*duty->due, duty->due_minute.value_or(kDayEnd));
      text += fmt::format("  {}, {}\n", due, how_far(report.as_of, *duty->due, calendar));
    } else {
      text += "  no last day yet\n";
    }
    text += fmt::format("    {}{}\n", duty->title.empty() ? duty->duty : duty->title, whose(*duty));
    if (duty->opens) text += fmt::format("    not before {}\n", weekday_date(*duty->opens));
    for (const std::string& note : notes_on(*duty)) text += fmt::format("    {}\n", note);
  }
  return text;
}

std::string finding_text(const CaseReport& report, const FindingReport& finding) {
  std::string text =
      fmt::format("  {}: {}\n", capitalised(std::string(run::finding_kind_text(finding.kind))), finding.message);
  if (!finding.duty || *finding.duty >= report.duties.size()) return text;
  const DutyReport& duty = report.duties[*finding.duty];
  for (const std::string& note : notes_on(duty)) {
    // The message of an undecided finding says why already.
    if (finding.kind != FindingKind::kUndecided || !note.starts_with("undecided"))
      text += fmt::format("    {}\n", note);
  }
  return text + rests_on(duty);
}

std::string findings_text(const CaseReport& report, bool misses) {
  std::string text;
  for (const FindingReport& finding : report.findings) {
    if ((finding.kind <= FindingKind::kDeviation) == misses) text += finding_text(report, finding);
  }
  return text;
}

std::string changes_text(const CaseReport& report) {
  std::string text;
  for (const RecordChange& change : report.changes) {
    text += fmt::format("  {}: {}", change.id, change.withdrawn ? "withdrawn" : "corrected");
    if (change.recorded) text += fmt::format(", recorded on {}", day_and_time(*change.recorded));
    if (!change.because.empty()) text += fmt::format(", because {}", change.because);
    text += fmt::format("\n    it said  {}\n", change.before);
    if (!change.withdrawn) text += fmt::format("    now      {}\n", change.after);
  }
  return text;
}

}  // namespace

std::string known_at_text(std::optional<DayTime> known_at, std::size_t not_yet_known) {
  if (!known_at) return {};
  std::string text = fmt::format("as known on {}\n", day_and_time(*known_at));
  if (not_yet_known == 0) return text + "no record came later\n";
  return text + fmt::format("{} came later and {} left out\n", counted(not_yet_known, "record"),
                            not_yet_known == 1 ? "is" : "are");
}

std::string stopped_text(const std::optional<Stopped>& stopped) {
  if (!stopped) return {};
  return fmt::format("stopped on {}, and nothing after that was looked at: {}\n", weekday_date(stopped->on),
                     stopped->because);
}

std::string modality_text(Modality modality, bool negated) {
  std::string text;
  switch (modality) {
    case Modality::kMust:
      text = "must";
      break;
    case Modality::kShould:
      text = "should";
      break;
    case Modality::kWillUsually:
      return negated ? "will not usually" : "will usually";
    case Modality::kMay:
      text = "may";
      break;
  }
  return negated ? text + " not" : text;
}

std::string case_text(const CaseReport& report, const std::string& id, const std::string& as_of_ground,
                      const Calendar* calendar) {
  std::string text =
      fmt::format("Case {} under {}\nas of {} ({})\n", id, report.framework, weekday_date(report.as_of), as_of_ground);
  text += known_at_text(report.known_at, report.not_yet_known);
  if (report.left_out > 0) {
    text += fmt::format("{} after that day {} left out\n", counted(report.left_out, "event"),
                        report.left_out == 1 ? "is" : "are");
  }
  text += stopped_text(report.stopped);
  text += "\nWhat happened\n" + timeline_text(report);
  text += "\nWhere it stands\n";
  for (const TrackReport& track : report.tracks) text += track_text(track);
  text += "\nDue next\n" + due_text(report, calendar);
  const std::string misses = findings_text(report, true);
  text += "\nMissed\n" + (misses.empty() ? std::string("  nothing\n") : misses);
  if (const std::string others = findings_text(report, false); !others.empty()) text += "\nAlso found\n" + others;
  if (!report.changes.empty()) text += "\nCorrected and withdrawn\n" + changes_text(report);
  if (!report.facts.empty()) text += "\nFacts\n";
  for (const FactReport& fact : report.facts) {
    text += fmt::format("  {}: {}\n", titled(fact.title, fact.fact), fact.known ? fact.value : "unknown");
  }
  if (!report.errors.empty()) text += "\nCould not be worked out\n";
  for (const std::string& error : report.errors) text += fmt::format("  {}\n", error);
  return text;
}

std::string explanation_text(const Explanation& explanation) {
  const DutyReport& duty = explanation.duty;
  std::string text = titled(duty.title, duty.duty) + whose(duty) + "\n";
  for (const ExplanationStep& step : explanation.steps) {
    const std::string time = step.minute ? clock_time(*step.minute) + "  " : std::string();
    text += fmt::format("  {:<27} {}{}\n", step.date ? weekday_date(*step.date) : std::string(), time, step.text);
  }
  return text + rests_on(duty);
}

}  // namespace proviso::cli
