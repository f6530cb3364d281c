// SPDX-License-Identifier: Apache-2.0
#include "engine/fit/estimates_text.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/fit/words.h"

namespace proviso::fit {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// Columns as wide as their longest cell; those after the first `left` stand flush right, and the last as it comes.
void append_columns(std::string& out, const Rows& rows, std::size_t left) {
  std::vector<std::size_t> widths;
  for (const std::vector<std::string>& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  for (const std::vector<std::string>& row : rows) {
    std::string line = " ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - row[i].size(), ' ');
      const bool flush_left = i < left || i + 1 == widths.size();
      line += " " + (flush_left ? row[i] + padding : padding + row[i]) + (i + 1 < row.size() ? " " : "");
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
}

std::string title(const model::Framework& framework, const Pair& pair) {
  return fmt::format("{} after {}", framework.events[pair.event].name, framework.events[pair.after].name);
}

void append_durations(std::string& out, const model::Framework& framework, const Estimates& estimates,
                      const Options& options) {
  if (estimates.pairs.empty()) return;
  out += "\nHow long\n\n";
  Rows rows{{"event", "after", "waits", "came", "open", "median", "90 %", "in"}};
  for (const PairEstimate& estimate : estimates.pairs) {
    const Curve& curve = estimate.curve;
    const auto quantile = [&](double share) {
      const std::optional<double> days = curve.quantile(estimate.own, share);
      return days ? decimal(*days, 1) : std::string("-");
    };
    rows.push_back({framework.events[estimate.pair.event].name, framework.events[estimate.pair.after].name,
                    fmt::format("{}", curve.size()), fmt::format("{}", estimate.came()),
                    fmt::format("{}", curve.censored()), quantile(0.5), quantile(0.9),
                    std::string(unit_words(estimate.pair))});
  }
  append_columns(out, rows, 2);
  for (const PairEstimate& estimate : estimates.pairs) {
    std::vector<std::string> said;
    if (!estimate.pair.only_if.empty()) {
      std::vector<std::string> tests;
      for (const FactTest& test : estimate.pair.only_if) tests.push_back(test_words(framework, test));
      said.push_back(fmt::format("only where {}{}", fmt::join(tests, " and "),
                                 estimate.not_asked == 0 ? "" : fmt::format("; {} are not", estimate.not_asked)));
    }
    if (const std::string words = limit_words(framework, estimate); !words.empty()) said.push_back(words);
    const Share come = estimate.curve.interval_within(estimate.own, INT32_MAX);
    if (estimate.curve.size() > 0 && come.value < 1 - 1e-9) {
      said.push_back(fmt::format("comes at all, as far as is known: {}", share_words(come)));
    }
    for (std::string& remark : remarks(framework, estimate, options)) said.push_back(std::move(remark));
    if (said.empty()) continue;
    out += fmt::format("\n  {}\n", title(framework, estimate.pair));
    for (const std::string& words : said) out += fmt::format("    {}\n", words);
  }
}

void append_facts(std::string& out, const model::Framework& framework, const Estimates& estimates) {
  Rows rows{{"event", "fact", "value", "cases", "of", "share"}};
  for (const FactEstimate& fact : estimates.facts) {
    if (fact.known == 0) continue;
    for (const auto& [value, number] : fact.counts) {
      rows.push_back({framework.events[fact.event].name, framework.facts[fact.fact].name,
                      value_words(framework, fact.fact, value), fmt::format("{}", number),
                      fmt::format("{}", fact.known), share_words(share_of(number, fact.known))});
    }
  }
  if (rows.size() == 1) return;
  out += "\nHow it turns out\n\n";
  append_columns(out, rows, 3);
}

}  // namespace

std::string estimates_text(const model::Framework& framework, const Estimates& estimates, const Options& options,
                           const std::string& data) {
  std::string out = fmt::format("{} of {}, {}, as known by {}\n", counted(estimates.cases, "case"), data,
                                counted(estimates.events, "event"), weekday_date(options.until));
  if (options.from) out += fmt::format("only what began on {} or later\n", weekday_date(*options.from));
  if (estimates.unseen > 0) {
    out += fmt::format("{} of which nothing is known by then {} out\n", counted(estimates.unseen, "case"),
                       estimates.unseen == 1 ? "is left" : "are left");
  }
  append_durations(out, framework, estimates, options);
  append_facts(out, framework, estimates);
  return out;
}

}  // namespace proviso::fit
