// SPDX-License-Identifier: Apache-2.0
// Records of a small office, for the tests of records.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/program/program.h"
#include "engine/run/history.h"
#include "engine/run/records.h"

namespace proviso::run {

/// `09:30`.
inline std::string clock(std::int64_t minutes) { return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60); }

/// A day of May 2017, or more days after it.
inline Date may(int day) { return *make_date(2017, 5, 1) + std::chrono::days{day - 1}; }
inline DayTime at(int day, int hour, int minute = 0) {
  return {may(day), std::chrono::hours{hour} + std::chrono::minutes{minute}};
}
inline DayTime on(int day) { return {may(day), std::nullopt}; }

/// An office that is asked and answers.
std::shared_ptr<const program::Program> plain_program();

/// Records of a test, told one after the other.
class Told {
 public:
  Told() : records_(*plain_program()) {}

  /// An event of the plain rules: 0 asked, 1 answered, 2 closed.
  Told& event(std::string id, int day, std::uint32_t event, std::optional<DayTime> recorded = std::nullopt) {
    return add(Record::Kind::kEvent, std::move(id), {}, day, event, recorded);
  }
  Told& correct(std::string refers, int day, std::uint32_t event, std::optional<DayTime> recorded = std::nullopt,
                std::string id = {}) {
    return add(Record::Kind::kCorrection, std::move(id), std::move(refers), day, event, recorded);
  }
  Told& withdraw(std::string refers, std::optional<DayTime> recorded = std::nullopt, std::string id = {}) {
    return add(Record::Kind::kWithdrawal, std::move(id), std::move(refers), 1, 0, recorded);
  }
  /// Gives the last record a time of day.
  Told& minute(std::int32_t minute) {
    records_.records.back().happened.minute = minute;
    return *this;
  }
  Told& for_party(std::uint32_t party) {
    records_.records.back().happened.for_party = party;
    return *this;
  }
  /// Gives the last record the fact `size`.
  Told& size(std::int64_t size) {
    Record record = records_.records.back();
    records_.pop();
    const RecordedFact fact{0, Value::number(*whole_number(size))};
    records_.add(std::move(record), std::span(&fact, 1));
    return *this;
  }

  [[nodiscard]] const Records& records() const { return records_; }

 private:
  Told& add(Record::Kind kind, std::string id, std::string refers, int day, std::uint32_t event,
            std::optional<DayTime> recorded) {
    Record record;
    record.kind = kind;
    record.id = std::move(id);
    record.refers = std::move(refers);
    record.recorded = recorded;
    record.happened.on = may(day);
    record.happened.event = event;
    records_.add(std::move(record));
    return *this;
  }

  Records records_;
};

/// `3 asked size=5`, `3 09:30 asked`: each event of a history, by its day in May.
std::vector<std::string> texts(const History& history);

}  // namespace proviso::run
