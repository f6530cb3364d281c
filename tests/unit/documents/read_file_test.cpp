// SPDX-License-Identifier: Apache-2.0
// Files that cannot be read or written fail at once, in words, and nothing is left half written.
#include "engine/documents/read_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace proviso {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;
using testing::HasSubstr;

class FileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "proviso-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override {
    fs::permissions(folder_, fs::perms::owner_all);
    fs::remove_all(folder_);
  }
  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

TEST_F(FileTest, WritesAndReadsBack) {
  const std::string text = std::string(200'000, 'x') + "\r\n\0ä"s;
  const auto written = write_text_file(path("a"), text);
  ASSERT_TRUE(written.has_value()) << written.error().message;
  EXPECT_EQ(*written, text.size());
  const auto read = read_text_file(path("a"), text.size());
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(*read, text);
  EXPECT_EQ(files(), 1U) << "no temporary file is left";
}

TEST_F(FileTest, SaysWhatIsWrongWithAPath) {
  EXPECT_EQ(read_text_file(path("none"), 10).error().code, ErrorCode::kNotFound);
  EXPECT_THAT(read_text_file(path("none"), 10).error().message, HasSubstr("there is no file"));
  EXPECT_EQ(read_text_file("", 10).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(read_text_file(folder_.string(), 10).error().code, ErrorCode::kUnreadable);
  EXPECT_THAT(read_text_file(folder_.string(), 10).error().message, HasSubstr("is a folder"));
  ASSERT_TRUE(write_text_file(path("a"), "12345678901").has_value());
  EXPECT_EQ(read_text_file(path("a/b"), 10).error().code, ErrorCode::kNotFound);
  EXPECT_THAT(read_text_file(path("a"), 10).error().message, HasSubstr("more than 10 bytes"));
  fs::create_symlink("circle", path("circle"));
  EXPECT_THAT(read_text_file(path("circle"), 10).error().message, HasSubstr("lead in a circle"));
  EXPECT_THAT(read_text_file(path(std::string(300, 'n')), 10).error().message, HasSubstr("the name is too long"));
}

TEST_F(FileTest, NeverReadsPastTheLimit) {
  EXPECT_THAT(read_text_file("/dev/zero", 1'000'000).error().message, HasSubstr("more than 1000000 bytes"));
  EXPECT_TRUE(read_text_file("/dev/null", 0).has_value());
}

TEST_F(FileTest, APipeNobodyWritesToIsEmpty) {
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  const auto read = read_text_file(path("pipe"), 10);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(*read, "");
}

TEST_F(FileTest, ReadsWhatIsInAPipe) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ASSERT_EQ(::write(ends[1], "abc", 3), 3);
  ::close(ends[1]);
  const auto read = read_text_file("/dev/fd/" + std::to_string(ends[0]), 10);
  ::close(ends[0]);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(*read, "abc");
}

TEST_F(FileTest, WithoutPermissionThereIsAnError) {
  if (::geteuid() == 0) GTEST_SKIP() << "nothing is forbidden to this user";
  ASSERT_TRUE(write_text_file(path("a"), "old").has_value());
  fs::permissions(path("a"), fs::perms::none);
  EXPECT_EQ(read_text_file(path("a"), 10).error().code, ErrorCode::kUnreadable);
  EXPECT_EQ(write_text_file(path("a"), "new").error().code, ErrorCode::kUnwritable);
  fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_THAT(write_text_file(path("b"), "new").error().message, HasSubstr("there is no permission to"));
}

TEST_F(FileTest, ReplacesAFileAndKeepsItsPermissionsAndLinks) {
  ASSERT_TRUE(write_text_file(path("a"), "old and longer").has_value());
  fs::permissions(path("a"), fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("a", path("link"));
  ASSERT_TRUE(write_text_file(path("link"), "new").has_value());
  EXPECT_TRUE(fs::is_symlink(path("link")));
  EXPECT_EQ(*read_text_file(path("a"), 100), "new");
  EXPECT_EQ(fs::status(path("a")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(files(), 2U);
}

TEST_F(FileTest, AFailedWriteLeavesTheOldFileWhole) {
  const auto no_folder = write_text_file(path("none/a"), "text");
  EXPECT_EQ(no_folder.error().code, ErrorCode::kUnwritable);
  EXPECT_THAT(no_folder.error().message, HasSubstr("the folder does not exist"));
  EXPECT_THAT(write_text_file(folder_.string(), "text").error().message, HasSubstr("it is a folder"));
  EXPECT_THAT(write_text_file("/dev/full", "text").error().message, HasSubstr("the disk is full"));
  EXPECT_TRUE(write_text_file("/dev/null", "text").has_value());
  EXPECT_EQ(write_text_file("", "text").error().code, ErrorCode::kUnwritable);
  EXPECT_EQ(files(), 0U);
}

TEST_F(FileTest, AddsToAStreamThatLeadsToAFile) {
  std::ofstream(path("out")) << "before\n";
  const int descriptor = ::open(path("out").c_str(), O_WRONLY | O_APPEND);
  ASSERT_GE(descriptor, 0);
  ASSERT_TRUE(write_text_file("/dev/fd/" + std::to_string(descriptor), "after\n").has_value());
  ::close(descriptor);
  EXPECT_EQ(*read_text_file(path("out"), 100), "before\nafter\n");
}

}  // namespace
}  // namespace proviso
