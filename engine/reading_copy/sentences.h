// SPDX-License-Identifier: Apache-2.0
// Clauses of a framework as sentences that can be read aloud: duties, moves, triggers and what follows from them.
#pragma once

#include <vector>

#include "engine/reading_copy/names.h"

namespace proviso::reading_copy {

/// Who owes it: `the local authority`, `whoever convenor names`, `each of the schools`.
Phrase owing(const Names& names, const model::Owing& owing);

/// `within 70 working days of the day on which the letter arrives`.
Phrase limit(const Names& names, const model::Limit& limit);

/// The act, or what must hold, with the condition that it hangs on: `the letter is sent, but only if …`.
Phrase what_is_owed(const Names& names, const model::Duty& duty);

/// `The local authority must ensure that …, within …`: one sentence with its full stop.
Phrase duty_sentence(const Names& names, const model::Duty& duty);

/// What else there is to say of a duty, each with its own words at the front: `It applies only if`, `Excused if`.
/// Exemptions, what stops and moves the limit, warnings, and what follows.
struct Remark {
  std::string label;
  Phrase words;
};
std::vector<Remark> duty_remarks(const Names& names, const model::Duty& duty);

/// `“Closed” is reached`, `the office is told: …`.
Phrase action(const Names& names, const model::Action& action);
/// Several, with `then` between them.
Phrase actions(const Names& names, const std::vector<model::Action>& actions);

/// What sets a move off: `When the letter arrives, if a statement is required`.
Phrase move_occasion(const Names& names, const model::Move& move);
/// The same with where it leads: `When …, the case moves to “Closed”.`
Phrase move_sentence(const Names& names, const model::Move& move);

/// What sets a trigger off: `When …, if …`.
Phrase trigger_occasion(const Names& names, const model::Trigger& trigger);
Phrase trigger_sentence(const Names& names, const model::Trigger& trigger);

/// When a track begins: `It begins as soon as the case is opened.`
Phrase begins_sentence(const Names& names, const model::Track& track);

/// What an example expects.
Phrase expectation_sentence(const Names& names, const model::Expectation& expectation);

}  // namespace proviso::reading_copy
