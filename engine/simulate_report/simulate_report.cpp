// SPDX-License-Identifier: Apache-2.0
// The page, put together from its sections.
#include "engine/simulate_report/simulate_report.h"

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/reading_copy/page.h"
#include "engine/simulate_report/answer.h"
#include "engine/simulate_report/sections.h"
#include "engine/simulate_report/wording.h"

namespace proviso::simulate_report {

using reading_copy::heading;
using reading_copy::Markup;
using simulate::SimulationResults;
using simulate::VariantResults;

namespace {

constexpr std::string_view kStyle = R"css(
.answer { border-left: 10px solid #1d70b8; padding: 15px 20px; margin: 0 0 25px; background: #f3f2f1; }
.answer h2 { border: 0; margin: 0 0 10px; padding: 0; }
.answer p { margin: 0 0 10px; }
.answer .said { font-size: 1.375rem; line-height: 1.35; }
.answer .caveats { font-size: 1rem; margin: 15px 0 0; }
.missing { font-weight: bold; }
.warning { border: 5px solid #d4351c; padding: 12px 15px; margin: 0 0 25px; font-weight: bold; }
.warning p { margin: 0; }
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 10px 30px; align-items: start; }
.receipt { font-size: 1rem; }
@media screen and (max-width: 53em) { .pair { grid-template-columns: minmax(0, 1fr); } }
@media screen and (max-width: 40em) { .answer .said { font-size: 1.1875rem; } .answer { padding: 12px 15px; } }
@media print {
  .answer { background: #ffffff; padding: 5px 15px; }
  .answer .said { font-size: 13pt; }
  .answer .caveats { font-size: 10pt; }
  h2 { margin-top: 20px; }
  .pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 5px 20px; }
  .pair .figure { margin-bottom: 15px; }
}
)css";

constexpr std::string_view kFooter =
    "Written by Proviso from a simulation. Its numbers are those of a model: they hold as far as its assumptions do.";

Markup answer_box(const SimulationResults& results) {
  const SaidAnswer said = answer(results);
  Markup html;
  html.open("div", {{"class", "answer"}}).append(heading(2, "The answer", "answer"));
  for (std::size_t i = 0; i < said.answers.size(); ++i) {
    html.open("p", i == 0 ? reading_copy::Attributes{{"class", "said"}} : reading_copy::Attributes{});
    html.coded(said.answers[i]).close().line();
  }
  html.open("div", {{"class", "caveats"}}).line();
  for (const std::string& caveat : said.caveats) html.element("p", {}, caveat).line();
  return html.close().close().line();
}

Markup about(const SimulationResults& results) {
  const VariantResults& base = results.variants.front();
  Markup html;
  html.open("dl", {{"class", "facts-of"}}).line();
  const auto line = [&](std::string_view term, const std::string& words) {
    html.element("dt", {}, term).element("dd", {}, words).line();
  };
  line("Procedure",
       base.framework_title.empty() ? base.framework : fmt::format("{} ({})", base.framework_title, base.framework));
  for (const VariantResults& variant : results.variants) {
    if (variant.framework == base.framework) continue;
    line(fmt::format("With “{}”", variant.name), fmt::format("{} ({})", variant.framework_title, variant.framework));
  }
  line("Simulated", fmt::format("{} to {}, to the {}", long_date(results.from), long_date(results.until),
                                results.minutes ? "minute" : "day"));
  line("Runs", fmt::format("{}, with seed {}", counted(results.runs, "run"), results.seed));
  if (base.cases.known) {
    std::string cases = fmt::format("{} begin in a run", value_words(charts::Quantity::kNumber, spread(base.cases)));
    if (base.cases_over.known) {
      cases += fmt::format(", {} are over by its end", value_words(charts::Quantity::kNumber, spread(base.cases_over)));
    }
    line("Cases", cases);
  }
  if (results.runs > 1) line("Intervals", fmt::format("of {}", charts::share_words(results.confidence, 0)));
  return html.close().line();
}

Markup notes(const SimulationResults& results) {
  Markup html;
  if (results.notes.empty()) return html;
  html.open("div", {{"class", "inset"}}).line();
  for (const std::string& note : results.notes) html.open("p").coded(note).close().line();
  return html.close().line();
}

Markup receipt_section(const std::string& receipt) {
  Markup html;
  if (receipt.empty()) return html;
  html.append(heading(2, "What this was made from", "made-from"));
  html.open("ul", {{"class", "receipt"}}).line();
  for (std::string_view rest = receipt; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (end > 0) html.open("li").open("code").text(rest.substr(0, end)).close().close().line();
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return html.close().line();
}

}  // namespace

const VariantContext& context_of(const ReportInput& input, std::size_t variant) {
  static const VariantContext kNone;
  return variant < input.contexts.size() ? input.contexts[variant] : kNone;
}

std::string id_of(std::string_view word, std::size_t a) { return fmt::format("{}-{}", word, a + 1); }
std::string id_of(std::string_view word, std::size_t a, std::size_t b) {
  return fmt::format("{}-{}-{}", word, a + 1, b + 1);
}

Markup side_by_side(const std::vector<Markup>& figures) {
  Markup html;
  if (figures.empty()) return html;
  if (figures.size() > 1) html.open("div", {{"class", "pair"}}).line();
  for (const Markup& figure : figures) html.append(figure);
  if (figures.size() > 1) html.close().line();
  return html;
}

std::string simulate_report(const ReportInput& input) {
  const SimulationResults& results = *input.results;
  Markup html;
  html.append(heading(1, results.title));
  if (!results.question.empty()) html.element("p", {{"class", "lead"}}, results.question).line();
  if (results.partial) {
    html.open("div", {{"class", "warning"}});
    html.element(
        "p", {},
        fmt::format("Not finished: {} of {} were done.", charts::number_words(static_cast<double>(results.runs), 0),
                    counted(results.runs_asked, "run")));
    html.close().line();
  }
  html.append(answer_box(results));
  html.append(about(results));
  html.append(notes(results));

  struct Section {
    std::string_view title;
    std::string_view id;
    Markup markup;
  };
  const Section sections[] = {{"What it rests on", "assumptions", assumptions(input)},
                              {"The variants compared", "comparison", comparison(input)},
                              {"Duties kept", "duties", duties(input)},
                              {"How long things take", "times", times(input)},
                              {"Cases by stage", "stages", stages(input)},
                              {"Who does the work", "resources", resources(input)},
                              {"Year by year", "year-by-year", years(input)},
                              {"What the answer hangs on", "sensitivity", sensitivity(input)},
                              {"What this was made from", "made-from", receipt_section(input.receipt)}};
  html.open("nav", {{"class", "contents"}, {"aria-label", "Contents"}}).open("ul").line();
  for (const Section& section : sections) {
    if (section.markup.blank()) continue;
    html.open("li").open("a", {{"href", fmt::format("#{}", section.id)}}).text(section.title).close().close().line();
  }
  html.close().close().line();
  for (const Section& section : sections) html.append(section.markup);
  return reading_copy::standalone_page(results.title, html,
                                       {std::string(charts::chart_style()) + std::string(kStyle), kFooter});
}

}  // namespace proviso::simulate_report
