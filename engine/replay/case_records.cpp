// SPDX-License-Identifier: Apache-2.0
#include "engine/replay/case_records.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/run/findings.h"

namespace proviso::replay {
namespace {

using machine::Day;

constexpr std::uint32_t kLongId = 0x80000000U;
/// Ids in digits are places as long as there are no more of them than the table may have rows, or no more than this
/// room between them, beside a first million.
constexpr std::uint64_t kMostSpread = 64;
constexpr std::uint64_t kFirstPlaces = 1U << 20U;

template <typename Key>
Key read_as(const char* from) {
  Key key{};
  std::memcpy(&key, from, sizeof key);
  return key;
}

}  // namespace

// ---- working days

WorkingDays::WorkingDays(const Calendar* calendar) {
  if (calendar == nullptr) return;
  const Day first = machine::day_of(calendar->first_day());
  const Day last = machine::day_of(calendar->last_day());
  if (first == 0 || last == 0) return;
  first_ = first;
  last_ = last;
  std::int32_t rank = 0;
  for (std::uint32_t day = first; day <= last; ++day) {
    rank += calendar->counts(machine::date_of(static_cast<Day>(day))).value_or(false) ? 1 : 0;
    rank_.push_back(rank);
  }
}

// ---- ids

bool CaseIds::is(const Slot& slot, const char* id, std::size_t size, std::uint32_t hash) const {
  if (size > kInline) {
    return (slot.number & kLongId) != 0 && read_as<std::uint32_t>(slot.id.data() + 8) == hash &&
           long_ids_[read_as<std::uint64_t>(slot.id.data())] == std::string_view(id, size);
  }
  std::array<char, kInline> padded{};
  std::memcpy(padded.data(), id, size);
  return (slot.number & kLongId) == 0 && padded == slot.id;
}

std::string CaseIds::id_of(const Slot& slot) const {
  if ((slot.number & kLongId) != 0) return long_ids_[read_as<std::uint64_t>(slot.id.data())];
  const auto end = std::ranges::find(slot.id, '\0');
  return {slot.id.begin(), end};
}

std::pair<std::uint32_t, bool> CaseIds::add(const char* id, std::size_t size, std::uint32_t hash) {
  if ((count_ + 1) * 4 > slots_.size() * 3) grow();
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    Slot& slot = slots_[at];
    if (slot.number != 0) {
      if (is(slot, id, size, hash)) return {(slot.number & ~kLongId) - 1, false};
      continue;
    }
    const auto number = static_cast<std::uint32_t>(count_++);
    slot.number = number + 1;
    if (size <= kInline) {
      std::memcpy(slot.id.data(), id, size);
    } else {
      slot.number |= kLongId;
      const std::uint64_t place = long_ids_.size();
      std::memcpy(slot.id.data(), &place, sizeof place);
      std::memcpy(slot.id.data() + 8, &hash, sizeof hash);
      long_ids_.emplace_back(id, size);
    }
    return {number, true};
  }
}

std::uint32_t CaseIds::find(std::string_view id) const {
  if (slots_.empty()) return kNoCase;
  const std::uint32_t hash = hash_id(id.data(), id.size());
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask; slots_[at].number != 0; at = (at + 1) & mask) {
    if (is(slots_[at], id.data(), id.size(), hash)) return (slots_[at].number & ~kLongId) - 1;
  }
  return kNoCase;
}

std::vector<std::string> CaseIds::listed() const {
  std::vector<std::string> all(count_);
  for (const Slot& slot : slots_) {
    if (slot.number != 0) all[(slot.number & ~kLongId) - 1] = id_of(slot);
  }
  return all;
}

std::size_t CaseIds::bytes() const {
  std::size_t all = slots_.capacity() * sizeof(Slot) + long_ids_.capacity() * sizeof(std::string);
  for (const std::string& id : long_ids_) all += id.capacity();
  return all;
}

void CaseIds::grow() {
  std::vector<Slot> old(slots_.empty() ? 64 : slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.number == 0) continue;
    const std::string id = (slot.number & kLongId) != 0 ? std::string() : id_of(slot);
    const std::uint32_t hash =
        (slot.number & kLongId) != 0 ? read_as<std::uint32_t>(slot.id.data() + 8) : hash_id(id.data(), id.size());
    std::size_t at = hash & mask;
    while (slots_[at].number != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

// ---- records

CaseRecords::CaseRecords(const machine::Machine& machine, const WorkingDays& days, RowScanner::Ids ids,
                         std::uint32_t parts, std::uint32_t part, std::uint64_t rows)
    : machine_(machine),
      days_(days),
      kind_(ids),
      parts_(parts),
      part_(part),
      size_(machine.record_size),
      expected_rows_(rows),
      duties_(machine.duties.size()),
      unexpected_(machine.events.size()) {
  for (std::uint32_t duty = 0; duty < machine.duties.size(); ++duty) {
    due_.emplace_back(*machine.program, duty);
    in_working_days_.push_back(counts_working_days(*machine.program, duty) ? 1 : 0);
    finding_kind_.push_back(static_cast<std::uint8_t>(run::missed_is(machine.program->duties[duty].modality)));
  }
}

void CaseRecords::count_taken(std::uint16_t duty, Day anchor, Day done) {
  if (in_working_days_[duty] == 0) {
    duties_[duty].taken.add(done - anchor);
  } else if (days_.knows(anchor) && days_.knows(done)) {
    duties_[duty].taken.add(days_.between(anchor, done));
  }
}

// What comes of one event of one case.
struct CaseRecords::Sink {
  CaseRecords& all;
  std::uint32_t place;
  std::uint8_t* record;
  bool keep_findings;

  void armed(std::uint16_t duty) { ++all.duties_[duty].instances; }
  void lapsed(std::uint16_t duty) { ++all.duties_[duty].with(DutyStatus::kLapsed); }
  void kept(std::uint16_t duty, machine::Open open, Day done) {
    ++all.duties_[duty].with(DutyStatus::kKept);
    all.count_taken(duty, open.anchor, done);
  }
  void kept_late(std::uint16_t duty, machine::Open open, Day done) {
    DutyTally& counts = all.duties_[duty];
    ++counts.with(DutyStatus::kKeptLate);
    all.count_taken(duty, open.anchor, done);
    counts.late_calendar.add(done - open.due);
    if (all.days_.knows(open.due) && all.days_.knows(done)) counts.late_working.add(all.days_.between(open.due, done));
    flag(all.finding_kind_[duty]);
    if (keep_findings) all.findings_.push_back({place, duty, open.due, open.anchor, open.due, done});
  }
  void unexpected(unsigned event, Day day) {
    Unexpected& seen = all.unexpected_[event];
    ++seen.count;
    if (seen.first == CaseIds::kNoCase || *all.first_at(place) < *all.first_at(seen.first)) seen.first = place;
    flag(static_cast<std::uint8_t>(FindingKind::kUnexpected));
    if (keep_findings) all.findings_.push_back({place, static_cast<std::uint16_t>(event), day, 0, 0, 0});
  }
  void left() { ++all.left_; }
  void flag(std::uint8_t kind) { record[all.machine_.flags_at] |= static_cast<std::uint8_t>(1U << kind); }
};

bool CaseRecords::make_more_room(std::uint32_t place) {
  if (place >= kFirstPlaces && std::uint64_t{place} > kMostSpread * (rows_ + 1) && place > expected_rows_) return false;
  // Room in excess is not touched, and so costs nothing.
  const std::size_t wanted = std::max<std::size_t>(std::size_t{place} + 1, std::size_t{room_} * 2);
  records_.grow(wanted * size_);
  first_at_.grow(wanted * sizeof(std::uint32_t));
  room_ = static_cast<std::uint32_t>(
      std::min({records_.size() / size_, first_at_.size() / sizeof(std::uint32_t), std::size_t{CaseIds::kNoCase}}));
  return true;
}

bool CaseRecords::take(std::span<const ScannedRow> rows, const char* text, std::uint64_t offset, Day as_of,
                       bool keep_findings) {
  places_.resize(rows.size());
  // Memory is asked for some rows ahead: first the index, then the record.
  if (kind_ == RowScanner::Ids::kNumbers) {
    std::uint32_t* to = places_.data();
    if (parts_ == 1) {
      for (const ScannedRow& row : rows) *to++ = row.id_number;
    } else {
      for (const ScannedRow& row : rows) *to++ = row.id_number / parts_;
    }
    if (!rows.empty() && !make_room(std::ranges::max(places_))) return false;
  } else {
    constexpr std::size_t kAhead = 24;
    for (std::size_t i = 0; i < std::min(kAhead, rows.size()); ++i) ids_.prefetch(rows[i].id_hash);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i + kAhead < rows.size()) ids_.prefetch(rows[i + kAhead].id_hash);
      places_[i] = ids_.add(text + rows[i].id_at, rows[i].id_size, rows[i].id_hash).first;
      (void)make_room(places_[i]);
    }
  }
  const machine::Tables tables(machine_);
  constexpr std::size_t kAhead = 16;
  for (std::size_t i = 0; i < std::min(kAhead, rows.size()); ++i) __builtin_prefetch(record(places_[i]), 1);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i + kAhead < rows.size()) __builtin_prefetch(record(places_[i + kAhead]), 1);
    const ScannedRow& row = rows[i];
    const std::uint32_t place = places_[i];
    std::uint8_t* const here = record(place);
    if (machine::get16(here + machine::kSituationAt) == 0) {
      if (machine::get16(here + machine::kLastDayAt) == machine::kLeft) {
        put_aside(text, row.id_at);
        continue;
      }
      machine::begin(machine_, here);
      *first_at(place) = static_cast<std::uint32_t>((offset + row.id_at) >> 3U);
    }
    last_day_ = std::max(last_day_, row.day);
    if (as_of != 0 && row.day > as_of) {
      ++left_out_;
      continue;
    }
    ++events_;
    Sink sink{*this, place, here, keep_findings};
    machine::step(tables, here, row.day, row.event, row.codes, due_, sink);
  }
  rows_ += rows.size();
  return true;
}

void CaseRecords::put_aside(const char* text, std::uint64_t at) {
  while (at > 0 && text[at - 1] != '\n') --at;
  const char* const begin = text + at;
  left_rows_.append(begin, std::strchr(begin, '\n') + 1);
}

bool CaseRecords::has_left(std::uint32_t place) const {
  return machine::get16(record(place) + machine::kLastDayAt) == machine::kLeft;
}

void CaseRecords::begin_again() {
  for (std::uint32_t place = 0; place < count_; ++place) {
    const bool gone = has_left(place);
    std::memset(record(place), 0, size_);
    if (gone) machine::put16(record(place) + machine::kLastDayAt, machine::kLeft);
  }
  duties_.assign(duties_.size(), {});
  unexpected_.assign(unexpected_.size(), {});
  findings_.clear();
  left_rows_.clear();
  events_ = left_out_ = 0;
  rows_ = ~std::uint64_t{0} / kMostSpread - 1;  // there is room for every place already
}

void CaseRecords::finish(Day as_of, bool keep_findings) {
  situations_.assign(machine_.situations, 0);
  fact_codes_.assign(machine_.facts.size(), std::vector<std::uint64_t>(256, 0));
  derived_codes_.assign(machine_.derived.size(), std::vector<std::uint64_t>(256, 0));
  finding_cases_ = {};
  for (std::uint32_t place = 0; place < count_; ++place) {
    const std::uint8_t* const here = record(place);
    if (machine::get16(here + machine::kSituationAt) == 0 || has_left(place)) continue;
    const unsigned situation = machine::get16(here + machine::kSituationAt) - 1U;
    ++situations_[situation];
    for (std::size_t i = 0; i < machine_.facts.size(); ++i) ++fact_codes_[i][here[machine_.facts[i].offset]];
    for (std::size_t i = 0; i < machine_.derived.size(); ++i) {
      ++derived_codes_[i][machine::look_up(machine_.truths.data(), machine_.derived[i].inputs, here)];
    }
    unsigned flags = here[machine_.flags_at];
    for (const std::uint16_t duty : machine_.owing[situation]) {
      const machine::Open open = machine::open_of(machine_.duties[duty], here);
      if (open.due == 0 || open.due >= as_of) continue;  // nothing, or pending
      DutyTally& counts = duties_[duty];
      ++counts.with(DutyStatus::kMissed);
      counts.overdue_calendar.add(as_of - open.due);
      if (days_.knows(open.due) && days_.knows(as_of)) counts.overdue_working.add(days_.between(open.due, as_of));
      flags |= 1U << finding_kind_[duty];
      if (keep_findings) findings_.push_back({place, duty, open.due, open.anchor, open.due, 0});
    }
    for (std::size_t kind = 0; kind < kFindingKinds; ++kind) finding_cases_[kind] += flags >> kind & 1U;
  }
  for (DutyTally& counts : duties_) {
    // What has arisen and come to nothing else is pending.
    std::uint64_t settled = 0;
    for (const std::uint64_t count : counts.by_status) settled += count;
    counts.with(DutyStatus::kPending) = counts.instances - settled;
  }
}

std::uint64_t CaseRecords::cases() const {
  std::uint64_t all = 0;
  for (const std::uint64_t cases : situations_) all += cases;
  return all;
}

std::uint64_t CaseRecords::instance_count() const {
  std::uint64_t all = 0;
  for (const DutyTally& counts : duties_) all += counts.instances;
  return all;
}

std::uint64_t CaseRecords::finding_count() const {
  std::uint64_t all = 0;
  for (const DutyTally& counts : duties_) {
    all += counts.with(DutyStatus::kKeptLate) + counts.with(DutyStatus::kMissed);
  }
  for (const Unexpected& seen : unexpected_) all += seen.count;
  return all;
}

void CaseRecords::add_to(Tallies& tallies) const {
  tallies.cases += cases();
  tallies.events += events_;
  tallies.left_out += left_out_;
  for (std::size_t situation = 0; situation < situations_.size(); ++situation) {
    for (const std::uint32_t stage : machine_.stages[situation]) tallies.stage_cases[stage] += situations_[situation];
  }
  const auto add_codes = [&](std::uint32_t fact, const std::vector<std::uint64_t>& codes) {
    const model::Type& type = machine_.program->framework->facts[fact].type;
    FactTally& tally = tallies.facts[fact];
    tally.unknown += codes[0];
    for (std::size_t code = 1; code < codes.size(); ++code) {
      tally.known += codes[code];
      if (!machine::is_coded(type) || codes[code] == 0) continue;
      // Of yes and no, yes comes first.
      tally.values[type.kind == model::TypeKind::kYesNo ? 2 - code : code - 1] += codes[code];
    }
  };
  for (std::size_t i = 0; i < machine_.facts.size(); ++i) add_codes(machine_.facts[i].fact, fact_codes_[i]);
  for (std::size_t i = 0; i < machine_.derived.size(); ++i) add_codes(machine_.derived[i].fact, derived_codes_[i]);
  for (std::size_t duty = 0; duty < duties_.size(); ++duty) {
    tallies.duties[duty].add(duties_[duty]);
    tallies.findings[finding_kind_[duty]].count +=
        duties_[duty].with(DutyStatus::kKeptLate) + duties_[duty].with(DutyStatus::kMissed);
  }
  for (std::size_t event = 0; event < unexpected_.size(); ++event) {
    const Unexpected& seen = unexpected_[event];
    tallies.findings[static_cast<std::size_t>(FindingKind::kUnexpected)].count += seen.count;
    if (seen.count == 0) continue;
    std::string first = kind_ == RowScanner::Ids::kNumbers ? std::to_string(std::uint64_t{seen.first} * parts_ + part_)
                                                           : ids_.listed()[seen.first];
    tallies.unexpected[event].add(*first_at(seen.first), first, seen.count);
  }
  for (std::size_t kind = 0; kind < kFindingKinds; ++kind) tallies.findings[kind].cases += finding_cases_[kind];
}

std::uint32_t CaseRecords::place_of(std::string_view id) const {
  if (kind_ == RowScanner::Ids::kTexts) return ids_.find(id);
  std::uint64_t number = 0;
  for (const char digit : id) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  return number % parts_ == part_ && number / parts_ < count_ ? static_cast<std::uint32_t>(number / parts_)
                                                              : CaseIds::kNoCase;
}

std::vector<std::string> CaseRecords::ids() const {
  if (kind_ == RowScanner::Ids::kTexts) return ids_.listed();
  std::vector<std::string> all(count_);
  for (std::uint32_t place = 0; place < count_; ++place) {
    if (machine::get16(record(place) + machine::kSituationAt) == 0 && !has_left(place)) continue;
    all[place] = std::to_string(std::uint64_t{place} * parts_ + part_);
  }
  return all;
}

std::size_t CaseRecords::bytes() const { return std::size_t{count_} * (size_ + sizeof(std::uint32_t)) + ids_.bytes(); }

}  // namespace proviso::replay
