// SPDX-License-Identifier: Apache-2.0
// The working half of the executor, internal to engine/run: one object while one case takes one step. docs/execution.md
// says what it does, in the same order. advance.cpp has the clock and the order of things, rounds.cpp what follows at
// rest, advance_tracks.cpp and silent_moves.cpp the stages, scopes.cpp, arising.cpp, judging.cpp and standing.cpp the
// duties.
#pragma once

#include <vector>

#include "engine/run/dates.h"
#include "engine/run/evaluate.h"
#include "engine/run/executor.h"
#include "engine/run/moments.h"

namespace proviso::run {

/// In place of a stage: the track was begun in this round, and may be moved on in it.
constexpr std::uint32_t kBegun = 0xFFFFFFFE;

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
    std::vector<std::uint32_t> closed_parts;
    std::vector<std::uint32_t> opened_parts;
    [[nodiscard]] std::vector<std::uint32_t>& opened(model::Scope::Kind kind) {
      return kind == model::Scope::Kind::kCase    ? opened_parts
             : kind == model::Scope::Kind::kTrack ? opened_tracks
                                                  : opened_stages;
    }
    [[nodiscard]] bool empty() const {
      return closed_stages.empty() && opened_stages.empty() && closed_tracks.empty() && opened_tracks.empty() &&
             closed_parts.empty() && opened_parts.empty();
    }
    void clear() {
      for (auto* list :
           {&closed_stages, &opened_stages, &closed_tracks, &opened_tracks, &closed_parts, &opened_parts}) {
        list->clear();
      }
    }
  };

  // advance.cpp
  [[nodiscard]] bool stopped() const { return state_.error.kind != RunError::Kind::kNothing; }
  void record_facts(const Occurrence& occurrence);
  void note(Step::Kind kind, std::uint32_t index, DutyStatus status = {});
  void report_unexpected(std::uint32_t occurrence, const std::vector<std::uint32_t>& expected);
  [[nodiscard]] std::vector<std::uint32_t> expected_events() const;
  [[nodiscard]] bool adjusts(std::uint32_t occurrence) const;
  [[nodiscard]] bool takes_up(std::uint32_t occurrence) const;
  [[nodiscard]] bool runs_on(std::uint32_t duty) const;
  bool count_step(Span clause);
  void fail(RunError::Kind kind, Span clause, Span other = {});
  [[nodiscard]] Date next_end() const;
  void end_days(Date day);
  void end_day(Date day);
  void begin_day(Date day);
  void refresh_scopes(std::uint32_t occurrence);

  // rounds.cpp
  void make_rounds(std::uint32_t occurrence, const std::vector<std::uint8_t>& open_before);
  void opened(const model::Scope& scope);
  bool react(std::uint32_t occurrence, const std::vector<std::uint8_t>& open_before, bool first_round);
  bool fire(std::uint32_t trigger, std::uint32_t occurrence, bool open_before, bool first_round);
  bool tell(std::uint32_t duty, std::uint32_t once);
  bool act_on(program::Range actions);
  void do_action(const program::ActionRow& action);
  void change_fact(std::uint32_t fact, Value value);
  void go_to(std::uint32_t stage, Span clause);
  void open_part(const program::ActionRow& action);
  void close_part(std::uint32_t part);
  void look(Date day, bool at_start);
  void note_clocks(const std::vector<Truth>& before, bool going_on);
  [[nodiscard]] std::vector<Truth> clocks() const;

  // carry_over.cpp
  void carry_over();
  bool find_places(const model::Transition& transition, std::vector<const model::Place*>& places);
  [[nodiscard]] model::Handover handover_of(const model::Transition& transition,
                                            const std::vector<const model::Place*>& places, std::uint32_t duty) const;
  void take_new_limit(std::uint32_t old, std::uint32_t duty, std::size_t since);
  [[nodiscard]] bool hands_on_to(std::uint32_t duty, std::uint32_t party) const;
  void hand_on_to(std::uint32_t index);
  [[nodiscard]] bool anchors(const program::DutyRow& row, const Instance& was) const;
  [[nodiscard]] bool may_begin(std::uint32_t track) const;

  // advance_tracks.cpp
  bool move_on(std::uint32_t track, std::uint32_t occurrence);
  bool move_certain(std::uint32_t track, std::uint32_t occurrence);
  bool move_possible(std::uint32_t track, std::uint32_t occurrence);
  bool retry(std::uint32_t track);
  bool begin_on(std::uint32_t track, std::uint32_t event);
  void make(std::uint32_t track, std::uint32_t move);
  void enter(std::uint32_t track, std::uint32_t stage);
  void leave(std::uint32_t track);
  [[nodiscard]] bool runs(std::uint32_t track) const;
  void replace_standings(std::uint32_t track, std::vector<Standing> standings, bool may_not_have_begun);
  void begin(std::uint32_t track, std::uint32_t via, std::uint32_t parent = kNone);
  void wait(std::uint32_t track, Wait wait);
  void stop_waiting(std::uint32_t track);
  bool make_condition_moves();
  [[nodiscard]] bool names_timeout_of(const TrackState& track, std::uint32_t event) const;
  [[nodiscard]] Date timeout_day(const Standing& standing, std::uint32_t move, Date& due, Doubt& doubt) const;
  [[nodiscard]] Date next_timeout(std::uint32_t track) const;
  void fire_timeouts(std::uint32_t track, Date day);
  [[nodiscard]] bool spent(const TrackState& track, std::uint32_t move, Date due) const;

  // silent_moves.cpp
  bool follow_silent_moves();
  bool follow_silent_moves(std::uint32_t track);
  bool may_begin_silently(std::uint32_t track, std::uint32_t& via, std::uint32_t& parent) const;
  [[nodiscard]] Truth may_lead(std::uint32_t stage, std::uint32_t event, std::uint32_t to) const;
  void withdraw_refuted_stages();

  // scopes.cpp
  [[nodiscard]] std::uint32_t part_of(const model::Scope& scope) const { return program_.part_of(scope); }
  [[nodiscard]] bool part_open(std::uint32_t part) const { return state_.parts[part].open; }
  [[nodiscard]] bool scope_possible(const model::Scope& scope) const;
  [[nodiscard]] bool scope_certain(const model::Scope& scope) const;
  [[nodiscard]] std::uint32_t scope_via(const model::Scope& scope) const;
  [[nodiscard]] bool opened_now(const model::Scope& scope) const;
  void lapse();
  void close_instance(std::uint32_t instance);

  // arising.cpp
  [[nodiscard]] std::uint32_t not_held_in(program::Range events) const;
  [[nodiscard]] std::uint32_t not_held_below(std::uint32_t moment) const;
  void arm_on(std::uint32_t occurrence);
  void arm_on_entering();
  void arm_on_entering(std::uint32_t duty, std::uint32_t stage);
  [[nodiscard]] bool names_opened_stage(const program::DutyRow& row) const;
  void open_scope(program::Range duties, std::uint32_t occurrence);
  void open_duty(std::uint32_t duty, std::uint32_t occurrence);
  [[nodiscard]] bool served(std::uint32_t duty, std::uint32_t occurrence) const;
  void open_on_event(std::uint32_t duty, std::uint32_t occurrence);
  void open_awaiting(std::uint32_t duty, std::uint32_t from, std::uint32_t occurrence);
  [[nodiscard]] std::uint32_t latest_of(const program::MomentRow& base) const;
  void open_round(std::uint32_t duty, std::uint32_t occurrence);
  void join(std::uint32_t duty, std::uint32_t occurrence);
  [[nodiscard]] std::vector<Join> joins_of(std::uint32_t duty, std::uint32_t occurrence) const;
  std::uint32_t add_instance(std::uint32_t duty, std::uint32_t arose_by);
  void arm(std::uint32_t duty, std::uint32_t occurrence, Date anchor, std::uint32_t arose_by,
           const std::vector<Join>& joins = {}, const std::vector<Act>& acts = {});
  void give_act(std::uint32_t instance, const Act& act);
  void arm_next(std::uint32_t instance, Date anchor);
  void arm_following(std::uint32_t duty, std::uint32_t before, Date anchor, std::uint32_t anchor_occurrence);
  void continue_series();
  [[nodiscard]] std::vector<std::uint32_t> parties_of(const program::DutyRow& duty, bool& unknown, Doubt& doubt) const;
  bool arm_one(std::uint32_t instance, Truth applies, Doubt doubt);

  // awaiting.cpp
  void await(std::uint32_t duty);
  void drop(std::uint32_t instance);
  void take_event(std::uint32_t instance, std::uint32_t occurrence, Date anchor);
  void judge_on_event(std::uint32_t duty, std::uint32_t occurrence);

  // acts.cpp
  [[nodiscard]] bool is_for(std::uint32_t duty, std::uint32_t party, std::uint32_t occurrence) const;
  void discharge(std::uint32_t duty, std::uint32_t occurrence);
  void act_on_weekday(std::uint32_t duty, const Act& act);
  void adjust(std::uint32_t duty, std::uint32_t occurrence);
  void date_anew(std::uint32_t duty, bool by_clock = false);
  void date(std::uint32_t instance);
  void take_in_dates(std::uint32_t occurrence);

  // verdict.cpp
  struct Verdict {
    DutyStatus status = DutyStatus::kPending;
    std::uint32_t act = kNone;  ///< occurrence
    Doubt doubt;
    std::int32_t count = 0;
    std::uint32_t out_of_time = kNone;
    std::uint32_t judge_by = kNone;  ///< the fact that says whether what was done in time was soon enough
    bool for_good = false;           ///< nothing that comes later changes it
    bool at_once = false;            ///< missed by the act itself: improper, or too early
    bool judged = false;             ///< by a person, on whether it was as soon as practicable
  };
  /// What the acts are measured by.
  struct Windows {
    Window first;
    Window second;
    bool second_known = false;
    bool waits = false;       ///< nothing can be said of the time by the first limit
    bool no_opening = false;  ///< for want of the day that it opens on
    std::optional<Instant> last;
    std::optional<Instant> last_early;
  };
  struct Weighed {
    Verdict verdict;
    std::uint32_t late = kNone;     ///< the first act that was late
    std::uint32_t unused = kNone;   ///< the first use of a right that was late
    std::uint32_t waiting = kNone;  ///< an act of which nothing can be said yet
    bool perhaps_kept = false;
    Doubt perhaps_why;
  };
  [[nodiscard]] Verdict verdict(std::uint32_t instance) const;
  [[nodiscard]] Windows windows_of(const Instance& instance) const;
  void weigh_acts(const Instance& instance, const Windows& windows, Weighed& weighed) const;
  void weigh_forbidden_acts(const Instance& instance, const Windows& windows, Weighed& weighed) const;
  void judge_by_time(const Instance& instance, const Windows& windows, const Weighed& weighed, bool doubtful,
                     Doubt doubt, Verdict& result) const;
  [[nodiscard]] Doubt clock_doubt(const program::DutyRow& row) const;
  [[nodiscard]] bool passed(const Instance& instance, Instant due) const;

  // judging.cpp
  void give_excuse(std::uint32_t instance, Verdict& verdict);
  void judge(std::uint32_t instance);
  void settle(std::uint32_t instance, DutyStatus status);
  [[nodiscard]] Date next_judging(const Instance& instance) const;
  void expire(Date day);
  [[nodiscard]] std::uint32_t owed_by(const Instance& instance) const;

  // standing.cpp
  [[nodiscard]] Date end_of_standing(std::uint32_t instance) const;
  [[nodiscard]] Date next_standing(std::uint32_t instance) const;
  void end_standing(std::uint32_t instance, Date day, Truth truth, Doubt doubt);

  const program::Program& program_;
  CaseState& state_;
  const History& history_;
  std::vector<Step>* steps_;
  ScopeChange change_;
  std::uint32_t current_ = kNone;       // the occurrence that is being taken
  std::uint32_t opener_ = kNone;        // the same, until the state is looked at: what a scope that opens is opened by
  std::vector<std::uint32_t> joined_;   // duties of which an instance has taken in this very event
  std::vector<std::uint32_t> touched_;  // instances that are to be dated anew
  std::vector<std::uint32_t> moved_;    // by track: the stage it was moved to in this round, or kNone
  std::vector<Span> moved_by_;
  bool any_not_held_ = false;
  bool by_clock_ = false;        // dates change because time has passed, or been stopped
  bool status_changed_ = false;  // since the state was last looked at
  bool at_day_end_ = false;
  bool carrying_ = false;             // the case is being carried over: what happened before brings no duty about
  std::uint32_t handing_on_ = kNone;  // the instance of the old rules whose limit is being taken
  bool closing_ = false;              // `close case` was done: the rest of the round is not
  std::uint32_t steps_now_ = 0;       // at one instant: bounds what does not come to rest
};

}  // namespace proviso::run
