// SPDX-License-Identifier: Apache-2.0
// Tables are read with memchr over whole lines; only a row with a quote in it is looked at byte by byte.
#include "engine/replay/csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace proviso::replay {
namespace {

/// The first place in [from, to) of a byte; `to` where there is none.
std::size_t find_byte(std::string_view text, char byte, std::size_t from, std::size_t to) {
  if (from >= to) return to;
  const void* found = std::memchr(text.data() + from, byte, to - from);
  return found == nullptr ? to : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

/// The length of the UTF-8 character that begins at `at`; 0 where none does (overlong forms, surrogates and what lies
/// past U+10FFFF are none).
std::size_t character_length(std::string_view text, std::size_t at, std::size_t to) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const auto continues = [&](std::size_t i, unsigned char low = 0x80, unsigned char high = 0xBF) {
    return at + i < to && byte(i) >= low && byte(i) <= high;
  };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return continues(1) ? 2 : 0;
  if (lead < 0xF0) {
    const unsigned char low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned char high = lead == 0xED ? 0x9F : 0xBF;
    return continues(1, low, high) && continues(2) ? 3 : 0;
  }
  if (lead < 0xF5) {
    const unsigned char low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xF4 ? 0x8F : 0xBF;
    return continues(1, low, high) && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

std::size_t find_malformed(std::string_view text, std::size_t from, std::size_t to) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::uint64_t kHighs = 0x8080808080808080U;
  std::size_t at = from;
  while (at < to) {
    // Eight bytes at a time while all of them are ASCII and none is NUL (then subtracting 1 borrows into its high bit).
    while (at + 8 <= to) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data() + at, 8);
      if (((word | (word - kOnes)) & kHighs) != 0) break;
      at += 8;
    }
    if (at == to) return to;
    const std::size_t length = text[at] == '\0' ? 0 : character_length(text, at, to);
    if (length == 0) return at;
    at += length;
  }
  return to;
}

CsvReader::CsvReader(std::string_view text) : text_(text) {
  if (text_.starts_with("\xEF\xBB\xBF")) first_ = 3;
  next_ = first_;
  if (const std::size_t last = text_.find_last_not_of("\r\n"); last != std::string_view::npos) rows_end_ = last + 1;
  has_quotes_ = find_byte(text_, '"', first_, text_.size()) != text_.size();
  has_returns_ = find_byte(text_, '\r', first_, text_.size()) != text_.size();
}

void CsvReader::fail(CsvFault fault, std::size_t cell) {
  if (fault_ != CsvFault::kNone) return;  // the first is the one to mend
  fault_ = fault;
  fault_cell_ = cell;
}

bool CsvReader::next() {
  const bool is_first = next_ == first_;
  cells_.clear();
  fault_ = CsvFault::kNone;
  fault_cell_ = 0;
  row_begin_ = next_;
  line_ = next_line_;
  if (next_ >= rows_end_) return false;

  const std::size_t line_end = find_byte(text_, '\n', row_begin_, text_.size());
  if (has_quotes_ && find_byte(text_, '"', row_begin_, line_end) != line_end) {
    split_quoted();
  } else {
    next_ = line_end == text_.size() ? line_end : line_end + 1;
    ++next_line_;
    row_end_ = line_end;
    if (has_returns_ && row_end_ > row_begin_ && text_[row_end_ - 1] == '\r') --row_end_;
    split_plain(row_begin_, row_end_);
  }
  check_bytes();

  if (row_begin_ == row_end_) fail(CsvFault::kEmptyLine, 0);
  if (is_first) {
    width_ = cells_.size();
  } else if (fault_ == CsvFault::kNone && cells_.size() != width_) {
    fail(cells_.size() < width_ ? CsvFault::kTooFewCells : CsvFault::kTooManyCells, std::min(cells_.size(), width_));
  }
  return true;
}

void CsvReader::split_plain(std::size_t begin, std::size_t end) {
  const char* const base = text_.data();
  std::size_t at = begin;
  while (true) {
    const std::size_t comma = find_byte(text_, ',', at, end);
    cells_.emplace_back(base + at, comma - at);
    if (comma == end) break;
    at = comma + 1;
  }
  if (has_returns_) {
    const std::size_t bare = find_byte(text_, '\r', begin, end);
    if (bare != end) {
      fail(CsvFault::kBareReturn, static_cast<std::size_t>(std::count(base + begin, base + bare, ',')));
    }
  }
}

void CsvReader::split_quoted() {
  unquoted_text_.clear();
  unquoted_.clear();
  const std::size_t end = text_.size();
  std::size_t at = row_begin_;
  // After a fault the row ends with its line, and reading goes on at the next.
  const auto give_up = [&](CsvFault fault, std::size_t from) {
    fail(fault, cells_.size());
    at = find_byte(text_, '\n', from, end);
  };
  const auto at_row_end = [&](std::size_t place) {
    return place == end || text_[place] == '\n' ||
           (text_[place] == '\r' && (place + 1 == end || text_[place + 1] == '\n'));
  };
  while (true) {
    if (at < end && text_[at] == '"') {
      const std::size_t begin = at + 1;
      std::size_t piece = begin;
      const std::size_t kept = unquoted_text_.size();
      std::size_t close = find_byte(text_, '"', piece, end);
      while (close + 1 < end && text_[close + 1] == '"') {
        unquoted_text_.append(text_, piece, close + 1 - piece);
        piece = close + 2;
        close = find_byte(text_, '"', piece, end);
      }
      if (close == end) {
        fail(CsvFault::kUnterminatedQuote, cells_.size());
        at = end;
        break;
      }
      if (piece == begin) {
        cells_.push_back(text_.substr(begin, close - begin));
      } else {
        unquoted_text_.append(text_, piece, close - piece);
        unquoted_.push_back({cells_.size(), kept, unquoted_text_.size() - kept});
        cells_.emplace_back();
      }
      at = close + 1;
      if (at < end && text_[at] != ',' && !at_row_end(at)) {
        cells_.pop_back();
        if (!unquoted_.empty() && unquoted_.back().cell == cells_.size()) unquoted_.pop_back();
        give_up(CsvFault::kTextAfterQuote, at);
        break;
      }
    } else {
      const std::size_t begin = at;
      while (at < end && text_[at] != ',' && text_[at] != '"' && text_[at] != '\n' && text_[at] != '\r') ++at;
      if (at < end && text_[at] == '"') {
        give_up(CsvFault::kQuoteInText, at);
        break;
      }
      if (at < end && text_[at] == '\r' && !at_row_end(at)) {
        give_up(CsvFault::kBareReturn, at);
        break;
      }
      cells_.push_back(text_.substr(begin, at - begin));
    }
    if (at_row_end(at)) break;
    ++at;  // the comma
  }
  for (const Unquoted& part : unquoted_) {
    cells_[part.cell] = std::string_view(unquoted_text_).substr(part.begin, part.size);
  }
  row_end_ = at;
  if (fault_ != CsvFault::kNone && row_end_ > row_begin_ && text_[row_end_ - 1] == '\r') --row_end_;
  const std::size_t line_end = find_byte(text_, '\n', at, end);
  next_ = line_end == end ? end : line_end + 1;
  next_line_ = line_ + 1 + static_cast<std::uint64_t>(std::count(text_.data() + row_begin_, text_.data() + at, '\n'));
}

void CsvReader::check_bytes() {
  if (fault_ == CsvFault::kUnterminatedQuote) return;  // the rest of the text is no row
  const std::size_t bad = find_malformed(text_, row_begin_, row_end_);
  if (bad == row_end_) return;
  fault_ = CsvFault::kNone;  // bytes that are no text explain everything else
  std::size_t cell = 0;
  for (std::size_t at = row_begin_; at < bad; ++cell) {
    at = cell_end(at);
    if (at >= bad) break;
    ++at;
  }
  fail(text_[bad] == '\0' ? CsvFault::kNulByte : CsvFault::kInvalidUtf8, cell);
}

std::size_t CsvReader::cell_end(std::size_t begin) const {
  std::size_t at = begin;
  for (bool quoted = false; at < row_end_ && (quoted || text_[at] != ','); ++at) {
    if (text_[at] == '"') quoted = !quoted;
  }
  return at;
}

std::pair<std::size_t, std::size_t> CsvReader::bytes_of(std::size_t cell) const {
  std::size_t begin = row_begin_;
  for (; cell > 0; --cell) {
    begin = cell_end(begin);
    if (begin == row_end_) return {row_end_, row_end_};
    ++begin;
  }
  return {begin, cell_end(begin)};
}

void CsvWriter::separate() {
  if (cells_ > 0) out_.push_back(',');
  ++cells_;
  only_empty_ = false;
}

void CsvWriter::put(std::string_view cell, bool guard) {
  separate();
  only_empty_ = cells_ == 1 && cell.empty();
  const bool formula =
      guard && !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
  // A byte order mark that belongs to the first cell would be taken for that of the file.
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos && !cell.starts_with("\xEF\xBB\xBF")) {
    if (formula) out_.push_back('\'');
    out_.append(cell);
    return;
  }
  out_.push_back('"');
  if (formula) out_.push_back('\'');
  for (std::size_t at = 0; at < cell.size();) {
    const std::size_t quote = std::min(cell.find('"', at), cell.size());
    out_.append(cell, at, quote - at);
    if (quote < cell.size()) out_.append("\"\"");
    at = quote + 1;
  }
  out_.push_back('"');
}

CsvWriter& CsvWriter::text(std::string_view cell) {
  put(cell, true);
  return *this;
}

CsvWriter& CsvWriter::plain(std::string_view cell) {
  put(cell, false);
  return *this;
}

CsvWriter& CsvWriter::number(std::int64_t value) {
  separate();
  std::array<char, 24> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  out_.append(digits.data(), written.ptr);
  return *this;
}

CsvWriter& CsvWriter::date(Date day) {
  separate();
  const std::chrono::year_month_day ymd{day};
  std::array<char, 10> digits{};
  const auto put_digits = [&](std::size_t last, std::size_t count, unsigned value) {
    for (std::size_t i = 0; i < count; ++i, value /= 10) digits[last - i] = static_cast<char>('0' + value % 10);
  };
  put_digits(3, 4, static_cast<unsigned>(static_cast<int>(ymd.year())));
  digits[4] = '-';
  put_digits(6, 2, static_cast<unsigned>(ymd.month()));
  digits[7] = '-';
  put_digits(9, 2, static_cast<unsigned>(ymd.day()));
  out_.append(digits.data(), digits.size());
  return *this;
}

CsvWriter& CsvWriter::empty() { return plain({}); }

void CsvWriter::end_row() {
  if (only_empty_) out_.append("\"\"");  // an empty line would be no row at all
  out_.push_back('\n');
  cells_ = 0;
  only_empty_ = false;
}

}  // namespace proviso::replay
