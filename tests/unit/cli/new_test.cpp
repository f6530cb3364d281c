// SPDX-License-Identifier: Apache-2.0
// A framework to start from.
#include <sys/stat.h>
#include <unistd.h>

#include "tests/docs/code_blocks.h"
#include "tests/support/tree.h"
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

class New : public Cli {
 protected:
  /// Every file below a folder, by its path there.
  std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path(folder))) {
      if (!entry.is_directory()) {
        files.push_back(std::filesystem::relative(entry.path(), folder_.path(folder)).generic_string());
      }
    }
    std::sort(files.begin(), files.end());
    return files;
  }
};

TEST_F(New, WritesRulesCalendarCaseAndWhatToDoNext) {
  const ProcessResult result = proviso({"new", "complaints"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("proviso check rules/complaints.proviso"));
  EXPECT_EQ(files_in("complaints"),
            (std::vector<std::string>{"README.md", "cases/first-case.yaml", "rules/calendars/england.yaml",
                                      "rules/complaints.proviso"}));
  EXPECT_EQ(folder_.names(), std::vector<std::string>{"complaints"});
  EXPECT_EQ(content_of(folder_.path("complaints/rules/calendars/england.yaml")),
            content_of(PROVISO_SOURCE_DIR "/rules/calendars/england.yaml"));
  for (const char* file : {"complaints/README.md", "complaints/rules/calendars/england.yaml"}) {
    EXPECT_THAT(content_of(folder_.path(file)), HasSubstr("Open Government Licence v3.0")) << file;
  }
}

// What a policy officer is told to type is what works, in that folder and in that order.
TEST_F(New, EveryCommandOfItsReadmeWorks) {
  ASSERT_EQ(proviso({"new", "complaints"}).exit_code, 0);
  const std::string folder = folder_.path("complaints");
  std::size_t run = 0;
  for (const CodeBlock& block : code_blocks("README.md", content_of(folder + "/README.md"))) {
    for (const std::string& line : testing_support::lines_of(block.text)) {
      ASSERT_TRUE(line.starts_with("proviso ")) << line;
      const std::string command = PROVISO_BINARY + line.substr(std::string_view("proviso").size());
      const ProcessResult result = testing_support::run_process({"/bin/sh", "-c", command}, {.folder = folder});
      EXPECT_EQ(result.exit_code, 0) << line << "\n" << result.out << result.err;
      EXPECT_EQ(result.err, "") << line;
      ++run;
    }
  }
  EXPECT_GE(run, 7U);
}

TEST_F(New, IsCalledAfterItsFolderWhateverThatIsCalled) {
  const std::pair<std::string, std::string> names[] = {
      {"Complaints 2025", "complaints-2025"},
      {"stage", "stage-procedure"},
      {"answer", "answer"},
      {"2025", "my-procedure"},
      {"\xc3\x9c"
       "bung",
       "bung"},
      {"\xff\xfe", "my-procedure"},
      {"a--b__c-", "a-b-c"},
      {"my-procedure", "my-procedure"},
      {std::string(200, 'a'), std::string(40, 'a')},
  };
  for (const auto& [folder, name] : names) {
    EXPECT_EQ(proviso({"new", folder}).exit_code, 0) << folder;
    const std::string rules = "rules/" + name + ".proviso";
    const ProcessOptions in{.folder = folder_.path(folder)};
    EXPECT_EQ(proviso({"check", rules}, in).exit_code, 0) << folder << proviso({"check", rules}, in).out;
    EXPECT_EQ(proviso({"fmt", "--check", rules}, in).exit_code, 0) << folder;
    EXPECT_EQ(proviso({"test", rules}, in).exit_code, 0) << folder;
    const ProcessResult run = proviso({"run", rules, "cases/first-case.yaml"}, in);
    EXPECT_EQ(run.exit_code, 0) << folder << run.err;
    EXPECT_THAT(run.out, AllOf(HasSubstr("under " + name + "\n"), HasSubstr("Shortfall"), HasSubstr("Warning")));
  }
}

TEST_F(New, TakesAnEmptyFolderTheOneItStandsInToo) {
  std::filesystem::create_directory(folder_.path("leave"));
  EXPECT_EQ(proviso({"new", "leave"}).exit_code, 0);
  std::filesystem::create_directory(folder_.path("visits"));
  EXPECT_EQ(proviso({"new", "."}, {.folder = folder_.path("visits")}).exit_code, 0);
  EXPECT_EQ(proviso({"new", "moves/"}).exit_code, 0);
  EXPECT_EQ(files_in("leave").size(), 4U);
  EXPECT_EQ(files_in("visits"), (std::vector<std::string>{"README.md", "cases/first-case.yaml",
                                                          "rules/calendars/england.yaml", "rules/visits.proviso"}));
  EXPECT_EQ(files_in("moves").size(), 4U);
}

TEST_F(New, NeverTouchesAFolderThatHoldsSomething) {
  folder_.write("work/mine.txt", "kept");
  folder_.write("file", "kept");
  EXPECT_REFUSED(proviso({"new", "work"}), HasSubstr("`work` is not empty"));
  EXPECT_REFUSED(proviso({"new", "."}), HasSubstr("is not empty"));
  EXPECT_REFUSED(proviso({"new", "file"}), HasSubstr("`file` exists and is no folder"));
  EXPECT_REFUSED(proviso({"new", "no/such/place"}), HasSubstr("there is no folder"));
  EXPECT_REFUSED(proviso({"new", ""}), HasSubstr("missing"));
  EXPECT_REFUSED(proviso({"new"}), HasSubstr("DIR is required"));
  EXPECT_EQ(files_in("work"), std::vector<std::string>{"mine.txt"});
  EXPECT_EQ(folder_.names(), (std::vector<std::string>{"file", "work"}));
}

TEST_F(New, LeavesNothingWhereItCannotWrite) {
  if (::geteuid() == 0) {
    // Nothing is forbidden to the administrator, except what the system keeps to itself.
    const ProcessResult result = proviso({"new", "/proc/leave"});
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_EQ(result.out, "");
    return;
  }
  ::chmod(folder_.path().c_str(), 0555);
  const ProcessResult result = proviso({"new", "leave"});
  ::chmod(folder_.path().c_str(), 0755);
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, HasSubstr("`leave` cannot be written"));
  EXPECT_THAT(folder_.names(), IsEmpty());
}

}  // namespace
}  // namespace proviso
