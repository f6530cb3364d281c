// SPDX-License-Identifier: Apache-2.0
// Options that several subcommands share, written and explained in the same way by all.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proviso/date.h"
#include "proviso/vocabulary.h"

namespace CLI {
class App;
}

namespace proviso::cli {

enum class Format { kText, kJson, kSarif };

/// `--format text|json`.
void add_format(CLI::App& app, Format& format);
/// `--format text|json|sarif`.
void add_format_with_sarif(CLI::App& app, Format& format);
/// `text`, `json`, `sarif`.
std::string format_name(Format format);
/// `--calendars DIR`, repeatable; or by another name, where a command has calendars of several kinds.
void add_calendars(CLI::App& app, std::vector<std::string>& folders, const std::string& name = "--calendars",
                   const std::string& what = "A folder of calendars");
/// `--as-of DATE`.
void add_as_of(CLI::App& app, std::optional<Date>& as_of);
/// `--known-at TIME`.
void add_known_at(CLI::App& app, std::optional<DayTime>& known_at);
/// `--fail-on breach|shortfall|deviation`: met by a finding of that kind or a graver one.
void add_fail_on(CLI::App& app, std::optional<FindingKind>& fail_on);

/// Whether a finding of this kind meets `--fail-on`.
bool meets(std::optional<FindingKind> fail_on, FindingKind found);

/// `2017-05-05` or `5 May 2017`; nothing for anything else and for a day that does not exist.
std::optional<Date> parse_date(std::string_view text);
/// What to say of a text that parse_date() refuses.
std::string not_a_date(std::string_view text);

/// A day as parse_date() reads it, or `2017-05-05T09:30`; nothing for anything else.
std::optional<DayTime> parse_day_and_time(std::string_view text);
/// `2017-05-05`, or `2017-05-05T09:30`: what parse_day_and_time() reads.
std::string day_time_text(DayTime when);
/// `Friday 5 May 2017`, or `Friday 5 May 2017 at 09:30`.
std::string day_and_time(DayTime when);

/// Today, by the system's clock and time zone: the one place in Proviso that looks at a clock. It is looked at once in
/// a run at most, so that everything in a result rests on one day.
class Today {
 public:
  Today() = default;
  /// The day of an earlier run, to get its result again.
  explicit Today(std::optional<Date> day) : day_(day) {}

  Date day();
  /// The day, if it was needed.
  [[nodiscard]] std::optional<Date> used() const { return used_ ? day_ : std::nullopt; }

 private:
  std::optional<Date> day_;
  bool used_ = false;
};

}  // namespace proviso::cli
