// SPDX-License-Identifier: Apache-2.0
// Conditions, values and moments in plain English.
#pragma once

#include "engine/reading_copy/names.h"

namespace proviso::reading_copy {

/// `the inspectors require a statement and progress is sufficient`; brackets wherever `and` and `or` meet.
Phrase condition(const Names& names, const model::Expression& expression);

/// `the day on which the letter arrives`, `5 working days after the day on which …`.
Phrase moment(const Names& names, const model::Moment& moment);

/// `yes`, `9 November 2015`, `the Department for Education`.
Phrase value(const Names& names, const model::Literal& literal, const model::Type& type);

/// What was recorded with an event, or what a fact is: `the child is under five: yes`, `outcome: allowed`.
Phrase fact_value(const Names& names, model::FactId fact, const model::Literal& literal);

}  // namespace proviso::reading_copy
