// SPDX-License-Identifier: Apache-2.0
// What the checks say of limits and stages, against every history that the reference executor lets happen. Also a
// program of its own: limits_test --cases N --seed S [--off DAYS].
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "base/diagnostic.h"
#include "engine/analysis/limit_conflicts.h"
#include "engine/analysis/way_network.h"
#include "engine/graph/procedure_graph.h"
#include "engine/model/resolve.h"
#include "engine/model/rule_files.h"
#include "tests/reference/histories.h"
#include "tests/reference/random_limits.h"

namespace proviso::reference {
namespace {

constexpr std::uint64_t kSeed = 1;
constexpr std::uint64_t kOrdinaryCases = 60;
/// Of `s0 → s1 → …` the longest that are compared.
constexpr std::size_t kMoves = 4;

struct Tally {
  std::size_t frameworks = 0;
  std::size_t reported = 0;          ///< of these, in which the checks find limits that cannot all be kept
  std::size_t silent = 0;            ///< of which they say nothing, where they claim to say all
  std::size_t with_unreachable = 0;  ///< with a stage that is never reached
  std::size_t not_whole = 0;         ///< more histories than are gone through
  std::size_t ways = 0;              ///< compared
  std::size_t blocked = 0;           ///< of these, that the analysis says cannot be gone
  std::size_t exact = 0;             ///< ways said to be free, in frameworks where that is claimed
  std::size_t stages = 0;
  std::size_t unreachable = 0;
  std::vector<std::string> wrong;
};

model::Framework resolved(const std::string& text, DiagnosticReport& report) {
  SourceSet sources;
  const SourceFile& file = sources.add("limits.proviso", text);
  const auto none = [](const std::string&) -> Result<std::string> {
    return Error{ErrorCode::kNotFound, "there is no such file", {}};
  };
  return model::resolve(model::read_rule_files(file, sources, none, report), report);
}

/// Every way from the first stage, no stage twice.
void each_way(const model::Framework& framework, const std::function<void(const analysis::StageWay&)>& take) {
  analysis::StageWay way{{model::StageId{0}}, {}, {}, std::nullopt};
  const std::function<void()> go_on = [&] {
    for (const model::MoveId id : framework[way.stages.back()].moves) {
      const model::Move& move = framework[id];
      if (way.moves.size() >= kMoves || std::count(way.stages.begin(), way.stages.end(), move.to) > 0) continue;
      way.stages.push_back(move.to);
      way.moves.push_back(id);
      way.events.push_back(move.events.empty() ? std::nullopt : std::optional(move.events.front()));
      take(way);
      go_on();
      way.stages.pop_back();
      way.moves.pop_back();
      way.events.pop_back();
    }
  };
  go_on();
}

Way steps_of(const model::Framework& framework, const analysis::StageWay& way) {
  Way steps;
  for (std::size_t i = 0; i < way.moves.size(); ++i) {
    steps.emplace_back(framework[way.stages[i + 1]].name, way.events[i] ? framework[*way.events[i]].name : "");
  }
  return steps;
}

bool holds_way(const Way& gone, std::size_t at, const Way& part) {
  return at + part.size() <= gone.size() &&
         std::equal(part.begin(), part.end(), gone.begin() + static_cast<std::ptrdiff_t>(at));
}

/// Whether a history goes the way, from wherever its first stage is entered as it says.
bool gone_anywhere(const model::Framework& framework, const Explored& explored, const analysis::StageWay& way) {
  const Way part = steps_of(framework, way);
  const std::string& first = framework[way.stages.front()].name;
  const std::string opening = way.opening ? framework[*way.opening].name : "";
  return std::any_of(explored.ways.begin(), explored.ways.end(), [&](const Way& gone) {
    for (std::size_t at = 0; at < gone.size(); ++at) {
      const bool stands = at == 0 ? first == framework.stages.front().name : gone[at - 1].first == first;
      const bool entered = opening.empty() || (at > 0 && gone[at - 1].second == opening);
      if (stands && entered && holds_way(gone, at, part)) return true;
    }
    return false;
  });
}

/// Whether a history does the act of both limits, after what they count from, while both are in force.
bool kept_anywhere(const model::Framework& framework, const Explored& explored, const analysis::CertainLimit& limit,
                   const analysis::CertainLimit& other) {
  const auto named = [&](const std::vector<model::EventId>& events, const WayStep& step) {
    return std::any_of(events.begin(), events.end(),
                       [&](model::EventId event) { return framework[event].name == step.second; });
  };
  const auto in_force = [&](model::DutyId duty, const std::string& stage) {
    const model::Scope& scope = framework[duty].scope;
    return scope.kind != model::Scope::Kind::kStage || framework.stages[scope.index].name == stage;
  };
  for (const Way& way : explored.ways) {
    // Of a way every beginning is one too, so that the last step is enough.
    if (way.empty() || !named(limit.acts, way.back())) continue;
    const std::string& stage = way.size() == 1 ? framework.stages.front().name : way[way.size() - 2].first;
    if (!in_force(limit.duty, stage) || !in_force(other.duty, stage)) continue;
    bool counts = limit.entering && framework[*limit.entering].name == framework.stages.front().name;
    for (std::size_t at = 0; at + 1 < way.size(); ++at) {
      if (named(limit.acts, way[at])) counts = false;
      const bool entered = limit.entering && framework[*limit.entering].name == way[at].first;
      if (entered || named(limit.anchor, way[at])) counts = true;
    }
    if (counts) return true;
  }
  return false;
}

/// What the checks tell of the framework as a whole, each by its witness.
void compare_conflicts(const model::Framework& framework, const analysis::CertainLimits& limits,
                       const Explored& explored, const std::string& about, Tally& tally) {
  const std::vector<analysis::LimitConflict> conflicts = analysis::limit_conflicts(framework, limits);
  if (!conflicts.empty()) ++tally.reported;
  for (const analysis::LimitConflict& conflict : conflicts) {
    if (const auto* way = std::get_if<analysis::LimitWay>(&conflict.of)) {
      if (gone_anywhere(framework, explored, way->way)) {
        tally.wrong.push_back(
            fmt::format("{}: {} is told, and a history goes it", about, analysis::way_text(framework, way->way)));
      }
    } else if (const auto* pair = std::get_if<analysis::LimitPair>(&conflict.of)) {
      if (kept_anywhere(framework, explored, limits.all[pair->not_after], limits.all[pair->not_before])) {
        tally.wrong.push_back(fmt::format("{}: {} is told, and a history keeps it", about,
                                          framework[limits.all[pair->not_after].duty].name));
      }
    } else {
      for (const std::size_t tie : conflict.why.ties) {
        const std::string& event = framework.events[conflict.network().ties[tie].to].name;
        if (explored.events.count(event) == 0) continue;
        tally.wrong.push_back(fmt::format("{}: {} is told to come before itself, and happens", about, event));
      }
    }
  }
}

/// Of a framework that is told to be without a conflict: every move that its events can make is made with every limit
/// kept, as far as the histories go.
void compare_silence(const model::Framework& framework, const Explored& explored, const std::string& about,
                     const std::set<model::MoveId>& judged, Tally& tally) {
  const graph::ProcedureGraph graph(framework);
  ++tally.silent;
  for (std::uint32_t i = 0; i < framework.moves.size(); ++i) {
    const model::Move& move = framework.moves[i];
    if (!graph.reachable(move.from) || judged.count({i}) == 0) continue;
    const std::string& event = framework[move.events.front()].name;
    const bool made = std::any_of(explored.ways.begin(), explored.ways.end(),
                                  [&](const Way& way) { return !way.empty() && way.back().second == event; });
    if (!made) tally.wrong.push_back(fmt::format("{}: {} never moves, and nothing is said", about, event));
  }
}

/// Last days that many calendar days later, as a check would read them that counts wrongly.
model::Framework misread(model::Framework framework, int days) {
  for (model::Duty& duty : framework.duties) {
    auto* written = std::get_if<Duration>(&duty.limit.amount);
    if (duty.limit.kind == model::LimitKind::kWithin && written != nullptr) {
      written->amount = std::max(written->amount + days, 0);
    }
  }
  return framework;
}

/// @param off  so many days the checks are made to read last days wrongly
void compare_ways(const model::Framework& rules, const RandomLimits& random, const std::string& about, int off,
                  Tally& tally) {
  const Explored explored = explore(rules, {});
  const model::Framework framework = misread(rules, off);
  if (!explored.whole) ++tally.not_whole;
  const analysis::CertainLimits limits = certain_limits(framework, analysis::Bindingness::kMust);
  const analysis::StageEvents stage_events(framework);
  analysis::DayCounts days(framework, nullptr);
  std::set<model::MoveId> judged;    // on a way without a stage twice
  std::set<model::MoveId> too_long;  // to be made in the days that histories last
  each_way(framework, [&](const analysis::StageWay& way) {
    const bool gone = explored.ways.count(steps_of(framework, way)) > 0;
    const auto verdict = [&](analysis::Strictness strictness) {
      return way_network(framework, stage_events, limits, way, strictness);
    };
    const analysis::WayNetwork every = verdict(analysis::Strictness::kEveryLimitKept);
    const analysis::WayNetwork faults = verdict(analysis::Strictness::kFaults);
    ++tally.ways;
    judged.insert(way.moves.back());
    const bool blocked = every.network.contradiction(days, {}).has_value();
    if (blocked) ++tally.blocked;
    const std::string name = fmt::format("{}: {}", about, analysis::way_text(framework, way));
    if (gone && blocked) tally.wrong.push_back(name + " can be gone, and is said not to be");
    if (gone && faults.network.contradiction(days, {})) tally.wrong.push_back(name + " is reported, and can be gone");
    if (blocked || !random.exact || !explored.whole) return;
    const auto dates = every.network.dates_from(days, Date{}, 0);
    if (dates.outcome != analysis::TimeNetwork::Outcome::kMet ||
        (dates.earliest[way.moves.size()] - Date{}).count() + 2 > HistoryBounds{}.days) {
      too_long.insert(way.moves.back());
      return;
    }
    ++tally.exact;
    if (!gone) tally.wrong.push_back(name + " is said to be free, and no history goes it");
  });
  compare_conflicts(framework, limits, explored, about, tally);
  if (random.complete && explored.whole && analysis::limit_conflicts(framework, limits).empty()) {
    for (const model::MoveId move : too_long) judged.erase(move);
    compare_silence(framework, explored, about, judged, tally);
  }
}

void compare_stages(model::Framework framework, const std::string& about, Tally& tally) {
  // Whether a stage is reached says nothing of limits.
  const graph::ProcedureGraph graph(framework);
  framework.duties.clear();
  for (model::Stage& stage : framework.stages) stage.duties.clear();
  const Explored explored = explore(framework, {.days = 20, .again = 1});
  bool any = false;
  for (std::uint32_t i = 0; i < framework.stages.size(); ++i) {
    ++tally.stages;
    if (!graph.reachable({i})) {
      ++tally.unreachable;
      any = true;
    }
    if (graph.reachable({i}) != (explored.stages.count(framework.stages[i].name) > 0)) {
      tally.wrong.push_back(fmt::format("{}: {} is {}", about, framework.stages[i].name,
                                        graph.reachable({i}) ? "never reached" : "reached"));
    }
  }
  if (any) ++tally.with_unreachable;
}

Tally compare(std::uint64_t seed, std::uint64_t cases, int off = 0) {
  Tally tally;
  for (std::uint64_t i = 0; i < cases; ++i) {
    const RandomLimits random = random_limits(seed + i);
    DiagnosticReport report;
    const model::Framework framework = resolved(random.text, report);
    const std::string about = fmt::format("seed {}", seed + i);
    if (report.has_errors()) {
      tally.wrong.push_back(about + " is not well-formed");
      continue;
    }
    ++tally.frameworks;
    compare_ways(framework, random, about, off, tally);
    compare_stages(framework, about, tally);
  }
  std::cout << fmt::format(
      "{} frameworks: in {} the limits cannot all be kept, of {} that claim to be complete nothing is told; {} have a "
      "stage that is never reached; {} have more histories than are gone through\n"
      "{} ways compared, {} of them blocked, {} said to be free and found so; {} stages, {} never reached; {} wrong\n",
      tally.frameworks, tally.reported, tally.silent, tally.with_unreachable, tally.not_whole, tally.ways,
      tally.blocked, tally.exact, tally.stages, tally.unreachable, tally.wrong.size());
  return tally;
}

TEST(Limits, VerdictsAgreeWithEveryHistory) {
  const Tally tally = compare(kSeed, kOrdinaryCases);
  EXPECT_EQ(tally.wrong, std::vector<std::string>{});
  // Neither side is empty: a check that says nothing, or everything, would not do.
  EXPECT_GE(tally.reported, kOrdinaryCases / 10);
  EXPECT_GE(tally.silent, kOrdinaryCases / 10);
  EXPECT_GE(tally.with_unreachable, kOrdinaryCases / 20);
  EXPECT_GE(tally.blocked, kOrdinaryCases / 10);
  EXPECT_GE(tally.exact, kOrdinaryCases / 2);
  EXPECT_LE(tally.not_whole, kOrdinaryCases / 5);
}

// A comparison that agreed with anything would prove nothing.
TEST(Limits, NoticeALastDayThatIsReadADayTooLateOrTooEarly) {
  // Of few procedures each limit is met to the day by some case; these are such.
  const Tally too_late = compare(81, 20, 1);
  EXPECT_THAT(too_late.wrong, testing::Contains(testing::HasSubstr("no history goes it")));
  const Tally too_early = compare(kSeed, 25, -1);
  EXPECT_THAT(too_early.wrong, testing::Contains(testing::HasSubstr("can be gone")));
}

}  // namespace
}  // namespace proviso::reference

int main(int argc, char** argv) {
  using namespace proviso::reference;
  std::uint64_t cases = 0;
  int off = 0;
  std::uint64_t seed = kSeed;
  for (int i = 1; i + 1 < argc; ++i) {
    const std::string_view option = argv[i];
    const std::uint64_t value = std::strtoull(argv[i + 1], nullptr, 10);
    if (option == "--cases") cases = value;
    if (option == "--seed") seed = value;
    if (option == "--off") off = std::atoi(argv[i + 1]);
    if (option == "--print") {
      std::cout << random_limits(value).text;
      return 0;
    }
  }
  if (cases > 0) {
    const Tally tally = compare(seed, cases, off);
    for (const std::string& wrong : tally.wrong) std::cout << wrong << "\n";
    return tally.wrong.empty() ? 0 : 1;
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
