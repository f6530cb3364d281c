// SPDX-License-Identifier: Apache-2.0
// What a scenario file says: how cases come, how long each party takes, how facts turn out, who does the work, and what
// changes on which day. Names are as written: engine/simulate looks them up. The format is described by
// docs/schema/scenario.schema.json, and for people in docs/simulation.md.
//
//     scenario: Eight teams                        events:
//     rules: areas.proviso                           - event: letter-published
//     from: 2016-05-01                                 after: inspected
//     until: 2026-04-30                                takes: {triangular: [20, 33, 90]}
//     cases:                                           in: working days
//       - population: 153                              facts:
//         first: {uniform: [0, 900]}                     wsoa: {yes: 0.55, no: 0.45}
//         again: {uniform: [700, 1200]}            resources:
//                                                    team: {count: 8}
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/documents/yaml.h"
#include "proviso/date.h"
#include "proviso/result.h"
#include "proviso/vocabulary.h"

namespace proviso {

/// A number of a scenario: `47`, or `{value: 47, range: [40, 60], source: "…", sample: 149}`.
struct ScenarioNumber {
  double value = 0;
  std::optional<std::pair<double, double>> range;  ///< the least and the greatest it may be, for the sensitivity
  std::string source;                              ///< what it rests on; empty: not said
  std::optional<std::int64_t> sample;              ///< how many cases it was estimated from
  std::string place;                               ///< `events.letter-published.takes.triangular.2`
  Span span;
};

/// What durations are counted in.
enum class ScenarioUnit : std::uint8_t { kDays, kWorkingDays, kHours };

/// A value of an empirical table, with how often it came up.
struct EmpiricalValue {
  double value = 0;  ///< in the unit of the duration
  double weight = 1;
};

/// A duration that chance decides. All in `unit`.
struct ScenarioTime {
  enum class Kind : std::uint8_t {
    kFixed,        ///< numbers: the value
    kUniform,      ///< least, greatest
    kTriangular,   ///< least, likeliest, greatest
    kLogNormal,    ///< median, sigma (of the natural logarithm)
    kGamma,        ///< mean, shape
    kExponential,  ///< mean
    kEmpirical,    ///< none: `table`
  };
  Kind kind = Kind::kFixed;
  std::vector<ScenarioNumber> numbers;
  std::vector<EmpiricalValue> table;  ///< ascending; at least one, with a weight above 0
  std::string file;                   ///< where `table` was read from; empty: it stands in the scenario
  std::string source;                 ///< of the whole duration
  ScenarioUnit unit = ScenarioUnit::kDays;
  bool unit_given = false;  ///< by itself, rather than by the event or not at all
  Span span;
};

/// `stage: improving`, `wsoa: yes`, `outcome: [good, fair]`: one of the values.
struct ScenarioTest {
  SpannedText name;  ///< a fact, or `stage`
  std::vector<SpannedText> values;
};
/// All of them must hold; none: always.
using ScenarioCondition = std::vector<ScenarioTest>;

/// A duration where a condition holds.
struct ScenarioChoice {
  ScenarioCondition condition;
  ScenarioTime time;
};
/// The first whose condition holds counts. The last has none.
using ScenarioTimes = std::vector<ScenarioChoice>;

/// What an event follows.
struct ScenarioTrigger {
  enum class Kind : std::uint8_t { kStart, kEvent, kStage };
  Kind kind = Kind::kStart;
  SpannedText name;  ///< of the event or the stage
};

/// How often a fact has a value.
struct ScenarioShare {
  SpannedText value;
  ScenarioNumber share;
};
/// Shares that hold under a condition; they add up to 1.
struct ScenarioShares {
  ScenarioCondition condition;
  std::vector<ScenarioShare> shares;
  Span span;
};
/// How a fact turns out when its event happens: by the first whose condition holds. The last has none.
struct ScenarioFact {
  SpannedText fact;
  std::vector<ScenarioShares> outcomes;
};

/// So many of a resource.
struct ScenarioNeed {
  SpannedText resource;
  ScenarioNumber number;
};

/// The work goes faster as the due date of a duty comes near.
struct ScenarioHurry {
  SpannedText duty;
  ScenarioNumber from;    ///< so long before the due date, in the unit of what the event takes
  ScenarioNumber factor;  ///< what is left then takes so many times as long
  Span span;
};

/// The work goes slower, or faster, by so much for each case that waits for a resource.
struct ScenarioQueueEffect {
  SpannedText resource;
  ScenarioNumber factor;  ///< times 1 + factor × waiting
};

/// How one event comes about.
struct ScenarioEvent {
  SpannedText event;
  std::string name;  ///< by which later files and variants put it right; the event's own where none is given
  std::vector<ScenarioTrigger> after;
  ScenarioCondition condition;  ///< `if`: asked when what it follows has happened
  ScenarioCondition still;      ///< `while`: asked when its time has come; where it does not hold, it does not happen
  ScenarioTimes wait;           ///< before anything is asked for; empty: none
  ScenarioTimes takes;          ///< from when it has what it needs; empty: no time
  std::vector<ScenarioNeed> needs;
  std::optional<SpannedText> until;      ///< the event that gives back what it needs; its own where none is given
  std::optional<ScenarioNumber> chance;  ///< else it does not come at all
  std::int64_t times = 1;                ///< so often, one after the other
  std::vector<ScenarioFact> facts;
  std::optional<ScenarioHurry> hurry;
  std::optional<ScenarioQueueEffect> queue;
  std::optional<SpannedText> season;  ///< a calendar: it begins only on a day that counts there
  Span span;
};

/// Who gets a resource that has become free.
enum class ScenarioDiscipline : std::uint8_t { kFirstCome, kLastCome, kEarliestDue, kRandom };

struct ScenarioResource {
  SpannedText name;
  ScenarioNumber count;
  ScenarioDiscipline discipline = ScenarioDiscipline::kFirstCome;
  std::optional<SpannedText>
      calendar;  ///< `working days` or a calendar: it begins work only on a day that counts there
};

/// A case of a list: its day, and how facts of it turn out.
struct ScenarioListedCase {
  Date on{};
  std::vector<std::pair<SpannedText, SpannedText>> facts;
};

/// How cases come.
struct ScenarioArrival {
  enum class Kind : std::uint8_t {
    kPopulation,  ///< one at each of so many places; a new one some time after the one before is over
    kRate,        ///< by chance (Poisson), so many a year
    kSchedule,    ///< so many on given days
    kList,        ///< one by one
  };
  Kind kind = Kind::kPopulation;
  ScenarioNumber number;                              ///< kPopulation: places; kRate: a year
  std::optional<ScenarioTime> first;                  ///< kPopulation: from `from` to the first case of a place
  std::optional<ScenarioTime> again;                  ///< kPopulation: from the end of a case to the next of its place
  std::optional<ScenarioNumber> growth;               ///< kRate: of the rate in a year, 0.05 for 5 per cent
  std::vector<std::pair<Date, ScenarioNumber>> days;  ///< kSchedule
  std::vector<ScenarioListedCase> listed;             ///< kList
  std::string file;                                   ///< kList: where they were read from
  std::optional<SpannedText> season;                  ///< a calendar: a case begins only on a day that counts there
  Span span;
};

/// What is otherwise from some day on.
struct ScenarioChange {
  Date on{};
  std::optional<Date> pause_until;  ///< no new work begins from `on` up to the eve of this day
  std::vector<SpannedText> paused;  ///< events, or `cases`; empty: everything
  std::vector<std::pair<SpannedText, ScenarioNumber>> counts;  ///< resources, with how many there are from then on
  Span span;
};

/// The time from an event to the next one of another kind in the same case.
struct ScenarioMeasure {
  SpannedText from;
  SpannedText to;
};

/// How finely time is told.
enum class ScenarioPrecision : std::uint8_t { kDays, kMinutes };

/// An amount that counts instead of that of the rules, on every day.
struct ScenarioParameter {
  SpannedText name;
  Duration value;
  Span span;
};

/// A scenario, or one of its variants.
struct ScenarioDocument {
  std::string title;
  std::string question;                  ///< empty: none
  SpannedText rules;                     ///< path of the rule file, from the folder of the file that names it
  std::string rules_path;                ///< from where the program runs
  std::optional<SpannedText> framework;  ///< its name, as a safeguard
  std::vector<ScenarioParameter> parameters;
  Date from{};
  Date until{};  ///< the last day
  ScenarioPrecision precision = ScenarioPrecision::kDays;
  std::vector<ScenarioArrival> cases;
  std::vector<ScenarioEvent> events;
  std::vector<ScenarioResource> resources;
  std::vector<ScenarioChange> changes;
  std::vector<ScenarioMeasure> measures;
  std::vector<SpannedText> answers;  ///< `share of submit-wsoa`: what a reader wants to know first
};

/// A variant: the whole scenario with what it puts right, or another scenario.
struct ScenarioVariant {
  std::string name;
  ScenarioDocument document;
};

/// A scenario file with everything that it is put together from.
struct ScenarioFile {
  ScenarioDocument base;
  std::vector<ScenarioVariant> variants;
  std::vector<std::string> read;  ///< paths of the other files that were read: assumptions, tables
};

/// Gives the text of a file, by a path from where the program runs, and keeps it in the sources.
/// Internal errors (not found, unreadable) are put into words by the reader of the scenario.
using ScenarioFiles = std::function<Result<const SourceFile*>(const std::string& path)>;

/// Reads a scenario with its assumptions, tables and variants. Every mistake is reported at once.
/// @return nothing where anything was reported
std::optional<ScenarioFile> read_scenario(const SourceFile& file, const ScenarioFiles& files, DiagnosticReport& report);

/// What `assumptions` may hold alone, as `proviso fit` writes it: `events`, `resources`, `cases`. Each event is merged
/// by its `name` (or `event`) with those of earlier files, key by key; the scenario itself comes last.

/// The least a distribution can give, in its unit.
double least_of(const ScenarioTime& time);
/// `triangular: 20, 33, 90 working days`.
std::string time_text(const ScenarioTime& time);

}  // namespace proviso
