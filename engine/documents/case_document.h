// SPDX-License-Identifier: Apache-2.0
// Reading one case's history from YAML. The format is described by docs/schema/case.schema.json.
#pragma once

#include <optional>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/documents/yaml.h"
#include "proviso/date.h"

namespace proviso {

/// A fact as an event records it, its name and value not yet checked against a framework.
struct CaseFact {
  SpannedText fact;
  YamlValue value;  ///< a single value, or a list of single values; never empty
};

/// One record of a case: an event, a correction of an earlier record, or a withdrawal of one.
struct CaseEvent {
  DayTime on;  ///< this and what an event has besides: not of a withdrawal
  SpannedText event;
  std::vector<CaseFact> with;
  std::optional<DayTime> recorded;  ///< when it was entered; nothing: on the day it happened
  std::optional<SpannedText> id;
  std::optional<SpannedText> for_party;
  std::optional<SpannedText> corrects;   ///< the id of the record in whose place this event is given
  std::optional<SpannedText> withdraws;  ///< the id of the record that is taken back; never beside `corrects`
  std::optional<SpannedText> because;    ///< of a correction or a withdrawal
  Span on_span;
  Span span;  ///< the whole entry
};

/// That a case began under other rules, and when it goes on under these.
struct CaseTransition {
  SpannedText from;  ///< the framework it began under
  Date on;           ///< the day from which on it is one of the new rules
  Span on_span;
  std::optional<SpannedText> old_rules;  ///< the SHA-256 of the rule files at the time it was carried over
  std::optional<SpannedText> new_rules;
};

/// A case file. Names are as written: nothing has been looked up.
struct CaseDocument {
  SpannedText id;
  SpannedText framework;
  std::optional<Date> as_of;
  std::optional<CaseTransition> transition;
  std::vector<SpannedText> not_held;
  std::vector<CaseEvent> events;  ///< every record in the order written, which need not be the order of their dates
};

/// Reads a case file; every mistake in it is reported at once.
/// @return nothing where anything was reported.
std::optional<CaseDocument> read_case(const SourceFile& file, DiagnosticReport& report);

}  // namespace proviso
