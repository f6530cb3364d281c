// SPDX-License-Identifier: Apache-2.0
// Writing one case's records as a case file: the inverse of case_document.h.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/model.h"
#include "engine/run/records.h"
#include "proviso/date.h"

namespace proviso {

/// What stands above the records of a case file.
struct CaseHeader {
  struct Transition {
    std::string from;
    Date on;
    std::string old_rules;  ///< SHA-256
    std::string new_rules;
  };
  std::string id;
  std::string framework;
  std::optional<Date> as_of;
  std::optional<Transition> transition;
};

/// By which name the file calls an event, a fact or a party on a day.
using Naming = std::function<std::string(model::SymbolKind kind, const std::string& name, Date on)>;

/// The text of a case file that read_case() reads as these records. What was derived rather than recorded is said in
/// a remark, by `assumptions` (as in run::History).
std::string case_file_text(const CaseHeader& header, const run::Records& records,
                           const std::vector<std::string>& assumptions, const Naming& naming);

/// A history as records: each of its occurrences an event. The history must outlive them.
run::Records records_of(const run::History& history);

}  // namespace proviso
