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

void read_event(const YamlValue& item, CaseDocument& document, DiagnosticReport& report) {
  if (!check_keys(item, "an event", {{"on", true}, {"event", true}, {"with", false}, {"recorded", false}}, report))
    return;
  CaseEvent event;
  event.span = item.span;
  if (const YamlValue* value = item.find("on")) {
    event.on_span = value->span;
    if (const auto on = as_day_time(*value, "on", report)) event.on = *on;
  }
  if (const YamlValue* value = item.find("event")) {
    if (auto name = as_text(*value, "event", report)) event.event = *std::move(name);
  }
  if (const YamlValue* value = item.find("with")) event.with = read_facts(*value, report);
  if (const YamlValue* value = item.find("recorded")) event.recorded = as_day_time(*value, "recorded", report);
  document.events.push_back(std::move(event));
}

}  // namespace

std::optional<CaseDocument> read_case(const SourceFile& file, DiagnosticReport& report) {
  DiagnosticReport own;
  CaseDocument document;
  const std::optional<YamlValue> root = read_yaml(file, own);
  if (root &&
      check_keys(*root, "a case",
                 {{"case", true}, {"framework", true}, {"as-of", false}, {"not-held", false}, {"events", true}}, own)) {
    if (const YamlValue* value = root->find("case")) {
      if (auto id = as_text(*value, "case", own)) document.id = *std::move(id);
    }
    if (const YamlValue* value = root->find("framework")) {
      if (auto name = as_text(*value, "framework", own)) document.framework = *std::move(name);
    }
    if (const YamlValue* value = root->find("as-of")) document.as_of = as_date(*value, "as-of", own);
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
