// SPDX-License-Identifier: Apache-2.0
// Two versions of a small framework, and what differs between them.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/change/changes_text.h"
#include "engine/change/diff.h"
#include "engine/model/rule_files.h"
#include "tests/support/tree.h"

namespace proviso::testing_support {

/// One version, read and resolved.
struct ReadVersion {
  SourceSet sources;
  DiagnosticReport report;
  model::Framework framework;
  Calendars calendars;

  [[nodiscard]] change::Version version() const { return {framework, calendars, sources}; }
};

/// Reads a text as the rule file of that path; what it uses is read from the repository.
inline std::unique_ptr<ReadVersion> read_version(std::string text, const std::string& path) {
  auto result = std::make_unique<ReadVersion>();
  const auto read = [](const std::string& used) -> Result<std::string> { return file_text(repository() / used); };
  const SourceFile& file = result->sources.add(path, std::move(text));
  const auto files = model::read_rule_files(file, result->sources, read, result->report);
  result->framework = model::resolve(files, result->report);
  return result;
}

/// What differs; fails the test where one of them has mistakes.
inline change::Changes changes_of(std::string before, std::string now, const std::string& path = "x.proviso") {
  const auto old_version = read_version(std::move(before), path);
  const auto new_version = read_version(std::move(now), path);
  EXPECT_FALSE(old_version->report.has_errors()) << render_text(old_version->report, old_version->sources);
  EXPECT_FALSE(new_version->report.has_errors()) << render_text(new_version->report, new_version->sources);
  return change::diff(old_version->version(), new_version->version());
}

/// The sentences alone.
inline std::vector<std::string> sentences(const change::Changes& changes) {
  std::vector<std::string> result;
  for (const change::Change& change : changes.meaning) result.push_back(change.sentence);
  return result;
}

/// The text with one piece of it, which must be there, put in place of another.
inline std::string with(std::string text, std::string_view piece, std::string_view in_place) {
  const std::size_t at = text.find(piece);
  if (at == std::string::npos) throw std::logic_error("nothing to replace: " + std::string(piece));
  return text.replace(at, piece.size(), in_place);
}

inline const std::string kPermits = R"(framework permits "Permits"
  version "2024"
  in force from 1 January 2024
  calendar england
source act "The Permits Act"
source guide "The guide"
party office "the office"
party applicant "whoever applies"
party board "the board"
parameter decision-time "Time to decide"
  70 working days from 1 January 2024
  cite act "4"
fact complete : yes/no "nothing is missing"
fact urgent : yes/no "it cannot wait"
fact fee : number "the fee"
fact kind : one of building, stall "what it is for"
fact costly : yes/no "it costs much" means fee is more than 500
event applied "the application arrives" by applicant
  records kind, fee, urgent
event checked "the papers are checked" by office
  records complete
event decided "the office decides" by office
event told "the applicant is told" by office
event more-time "more time is taken" by office
event recess "the board goes into recess" by board

duty decide-it "Decide"
  office must ensure decided within the decision-time of applied
  warn 5 working days ahead
  extended by 10 working days when more-time
  excused if urgent
  cite act "5"

trigger dear "A dear one"
  when applied if costly then notify board "A dear application"

track permit "The permit"

stage checking "Checking"
  duty check-it "Check the papers"
    office should ensure checked within 10 working days of applied
    cite guide "Checks"
  when checked if complete go to deciding
  when checked otherwise go to waiting

stage waiting "Waiting"
  when checked if complete go to deciding
  after 4 weeks go to closed

stage deciding "Deciding"
  when decided go to closed

stage closed "Closed"
  end

example "A plain one"
  on 8 January 2024 applied with kind stall
  expect stage checking
)";

/// What differs once one piece of it is another.
inline change::Changes permits_with(std::string_view piece, std::string_view in_place) {
  return changes_of(kPermits, with(kPermits, piece, in_place));
}

}  // namespace proviso::testing_support
