// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/sarif.h"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "apps/cli/embedded.h"
#include "apps/cli/json_values.h"
#include "apps/cli/page_text.h"

namespace proviso::cli {
namespace {

constexpr std::string_view kSchema = "https://json.schemastore.org/sarif-2.1.0.json";

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~/").find(c) != std::string_view::npos;
}

/// A path as a URI: relative as it was given, absolute with `file://` before it.
std::string uri_of(std::string_view path) {
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (is_unreserved(c)) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return uri;
}

Json text_json(std::string text) {
  Json json;
  json["text"] = std::move(text);
  return json;
}

Json location_json(Span span, const SourceSet& sources) {
  const SourceFile& file = sources[span.file];
  const LineColumn begin = file.position(span.begin);
  const LineColumn end = file.position(span.end);
  Json place;
  place["artifactLocation"]["uri"] = uri_of(file.path());
  place["region"]["startLine"] = begin.line;
  place["region"]["startColumn"] = begin.column;
  place["region"]["endLine"] = end.line;
  place["region"]["endColumn"] = end.column;
  Json json;
  json["physicalLocation"] = std::move(place);
  return json;
}

std::string_view page_of(Code code) {
  const std::span<const EmbeddedFile> pages = diagnostic_pages();
  const std::string name = code_name(code) + ".md";
  const auto page =
      std::find_if(pages.begin(), pages.end(), [&](const EmbeddedFile& file) { return file.path == name; });
  return page == pages.end() ? std::string_view{} : page->text;
}

Json rule_json(Code code, Severity severity) {
  Json json;
  json["id"] = code_name(code);
  json["shortDescription"] = text_json(std::string(code_about(code)));
  json["defaultConfiguration"]["level"] = severity_text(severity);
  if (const std::string_view page = page_of(code); !page.empty()) {
    json["help"] = text_json(page_text(page));
    json["help"]["markdown"] = page;
  }
  return json;
}

class Log {
 public:
  explicit Log(const std::vector<std::pair<const DiagnosticReport*, const SourceSet*>>& reports) {
    std::map<Code, Severity> codes;
    for (const auto& [report, sources] : reports) {
      for (const Diagnostic& diagnostic : report->sorted()) codes.try_emplace(diagnostic.code, diagnostic.severity);
      for (const AcceptedFinding& one : report->accepted()) codes.try_emplace(one.finding.code, one.finding.severity);
    }
    for (const auto& [code, severity] : codes) {
      places_.emplace(code, places_.size());
      rules_.push_back(rule_json(code, severity));
    }
    for (const auto& [report, sources] : reports) {
      for (const Diagnostic& diagnostic : report->sorted()) results_.push_back(result(diagnostic, *sources));
      for (const AcceptedFinding& one : report->accepted()) {
        Json json = result(one.finding, *sources);
        Json suppression;
        suppression["kind"] = "inSource";
        suppression["justification"] = one.reason;
        suppression["location"] = location_json(one.accepted_at, *sources);
        json["suppressions"] = list();
        json["suppressions"].push_back(std::move(suppression));
        results_.push_back(std::move(json));
      }
    }
  }

  std::string text() && {
    Json driver;
    driver["name"] = "Proviso";
    driver["version"] = PROVISO_VERSION;
    driver["rules"] = std::move(rules_);
    Json run;
    run["tool"]["driver"] = std::move(driver);
    run["columnKind"] = "unicodeCodePoints";
    run["results"] = std::move(results_);
    Json json;
    json["$schema"] = kSchema;
    json["version"] = "2.1.0";
    json["runs"] = list();
    json["runs"].push_back(std::move(run));
    return text_of(json);
  }

 private:
  Json result(const Diagnostic& diagnostic, const SourceSet& sources) const {
    Json json;
    json["ruleId"] = code_name(diagnostic.code);
    json["ruleIndex"] = places_.at(diagnostic.code);
    json["level"] = severity_text(diagnostic.severity);
    json["message"] = text_json(diagnostic.help.empty() ? diagnostic.message
                                                        : fmt::format("{}; {}", diagnostic.message, diagnostic.help));
    json["locations"] = list();
    json["locations"].push_back(location_json(diagnostic.span, sources));
    if (!diagnostic.labels.empty()) json["relatedLocations"] = list();
    for (const Label& label : diagnostic.labels) {
      Json related = location_json(label.span, sources);
      related["id"] = json["relatedLocations"].size();
      related["message"] = text_json(label.text);
      json["relatedLocations"].push_back(std::move(related));
    }
    return json;
  }

  std::map<Code, std::size_t> places_;  // of each rule among the rules
  Json rules_ = list();
  Json results_ = list();
};

}  // namespace

std::string sarif_log(const std::vector<std::pair<const DiagnosticReport*, const SourceSet*>>& reports) {
  return Log(reports).text();
}

}  // namespace proviso::cli
