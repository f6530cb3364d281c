// SPDX-License-Identifier: Apache-2.0
// Random duties: every form, every limit, every clause that fits them.
#include <algorithm>

#include <fmt/format.h>

#include "tests/reference/framework_maker.h"

namespace proviso::reference {
namespace {

/// An amount that the language does not take as nothing.
Piece at_least_one(Piece amount) {
  if (amount.number) {
    amount.number->least = 1;
    amount.number->value = std::max(amount.number->value, 1);
  }
  return amount;
}

}  // namespace

using std::chrono::days;

LimitForm FrameworkMaker::limit_form(Form form) {
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
        if (form != Form::kAllow && has(Trait::kEvery)) return LimitForm::kEvery;
        break;
      default:
        if (has(Trait::kAnyTime)) return LimitForm::kAnyTime;
        break;
    }
  }
}

Piece FrameworkMaker::limit(LimitForm form) {
  switch (form) {
    case LimitForm::kWithin:
      return sequence({before("within ", amount()), before(" of ", moment())});
    case LimitForm::kBeginning:
      return sequence({before("within ", amount()), before(" beginning with ", moment())});
    case LimitForm::kHours:
      return sequence({before("within ", amount_of(Unit::kHours, dice_.chance(70) ? 60 : 2400)),
                       before(" of ", has(Trait::kFirst) ? leaf("first " + event()) : events(25))});
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
      parts.push_back(before("every ", at_least_one(amount())));
      parts.push_back(before(" from ", moment()));
      if (has(Trait::kUntil)) parts.push_back(optional(before(" until ", moment())));
      return sequence(std::move(parts));
    }
    case LimitForm::kAnyTime:
      return leaf("at any time");
  }
  return leaf("at any time");
}

Piece FrameworkMaker::roll() {
  std::vector<std::string> days_of = {"calendar"};
  if (!calendar_.empty()) days_of.insert(days_of.end(), {"working", "working", "working"});
  if (named_) days_of.insert(days_of.end(), {"school", "school"});
  std::vector<Piece> parts;
  const std::string day = dice_.one_of(days_of);
  parts.push_back(leaf(fmt::format("\n    or the next {} day", day)));
  const bool always = day == "calendar";  // without a period every day counts, and nothing is rolled
  if (always || dice_.chance(45)) {
    const Date from = world_.start + days{dice_.between(-20, 120)};
    const Date to = from + days{dice_.between(0, 60)};
    if (dice_.chance(50)) {
      parts.push_back(leaf(fmt::format(" when it falls in {} to {}", date_words(from), date_words(to))));
    } else {
      const auto yearless = [](Date date) {
        const std::string words = date_words(date);
        return words.substr(0, words.rfind(' '));
      };
      parts.push_back(leaf(fmt::format(" when it falls in {} to {}", yearless(from), yearless(to))));
    }
    parts.back().optional = !always;
  }
  return optional(sequence(std::move(parts)));
}

Piece FrameworkMaker::excuse() { return optional(before("\n    excused if ", condition())); }

Piece FrameworkMaker::once(Form form, std::size_t track) {
  const std::string status = form == Form::kUse ? dice_.one_of({"kept", "unused"})
                                                : dice_.one_of({"kept", "kept", "missed", "missed", "excused"});
  may_loop_ = true;
  Piece done = actions(track);
  may_loop_ = false;
  return optional(before("\n    once " + status, std::move(done)));
}

Piece FrameworkMaker::adjustment() {
  std::vector<Piece> parts;
  const bool by = has(Trait::kExtendedBy);
  const bool to = !by && has(Trait::kExtendedTo);
  if (by) {
    parts.push_back(
        before("\n    extended by ", has(Trait::kHours) ? amount_of(Unit::kHours, 60) : at_least_one(amount())));
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
    Piece all = has(Trait::kHours) ? amount_of(Unit::kHours, 90) : at_least_one(duration());
    all.text = " by at most ";
    all.end = " in all";
    parts.push_back(optional(std::move(all)));
  }
  return optional(sequence(std::move(parts)));
}

void FrameworkMaker::clauses(Piece& duty, Form form, LimitForm limit, bool practicable, std::size_t track) {
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
      if (has(Trait::kExtendedBy) || has(Trait::kExtendedTo) || has(Trait::kInstead))
        duty.parts.push_back(adjustment());
    }
  }
  // Nothing is missed in a right, so nothing is excused.
  if ((due || practicable) && form != Form::kUse && has(Trait::kExcuses)) duty.parts.push_back(excuse());
  for (int more = 0; more < 2 && has(Trait::kOnce); ++more) duty.parts.push_back(once(form, track));
}

Piece FrameworkMaker::duty(const std::string& name, std::size_t track) {
  const bool standing = has(Trait::kStanding);
  const Form form = standing                    ? Form::kThat
                    : has(Trait::kProhibitions) ? Form::kAllow
                    : has(Trait::kRights)       ? Form::kUse
                                                : Form::kEnsure;
  Piece whole;
  whole.text = fmt::format("\n  duty {} \"{}\"", name, name);
  if (has(Trait::kAppliesIf)) whole.parts.push_back(optional(before("\n    applies if ", condition())));
  std::string party = dice_.one_of(world_.parties);
  if (has(Trait::kForEach)) {
    if (const auto list = fact(ValueKind::kPartyList)) {
      whole.parts.push_back(optional(leaf(fmt::format("\n    for each one-of-them in {}", *list))));
      party = "one-of-them";
    }
  } else if (has(Trait::kFactParty)) {
    if (const auto of = fact(ValueKind::kParty)) party = *of;
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
    clauses(whole, form, LimitForm::kAnyTime, false, track);
    return optional(std::move(whole));
  }
  whole.parts.push_back(before(head, events(has(Trait::kSeveralEvents) ? 50 : 5)));
  LimitForm limit_kind = limit_form(form);
  // `if x before …` would read on as a comparison of dates; after `is yes` none can begin.
  const std::string closed = limit_kind == LimitForm::kBefore ? ") is yes" : ")";
  if (has(Trait::kIf)) {
    whole.parts.push_back(optional(before(" if (", condition())));
    whole.parts.back().end = closed;
  } else if (has(Trait::kOnlyIf)) {
    whole.parts.push_back(optional(before(" only if (", condition())));
    whole.parts.back().end = closed;
  }
  const bool practicable = form == Form::kEnsure && has(Trait::kPracticable);
  if (practicable) {
    std::vector<Piece> parts;
    parts.push_back(leaf(" as soon as practicable"));
    if (const auto judge = fact(ValueKind::kYesNo); judge && dice_.chance(50)) {
      parts.push_back(optional(leaf(" judged by " + *judge)));
    }
    if (has_due_date(limit_kind) && dice_.chance(70)) {
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
    whole.parts.push_back(optional(sequence({before("\n    or ensure ", events(20)), before(" ", limit(other))})));
  }
  clauses(whole, form, limit_kind, practicable, track);
  return optional(std::move(whole));
}

}  // namespace proviso::reference
