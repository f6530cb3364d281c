// SPDX-License-Identifier: Apache-2.0
// What happens on a match: rules that mean something leave a node in the flat tree, with exact bytes and without the
// gap behind them. Nothing is looked up here; tree_builder.h makes the clause of the syntax tree from the nodes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "grammar/expected.h"
#include "grammar/flat_tree.h"
#include "grammar/rules.h"

namespace proviso::grammar {

namespace pegtl = tao::pegtl;

/// The node a rule leaves; none for most.
template <typename Rule>
inline constexpr NodeKind kNodeOf = NodeKind::kNone;

#define PROVISO_NODE(rule, kind) \
  template <>                    \
  inline constexpr NodeKind kNodeOf<rules::rule> = NodeKind::kind;

PROVISO_NODE(declared_name, kName)
PROVISO_NODE(calendar_name, kName)
PROVISO_NODE(duty_name, kName)
PROVISO_NODE(event_name, kName)
PROVISO_NODE(fact_name, kName)
PROVISO_NODE(parameter_name, kName)
PROVISO_NODE(party_name, kName)
PROVISO_NODE(source_name, kName)
PROVISO_NODE(stage_name, kName)
PROVISO_NODE(value_name, kName)
PROVISO_NODE(days_name, kName)
PROVISO_NODE(framework_name, kName)
PROVISO_NODE(list_name, kName)
PROVISO_NODE(track_name, kName)
PROVISO_NODE(finding_code, kCode)
PROVISO_NODE(owing_party, kOwing)
PROVISO_NODE(weekday, kWeekday)
PROVISO_NODE(month, kMonth)
PROVISO_NODE(title, kText)
PROVISO_NODE(quoted, kText)
PROVISO_NODE(whole_number, kNumber)
PROVISO_NODE(unit, kUnitWord)
PROVISO_NODE(date, kDate)
PROVISO_NODE(duration, kDuration)
PROVISO_NODE(month_day, kMonthDay)
PROVISO_NODE(counted_unit, kUnitWord)

PROVISO_NODE(framework, kFramework)
PROVISO_NODE(source, kSource)
PROVISO_NODE(party, kParty)
PROVISO_NODE(parameter, kParameter)
PROVISO_NODE(fact, kFact)
PROVISO_NODE(event, kEvent)
PROVISO_NODE(duty, kDuty)
PROVISO_NODE(track, kTrack)
PROVISO_NODE(begins, kBegins)
PROVISO_NODE(stage, kStage)
PROVISO_NODE(when_move, kWhen)
PROVISO_NODE(after_move, kAfterMove)
PROVISO_NODE(may_end, kMayEnd)
PROVISO_NODE(end, kEnd)
PROVISO_NODE(example, kExample)
PROVISO_NODE(example_event, kExampleEvent)
PROVISO_NODE(expect, kExpect)
PROVISO_NODE(as_of, kAsOf)
PROVISO_NODE(not_held, kNotHeld)
PROVISO_NODE(use_file, kUse)
PROVISO_NODE(trigger, kTrigger)
PROVISO_NODE(decide, kDecide)
PROVISO_NODE(continues, kContinues)
PROVISO_NODE(decided_by, kDecidedBy)
PROVISO_NODE(same_event, kSameEvent)
PROVISO_NODE(same_fact, kSameFact)
PROVISO_NODE(handover, kHandover)
PROVISO_NODE(other_duties, kOtherDuties)
PROVISO_NODE(cases_in, kCasesIn)
PROVISO_NODE(begun_under, kBegunUnder)

PROVISO_NODE(go_on_in, kGoOnIn)
PROVISO_NODE(stay, kStay)
PROVISO_NODE(end_there, kEndThere)
PROVISO_NODE(runs_on, kRunsOn)
PROVISO_NODE(run_on, kRunsOn)
PROVISO_NODE(lapses, kLapses)
PROVISO_NODE(lapse, kLapses)
PROVISO_NODE(takes_limit, kTakesLimit)
PROVISO_NODE(accept, kAccept)

PROVISO_NODE(version, kVersion)
PROVISO_NODE(in_force, kInForce)
PROVISO_NODE(until, kUntil)
PROVISO_NODE(calendar, kCalendar)
PROVISO_NODE(for_days, kForDays)
PROVISO_NODE(time_zone, kTimeZone)
PROVISO_NODE(parameter_version, kParameterVersion)
PROVISO_NODE(cite, kCite)
PROVISO_NODE(unconfirmed, kUnconfirmed)
PROVISO_NODE(type_yes_no, kTypeYesNo)
PROVISO_NODE(type_number, kTypeNumber)
PROVISO_NODE(type_text, kTypeText)
PROVISO_NODE(type_date, kTypeDate)
PROVISO_NODE(type_duration, kTypeDuration)
PROVISO_NODE(type_party, kTypeParty)
PROVISO_NODE(one_of, kTypeOneOf)
PROVISO_NODE(list_of, kTypeList)
PROVISO_NODE(means, kMeans)
PROVISO_NODE(judgement, kJudgement)
PROVISO_NODE(by, kBy)
PROVISO_NODE(records, kRecords)
PROVISO_NODE(go_to, kGoTo)
PROVISO_NODE(if_condition, kIf)
PROVISO_NODE(otherwise, kOtherwise)
PROVISO_NODE(in_this_stage, kInThisStage)
PROVISO_NODE(of_events, kOfEvents)

PROVISO_NODE(applies, kApplies)
PROVISO_NODE(for_each, kForEach)
PROVISO_NODE(modality_must, kMust)
PROVISO_NODE(modality_should, kShould)
PROVISO_NODE(modality_may, kMay)
PROVISO_NODE(will_usually, kWillUsually)
PROVISO_NODE(will_not_usually, kWillNotUsually)
PROVISO_NODE(negated, kNegated)
PROVISO_NODE(ensure, kEnsure)
PROVISO_NODE(allow, kAllow)
PROVISO_NODE(use, kMayUse)
PROVISO_NODE(act, kAct)
PROVISO_NODE(act_condition, kIf)
PROVISO_NODE(act_only_if, kOnlyIf)
PROVISO_NODE(that, kThat)
PROVISO_NODE(alternative, kAlternative)
PROVISO_NODE(roll, kRoll)
PROVISO_NODE(roll_working, kRollWorking)
PROVISO_NODE(roll_calendar, kRollCalendar)
PROVISO_NODE(warn, kWarn)
PROVISO_NODE(clock_stops, kClockStops)
PROVISO_NODE(extended_by, kExtendedBy)
PROVISO_NODE(extended_to, kExtendedTo)
PROVISO_NODE(extended, kExtended)
PROVISO_NODE(at_most_times, kAtMostTimes)
PROVISO_NODE(at_most_in_all, kAtMostInAll)
PROVISO_NODE(due_instead, kDueInstead)
PROVISO_NODE(excused_if, kExcusedIf)
PROVISO_NODE(once, kOnce)
PROVISO_NODE(within, kWithin)
PROVISO_NODE(by_moment, kByMoment)
PROVISO_NODE(before_moment, kBeforeMoment)
PROVISO_NODE(on_the_day_of, kOnTheDayOf)
PROVISO_NODE(on_weekday, kOnWeekday)
PROVISO_NODE(no_sooner, kNoSooner)
PROVISO_NODE(no_later, kNoLater)
PROVISO_NODE(at_least, kAtLeast)
PROVISO_NODE(any_time, kAnyTime)
PROVISO_NODE(every, kEvery)
PROVISO_NODE(throughout, kThroughout)
PROVISO_NODE(until_moment, kUntilMoment)
PROVISO_NODE(practicable, kPracticable)
PROVISO_NODE(judged_by, kJudgedBy)
PROVISO_NODE(beginning_with, kBeginningWith)
PROVISO_NODE(the_parameter, kTheParameter)
PROVISO_NODE(limit, kLimit)

PROVISO_NODE(moment_named, kMomentNamed)
PROVISO_NODE(moment_first, kMomentFirst)
PROVISO_NODE(moment_entering, kMomentEntering)
PROVISO_NODE(moment_day, kMomentDay)
PROVISO_NODE(moment_after, kMomentAfter)
PROVISO_NODE(moment_before, kMomentBefore)
PROVISO_NODE(moment_later_of, kMomentLaterOf)
PROVISO_NODE(moment_earlier_of, kMomentEarlierOf)
PROVISO_NODE(moment_in_year_of, kMomentInYearOf)

PROVISO_NODE(yes, kYes)
PROVISO_NODE(no, kNo)
PROVISO_NODE(name_operand, kNameOperand)
PROVISO_NODE(number_operand, kNumberOperand)
PROVISO_NODE(text_operand, kTextOperand)
PROVISO_NODE(date_operand, kDateOperand)
PROVISO_NODE(duration_operand, kDurationOperand)
PROVISO_NODE(count_of, kCountOf)
PROVISO_NODE(number_of, kNumberOf)
PROVISO_NODE(date_of, kDateOf)
PROVISO_NODE(first, kFirst)
PROVISO_NODE(last, kLast)
PROVISO_NODE(in_stage, kInStage)
PROVISO_NODE(today, kToday)
PROVISO_NODE(weekday_operand, kWeekdayOperand)
PROVISO_NODE(of_framework, kOfFramework)
PROVISO_NODE(since, kSince)
PROVISO_NODE(total_of, kTotalOf)
PROVISO_NODE(weekday_of, kWeekdayOf)
PROVISO_NODE(longest_run, kLongestRun)
PROVISO_NODE(counted_from_to, kCounted)
PROVISO_NODE(the_list, kTheList)
PROVISO_NODE(later_of, kLaterOf)
PROVISO_NODE(earlier_of, kEarlierOf)
PROVISO_NODE(date_after, kDateAfter)
PROVISO_NODE(date_before, kDateBefore)
PROVISO_NODE(is_status, kIsStatus)
PROVISO_NODE(of_framework_is, kOfFrameworkIs)
PROVISO_NODE(disjunction, kDisjunction)
PROVISO_NODE(conjunction, kConjunction)
PROVISO_NODE(negation, kNegation)
PROVISO_NODE(comparison, kComparison)
PROVISO_NODE(sum, kSum)
PROVISO_NODE(product, kProduct)
PROVISO_NODE(added_product, kProduct)
PROVISO_NODE(plus_operand, kPlus)
PROVISO_NODE(minus_operand, kMinus)
PROVISO_NODE(is_equal, kIs)
PROVISO_NODE(is_not, kIsNot)
PROVISO_NODE(is_more_than, kIsMoreThan)
PROVISO_NODE(is_less_than, kIsLessThan)
PROVISO_NODE(is_at_least, kIsAtLeast)
PROVISO_NODE(is_at_most, kIsAtMost)
PROVISO_NODE(is_before, kIsBefore)
PROVISO_NODE(is_after, kIsAfter)
PROVISO_NODE(is_on_or_before, kIsOnOrBefore)
PROVISO_NODE(is_on_or_after, kIsOnOrAfter)
PROVISO_NODE(includes, kIncludes)
PROVISO_NODE(is_known, kIsKnown)

PROVISO_NODE(record, kRecord)
PROVISO_NODE(add, kAdd)
PROVISO_NODE(move_to, kMoveTo)
PROVISO_NODE(begin_track, kBeginTrack)
PROVISO_NODE(end_track, kEndTrack)
PROVISO_NODE(notify, kNotify)
PROVISO_NODE(open, kOpen)
PROVISO_NODE(handed, kHanded)
PROVISO_NODE(close_case, kCloseCase)

PROVISO_NODE(inputs, kInputs)
PROVISO_NODE(hit, kHit)
PROVISO_NODE(hit_unique, kHitUnique)
PROVISO_NODE(hit_first, kHitFirst)
PROVISO_NODE(hit_any, kHitAny)
PROVISO_NODE(hit_collect, kHitCollect)
PROVISO_NODE(hit_sum, kHitSum)
PROVISO_NODE(hit_count, kHitCount)
PROVISO_NODE(hit_min, kHitMin)
PROVISO_NODE(hit_max, kHitMax)
PROVISO_NODE(row, kRow)
PROVISO_NODE(gives, kGives)
PROVISO_NODE(cell, kCell)
PROVISO_NODE(any_value, kAnyValue)
PROVISO_NODE(cell_not, kCellNot)
PROVISO_NODE(unknown, kUnknown)
PROVISO_NODE(cell_range, kCellRange)
PROVISO_NODE(cell_more_than, kCellMoreThan)
PROVISO_NODE(cell_less_than, kCellLessThan)
PROVISO_NODE(cell_at_least, kCellAtLeast)
PROVISO_NODE(cell_at_most, kCellAtMost)
PROVISO_NODE(cell_before, kCellBefore)
PROVISO_NODE(cell_after, kCellAfter)
PROVISO_NODE(cell_on_or_before, kCellOnOrBefore)
PROVISO_NODE(cell_on_or_after, kCellOnOrAfter)

PROVISO_NODE(with_values, kWithValues)
PROVISO_NODE(with_no, kWithNo)
PROVISO_NODE(expect_stage, kExpectStage)
PROVISO_NODE(expect_finding, kExpectFinding)
PROVISO_NODE(expect_unexpected, kExpectUnexpected)
PROVISO_NODE(expect_nothing, kExpectNothing)
PROVISO_NODE(expect_duty, kExpectDuty)
PROVISO_NODE(expect_notified, kExpectNotified)
PROVISO_NODE(expect_closed, kExpectClosed)
PROVISO_NODE(due, kDue)
PROVISO_NODE(due_until, kDueUntil)
PROVISO_NODE(at_time, kAtTime)
PROVISO_NODE(for_party, kForParty)
PROVISO_NODE(expect_condition, kExpectCondition)
PROVISO_NODE(late_by, kLateBy)
PROVISO_NODE(pending, kStatusPending)
PROVISO_NODE(kept, kStatusKept)
PROVISO_NODE(kept_late, kStatusKeptLate)
PROVISO_NODE(missed, kStatusMissed)
PROVISO_NODE(unused, kStatusUnused)
PROVISO_NODE(excused, kStatusExcused)
PROVISO_NODE(lapsed, kStatusLapsed)
PROVISO_NODE(undecided, kStatusUndecided)
PROVISO_NODE(breach, kBreach)
PROVISO_NODE(shortfall, kShortfall)
PROVISO_NODE(deviation, kDeviation)
PROVISO_NODE(warning, kWarning)
PROVISO_NODE(out_of_time, kOutOfTime)

#undef PROVISO_NODE

/// Keeps the flat tree in step with the match: a rule that fails takes back what it recorded.
template <typename Rule>
struct recording : pegtl::normal<Rule> {
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input, typename State>
  static bool match(Input& in, State& state) {
    constexpr bool is_token = std::is_same_v<typename Rule::subs_t, pegtl::type_list<>>;
    constexpr NodeKind kind = kNodeOf<Rule>;
    const char* const begin = in.current();
    if constexpr (A == pegtl::apply_mode::nothing || (is_token && kind == NodeKind::kNone)) {
      if (pegtl::match<Rule, A, M, Action, Control>(in, state)) return true;
    } else if constexpr (is_token) {
      if (pegtl::match<Rule, A, M, Action, Control>(in, state)) {
        const auto index = static_cast<std::uint32_t>(state.nodes.size());
        state.nodes.push_back({kind, state.offset(begin), state.offset(state.token_end), index + 1});
        return true;
      }
    } else {
      const std::size_t index = state.nodes.size();
      const char* const token_end = state.token_end;
      if constexpr (kind != NodeKind::kNone) state.nodes.push_back({kind, state.offset(begin), 0, 0});
      if (pegtl::match<Rule, A, M, Action, Control>(in, state)) {
        if constexpr (kind != NodeKind::kNone) {
          state.nodes[index].end = state.offset(state.token_end);
          state.nodes[index].next = static_cast<std::uint32_t>(state.nodes.size());
        }
        return true;
      }
      state.nodes.resize(index);
      state.token_end = token_end;
    }
    state.failed_at = begin;
    return false;
  }

  template <typename Input, typename State>
  [[noreturn]] static void raise(const Input& /*in*/, State& state) {
    static_assert(kExpected<Rule>.slot != Slot::kMissing, "a rule that can fail for good has no message in expected.h");
    throw ClauseFailed{.at = state.failed_at, .expected = kExpected<Rule>};
  }
};

}  // namespace proviso::grammar
