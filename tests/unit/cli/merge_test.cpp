// SPDX-License-Identifier: Apache-2.0
// A replay in parts: by threads, by shards that are put together, from a pipe, from a compressed file.
#include <zlib.h>

#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

/// The rules of the other tests are plain; a move that comes with time makes them a matter for the executor.
std::string with_timeout() {
  std::string rules(kRules);
  const std::size_t at = rules.find("stage ");
  const std::size_t line = rules.find('\n', at) + 1;
  rules.insert(line, "  after 3 years go to closed\n");
  return rules;
}

/// Cases with all that can become of them, more than one in the order of the ids.
std::string many_events() {
  std::string text = "case,event,on,outcome\n";
  for (int i = 0; i < 120; ++i) {
    const std::string id = i % 2 == 0 ? std::to_string(i * 37 % 120) : "area number " + std::to_string(i);
    text += id + ",visit,2017-04-24,\n";
    if (i % 5 != 0)
      text += id + ",letter,2017-05-" + std::to_string(10 + i % 20) + (i % 3 == 0 ? ",weak\n" : ",good\n");
    if (i % 4 == 0) text += id + ",plan,2017-08-" + std::to_string(10 + i % 15) + ",\n";
    if (i % 7 == 0) text += id + ",visit,2017-04-20,\n";  // before what came before
  }
  return text;
}

class Merge : public Cli, public testing::WithParamInterface<bool> {
 protected:
  void SetUp() override {
    folder_.write("visits.proviso", GetParam() ? with_timeout() : std::string(kRules));
    folder_.write("events.csv", many_events());
    whole_ = replay({"--events", "events.csv", "--findings", "findings.csv"});
    ASSERT_EQ(whole_.exit_code, 0) << whole_.err;
    findings_ = content_of(folder_.path("findings.csv"));
  }
  ProcessResult replay(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"replay", "visits.proviso", "--as-of", "2018-09-03"});
    return proviso(arguments);
  }
  std::vector<std::string> make_parts(int of) {
    std::vector<std::string> parts;
    for (int i = of; i >= 1; --i) {
      parts.push_back("part-" + std::to_string(i) + ".json");
      const ProcessResult result = replay({"--events", "events.csv", "--findings", "findings.csv", "--shard",
                                           std::to_string(i) + "/" + std::to_string(of), "--out", parts.back()});
      EXPECT_EQ(result.exit_code, 0) << result.err;
    }
    return parts;
  }
  ProcessResult merge(std::vector<std::string> parts) {
    parts.insert(parts.begin(), "merge");
    return proviso(parts);
  }

  ProcessResult whole_;
  std::string findings_;
};

TEST_P(Merge, GivesWhatOneReplayGives) {
  EXPECT_THAT(findings_, HasSubstr("breach"));
  for (const int of : {2, 3, 17}) {
    const std::vector<std::string> parts = make_parts(of);
    folder_.write("findings.csv", "something else");
    const ProcessResult result = merge(parts);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(result.out, whole_.out) << of;
    EXPECT_EQ(content_of(folder_.path("findings.csv")), findings_) << of;
  }
}

TEST_P(Merge, ThreadsChangeNothing) {
  for (const char* jobs : {"2", "3", "16"}) {
    const ProcessResult result = replay({"--events", "events.csv", "--findings", "findings.csv", "--jobs", jobs});
    EXPECT_EQ(result.out, whole_.out) << jobs;
    EXPECT_EQ(content_of(folder_.path("findings.csv")), findings_) << jobs;
  }
}

TEST_P(Merge, RefusesWhatDoesNotBelongTogether) {
  std::vector<std::string> parts = make_parts(3);
  EXPECT_REFUSED(merge({parts[0], parts[1]}), HasSubstr("shard 1 of 3 is missing; make it with --shard 1/3"));
  EXPECT_REFUSED(merge({parts[0], parts[1], parts[1], parts[2]}), HasSubstr("are both shard 2 of 3"));
  EXPECT_REFUSED(merge({parts[0], parts[0]}), HasSubstr("shard 1 of 3 is missing"));
  EXPECT_REFUSED(merge({"events.csv"}), HasSubstr("`events.csv` is not a part of a replay: it is not JSON"));
  folder_.write("cut.json", content_of(folder_.path(parts[0])).substr(0, 500));
  EXPECT_REFUSED(merge({"cut.json", parts[1], parts[2]}), HasSubstr("not all of it is there"));
  folder_.write("other.json", "{\"schema\": \"proviso/replay/1\"}");
  EXPECT_REFUSED(merge({"other.json"}), HasSubstr("its `schema` is not `proviso/replay-part/1`"));

  folder_.write("events.csv", many_events() + "new,visit,2017-04-24,\n");
  ASSERT_EQ(
      replay({"--events", "events.csv", "--findings", "findings.csv", "--shard", "2/3", "--out", "new.json"}).exit_code,
      0);
  EXPECT_REFUSED(merge({parts[0], "new.json", parts[2]}),
                 AllOf(HasSubstr("are not parts of one replay"), HasSubstr("events.csv` has changed")));
  ASSERT_EQ(
      replay({"--events", "events.csv", "--findings", "findings.csv", "--shard", "2/4", "--out", "new.json"}).exit_code,
      0);
  EXPECT_EQ(merge({parts[0], "new.json", parts[2]}).exit_code, 2);

  std::string rules = content_of(folder_.path("visits.proviso"));
  rules += "# another remark\n";
  folder_.write("visits.proviso", rules);
  EXPECT_REFUSED(merge(parts), HasSubstr("the parts were made by other rules"));
}

TEST_P(Merge, RefusesOptionsThatDoNotGoTogether) {
  EXPECT_REFUSED(replay({"--events", "events.csv", "--shard", "1/2"}), HasSubstr("--shard needs --out PART"));
  EXPECT_REFUSED(replay({"--events", "events.csv", "--out", "p.json"}), HasSubstr("--out goes with --shard"));
  for (const char* shard : {"0/2", "3/2", "1", "1/", "a/b", "1/2/3", "1/0", "-1/2", "1/999999"}) {
    EXPECT_REFUSED(replay({"--events", "events.csv", "--out", "p.json", std::string("--shard=") + shard}),
                   HasSubstr("is no shard; write which of how many, as in 2/8"));
  }
  EXPECT_REFUSED(replay({"--events", "events.csv", "--shard", "1/2", "--out", "p.json", "--outcomes", "outcomes.csv"}),
                 HasSubstr("--outcomes does not go with --shard"));
  EXPECT_REFUSED(replay({"--events", "events.csv", "--shard", "1/2", "--out", "events.csv"}), HasSubstr("events.csv"));
}

TEST_P(Merge, ACompressedTableIsTheSame) {
  const std::string text = many_events();
  const std::string path = folder_.path("events.csv.gz");
  gzFile file = gzopen(path.c_str(), "wb");
  ASSERT_NE(file, nullptr);
  ASSERT_EQ(gzwrite(file, text.data(), static_cast<unsigned>(text.size())), static_cast<int>(text.size()));
  ASSERT_EQ(gzclose(file), Z_OK);
  const ProcessResult result = replay({"--events", "events.csv.gz", "--findings", "findings.csv"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out.substr(0, result.out.find("Receipt")), whole_.out.substr(0, whole_.out.find("Receipt")));
  EXPECT_EQ(content_of(folder_.path("findings.csv")), findings_);
  const std::string bytes = content_of(path);
  folder_.write("cut.csv.gz", bytes.substr(0, bytes.size() / 2));
  EXPECT_REFUSED(replay({"--events", "cut.csv.gz"}), HasSubstr("the gzip data is cut off"));
}

INSTANTIATE_TEST_SUITE_P(Rules, Merge, testing::Values(false, true),
                         [](const auto& of) { return of.param ? "ByTheExecutor" : "Plain"; });

}  // namespace
}  // namespace proviso
