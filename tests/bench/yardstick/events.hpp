// SPDX-License-Identifier: Apache-2.0
// mmap + hand-written CSV reader, the report every peer prints, clocks. Shared by the C++ peers.
#pragma once
#include "wd.hpp"
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum Event : uint8_t { kAnnounced, kFieldworkStarted, kFieldworkEnded, kLetter, kSubmitted, kApproved, kVisit, kRevisitStarted, kRevisitOutcome, kEvents };
enum State : uint8_t { sPlanned, sAnnounced, sFieldwork, sAwaitingLetter, sClosedNoWsoa, sWsoaDue, sWsoaSubmitted, sImproving, sRevisiting, sClosedSufficient, sClosedInsufficient, kStates };
inline const char* const kEventName[kEvents] = {"announced", "fieldwork_started", "fieldwork_ended", "letter_published", "wsoa_submitted", "wsoa_approved", "visit", "revisit_started", "revisit_outcome"};
inline const char* const kStateName[kStates] = {"planned", "announced", "fieldwork", "awaiting_letter", "closed_no_wsoa", "wsoa_due", "wsoa_submitted", "improving", "revisiting", "closed_sufficient", "closed_insufficient"};
inline const char* const kDeadlineName[5] = {"d1_fieldwork_5wd", "d2_letter_33wd", "d3_wsoa_70wd", "d4_revisit_18m", "d5_visits_18m"};
constexpr int kHorizon = days_from_civil(2023, 12, 31);

struct Row { uint32_t id; int32_t day; uint8_t event; uint8_t yes; };  // yes: wsoa=yes / result=sufficient

struct Totals {
  uint64_t events = 0, ignored = 0, breach[5] = {}, due_sum[5] = {}, state[kStates] = {};
  void flag(int d, int due) { ++breach[d]; due_sum[d] += uint64_t(due); }
  void print() const {
    std::printf("events %lu\nignored %lu\n", (unsigned long)events, (unsigned long)ignored);
    for (int d = 0; d < 5; ++d) std::printf("breach %s %lu due_sum %lu\n", kDeadlineName[d], (unsigned long)breach[d], (unsigned long)due_sum[d]);
    for (int s = 0; s < kStates; ++s) std::printf("state %s %lu\n", kStateName[s], (unsigned long)state[s]);
  }
};

struct Mapped {
  const char *p = nullptr, *end = nullptr;
  explicit Mapped(const char* path) {
    const int fd = ::open(path, O_RDONLY);
    struct stat st{};
    if (fd < 0 || ::fstat(fd, &st)) { std::perror(path); std::exit(2); }
    p = static_cast<const char*>(::mmap(nullptr, size_t(st.st_size), PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0));
    end = p + st.st_size;
    ::close(fd);
  }
  size_t size() const { return size_t(end - p); }
};

struct MonthTable { int16_t first[26 * 12]; MonthTable() { for (int i = 0; i < 26 * 12; ++i) first[i] = int16_t(days_from_civil(2010 + i / 12, unsigned(i % 12) + 1, 1) - kBase); } };

// One pass over the file; f(Row). Knows the nine event names, so it looks only at the letters that tell them apart.
template <class F> inline void for_each_row(const char* p, const char* end, F&& f) {
  static const MonthTable mt;
  p = static_cast<const char*>(std::memchr(p, '\n', size_t(end - p))) + 1;
  while (p < end) {
    Row r;
    uint32_t id = 0;
    while (*p != ',') id = id * 10 + uint32_t(*p++ - '0');
    ++p;
    const int y = (p[2] - '0') * 10 + (p[3] - '0') - 10, m = (p[5] - '0') * 10 + (p[6] - '0') - 1, d = (p[8] - '0') * 10 + (p[9] - '0') - 1;
    r.id = id; r.day = kBase + mt.first[y * 12 + m] + d; r.yes = 0;
    p += 11;
    switch (*p) {
      case 'a': r.event = kAnnounced; p += 10; break;
      case 'f': if (p[10] == 's') { r.event = kFieldworkStarted; p += 18; } else { r.event = kFieldworkEnded; p += 16; } break;
      case 'l': r.event = kLetter; p += 17; r.yes = p[5] == 'y'; p += r.yes ? 8 : 7; break;
      case 'w': if (p[5] == 's') { r.event = kSubmitted; p += 15; } else { r.event = kApproved; p += 14; } break;
      case 'v': r.event = kVisit; p += 6; break;
      default: if (p[8] == 's') { r.event = kRevisitStarted; p += 16; } else { r.event = kRevisitOutcome; p += 16; r.yes = p[7] == 's'; p += r.yes ? 17 : 19; } break;
    }
    ++p;  // newline
    f(r);
  }
}

inline double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
inline double cpu_s() { rusage u; ::getrusage(RUSAGE_SELF, &u); return double(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + 1e-6 * double(u.ru_utime.tv_usec + u.ru_stime.tv_usec); }
inline long rss_kb() { FILE* f = std::fopen("/proc/self/statm", "r"); long a = 0, b = 0; if (f) { if (std::fscanf(f, "%ld %ld", &a, &b) != 2) b = 0; std::fclose(f); } return b * (::sysconf(_SC_PAGESIZE) / 1024); }
// resident memory that is not file-backed (the mapped CSV does not count)
inline long anon_kb() { FILE* f = std::fopen("/proc/self/status", "r"); char l[256]; long v = 0; while (f && std::fgets(l, sizeof l, f)) if (std::sscanf(l, "RssAnon: %ld", &v) == 1) break; if (f) std::fclose(f); return v; }
