// SPDX-License-Identifier: Apache-2.0
// What differs in meaning between two versions of a framework, as plain data: the renderings (text, JSON, HTML) read
// this and compare nothing themselves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::change {

/// What a change is about, in the order in which changes are listed.
enum class Subject : std::uint8_t {
  kFramework,
  kCalendar,
  kSource,
  kParty,
  kParameter,
  kFact,
  kTable,
  kEvent,
  kTrack,
  kStage,
  kMove,
  kDuty,
  kTrigger,
  kTransition,
  kExample,
};
inline constexpr std::size_t kSubjects = 15;
/// `decision table`, `move`.
std::string_view subject_text(Subject subject);
/// `decision tables`, `moves`.
std::string_view subjects_text(Subject subject);

enum class ChangeKind : std::uint8_t { kAdded, kRemoved, kRenamed, kChanged, kReordered };
/// `added`, `reordered`.
std::string_view change_kind_text(ChangeKind kind);

/// A clause as it is written.
struct Place {
  std::string file;
  std::uint32_t line = 0;  ///< 1-based
  std::string text;        ///< in one line, without comments; cut short where it is very long
};

/// One thing that differs.
struct Change {
  Subject subject{};
  ChangeKind kind{};
  std::string name;                  ///< in the new version, or in the old one where it is gone; of a move its stage
  std::string old_name;              ///< in the old version; empty where it was not there
  std::string aspect;                ///< kChanged, kReordered: `limit`, `party`, `result`
  std::string before;                ///< in the words of the language; empty: there was none
  std::string after;                 ///< likewise; empty: there is none now
  std::string sentence;              ///< all of it, for people
  std::vector<std::string> details;  ///< further sentences: the cases in which a table gives something else
  std::string citation;              ///< what the clause rests on: `regulation 4`
  std::optional<Place> old_place;
  std::optional<Place> new_place;
};

/// All of them.
struct Changes {
  std::string old_framework;
  std::string new_framework;
  std::vector<Change> meaning;   ///< in order of subject, then as the new version has them
  std::vector<Change> examples;  ///< what examples say is no part of the rules
};

}  // namespace proviso::change
