// SPDX-License-Identifier: Apache-2.0
// What a clause sounds like.
#include "engine/reading_copy/sentences.h"

#include <gtest/gtest.h>

#include "engine/reading_copy/conditions.h"
#include "tests/unit/model/resolve_fixture.h"

namespace proviso::reading_copy {
namespace {

using testing_support::Outcome;
using testing_support::resolve_clauses;

struct Spoken {
  const char* name;
  const char* clauses;
  const char* sentence;
};
void PrintTo(const Spoken& spoken, std::ostream* out) { *out << spoken.name; }
std::string spoken_name(const testing::TestParamInfo<Spoken>& at) { return at.param.name; }

class DutySentence : public testing::TestWithParam<Spoken> {};
TEST_P(DutySentence, IsPlain) {
  const Outcome outcome = resolve_clauses(std::string("duty d ") + GetParam().clauses);
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  EXPECT_EQ(duty_sentence({outcome.framework, {}}, outcome.framework.duties.front()).text(), GetParam().sentence);
}
INSTANTIATE_TEST_SUITE_P(
    Kinds, DutySentence,
    testing::Values(
        Spoken{"Within", "office must ensure answered within 5 working days of asked",
               "Office must ensure that answered, within 5 working days of the day on which asked."},
        Spoken{"ParameterWithVersions", "office should ensure answered within the grace of asked",
               "Office should ensure that answered, within the time in force (5 working days from 1 January 2017 and "
               "10 working days from 1 May 2017) of the day on which asked."},
        Spoken{"Right", "office may use answered at any time", "Office may see to it that answered, at any time."},
        Spoken{"Ban", "office must not allow answered if wanted at any time",
               "Office must not let it happen that answered if wanted, at any time."},
        Spoken{"OnlyIf", "office must ensure answered only if wanted and size is more than 3 by 1 May 2017",
               "Office must ensure that answered, but only if wanted and size is more than 3, by 1 May 2017."},
        Spoken{"NamedByAFact", "owner must ensure answered or given before first asked",
               "The party named by owner must ensure that answered or given, before the first day on which asked."},
        Spoken{"Window", "office must ensure given no sooner than 2 weeks before asked and no later than day",
               "Office must ensure that given, no sooner than 2 weeks before the day on which asked and no later than "
               "day."},
        Spoken{"Recurring", "office must ensure given every 6 months from asked until answered",
               "Office must ensure that given, every 6 months, counted first from the day on which asked and then from "
               "each time it is done, until the day on which answered."}),
    spoken_name);

TEST(DutyRemarks, SayWhatLiftsAndMovesTheLimitAndWhatFollows) {
  const Outcome outcome = resolve_clauses(R"(duty d
  applies if wanted
  office must ensure answered within 5 working days of asked or the next working day
  warn 2 working days ahead
  clock stops while size is more than 3
  extended by 5 working days when given at most 1 times
  excused if not wanted
  once missed then notify office "late")");
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  std::string all;
  for (const Remark& remark : duty_remarks({outcome.framework, {}}, outcome.framework.duties.front())) {
    all += remark.label + " " + remark.words.text() + "\n";
  }
  EXPECT_EQ(all,
            "It applies only if wanted\n"
            "The limit does not hold if it is not so that wanted\n"
            "Days are not counted while size is more than 3\n"
            "There is more time when given, by 5 working days more, once at most\n"
            "Not every day will do: a last day that is no working day moves to the next working day\n"
            "A warning is given 2 working days ahead\n"
            "Once it is missed, Office is told: “late”\n");
}

class ConditionWords : public testing::TestWithParam<Spoken> {};
TEST_P(ConditionWords, ArePlainAndUnambiguous) {
  const Outcome outcome = resolve_clauses("duty d office must ensure asked by given\nfact x : yes/no means " +
                                          std::string(GetParam().clauses));
  ASSERT_TRUE(outcome.diagnostics.empty()) << outcome.text;
  EXPECT_EQ(condition({outcome.framework, {}}, outcome.framework.facts.back().means.value()).text(),
            GetParam().sentence);
}
INSTANTIATE_TEST_SUITE_P(
    Kinds, ConditionWords,
    testing::Values(Spoken{"Chain", "wanted and size is 1 and risk is high", "wanted and size is 1 and risk is high"},
                    Spoken{"Mixed", "wanted and (size is 1 or size is 2)", "wanted and (size is 1 or size is 2)"},
                    Spoken{"OrOfAnds", "wanted and size is 1 or risk is low", "(wanted and size is 1) or risk is low"},
                    Spoken{"Not", "not (wanted or size is 1)", "it is not so that (wanted or size is 1)"},
                    Spoken{"NotKnown", "not (size is known)", "size is not known"},
                    Spoken{"Counts", "number of asked is at least 2 and count of grounds is 0",
                           "the number of times that asked is at least 2 and the number of entries in grounds is 0"},
                    Spoken{"Duties", "d is kept", "the duty “d” is kept"}),
    spoken_name);

}  // namespace
}  // namespace proviso::reading_copy
