// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/replay/rules_fixture.h"

#include <gtest/gtest.h>

#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/documents/map_document.h"
#include "engine/model/resolve.h"
#include "grammar/parse.h"

namespace proviso::replay {

std::shared_ptr<const Calendar> small_calendar() {
  CalendarData data;
  data.name = "plain";
  data.title = "Mondays to Fridays";
  data.weekend = {std::chrono::Saturday, std::chrono::Sunday};
  data.holidays = {{*make_date(2020, 1, 1), "New Year's Day"}};
  data.first_year = 2019;
  data.last_year = 2021;
  Result<Calendar> built = Calendar::build(std::move(data));
  EXPECT_TRUE(built) << (built ? "" : built.error().message);
  return std::make_shared<const Calendar>(*std::move(built));
}

std::unique_ptr<Rules> compile(std::string path, std::string text, std::shared_ptr<const Calendar> calendar) {
  auto rules = std::make_unique<Rules>();
  DiagnosticReport report;
  const SourceFile& file = rules->sources.add(std::move(path), std::move(text));
  const syntax::File tree = grammar::parse(file, report);
  auto framework = std::make_shared<const model::Framework>(model::resolve(tree, report));
  EXPECT_FALSE(report.has_errors()) << render_text(report, rules->sources);
  if (report.has_errors()) return nullptr;
  auto program = program::compile(std::move(framework), {std::move(calendar), {}, nullptr});
  EXPECT_TRUE(program) << (program ? "" : program.error().message);
  if (!program) return nullptr;
  rules->program = *program;
  return rules;
}

std::unique_ptr<Rules> permit_rules() {
  return compile("rules/permit.proviso", R"(framework permit "Permits"
  in force from 1 January 2019
  calendar plain

source act "The Act"

party office "the office"
party applicant "the applicant"

fact fee     : number               "what was paid"
fact granted : yes/no               "whether the permit is given"
fact grade   : one of high, low     "how well it was prepared"
fact grounds : list of text         "why it was refused"
fact judge   : text                 "who decided"
fact refused-once : yes/no means granted is no

event applied  "an application comes in" by applicant
  records fee
event decided  "the office decides" by office
  records granted, grade, grounds, judge
event appealed "the applicant appeals" by applicant
event heard    "the appeal is heard" by office

duty answer "Decide on the application"
  office must ensure decided within 5 working days of applied
  warn 2 working days ahead
  cite act "section 1"

duty no-haste "Not on the day itself"
  office should ensure decided no sooner than 1 calendar day after applied

track permit-track "The permit"

stage considering "Under consideration"
  when decided if granted go to given
  when decided otherwise go to refused

stage given "Given"
  end

stage refused "Refused"
  may end
  duty hear "Hear the appeal"
    office will usually ensure heard within 1 month of appealed
    cite act "section 2" unconfirmed
  when heard go to given
)",
                 small_calendar());
}

Reading read_table(Rules& rules, std::string_view table, std::optional<std::string> map) {
  Reading reading;
  DiagnosticReport report;
  std::optional<MapDocument> document;
  if (map) {
    document = read_map(rules.sources.add("map.yaml", *std::move(map)), report);
    EXPECT_TRUE(document) << render_text(report, rules.sources);
    if (!document) return reading;
  }
  reading.cases =
      read_cases(*rules.program, "cases.csv", table, document ? &*document : nullptr, rules.sources, report);
  EXPECT_EQ(reading.cases.has_value(), report.empty());
  for (const Diagnostic& diagnostic : report.sorted()) {
    const SourceFile& file = rules.sources[diagnostic.span.file];
    const LineColumn place = file.position(diagnostic.span.begin);
    reading.problems.push_back(fmt::format("{}:{}:{} {} {}{}", file.path(), place.line, place.column,
                                           code_name(diagnostic.code), diagnostic.message,
                                           diagnostic.help.empty() ? "" : fmt::format(" ({})", diagnostic.help)));
  }
  return reading;
}

std::string case_text(const Rules& rules, const CaseSource& cases, std::size_t index) {
  const model::Framework& framework = *rules.program->framework;
  run::History history = cases.history();
  cases.load(index, history);
  std::string text = fmt::format("{}:", cases.id(index));
  for (const run::Occurrence& occurrence : history.occurrences) {
    text += fmt::format("{} {} {}", text.back() == ':' ? "" : ";", framework.events[occurrence.event].name,
                        iso_date(occurrence.on));
    if (occurrence.minute != run::kNoTime)
      text += fmt::format("T{:02}:{:02}", occurrence.minute / 60, occurrence.minute % 60);
    if (occurrence.for_party != program::kNone) {
      text += fmt::format(" for {}", framework.parties[occurrence.for_party].name);
    }
    for (std::uint32_t i = occurrence.facts_begin; i < occurrence.facts_end; ++i) {
      const model::Fact& fact = framework.facts[history.facts[i].fact];
      text += fmt::format(" {}={}", fact.name, value_text(history.facts[i].value, fact.type, framework, history.pool));
    }
    if (occurrence.recorded != INT64_MIN) text += fmt::format(" recorded={}", occurrence.recorded);
    if (occurrence.assumed != 0) text += fmt::format(" (assumed: {})", history.assumptions[occurrence.assumed - 1]);
  }
  return text;
}

std::vector<std::string> case_texts(const Rules& rules, const CaseSource& cases) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < cases.size(); ++i) texts.push_back(case_text(rules, cases, i));
  return texts;
}

}  // namespace proviso::replay
