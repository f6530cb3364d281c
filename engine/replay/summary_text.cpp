// SPDX-License-Identifier: Apache-2.0
// Numbers in sentences, for readers who do not know the rule language.
#include "engine/replay/summary_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/run/findings.h"

namespace proviso::replay {
namespace {

constexpr std::size_t kWidth = 100;

/// `12,345`.
std::string grouped(std::uint64_t value) {
  std::string digits = fmt::format("{}", value);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

/// `1 case`, `2 cases`.
std::string counted(std::uint64_t value, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(value), noun, value == 1 ? "" : "s");
}

/// `10.7 %`, rounded half up.
std::string percent(std::uint64_t part, std::uint64_t whole) {
  const std::uint64_t tenths = (part * 2000 + whole) / (whole * 2);
  return fmt::format("{}.{} %", tenths / 10, tenths % 10);
}

/// `42`, `42.5`, without its sign.
std::string median_text(const Spread& spread) {
  const std::int64_t twice = spread.twice_median < 0 ? -spread.twice_median : spread.twice_median;
  return grouped(static_cast<std::uint64_t>(twice / 2)) + (twice % 2 == 0 ? "" : ".5");
}

/// Characters, not bytes: continuation bytes take no room.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Rows of columns, each but the last as wide as its longest cell.
class Columns {
 public:
  /// @param right  how many columns from the left stand flush right: numbers.
  explicit Columns(std::size_t right = 0) : right_(right) {}

  void add(std::vector<std::string> cells) {
    if (widths_.size() < cells.size()) widths_.resize(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) widths_[i] = std::max(widths_[i], width_of(cells[i]));
    rows_.push_back(std::move(cells));
  }
  void append_to(std::string& out, std::string_view indent) const {
    for (const std::vector<std::string>& row : rows_) {
      std::string line(indent);
      for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string padding(widths_[i] - width_of(row[i]), ' ');
        line += i < right_ ? padding + row[i] : row[i] + padding;
        line += "  ";
      }
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + "\n";
    }
  }
  [[nodiscard]] bool empty() const { return rows_.empty(); }

 private:
  std::size_t right_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> widths_;
};

/// Words broken into lines of at most kWidth.
void append_wrapped(std::string& out, std::string_view indent, const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) {
    if (!line.empty() && indent.size() + width_of(line) + 1 + width_of(word) > kWidth) {
      out += fmt::format("{}{}\n", indent, line);
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  if (!line.empty()) out += fmt::format("{}{}\n", indent, line);
}

std::string in_first_case(std::uint64_t count, const std::string& first_case) {
  return fmt::format("{} {}", count == 1 ? "in case" : "first in case", first_case);
}

void append_tracks(std::string& out, const ReplaySummary& summary) {
  if (summary.cases == 0 || summary.tracks.empty()) return;
  out += "\nWhere the cases stand\n";
  for (const TrackSummary& track : summary.tracks) {
    out += track.title.empty() ? fmt::format("\n  {}\n", track.track)
                               : fmt::format("\n  {} ({})\n", track.title, track.track);
    Columns columns(2);
    for (const StageSummary& stage : track.stages) {
      columns.add({grouped(stage.cases), percent(stage.cases, summary.cases), stage.label});
    }
    columns.append_to(out, "    ");
  }
}

void append_facts(std::string& out, const ReplaySummary& summary) {
  if (summary.cases == 0 || summary.facts.empty()) return;
  out += "\nFacts\n\n";
  Columns columns;
  for (const FactSummary& fact : summary.facts) {
    std::string values;
    for (const ValueCount& value : fact.values) values += fmt::format("{} {}, ", value.value, grouped(value.cases));
    if (fact.values.empty()) {
      columns.add({fact.fact, fmt::format("known in {}", counted(fact.known, "case"))});
    } else if (fact.unknown > 0) {
      columns.add({fact.fact, fmt::format("{}unknown {}", values, grouped(fact.unknown))});
    } else {
      columns.add({fact.fact, values.substr(0, values.size() - 2)});
    }
  }
  columns.append_to(out, "  ");
}

/// In working days where all were counted in them, else in calendar days.
std::string lateness_text(const Spread& working, const Spread& calendar) {
  const bool all_counted = working.count == calendar.count;
  return spread_text(all_counted ? working : calendar, all_counted);
}

void append_duty(std::string& out, const DutySummary& duty) {
  out += fmt::format("\n  {}{}{}\n", duty.duty, duty.title.empty() ? "" : ": ", duty.title);
  constexpr std::array kOrder{DutyStatus::kKept,   DutyStatus::kKeptLate,  DutyStatus::kMissed, DutyStatus::kPending,
                              DutyStatus::kUnused, DutyStatus::kUndecided, DutyStatus::kLapsed, DutyStatus::kExcused};
  std::string outcome;
  for (const DutyStatus status : kOrder) {
    if (duty.with(status) == 0) continue;
    outcome +=
        fmt::format("{}{} {}", outcome.empty() ? "" : ", ", grouped(duty.with(status)), run::status_text(status));
  }
  Columns columns;
  columns.add({"outcome", outcome});
  if (duty.rated > 0) {
    columns.add({"in time", fmt::format("{} of {} ({})", grouped(duty.in_time), grouped(duty.rated),
                                        percent(duty.in_time, duty.rated))});
  }
  if (duty.taken.count > 0) {
    columns.add({duty.taken.least < 0 ? "done" : "took", spread_text(duty.taken, duty.taken_in_working_days)});
  }
  if (duty.late_calendar_days.count > 0) {
    columns.add({"late by", lateness_text(duty.late_working_days, duty.late_calendar_days)});
  }
  if (duty.overdue_calendar_days.count > 0) {
    columns.add(
        {"overdue by", lateness_text(duty.overdue_working_days, duty.overdue_calendar_days) + ", not done yet"});
  }
  if (duty.too_early > 0) columns.add({"too early", grouped(duty.too_early)});
  if (duty.out_of_time > 0) columns.add({"out of time", grouped(duty.out_of_time)});
  for (const Occurrences& reason : duty.undecided) {
    columns.add({"undecided", fmt::format("{} because {}, {}", grouped(reason.count), reason.text,
                                          in_first_case(reason.count, reason.first_case))});
  }
  if (duty.assumed > 0) {
    columns.add(
        {"assumed", fmt::format("{} rest{} on an assumed date", grouped(duty.assumed), duty.assumed == 1 ? "s" : "")});
  }
  columns.append_to(out, "    ");
}

/// Duties of which nothing but `undecided` can be said stand together: there may be many where events are not held.
void append_duties(std::string& out, const ReplaySummary& summary) {
  if (summary.cases == 0 || summary.duties.empty()) return;
  std::string judged;
  Columns undecided(1);
  std::vector<std::string> idle;
  for (const DutySummary& duty : summary.duties) {
    if (duty.instances == 0) {
      idle.push_back(duty.duty);
    } else if (duty.with(DutyStatus::kUndecided) < duty.instances) {
      append_duty(judged, duty);
    } else {
      for (const Occurrences& reason : duty.undecided) {
        undecided.add({grouped(reason.count), duty.duty, fmt::format("because {}", reason.text)});
      }
    }
  }
  out += "\nDuties\n" + judged;
  if (!undecided.empty()) {
    out += "\n  Undecided wherever they are owed:\n";
    undecided.append_to(out, "    ");
  }
  if (idle.empty()) return;
  std::vector<std::string> words{"Owed", "in", "no", "case:"};
  for (std::size_t i = 0; i < idle.size(); ++i) words.push_back(idle[i] + (i + 1 < idle.size() ? "," : ""));
  out += "\n";
  append_wrapped(out, "  ", words);
}

void append_findings(std::string& out, const ReplaySummary& summary) {
  Columns columns(1);
  for (const FindingSummary& finding : summary.findings) {
    if (finding.count == 0) continue;
    columns.add({grouped(finding.count), std::string(run::finding_kind_text(finding.kind)),
                 fmt::format("in {}", counted(finding.cases, "case"))});
  }
  if (!columns.empty()) {
    out += "\nFindings\n\n";
    columns.append_to(out, "  ");
  } else if (summary.cases > 0) {
    out += "\nNo findings\n";
  }
}

}  // namespace

std::string spread_text(const Spread& spread, bool working_days) {
  const auto number = [](std::int32_t days) {
    return grouped(static_cast<std::uint64_t>(std::abs(std::int64_t{days})));
  };
  const auto days = [&](std::int32_t count) {
    return fmt::format("{} {} day{}", number(count), working_days ? "working" : "calendar",
                       std::abs(std::int64_t{count}) == 1 ? "" : "s");
  };
  std::string text;
  if (spread.least == spread.greatest) {
    return days(spread.least) + (spread.least < 0 ? " before" : "");
  }
  if (spread.least >= 0) {
    text = fmt::format("{} to {}", number(spread.least), days(spread.greatest));
  } else if (spread.greatest <= 0) {
    const std::int32_t least = spread.least;  // the longer of the two
    text = fmt::format("{} to {}{} before", number(least), number(spread.greatest),
                       days(least).substr(number(least).size()));
  } else {
    text = fmt::format("from {} before to {} after", days(spread.least), number(spread.greatest));
  }
  const bool is_mixed = spread.least < 0 && spread.greatest > 0;
  const std::string_view side = !is_mixed || spread.twice_median == 0 ? ""
                                : spread.twice_median < 0             ? " before"
                                                                      : " after";
  return fmt::format("{}, median {}{}", text, median_text(spread), side);
}

std::string summary_text(const ReplaySummary& summary) {
  std::string out = summary.framework_title.empty()
                        ? summary.framework
                        : fmt::format("{} ({})", summary.framework_title, summary.framework);
  out += fmt::format("\n{} with {}, as of {}\n", counted(summary.cases, "case"), counted(summary.events, "event"),
                     long_date(summary.as_of));
  if (summary.left_out > 0) {
    out += fmt::format("{} after that day {} left out\n", counted(summary.left_out, "event"),
                       summary.left_out == 1 ? "is" : "are");
  }
  append_tracks(out, summary);
  append_facts(out, summary);
  append_duties(out, summary);
  append_findings(out, summary);
  if (!summary.unexpected.empty()) {
    out += "\nUnexpected events\n\n";
    Columns columns(1);
    for (const UnexpectedSummary& event : summary.unexpected) {
      columns.add({grouped(event.count), event.event, in_first_case(event.count, event.first_case)});
    }
    columns.append_to(out, "  ");
  }
  if (!summary.undecided_moves.empty()) {
    out += "\nMoves that wait\n\n";
    Columns columns(1);
    for (const UndecidedMoveSummary& move : summary.undecided_moves) {
      columns.add({grouped(move.count), move.track,
                   fmt::format("because {}, {}", move.reason, in_first_case(move.count, move.first_case))});
    }
    columns.append_to(out, "  ");
  }
  if (!summary.errors.empty()) {
    out += "\nErrors: what rests on them is not settled\n\n";
    for (const Occurrences& error : summary.errors) {
      out += fmt::format("  {}: {} times, {}\n", error.text, grouped(error.count),
                         in_first_case(error.count, error.first_case));
    }
  }
  return out;
}

}  // namespace proviso::replay
