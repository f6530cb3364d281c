// SPDX-License-Identifier: Apache-2.0
// Every file of the rule library against itself written differently: nothing differs; and against itself with one
// clause changed: that change and nothing else. The chance in it is the same each time.
#include "tests/unit/change/rewrites.h"
#include "tests/unit/change/versions.h"

namespace proviso {
namespace {

using namespace testing_support;

constexpr std::size_t kRewrites = 50;  // of each kind, for each file

std::vector<std::string> library() {
  std::vector<std::string> files;
  for (const std::string& file : files_below("rules", {".proviso"})) {
    if (!file.starts_with("rules/shared/")) files.push_back(file);
  }
  return files;
}

std::string file_name(const testing::TestParamInfo<std::string>& at) {
  std::string name = std::filesystem::path(at.param).stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

class Library : public testing::TestWithParam<std::string> {
 protected:
  Library() : text_(file_text(repository() / GetParam())), before_(read_version(text_, GetParam())) {}

  std::string text_;
  std::unique_ptr<ReadVersion> before_;
};

TEST_P(Library, WrittenDifferentlyMeansTheSame) {
  ASSERT_FALSE(before_->report.has_errors());
  for (std::size_t i = 0; i < kRewrites; ++i) {
    reference::Dice dice(i);
    std::string other = rewritten(text_, GetParam(), dice);
    while (other == text_) other = rewritten(text_, GetParam(), dice);
    const auto now = read_version(other, GetParam());
    ASSERT_FALSE(now->report.has_errors()) << "seed " << i << '\n' << render_text(now->report, now->sources);
    const change::Changes changes = change::diff(before_->version(), now->version());
    ASSERT_TRUE(changes.meaning.empty() && changes.examples.empty()) << "seed " << i << '\n'
                                                                     << change::changes_text(changes);
  }
}

TEST_P(Library, OneClauseChangedIsOneChange) {
  reference::Dice dice(1);
  std::vector<Edit> all = edits(text_);
  for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[dice.below(i)]);
  std::size_t tried = 0;
  for (const Edit& edit : all) {
    if (tried == kRewrites) break;
    const auto now = read_version(edit.apply(text_), GetParam());
    if (now->report.has_errors()) continue;  // a name that something needs is gone
    ++tried;
    const change::Changes changes = change::diff(before_->version(), now->version());
    const std::string what = "`" + text_.substr(edit.begin, edit.end - edit.begin) + "` -> `" + edit.in_place + "`\n" +
                             change::changes_text(changes);
    ASSERT_TRUE(changes.examples.empty()) << what;
    ASSERT_EQ(changes.meaning.size(), 1U) << what;
    EXPECT_EQ(changes.meaning[0].subject, edit.subject) << what;
    EXPECT_EQ(changes.meaning[0].name, edit.name) << what;
  }
  EXPECT_EQ(tried, kRewrites) << "the file has room for too few edits";
}

INSTANTIATE_TEST_SUITE_P(Files, Library, testing::ValuesIn(library()), file_name);

}  // namespace
}  // namespace proviso
