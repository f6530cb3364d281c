// SPDX-License-Identifier: Apache-2.0
// What many cases amount to, as plain data: every number a table of cases gives rise to. Renderings (text, JSON) read
// this and count nothing themselves.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "proviso/date.h"
#include "proviso/vocabulary.h"

namespace proviso::replay {

inline constexpr std::size_t kDutyStatuses = 8;  ///< as many as DutyStatus has
inline constexpr std::size_t kFindingKinds = 7;  ///< as many as FindingKind has

/// The least, the greatest and the middle one of some numbers of days.
struct Spread {
  std::uint64_t count = 0;  ///< 0: the other members mean nothing
  std::int32_t least = 0;
  std::int32_t greatest = 0;
  /// Twice the median: that of an even count is the mean of the two in the middle, which may end in a half.
  std::int64_t twice_median = 0;

  /// Exact: it ends in .0 or .5.
  [[nodiscard]] double median() const { return static_cast<double>(twice_median) / 2; }
};

/// Cases that stand in the same stage of a track, or in the same set of possible stages where events are not held.
struct StageSummary {
  std::string label;                ///< `reporting`, `reporting or closed`, `not begun`, `not begun or visits`
  std::vector<std::string> stages;  ///< in file order; empty: not begun
  bool may_not_have_begun = false;  ///< not begun is possible (certain where `stages` is empty)
  std::uint64_t cases = 0;
};

struct TrackSummary {
  std::string track;
  std::string title;
  std::vector<StageSummary> stages;  ///< not begun first, then stages in file order, then sets; none with 0 cases
};

/// How many cases have a value.
struct ValueCount {
  std::string value;  ///< in the words of the rules
  std::uint64_t cases = 0;
};

/// A fact over all cases. Facts that no event records are left out, derived ones too unless they are yes/no or one of.
struct FactSummary {
  std::string fact;
  std::string title;
  std::vector<ValueCount> values;  ///< yes/no and one of: every value, in written order, also with 0 cases; else empty
  std::uint64_t known = 0;
  std::uint64_t unknown = 0;
};

/// Something that came up more than once, with the first case in which it did.
struct Occurrences {
  std::string text;
  std::uint64_t count = 0;
  std::string first_case;
};

/// One duty over all its instances in all cases.
struct DutySummary {
  std::string duty;
  std::string title;
  std::string party;
  std::string party_title;
  Modality modality{};
  bool negated = false;
  std::uint64_t instances = 0;
  std::array<std::uint64_t, kDutyStatuses> by_status{};  ///< by the value of DutyStatus; they add up to `instances`

  std::uint64_t rated = 0;    ///< kept, kept late or missed: those of which one can say whether they were in time
  std::uint64_t in_time = 0;  ///< of these, kept

  /// From the anchor to the act, over instances kept or kept late; none for prohibitions and where the act is its own
  /// anchor. Negative: the act came before the anchor. In working days where the limit counts them, else in calendar
  /// days.
  Spread taken;
  bool taken_in_working_days = false;

  /// How late what was kept late came. The spread in working days lacks those that no calendar counts.
  Spread late_working_days;
  Spread late_calendar_days;
  /// How late what is missed and not done yet is on the as-of date: apart from the above, for it still grows.
  Spread overdue_working_days;
  Spread overdue_calendar_days;

  std::uint64_t too_early = 0;         ///< missed because the act came before the first day in time
  std::uint64_t out_of_time = 0;       ///< rights used outside their window
  std::uint64_t assumed = 0;           ///< instances that rest on a derived date
  std::vector<Occurrences> undecided;  ///< why instances are undecided, the most frequent first

  [[nodiscard]] std::uint64_t with(DutyStatus status) const { return by_status[static_cast<std::size_t>(status)]; }
};

/// An event that nothing took up.
struct UnexpectedSummary {
  std::string event;
  std::string title;
  std::uint64_t count = 0;
  std::string first_case;
};

/// Moves that wait for a fact.
struct UndecidedMoveSummary {
  std::string track;
  std::string reason;  ///< `the fact wsoa-required is unknown`
  std::uint64_t count = 0;
  std::string first_case;
};

/// Findings of one kind.
struct FindingSummary {
  FindingKind kind{};
  std::uint64_t count = 0;
  std::uint64_t cases = 0;  ///< in so many cases
};

/// All of it. The same rules, calendar, table and as-of date give the same summary.
struct ReplaySummary {
  std::string framework;
  std::string framework_title;
  Date as_of{};
  std::uint64_t cases = 0;
  std::uint64_t events = 0;                              ///< up to and including the as-of date
  std::uint64_t left_out = 0;                            ///< after it
  std::vector<TrackSummary> tracks;                      ///< every track, in file order
  std::vector<FactSummary> facts;                        ///< in file order
  std::vector<DutySummary> duties;                       ///< every duty, in file order
  std::array<FindingSummary, kFindingKinds> findings{};  ///< every kind, in order of FindingKind
  std::vector<UnexpectedSummary> unexpected;             ///< in file order of the events
  std::vector<UndecidedMoveSummary> undecided_moves;     ///< in file order of the tracks, the most frequent first
  std::vector<Occurrences> errors;  ///< counts outside the calendar, moves that do not come to rest; empty: none

  [[nodiscard]] std::uint64_t count(FindingKind kind) const { return findings[static_cast<std::size_t>(kind)].count; }
};

}  // namespace proviso::replay
