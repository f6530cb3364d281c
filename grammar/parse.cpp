// SPDX-License-Identifier: Apache-2.0
// Runs the grammar over one file, clause by clause; a clause that fails is explained and skipped. PEGTL stays here.
#include "grammar/parse.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "grammar/actions.h"
#include "grammar/mistakes.h"
#include "grammar/recovery.h"
#include "grammar/text_scan.h"
#include "grammar/tree_builder.h"

namespace proviso::grammar {
namespace {

/// What the grammar works on: the nodes of the clause at hand, and the tree made of the clauses before it.
class ParseState {
 public:
  ParseState(const SourceFile& file, const ParseLimits& limits, DiagnosticReport& report, syntax::File& tree)
      : depth_limit(limits.depth),
        file_(file),
        limits_(limits),
        report_(report),
        tree_(tree),
        builder_(file, limits.depth, report, tree) {
    nodes.reserve(256);
  }

  [[nodiscard]] std::uint32_t offset(const char* at) const {
    return static_cast<std::uint32_t>(at - file_.text().data());
  }

  void begin_clause(const char* at) {
    nodes.clear();
    depth = 0;
    limit_follows = false;
    one_event_only = false;
    clause_begin_ = offset(at);
  }

  /// Puts the clause into the tree; tells where to go on.
  const char* accept_clause(const char* after) {
    builder_.add(nodes);
    return report_.size() < limits_.mistakes ? after : give_up(offset(after));
  }

  /// Reports why the clause failed; tells where the next one begins.
  const char* abandon_clause(const ClauseFailed& failure) {
    const std::string_view text = file_.text();
    const std::uint32_t at = offset(failure.at);
    const Explained explained = explain(failure.expected, clause_begin_, at, file_, tree_.comments);
    report_.add(explained.diagnostic);
    builder_.add_broken(nodes);
    // A clause that fails with its first word must not be tried again.
    const std::uint32_t from = at == clause_begin_ ? end_of_line(text, at) : at;
    std::uint32_t next = next_clause(text, from, explained.resume);
    // The `when` of a trigger whose header could not be read is no move.
    if (is_trigger_header() && text.substr(next).starts_with("when")) {
      next = next_clause(text, end_of_line(text, next), explained.resume);
    }
    return report_.size() < limits_.mistakes ? text.data() + next : give_up(next);
  }

  // The grammar's rules and their control read and write these.
  FlatTree nodes;
  const char* token_end = nullptr;  ///< where the token matched last ended, without the gap behind it
  const char* failed_at = nullptr;  ///< where the rule that failed last began
  std::size_t depth = 0;
  std::size_t depth_limit;
  bool limit_follows = false;
  bool one_event_only = false;

 private:
  /// Whether the clause at hand is a trigger of which no more than the name and the title were read.
  [[nodiscard]] bool is_trigger_header() const {
    return !nodes.empty() && nodes.front().kind == NodeKind::kTrigger &&
           std::none_of(nodes.begin() + 1, nodes.end(),
                        [](const Node& n) { return n.kind != NodeKind::kName && n.kind != NodeKind::kText; });
  }

  const char* give_up(std::uint32_t at) {
    const std::string_view text = file_.text();
    if (at < text.size()) {
      report_.error(Code::kSyntax, file_.span(at, at),
                    fmt::format("after {} mistakes the rest of this file was not read", limits_.mistakes));
    }
    return text.data() + text.size();
  }

  const SourceFile& file_;
  const ParseLimits& limits_;
  DiagnosticReport& report_;
  syntax::File& tree_;
  TreeBuilder builder_;
  std::uint32_t clause_begin_ = 0;
};

}  // namespace

syntax::File parse(const SourceFile& file, DiagnosticReport& report, const ParseLimits& limits) {
  syntax::File tree;
  tree.id = file.id();
  const std::string_view text = file.text();
  const std::size_t most = std::min<std::size_t>(limits.bytes, std::numeric_limits<std::uint32_t>::max() - 1);
  if (text.size() > most) {
    report.error(Code::kFileTooLarge, file.span(0, 0),
                 fmt::format("this file has {} bytes and a rule file may have {}", text.size(), most));
    return tree;
  }
  TextScan scan = scan_text(file);
  tree.comments = std::move(scan.comments);
  if (scan.mistake) {
    report.add(*scan.mistake);
    return tree;
  }

  DiagnosticReport found;
  pegtl::memory_input<pegtl::tracking_mode::lazy> in(text.data(), text.data() + text.size(), file.path());
  ParseState state(file, limits, found, tree);
  pegtl::parse<rules::file, pegtl::nothing, recording>(in, state);

  report.append(found);
  return tree;
}

}  // namespace proviso::grammar
