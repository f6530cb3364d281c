// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/run/records_fixture.h"

#include <gtest/gtest.h>

#include "engine/model/resolve.h"
#include "grammar/parse.h"

namespace proviso::run {
namespace {

constexpr const char* kPlainRules = R"(framework plain "Plain"

party office "the office"
party school "the school"

fact size : number
fact grounds : list of text

event asked "somebody asks"
  records size, grounds
event answered "the office answers"
event closed "the file is closed"

track work "Work"

stage begun "Begun"
  when answered go to done
  when closed go to done

stage done "Done"
  end
)";

}  // namespace

std::shared_ptr<const program::Program> plain_program() {
  static const std::shared_ptr<const program::Program> program = [] {
    SourceSet sources;
    DiagnosticReport report;
    const syntax::File tree = grammar::parse(sources.add("plain.proviso", kPlainRules), report);
    auto framework = std::make_shared<const model::Framework>(model::resolve(tree, report));
    EXPECT_FALSE(report.has_errors()) << render_text(report, sources);
    return program::compile(std::move(framework), {}).value();
  }();
  return program;
}

std::vector<std::string> texts(const History& history) {
  std::vector<std::string> texts;
  const model::Framework& framework = *history.program->framework;
  for (const Occurrence& happened : history.occurrences) {
    std::string text = fmt::format("{}", (happened.on - may(1)).count() + 1);
    if (happened.minute != kNoTime) text += " " + clock(happened.minute);
    text += " " + framework.events[happened.event].name;
    if (happened.for_party != program::kNone) text += " for " + framework.parties[happened.for_party].name;
    for (std::uint32_t i = happened.facts_begin; i < happened.facts_end; ++i) {
      const model::Fact& fact = framework.facts[history.facts[i].fact];
      text += fmt::format(" {}={}", fact.name, value_text(history.facts[i].value, fact.type, framework, history.pool));
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace proviso::run
