// SPDX-License-Identifier: Apache-2.0
#include "engine/replay/row_scanner.h"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#define PROVISO_WIDE_WORDS 1
#include <immintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "engine/run/binding.h"

namespace proviso::replay {
namespace {

constexpr std::size_t kDateSize = 10;  // 2017-05-05
constexpr std::size_t kBlock = 64;     // bytes looked at together

std::uint64_t load8(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// Commas and line ends among the bytes of a block, a bit each; and whether any byte is not ASCII, a quote, a carriage
/// return or NUL.
struct Marks {
  std::uint64_t ends = 0;
  bool strange = false;
};

[[gnu::always_inline]] inline Marks look_at(const char* at) {
  Marks marks;
#ifdef __SSE2__
  const __m128i comma = _mm_set1_epi8(',');
  const __m128i line = _mm_set1_epi8('\n');
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i carriage = _mm_set1_epi8('\r');
  __m128i strange = _mm_setzero_si128();
  for (unsigned i = 0; i < kBlock; i += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + i));
    const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(bytes, comma), _mm_cmpeq_epi8(bytes, line));
    marks.ends |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(ends))} << i;
    // What is not ASCII is negative, as is the result of a comparison that holds.
    strange = _mm_or_si128(strange, bytes);
    strange = _mm_or_si128(strange, _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, carriage)));
    strange = _mm_or_si128(strange, _mm_cmpeq_epi8(bytes, _mm_setzero_si128()));
  }
  marks.strange = _mm_movemask_epi8(strange) != 0;
#else
  for (unsigned i = 0; i < kBlock; ++i) {
    const auto byte = static_cast<unsigned char>(at[i]);
    marks.ends |= std::uint64_t{byte == ',' || byte == '\n'} << i;
    marks.strange = marks.strange || byte >= 0x80 || byte == '"' || byte == '\r' || byte == 0;
  }
#endif
  return marks;
}

#ifdef PROVISO_WIDE_WORDS
/// look_at() for processors that take 32 bytes at once.
[[gnu::target("avx2,popcnt,bmi")]] inline Marks look_at_wide(const char* at) {
  Marks marks;
  const __m256i comma = _mm256_set1_epi8(',');
  const __m256i line = _mm256_set1_epi8('\n');
  const __m256i quote = _mm256_set1_epi8('"');
  const __m256i carriage = _mm256_set1_epi8('\r');
  __m256i strange = _mm256_setzero_si256();
  for (unsigned i = 0; i < kBlock; i += 32) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + i));
    const __m256i ends = _mm256_or_si256(_mm256_cmpeq_epi8(bytes, comma), _mm256_cmpeq_epi8(bytes, line));
    marks.ends |= std::uint64_t{static_cast<unsigned>(_mm256_movemask_epi8(ends))} << i;
    strange = _mm256_or_si256(strange, bytes);
    strange =
        _mm256_or_si256(strange, _mm256_or_si256(_mm256_cmpeq_epi8(bytes, quote), _mm256_cmpeq_epi8(bytes, carriage)));
    strange = _mm256_or_si256(strange, _mm256_cmpeq_epi8(bytes, _mm256_setzero_si256()));
  }
  marks.strange = _mm256_movemask_epi8(strange) != 0;
  return marks;
}
#endif

/// Writes where cells end, counted from `begin`. @return how many; kStrange where a byte is not plain
constexpr std::size_t kStrange = ~std::size_t{0};
template <Marks kLookAt(const char*)>
[[gnu::always_inline]] inline std::size_t find_ends_by(const char* begin, const char* end, std::uint32_t* ends) {
  std::size_t count = 0;
  const auto size = static_cast<std::size_t>(end - begin);
  for (std::size_t at = 0; at < size; at += kBlock) {
    std::array<char, kBlock> rest;
    const char* block = begin + at;
    if (size - at < kBlock) {
      // Past the end stands what is none of our business.
      rest.fill('x');
      std::memcpy(rest.data(), block, size - at);
      block = rest.data();
    }
    Marks marks = kLookAt(block);
    if (marks.strange) return kStrange;
    // So many at once that how many there are is hardly ever guessed wrong; what is too many is written over.
    const auto found = static_cast<std::size_t>(std::popcount(marks.ends));
    std::uint32_t* const to = ends + count;
    const auto base = static_cast<std::uint32_t>(at);
    const auto take = [&](unsigned from, unsigned until) {
      for (unsigned i = from; i < until; ++i) {
        to[i] = base + static_cast<std::uint32_t>(std::countr_zero(marks.ends));
        marks.ends &= marks.ends - 1;
      }
    };
    take(0, 8);
    if (found > 8) take(8, 16);
    if (found > 16) take(16, kBlock);
    count += found;
  }
  return count;
}

std::size_t find_ends_anywhere(const char* begin, const char* end, std::uint32_t* ends) {
  return find_ends_by<look_at>(begin, end, ends);
}
#ifdef PROVISO_WIDE_WORDS
[[gnu::target("avx2,popcnt,bmi")]] std::size_t find_ends_wide(const char* begin, const char* end, std::uint32_t* ends) {
  return find_ends_by<look_at_wide>(begin, end, ends);
}
std::size_t find_ends(const char* begin, const char* end, std::uint32_t* ends) {
  static const bool kIsWide =
      __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi");
  return kIsWide ? find_ends_wide(begin, end, ends) : find_ends_anywhere(begin, end, ends);
}
#else
std::size_t find_ends(const char* begin, const char* end, std::uint32_t* ends) {
  return find_ends_anywhere(begin, end, ends);
}
#endif

constexpr std::uint64_t kZeros = 0x3030303030303030U;  // eight digits `0`

/// Whether every byte is 0 to 9.
bool are_digits(std::uint64_t word) { return (((word + 0x7676767676767676U) | word) & 0x8080808080808080U) == 0; }

/// A number of at most nine digits as it is written: without zeros before it. False for anything else.
inline bool read_number(const char* at, std::size_t size, std::uint32_t& number) {
  if (size - 1 > 8 || (*at == '0' && size > 1)) return false;
  const std::size_t first = std::min<std::size_t>(size, 8);
  // Digits that are not there are zeros before those that are.
  std::uint64_t word = (load8(at) - kZeros) << (64 - 8 * first);
  if (!are_digits(word)) return false;
  word = word * 10 + (word >> 8U);
  word = (((word & 0x000000FF000000FFU) * 0x000F424000000064U) +
          (((word >> 16U) & 0x000000FF000000FFU) * 0x0000271000000001U)) >>
         32U;
  number = static_cast<std::uint32_t>(word);
  if (size < 9) return true;
  const auto last = static_cast<unsigned>(static_cast<unsigned char>(at[8]) - '0');
  number = number * 10 + last;
  return last < 10;
}

/// By year from 1900 and month: the first day, as machine::Day.
struct Months {
  static constexpr int kFirstYear = 1900;
  static constexpr int kYears = 180;
  std::array<machine::Day, kYears * 12 + 1> first{};
  Months() {
    for (int i = 0; i <= kYears * 12; ++i) {
      const auto month = std::chrono::month{static_cast<unsigned>(i % 12) + 1};
      const std::chrono::sys_days day = std::chrono::year{kFirstYear + i / 12} / month / 1;
      first[static_cast<std::size_t>(i)] = machine::day_of(Date{day});
    }
  }
};

/// Reads `2017-05-05`; 0 for anything else, and for days outside the years that the machine knows.
inline machine::Day read_day(const char* at, const Months& months) {
  const std::uint64_t first = load8(at);
  std::uint16_t last = 0;
  std::memcpy(&last, at + 8, sizeof last);
  if ((first & 0xFF0000FF00000000U) != 0x2D00002D00000000U) return 0;  // two hyphens
  std::uint64_t digits =
      ((first & 0xFFFFFFFFU) | ((first >> 40U & 0xFFFFU) << 32U) | (std::uint64_t{last} << 48U)) - kZeros;
  if (!are_digits(digits)) return 0;
  digits = digits * 10 + (digits >> 8U);
  const auto pair = [&](unsigned i) { return static_cast<unsigned>(digits >> (16 * i) & 0xFFU); };
  const unsigned year = pair(0) * 100 + pair(1) - unsigned{Months::kFirstYear};
  const unsigned month = pair(2) - 1;
  const unsigned day = pair(3) - 1;
  if (year >= unsigned{Months::kYears} || month >= 12) return 0;
  const std::size_t number = year * 12 + month;
  const unsigned begins = months.first[number];
  const unsigned next = months.first[number + 1];
  if (begins == 0 || next == 0 || day >= next - begins) return 0;
  return static_cast<machine::Day>(begins + day);
}

}  // namespace

std::uint32_t hash_id(const char* begin, std::size_t size) {
  std::uint64_t hash = size * 0x9E3779B97F4A7C15U;
  std::uint64_t word = 0;
  while (size >= 8) {
    std::memcpy(&word, begin, 8);
    hash = (hash ^ word) * 0xD6E8FEB86659FD93U;
    hash ^= hash >> 32U;
    begin += 8;
    size -= 8;
  }
  word = 0;
  std::memcpy(&word, begin, size);
  hash = (hash ^ word) * 0xD6E8FEB86659FD93U;
  return static_cast<std::uint32_t>(hash >> 32U);
}

// ---- words

namespace {

/// By a number of bytes up to eight: a mask for them.
constexpr std::array<std::uint64_t, 9> kMasks{
    0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF};

}  // namespace

[[gnu::always_inline]] inline WordSet::Entry WordSet::take(const char* begin, std::size_t size) {
  const std::size_t short_size = std::min<std::size_t>(size, 8);
  const std::uint64_t mask = kMasks[short_size];
  Entry entry;
  entry.size = static_cast<std::uint32_t>(size);
  entry.first = load8(begin) & mask;
  entry.last = load8(begin + (size - short_size)) & mask;
  if (size > 16) {
    entry.after_first = load8(begin + 8);
    entry.before_last = load8(begin + size - 16);
  }
  return entry;
}

[[gnu::always_inline]] inline std::size_t WordSet::Finder::slot(const Entry& entry) const {
  const std::uint64_t mixed = entry.first ^ (entry.last << 23U | entry.last >> 41U) ^ entry.size;
  return static_cast<std::size_t>((mixed * factor) >> shift);
}

WordSet::WordSet(const std::vector<std::string>& words) {
  if (words.size() >= kAbsent) return;
  if (std::ranges::any_of(words, [](const std::string& word) { return word.size() > kReach; })) return;
  std::uint64_t seed = 0x9E3779B97F4A7C15U;
  const auto least = static_cast<unsigned>(std::bit_width(words.size() * 2 + 1));
  for (unsigned tries = 0; tries < 4000; ++tries) {
    const unsigned bits = least + tries / 1000;
    shift_ = 64 - bits;
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    factor_ = seed | 1U;
    entries_.assign(std::size_t{1} << bits, {});
    bool fits = true;
    for (std::size_t i = 0; i < words.size() && fits; ++i) {
      std::array<char, kReach> padded{};
      std::memcpy(padded.data(), words[i].data(), words[i].size());
      Entry entry = take(padded.data(), words[i].size());
      entry.number = static_cast<std::uint8_t>(i);
      Entry& place = entries_[finder().slot(entry)];
      fits = place.number == kAbsent;
      place = entry;
    }
    if (!fits) continue;
    usable_ = true;
    return;
  }
}

[[gnu::always_inline]] inline std::uint8_t WordSet::Finder::find(const char* begin, std::size_t size) const {
  if (size > kReach) return kAbsent;
  const Entry word = take(begin, size);
  const Entry& entry = entries[slot(word)];
  const std::uint64_t apart = (entry.first ^ word.first) | (entry.last ^ word.last) |
                              (entry.after_first ^ word.after_first) | (entry.before_last ^ word.before_last) |
                              (entry.size ^ word.size);
  return apart == 0 ? entry.number : kAbsent;
}

// ---- rows

RowScanner::RowScanner(const machine::Machine& machine, BoundTable& bound, const MapDocument& map, ValuePool& pool)
    : event_count_(machine.events.size()) {
  constexpr std::size_t kAbsent = BoundTable::kAbsent;
  if constexpr (std::endian::native != std::endian::little) return;  // words are masked from their first byte on
  const bool other_columns = bound.recorded_column != kAbsent || bound.id_column != kAbsent ||
                             bound.time_column != kAbsent || bound.for_column != kAbsent || bound.only_if != kAbsent;
  if (map.form != MapDocument::Form::kEvents || map.dates != CellDates::kIso || other_columns) return;
  if (!bound.row_events.empty() || std::ranges::count(bound.not_held, 1) > 0) return;
  if (bound.event_column == bound.case_column || bound.on_column == bound.case_column ||
      bound.on_column == bound.event_column) {
    return;
  }
  cells_.assign(bound.columns.size(), Cell::kNone);
  case_ = bound.case_column;
  event_ = bound.event_column;
  on_ = bound.on_column;
  cells_[bound.case_column] = Cell::kCase;
  cells_[bound.event_column] = Cell::kEvent;
  cells_[bound.on_column] = Cell::kOn;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < bound.event_names.size(); ++i) {
    names.emplace_back(bound.event_names[i]);
    events_.push_back(static_cast<std::uint8_t>(bound.events[i]));
  }
  event_words_ = WordSet(names);
  usable_ = event_words_.usable() && bind_facts(machine, bound, map, pool);
}

bool RowScanner::bind_facts(const machine::Machine& machine, BoundTable& bound, const MapDocument& map,
                            ValuePool& pool) {
  const model::Framework& framework = *machine.program->framework;
  for (std::size_t column = 0; column < bound.columns.size(); ++column) {
    std::vector<FactColumn*> of_column;
    std::vector<std::string> words;
    const auto offer = [&](const std::string& word) {
      if (!word.empty() && std::ranges::find(words, word) == words.end()) words.push_back(word);
    };
    for (FactColumn& fact : bound.fact_columns) {
      if (std::ranges::count(bound.fact_columns, fact.fact(), &FactColumn::fact) > 1) return false;
      if (fact.column() != column) continue;
      const model::Type& type = framework.facts[fact.fact()].type;
      if (!machine::is_coded(type)) return false;
      of_column.push_back(&fact);
      for (const std::string& value : type.values) offer(value);
      if (type.kind == model::TypeKind::kYesNo) {
        for (const char* value : {"yes", "no", "true", "false"}) offer(value);
      }
    }
    if (of_column.empty()) continue;
    if (cells_[column] != Cell::kNone) return false;
    for (const MapFact& fact : map.facts) {
      if (fact.column.text != bound.columns[column]) continue;
      for (const MapValue& value : fact.values) offer(value.cell.text);
    }
    cells_[column] = Cell::kFact;
    fact_columns_.push_back(column);
    FactCells& cells = facts_.emplace_back();
    cells.words = WordSet(words);
    if (!cells.words.usable()) return false;
    cells.codes.assign(words.size() * event_count_, 0);
    cells.wrong.assign(words.size() * event_count_, 0);
    cells.must_be_empty.assign(event_count_, 1);
    for (std::uint32_t event = 0; event < event_count_; ++event) {
      const machine::EventPlan& plan = machine.events[event];
      if (bound.columns[column].starts_with("case:")) cells.must_be_empty[event] = 0;
      for (std::uint8_t i = 0; i < plan.facts; ++i) {
        const auto found =
            std::ranges::find_if(of_column, [&](const FactColumn* f) { return f->fact() == plan.numbers[i]; });
        if (found == of_column.end()) continue;
        cells.must_be_empty[event] = 0;
        for (std::size_t word = 0; word < words.size(); ++word) {
          const Result<Value> value = (*found)->read(words[word], pool);
          const std::size_t at = word * event_count_ + event;
          if (value) {
            cells.codes[at] |= static_cast<std::uint32_t>(machine::code_of(*value)) << (8U * i);
          } else {
            cells.wrong[at] = 1;
          }
        }
      }
    }
  }
  return true;
}

template <std::size_t kColumns>
RowScanner::Outcome RowScanner::read_rows(const char* base, const char* at, Ids ids, Space& space) const {
  static const Months kMonths;
  const std::size_t columns = kColumns == 0 ? cells_.size() : kColumns;
  const std::size_t count = space.rows.size();
  // Bytes written to a row could be anything for the compiler: what it needs again and again is kept apart.
  const std::size_t case_column = case_;
  const std::size_t on_column = on_;
  const std::size_t event_column = event_;
  const WordSet::Finder event_words = event_words_.finder();
  const std::uint8_t* const events = events_.data();
  const std::size_t fact_count = fact_columns_.size();
  const std::size_t* const fact_columns = fact_columns_.data();
  ScannedRow* row = space.rows.data();
  const char* const piece = at;
  const std::uint32_t* stops = space.ends.data();
  const std::size_t last_column = columns - 1;
  machine::Day last_day = 0;
  std::uint64_t last_date = 0;
  std::uint16_t last_date_end = 0;
  for (std::size_t r = 0; r < count; ++r, ++row, stops += columns) {
    // A cell too few or too many is a mistake.
    unsigned wrong = static_cast<unsigned char>(piece[stops[last_column]]) ^ unsigned { '\n' };
    for (std::size_t column = 0; column < last_column; ++column) {
      wrong |= static_cast<unsigned char>(piece[stops[column]]) ^ unsigned { ',' };
    }
    if (wrong != 0) return Outcome::kNotPlain;
    const auto begin_of = [&](std::size_t column) { return column == 0 ? at : piece + stops[column - 1] + 1; };
    const auto width_of = [&](std::size_t column, const char* begin) {
      return static_cast<std::size_t>(piece + stops[column] - begin);
    };
    const char* const id = begin_of(case_column);
    const std::size_t id_width = width_of(case_column, id);
    row->id_at = static_cast<std::uint64_t>(id - base);
    row->id_size = static_cast<std::uint8_t>(id_width);
    if (ids == Ids::kNumbers) {
      if (!read_number(id, id_width, row->id_number)) return Outcome::kNotNumbers;
    } else {
      if (id_width - 1 > 254) return Outcome::kNotPlain;
      row->id_hash = hash_id(id, id_width);
    }
    const char* const on = begin_of(on_column);
    if (width_of(on_column, on) != kDateSize) return Outcome::kNotPlain;
    // Days come in rows that are alike, where a table is in their order.
    const std::uint64_t date = load8(on);
    std::uint16_t date_end = 0;
    std::memcpy(&date_end, on + 8, sizeof date_end);
    if (date != last_date || date_end != last_date_end) {
      last_day = read_day(on, kMonths);
      if (last_day == 0) return Outcome::kNotPlain;
      last_date = date;
      last_date_end = date_end;
    }
    row->day = last_day;
    const char* const name = begin_of(event_column);
    const std::uint8_t word = event_words.find(name, width_of(event_column, name));
    if (word == WordSet::kAbsent) return Outcome::kNotPlain;
    const std::uint8_t event = events[word];
    row->event = event;
    row->codes = 0;
    for (std::size_t i = 0; i < fact_count; ++i) {
      const char* const begin = begin_of(fact_columns[i]);
      const std::size_t width = width_of(fact_columns[i], begin);
      if (width == 0) continue;
      const FactCells& cells = facts_[i];
      if (cells.must_be_empty[event] != 0) return Outcome::kNotPlain;
      const std::uint8_t value = cells.words.finder().find(begin, width);
      if (value == WordSet::kAbsent) return Outcome::kNotPlain;
      const std::size_t entry = value * event_count_ + event;
      if (cells.wrong[entry] != 0) return Outcome::kNotPlain;
      row->codes |= cells.codes[entry];
    }
    at = piece + stops[last_column] + 1;
  }
  return Outcome::kDone;
}

RowScanner::Outcome RowScanner::scan(const char* base, const char* at, const char* end, Ids ids, Space& space) const {
  space.rows.clear();
  const auto size = static_cast<std::size_t>(end - at);
  if (space.ends.size() < size + kBlock) space.ends.resize(size + kBlock);
  const std::size_t ends = find_ends(at, end, space.ends.data());
  const std::size_t columns = cells_.size();
  if (ends == kStrange || ends % columns != 0) return Outcome::kNotPlain;
  const std::size_t rows = ends / columns;
  if (space.rows.capacity() < rows) space.rows.reserve(rows * 2);
  space.rows.resize(rows);
  // Loops over so few columns are worth unrolling.
  switch (columns) {
    case 3:
      return read_rows<3>(base, at, ids, space);
    case 4:
      return read_rows<4>(base, at, ids, space);
    case 5:
      return read_rows<5>(base, at, ids, space);
    case 6:
      return read_rows<6>(base, at, ids, space);
    default:
      return read_rows<0>(base, at, ids, space);
  }
}

}  // namespace proviso::replay
