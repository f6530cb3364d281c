// SPDX-License-Identifier: Apache-2.0
// The procedure as a picture.
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

class Graph : public Cli {
 protected:
  void SetUp() override { folder_.write("visits.proviso", kRules); }
};

TEST_F(Graph, DrawsInEachForm) {
  const ProcessResult dot = proviso({"graph", "visits.proviso", "--format", "dot"});
  EXPECT_EQ(dot.exit_code, 0) << dot.err;
  EXPECT_THAT(dot.out, AllOf(HasSubstr("digraph"), HasSubstr("stage-planning")));
  const ProcessResult mermaid = proviso({"graph", "visits.proviso", "--format", "mermaid"});
  EXPECT_EQ(mermaid.exit_code, 0);
  EXPECT_THAT(mermaid.out, HasSubstr("flowchart TB"));
}

TEST_F(Graph, SvgIsDrawnByGraphviz) {
  const ProcessResult svg = proviso({"graph", "visits.proviso", "--format", "svg", "-o", "visits.svg"});
  if (svg.exit_code == 3 && svg.err.find("was not found") != std::string::npos)
    GTEST_SKIP() << "graphviz is not installed";
  EXPECT_EQ(svg.exit_code, 0) << svg.err;
  EXPECT_EQ(svg.out, "");
  EXPECT_THAT(content_of(folder_.path("visits.svg")),
              AllOf(HasSubstr("<svg"), HasSubstr("</svg>"), HasSubstr("stage&#45;planning")));
}

TEST_F(Graph, AbsentGraphvizIsAnEnvironmentFailure) {
  const ProcessResult result =
      proviso({"graph", "visits.proviso", "--format", "svg"}, {.environment = {{"PATH", folder_.path()}}});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, HasSubstr("install graphviz"));
}

TEST_F(Graph, FailingGraphvizIsAnEnvironmentFailure) {
  const std::string dot = folder_.write("bin/dot", "#!/bin/sh\necho 'it hurts' >&2\nexit 5\n");
  std::filesystem::permissions(dot, std::filesystem::perms::owner_all);
  const ProcessResult result =
      proviso({"graph", "visits.proviso", "--format", "svg"}, {.environment = {{"PATH", folder_.path("bin")}}});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, HasSubstr("`dot` failed: it hurts"));
}

TEST_F(Graph, BadInputIsRefused) {
  EXPECT_REFUSED(proviso({"graph", "visits.proviso"}), HasSubstr("--format is required"));
  EXPECT_REFUSED(proviso({"graph", "visits.proviso", "--format", "mermiad"}), HasSubstr("did you mean `mermaid`?"));
  EXPECT_REFUSED(proviso({"graph", "missing.proviso", "--format", "dot"}), HasSubstr("there is no file"));
  folder_.write("bad.proviso", with(kRules, "go to writing", "go to writting"));
  EXPECT_REFUSED(proviso({"graph", "bad.proviso", "--format", "dot"}), HasSubstr("did you mean `writing`?"));
}

TEST_F(Graph, OutputThatCannotBeWrittenIsAnEnvironmentFailure) {
  for (const char* path : {"no/such/folder.dot", ".", "/dev/full"}) {
    EXPECT_EQ(proviso({"graph", "visits.proviso", "--format", "dot", "-o", path}).exit_code, 3) << path;
  }
}

}  // namespace
}  // namespace proviso
