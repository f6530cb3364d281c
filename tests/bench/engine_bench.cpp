// SPDX-License-Identifier: Apache-2.0
// From a rule file to a case: reading, resolving, compiling; one condition, one decision table, one event of one case.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "engine/documents/calendar_document.h"
#include "engine/machine/step.h"
#include "engine/model/resolve.h"
#include "engine/program/program.h"
#include "engine/run/evaluate.h"
#include "engine/run/executor.h"
#include "grammar/parse.h"
#include "tests/bench/ratios.h"

namespace proviso {
namespace {

const std::filesystem::path kTree = PROVISO_SOURCE_DIR;

[[noreturn]] void fail(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(1);
}

std::string content(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) fail(path.string() + " cannot be read");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::shared_ptr<const Calendar> england() {
  SourceSet sources;
  DiagnosticReport report;
  auto data = read_calendar(sources.add("england.yaml", content(kTree / "rules/calendars/england.yaml")), report);
  if (!data) fail("the calendar is not in order");
  return std::make_shared<const Calendar>(Calendar::build(*std::move(data)).value());
}

const std::string& procedure_of_2016() {
  static const std::string text = content(kTree / "rules/send-inspection-2016.proviso");
  return text;
}

std::shared_ptr<const program::Program> program_of(const std::string& text, std::shared_ptr<const Calendar> calendar) {
  SourceSet sources;
  DiagnosticReport report;
  auto framework = std::make_shared<const model::Framework>(
      model::resolve(grammar::parse(sources.add("bench.proviso", text), report), report));
  if (report.has_errors()) fail(render_text(report, sources));
  auto program = program::compile(std::move(framework), {std::move(calendar), {}, nullptr});
  if (!program) fail(program.error().message);
  return *program;
}

void parse_text(benchmark::State& state, const std::string& text) {
  SourceSet sources;
  const SourceFile& file = sources.add("bench.proviso", text);
  for (auto _ : state) {
    DiagnosticReport report;
    benchmark::DoNotOptimize(grammar::parse(file, report));
    if (report.has_errors()) fail("a mistake");
  }
}

void parse_2016(benchmark::State& state) { parse_text(state, procedure_of_2016()); }

/// Rules of some 10 MB: a procedure over and over, each time with names of its own.
const std::string& large_rules() {
  static const std::string text = [] {
    std::string made =
        "framework large \"Large\"\n  version \"1\"\n  in force from 1 January 2020\n\nparty p \"the party\"\n\n";
    for (int i = 0; made.size() < 10'000'000; ++i) {
      made += fmt::format(
          "event begun-{0} \"the {0}th procedure is begun\" by p\n"
          "event done-{0}  \"the {0}th procedure is done\"  by p\n\n"
          "track track-{0} \"The {0}th procedure\"\n\n"
          "stage waiting-{0} \"Waiting to begin\"\n"
          "  when begun-{0} go to running-{0}\n\n"
          "stage running-{0} \"Under way\"\n"
          "  duty do-{0} \"Do it in good time\"\n"
          "    p must ensure done-{0} within {1} calendar days of begun-{0}\n"
          "  when done-{0} go to over-{0}\n\n"
          "stage over-{0} \"Over\"\n"
          "  end\n\n",
          i, 1 + i % 90);
    }
    return made;
  }();
  return text;
}
void parse_large(benchmark::State& state) { parse_text(state, large_rules()); }

void resolve_2016(benchmark::State& state) {
  SourceSet sources;
  DiagnosticReport parsed;
  const syntax::File tree = grammar::parse(sources.add("bench.proviso", procedure_of_2016()), parsed);
  for (auto _ : state) {
    DiagnosticReport report;
    benchmark::DoNotOptimize(model::resolve(tree, report));
  }
}

void compile_2016(benchmark::State& state) {
  const auto framework = program_of(procedure_of_2016(), england())->framework;
  const auto calendar = england();
  for (auto _ : state) benchmark::DoNotOptimize(program::compile(framework, {calendar, {}, nullptr}));
}

constexpr const char* kSmall =
    "framework small \"Small\"\n  version \"1\"\n  in force from 1 January 2010\n"
    "party p \"P\"\n"
    "fact amount : number \"the amount\"\n"
    "fact kind   : one of small, large, urgent \"the kind\"\n"
    "fact asked  : yes/no \"it is asked for\"\n"
    "fact plain  : yes/no \"plain\"\n  means asked and amount is more than 100 and kind is not urgent\n"
    "fact band   : one of low, middle, high \"the band\"\n"
    "event told \"told\"\n  records amount, kind, asked\n"
    "decide band\n"
    "  from amount, kind\n"
    "  hit unique\n"
    "  row less than 100, -             gives low\n"
    "  row at least 100,  small         gives middle\n"
    "  row at least 100,  not small     gives high\n"
    "track t \"T\"\nstage s \"S\"\n  when told if plain or band is high go to e\nstage e \"E\"\n  end\n";

/// A case in which everything is known.
struct Case {
  std::shared_ptr<const program::Program> program = program_of(kSmall, nullptr);
  run::History history{*program};
  run::CaseState state;
  Case() {
    run::Executor executor(*program);
    executor.start(state, history);
    state.facts[*program->framework->find(model::SymbolKind::kFact, "amount")] = Value::number(*whole_number(250));
    state.facts[*program->framework->find(model::SymbolKind::kFact, "kind")] = Value::choice(1);
    state.facts[*program->framework->find(model::SymbolKind::kFact, "asked")] = Value::yes_no(true);
  }
};

void ask_fact(benchmark::State& state, const char* name) {
  const Case one;
  const std::uint32_t fact = *one.program->framework->find(model::SymbolKind::kFact, name);
  for (auto _ : state) benchmark::DoNotOptimize(run::fact_value(*one.program, one.history, one.state, fact));
}
void condition(benchmark::State& state) { ask_fact(state, "plain"); }
void table(benchmark::State& state) { ask_fact(state, "band"); }

struct Nothing {
  void armed(std::uint16_t duty) { benchmark::DoNotOptimize(duty); }
  void lapsed(std::uint16_t duty) { benchmark::DoNotOptimize(duty); }
  void kept(std::uint16_t duty, machine::Open open, machine::Day done) {
    benchmark::DoNotOptimize(duty + open.due + done);
  }
  void kept_late(std::uint16_t duty, machine::Open open, machine::Day done) { kept(duty, open, done); }
  void unexpected(unsigned event, machine::Day day) { benchmark::DoNotOptimize(event + day); }
  void left() {}
};

// A whole life of one case, by the event.
void one_step(benchmark::State& state) {
  const auto program = program_of(content(kTree / "samples/bench/wsoa.proviso"), england());
  const auto compiled = machine::compile(*program);
  if (!compiled) fail(compiled.error().message);
  const machine::Machine& machine = *compiled;
  std::vector<machine::DueDays> due;
  for (std::uint32_t duty = 0; duty < machine.duties.size(); ++duty) due.emplace_back(*program, duty);
  struct Step {
    std::uint32_t event;
    int after;
    std::uint32_t codes;
  };
  std::vector<Step> life;
  const auto add = [&](const char* event, int after, std::uint32_t codes = 0) {
    life.push_back({*program->framework->find(model::SymbolKind::kEvent, event), after, codes});
  };
  add("announced", 0);
  add("fieldwork-started", 5);
  add("fieldwork-ended", 7);
  add("letter-published", 40, 2);
  add("wsoa-submitted", 95);
  add("wsoa-approved", 20);
  for (int i = 0; i < 4; ++i) add("visit", 90);
  add("revisit-started", 100);
  add("revisit-outcome", 10, 2);
  const machine::Tables tables(machine);
  std::array<std::uint8_t, 1024> record{};
  machine::Day start = 43'000;
  Nothing sink;
  for (auto _ : state) {
    record.fill(0);
    machine::begin(machine, record.data());
    machine::Day day = start;
    for (const Step& step : life) {
      day = static_cast<machine::Day>(day + step.after);
      machine::step(tables, record.data(), day, step.event, step.codes, due, sink);
    }
    benchmark::DoNotOptimize(record);
    start = static_cast<machine::Day>(start < 43'900 ? start + 1 : 43'000);
  }
}

BENCHMARK(parse_2016)->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(parse_large)->Repetitions(3)->ReportAggregatesOnly();
BENCHMARK(resolve_2016)->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(compile_2016)->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(condition)->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(table)->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(one_step)->Repetitions(5)->ReportAggregatesOnly();

}  // namespace
}  // namespace proviso

int main(int count, char** arguments) {
  return proviso::bench::run(
      count, arguments,
      {{"parsing the procedure of 2016", "parse_2016", "", "",
        static_cast<double>(proviso::procedure_of_2016().size())},
       {"parsing rules of 10 MB", "parse_large", "", "", static_cast<double>(proviso::large_rules().size())},
       {"resolving the procedure of 2016", "resolve_2016", "", ""},
       {"compiling it", "compile_2016", "", ""},
       {"one condition: a fact that follows from three others", "condition", "", ""},
       {"one decision table of three rows", "table", "", ""},
       {"a case of twelve events as a record", "one_step", "", ""}});
}
