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

std::string moment(const syntax::Moment& m) {
  std::string result = fmt::format("moment{}({}", static_cast<int>(m.kind), names(m.names));
  if (m.kind == syntax::Moment::Kind::kDay) result += iso_date(m.day.value);
  if (m.kind == syntax::Moment::Kind::kOffset) {
    result += duration(m.offset.value) + (m.before ? " before " : " after ") + moment(m.of.at(0));
  }
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

std::string duty(const syntax::Duty& d) {
  std::string result = "duty " + d.name.text + text(d.title);
  for (const syntax::Expression& e : d.applies_if) result += " applies" + dump(e);
  result += fmt::format(" {} m{}{} v{}{}", d.party.text, static_cast<int>(d.modality), d.negated ? " not" : "",
                        static_cast<int>(d.verb), names(d.events));
  if (d.condition) result += " if" + dump(*d.condition);
  result += fmt::format(" limit{} times{}", static_cast<int>(d.limit.kind), d.limit.times);
  if (d.limit.duration) result += " " + duration(d.limit.duration->value);
  if (d.limit.parameter) result += " the " + d.limit.parameter->text;
  if (d.limit.moment) result += " " + moment(*d.limit.moment);
  if (d.limit.no_later) result += " until " + moment(*d.limit.no_later);
  if (d.limit.kind == syntax::Limit::Kind::kOnWeekday) result += fmt::format(" day{}", d.limit.weekday.c_encoding());
  result += fmt::format(" rolls{}", d.roll.size());
  for (const syntax::Duration& w : d.warn) result += " warn " + duration(w.value);
  return result + cites(d.cites) + "\n";
}

std::string item(const syntax::Move& m) {
  std::string result = fmt::format("move{}{}", static_cast<int>(m.kind), names(m.events));
  if (m.condition) result += " if" + dump(*m.condition);
  if (m.otherwise) result += " otherwise";
  if (m.kind == syntax::Move::Kind::kAfter) {
    result += " after " + duration(m.after.value) + names(m.of) + (m.in_this_stage ? " here" : "");
  }
  return result + " to " + m.target.text + cites(m.cites) + "\n";
}
std::string item(const syntax::End& e) { return e.may ? "may end\n" : "end\n"; }
std::string item(const syntax::Duty& d) { return duty(d); }

std::string item(const syntax::ExampleEvent& e) {
  std::string result = "on " + iso_date(e.on.value) + " " + e.event.text;
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
  if (e.late) result += " late " + duration(e.late->value);
  if (e.kind == syntax::Expectation::Kind::kDue) result += " due " + iso_date(e.due.value);
  if (e.condition) result += dump(*e.condition);
  return result + "\n";
}
std::string item(const syntax::AsOf& a) { return "as of " + iso_date(a.day.value) + "\n"; }
std::string item(const syntax::NotHeld& n) { return "not held" + names(n.events) + "\n"; }

std::string item(const syntax::Framework& f) {
  std::string result = "framework " + f.name.text + text(f.title) + " version" + text(f.version);
  if (f.from) result += " from " + iso_date(f.from->value);
  if (f.until) result += " until " + iso_date(f.until->value);
  return result + (f.calendar ? " calendar " + f.calendar->text : "") + "\n";
}
std::string item(const syntax::Source& s) { return "source " + s.name.text + text(s.title) + "\n"; }
std::string item(const syntax::Party& p) { return "party " + p.name.text + text(p.title) + "\n"; }
std::string item(const syntax::Parameter& p) {
  std::string result = "parameter " + p.name.text + text(p.title);
  for (const syntax::ParameterVersion& v : p.versions) {
    result += " [" + duration(v.value.value) + " from " + iso_date(v.from.value) + cites(v.cites) + "]";
  }
  return result + "\n";
}
std::string item(const syntax::Fact& f) {
  return "fact " + f.name.text + " " + type(f.type) + text(f.title) + (f.means ? " means" + dump(*f.means) : "") + "\n";
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

}  // namespace

std::string dump(const syntax::Expression& e) {
  std::string result = fmt::format("({}", static_cast<int>(e.kind));
  if (!e.name.text.empty()) result += " " + e.name.text;
  if (e.kind == syntax::Expression::Kind::kNumber) result += " " + number_text(e.number);
  if (e.kind == syntax::Expression::Kind::kText) result += " [" + e.text + "]";
  if (e.kind == syntax::Expression::Kind::kDay) result += " " + iso_date(e.day.value);
  if (e.kind == syntax::Expression::Kind::kDuration) result += " " + duration(e.duration.value);
  if (e.explicit_last) result += " last";
  for (const syntax::Expression& operand : e.operands) result += dump(operand);
  return result + ")";
}

std::string dump(const syntax::File& tree) {
  std::string result;
  for (const syntax::Declaration& d : tree.declarations) {
    result += std::visit([](const auto& x) { return item(x); }, d);
  }
  return result;
}

}  // namespace proviso::testing_support
