// SPDX-License-Identifier: Apache-2.0
// The machine over small records against the executor: random plain procedures and tables give the same summary and
// the same findings, to the byte, with any number of threads.
#include "engine/replay/plain_replay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/documents/map_document.h"
#include "engine/machine/machine.h"
#include "engine/replay/findings_csv.h"
#include "engine/replay/gzip.h"
#include "engine/replay/summary_text.h"
#include "tests/support/text_source.h"
#include "tests/unit/replay/rules_fixture.h"

namespace proviso::replay {
namespace {

using testing_support::TextSource;

struct Outcome {
  bool plain = true;
  std::string why_not;
  std::string summary;
  std::string findings;
  std::uint64_t finding_rows = 0;
  std::uint64_t outcome_rows = 0;
};

void take(const ReplayResult& result, Outcome& outcome) {
  outcome.summary = summary_text(result.summary);
  outcome.finding_rows = result.finding_rows;
  outcome.outcome_rows = result.outcome_rows;
}

Outcome by_executor(Rules& rules, const std::string& table, Date as_of) {
  Outcome outcome;
  DiagnosticReport report;
  const auto cases = read_cases(*rules.program, "t.csv", table, nullptr, rules.sources, report);
  EXPECT_TRUE(cases) << table.substr(0, 400);
  if (!cases) return outcome;
  FindingsCsv rows(outcome.findings);
  ReplayOptions options;
  options.findings = [&](const ReplayRow& row) { rows.add(row); };
  take(replay(*rules.program, rules.sources, *cases, as_of, options), outcome);
  return outcome;
}

Outcome by_machine(Rules& rules, const std::string& table, Date as_of, std::uint32_t jobs, std::size_t piece = 1000) {
  Outcome outcome;
  TextSource source(table, piece);
  PlainReplay plain(*rules.program, rules.sources, nullptr);
  const Result<bool> done = plain.run(source, "t.csv", {.jobs = jobs, .as_of = as_of, .keep_findings = true});
  outcome.plain = done && *done;
  outcome.why_not = plain.why_not();
  if (!outcome.plain) return outcome;
  FindingsCsv rows(outcome.findings);
  const Result<ReplayResult> result = plain.finish(as_of, [&](const ReplayRow& row) { rows.add(row); });
  EXPECT_TRUE(result);
  if (result) take(*result, outcome);
  return outcome;
}

// ---- random procedures

class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}
  /// From 0 up to `below`.
  std::uint32_t up_to(std::uint32_t below) { return static_cast<std::uint32_t>(engine_()) % below; }
  bool chance(std::uint32_t percent) { return up_to(100) < percent; }

 private:
  std::mt19937 engine_;  // the same numbers everywhere
};

struct Procedure {
  std::string rules;
  std::uint32_t events = 0;
};

std::string condition(Random& random) {
  switch (random.up_to(6)) {
    case 0:
      return "f";
    case 1:
      return "f is no";
    case 2:
      return "g is red";
    case 3:
      return "f is known and g is not blue";
    case 4:
      return "in a1";
    default:
      return "h";
  }
}

std::string duty(Random& random, const Procedure& of, std::string_view name) {
  const char* const units[] = {"working days", "calendar days", "weeks", "months"};
  const std::string act = fmt::format("e{}", random.up_to(of.events));
  const std::string anchor = fmt::format("e{}", random.up_to(of.events));
  const char* const modalities[] = {"must", "should", "will usually"};
  const std::string limit = random.chance(20) ? std::string("the period")
                                              : fmt::format("{} {}", 1 + random.up_to(random.chance(50) ? 3 : 20),
                                                            units[random.up_to(random.chance(60) ? 2 : 4)]);
  std::string text = fmt::format("duty {} \"{}\"\n  p {} ensure {}", name, name, modalities[random.up_to(3)], act);
  if (random.chance(25)) text += " if " + condition(random);
  if (random.chance(30)) text += fmt::format(" at least {} times", 1 + random.up_to(3));
  text += fmt::format(" within {}", limit);
  text += fmt::format(" of {}", anchor);
  if (random.chance(15)) text += "\n  or the next working day";
  return text + "\n";
}

Procedure procedure(Random& random) {
  Procedure made;
  made.events = 2 + random.up_to(4);
  std::string& text = made.rules;
  text =
      "framework t \"T\"\n  version \"1\"\n  in force from 1 January 2018\n  calendar plain\nparty p \"P\"\n"
      "parameter period \"Period\"\n  3 working days from 1 January 2018\n  6 calendar days from 1 March 2020\n"
      "fact f : yes/no \"f\"\nfact g : one of red, blue \"g\"\n"
      "fact h : yes/no \"h\"\n  means f or g is red\n";
  for (std::uint32_t e = 0; e < made.events; ++e) {
    text += fmt::format("event e{} \"e\"\n", e);
    if (random.chance(30)) text += random.chance(50) ? "  records f\n" : "  records f, g\n";
  }
  std::uint32_t duties = 0;
  for (std::uint32_t i = random.up_to(3); i > 0; --i) text += duty(random, made, fmt::format("d{}", duties++));
  const std::uint32_t tracks = 1 + random.up_to(2);
  for (std::uint32_t t = 0; t < tracks; ++t) {
    const char letter = static_cast<char>('a' + t);
    text += fmt::format("track {0} \"{0}\"\n", letter);
    if (random.chance(40)) text += duty(random, made, fmt::format("d{}", duties++));
    const std::uint32_t stages = 2 + random.up_to(3);
    for (std::uint32_t s = 0; s < stages; ++s) {
      text += fmt::format("stage {0}{1} \"{0}{1}\"\n", letter, s);
      if (s + 1 == stages) {
        text += "  end\n";
        break;
      }
      for (std::uint32_t i = random.up_to(3); i > 0; --i) text += duty(random, made, fmt::format("d{}", duties++));
      for (std::uint32_t i = 1 + random.up_to(3); i > 0; --i) {
        text += fmt::format("  when e{}", random.up_to(made.events));
        if (random.chance(30)) text += " if " + condition(random);
        text += fmt::format(" go to {}{}\n", letter, random.up_to(stages));
      }
    }
  }
  return made;
}

std::string table(Random& random, const Procedure& of) {
  const std::uint32_t cases = 1 + random.up_to(40);
  const bool texts = random.chance(40);
  const std::uint32_t disorder = random.chance(60) ? 0 : 5;
  struct Row {
    std::uint32_t id;
    std::uint32_t day;
    std::string rest;
  };
  std::vector<Row> rows;
  for (std::uint32_t id = 0; id < cases; ++id) {
    std::uint32_t day = random.up_to(60);
    for (std::uint32_t i = random.up_to(14); i > 0; --i) {
      const std::uint32_t event = random.up_to(of.events);
      // The facts that the event records stand in the text of the rules.
      const std::size_t at = of.rules.find(fmt::format("event e{} ", event));
      const std::string_view lines =
          std::string_view(of.rules).substr(at, of.rules.find('\n', of.rules.find('\n', at) + 1) - at);
      const bool has_f = lines.find("records f") != std::string_view::npos;
      const bool has_g = lines.find("records f, g") != std::string_view::npos;
      const char* const yes_no[] = {"yes", "no", "true", ""};
      const char* const colours[] = {"red", "blue", "red", ""};
      rows.push_back({id, day,
                      fmt::format("e{},{},{}", event, has_f ? yes_no[random.up_to(random.chance(90) ? 3 : 4)] : "",
                                  has_g ? colours[random.up_to(4)] : "")});
      day += random.up_to(random.chance(70) ? 4 : 30);
      if (random.chance(disorder) && day > 9) day -= 9;
    }
  }
  if (random.chance(60)) std::ranges::stable_sort(rows, {}, &Row::day);
  std::string text = "case,on,event,f,g\n";
  bool f = of.rules.find("records f") != std::string::npos;
  bool g = of.rules.find("records f, g") != std::string::npos;
  if (!g) text = f ? "case,on,event,f\n" : "case,on,event\n";
  for (const Row& row : rows) {
    const Date day = Date{std::chrono::sys_days{std::chrono::year{2020} / 1 / 1}} + std::chrono::days{row.day};
    const std::chrono::year_month_day ymd{day};
    std::string rest = row.rest;
    for (int cut = g ? 0 : f ? 1 : 2; cut > 0; --cut) rest.resize(rest.rfind(','));
    const std::string id = !texts            ? std::to_string(row.id * 7)
                           : row.id % 3 == 0 ? fmt::format("case number {} of this year", row.id)
                                             : fmt::format("C-{}", row.id);
    text += fmt::format("{},{:04}-{:02}-{:02},{}\n", id, static_cast<int>(ymd.year()),
                        static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()), rest);
  }
  return text;
}

/// So many are tried; PROVISO_RANDOM_TABLES asks for more.
std::uint32_t tables() {
  const char* asked = std::getenv("PROVISO_RANDOM_TABLES");
  return asked == nullptr ? 600 : static_cast<std::uint32_t>(std::strtoul(asked, nullptr, 10));
}

// What was done towards a duty that lapsed does not count for the one that the same event brings about: of the two
// visits from 8 January one was made.
TEST(PlainReplay, CountsActsAnewAfterALapse) {
  const auto rules = compile("t.proviso",
                             "framework t \"T\"\n  version \"1\"\n  in force from 1 January 2010\n\n"
                             "party p \"P\"\n\n"
                             "event begun \"begun\" by p\nevent visit \"visit\" by p\n\n"
                             "track t \"T\"\n\n"
                             "stage here \"Here\"\n"
                             "  duty visits \"Two visits\"\n"
                             "    p must ensure visit at least 2 times within 10 calendar days of begun\n"
                             "  when begun go to here\n",
                             small_calendar());
  ASSERT_TRUE(rules);
  const std::string rows =
      "case,event,on\nA,begun,2020-01-06\nA,visit,2020-01-07\nA,begun,2020-01-08\nA,visit,2020-01-09\n";
  const Date as_of{std::chrono::sys_days{std::chrono::year{2020} / 2 / 28}};
  const Outcome found = by_machine(*rules, rows, as_of, 1);
  ASSERT_TRUE(found.plain) << found.why_not;
  EXPECT_EQ(found.finding_rows, 1U) << found.findings;
  EXPECT_EQ(found.findings, by_executor(*rules, rows, as_of).findings);
}

TEST(PlainReplay, GivesWhatTheExecutorGives) {
  std::size_t plain = 0;
  std::size_t tried = 0;
  std::uint64_t findings = 0;
  for (std::uint32_t seed = 0; seed < tables(); ++seed) {
    Random random(seed);
    const Procedure made = procedure(random);
    const std::unique_ptr<Rules> compiled = compile("t.proviso", made.rules, small_calendar());
    ASSERT_TRUE(compiled) << made.rules;
    Rules& rules = *compiled;
    const std::string rows = table(random, made);
    const Date as_of =
        Date{std::chrono::sys_days{std::chrono::year{2020} / 1 / 1}} + std::chrono::days{20 + random.up_to(200)};
    const Outcome expected = by_executor(rules, rows, as_of);
    for (const std::uint32_t jobs : {1U, 2U, 3U}) {
      const Outcome found = by_machine(rules, rows, as_of, jobs, 1 + random.up_to(3000));
      if (!found.plain) {
        SUCCEED() << found.why_not;
        continue;
      }
      plain += jobs == 1 ? 1 : 0;
      ASSERT_EQ(found.summary, expected.summary) << "seed " << seed << ", jobs " << jobs << "\n" << made.rules << rows;
      ASSERT_EQ(found.findings, expected.findings) << "seed " << seed << ", jobs " << jobs << "\n"
                                                   << made.rules << rows;
      EXPECT_EQ(found.finding_rows, expected.finding_rows) << seed;
      EXPECT_EQ(found.outcome_rows, expected.outcome_rows) << seed << made.rules << rows;
    }
    findings += expected.finding_rows;
    ++tried;
  }
  // Else this would be a comparison of nothing.
  EXPECT_GT(plain, tried / 2) << "of " << tried;
  EXPECT_GT(findings, tried * 30);
}

}  // namespace
}  // namespace proviso::replay
