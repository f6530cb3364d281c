// SPDX-License-Identifier: Apache-2.0
#include "engine/run/assumed.h"

#include <algorithm>

namespace proviso::run {
namespace {

using model::Moment;

class Gatherer {
 public:
  Gatherer(const program::Program& program, const History& history, const CaseState& state, std::uint32_t instance)
      : program_(program),
        history_(history),
        state_(state),
        index_(instance),
        instance_(state.instances[instance]),
        row_(program.duties[instance_.duty]) {}

  std::vector<std::uint32_t> run() {
    add(instance_.anchor_occurrence);
    add(instance_.entered_by);
    for (const Join& join : state_.joins) {
      if (join.instance == index_) add(join.occurrence);
    }
    // Once an event of the limit has come, it is the anchor, or has been taken in; a date that hangs on several moments
    // is made of the latest of each.
    if (is_group(row_.limit.moment) && !row_.in_rounds && !instance_.renewed) moment(row_.limit.moment, kNoDate);
    further(row_.limit.no_later);
    further(row_.limit.until);
    if (row_.has_second) {
      further(row_.second.moment);
      further(row_.second.no_later);
    }
    for (const Adjusted& adjusted : state_.adjusted) {
      if (adjusted.instance == index_) add(adjusted.occurrence);
    }
    add(instance_.act_occurrence);
    // Where several acts are owed, the status came about by all of them.
    for (std::uint32_t a = instance_.first_act; a != kNone && row_.limit.times > 1; a = state_.acts[a].next) {
      add(state_.acts[a].occurrence);
    }
    add(instance_.out_of_time);
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

 private:
  void add(std::uint32_t occurrence) {
    if (occurrence != kNone && history_.occurrences[occurrence].assumed != 0) found_.push_back(occurrence);
  }

  [[nodiscard]] bool is_group(std::uint32_t moment) const {
    return moment != program::kNone && program_.moments[moment].group;
  }

  // A moment beside the anchor; what lies before that is not it.
  void further(std::uint32_t at) {
    if (at == program::kNone) return;
    const Date own_day = instance_.renewed ? instance_.series : instance_.anchor;
    moment(at, is_group(at) ? kNoDate : own_day);
  }

  // Every event below a moment, by the occurrence that dated the instance last.
  void moment(std::uint32_t at, Date not_before) {
    const program::MomentRow& row = program_.moments[at];
    if (row.kind == Moment::Kind::kEntering && state_.entered[row.index] != kNoDate) add(state_.entered_by[row.index]);
    if (row.kind == Moment::Kind::kEvents || row.kind == Moment::Kind::kFirst) {
      const std::uint32_t occurrence = occurrence_of(row);
      if (occurrence != kNone && (not_before == kNoDate || history_.occurrences[occurrence].on >= not_before)) {
        add(occurrence);
      }
    }
    for (const std::uint32_t of : program_.list(program_.moment_lists, row.of)) moment(of, not_before);
  }

  [[nodiscard]] std::uint32_t occurrence_of(const program::MomentRow& row) const {
    const auto events = program_.list(program_.event_lists, row.events);
    std::uint32_t found = kNone;
    for (std::uint32_t i = 0; i < state_.taken; ++i) {
      const Occurrence& occurrence = history_.occurrences[i];
      // An instance whose scope has closed is dated no more.
      if (!instance_.scope_open && occurrence.on > instance_.closed) break;
      if (std::find(events.begin(), events.end(), occurrence.event) == events.end()) continue;
      found = i;
      if (row.kind == Moment::Kind::kFirst) break;
    }
    return found;
  }

  const program::Program& program_;
  const History& history_;
  const CaseState& state_;
  std::uint32_t index_;
  const Instance& instance_;
  const program::DutyRow& row_;
  std::vector<std::uint32_t> found_;
};

}  // namespace

std::vector<std::uint32_t> assumed_occurrences(const program::Program& program, const History& history,
                                               const CaseState& state, std::uint32_t instance) {
  return Gatherer(program, history, state, instance).run();
}

std::string assumption_of(const History& history, std::uint32_t occurrence) {
  const std::uint32_t assumed = occurrence == kNone ? 0 : history.occurrences[occurrence].assumed;
  return assumed == 0 ? std::string{} : history.assumptions[assumed - 1];
}

std::string assumptions_of(const program::Program& program, const History& history, const CaseState& state,
                           std::uint32_t instance) {
  // Most histories assume nothing, and are not searched for more.
  const bool any = std::any_of(history.occurrences.begin(), history.occurrences.end(),
                               [](const Occurrence& occurrence) { return occurrence.assumed != 0; });
  if (!any) return {};
  std::vector<std::uint32_t> grounds;
  std::string text;
  for (const std::uint32_t occurrence : assumed_occurrences(program, history, state, instance)) {
    const std::uint32_t ground = history.occurrences[occurrence].assumed;
    if (std::find(grounds.begin(), grounds.end(), ground) != grounds.end()) continue;
    grounds.push_back(ground);
    if (!text.empty()) text += "; ";
    text += history.assumptions[ground - 1];
  }
  return text;
}

}  // namespace proviso::run
