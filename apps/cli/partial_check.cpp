// SPDX-License-Identifier: Apache-2.0
// Telling mistakes from their consequences, by the code of a mistake and by what stands around it.
#include "apps/cli/partial_check.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <vector>

namespace proviso::cli {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

// These rest on the words they point at alone.
constexpr std::array kNoConsequence{
    Code::kWrongKind,     Code::kDuplicateName,  Code::kUnknownValue,    Code::kTypeMismatch,
    Code::kNotACondition, Code::kParameterDates, Code::kModalityVerb,    Code::kFrameworkDates,
    Code::kNoDuration,    Code::kMoveAfterEnd,   Code::kCircularUse,     Code::kHours,
    Code::kAfterClose,    Code::kStandingDuty,   Code::kLinkedCalendars, Code::kCannotAccept};
// These compare the moves of one stage, so a move that could not be read may be their cause.
constexpr std::array kOfMoves{Code::kOtherwiseAlone, Code::kOverlappingMoves};

constexpr std::array<std::string_view, 10> kDeclaring{"source", "party", "parameter", "fact",    "event",
                                                      "track",  "stage", "duty",      "trigger", "example"};

template <typename List, typename Item>
bool contains(const List& list, const Item& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

/// The words of a text as the author divided them, with the offset of each.
struct Word {
  std::string_view text;
  std::size_t at = 0;
  bool opens_line = false;
};
std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  std::size_t end = 0;
  for (std::size_t at = text.find_first_not_of(kBlank); at != std::string_view::npos;
       at = text.find_first_not_of(kBlank, end)) {
    const std::string_view gap = text.substr(end, at - end);
    const bool opens_line = words.empty() || gap.find('\n') != std::string_view::npos;
    end = std::min(text.find_first_of(kBlank, at), text.size());
    words.push_back({.text = text.substr(at, end - at), .at = at, .opens_line = opens_line});
  }
  return words;
}

class Surroundings {
 public:
  Surroundings(const DiagnosticReport& mistakes, const SourceFile& file) : file_(file), words_(words_of(file.text())) {
    for (const Word& word : words_) {
      if (word.opens_line && (word.text == "stage" || word.text == "track" || word.text == "example")) {
        stages_.push_back(word.at);
      }
    }
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      if (contains(kDeclaring, words_[i].text)) {
        const std::string_view name = words_[i + 1].text;
        declared_.insert(name.substr(0, name.find_first_of(":,\"#")));
      }
    }
    for (const Diagnostic& mistake : mistakes.sorted()) {
      const bool counts =
          mistake.severity == Severity::kError && mistake.span.file == file.id() && !contains(kOfMoves, mistake.code);
      if (counts && in_a_move(mistake.span)) moves_with_mistakes_.push_back(mistake.span.begin);
    }
  }

  /// Whether a clause that could not be read may have declared the name.
  [[nodiscard]] bool seems_declared(std::string_view name) const { return declared_.contains(name); }
  [[nodiscard]] std::string_view words_at(Span span) const {
    return file_.text().substr(span.begin, span.end - span.begin);
  }

  /// Whether a move of the stage around this place has a mistake.
  [[nodiscard]] bool a_move_has_mistake(Span place) const {
    const auto next = std::upper_bound(stages_.begin(), stages_.end(), std::size_t{place.begin});
    const std::size_t first = next == stages_.begin() ? 0 : *(next - 1);
    const std::size_t last = next == stages_.end() ? file_.text().size() + 1 : *next;
    return std::any_of(moves_with_mistakes_.begin(), moves_with_mistakes_.end(),
                       [&](std::size_t at) { return at >= first && at < last; });
  }

 private:
  /// Whether the clause around a place is a move. One that only looks so counts as one: then less is reported.
  [[nodiscard]] bool in_a_move(Span place) const {
    const auto after = std::upper_bound(words_.begin(), words_.end(), std::size_t{place.begin},
                                        [](std::size_t at, const Word& word) { return at < word.at; });
    for (auto word = after; word != words_.begin();) {
      --word;
      if (!word->opens_line) continue;
      if (word->text == "when" || word->text == "after") return true;
      if (contains(kDeclaring, word->text)) return false;
    }
    return false;
  }

  const SourceFile& file_;
  std::vector<Word> words_;
  std::vector<std::size_t> stages_;  // where a stage, track or example begins
  std::set<std::string_view> declared_;
  std::vector<std::size_t> moves_with_mistakes_;
};

}  // namespace

DiagnosticReport certain_of(const DiagnosticReport& found, const DiagnosticReport& mistakes, const SourceSet& sources,
                            std::size_t files, bool complete) {
  DiagnosticReport certain;
  if (found.empty()) return certain;
  std::vector<Surroundings> around;
  for (std::size_t i = 0; i < files; ++i) around.emplace_back(mistakes, sources[static_cast<FileId>(i)]);
  const std::vector<Diagnostic> all = mistakes.sorted();
  const bool file_missing =
      std::any_of(all.begin(), all.end(), [](const Diagnostic& mistake) { return mistake.code == Code::kUsedFile; });
  for (const Diagnostic& diagnostic : found.sorted()) {
    const Surroundings& here = around.at(static_cast<std::size_t>(diagnostic.span.file));
    bool keep = complete || contains(kNoConsequence, diagnostic.code);
    if (diagnostic.code == Code::kUnknownName && !complete) {
      const std::string_view name = here.words_at(diagnostic.span);
      keep = !file_missing && std::none_of(around.begin(), around.end(),
                                           [&](const Surroundings& file) { return file.seems_declared(name); });
    }
    if (contains(kOfMoves, diagnostic.code)) keep = !here.a_move_has_mistake(diagnostic.span);
    if (keep) certain.add(diagnostic);
  }
  return certain;
}

}  // namespace proviso::cli
