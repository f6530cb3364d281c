// SPDX-License-Identifier: Apache-2.0
// A benchmark program that sets pairs of benchmarks beside each other: ours, and the baseline in the same run.
#pragma once

#include <benchmark/benchmark.h>

#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace proviso::bench {

/// Two benchmarks of one run and what they have in common, in words.
struct Pair {
  std::string what;
  std::string ours;
  std::string baseline;  ///< empty: there is none
  std::string baseline_words;
  double bytes = 0;  ///< what one turn takes in; 0: nothing is said of it
};

/// Keeps the median of each benchmark's repetitions.
class Medians : public benchmark::ConsoleReporter {
 public:
  explicit Medians(bool quiet) : ConsoleReporter(OO_Defaults), quiet_(quiet) {}

  bool ReportContext(const Context& context) override { return quiet_ || ConsoleReporter::ReportContext(context); }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.aggregate_name == "median") nanoseconds_[run.run_name.function_name] = run.GetAdjustedCPUTime();
    }
    if (!quiet_) ConsoleReporter::ReportRuns(runs);
  }
  [[nodiscard]] double median(const std::string& name) const {
    const auto found = nanoseconds_.find(name);
    return found == nanoseconds_.end() ? 0 : found->second;
  }

 private:
  bool quiet_;
  std::map<std::string, double> nanoseconds_;
};

/// Runs every registered benchmark and prints one table row a pair; with `--ratios` nothing but the rows.
inline int run(int count, char** arguments, const std::vector<Pair>& pairs) {
  bool quiet = false;
  std::vector<char*> kept;
  for (int i = 0; i < count; ++i) {
    if (std::string(arguments[i]) == "--ratios") {
      quiet = true;
    } else {
      kept.push_back(arguments[i]);
    }
  }
  int kept_count = static_cast<int>(kept.size());
  kept.push_back(nullptr);
  benchmark::Initialize(&kept_count, kept.data());
  if (benchmark::ReportUnrecognizedArguments(kept_count, kept.data())) return 2;
  Medians medians(quiet);
  benchmark::RunSpecifiedBenchmarks(&medians);
  bool whole = true;
  for (const Pair& pair : pairs) {
    const double ours = medians.median(pair.ours);
    if (ours > 0 && pair.baseline.empty()) {
      const double factor = ours < 1e4 ? 1 : ours < 1e7 ? 1e3 : 1e6;
      std::printf(
          "| %s | %.1f %s%s |\n", pair.what.c_str(), ours / factor,
          factor < 1e3   ? "ns"
          : factor < 1e6 ? "µs"
                         : "ms",
          pair.bytes == 0 ? "" : (", " + std::to_string(static_cast<int>(pair.bytes / ours * 1e3)) + " MB/s").c_str());
      continue;
    }
    const double baseline = medians.median(pair.baseline);
    if (ours <= 0 || baseline <= 0) {
      whole = false;
      continue;
    }
    std::printf("| %s | %.1f ns; %s %.1f ns: %.0f times as long |\n", pair.what.c_str(), ours,
                pair.baseline_words.c_str(), baseline, baseline / ours);
  }
  return whole ? 0 : 1;
}

}  // namespace proviso::bench
