// SPDX-License-Identifier: Apache-2.0
// The reference executor against the examples whose dates were worked out by hand.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "base/civil_date.h"
#include "base/diagnostic.h"
#include "engine/model/resolve.h"
#include "engine/model/rule_files.h"
#include "tests/reference/calendar_walk.h"
#include "tests/reference/outcome.h"

namespace proviso::reference {
namespace {

using model::Example;
using model::Expectation;

/// Reads the lines `- {date: 2014-01-01, …}`, `- {from: 2019-04-08, to: 2019-04-22, …}` and `years: {first: 2014, last:
/// 2030}` of a calendar whose weekend is Saturday and Sunday: the reader of the engine is not used.
CalendarData calendar_in(const std::string& path) {
  CalendarData calendar;
  calendar.name = std::filesystem::path(path).stem().string();
  calendar.weekend = {std::chrono::Saturday, std::chrono::Sunday};
  std::ifstream file(PROVISO_SOURCE_DIR + path);
  for (std::string line; std::getline(file, line);) {
    const auto day_after = [&](const std::string& word) {
      return parse_iso_date(line.substr(line.find(word) + word.size(), 10)).value();
    };
    if (line.find("{date: ") != std::string::npos) calendar.holidays.push_back({day_after("{date: "), {}});
    if (line.find("{from: ") != std::string::npos) {
      calendar.uncounted.push_back({day_after("{from: "), day_after(", to: "), {}});
    }
    if (line.rfind("years:", 0) == 0) {
      calendar.first_year = std::stoi(line.substr(line.find("first: ") + 7));
      calendar.last_year = std::stoi(line.substr(line.find("last: ") + 6));
    }
  }
  return calendar;
}

std::vector<std::string> rule_files() {
  std::vector<std::string> files;
  for (const char* folder : {"/tests/semantics", "/tests/reference", "/rules"}) {
    for (const auto& entry : std::filesystem::directory_iterator(std::string(PROVISO_SOURCE_DIR) + folder)) {
      if (entry.path().extension() == ".proviso") files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Asks for each expected condition by a derived fact, `expected-0` and so on.
model::Framework with_expected_facts(const model::Framework& framework, const Example& example) {
  model::Framework more = framework;
  std::size_t number = 0;
  for (const Expectation& expectation : example.expectations) {
    if (expectation.kind != Expectation::Kind::kCondition) continue;
    model::Fact fact;
    fact.name = "expected-" + std::to_string(number++);
    fact.means = expectation.condition;
    more.facts.push_back(fact);
  }
  return more;
}

Given given_by(const model::Framework& framework, const Example& example) {
  Given given;
  given.framework = &framework;
  given.calendar = calendar_in("/rules/calendars/england.yaml");
  for (const model::NamedCalendar& named : framework.named_calendars) {
    const std::string file = "/calendars/" + named.calendar + ".yaml";
    const bool real = std::filesystem::exists(PROVISO_SOURCE_DIR "/rules" + file);
    given.named_calendars.push_back(calendar_in((real ? "/rules" : "/tests/semantics") + file));
  }
  given.as_of = example.as_of.value_or(Date{});
  if (example.begun_under) given.transition = framework.transition->from;
  for (const auto& event : example.events) {
    Happening happening{event.on, event.minute, event.event, event.for_party, {}};
    for (const auto& fact : event.facts) happening.facts.emplace_back(fact.fact, fact.value);
    given.happenings.push_back(happening);
    if (!example.as_of.has_value()) given.as_of = std::max(given.as_of, event.on);
  }
  return given;
}

/// What a line says after a word: `due` of `… due 2017-05-05 done - …`.
std::string after(const std::string& line, const std::string& word) {
  const auto at = line.find(" " + word + " ");
  if (at == std::string::npos) return {};
  const auto begin = at + word.size() + 2;
  return line.substr(begin, line.find(' ', begin) - begin);
}

class Comparison {
 public:
  Comparison(const model::Framework& framework, const Given& given, Outcome outcome)
      : framework_(framework), given_(given), outcome_(std::move(outcome)) {}

  void expect(const Expectation& e, std::size_t& condition) const {
    switch (e.kind) {
      case Expectation::Kind::kStatus:
        return status(e);
      case Expectation::Kind::kDue: {
        const std::string line = latest(e);
        std::string wanted = iso_date(e.due);
        if (const auto minute = e.due_minute) wanted += fmt::format("T{:02}:{:02}", *minute / 60, *minute % 60);
        EXPECT_EQ(after(line, "due"), wanted) << line;
        if (e.due_until.has_value()) {
          EXPECT_EQ(after(line, "to"), iso_date(*e.due_until)) << line;
        }
        return;
      }
      case Expectation::Kind::kStage: {
        const model::Stage& stage = framework_[e.stages.front()];
        EXPECT_TRUE(has("track " + framework_[stage.track].name + ": " + stage.name + " since ")) << all();
        return;
      }
      case Expectation::Kind::kFinding:
        EXPECT_TRUE(has_finding(finding_text(e.finding) + " " + framework_[e.duty].name + " #")) << all();
        return;
      case Expectation::Kind::kUnexpected:
        EXPECT_TRUE(std::any_of(outcome_.begin(), outcome_.end(), [&](const std::string& line) {
          return line.rfind("unexpected ", 0) == 0 && line.substr(22) == framework_[e.event].name;
        })) << all();
        return;
      case Expectation::Kind::kCondition:
        EXPECT_TRUE(has("fact expected-" + std::to_string(condition++) + ": yes")) << all();
        return;
      case Expectation::Kind::kNothing:
        EXPECT_FALSE(has("finding ") || has("unexpected ")) << all();
        return;
      case Expectation::Kind::kNotified:
        EXPECT_TRUE(std::any_of(outcome_.begin(), outcome_.end(), [&](const std::string& line) {
          return line.rfind("notified ", 0) == 0 && line.substr(20).rfind(framework_[e.party].name + " ", 0) == 0;
        })) << all();
        return;
      case Expectation::Kind::kClosed:
        EXPECT_TRUE(has("closed ")) << all();
        return;
    }
  }

  [[nodiscard]] std::string all() const {
    std::string text;
    for (const auto& line : outcome_) text += line + "\n";
    return text;
  }

 private:
  static std::string finding_text(FindingKind kind) {
    switch (kind) {
      case FindingKind::kBreach:
        return "breach";
      case FindingKind::kShortfall:
        return "shortfall";
      case FindingKind::kDeviation:
        return "deviation";
      case FindingKind::kOutOfTime:
        return "out of time";
      case FindingKind::kWarning:
        return "warning";
      case FindingKind::kUnexpected:
        return "unexpected";
      case FindingKind::kUndecided:
        return "undecided";
    }
    return {};
  }
  static std::string status_text(DutyStatus status) {
    switch (status) {
      case DutyStatus::kPending:
        return "pending";
      case DutyStatus::kKept:
        return "kept";
      case DutyStatus::kKeptLate:
        return "kept late";
      case DutyStatus::kMissed:
        return "missed";
      case DutyStatus::kUnused:
        return "unused";
      case DutyStatus::kExcused:
        return "excused";
      case DutyStatus::kLapsed:
        return "lapsed";
      case DutyStatus::kUndecided:
        return "undecided";
    }
    return {};
  }

  [[nodiscard]] bool has(const std::string& beginning) const {
    return std::any_of(outcome_.begin(), outcome_.end(),
                       [&](const std::string& line) { return line.rfind(beginning, 0) == 0; });
  }
  [[nodiscard]] bool has_finding(const std::string& text) const {
    return std::any_of(outcome_.begin(), outcome_.end(), [&](const std::string& line) {
      return line.rfind("finding ", 0) == 0 && line.substr(19).rfind(text, 0) == 0;
    });
  }
  /// The line of the latest instance of the duty.
  [[nodiscard]] std::string latest(const Expectation& e) const {
    std::string found;
    for (const std::string& line : outcome_) {
      if (line.rfind("duty " + framework_[e.duty].name + " #", 0) != 0) continue;
      if (e.for_party.has_value() && after(line, "for").rfind(framework_[*e.for_party].name + ":", 0) != 0) continue;
      found = line;
    }
    return found;
  }

  void status(const Expectation& e) const {
    const std::string line = latest(e);
    const auto colon = line.find(": ");
    ASSERT_NE(colon, std::string::npos) << "no instance of " << framework_[e.duty].name << "\n" << all();
    const std::string got = line.substr(colon + 2, line.find(" anchor ") - colon - 2);
    const std::string wanted = status_text(e.status);
    EXPECT_TRUE(got == wanted || (wanted == "missed" && got == "kept late")) << "wanted " << wanted << ": " << line;
    if (!e.late.has_value()) return;
    const auto due = parse_iso_date(after(line, "due").substr(0, 10));
    ASSERT_TRUE(due.has_value()) << line;
    const Date done = parse_iso_date(after(line, "done")).value_or(given_.as_of);
    EXPECT_EQ(days_between(Calendars(given_), *e.late, *due, done), e.late->amount) << line;
  }

  const model::Framework& framework_;
  const Given& given_;
  Outcome outcome_;
};

class ReferenceExecutor : public testing::TestWithParam<std::string> {};

Result<std::string> text_of(const std::string& path) {
  std::ifstream stream(path);
  if (!stream) return Error{ErrorCode::kNotFound, "there is no file `" + path + "`", {}};
  std::stringstream text;
  text << stream.rdbuf();
  return text.str();
}

TEST_P(ReferenceExecutor, AgreesWithTheExamplesWorkedOutByHand) {
  const auto text = text_of(GetParam());
  ASSERT_TRUE(text);
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add(GetParam(), *text);
  const model::Framework framework = model::resolve(model::read_rule_files(file, sources, text_of, report), report);
  ASSERT_FALSE(report.has_errors()) << render_text(report, sources);
  ASSERT_FALSE(framework.examples.empty());
  for (const Example& example : framework.examples) {
    // Incomplete records are no matter of the reference executor.
    if (!example.not_held.empty()) continue;
    const model::Framework asked = with_expected_facts(framework, example);
    const Given given = given_by(asked, example);
    const Comparison comparison(framework, given, execute(given));
    std::size_t condition = 0;
    for (const Expectation& expectation : example.expectations) {
      const auto line = static_cast<int>(file.position(expectation.span.begin).line);
      const testing::ScopedTrace trace(GetParam().c_str(), line, example.title);
      comparison.expect(expectation, condition);
    }
  }
}

std::string name_of(const testing::TestParamInfo<std::string>& info) {
  std::string name = std::filesystem::path(info.param).stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Files, ReferenceExecutor, testing::ValuesIn(rule_files()), name_of);

}  // namespace
}  // namespace proviso::reference
