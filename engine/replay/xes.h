// SPDX-License-Identifier: Apache-2.0
// Event logs in XES (IEEE 1849), read as tables with a row for each event.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace proviso::replay {

/// Where a log holds what every row of a table of events must have.
inline constexpr std::string_view kXesCase = "case:concept:name";
inline constexpr std::string_view kXesEvent = "concept:name";
inline constexpr std::string_view kXesOn = "time:timestamp";

/// Whether a file is an event log: by its name, `.xes` with or without `.gz`, or because it begins as XML does.
bool is_xes(std::string_view path, std::string_view text);

/// What is wrong with a log, and the bytes [first, second) of it.
struct XesProblem {
  std::string message;
  std::string help;
  std::pair<std::size_t, std::size_t> bytes;
};

/// Reads a log as CsvReader reads a table: the first row names the columns, each one after it is an event. Columns are
/// the attributes of events by their keys, and those of traces by their keys with `case:` before them, each in the
/// order in which the log first has it. The three above are always there, empty where the log has none. Nested
/// attributes, lists, globals and what the log says of itself are passed over. A trace without events is one row, on
/// which only the attributes of the trace stand.
class XesReader {
 public:
  /// Reads the log whole. The text must outlive the reader.
  explicit XesReader(std::string_view text);

  /// Goes on to the next row; the rows of a log that has problems are not for use.
  /// @return false at the end
  bool next();

  /// What is wrong; empty: the log is in order. After XML that is not well-formed nothing more is looked at.
  [[nodiscard]] std::span<const XesProblem> problems() const { return problems_; }

  /// The row's cells, one for each column; those that the event does not have are empty. Valid until next().
  [[nodiscard]] std::span<const std::string_view> cells() const { return cells_; }
  [[nodiscard]] std::string_view operator[](std::size_t cell) const { return cells_[cell]; }
  /// Whether the row is a trace without events.
  [[nodiscard]] bool is_case_only() const;

  /// The line of the text on which the event, or the trace, begins, counted from 1.
  [[nodiscard]] std::uint64_t line() const;
  /// The bytes [first, second) of a cell's attribute; of the event where it has none.
  [[nodiscard]] std::pair<std::size_t, std::size_t> bytes_of(std::size_t cell) const;

 private:
  friend class XesHandler;

  struct Attribute {
    std::uint32_t column = 0;
    std::uint32_t text = 0;  // into texts_
    std::uint32_t text_size = 0;
    std::uint32_t begin = 0;  // the tag's bytes
    std::uint32_t end = 0;
  };
  /// A trace or an event: its own attributes, and where its tag is.
  struct Element {
    std::size_t attributes_begin = 0;
    std::size_t attributes_end = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint64_t line = 0;
  };
  struct Row {
    std::uint32_t trace = 0;
    std::uint32_t event = 0;  // kNoEvent: none
  };
  static constexpr std::uint32_t kNoEvent = 0xFFFFFFFF;

  [[nodiscard]] const Attribute* find(const std::vector<Attribute>& attributes, const Element& element,
                                      std::size_t column) const;
  void fill(const std::vector<Attribute>& attributes, const Element& element);

  std::vector<std::string> columns_;
  std::map<std::string, std::uint32_t, std::less<>> column_numbers_;
  std::string texts_;
  std::vector<Attribute> trace_attributes_;
  std::vector<Attribute> event_attributes_;
  std::vector<Element> traces_;
  std::vector<Element> events_;
  std::vector<Row> rows_;
  std::vector<XesProblem> problems_;
  std::size_t next_ = 0;  // the row that comes next, counted from 1; 0: the names of the columns
  std::vector<std::string_view> cells_;
  std::vector<std::uint32_t> filled_;  // the cells that the row has
};

}  // namespace proviso::replay
