// SPDX-License-Identifier: Apache-2.0
// The columns of a table looked up in the map and in the rules. A name that leads nowhere is a mistake at its place:
// in the map where the map has it, else in the table's first row.
#include "engine/replay/table_binding.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/did_you_mean.h"
#include "engine/replay/table_words.h"
#include "engine/run/binding.h"

namespace proviso::replay {
namespace {

bool is_written(Span span) { return span.end > span.begin; }

/// Binds one table. Used once.
class TableBinder {
 public:
  TableBinder(const program::Program& program, const MapDocument& map, bool is_given, TableHeader header,
              ValuePool& pool, TableProblems& problems, DiagnosticReport& report)
      : program_(program),
        framework_(*program.framework),
        map_(map),
        is_given_(is_given),
        header_(std::move(header)),
        pool_(pool),
        problems_(problems),
        report_(report) {
    bound_.columns = std::move(header_.columns);
    for (const std::string& column : bound_.columns) column_views_.emplace_back(column);
  }

  std::optional<BoundTable> bind() {
    const std::size_t before = report_.size();
    if (bound_.columns.size() == 1 && !divided_by_commas(bound_.columns.front())) return std::nullopt;
    bind_map();
    if (map_.form == MapDocument::Form::kEvents) bind_events_form();
    bind_row_events();
    if (report_.size() != before || problems_.any()) return std::nullopt;
    return std::move(bound_);
  }

 private:
  /// Whether one name is all that the header has. Divided by something else it would be a column unknown to everybody,
  /// and all the columns that are needed would seem to be missing.
  bool divided_by_commas(std::string_view header) {
    const bool semicolons = header.find(';') != std::string_view::npos;
    if (!semicolons && header.find('\t') == std::string_view::npos) return true;
    problems_.add(Code::kCsvColumn, whole_header(), [&] {
      return Words{fmt::format("the cells of this table are divided by {}", semicolons ? "semicolons" : "tabs"),
                   "save the table with commas"};
    });
    return false;
  }

  /// The column of a name that the map (or the form without one) asks for.
  std::size_t find_column(const SpannedText& name) {
    const auto first = std::ranges::find(bound_.columns, name.text);
    if (first == bound_.columns.end()) {
      std::string message = fmt::format("the table has no column `{}`", name.text);
      if (is_written(name.span)) {
        report_.error(
            Code::kCsvColumn, name.span, fmt::format("{} has no column `{}`", problems_.path(), name.text),
            did_you_mean(name.text, column_views_, fmt::format("its columns are {}", list_names(bound_.columns))));
      } else {
        problems_.add(Code::kCsvColumn, whole_header(), [&] { return Words{message, missing_column_help(name.text)}; });
      }
      return BoundTable::kAbsent;
    }
    const auto second = std::find(first + 1, bound_.columns.end(), name.text);
    if (second != bound_.columns.end()) {
      const auto bytes = header_.bytes[static_cast<std::size_t>(second - bound_.columns.begin())];
      problems_.add(Code::kCsvColumn, bytes, [&] {
        return Words{fmt::format("the table has two columns `{}`", cell_text(name.text)),
                     "rename or remove one of them"};
      });
      return BoundTable::kAbsent;
    }
    return static_cast<std::size_t>(first - bound_.columns.begin());
  }

  /// The first of the columns that the table has; kAbsent where none was asked for.
  std::size_t find_first(const MapColumns& names) {
    if (names.empty()) return BoundTable::kAbsent;
    const auto known = std::ranges::find_if(
        names, [&](const SpannedText& name) { return std::ranges::count(bound_.columns, name.text) > 0; });
    return find_column(known == names.end() ? names.front() : *known);
  }

  [[nodiscard]] std::pair<std::size_t, std::size_t> whole_header() const {
    return {header_.bytes.front().first, header_.bytes.back().second};
  }

  std::string missing_column_help(std::string_view name) const {
    return did_you_mean(name, column_views_,
                        !is_given_ ? "without a map a table has the columns `case`, `event` and `on`; a map says "
                                     "what other columns mean"
                                   : "name it in the map under `columns`");
  }

  std::optional<std::uint32_t> find_name(model::SymbolKind kind, std::string_view wanted, const SpannedText& name) {
    const auto found = framework_.find(kind, name.text);
    if (!found) {
      report_.error(Code::kDocumentName, name.span, fmt::format("the rules declare no {} `{}`", wanted, name.text),
                    did_you_mean(name.text, framework_.names(kind),
                                 fmt::format("declare the {} in the rules, or take it out", wanted)));
    }
    return found;
  }

  void bind_map() {
    bound_.not_held.assign(framework_.events.size(), 0);
    if (map_.framework && map_.framework->text != framework_.name) {
      const std::string_view candidates[] = {framework_.name};
      report_.error(Code::kDocumentName, map_.framework->span,
                    fmt::format("this map is for `{}`, but the rules are `{}`", map_.framework->text, framework_.name),
                    did_you_mean(map_.framework->text, candidates, "use it with the rules it belongs to"));
    }
    if (map_.dates == CellDates::kTimestamp && !program_.calendars.zone) {
      Words words{fmt::format("`{}` names no time zone, so a timestamp does not say which day it is", framework_.name),
                  "say in the framework on whose clocks its days are meant, as in `time zone \"Europe/London\"`"};
      if (is_written(map_.dates_span)) {
        report_.error(Code::kDocumentValue, map_.dates_span, std::move(words.first), std::move(words.second));
      } else {
        problems_.add(Code::kCsvValue, whole_header(), [&] { return words; });
      }
    }
    for (const SpannedText& name : map_.not_held) {
      if (const auto event = find_name(model::SymbolKind::kEvent, "event", name)) bound_.not_held[*event] = 1;
    }
    bound_.case_column = find_first(map_.case_columns);
  }

  bool is_recorded(std::uint32_t fact) const {
    for (std::uint32_t event = 0; event < framework_.events.size(); ++event) {
      if (run::records(program_, event, fact)) return true;
    }
    return false;
  }

  /// The fact that the map names, where a table can hold it.
  std::optional<std::uint32_t> find_fact(const SpannedText& name, std::optional<std::uint32_t> event) {
    const auto fact = find_name(model::SymbolKind::kFact, "fact", name);
    if (!fact) return fact;
    if (framework_.facts[*fact].means) {
      report_.error(Code::kNotRecorded, name.span,
                    fmt::format("`{}` is worked out from other facts, so a table cannot hold it", name.text),
                    "take it out, or map the facts that it is worked out from");
      return std::nullopt;
    }
    if (event && !run::records(program_, *event, *fact)) {
      report_.error(Code::kNotRecorded, name.span,
                    fmt::format("`{}` does not record `{}`", framework_.events[*event].name, name.text),
                    recorded_by(framework_, *event));
      return std::nullopt;
    }
    if (!event && !is_recorded(*fact)) {
      report_.error(Code::kNotRecorded, name.span, fmt::format("no event records `{}`", name.text),
                    "say in the rules which event records it");
      return std::nullopt;
    }
    return fact;
  }

  void add_fact_column(const MapFact& mapped, std::optional<std::uint32_t> event, std::vector<FactColumn>& to) {
    const auto fact = find_fact(mapped.fact, event);
    const std::size_t column = find_column(mapped.column);
    if (!fact) return;
    FactColumn bound(program_, *fact, column);
    bound.take(mapped, pool_, report_);
    if (column != BoundTable::kAbsent) to.push_back(std::move(bound));
  }

  void bind_events_form() {
    bound_.event_column = find_first(map_.event_columns);
    bound_.on_column = find_first(map_.on_columns);
    bound_.recorded_column = find_first(map_.recorded_columns);
    bound_.id_column = find_first(map_.id_columns);
    bound_.time_column = find_first(map_.time_columns);
    bound_.for_column = find_first(map_.for_columns);
    if (map_.only_if) {
      bound_.only_if = find_column(map_.only_if->column);
      bound_.only_if_is = map_.only_if->is.text;
    }
    for (std::uint32_t event = 0; event < framework_.events.size(); ++event) {
      bound_.event_names.add(framework_.events[event].name);
      bound_.events.push_back(event);
    }
    for (const MapEventName& name : map_.event_names) {
      const auto event = find_name(model::SymbolKind::kEvent, "event", name.event);
      if (!event) continue;
      // A name of the file that is also one of the rules' means what the map says.
      const auto [number, is_new] = bound_.event_names.add(name.cell.text);
      if (is_new) {
        bound_.events.push_back(*event);
      } else {
        bound_.events[number] = *event;
      }
    }
    for (const MapFact& fact : map_.facts) add_fact_column(fact, std::nullopt, bound_.fact_columns);
    for (std::size_t column = 0; column < bound_.columns.size(); ++column) bind_column_of_its_own_name(column);
    for (const FactColumn& fact : bound_.fact_columns) {
      bound_.of_case.push_back(bound_.columns[fact.column()].starts_with("case:") ? 1 : 0);
    }
    for (std::uint32_t event = 0; event < framework_.events.size(); ++event) {
      const auto records = [&](const FactColumn& fact) { return run::records(program_, event, fact.fact()); };
      for (const FactColumn& fact : bound_.fact_columns) {
        // A column may serve several facts, each with the events that record it.
        const bool is_shared = std::ranges::any_of(bound_.fact_columns, [&](const FactColumn& other) {
          return other.column() == fact.column() && records(other);
        });
        bound_.records.push_back(records(fact) ? BoundTable::Records::kYes
                                               : (is_shared ? BoundTable::Records::kOther : BoundTable::Records::kNo));
      }
    }
  }

  /// A column that the map does not mention: a fact's, or without a map a mistake.
  void bind_column_of_its_own_name(std::size_t column) {
    for (const std::size_t taken : {bound_.case_column, bound_.event_column, bound_.on_column, bound_.recorded_column,
                                    bound_.id_column, bound_.time_column, bound_.for_column}) {
      if (column == taken) return;
    }
    const std::string& name = bound_.columns[column];
    const auto fact = framework_.find(model::SymbolKind::kFact, name);
    const bool is_mapped = std::ranges::any_of(map_.facts, [&](const MapFact& f) { return f.fact.text == name; });
    if (fact && is_mapped) return;
    const bool can_be_read = fact && !framework_.facts[*fact].means && is_recorded(*fact);
    if (can_be_read) {
      const std::size_t found = find_column({name, {}});
      if (found == column) bound_.fact_columns.emplace_back(program_, *fact, column);
      return;
    }
    // With a map, other columns are none of our business; a log has many that nobody chose.
    if (is_given_ || header_.is_log) return;
    problems_.add(Code::kCsvColumn, header_.bytes[column], [&] {
      if (fact) {
        return Words{fmt::format("column `{}`: no event records this fact", name),
                     framework_.facts[*fact].means ? "it is worked out from other facts; remove the column"
                                                   : "remove the column, or say in the rules which event records it"};
      }
      std::vector<std::string_view> candidates = framework_.names(model::SymbolKind::kFact);
      for (const std::string_view needed : {"case", "event", "on"}) {
        if (std::ranges::count(bound_.columns, needed) == 0) candidates.push_back(needed);
      }
      return Words{name.empty() ? fmt::format("column {} has no name", column + 1)
                                : fmt::format("column `{}` is no fact of `{}`", cell_text(name), framework_.name),
                   did_you_mean(name, candidates, "remove the column, or say with a map what the columns mean")};
    });
  }

  void bind_row_events() {
    for (const MapEvent& mapped : map_.events) {
      BoundTable::RowEvent row_event;
      const auto event = find_name(model::SymbolKind::kEvent, "event", mapped.event);
      row_event.on = find_column(mapped.on);
      row_event.shift = mapped.shift;
      if (mapped.assumed) {
        bound_.assumptions.push_back(mapped.assumed->text);
        row_event.assumed = static_cast<std::uint32_t>(bound_.assumptions.size());
      }
      // Without its event a fact is still looked up: the map's other mistakes are told as well.
      for (const MapFact& fact : mapped.with) add_fact_column(fact, event, row_event.facts);
      if (mapped.only_if) {
        row_event.only_if = find_column(mapped.only_if->column);
        row_event.only_if_is = mapped.only_if->is.text;
      }
      if (!event) continue;
      if (bound_.not_held[*event] != 0) {
        report_.error(Code::kDocumentName, mapped.event.span,
                      fmt::format("`{}` is mapped, and is among those not held", mapped.event.text),
                      "take it out of `not-held`");
      }
      row_event.event = *event;
      bound_.row_events.push_back(std::move(row_event));
    }
  }

  const program::Program& program_;
  const model::Framework& framework_;
  const MapDocument& map_;
  bool is_given_;
  TableHeader header_;  // without its columns, which bound_ has
  ValuePool& pool_;
  TableProblems& problems_;
  DiagnosticReport& report_;
  BoundTable bound_;
  std::vector<std::string_view> column_views_;
};

}  // namespace

std::optional<BoundTable> bind_table(const program::Program& program, const MapDocument& map, bool is_given,
                                     TableHeader header, ValuePool& pool, TableProblems& problems,
                                     DiagnosticReport& report) {
  return TableBinder(program, map, is_given, std::move(header), pool, problems, report).bind();
}

}  // namespace proviso::replay
