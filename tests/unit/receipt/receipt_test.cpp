// SPDX-License-Identifier: Apache-2.0
// What names a receipt, and what is said where two differ.
#include "engine/receipt/receipt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace proviso::receipt {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Role = Input::Role;

constexpr Date kDay{std::chrono::days{17'000}};

Receipt example() {
  Receipt receipt;
  receipt.version = "0.1.0";
  receipt.command = "run";
  receipt.add_option("rules", "a.proviso");
  receipt.add_list("cases", {"a.yaml", "b.yaml"});
  receipt.add_option("format", "text");
  receipt.add_input(input(Role::kCase, "a.yaml", "one"));
  receipt.add_input(input(Role::kCase, "b.yaml", "two"));
  receipt.add_input(input(Role::kCalendar, "england", "days", "/somewhere/england.yaml"));
  receipt.add_input(input(Role::kRules, "a.proviso", "rules"));
  return receipt;
}

TEST(Receipt, IsNamedByEverythingInIt) {
  const std::string id = example().id();
  EXPECT_EQ(id.size(), 64U);
  EXPECT_EQ(id, example().id());
  const std::function<void(Receipt&)> changes[] = {
      [](Receipt& r) { r.version = "0.1.1"; },
      [](Receipt& r) { r.command = "explain"; },
      [](Receipt& r) { r.as_of = kDay; },
      [](Receipt& r) { r.known_at = "2017-05-05"; },
      [](Receipt& r) { r.options.pop_back(); },
      [](Receipt& r) { r.options[0].values[0] = "b.proviso"; },
      [](Receipt& r) { r.options[1].values = {"a.yamlb.yaml"}; },
      [](Receipt& r) { r.inputs[0].sha256[0] = '?'; },
      [](Receipt& r) { r.inputs[2].name = "c.yaml"; },
      [](Receipt& r) { r.inputs[2].as_of = kDay; },
      [](Receipt& r) { r.inputs.pop_back(); },
  };
  for (const auto& change : changes) {
    Receipt other = example();
    change(other);
    EXPECT_NE(other.id(), id);
  }
}

TEST(Receipt, IsNotNamedByTheOrderOfItsOptions) {
  Receipt other = example();
  std::swap(other.options[0], other.options[2]);
  EXPECT_EQ(other.id(), example().id());
}

TEST(Receipt, IsNotNamedByWhereACalendarIsInstalled) {
  Receipt other = example();
  other.inputs[1].path = "/elsewhere/england.yaml";
  EXPECT_EQ(other.id(), example().id());
}

TEST(Receipt, KeepsRulesBeforeCalendarsBeforeHistoryAndACalendarOnce) {
  Receipt receipt = example();
  receipt.add_input(input(Role::kCalendar, "england", "days"));
  receipt.add_input(input(Role::kRules, "b.proviso", "more"));
  std::vector<std::string> names;
  for (const Input& one : receipt.inputs) names.push_back(one.name);
  EXPECT_THAT(names, ElementsAre("a.proviso", "b.proviso", "england", "a.yaml", "b.yaml"));
}

TEST(ReceiptLine, IsShort) {
  Receipt receipt = example();
  EXPECT_EQ(receipt_line(receipt), "Receipt " + receipt.id().substr(0, 12) + ": rules " +
                                       receipt.inputs[0].sha256.substr(0, 8) + ", calendar " +
                                       receipt.inputs[1].sha256.substr(0, 8) + ", 2 cases, proviso 0.1.0");
  receipt.inputs.pop_back();
  EXPECT_THAT(receipt_line(receipt), testing::HasSubstr(", case " + receipt.inputs[2].sha256.substr(0, 8) + ", "));
}

TEST(Differences, AreNoneWhereBothRestOnTheSame) { EXPECT_THAT(differences(example(), example()), IsEmpty()); }

TEST(Differences, AreASentenceEach) {
  Receipt now = example();
  now.version = "0.2.0";
  now.inputs[0].sha256 = std::string(64, '0');
  now.inputs[1].sha256 = std::string(64, '0');
  now.inputs.pop_back();
  now.inputs[2].as_of = kDay;
  now.add_input(input(Role::kMap, "map.yaml", "map"));
  EXPECT_THAT(
      differences(example(), now),
      ElementsAre("the receipt was made by proviso 0.1.0, and this is proviso 0.2.0",
                  "the rule file `a.proviso` has changed",
                  "the calendar `england`, read from `/somewhere/england.yaml`, has changed",
                  "the case file `a.yaml` was looked at as of no one day and is now as of 2016-07-18",
                  "the case file `b.yaml` is not read any more", "the map `map.yaml` is read now and was not then"));
  EXPECT_THAT(missing_inputs(example(), now), ElementsAre("the case file `b.yaml`"));
}

TEST(Differences, SayNothingOfWhatWasNotReached) {
  Receipt now = example();
  now.inputs.resize(1);
  now.as_of = kDay;
  EXPECT_THAT(differences(example(), now, true), IsEmpty());
}

TEST(Differences, TellFilesOfOneNameApart) {
  Receipt then = example();
  then.add_input(input(Role::kCase, "a.yaml", "one"));
  Receipt now = then;
  EXPECT_THAT(differences(then, now), IsEmpty());
  now.inputs.back().sha256 = std::string(64, '0');
  EXPECT_THAT(differences(then, now), ElementsAre("the case file `a.yaml` has changed"));
}

}  // namespace
}  // namespace proviso::receipt
