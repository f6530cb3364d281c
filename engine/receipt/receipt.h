// SPDX-License-Identifier: Apache-2.0
// What a result rests on, and whether two results rest on the same. Takes texts; opens no file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proviso/date.h"

namespace proviso::receipt {

/// A text that was read for a result.
struct Input {
  enum class Role : std::uint8_t { kRules, kCalendar, kCase, kEvents, kTable, kMap, kScenario };
  Role role{};
  std::string name;  ///< the path as it was given; of a calendar its name, which is the same wherever it is installed
  std::string sha256{};         ///< of every text but a table of events
  std::string xxh3{};           ///< of a table of events: see xxh3.h
  std::string path{};           ///< where it was read from; no part of the receipt
  std::optional<Date> as_of{};  ///< kCase: the day the case was looked at from

  /// The one of the two that it has.
  [[nodiscard]] const std::string& digest() const { return role == Role::kEvents ? xxh3 : sha256; }
};

/// The input for a text just read: hashes those very bytes.
/// @param path  empty: the name
Input input(Input::Role role, std::string name, std::string_view text, std::string path = {});

/// `case`, `calendar`: how a role is written in a receipt.
std::string_view role_name(Input::Role role);
std::optional<Input::Role> role_named(std::string_view name);

/// An option that shapes the output, or an operand.
struct Option {
  std::string name;
  std::vector<std::string> values;
  bool list = false;  ///< may have any number of values; else exactly one
};

struct Receipt {
  std::string version;          ///< of Proviso: `0.1.0`
  std::string command;          ///< `run`
  std::vector<Option> options;  ///< in a fixed order; those not given are left out
  std::optional<Date> as_of;    ///< nothing where there is none, or the cases have days of their own
  /// What was known when: an ISO date, or date and time of day; nothing where all that is recorded counts.
  std::optional<std::string> known_at;
  std::vector<Input> inputs;  ///< rules, calendars and history, each in the order they were read

  /// The receipt's name: the SHA-256 of all of the above.
  [[nodiscard]] std::string id() const;

  /// Adds a text that was read; a calendar that several rule files name is kept once.
  void add_input(Input input);
  void add_option(std::string name, std::string value);
  void add_list(std::string name, std::vector<std::string> values);  ///< an empty list is left out
  /// The value of an option; empty where it was not given.
  [[nodiscard]] std::string option(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> options_named(std::string_view name) const;
};

/// A file written beside the output.
struct OutputHash {
  std::string path;
  std::string sha256;
};

/// A receipt together with what came of it.
struct SavedReceipt {
  Receipt receipt;
  std::string output_sha256;  ///< of standard output, to the last byte
  std::uint64_t output_bytes = 0;
  std::vector<OutputHash> files;
};

/// One line for people, without its end: `Receipt 3f2a9c41d07e: rules 8d01b2c4, calendar 77e3a10b, case 12ab90ef,
/// proviso 0.1.0`. A hash is cut short; where there are several texts of a kind they are counted.
std::string receipt_line(const Receipt& receipt);

/// What has changed from one receipt to another, a sentence each: ``the case file `a.yaml` has changed``. Nothing
/// where both rest on the same.
/// @param stopped  reading stopped early, so that nothing follows from what `now` does not name
std::vector<std::string> differences(const Receipt& then, const Receipt& now, bool stopped = false);

/// The names of texts that `then` names and `now` does not: `` the case file `a.yaml` ``.
std::vector<std::string> missing_inputs(const Receipt& then, const Receipt& now);

}  // namespace proviso::receipt
