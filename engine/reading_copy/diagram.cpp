// SPDX-License-Identifier: Apache-2.0
// The picture is laid out here: boxes under one another, arrows in lanes to the right of them. All that lead to one
// stage share a lane.
#include "engine/reading_copy/diagram.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/vocabulary_words.h"
#include "engine/graph/diagram_text.h"
#include "engine/reading_copy/sentences.h"

namespace proviso::reading_copy {
namespace {

using model::StageId;
using model::TrackId;

// In units of the picture, which are pixels where there is room.
constexpr int kEdge = 6;
constexpr int kBoxWidth = 340;
constexpr int kPadding = 10;
constexpr int kTitleLine = 20;
constexpr int kLine = 18;
constexpr int kGap = 22;    // between two boxes
constexpr int kLane = 13;   // between two lanes
constexpr int kTurn = 6;    // of a line's corners
constexpr int kHead = 9;    // of an arrow
constexpr int kStart = 34;  // of the dot where the track begins
constexpr std::size_t kTitleWidth = 30;
constexpr std::size_t kTextWidth = 39;
constexpr std::size_t kMostLines = 4;
constexpr int kRight = kEdge + kBoxWidth;

/// A line of arrows: where it leaves a box, and the stage it leads to.
struct Arrow {
  int y = 0;
  std::size_t to = 0;
};

struct Box {
  std::vector<std::string> title;
  std::string note;
  std::vector<std::vector<std::string>> duties;
  std::vector<std::vector<std::string>> moves;
  std::vector<std::size_t> targets;  // of each move
  bool end = false;
  bool anywhere = false;
  int y = 0;
  int height = 0;
};

/// At most so many lines; what is left out is in the outline.
std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines = graph::wrap_text(text, kTextWidth);
  if (lines.size() > kMostLines) {
    lines.resize(kMostLines);
    lines.back() += " …";
  }
  return lines;
}

std::size_t place_of(const model::Track& track, StageId stage) {
  return static_cast<std::size_t>(std::find(track.stages.begin(), track.stages.end(), stage) - track.stages.begin());
}

void measure(Box& box, int y) {
  box.y = y;
  box.height = 2 * kPadding + kTitleLine * static_cast<int>(box.title.size());
  if (!box.note.empty()) box.height += kLine;
  for (const auto* group : {&box.duties, &box.moves}) {
    for (const auto& lines : *group) box.height += kLine * static_cast<int>(lines.size()) + 4;
  }
}

void add_steps(Box& box, const model::Track& track, const std::vector<Step>& steps) {
  for (const Step& step : steps) {
    box.moves.push_back(lines_of("→ " + step.occasion.text()));
    box.targets.push_back(place_of(track, step.to));
  }
}

void write_text(Markup& svg, int x, int y, std::string_view kind, const std::string& text) {
  svg.element("text", {{"x", std::to_string(x)}, {"y", std::to_string(y)}, {"class", std::string(kind)}}, text).line();
}

/// Draws a box; where each of its moves leaves it is added to `arrows`.
void draw_box(Markup& svg, const Box& box, std::vector<Arrow>& arrows) {
  const auto frame = [&](int inset, std::string_view kind) {
    svg.empty("rect", {{"x", std::to_string(kEdge + inset)},
                       {"y", std::to_string(box.y + inset)},
                       {"width", std::to_string(kBoxWidth - 2 * inset)},
                       {"height", std::to_string(box.height - 2 * inset)},
                       {"rx", "4"},
                       {"class", std::string(kind)}});
    svg.line();
  };
  frame(0, box.anywhere ? "box anywhere" : "box");
  if (box.end) frame(3, "inner");
  const int x = kEdge + kPadding;
  int y = box.y + kPadding - 5;
  for (const std::string& text : box.title) write_text(svg, x, y += kTitleLine, "title", text);
  if (!box.note.empty()) write_text(svg, x, y += kLine, "note", box.note);
  for (const auto& lines : box.duties) {
    y += 4;
    for (const std::string& text : lines) write_text(svg, x, y += kLine, "duty", text);
  }
  for (std::size_t i = 0; i < box.moves.size(); ++i) {
    y += 4;
    arrows.push_back({y + kLine - 5, box.targets[i]});
    for (const std::string& text : box.moves[i]) write_text(svg, x, y += kLine, "move", text);
  }
}

/// The arrows into one stage: from the highest to the lowest of their lines.
struct Bundle {
  std::size_t to = 0;
  int from_y = 0;
  int to_y = 0;
  int target_y = 0;
  int lane = 0;
  std::vector<int> sources;
};

/// Gives every bundle a lane in which it meets no other, the shortest nearest to the boxes. @return how many there are
int assign_lanes(std::vector<Bundle>& bundles) {
  std::vector<Bundle*> order;
  for (Bundle& bundle : bundles) order.push_back(&bundle);
  std::stable_sort(order.begin(), order.end(),
                   [](const Bundle* a, const Bundle* b) { return a->to_y - a->from_y < b->to_y - b->from_y; });
  std::vector<std::vector<const Bundle*>> lanes;
  for (Bundle* bundle : order) {
    const auto free = std::find_if(lanes.begin(), lanes.end(), [&](const std::vector<const Bundle*>& lane) {
      return std::all_of(lane.begin(), lane.end(), [&](const Bundle* other) {
        return other->to_y + 2 * kTurn < bundle->from_y || bundle->to_y + 2 * kTurn < other->from_y;
      });
    });
    bundle->lane = static_cast<int>(free - lanes.begin());
    if (free == lanes.end()) lanes.emplace_back();
    lanes[static_cast<std::size_t>(bundle->lane)].push_back(bundle);
  }
  return static_cast<int>(lanes.size());
}

void draw_bundle(Markup& svg, const Bundle& bundle) {
  const int x = kRight + 18 + bundle.lane * kLane;
  for (const int y : bundle.sources) {
    const int turn = bundle.target_y > y ? kTurn : -kTurn;
    svg.empty("path", {{"class", "arrow"},
                       {"d", fmt::format("M{} {}H{}Q{} {} {} {}V{}Q{} {} {} {}H{}", kRight, y, x - kTurn, x, y, x,
                                         y + turn, bundle.target_y - turn, x, bundle.target_y, x - kTurn,
                                         bundle.target_y, kRight + kHead)}});
    svg.line();
  }
  const int y = bundle.target_y;
  svg.empty(
      "path",
      {{"class", "head"},
       {"d", fmt::format("M{} {}L{} {}L{} {}Z", kRight + 1, y, kRight + kHead + 2, y - 5, kRight + kHead + 2, y + 5)}});
  svg.line();
}

std::vector<Box> boxes_of(const Names& names, const model::Track& track, const TrackSteps& steps) {
  std::vector<Box> boxes;
  if (!steps.from_anywhere.empty()) {
    Box box;
    box.title = {"From any stage"};
    box.anywhere = true;
    add_steps(box, track, steps.from_anywhere);
    boxes.push_back(std::move(box));
  }
  for (std::size_t i = 0; i < track.stages.size(); ++i) {
    const model::Stage& stage = names.framework[track.stages[i]];
    Box box;
    box.title = graph::wrap_text(title_of(stage.title, stage.name), kTitleWidth);
    box.end = stage.end;
    if (stage.end) box.note = "The track ends here";
    if (stage.may_end) box.note = "The track may end here";
    for (const model::DutyId id : stage.duties) {
      const model::Duty& duty = names.framework[id];
      box.duties.push_back(lines_of("• " + title_of(duty.title, duty.name)));
    }
    add_steps(box, track, steps.of_stage[i]);
    boxes.push_back(std::move(box));
  }
  return boxes;
}

/// Where the stages that a track's steps lead to are, once the boxes are in place.
std::vector<Bundle> bundles_of(const std::vector<Box>& boxes, const std::vector<Arrow>& arrows, std::size_t first) {
  std::vector<Bundle> bundles;
  for (std::size_t to = 0; first + to < boxes.size(); ++to) {
    Bundle bundle;
    bundle.to = to;
    bundle.target_y = boxes[first + to].y + kPadding + kTitleLine / 2;
    bundle.from_y = bundle.to_y = bundle.target_y;
    for (const Arrow& arrow : arrows) {
      if (arrow.to != to) continue;
      bundle.sources.push_back(arrow.y);
      bundle.from_y = std::min(bundle.from_y, arrow.y);
      bundle.to_y = std::max(bundle.to_y, arrow.y);
    }
    if (!bundle.sources.empty()) bundles.push_back(std::move(bundle));
  }
  return bundles;
}

std::string described(const model::Track& track, const TrackSteps& steps) {
  std::size_t moves = steps.from_anywhere.size();
  for (const auto& some : steps.of_stage) moves += some.size();
  return fmt::format(
      "{} {} from top to bottom, each with its duties; {} {} between them. The list beside it says the same.",
      track.stages.size(), track.stages.size() == 1 ? "stage" : "stages", moves, moves == 1 ? "arrow" : "arrows");
}

}  // namespace

Markup picture(const Names& names, TrackId id, const TrackSteps& steps) {
  const model::Track& track = names.framework[id];
  std::vector<Box> boxes = boxes_of(names, track, steps);
  const std::size_t first = steps.from_anywhere.empty() ? 0 : 1;
  int y = kEdge;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (i == first) y += kStart;
    measure(boxes[i], y);
    y += boxes[i].height + kGap;
  }
  Markup drawn;
  std::vector<Arrow> arrows;
  for (const Box& box : boxes) draw_box(drawn, box, arrows);
  if (boxes.size() > first) {
    const int top = boxes[first].y;
    const int x = kEdge + 16;
    drawn.empty("circle",
                {{"cx", std::to_string(x)}, {"cy", std::to_string(top - kStart + 8)}, {"r", "7"}, {"class", "head"}});
    drawn.empty("path", {{"class", "arrow"}, {"d", fmt::format("M{} {}V{}", x, top - kStart + 8, top - kHead)}});
    drawn.empty(
        "path",
        {{"class", "head"},
         {"d", fmt::format("M{} {}L{} {}L{} {}Z", x, top - 1, x - 5, top - kHead - 2, x + 5, top - kHead - 2)}});
    write_text(drawn, x + 14, top - kStart + 13, "note", "The track begins");
  }
  std::vector<Bundle> bundles = bundles_of(boxes, arrows, first);
  const int lanes = assign_lanes(bundles);
  for (const Bundle& bundle : bundles) draw_bundle(drawn, bundle);

  const int width = kRight + (lanes > 0 ? 18 + lanes * kLane : kEdge);
  const int height = y - kGap + kEdge;
  const std::string title = anchor("picture-title", track.name);
  const std::string description = anchor("picture-text", track.name);
  Markup svg;
  svg.open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                   {"class", "picture"},
                   {"role", "img"},
                   {"aria-labelledby", title + " " + description},
                   {"width", std::to_string(width)},
                   {"height", std::to_string(height)},
                   {"viewBox", fmt::format("0 0 {} {}", width, height)}});
  svg.line();
  svg.element("title", {{"id", title}}, "Diagram of the track " + quoted(title_of(track.title, track.name)));
  svg.element("desc", {{"id", description}}, described(track, steps)).line();
  svg.append(drawn).close().line();
  return svg;
}

Markup outline(const Names& names, TrackId id, const TrackSteps& steps) {
  const model::Track& track = names.framework[id];
  const auto list = [&](Markup& html, const std::vector<Step>& some) {
    for (const Step& step : some) {
      html.element("li", {}, step.occasion + ": on to " + names.stage(step.to)).line();
    }
  };
  Markup html;
  html.open("ol", {{"class", "outline"}}).line();
  for (std::size_t i = 0; i < track.stages.size(); ++i) {
    const model::Stage& stage = names.framework[track.stages[i]];
    html.open("li");
    html.open("strong").phrase(names.link(title_of(stage.title, stage.name), anchor("stage", stage.name))).close();
    if (stage.end) html.text(" (the track ends here)");
    if (stage.may_end) html.text(" (the track may end here)");
    if (!stage.duties.empty() || !steps.of_stage[i].empty()) {
      html.open("ul").line();
      for (const model::DutyId duty : stage.duties) html.element("li", {}, "Duty: " + names.duty(duty)).line();
      list(html, steps.of_stage[i]);
      html.close();
    }
    html.close().line();
  }
  html.close().line();
  if (!steps.from_anywhere.empty()) {
    html.element("p", {}, "From any stage:");
    html.open("ul").line();
    list(html, steps.from_anywhere);
    html.close().line();
  }
  return html;
}

TrackSteps steps_of(const Names& names, TrackId id) {
  const model::Framework& framework = names.framework;
  const model::Track& track = framework[id];
  TrackSteps steps;
  steps.of_stage.resize(track.stages.size());
  for (std::size_t i = 0; i < track.stages.size(); ++i) {
    for (const model::MoveId move : framework[track.stages[i]].moves) {
      steps.of_stage[i].push_back({move_occasion(names, framework[move]), framework[move].to});
    }
  }
  // What actions do, wherever they are written.
  const auto add = [&](const std::vector<model::Action>& actions, std::optional<StageId> in, const Phrase& occasion) {
    for (const model::Action& action : actions) {
      if (action.kind != model::Action::Kind::kGoTo || framework[action.stage].track != id) continue;
      const bool inside = in && framework[*in].track == id;
      (inside ? steps.of_stage[place_of(track, *in)] : steps.from_anywhere).push_back({occasion, action.stage});
    }
  };
  const auto stage_of = [](const model::Scope& scope) {
    return scope.kind == model::Scope::Kind::kStage ? std::optional(StageId{scope.index}) : std::nullopt;
  };
  for (const model::Move& move : framework.moves) add(move.actions, move.from, move_occasion(names, move));
  for (const model::Trigger& trigger : framework.triggers) {
    add(trigger.actions, stage_of(trigger.scope), trigger_occasion(names, trigger));
  }
  for (std::uint32_t i = 0; i < framework.duties.size(); ++i) {
    const model::Duty& duty = framework.duties[i];
    for (const model::Once& once : duty.once) {
      add(once.actions, stage_of(duty.scope),
          "Once " + names.duty({i}) + Phrase(fmt::format(" is {}", status_text(once.status))));
    }
  }
  return steps;
}

}  // namespace proviso::reading_copy
