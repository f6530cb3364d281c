// SPDX-License-Identifier: Apache-2.0
#include "engine/change/impact.h"

#include <algorithm>
#include <tuple>

#include "engine/change/names.h"
#include "engine/run/case_report.h"

namespace proviso::change {
namespace {

using model::SymbolKind;

constexpr std::size_t kLargest = 10;
constexpr std::uint32_t kNoDuty = 0xFFFFFFFF;

std::optional<Date> known(Date day) { return day == run::kNoDate ? std::nullopt : std::optional(day); }

std::string party_name(const program::Program& program, std::uint32_t party) {
  return party == run::kNone ? std::string() : program.framework->parties[party].name;
}

std::string stages_text(const program::Program& program, const run::TrackState& track) {
  std::string text = track.may_not_have_begun && !track.ended ? "not begun" : "";
  for (const run::Standing& standing : track.standings) {
    if (!text.empty()) text += " or ";
    text += program.framework->stages[standing.stage].name;
  }
  return text.empty() ? "ended" : text;
}

}  // namespace

ImpactBuilder::ImpactBuilder(const program::Program& before, const SourceSet& old_sources, const program::Program& now,
                             const SourceSet& new_sources, const Matching& matching, Date as_of)
    : before_{before, old_sources, run::Executor(before), {}},
      now_{now, new_sources, run::Executor(now), {}},
      matching_(matching) {
  impact_.as_of = as_of;
  for (const model::Duty& duty : now.framework->duties) by_duty_.emplace_back().name = duty.name;
  for (std::uint32_t i = 0; i < before.framework->duties.size(); ++i) {
    if (const std::optional<std::uint32_t> same = matching.now(SymbolKind::kDuty, i)) {
      old_duty_.push_back(*same);
    } else {
      old_duty_.push_back(static_cast<std::uint32_t>(by_duty_.size()));
      by_duty_.emplace_back().name = before.framework->duties[i].name;
    }
  }
}

void ImpactBuilder::add(std::string_view case_id, const run::History& before, const run::History& now) {
  before_.executor.run(before_.state, before, impact_.as_of);
  now_.executor.run(now_.state, now, impact_.as_of);
  const std::size_t so_far = impact_.deadlines.size() + impact_.findings.size() + impact_.stages.size();
  pair(case_id, before, now);
  compare_findings(case_id, before, now);
  compare_stages(case_id);
  ++impact_.cases;
  if (impact_.deadlines.size() + impact_.findings.size() + impact_.stages.size() > so_far) ++impact_.affected;
}

std::uint32_t ImpactBuilder::duty_of(std::uint32_t duty, bool is_new) const { return is_new ? duty : old_duty_[duty]; }

std::vector<ImpactBuilder::Seen> ImpactBuilder::instances(const Side& side, const run::History& history,
                                                          bool is_new) const {
  std::vector<Seen> seen;
  for (std::uint32_t i = 0; i < side.state.instances.size(); ++i) {
    const run::Instance& instance = side.state.instances[i];
    if (instance.hidden) continue;
    const std::uint32_t owing = run::owed_by(side.program, history, side.state, instance);
    seen.push_back({i, duty_of(instance.duty, is_new), party_name(side.program, owing), instance.anchor, false});
  }
  return seen;
}

/// Instances of one duty are the same where they are of one party and one anchor; then of one party; then in order.
void ImpactBuilder::pair(std::string_view case_id, const run::History& before, const run::History& now) {
  std::vector<Seen> old_seen = instances(before_, before, false);
  std::vector<Seen> new_seen = instances(now_, now, true);
  std::vector<std::pair<const Seen*, const Seen*>> pairs;
  for (int strictness = 2; strictness >= 0; --strictness) {
    for (Seen& is : new_seen) {
      if (is.taken) continue;
      const auto was = std::find_if(old_seen.begin(), old_seen.end(), [&](const Seen& one) {
        return !one.taken && one.duty == is.duty && (strictness < 1 || one.party == is.party) &&
               (strictness < 2 || one.anchor == is.anchor);
      });
      if (was == old_seen.end()) continue;
      was->taken = is.taken = true;
      pairs.emplace_back(&*was, &is);
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  for (const auto& [was, is] : pairs) compare(case_id, was, is, before, now);
  for (const Seen& is : new_seen) {
    if (!is.taken) compare(case_id, nullptr, &is, before, now);
  }
  for (const Seen& was : old_seen) {
    if (!was.taken) compare(case_id, &was, nullptr, before, now);
  }
}

void ImpactBuilder::compare(std::string_view case_id, const Seen* was, const Seen* is, const run::History& before,
                            const run::History& now) {
  const Seen& either = is != nullptr ? *is : *was;
  const run::Instance* old_instance = was != nullptr ? &before_.state.instances[was->instance] : nullptr;
  const run::Instance* new_instance = is != nullptr ? &now_.state.instances[is->instance] : nullptr;
  DeadlineEffect effect;
  effect.case_id = case_id;
  effect.duty = by_duty_[either.duty].name;
  effect.party = either.party;
  effect.anchor = known(either.anchor);
  if (old_instance != nullptr) {
    effect.old_status = old_instance->status;
    effect.old_due = known(old_instance->due);
  }
  if (new_instance != nullptr) {
    effect.new_status = new_instance->status;
    effect.new_due = known(new_instance->due);
  }
  if (effect.old_due && effect.new_due) {
    effect.moved = static_cast<std::int32_t>((*effect.new_due - *effect.old_due).count());
  }
  const bool moved = effect.old_due != effect.new_due;
  const bool other_status = effect.old_status && effect.new_status && effect.old_status != effect.new_status;
  for (ImpactTotals* totals : {&by_duty_[either.duty], &party(either.party)}) {
    ++totals->instances;
    if (was == nullptr) ++totals->only_new;
    if (is == nullptr) ++totals->only_old;
    if (other_status) ++totals->other_status;
    if (was == nullptr || is == nullptr || !moved) continue;
    const std::int32_t days = effect.moved.value_or(0);
    if (totals->moved == 0 || days < totals->least) totals->least = days;
    if (totals->moved == 0 || days > totals->greatest) totals->greatest = days;
    ++totals->moved;
    totals->days += days;
    if (days < 0) ++totals->earlier;
    if (days > 0) ++totals->later;
  }
  if (!moved && !other_status && was != nullptr && is != nullptr) return;
  if (was != nullptr && is != nullptr && effect.moved.value_or(0) != 0) explain(effect, *was, *is, before, now);
  impact_.deadlines.push_back(std::move(effect));
}

/// Kept among the largest, where it is one of them; of equal ones the first.
void ImpactBuilder::explain(const DeadlineEffect& effect, const Seen& was, const Seen& is, const run::History& before,
                            const run::History& now) {
  const auto size = [](const DeadlineEffect& one) { return std::abs(one.moved.value_or(0)); };
  std::vector<ExplainedEffect>& largest = impact_.largest;
  if (largest.size() == kLargest && size(largest.back().effect) >= size(effect)) return;
  const auto working = [&](const Side& side, const run::History& history, const Seen& seen) {
    const std::uint32_t duty = side.state.instances[seen.instance].duty;
    std::size_t nth = 0;  // explanations are given for the instances that are shown, in order
    for (std::uint32_t i = 0; i < seen.instance; ++i) {
      if (side.state.instances[i].duty == duty && !side.state.instances[i].hidden) ++nth;
    }
    std::vector<Explanation> all =
        run::explain_duty(side.program, side.sources, history, duty, impact_.as_of).instances;
    return nth < all.size() ? std::move(all[nth]) : Explanation{};
  };
  const auto place = std::find_if(largest.begin(), largest.end(),
                                  [&](const ExplainedEffect& one) { return size(one.effect) < size(effect); });
  largest.insert(place, {effect, working(before_, before, was), working(now_, now, is)});
  if (largest.size() > kLargest) largest.pop_back();
}

std::vector<std::pair<FindingEffect, std::uint32_t>> ImpactBuilder::findings(const Side& side,
                                                                             const run::History& history,
                                                                             std::string_view case_id,
                                                                             bool is_new) const {
  std::vector<std::pair<FindingEffect, std::uint32_t>> result;
  const model::Framework& framework = *side.program.framework;
  for (const run::Finding& finding : run::find(side.program, history, side.state)) {
    FindingEffect effect;
    effect.case_id = case_id;
    effect.kind = finding.kind;
    effect.appears = is_new;
    std::uint32_t duty = kNoDuty;
    if (finding.instance != run::kNone) {
      const run::Instance& instance = side.state.instances[finding.instance];
      duty = duty_of(instance.duty, is_new);
      effect.duty = by_duty_[duty].name;
      effect.party = party_name(side.program, run::owed_by(side.program, history, side.state, instance));
      effect.about = run::anchor_text(side.program, history, instance);
      effect.on = known(instance.anchor);
    } else if (finding.track != run::kNone) {
      effect.about = framework.tracks[finding.track].name;
    } else if (finding.trigger != run::kNone) {
      effect.about = framework.triggers[finding.trigger].name;
      effect.on = finding.on;
    } else if (finding.occurrence != run::kNone) {
      const run::Occurrence& happened = history.occurrences[finding.occurrence];
      effect.about = framework.events[happened.event].name;
      effect.on = happened.on;
      if (framework.events[happened.event].by) effect.party = framework[*framework.events[happened.event].by].name;
    }
    result.emplace_back(std::move(effect), duty);
  }
  return result;
}

void ImpactBuilder::compare_findings(std::string_view case_id, const run::History& before, const run::History& now) {
  auto old_findings = findings(before_, before, case_id, false);
  auto new_findings = findings(now_, now, case_id, true);
  const auto same = [](const auto& a, const auto& b) {
    const auto key = [](const FindingEffect& one) {
      return std::tie(one.kind, one.duty, one.party, one.about, one.on);
    };
    return key(a.first) == key(b.first);
  };
  for (auto is = new_findings.begin(); is != new_findings.end();) {
    const auto was =
        std::find_if(old_findings.begin(), old_findings.end(), [&](const auto& one) { return same(one, *is); });
    if (was == old_findings.end()) {
      ++is;
      continue;
    }
    old_findings.erase(was);
    is = new_findings.erase(is);
  }
  const auto take = [&](auto& some, std::array<std::uint64_t, kImpactFindings> ImpactTotals::*count) {
    for (auto& [effect, duty] : some) {
      const auto kind = static_cast<std::size_t>(effect.kind);
      if (duty != kNoDuty) ++(by_duty_[duty].*count)[kind];
      ++(party(effect.party).*count)[kind];
      impact_.findings.push_back(std::move(effect));
    }
  };
  take(new_findings, &ImpactTotals::appear);
  take(old_findings, &ImpactTotals::vanish);
}

void ImpactBuilder::compare_stages(std::string_view case_id) {
  const model::Framework& before = *before_.program.framework;
  const model::Framework& now = *now_.program.framework;
  const auto add = [&](const std::string& track, std::string was, std::string is) {
    if (was != is) impact_.stages.push_back({std::string(case_id), track, std::move(was), std::move(is)});
  };
  for (std::uint32_t i = 0; i < now.tracks.size(); ++i) {
    const std::optional<std::uint32_t> old = matching_.before(SymbolKind::kTrack, i);
    add(now.tracks[i].name, old ? stages_text(before_.program, before_.state.tracks[*old]) : "not there",
        stages_text(now_.program, now_.state.tracks[i]));
  }
  for (std::uint32_t i = 0; i < before.tracks.size(); ++i) {
    if (!matching_.now(SymbolKind::kTrack, i)) {
      add(before.tracks[i].name, stages_text(before_.program, before_.state.tracks[i]), "not there");
    }
  }
}

ImpactTotals& ImpactBuilder::party(const std::string& name) {
  ImpactTotals& totals = by_party_[name];
  totals.name = name;
  return totals;
}

Impact ImpactBuilder::finish() {
  const auto any = [](const ImpactTotals& totals) {
    const auto none = [](std::uint64_t count) { return count == 0; };
    return totals.only_old > 0 || totals.only_new > 0 || totals.moved > 0 || totals.other_status > 0 ||
           !std::all_of(totals.appear.begin(), totals.appear.end(), none) ||
           !std::all_of(totals.vanish.begin(), totals.vanish.end(), none);
  };
  for (const ImpactTotals& totals : by_duty_) {
    if (any(totals)) impact_.by_duty.push_back(totals);
  }
  for (const auto& [name, totals] : by_party_) {
    if (any(totals)) impact_.by_party.push_back(totals);
  }
  return std::move(impact_);
}

model::Framework in_old_names(const model::Framework& before, const model::Framework& now, const Matching& matching) {
  std::map<std::string, model::Symbol, std::less<>> symbols;
  // The old names come first: what is new gives way.
  for (const SymbolKind kind : symbol_kinds()) {
    for (std::uint32_t i = 0; i < count_of(now, kind); ++i) {
      if (const auto old = matching.before(kind, i))
        symbols.emplace(name_of(before, kind, *old), model::Symbol{kind, i, {}});
    }
  }
  model::Framework result = renamed(now, [&](SymbolKind kind, std::size_t index) {
    const auto i = static_cast<std::uint32_t>(index);
    if (const auto old = matching.before(kind, i)) return name_of(before, kind, *old);
    std::string name = name_of(now, kind, index);
    while (!symbols.emplace(name, model::Symbol{kind, i, {}}).second) name += " (new)";
    return name;
  });
  result.name = before.name;
  result.symbols = std::move(symbols);
  return result;
}

}  // namespace proviso::change
