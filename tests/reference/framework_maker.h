// SPDX-License-Identifier: Apache-2.0
// The parts of random_framework.cpp: what is drawn for one framework, and how. Internal to the generators.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proviso/vocabulary.h"
#include "tests/reference/random_framework.h"

namespace proviso::reference {

inline constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};
inline constexpr std::array<std::string_view, 7> kWeekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                           "Friday", "Saturday", "Sunday"};

/// What a framework may have. Each is rare in one framework and frequent in another, so that any two often meet.
enum class Trait : std::uint8_t {
  kWorkingDays,
  kNamedDays,
  kHours,
  kMonthsAndYears,
  kParameters,
  kDerivedFacts,
  kTables,
  kTriggers,
  kConditionTriggers,
  kTimeouts,
  kConditionMoves,
  kMoveConditions,
  kMoveActions,
  kLateTracks,
  kGroups,
  kFirst,
  kEntering,
  kDays,
  kDateFacts,
  kSeveralEvents,
  kOffsets,
  kInYearOf,
  kForEach,
  kFactParty,
  kAppliesIf,
  kIf,
  kOnlyIf,
  kAlternative,
  kRolls,
  kWarn,
  kStops,
  kExtendedBy,
  kExtendedTo,
  kInstead,
  kExcuses,
  kOnce,
  kStanding,
  kEvery,
  kAnyTime,
  kPracticable,
  kProhibitions,
  kRights,
  kUntil,
  kDeepConditions,
  kToday,
  kLongestRun,
  kSince,
  kDutyIs,
  kInStage,
  kGoTo,
  kBeginEnd,
  kCloseCase,
  kRecord,
  kAdd,
  kNotify,
  kOpen,
  kCount  ///< not one of them
};

/// How a duty reads before its limit.
enum class Form : std::uint8_t { kEnsure, kAllow, kUse, kThat };

enum class LimitForm : std::uint8_t {
  kWithin,
  kBeginning,
  kHours,
  kBy,
  kBefore,
  kOnTheDay,
  kOnWeekday,
  kNoSooner,
  kWindow,
  kAtLeast,
  kEvery,
  kAnyTime
};

inline bool has_due_date(LimitForm form) {
  return form != LimitForm::kOnWeekday && form != LimitForm::kNoSooner && form != LimitForm::kAnyTime;
}

/// Draws one framework.
class FrameworkMaker {
 public:
  static constexpr std::size_t kNoTrack = 1000;

  /// Where a duty or a trigger stands: in the case, a track, a stage.
  struct Spot {
    std::size_t track = kNoTrack;
    std::size_t stage = kNoTrack;
  };

  /// What a framework is to another that stands beside it.
  enum class Role : std::uint8_t {
    kAlone,
    kOpens,
    kOpened,  ///< none of its events can be recorded
    kContinues,
    kContinued
  };

  /// What another framework can name of one that it may open or continues.
  struct Linked {
    World world;
    std::string calendar;  ///< one for both; empty: none
    std::vector<std::string> stages;
    std::vector<std::string> duties;
    std::vector<Spot> spots;                        ///< of the duties
    std::vector<std::vector<std::string>> running;  ///< by track: stages that are no end; none: empty
  };

  /// @param other  what this framework may open or continues; else null
  FrameworkMaker(Dice& dice, Role role, const Linked* other = nullptr);

  RandomFramework make();
  /// Only after make().
  [[nodiscard]] Linked linked() const;

 private:
  int& percent_of(Trait trait) { return traits_[static_cast<std::size_t>(trait)]; }
  bool has(Trait trait) { return dice_.chance(traits_[static_cast<std::size_t>(trait)]); }
  bool ever(Trait trait) const { return traits_[static_cast<std::size_t>(trait)] > 0; }

  // the world
  void plan();
  bool may_use(std::size_t fact) const;
  std::optional<std::string> fact(ValueKind kind);
  std::string event() { return dice_.one_of(world_.events).name; }
  Piece events(int percent_more);
  std::string stage() { return dice_.one_of(stages_); }

  // declarations
  Piece header();
  Piece parameters();
  Piece facts();
  Piece event_declarations();
  Piece table(std::size_t fact);
  Piece cell(ValueKind kind);

  // expressions
  Piece condition(int depth);
  Piece condition() { return condition(ever(Trait::kDeepConditions) ? 2 : 1); }
  Piece comparison(int depth);
  Piece sameness(int depth);
  Piece number(int depth);
  Piece date(int depth);
  Piece value(ValueKind kind, int depth);

  // time
  Piece amount_of(Unit unit, int most);
  Piece duration(bool zero = false);
  Piece amount();
  /// Where a moment stands: in a clause, among those of a group, in an expression, where `or` joins conditions.
  enum class Place : std::uint8_t { kClause, kGroup, kExpression };
  Piece moment(Place place = Place::kClause);
  Piece base_moment(Place place);

  // the procedure
  Piece actions(std::size_t track);
  Piece action(std::size_t track);
  Piece open();
  Piece trigger(std::size_t track);
  Piece begins();
  Piece moves(std::size_t track, std::size_t stage);
  Piece duty(const std::string& name, std::size_t track);
  LimitForm limit_form(Form form);
  Piece limit(LimitForm form);
  void clauses(Piece& duty, Form form, LimitForm limit, bool practicable, std::size_t track);
  Piece roll();
  Piece adjustment();
  Piece excuse();
  Piece once(Form form, std::size_t track);

  // the transition
  Piece transition();
  Piece same_things();
  std::optional<Piece> handover(std::size_t duty, const Spot* target);
  Piece place(const std::vector<std::size_t>& stages, std::size_t track);

  Dice& dice_;
  const Role role_;
  const Linked* other_ = nullptr;
  std::array<int, static_cast<std::size_t>(Trait::kCount)> traits_{};
  World world_;
  std::string calendar_;  // empty: none
  bool named_ = false;
  std::vector<std::string> parameters_;
  std::vector<std::vector<std::string>> tracks_;  // their stages
  std::vector<std::string> stages_;
  std::vector<std::string> duties_;
  std::vector<Spot> spots_;           // of the duties
  std::vector<std::size_t> ends_;     // by track: the stage that is an end; kNoTrack: none is
  std::vector<bool> leads_on_;        // by duty of the other framework: it can be pending where a case goes on or ends
  int carried_ = 0;                   // duties written in the transition
  std::vector<std::size_t> decided_;  // facts
  std::size_t usable_facts_ = 0;      // a derived fact rests on earlier ones
  bool in_run_ = false;               // a `longest run` does not hold another
  // Rules that go round without end are legal, and take long: they are wanted now and then.
  bool loops_ = false;
  bool may_loop_ = false;           // what is drawn now may be done again and again
  std::vector<bool> rests_on_run_;  // by fact
};

/// `(a and b)`.
Piece brackets(std::vector<Piece> parts, std::string between);
/// The text, then the piece.
Piece before(std::string text, Piece piece);

}  // namespace proviso::reference
