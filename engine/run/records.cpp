// SPDX-License-Identifier: Apache-2.0
// From records in any order to the history as it was known at a time.
#include "engine/run/records.h"

#include <algorithm>
#include <limits>
#include <map>
#include <queue>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/did_you_mean.h"
#include "engine/run/case_report.h"

namespace proviso::run {
namespace {

using Kind = Record::Kind;

constexpr std::uint32_t kNobody = program::kNone;
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kAlways = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kMostProblems = 200;    // more have one cause
constexpr std::size_t kMostSuggested = 1000;  // ids among which the nearest to an unknown one is looked for

std::int64_t last_minute(std::optional<DayTime> known_at) {
  if (!known_at) return kAlways;
  constexpr std::int64_t kToTheEnd = 24 * 60 - 1;
  return known_at->time ? minutes_of(*known_at) : minutes_of({known_at->day, {}}) + kToTheEnd;
}

std::string_view verb(Kind kind) { return kind == Kind::kWithdrawal ? "withdraws" : "corrects"; }

std::string moment_text(DayTime when) {
  if (!when.time) return long_date(when.day);
  const auto minutes = when.time->count();
  return fmt::format("{} at {:02}:{:02}", long_date(when.day), minutes / 60, minutes % 60);
}

std::span<const RecordedFact> facts_of(const Records& records, const Occurrence& happened) {
  return std::span(records.facts).subspan(happened.facts_begin, happened.facts_end - happened.facts_begin);
}

// What a record says of its event, with its date.
std::string told(const Records& records, const Record& record) {
  std::string when = weekday_date(record.happened.on);
  if (record.happened.minute != kNoTime) {
    when += fmt::format(" at {:02}:{:02}", record.happened.minute / 60, record.happened.minute % 60);
  }
  return fmt::format("{}: {}", when,
                     event_text(*records.program, record.happened, facts_of(records, record.happened), records.pool));
}

// A record for a message: `letter-sent` on 5 May 2017.
std::string described(const Records& records, const Record& record) {
  if (record.kind == Kind::kWithdrawal) return fmt::format("the withdrawal of `{}`", record.refers);
  const std::string event = fmt::format("`{}` on {}", records.program->framework->events[record.happened.event].name,
                                        long_date(record.happened.on));
  return record.kind == Kind::kEvent ? event : fmt::format("the correction of `{}` to {}", record.refers, event);
}

// Texts with their lengths, so that no two contents give one key.
void add_to(std::string& key, std::string_view text) { key += fmt::format("{}:{};", text.size(), text); }

// Everything that a record says but when it was recorded.
std::string content_key(const Records& records, const Record& record) {
  std::string key = fmt::format("{};", static_cast<int>(record.kind));
  add_to(key, record.id);
  add_to(key, record.refers);
  add_to(key, record.because);
  if (record.kind == Kind::kWithdrawal) return key;
  const Occurrence& happened = record.happened;
  key += fmt::format("{};{};{};{};", happened.event, happened.on.time_since_epoch().count(), happened.minute,
                     happened.for_party);
  const std::span<const RecordedFact> facts = facts_of(records, happened);
  std::vector<RecordedFact> sorted(facts.begin(), facts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const RecordedFact& a, const RecordedFact& b) { return a.fact < b.fact; });
  // Equal values have equal payloads within one pool.
  for (const RecordedFact& fact : sorted) {
    key += fmt::format("{}={}/{};", fact.fact, static_cast<int>(fact.value.kind), fact.value.payload);
  }
  return key;
}

std::string recorded_key(const Record& record) {
  if (!record.recorded) return "-";
  return fmt::format("{}/{}", record.recorded->day.time_since_epoch().count(),
                     record.recorded->time ? record.recorded->time->count() : -1);
}

}  // namespace

std::int64_t minutes_of(DayTime when) {
  return std::int64_t{when.day.time_since_epoch().count()} * 24 * 60 +
         when.time.value_or(std::chrono::minutes{0}).count();
}

std::uint32_t Records::add(Record record, std::span<const RecordedFact> with) {
  record.happened.facts_begin = static_cast<std::uint32_t>(facts.size());
  facts.insert(facts.end(), with.begin(), with.end());
  record.happened.facts_end = static_cast<std::uint32_t>(facts.size());
  records.push_back(std::move(record));
  return static_cast<std::uint32_t>(records.size() - 1);
}

void Records::pop() {
  facts.resize(records.back().happened.facts_begin);
  records.pop_back();
}

/// One working-out of the order. Every walk is a loop, and none is quadratic: a source may have any shape.
class RecordOrder::Settling {
 public:
  Settling(const Records& records, RecordOrder& order)
      : records_(records),
        all_(records.records),
        order_(order),
        parent_(all_.size(), kNobody),
        first_(all_.size(), kNobody),
        known_(all_.size(), kNever) {}

  void run() {
    order_.repeated_.assign(all_.size(), 0);
    find_repetitions();
    give_names();
    follow_references();
    // With a problem too, so that all are told; but times that contradict each other make no order.
    const std::size_t before = order_.problems_.size();
    place_in_time();
    if (order_.problems_.size() == before) put_in_order();
    if (order_.problems_.empty()) return;
    order_.entries_.clear();
    std::stable_sort(order_.problems_.begin(), order_.problems_.end(),
                     [](const RecordProblem& a, const RecordProblem& b) { return a.record < b.record; });
  }

 private:
  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(all_.size()); }
  [[nodiscard]] bool is_repeated(std::uint32_t record) const { return order_.repeated_[record] != 0; }

  void problem(RecordProblem problem) {
    if (order_.problems_.size() < kMostProblems) order_.problems_.push_back(std::move(problem));
  }

  /// A queue may deliver a message twice. An event without an id cannot be told from another like it and is never taken
  /// for a repetition; a correction without one only if it says when it was recorded, for the same may be said again
  /// after something else was said.
  void find_repetitions() {
    std::map<std::string, std::uint32_t> seen;  // looked up only
    for (std::uint32_t i = 0; i < count(); ++i) {
      const Record& record = all_[i];
      const bool can_be_told = !record.id.empty() || record.kind == Kind::kWithdrawal ||
                               (record.kind == Kind::kCorrection && record.recorded);
      if (!can_be_told) continue;
      const bool is_new = seen.try_emplace(content_key(records_, record) + recorded_key(record), i).second;
      if (!is_new) order_.repeated_[i] = 1;
    }
  }

  /// A correction may go by the id of what it corrects: the same record, told anew.
  void give_names() {
    for (std::uint32_t i = 0; i < count(); ++i) {
      const Record& record = all_[i];
      if (is_repeated(i) || record.id.empty() || record.id == record.refers) continue;
      const auto [at, is_new] = by_id_.try_emplace(record.id, i);
      if (is_new) continue;
      const Record& other = all_[at->second];
      const bool same = content_key(records_, record) == content_key(records_, other);
      problem({.kind = RecordProblem::Kind::kSameId,
               .record = i,
               .other = at->second,
               .message = fmt::format("the id `{}` is that of {} already, {}", record.id, described(records_, other),
                                      difference(other, record, same)),
               .help = same ? "give it an id of its own, or the same recorded time if it is the same record"
                            : fmt::format("give it an id of its own, or say that it corrects `{}`", record.id),
               .other_text = "the id is given here first"});
    }
  }

  [[nodiscard]] std::string difference(const Record& one, const Record& other, bool same_content) const {
    if (same_content) return "recorded at another time";
    const std::string words = described(records_, other);
    if (words != described(records_, one)) return fmt::format("and {} says something else", words);
    return other.kind == Kind::kWithdrawal ? "on another ground" : "with other facts, another time or another party";
  }

  void unknown(std::uint32_t record) {
    const std::string& id = all_[record].refers;
    if (id == all_[record].id) {
      problem({.kind = RecordProblem::Kind::kReference,
               .record = record,
               .other = kNobody,
               .message = fmt::format("a record cannot {} itself",
                                      all_[record].kind == Kind::kWithdrawal ? "withdraw" : "correct"),
               .help = "give the id of the record that was wrong",
               .other_text = {}});
      return;
    }
    std::vector<std::string_view> ids;
    if (by_id_.size() <= kMostSuggested) {
      for (const auto& [name, at] : by_id_) ids.emplace_back(name);
    }
    problem({.kind = RecordProblem::Kind::kReference,
             .record = record,
             .other = kNobody,
             .message = fmt::format("this {} `{}`, but no record has that id", verb(all_[record].kind), id),
             .help = did_you_mean(id, ids, "give the id of the record that was wrong"),
             .other_text = {}});
  }

  void follow_references() {
    children_.resize(all_.size());
    for (std::uint32_t i = 0; i < count(); ++i) {
      const Record& record = all_[i];
      if (is_repeated(i)) continue;
      if (record.kind == Kind::kEvent) {
        first_[i] = i;
        continue;
      }
      const auto found = by_id_.find(record.refers);
      if (found == by_id_.end()) {
        unknown(i);
        continue;
      }
      const std::uint32_t to = found->second;
      if (all_[to].kind == Kind::kWithdrawal) {
        problem({.kind = RecordProblem::Kind::kReference,
                 .record = i,
                 .other = to,
                 .message = fmt::format("this {} `{}`, which is itself a withdrawal", verb(record.kind), record.refers),
                 .help = "record the event again, with an id of its own",
                 .other_text = "the withdrawal is here"});
        continue;
      }
      parent_[i] = to;
      children_[to].push_back(i);
    }
    find_circles();
    // From each event outwards: what is referred to comes before what refers to it.
    for (std::uint32_t i = 0; i < count(); ++i) {
      if (first_[i] == i) outwards_.push_back(i);
    }
    for (std::size_t at = 0; at < outwards_.size(); ++at) {
      const std::uint32_t from = outwards_[at];
      for (const std::uint32_t child : children_[from]) {
        first_[child] = first_[from];
        outwards_.push_back(child);
      }
    }
  }

  void find_circles() {
    std::vector<std::uint32_t> walk(all_.size(), 0);  // the number of the walk that came by; 0: none has
    for (std::uint32_t i = 0; i < count(); ++i) {
      std::uint32_t at = i;
      while (at != kNobody && walk[at] == 0) {
        walk[at] = i + 1;
        at = parent_[at];
      }
      if (at == kNobody || walk[at] != i + 1) continue;
      problem(
          {.kind = RecordProblem::Kind::kReference,
           .record = at,
           .other = parent_[at],
           .message = fmt::format("this corrects `{}`, which in the end corrects this: no record tells of the event "
                                  "itself",
                                  all_[at].refers),
           .help = "let the first of them be an event that corrects nothing",
           .other_text = "which leads back"});
    }
  }

  [[nodiscard]] std::int64_t stated(std::uint32_t record) const {
    return all_[record].recorded ? minutes_of(*all_[record].recorded) : kNever;
  }

  void place_in_time() {
    // Of all that leads to a record, the earliest stated time and, with its own, the latest.
    std::vector<std::int64_t> earliest(all_.size(), kAlways);
    std::vector<std::int64_t> latest(all_.size(), kNever);
    for (auto at = outwards_.rbegin(); at != outwards_.rend(); ++at) {
      latest[*at] = std::max(latest[*at], stated(*at));
      if (parent_[*at] == kNobody) continue;
      std::int64_t& of_parent = earliest[parent_[*at]];
      of_parent = std::min({of_parent, earliest[*at], all_[*at].recorded ? stated(*at) : kAlways});
      latest[parent_[*at]] = std::max(latest[parent_[*at]], latest[*at]);
    }
    for (const std::uint32_t at : outwards_) {
      if (parent_[at] == kNobody) {
        known_[at] = all_[at].recorded ? stated(at) : std::min(minutes_of({all_[at].happened.on, {}}), earliest[at]);
      }
      place_children(at, earliest, latest);
    }
  }

  void place_children(std::uint32_t of, const std::vector<std::int64_t>& earliest,
                      const std::vector<std::int64_t>& latest) {
    // The two latest, so that each child can be told what the others know.
    std::uint32_t leader = kNobody;
    std::int64_t second = kNever;
    for (const std::uint32_t child : children_[of]) {
      if (leader == kNobody || latest[child] > latest[leader]) {
        if (leader != kNobody) second = std::max(second, latest[leader]);
        leader = child;
      } else {
        second = std::max(second, latest[child]);
      }
    }
    for (const std::uint32_t child : children_[of]) {
      const std::optional<DayTime>& recorded = all_[child].recorded;
      if (!recorded) {
        const std::int64_t others = child == leader ? second : latest[leader];
        known_[child] = std::max(known_[of], std::min(others, earliest[child]));
        continue;
      }
      known_[child] = stated(child);
      if (known_[child] >= known_[of]) continue;
      // A day alone may be any time of it.
      if (!recorded->time && known_[child] + std::int64_t{24} * 60 > known_[of]) {
        known_[child] = known_[of];
        continue;
      }
      problem({.kind = RecordProblem::Kind::kReference,
               .record = child,
               .other = of,
               .message = fmt::format("this {} `{}`, but was recorded before it, on {}", verb(all_[child].kind),
                                      all_[child].refers, moment_text(*recorded)),
               .help = "check the two recorded times",
               .other_text = all_[of].recorded ? fmt::format("recorded on {}", moment_text(*all_[of].recorded))
                                               : std::string("it is here")});
    }
  }

  void put_in_order() {
    const auto later = [](const Entry& a, const Entry& b) {
      return a.known != b.known ? a.known > b.known : a.record > b.record;
    };
    std::priority_queue<Entry, std::vector<Entry>, decltype(later)> ready(later);
    const auto add = [&](std::uint32_t record) { ready.push({known_[record], record, first_[record]}); };
    for (std::uint32_t i = 0; i < count(); ++i) {
      if (first_[i] == i) add(i);
    }
    std::vector<std::uint32_t> withdrawn_by(all_.size(), kNobody);
    while (!ready.empty()) {
      const Entry entry = ready.top();
      ready.pop();
      order_.entries_.push_back(entry);
      for (const std::uint32_t child : children_[entry.record]) add(child);
      const Record& record = all_[entry.record];
      std::uint32_t& withdrawn = withdrawn_by[entry.first];
      if (withdrawn != kNobody) {
        problem({.kind = RecordProblem::Kind::kReference,
                 .record = entry.record,
                 .other = withdrawn,
                 .message = fmt::format("this {} `{}`, which is withdrawn already", verb(record.kind), record.refers),
                 .help = record.kind == Kind::kWithdrawal ? "take one of the two withdrawals out"
                                                          : "record the event again, with an id of its own",
                 .other_text = "it is withdrawn here"});
      } else if (record.kind == Kind::kWithdrawal) {
        withdrawn = entry.record;
      }
    }
  }

  const Records& records_;
  const std::vector<Record>& all_;
  RecordOrder& order_;
  std::map<std::string, std::uint32_t, std::less<>> by_id_;
  std::vector<std::uint32_t> parent_;                 // the record that each refers to
  std::vector<std::vector<std::uint32_t>> children_;  // those that refer to each, in the order of the source
  std::vector<std::uint32_t> first_;                  // the event that each is about in the end
  std::vector<std::uint32_t> outwards_;
  std::vector<std::int64_t> known_;
};

RecordOrder::RecordOrder(const Records& records) : records_(&records) { Settling(records, *this).run(); }

History RecordOrder::as_known(std::optional<DayTime> known_at) const {
  const std::int64_t until = last_minute(known_at);
  const std::vector<Record>& all = records_->records;
  // What counts of each event, at the place of the record that told of it first.
  std::vector<std::uint32_t> counts(all.size(), kNobody);
  for (const Entry& entry : entries_) {
    if (entry.known > until) break;
    counts[entry.first] = all[entry.record].kind == Kind::kWithdrawal ? kNobody : entry.record;
  }
  History history(*records_->program);
  history.pool = records_->pool;
  history.not_held = records_->not_held;
  history.transition = records_->transition;
  for (std::uint32_t first = 0; first < all.size(); ++first) {
    if (counts[first] == kNobody) continue;
    const Occurrence& told = all[counts[first]].happened;
    Occurrence& happened = history.occurrences[history.add(told.event, told.on)];
    happened.minute = told.minute;
    happened.for_party = told.for_party;
    // The same event told again: among others of its day it keeps its turn.
    if (all[first].recorded) happened.recorded = minutes_of(*all[first].recorded);
    for (const RecordedFact& fact : facts_of(*records_, told)) history.add_fact(fact.fact, fact.value);
  }
  history.sort();
  return history;
}

std::vector<RecordChange> RecordOrder::changes(std::optional<DayTime> known_at) const {
  const std::int64_t until = last_minute(known_at);
  const std::vector<Record>& all = records_->records;
  std::vector<std::uint32_t> counts(all.size(), kNobody);
  std::vector<RecordChange> changes;
  for (const Entry& entry : entries_) {
    if (entry.known > until) break;
    const Record& record = all[entry.record];
    if (record.kind != Kind::kEvent) {
      const bool withdrawn = record.kind == Kind::kWithdrawal;
      changes.push_back({.id = all[entry.first].id,
                         .withdrawn = withdrawn,
                         .before = told(*records_, all[counts[entry.first]]),
                         .after = withdrawn ? std::string() : told(*records_, record),
                         .recorded = record.recorded,
                         .because = record.because});
    }
    counts[entry.first] = entry.record;
  }
  return changes;
}

std::size_t RecordOrder::not_yet_known(std::optional<DayTime> known_at) const {
  const auto first = std::upper_bound(entries_.begin(), entries_.end(), last_minute(known_at),
                                      [](std::int64_t until, const Entry& entry) { return until < entry.known; });
  return static_cast<std::size_t>(entries_.end() - first);
}

std::string event_text(const program::Program& program, const Occurrence& happened, std::span<const RecordedFact> facts,
                       const ValuePool& pool) {
  const model::Framework& model = *program.framework;
  const model::Event& event = model.events[happened.event];
  std::string text = fmt::format("{} ({})", event.title, event.name);
  if (happened.for_party != program::kNone) {
    const model::Party& party = model.parties[happened.for_party];
    text += fmt::format(" for {} ({})", party.title, party.name);
  }
  for (const RecordedFact& recorded : facts) {
    const model::Fact& fact = model.facts[recorded.fact];
    text += fmt::format("; {}: {}", fact.name, value_text(recorded.value, fact.type, model, pool));
  }
  return text;
}

CaseReport report_records(const program::Program& program, const SourceSet& sources, const Records& records, Date as_of,
                          std::optional<DayTime> known_at) {
  const RecordOrder order(records);
  CaseReport report = report_case(program, sources, order.as_known(known_at), as_of);
  report.known_at = known_at;
  report.changes = order.changes(known_at);
  report.not_yet_known = order.not_yet_known(known_at);
  return report;
}

}  // namespace proviso::run
