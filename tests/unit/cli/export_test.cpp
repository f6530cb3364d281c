// SPDX-License-Identifier: Apache-2.0
// The model as JSON: it fits its schema for every rule file there is, and nothing of the meaning is left out of it.
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <set>

#include "tests/support/json_schema.h"
#include "tests/support/tree.h"
#include "tests/unit/cli/cli_test.h"

namespace proviso {
namespace {

using nlohmann::json;
using testing_support::file_text;
using testing_support::files_below;
using testing_support::repository;

constexpr std::string_view kFolder = "tests/unit/cli/export/";

class Export : public Cli {
 protected:
  ProcessResult run_export(const std::string& file, const std::string& folder = {}) {
    return proviso({"export", file, "--format", "json", "--calendars", (repository() / kFolder / "calendars").string(),
                    "--calendars", (repository() / "rules/calendars").string()},
                   {.folder = folder});
  }
  /// The export of a text beside the linked framework; null where the text has mistakes.
  json model_of(std::string_view text) {
    folder_.write("every.proviso", text);
    const ProcessResult result = run_export("every.proviso");
    if (result.exit_code == 2) return nullptr;
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return json::parse(result.out);
  }
  static std::string every_construct() { return file_text(repository() / kFolder / "every-construct.proviso"); }
  void SetUp() override {
    for (const std::string other : {"review.proviso", "former.proviso"}) {
      folder_.write(other, file_text(repository() / kFolder / other));
    }
  }
};

/// Takes the places in the source out: they change with the layout, and mean nothing.
void strip_places(json& value) {
  if (value.is_object()) value.erase("where");
  for (json& part : value) {
    if (part.is_structured()) strip_places(part);
  }
}

json without_places(json value) {
  strip_places(value);
  return value;
}

TEST_F(Export, FitsItsSchemaForEveryRuleFile) {
  const std::string schema = (repository() / "docs/schema/output/model-1.schema.json").string();
  std::size_t seen = 0;
  for (const char* place : {"rules", "samples", "tests/semantics", "tests/reference", "tests/unit/cli/export"}) {
    for (const std::string& file : files_below(place, {".proviso"})) {
      // A case of the two executors may hold the framework that it links to in itself, or count by a calendar of
      // theirs.
      const std::string text = file_text(repository() / file);
      if (text.find("\n#| ") != std::string::npos || text.find("\n  calendar short\n") != std::string::npos) continue;
      const ProcessResult result = run_export(file, repository().string());
      // Neither what is wrong on purpose nor what only shares declarations is a framework.
      if (file.starts_with("samples/mistakes/") || file.starts_with("rules/shared/")) {
        EXPECT_REFUSED(result, HasSubstr("error["));
        continue;
      }
      ASSERT_EQ(result.exit_code, 0) << file << "\n" << result.err;
      EXPECT_THAT(result.out, StartsWith("{\n  \"schema\": \"proviso/model/1\",\n"));
      EXPECT_EQ(testing_support::schema_mistake(schema, result.out), "") << file;
      ++seen;
    }
  }
  EXPECT_GE(seen, 11U);
}

TEST_F(Export, SaysWhatTheRulesSay) {
  const json model = model_of(kRules);
  EXPECT_EQ(model["framework"]["name"], "visits");
  EXPECT_EQ(model["calendars"][0]["name"], "england");
  EXPECT_EQ(model["calendars"][0]["weekend"], json({"Saturday", "Sunday"}));
  const json& plan = model["duties"][1];
  EXPECT_EQ(plan["name"], "send-plan");
  EXPECT_EQ(plan["scope"], json({{"kind", "stage"}, {"stage", "planning"}}));
  EXPECT_EQ(plan["limit"]["amount"],
            json({{"duration", {{"amount", 70}, {"unit", "working days"}, {"days", nullptr}}}}));
  EXPECT_EQ(plan["limit"]["moment"]["events"], json({"letter"}));
  EXPECT_EQ(plan["citations"][0]["unconfirmed"], true);
  const json& move = model["stages"][1]["moves"][0];
  EXPECT_EQ(without_places(move["condition"]),
            json::parse(R"({"operation": "is", "type": {"kind": "yes/no"}, "operands": [
              {"operation": "fact", "type": {"kind": "one of", "values": ["good", "weak"]}, "fact": "outcome"},
              {"operation": "literal", "type": {"kind": "one of", "values": ["good", "weak"]}, "value": "weak"}]})"));
  EXPECT_EQ(move["to"], "planning");
  EXPECT_EQ(move["where"]["line"], 29);
}

TEST_F(Export, TheFileHasEveryOperationMomentLimitAndAction) {
  // What the schema knows and the file does not have could be left out of the export without a test that fails.
  const json schema = json::parse(file_text(repository() / "docs/schema/output/model-1.schema.json"));
  const json model = model_of(every_construct());
  ASSERT_FALSE(model.is_null());
  std::set<std::string> seen;
  const std::function<void(const json&)> collect = [&](const json& part) {
    for (const auto& [name, value] : part.items()) {
      if (value.is_structured()) collect(value);
      for (const char* key : {"operation", "kind", "action", "hit"}) {
        if (name == key && value.is_string()) seen.insert(value.get<std::string>());
      }
    }
  };
  collect(model);
  for (const char* definition : {"expression", "moment", "limit", "action", "decision", "adjustment", "scope", "move",
                                 "expectation", "type", "cell", "part", "handovers", "transition"}) {
    const std::function<void(const json&)> expect = [&](const json& part) {
      if (part.is_array()) {
        for (const json& one : part) expect(one);
      }
      if (!part.is_object()) return;
      if (part.contains("properties")) {
        for (const char* key : {"operation", "kind", "action", "hit"}) {
          const json property = part["properties"].value(key, json::object());
          for (const json& word :
               property.contains("const") ? json::array({property["const"]}) : property.value("enum", json::array())) {
            EXPECT_TRUE(seen.contains(word.get<std::string>())) << definition << ": " << word;
          }
        }
      }
      for (const auto& [name, value] : part.items()) {
        if (value.is_structured() && name != "description") expect(value);
      }
    };
    expect(schema["definitions"][definition]);
  }
}

/// A word put in the place of another of its kind; empty where there is none.
std::string other_word(const std::string& word) {
  static const std::pair<std::string_view, std::string_view> kPairs[] = {
      {"must", "should"},
      {"working", "calendar"},
      {"before", "after"},
      {"kept", "missed"},
      {"first", "last"},
      {"yes", "no"},
      {"and", "or"},
      {"more", "less"},
      {"least", "most"},
      {"high", "middle"},
      {"low", "high"},
      {"later", "earlier"},
      {"Monday", "Tuesday"},
      {"May", "June"},
      {"plus", "minus"},
      {"school", "court"},
      {"england", "terms"},
      {"begin", "end"},
      {"is", "is not"},
      {"ensure", "use"},
      {"sum", "max"},
      {"min", "max"},
      {"any", "unique"},
      {"collect", "first"},
      {"weeks", "months"},
      {"month", "year"},
      {"excused", "kept"},
      {"by", "on the day of"},
      {"known", "yes"},
      {"breach", "shortfall"},
      {"latest", "same"},
      {"December", "November"},
      {"January", "February"},
      {"March", "April"},
      {"February", "January"},
      {"number", "text"},
      {"unconfirmed", ""},
      {"judgement", ""},
      {"otherwise", ""},
      {"only", ""},
      {"not", ""},
      {"unknown", "3"},
      {"usually", ""},
      {"answer", "soon"},
      {"answer", "visit"},
      {"fact", "event"},
      {"days", "weeks"},
      {"stage", "track"},
      {"within", "within 1 week of first"},
  };
  std::string result;
  for (const auto& [a, b] : kPairs) {
    if (word == a) return std::string(b);
    if (word == b && result.empty() && !b.empty()) result = a;
  }
  return result;
}

/// Every text that differs from this one by a line or a word.
std::vector<std::pair<std::string, std::string>> neighbours(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> result;
  std::size_t line_begin = 0;
  std::size_t number = 0;
  while (line_begin < text.size()) {
    const std::size_t line_end = std::min(text.find('\n', line_begin), text.size());
    const std::string line = text.substr(line_begin, line_end - line_begin);
    ++number;
    const auto put = [&](std::size_t begin, std::size_t length, const std::string& in_place) {
      std::string other = text;
      other.replace(begin, length, in_place);
      result.emplace_back(std::to_string(number) + ": " + line + "  =>  " + in_place, std::move(other));
    };
    const bool comment = line.starts_with('#');
    if (!comment && !line.empty()) put(line_begin, line_end - line_begin, "");
    for (std::size_t at = line_begin; !comment && at < line_end;) {
      if (text[at] == '"') {
        const std::size_t end = text.find('"', at + 1);
        put(end, 0, "x");
        at = end + 1;
        continue;
      }
      const auto in_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-'; };
      if (!in_word(text[at])) {
        ++at;
        continue;
      }
      std::size_t end = at;
      while (end < line_end && in_word(text[end])) ++end;
      const std::string word = text.substr(at, end - at);
      if (std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        put(at, word.size(), word == "09" ? "10" : word == "30" ? "31" : std::to_string(std::stoi(word) + 1));
      } else if (word.ends_with("-1")) {
        put(at, word.size(), word.substr(0, word.size() - 1) + "2");
      } else if (word.ends_with("-2")) {
        put(at, word.size(), word.substr(0, word.size() - 1) + "1");
      } else if (const std::string other = other_word(word); other != word) {
        put(at, word.size(), other);
      }
      at = end;
    }
    line_begin = line_end + 1;
  }
  return result;
}

/// One of several slices of all the changes, so that they can run side by side.
class ExportSlice : public Export, public testing::WithParamInterface<std::size_t> {};
constexpr std::size_t kSlices = 8;
/// Every change is a program of its own, which takes many times as long to start under the sanitizers: there every sixth
/// will do, as what is asked here is whether the meaning changes.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kStep = 6;
#else
constexpr std::size_t kStep = 1;
#endif

TEST_P(ExportSlice, ChangesWithEveryWordThatMeansSomething) {
  const std::string text = every_construct();
  const json before = without_places(model_of(text));
  ASSERT_FALSE(before.is_null());
  std::size_t accepted = 0;
  const auto changes = neighbours(text);
  for (std::size_t i = GetParam(); i < changes.size(); i += kSlices * kStep) {
    const json after = model_of(changes[i].second);
    if (after.is_null()) continue;  // the change makes a mistake of it
    ++accepted;
    EXPECT_NE(without_places(after), before) << changes[i].first;
  }
  EXPECT_GT(accepted, changes.size() / (kSlices * kStep) / 4);
}
INSTANTIATE_TEST_SUITE_P(Words, ExportSlice, testing::Range(std::size_t{0}, kSlices));

TEST_F(Export, GoesToAFileAndRefusesWhatIsWrong) {
  folder_.write("visits.proviso", kRules);
  EXPECT_EQ(proviso({"export", "visits.proviso", "--format", "json", "-o", "model.json"}).out, "");
  EXPECT_EQ(content_of(folder_.path("model.json")), run_export("visits.proviso").out);
  EXPECT_REFUSED(proviso({"export", "visits.proviso"}), HasSubstr("--format is required"));
  EXPECT_REFUSED(proviso({"export", "visits.proviso", "--format", "xml"}), HasSubstr("use json"));
  EXPECT_REFUSED(proviso({"export", "missing.proviso", "--format", "json"}), HasSubstr("missing.proviso"));
  folder_.write("nowhere.proviso", with(kRules, "calendar england", "calendar nowhere"));
  EXPECT_REFUSED(run_export("nowhere.proviso"), HasSubstr("calendar"));
}

}  // namespace
}  // namespace proviso
