// SPDX-License-Identifier: Apache-2.0
// The WSOA workload generator: gen N SEED HOLIDAYS OUT_BY_DATE.csv OUT_BY_CASE.csv
// Integer arithmetic only, one splitmix64 stream per case: the same bytes on every machine.
#include "wd.hpp"
#include <cstring>
struct Rng {
  uint64_t s;
  uint64_t next() { uint64_t z = (s += 0x9E3779B97F4A7C15ull); z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull; z = (z ^ (z >> 27)) * 0x94D049BB133111EBull; return z ^ (z >> 31); }
  int in(int lo, int hi) { return lo + int(((next() >> 32) * uint64_t(hi - lo + 1)) >> 32); }
  bool pct(int p) { return in(0, 99) < p; }
};
enum { ANN, FS, FE, LET_Y, LET_N, SUB, APP, VIS, REV, OUT_S, OUT_I };
static const char* const kText[] = {"announced,", "fieldwork_started,", "fieldwork_ended,", "letter_published,wsoa=yes", "letter_published,wsoa=no", "wsoa_submitted,", "wsoa_approved,", "visit,", "revisit_started,", "revisit_outcome,result=sufficient", "revisit_outcome,result=insufficient"};
struct Ev { uint32_t id; int32_t day; uint8_t e; };
static void put(FILE* f, const Ev& e, const std::vector<std::string>& dates) {
  char b[96]; int n = std::snprintf(b, sizeof b, "%u,%s,%s\n", e.id, dates[size_t(e.day - kBase)].c_str(), kText[e.e]);
  std::fwrite(b, 1, size_t(n), f);
}
int main(int argc, char** argv) {
  if (argc < 6) return 2;
  const uint32_t n = uint32_t(std::atol(argv[1])); const uint64_t seed = std::strtoull(argv[2], nullptr, 10);
  const Calendar cal(argv[3]);
  const int first = days_from_civil(2016, 1, 4), mid = days_from_civil(2022, 6, 30), last = days_from_civil(2023, 12, 29), H = days_from_civil(2023, 12, 31);
  std::vector<std::string> dates(kDays);
  for (int i = 0; i < kDays; ++i) { Ymd c = civil_from_days(kBase + i); char b[40]; std::snprintf(b, sizeof b, "%04d-%02u-%02u", c.y, c.m, c.d); dates[size_t(i)] = b; }
  std::vector<Ev> ev; ev.reserve(size_t(n) * 12);
  auto roll = [&](int d) { return cal.working(d) ? d : cal.add(d, 1); };
  for (uint32_t id = 0; id < n; ++id) {
    Rng r{seed * 0x2545F4914F6CDD1Dull + (uint64_t(id) + 1) * 0xD1342543DE82EF95ull};
    Ev one[24]; int k = 0;
    auto push = [&](int day, int e) { if (day <= H) one[k++] = {id, day, uint8_t(e)}; };
    const int ann = roll(r.pct(10) ? r.in(mid + 1, last) : r.in(first, mid)); push(ann, ANN);  // 1 in 10 is young: cut off by the horizon
    const int fs = cal.add(ann, r.pct(85) ? r.in(2, 5) : r.in(6, 12)); push(fs, FS);
    const int fe = cal.add(fs, r.in(3, 8)); push(fe, FE);
    const int let = cal.add(fe, r.pct(88) ? r.in(20, 33) : r.in(34, 60));
    const bool wsoa = r.pct(92); push(let, wsoa ? LET_Y : LET_N);
    if (wsoa && !r.pct(1)) {  // 1 in 100 never submits
      const int sub = cal.add(let, r.pct(80) ? r.in(40, 70) : r.in(71, 110)); push(sub, SUB);
      const int app = cal.add(sub, r.in(5, 25)); push(app, APP);
      const bool revisited = !r.pct(2);  // 2 in 100 are never revisited
      const int rev = roll(app + r.in(400, 620)), out = cal.add(rev, r.in(3, 15));
      const int nv = r.in(0, 9) == 0 ? r.in(2, 3) : r.in(4, 5);
      int v = app; Ev vis[8]; int m = 0;
      for (int i = 0; i < nv; ++i) { v = roll(v + r.in(60, 150)); if (!(revisited && (v == rev || v == out)) && v <= H) vis[m++] = {id, v, VIS}; }
      const bool good = r.pct(60);
      // merge in date order (visits after the revisit has started stay in the file: the state machine must ignore them)
      int i = 0;
      while (i < m && (!revisited || vis[i].day < rev)) one[k++] = vis[i++];
      if (revisited) { push(rev, REV); while (i < m && vis[i].day < out) one[k++] = vis[i++]; push(out, good ? OUT_S : OUT_I); while (i < m) one[k++] = vis[i++]; }
    }
    ev.insert(ev.end(), one, one + k);
  }
  FILE* f = std::fopen(argv[5], "w"); std::fputs("case_id,date,event,payload\n", f);
  for (auto& e : ev) put(f, e, dates);
  std::fclose(f);
  std::vector<size_t> cnt(kDays + 1, 0); for (auto& e : ev) ++cnt[size_t(e.day - kBase) + 1];
  for (int i = 0; i < kDays; ++i) cnt[size_t(i) + 1] += cnt[size_t(i)];
  std::vector<uint32_t> ord(ev.size()); for (uint32_t i = 0; i < ev.size(); ++i) ord[cnt[size_t(ev[i].day - kBase)]++] = i;
  f = std::fopen(argv[4], "w"); std::fputs("case_id,date,event,payload\n", f);
  for (auto i : ord) put(f, ev[i], dates);
  std::fclose(f);
  std::fprintf(stderr, "%u cases, %zu events\n", n, ev.size());
}
