// SPDX-License-Identifier: Apache-2.0
// Dates, numbers, durations, yes and no: what is taken for one, and what is said of the rest.
#include "engine/documents/yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/civil_date.h"
#include "tests/unit/documents/document.h"

namespace proviso {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Reads `x: <text>` and hands the value of `x` to a function that takes it for something.
template <typename As>
auto taken(const std::string& text, As as) {
  return read_document("x: " + text + "\n", [&](const SourceFile& file, DiagnosticReport& report) {
    const auto root = read_yaml(file, report);
    using Taken = decltype(as(*root, "x", report));
    if (!root) {
      ADD_FAILURE() << text;
      return Taken{};
    }
    return as(*root->find("x"), "x", report);
  });
}

TEST(YamlValues, TakeIsoDatesOnly) {
  EXPECT_EQ(taken("2017-05-05", as_date).value, make_date(2017, 5, 5));
  EXPECT_EQ(taken("\"2017-05-05\"", as_date).value, make_date(2017, 5, 5));
  struct {
    const char* text;
    const char* says;
  } const bad[] = {
      {"2017-02-30", "there is no day `2017-02-30`"},
      {"2017-13-01", "there is no day `2017-13-01`"},
      {"0000-01-01", "there is no day `0000-01-01`"},
      {"5 May 2017", "write 2017-05-05"},
      {"31 June 2017", "as in 2017-05-05"},
      {"05/05/2017", "`05/05/2017` is not a date that `x` can have"},
      {"2017-5-5", "as in 2017-05-05"},
      {"2017-05-05T10:30", "is not a date"},
      {"20170505", "as in 2017-05-05"},
      {"tomorrow", "`tomorrow` is not a date"},
  };
  for (const auto& [text, says] : bad) {
    const auto read = taken(text, as_date);
    EXPECT_FALSE(read.value.has_value()) << text;
    EXPECT_THAT(read.problems, ElementsAre("PV0508 1:4")) << text;
    EXPECT_THAT(read.rendered, HasSubstr(says));
  }
  EXPECT_THAT(taken("[2017-05-05]", as_date).problems, ElementsAre("PV0507 1:4"));
  EXPECT_THAT(taken("", as_date).problems, ElementsAre("PV0507 1:1"));
  EXPECT_THAT(taken("~", as_date).problems, ElementsAre("PV0507 1:4"));
}

TEST(YamlValues, TakeADateWithATime) {
  const auto read = taken("2017-05-05T10:30", as_day_time);
  ASSERT_TRUE(read.value.has_value());
  EXPECT_EQ(read.value->day, make_date(2017, 5, 5));
  EXPECT_EQ(read.value->time, std::chrono::minutes{630});
  EXPECT_EQ(taken("2017-05-05", as_day_time).value->time, std::nullopt);
  EXPECT_EQ(taken("2017-05-05T00:00", as_day_time).value->time, std::chrono::minutes{0});
  EXPECT_EQ(taken("2017-05-05T23:59", as_day_time).value->time, std::chrono::minutes{1439});
  for (const char* text : {"2017-05-05T24:00", "2017-05-05T10:60", "2017-05-05 10:30", "2017-05-05T10:30:00",
                           "2017-05-05T10", "2017-05-05Tab:cd", "2017-05-05t10:30"}) {
    const auto bad = taken(text, as_day_time);
    EXPECT_FALSE(bad.value.has_value()) << text;
    EXPECT_THAT(bad.problems, ElementsAre("PV0508 1:4")) << text;
    EXPECT_THAT(bad.rendered, HasSubstr("write the time after a `T`")) << text;
  }
  EXPECT_THAT(taken("2017-02-30T10:30", as_day_time).rendered, HasSubstr("there is no day `2017-02-30`"));
  EXPECT_THAT(taken("5 May 2017", as_day_time).rendered, HasSubstr("write 2017-05-05"));
}

TEST(YamlValues, TakeATimeOfDay) {
  EXPECT_EQ(taken("09:30", as_time).value, std::chrono::minutes{570});
  EXPECT_EQ(taken("00:00", as_time).value, std::chrono::minutes{0});
  EXPECT_EQ(taken("\"23:59\"", as_time).value, std::chrono::minutes{1439});
  for (const char* text : {"24:00", "09:60", "9:30", "09.30", "0930", "09:30:00", "noon", "ab:cd"}) {
    const auto bad = taken(text, as_time);
    EXPECT_FALSE(bad.value.has_value()) << text;
    EXPECT_THAT(bad.problems, ElementsAre("PV0508 1:4")) << text;
  }
  EXPECT_THAT(taken("9:30", as_time).rendered, HasSubstr("as in 09:30"));
}

TEST(YamlValues, TakePlainDecimalNumbers) {
  EXPECT_EQ(taken("0", as_whole_number).value, 0);
  EXPECT_EQ(taken("-12", as_whole_number).value, -12);
  EXPECT_EQ(taken("9223372036854775807", as_whole_number).value, 9223372036854775807);
  for (const char* text : {"0777", "0x1F", "1e3", "1.0", "1_000", "+1", "\"1\"", "one", "1,000", "--1", "1 2",
                           "9223372036854775808", "123456789012345678901234567890"}) {
    const auto read = taken(text, as_whole_number);
    EXPECT_FALSE(read.value.has_value()) << text;
    EXPECT_THAT(read.problems, ElementsAre("PV0507 1:4")) << text;
  }
  EXPECT_THAT(taken("123456789012345678901234567890", as_whole_number).rendered, HasSubstr("is too large"));
}

TEST(YamlValues, TakeYesAndNoWithoutQuotes) {
  EXPECT_EQ(taken("yes", as_bool).value, true);
  EXPECT_EQ(taken("true", as_bool).value, true);
  EXPECT_EQ(taken("no", as_bool).value, false);
  EXPECT_EQ(taken("false", as_bool).value, false);
  for (const char* text : {"NO", "No", "on", "off", "y", "\"yes\"", "1", "TRUE"}) {
    EXPECT_THAT(taken(text, as_bool).problems, ElementsAre("PV0507 1:4")) << text;
  }
}

TEST(YamlValues, TakeDurationsThatSayWhichDays) {
  EXPECT_EQ(taken("4 calendar days", as_duration).value, (Duration{4, Unit::kCalendarDays}));
  EXPECT_EQ(taken("1 working day", as_duration).value, (Duration{1, Unit::kWorkingDays}));
  EXPECT_EQ(taken("2 weeks", as_duration).value, (Duration{2, Unit::kWeeks}));
  EXPECT_EQ(taken("1 month", as_duration).value, (Duration{1, Unit::kMonths}));
  EXPECT_EQ(taken("3 years", as_duration).value, (Duration{3, Unit::kYears}));
  EXPECT_THAT(taken("5 days", as_duration).rendered, HasSubstr("write `5 working days` or `5 calendar days`"));
  for (const char* text :
       {"5", "days", "-1 weeks", "1.5 weeks", "two weeks", "1234567890 weeks", "4  weeks", "4 hours"}) {
    EXPECT_THAT(taken(text, as_duration).problems, ElementsAre("PV0507 1:4")) << text;
  }
}

TEST(YamlValues, TakeAnyTextButAnEmptyOne) {
  EXPECT_EQ(taken("no", as_text).value->text, "no");
  EXPECT_EQ(taken("12", as_text).value->text, "12");
  EXPECT_EQ(taken("\"null\"", as_text).value->text, "null");
  EXPECT_THAT(taken("null", as_text).rendered, HasSubstr("unless they are quoted"));
  EXPECT_THAT(taken("\"\"", as_text).rendered, HasSubstr("the text of `x` is empty"));
  EXPECT_THAT(taken("\" \"", as_text).problems, ElementsAre("PV0507 1:4"));
  EXPECT_THAT(taken("{a: 1}", as_text).rendered, HasSubstr("`x` is a group of keys"));
}

TEST(YamlValues, TakeListsOfTexts) {
  EXPECT_EQ(taken("[a, b]", as_texts).value->size(), 2U);
  EXPECT_EQ(taken("[]", as_texts).value->size(), 0U);
  EXPECT_THAT(taken("a", as_texts).rendered, HasSubstr("`x` is a text, not a list"));
  EXPECT_THAT(taken("", as_texts).rendered, HasSubstr("`[]` for an empty one"));
  EXPECT_THAT(taken("[a, [b], ~]", as_texts).problems, ElementsAre("PV0507 1:8", "PV0507 1:13"));
}

TEST(YamlValues, LongTextsAreCutInMessages) {
  const auto read = taken("\"" + repeated("\xC3\xA4", 500) + "\"", as_date);
  ASSERT_FALSE(read.value.has_value());
  EXPECT_THAT(read.rendered, HasSubstr(repeated("\xC3\xA4", 30) + "…` is not a date"));
}

TEST(YamlKeys, PointAtUnknownAndMissingOnes) {
  const auto check = [](const std::string& text) {
    return read_document(text, [](const SourceFile& file, DiagnosticReport& report) {
      const auto root = read_yaml(file, report);
      return root && check_keys(*root, "a thing", {{"name", true}, {"date", false}, {"size", true}}, report);
    });
  };
  EXPECT_THAT(check("name: a\nsize: 1\n").problems, IsEmpty());
  const auto misspelt = check("name: a\nsise: 1\ncolour: red\n");
  EXPECT_THAT(misspelt.problems, ElementsAre("PV0506 1:1", "PV0505 2:1", "PV0505 3:1"));
  EXPECT_THAT(misspelt.rendered, HasSubstr("did you mean `size`?"));
  EXPECT_THAT(misspelt.rendered, HasSubstr("its keys are `name`, `date`, `size`"));
  EXPECT_THAT(misspelt.rendered, HasSubstr("a thing needs `size`"));
  EXPECT_THAT(check("{}\n").problems, ElementsAre("PV0506 1:1", "PV0506 1:1"));
  EXPECT_THAT(check("- a\n").problems, ElementsAre("PV0507 1:1"));
}

}  // namespace
}  // namespace proviso
