// SPDX-License-Identifier: Apache-2.0
// What a random framework declares, and how it is put together.
#include "tests/reference/random_framework.h"

#include <algorithm>
#include <initializer_list>

#include <fmt/format.h>

#include "tests/reference/framework_maker.h"

namespace proviso::reference {
namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 3> kColours{"red", "green", "blue"};

}  // namespace

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
FrameworkMaker::FrameworkMaker(Dice& dice, Role role, const Linked* other) : dice_(dice), role_(role), other_(other) {
  for (int& percent : traits_) percent = dice_.one_of({0, 0, 12, 12, 40, 80});
  if (other_ != nullptr) {
    world_.start = other_->world.start;
    calendar_ = other_->calendar;
    if (role_ == Role::kOpens) percent_of(Trait::kOpen) = 60;
    return;
  }
  world_.start = Date{std::chrono::year{dice_.between(2019, 2021)} / 1 / 1} + days{dice_.between(0, 364)};
  calendar_ = dice_.chance(4) ? "" : dice_.chance(5) ? "short" : "england";
  if (role_ != Role::kOpened) return;
  // Only days, facts that are handed over and its own stages move it.
  for (const Trait trait : {Trait::kDays, Trait::kDateFacts, Trait::kEntering, Trait::kTimeouts, Trait::kStanding,
                            Trait::kConditionMoves, Trait::kConditionTriggers, Trait::kToday}) {
    percent_of(trait) = dice_.one_of({0, 40, 80});
  }
}

FrameworkMaker::Linked FrameworkMaker::linked() const {
  Linked linked{world_, calendar_, stages_, duties_, spots_, {}};
  for (std::size_t t = 0; t < tracks_.size(); ++t) {
    linked.running.push_back(tracks_[t]);
    if (ends_[t] != kNoTrack) linked.running.back()[ends_[t]].clear();
  }
  return linked;
}

void FrameworkMaker::plan() {
  loops_ = dice_.chance(1);
  named_ = !calendar_.empty() && ever(Trait::kNamedDays);
  world_.hours = ever(Trait::kHours);
  world_.parties = {"ann", "bob", "cat"};

  const std::vector<std::pair<ValueKind, std::string>> kinds = {
      {ValueKind::kYesNo, "b"},     {ValueKind::kYesNo, "b"},      {ValueKind::kNumber, "n"},
      {ValueKind::kDate, "d"},      {ValueKind::kText, "t"},       {ValueKind::kParty, "w"},
      {ValueKind::kOneOf, "c"},     {ValueKind::kPartyList, "lp"}, {ValueKind::kNumberList, "ln"},
      {ValueKind::kTextList, "lt"}, {ValueKind::kDateList, "ld"},  {ValueKind::kDuration, "u"}};
  const auto add = [&](ValueKind kind, const std::string& letter, bool recorded) {
    world_.facts.push_back({fmt::format("{}{}", letter, world_.facts.size() + 1), kind, recorded});
  };
  add(ValueKind::kYesNo, "b", true);
  for (int more = dice_.between(1, 4); more > 0; --more) {
    const auto& [kind, letter] = dice_.one_of(kinds);
    add(kind, letter, true);
  }
  if (ever(Trait::kForEach)) add(ValueKind::kPartyList, "lp", true);
  if (ever(Trait::kDateFacts)) add(ValueKind::kDate, "d", true);
  if (ever(Trait::kFactParty)) add(ValueKind::kParty, "w", true);
  const auto derive = [&] {
    for (int more = dice_.between(0, 2); more > 0; --more) {
      if (!has(Trait::kDerivedFacts)) continue;
      const auto& [kind, letter] = kinds[dice_.below(7)];  // lists and durations are recorded only
      add(kind, letter, false);
    }
  };
  // A derived fact may rest on a decided one and the other way round.
  const bool derived_first = dice_.chance(50);
  if (derived_first) derive();
  if (has(Trait::kTables)) {
    const auto& [kind, letter] = dice_.one_of(kinds);
    decided_.push_back(world_.facts.size());
    add(kind, letter, false);
  }
  if (!derived_first) derive();

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
  rests_on_run_.assign(world_.facts.size(), false);
}

bool FrameworkMaker::may_use(std::size_t fact) const {
  return fact < usable_facts_ && !(in_run_ && rests_on_run_[fact]);
}

std::optional<std::string> FrameworkMaker::fact(ValueKind kind) {
  std::vector<std::string> fitting;
  for (std::size_t i = 0; i < world_.facts.size(); ++i) {
    if (world_.facts[i].kind == kind && may_use(i)) fitting.push_back(world_.facts[i].name);
  }
  if (fitting.empty()) return std::nullopt;
  return dice_.one_of(fitting);
}

Piece FrameworkMaker::events(int percent_more) {
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

Piece FrameworkMaker::header() {
  std::vector<Piece> lines;
  lines.push_back(leaf(role_ == Role::kOpened || role_ == Role::kContinued ? "framework linked \"Linked\""
                                                                           : "framework random \"Random\""));
  if (!calendar_.empty()) lines.push_back(leaf("\n  calendar " + calendar_));
  if (named_) lines.push_back(optional(leaf("\n  calendar school for school days")));
  if (world_.hours && role_ == Role::kAlone && dice_.chance(60)) {
    lines.push_back(optional(leaf("\n  time zone \"Europe/London\"")));
  }
  if (role_ == Role::kOpens) lines.push_back(optional(leaf("\n\nuse \"linked.proviso\"")));
  if (role_ == Role::kContinues) lines.push_back(leaf("\n\nuse \"linked.proviso\""));
  return sequence(std::move(lines));
}

Piece FrameworkMaker::parameters() {
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

Piece FrameworkMaker::facts() {
  std::vector<Piece> all;
  for (std::size_t i = 0; i < world_.facts.size(); ++i) {
    const World::Fact& one = world_.facts[i];
    constexpr std::array<std::string_view, 11> kTypes{"yes/no",
                                                      "number",
                                                      "text",
                                                      "date",
                                                      "duration",
                                                      "party",
                                                      "one of red, green, blue",
                                                      "list of party",
                                                      "list of number",
                                                      "list of text",
                                                      "list of date"};
    std::vector<Piece> parts;
    parts.push_back(leaf(fmt::format("\nfact {} : {}", one.name, kTypes[static_cast<std::size_t>(one.kind)])));
    const bool decided = std::find(decided_.begin(), decided_.end(), i) != decided_.end();
    if (!one.recorded && !decided) {
      usable_facts_ = i;
      parts.push_back(leaf(" means "));
      parts.push_back(one.kind == ValueKind::kYesNo ? condition() : value(one.kind, 1));
      const std::string text = text_of(parts.back());
      rests_on_run_[i] = text.find("longest run") != std::string::npos;
      for (std::size_t under = 0; under < i; ++under) {
        if (rests_on_run_[under] && text.find(world_.facts[under].name) != std::string::npos) rests_on_run_[i] = true;
      }
      usable_facts_ = world_.facts.size();
    }
    all.push_back(optional(sequence(std::move(parts))));
  }
  return sequence(std::move(all));
}

Piece FrameworkMaker::event_declarations() {
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

Piece FrameworkMaker::cell(ValueKind kind) {
  if (dice_.chance(20)) return leaf("-");
  const auto literal = [&] { return random_value(dice_, kind, world_, world_.start); };
  std::vector<Piece> parts;
  do {
    if (dice_.chance(12)) {
      parts.push_back(leaf("unknown"));
    } else if (kind == ValueKind::kNumber && dice_.chance(60)) {
      const int low = dice_.between(0, 4);
      if (dice_.chance(30)) {
        parts.push_back(leaf(fmt::format("{} to {}", low, low + dice_.between(0, 3))));
      } else {
        parts.push_back(
            leaf(fmt::format("{} {}", dice_.one_of({"more than", "less than", "at least", "at most"}), low)));
      }
    } else if (kind == ValueKind::kDate && dice_.chance(70)) {
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

Piece FrameworkMaker::table(std::size_t fact) {
  const ValueKind kind = world_.facts[fact].kind;
  std::vector<std::string> hits = {"unique", "first", "any"};
  ValueKind given = kind;
  switch (kind) {
    case ValueKind::kNumber:
      hits = {"unique", "first", "any", "collect sum", "collect count", "collect min", "collect max"};
      break;
    case ValueKind::kDate:
      hits = {"unique", "first", "any", "collect min", "collect max"};
      break;
    case ValueKind::kPartyList:
      hits = {"collect"};
      given = ValueKind::kParty;
      break;
    case ValueKind::kNumberList:
      hits = {"collect"};
      given = ValueKind::kNumber;
      break;
    case ValueKind::kTextList:
      hits = {"collect"};
      given = ValueKind::kText;
      break;
    case ValueKind::kDateList:
      hits = {"collect"};
      given = ValueKind::kDate;
      break;
    default:
      break;
  }
  std::vector<std::size_t> inputs;
  for (std::size_t i = 0; i < fact && inputs.size() < 3; ++i) {
    const ValueKind of = world_.facts[i].kind;
    if (of != ValueKind::kDuration && of < ValueKind::kPartyList && (inputs.empty() || dice_.chance(40)))
      inputs.push_back(i);
  }
  for (const std::size_t input : inputs) {
    if (rests_on_run_[input]) rests_on_run_[fact] = true;
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
RandomFramework FrameworkMaker::make() {
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

  const auto place = [&]() -> Spot {
    if (dice_.chance(25)) return {};
    const std::size_t track = dice_.below(tracks_.size());
    if (dice_.chance(35)) return {track, kNoTrack};
    return {track, dice_.chance(50) ? 0 : dice_.below(tracks_[track].size())};
  };
  std::vector<std::pair<Spot, Piece>> inner;
  for (const std::string& name : duties_) {
    const Spot at = place();
    spots_.push_back(at);
    inner.emplace_back(at, duty(name, at.track));
  }
  int triggers = 0;
  for (int more = 0; more < 2; ++more) {
    if (!has(Trait::kTriggers)) continue;
    const Spot at = place();
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
  ends_.assign(tracks_.size(), kNoTrack);
  for (std::size_t t = 0; t < tracks_.size(); ++t) {
    Piece whole = begins();
    whole.text = fmt::format("\n\ntrack x{} \"x{}\"", t + 1, t + 1);
    put(whole.parts, t, kNoTrack);
    for (std::size_t s = 0; s < tracks_[t].size(); ++s) {
      Piece stage;
      stage.text = fmt::format("\nstage {} \"{}\"", tracks_[t][s], tracks_[t][s]);
      // Moves come first: behind an expression `after …` would read on as a comparison of dates.
      const bool last = s + 1 == tracks_[t].size();
      if (last && tracks_[t].size() > 1 && dice_.chance(60)) {
        stage.parts.push_back(optional(leaf("\n  end")));
        ends_[t] = s;
      } else if (last && dice_.chance(30)) {
        stage.parts.push_back(optional(leaf("\n  may end")));
      } else {
        for (Piece& move : moves(t, s).parts) stage.parts.push_back(std::move(move));
      }
      put(stage.parts, t, s);
      whole.parts.push_back(optional(std::move(stage)));
    }
    top.push_back(optional(std::move(whole)));
  }
  if (role_ == Role::kContinues) top.push_back(transition());
  return {sequence(std::move(top)), std::nullopt, world_};
}

std::string date_words(Date day) {
  const std::chrono::year_month_day parts{day};
  return fmt::format("{} {} {}", unsigned{parts.day()}, kMonths[unsigned{parts.month()} - 1], int{parts.year()});
}

std::string random_value(Dice& dice, ValueKind kind, const World& world, Date day) {
  const auto list = [&](ValueKind element) {
    std::string text;
    for (int count = dice.between(0, 3); count > 0; --count) {
      text += (text.empty() ? "" : ", ") + random_value(dice, element, world, day);
    }
    return text;
  };
  switch (kind) {
    case ValueKind::kYesNo:
      return dice.chance(60) ? "yes" : "no";
    case ValueKind::kNumber:
      return dice.chance(85) ? std::to_string(dice.between(0, 5)) : "2.5";
    case ValueKind::kText:
      return dice.one_of({"\"a\"", "\"b\""});
    case ValueKind::kDate:
      return date_words(day + days{dice.chance(70) ? dice.between(-5, 25) : dice.between(-60, 90)});
    case ValueKind::kDuration: {
      const int count = dice.between(1, 3);
      return fmt::format("{} {}{}", count, dice.one_of({"calendar day", "week", "month"}), count == 1 ? "" : "s");
    }
    case ValueKind::kParty:
      return dice.one_of(world.parties);
    case ValueKind::kOneOf:
      return std::string(kColours[dice.below(kColours.size())]);
    case ValueKind::kPartyList: {
      // Nobody twice.
      std::string text;
      for (const std::string& party : world.parties) {
        if (dice.chance(50)) text += (text.empty() ? "" : ", ") + party;
      }
      return text;
    }
    case ValueKind::kNumberList:
      return list(ValueKind::kNumber);
    case ValueKind::kTextList:
      return list(ValueKind::kText);
    case ValueKind::kDateList:
      return list(ValueKind::kDate);
  }
  return {};
}

RandomFramework random_framework(Dice& dice) {
  using Role = FrameworkMaker::Role;
  const std::size_t of = dice.below(100);
  if (of >= 15) return FrameworkMaker(dice, Role::kAlone).make();
  const bool opens = of < 8;
  FrameworkMaker beside(dice, opens ? Role::kOpened : Role::kContinued);
  RandomFramework linked = beside.make();
  const FrameworkMaker::Linked names = beside.linked();
  RandomFramework whole = FrameworkMaker(dice, opens ? Role::kOpens : Role::kContinues, &names).make();
  whole.linked = std::move(linked.rules);
  return whole;
}

}  // namespace proviso::reference
