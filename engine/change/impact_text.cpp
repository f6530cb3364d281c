// SPDX-License-Identifier: Apache-2.0
#include "engine/change/impact_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/vocabulary_words.h"
#include "base/word_list.h"
#include "engine/reading_copy/markup.h"
#include "engine/reading_copy/page.h"

namespace proviso::change {
namespace {

using reading_copy::heading;
using reading_copy::Markup;
using reading_copy::Phrase;
using reading_copy::Table;

constexpr std::size_t kShownCases = 20;  // of those that stand elsewhere

std::string counted(std::uint64_t number, std::string_view one, std::string_view several) {
  return fmt::format("{} {}", number, number == 1 ? one : several);
}

std::string days_text(std::int64_t days) {
  if (days == 0) return "not at all";
  return fmt::format("{} {}", counted(static_cast<std::uint64_t>(std::abs(days)), "day", "days"),
                     days < 0 ? "earlier" : "later");
}

std::string range_text(const ImpactTotals& totals) {
  return totals.least == totals.greatest ? days_text(totals.least)
                                         : fmt::format("{} to {}", days_text(totals.least), days_text(totals.greatest));
}

/// `breach: 12 more` and the like, one for each kind.
std::vector<std::string> findings_words(const ImpactTotals& totals) {
  std::vector<std::string> words;
  for (std::size_t kind = 0; kind < kImpactFindings; ++kind) {
    std::vector<std::string> counts;
    if (totals.appear[kind] > 0) counts.push_back(fmt::format("{} more", totals.appear[kind]));
    if (totals.vanish[kind] > 0) counts.push_back(fmt::format("{} fewer", totals.vanish[kind]));
    if (counts.empty()) continue;
    words.push_back(fmt::format("{}: {}", finding_kind_text(static_cast<FindingKind>(kind)), joined(counts)));
  }
  return words;
}

/// What a duty or a party sees of it, line by line.
std::vector<std::string> totals_words(const ImpactTotals& totals) {
  std::vector<std::string> words;
  if (totals.moved > 0) {
    words.push_back(fmt::format("{} of {} moved, {}", totals.moved, counted(totals.instances, "deadline", "deadlines"),
                                range_text(totals)));
  }
  if (totals.only_old > 0) words.push_back(fmt::format("no longer there: {}", totals.only_old));
  if (totals.only_new > 0) words.push_back(fmt::format("newly there: {}", totals.only_new));
  if (totals.other_status > 0) words.push_back(fmt::format("another status: {}", totals.other_status));
  for (std::string& finding : findings_words(totals)) words.push_back(std::move(finding));
  return words;
}

std::string status_words(const std::optional<DutyStatus>& status) {
  return status ? std::string(status_text(*status)) : std::string("not there");
}

std::string day(const std::optional<Date>& date) { return date ? long_date(*date) : std::string("no date"); }

std::string effect_text(const DeadlineEffect& effect) {
  std::string text = fmt::format("case {}: `{}`", effect.case_id, effect.duty);
  if (!effect.party.empty()) text += " of " + effect.party;
  if (effect.anchor) text += fmt::format(", from {}", long_date(*effect.anchor));
  text += fmt::format(": due {} instead of {}", day(effect.new_due), day(effect.old_due));
  if (effect.moved) text += fmt::format(", {}", days_text(*effect.moved));
  if (effect.old_status != effect.new_status) {
    text += fmt::format("; {} instead of {}", status_words(effect.new_status), status_words(effect.old_status));
  }
  return text;
}

bool is_open(const DeadlineEffect& effect) {
  return (effect.old_status == DutyStatus::kPending || effect.new_status == DutyStatus::kPending) &&
         effect.old_due != effect.new_due && effect.old_status && effect.new_status;
}

std::string summary_text(const Impact& impact) {
  return fmt::format("{} as of {}: {} differ", counted(impact.cases, "case", "cases"), weekday_date(impact.as_of),
                     impact.affected == 0 ? "none" : fmt::format("{}", impact.affected));
}

std::string workings_text(const Explanation& explanation) {
  std::string text;
  for (const ExplanationStep& step : explanation.steps) {
    text += fmt::format("      {:<27} {}\n", step.date ? weekday_date(*step.date) : std::string(), step.text);
  }
  return text;
}

Markup workings_list(const Explanation& explanation) {
  Markup list;
  list.open("ol");
  for (const ExplanationStep& step : explanation.steps) {
    list.element("li", {}, step.date ? fmt::format("{}: {}", weekday_date(*step.date), step.text) : step.text);
  }
  return list.close().line();
}

Table totals_table(const std::string& caption, const std::string& first, const std::vector<ImpactTotals>& all) {
  Table table(caption, {first, "Deadlines", "Moved", "By", "Newly there", "No longer there", "Findings"});
  for (const ImpactTotals& totals : all) {
    const std::string findings = joined(findings_words(totals));
    table.row(std::vector<Phrase>{Phrase(totals.name.empty() ? "nobody in particular" : totals.name),
                                  Phrase(std::to_string(totals.instances)), Phrase(std::to_string(totals.moved)),
                                  Phrase(totals.moved == 0 ? "–" : range_text(totals)),
                                  Phrase(std::to_string(totals.only_new)), Phrase(std::to_string(totals.only_old)),
                                  Phrase(findings.empty() ? "–" : findings)});
  }
  return table;
}

}  // namespace

std::string impact_text(const Impact& impact, const ImpactTextOptions& options) {
  std::string text = summary_text(impact) + "\n";
  const auto totals = [&](std::string_view title, const std::vector<ImpactTotals>& all) {
    if (!all.empty()) text += fmt::format("\n{}\n", title);
    for (const ImpactTotals& one : all) {
      text += fmt::format("  {}\n", one.name.empty() ? "nobody in particular" : one.name);
      for (const std::string& words : totals_words(one)) text += fmt::format("    {}\n", words);
    }
  };
  totals("by duty", impact.by_duty);
  totals("by party", impact.by_party);
  if (!impact.stages.empty()) {
    text += fmt::format("\n{} elsewhere\n",
                        counted(impact.stages.size(), "track of a case stands", "tracks of cases stand"));
    for (std::size_t i = 0; i < impact.stages.size() && i < kShownCases; ++i) {
      const StageEffect& effect = impact.stages[i];
      text +=
          fmt::format("  case {}: {} in {} instead of {}\n", effect.case_id, effect.track, effect.now, effect.before);
    }
    if (impact.stages.size() > kShownCases) {
      text += fmt::format("  and {} more\n", impact.stages.size() - kShownCases);
    }
  }
  if (options.list_open) {
    const auto open = std::count_if(impact.deadlines.begin(), impact.deadlines.end(), is_open);
    text += open == 0 ? "\nno open deadline moves\n" : fmt::format("\nopen deadlines that move: {}\n", open);
    for (const DeadlineEffect& effect : impact.deadlines) {
      if (is_open(effect)) text += fmt::format("  {}\n", effect_text(effect));
    }
  }
  if (!impact.largest.empty()) text += "\nthe largest effects\n";
  for (const ExplainedEffect& one : impact.largest) {
    text += fmt::format("  {}\n    before\n{}    now\n{}", effect_text(one.effect), workings_text(one.before),
                        workings_text(one.now));
  }
  return text;
}

std::string impact_page(const Impact& impact, const std::string& title) {
  Markup content;
  content.append(heading(1, title));
  content.element("p", {{"class", "lead"}}, summary_text(impact) + ".").line();
  if (!impact.by_duty.empty()) {
    content.append(heading(2, "By duty"));
    content.append(totals_table("What changes for each duty", "Duty", impact.by_duty).finish());
  }
  if (!impact.by_party.empty()) {
    content.append(heading(2, "By party"));
    content.append(totals_table("What changes for each party", "Party", impact.by_party).finish());
  }
  if (!impact.stages.empty()) {
    content.append(heading(2, "Cases that stand elsewhere"));
    Table table("Tracks of cases that stand in another stage", {"Case", "Track", "Before", "Now"});
    for (std::size_t i = 0; i < impact.stages.size() && i < kShownCases; ++i) {
      const StageEffect& effect = impact.stages[i];
      table.row(std::vector<Phrase>{effect.case_id, effect.track, effect.before, effect.now});
    }
    content.append(table.finish());
    if (impact.stages.size() > kShownCases) {
      content.element("p", {}, fmt::format("And {} more.", impact.stages.size() - kShownCases)).line();
    }
  }
  if (!impact.largest.empty()) content.append(heading(2, "The largest effects"));
  for (const ExplainedEffect& one : impact.largest) {
    content.append(heading(3, fmt::format("Case {}, {}", one.effect.case_id, one.effect.duty)));
    content.element("p", {},
                    fmt::format("Due {} instead of {}, {}.", day(one.effect.new_due), day(one.effect.old_due),
                                days_text(one.effect.moved.value_or(0))));
    content.append(heading(4, "Before")).append(workings_list(one.before));
    content.append(heading(4, "Now")).append(workings_list(one.now));
  }
  return reading_copy::standalone_page(title, content);
}

}  // namespace proviso::change
