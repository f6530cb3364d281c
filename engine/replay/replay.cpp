// SPDX-License-Identifier: Apache-2.0
#include "engine/replay/replay.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/replay/case_runner.h"
#include "engine/replay/row_buffer.h"

namespace proviso::replay {
namespace {

constexpr std::uint64_t kCasesBetweenProgress = 4096;
constexpr std::size_t kCasesAtOnce = 256;  // of one thread

ReplayResult result_of(const program::Program& program, const Tallies& tallies, Date as_of, std::uint64_t finding_rows,
                       std::uint64_t outcome_rows) {
  return {.summary = summary_of(program, tallies, as_of),
          .tallies = std::make_shared<const Tallies>(tallies),
          .finding_rows = finding_rows,
          .outcome_rows = outcome_rows};
}

/// Threads that run cases, each a chunk at a time; who asked gives the rows on, chunk by chunk in the order of the
/// source.
class Crew {
 public:
  Crew(const program::Program& program, const SourceSet& sources, const CaseSource& cases, Date as_of,
       const ReplayOptions& options)
      : program_(program),
        sources_(sources),
        cases_(cases),
        as_of_(as_of),
        options_(options),
        chunks_((cases.size() + kCasesAtOnce - 1) / kCasesAtOnce),
        ring_(std::size_t{options.jobs} * 4),
        tallies_(program) {}

  ReplayResult run() {
    {
      std::vector<std::jthread> threads;
      for (std::uint32_t i = 0; i < options_.jobs; ++i) threads.emplace_back([this] { work(); });
      try {
        give_rows();
      } catch (...) {
        fail();
      }
    }
    if (failure_) std::rethrow_exception(failure_);
    return result_of(program_, tallies_, as_of_, finding_rows_, outcome_rows_);
  }

 private:
  struct Chunk {
    RowBuffer findings;
    RowBuffer outcomes;
    bool done = false;
  };

  void work() {
    try {
      ReplayOptions options;
      Chunk* chunk = nullptr;
      if (options_.findings) options.findings = [&](const ReplayRow& row) { chunk->findings.add(row); };
      if (options_.outcomes) options.outcomes = [&](const ReplayRow& row) { chunk->outcomes.add(row); };
      CaseRunner runner(program_, sources_, cases_, as_of_, options);
      std::unique_lock lock(mutex_);
      while (true) {
        changed_.wait(lock, [&] { return failure_ || begun_ == chunks_ || begun_ < given_ + ring_.size(); });
        if (failure_ || begun_ == chunks_) break;
        const std::size_t number = begun_++;
        chunk = &ring_[number % ring_.size()];
        lock.unlock();
        const std::size_t end = std::min(cases_.size(), (number + 1) * kCasesAtOnce);
        for (std::size_t i = number * kCasesAtOnce; i < end; ++i) {
          if (!options_.only || options_.only(cases_.id(i))) runner.run(i, i);
        }
        lock.lock();
        chunk->done = true;
        changed_.notify_all();
      }
      tallies_.add(runner.tallies());
      finding_rows_ += runner.finding_rows();
      outcome_rows_ += runner.outcome_rows();
    } catch (...) {
      fail();
    }
  }

  void give_rows() {
    while (given_ < chunks_) {
      Chunk& chunk = ring_[given_ % ring_.size()];
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return failure_ || chunk.done; });
        if (failure_) return;
      }
      if (options_.findings) chunk.findings.give(options_.findings);
      if (options_.outcomes) chunk.outcomes.give(options_.outcomes);
      const std::size_t cases = std::min(cases_.size(), (given_ + 1) * kCasesAtOnce);
      if (options_.progress) options_.progress(cases, cases_.size());
      const std::lock_guard lock(mutex_);
      chunk.done = false;
      ++given_;
      changed_.notify_all();
    }
  }

  void fail() {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::current_exception();
    changed_.notify_all();
  }

  const program::Program& program_;
  const SourceSet& sources_;
  const CaseSource& cases_;
  const Date as_of_;
  const ReplayOptions& options_;
  const std::size_t chunks_;
  std::mutex mutex_;
  std::condition_variable changed_;
  // Under the mutex, but for the rows of a chunk, which belong to whoever has it at the time
  std::vector<Chunk> ring_;
  std::size_t begun_ = 0;
  std::size_t given_ = 0;  // written by give_rows() alone
  Tallies tallies_;
  std::uint64_t finding_rows_ = 0;
  std::uint64_t outcome_rows_ = 0;
  std::exception_ptr failure_;
};

}  // namespace

ReplayResult replay(const program::Program& program, const SourceSet& sources, const CaseSource& cases, Date as_of,
                    const ReplayOptions& options) {
  if (options.jobs > 1) return Crew(program, sources, cases, as_of, options).run();
  CaseRunner runner(program, sources, cases, as_of, options);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (!options.only || options.only(cases.id(i))) runner.run(i, i);
    if (options.progress && ((i + 1) % kCasesBetweenProgress == 0 || i + 1 == cases.size())) {
      options.progress(i + 1, cases.size());
    }
  }
  return result_of(program, runner.tallies(), as_of, runner.finding_rows(), runner.outcome_rows());
}

}  // namespace proviso::replay
