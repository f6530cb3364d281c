// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/coverage.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>

namespace proviso::reference {
namespace {

using model::Expression;
using model::Moment;

template <typename Enum>
std::size_t at(Enum value) {
  return static_cast<std::size_t>(value);
}

constexpr std::array<std::string_view, 35> kOperations{"literal",
                                                       "fact",
                                                       "not",
                                                       "and",
                                                       "or",
                                                       "is",
                                                       "is not",
                                                       "is more than",
                                                       "is less than",
                                                       "is at least",
                                                       "is at most",
                                                       "before",
                                                       "after",
                                                       "on or before",
                                                       "on or after",
                                                       "includes",
                                                       "is known",
                                                       "plus",
                                                       "minus",
                                                       "times",
                                                       "date plus",
                                                       "date minus",
                                                       "count of",
                                                       "number of",
                                                       "date of first",
                                                       "date of last",
                                                       "in stage",
                                                       "total of",
                                                       "longest run",
                                                       "weekday of",
                                                       "today",
                                                       "counted",
                                                       "the later of",
                                                       "the earlier of",
                                                       "duty is"};
static_assert(static_cast<std::size_t>(Expression::Operation::kDutyIs) + 1 == kOperations.size());
constexpr std::array<std::string_view, 9> kMoments{"event",  "first",    "entering",   "date fact",     "date",
                                                   "offset", "later of", "earlier of", "in the year of"};
constexpr std::array<std::string_view, 7> kUnits{"working days", "calendar days", "weeks", "months",
                                                 "years",        "named days",    "hours"};
constexpr std::array<std::string_view, 8> kActions{"record", "add",    "go to", "begin",
                                                   "end",    "notify", "open",  "close case"};
constexpr std::array<std::string_view, 8> kHits{"unique", "first", "any", "collect", "sum", "count", "min", "max"};
constexpr std::array<std::string_view, 7> kCells{"value",     "range",   "more than", "at least",
                                                 "less than", "at most", "unknown"};
constexpr std::array<std::string_view, 8> kStatuses{"pending", "kept",    "kept late", "missed",
                                                    "unused",  "excused", "lapsed",    "undecided"};
constexpr std::array<std::string_view, 14> kForms{
    "within",    "beginning with", "hours",    "by",    "before",     "on the day",  "weekday",
    "no sooner", "window",         "at least", "every", "throughout", "at any time", "practicable"};
constexpr std::array<std::string_view, 4> kVerbs{"ensure", "allow", "use", "ensure that"};
constexpr std::array<std::string_view, 3> kScopes{"case", "track", "stage"};

std::string_view form_of(const model::Limit& limit) {
  switch (limit.kind) {
    case model::LimitKind::kWithin: {
      const auto* duration = std::get_if<Duration>(&limit.amount);
      return duration != nullptr && duration->unit == Unit::kHours ? "hours" : "within";
    }
    case model::LimitKind::kWithinBeginning:
      return "beginning with";
    case model::LimitKind::kBy:
      return "by";
    case model::LimitKind::kBefore:
      return "before";
    case model::LimitKind::kOnTheDayOf:
      return "on the day";
    case model::LimitKind::kOnWeekday:
      return "weekday";
    case model::LimitKind::kNoSooner:
      return limit.no_later ? "window" : "no sooner";
    case model::LimitKind::kAtLeast:
      return "at least";
    case model::LimitKind::kEvery:
      return "every";
    case model::LimitKind::kThroughout:
      return "throughout";
    case model::LimitKind::kAnyTime:
      return limit.practicable ? "practicable" : "at any time";
  }
  return "";
}

std::string_view verb_of(const model::Duty& duty) {
  if (duty.that) return "ensure that";
  if (duty.negated) return "allow";
  return duty.modality == Modality::kMay ? "use" : "ensure";
}

/// Gathers what a framework holds, each thing once.
class Gathering {
 public:
  explicit Gathering(const model::Framework& framework) : framework_(framework) {}

  std::set<std::string> run();

 private:
  void add(std::string label) { labels_.insert(std::move(label)); }
  void expression(const Expression& expression);
  void amount(const model::Amount& amount, std::string_view where);
  void moment(const Moment& moment, std::string_view where);
  void limit(const model::Limit& limit);
  void actions(const std::vector<model::Action>& actions, std::string_view where);
  void duty(const model::Duty& duty);
  void transition(const model::Transition& transition);

  const model::Framework& framework_;
  std::set<std::string> labels_;
};

void Gathering::expression(const Expression& expression) {
  add(fmt::format("expression {}", kOperations[at(expression.operation)]));
  for (const Expression& operand : expression.operands) this->expression(operand);
  for (const Moment& since : expression.since) {
    add(fmt::format("expression {} since", kOperations[at(expression.operation)]));
    moment(since, "since");
  }
  if (expression.operation == Expression::Operation::kDutyIs) {
    add(fmt::format("duty is {}", kStatuses[at(expression.status)]));
  }
  if (expression.operation == Expression::Operation::kCounted) {
    add(fmt::format("counted {}", kUnits[at(expression.duration.unit)]));
  }
}

void Gathering::amount(const model::Amount& amount, std::string_view where) {
  if (const auto* duration = std::get_if<Duration>(&amount)) {
    add(fmt::format("{} in {}", kUnits[at(duration->unit)], where));
  } else if (std::holds_alternative<model::ParameterId>(amount)) {
    add(fmt::format("parameter in {}", where));
  }
}

void Gathering::moment(const Moment& moment, std::string_view where) {
  add(fmt::format("moment {} in {}", kMoments[at(moment.kind)], where));
  if (moment.kind == Moment::Kind::kEvents && moment.events.size() > 1) add("moment several events");
  if (moment.kind == Moment::Kind::kOffset) {
    amount(moment.offset, "an offset");
    add(moment.before ? "offset before" : "offset after");
  }
  for (const Moment& of : moment.of) this->moment(of, where);
}

void Gathering::limit(const model::Limit& limit) {
  const std::string_view form = form_of(limit);
  amount(limit.amount, form);
  if (limit.moment) moment(*limit.moment, form);
  if (limit.no_later) moment(*limit.no_later, "no later than");
  if (limit.until) moment(*limit.until, "until");
}

void Gathering::actions(const std::vector<model::Action>& actions, std::string_view where) {
  for (const model::Action& action : actions) {
    add(fmt::format("{} in {}", kActions[at(action.kind)], where));
    if (action.value) expression(*action.value);
  }
}

/// The clauses of a duty, each once, as pairs with its form of limit are named by them.
std::vector<std::string_view> clauses_of(const model::Duty& duty) {
  std::set<std::string_view> clauses;
  if (duty.applies_if) clauses.insert("applies if");
  if (duty.party.kind == model::Owing::Kind::kEach) clauses.insert("for each");
  if (duty.party.kind == model::Owing::Kind::kFact) clauses.insert("party fact");
  if (duty.condition) clauses.insert(duty.only_if ? "only if" : "if");
  if (duty.events.size() > 1) clauses.insert("several acts");
  if (duty.alternative) clauses.insert("or ensure");
  if (duty.limit.practicable) clauses.insert("as soon as practicable");
  if (duty.limit.judged_by) clauses.insert("judged by");
  if (duty.limit.until) clauses.insert("until");
  if (duty.limit.moment && duty.limit.moment->is_group()) clauses.insert("group");
  for (const model::Roll& roll : duty.rolls)
    clauses.insert(roll.from || roll.from_each_year ? "roll in period" : "roll");
  if (duty.warn) clauses.insert("warn");
  if (!duty.stops.empty()) clauses.insert("clock stops");
  for (const model::Adjustment& adjustment : duty.adjustments) {
    constexpr std::array<std::string_view, 3> kKinds{"extended by", "extended to", "due instead"};
    clauses.insert(kKinds[at(adjustment.kind)]);
  }
  if (!duty.excuses.empty()) clauses.insert("excused if");
  if (!duty.once.empty()) clauses.insert("once");
  return {clauses.begin(), clauses.end()};
}

void Gathering::duty(const model::Duty& duty) {
  const std::string_view form = form_of(duty.limit);
  add(fmt::format("duty of a {}, {}", kScopes[at(duty.scope.kind)], form));
  if (duty.applies_if) expression(*duty.applies_if);
  if (duty.condition) expression(*duty.condition);
  if (duty.that) expression(*duty.that);
  limit(duty.limit);
  if (duty.alternative) {
    add(fmt::format("or ensure {}", form_of(duty.alternative->limit)));
    limit(duty.alternative->limit);
  }
  for (const model::Roll& roll : duty.rolls) {
    constexpr std::array<std::string_view, 3> kKinds{"working", "calendar", "named"};
    add(fmt::format("roll to the next {} day{}", kKinds[at(roll.kind)],
                    roll.from             ? " in dates"
                    : roll.from_each_year ? " each year"
                                          : ""));
  }
  for (const Expression& stop : duty.stops) expression(stop);
  for (const model::Adjustment& adjustment : duty.adjustments) {
    amount(adjustment.amount, "extended by");
    if (adjustment.moment) {
      moment(*adjustment.moment, adjustment.kind == model::Adjustment::Kind::kTo ? "extended to" : "due instead");
    }
    if (adjustment.times) add("extended at most so many times");
    if (adjustment.in_all) add("extended by at most so long in all");
  }
  for (const Expression& excuse : duty.excuses) expression(excuse);
  for (const model::Once& once : duty.once) {
    add(fmt::format("once {}", kStatuses[at(once.status)]));
    actions(once.actions, "once");
  }
  if (duty.warn) amount(*duty.warn, "warn");
}

void Gathering::transition(const model::Transition& transition) {
  constexpr std::array<std::string_view, 3> kPlaces{"go on", "stay", "end"};
  constexpr std::array<std::string_view, 3> kWords{"runs on", "takes the new limit", "lapses"};
  const auto words = [&](const model::Handovers& said) {
    for (const model::Handover& word : said.named) add(fmt::format("duty {}", kWords[at(word.kind)]));
    if (said.others) add(fmt::format("other duties, {}", kWords[at(*said.others)]));
  };
  words(transition.duties);
  for (const model::Place& place : transition.places) {
    add(fmt::format("cases {}", kPlaces[at(place.kind)]));
    words(place.duties);
    if (place.carried) add("duties of a place");
  }
  if (transition.carried) add("duties of a transition");
  if (!transition.decided_by.empty()) add("decided by");
}

std::set<std::string> Gathering::run() {
  for (const model::Fact& fact : framework_.facts) {
    if (fact.means) {
      add("derived fact");
      expression(*fact.means);
    }
  }
  for (const model::Decision& decision : framework_.decisions) {
    add(fmt::format("hit {}", kHits[at(decision.hit)]));
    for (const model::Row& row : decision.rows) {
      for (const model::Cell& cell : row.cells) {
        if (cell.any) add("cell -");
        if (cell.negated) add("cell not");
        if (cell.parts.size() > 1) add("cell of several parts");
        for (const model::Cell::Part& part : cell.parts) add(fmt::format("cell {}", kCells[at(part.kind)]));
      }
    }
  }
  for (const model::Track& track : framework_.tracks) {
    if (track.begins_condition) {
      add("track begins on a condition");
      expression(*track.begins_condition);
    } else {
      add(track.begins_when.empty() ? "track begins at once" : "track begins on an event");
    }
  }
  for (const model::Move& move : framework_.moves) {
    constexpr std::array<std::string_view, 3> kMoves{"event", "condition", "timeout"};
    add(fmt::format("move on {}{}", kMoves[at(move.kind)],
                    move.otherwise                                                   ? " otherwise"
                    : move.condition && move.kind != model::Move::Kind::kOnCondition ? " if"
                                                                                     : ""));
    if (!move.of.empty()) add("timeout of an event");
    if (move.condition) expression(*move.condition);
    amount(move.after, "a timeout");
    actions(move.actions, "a move");
  }
  if (framework_.transition) transition(*framework_.transition);
  for (const model::Duty& one : framework_.duties) duty(one);
  for (const model::Trigger& trigger : framework_.triggers) {
    add(fmt::format("trigger of a {} on {}", kScopes[at(trigger.scope.kind)],
                    trigger.when ? "a condition" : "an event"));
    if (trigger.when) expression(*trigger.when);
    if (trigger.condition) {
      add("trigger if");
      expression(*trigger.condition);
    }
    actions(trigger.actions, "a trigger");
  }
  return std::move(labels_);
}

bool one_of(std::string_view form, std::initializer_list<std::string_view> forms) {
  return std::find(forms.begin(), forms.end(), form) != forms.end();
}

/// Whether the language lets a clause stand with a form of limit.
bool fits(std::string_view clause, std::string_view form) {
  const bool standing = form == "throughout";
  const bool dated = !standing && !one_of(form, {"weekday", "no sooner", "at any time", "practicable"});
  if (one_of(clause, {"for each", "party fact", "applies if", "once"})) return true;
  if (one_of(clause, {"if", "only if", "several acts"})) return !standing;
  if (clause == "excused if") return dated || standing || form == "practicable";
  if (clause == "until") return standing || form == "every";
  if (clause == "group") return !one_of(form, {"hours", "weekday", "at any time", "practicable"});
  if (clause == "or ensure") return dated && !one_of(form, {"at least", "every"});
  if (clause == "as soon as practicable" || clause == "judged by") return dated || form == "practicable";
  return dated;
}

bool can_be(std::string_view verb, std::string_view status) {
  if (verb == "use") return !one_of(status, {"kept late", "missed", "excused"});
  if (verb == "allow") return !one_of(status, {"kept late", "unused"});
  return status != "unused";
}

}  // namespace

std::vector<std::string> to_be_reached() {
  std::vector<std::string> all;
  const auto each = [&](std::string_view before, const auto& names, std::string_view after = "") {
    for (const std::string_view name : names) all.push_back(fmt::format("{}{}{}", before, name, after));
  };
  each("expression ", kOperations);
  each("hit ", kHits);
  each("cell ", kCells);
  each("duty is ", kStatuses);
  for (const std::string_view form : kForms) {
    for (const std::string_view clause : {"applies if",     "for each",     "party fact",  "if",
                                          "only if",        "several acts", "or ensure",   "as soon as practicable",
                                          "judged by",      "until",        "group",       "roll",
                                          "roll in period", "warn",         "clock stops", "extended by",
                                          "extended to",    "due instead",  "excused if",  "once"}) {
      if (fits(clause, form)) all.push_back(fmt::format("arisen: {} with {}", clause, form));
    }
    each("duty of a ", kScopes, fmt::format(", {}", form));
    if (!one_of(form, {"hours", "weekday", "at any time", "practicable"})) {
      each("moment ", kMoments, fmt::format(" in {}", form));
    }
  }
  for (const std::string_view verb : kVerbs) {
    for (const std::string_view status : kStatuses) {
      if (can_be(verb, status)) all.push_back(fmt::format("status {} of {}", status, verb));
    }
  }
  each("moment ", kMoments, " in no later than");
  each("moment ", kMoments, " in until");
  each("moment ", kMoments, " in extended to");
  each("moment ", kMoments, " in due instead");
  for (const std::string_view where : {"a move", "a trigger", "once"}) {
    for (const std::string_view action : kActions) {
      all.push_back(fmt::format("{} in {}", action, where));
    }
  }
  for (const std::string_view kind : {"breach", "shortfall", "deviation", "out of time", "warning", "undecided",
                                      "undecided track", "undecided trigger"}) {
    all.push_back(fmt::format("finding {}", kind));
  }
  for (const std::string_view kind : {"step-limit", "contradiction", "not-running", "unknown-list", "no-place"}) {
    all.push_back(fmt::format("error {}", kind));
  }
  all.insert(all.end(), {"carried",
                         "cases go on",
                         "cases stay",
                         "cases end",
                         "duty runs on",
                         "duty takes the new limit",
                         "duty lapses",
                         "other duties, runs on",
                         "other duties, lapses",
                         "duties of a place",
                         "duties of a transition",
                         "decided by",
                         "closed",
                         "unexpected",
                         "notified",
                         "track ended",
                         "track undecided",
                         "due range",
                         "due hour",
                         "opens",
                         "decided fact known",
                         "derived fact",
                         "trigger if",
                         "moment several events",
                         "move on event otherwise",
                         "move on timeout otherwise",
                         "timeout of an event"});
  return all;
}

void Coverage::count(const Given& given, const Outcome& outcome) {
  const model::Framework& framework = *given.framework;
  std::set<std::string> labels = Gathering(framework).run();
  std::set<std::string> arisen;
  for (const std::string& line : outcome) {
    const std::string_view text = line;
    const std::string_view head = text.substr(0, text.find(' '));
    const auto word = [&](std::size_t n) {
      std::size_t from = 0;
      for (; n > 0 && from != std::string_view::npos; --n) {
        from = text.find(' ', from);
        if (from != std::string_view::npos) ++from;
      }
      return from == std::string_view::npos ? std::string_view{} : text.substr(from, text.find(' ', from) - from);
    };
    if (head == "error") {
      labels.insert(fmt::format("error {}", word(1)));
    } else if (head == "closed" || head == "unexpected" || head == "notified" || head == "carried") {
      labels.emplace(head);
    } else if (head == "track") {
      if (text.ends_with(" undecided")) labels.insert("track undecided");
      if (text.ends_with(": ended")) labels.insert("track ended");
    } else if (head == "fact") {
      const auto name = word(1).substr(0, word(1).find(':'));
      for (const model::Fact& fact : framework.facts) {
        if (fact.decision && fact.name == name && !text.ends_with(": unknown")) labels.insert("decided fact known");
      }
    } else if (head == "finding") {
      std::string_view rest = text.substr(text.find(' ', 8) + 1);
      if (rest.starts_with("undecided t") &&
          (rest.starts_with("undecided track ") || rest.starts_with("undecided trigger "))) {
        labels.insert(fmt::format("finding {}", rest.substr(0, rest.find(' ', 10))));
      } else if (rest.starts_with("out of time")) {
        labels.insert("finding out of time");
      } else {
        labels.insert(fmt::format("finding {}", rest.substr(0, rest.find(' '))));
      }
    } else if (head == "duty") {
      const std::string_view name = word(1);
      const auto found = std::find_if(framework.duties.begin(), framework.duties.end(),
                                      [&](const model::Duty& duty) { return duty.name == name; });
      if (found == framework.duties.end()) continue;
      const std::size_t status = text.find(": ");
      const std::size_t anchor = text.find(" anchor ");
      const std::string_view form = form_of(found->limit);
      if (status != std::string_view::npos && anchor != std::string_view::npos) {
        const std::string_view is = text.substr(status + 2, anchor - status - 2);
        labels.insert(fmt::format("status {} of {}", is, verb_of(*found)));
        labels.insert(fmt::format("reached: {} with {}", is, form));
      }
      for (const std::string_view clause : clauses_of(*found)) {
        labels.insert(fmt::format("arisen: {} with {}", clause, form));
      }
      const std::size_t due = text.find(" due ");
      if (due != std::string_view::npos) {
        const std::string_view rest = text.substr(due);
        if (rest.find(" to ") != std::string_view::npos) labels.insert("due range");
        if (rest.find('T') != std::string_view::npos) labels.insert("due hour");
      }
      if (text.find(" opens ") != std::string_view::npos && text.find(" opens -") == std::string_view::npos) {
        labels.insert("opens");
      }
    }
  }
  for (const std::string& label : labels) ++counts_[label];
}

void Coverage::add(const Coverage& other) {
  for (const auto& [label, count] : other.counts_) counts_[label] += count;
}

std::string Coverage::text() const {
  std::string text;
  for (const auto& [label, count] : counts_) text += fmt::format("{:>9}  {}\n", count, label);
  for (const std::string& label : missing()) text += fmt::format("    never  {}\n", label);
  return text;
}

std::vector<std::string> Coverage::missing() const {
  std::vector<std::string> missing = to_be_reached();
  std::erase_if(missing, [&](const std::string& label) { return counts_.find(label) != counts_.end(); });
  return missing;
}

}  // namespace proviso::reference
