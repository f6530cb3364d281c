// SPDX-License-Identifier: Apache-2.0
#include "engine/fit/assumptions_text.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/fit/words.h"

namespace proviso::fit {
namespace {

constexpr std::size_t kWidth = 118;
constexpr int kDecimals = 6;  // as many as a number of a document can have
constexpr double kTiny = 1e-9;

/// A text in quotes, for YAML. Characters that no document may hold become question marks, and line ends blanks.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '\n' || c == '\t') {
      result += ' ';
    } else if (static_cast<unsigned char>(c) < 0x20U || c == 0x7F) {
      result += '?';
    } else {
      if (c == '"' || c == '\\') result += '\\';
      result += c;
    }
  }
  return result + "\"";
}

/// One line of a comment: nothing in it may end the line.
std::string comment(std::string_view text) {
  std::string result(text);
  std::ranges::replace_if(
      result, [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; }, ' ');
  return result;
}

/// Rounded outwards, so that it holds its value.
std::string range_words(double value, const Share& share) {
  const double scale = 1e4;
  const double low = std::min(std::floor(share.low * scale) / scale, value);
  const double high = std::max(std::ceil(share.high * scale) / scale, value);
  return fmt::format("[{}, {}]", decimal(std::max(0.0, low), kDecimals), decimal(std::min(1.0, high), kDecimals));
}

class Writer {
 public:
  Writer(const model::Framework& framework, const Estimates& estimates, const Options& options, const std::string& data)
      : framework_(framework), estimates_(estimates), options_(options), data_(comment(data)) {}

  std::string write() {
    head();
    out_ += "events:\n";
    for (std::uint32_t event = 0; event < framework_.events.size(); ++event) add_event(event);
    if (!written_) {
      // Not even an event to begin with: shares alone stand in comments.
      out_.erase(out_.size() - std::string_view("events:\n").size());
      out_ += "events: []\n";
    }
    tail();
    return std::move(out_);
  }

 private:
  void line(std::string_view indent, std::string_view text) { out_ += fmt::format("{}{}\n", indent, text); }

  void head() {
    line("# ", fmt::format("Written by `proviso fit` from {} of {}, as known by {}; docs/fitting.md says how.",
                           counted(estimates_.cases, "case"), data_, long_date(options_.until)));
    const std::string version = framework_.version.empty() ? "" : fmt::format(", version {}", framework_.version);
    line("# ",
         fmt::format("Rules: {}{}.{}", framework_.name, comment(version),
                     options_.from ? fmt::format(" Only what began on {} or later.", long_date(*options_.from)) : ""));
    std::vector<std::string> years;
    for (const auto& [year, number] : estimates_.begun_by_year) years.push_back(fmt::format("{}: {}", year, number));
    line("# ", fmt::format("Cases begun in {}.", fmt::join(years, ", ")));
    line("# ", "Durations are `value: weight`; weights count cases, those still open shared out by Kaplan and Meier.");
  }

  std::string source_words(const PairEstimate& estimate) const {
    return fmt::format("{} of {} known by {}, {} censored; {}", counted(estimate.curve.size(), "wait"), data_,
                       iso_date(options_.until), estimate.curve.censored(), quantile_words(estimate));
  }

  void add_event(std::uint32_t event) {
    const auto usable = [&](const PairEstimate& estimate) {
      return estimate.pair.event == event && estimate.came() > 0;
    };
    const auto number = std::ranges::count_if(estimates_.pairs, usable);
    const bool begins = begins_all(event);
    for (const PairEstimate& estimate : estimates_.pairs) {
      if (usable(estimate)) add_pair(estimate, number > 1 || begins);
    }
    if (begins) {
      line("  ", fmt::format("- event: {}", framework_.events[event].name));
      line("    ", "after: start");
      line("    ", fmt::format("# the first event of {}", counted(estimates_.begin_cases[event], "case")));
      add_facts(event);
      written_ = true;
    }
  }

  /// Of all cases it is the first that is known. Of several that begin cases none can be said to come first.
  bool begins_all(std::uint32_t event) const {
    std::uint64_t all = 0;
    for (const std::uint64_t number : estimates_.begin_cases) all += number;
    return all > 0 && estimates_.begin_cases[event] == all;
  }

  void add_pair(const PairEstimate& estimate, bool named) {
    const Pair& pair = estimate.pair;
    const std::string& event = framework_.events[pair.event].name;
    const std::string& after = framework_.events[pair.after].name;
    line("  ", fmt::format("- event: {}", event));
    if (named) line("    ", fmt::format("name: {} after {}", event, after));
    line("    ", fmt::format("after: {}", after));
    if (!pair.only_if.empty()) {
      std::vector<std::string> tests;
      for (const FactTest& test : pair.only_if) tests.push_back(test_words(framework_, test));
      line("    ", fmt::format("if: {{{}}}", fmt::join(tests, ", ")));
    }
    if (pair.stage && estimate.has_rivals()) {
      line("    ", fmt::format("while: {{stage: {}}}", framework_.stages[*pair.stage].name));
    }
    if (const std::string words = limit_words(framework_, estimate); !words.empty()) line("    # ", words);
    for (const std::string& remark : remarks(framework_, estimate, options_)) line("    # ", comment(remark));
    line("    ", "takes:");
    add_table(estimate);
    line("      ", fmt::format("in: {}", unit_words(pair)));
    line("      ", fmt::format("source: {}", quoted(source_words(estimate))));
    const Share chance = estimate.curve.chance_alone(estimate.own);
    if (chance.value < 1 - kTiny) {
      const double value = std::round(chance.value * 1e6) / 1e6;
      line("    ",
           fmt::format("chance: {{value: {}, range: {}, sample: {}, source: {}}}", decimal(value, kDecimals),
                       range_words(value, chance), estimate.curve.size(),
                       quoted(fmt::format("came in {} of {}, {} censored; Kaplan-Meier at the end", estimate.came(),
                                          counted(estimate.curve.size(), "wait"), estimate.curve.censored()))));
    }
    add_facts(pair.event);
    written_ = true;
  }

  void add_table(const PairEstimate& estimate) {
    const double cases = static_cast<double>(estimate.curve.size());
    std::string text = "      empirical: {";
    bool first = true;
    for (const auto& [days, weight] : estimate.curve.weights_alone(estimate.own)) {
      // A weight that would round to nothing still is one.
      const double shown = std::max(weight * cases, 1e-6);
      const std::string piece = fmt::format("{}: {}", days, decimal(shown, kDecimals));
      if (!first) text += ',';
      if (text.size() - (text.rfind('\n') + 1) + piece.size() + 2 > kWidth) {
        text += "\n        ";
      } else if (!first) {
        text += ' ';
      }
      text += piece;
      first = false;
    }
    out_ += text + "}\n";
  }

  void add_facts(std::uint32_t event) {
    bool any = false;
    for (const FactEstimate& fact : estimates_.facts) {
      if (fact.event != event || fact.known == 0) continue;
      if (!any) line("    ", "facts:");
      any = true;
      add_fact(fact);
    }
    for (const model::FactId id : framework_.events[event].records) {
      const model::TypeKind kind = framework_[id].type.kind;
      const bool told = std::ranges::any_of(
          estimates_.facts, [&](const FactEstimate& fact) { return fact.event == event && fact.fact == id.value; });
      if (told || (kind != model::TypeKind::kYesNo && kind != model::TypeKind::kOneOf)) continue;
      line("    # ", fmt::format("of {} the cases say nothing", framework_[id].name));
    }
  }

  void add_fact(const FactEstimate& fact) {
    line("      ", fmt::format("{}:", framework_.facts[fact.fact].name));
    if (fact.unknown > 0) line("        # ", fmt::format("{} left out: not known", fact.unknown));
    if (fact.known < options_.least_sample) {
      line("        # ", fmt::format("a small sample: {}, fewer than {}", fact.known, options_.least_sample));
    }
    double rest = 1;
    for (std::size_t i = 0; i < fact.counts.size(); ++i) {
      const auto& [value, number] = fact.counts[i];
      const Share share = share_of(number, fact.known);
      // The last is what the others leave, so that they add up to 1 as they are written.
      const double rounded = i + 1 == fact.counts.size() ? rest : std::round(share.value * 1e6) / 1e6;
      rest -= rounded;
      const double shown = std::max(0.0, rounded);
      line("        ",
           fmt::format(
               "{}: {{value: {}, range: {}, sample: {}, source: {}}}", value_words(framework_, fact.fact, value),
               decimal(shown, kDecimals), range_words(shown, share), fact.known,
               quoted(fmt::format("{} of {} in {} known by {}", number, fact.known, data_, iso_date(options_.until)))));
    }
  }

  /// What was looked at and gave nothing that could be written.
  void tail() {
    for (const PairEstimate& estimate : estimates_.pairs) {
      if (estimate.came() > 0) continue;
      line("# ", fmt::format("Not written: {} after {}, which came in none of {}.",
                             framework_.events[estimate.pair.event].name, framework_.events[estimate.pair.after].name,
                             counted(estimate.curve.size(), "wait")));
    }
    for (const FactEstimate& fact : estimates_.facts) {
      const bool has_entry = begins_all(fact.event) || std::ranges::any_of(estimates_.pairs, [&](const auto& estimate) {
                               return estimate.pair.event == fact.event && estimate.came() > 0;
                             });
      if (has_entry || fact.known == 0) continue;
      std::vector<std::string> values;
      for (const auto& [value, number] : fact.counts) {
        values.push_back(
            fmt::format("{} {}", value_words(framework_, fact.fact, value), share_words(share_of(number, fact.known))));
      }
      line("# ", fmt::format("Not written, for nothing in the cases leads to {}: {}, by {}: {}.",
                             framework_.events[fact.event].name, framework_.facts[fact.fact].name,
                             counted(fact.known, "case"), fmt::join(values, ", ")));
    }
  }

  const model::Framework& framework_;
  const Estimates& estimates_;
  const Options& options_;
  std::string data_;
  std::string out_;
  bool written_ = false;
};

}  // namespace

std::string assumptions_text(const model::Framework& framework, const Estimates& estimates, const Options& options,
                             const std::string& data) {
  return Writer(framework, estimates, options, data).write();
}

}  // namespace proviso::fit
