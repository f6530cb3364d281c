// SPDX-License-Identifier: Apache-2.0
// A line on a terminal that says how far a long work has come (POSIX).
#include "apps/cli/progress.h"

#include <cstdlib>
#include <string_view>
#include <utility>

#include <unistd.h>

#include <fmt/format.h>

#include "apps/cli/output.h"

namespace proviso::cli {
namespace {

constexpr std::chrono::seconds kQuiet{1};
constexpr std::chrono::milliseconds kBetween{200};
constexpr std::string_view kWipe = "\r\033[K";

bool takes_control_codes() {
  if (::isatty(STDERR_FILENO) == 0) return false;
  const char* terminal = std::getenv("TERM");
  return terminal != nullptr && std::string_view(terminal) != "dumb";
}

/// `about 40 seconds left`
std::string time_left(double seconds) {
  const auto whole = static_cast<std::uint64_t>(seconds) + 1;
  if (whole < 120) return fmt::format("about {} seconds left", whole);
  return whole < 7200 ? fmt::format("about {} minutes left", (whole + 30) / 60)
                      : fmt::format("about {} hours left", (whole + 1800) / 3600);
}

}  // namespace

Progress::Progress(std::string thing)
    : thing_(std::move(thing)), on_terminal_(takes_control_codes()), start_(Clock::now()), next_(start_ + kQuiet) {}

Progress::~Progress() { wipe(); }

void Progress::wipe() {
  if (shown_) say(kWipe);
  shown_ = false;
}

void Progress::show(std::uint64_t done, std::uint64_t total) {
  if (!on_terminal_) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + kBetween;
  shown_ = true;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const double rate = static_cast<double>(done) / seconds;
  std::string left;
  if (done > 0 && done < total) left = ", " + time_left(static_cast<double>(total - done) / rate);
  say(fmt::format("{}{} of {} {}, {} a second{}", kWipe, grouped(done), grouped(total), thing_,
                  grouped(static_cast<std::uint64_t>(rate)), left));
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

}  // namespace proviso::cli
