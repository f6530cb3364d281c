// SPDX-License-Identifier: Apache-2.0
// Any order of a source comes to the same history, at any time.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/run/records.h"
#include "tests/unit/run/records_fixture.h"

namespace proviso::run {
namespace {

using Kind = Record::Kind;

/// What happened in the office, record by record, each in a minute of its own.
struct Story {
  struct Step {
    Kind kind{};
    std::string id;
    std::string refers;
    std::uint32_t event = 0;
    int day = 0;
    std::int32_t minute = kNoTime;
    std::int64_t size = 0;
    int recorded = 0;  // minutes after 1 May
  };
  std::vector<Step> steps;
};

Story any_story() {
  Story story;
  std::vector<std::vector<std::string>> live;  // the ids each event goes by, while it is not withdrawn
  int recorded = 0;
  const int count = *rc::gen::inRange(0, 25);
  for (int i = 0; i < count; ++i) {
    Story::Step step;
    recorded += *rc::gen::inRange(1, 3000);
    step.recorded = recorded;
    step.id = fmt::format("r{}", i);
    step.event = *rc::gen::inRange(0U, 3U);
    step.day = *rc::gen::inRange(1, 6);  // few days, so that events share them
    step.minute = *rc::gen::element(kNoTime, 540, 570);
    step.size = *rc::gen::inRange(0, 3);
    const int what = live.empty() ? 0 : *rc::gen::inRange(0, 5);
    if (what <= 1) {
      live.push_back({step.id});
    } else {
      const std::size_t of = *rc::gen::inRange<std::size_t>(0, live.size());
      step.refers = *rc::gen::elementOf(live[of]);
      step.kind = what == 4 ? Kind::kWithdrawal : Kind::kCorrection;
      if (step.kind == Kind::kWithdrawal) {
        live.erase(live.begin() + static_cast<std::ptrdiff_t>(of));
      } else {
        live[of].push_back(step.id);
      }
    }
    story.steps.push_back(std::move(step));
  }
  return story;
}

DayTime after_the_first(int minutes) {
  return {may(1 + minutes / (24 * 60)), std::chrono::minutes{minutes % (24 * 60)}};
}

Told told_in(const Story& story, const std::vector<std::size_t>& order) {
  Told told;
  for (const std::size_t i : order) {
    const Story::Step& step = story.steps[i];
    const DayTime recorded = after_the_first(step.recorded);
    switch (step.kind) {
      case Kind::kEvent:
        told.event(step.id, step.day, step.event, recorded).minute(step.minute).size(step.size);
        break;
      case Kind::kCorrection:
        told.correct(step.refers, step.day, step.event, recorded, step.id).minute(step.minute).size(step.size);
        break;
      case Kind::kWithdrawal:
        told.withdraw(step.refers, recorded, step.id);
        break;
    }
  }
  return told;
}

/// The history by going through the story once, up to a minute.
std::vector<std::string> by_hand(const Story& story, int until) {
  struct Now {
    Story::Step step;
    int recorded = 0;
  };
  std::map<std::string, std::string> first;  // of each id
  std::map<std::string, Now> now;            // by the first id
  for (const Story::Step& step : story.steps) {
    if (step.recorded > until) break;
    if (step.kind == Kind::kEvent) {
      first[step.id] = step.id;
      now[step.id] = {step, step.recorded};
      continue;
    }
    const std::string& of = first[step.refers];
    if (step.kind == Kind::kWithdrawal) {
      now.erase(of);
      continue;
    }
    first[step.id] = of;
    now[of].step = step;
  }
  std::vector<Now> events;
  for (const auto& [id, event] : now) events.push_back(event);
  std::sort(events.begin(), events.end(), [](const Now& a, const Now& b) {
    return std::tie(a.step.day, a.step.minute, a.recorded) < std::tie(b.step.day, b.step.minute, b.recorded);
  });
  std::vector<std::string> texts;
  constexpr const char* kNames[] = {"asked", "answered", "closed"};
  for (const Now& event : events) {
    texts.push_back(fmt::format("{}{} {} size={}", event.step.day,
                                event.step.minute == kNoTime ? "" : " " + clock(event.step.minute),
                                kNames[event.step.event], event.step.size));
  }
  return texts;
}

TEST(RecordsProperty, ShuffledAndRepeatedRecordsComeToTheSameHistory) {
  EXPECT_TRUE(rc::check("shuffled and repeated records come to the same history at every time", [] {
    const Story story = any_story();
    std::vector<std::size_t> clean(story.steps.size());
    std::iota(clean.begin(), clean.end(), std::size_t{0});
    std::vector<std::size_t> shuffled = clean;
    for (std::size_t i = 0; i < clean.size(); ++i) {
      if (*rc::gen::inRange(0, 4) == 0) shuffled.push_back(i);  // delivered twice
    }
    for (std::size_t i = shuffled.size(); i > 1; --i) {
      std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<std::size_t>(0, i)]);
    }
    const Told one = told_in(story, clean);
    const Told other = told_in(story, shuffled);
    const RecordOrder first(one.records());
    const RecordOrder second(other.records());
    RC_ASSERT(first.problems().empty());
    RC_ASSERT(second.problems().empty());
    const int end = story.steps.empty() ? 0 : story.steps.back().recorded;
    for (const int until : {0, *rc::gen::inRange(0, end + 1), *rc::gen::inRange(0, end + 1), end}) {
      const DayTime known_at = after_the_first(until);
      const std::vector<std::string> expected = by_hand(story, until);
      RC_ASSERT(texts(first.as_known(known_at)) == expected);
      RC_ASSERT(texts(second.as_known(known_at)) == expected);
      RC_ASSERT(first.not_yet_known(known_at) == second.not_yet_known(known_at));
      RC_ASSERT(first.changes(known_at).size() == second.changes(known_at).size());
    }
    RC_ASSERT(texts(second.as_known()) == texts(first.as_known()));
  }));
}

}  // namespace
}  // namespace proviso::run
