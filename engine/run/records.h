// SPDX-License-Identifier: Apache-2.0
// A history in two times: each event has the day it occurred and the moment it was recorded. Records tell of events,
// correct what was told, and withdraw it; from them comes the history as it was known at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/source_file.h"
#include "engine/program/program.h"
#include "engine/run/history.h"
#include "proviso/date.h"
#include "proviso/report.h"

namespace proviso::run {

/// Minutes since 1970-01-01; a day alone stands for its beginning.
std::int64_t minutes_of(DayTime when);

/// One thing told of a case.
struct Record {
  enum class Kind : std::uint8_t {
    kEvent,       ///< this happened
    kCorrection,  ///< what `refers` told was wrong: it happened like this
    kWithdrawal,  ///< what `refers` told did not happen
  };
  Kind kind = Kind::kEvent;
  std::string id;                   ///< empty: none, and nothing can refer to it
  std::string refers;               ///< the id of the record that is corrected or withdrawn
  std::optional<DayTime> recorded;  ///< nothing: not known
  std::string because;              ///< why it was corrected or withdrawn; empty: no ground was given
  Occurrence happened;              ///< not of a withdrawal; its facts lie in Records::facts
};

/// All records of a case, as they stand in its source. Nothing is checked here: that is RecordOrder's.
struct Records {
  explicit Records(const program::Program& of) : program(&of), pool(&of.literals_pool), not_held(of.events.size(), 0) {}

  const program::Program* program;
  ValuePool pool;
  std::vector<Record> records;
  std::vector<RecordedFact> facts;
  std::vector<std::uint8_t> not_held;  ///< by event: 1 where the source does not hold it
  Date transition = Date::min();       ///< as History::transition

  /// Appends a record with the facts of its event. @return its index
  std::uint32_t add(Record record, std::span<const RecordedFact> with = {});
  /// Takes the last one back.
  void pop();
};

/// A record that contradicts the others.
struct RecordProblem {
  enum class Kind : std::uint8_t {
    kSameId,     ///< its id is another's, which says something else
    kReference,  ///< it corrects or withdraws what is not there, or not any more
  };
  Kind kind{};
  std::uint32_t record = 0;
  std::uint32_t other = program::kNone;  ///< the record it contradicts
  std::string message;
  std::string help;
  std::string other_text;  ///< what to say beside the other
};

/// Records in the order in which they became known, and what the case is by them.
///
/// - A record without a recorded time counts as recorded when the day it occurred began, but never after a record that
///   refers to it. A correction or withdrawal without one counts as recorded right after the latest of what it refers
///   to.
/// - Where two became known in the same minute, what is referred to comes before what refers to it, then the source's
///   order counts.
/// - A record given again with the same id and the same content is no second record.
class RecordOrder {
 public:
  /// Works the order out. The records must outlive this and not change.
  explicit RecordOrder(const Records& records);

  /// What does not fit together, in the order of the source; 200 at most. While there is any, what follows is empty.
  [[nodiscard]] const std::vector<RecordProblem>& problems() const { return problems_; }
  /// Whether a record only repeats an earlier one.
  [[nodiscard]] bool is_repeated(std::uint32_t record) const { return repeated_[record] != 0; }

  /// The history as it was known at a time; a day stands for its end. Without a time: all that is known.
  [[nodiscard]] History as_known(std::optional<DayTime> known_at = std::nullopt) const;
  /// What was corrected or withdrawn up to then, in that order.
  [[nodiscard]] std::vector<RecordChange> changes(std::optional<DayTime> known_at = std::nullopt) const;
  /// How many records came later.
  [[nodiscard]] std::size_t not_yet_known(std::optional<DayTime> known_at) const;

 private:
  class Settling;

  /// A record with its place in time.
  struct Entry {
    std::int64_t known = 0;  ///< minutes since 1970-01-01
    std::uint32_t record = 0;
    std::uint32_t first = 0;  ///< the record that told of the event first
  };

  const Records* records_;
  std::vector<RecordProblem> problems_;
  std::vector<std::uint8_t> repeated_;
  std::vector<Entry> entries_;  // as they became known
};

/// An event as it is told to people: `the letter is sent (letter-sent) for the school; outcome: weak`.
std::string event_text(const program::Program& program, const Occurrence& happened, std::span<const RecordedFact> facts,
                       const ValuePool& pool);

/// Where the case stands on a day by what was known at a time, with what was corrected and withdrawn.
CaseReport report_records(const program::Program& program, const SourceSet& sources, const Records& records, Date as_of,
                          std::optional<DayTime> known_at);

}  // namespace proviso::run
