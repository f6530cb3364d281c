// SPDX-License-Identifier: Apache-2.0
// A syntax tree as text without spans.
#include "tests/support/tree_dump.h"

#include <fmt/format.h>

#include "base/civil_date.h"

namespace proviso::testing_support {
namespace {

std::string text(const std::optional<syntax::Text>& t) { return t ? fmt::format(" title[{}]", t->value) : ""; }

std::string names(const std::vector<syntax::Name>& list) {
  std::string result;
  for (const syntax::Name& name : list) result += " " + name.text;
  return result;
}

std::string duration(const proviso::Duration& d) { return fmt::format("{}u{}", d.amount, static_cast<int>(d.unit)); }

std::string duration(const syntax::Duration& d) {
  return duration(d.value) + (d.named ? " named " + d.named->text : "");
}

std::string amount(const syntax::Amount& a) {
  return (a.duration ? duration(*a.duration) : "") + (a.parameter ? "the " + a.parameter->text : "");
}

std::string month_day(const syntax::MonthDay& d) {
  return fmt::format("{}/{}", static_cast<unsigned>(d.value.month()), static_cast<unsigned>(d.value.day()));
}

std::string moment(const syntax::Moment& m) {
  std::string result = fmt::format("moment{}({}", static_cast<int>(m.kind), names(m.names));
  if (m.kind == syntax::Moment::Kind::kDay) result += iso_date(m.day.value);
  if (m.kind == syntax::Moment::Kind::kOffset) result += amount(m.offset) + (m.before ? " before " : " after ");
  if (m.kind == syntax::Moment::Kind::kInYearOf) result += month_day(m.month_day);
  for (const syntax::Moment& of : m.of) result += moment(of);
  return result + ")";
}

std::string type(const syntax::FactType& t) {
  std::string result = fmt::format("type{}({}", static_cast<int>(t.kind), names(t.values));
  for (const syntax::FactType& element : t.element) result += type(element);
  return result + ")";
}

std::string cites(const std::vector<syntax::Cite>& list) {
  std::string result;
  for (const syntax::Cite& c : list) {
    result += fmt::format(" cite({}{}{})", c.source.text, text(c.place), c.unconfirmed ? " unconfirmed" : "");
  }
  return result;
}

std::string actions(const std::vector<syntax::Action>& list) {
  std::string result;
  for (const syntax::Action& a : list) {
    result += fmt::format(" then{}({}{}", static_cast<int>(a.kind), a.name.text, text(a.text));
    if (a.value) result += dump(*a.value);
    for (const syntax::Action::Handed& h : a.handed) result += " " + h.fact.text + dump(h.value);
    result += ")";
  }
  return result;
}

std::string limit(const syntax::Limit& l) {
  std::string result = fmt::format(" limit{} times{}", static_cast<int>(l.kind), l.times);
  result += " " + amount(l.amount);
  if (l.moment) result += " " + moment(*l.moment);
  if (l.no_later) result += " no later " + moment(*l.no_later);
  if (l.until) result += " until " + moment(*l.until);
  if (l.kind == syntax::Limit::Kind::kOnWeekday) result += fmt::format(" day{}", l.weekday.c_encoding());
  if (l.practicable) result += " practicable";
  if (l.judged_by) result += " judged by " + l.judged_by->text;
  return result;
}

std::string roll(const syntax::Roll& r) {
  std::string result = fmt::format(" roll{}({}", static_cast<int>(r.kind), r.named ? r.named->text : "");
  if (r.from) result += " " + iso_date(r.from->value);
  if (r.to) result += " " + iso_date(r.to->value);
  if (r.from_each_year) result += " " + month_day(*r.from_each_year);
  if (r.to_each_year) result += " " + month_day(*r.to_each_year);
  return result + ")";
}

std::string adjustment(const syntax::Adjustment& a) {
  std::string result = fmt::format(" adjust{}({}{}", static_cast<int>(a.kind), amount(a.amount), names(a.events));
  if (a.moment) result += " " + moment(*a.moment);
  if (a.times) result += fmt::format(" times{}", *a.times);
  if (a.in_all) result += " in all " + duration(*a.in_all);
  return result + ")";
}

std::string duty(const syntax::Duty& d) {
  std::string result = "duty " + d.name.text + text(d.title);
  for (const syntax::Expression& e : d.applies_if) result += " applies" + dump(e);
  for (const syntax::ForEach& f : d.for_each) result += " each " + f.variable.text + " in " + f.list.text;
  result += fmt::format(" {} m{}{} v{}{}", d.party.text, static_cast<int>(d.modality), d.negated ? " not" : "",
                        static_cast<int>(d.verb), names(d.events));
  if (d.that) result += " that" + dump(*d.that);
  if (d.condition) result += (d.only_if ? " only if" : " if") + dump(*d.condition);
  result += limit(d.limit);
  for (const syntax::Alternative& a : d.alternatives) result += " or" + names(a.events) + limit(a.limit);
  for (const syntax::Roll& r : d.rolls) result += roll(r);
  for (const syntax::Duration& w : d.warn) result += " warn " + duration(w);
  for (const syntax::Expression& e : d.stops) result += " stops" + dump(e);
  for (const syntax::Adjustment& a : d.adjustments) result += adjustment(a);
  for (const syntax::Expression& e : d.excuses) result += " excused" + dump(e);
  for (const syntax::Once& o : d.once)
    result += fmt::format(" once{}", static_cast<int>(o.status)) + actions(o.actions);
  return result + cites(d.cites) + "\n";
}

std::string trigger(const syntax::Trigger& t) {
  std::string result = "trigger " + t.name.text + text(t.title) + names(t.events);
  if (t.when) result += " when" + dump(*t.when);
  if (t.condition) result += " if" + dump(*t.condition);
  return result + actions(t.actions) + cites(t.cites) + "\n";
}

std::string item(const syntax::Move& m) {
  std::string result = fmt::format("move{}{}", static_cast<int>(m.kind), names(m.events));
  if (m.condition) result += " if" + dump(*m.condition);
  if (m.otherwise) result += " otherwise";
  if (m.kind == syntax::Move::Kind::kAfter) {
    result += " after " + amount(m.after) + names(m.of) + (m.in_this_stage ? " here" : "");
  }
  return result + actions(m.actions) + " to " + m.target.text + cites(m.cites) + "\n";
}
std::string item(const syntax::End& e) { return e.may ? "may end\n" : "end\n"; }
std::string item(const syntax::Duty& d) { return duty(d); }
std::string item(const syntax::Trigger& t) { return trigger(t); }

std::string item(const syntax::Decision& d) {
  std::string result = fmt::format("decide {}{} from{} hit{}\n", d.fact.text, text(d.title), names(d.inputs),
                                   d.hit ? static_cast<int>(*d.hit) : -1);
  for (const syntax::Row& row : d.rows) {
    result += "row";
    for (const syntax::Cell& cell : row.cells) {
      result += cell.any ? " [any" : cell.negated ? " [not" : " [";
      for (const syntax::Cell::Part& part : cell.parts) {
        result += fmt::format(" {}", static_cast<int>(part.kind));
        if (part.low) result += dump(*part.low);
        if (part.high) result += ".." + dump(*part.high);
      }
      result += "]";
    }
    if (row.value) result += " gives " + dump(*row.value);
    result += "\n";
  }
  return result + cites(d.cites) + "\n";
}
std::string item(const syntax::Use& u) { return "use " + u.path.value + "\n"; }

std::string item(const syntax::ExampleEvent& e) {
  std::string result = "on " + iso_date(e.on.value) + " " + e.event.text;
  if (e.minute) result += fmt::format(" minute {}", *e.minute);
  if (e.for_party) result += " for " + e.for_party->text;
  for (const syntax::With& w : e.with) {
    result += fmt::format(" with({}{}", w.none ? "no " : "", w.fact.text);
    for (const syntax::Expression& v : w.values) result += dump(v);
    result += ")";
  }
  return result + "\n";
}
std::string item(const syntax::Expectation& e) {
  std::string result = fmt::format("expect{}{} s{} f{}", static_cast<int>(e.kind), names(e.names),
                                   static_cast<int>(e.status), static_cast<int>(e.finding));
  if (e.for_party) result += " for " + e.for_party->text;
  if (e.late) result += " late " + duration(*e.late);
  if (e.kind == syntax::Expectation::Kind::kDue) result += " due " + iso_date(e.due.value);
  if (e.due_until) result += " to " + iso_date(e.due_until->value);
  if (e.due_minute) result += fmt::format(" minute {}", *e.due_minute);
  if (e.condition) result += dump(*e.condition);
  return result + "\n";
}
std::string item(const syntax::AsOf& a) { return "as of " + iso_date(a.day.value) + "\n"; }
std::string item(const syntax::NotHeld& n) { return "not held" + names(n.events) + "\n"; }
std::string item(const syntax::BegunUnder& b) { return "begun under " + b.framework.text + "\n"; }

std::string item(const syntax::DecidedBy& d) { return "decided by" + names(d.events) + "\n"; }
std::string item(const syntax::SameThing& s) {
  return fmt::format("{} {} is {}\n", s.fact ? "fact" : "event", s.now.text, s.before.text);
}
std::string item(const syntax::Handover& h) {
  return fmt::format("handover{} {} as {}\n", static_cast<int>(h.kind), h.duty ? h.duty->text : "",
                     h.as ? h.as->text : "");
}
std::string item(const syntax::Place& p) {
  return fmt::format("place{}{} to {}{}\n", static_cast<int>(p.kind), names(p.stages), p.target ? p.target->text : "",
                     cites(p.cites));
}

std::string item(const syntax::Framework& f) {
  std::string result = "framework " + f.name.text + text(f.title) + " version" + text(f.version);
  if (f.from) result += " from " + iso_date(f.from->value);
  if (f.until) result += " until " + iso_date(f.until->value);
  if (f.calendar) result += " calendar " + f.calendar->text;
  for (const syntax::NamedCalendar& c : f.named_calendars) result += " " + c.calendar.text + " for " + c.word.text;
  return result + (f.time_zone ? " zone" + text(f.time_zone) : "") + "\n";
}
std::string item(const syntax::Source& s) { return "source " + s.name.text + text(s.title) + "\n"; }
std::string item(const syntax::Party& p) { return "party " + p.name.text + text(p.title) + "\n"; }
std::string item(const syntax::Parameter& p) {
  std::string result = "parameter " + p.name.text + text(p.title);
  for (const syntax::ParameterVersion& v : p.versions) {
    result += " [" + duration(v.value) + " from " + iso_date(v.from.value) + cites(v.cites) + "]";
  }
  return result + "\n";
}
std::string item(const syntax::Fact& f) {
  return "fact " + f.name.text + " " + type(f.type) + (f.judgement ? " judgement" : "") + text(f.title) +
         (f.means ? " means" + dump(*f.means) : "") + "\n";
}
std::string item(const syntax::Event& e) {
  return "event " + e.name.text + text(e.title) + (e.by ? " by " + e.by->text : "") + " records" + names(e.records) +
         "\n";
}
std::string item(const syntax::Track& t) {
  std::string result = "track " + t.name.text + text(t.title) + "\n";
  for (const syntax::Begins& b : t.begins) {
    result += "begins" + names(b.events) + (b.condition ? dump(*b.condition) : "") + "\n";
  }
  for (const syntax::Duty& d : t.duties) result += duty(d);
  for (const syntax::Trigger& g : t.triggers) result += trigger(g);
  for (const syntax::Stage& s : t.stages) {
    result += "stage " + s.name.text + text(s.title) + "\n";
    for (const syntax::StageItem& i : s.items) {
      result += std::visit([](const auto& x) { return item(x); }, i);
    }
  }
  return result;
}
std::string item(const syntax::Example& e) {
  std::string result = "example [" + e.title.value + "]\n";
  for (const syntax::ExampleItem& i : e.items) result += std::visit([](const auto& x) { return item(x); }, i);
  return result;
}

std::string item(const syntax::Transition& t) {
  std::string result = fmt::format("continues {} {}\n", t.framework.text, iso_date(t.from.value));
  for (const syntax::TransitionItem& i : t.items) result += std::visit([](const auto& x) { return item(x); }, i);
  return result;
}

}  // namespace

std::string dump(const syntax::Expression& e) {
  std::string result = fmt::format("({}", static_cast<int>(e.kind));
  if (!e.name.text.empty()) result += " " + e.name.text;
  if (e.kind == syntax::Expression::Kind::kNumber) result += " " + number_text(e.number);
  if (e.kind == syntax::Expression::Kind::kText) result += " [" + e.text + "]";
  if (e.kind == syntax::Expression::Kind::kDay) result += " " + iso_date(e.day.value);
  using Kind = syntax::Expression::Kind;
  if (e.kind == Kind::kDuration || e.kind == Kind::kDateOffset || e.kind == Kind::kCounted) {
    result += " " + duration(e.duration) + (e.before ? " before" : "");
  }
  if (e.kind == Kind::kWeekday) result += fmt::format(" day{}", e.weekday.c_encoding());
  if (e.kind == Kind::kDutyIs) result += fmt::format(" status{}", static_cast<int>(e.status));
  if (!e.event.text.empty()) result += " over " + e.event.text;
  if (e.framework) result += " of " + e.framework->text;
  for (const syntax::Moment& m : e.since) result += " since " + moment(m);
  if (e.explicit_last) result += " last";
  for (const syntax::Expression& operand : e.operands) result += dump(operand);
  return result + ")";
}

std::string dump(const syntax::File& tree) {
  std::string result;
  for (const syntax::Declaration& d : tree.declarations) {
    result += std::visit([](const auto& x) { return item(x); }, d);
  }
  for (const syntax::Accept& a : tree.accepts) {
    result += fmt::format("accept{} deep {}({} [{}])\n", static_cast<int>(a.place), a.depth, a.code.text,
                          a.reason.value);
  }
  return result;
}

}  // namespace proviso::testing_support
