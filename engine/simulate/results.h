// SPDX-License-Identifier: Apache-2.0
// What a simulation answers, as plain data. Renderings (text, JSON, the report) read this and count nothing themselves.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "proviso/date.h"
#include "proviso/vocabulary.h"

namespace proviso::simulate {

/// A number estimated from the runs, with its interval.
struct Estimate {
  double value = 0;           ///< means nothing where `known` is false
  bool known = false;         ///< false: nothing happened that it could be taken from
  std::optional<double> low;  ///< of the interval (SimulationResults::confidence); nothing: one run cannot give it
  std::optional<double> high;
};

/// One duty over all its instances in all runs.
struct DutyResult {
  std::string duty;
  std::string title;
  std::string party;
  std::string party_title;
  Modality modality{};
  bool negated = false;
  std::uint64_t arisen = 0;                  ///< in all runs
  std::array<std::uint64_t, 8> by_status{};  ///< in all runs, by the value of DutyStatus; pending: at the end
  Estimate in_time;                          ///< kept, of those kept, kept late or missed: 0 to 1
  Estimate late;                             ///< kept late, of the same
  Estimate missed;                           ///< missed and not done by the end, of the same
  Estimate missed_per_run;                   ///< kept late or missed, in one run

  [[nodiscard]] std::uint64_t with(DutyStatus status) const { return by_status[static_cast<std::size_t>(status)]; }
};

/// So many times came up a number of days from `from` to less than `to`.
struct Bin {
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::uint64_t count = 0;
};

/// The time between two events of a case, over all runs. Whole days; halves are not rounded but cut off.
struct TimeResult {
  std::string from;
  std::string from_title;
  std::string to;
  std::string to_title;
  bool asked = false;  ///< by `measure`; else because the one follows the other in the scenario
  std::uint64_t count = 0;
  Estimate mean;           ///< in days
  std::int64_t least = 0;  ///< these mean nothing where count is 0
  std::int64_t greatest = 0;
  std::array<std::int64_t, 5> quantiles{};  ///< 5, 25, 50, 75 and 95 per cent
  std::vector<Bin> bins;                    ///< ascending, without gaps; at most 4096 of one day, then wider
};

/// One resource.
struct ResourceResult {
  std::string resource;
  std::int64_t count = 0;     ///< at the beginning
  Estimate use;               ///< 0 to 1: the time it is held, of the time it is there
  Estimate waiting_days;      ///< from asking to getting, over all who asked and got, those who got it at once too
  Estimate share_that_waits;  ///< of those who got it
  Estimate queue;             ///< how many wait, over the whole time
  std::uint64_t longest_queue = 0;  ///< in any run
  std::uint64_t asked = 0;          ///< in all runs
  std::uint64_t got = 0;
  std::vector<Bin> waits;  ///< days waited, over those who got it
};

/// How many cases stand in each stage, at the beginning of each day of `days`, in a run on average.
struct StageSeries {
  std::string track;
  std::vector<std::string> stages;
  std::vector<std::string> titles;
  std::vector<std::vector<double>> means;  ///< by stage, by day
};

/// How many wait for a resource, at the beginning of each day of `days`.
struct QueueSeries {
  std::string resource;
  std::vector<double> means;
};

/// What happened within a year of the calendar, in a run.
struct YearResult {
  std::int32_t year = 0;
  bool whole = false;            ///< the scenario covers all of it
  Estimate begun;                ///< cases
  Estimate over;                 ///< cases to which nothing more happens
  std::vector<Estimate> events;  ///< by VariantResults::events
};

struct EventName {
  std::string event;
  std::string title;
};

/// An answer that was asked for by name: `share of submit-wsoa`.
struct Answer {
  std::string text;
  std::string unit;  ///< `share`, `days`, `a run`, `a year`
  Estimate estimate;
};

/// What came of one scenario, or one variant of it.
struct VariantResults {
  std::string name;  ///< of the variant; empty: the scenario itself
  std::string framework;
  std::string framework_title;
  bool by_machine = false;  ///< whether the procedure is plain enough for the fast way; the results are the same
  std::string why_not;      ///< else, by what it is not
  Estimate cases;           ///< begun in a run
  Estimate cases_over;
  Estimate events_per_run;
  Estimate unexpected;                         ///< events in a run that nothing took up
  std::vector<std::string> unexpected_events;  ///< their names
  std::vector<Answer> answers;                 ///< those the scenario asks for, first of all
  std::vector<DutyResult> duties;              ///< every duty, in file order
  std::vector<TimeResult> times;
  std::vector<ResourceResult> resources;
  std::vector<Date> days;           ///< of the series
  std::vector<StageSeries> stages;  ///< by track
  std::vector<QueueSeries> queues;  ///< by resource
  std::vector<EventName> events;    ///< in file order, those the scenario has
  std::vector<YearResult> years;
  std::string limited_by;  ///< a sentence: what holds the throughput back
};

/// What a variant changes, run against run with the same chance.
struct Difference {
  std::string variant;
  std::string text;  ///< `share of submit-wsoa`
  std::string unit;
  Estimate base;
  Estimate with;
  Estimate change;     ///< with − base
  bool clear = false;  ///< the interval of the change leaves 0 out
};

/// What the answer does as one assumption goes over its range.
struct SensitivityRow {
  std::string place;  ///< `events.letter-published.takes.triangular.2`
  std::string source;
  double value = 0;
  double low = 0;
  double high = 0;
  std::string answer;  ///< which answer
  Estimate at_low;   ///< by how much the answer changes there
  Estimate at_high;
  double effect = 0;  ///< the greater of both changes, without sign: rows stand in this order
};

/// A number that the results rest on.
struct Assumption {
  std::string place;
  std::string value;  ///< as people read it
  std::optional<double> low;
  std::optional<double> high;
  std::optional<std::int64_t> sample;
  std::string source;  ///< empty: none is given
  std::string file;
  std::uint32_t line = 0;
};

/// All of it. The same files, seed and number of runs give the same results, to the last bit.
struct SimulationResults {
  std::string title;
  std::string question;
  Date from{};
  Date until{};
  bool minutes = false;    ///< time is told in minutes rather than days
  std::uint64_t runs = 0;  ///< that the numbers rest on
  std::uint64_t runs_asked = 0;
  bool partial = false;  ///< stopped before all runs were done
  std::uint64_t seed = 0;
  double confidence = 0.95;
  std::string until_text;  ///< the precision asked for by `--until`; empty: none
  bool until_reached = false;
  std::vector<Assumption> assumptions;
  std::vector<VariantResults> variants;  ///< the scenario itself first
  std::vector<Difference> differences;
  std::vector<SensitivityRow> sensitivity;
  std::vector<std::string> notes;  ///< what a reader should know: bounds that were met, and the like
};

}  // namespace proviso::simulate
