// SPDX-License-Identifier: Apache-2.0
// Comma-separated tables (RFC 4180): a reader over a text in memory, and a writer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proviso/date.h"

namespace proviso::replay {

/// Why a row is not well-formed.
enum class CsvFault : std::uint8_t {
  kNone,
  kUnterminatedQuote,  ///< a quoted cell does not end before the text does
  kTextAfterQuote,     ///< something stands between the closing quote and the next comma
  kQuoteInText,        ///< a quote inside a cell that does not begin with one
  kBareReturn,         ///< a carriage return that ends no line, outside quotes
  kNulByte,
  kInvalidUtf8,
  kEmptyLine,     ///< between rows; empty lines at the end of the text are passed over
  kTooFewCells,   ///< fewer than the first row has
  kTooManyCells,  ///< more than the first row has
};

/// Reads a table row by row. A byte order mark is passed over; rows end with LF or CRLF, the last may go without; the
/// first row says how many cells every row has. Nothing is allocated for a row, but for the text of quoted cells that
/// hold a doubled quote.
class CsvReader {
 public:
  /// The text must outlive the reader and the cells it gives.
  explicit CsvReader(std::string_view text);

  /// Goes on to the next row, also after one that was malformed.
  /// @return false at the end of the text.
  bool next();

  /// What is wrong with the row; kNone: it is well-formed.
  [[nodiscard]] CsvFault fault() const { return fault_; }
  /// The cell the fault lies in, counted from 0; for rows of the wrong length the first that is missing or too many.
  [[nodiscard]] std::size_t fault_cell() const { return fault_cell_; }

  /// The row's cells, without quotes; those read before the fault where there is one. Valid until next().
  [[nodiscard]] std::span<const std::string_view> cells() const { return cells_; }
  [[nodiscard]] std::string_view operator[](std::size_t cell) const { return cells_[cell]; }

  /// The line of the text on which the row begins, counted from 1.
  [[nodiscard]] std::uint64_t line() const { return line_; }
  /// The bytes [first, second) of a cell in the text, quotes included; the end of the row where it has no such cell.
  [[nodiscard]] std::pair<std::size_t, std::size_t> bytes_of(std::size_t cell) const;

 private:
  void split_plain(std::size_t begin, std::size_t end);
  void split_quoted();
  void check_bytes();
  [[nodiscard]] std::size_t cell_end(std::size_t begin) const;
  void fail(CsvFault fault, std::size_t cell);

  std::string_view text_;
  std::size_t first_ = 0;     // where the first row begins
  std::size_t next_ = 0;      // where the next row begins
  std::size_t rows_end_ = 0;  // where the last row's content ends
  std::size_t row_begin_ = 0;
  std::size_t row_end_ = 0;  // without its line end
  std::uint64_t line_ = 0;
  std::uint64_t next_line_ = 1;
  std::size_t width_ = 0;  // cells of the first row
  bool has_quotes_ = false;
  bool has_returns_ = false;
  CsvFault fault_ = CsvFault::kNone;
  std::size_t fault_cell_ = 0;
  std::vector<std::string_view> cells_;
  // Cells with doubled quotes are put together here. The views are made once the row is whole: until then it grows.
  struct Unquoted {
    std::size_t cell;
    std::size_t begin;
    std::size_t size;
  };
  std::string unquoted_text_;
  std::vector<Unquoted> unquoted_;
};

/// The first byte in [from, to) that begins no well-formed UTF-8 character, or is NUL; `to` where there is none.
std::size_t find_malformed(std::string_view text, std::size_t from, std::size_t to);

/// Appends rows to a text. Cells are quoted only where they must be; lines end with LF.
class CsvWriter {
 public:
  /// The text must outlive the writer. It may be cleared between rows.
  explicit CsvWriter(std::string& out) : out_(out) {}

  /// A cell of text. One that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a
  /// carriage return) gets an apostrophe in front, which spreadsheets read as "this is text".
  CsvWriter& text(std::string_view cell);
  /// A cell that was made here (a status, a column's name): quoted where needed, never given an apostrophe.
  CsvWriter& plain(std::string_view cell);
  CsvWriter& number(std::int64_t value);
  /// `2017-05-05`. Precondition: years 1 to 9999.
  CsvWriter& date(Date day);
  CsvWriter& empty();
  void end_row();

 private:
  void separate();
  void put(std::string_view cell, bool guard);

  std::string& out_;
  std::size_t cells_ = 0;    // of this row
  bool only_empty_ = false;  // the row is one empty cell so far
};

}  // namespace proviso::replay
