// SPDX-License-Identifier: Apache-2.0
// Two versions side by side, and the list of what differs. Internal to engine/change: each compare_*.cpp compares one
// kind of thing.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/change/aspects.h"
#include "engine/change/changes.h"
#include "engine/change/diff.h"
#include "engine/change/matching.h"
#include "engine/graph/procedure_graph.h"
#include "engine/model/model.h"

namespace proviso::change {

/// One version as it is compared: as written, for people, and in one set of names and one way of writing, to compare.
/// Both have the same ids.
struct Side {
  const model::Framework& written;
  model::Framework normal;
  const Calendars& calendars;
  const SourceSet& sources;
};

struct Turned;

class Comparison {
 public:
  Comparison(const Version& before, const Version& now, const Matching& matching);

  Changes run();

 private:
  // compare_declarations.cpp
  void header();
  void vocabulary();
  void parameters();
  void versions(const model::Parameter& before, const model::Parameter& now, std::uint32_t old_index,
                std::uint32_t new_index);
  void renames();

  // compare_procedure.cpp
  void tracks_and_stages();
  void moves(std::uint32_t old_stage, std::uint32_t new_stage);
  using MovePairs = std::vector<std::pair<model::MoveId, model::MoveId>>;
  MovePairs match_moves(const model::Stage& old_stage, const model::Stage& new_stage) const;
  void duties();
  void limit(const model::Duty& before, const model::Duty& now, Change& change) const;
  void triggers();

  // compare_order.cpp
  void order_of_moves(const MovePairs& pairs, const model::Stage& stage);
  void order_of_reactions();
  void order_of_tracks();
  [[nodiscard]] Change reordered(Subject subject, const Turned& found, std::string_view what) const;

  // compare_tables.cpp
  void tables();
  void rows(const model::Decision& before, const model::Decision& now);

  // compare_transition.cpp
  void transition();
  void whole_transition(const model::Transition& transition, bool is_new);
  void same_things();
  void places();
  void pending();
  /// Whether a name belongs to rules that only one version continues: that it does is said once.
  [[nodiscard]] bool left_out(const model::Framework& framework, std::string_view name) const;
  void transition_change(std::string_view aspect, std::string before, std::string after, std::string sentence,
                         Span old_span, Span new_span, std::string citation = {});

  // compare_calendars.cpp
  void calendars();
  void calendar(const Calendar& before, const Calendar& now, const std::string& counts);

  // compare_examples.cpp
  void examples();

  // comparison.cpp
  /// What is compared: two declarations, or one that only one version has.
  struct Pair {
    Subject subject{};
    std::string name;      ///< of the new version, or where it is gone of the old
    std::string old_name;  ///< empty: it is new
    std::string phrase;    ///< `duty `submit-wsoa``
    std::string citation;
  };
  Pair pair(Subject subject, const std::string& old_name, const std::string& name) const;
  /// One change for each aspect that differs.
  template <typename Clause>
  void compare_aspects(const Pair& pair, const Clause& old_written, const Clause& old_normal, const Clause& new_written,
                       const Clause& new_normal);
  void compare_aspect(const Pair& pair, const Aspect& old_written, const Aspect& old_normal, const Aspect& new_written,
                      const Aspect& new_normal);
  void added(const Pair& pair, const std::string& words, Span span, std::vector<std::string> details = {});
  void removed(const Pair& pair, const std::string& words, Span span, std::vector<std::string> details = {});
  [[nodiscard]] Place old_place(Span span) const { return place(before_.sources, span); }
  [[nodiscard]] Place new_place(Span span) const { return place(now_.sources, span); }
  static Place place(const SourceSet& sources, Span span);
  void add(Change change) { changes_.meaning.push_back(std::move(change)); }

  Side before_;
  Side now_;
  const Matching& matching_;
  std::optional<graph::ProcedureGraph> graph_;  // of the new version; made when it is asked for
  Changes changes_;
};

template <typename Clause>
void Comparison::compare_aspects(const Pair& pair, const Clause& old_written, const Clause& old_normal,
                                 const Clause& new_written, const Clause& new_normal) {
  const Aspects before = aspects(before_.written, old_written);
  const Aspects before_normal = aspects(before_.normal, old_normal);
  const Aspects now = aspects(now_.written, new_written);
  const Aspects now_normal = aspects(now_.normal, new_normal);
  // INVARIANT: the same kind of declaration has the same aspects in the same order.
  for (std::size_t i = 0; i < before.size(); ++i) {
    compare_aspect(pair, before[i], before_normal[i], now[i], now_normal[i]);
  }
}

}  // namespace proviso::change
