// SPDX-License-Identifier: Apache-2.0
// Examples, apart from the rules: what they tell, whatever they are called.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/vocabulary_words.h"
#include "engine/change/comparison.h"
#include "engine/model/wording.h"

namespace proviso::change {
namespace {

using namespace model;

std::string party_words(const Framework& framework, const std::optional<PartyId>& party) {
  return party ? " for " + framework[*party].name : std::string();
}

std::string event_words(const Framework& framework, const ExampleEvent& event) {
  std::string text =
      fmt::format("on {}{} {}{}", long_date(event.on), event.minute ? " at " + clock_time(*event.minute) : "",
                  framework[event.event].name, party_words(framework, event.for_party));
  std::vector<std::string> facts;
  for (const ExampleFact& fact : event.facts) {
    facts.push_back(fmt::format("{} {}", framework[fact.fact].name,
                                literal_text(framework, fact.value, framework[fact.fact].type)));
  }
  std::sort(facts.begin(), facts.end());
  if (!facts.empty()) text += fmt::format(" with {}", fmt::join(facts, " and "));
  return text;
}

std::string expectation_words(const Framework& framework, const Expectation& expected) {
  const auto duty = [&] { return framework[expected.duty].name + party_words(framework, expected.for_party); };
  switch (expected.kind) {
    case Expectation::Kind::kStatus: {
      std::string text = fmt::format("expect {} {}", duty(), status_text(expected.status));
      if (expected.late) text += fmt::format(", {} late", duration_text(framework, *expected.late));
      return text;
    }
    case Expectation::Kind::kDue: {
      std::string text = fmt::format("expect {} due {}", duty(), long_date(expected.due));
      if (expected.due_until) text += " to " + long_date(*expected.due_until);
      if (expected.due_minute) text += " at " + clock_time(*expected.due_minute);
      return text;
    }
    case Expectation::Kind::kStage: {
      std::vector<std::string> stages;
      for (const StageId stage : expected.stages) stages.push_back(framework[stage].name);
      std::sort(stages.begin(), stages.end());
      return fmt::format("expect stage {}", fmt::join(stages, " or "));
    }
    case Expectation::Kind::kFinding:
      return fmt::format("expect {} of {}", finding_kind_text(expected.finding), duty());
    case Expectation::Kind::kUnexpected:
      return "expect unexpected " + framework[expected.event].name;
    case Expectation::Kind::kCondition:
      return "expect " + (expected.condition ? expression_text(framework, *expected.condition) : std::string());
    case Expectation::Kind::kNothing:
      return "expect no findings";
    case Expectation::Kind::kNotified:
      return "expect notified " + framework[expected.party].name;
    case Expectation::Kind::kClosed:
      return "expect case closed";
  }
  return {};
}

/// What an example tells: its events in order, then what comes of them, in no particular order.
std::string example_words(const Framework& framework, const Example& example) {
  std::string text;
  for (const ExampleEvent& event : example.events) text += event_words(framework, event) + '\n';
  if (example.as_of) text += fmt::format("as of {}\n", long_date(*example.as_of));
  std::vector<std::string> rest;
  for (const EventId event : example.not_held) rest.push_back("not held " + framework[event].name);
  for (const Expectation& expected : example.expectations) rest.push_back(expectation_words(framework, expected));
  std::sort(rest.begin(), rest.end());
  for (const std::string& line : rest) text += line + '\n';
  return text;
}

std::vector<std::string> lines_missing(const std::string& text, const std::string& other) {
  std::vector<std::string> missing;
  std::multimap<std::string, bool> there;
  const auto each = [](const std::string& lines, const auto& take) {
    for (std::size_t at = 0; at < lines.size();) {
      const std::size_t end = lines.find('\n', at);
      take(lines.substr(at, end - at));
      at = end + 1;
    }
  };
  each(other, [&](std::string line) { there.emplace(std::move(line), true); });
  each(text, [&](std::string line) {
    const auto found = there.find(line);
    if (found == there.end()) {
      missing.push_back(std::move(line));
    } else {
      there.erase(found);
    }
  });
  return missing;
}

}  // namespace

void Comparison::examples() {
  const std::vector<Example>& before = before_.written.examples;
  const std::vector<Example>& now = now_.written.examples;
  std::vector<std::string> old_words;
  std::vector<std::string> new_words;
  for (const Example& example : before_.normal.examples) old_words.push_back(example_words(before_.normal, example));
  for (const Example& example : now_.normal.examples) new_words.push_back(example_words(now_.normal, example));

  // Those that tell the same, whatever their titles; then those of one title.
  std::vector<bool> old_done(before.size());
  std::vector<bool> new_done(now.size());
  std::map<std::string, std::vector<std::size_t>> by_words;
  std::map<std::string, std::vector<std::size_t>> by_title;
  for (std::size_t i = before.size(); i-- > 0;) by_words[old_words[i]].push_back(i);
  for (std::size_t i = 0; i < now.size(); ++i) {
    const auto same = by_words.find(new_words[i]);
    if (same == by_words.end() || same->second.empty()) continue;
    old_done[same->second.back()] = new_done[i] = true;
    same->second.pop_back();
  }
  for (std::size_t i = before.size(); i-- > 0;) {
    if (!old_done[i]) by_title[before[i].title].push_back(i);
  }
  const auto change = [&](ChangeKind kind, const std::string& title, std::string sentence) {
    Change result;
    result.subject = Subject::kExample;
    result.kind = kind;
    result.name = title;
    result.sentence = std::move(sentence);
    return result;
  };
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (new_done[i]) continue;
    const auto same = by_title.find(now[i].title);
    if (same == by_title.end() || same->second.empty()) {
      Change one = change(ChangeKind::kAdded, now[i].title, fmt::format("the example \"{}\" is new", now[i].title));
      one.new_place = new_place(now[i].span);
      changes_.examples.push_back(std::move(one));
      continue;
    }
    const std::size_t old = same->second.back();
    same->second.pop_back();
    old_done[old] = true;
    Change one = change(ChangeKind::kChanged, now[i].title,
                        fmt::format("the example \"{}\" tells something else", now[i].title));
    one.old_name = before[old].title;
    for (const std::string& line : lines_missing(old_words[old], new_words[i])) {
      one.details.push_back(fmt::format("gone: `{}`", line));
    }
    for (const std::string& line : lines_missing(new_words[i], old_words[old])) {
      one.details.push_back(fmt::format("new: `{}`", line));
    }
    if (one.details.empty()) one.details.emplace_back("what happens on one day comes in another order");
    one.old_place = old_place(before[old].span);
    one.new_place = new_place(now[i].span);
    changes_.examples.push_back(std::move(one));
  }
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (old_done[i]) continue;
    Change one =
        change(ChangeKind::kRemoved, before[i].title, fmt::format("the example \"{}\" is gone", before[i].title));
    one.old_name = before[i].title;
    one.old_place = old_place(before[i].span);
    changes_.examples.push_back(std::move(one));
  }
}

}  // namespace proviso::change
