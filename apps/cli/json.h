// SPDX-License-Identifier: Apache-2.0
// Results as JSON text. Keys stand in a fixed order, dates are written 2017-05-05, what is not known is null: the same
// result gives the same bytes. Each is one object that names its schema first, `proviso/run/1`, which is described in
// docs/schema/output; a member that is added is described there too, and one that changes its meaning makes it /2.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/calendar/calendar.h"
#include "engine/calendar/deadline.h"
#include "engine/change/transition.h"
#include "engine/receipt/receipt.h"
#include "engine/replay/summary.h"
#include "engine/run/case_report.h"
#include "engine/run/example.h"
#include "engine/run/why_not.h"
#include "proviso/report.h"

namespace proviso::cli {

inline constexpr std::string_view kReceiptSchema = "proviso/receipt/1";

/// `check`: a list of diagnostics, file by file.
std::string diagnostics_json(const std::vector<std::pair<const DiagnosticReport*, const SourceSet*>>& reports);

struct FormattedFile {
  std::string path;
  bool changes = false;
};
/// `fmt`: a list of files, each with whether it was (would be) changed.
std::string formatted_json(const std::vector<FormattedFile>& files, bool check);

struct TestedFile {
  std::string path;
  std::vector<run::ExampleResult> results;
  SourceSet sources;
};
/// `test`: a list of files with their examples.
std::string examples_json(const std::vector<TestedFile>& files, const receipt::Receipt& receipt);

struct NamedCaseReport {
  std::string id;
  std::string file;
  CaseReport report;
};
/// `run`: a list of cases.
std::string cases_json(const std::vector<NamedCaseReport>& cases, const receipt::Receipt& receipt);

/// `explain`: a duty's instances; `none` says why there are none.
std::string explanations_json(const std::string& case_id, const std::string& duty, Date as_of,
                              const run::ExplainedDuty& explained, const std::string& none,
                              std::optional<DayTime> known_at, const receipt::Receipt& receipt);

/// `explain --why-not`: what something waits for.
std::string why_not_json(const std::string& case_id, Date as_of, const run::WhyNot& why,
                         std::optional<DayTime> known_at, const receipt::Receipt& receipt);

/// `explain PV0203`: the page on a message.
std::string diagnostic_page_json(Code code, const std::string& page);

struct NamedCarriedCase {
  std::string id;
  std::string file;  ///< in the folder that was written; empty where none was
  change::CarriedCase result;
};
/// `transition`: what came of each case.
std::string transition_json(const std::string& from, const std::string& to, Date on,
                            const std::vector<NamedCarriedCase>& cases, const receipt::Receipt& receipt);

/// `replay`: the summary.
std::string replay_json(const replay::ReplaySummary& summary, const receipt::Receipt& receipt);

/// `deadline`: the date and, where asked for, how it came about.
/// @param calendar  null where it was not needed
std::string deadline_json(const CountTrace& trace, const Calendar* calendar, bool or_next_working_day, bool explain);

/// `--receipt`: what a result rests on and what came of it.
std::string saved_receipt_json(const receipt::SavedReceipt& saved);
/// The receipt alone, as every result has it.
std::string receipt_object(const receipt::Receipt& receipt);

}  // namespace proviso::cli
