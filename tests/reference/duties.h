// SPDX-License-Identifier: Apache-2.0
// The instances of duties: how they arise, their dates, their acts, how they are judged.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "engine/model/model.h"
#include "tests/reference/state.h"

namespace proviso::reference {

// Dates (dating.cpp)

/// The dates of an instance as everything stands now.
Dates dates_of(const Case& c, model::DutyId duty, const Instance& instance);
/// The due dates to show: of two limits the later ones. Nothing where there are none.
std::optional<Point> earlier_due(const Dates& dates);
std::optional<Point> later_due(const Dates& dates);
/// Dates an instance anew where it may have changed, and judges it anew where it has.
void refresh(Case& c, model::DutyId duty, Instance& instance);
/// The same for the duties that hang on a date fact.
void refresh_facts(Case& c);
void refresh_all(Case& c);

// Judging (judging.cpp)

/// Gives an instance its status, by its acts and its dates.
void judge(Case& c, model::DutyId duty, Instance& instance);
/// Gives an instance a status that was reached on a day.
void settle(Instance& instance, DutyStatus status, std::optional<Date> on);
/// Whether an instance is shown, asked for in conditions and reacted to: one that waits for its event is not where the
/// duty did not apply when it arose, nor where nobody has to act (`no sooner than` alone) and nothing has come of it.
bool shown(const model::Duty& duty, const Instance& instance);
/// Whether one of the excuses of a duty is yes.
bool is_excused(const Case& c, model::DutyId duty);
void excuse(Case& c, model::DutyId duty, Instance& instance);
/// Excuses and judgements, when the state is looked at.
void look_at_excuses_and_judgements(Case& c);
/// Instances whose time is over at the end of today.
void expire(Case& c);
/// The acts of a right that were out of time.
bool out_of_time(const Case& c, model::DutyId duty, const Instance& instance, const Act& act);

// Standing duties (standing.cpp)

/// Looks at a standing duty at the end of today.
void end_of_day(Case& c, model::DutyId duty, Instance& instance);

// Arising and lapsing (arising.cpp)

void lapse(Case& c);
/// What the event, if any, and the scopes opened since bring about.
void arise(Case& c, std::optional<std::size_t> occurrence, bool after_event);
/// The next instances of recurring duties.
void continue_series(Case& c);
/// The acts of an instance of their own: `on a Monday`.
void arise_from_act(Case& c, model::DutyId duty, const Act& act);
/// An instance whose limit the occurrence decides, where none waited for it, with the acts that were kept for it.
void arise_decided(Case& c, model::DutyId duty, std::size_t occurrence, const std::vector<Act>& acts);
/// An instance after a pattern, for one party; `applies if` is judged.
void arise_for(Case& c, model::DutyId duty, const Instance& pattern, std::optional<model::PartyId> party,
               bool of_unknown_list);
/// One for each party that owes the duty and is wanted.
using Wanted = std::function<bool(const std::optional<model::PartyId>&)>;
void arise_for_parties(Case& c, model::DutyId duty, const Instance& pattern, const Wanted& wanted);
/// What opening its scope brings a duty, each made ready before it is dated; those that are not wanted do not arise.
using Prepare = std::function<bool(Instance&)>;
void bring_by_opening(Case& c, model::DutyId duty, const Prepare& prepare);
/// The next instance of a standing duty, from tomorrow on.
void stand_again(Case& c, model::DutyId duty, const Instance& before);

// Events (acts.cpp): sections 3.2 to 3.5

void adjust(Case& c, std::size_t occurrence);
void join_groups(Case& c, std::size_t occurrence);
/// Whether an instance that no open scope holds took it.
bool take_acts(Case& c, std::size_t occurrence);
void decide_limits(Case& c, std::size_t occurrence);
void date_second_moments(Case& c, std::size_t occurrence);

/// For each event of a moment the occurrence that serves an instance: its own anchor, else the latest in the case, of
/// those from `from` on.
Slots slots_for(const Case& c, model::DutyId duty, const Instance& instance, const model::Moment& moment,
                std::size_t from);
/// Whether an event of the moment is the anchor of the duty's instances.
bool is_own_anchor(const Case& c, model::DutyId duty, const model::Moment& leaf);
void fill_second_moments(const Case& c, model::DutyId duty, Instance& instance);

}  // namespace proviso::reference
