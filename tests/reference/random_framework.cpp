// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/random_framework.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "proviso/vocabulary.h"

namespace proviso::reference {
namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 12> kMonths{"January", "February", "March",     "April",   "May",      "June",
                                                   "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                    "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 3> kColours{"red", "green", "blue"};

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

bool has_due_date(LimitForm form) {
  return form != LimitForm::kOnWeekday && form != LimitForm::kNoSooner && form != LimitForm::kAnyTime;
}

class Maker {
 public:
  explicit Maker(Dice& dice) : dice_(dice) {
    for (int& percent : traits_) percent = dice_.one_of({0, 0, 12, 12, 40, 80});
  }

  RandomFramework make();

 private:
  bool has(Trait trait) { return dice_.chance(traits_[static_cast<std::size_t>(trait)]); }
  bool ever(Trait trait) const { return traits_[static_cast<std::size_t>(trait)] > 0; }

  // the world
  void plan();
  std::optional<std::string> fact(Kind kind);
  std::string event() { return dice_.one_of(world_.events).name; }
  Piece events(int percent_more);
  std::string stage() { return dice_.one_of(stages_); }

  // declarations
  Piece header();
  Piece parameters();
  Piece facts();
  Piece event_declarations();
  Piece table(std::size_t fact);
  Piece cell(Kind kind);

  // expressions
  Piece condition(int depth);
  Piece condition() { return condition(ever(Trait::kDeepConditions) ? 2 : 1); }
  Piece comparison(int depth);
  Piece sameness(int depth);
  Piece number(int depth);
  Piece date(int depth);
  Piece value(Kind kind, int depth);

  // time
  Piece amount_of(Unit unit, int most);
  Piece duration(bool zero = false);
  Piece amount();
  Piece moment(bool groups = true);
  Piece base_moment(bool groups);

  // the procedure
  Piece actions(std::size_t track);
  Piece action(std::size_t track);
  Piece trigger(std::size_t track);
  Piece begins();
  Piece moves(std::size_t track);
  Piece duty(const std::string& name, std::size_t track);
  LimitForm limit_form(Form form);
  Piece limit(LimitForm form);
  void clauses(Piece& duty, Form form, LimitForm limit, std::size_t track);
  Piece roll();
  Piece adjustment();
  Piece excuse();
  Piece once(Form form, std::size_t track);

  static constexpr std::size_t kNoTrack = 1000;

  Dice& dice_;
  std::array<int, static_cast<std::size_t>(Trait::kCount)> traits_{};
  World world_;
  bool calendar_ = true;
  std::string calendar_name_;
  bool named_ = false;
  std::vector<std::string> parameters_;
  std::vector<std::vector<std::string>> tracks_;  // their stages
  std::vector<std::string> stages_;
  std::vector<std::string> duties_;
  std::vector<std::size_t> decided_;  // facts
  std::size_t usable_facts_ = 0;      // a derived fact rests on earlier ones
  bool in_run_ = false;               // a `longest run` does not hold another
};

Piece brackets(std::vector<Piece> parts, std::string between) {
  Piece piece = sequence(std::move(parts), std::move(between));
  piece.text = "(";
  piece.end = ")";
  return piece;
}

Piece before(std::string text, Piece piece) {
  std::vector<Piece> parts;
  parts.push_back(std::move(piece));
  Piece whole = sequence(std::move(parts));
  whole.text = std::move(text);
  return whole;
}

// ---- the world -----------------------------------------------------------------------------------------------------

void Maker::plan() {
  world_.start = Date{std::chrono::year{dice_.between(2019, 2021)} / 1 / 1} + days{dice_.between(0, 364)};
  calendar_ = dice_.chance(96);
  calendar_name_ = dice_.chance(5) ? "short" : "england";
  named_ = calendar_ && ever(Trait::kNamedDays);
  world_.hours = ever(Trait::kHours);
  world_.parties = {"ann", "bob", "cat"};

  const std::vector<std::pair<Kind, std::string>> kinds = {
      {Kind::kYesNo, "b"},     {Kind::kYesNo, "b"},   {Kind::kNumber, "n"},    {Kind::kDate, "d"},
      {Kind::kText, "t"},      {Kind::kParty, "w"},   {Kind::kOneOf, "c"},     {Kind::kPartyList, "lp"},
      {Kind::kNumberList, "ln"}, {Kind::kTextList, "lt"}, {Kind::kDateList, "ld"}, {Kind::kDuration, "u"}};
  const auto add = [&](Kind kind, const std::string& letter, bool recorded) {
    world_.facts.push_back({fmt::format("{}{}", letter, world_.facts.size() + 1), kind, recorded});
  };
  add(Kind::kYesNo, "b", true);
  for (int more = dice_.between(1, 4); more > 0; --more) {
    const auto& [kind, letter] = dice_.one_of(kinds);
    add(kind, letter, true);
  }
  if (ever(Trait::kForEach)) add(Kind::kPartyList, "lp", true);
  if (ever(Trait::kDateFacts)) add(Kind::kDate, "d", true);
  if (ever(Trait::kFactParty)) add(Kind::kParty, "w", true);
  for (int more = dice_.between(0, 2); more > 0; --more) {
    if (!has(Trait::kDerivedFacts)) continue;
    const auto& [kind, letter] = dice_.one_of(std::vector<std::pair<Kind, std::string>>(kinds.begin(), kinds.begin() + 7));
    add(kind, letter, false);
  }
  if (has(Trait::kTables)) {
    const auto& [kind, letter] = dice_.one_of(kinds);
    decided_.push_back(world_.facts.size());
    add(kind, letter, false);
  }

  const int event_count = dice_.between(3, 6);
  for (int i = 1; i <= event_count; ++i) world_.events.push_back({fmt::format("e{}", i), {}});
  for (std::size_t i = 0; i < world_.facts.size(); ++i) {
    if (!world_.facts[i].recorded) continue;
    for (World::Event& one : world_.events) {
      if (dice_.chance(35)) one.records.push_back(i);
    }
  }

  for (int t = dice_.one_of({1, 1, 2, 2, 3}); t > 0; --t) {
    tracks_.emplace_back();
    const int count = dice_.between(1, 4);
    for (int s = 1; s <= count; ++s) {
      tracks_.back().push_back(fmt::format("x{}s{}", tracks_.size(), s));
      stages_.push_back(tracks_.back().back());
    }
  }
  const int duty_count = dice_.one_of({1, 2, 2, 3, 3, 4, 5});
  for (int i = 1; i <= duty_count; ++i) duties_.push_back(fmt::format("q{}", i));
  if (ever(Trait::kParameters)) {
    const int count = dice_.between(1, 2);
    for (int i = 1; i <= count; ++i) parameters_.push_back(fmt::format("p{}", i));
  }
  usable_facts_ = world_.facts.size();
}

std::optional<std::string> Maker::fact(Kind kind) {
  std::vector<std::string> fitting;
  for (std::size_t i = 0; i < usable_facts_; ++i) {
    if (world_.facts[i].kind == kind) fitting.push_back(world_.facts[i].name);
  }
  if (fitting.empty()) return std::nullopt;
  return dice_.one_of(fitting);
}

Piece Maker::events(int percent_more) {
  std::vector<Piece> names;
  std::vector<std::string> seen;
  do {
    std::string name = event();
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) break;
    names.push_back(leaf(name));
    seen.push_back(std::move(name));
  } while (dice_.chance(percent_more));
  return joined(std::move(names), " or ");
}

// ---- declarations --------------------------------------------------------------------------------------------------

Piece Maker::header() {
  std::vector<Piece> lines;
  lines.push_back(leaf("framework random \"Random\""));
  if (calendar_) lines.push_back(leaf("\n  calendar " + calendar_name_));
  if (named_) lines.push_back(optional(leaf("\n  calendar school for school days")));
  return sequence(std::move(lines));
}

Piece Maker::parameters() {
  std::vector<Piece> all;
  for (const std::string& name : parameters_) {
    std::vector<Piece> versions;
    Date from = world_.start - days{dice_.chance(85) ? 1000 : dice_.between(-20, 10)};
    const int count = dice_.between(1, 3);
    for (int i = 0; i < count; ++i) {
      Piece version = duration();
      version.text = "\n  " + version.text;
      version.end += " from " + date_words(from);
      versions.push_back(std::move(version));
      from = std::max(from, world_.start) + days{dice_.between(1, 60)};
    }
    Piece parameter = joined(std::move(versions), "");
    parameter.text = fmt::format("\nparameter {} \"{}\"", name, name);
    all.push_back(optional(std::move(parameter)));
  }
  return sequence(std::move(all));
}

Piece Maker::facts() {
  std::vector<Piece> all;
  for (std::size_t i = 0; i < world_.facts.size(); ++i) {
    const World::Fact& one = world_.facts[i];
    constexpr std::array<std::string_view, 11> kTypes{
        "yes/no",        "number",         "text",         "date",        "duration", "party", "one of red, green, blue",
        "list of party", "list of number", "list of text", "list of date"};
    std::vector<Piece> parts;
    parts.push_back(leaf(fmt::format("\nfact {} : {}", one.name, kTypes[static_cast<std::size_t>(one.kind)])));
    const bool decided = std::find(decided_.begin(), decided_.end(), i) != decided_.end();
    if (!one.recorded && !decided) {
      usable_facts_ = i;
      parts.push_back(leaf(" means "));
      parts.push_back(one.kind == Kind::kYesNo ? condition() : value(one.kind, 1));
      usable_facts_ = world_.facts.size();
    }
    all.push_back(optional(sequence(std::move(parts))));
  }
  return sequence(std::move(all));
}

Piece Maker::event_declarations() {
  std::vector<Piece> all;
  for (const World::Event& one : world_.events) {
    std::vector<Piece> parts;
    parts.push_back(leaf(fmt::format("\nevent {} \"{}\"", one.name, one.name)));
    if (!one.records.empty()) {
      std::vector<Piece> names;
      for (const std::size_t fact : one.records) names.push_back(leaf(world_.facts[fact].name));
      Piece records = joined(std::move(names), ", ");
      records.text = "\n  records ";
      parts.push_back(optional(std::move(records)));
    }
    all.push_back(optional(sequence(std::move(parts))));
  }
  return sequence(std::move(all));
}

Piece Maker::cell(Kind kind) {
  if (dice_.chance(20)) return leaf("-");
  const auto literal = [&] { return random_value(dice_, kind, world_, world_.start); };
  std::vector<Piece> parts;
  do {
    if (dice_.chance(12)) {
      parts.push_back(leaf("unknown"));
    } else if (kind == Kind::kNumber && dice_.chance(60)) {
      const int low = dice_.between(0, 4);
      if (dice_.chance(30)) {
        parts.push_back(leaf(fmt::format("{} to {}", low, low + dice_.between(0, 3))));
      } else {
        parts.push_back(leaf(fmt::format("{} {}", dice_.one_of({"more than", "less than", "at least", "at most"}), low)));
      }
    } else if (kind == Kind::kDate && dice_.chance(70)) {
      if (dice_.chance(30)) {
        const Date low = world_.start + days{dice_.between(-10, 40)};
        parts.push_back(leaf(fmt::format("{} to {}", date_words(low), date_words(low + days{dice_.between(0, 30)}))));
      } else {
        parts.push_back(
            leaf(fmt::format("{} {}", dice_.one_of({"before", "after", "on or before", "on or after"}), literal())));
      }
    } else {
      parts.push_back(leaf(literal()));
    }
  } while (dice_.chance(20));
  Piece cell = joined(std::move(parts), " or ");
  if (dice_.chance(20)) cell.text = "not ";
  cell.simpler = {"-"};
  return cell;
}

Piece Maker::table(std::size_t fact) {
  const Kind kind = world_.facts[fact].kind;
  std::vector<std::string> hits = {"unique", "first", "any"};
  Kind given = kind;
  switch (kind) {
    case Kind::kNumber:
      hits = {"unique", "first", "any", "collect sum", "collect count", "collect min", "collect max"};
      break;
    case Kind::kPartyList:
      hits = {"collect"};
      given = Kind::kParty;
      break;
    case Kind::kNumberList:
      hits = {"collect"};
      given = Kind::kNumber;
      break;
    case Kind::kTextList:
      hits = {"collect"};
      given = Kind::kText;
      break;
    case Kind::kDateList:
      hits = {"collect"};
      given = Kind::kDate;
      break;
    default:
      break;
  }
  std::vector<std::size_t> inputs;
  for (std::size_t i = 0; i < fact && inputs.size() < 3; ++i) {
    const Kind of = world_.facts[i].kind;
    if (of != Kind::kDuration && of < Kind::kPartyList && (inputs.empty() || dice_.chance(40))) inputs.push_back(i);
  }
  const std::string hit = dice_.one_of(hits);
  std::string head = fmt::format("\ndecide {} \"{}\"\n  from ", world_.facts[fact].name, world_.facts[fact].name);
  for (std::size_t i = 0; i < inputs.size(); ++i) head += (i > 0 ? ", " : "") + world_.facts[inputs[i]].name;
  head += "\n  hit " + hit;
  std::vector<Piece> rows;
  for (int count = dice_.between(1, 4); count > 0; --count) {
    std::vector<Piece> cells;
    for (const std::size_t input : inputs) cells.push_back(cell(world_.facts[input].kind));
    Piece row = sequence(std::move(cells), ", ");
    row.text = "\n  row ";
    if (hit != "collect count") row.end = " gives " + random_value(dice_, given, world_, world_.start);
    rows.push_back(std::move(row));
  }
  Piece whole = joined(std::move(rows), "");
  whole.text = head;
  return optional(std::move(whole));
}

// ---- expressions ---------------------------------------------------------------------------------------------------

Piece Maker::condition(int depth) {
  if (depth > 0 && dice_.chance(30)) {
    if (dice_.chance(30)) {
      Piece negated = before("not ", brackets({}, ""));
      negated.parts.front().parts.push_back(condition(depth - 1));
      negated.parts.front().stand_in = {0};
      negated.stand_in = {0};
      negated = brackets({std::move(negated)}, "");
      negated.stand_in = {0};
      return negated;
    }
    Piece both = brackets({condition(depth - 1), condition(depth - 1)}, dice_.chance(50) ? " and " : " or ");
    both.stand_in = {0, 1};
    return both;
  }
  switch (dice_.below(12)) {
    case 0:
    case 1:
    case 2:
      if (auto name = fact(Kind::kYesNo)) return or_simpler(leaf(*name), {});
      break;
    case 3:
      if (usable_facts_ > 0) {
        return leaf(fmt::format("({} is known)", world_.facts[dice_.below(usable_facts_)].name));
      }
      break;
    case 4:
    case 5:
      return comparison(depth);
    case 6:
    case 7:
      return sameness(depth);
    case 8: {
      const Kind list = dice_.one_of({Kind::kPartyList, Kind::kNumberList, Kind::kTextList, Kind::kDateList});
      constexpr std::array<Kind, 4> kElements{Kind::kParty, Kind::kNumber, Kind::kText, Kind::kDate};
      if (auto name = fact(list)) {
        const Kind element = kElements[static_cast<std::size_t>(list) - static_cast<std::size_t>(Kind::kPartyList)];
        return or_simpler(brackets({leaf(*name), value(element, 0)}, " includes "), {"yes"});
      }
      break;
    }
    case 9:
      if (has(Trait::kInStage)) return leaf(fmt::format("(in {})", stage()));
      break;
    case 10:
      if (has(Trait::kDutyIs)) {
        return leaf(fmt::format("({} is {})", dice_.one_of(duties_),
                                dice_.one_of({"kept", "kept late", "missed", "pending", "excused", "unused", "lapsed",
                                              "undecided"})));
      }
      break;
    default:
      break;
  }
  if (dice_.chance(8)) return leaf(dice_.chance(50) ? "yes" : "no");
  if (auto name = fact(Kind::kYesNo); name && dice_.chance(60)) return leaf(*name);
  return comparison(depth);
}

Piece Maker::comparison(int depth) {
  Piece result;
  if (dice_.chance(50)) {
    result = brackets({number(depth), number(depth)},
                      dice_.one_of({" is more than ", " is less than ", " is at least ", " is at most "}));
  } else {
    result = brackets({date(depth), date(depth)}, dice_.one_of({" before ", " after ", " on or before ", " on or after "}));
  }
  return or_simpler(std::move(result), {"yes", "no"});
}

Piece Maker::sameness(int depth) {
  const std::string is = dice_.chance(70) ? " is " : " is not ";
  if (dice_.chance(20)) {
    Piece day = before("weekday of ", date(depth));
    Piece other = dice_.chance(85) ? leaf(std::string(kWeekdays[dice_.below(7)])) : before("weekday of ", date(depth));
    return or_simpler(brackets({std::move(day), std::move(other)}, is), {"yes", "no"});
  }
  const Kind kind = dice_.one_of(
      {Kind::kYesNo, Kind::kNumber, Kind::kText, Kind::kDate, Kind::kDuration, Kind::kParty, Kind::kOneOf, Kind::kOneOf});
  // What a bare value means follows from what it is compared with.
  const auto name = fact(kind);
  if (!name) return comparison(depth);
  return or_simpler(brackets({leaf(*name), value(kind, depth)}, is), {"yes", "no"});
}

Piece Maker::number(int depth) {
  const Piece literal = leaf(dice_.chance(85) ? std::to_string(dice_.between(0, 5)) : "1.5");
  const auto number_fact = [&]() -> Piece {
    if (auto name = fact(Kind::kNumber)) return leaf(*name);
    return literal;
  };
  if (depth <= 0) return dice_.chance(50) ? literal : number_fact();
  Piece result;
  switch (dice_.below(10)) {
    case 0:
    case 1:
      return number_fact();
    case 2:
      result = brackets({number(depth - 1), number(depth - 1)}, dice_.one_of({" plus ", " minus ", " times "}));
      result.stand_in = {0, 1};
      break;
    case 3: {
      const auto list = fact(dice_.one_of({Kind::kPartyList, Kind::kNumberList, Kind::kTextList, Kind::kDateList}));
      if (!list) return literal;
      return or_simpler(leaf(fmt::format("(count of {})", *list)), {"0"});
    }
    case 4:
    case 5: {
      std::vector<Piece> parts;
      parts.push_back(leaf(event()));
      if (has(Trait::kSince)) parts.push_back(optional(before(" since ", moment(false))));
      result = brackets(std::move(parts), "");
      result.text = "(number of ";
      break;
    }
    case 6: {
      std::vector<std::pair<std::string, std::string>> pairs;
      for (const World::Event& one : world_.events) {
        for (const std::size_t recorded : one.records) {
          if (world_.facts[recorded].kind == Kind::kNumber && recorded < usable_facts_) {
            pairs.emplace_back(world_.facts[recorded].name, one.name);
          }
        }
      }
      if (pairs.empty()) return literal;
      const auto& [name, over] = dice_.one_of(pairs);
      std::vector<Piece> parts;
      parts.push_back(leaf(fmt::format("(total of {} over {}", name, over)));
      if (has(Trait::kSince)) parts.push_back(optional(before(" since ", moment(false))));
      result = sequence(std::move(parts));
      result.end = ")";
      break;
    }
    case 7:
      if (in_run_ || !has(Trait::kLongestRun)) return literal;
      in_run_ = true;
      result = sequence({before("(longest run of ", condition(depth - 1)), before(" from ", date(depth - 1)),
                         before(" to ", date(depth - 1))});
      result.end = ")";
      in_run_ = false;
      break;
    case 8: {
      std::vector<std::string> units = {"calendar days", "weeks", "months", "years"};
      if (calendar_) units.insert(units.end(), {"working days", "working days"});
      if (named_) units.emplace_back("school days");
      result = sequence({before(" from ", date(depth - 1)), before(" to ", date(depth - 1))});
      result.text = "(" + dice_.one_of(units);
      result.end = ")";
      break;
    }
    default:
      return literal;
  }
  return or_simpler(std::move(result), {"0", "1"});
}

Piece Maker::date(int depth) {
  const Piece literal = leaf(random_value(dice_, Kind::kDate, world_, world_.start));
  const auto date_fact = [&]() -> Piece {
    if (auto name = fact(Kind::kDate)) return leaf(*name);
    return leaf(fmt::format("(date of {})", event()));
  };
  if (depth <= 0) return dice_.chance(35) ? literal : has(Trait::kToday) ? leaf("today") : date_fact();
  Piece result;
  switch (dice_.below(10)) {
    case 0:
    case 1:
      return date_fact();
    case 2:
      return leaf(has(Trait::kToday) ? "today" : fmt::format("(date of {})", event()));
    case 3:
    case 4:
      return leaf(fmt::format("(date of {}{})", dice_.one_of({"", "first ", "last "}), event()));
    case 5:
      result = brackets({date(depth - 1), value(Kind::kDuration, 0)}, dice_.one_of({" plus ", " minus "}));
      result.stand_in = {0};
      break;
    case 6:
      result = brackets({duration(true), date(depth - 1)}, dice_.one_of({" after ", " before "}));
      result.stand_in = {1};
      break;
    case 7:
    case 8: {
      Piece list = joined({date(depth - 1), date(depth - 1)}, ", ");
      list.least = 2;
      if (dice_.chance(30)) list.parts.push_back(optional(date(depth - 1)));
      list.text = dice_.chance(50) ? "(the later of " : "(the earlier of ";
      list.end = ")";
      list.stand_in = {0, 1};
      result = std::move(list);
      break;
    }
    default:
      return literal;
  }
  return or_simpler(std::move(result), {date_words(world_.start)});
}

Piece Maker::value(Kind kind, int depth) {
  switch (kind) {
    case Kind::kYesNo:
      return condition(depth > 0 ? depth - 1 : 0);
    case Kind::kNumber:
      return number(depth);
    case Kind::kDate:
      return date(depth);
    case Kind::kDuration:
      if (auto name = fact(kind); name && dice_.chance(40)) return leaf(*name);
      return duration();
    default:
      break;
  }
  if (dice_.chance(30)) {
    if (auto name = fact(kind)) return leaf(*name);
  }
  return leaf(random_value(dice_, kind, world_, world_.start));
}

// ---- time ----------------------------------------------------------------------------------------------------------

Piece Maker::amount_of(Unit unit, int most) {
  constexpr std::array<std::string_view, 7> kUnits{"working day", "calendar day", "week",
                                                   "month",       "year",         "school day", "hour"};
  const std::string word = " " + std::string(kUnits[static_cast<std::size_t>(unit)]);
  Piece piece;
  piece.number = Piece::Number{dice_.between(1, most), 1, word, word + "s"};
  return piece;
}

Piece Maker::duration(bool zero) {
  std::vector<Unit> units = {Unit::kCalendarDays, Unit::kCalendarDays, Unit::kWeeks};
  if (calendar_) units.insert(units.end(), {Unit::kWorkingDays, Unit::kWorkingDays, Unit::kWorkingDays});
  if (named_) units.insert(units.end(), {Unit::kNamedDays, Unit::kNamedDays});
  if (has(Trait::kMonthsAndYears)) units = {Unit::kMonths, Unit::kMonths, Unit::kYears};
  const Unit unit = dice_.one_of(units);
  constexpr std::array<int, 7> kMost{15, 20, 4, 4, 2, 12, 60};
  Piece piece = amount_of(unit, kMost[static_cast<std::size_t>(unit)]);
  if (zero && dice_.chance(5)) piece.number->value = 0;
  if (zero) piece.number->least = 0;
  return piece;
}

Piece Maker::amount() {
  if (!parameters_.empty() && has(Trait::kParameters)) {
    return or_simpler(leaf("the " + dice_.one_of(parameters_)), {"2 weeks"});
  }
  return duration();
}

Piece Maker::base_moment(bool groups) {
  if (groups && has(Trait::kGroups)) {
    Piece list = joined({moment(false), moment(false)}, ", ");
    list.least = 2;
    if (dice_.chance(25)) list.parts.push_back(optional(moment(false)));
    list.text = dice_.chance(50) ? "the later of " : "the earlier of ";
    list.stand_in = {0, 1};
    return list;
  }
  if (has(Trait::kEntering)) return leaf("entering " + stage());
  if (has(Trait::kFirst)) return leaf("first " + event());
  if (has(Trait::kDays) && dice_.chance(50)) return leaf(date_words(world_.start + days{dice_.between(-10, 60)}));
  if (has(Trait::kDateFacts)) {
    if (auto name = fact(Kind::kDate)) return leaf(*name);
  }
  return events(has(Trait::kSeveralEvents) ? 50 : 0);
}

Piece Maker::moment(bool groups) {
  Piece result = base_moment(groups);
  if (has(Trait::kInYearOf)) {
    const Date day = world_.start + days{dice_.between(-40, 200)};
    const std::chrono::year_month_day parts{day};
    const bool leap_day = dice_.chance(15);
    const unsigned month = leap_day ? 2U : unsigned{parts.month()};
    result = before(fmt::format("{} {} in the year of ", leap_day ? 29U : std::min(unsigned{parts.day()}, 28U),
                                kMonths[month - 1]),
                    std::move(result));
    result.stand_in = {0};
  }
  for (int more = 0; more < 2 && has(Trait::kOffsets); ++more) {
    result = sequence({amount(), std::move(result)}, dice_.chance(50) ? " after " : " before ");
    result.stand_in = {1};
  }
  return result;
}

// ---- the procedure -------------------------------------------------------------------------------------------------

Piece Maker::action(std::size_t track) {
  for (int tries = 0; tries < 4; ++tries) {
    switch (dice_.below(8)) {
      case 0:
      case 1:
      case 2: {
        if (!has(Trait::kRecord)) break;
        std::vector<std::size_t> fitting;
        for (std::size_t i = 0; i < world_.facts.size(); ++i) {
          if (world_.facts[i].recorded && world_.facts[i].kind < Kind::kPartyList) fitting.push_back(i);
        }
        const World::Fact& to = world_.facts[dice_.one_of(fitting)];
        return before(fmt::format("record {} as ", to.name), value(to.kind, 1));
      }
      case 3: {
        if (!has(Trait::kAdd)) break;
        constexpr std::array<Kind, 4> kElements{Kind::kParty, Kind::kNumber, Kind::kText, Kind::kDate};
        for (const World::Fact& list : world_.facts) {
          if (!list.recorded || list.kind < Kind::kPartyList) continue;
          const auto element = static_cast<std::size_t>(list.kind) - static_cast<std::size_t>(Kind::kPartyList);
          Piece added = before("add ", value(kElements[element], 0));
          added.end = " to " + list.name;
          return added;
        }
        break;
      }
      case 4:
        if (has(Trait::kGoTo)) {
          // Mostly within the track it stands in, which runs then.
          return leaf("go to " + (track != kNoTrack && dice_.chance(75) ? dice_.one_of(tracks_[track]) : stage()));
        }
        break;
      case 5:
        if (has(Trait::kBeginEnd)) {
          return leaf(fmt::format("{} x{}", dice_.chance(65) ? "begin" : "end", dice_.below(tracks_.size()) + 1));
        }
        break;
      case 6:
        if (has(Trait::kCloseCase) && dice_.chance(30)) return leaf("close case");
        break;
      default:
        break;
    }
  }
  return leaf(fmt::format("notify {} \"{}\"", dice_.one_of(world_.parties), dice_.one_of({"hear", "see", "come"})));
}

Piece Maker::actions(std::size_t track) {
  std::vector<Piece> all;
  do {
    all.push_back(before(" then ", action(track)));
  } while (all.size() < 3 && dice_.chance(35));
  return joined(std::move(all), "");
}

Piece Maker::trigger(std::size_t track) {
  std::vector<Piece> parts;
  if (has(Trait::kConditionTriggers)) {
    parts.push_back(before(" when (", condition()));
    parts.back().end = ")";
  } else {
    parts.push_back(before(" when ", events(30)));
  }
  if (dice_.chance(35)) parts.push_back(optional(before(" if ", condition())));
  parts.push_back(actions(track));
  return optional(sequence(std::move(parts)));
}

Piece Maker::moves(std::size_t track) {
  std::vector<Piece> all;
  const auto target = [&] { return " go to " + dice_.one_of(tracks_[track]); };
  const auto finish = [&](std::vector<Piece> parts) {
    if (has(Trait::kMoveActions)) parts.push_back(optional(actions(track)));
    Piece move = sequence(std::move(parts));
    move.text = "\n  ";
    move.end = target();
    return optional(std::move(move));
  };
  // The next stage is reached by an event, so that most cases go somewhere.
  for (int count = dice_.between(1, 3); count > 0; --count) {
    if (has(Trait::kConditionMoves)) {
      Piece when = before("when (", condition());
      when.end = ")";
      all.push_back(finish({std::move(when)}));
    } else if (has(Trait::kTimeouts)) {
      std::vector<Piece> parts;
      parts.push_back(before("after ", amount()));
      if (dice_.chance(35)) parts.push_back(optional(before(" of ", events(30))));
      const bool guarded = has(Trait::kMoveConditions);
      const std::string same = text_of(sequence(parts));
      if (guarded) parts.push_back(optional(before(" if ", condition())));
      all.push_back(finish(std::move(parts)));
      if (guarded && dice_.chance(50)) all.push_back(finish({leaf(same + " otherwise")}));
    } else {
      Piece named = events(25);
      std::vector<Piece> parts;
      const std::string first = text_of(named.parts.front());
      parts.push_back(before("when ", std::move(named)));
      const bool guarded = has(Trait::kMoveConditions);
      if (guarded) parts.push_back(optional(before(" if ", condition())));
      all.push_back(finish(std::move(parts)));
      if (guarded && dice_.chance(60)) all.push_back(finish({leaf("when " + first + " otherwise")}));
    }
  }
  return sequence(std::move(all));
}

Piece Maker::begins() {
  std::vector<Piece> parts;
  if (has(Trait::kLateTracks)) {
    if (dice_.chance(70)) {
      parts.push_back(optional(before("\n  begins when ", events(30))));
    } else {
      parts.push_back(optional(before("\n  begins when (", condition())));
      parts.back().end = ")";
    }
  }
  return sequence(std::move(parts));
}

// ---- duties --------------------------------------------------------------------------------------------------------

LimitForm Maker::limit_form(Form form) {
  for (;;) {
    switch (dice_.below(16)) {
      case 0:
      case 1:
      case 2:
        return LimitForm::kWithin;
      case 3:
        return LimitForm::kBeginning;
      case 4:
      case 5:
        if (has(Trait::kHours)) return LimitForm::kHours;
        break;
      case 6:
        return LimitForm::kBy;
      case 7:
        return LimitForm::kBefore;
      case 8:
        return LimitForm::kOnTheDay;
      case 9:
        if (dice_.chance(60)) return LimitForm::kOnWeekday;
        break;
      case 10:
        return LimitForm::kNoSooner;
      case 11:
        return LimitForm::kWindow;
      case 12:
        if (form == Form::kEnsure) return LimitForm::kAtLeast;
        break;
      case 13:
      case 14:
        if (form == Form::kEnsure && has(Trait::kEvery)) return LimitForm::kEvery;
        break;
      default:
        if (has(Trait::kAnyTime)) return LimitForm::kAnyTime;
        break;
    }
  }
}

Piece Maker::limit(LimitForm form) {
  switch (form) {
    case LimitForm::kWithin:
      return sequence({before("within ", amount()), before(" of ", moment())});
    case LimitForm::kBeginning:
      return sequence({before("within ", amount()), before(" beginning with ", moment())});
    case LimitForm::kHours:
      return sequence({before("within ", amount_of(Unit::kHours, 60)), before(" of ", events(25))});
    case LimitForm::kBy:
      return before("by ", moment());
    case LimitForm::kBefore:
      return before("before ", moment());
    case LimitForm::kOnTheDay:
      return before("on the day of ", moment());
    case LimitForm::kOnWeekday:
      return leaf(fmt::format("on a {}", kWeekdays[dice_.below(7)]));
    case LimitForm::kNoSooner:
      return before("no sooner than ", moment());
    case LimitForm::kWindow:
      return sequence({before("no sooner than ", moment()), before(" and no later than ", moment())});
    case LimitForm::kAtLeast: {
      Piece times;
      times.number = Piece::Number{dice_.between(1, 4), 1, " times", " times"};
      times.text = "at least ";
      return sequence({std::move(times), before(" within ", amount()), before(" of ", moment())});
    }
    case LimitForm::kEvery: {
      std::vector<Piece> parts;
      parts.push_back(before("every ", amount()));
      parts.push_back(before(" from ", moment()));
      if (has(Trait::kUntil)) parts.push_back(optional(before(" until ", moment())));
      return sequence(std::move(parts));
    }
    case LimitForm::kAnyTime:
      return leaf("at any time");
  }
  return leaf("at any time");
}

Piece Maker::roll() {
  std::vector<std::string> days_of = {"calendar"};
  if (calendar_) days_of.insert(days_of.end(), {"working", "working", "working"});
  if (named_) days_of.insert(days_of.end(), {"school", "school"});
  std::vector<Piece> parts;
  parts.push_back(leaf(fmt::format("\n    or the next {} day", dice_.one_of(days_of))));
  if (dice_.chance(45)) {
    const Date from = world_.start + days{dice_.between(-20, 120)};
    const Date to = from + days{dice_.between(0, 60)};
    if (dice_.chance(50)) {
      parts.push_back(optional(leaf(fmt::format(" when it falls in {} to {}", date_words(from), date_words(to)))));
    } else {
      const auto yearless = [](Date day) {
        const std::string words = date_words(day);
        return words.substr(0, words.rfind(' '));
      };
      parts.push_back(optional(leaf(fmt::format(" when it falls in {} to {}", yearless(from), yearless(to)))));
    }
  }
  return optional(sequence(std::move(parts)));
}

Piece Maker::excuse() {
  return optional(before("\n    excused if ", condition()));
}

Piece Maker::once(Form form, std::size_t track) {
  const std::string status = form == Form::kUse ? dice_.one_of({"kept", "unused"})
                                                : dice_.one_of({"kept", "kept", "missed", "missed", "excused"});
  return optional(before("\n    once " + status, actions(track)));
}

Piece Maker::adjustment() {
  std::vector<Piece> parts;
  const bool by = has(Trait::kExtendedBy);
  const bool to = !by && has(Trait::kExtendedTo);
  if (by) {
    parts.push_back(before("\n    extended by ", has(Trait::kHours) ? amount_of(Unit::kHours, 60) : amount()));
  } else {
    parts.push_back(before(to ? "\n    extended to " : "\n    due instead ", moment()));
  }
  parts.push_back(before(" when ", events(25)));
  if (by && dice_.chance(30)) {
    Piece times;
    times.text = " at most ";
    times.number = Piece::Number{dice_.between(1, 2), 1, " times", " times"};
    parts.push_back(optional(std::move(times)));
  } else if (by && dice_.chance(40)) {
    Piece all = duration();
    all.text = " by at most ";
    all.end = " in all";
    parts.push_back(optional(std::move(all)));
  }
  return optional(sequence(std::move(parts)));
}

void Maker::clauses(Piece& duty, Form form, LimitForm limit, std::size_t track) {
  if (form == Form::kThat) {
    if (has(Trait::kExcuses)) duty.parts.push_back(excuse());
    if (has(Trait::kOnce)) duty.parts.push_back(once(form, track));
    return;
  }
  const bool due = has_due_date(limit);
  if (due) {
    for (int more = 0; more < 2 && has(Trait::kRolls); ++more) duty.parts.push_back(roll());
    if (has(Trait::kWarn)) {
      duty.parts.push_back(optional(before("\n    warn ", duration())));
      duty.parts.back().end = " ahead";
    }
    for (int more = 0; more < 2 && has(Trait::kStops); ++more) {
      duty.parts.push_back(optional(before("\n    clock stops while ", condition())));
    }
    for (int more = 0; more < 3; ++more) {
      if (has(Trait::kExtendedBy) || has(Trait::kExtendedTo) || has(Trait::kInstead)) duty.parts.push_back(adjustment());
    }
    if (form != Form::kUse && has(Trait::kExcuses)) duty.parts.push_back(excuse());
  }
  for (int more = 0; more < 2 && has(Trait::kOnce); ++more) duty.parts.push_back(once(form, track));
}

Piece Maker::duty(const std::string& name, std::size_t track) {
  const bool standing = has(Trait::kStanding);
  const Form form = standing                      ? Form::kThat
                    : has(Trait::kProhibitions)   ? Form::kAllow
                    : has(Trait::kRights)         ? Form::kUse
                                                  : Form::kEnsure;
  Piece whole;
  whole.text = fmt::format("\n  duty {} \"{}\"", name, name);
  if (has(Trait::kAppliesIf)) whole.parts.push_back(optional(before("\n    applies if ", condition())));
  std::string party = dice_.one_of(world_.parties);
  if (has(Trait::kForEach)) {
    if (const auto list = fact(Kind::kPartyList)) {
      whole.parts.push_back(optional(leaf(fmt::format("\n    for each one-of-them in {}", *list))));
      party = "one-of-them";
    }
  } else if (has(Trait::kFactParty)) {
    if (const auto of = fact(Kind::kParty)) party = *of;
  }
  std::string verb;
  const std::string modal = dice_.one_of({"must", "should", "will usually"});
  switch (form) {
    case Form::kEnsure:
      verb = modal + " ensure ";
      break;
    case Form::kAllow:
      verb = (modal == "will usually" ? "will not usually" : modal + " not") + " allow ";
      break;
    case Form::kUse:
      verb = "may use ";
      break;
    case Form::kThat:
      verb = modal + " ensure that ";
      break;
  }
  const std::string head = fmt::format("\n    {} {}", party, verb);
  if (form == Form::kThat) {
    whole.parts.push_back(before(head, condition()));
    whole.parts.push_back(before(" from ", moment()));
    if (has(Trait::kUntil)) whole.parts.push_back(optional(before(" until ", moment())));
    clauses(whole, form, LimitForm::kAnyTime, track);
    return optional(std::move(whole));
  }
  whole.parts.push_back(before(head, events(has(Trait::kSeveralEvents) ? 50 : 5)));
  LimitForm limit_kind = limit_form(form);
  // `if … before …` would read on as a comparison: in brackets it ends.
  if (has(Trait::kIf)) {
    whole.parts.push_back(optional(before(" if (", condition())));
    whole.parts.back().end = ")";
  } else if (has(Trait::kOnlyIf)) {
    whole.parts.push_back(optional(before(" only if (", condition())));
    whole.parts.back().end = ")";
  }
  if (form == Form::kEnsure && has(Trait::kPracticable)) {
    std::vector<Piece> parts;
    parts.push_back(leaf(" as soon as practicable"));
    if (const auto judge = fact(Kind::kYesNo); judge && dice_.chance(50)) {
      parts.push_back(optional(leaf(" judged by " + *judge)));
    }
    if (dice_.chance(70)) {
      parts.push_back(before(" and ", limit(limit_kind)));
    } else {
      limit_kind = LimitForm::kAnyTime;
    }
    whole.parts.push_back(sequence(std::move(parts)));
  } else {
    whole.parts.push_back(before(" ", limit(limit_kind)));
  }
  const bool dated = has_due_date(limit_kind) && limit_kind != LimitForm::kEvery && limit_kind != LimitForm::kAtLeast;
  if (form == Form::kEnsure && dated && has(Trait::kAlternative)) {
    LimitForm other = limit_form(Form::kAllow);
    while (!has_due_date(other)) other = limit_form(Form::kAllow);
    whole.parts.push_back(
        optional(sequence({before("\n    or ensure ", events(20)), before(" ", limit(other))})));
  }
  clauses(whole, form, limit_kind, track);
  return optional(std::move(whole));
}

RandomFramework Maker::make() {
  plan();
  std::vector<Piece> top;
  top.push_back(header());
  top.push_back(leaf("\n"));
  for (const std::string& party : world_.parties) {
    top.push_back(optional(leaf(fmt::format("\nparty {} \"{}\"", party, party))));
  }
  top.push_back(parameters());
  top.push_back(facts());
  top.push_back(event_declarations());
  for (const std::size_t one : decided_) {
    // A table rests on the facts before the one it decides.
    usable_facts_ = one;
    top.push_back(table(one));
    usable_facts_ = world_.facts.size();
  }

  // Where each duty and each trigger stands: the case, a track, a stage.
  struct Place {
    std::size_t track = kNoTrack;
    std::size_t stage = kNoTrack;
  };
  const auto place = [&]() -> Place {
    if (dice_.chance(25)) return {};
    const std::size_t track = dice_.below(tracks_.size());
    if (dice_.chance(35)) return {track, kNoTrack};
    return {track, dice_.chance(50) ? 0 : dice_.below(tracks_[track].size())};
  };
  std::vector<std::pair<Place, Piece>> inner;
  for (const std::string& name : duties_) {
    const Place at = place();
    inner.emplace_back(at, duty(name, at.track));
  }
  int triggers = 0;
  for (int more = 0; more < 2; ++more) {
    if (!has(Trait::kTriggers)) continue;
    const Place at = place();
    Piece piece = trigger(at.track);
    piece.text = fmt::format("\n  trigger g{}", ++triggers);
    inner.emplace_back(at, std::move(piece));
  }
  const auto put = [&](std::vector<Piece>& into, std::size_t track, std::size_t stage) {
    for (auto& [at, piece] : inner) {
      if (at.track == track && at.stage == stage) into.push_back(std::move(piece));
    }
  };
  put(top, kNoTrack, kNoTrack);
  for (std::size_t t = 0; t < tracks_.size(); ++t) {
    Piece whole = begins();
    whole.text = fmt::format("\n\ntrack x{} \"x{}\"", t + 1, t + 1);
    put(whole.parts, t, kNoTrack);
    for (std::size_t s = 0; s < tracks_[t].size(); ++s) {
      Piece stage;
      stage.text = fmt::format("\nstage {} \"{}\"", tracks_[t][s], tracks_[t][s]);
      put(stage.parts, t, s);
      const bool last = s + 1 == tracks_[t].size();
      if (last && tracks_[t].size() > 1 && dice_.chance(60)) {
        stage.parts.push_back(optional(leaf("\n  end")));
      } else if (last && dice_.chance(30)) {
        stage.parts.push_back(optional(leaf("\n  may end")));
      } else {
        for (Piece& move : moves(t).parts) stage.parts.push_back(std::move(move));
      }
      whole.parts.push_back(optional(std::move(stage)));
    }
    top.push_back(optional(std::move(whole)));
  }
  return {sequence(std::move(top)), std::move(world_)};
}

}  // namespace

std::string date_words(Date day) {
  const std::chrono::year_month_day parts{day};
  return fmt::format("{} {} {}", unsigned{parts.day()}, kMonths[unsigned{parts.month()} - 1], int{parts.year()});
}

std::string random_value(Dice& dice, Kind kind, const World& world, Date day) {
  const auto list = [&](Kind element) {
    std::string text;
    for (int count = dice.between(0, 3); count > 0; --count) {
      text += (text.empty() ? "" : ", ") + random_value(dice, element, world, day);
    }
    return text;
  };
  switch (kind) {
    case Kind::kYesNo:
      return dice.chance(60) ? "yes" : "no";
    case Kind::kNumber:
      return dice.chance(85) ? std::to_string(dice.between(0, 5)) : "2.5";
    case Kind::kText:
      return dice.one_of({"\"a\"", "\"b\""});
    case Kind::kDate:
      return date_words(day + days{dice.chance(70) ? dice.between(-5, 25) : dice.between(-60, 90)});
    case Kind::kDuration: {
      const int count = dice.between(1, 3);
      return fmt::format("{} {}{}", count, dice.one_of({"calendar day", "week", "month"}), count == 1 ? "" : "s");
    }
    case Kind::kParty:
      return dice.one_of(world.parties);
    case Kind::kOneOf:
      return std::string(kColours[dice.below(kColours.size())]);
    case Kind::kPartyList: {
      // Nobody twice.
      std::string text;
      for (const std::string& party : world.parties) {
        if (dice.chance(50)) text += (text.empty() ? "" : ", ") + party;
      }
      return text;
    }
    case Kind::kNumberList:
      return list(Kind::kNumber);
    case Kind::kTextList:
      return list(Kind::kText);
    case Kind::kDateList:
      return list(Kind::kDate);
  }
  return {};
}

RandomFramework random_framework(Dice& dice) { return Maker(dice).make(); }

}  // namespace proviso::reference
