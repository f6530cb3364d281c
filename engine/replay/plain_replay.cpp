// SPDX-License-Identifier: Apache-2.0
#include "engine/replay/plain_replay.h"

#include <algorithm>
#include <atomic>
#include <barrier>
#include <cstring>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/replay/case_records.h"
#include "engine/replay/case_runner.h"
#include "engine/replay/csv.h"
#include "engine/replay/row_scanner.h"
#include "engine/replay/table_binding.h"
#include "engine/run/findings.h"

namespace proviso::replay {
namespace {

using Ids = RowScanner::Ids;

constexpr std::size_t kBlock = 256U * 1024U;  // read at once: it stays in the cache
constexpr std::size_t kPiece = 16U * 1024U;   // scanned, then stepped while its rows are in the nearest cache
constexpr std::size_t kShare = 256U * 1024U;  // for each thread
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 35U;  // places of rows are kept divided by 8, in 32 bits

/// The end of the last line that ends at `end` or before; `begin` where there is none.
const char* line_end_before(const char* begin, const char* end) {
  const void* found = ::memrchr(begin, '\n', static_cast<std::size_t>(end - begin));
  return found == nullptr ? begin : static_cast<const char*>(found) + 1;
}

/// Whole lines of a table, one stretch after the other.
class Lines {
 public:
  /// @param size  of a stretch, about
  Lines(ByteSource& source, std::size_t size) : source_(source), buffer_(size + RowScanner::kMargin), size_(size) {}

  /// The next stretch; empty at the end. Valid until the next call but one. The last line has an end even where the
  /// table leaves it out; line ends alone at the end of the table are left out.
  Result<std::string_view> next() {
    std::swap(buffer_, before_);
    if (buffer_.size() < before_.size()) buffer_.resize(before_.size());
    const std::size_t kept = filled_ - used_;
    if (kept > 0) std::memcpy(buffer_.data(), before_.data() + used_, kept);
    offset_ += used_;
    filled_ = kept;
    used_ = 0;
    while (!at_end_) {
      while (filled_ < size_ && !at_end_) {
        const Result<std::size_t> got = source_.read({buffer_.data() + filled_, size_ - filled_});
        if (!got) return got.error();
        at_end_ = *got == 0;
        filled_ += *got;
      }
      if (at_end_) break;
      used_ = static_cast<std::size_t>(line_end_before(buffer_.data(), buffer_.data() + filled_) - buffer_.data());
      if (used_ > 0) return std::string_view(buffer_.data(), used_);
      size_ *= 2;  // a very long line
      buffer_.resize(size_ + RowScanner::kMargin);
    }
    std::size_t last = filled_;
    while (last > 0 && (buffer_[last - 1] == '\n' || buffer_[last - 1] == '\r')) --last;
    if (last == 0) {
      used_ = filled_ = 0;
      return std::string_view();
    }
    if (buffer_.size() < last + 1 + RowScanner::kMargin) buffer_.resize(last + 1 + RowScanner::kMargin);
    buffer_[last] = '\n';
    used_ = filled_ = last + 1;
    return std::string_view(buffer_.data(), last + 1);
  }

  /// Where the stretch begins in the table.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }

 private:
  ByteSource& source_;
  std::vector<char> buffer_;
  std::vector<char> before_;
  std::size_t size_;
  std::size_t filled_ = 0;
  std::size_t used_ = 0;
  std::uint64_t offset_ = 0;
  bool at_end_ = false;
};

}  // namespace

struct PlainReplay::Parts {
  Parts(const program::Program& of_program, const SourceSet& of_sources, const MapDocument* of_map)
      : program(of_program), sources(of_sources), map(of_map), days(of_program.calendars.working.get()) {}

  enum class Pass : std::uint8_t { kDone, kNotPlain, kNotNumbers };

  Result<Pass> pass();
  Pass take_alone(std::string_view text, std::uint64_t offset);
  /// Leaves the rows of other shards out.
  void keep_shard(std::vector<ScannedRow>& of, const char* text, machine::Day& last) const;
  bool prepare(std::string_view header);
  void begin(Ids ids);

  [[nodiscard]] std::uint32_t part_of(const ScannedRow& row) const {
    const std::uint32_t key = kind == Ids::kNumbers ? row.id_number : row.id_hash >> 16U;
    return key % static_cast<std::uint32_t>(records.size());
  }
  [[nodiscard]] std::uint32_t part_of_id(std::string_view id) const {
    const auto parts = static_cast<std::uint32_t>(records.size());
    if (kind == Ids::kTexts) return (hash_id(id.data(), id.size()) >> 16U) % parts;
    std::uint64_t number = 0;
    for (const char digit : id) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
    return static_cast<std::uint32_t>(number % parts);
  }
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
  RowScanner::Space space;
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
    records.emplace_back(*machine, days, ids, options.jobs, part);
  }
}

bool Shard::has(std::string_view case_id) const {
  return is_all() || hash_id(case_id.data(), case_id.size()) % of == number - 1;
}

void PlainReplay::Parts::keep_shard(std::vector<ScannedRow>& of, const char* text, machine::Day& last) const {
  if (options.shard.is_all()) return;
  std::erase_if(of, [&](const ScannedRow& row) {
    last = std::max(last, row.day);
    return !options.shard.has({text + row.id_at, row.id_size});
  });
}

PlainReplay::Parts::Pass PlainReplay::Parts::take_alone(std::string_view text, std::uint64_t offset) {
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    const char* to = end - at <= static_cast<std::ptrdiff_t>(kPiece) ? end : line_end_before(at, at + kPiece);
    if (to == at) return Pass::kNotPlain;  // a very long line
    switch (scanner->scan(text.data(), at, to, kind, space)) {
      case RowScanner::Outcome::kNotPlain:
        return Pass::kNotPlain;
      case RowScanner::Outcome::kNotNumbers:
        return Pass::kNotNumbers;
      case RowScanner::Outcome::kDone:
        break;
    }
    keep_shard(space.rows, text.data(), last_day);
    if (!records.front().take(space.rows, text.data(), offset, as_of, options.keep_findings)) return Pass::kNotNumbers;
    at = to;
  }
  return Pass::kDone;
}

namespace {

/// Threads that take stretches of a table together. Each scans a share, and hands the rows to the thread whose cases
/// they belong to; then each steps what it was handed, in the order of the table.
class Team {
 public:
  using PartOf = std::function<std::uint32_t(const ScannedRow&)>;
  using Keep = std::function<void(std::vector<ScannedRow>&, const char*, machine::Day&)>;

  Team(const RowScanner& scanner, Ids kind, std::vector<CaseRecords>& records, machine::Day as_of, bool keep_findings,
       PartOf part_of, Keep keep)
      : scanner_(scanner),
        kind_(kind),
        records_(records),
        as_of_(as_of),
        keep_findings_(keep_findings),
        part_of_(std::move(part_of)),
        keep_(std::move(keep)),
        size_(records.size()),
        outcomes_(size_, RowScanner::Outcome::kDone),
        last_days_(size_, 0),
        handed_(size_ * size_),
        gate_(static_cast<std::ptrdiff_t>(size_ + 1)),
        inner_(static_cast<std::ptrdiff_t>(size_)) {
    for (std::size_t i = 0; i < size_; ++i) threads_.emplace_back([this, i] { work(i); });
  }
  ~Team() {
    over_ = true;
    gate_.arrive_and_wait();
  }
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  /// Begins with a stretch; it must stay until end().
  void begin(std::string_view text, std::uint64_t offset) {
    text_ = text;
    offset_ = offset;
    gate_.arrive_and_wait();
  }
  [[nodiscard]] machine::Day last_day() const { return std::ranges::max(last_days_); }
  RowScanner::Outcome end() {
    gate_.arrive_and_wait();
    for (const RowScanner::Outcome outcome : outcomes_) {
      if (outcome != RowScanner::Outcome::kDone) return outcome;
    }
    return RowScanner::Outcome::kDone;
  }

 private:
  void work(std::size_t me) {
    RowScanner::Space space;
    while (true) {
      gate_.arrive_and_wait();
      if (over_) return;
      scan(me, space);
      inner_.arrive_and_wait();
      for (std::size_t from = 0; from < size_; ++from) {
        if (outcomes_[from] != RowScanner::Outcome::kDone) break;
        if (!records_[me].take(handed_[from * size_ + me], text_.data(), offset_, as_of_, keep_findings_)) {
          apart_ = true;
        }
      }
      inner_.arrive_and_wait();
      if (me == 0 && apart_) outcomes_[0] = RowScanner::Outcome::kNotNumbers;
      gate_.arrive_and_wait();
    }
  }

  void scan(std::size_t me, RowScanner::Space& space) {
    const char* const begin = text_.data();
    const auto edge = [&](std::size_t share) {
      if (share == size_) return begin + text_.size();
      return line_end_before(begin, begin + text_.size() * share / size_);
    };
    outcomes_[me] = scanner_.scan(begin, edge(me), edge(me + 1), kind_, space);
    keep_(space.rows, begin, last_days_[me]);
    for (std::size_t to = 0; to < size_; ++to) handed_[me * size_ + to].clear();
    for (const ScannedRow& row : space.rows) handed_[me * size_ + part_of_(row)].push_back(row);
  }

  const RowScanner& scanner_;
  Ids kind_;
  std::vector<CaseRecords>& records_;
  machine::Day as_of_;
  bool keep_findings_;
  PartOf part_of_;
  Keep keep_;
  std::size_t size_;
  std::string_view text_;
  std::uint64_t offset_ = 0;
  std::vector<RowScanner::Outcome> outcomes_;
  std::vector<machine::Day> last_days_;          // of rows that are not kept
  std::vector<std::vector<ScannedRow>> handed_;  // by from * size + to
  std::atomic<bool> apart_ = false;
  bool over_ = false;
  std::barrier<> gate_;   // with whoever hands out stretches
  std::barrier<> inner_;  // among the threads
  std::vector<std::jthread> threads_;
};

}  // namespace

// Once through the table.
Result<PlainReplay::Parts::Pass> PlainReplay::Parts::pass() {
  Lines lines(*table, options.jobs == 1 ? kBlock : kShare * options.jobs);
  std::optional<Team> team;
  if (options.jobs > 1) {
    team.emplace(
        *scanner, kind, records, as_of, options.keep_findings, [this](const ScannedRow& row) { return part_of(row); },
        [this](std::vector<ScannedRow>& of, const char* text, machine::Day& last) { keep_shard(of, text, last); });
  }
  const auto pass_of = [](RowScanner::Outcome outcome) {
    return outcome == RowScanner::Outcome::kDone       ? Pass::kDone
           : outcome == RowScanner::Outcome::kNotPlain ? Pass::kNotPlain
                                                       : Pass::kNotNumbers;
  };
  bool first = true;
  bool busy = false;
  while (true) {
    Result<std::string_view> text = lines.next();
    Pass done = Pass::kDone;
    if (busy) {
      done = pass_of(team->end());
      last_day = std::max(last_day, team->last_day());
    }
    busy = false;
    if (!text) return text.error();
    if (done != Pass::kDone || text->empty()) return done;
    if (lines.offset() + text->size() > kMostBytes) return Pass::kNotPlain;
    std::string_view rest = *text;
    std::uint64_t offset = lines.offset();
    if (first) {
      const std::size_t skipped = rest.find('\n') + 1;
      rest.remove_prefix(skipped);
      offset += skipped;
      first = false;
    }
    if (rest.empty()) continue;
    if (team) {
      team->begin(rest, offset);
      busy = true;
    } else if (done = take_alone(rest, offset); done != Pass::kDone) {
      return done;
    }
  }
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
    Lines lines(table, 4096);
    const Result<std::string_view> first = lines.next();
    if (!first) return first.error();
    if (first->empty() || !parts.prepare(first->substr(0, first->find('\n') + 1))) {
      if (parts.why_not.empty()) parts.why_not = "the table is empty";
      return false;
    }
  }
  for (const Ids ids : {Ids::kNumbers, Ids::kTexts}) {
    // A shard has few of the numbers, and room for all would be wasted.
    if (ids == Ids::kNumbers && !options.shard.is_all()) continue;
    if (std::optional<Error> error = table.rewind()) return *std::move(error);
    parts.begin(ids);
    const Result<Parts::Pass> done = parts.pass();
    if (!done) return done.error();
    if (*done == Parts::Pass::kDone) return true;
    if (*done == Parts::Pass::kNotPlain) break;
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
    const Result<Parts::Pass> again = parts.pass();
    if (!again) return again.error();
    other_rows = parts.header;
    for (CaseRecords& part : parts.records) other_rows += part.left_rows();
    DiagnosticReport report;
    others = read_cases(parts.program, parts.path, other_rows, parts.map, other_sources, report);
    if (*again != Parts::Pass::kDone || !others) {
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
    for (std::size_t i = 0; i < others->size(); ++i) {
      const CaseRecords& part = parts.records[parts.part_of_id(others->id(i))];
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
