// SPDX-License-Identifier: Apache-2.0
// The working half of the executor, internal to engine/run: one object while one case takes one step.
// advance.cpp has the clock and the order of things, advance_tracks.cpp the stages, advance_duties.cpp and
// advance_acts.cpp the duties.
#pragma once

#include <vector>

#include "engine/run/evaluate.h"
#include "engine/run/executor.h"
#include "engine/run/window.h"

namespace proviso::run {

class Advance {
 public:
  Advance(Executor& executor, CaseState& state, const History& history)
      : program_(executor.program_), state_(state), history_(history), steps_(executor.steps_) {
    for (const std::uint8_t flag : history.not_held) any_not_held_ = any_not_held_ || flag != 0;
  }

  void open_case(Date day);
  void take(std::uint32_t occurrence);
  void end_days_before(Date day);

 private:
  struct ScopeChange {
    std::vector<std::uint32_t> closed_stages;
    std::vector<std::uint32_t> opened_stages;
    std::vector<std::uint32_t> closed_tracks;
    std::vector<std::uint32_t> opened_tracks;
    void clear() {
      closed_stages.clear();
      opened_stages.clear();
      closed_tracks.clear();
      opened_tracks.clear();
    }
  };

  // advance.cpp
  void record_facts(const Occurrence& occurrence);
  void settle_scopes(std::uint32_t occurrence);
  void note(Step::Kind kind, std::uint32_t index, DutyStatus status = {}, bool at_day_end = false);
  void report_unexpected(std::uint32_t occurrence, const std::vector<std::uint32_t>& expected);
  [[nodiscard]] std::vector<std::uint32_t> expected_events() const;
  bool count_step(std::uint32_t move);

  // advance_tracks.cpp
  bool move_on(std::uint32_t track, std::uint32_t occurrence);
  bool move_certain(std::uint32_t track, std::uint32_t occurrence);
  bool move_possible(std::uint32_t track, std::uint32_t occurrence);
  bool retry(std::uint32_t track);
  bool begin_on(std::uint32_t track, std::uint32_t event);
  void enter(std::uint32_t track, std::uint32_t move, std::uint32_t stage);
  void replace_standings(std::uint32_t track, std::vector<Standing> standings, bool may_not_have_begun);
  void begin(std::uint32_t track, std::uint32_t via, std::uint32_t parent = kNone);
  bool follow_silent_moves();
  bool follow_silent_moves(std::uint32_t track);
  bool may_begin_silently(std::uint32_t track, std::uint32_t& via, std::uint32_t& parent) const;
  [[nodiscard]] Truth may_lead(std::uint32_t stage, std::uint32_t event, std::uint32_t to) const;
  void withdraw_refuted_stages();
  bool make_condition_moves();
  [[nodiscard]] bool names_timeout_of(const TrackState& track, std::uint32_t event) const;
  [[nodiscard]] Date timeout_day(const Standing& standing, std::uint32_t move, Date& due, Doubt& doubt) const;
  [[nodiscard]] Date next_timeout(std::uint32_t track) const;
  void fire_timeouts(std::uint32_t track, Date day);
  [[nodiscard]] bool spent(const TrackState& track, std::uint32_t move, Date due) const;

  // advance_duties.cpp
  [[nodiscard]] bool scope_possible(const program::DutyRow& duty) const;
  [[nodiscard]] bool scope_certain(const program::DutyRow& duty) const;
  [[nodiscard]] std::uint32_t scope_via(const program::DutyRow& duty) const;
  [[nodiscard]] std::uint32_t not_held_in(program::Range events) const;
  void lapse();
  void open_scope(program::Range duties, std::uint32_t occurrence);
  void arm_on(std::uint32_t occurrence);
  void arm_on_entering();
  std::uint32_t arm(std::uint32_t duty, std::uint32_t occurrence, Date anchor);
  std::uint32_t await(std::uint32_t duty);
  void date_from_facts();
  [[nodiscard]] Date second_date(const program::DutyRow& duty, Date anchor) const;
  [[nodiscard]] Date base_date(const program::MomentRow& moment) const;
  void expire(std::uint32_t instance, Date day);
  void settle(std::uint32_t instance, DutyStatus status, Date on);
  void apply_window(Instance& instance, const program::DutyRow& duty);

  // advance_acts.cpp
  bool discharge(std::uint32_t duty, std::uint32_t occurrence);
  void act(std::uint32_t instance, std::uint32_t occurrence, bool certain, Doubt doubt);
  void act_on_awaiting(Instance& instance, std::uint32_t occurrence);
  bool act_on_weekday(std::uint32_t duty, std::uint32_t occurrence);
  bool judge_on_event(std::uint32_t duty, std::uint32_t occurrence);
  bool date_second(std::uint32_t duty);
  void judge(std::uint32_t instance);

  const program::Program& program_;
  CaseState& state_;
  const History& history_;
  std::vector<Step>* steps_;
  ScopeChange change_;
  bool any_not_held_ = false;
  bool at_day_end_ = false;
  std::uint32_t moves_now_ = 0;  // at one instant: bounds moves that do not come to rest
};

}  // namespace proviso::run
