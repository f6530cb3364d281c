// SPDX-License-Identifier: Apache-2.0
// Receipts: what a result rests on, and whether it still holds.
#include <nlohmann/json.hpp>

#include "engine/receipt/receipt.h"
#include "engine/receipt/xxh3.h"
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

using nlohmann::json;

constexpr std::string_view kEvents = "case,event,on,outcome\na,visit,2017-04-24,\na,letter,2017-05-05,weak\n";

class Receipts : public Cli {
 protected:
  void SetUp() override {
    folder_.write("visits.proviso", kRules);
    folder_.write("case.yaml", kLateCase);
    folder_.write("events.csv", kEvents);
  }
  std::string saved() { return content_of(folder_.path("r.json")); }
  /// Runs a command with `--receipt r.json`, which must work.
  ProcessResult with_receipt(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--receipt", "r.json"});
    ProcessResult result = proviso(arguments);
    EXPECT_LE(result.exit_code, 1) << result.err;
    return result;
  }
  /// Every command that carries a receipt.
  const std::vector<std::vector<std::string>> commands_{
      {"run", "visits.proviso", "case.yaml"},
      {"explain", "visits.proviso", "case.yaml", "--duty", "send-plan", "--as-of", "2017-08-20"},
      {"replay", "visits.proviso", "--events", "events.csv", "--as-of", "2017-09-01", "--findings", "findings.csv"},
      {"test", "visits.proviso"}};
};

// The SHA-256 of a text by the machine's own program, so that a receipt can be checked without Proviso.
std::string sha256sum(const std::string& text) {
  return testing_support::run_process({"/usr/bin/sha256sum"}, {.input = text}).out.substr(0, 64);
}

TEST_F(Receipts, NameTheBytesOfEveryInputAndOfTheOutput) {
  for (std::vector<std::string> command : commands_) {
    for (const char* format : {"text", "json"}) {
      command.insert(command.end(), {"--format", format});
      const ProcessResult result = with_receipt(command);
      command.resize(command.size() - 2);
      const json receipt = json::parse(saved());
      EXPECT_EQ(receipt.at("output").at("sha256"), sha256sum(result.out)) << command[0];
      EXPECT_EQ(receipt.at("output").at("bytes"), result.out.size());
      const json& inner = receipt.at("receipt");
      EXPECT_EQ(inner.at("command"), command[0]);
      EXPECT_EQ(inner.at("version"), "0.1.0");
      EXPECT_EQ(inner.at("options").at("format"), format);
      EXPECT_EQ(inner.at("rules").at(0).at("sha256"), sha256sum(std::string(kRules)));
      EXPECT_EQ(inner.at("calendars").at(0).at("calendar"), "england");
      EXPECT_EQ(inner.at("calendars").at(0).at("sha256"),
                sha256sum(content_of(PROVISO_SOURCE_DIR "/rules/calendars/england.yaml")));
      EXPECT_FALSE(inner.contains("known_at"));
      if (format == std::string_view("json")) {
        EXPECT_EQ(json::parse(result.out).at("receipt"), inner);
      }
    }
  }
}

TEST_F(Receipts, NameTheHistoryAndTheDay) {
  with_receipt(commands_[0]);
  json inner = json::parse(saved()).at("receipt");
  EXPECT_EQ(inner.at("as_of"), "2017-09-01");
  EXPECT_EQ(inner.at("history").at(0).at("role"), "case");
  EXPECT_EQ(inner.at("history").at(0).at("sha256"), sha256sum(std::string(kLateCase)));
  EXPECT_EQ(inner.at("history").at(0).at("as_of"), "2017-09-01");
  with_receipt(commands_[2]);
  inner = json::parse(saved()).at("receipt");
  EXPECT_EQ(inner.at("as_of"), "2017-09-01");
  EXPECT_EQ(inner.at("history").at(0).at("role"), "events");
  receipt::Xxh3 events;
  events.add(kEvents);
  EXPECT_EQ(inner.at("history").at(0).at("xxh3"), events.digits());
  EXPECT_FALSE(inner.at("history").at(0).contains("sha256"));
  EXPECT_EQ(json::parse(saved()).at("files").at(0).at("sha256"), sha256sum(content_of(folder_.path("findings.csv"))));
}

TEST_F(Receipts, CasesOfDifferentDaysHaveNoDayTogether) {
  folder_.write("other.yaml", with(kLateCase, "as-of: 2017-09-01", "as-of: 2017-08-01"));
  with_receipt({"run", "visits.proviso", "case.yaml", "other.yaml"});
  const json inner = json::parse(saved()).at("receipt");
  EXPECT_TRUE(inner.at("as_of").is_null());
  EXPECT_EQ(inner.at("history").at(1).at("as_of"), "2017-08-01");
}

TEST_F(Receipts, AreTheLastLineOfATextInBrief) {
  for (const std::vector<std::string>& command : commands_) {
    const ProcessResult result = with_receipt(command);
    const std::string id = json::parse(saved()).at("receipt").at("id");
    const std::size_t line = result.out.rfind('\n', result.out.size() - 2);
    EXPECT_THAT(result.out.substr(line - 1),
                AllOf(StartsWith("\n\nReceipt " + id.substr(0, 12) + ": rules "), HasSubstr(", proviso 0.1.0\n")));
  }
}

TEST_F(Receipts, HoldWhereNothingChanged) {
  for (std::vector<std::string> command : commands_) {
    for (const char* format : {"text", "json"}) {
      command.insert(command.end(), {"--format", format});
      with_receipt(command);
      command.resize(command.size() - 2);
      const ProcessResult result = proviso({command[0], "--verify", "r.json"});
      EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
      EXPECT_THAT(result.out, AllOf(HasSubstr("r.json holds"), HasSubstr("byte for byte")));
    }
  }
}

TEST_F(Receipts, HoldOnALaterDayWhereTheClockWasLookedAt) {
  folder_.write("case.yaml", with(kLateCase, "as-of: 2017-09-01\n", ""));
  const ProcessResult result = with_receipt(commands_[0]);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("(today)"));
  json receipt = json::parse(saved());
  EXPECT_EQ(receipt.at("receipt").at("options").at("today"), receipt.at("receipt").at("as_of"));
  EXPECT_EQ(proviso({"run", "--verify", "r.json"}).exit_code, 0);
}

TEST_F(Receipts, NameWhatChanged) {
  with_receipt(commands_[0]);
  folder_.write("case.yaml", with(kLateCase, "2017-08-18", "2017-08-17"));
  ProcessResult result = proviso({"run", "--verify", "r.json"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("r.json does not hold"), HasSubstr("the case file `case.yaml` has changed"),
                                HasSubstr("the output is not the same"), Not(HasSubstr("visits.proviso"))));
  folder_.write("case.yaml", kLateCase);
  folder_.write("visits.proviso", std::string(kRules) + "# a remark at the end\n");
  folder_.write("calendars/england.yaml",
                content_of(PROVISO_SOURCE_DIR "/rules/calendars/england.yaml") + "# a calendar nearer by\n");
  result = proviso({"run", "--verify", "r.json"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("the rule file `visits.proviso` has changed"),
                    HasSubstr("the calendar `england`, read from `calendars/england.yaml`, has changed"),
                    HasSubstr("the output is the same but for the receipt in it"), Not(HasSubstr("case.yaml"))));
}

TEST_F(Receipts, NameAFileWrittenBesideTheOutput) {
  with_receipt(commands_[2]);
  json receipt = json::parse(saved());
  receipt["files"][0]["sha256"] = std::string(64, '0');
  folder_.write("r.json", receipt.dump());
  const ProcessResult result = proviso({"replay", "--verify", "r.json"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("what was written to `findings.csv` is not the same"));
}

TEST_F(Receipts, VerifyingWritesNothing) {
  with_receipt(commands_[2]);
  folder_.write("findings.csv", "kept\n");
  EXPECT_EQ(proviso({"replay", "--verify", "r.json"}).exit_code, 0);
  EXPECT_EQ(content_of(folder_.path("findings.csv")), "kept\n");
}

TEST_F(Receipts, OfAnotherVersionDoNotHoldAndSayWhy) {
  with_receipt(commands_[0]);
  json receipt = json::parse(saved());
  json& inner = receipt.at("receipt");
  inner["version"] = "0.0.9";
  folder_.write("r.json", receipt.dump());
  EXPECT_REFUSED(proviso({"run", "--verify", "r.json"}), HasSubstr("it has been altered"));

  // With the id that version 0.0.9 would have given it.
  receipt::Receipt earlier;
  earlier.version = "0.0.9";
  earlier.command = "run";
  earlier.add_option("rules", "visits.proviso");
  earlier.add_list("cases", {"case.yaml"});
  earlier.add_option("format", "text");
  earlier.as_of = Date{std::chrono::year{2017} / 9 / 1};
  earlier.add_input(receipt::input(receipt::Input::Role::kRules, "visits.proviso", kRules));
  earlier.add_input(receipt::input(receipt::Input::Role::kCalendar, "england",
                                   content_of(PROVISO_SOURCE_DIR "/rules/calendars/england.yaml")));
  earlier.add_input(receipt::input(receipt::Input::Role::kCase, "case.yaml", kLateCase));
  earlier.inputs.back().as_of = earlier.as_of;
  inner["id"] = earlier.id();
  folder_.write("r.json", receipt.dump());
  const ProcessResult result = proviso({"run", "--verify", "r.json"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, HasSubstr("the receipt was made by proviso 0.0.9, and this is proviso 0.1.0"));
}

TEST_F(Receipts, WhatCannotBeReadIsNotDecided) {
  with_receipt(commands_[0]);
  std::filesystem::remove(folder_.path("case.yaml"));
  EXPECT_REFUSED(proviso({"run", "--verify", "r.json"}),
                 AllOf(HasSubstr("there is no file `case.yaml`"), HasSubstr("it is open whether `r.json` holds")));
  folder_.write("case.yaml", kLateCase);
  folder_.write("visits.proviso", with(kRules, "calendar england", "calendar nowhere"));
  EXPECT_REFUSED(
      proviso({"run", "--verify", "r.json"}),
      AllOf(HasSubstr("PV0205"), HasSubstr("the rule file `visits.proviso` has changed"), HasSubstr("it is open")));
}

TEST_F(Receipts, MalformedOnesAreRefused) {
  with_receipt(commands_[0]);
  const std::string good = saved();
  EXPECT_REFUSED(proviso({"run", "--verify", "missing.json"}), HasSubstr("there is no file `missing.json`"));
  EXPECT_REFUSED(proviso({"explain", "--verify", "r.json"}), HasSubstr("verify it with `proviso run --verify r.json`"));
  const std::pair<std::string, std::string> bad[] = {
      {"", "it is not JSON"},
      {"[]", "`schema` is missing"},
      {"{}", "`schema` is missing"},
      {"null", "`schema` is missing"},
      {std::string(100'000, '['), "it is not JSON"},
      {with(good, "proviso/receipt/1", "proviso/receipt/2"), "its `schema` is `proviso/receipt/2`"},
      {with(good, "\"rules\": [", "\"rules\": 3, \"more\": ["), "it cannot have `more`"},
      {with(good, "\"as_of\": \"2017-09-01\"", "\"as_of\": \"2017-09-31\""), "`as_of` is not a day"},
      {with(good, "\"sha256\": \"", "\"sha256\": \"x"), "64 hexadecimal digits"},
      {with(good, "\"role\": \"case\"", "\"role\": \"rules\""), "no part of a history"},
      {with(good, "\"file\": \"case.yaml\"", "\"file\": \"other.yaml\""), "it has been altered"},
      {with(good, "\"bytes\": ", "\"bytes\": -"), "`bytes` is not a number"},
      {with(good, "\"files\": []", "\"files\": [{}]"), "is missing"},
  };
  for (const auto& [text, words] : bad) {
    folder_.write("bad.json", text);
    EXPECT_REFUSED(proviso({"run", "--verify", "bad.json"}), AllOf(HasSubstr("is not a receipt: "), HasSubstr(words)));
  }
}

TEST_F(Receipts, VerifyingTakesNothingElse) {
  with_receipt(commands_[0]);
  EXPECT_REFUSED(proviso({"run", "--verify", "r.json", "--format", "json"}), HasSubstr("leave out --format"));
  EXPECT_REFUSED(proviso({"run", "visits.proviso", "--verify", "r.json"}), HasSubstr("leave out RULES"));
  EXPECT_REFUSED(proviso({"run", "case.yaml"}), HasSubstr("is required"));
}

TEST_F(Receipts, AreWrittenWholeOrNotAtAllAndNeverOverAnInput) {
  for (const char* path : {"case.yaml", "./visits.proviso"}) {
    EXPECT_REFUSED(proviso({"run", "visits.proviso", "case.yaml", "--receipt", path}), HasSubstr("would overwrite"));
  }
  EXPECT_EQ(content_of(folder_.path("case.yaml")), kLateCase);
  const ProcessResult nowhere = proviso({"run", "visits.proviso", "case.yaml", "--receipt", "no/such/r.json"});
  EXPECT_EQ(nowhere.exit_code, 3);
  EXPECT_EQ(nowhere.out, "");
  EXPECT_EQ(proviso({"run", "visits.proviso", "case.yaml", "--receipt", "/dev/full"}).exit_code, 3);
  EXPECT_EQ(proviso({"run", "visits.proviso", "missing.yaml", "--receipt", "r.json"}).exit_code, 2);
  EXPECT_EQ(saved(), "(no such file)");
}

TEST_F(Receipts, AreNotLeftBehindForAnOutputThatWasNotWritten) {
  const std::vector<std::string> run = {"run", "visits.proviso", "case.yaml", "--receipt", "r.json"};
  EXPECT_EQ(proviso(run, {.output_path = "/dev/full"}).exit_code, 3);
  EXPECT_EQ(saved(), "(no such file)");
  folder_.write("r.json", "from before\n");
  EXPECT_EQ(proviso(run, {.close_output = true}).exit_code, 3);
  EXPECT_EQ(saved(), "from before\n");
  const ProcessResult folder = proviso({"run", "visits.proviso", "case.yaml", "--receipt", "."});
  EXPECT_EQ(folder.exit_code, 3);
  EXPECT_EQ(folder.out, "");
}

TEST_F(Receipts, PathsThatAreNoTextAreRefusedRatherThanMisnamed) {
  folder_.write("\xff.yaml", kLateCase);
  EXPECT_REFUSED(proviso({"run", "visits.proviso", "\xff.yaml", "--receipt", "r.json"}), HasSubstr("not UTF-8"));
}

TEST_F(Receipts, StandardInputIsHandedOverAgain) {
  const ProcessOptions piped{.input = std::string(kLateCase)};
  EXPECT_EQ(proviso({"run", "visits.proviso", "-", "--receipt", "r.json"}, piped).exit_code, 0);
  EXPECT_EQ(proviso({"run", "--verify", "r.json"}, piped).exit_code, 0);
  EXPECT_EQ(proviso({"run", "--verify", "r.json"}, {.input = with(kLateCase, "Ambermoor", "Brackley")}).exit_code, 1);
}

}  // namespace
}  // namespace proviso
