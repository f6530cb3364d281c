// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/differential.h"

#include <algorithm>
#include <atomic>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "tests/reference/load_case.h"
#include "tests/reference/random_case.h"

namespace proviso::reference {
namespace {

constexpr std::size_t kShrinkRuns = 40'000;  // bounds the time that one difference takes

std::atomic<std::uint64_t> g_seed{0};

rc::Shrinkable<RandomCase> drawn(std::uint64_t seed) { return random_case()(rc::Random(seed)); }

/// What the executors disagree on in a case; empty where they agree, or the case is not well-formed.
std::string disagreement(const Executors& executors, const std::string& text) {
  SourceSet sources;
  DiagnosticReport report;
  const auto loaded = load_case(text, sources, report);
  if (!loaded) return {};
  return differing_lines(executors.reference(loaded->given), executors.fast(loaded->given));
}

// RapidCheck's search, but that no case is tried twice: goes on from the first smaller case that differs too.
Difference shrunk(const Executors& executors, std::uint64_t seed) {
  rc::Shrinkable<RandomCase> smallest = drawn(seed);
  std::unordered_set<std::size_t> tried;
  std::size_t runs = 0;
  for (bool smaller = true; smaller && runs < kShrinkRuns;) {
    smaller = false;
    auto candidates = smallest.shrinks();
    while (auto candidate = candidates.next()) {
      const std::string text = text_of(candidate->value());
      if (!tried.insert(std::hash<std::string>{}(text)).second) continue;
      if (++runs >= kShrinkRuns) break;
      if (disagreement(executors, text).empty()) continue;
      smallest = *candidate;
      smaller = true;
      break;
    }
  }
  const std::string text = text_of(smallest.value());
  std::string lines = disagreement(executors, text);
  std::string commented;
  for (std::size_t from = 0; from < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', from), lines.size());
    commented += "# " + lines.substr(from, end - from) + "\n";
    from = end + 1;
  }
  return {seed, fmt::format("# SPDX-License-Identifier: Apache-2.0\n# Found by the differential test, seed {}. - the "
                            "reference, + the engine:\n{}\n{}",
                            seed, commented, text)};
}

}  // namespace

std::uint64_t current_seed() { return g_seed; }

std::string case_text(std::uint64_t seed) { return text_of(drawn(seed).value()); }

std::string differing_lines(const Outcome& reference, const Outcome& fast) {
  // The longest common part, line by line: outcomes are short.
  const std::size_t n = reference.size();
  const std::size_t m = fast.size();
  if (reference == fast) return {};
  std::vector<std::vector<std::uint32_t>> common(n + 1, std::vector<std::uint32_t>(m + 1, 0));
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;) {
      common[i][j] = reference[i] == fast[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  std::string lines;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && reference[i] == fast[j]) {
      ++i;
      ++j;
    } else if (j >= m || (i < n && common[i + 1][j] >= common[i][j + 1])) {
      lines += "- " + reference[i++] + "\n";
    } else {
      lines += "+ " + fast[j++] + "\n";
    }
  }
  return lines;
}

Comparison compare(const Executors& executors, std::uint64_t seed, std::uint64_t cases, std::uint64_t tolerated) {
  Comparison result;
  for (; result.cases < cases; ++result.cases) {
    const std::uint64_t at = seed + result.cases;
    g_seed = at;
    SourceSet sources;
    DiagnosticReport report;
    const auto loaded = load_case(case_text(at), sources, report);
    if (!loaded) {
      if (result.ill_formed++ == 0) {
        result.first_refusal = fmt::format("seed {}:\n{}", at, render_text(report, sources));
      }
      continue;
    }
    const Outcome expected = executors.reference(loaded->given);
    result.coverage.count(loaded->given, expected);
    if (expected == executors.fast(loaded->given)) continue;
    if (result.differing.empty()) result.difference = shrunk(executors, at);
    result.differing.push_back(at);
    if (result.differing.size() > tolerated) return result;
  }
  return result;
}

}  // namespace proviso::reference
