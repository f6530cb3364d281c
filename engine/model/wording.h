// SPDX-License-Identifier: Apache-2.0
// Clauses of a framework written out again in the words of the language: for diagrams, messages and explanations.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/vocabulary_words.h"
#include "engine/model/model.h"

namespace proviso::model {

/// `letter-received or letter-published`.
std::string events_text(const Framework& framework, const std::vector<EventId>& events);

/// A value as it is written: `yes`, `3`, `"the local offer"`, `9 November 2015`, `insufficient`.
/// @param type  the value's type; names the values of a `one of`
std::string literal_text(const Framework& framework, const Literal& literal, const Type& type);

/// A text as it is written: `"the local offer"`.
std::string quoted_text(std::string_view text);

/// `15 February`.
std::string day_month_text(std::chrono::month_day day);

/// `progress is sufficient and count of weaknesses is more than 0`; brackets only where they change the meaning.
std::string expression_text(const Framework& framework, const Expression& expression);

/// `70 working days`, `15 school days`.
std::string duration_text(const Framework& framework, Duration duration);

/// `70 working days`, `the wsoa-period`.
std::string amount_text(const Framework& framework, const Amount& amount);

using proviso::status_text;

/// `first letter-received`, `5 working days after announcement-call`, `the later of a, b`.
std::string moment_text(const Framework& framework, const Moment& moment);

/// `within the wsoa-period of letter-received`, `as soon as practicable and within 5 weeks of asked`.
std::string limit_text(const Framework& framework, const Limit& limit);

/// `must`, `will not usually`.
std::string_view modality_text(Modality modality, bool negated);

/// Who owes: a party, a fact that names one, or `each of schools`.
std::string party_text(const Framework& framework, const Owing& owing);

/// `extended by 20 working days when asked at most 2 times`.
std::string adjustment_text(const Framework& framework, const Adjustment& adjustment);

/// A duty without its title and cites: `local-area must ensure wsoa-submitted within the wsoa-period of
/// letter-received`, with the other way to discharge it and with `or the next working day` where it rolls. What it
/// `applies if`, and what stops or moves its limit, are not part of it.
std::string duty_text(const Framework& framework, const Duty& duty);

/// What stops, moves and lifts the limit of a duty, as `clock stops while in-recess, excused if flood`; empty where
/// nothing does.
std::string clock_text(const Framework& framework, const Duty& duty);

/// `record progress as sufficient`, `notify minister "…"`.
std::string action_text(const Framework& framework, const Action& action);

/// `then begin support then notify minister "…"`.
std::string actions_text(const Framework& framework, const std::vector<Action>& actions);

/// What sets a move off: `when letter-received if wsoa-required`, `after 5 working days in this stage`.
std::string occasion_text(const Framework& framework, const Move& move);

/// `when letter-received if wsoa-required go to closed`.
std::string move_text(const Framework& framework, const Move& move);

/// A trigger without its title and cites: `when asked if wanted then notify office "…"`.
std::string trigger_text(const Framework& framework, const Trigger& trigger);

}  // namespace proviso::model
