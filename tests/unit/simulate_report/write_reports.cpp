// SPDX-License-Identifier: Apache-2.0
// Writes the pages of results made by hand into a folder, to be looked at and for the test in a browser.
//   write_reports FOLDER
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/simulate_report/simulate_report.h"
#include "tests/unit/simulate_report/hand_made.h"

int main(int count, char** words) {
  using namespace proviso::testing_support;
  if (count != 2) return 2;
  const std::filesystem::path folder(words[1]);
  std::filesystem::create_directories(folder);
  const auto write = [&](const char* name, const proviso::simulate::SimulationResults& results,
                         const std::vector<proviso::simulate_report::VariantContext>& contexts) {
    std::ofstream out(folder / name, std::ios::binary);
    out << proviso::simulate_report::simulate_report({&results, contexts, "proviso 0.1.0\nseed 1"});
    return static_cast<bool>(out.flush());
  };
  auto single = large_results();
  single.variants.resize(1);
  single.differences.clear();
  const bool written = write("large.html", large_results(), large_contexts()) &&
                       write("small.html", small_results(), small_contexts()) &&
                       write("single.html", single, large_contexts()) && write("bare.html", bare_results(), {});
  return written ? 0 : 3;
}
