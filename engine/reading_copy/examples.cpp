// SPDX-License-Identifier: Apache-2.0
#include "engine/reading_copy/examples.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/reading_copy/conditions.h"
#include "engine/reading_copy/page.h"
#include "engine/reading_copy/sentences.h"

namespace proviso::reading_copy {
namespace {

struct Point {
  Date day{};
  std::string time;
  std::string_view kind;  ///< `happens`, `due`, `now`
  Phrase words;
};

std::string clock_time(std::optional<std::int32_t> minute) {
  return minute ? fmt::format("{:02}:{:02}", *minute / 60, *minute % 60) : std::string();
}

Point point_of(const Names& names, const model::ExampleEvent& event) {
  Phrase words = capitalised(names.event(event.event));
  if (event.for_party) words += ", for " + names.party(*event.for_party);
  std::vector<Phrase> facts;
  for (const model::ExampleFact& fact : event.facts) facts.push_back(fact_value(names, fact.fact, fact.value));
  for (std::size_t i = 0; i < facts.size(); ++i) words += Phrase(i == 0 ? " – " : "; ") + facts[i];
  return {event.on, clock_time(event.minute), "happens", words};
}

std::vector<Point> points_of(const Names& names, const model::Example& example) {
  std::vector<Point> points;
  for (const model::ExampleEvent& event : example.events) points.push_back(point_of(names, event));
  const auto add_due = [&](const model::Expectation& expectation, Date day, std::string_view words) {
    Phrase due = Phrase(words) + names.duty(expectation.duty);
    if (expectation.for_party) due += ", for " + names.party(*expectation.for_party);
    points.push_back({day, clock_time(expectation.due_minute), "due", due});
  };
  for (const model::Expectation& expectation : example.expectations) {
    if (expectation.kind != model::Expectation::Kind::kDue) continue;
    add_due(expectation, expectation.due, expectation.due_until ? "At the earliest due: " : "Due: ");
    if (expectation.due_until) add_due(expectation, *expectation.due_until, "At the latest due: ");
  }
  if (example.as_of) points.push_back({*example.as_of, {}, "now", "The case is looked at"});
  std::stable_sort(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.day < b.day; });
  return points;
}

void add_example(Markup& html, const Names& names, const model::Example& example, std::size_t index) {
  html.open("div", {{"class", "example"}});
  html.append(heading(2, example.title, example_anchor(index)));
  html.open("ol", {{"class", "timeline"}}).line();
  for (const Point& point : points_of(names, example)) {
    html.open("li", {{"class", std::string(point.kind)}});
    html.element("time", {{"datetime", iso_date(point.day) + (point.time.empty() ? "" : "T" + point.time)}},
                 weekday_date(point.day) + (point.time.empty() ? "" : ", " + point.time));
    html.open("span").phrase(point.words).close().close().line();
  }
  html.close().line();
  if (!example.not_held.empty()) {
    Phrase words = "Not held by the records, so that it stays open whether ";
    html.element("p", {}, words + names.events(example.not_held) + ".").line();
  }
  html.element("p", {{"class", "lead-in"}}, "What must come of it:");
  html.open("ul").line();
  for (const model::Expectation& expectation : example.expectations) {
    html.element("li", {}, capitalised(expectation_sentence(names, expectation)) + ".").line();
  }
  html.close().close().line();
}

}  // namespace

std::string example_anchor(std::size_t index) { return fmt::format("example-{}", index + 1); }

Markup examples(const Names& names) {
  Markup html;
  for (std::size_t i = 0; i < names.framework.examples.size(); ++i) {
    add_example(html, names, names.framework.examples[i], i);
  }
  return html;
}

}  // namespace proviso::reading_copy
