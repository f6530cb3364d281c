// SPDX-License-Identifier: Apache-2.0
// PV0431: limits that can be kept from most days of the calendar on, and not from some. Every day of the calendar's
// years is tried as the one that the limit counts from, with the dates that a case would get.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/word_list.h"
#include "engine/analysis/checks.h"
#include "engine/analysis/limit_ways.h"
#include "engine/model/wording.h"

namespace proviso::analysis {
namespace {

using Kind = CertainLimit::Kind;

/// Ways of one limit that are tried day by day; a limit with more is left alone.
constexpr std::size_t kWaysTried = 12;
/// Days tried in one run, over all ways.
constexpr std::size_t kDaysTried = 200'000;

/// A run of days, both ends included.
struct Span {
  Date first;
  Date last;
};

/// One way to try, with the point whose day is set.
struct Candidate {
  StageWay way;
  WayNetwork tied;
  std::size_t anchor = 0;
};

class CalendarCheck {
 public:
  CalendarCheck(const model::Framework& framework, const Calendars& calendars, DiagnosticReport& report)
      : framework_(framework),
        report_(report),
        limits_(certain_limits(framework, Bindingness::kMust)),
        without_(framework, nullptr),
        days_(framework, &calendars),
        ways_(framework, limits_) {
    const Calendar* calendar = calendars.working.get();
    for (const auto& named : calendars.named) calendar = calendar == nullptr ? named.get() : calendar;
    if (calendar == nullptr) return;
    calendar_ = calendar;
    first_ = framework.from ? std::max(*framework.from, calendar->first_day()) : calendar->first_day();
    last_ = framework.until ? std::min(*framework.until, calendar->last_day()) : calendar->last_day();
  }

  void check() {
    if (calendar_ == nullptr) return;
    for (const LimitPair& pair : limit_pairs(framework_, limits_)) {
      WayNetwork tied{.network = pair.network, .meanwhile = {}, .events = {}};
      const CertainLimit& limit = limits_.all[pair.not_after];
      tied.events = {limit.anchor.empty() ? std::nullopt : std::optional(limit.anchor.front()), limit.acts.front()};
      Candidate candidate{{}, std::move(tied), 0};
      if (limit.entering) candidate.way.stages.push_back(*limit.entering);
      if (contradiction(candidate.tied.network, without_)) continue;  // told without a calendar
      std::vector<Candidate> one{std::move(candidate)};
      try_days(pair.not_after, one);
    }
    for (std::size_t i = 0; i < limits_.all.size(); ++i) {
      if (limits_.all[i].kind != Kind::kNotAfter || told_.count(limits_.all[i].duty.value) > 0) continue;
      for (const std::vector<WayStart>& starts : ways_.sources(i)) along_ways(i, starts);
    }
  }

 private:
  void along_ways(std::size_t limit, const std::vector<WayStart>& starts) {
    std::vector<Candidate> tight;
    bool any_loose = false;
    const bool whole = ways_.each(limit, starts, [&](const LimitWay& way) {
      if (way.bound && contradiction(way.tied.network, without_)) return;  // told without a calendar
      if (!way.bound || tight.size() > kWaysTried || !may_fail(way)) {
        any_loose = true;
      } else {
        tight.push_back({way.way, way.tied, way.anchor});
      }
    });
    if (!whole || any_loose || tight.empty() || tight.size() > kWaysTried) return;
    try_days(limit, tight);
  }

  /// Whether some day could be such that the ties of the way cannot be met, as far as lengths tell.
  bool may_fail(const LimitWay& way) {
    // A day on which the stage was entered, before what the limit counts from, would have to be guessed.
    if (way.anchor != 0) {
      for (const Tie& tie : way.tied.network.ties) {
        if (tie.from == 0 && tie.source != Tie::Source::kOrder) return false;
      }
    }
    return way.tied.network.ever_tight(days_);
  }

  /// A day fails where every way does.
  void try_days(std::size_t limit, const std::vector<Candidate>& candidates) {
    std::vector<Span> failing;
    std::size_t tried = 0;
    std::size_t failed = 0;
    for (const Candidate& candidate : candidates) {
      if (!candidate.tied.network.ever_tight(days_)) return;
    }
    for (Date day = first_; day <= last_; day += std::chrono::days{1}) {
      if (spent_ += candidates.size(); spent_ > kDaysTried) return;
      bool unknown = false;
      bool too_far = false;
      const bool fails = std::all_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
        const TimeNetwork::Dates dates = candidate.tied.network.dates_from(days_, day, candidate.anchor);
        unknown = unknown || dates.outcome == TimeNetwork::Outcome::kUnknown;
        too_far = too_far || dates.outcome == TimeNetwork::Outcome::kTooFar;
        return dates.outcome == TimeNetwork::Outcome::kCannot;
      });
      if (too_far) return;
      if (unknown) continue;
      ++tried;
      if (!fails) continue;
      ++failed;
      if (!failing.empty() && failing.back().last + std::chrono::days{1} == day) {
        failing.back().last = day;
      } else {
        failing.push_back({day, day});
      }
    }
    if (failed > 0) report_days(limit, candidates.front(), failing, failed == tried);
  }

  static std::string span_text(const Span& span) {
    if (span.first == span.last) return fmt::format("on {}", long_date(span.first));
    return fmt::format("between {} and {}", long_date(span.first), long_date(span.last));
  }

  /// `12 more such times, 1 in 2015, 3 in 2016`.
  static std::string others_text(const std::vector<Span>& failing) {
    std::map<int, std::size_t> by_year;
    for (std::size_t i = 1; i < failing.size(); ++i) {
      ++by_year[static_cast<int>(std::chrono::year_month_day{failing[i].first}.year())];
    }
    std::vector<std::string> years;
    std::size_t least = failing.size();
    std::size_t most = 0;
    for (const auto& [year, number] : by_year) {
      years.push_back(fmt::format("{} in {}", number, year));
      least = std::min(least, number);
      most = std::max(most, number);
    }
    constexpr std::size_t kYearsNamed = 4;
    if (years.size() <= kYearsNamed) return joined(years);
    return fmt::format("{} from {} to {}, {} in a year", failing.size() - 1, by_year.begin()->first,
                       by_year.rbegin()->first,
                       least == most ? fmt::format("{}", least) : fmt::format("{} to {}", least, most));
  }

  void report_days(std::size_t index, const Candidate& candidate, const std::vector<Span>& failing, bool all) {
    const CertainLimit& limit = limits_.all[index];
    const model::Duty& duty = framework_[limit.duty];
    if (!told_.insert(limit.duty.value).second) return;
    std::set<std::string> others;
    std::vector<Label> labels;
    for (const Tie& tie : candidate.tied.network.ties) {
      if (tie.kind == Tie::Kind::kAtMost || tie.source == Tie::Source::kOrder) continue;
      if (tie.source == Tie::Source::kTimeout) {
        labels.push_back({framework_[model::MoveId{tie.index}].span, "this takes time as well"});
        continue;
      }
      const model::Duty& other = framework_[limits_.all[tie.index].duty];
      if (others.insert(fmt::format("`{}`", other.name)).second) {
        labels.push_back({other.clause, "this takes time as well"});
      }
    }
    std::string message = fmt::format("`{}` cannot be kept{}{} where {} is ", duty.name,
                                      others.empty() ? "" : " together with ", joined({others.begin(), others.end()}),
                                      point_text(framework_, candidate.way, candidate.tied, candidate.anchor));
    if (all) {
      message += fmt::format("on any day from {} to {}", long_date(first_), long_date(last_));
    } else {
      message += span_text(failing.front());
      if (failing.size() > 1) message += fmt::format(", and so at other times: {}", others_text(failing));
    }
    message += fmt::format(", by the calendar `{}`", calendar_->name());
    labels.insert(labels.begin(), {duty.limit.span, witness(candidate, failing.front().first)});
    report_.add({.code = Code::kLimitsConflictOnDates,
                 .severity = Severity::kWarning,
                 .message = std::move(message),
                 .span = duty.clause,
                 .labels = std::move(labels),
                 .help = fmt::format("give `{}` time enough for such days, or say what holds on them", duty.name)});
  }

  /// The dates of the first such case: as early as each step can be, and the limit that is over by then.
  [[nodiscard]] std::string witness(const Candidate& candidate, Date day) const {
    const TimeNetwork& network = candidate.tied.network;
    const TimeNetwork::Dates dates = network.dates_from(days_, day, candidate.anchor, false);
    const auto point = [&](std::size_t at) { return point_text(framework_, candidate.way, candidate.tied, at); };
    std::string text = fmt::format("{} on {}", point(candidate.anchor), weekday_date(day));
    if (dates.outcome != TimeNetwork::Outcome::kMet) return text;
    for (const Tie& tie : network.ties) {
      if (tie.kind != Tie::Kind::kAtMost) continue;
      const std::optional<Date> due = days_.date(dates.earliest[tie.from], tie.counts, tie.shift, true);
      if (!due || dates.earliest[tie.to] <= *due) continue;
      for (std::size_t at = 0; at < network.points; ++at) {
        if (at == candidate.anchor || at == tie.to || dates.earliest[at] == day ||
            dates.earliest[at] > dates.earliest[tie.to])
          continue;
        text += fmt::format(", {} on {} at the earliest", point(at), long_date(dates.earliest[at]));
      }
      return text + fmt::format(": {} can come on {} at the earliest, and is due on {}", point(tie.to),
                                weekday_date(dates.earliest[tie.to]), weekday_date(*due));
    }
    return text;
  }

  const model::Framework& framework_;
  DiagnosticReport& report_;
  CertainLimits limits_;
  DayCounts without_;
  DayCounts days_;
  LimitWays ways_;
  const Calendar* calendar_ = nullptr;
  Date first_{};
  Date last_{};
  std::size_t spent_ = 0;
  std::set<std::uint32_t> told_;  // duties
};

}  // namespace

void check_limits_on_calendar(const model::Framework& framework, const Calendars& calendars, DiagnosticReport& report) {
  CalendarCheck(framework, calendars, report).check();
}

}  // namespace proviso::analysis
