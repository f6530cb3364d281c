// SPDX-License-Identifier: Apache-2.0
// What enumerations are called in outputs. Programs read these names: one that changes makes a new version of every
// schema in docs/schema/output that has it.
#pragma once

#include <string_view>

#include "engine/change/transition.h"
#include "engine/model/model.h"
#include "engine/run/why_not.h"
#include "proviso/date.h"

namespace proviso::cli {

/// `working days`.
std::string_view name_of(Unit unit);
/// `is at least`.
std::string_view name_of(model::Expression::Operation operation);
/// `within beginning with`.
std::string_view name_of(model::LimitKind kind);
/// `more than`.
std::string_view name_of(model::Cell::Part::Kind kind);
/// `unique`, `sum`.
std::string_view name_of(model::HitRule hit);
/// `yes`, `unknown`.
std::string_view name_of(run::Truth truth);
/// `stage`, `duty`.
std::string_view name_of(run::WhyNot::Subject subject);

/// `carried over`, `stays`, `refused`.
std::string_view name_of(change::CarriedCase::Outcome outcome);
/// `linked`, `followed`, `carried over`.
std::string_view name_of(model::Part::Kind kind);
/// `runs on`, `takes the new limit`, `lapses`.
std::string_view name_of(model::Handover::Kind kind);
/// `go on`, `stay`, `end`.
std::string_view name_of(model::Place::Kind kind);

}  // namespace proviso::cli
