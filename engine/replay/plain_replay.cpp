// SPDX-License-Identifier: Apache-2.0
#include "engine/replay/plain_replay.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/replay/case_records.h"
#include "engine/replay/case_runner.h"
#include "engine/replay/line_reader.h"
#include "engine/replay/row_scanner.h"
#include "engine/replay/row_team.h"
#include "engine/replay/table_binding.h"
#include "engine/run/findings.h"

namespace proviso::replay {
using Ids = RowScanner::Ids;

namespace {

constexpr std::uint64_t kLeastRow = 15;  // bytes: `1,x,2017-05-05` and its end

}  // namespace

struct PlainReplay::Parts {
  Parts(const program::Program& of_program, const SourceSet& of_sources, const MapDocument* of_map)
      : program(of_program), sources(of_sources), map(of_map), days(of_program.calendars.working.get()) {}

  /// Once through the table.
  Result<RowScanner::Outcome> pass();
  bool prepare(std::string_view header);
  void begin(Ids ids);

  [[nodiscard]] std::size_t left() const {
    std::size_t all = 0;
    for (const CaseRecords& part : records) all += part.left();
    return all;
  }

  const program::Program& program;
  const SourceSet& sources;
  const MapDocument* map;
  WorkingDays days;
  PlainOptions options;
  ByteSource* table = nullptr;
  std::string path;
  std::string why_not;
  std::string header;  // the first line, with its end
  std::optional<machine::Machine> machine;
  std::optional<RowScanner> scanner;
  Ids kind = Ids::kNumbers;
  machine::Day as_of = 0;
  machine::Day last_day = 0;  // of rows of other shards
  std::vector<CaseRecords> records;
};

// Binds the columns; what is wrong with them is for read_cases() to say.
bool PlainReplay::Parts::prepare(std::string_view first_line) {
  header = first_line;
  ValuePool pool(&program.literals_pool);
  const MapDocument none;
  std::optional<BoundTable> bound = bind_header(program, map, header, pool);
  if (!bound) {
    why_not = "the table's columns are not in order, or it is no CSV";
    return false;
  }
  scanner.emplace(*machine, *bound, map == nullptr ? none : *map, pool);
  if (!scanner->usable()) why_not = "the table or its map has more than cases, events, ISO dates and short facts";
  return scanner->usable();
}

void PlainReplay::Parts::begin(Ids ids) {
  kind = ids;
  records.clear();
  records.reserve(options.jobs);
  for (std::uint32_t part = 0; part < options.jobs; ++part) {
    records.emplace_back(*machine, days, ids, options.jobs, part, table->expected_size() / kLeastRow);
  }
}

Result<RowScanner::Outcome> PlainReplay::Parts::pass() {
  return take_rows(*table, {*scanner, kind, records, as_of, options.keep_findings, options.shard}, last_day);
}

PlainReplay::PlainReplay(const program::Program& program, const SourceSet& sources, const MapDocument* map)
    : parts_(std::make_unique<Parts>(program, sources, map)) {}
PlainReplay::~PlainReplay() = default;

const std::string& PlainReplay::why_not() const { return parts_->why_not; }

Result<bool> PlainReplay::run(ByteSource& table, std::string_view path, const PlainOptions& options) {
  Parts& parts = *parts_;
  parts.table = &table;
  parts.path = path;
  parts.options = options;
  parts.options.jobs = std::max<std::uint32_t>(options.jobs, 1);
  if (options.as_of) {
    parts.as_of = machine::day_of(*options.as_of);
    if (parts.as_of == 0) {
      parts.why_not = "the as-of date is very far away";
      return false;
    }
  }
  Result<machine::Machine> machine = machine::compile(parts.program);
  if (!machine) {
    parts.why_not = machine.error().message;
    return false;
  }
  parts.machine = *std::move(machine);
  {
    LineReader lines(table, 4096);
    LineReader::Stretch first;
    if (std::optional<Error> error = lines.next(first)) return *std::move(error);
    if (first.size == 0 || !parts.prepare(first.text().substr(0, first.text().find('\n') + 1))) {
      if (parts.why_not.empty()) parts.why_not = "the table is empty";
      return false;
    }
  }
  for (const Ids ids : {Ids::kNumbers, Ids::kTexts}) {
    // A shard has few of the numbers, and room for all would be wasted.
    if (ids == Ids::kNumbers && !options.shard.is_all()) continue;
    if (std::optional<Error> error = table.rewind()) return *std::move(error);
    parts.begin(ids);
    const Result<RowScanner::Outcome> done = parts.pass();
    if (!done) return done.error();
    if (*done == RowScanner::Outcome::kDone) return true;
    if (*done == RowScanner::Outcome::kNotPlain) break;
  }
  parts.why_not = "a row of the table has something that is not plain, or a mistake";
  return false;
}

std::optional<Date> PlainReplay::last_day() const {
  machine::Day last = parts_->last_day;
  for (const CaseRecords& part : parts_->records) last = std::max(last, part.last_day());
  return last == 0 ? std::nullopt : std::optional(machine::date_of(last));
}

double PlainReplay::bytes_per_case() const {
  std::size_t bytes = 0;
  std::uint64_t cases = 0;
  for (const CaseRecords& part : parts_->records) {
    bytes += part.bytes();
    cases += part.cases();
  }
  return cases == 0 ? 0 : static_cast<double>(bytes) / static_cast<double>(cases);
}

Result<ReplayResult> PlainReplay::finish(Date as_of, const RowSink& findings) {
  Parts& parts = *parts_;
  const machine::Day day = machine::day_of(as_of);
  parts.as_of = day;
  std::optional<CaseSource> others;
  SourceSet other_sources;
  std::string other_rows;
  if (parts.left() > 0) {
    // Once more, without them; their rows are put aside.
    for (CaseRecords& part : parts.records) part.begin_again();
    if (std::optional<Error> error = parts.table->rewind()) return *std::move(error);
    const Result<RowScanner::Outcome> again = parts.pass();
    if (!again) return again.error();
    other_rows = parts.header;
    for (CaseRecords& part : parts.records) other_rows += part.left_rows();
    DiagnosticReport report;
    others = read_cases(parts.program, parts.path, other_rows, parts.map, other_sources, report);
    if (*again != RowScanner::Outcome::kDone || !others) {
      return Error{ErrorCode::kUnreadable, fmt::format("`{}` changed while it was read", parts.path), {}};
    }
  }
  Tallies tallies(parts.program);
  ReplayResult result;
  struct Row {
    std::uint64_t ordinal;
    std::uint32_t part;
    SmallFinding finding;
  };
  std::vector<Row> rows;
  std::vector<std::vector<std::string>> ids(parts.records.size());
  for (std::uint32_t i = 0; i < parts.records.size(); ++i) {
    CaseRecords& part = parts.records[i];
    part.finish(day, parts.options.keep_findings);
    part.add_to(tallies);
    result.finding_rows += part.finding_count();
    result.outcome_rows += part.instance_count();
    if (!findings) continue;
    ids[i] = part.ids();
    for (const SmallFinding& finding : part.findings()) rows.push_back({part.ordinal(finding.place), i, finding});
  }
  // As run::find() has them: by day, duties in the order of the file, unexpected events last.
  std::ranges::stable_sort(rows, [](const Row& a, const Row& b) {
    if (a.ordinal != b.ordinal) return a.ordinal < b.ordinal;
    if (a.finding.on != b.finding.on) return a.finding.on < b.finding.on;
    const auto duty = [](const SmallFinding& f) { return f.anchor == 0 ? 0xFFFFFFFFU : std::uint32_t{f.subject}; };
    return duty(a.finding) < duty(b.finding);
  });
  ReplayOptions with;
  with.findings = findings;
  std::optional<CaseRunner> runner;
  std::vector<std::pair<std::uint64_t, std::size_t>> other_order;  // ordinal, index
  if (others) {
    runner.emplace(parts.program, parts.sources, *others, as_of, with);
    const auto part_count = static_cast<std::uint32_t>(parts.records.size());
    for (std::size_t i = 0; i < others->size(); ++i) {
      const CaseRecords& part = parts.records[part_of(others->id(i), parts.kind, part_count)];
      other_order.emplace_back(part.ordinal(part.place_of(others->id(i))), i);
    }
    std::ranges::sort(other_order);
  }
  RowMaker maker(parts.program, parts.sources);
  auto other = other_order.begin();
  for (const Row& row : rows) {
    for (; other != other_order.end() && other->first < row.ordinal; ++other) runner->run(other->second, other->first);
    BareFinding bare;
    bare.subject = row.finding.subject;
    bare.due = machine::date_of(row.finding.due);
    if (row.finding.anchor == 0) {
      bare.kind = FindingKind::kUnexpected;
      bare.anchor = machine::date_of(row.finding.on);
    } else {
      bare.kind = run::missed_is(parts.program.duties[bare.subject].modality);
      bare.anchor = machine::date_of(row.finding.anchor);
      if (row.finding.done != 0) bare.done = machine::date_of(row.finding.done);
    }
    maker.give_bare(ids[row.part][row.finding.place], row.ordinal, bare, as_of, findings);
  }
  for (; other != other_order.end(); ++other) runner->run(other->second, other->first);
  if (runner) {
    tallies.add(runner->tallies());
    result.finding_rows += runner->finding_rows();
    result.outcome_rows += runner->outcome_rows();
  }
  result.summary = summary_of(parts.program, tallies, as_of);
  result.tallies = std::make_shared<const Tallies>(std::move(tallies));
  return result;
}

}  // namespace proviso::replay
