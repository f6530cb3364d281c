// SPDX-License-Identifier: Apache-2.0
// The reading copy as a folder: whole or not at all, and nobody else's files are touched.
#include <algorithm>
#include <filesystem>

#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

namespace fs = std::filesystem;

class Doc : public Cli {
 protected:
  void SetUp() override {
    folder_.write("visits.proviso", kRules);
    folder_.write("calls.proviso", with(kRules, "framework visits", "framework calls"));
  }

  /// Every file below a folder, by its path there.
  std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path(folder))) {
      if (entry.is_directory()) continue;
      files.push_back(entry.path().lexically_relative(folder_.path(folder)).generic_string());
    }
    std::sort(files.begin(), files.end());
    return files;
  }

  const std::vector<std::string> kVisits{"index.html", "proviso-doc.txt", "style.css", "visits/examples.html",
                                         "visits/index.html"};
};

TEST_F(Doc, WritesPagesForOneFile) {
  const ProcessResult result = proviso({"doc", "visits.proviso", "-o", "out"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(result.out, "out: 1 procedure, 5 files; begin with out/index.html\n");
  EXPECT_EQ(files_in("out"), kVisits);
  EXPECT_THAT(content_of(folder_.path("out/visits/index.html")), HasSubstr("The nursery must ensure that "));
  EXPECT_EQ(folder_.names(), (std::vector<std::string>{"calls.proviso", "out", "visits.proviso"}));
}

TEST_F(Doc, WritesTheSameBytesEachTime) {
  ASSERT_EQ(proviso({"doc", "visits.proviso", "calls.proviso", "-o", "a"}).exit_code, 0);
  ASSERT_EQ(proviso({"doc", "visits.proviso", "calls.proviso", "-o", "b/"}).exit_code, 0);
  ASSERT_EQ(files_in("a"), files_in("b"));
  for (const std::string& file : files_in("a")) {
    EXPECT_EQ(content_of(folder_.path("a/" + file)), content_of(folder_.path("b/" + file))) << file;
  }
}

TEST_F(Doc, ReplacesItsOwnAndTakesAwayWhatIsNoLongerPartOfIt) {
  ASSERT_EQ(proviso({"doc", "visits.proviso", "calls.proviso", "-o", "out"}).exit_code, 0);
  ASSERT_TRUE(fs::exists(folder_.path("out/calls/index.html")));
  folder_.write("out/index.html", "changed by hand");
  ASSERT_EQ(proviso({"doc", "visits.proviso", "-o", "out"}).exit_code, 0);
  EXPECT_EQ(files_in("out"), kVisits);
  EXPECT_FALSE(fs::exists(folder_.path("out/calls")));
  EXPECT_THAT(content_of(folder_.path("out/index.html")), HasSubstr("visits/index.html"));
}

TEST_F(Doc, TakesAnEmptyFolderTheOneItStandsInToo) {
  fs::create_directory(folder_.path("out"));
  EXPECT_EQ(proviso({"doc", "../visits.proviso", "-o", "."}, {.folder = folder_.path("out")}).exit_code, 0);
  EXPECT_EQ(files_in("out"), kVisits);
}

TEST_F(Doc, RefusesAFolderThatHoldsSomethingElse) {
  folder_.write("out/notes/mine.txt", "kept");
  EXPECT_REFUSED(proviso({"doc", "visits.proviso", "-o", "out"}),
                 AllOf(HasSubstr("`out` holds `notes/mine.txt`"), HasSubstr("--force")));
  EXPECT_EQ(files_in("out"), std::vector<std::string>{"notes/mine.txt"});
  // One of ours into which somebody put something is no longer ours alone.
  ASSERT_EQ(proviso({"doc", "visits.proviso", "-o", "site"}).exit_code, 0);
  folder_.write("site/visits/mine.txt", "kept");
  EXPECT_REFUSED(proviso({"doc", "visits.proviso", "-o", "site"}), HasSubstr("`visits/mine.txt`"));
  EXPECT_REFUSED(proviso({"doc", "visits.proviso", "-o", "calls.proviso"}), HasSubstr("is no folder"));
  EXPECT_REFUSED(proviso({"doc", "visits.proviso", "-o", "no/such"}), HasSubstr("there is no folder"));
}

TEST_F(Doc, WritesBesideOtherFilesWhenForced) {
  folder_.write("out/mine.txt", "kept");
  EXPECT_EQ(proviso({"doc", "visits.proviso", "-o", "out", "--force"}).exit_code, 0);
  EXPECT_EQ(content_of(folder_.path("out/mine.txt")), "kept");
  EXPECT_TRUE(fs::exists(folder_.path("out/visits/index.html")));
}

// The list is only a text: nothing outside the folder is taken away for standing in it.
TEST_F(Doc, TakesNothingAwayOutsideItsFolder) {
  ASSERT_EQ(proviso({"doc", "visits.proviso", "-o", "out"}).exit_code, 0);
  folder_.write("mine.txt", "kept");
  const std::string list = content_of(folder_.path("out/proviso-doc.txt"));
  folder_.write("out/proviso-doc.txt", list + "../mine.txt\n" + folder_.path("mine.txt") + "\nvisits/../../mine.txt\n");
  EXPECT_EQ(proviso({"doc", "visits.proviso", "-o", "out"}).exit_code, 0);
  EXPECT_EQ(content_of(folder_.path("mine.txt")), "kept");
}

TEST_F(Doc, WrongInputLeavesNothing) {
  folder_.write("bad.proviso", with(kRules, "go to writing", "go to writting"));
  EXPECT_REFUSED(proviso({"doc", "visits.proviso", "bad.proviso", "-o", "out"}), HasSubstr("did you mean `writing`?"));
  EXPECT_REFUSED(proviso({"doc", "missing.proviso", "-o", "out"}), HasSubstr("there is no file"));
  EXPECT_REFUSED(proviso({"doc", "visits.proviso", "visits.proviso", "-o", "out"}),
                 HasSubstr("two of the files hold a framework `visits`"));
  EXPECT_REFUSED(proviso({"doc", "visits.proviso"}), HasSubstr("--output is required"));
  EXPECT_REFUSED(proviso({"doc", "-o", "out"}), HasSubstr("FILE is required"));
  EXPECT_FALSE(fs::exists(folder_.path("out")));
}

TEST_F(Doc, OutputThatCannotBeWrittenIsAnEnvironmentFailure) {
  EXPECT_EQ(proviso({"doc", "visits.proviso", "-o", "/proc/out"}).exit_code, 3);
  // A folder stands where a page should: nothing of the site is changed.
  ASSERT_EQ(proviso({"doc", "visits.proviso", "-o", "out"}).exit_code, 0);
  const std::string before = content_of(folder_.path("out/index.html"));
  fs::remove(folder_.path("out/visits/examples.html"));
  fs::create_directory(folder_.path("out/visits/examples.html"));
  EXPECT_EQ(proviso({"doc", "visits.proviso", "calls.proviso", "-o", "out"}).exit_code, 3);
  EXPECT_EQ(content_of(folder_.path("out/index.html")), before);
}

}  // namespace
}  // namespace proviso
