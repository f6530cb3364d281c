// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/random_limits.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include <fmt/format.h>

#include "tests/reference/dice.h"

namespace proviso::reference {
namespace {

constexpr int kLongest = 2;  // days of any limit

struct Move {
  std::size_t from = 0;
  std::size_t to = 0;
  std::string event;  // empty: a time
  int days = 0;
};

class LimitsMaker {
 public:
  explicit LimitsMaker(std::uint64_t seed) : dice_(seed) {}

  RandomLimits make() {
    stages_ = static_cast<std::size_t>(dice_.between(2, 4));
    duties_.resize(stages_);
    moves();
    const int duties = dice_.between(2, 4);
    for (int i = 0; i < duties; ++i) duty(i);
    if (dice_.chance(10)) order_of_acts(duties);
    return {text(), exact_, exact_ && complete_};
  }

 private:
  static std::string days(int n) { return fmt::format("{} calendar day{}", n, n == 1 ? "" : "s"); }
  static std::string stage(std::size_t n) { return fmt::format("s{}", n); }

  void moves() {
    // The last stage is the end; every other has one or two moves, mostly forwards.
    for (std::size_t from = 0; from + 1 < stages_; ++from) {
      const int count = dice_.between(1, 2);
      for (int i = 0; i < count; ++i) {
        const std::size_t to = dice_.chance(70) ? from + 1 : dice_.below(stages_);
        if (i > 0 && dice_.chance(40)) {
          moves_.push_back({from, to, "", dice_.between(1, kLongest + 1)});
          complete_ = false;
        } else {
          moves_.push_back({from, to, fmt::format("e{}", events_++), 0});
        }
      }
    }
  }

  /// The moves on events out of a stage.
  std::vector<const Move*> leaving(std::size_t from) const {
    std::vector<const Move*> found;
    for (const Move& move : moves_) {
      if (move.from == from && !move.event.empty()) found.push_back(&move);
    }
    return found;
  }

  /// An event that moves, or the entering of a stage.
  std::string anchor() {
    if (dice_.chance(40)) return "entering " + stage(dice_.below(stages_ - 1));
    std::vector<std::string> events;
    for (const Move& move : moves_) {
      if (!move.event.empty()) events.push_back(move.event);
    }
    return dice_.one_of(events);
  }

  void duty(int number) {
    const std::size_t place = dice_.below(stages_ - 1);
    const std::vector<const Move*> acts = leaving(place);
    const std::string act = dice_.one_of(acts)->event;
    const int form = dice_.between(0, 6);
    std::string clause;
    bool in_stage = true;
    switch (form) {
      case 0:  // a last day
      case 1:
        clause = fmt::format("must ensure {} within {} of {}", act, days(dice_.between(0, kLongest)),
                             dice_.chance(60) ? "entering " + stage(place) : anchor());
        // Held against cases that go on without the act only where it is written in its stage.
        in_stage = dice_.chance(85);
        exact_ = exact_ && in_stage;
        complete_ = complete_ && acts.size() == 1;
        break;
      case 2:  // a first day
      case 3:
        clause = fmt::format("must ensure {} no sooner than {} after {}", act, days(dice_.between(1, kLongest + 1)),
                             anchor());
        in_stage = dice_.chance(50);
        break;
      case 4:
        clause = fmt::format("must not allow {} within {} of {}", act, days(dice_.between(0, kLongest - 1)), anchor());
        in_stage = dice_.chance(50);
        break;
      case 5: {  // something has to be done first
        const std::string done = fmt::format("f{}", free_++);
        const int ahead = dice_.between(0, 2);
        clause = ahead == 0 ? fmt::format("must ensure {} before {}", done, act)
                            : fmt::format("must ensure {} by {} before {}", done, days(ahead), act);
        break;
      }
      case 6: {  // done before the stage that it moves, perhaps: asked for in every stage before
        exact_ = false;
        const std::string within = days(dice_.between(0, kLongest));
        for (std::size_t before = 0; before < place; ++before) {
          duties_[before] += fmt::format("duty d{}-{} \"D\"\n  office may use {} at any time\n", number, before, act);
        }
        clause = fmt::format("must ensure {} within {} of {}", act, within, anchor());
        in_stage = false;
        break;
      }
      default:
        break;
    }
    const std::string text = fmt::format("duty d{} \"D\"\n  office {}\n", number, clause);
    (in_stage ? duties_[place] : case_duties_) += text;
  }

  /// Two acts that move nothing, the one before the other; and mostly the other before the one as well.
  void order_of_acts(int number) {
    const std::string text = "duty d{} \"D\"\n  office must ensure f{} before f{}\n";
    case_duties_ += fmt::format(fmt::runtime(text), number, free_, free_ + 1);
    if (dice_.chance(60)) case_duties_ += fmt::format(fmt::runtime(text), number + 1, free_ + 1, free_);
    free_ += 2;
  }

  [[nodiscard]] std::string text() const {
    std::string text = "framework f \"F\"\nparty office \"the office\"\nevent opened \"the file is opened\"\n";
    for (int i = 0; i < events_; ++i) text += fmt::format("event e{0} \"event {0}\"\n", i);
    for (int i = 0; i < free_; ++i) text += fmt::format("event f{0} \"act {0}\"\n", i);
    text += case_duties_ + "track t \"T\"\n";
    for (std::size_t i = 0; i < stages_; ++i) {
      text += fmt::format("stage {} \"S\"\n{}", stage(i), duties_[i]);
      for (const Move& move : moves_) {
        if (move.from != i) continue;
        text += move.event.empty() ? fmt::format("  after {} go to {}\n", days(move.days), stage(move.to))
                                   : fmt::format("  when {} go to {}\n", move.event, stage(move.to));
      }
      if (i + 1 == stages_) text += "  end\n";
    }
    return text;
  }

  Dice dice_;
  std::size_t stages_ = 0;
  std::vector<Move> moves_;
  std::vector<std::string> duties_;  // by stage
  std::string case_duties_;
  int events_ = 0;
  int free_ = 0;
  bool exact_ = true;
  bool complete_ = true;
};

}  // namespace

RandomLimits random_limits(std::uint64_t seed) { return LimitsMaker(seed).make(); }

}  // namespace proviso::reference
