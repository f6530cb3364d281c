// SPDX-License-Identifier: Apache-2.0
#include "engine/replay/row_team.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <new>
#include <optional>
#include <span>
#include <thread>
#include <utility>

#include "engine/replay/line_reader.h"

namespace proviso::replay {
namespace {

using Outcome = RowScanner::Outcome;

constexpr std::size_t kBlock = 256U * 1024U;                   // read at once: it stays in the cache
constexpr std::size_t kShare = 128U * 1024U;                   // read and scanned by one thread of several
constexpr std::size_t kPiece = 16U * 1024U;                    // scanned while its rows are in the nearest cache
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 35U;  // places of rows are kept divided by 8, in 32 bits

/// Scans a text piece by piece, and gives the rows of each to `take`, which says how it went.
template <typename Take>
Outcome scan_pieces(const RowWork& work, std::string_view text, RowScanner::Space& space, machine::Day& last_of_others,
                    const Take& take) {
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    const char* const to = end - at <= static_cast<std::ptrdiff_t>(kPiece) ? end : line_end_before(at, at + kPiece);
    if (to == at) return Outcome::kNotPlain;  // a very long line
    const Outcome outcome = work.scanner.scan(text.data(), at, to, work.ids, space);
    if (outcome != Outcome::kDone) return outcome;
    if (!work.shard.is_all()) {
      std::erase_if(space.rows, [&](const ScannedRow& row) {
        last_of_others = std::max(last_of_others, row.day);
        return !work.shard.has({text.data() + row.id_at, row.id_size});
      });
    }
    if (const Outcome taken = take(space.rows); taken != Outcome::kDone) return taken;
    at = to;
  }
  return Outcome::kDone;
}

/// Stretches of a table without its first line.
class Body {
 public:
  Body(ByteSource& table, std::size_t size) : lines_(table, size) {}

  /// Reads the next stretch. @return how it went: nothing at the end
  Result<std::optional<Outcome>> next(LineReader::Stretch& into) {
    if (std::optional<Error> error = lines_.next(into)) return *std::move(error);
    if (into.size == 0) return std::optional<Outcome>();
    if (into.offset + into.size > kMostBytes) return std::optional(Outcome::kNotPlain);
    skipped_ = into.offset == 0 ? into.text().find('\n') + 1 : 0;
    return std::optional(Outcome::kDone);
  }
  /// What of a stretch that has just been read belongs to the first line.
  [[nodiscard]] std::size_t skipped() const { return skipped_; }

 private:
  LineReader lines_;
  std::size_t skipped_ = 0;
};

Result<Outcome> take_alone(ByteSource& table, const RowWork& work, machine::Day& last_of_others) {
  Body body(table, kBlock);
  LineReader::Stretch stretch;
  RowScanner::Space space;
  while (true) {
    const Result<std::optional<Outcome>> got = body.next(stretch);
    if (!got) return got.error();
    if (!got->has_value()) return Outcome::kDone;
    if (**got != Outcome::kDone) return **got;
    const std::string_view text = stretch.text().substr(body.skipped());
    const std::uint64_t offset = stretch.offset + body.skipped();
    const Outcome outcome = scan_pieces(work, text, space, last_of_others, [&](std::span<const ScannedRow> rows) {
      return work.records.front().take(rows, text.data(), offset, work.as_of, work.keep_findings)
                 ? Outcome::kDone
                 : Outcome::kNotNumbers;
    });
    if (outcome != Outcome::kDone) return outcome;
  }
}

/// Threads that take a table together. Whoever has nothing else to do reads the next stretch, scans it and hands its
/// rows to the parts they belong to; each part takes what it was handed stretch by stretch, in the order of the table.
/// No thread waits for another as long as there are stretches to scan and memory for them.
class Team {
 public:
  Team(ByteSource& table, const RowWork& work)
      : work_(work), size_(work.records.size()), body_(table, kShare), stretches_(2 * size_ + 1), next_(size_, 0) {
    for (Shared& stretch : stretches_) {
      stretch.rows.resize(size_);
      stretch.counts.resize(size_);
    }
  }

  Result<Outcome> run() {
    {
      std::vector<std::jthread> others;
      for (std::uint32_t part = 1; part < size_; ++part) others.emplace_back([this, part] { work_on(part); });
      work_on(0);
    }
    if (error_) return *error_;
    return outcome_;
  }
  [[nodiscard]] machine::Day last_of_others() const { return last_of_others_; }

 private:
  enum class Place : std::uint8_t { kFree, kTaken, kScanned };
  /// A stretch, and its rows by part.
  struct Shared {
    LineReader::Stretch lines;
    std::string_view text;
    std::uint64_t offset = 0;
    std::vector<std::vector<ScannedRow>> rows;  // memory for them: `counts` says how many there are
    std::vector<std::size_t> counts;
    Place place = Place::kFree;
    std::size_t parts_done = 0;
  };

  Shared& stretch(std::uint64_t number) { return stretches_[number % stretches_.size()]; }

  void work_on(std::uint32_t part) {
    try {
      work_through(part);
    } catch (const std::bad_alloc&) {
      const std::lock_guard lock(mutex_);
      error_ = Error{ErrorCode::kEnvironment, "there is not enough memory for the cases", {}};
      changed_.notify_all();
    }
  }

  void work_through(std::uint32_t part) {
    RowScanner::Space space;
    std::unique_lock lock(mutex_);
    while (outcome_ == Outcome::kDone && !error_) {
      if (next_[part] < read_ && stretch(next_[part]).place == Place::kScanned) {
        take(part, lock);
      } else if (!reading_ && !at_end_ && stretch(read_).place == Place::kFree) {
        read_and_scan(space, lock);
      } else if (at_end_ && next_[part] == read_) {
        return;
      } else {
        changed_.wait(lock);
      }
    }
  }

  void take(std::uint32_t part, std::unique_lock<std::mutex>& lock) {
    Shared& from = stretch(next_[part]);
    lock.unlock();
    const bool taken = work_.records[part].take(std::span(from.rows[part]).first(from.counts[part]), from.text.data(),
                                                from.offset, work_.as_of, work_.keep_findings);
    lock.lock();
    if (!taken) fail(Outcome::kNotNumbers);
    ++next_[part];
    if (++from.parts_done < size_) return;
    from.parts_done = 0;
    from.place = Place::kFree;
    changed_.notify_all();
  }

  void read_and_scan(RowScanner::Space& space, std::unique_lock<std::mutex>& lock) {
    Shared& into = stretch(read_);
    into.place = Place::kTaken;
    reading_ = true;
    lock.unlock();
    Result<std::optional<Outcome>> got = body_.next(into.lines);
    into.text = into.lines.text();
    into.offset = into.lines.offset;
    if (got && *got == Outcome::kDone) {
      into.text.remove_prefix(body_.skipped());
      into.offset += body_.skipped();
    }
    lock.lock();
    reading_ = false;
    if (!got) error_ = got.error();
    at_end_ = got && !got->has_value();
    if (got && got->value_or(Outcome::kDone) != Outcome::kDone) fail(**got);
    const bool goes_on = got && *got == Outcome::kDone;
    if (goes_on) ++read_;
    changed_.notify_all();
    if (!goes_on) return;
    lock.unlock();
    machine::Day last_of_others = 0;
    std::ranges::fill(into.counts, 0);
    const Outcome outcome = scan_pieces(work_, into.text, space, last_of_others, [&](std::span<const ScannedRow> rows) {
      hand_out(rows, into);
      return Outcome::kDone;
    });
    lock.lock();
    last_of_others_ = std::max(last_of_others_, last_of_others);
    if (outcome != Outcome::kDone) fail(outcome);
    into.place = Place::kScanned;
    changed_.notify_all();
  }

  void hand_out(std::span<const ScannedRow> rows, Shared& into) const {
    const auto parts = static_cast<std::uint32_t>(size_);
    for (std::size_t part = 0; part < size_; ++part) {
      const std::size_t wanted = into.counts[part] + rows.size();
      if (into.rows[part].size() < wanted) into.rows[part].resize(wanted * 2);
    }
    for (const ScannedRow& row : rows) {
      const std::uint32_t part = part_of(row, work_.ids, parts);
      into.rows[part][into.counts[part]++] = row;
    }
  }

  void fail(Outcome outcome) {
    if (outcome_ == Outcome::kDone) outcome_ = outcome;
    changed_.notify_all();
  }

  const RowWork& work_;
  const std::size_t size_;
  Body body_;  // whoever sets reading_ may use it
  std::mutex mutex_;
  std::condition_variable changed_;
  // Under the mutex, but for what is in a stretch that is being read, scanned or taken
  std::vector<Shared> stretches_;
  std::uint64_t read_ = 0;           // stretches
  std::vector<std::uint64_t> next_;  // by part: the stretch that it takes next
  bool reading_ = false;
  bool at_end_ = false;
  Outcome outcome_ = Outcome::kDone;
  std::optional<Error> error_;
  machine::Day last_of_others_ = 0;
};

}  // namespace

std::uint32_t part_of(const ScannedRow& row, RowScanner::Ids ids, std::uint32_t parts) {
  const std::uint32_t key = ids == RowScanner::Ids::kNumbers ? row.id_number : row.id_hash >> 16U;
  return key % parts;
}

std::uint32_t part_of(std::string_view id, RowScanner::Ids ids, std::uint32_t parts) {
  if (ids == RowScanner::Ids::kTexts) return (hash_id(id.data(), id.size()) >> 16U) % parts;
  std::uint64_t number = 0;
  for (const char digit : id) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  return static_cast<std::uint32_t>(number % parts);
}

bool Shard::has(std::string_view case_id) const {
  return is_all() || hash_id(case_id.data(), case_id.size()) % of == number - 1;
}

Result<RowScanner::Outcome> take_rows(ByteSource& table, const RowWork& work, machine::Day& last_of_others) {
  if (work.records.size() == 1) return take_alone(table, work, last_of_others);
  Team team(table, work);
  Result<RowScanner::Outcome> outcome = team.run();
  last_of_others = std::max(last_of_others, team.last_of_others());
  return outcome;
}

}  // namespace proviso::replay
