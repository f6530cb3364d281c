// SPDX-License-Identifier: Apache-2.0
// From the nodes of one clause after the other to the syntax tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_file.h"
#include "grammar/flat_tree.h"
#include "grammar/syntax_tree.h"

namespace proviso::grammar {

class ClauseReader;
class NodeView;

/// Puts clauses where they belong: stages into their track, moves, duties and triggers into their stage, lines into
/// their example. Reports what the grammar lets through: names in capitals, days that do not exist, counts too large,
/// days of no kind, clauses that stand outside what holds them.
class TreeBuilder {
 public:
  TreeBuilder(const SourceFile& file, std::size_t depth_limit, DiagnosticReport& report, syntax::File& tree)
      : file_(file), depth_limit_(depth_limit), report_(report), tree_(tree) {}

  /// A clause that matched.
  void add(const FlatTree& clause);
  /// A clause that failed, as far as it matched: what it opens stays open, so that its lines are not misplaced.
  void add_broken(const FlatTree& clause);

 private:
  /// What the lines that follow belong to.
  enum class Scope : std::uint8_t {
    kNone,
    kTrack,       ///< the last declaration
    kStage,       ///< the last stage of the last declaration
    kExample,     ///< the last declaration
    kTransition,  ///< the last declaration
    kDropped,     ///< something with a mistake in its header: lines are read and left out
  };

  void add(NodeView view, ClauseReader& reader);
  void add_accept(syntax::Accept accept);
  [[nodiscard]] std::uint8_t depth_of_last() const;
  template <typename T>
  void declare(T declaration, Scope scope);
  template <typename T>
  void add_to_stage(T item, Span keyword, const char* word);
  template <typename T>
  void add_in_scope(T item, std::vector<T> syntax::Track::*of_track);
  template <typename T>
  void add_to_transition(T item, Span keyword, const char* word);
  template <typename T>
  void add_to_example(T item, Span keyword, const char* word);
  void misplaced(Span keyword, const char* word, const char* home);
  void extend(Span span);

  const SourceFile& file_;
  std::size_t depth_limit_;
  DiagnosticReport& report_;
  syntax::File& tree_;
  Scope scope_ = Scope::kNone;
  bool in_track_ = false;  ///< the last declaration is a track
  bool lenient_ = false;   ///< a line before could not be read and may have opened what these lines belong to
};

}  // namespace proviso::grammar
