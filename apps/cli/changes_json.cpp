// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/changes_json.h"

#include "apps/cli/json_values.h"

namespace proviso::cli {
namespace {

Json place_json(const std::optional<change::Place>& place) {
  if (!place) return nullptr;
  Json json;
  json["file"] = place->file;
  json["line"] = place->line;
  json["text"] = place->text;
  return json;
}

Json change_json(const change::Change& change) {
  Json json;
  json["subject"] = change::subject_text(change.subject);
  json["change"] = change::change_kind_text(change.kind);
  json["name"] = change.name;
  json["old_name"] = text_or_null(change.old_name);
  json["aspect"] = text_or_null(change.aspect);
  json["before"] = text_or_null(change.before);
  json["after"] = text_or_null(change.after);
  json["sentence"] = change.sentence;
  json["details"] = change.details;
  json["citation"] = text_or_null(change.citation);
  json["old"] = place_json(change.old_place);
  json["new"] = place_json(change.new_place);
  return json;
}

Json list_json(const std::vector<change::Change>& changes) {
  Json json = list();
  for (const change::Change& one : changes) json.push_back(change_json(one));
  return json;
}

}  // namespace

std::string changes_json(const change::Changes& changes) {
  Json json;
  json["schema"] = "proviso/diff/1";
  json["old_framework"] = changes.old_framework;
  json["new_framework"] = changes.new_framework;
  json["same_meaning"] = changes.meaning.empty();
  json["changes"] = list_json(changes.meaning);
  json["examples"] = list_json(changes.examples);
  return text_of(json);
}

}  // namespace proviso::cli
