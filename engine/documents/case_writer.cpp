// SPDX-License-Identifier: Apache-2.0
#include "engine/documents/case_writer.h"

#include <chrono>

#include <fmt/format.h>

#include "base/civil_date.h"
#include "base/number.h"
#include "engine/model/wording.h"

namespace proviso {
namespace {

/// A text in quotes, as YAML has them in JSON too.
std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
      case '\\':
        result += '\\';
        result += c;
        break;
      case '\n':
        result += "\\n";
        break;
      case '\t':
        result += "\\t";
        break;
      case '\r':
        result += "\\r";
        break;
      default:
        result += c;
        break;
    }
  }
  return result + '"';
}

std::string day_time(DayTime when) {
  return iso_date(when.day) +
         (when.time ? "T" + clock_time(static_cast<std::int32_t>(when.time->count())) : std::string{});
}

class Writer {
 public:
  Writer(const run::Records& records, const std::vector<std::string>& assumptions, const Naming& naming)
      : records_(records), model_(*records.program->framework), assumptions_(assumptions), naming_(naming) {}

  std::string text(const CaseHeader& header) {
    line("case: " + in_quotes(header.id));
    line("framework: " + header.framework);
    if (header.transition) {
      line("transition:");
      line("  from: " + header.transition->from);
      line("  on: " + iso_date(header.transition->on));
      line("  old-rules: " + in_quotes(header.transition->old_rules));
      line("  new-rules: " + in_quotes(header.transition->new_rules));
    }
    if (header.as_of) line("as-of: " + iso_date(*header.as_of));
    std::string not_held;
    for (std::size_t e = 0; e < records_.not_held.size(); ++e) {
      if (records_.not_held[e] == 0) continue;
      not_held +=
          (not_held.empty() ? "" : ", ") + naming_(model::SymbolKind::kEvent, model_.events[e].name, Date::min());
    }
    if (!not_held.empty()) line("not-held: [" + not_held + "]");
    line(records_.records.empty() ? "events: []" : "events:");
    for (const run::Record& record : records_.records) add(record);
    return std::move(text_);
  }

 private:
  void line(const std::string& words) { text_ += words + '\n'; }

  /// A line of an entry; the first one begins it.
  void entry(const std::string& words) {
    line((first_ ? "  - " : "    ") + words);
    first_ = false;
  }

  void add(const run::Record& record) {
    first_ = true;
    if (record.kind == run::Record::Kind::kWithdrawal) entry("withdraws: " + in_quotes(record.refers));
    if (record.kind == run::Record::Kind::kCorrection) entry("corrects: " + in_quotes(record.refers));
    if (record.kind != run::Record::Kind::kWithdrawal) happened(record.happened);
    if (!record.id.empty()) entry("id: " + in_quotes(record.id));
    if (record.recorded) entry("recorded: " + day_time(*record.recorded));
    if (!record.because.empty()) entry("because: " + in_quotes(record.because));
  }

  void happened(const run::Occurrence& event) {
    const std::string time = event.minute == run::kNoTime ? std::string{} : "T" + clock_time(event.minute);
    if (event.assumed != 0) line("  # assumed: " + assumptions_.at(event.assumed - 1));
    entry("on: " + iso_date(event.on) + time);
    entry("event: " + naming_(model::SymbolKind::kEvent, model_.events[event.event].name, event.on));
    if (event.for_party != program::kNone) {
      entry("for: " + naming_(model::SymbolKind::kParty, model_.parties[event.for_party].name, event.on));
    }
    bool any = false;
    for (std::uint32_t i = event.facts_begin; i < event.facts_end; ++i) {
      const run::RecordedFact& recorded = records_.facts[i];
      const model::Fact& fact = model_.facts[recorded.fact];
      if (!recorded.value.known()) continue;
      if (!any) entry("with:");
      any = true;
      line("      " + naming_(model::SymbolKind::kFact, fact.name, event.on) + ": " +
           value(recorded.value, fact.type, event.on));
    }
  }

  [[nodiscard]] std::string value(Value value, const model::Type& type, Date on) const {
    switch (value.kind) {
      case Value::Kind::kUnknown:
        break;
      case Value::Kind::kYesNo:
        return value.is_yes() ? "yes" : "no";
      case Value::Kind::kNumber:
        return number_text(value.as_number());
      case Value::Kind::kText:
        return in_quotes(records_.pool.text_of(value));
      case Value::Kind::kDate:
        return iso_date(value.as_date());
      case Value::Kind::kDuration:
        return model::duration_text(model_, value.as_duration());
      case Value::Kind::kParty:
        return naming_(model::SymbolKind::kParty, model_.parties[static_cast<std::size_t>(value.payload)].name, on);
      case Value::Kind::kChoice:
        return type.values[static_cast<std::size_t>(value.payload)];
      case Value::Kind::kList: {
        std::string items;
        for (const Value& item : records_.pool.items_of(value)) {
          items += (items.empty() ? "" : ", ") + this->value(item, type.element.front(), on);
        }
        return "[" + items + "]";
      }
    }
    return {};
  }

  const run::Records& records_;
  const model::Framework& model_;
  const std::vector<std::string>& assumptions_;
  const Naming& naming_;
  std::string text_;
  bool first_ = true;
};

}  // namespace

std::string case_file_text(const CaseHeader& header, const run::Records& records,
                           const std::vector<std::string>& assumptions, const Naming& naming) {
  return Writer(records, assumptions, naming).text(header);
}

run::Records records_of(const run::History& history) {
  run::Records records(*history.program);
  records.pool = ValuePool(&history.pool);
  records.not_held = history.not_held;
  records.transition = history.transition;
  for (const run::Occurrence& happened : history.occurrences) {
    run::Record record;
    record.happened = happened;
    if (happened.recorded != INT64_MIN) {
      const std::chrono::minutes when{happened.recorded};
      const auto day = std::chrono::floor<std::chrono::days>(when);
      record.recorded = DayTime{Date{day}, when - day};
    }
    records.add(std::move(record),
                std::span(history.facts).subspan(happened.facts_begin, happened.facts_end - happened.facts_begin));
  }
  return records;
}

}  // namespace proviso
