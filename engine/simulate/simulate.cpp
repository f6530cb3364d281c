// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/simulate.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace proviso::simulate {
namespace {

/// What the threads share: which run is next, and the first that failed.
struct Shared {
  std::atomic<std::uint64_t> next = 0;
  std::atomic<bool> over = false;
  std::atomic<std::uint64_t> done = 0;
  std::mutex mutex;
  std::optional<std::pair<std::uint64_t, Error>> failed;
  bool stopped = false;
};

class Worker {
 public:
  Worker(const Plans& plans, const RunRange& range, const SimulateOptions& options, Shared& shared)
      : plans_(plans),
        range_(range),
        options_(options),
        shared_(shared),
        result_(no_runs(plans)),
        tallies_(plans.size()) {
    RunOptions run = options.run;
    run.stop = [this] { return shared_.over.load(std::memory_order_relaxed) || asked_to_stop(); };
    for (const auto& plan : plans) runners_.emplace_back(*plan, run);
  }

  void work() {
    const std::uint64_t size = range_.size();
    while (!shared_.over) {
      const std::uint64_t index = shared_.next++;
      if (index >= size) break;
      if (asked_to_stop()) return stop();
      if (!run(index)) return;
    }
    for (Runner& runner : runners_) result_.left += runner.left();
  }

  [[nodiscard]] const Simulated& result() const { return result_; }

 private:
  [[nodiscard]] bool asked_to_stop() const { return options_.run.stop && options_.run.stop(); }
  void stop() {
    const std::scoped_lock lock(shared_.mutex);
    shared_.stopped = true;
    shared_.over = true;
  }

  bool run(std::uint64_t index) {
    // The first run of the shard, then every so many.
    const std::uint64_t first = (range_.begin + range_.of - 1 - (range_.number - 1)) / range_.of;
    const std::uint64_t number = (first + index) * range_.of + (range_.number - 1);
    const Key key = key_of(options_.seed, number);
    for (std::size_t i = 0; i < plans_.size(); ++i) {
      const Result<bool> ended = runners_[i].run(key, tallies_[i]);
      if (!ended) {
        const std::scoped_lock lock(shared_.mutex);
        if (!shared_.failed || number < shared_.failed->first) shared_.failed = {number, ended.error()};
        shared_.over = true;
        return false;
      }
      if (!*ended) {
        if (!shared_.over) stop();
        return false;
      }
    }
    for (std::size_t i = 0; i < plans_.size(); ++i) {
      result_.totals[i].add(tallies_[i], i == 0 ? nullptr : tallies_.data());
    }
    const std::uint64_t done = ++shared_.done;
    if (options_.progress) {
      const std::scoped_lock lock(shared_.mutex);
      options_.progress(done);
    }
    return true;
  }

  const Plans& plans_;
  const RunRange& range_;
  const SimulateOptions& options_;
  Shared& shared_;
  Simulated result_;
  std::vector<Runner> runners_;
  std::vector<Tally> tallies_;
};

}  // namespace

std::uint64_t RunRange::size() const {
  // Numbers below a bound that leave number - 1.
  const auto below = [&](std::uint64_t bound) { return bound < number ? std::uint64_t{0} : (bound - number) / of + 1; };
  return below(end) - below(begin);
}

void Simulated::add(const Simulated& other) {
  for (std::size_t i = 0; i < totals.size(); ++i) totals[i].add(other.totals[i]);
  left += other.left;
  stopped = stopped || other.stopped;
}

Simulated no_runs(const Plans& plans) {
  Simulated none;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    none.totals.emplace_back(*plans[i], i == 0 ? nullptr : plans.front().get());
  }
  return none;
}

Result<Simulated> simulate(const Plans& plans, const RunRange& range, const SimulateOptions& options) {
  Shared shared;
  const auto jobs =
      static_cast<std::size_t>(std::clamp<std::uint64_t>(options.jobs, 1, std::max<std::uint64_t>(range.size(), 1)));
  std::vector<std::unique_ptr<Worker>> workers;
  for (std::size_t i = 0; i < jobs; ++i) {
    workers.push_back(std::make_unique<Worker>(plans, range, options, shared));
  }
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < jobs; ++i) threads.emplace_back([&, i] { workers[i]->work(); });
    workers.front()->work();
  }
  if (shared.failed) return shared.failed->second;
  Simulated all = no_runs(plans);
  for (const auto& worker : workers) all.add(worker->result());
  all.stopped = shared.stopped;
  return all;
}

}  // namespace proviso::simulate
