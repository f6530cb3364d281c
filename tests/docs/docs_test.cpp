// SPDX-License-Identifier: Apache-2.0
// What the documentation shows is true: commands give the output shown, rules check clean, mistakes give the message
// that follows them. CONTRIBUTING.md says how a block is marked. Besides: `proviso preamble` holds the declarations of
// the page; `proviso part` is completed by them; of a `proviso part wrong` the next block holds each message's first
// line. A block marked `file NAME` is written, paragraph by paragraph, into that file of a folder made for the page;
// where there is such a folder, the page's commands run in it.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/documents/calendar_document.h"
#include "engine/documents/case_document.h"
#include "engine/documents/map_document.h"
#include "grammar/parse.h"
#include "tests/docs/code_blocks.h"
#include "tests/support/command.h"
#include "tests/support/tree.h"

namespace proviso {
namespace {

using testing_support::file_text;
using testing_support::files_below;
using testing_support::lines_of;
using testing_support::repository;

/// The pages whose blocks run: what a reader is sent to.
std::vector<std::string> pages() {
  std::vector<std::string> all = files_below("docs", {".md"});
  for (const char* top : {"rules", "samples"}) {
    const std::vector<std::string> more = files_below(top, {".md"});
    all.insert(all.end(), more.begin(), more.end());
  }
  for (const char* page : {"README.md", "CONTRIBUTING.md"}) all.emplace_back(page);
  return all;
}

/// A page as somebody follows it: a folder with the files it has shown so far, and what its parts begin with.
class Reading {
 public:
  /// Takes up a block that shows a file or the preamble.
  void follow(const CodeBlock& block) {
    if (block.says("preamble")) preamble_ = block.text;
    const std::string name = block.file_shown();
    if (name.empty()) return;
    files_[name] = with_paragraphs(files_[name], block.text);
    folder_.write(name, files_[name]);
  }

  [[nodiscard]] std::string folder() const { return folder_.path(); }
  [[nodiscard]] const std::map<std::string, std::string>& files() const { return files_; }

  /// What `proviso check` says of a block, without the line that counts; empty where it finds nothing.
  [[nodiscard]] std::string check(const CodeBlock& block) const {
    std::vector<std::string> lines = lines_of(run("check", block).output);
    lines.resize(lines.size() < 2 ? 0 : lines.size() - 2);
    if (block.says("part")) lines = headlines_behind_preamble(lines);
    std::string said;
    for (const std::string& line : lines) said += line + "\n";
    return said;
  }

  /// What `proviso test` says of the block's examples; empty where all hold or there are none.
  [[nodiscard]] std::string test(const CodeBlock& block) const {
    if (block.text.find("example \"") == std::string::npos) return {};
    const auto outcome = run("test", block);
    return outcome.exit_code == 0 ? std::string() : outcome.output;
  }

 private:
  [[nodiscard]] testing_support::CommandOutcome run(std::string_view command, const CodeBlock& block) const {
    folder_.write("example.proviso", block.says("part") ? preamble_ + "\n" + block.text : block.text);
    return testing_support::run_command("proviso " + std::string(command) + " example.proviso", folder());
  }

  // Of a part the first line of each message is shown; where it stands would be counted from the preamble on.
  [[nodiscard]] std::vector<std::string> headlines_behind_preamble(const std::vector<std::string>& lines) const {
    constexpr std::string_view kPlace = "--> example.proviso:";
    const std::size_t preamble_lines = lines_of(preamble_).size() + 1;
    std::vector<std::string> kept;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      const std::size_t at = lines[i + 1].find(kPlace);
      if (at == std::string::npos || lines[i].starts_with("accepted[")) continue;
      if (std::stoul(lines[i + 1].substr(at + kPlace.size())) > preamble_lines) kept.push_back(lines[i]);
    }
    return kept;
  }

  testing_support::TemporaryFolder folder_;
  std::string preamble_;
  std::map<std::string, std::string> files_;
};

// What reading a YAML block as the document it is marked as says of it.
std::string check_yaml(const CodeBlock& block) {
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add("example.yaml", block.text);
  if (block.says("case")) {
    (void)read_case(file, report);
  } else if (block.says("calendar")) {
    (void)read_calendar(file, report);
  } else if (block.says("map")) {
    (void)read_map(file, report);
  }
  return render_text(report, sources);
}

bool is_document(const CodeBlock& block) {
  return block.language == "yaml" && (block.says("case") || block.says("calendar") || block.says("map"));
}

// A fragment is a clause without its surroundings: it must be well-formed in one of the places where clauses stand.
std::string check_fragment(const CodeBlock& block) {
  constexpr std::array<std::string_view, 5> kSurroundings{
      "",
      "framework f\n",
      "framework f\ntrack t\nstage s\n",
      "framework f\nparty p\nevent e\nduty d\n  p must ensure e within 1 week of e\n",
      "framework f\nexample \"x\"\n",
  };
  std::string first;
  for (const std::string_view around : kSurroundings) {
    SourceSet sources;
    DiagnosticReport report;
    const SourceFile& file = sources.add("example.proviso", std::string(around) + block.text);
    (void)grammar::parse(file, report);
    if (!report.has_errors()) return {};
    if (first.empty() && !around.empty()) first = render_text(report, sources);
  }
  return first;
}

class Docs : public testing::TestWithParam<std::string> {};

TEST_P(Docs, BlocksAreTrue) {
  const std::vector<CodeBlock> blocks = code_blocks(GetParam(), file_text(repository() / GetParam()));
  Reading reading;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const CodeBlock& block = blocks[i];
    reading.follow(block);
    const bool rules = block.language == "proviso";
    if (rules && block.says("file")) continue;  // seen through the commands and the parts that use it
    if (!rules && !is_document(block)) continue;
    if (rules && block.says("fragment")) {
      EXPECT_EQ(check_fragment(block), "") << block.where() << " is not well-formed";
      continue;
    }
    const std::string said = rules ? reading.check(block) : check_yaml(block);
    if (!block.says("wrong")) {
      EXPECT_EQ(said, "") << block.where() << " is not free of mistakes";
      if (rules) {
        EXPECT_EQ(reading.test(block), "") << block.where() << " has an example that does not hold";
      }
      continue;
    }
    EXPECT_NE(said, "") << block.where() << " is marked wrong and is not";
    ASSERT_LT(i + 1, blocks.size()) << block.where() << " is not followed by its message";
    ASSERT_EQ(blocks[i + 1].language, "text") << block.where() << " is not followed by its message in a text block";
    EXPECT_EQ(blocks[i + 1].text, said) << blocks[i + 1].where() << " is not what " << block.where() << " gives";
  }
}

// A console block holds command lines after `$ ` and under each what it prints; a lone `…` stands for lines left out.
bool output_matches(const std::vector<std::string>& shown, const std::vector<std::string>& got) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (shown[i] != "…") {
      if (at >= got.size() || got[at] != shown[i]) return false;
      ++at;
      continue;
    }
    if (i + 1 == shown.size()) return true;
    const auto next = std::find(got.begin() + static_cast<std::ptrdiff_t>(at), got.end(), shown[i + 1]);
    if (next == got.end()) return false;
    at = static_cast<std::size_t>(next - got.begin());
  }
  return at == got.size();
}

TEST_P(Docs, CommandsGiveWhatIsShown) {
  Reading reading;
  for (const CodeBlock& block : code_blocks(GetParam(), file_text(repository() / GetParam()))) {
    reading.follow(block);
    if (block.language != "console") continue;
    const std::string folder = reading.files().empty() ? repository().string() : reading.folder();
    const std::vector<std::string> lines = lines_of(block.text);
    ASSERT_TRUE(!lines.empty() && lines[0].starts_with("$ ")) << block.where() << " begins with no command";
    for (std::size_t i = 0; i < lines.size();) {
      std::string command = lines[i++].substr(2);
      while (command.ends_with('\\') && i < lines.size()) command = command + "\n" + lines[i++];
      ASSERT_TRUE(command.starts_with("proviso ")) << block.where() << ": only `proviso` is run in a console block";
      std::vector<std::string> shown;
      while (i < lines.size() && !lines[i].starts_with("$ ")) shown.push_back(lines[i++]);
      const auto outcome = testing_support::run_command(command, folder);
      EXPECT_TRUE(output_matches(shown, lines_of(outcome.output))) << block.where() << ": `" << command << "` gives\n"
                                                                   << outcome.output;
      EXPECT_LE(outcome.exit_code, 3) << block.where() << ": `" << command << "` broke down";
    }
  }
}

std::string page_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Pages, Docs, testing::ValuesIn(pages()), page_name);

// The page on embedding shows the stranger's project, and the install test builds and runs that project.
TEST(Embedding, ShowsTheProjectThatIsTested) {
  const std::vector<CodeBlock> blocks = code_blocks("docs/embedding.md", file_text(repository() / "docs/embedding.md"));
  for (const auto& [language, path] : {std::pair<std::string, std::string>{"cmake", "tests/install/CMakeLists.txt"},
                                       std::pair<std::string, std::string>{"cpp", "tests/install/main.cpp"},
                                       std::pair<std::string, std::string>{"text", "tests/install/expected.txt"}}) {
    const auto block =
        std::find_if(blocks.begin(), blocks.end(), [&](const CodeBlock& b) { return b.language == language; });
    ASSERT_NE(block, blocks.end()) << "docs/embedding.md shows no " << language;
    EXPECT_EQ(block->text, file_text(repository() / path)) << block->where() << " is not " << path;
  }
}

// Who follows the tutorial to its end holds the files of the sample.
TEST(Tutorial, EndsWithTheSample) {
  Reading reading;
  for (const CodeBlock& block : code_blocks("docs/tutorial.md", file_text(repository() / "docs/tutorial.md"))) {
    reading.follow(block);
  }
  EXPECT_FALSE(reading.files().empty());
  for (const auto& [name, text] : reading.files()) {
    EXPECT_EQ(text, file_text(repository() / "samples/tutorial" / name)) << "samples/tutorial/" << name;
  }
}

// A link within the tree leads somewhere.
TEST_P(Docs, LinksLeadSomewhere) {
  const std::string text = file_text(repository() / GetParam());
  const std::filesystem::path folder = (repository() / GetParam()).parent_path();
  for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 2)) {
    const std::size_t end = text.find_first_of(") \n", at + 2);
    std::string target = text.substr(at + 2, end - at - 2);
    if (target.find("://") != std::string::npos || target.starts_with('#') || target.starts_with("mailto:")) continue;
    target = target.substr(0, target.find('#'));
    EXPECT_TRUE(std::filesystem::exists(folder / target)) << GetParam() << " links to " << target;
  }
}

}  // namespace
}  // namespace proviso
