// SPDX-License-Identifier: Apache-2.0
// Hand-written discrete-event simulation: 153 areas, 10 years, a limited number of inspection teams (FIFO queue).
// sim_hand REPLICATIONS [TEAMS] [SEED]. Same random stream per (replication, area) as sim_simpy3.py: identical results.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <queue>
#include <vector>
#include <chrono>
#include <sys/resource.h>
constexpr double kEnd = 3652.5, kLimit = 548;
constexpr int kAreas = 153;
struct Rng {
  uint64_t s;
  double u() { uint64_t z = (s += 0x9E3779B97F4A7C15ull); z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull; z = (z ^ (z >> 27)) * 0x94D049BB133111EBull; return double((z ^ (z >> 31)) >> 11) * 0x1p-53; }
  double in(double a, double b) { return a + u() * (b - a); }
};
enum Pc : uint8_t { kDue, kInspected, kLetter, kSubmitted, kApproved, kVisitDue, kVisited, kRevisited };
struct Stats { uint64_t holds = 0, inspections = 0, visits = 0, revisits = 0, late_letter = 0, late_wsoa = 0, late_visits = 0, late_revisit = 0, maxq = 0; double wait = 0; };
struct Area { Rng r; double approved, asked; uint8_t pc, visits; };
struct Sim {
  struct Ev { double t; uint32_t a; bool operator<(const Ev& o) const { return t > o.t; } };
  Area area[kAreas]; std::vector<Ev> heap; std::vector<uint32_t> q; size_t qh = 0; int free_ = 0; double now = 0; Stats& st;
  explicit Sim(Stats& s) : st(s) { heap.reserve(256); q.reserve(1024); }
  void hold(uint32_t a, double d, Pc pc) { area[a].pc = pc; heap.push_back({now + d, a}); std::push_heap(heap.begin(), heap.end()); }
  void got(uint32_t a) {  // a team is ours: what happens next depends on where the area stands
    Area& x = area[a];
    st.wait += now - x.asked;
    switch (x.pc) {
      case kDue: hold(a, x.r.in(30, 50), kInspected); break;
      case kVisitDue: hold(a, x.r.in(2, 6), kVisited); break;
      default: if (now > x.approved + kLimit) ++st.late_revisit; hold(a, x.r.in(8, 20), kRevisited); break;
    }
  }
  void ask(uint32_t a) {
    area[a].asked = now;
    if (free_ > 0) { --free_; got(a); } else { q.push_back(a); if (q.size() - qh > st.maxq) st.maxq = q.size() - qh; }
  }
  void give() { if (qh < q.size()) { const uint32_t a = q[qh++]; if (qh == q.size()) { q.clear(); qh = 0; } got(a); } else ++free_; }
  void run(uint64_t seed, uint64_t rep, int teams) {
    now = 0; free_ = teams; heap.clear(); q.clear(); qh = 0;
    for (uint32_t a = 0; a < kAreas; ++a) { area[a] = Area{{seed * 0x2545F4914F6CDD1Dull + (rep * kAreas + a + 1) * 0xD1342543DE82EF95ull}, 0, 0, 0, 0}; hold(a, area[a].r.in(0, 900), kDue); }
    while (!heap.empty()) {
      std::pop_heap(heap.begin(), heap.end());
      const Ev e = heap.back(); heap.pop_back();
      if (e.t >= kEnd) break;
      now = e.t; ++st.holds;
      Area& x = area[e.a];
      switch (x.pc) {
        case kDue: ask(e.a); break;
        case kInspected: { ++st.inspections; const double d = x.r.in(20, 55); if (d > 47) ++st.late_letter; hold(e.a, d, kLetter); give(); break; }
        case kLetter: if (x.r.u() < 0.55) { const double d = x.r.in(50, 120); if (d > 98) ++st.late_wsoa; hold(e.a, d, kSubmitted); } else hold(e.a, x.r.in(700, 1200), kDue); break;
        case kSubmitted: hold(e.a, x.r.in(5, 30), kApproved); break;
        case kApproved: x.approved = now; x.visits = 0; hold(e.a, x.r.in(80, 150), kVisitDue); break;
        case kVisitDue: ask(e.a); break;
        case kVisited:
          ++st.visits;
          if (++x.visits < 4) { hold(e.a, x.r.in(80, 150), kVisitDue); give(); break; }
          if (now > x.approved + kLimit) ++st.late_visits;
          x.pc = kVisited;
          give(); ask(e.a); break;
        default:
          ++st.revisits;
          if (x.r.u() < 0.6) hold(e.a, x.r.in(700, 1200), kDue); else { x.approved = now; x.visits = 0; hold(e.a, x.r.in(80, 150), kVisitDue); }
          give(); break;
      }
    }
  }
};
int main(int argc, char** argv) {
  const int reps = argc > 1 ? std::atoi(argv[1]) : 100, teams = argc > 2 ? std::atoi(argv[2]) : 8; const uint64_t seed = argc > 3 ? strtoull(argv[3], nullptr, 10) : 1;
  Stats s; Sim sim(s);
  for (int r = 0; r < reps; ++r) sim.run(seed, uint64_t(r), teams);
  rusage u; getrusage(RUSAGE_SELF, &u); const double c = double(u.ru_utime.tv_sec) + 1e-6 * double(u.ru_utime.tv_usec);
  std::printf("holds %lu inspections %lu visits %lu revisits %lu late_letter %lu late_wsoa %lu late_visits %lu late_revisit %lu maxq %lu wait %.3f\n", s.holds, s.inspections, s.visits, s.revisits, s.late_letter, s.late_wsoa, s.late_visits, s.late_revisit, s.maxq, s.wait);
  std::fprintf(stderr, "hand: cpu_s %.3f replications_per_s %.1f holds_per_s %.0f ns_per_hold %.1f\n", c, reps / c, double(s.holds) / c, c * 1e9 / double(s.holds));
}
