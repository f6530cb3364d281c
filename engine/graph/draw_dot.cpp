// SPDX-License-Identifier: Apache-2.0
// A framework for Graphviz. Boxes are HTML-like labels, everything else quoted strings; each has its own escapes.
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

/// Graphviz reads backslash sequences (`\N` is the node's name, `\l` a line end) and HTML entities in quoted strings.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : clean_text(text)) {
    switch (c) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '&':
        result += "&amp;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string quoted(std::string_view text) { return '"' + escaped(text) + '"'; }

/// A wrapped text as a quoted label with centred lines.
std::string quoted_lines(std::string_view text, std::size_t width) {
  std::string result;
  for (const std::string& line : wrap_text(text, width)) {
    if (!result.empty()) result += "\\n";
    result += escaped(line);
  }
  return '"' + result + '"';
}

/// The words on an arrow, with a blank on either side: Graphviz sets a label right against its line.
std::string arrow_label(std::string_view text) {
  if (text.empty()) return "\"\"";
  std::string result;
  for (const std::string& line : wrap_text(text, kArrowWidth)) {
    if (!result.empty()) result += "\\n";
    result += ' ' + escaped(line) + ' ';
  }
  return '"' + result + '"';
}

/// A wrapped text inside an HTML-like label; `line_end` follows each line.
std::string html_lines(std::string_view text, std::size_t width, std::string_view line_end) {
  std::string result;
  for (const std::string& line : wrap_text(text, width)) {
    if (line.empty()) result += "&#160;";  // Graphviz refuses an element without content
    for (const char c : line) {
      switch (c) {
        case '&':
          result += "&amp;";
          break;
        case '<':
          result += "&lt;";
          break;
        case '>':
          result += "&gt;";
          break;
        case '"':
          result += "&quot;";
          break;
        default:
          result += c;
      }
    }
    result += line_end;
  }
  return result;
}

class DotWriter {
 public:
  explicit DotWriter(const model::Framework& framework) : framework_(framework) {}

  std::string write() {
    out_ += fmt::format("digraph {} {{\n", quoted(framework_.name));
    out_ += fmt::format(
        "  graph [label={}, labelloc=t, fontsize=16, rankdir=TB, nodesep=0.45, ranksep=0.55, pad=0.3,\n"
        "         fontname=\"Helvetica,Arial,sans-serif\", tooltip={}];\n",
        quoted_lines(framework_caption(framework_), 80), quoted(framework_caption(framework_)));
    out_ +=
        "  node [shape=box, style=rounded, margin=\"0.12,0.07\", fontsize=11,\n"
        "        fontname=\"Helvetica,Arial,sans-serif\"];\n"
        "  edge [fontsize=10, arrowsize=0.8, fontname=\"Helvetica,Arial,sans-serif\"];\n";
    for (std::uint32_t i = 0; i < std::max<std::size_t>(framework_.parts.size(), 1); ++i) case_box({i});
    for (std::uint32_t i = 0; i < framework_.tracks.size(); ++i) track({i});
    for (std::uint32_t i = 0; i < framework_.moves.size(); ++i) move({i});
    out_ += "}\n";
    return std::move(out_);
  }

 private:
  /// One row of a table: the title of a duty or trigger, then what it says.
  static std::string row(const Entry& entry) {
    constexpr std::string_view kLeft = "<BR ALIGN=\"LEFT\"/>";
    return fmt::format("<TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\"><B>{}</B>{}</TD></TR>",
                       html_lines(entry.title, kDutyWidth, kLeft), html_lines(entry.sentence, kDutyWidth, kLeft));
  }

  static std::string table(const std::vector<Entry>& entries, const std::string& heading_row) {
    std::string text = R"(<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3">)";
    text += heading_row;
    bool ruled = !heading_row.empty();
    for (const Entry& entry : entries) {
      if (ruled) text += "<HR/>";
      ruled = true;
      text += row(entry);
    }
    return text + "</TABLE>>";
  }

  static std::string tooltip(std::string_view text, const std::vector<Entry>& entries) {
    std::string result = '"' + escaped(text);
    for (const Entry& entry : entries) result += "\\n" + escaped(entry_tooltip(entry));
    return result + '"';
  }

  void case_box(model::PartId part) {
    const std::vector<Entry> entries = case_entries(framework_, part);
    if (entries.empty()) return;
    const std::string number = part.value == 0 ? std::string{} : std::to_string(part.value);
    const std::string caption = case_caption(framework_, part);
    out_ += fmt::format("  subgraph cluster_case{} {{\n    label={}; labeljust=l; fontsize=13; style=dashed;\n", number,
                        quoted_lines(caption, 60));
    out_ += fmt::format("    case_duties{} [shape=plain, label={},\n      tooltip={}];\n  }}\n", number,
                        table(entries, {}), tooltip(caption, entries));
  }

  void track(model::TrackId id) {
    const model::Track& track = framework_[id];
    out_ +=
        fmt::format("  subgraph cluster_track{} {{\n    label={}; labeljust=l; fontsize=13; style=rounded; id={};\n",
                    id.value, quoted_lines(caption(track.title, track.name), 60), quoted("track-" + track.name));
    if (const std::vector<Entry> entries = track_entries(framework_, id); !entries.empty()) {
      out_ += fmt::format("    track{}_duties [shape=note, style=dashed, label={},\n      tooltip={}];\n", id.value,
                          table(entries, R"(<TR><TD ALIGN="LEFT"><I>while this track runs</I></TD></TR>)"),
                          tooltip("While this track runs", entries));
    }
    // A cluster without a node is not drawn.
    out_ += fmt::format(
        "    start{} [shape=circle, style=filled, fillcolor=black, width=0.16, fixedsize=true, label=\"\","
        " tooltip={}];\n",
        id.value, quoted("start of " + track.name));
    for (const model::StageId stage_id : track.stages) stage(stage_id);
    out_ += "  }\n";
    if (track.stages.empty()) return;
    out_ += fmt::format("  start{} -> stage{} [label={}];\n", id.value, track.stages.front().value,
                        arrow_label(begins_text(framework_, track)));
  }

  void stage(model::StageId id) {
    const model::Stage& stage = framework_[id];
    std::string heading = fmt::format("<B>{}</B>", html_lines(caption(stage.title, stage.name), kTitleWidth, "<BR/>"));
    if (stage.end) heading += "<I>end</I>";
    if (stage.may_end) heading += "<I>may end</I>";
    heading = fmt::format("<TR><TD>{}</TD></TR>", heading);
    const std::vector<Entry> entries = stage_entries(framework_, id);
    out_ +=
        fmt::format("    stage{} [label={},\n      {}tooltip={}, id={}];\n", id.value, table(entries, heading),
                    stage.end ? "peripheries=2, " : "", tooltip(stage.name, entries), quoted("stage-" + stage.name));
  }

  void move(model::MoveId id) {
    const model::Move& move = framework_[id];
    std::string words = model::move_text(framework_, move);
    if (!move.citations.empty()) words += " [" + model::citation_text(framework_, move.citations) + "]";
    out_ += fmt::format("  stage{} -> stage{} [label={}, tooltip={}, labeltooltip={}, id=\"move-{}\"];\n",
                        move.from.value, move.to.value, arrow_label(arrow_text(framework_, move)), quoted(words),
                        quoted(words), id.value + 1);
  }

  const model::Framework& framework_;
  std::string out_;
};

}  // namespace

std::string to_dot(const model::Framework& framework) { return DotWriter(framework).write(); }

}  // namespace proviso::graph
