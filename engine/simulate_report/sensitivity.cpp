// SPDX-License-Identifier: Apache-2.0
// What the answer hangs on: the assumptions ranked by how far it moves with each.
#include <algorithm>

#include <fmt/format.h>

#include "engine/charts/tornado.h"
#include "engine/reading_copy/page.h"
#include "engine/simulate_report/sections.h"
#include "engine/simulate_report/wording.h"

namespace proviso::simulate_report {

using reading_copy::heading;
using reading_copy::Markup;
using simulate::SensitivityRow;

namespace {

constexpr std::size_t kMostRows = 10;

/// Sensitivity rows do not carry their unit; the answer that they are about does, and else its name tells.
std::string unit_of(const simulate::VariantResults& base, std::string_view answer) {
  const auto found = std::ranges::find(base.answers, answer, &simulate::Answer::text);
  if (found != base.answers.end()) return found->unit;
  for (const std::string_view share : {"share of ", "late of ", "missed of ", "use of ", "waiting for "}) {
    if (answer.starts_with(share)) return "share";
  }
  return "days";
}

}  // namespace

Markup sensitivity(const ReportInput& input) {
  const simulate::SimulationResults& results = *input.results;
  const simulate::VariantResults& base = results.variants.front();
  Markup html;
  if (results.sensitivity.empty()) return html;
  html.append(heading(2, "What the answer hangs on", "sensitivity"));
  html.element("p", {},
               "Each assumption that has a range was put to its least and to its greatest, all others as they are. The "
               "one that moves the answer furthest stands first.")
      .line();
  std::vector<std::string> answers;
  for (const SensitivityRow& row : results.sensitivity) {
    if (std::ranges::find(answers, row.answer) == answers.end()) answers.push_back(row.answer);
  }
  for (std::size_t a = 0; a < answers.size(); ++a) {
    const std::string unit = unit_of(base, answers[a]);
    // No chart is longer than a sheet of paper.
    std::vector<std::vector<charts::TornadoRow>> parts(1);
    for (const SensitivityRow& row : results.sensitivity) {
      if (row.answer != answers[a]) continue;
      if (parts.back().size() == kMostRows) parts.emplace_back();
      parts.back().push_back({fmt::format("{}, {} as it is", capitalised(place_words(row.place)), row.value),
                              fmt::format("{}", row.low), fmt::format("{}", row.high), spread(row.at_low),
                              spread(row.at_high)});
    }
    for (std::size_t part = 0; part < parts.size(); ++part) {
      charts::Tornado tornado;
      tornado.head = {id_of("hangs-on", a, part),
                      capitalised(subject_of(base, answers[a])) + (part == 0 ? "" : ", continued"),
                      "For each assumption, the one with the greatest effect first, two bars from a line at no change: "
                      "how far the answer moves with the assumption at its least and at its greatest."};
      tornado.axis = fmt::format("Change of the answer, in {}", unit == "share"   ? "percentage points"
                                                                : unit == "a run" ? "numbers in a run"
                                                                                  : unit);
      tornado.quantity = quantity_of(unit);
      tornado.rows = parts[part];
      html.append(figure(draw(tornado)));
    }
  }
  return html;
}

}  // namespace proviso::simulate_report
