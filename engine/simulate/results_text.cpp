// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/results_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/civil_date.h"

namespace proviso::simulate {
namespace {

std::string grouped(std::uint64_t number) {
  std::string digits = fmt::format("{}", number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Rows of columns; all but the first stand flush right.
class Columns {
 public:
  void add(std::vector<std::string> cells) {
    if (widths_.size() < cells.size()) widths_.resize(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) widths_[i] = std::max(widths_[i], width_of(cells[i]));
    rows_.push_back(std::move(cells));
  }
  void append_to(std::string& out) const {
    for (const std::vector<std::string>& row : rows_) {
      std::string line = " ";
      for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string padding(widths_[i] - width_of(row[i]), ' ');
        line += " " + (i == 0 ? row[i] + padding : padding + row[i]) + " ";
      }
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + "\n";
    }
  }

 private:
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> widths_;
};

/// As many digits as an estimate of this size is read with.
std::string decimal(double value) {
  const double size = std::fabs(value);
  const int places = size >= 1000 ? 0 : size >= 10 ? 1 : 2;
  std::string text = fmt::format("{:.{}f}", value, places);
  return text.starts_with('-') && text.find_first_not_of("-0.") == std::string::npos ? text.substr(1) : text;
}

std::string in_unit(double value, std::string_view unit) {
  return unit == "share" ? fmt::format("{:.1f} %", value * 100) : decimal(value);
}

std::string value_text(const Estimate& estimate, std::string_view unit) {
  return estimate.known ? in_unit(estimate.value, unit) : "–";
}

/// `22.9 to 23.4 %`
std::string interval_text(const Estimate& estimate, std::string_view unit) {
  if (!estimate.known || !estimate.low) return "";
  if (unit == "share") return fmt::format("{:.1f} to {:.1f} %", *estimate.low * 100, *estimate.high * 100);
  return fmt::format("{} to {}", decimal(*estimate.low), decimal(*estimate.high));
}

/// Of a change: with its sign, and in percentage points where it is of shares.
std::string change_text(const Estimate& change, std::string_view unit) {
  if (!change.known) return "–";
  const double factor = unit == "share" ? 100 : 1;
  const auto text = [&](double value) {
    std::string number = unit == "share" ? fmt::format("{:.1f}", value * factor) : decimal(value);
    if (number == "-0.0") number = "0.0";
    if (number.find_first_not_of("0.") == std::string::npos) return number;
    return value > 0 && !number.starts_with('-') ? "+" + number : number;
  };
  std::string all = text(change.value);
  if (change.low) all += fmt::format(" ({} to {})", text(*change.low), text(*change.high));
  return all + (unit == "share" ? " points" : "");
}

std::string_view unit_words(std::string_view unit) {
  return unit == "days" ? " days" : unit == "a run" ? " in a run" : "";
}

void add_answers(const SimulationResults& results, std::string& out) {
  const std::vector<Answer>& answers = results.variants.front().answers;
  if (answers.empty()) return;
  out += "\nAnswers\n";
  Columns columns;
  for (const Answer& answer : answers) {
    columns.add({answer.text, value_text(answer.estimate, answer.unit) + std::string(unit_words(answer.unit)),
                 interval_text(answer.estimate, answer.unit)});
  }
  columns.append_to(out);
}

void add_duties(const VariantResults& variant, std::string& out) {
  out += "\nDuties\n";
  Columns columns;
  columns.add({"", "in time", "interval", "late", "missed", "open at the end", "misses in a run"});
  for (const DutyResult& duty : variant.duties) {
    if (duty.arisen == 0) {
      columns.add({duty.duty, "never arises"});
      continue;
    }
    const double open = static_cast<double>(duty.with(DutyStatus::kPending) + duty.with(DutyStatus::kUndecided)) /
                        static_cast<double>(duty.arisen);
    columns.add({duty.duty, value_text(duty.in_time, "share"), interval_text(duty.in_time, "share"),
                 value_text(duty.late, "share"), value_text(duty.missed, "share"), in_unit(open, "share"),
                 value_text(duty.missed_per_run, "a run")});
  }
  columns.append_to(out);
}

void add_times(const VariantResults& variant, std::string& out) {
  Columns columns;
  columns.add({"", "mean", "5 %", "25 %", "median", "75 %", "95 %"});
  bool any = false;
  for (const TimeResult& time : variant.times) {
    if (time.count == 0) continue;
    any = true;
    std::vector<std::string> row{fmt::format("{} to {}", time.from, time.to), value_text(time.mean, "days")};
    for (const std::int64_t days : time.quantiles) row.push_back(fmt::format("{}", days));
    columns.add(std::move(row));
  }
  if (!any) return;
  out += "\nTimes, in calendar days\n";
  columns.append_to(out);
}

void add_resources(const VariantResults& variant, std::string& out) {
  if (variant.resources.empty()) return;
  out += "\nResources\n";
  Columns columns;
  columns.add({"", "there are", "in use", "interval", "who asks waits", "days on average", "waiting", "at most"});
  for (const ResourceResult& resource : variant.resources) {
    columns.add({resource.resource, fmt::format("{}", resource.count), value_text(resource.use, "share"),
                 interval_text(resource.use, "share"), value_text(resource.share_that_waits, "share"),
                 value_text(resource.waiting_days, "days"), value_text(resource.queue, "a run"),
                 grouped(resource.longest_queue)});
  }
  columns.append_to(out);
  out += "  " + variant.limited_by + "\n";
}

void add_years(const VariantResults& variant, std::string& out) {
  out += "\nIn each year of a run\n";
  Columns columns;
  std::vector<std::string> header{"", "cases begun", "over"};
  for (const EventName& event : variant.events) header.push_back(event.event);
  columns.add(std::move(header));
  for (const YearResult& year : variant.years) {
    std::vector<std::string> row{fmt::format("{}{}", year.year, year.whole ? "" : " (in part)"),
                                 value_text(year.begun, "a run"), value_text(year.over, "a run")};
    for (const Estimate& event : year.events) row.push_back(value_text(event, "a run"));
    columns.add(std::move(row));
  }
  columns.append_to(out);
}

void add_differences(const SimulationResults& results, std::string& out) {
  std::string_view variant;
  Columns columns;
  const auto flush = [&] {
    if (!variant.empty()) columns.append_to(out);
    columns = {};
  };
  for (const Difference& difference : results.differences) {
    if (difference.variant != variant) {
      flush();
      variant = difference.variant;
      out += fmt::format("\nWhat “{}” changes, run against run\n", variant);
      columns.add({"", "as it is", "then", "change"});
    }
    columns.add({difference.text, value_text(difference.base, difference.unit),
                 value_text(difference.with, difference.unit),
                 change_text(difference.change, difference.unit) + (difference.clear ? "" : ", not clear")});
  }
  flush();
}

void add_sensitivity(const SimulationResults& results, std::string& out) {
  if (results.sensitivity.empty()) return;
  std::string_view answer;
  Columns columns;
  for (const SensitivityRow& row : results.sensitivity) {
    if (row.answer != answer) {
      columns.append_to(out);
      columns = {};
      answer = row.answer;
      out += fmt::format("\nWhat {} hangs on, most first\n", answer);
      columns.add({"", "value", "at", "changes it by", "at", "changes it by"});
    }
    const bool share = row.answer.starts_with("share") || row.answer.starts_with("use") ||
                       row.answer.starts_with("late") || row.answer.starts_with("missed") ||
                       row.answer.starts_with("waiting");
    const std::string_view unit = share ? "share" : "days";
    columns.add({row.place, fmt::format("{}", row.value), fmt::format("{}", row.low), change_text(row.at_low, unit),
                 fmt::format("{}", row.high), change_text(row.at_high, unit)});
  }
  columns.append_to(out);
}

}  // namespace

std::string results_text(const SimulationResults& results) {
  const VariantResults& base = results.variants.front();
  std::string out = results.title + "\n";
  if (!results.question.empty()) out += results.question + "\n";
  out += fmt::format("{} ({}), {} to {}\n", base.framework_title, base.framework, long_date(results.from),
                     long_date(results.until));
  out += fmt::format("{}{} runs with seed {}; intervals of {:.0f} %\n", results.partial ? "PARTIAL: " : "",
                     grouped(results.runs), results.seed, results.confidence * 100);
  if (!results.until_text.empty()) {
    out += fmt::format("until {}: {}\n", results.until_text, results.until_reached ? "reached" : "not reached");
  }
  out += fmt::format("{} cases begin in a run, {} are over by its end; {} events\n", value_text(base.cases, "a run"),
                     value_text(base.cases_over, "a run"), value_text(base.events_per_run, "a run"));
  add_answers(results, out);
  add_duties(base, out);
  add_times(base, out);
  add_resources(base, out);
  add_years(base, out);
  add_differences(results, out);
  add_sensitivity(results, out);
  for (const std::string& note : results.notes) out += fmt::format("\nNote: {}\n", note);
  return out;
}

}  // namespace proviso::simulate
