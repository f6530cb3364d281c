// SPDX-License-Identifier: Apache-2.0
// Rules from disk with the files they use and the calendars those name.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "proviso/files.h"

namespace proviso {
namespace {

namespace fs = std::filesystem;

class LoadRules : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              ("load_rules_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    write("calendars/plain.yaml", kCalendar);
    write("shared/people.proviso", "party office\nevent asked by office\nevent answered by office\n");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path) << text;
  }
  [[nodiscard]] Result<RuleSet> load() const { return load_rules((folder_ / "main.proviso").string()); }

  static constexpr const char* kCalendar =
      "calendar: plain\ntitle: Every weekday\nyears: {first: 2017, last: 2019}\nweekend: [Saturday, Sunday]\n"
      "holidays: []\n";
  static constexpr const char* kMain =
      "use \"shared/people.proviso\"\nframework f calendar plain\n  calendar plain for office days\n"
      "duty d office must ensure answered within 5 office days of asked\ntrack t\nstage s\n  may end\n";

 private:
  fs::path folder_;
};

TEST_F(LoadRules, FindsUsedFilesAndNamedCalendars) {
  write("main.proviso", kMain);
  const Result<RuleSet> rules = load();
  ASSERT_TRUE(rules) << rules.error().message;
  EXPECT_EQ(rules->events(), (std::vector<std::string>{"asked", "answered"}));
}

TEST_F(LoadRules, SaysWhichUsedFileIsMissing) {
  write("main.proviso", "use \"shared/nobody.proviso\"\nframework f\ntrack t\nstage s\n  may end\n");
  const Result<RuleSet> rules = load();
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().code, ErrorCode::kInvalidRules);
  EXPECT_NE(rules.error().message.find("PV0209"), std::string::npos) << rules.error().message;
  EXPECT_NE(rules.error().message.find("nobody.proviso"), std::string::npos) << rules.error().message;
}

TEST_F(LoadRules, SaysWhichNamedCalendarIsMissing) {
  write("main.proviso", "framework f\n  calendar terms for school days\ntrack t\nstage s\n  may end\n");
  const Result<RuleSet> rules = load();
  ASSERT_FALSE(rules);
  EXPECT_NE(rules.error().message.find("there is no calendar `terms`"), std::string::npos) << rules.error().message;
}

TEST(CompileRules, TakesUsedTextsByPath) {
  const char* const main =
      "use \"lib/people.proviso\"\nframework f\ntrack t\nstage s\n  when asked go to s2\nstage s2\n  end\n";
  const auto rules = RuleSet::compile("rules/main.proviso", main, {}, {{"rules/lib/people.proviso", "event asked\n"}});
  ASSERT_TRUE(rules) << rules.error().message;
  EXPECT_EQ(rules->events(), std::vector<std::string>{"asked"});
  const auto without = RuleSet::compile("rules/main.proviso", main, {});
  ASSERT_FALSE(without);
  EXPECT_NE(without.error().message.find("the file `rules/lib/people.proviso` was not given"), std::string::npos)
      << without.error().message;
}

}  // namespace
}  // namespace proviso
