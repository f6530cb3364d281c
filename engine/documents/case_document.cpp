// SPDX-License-Identifier: Apache-2.0
// From the tree of a case document to CaseDocument.
#include "engine/documents/case_document.h"

#include <utility>

#include <fmt/format.h>

namespace proviso {
namespace {

/// Whether a value is one that a fact can have: a single value or a list of them.
bool is_fact_value(const YamlValue& value, std::string_view fact, DiagnosticReport& report) {
  switch (value.kind) {
    case YamlValue::Kind::kText:
      return true;
    case YamlValue::Kind::kEmpty:
      report.error(Code::kYamlWrongType, value.span, fmt::format("nothing is given for `{}`", fact),
                   "give its value, or `[]` for an empty list; leave out a fact that is not known");
      return false;
    case YamlValue::Kind::kMap:
      report.error(Code::kYamlWrongType, value.span, fmt::format("`{}` is a group of keys", fact),
                   "give a single value or a list");
      return false;
    case YamlValue::Kind::kSequence:
      for (const YamlValue& item : value.items) {
        if (item.kind == YamlValue::Kind::kText) continue;
        report.error(Code::kYamlWrongType, item.span, fmt::format("an item of `{}` is not a single value", fact),
                     "give a text, a number, a date, `yes` or `no` for each item");
        return false;
      }
      return true;
  }
  return false;
}

std::vector<CaseFact> read_facts(const YamlValue& value, DiagnosticReport& report) {
  std::vector<CaseFact> facts;
  if (value.kind != YamlValue::Kind::kMap) {
    report.error(Code::kYamlWrongType, value.span, "`with` is not a group of facts",
                 "write each fact and its value as `fact: value`");
    return facts;
  }
  for (const YamlEntry& entry : value.entries) {
    if (report.size() >= kMostDocumentProblems) break;
    if (is_fact_value(entry.value, entry.key.text, report)) facts.push_back({entry.key, entry.value});
  }
  return facts;
}

std::optional<SpannedText> read_text(const YamlValue& item, std::string_view key, DiagnosticReport& report) {
  const YamlValue* value = item.find(key);
  return value == nullptr ? std::nullopt : as_text(*value, key, report);
}

/// The time of day, which may stand with the day or by itself.
void read_time(const YamlValue& item, CaseEvent& event, DiagnosticReport& report) {
  const YamlValue* value = item.find("time");
  if (value == nullptr) return;
  const std::optional<std::chrono::minutes> time = as_time(*value, "time", report);
  if (event.on.time) {
    report.error(Code::kYamlWrongType, value->span, "the time of day is given twice, in `on` and in `time`",
                 "keep one of them");
  } else if (time) {
    event.on.time = time;
  }
}

/// Whether the keys are those of one kind of record: an event, a correction or a withdrawal.
bool check_record_keys(const YamlValue& item, DiagnosticReport& report) {
  const YamlValue* withdraws = item.kind == YamlValue::Kind::kMap ? item.find("withdraws") : nullptr;
  const YamlValue* corrects = item.kind == YamlValue::Kind::kMap ? item.find("corrects") : nullptr;
  if (withdraws != nullptr && corrects != nullptr) {
    report.error(Code::kYamlWrongType, corrects->span, "a record has both `corrects` and `withdraws`",
                 "keep `withdraws` where the event did not happen, `corrects` where it happened otherwise");
    return false;
  }
  if (withdraws != nullptr) {
    return check_keys(item, "a withdrawal",
                      {{"withdraws", true}, {"id", false}, {"recorded", false}, {"because", false}}, report);
  }
  if (corrects != nullptr) {
    return check_keys(item, "a correction",
                      {{"corrects", true},
                       {"on", true},
                       {"event", true},
                       {"time", false},
                       {"for", false},
                       {"with", false},
                       {"id", false},
                       {"recorded", false},
                       {"because", false}},
                      report);
  }
  return check_keys(item, "an event",
                    {{"on", true},
                     {"event", true},
                     {"time", false},
                     {"for", false},
                     {"with", false},
                     {"id", false},
                     {"recorded", false}},
                    report);
}

void read_event(const YamlValue& item, CaseDocument& document, DiagnosticReport& report) {
  if (!check_record_keys(item, report)) return;
  CaseEvent event;
  event.span = item.span;
  event.id = read_text(item, "id", report);
  event.withdraws = read_text(item, "withdraws", report);
  event.corrects = read_text(item, "corrects", report);
  event.because = read_text(item, "because", report);
  if (const YamlValue* value = item.find("recorded")) event.recorded = as_day_time(*value, "recorded", report);
  if (item.find("withdraws") == nullptr) {
    if (const YamlValue* value = item.find("on")) {
      event.on_span = value->span;
      if (const auto on = as_day_time(*value, "on", report)) event.on = *on;
    }
    read_time(item, event, report);
    if (auto name = read_text(item, "event", report)) event.event = *std::move(name);
    event.for_party = read_text(item, "for", report);
    if (const YamlValue* value = item.find("with")) event.with = read_facts(*value, report);
  }
  document.events.push_back(std::move(event));
}

std::optional<CaseTransition> read_transition(const YamlValue& item, DiagnosticReport& report) {
  if (!check_keys(item, "a transition", {{"from", true}, {"on", true}, {"old-rules", false}, {"new-rules", false}},
                  report)) {
    return std::nullopt;
  }
  CaseTransition transition;
  if (auto from = read_text(item, "from", report)) transition.from = *std::move(from);
  if (const YamlValue* value = item.find("on")) {
    transition.on_span = value->span;
    if (const auto on = as_date(*value, "on", report)) transition.on = *on;
  }
  transition.old_rules = read_text(item, "old-rules", report);
  transition.new_rules = read_text(item, "new-rules", report);
  return transition;
}

}  // namespace

std::optional<CaseDocument> read_case(const SourceFile& file, DiagnosticReport& report) {
  DiagnosticReport own;
  CaseDocument document;
  const std::optional<YamlValue> root = read_yaml(file, own);
  if (root && check_keys(*root, "a case",
                         {{"case", true},
                          {"framework", true},
                          {"transition", false},
                          {"as-of", false},
                          {"not-held", false},
                          {"events", true}},
                         own)) {
    if (const YamlValue* value = root->find("case")) {
      if (auto id = as_text(*value, "case", own)) document.id = *std::move(id);
    }
    if (const YamlValue* value = root->find("framework")) {
      if (auto name = as_text(*value, "framework", own)) document.framework = *std::move(name);
    }
    if (const YamlValue* value = root->find("as-of")) document.as_of = as_date(*value, "as-of", own);
    if (const YamlValue* value = root->find("transition")) document.transition = read_transition(*value, own);
    if (const YamlValue* value = root->find("not-held")) {
      if (auto names = as_texts(*value, "not-held", own)) document.not_held = *std::move(names);
    }
    if (const YamlValue* value = root->find("events")) {
      if (const std::vector<YamlValue>* items = as_list(*value, "events", own)) {
        for (const YamlValue& item : *items) {
          if (own.size() >= kMostDocumentProblems) break;
          read_event(item, document, own);
        }
      }
    }
  }
  report.append(own);
  if (own.has_errors()) return std::nullopt;
  return document;
}

}  // namespace proviso
