// SPDX-License-Identifier: Apache-2.0
// What real histories say of durations and outcomes, as plain data: the assumptions file, the table for a terminal and
// JSON are made from it and count nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/fit/curve.h"
#include "engine/fit/pairs.h"
#include "engine/program/program.h"
#include "engine/replay/case_source.h"
#include "proviso/date.h"

namespace proviso::fit {

struct Options {
  Date until{};              ///< what came later, or was recorded later, is not known
  std::optional<Date> from;  ///< only waits and facts that begin on that day or later count
  /// Pairs to look at in place of those that the rules have for the same second event: after, event.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> asked_for;
  std::uint64_t least_sample = 20;  ///< an estimate from fewer is said to be small
};

/// How long one event takes after another.
struct PairEstimate {
  Pair pair;
  Curve curve;                    ///< its outcomes are the pair's event and `pair.others`, in the order of events
  std::size_t own = 0;            ///< which of them is the pair's event
  std::uint64_t begun_again = 0;  ///< of the censored: `after`, or another event that this one follows, came instead
  std::uint64_t not_asked = 0;    ///< left out: the condition does not hold
  std::uint64_t condition_unknown = 0;  ///< left out: nobody knows whether it holds
  std::uint64_t came_before = 0;        ///< left out: the event had come before the one it is to follow
  std::uint64_t outside_calendar = 0;   ///< left out: the calendar does not know the days
  std::uint64_t assumed = 0;            ///< of those that ended: one of the two dates is derived
  std::string assumption;               ///< on what ground, of the first

  /// The event has come too seldom to say much of how long it takes.
  [[nodiscard]] bool small(const Options& options) const { return came() < options.least_sample; }
  /// How many waits ended with the event.
  [[nodiscard]] std::uint64_t came() const { return curve.happened(own); }
  /// Which outcome of the curve is one of `pair.others`.
  [[nodiscard]] std::size_t outcome_of(std::size_t other) const { return other < own ? other : other + 1; }
  /// Something else than the event came instead.
  [[nodiscard]] bool has_rivals() const;
};

/// How a fact turns out.
struct FactEstimate {
  std::uint32_t event = 0;
  std::uint32_t fact = 0;
  std::uint64_t known = 0;    ///< occurrences of the event that say it
  std::uint64_t unknown = 0;  ///< that do not
  /// Of every value of the fact, yes before no, or as the rules list them.
  std::vector<std::pair<Value, std::uint64_t>> counts;
};

struct Estimates {
  std::uint64_t cases = 0;                     ///< of which anything is known by then
  std::uint64_t unseen = 0;                    ///< of which nothing is
  std::uint64_t events = 0;                    ///< known by then
  std::vector<std::uint64_t> seen;             ///< by event: how often it is known to have come
  std::vector<std::uint64_t> begin_cases;      ///< by event: how many cases it is the first of
  std::map<int, std::uint64_t> begun_by_year;  ///< cases, by the year of their first event
  std::vector<PairEstimate> pairs;             ///< that began at least once, in the order of pairs_by_rules()
  std::vector<FactEstimate>
      facts;  ///< yes/no and `one of`, where anything is known of them; by events, then by what they record

  /// Nothing that could be an assumption.
  [[nodiscard]] bool empty() const;
};

/// Looks through all cases twice: once for the events that they have, once for the waits between them.
///
/// A wait begins with `after` and ends with the next `event` of the case: on the same day at the earliest, and after
/// it in the order of the case. It ends, too, with an event that leaves the stage otherwise. Where it has not ended by
/// `until` it is censored on that day; where its beginning, or another event that `event` follows, comes again, it is
/// censored then, and another begins.
Estimates estimate(const program::Program& program, const replay::CaseSource& cases, const Options& options);

}  // namespace proviso::fit
