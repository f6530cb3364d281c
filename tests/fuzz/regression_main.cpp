// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz harness over its corpus, once a file, without a fuzzer: every input that once went wrong is a test.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int count, char** arguments) {
  if (count != 2 || !std::filesystem::is_directory(arguments[1])) {
    std::fputs("usage: <target> CORPUS_FOLDER\n", stderr);
    return 2;
  }
  std::size_t run = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(arguments[1])) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    // Named before it runs: a crash then says which input it was.
    std::printf("%s (%zu bytes)\n", entry.path().filename().c_str(), text.size());
    std::fflush(stdout);
    // A buffer of exactly that size, so that the address sanitizer sees a read past its end.
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    ++run;
  }
  std::printf("%zu inputs\n", run);
  return run == 0 ? 1 : 0;
}
