// SPDX-License-Identifier: Apache-2.0
// What the tests of the command line share: a small procedure, cases of it, and the program to run on them.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/process.h"

namespace proviso {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using testing_support::content_of;
using testing_support::ProcessOptions;
using testing_support::ProcessResult;
using testing_support::TemporaryFolder;

/// A procedure of three stages in canonical layout; its last example takes the statement four working days late.
inline constexpr std::string_view kRules = R"(framework visits "Visits to a nursery"
  version "1"
  calendar england

source handbook "The handbook of visits"

party inspectors "the inspectors"
party nursery "the nursery"

fact outcome : one of good, weak "the judgement"
fact concerns : list of text "what the letter asks to be put right"

event visit "the inspectors visit" by inspectors
event letter "the letter reaches the nursery" by inspectors
  records outcome, concerns
event plan "the nursery sends its plan" by nursery

duty send-letter "Send the letter"
  inspectors will usually ensure letter within 10 working days of visit
  warn 3 working days ahead
  cite handbook "Letters"

track inspection "The inspection"

stage notice "Before the visit"
  when visit go to writing

stage writing "Writing the letter"
  when letter if outcome is weak go to planning
  when letter otherwise go to closed

stage planning "Planning"
  duty send-plan "Send the plan"
    nursery must ensure plan within 70 working days of letter
    cite handbook "Plans" unconfirmed
  when plan go to closed

stage closed "Closed"
  end

example "A plan four working days late"
  on 24 April 2017 visit
  on 5 May 2017 letter with outcome weak and concerns "the garden", "the stairs"
  on 18 August 2017 plan
  expect send-letter kept
  expect send-plan due 14 August 2017
  expect send-plan missed, 4 working days late
  expect stage closed
)";

inline constexpr std::string_view kLateCase = R"(case: Ambermoor
framework: visits
as-of: 2017-09-01
events:
  - {on: 2017-04-24, event: visit}
  - {on: 2017-05-05, event: letter, with: {outcome: weak, concerns: [the garden, the stairs]}}
  - {on: 2017-08-18, event: plan}
)";

/// The text with one piece of it, which must be there, put in place of another.
inline std::string with(std::string_view text, std::string_view piece, std::string_view in_place) {
  std::string result(text);
  const std::size_t at = result.find(piece);
  if (at == std::string::npos) throw std::logic_error("nothing to replace: " + std::string(piece));
  return result.replace(at, piece.size(), in_place);
}

class Cli : public testing::Test {
 protected:
  /// Runs `proviso` in the test's folder.
  ProcessResult proviso(std::vector<std::string> arguments, ProcessOptions options = {}) {
    if (options.folder.empty()) options.folder = folder_.path();
    arguments.insert(arguments.begin(), PROVISO_BINARY);
    return testing_support::run_process(arguments, options);
  }

  TemporaryFolder folder_;
};

/// Wrong input is refused with exit code 2 and words on standard error; nothing comes out.
#define EXPECT_REFUSED(result, words)   \
  do {                                  \
    const ProcessResult& r_ = (result); \
    EXPECT_EQ(r_.exit_code, 2);         \
    EXPECT_THAT(r_.err, words);         \
    EXPECT_EQ(r_.out, "");              \
  } while (false)

}  // namespace proviso
