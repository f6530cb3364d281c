// SPDX-License-Identifier: Apache-2.0
// Clauses of a framework written out again in the words of the language: for diagrams, messages and explanations.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/model/model.h"

namespace proviso::model {

/// `letter-received or letter-published`.
std::string events_text(const Framework& framework, const std::vector<EventId>& events);

/// A value as it is written: `yes`, `3`, `"the local offer"`, `9 November 2015`, `insufficient`.
/// @param type  the value's type; names the values of a `one of`
std::string literal_text(const Framework& framework, const Literal& literal, const Type& type);

/// `progress is sufficient and count of weaknesses is more than 0`; brackets only where they change the meaning.
std::string expression_text(const Framework& framework, const Expression& expression);

/// `first letter-received`, `5 working days after announcement-call`.
std::string moment_text(const Framework& framework, const Moment& moment);

/// `within the wsoa-period of letter-received`.
std::string limit_text(const Framework& framework, const Limit& limit);

/// `must`, `will not usually`.
std::string_view modality_text(Modality modality, bool negated);

/// A duty without its title and cites: `local-area must ensure wsoa-submitted within the wsoa-period of
/// letter-received`, with `or the next working day` where it rolls. What it `applies if` is not part of it.
std::string duty_text(const Framework& framework, const Duty& duty);

/// What sets a move off: `when letter-received if wsoa-required`, `after 5 working days in this stage`.
std::string occasion_text(const Framework& framework, const Move& move);

/// `when letter-received if wsoa-required go to closed`.
std::string move_text(const Framework& framework, const Move& move);

}  // namespace proviso::model
