// SPDX-License-Identifier: Apache-2.0
// The hand-written yardstick: hard-coded state machine, 8 bytes a case, O(1) calendar, one thread.
// hand MODE HOLIDAYS EVENTS.csv [REPEAT]
//   stream  parse and step in one pass (the yardstick, "hand")
//   batch   as stream, in blocks of 64 rows with the case records prefetched (the yardstick, tuned for memory latency)
//   split   parse into an array first, then step it REPEAT times (engine-only cost)
//   eager   as split, but due dates sit in per-day buckets and fire in date order (needs a date-ordered file)
//   parse   parse only;  lines  count newlines (memchr);  read  add up the bytes as words
#include "events.hpp"
#include <unordered_map>

struct Case { uint8_t state = sPlanned, visits = 0; uint16_t pad = 0; int32_t due = 0; };

struct Hand {
  const Calendar& cal;
  std::vector<Case> cases;
  Totals t;
  inline void step(const Row& r) {
    ++t.events;
    if (r.id >= cases.size()) cases.resize(std::max<size_t>(r.id + 1, cases.size() * 2));
    Case& c = cases[r.id];
    switch (r.event) {
      case kAnnounced: if (c.state != sPlanned) break; c.state = sAnnounced; c.due = cal.add(r.day, 5); return;
      case kFieldworkStarted: if (c.state != sAnnounced) break; c.state = sFieldwork; if (r.day > c.due) t.flag(0, c.due); return;
      case kFieldworkEnded: if (c.state != sFieldwork) break; c.state = sAwaitingLetter; c.due = cal.add(r.day, 33); return;
      case kLetter:
        if (c.state != sAwaitingLetter) break;
        if (r.day > c.due) t.flag(1, c.due);
        if (r.yes) { c.state = sWsoaDue; c.due = cal.add(r.day, 70); } else c.state = sClosedNoWsoa;
        return;
      case kSubmitted: if (c.state != sWsoaDue) break; c.state = sWsoaSubmitted; if (r.day > c.due) t.flag(2, c.due); return;
      case kApproved: if (c.state != sWsoaSubmitted) break; c.state = sImproving; c.visits = 0; c.due = cal.months18(r.day); return;
      case kVisit: if (c.state != sImproving) break; c.visits += r.day <= c.due; return;
      case kRevisitStarted:
        if (c.state != sImproving) break;
        c.state = sRevisiting;
        if (r.day > c.due) t.flag(3, c.due);
        if (c.visits < 4 && c.due <= kHorizon) t.flag(4, c.due);
        return;
      case kRevisitOutcome: if (c.state != sRevisiting) break; c.state = r.yes ? sClosedSufficient : sClosedInsufficient; return;
      default: break;
    }
    ++t.ignored;
  }
  void finish(size_t n) {
    for (size_t i = 0; i < n; ++i) {
      const Case& c = cases[i];
      ++t.state[c.state];
      if (c.due > kHorizon) continue;
      switch (c.state) {
        case sAnnounced: t.flag(0, c.due); break;
        case sAwaitingLetter: t.flag(1, c.due); break;
        case sWsoaDue: t.flag(2, c.due); break;
        case sImproving: t.flag(3, c.due); if (c.visits < 4) t.flag(4, c.due); break;
        default: break;
      }
    }
  }
};

// The same machine with timers: every armed deadline is an entry in its due day's bucket; a day's bucket fires at the
// end of that day, so a breach is known (and could be sent) on the day it happens. Arm/cancel by generation number.
struct Eager {
  const Calendar& cal;
  struct C { uint8_t state = sPlanned, visits = 0, gen = 0, armed = 0; };
  struct T { uint32_t id; uint8_t gen, deadline; };
  std::vector<C> cases;
  std::vector<std::vector<T>> bucket{size_t(kDays)};
  Totals t;
  int today = kBase;
  void arm(uint32_t id, C& c, int d, int due) { c.armed |= uint8_t(1 << d); bucket[size_t(due - kBase)].push_back({id, c.gen, uint8_t(d)}); }
  void advance(int day) {  // end every day before `day`
    for (; today < day; ++today) {
      auto& b = bucket[size_t(today - kBase)];
      for (const T& x : b) {
        C& c = cases[x.id];
        if (c.gen != x.gen || !(c.armed >> x.deadline & 1)) continue;
        c.armed &= uint8_t(~(1 << x.deadline));
        if (x.deadline == 4 && c.visits >= 4) continue;
        t.flag(x.deadline, today);
      }
      std::vector<T>().swap(b);
    }
  }
  inline void step(const Row& r) {
    ++t.events;
    if (r.day != today) advance(r.day);
    if (r.id >= cases.size()) cases.resize(std::max<size_t>(r.id + 1, cases.size() * 2));
    C& c = cases[r.id];
    switch (r.event) {
      case kAnnounced: if (c.state != sPlanned) break; c.state = sAnnounced; arm(r.id, c, 0, cal.add(r.day, 5)); return;
      case kFieldworkStarted: if (c.state != sAnnounced) break; c.state = sFieldwork; c.armed &= uint8_t(~1); return;
      case kFieldworkEnded: if (c.state != sFieldwork) break; c.state = sAwaitingLetter; arm(r.id, c, 1, cal.add(r.day, 33)); return;
      case kLetter:
        if (c.state != sAwaitingLetter) break;
        c.armed &= uint8_t(~2);
        if (r.yes) { c.state = sWsoaDue; arm(r.id, c, 2, cal.add(r.day, 70)); } else c.state = sClosedNoWsoa;
        return;
      case kSubmitted: if (c.state != sWsoaDue) break; c.state = sWsoaSubmitted; c.armed &= uint8_t(~4); return;
      case kApproved: { if (c.state != sWsoaSubmitted) break; c.state = sImproving; const int due = cal.months18(r.day); arm(r.id, c, 3, due); arm(r.id, c, 4, due); return; }
      case kVisit: if (c.state != sImproving) break; c.visits += c.armed >> 4 & 1; return;
      case kRevisitStarted: if (c.state != sImproving) break; c.state = sRevisiting; c.armed &= uint8_t(~8); return;
      case kRevisitOutcome: if (c.state != sRevisiting) break; c.state = r.yes ? sClosedSufficient : sClosedInsufficient; return;
      default: break;
    }
    ++t.ignored;
  }
  void finish(size_t n) { advance(kHorizon + 1); for (size_t i = 0; i < n; ++i) ++t.state[cases[i].state]; }
};

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const std::string mode = argv[1];
  const int rep = argc > 4 ? std::atoi(argv[4]) : 1;
  const Calendar cal(argv[2]);
  const double t0 = now_s();
  const Mapped m(argv[3]);
  if (mode == "read") { uint64_t s = 0, w; for (const char* p = m.p; p + 8 <= m.end; p += 8) { std::memcpy(&w, p, 8); s += w; } std::printf("%lu\n", (unsigned long)s); }
  else if (mode == "lines") { uint64_t n = 0; for (const char* p = m.p; (p = static_cast<const char*>(std::memchr(p, '\n', size_t(m.end - p)))); ++p) ++n; std::printf("%lu\n", (unsigned long)n); }
  else if (mode == "parse") { uint64_t s = 0; for_each_row(m.p, m.end, [&](const Row& r) { s += r.id ^ uint32_t(r.day) ^ r.event ^ r.yes; }); std::printf("%lu\n", (unsigned long)s); }
  else if (mode == "stream") {
    Hand h{cal, {}, {}};
    uint32_t top = 0;
    for_each_row(m.p, m.end, [&](const Row& r) { top = std::max(top, r.id); h.step(r); });
    h.finish(top + 1);
    h.t.print();
  } else if (mode == "batch") {
    Hand h{cal, {}, {}};
    uint32_t top = 0, n = 0;
    Row buf[64];
    auto flush = [&] { for (uint32_t i = 0; i < n; ++i) h.step(buf[i]); n = 0; };
    for_each_row(m.p, m.end, [&](const Row& r) {
      top = std::max(top, r.id);
      if (r.id < h.cases.size()) __builtin_prefetch(&h.cases[r.id], 1);
      buf[n++] = r;
      if (n == 64) flush();
    });
    flush();
    h.finish(top + 1);
    h.t.print();
  } else {
    std::vector<Row> rows;
    uint32_t top = 0;
    for_each_row(m.p, m.end, [&](const Row& r) { top = std::max(top, r.id); rows.push_back(r); });
    const double t1 = now_s();
    std::fprintf(stderr, "parse_s %.4f\n", t1 - t0);
    auto run = [&](auto make) {
      for (int i = 0; i < rep; ++i) {
        auto h = make();
        h.cases.resize(top + 1);
        const double c0 = cpu_s();
        for (const Row& r : rows) h.step(r);
        h.finish(top + 1);
        const double c1 = cpu_s();
        std::fprintf(stderr, "run_cpu_s %.5f ns_per_event %.2f events_per_s %.0f\n", c1 - c0, (c1 - c0) * 1e9 / double(rows.size()), double(rows.size()) / (c1 - c0));
        if (i == rep - 1) h.t.print();
      }
    };
    if (mode == "eager") run([&] { return Eager{cal, {}, std::vector<std::vector<Eager::T>>(size_t(kDays)), {}, kBase}; });
    else run([&] { return Hand{cal, {}, {}}; });
  }
  std::fprintf(stderr, "wall_s %.4f cpu_s %.4f anon_kb %ld\n", now_s() - t0, cpu_s(), anon_kb());
}
