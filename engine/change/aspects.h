// SPDX-License-Identifier: Apache-2.0
// What a declaration says, aspect by aspect, in the words of the language: by these it is compared with another and
// recognised under a new name. Internal to engine/change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "engine/model/model.h"

namespace proviso::change {

/// One aspect of a declaration: `limit`, with the clause that says it. The same kind of declaration has the same
/// aspects in the same order.
struct Aspect {
  std::string_view label;          ///< `limit`, `citation`
  std::vector<std::string> items;  ///< none: it says nothing of this
  bool ordered = false;            ///< whether the order of the items means something
  Span span;                       ///< the clause, or the declaration
};
using Aspects = std::vector<Aspect>;

Aspects aspects(const model::Framework& framework, const model::Source& source);
Aspects aspects(const model::Framework& framework, const model::Party& party);
/// Without its versions, which are compared by date.
Aspects aspects(const model::Framework& framework, const model::Parameter& parameter);
/// Without the table that decides it.
Aspects aspects(const model::Framework& framework, const model::Fact& fact);
Aspects aspects(const model::Framework& framework, const model::Event& event);
Aspects aspects(const model::Framework& framework, const model::Track& track);
/// Without its moves and duties.
Aspects aspects(const model::Framework& framework, const model::Stage& stage);
Aspects aspects(const model::Framework& framework, const model::Move& move);
Aspects aspects(const model::Framework& framework, const model::Duty& duty);
Aspects aspects(const model::Framework& framework, const model::Trigger& trigger);
/// Title, hit rule and citations; without rows and inputs, which are compared by what they give.
Aspects aspects(const model::Framework& framework, const model::Decision& table);
/// Version, time in force, calendars, time zone.
Aspects header_aspects(const model::Framework& framework);

/// `yes, - gives short`: the cells in the order of the inputs.
std::string row_text(const model::Framework& framework, const model::Decision& table, const model::Row& row);

/// `collect sum`.
std::string_view hit_text(model::HitRule hit);

/// `regulation 4, handbook follow-up (unconfirmed)`; empty without any.
std::string citations_text(const model::Framework& framework, const std::vector<model::Citation>& citations);

}  // namespace proviso::change
