// SPDX-License-Identifier: Apache-2.0
// `proviso impact`: against dates counted by hand, and on 10,000 cases against two replays compared independently.
#include <map>
#include <set>

#include "base/civil_date.h"
#include "tests/support/generate_cases.h"
#include "tests/support/tree.h"
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

using testing_support::file_text;
using testing_support::lines_of;
using testing_support::repository;

class Impact : public Cli {
 protected:
  void SetUp() override {
    folder_.write("old.proviso", kRules);
    folder_.write("new.proviso", with(kRules, "within 70 working", "within 50 working"));
    folder_.write("events.csv",
                  "case,event,on,outcome\n"
                  "a,visit,2017-04-24,\na,letter,2017-05-05,weak\na,plan,2017-08-18,\n"
                  "b,visit,2017-04-24,\nb,letter,2017-05-05,weak\nb,plan,2017-08-01,\n"
                  "c,visit,2017-04-24,\nc,letter,2017-05-05,good\n");
  }
};

// From 8 May 2017: 15 working days to 26 May, 19 to 2 June (the 29th is a bank holiday), 44 to 7 July, 49 to the 14th;
// the 50th is Monday 17 July. The 70th is 14 August, four weeks later. So `a`, done on 18 August, is late under both,
// and `b`, done on 1 August, is in time under the old rules only.
TEST_F(Impact, SaysWhichDeadlinesMoveAndWhichFindingsCome) {
  const ProcessResult csv =
      proviso({"impact", "old.proviso", "new.proviso", "--events", "events.csv", "--format", "csv"});
  EXPECT_EQ(csv.exit_code, 0) << csv.err;
  EXPECT_EQ(csv.out,
            "effect,case,duty,party,anchor,old_due,new_due,moved_days,old,new\n"
            "deadline,a,send-plan,nursery,2017-05-05,2017-08-14,2017-07-17,-28,kept late,kept late\n"
            "deadline,b,send-plan,nursery,2017-05-05,2017-08-14,2017-07-17,-28,kept,kept late\n"
            "finding,b,send-plan,nursery,2017-05-05,,,,,breach\n");
  const ProcessResult text = proviso({"impact", "old.proviso", "new.proviso", "--events", "events.csv"});
  EXPECT_THAT(text.out, StartsWith("3 cases as of Friday 18 August 2017: 2 differ\n"
                                   "\n"
                                   "by duty\n"
                                   "  send-plan\n"
                                   "    2 of 2 deadlines moved, 28 days earlier\n"
                                   "    another status: 1\n"
                                   "    breach: 1 more\n"
                                   "\n"
                                   "by party\n"
                                   "  nursery\n"));
  EXPECT_THAT(text.out,
              HasSubstr("case a: `send-plan` of nursery, from 5 May 2017: due 17 July 2017 instead of 14 August "
                        "2017, 28 days earlier\n"));
}

TEST_F(Impact, OfNothingIsNothing) {
  const ProcessResult result = proviso({"impact", "old.proviso", "old.proviso", "--events", "events.csv"});
  EXPECT_EQ(result.out, "3 cases as of Friday 18 August 2017: none differ\n");
}

TEST_F(Impact, KnowsDutiesUnderTheirNewNames) {
  std::string renamed(kRules);
  for (std::size_t at = renamed.find("send-plan"); at != std::string::npos; at = renamed.find("send-plan", at)) {
    renamed.replace(at, 9, "hand-in");
  }
  for (std::size_t at = renamed.find("planning"); at != std::string::npos; at = renamed.find("planning", at)) {
    renamed.replace(at, 8, "drawing-up");
  }
  folder_.write("renamed.proviso", renamed);
  EXPECT_EQ(proviso({"impact", "old.proviso", "renamed.proviso", "--events", "events.csv"}).out,
            "3 cases as of Friday 18 August 2017: none differ\n");
  folder_.write("both.proviso", with(renamed, "within 70 working", "within 50 working"));
  EXPECT_THAT(proviso({"impact", "old.proviso", "both.proviso", "--events", "events.csv", "--format", "csv"}).out,
              HasSubstr("deadline,b,send-plan,nursery,2017-05-05,2017-08-14,2017-07-17,-28,kept,kept late\n"));
}

TEST_F(Impact, OfAMoveIsThatCasesEndElsewhere) {
  folder_.write("elsewhere.proviso",
                with(kRules, "when letter otherwise go to closed", "when letter otherwise go to planning"));
  const ProcessResult csv =
      proviso({"impact", "old.proviso", "elsewhere.proviso", "--events", "events.csv", "--format", "csv"});
  EXPECT_THAT(csv.out, HasSubstr("stage,c,inspection,,,,,,closed,planning\n"));
  // The duty of that stage is new in it: 70 working days from the letter.
  EXPECT_THAT(csv.out, HasSubstr("deadline,c,send-plan,nursery,2017-05-05,,2017-08-14,,,missed\n"));
}

// A bank holiday on Friday 12 May.
TEST_F(Impact, OfABankHolidayIsTheListOfOpenDeadlinesThatMove) {
  std::string calendar = file_text(repository() / "rules/calendars/england.yaml");
  const std::size_t at = calendar.find("holidays:\n");
  ASSERT_NE(at, std::string::npos);
  calendar.insert(at + 10, "  - {date: 2017-05-12, name: \"A new holiday\"}\n");
  folder_.write("new/england.yaml", calendar);
  const ProcessResult result = proviso(
      {"impact", "old.proviso", "--calendar", "new/england.yaml", "--events", "events.csv", "--as-of", "2017-06-01"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  // The 70th day is one working day later, Tuesday 15 August, in both cases that wait for a plan. The letter was due on
  // 9 May, before the holiday.
  EXPECT_THAT(result.out,
              HasSubstr("open deadlines that move: 2\n"
                        "  case a: `send-plan` of nursery, from 5 May 2017: due 15 August 2017 instead of 14 "
                        "August 2017, 1 day later\n"
                        "  case b: `send-plan` of nursery, from 5 May 2017: due 15 August 2017 instead of 14 "
                        "August 2017, 1 day later\n"));
}

TEST_F(Impact, WritesAPageWithBothWorkings) {
  const ProcessResult result = proviso(
      {"impact", "old.proviso", "new.proviso", "--events", "events.csv", "--format", "html", "-o", "impact.html"});
  EXPECT_EQ(result.exit_code, 0);
  const std::string page = content_of(folder_.path("impact.html"));
  EXPECT_THAT(page, AllOf(StartsWith("<!DOCTYPE html>"), HasSubstr("The largest effects"), HasSubstr("Before"),
                          HasSubstr("within 70 working days of letter"),
                          HasSubstr("within 50 working days of letter"), Not(HasSubstr("<link"))));
}

TEST_F(Impact, RefusesWhatDoesNotGoTogether) {
  EXPECT_REFUSED(proviso({"impact", "old.proviso", "--events", "events.csv"}), HasSubstr("say what is new"));
  EXPECT_REFUSED(proviso({"impact", "old.proviso", "new.proviso", "--calendar", "x.yaml", "--events", "events.csv"}),
                 HasSubstr("cannot both be given"));
  EXPECT_REFUSED(proviso({"impact", "old.proviso", "new.proviso"}), HasSubstr("say which cases to run"));
  EXPECT_REFUSED(proviso({"impact", "old.proviso", "new.proviso", "--table", "events.csv"}), HasSubstr("--map"));
  EXPECT_REFUSED(proviso({"impact", "old.proviso", "missing.proviso", "--events", "events.csv"}), HasSubstr("missing"));
  EXPECT_REFUSED(proviso({"impact", "old.proviso", "new.proviso", "--events", "events.csv", "-o", "events.csv"}),
                 HasSubstr("events.csv"));
  EXPECT_REFUSED(proviso({"impact", "old.proviso", "--calendar",
                          (repository() / "rules/calendars/tribunal.yaml").string(), "--events", "events.csv"}),
                 HasSubstr("which the rules do not name"));
}

/// The first eight cells of a row.
std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> result;
  std::size_t from = 0;
  while (result.size() < 8) {
    const std::size_t end = line.find(',', from);
    result.push_back(line.substr(from, end - from));
    if (end == std::string::npos) break;
    from = end + 1;
  }
  return result;
}

// The tables that two replays write, compared row by row with nothing of the engine but the reading of dates.
TEST_F(Impact, EqualsTheDifferenceOfTwoReplays) {
  const std::string rules = file_text(repository() / "rules/send-inspection-2016.proviso");
  folder_.write("seventy.proviso", rules);
  folder_.write("fifty.proviso",
                with(rules, "70 working days from 9 November 2015", "50 working days from 9 November 2015"));
  folder_.write("many.csv", support::generate_cases(10'000, 7, support::RowOrder::kByCase));
  for (const char* name : {"seventy", "fifty"}) {
    const std::string stem = name;
    const ProcessResult replay = proviso({"replay", stem + ".proviso", "--events", "many.csv", "--as-of", "2019-06-30",
                                          "--findings", stem + "-findings.csv", "--outcomes", stem + "-outcomes.csv"});
    ASSERT_EQ(replay.exit_code, 0) << replay.err;
  }
  const ProcessResult impact = proviso({"impact", "seventy.proviso", "fifty.proviso", "--events", "many.csv", "--as-of",
                                        "2019-06-30", "--format", "csv"});
  ASSERT_EQ(impact.exit_code, 0) << impact.err;

  using Row = std::vector<std::string>;
  const auto rows = [&](const std::string& file) {
    std::vector<Row> result;
    for (const std::string& line : lines_of(content_of(folder_.path(file)))) result.push_back(cells(line));
    result.erase(result.begin());
    return result;
  };
  std::multiset<std::string> expected;
  // Outcomes: case, duty, status, party, anchor event, anchor, due.
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> before;  // by instance: due date and status
  const auto instance = [](const Row& row) { return row[0] + "," + row[1] + "," + row[3] + "," + row[5]; };
  for (const Row& row : rows("seventy-outcomes.csv")) before[instance(row)].emplace_back(row[6], row[2]);
  std::map<std::string, std::size_t> seen;
  for (const Row& row : rows("fifty-outcomes.csv")) {
    const auto& [due, status] = before.at(instance(row)).at(seen[instance(row)]++);
    if (due == row[6] && status == row[2]) continue;
    const auto was = parse_iso_date(due);
    const auto is = parse_iso_date(row[6]);
    const std::string days = was && is ? std::to_string((*is - *was).count()) : "";
    expected.insert("deadline," + instance(row) + "," + due + "," + row[6] + "," + days + "," + status + "," + row[2]);
  }
  for (const auto& [key, instances] : before) EXPECT_EQ(seen[key], instances.size()) << key;
  std::map<std::string, int> findings;  // how many more there are under the new rules
  const auto finding = [](const Row& row) {
    return row[0] + "," + row[1] + "," + row[3] + "," + row[5] + "," + row[2];
  };
  for (const Row& row : rows("seventy-findings.csv")) --findings[finding(row)];
  for (const Row& row : rows("fifty-findings.csv")) ++findings[finding(row)];
  for (const auto& [key, more] : findings) {
    const std::size_t at = key.rfind(',');
    const std::string kind = key.substr(at + 1);
    for (int i = 0; i < std::abs(more); ++i) {
      expected.insert("finding," + key.substr(0, at) + (more > 0 ? ",,,,," + kind : ",,,," + kind + ","));
    }
  }
  std::multiset<std::string> got;
  const std::vector<std::string> lines = lines_of(impact.out);
  for (std::size_t i = 1; i < lines.size(); ++i) got.insert(lines[i]);
  EXPECT_GT(expected.size(), 1'000U) << "the cases show too little";
  EXPECT_EQ(got, expected);
}

}  // namespace
}  // namespace proviso
