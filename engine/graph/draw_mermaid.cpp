// SPDX-License-Identifier: Apache-2.0
// A framework for Mermaid, which GitHub and many wikis draw. A flowchart: its quoted labels take any text once escaped.
#include <algorithm>

#include <fmt/format.h>

#include "engine/graph/diagram_text.h"
#include "engine/graph/draw.h"
#include "engine/model/wording.h"

namespace proviso::graph {
namespace {

constexpr std::size_t kTitleWidth = 34;
constexpr std::size_t kDutyWidth = 46;
constexpr std::size_t kArrowWidth = 30;

/// Everything Mermaid or the HTML it makes could take for more than text becomes an entity: quotes and angle brackets,
/// `#` and `;` (entities), `%` (`%%{init` is a directive even inside a label), backticks and list markers (Markdown),
/// `:` (its clean-up of `style x:#…;` reaches into labels).
std::string escaped(std::string_view text) {
  constexpr std::string_view kPlain = " ,'-/";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter_or_digit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter_or_digit || byte >= 0x80 || kPlain.find(c) != std::string_view::npos) {
      result += c;
    } else {
      result += fmt::format("#{};", byte);
    }
  }
  // A label that begins with a hyphen would be a Markdown list.
  if (!result.empty() && result.front() == '-') result.replace(0, 1, "#45;");
  return result;
}

/// A wrapped text without its quotes; `tag` (`b`, `i` or none) goes round it.
std::string lines(std::string_view text, std::size_t width, std::string_view tag = {}) {
  std::string result;
  for (const std::string& line : wrap_text(text, width)) {
    if (!result.empty()) result += "<br/>";
    result += line.empty() ? "#160;" : escaped(line);
  }
  return tag.empty() ? result : fmt::format("<{0}>{1}</{0}>", tag, result);
}

class MermaidWriter {
 public:
  explicit MermaidWriter(const model::Framework& framework) : framework_(framework) {}

  std::string write() {
    out_ += "flowchart TB\n";
    out_ += fmt::format("  accTitle: {}\n", escaped(clean_text(framework_caption(framework_))));
    for (std::uint32_t i = 0; i < std::max<std::size_t>(framework_.parts.size(), 1); ++i) case_box({i});
    for (std::uint32_t i = 0; i < framework_.tracks.size(); ++i) track({i});
    for (const model::Move& move : framework_.moves) {
      out_ += fmt::format("  s{} -->|\"{}\"| s{}\n", move.from.value, lines(arrow_text(framework_, move), kArrowWidth),
                          move.to.value);
    }
    out_ += "  classDef ending stroke-width:4px\n  classDef resting stroke-dasharray:6 3\n";
    return std::move(out_);
  }

 private:
  static std::string text_of(const std::vector<Entry>& entries) {
    std::string text;
    for (const Entry& entry : entries) {
      if (!text.empty()) text += "<br/><br/>";
      text += lines(entry.title, kDutyWidth, "b") + "<br/>" + lines(entry.sentence, kDutyWidth);
      if (!entry.citations.empty()) text += "<br/>" + lines(entry.citations, kDutyWidth, "i");
    }
    return text;
  }

  void case_box(model::PartId part) {
    const std::vector<Entry> entries = case_entries(framework_, part);
    if (entries.empty()) return;
    const std::string number = part.value == 0 ? std::string{} : std::to_string(part.value);
    out_ += fmt::format("  subgraph case_box{0}[\"{1}\"]\n    case_duties{0}[\"{2}\"]\n  end\n", number,
                        lines(case_caption(framework_, part), 60), text_of(entries));
  }

  void track(model::TrackId id) {
    const model::Track& track = framework_[id];
    out_ += fmt::format("  subgraph t{}[\"{}\"]\n    direction TB\n", id.value,
                        lines(caption(track.title, track.name), 60));
    if (const std::vector<Entry> entries = track_entries(framework_, id); !entries.empty()) {
      out_ += fmt::format("    t{}_duties[\"<i>while this track runs</i><br/>{}\"]\n", id.value, text_of(entries));
    }
    out_ += fmt::format("    t{}_start((\"start\"))\n", id.value);
    for (const model::StageId stage_id : track.stages) stage(stage_id);
    out_ += "  end\n";
    if (track.stages.empty()) return;
    const std::string begins = begins_text(framework_, track);
    const std::string label = begins.empty() ? std::string{} : fmt::format("|\"{}\"|", lines(begins, kArrowWidth));
    out_ += fmt::format("  t{}_start -->{} s{}\n", id.value, label, track.stages.front().value);
  }

  void stage(model::StageId id) {
    const model::Stage& stage = framework_[id];
    std::string label = lines(caption(stage.title, stage.name), kTitleWidth, "b");
    if (stage.end) label += "<br/><i>end</i>";
    if (stage.may_end) label += "<br/><i>may end</i>";
    const std::vector<Entry> entries = stage_entries(framework_, id);
    if (!entries.empty()) label += "<br/>" + text_of(entries);
    const std::string_view style = stage.end ? ":::ending" : stage.may_end ? ":::resting" : "";
    out_ += fmt::format("    s{}(\"{}\"){}\n", id.value, label, style);
  }

  const model::Framework& framework_;
  std::string out_;
};

}  // namespace

std::string to_mermaid(const model::Framework& framework) { return MermaidWriter(framework).write(); }

}  // namespace proviso::graph
