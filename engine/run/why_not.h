// SPDX-License-Identifier: Apache-2.0
// Why something has not happened in a case, and what would have to be recorded for it to happen. Worked out from the
// state and the model on request; conditions are taken apart and their parts evaluated as the executor does it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_file.h"
#include "engine/program/program.h"
#include "engine/run/history.h"
#include "engine/run/state.h"
#include "proviso/report.h"

namespace proviso::run {

/// A recorded fact that a condition rests on.
struct FactNow {
  std::string fact;
  std::string value;                       ///< in words; empty: unknown
  std::vector<std::string> recorded_with;  ///< the events that record it
};

/// A condition, or a part of one, that is not what it would have to be.
struct Needed {
  enum class Kind : std::uint8_t {
    kPart,  ///< taken apart no further
    kAll,   ///< every one of `parts`
    kAny,   ///< one of `parts`
  };
  Kind kind{};
  std::string text;    ///< in the words of the language
  bool wanted = true;  ///< what it would have to be: yes or no
  Truth truth{};       ///< what it is
  std::string now;     ///< kPart: `progress is unknown`
  std::string needed;  ///< kPart: `progress would have to be sufficient`
  std::vector<FactNow> facts;
  std::vector<Needed> parts;
};

/// One step on the way to a stage.
struct WhyStep {
  std::string from;  ///< the stage; empty where the track has not begun
  std::string to;
  std::string text;                 ///< what would have to happen
  std::vector<std::string> events;  ///< any of these would have to be recorded; empty where none is needed
  std::optional<Date> day;          ///< at whose end a timeout takes effect
  std::vector<Needed> needed;       ///< all of them, as things stand now
};

/// A row of a table that does not hold.
struct WhyRow {
  struct Cell {
    std::string fact;
    std::string now;  ///< in words; empty: unknown
    std::string needed;
    Truth truth{};
  };
  std::size_t number = 0;   ///< from 1
  std::string gives;        ///< empty for a table that counts
  std::vector<Cell> cells;  ///< those that do not match, or may not
};

struct WhyNot {
  enum class Subject : std::uint8_t { kStage, kDuty, kTrigger, kFact };
  Subject subject{};
  std::string name;
  std::string title;
  bool holds = false;                ///< it is so already
  std::string answer;                ///< one or two sentences
  std::vector<std::string> missing;  ///< what else would have to be, a sentence each
  std::vector<WhyStep> steps;        ///< the shortest way to the stage, or to the scope of the duty or trigger
  std::vector<Needed> needed;        ///< conditions
  std::vector<FactNow> facts;        ///< what a derived value rests on
  std::vector<WhyRow> rows;          ///< the nearest first, kMostRows at most
  std::optional<Stopped> stopped;    ///< the case stopped, and nothing that is recorded can move it
};
inline constexpr std::size_t kMostRows = 10;

/// The names that can be asked for: stages, duties, triggers and facts.
std::vector<std::string_view> why_not_names(const model::Framework& framework);

/// @return nothing where the framework has no stage, duty, trigger or fact of that name
std::optional<WhyNot> why_not(const program::Program& program, const SourceSet& sources, const History& history,
                              std::string_view name, Date as_of);

}  // namespace proviso::run
