// SPDX-License-Identifier: Apache-2.0
// A small framework to try clauses in, and what comes of resolving it.
#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "engine/model/resolve.h"
#include "grammar/parse.h"

namespace proviso::testing_support {

constexpr const char* kHead = R"(framework f "F" calendar england
  calendar terms for school days
source law "Law"
party office "Office"
fact size : number
fact wanted : yes/no
fact outcome : one of good, poor
fact grounds : list of text
fact day : date
fact owner : party
fact schools : list of party
fact risk : one of high, low
fact score : number
fact latest : date
fact notes : list of text
event asked by office records size, wanted
event answered by office records outcome
event given records grounds, day, owner, schools
parameter grace
  5 working days from 1 January 2017
  10 working days from 1 May 2017
parameter night
  12 hours from 1 January 2017
)";
constexpr const char* kTail = "track t\nstage s\n  may end\nstage s2\n  end\n";

struct Outcome {
  model::Framework framework;
  std::vector<Diagnostic> diagnostics;
  std::string text;
};

inline Outcome resolve_text(const std::string& text) {
  SourceSet sources;
  DiagnosticReport report;
  const syntax::File tree = grammar::parse(sources.add("x.proviso", text), report);
  EXPECT_FALSE(report.has_errors()) << render_text(report, sources) << text;
  Outcome outcome;
  outcome.framework = model::resolve(tree, report);
  outcome.diagnostics = report.sorted();
  outcome.text = render_text(report, sources);
  return outcome;
}

/// Clauses between the head and the tail.
inline Outcome resolve_clauses(const std::string& clauses) { return resolve_text(kHead + clauses + "\n" + kTail); }

/// A mistake, and what its message or help says.
struct Mistake {
  const char* name;
  const char* clauses;
  Code code;
  const char* says;
};
inline void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.name; }

/// It is the only message, and no C++ shows in it.
inline void expect_reported_once(const Mistake& mistake) {
  const Outcome outcome = resolve_clauses(mistake.clauses);
  ASSERT_EQ(outcome.diagnostics.size(), 1U) << outcome.text;
  EXPECT_EQ(outcome.diagnostics.front().code, mistake.code) << outcome.text;
  EXPECT_NE(outcome.text.find(mistake.says), std::string::npos) << outcome.text;
  EXPECT_EQ(outcome.text.find("proviso::"), std::string::npos) << "no C++ names in messages";
}

inline std::string mistake_name(const testing::TestParamInfo<Mistake>& at) { return at.param.name; }

/// Clauses that say nothing wrong.
struct Sound {
  const char* name;
  const char* clauses;
};
inline void PrintTo(const Sound& sound, std::ostream* out) { *out << sound.name; }

inline void expect_sound(const Sound& sound) {
  const Outcome outcome = resolve_clauses(sound.clauses);
  EXPECT_TRUE(outcome.diagnostics.empty()) << outcome.text;
}

inline std::string sound_name(const testing::TestParamInfo<Sound>& at) { return at.param.name; }

}  // namespace proviso::testing_support
