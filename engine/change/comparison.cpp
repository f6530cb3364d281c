// SPDX-License-Identifier: Apache-2.0
// Sets two versions side by side and says what differs in an aspect.
#include "engine/change/comparison.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/word_list.h"
#include "engine/change/names.h"
#include "engine/model/wording.h"

namespace proviso::change {
namespace {

using namespace model;

constexpr std::size_t kLongestClause = 400;  // bytes of a clause that are shown

// Behind a name that only the old version has, so that it agrees with none of the new one.
constexpr char kGone = '\x01';

/// Some words as one line: comments left out, blanks and line ends one blank each.
std::string one_line(std::string_view text) {
  std::string line;
  bool quoted = false;
  bool blank = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!quoted && c == '#') {
      i = std::min(text.find('\n', i), text.size());
      blank = true;
      continue;
    }
    if (c == '"' && (i == 0 || text[i - 1] != '\\')) quoted = !quoted;
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      blank = true;
      continue;
    }
    if (blank && !line.empty()) line += ' ';
    blank = false;
    line += c;
  }
  if (line.size() > kLongestClause) {
    std::size_t end = kLongestClause;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;  // no half of a character
    line.resize(end);
    line += " …";
  }
  return line;
}

std::string_view miss_text(std::string_view modality) {
  if (modality.starts_with("must")) return "a breach";
  if (modality.starts_with("should")) return "a shortfall";
  if (modality.starts_with("will")) return "a deviation";
  return "not found wanting";
}

std::string with_article(std::string_view label) {
  const bool vowel = std::string_view("aeiou").find(label.front()) != std::string_view::npos;
  return fmt::format("{} {}", vowel ? "an" : "a", label);
}

std::string listed(const std::vector<std::string>& items) {
  std::vector<std::string> quoted;
  for (const std::string& item : items) quoted.push_back(fmt::format("`{}`", item));
  return joined(quoted);
}

/// The items of one aspect that the other lacks, counted; their places.
std::vector<std::size_t> missing_in(const std::vector<std::string>& items, const std::vector<std::string>& other) {
  std::vector<std::string> rest = other;
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto found = std::find(rest.begin(), rest.end(), items[i]);
    if (found == rest.end()) {
      missing.push_back(i);
    } else {
      rest.erase(found);
    }
  }
  return missing;
}

std::string sentence(const std::string& phrase, Subject subject, std::string_view label,
                     const std::vector<std::string>& before, const std::vector<std::string>& after) {
  if (label == "judgement") {
    return before.empty() ? fmt::format("{} is a judgement now: only a person settles it", phrase)
                          : fmt::format("{} is no judgement any more", phrase);
  }
  if (label == "beginning" && before.empty()) {
    return fmt::format("{} begins {} instead of at once", phrase, listed(after));
  }
  if (label == "beginning" && after.empty()) {
    return fmt::format("{} begins at once instead of {}", phrase, listed(before));
  }
  if (label == "end" && before.empty()) return fmt::format("{} now says {}", phrase, listed(after));
  if (label == "end" && after.empty()) return fmt::format("{} no longer says {}", phrase, listed(before));
  if (before.empty()) return fmt::format("{} now has {}: {}", phrase, with_article(label), listed(after));
  if (after.empty()) {
    return fmt::format("{} no longer has {}: {}", phrase, with_article(label), listed(before));
  }
  const std::string was = listed(before);
  const std::string is = listed(after);
  if (label == "title") {
    return fmt::format("the title of {} is \"{}\" instead of \"{}\"", phrase, after.front(), before.front());
  }
  if (label == "party" && subject == Subject::kDuty)
    return fmt::format("{} is owed by {} instead of {}", phrase, is, was);
  if (label == "party") return fmt::format("{} is by {} instead of {}", phrase, is, was);
  if (label == "scope") return fmt::format("{} belongs to {} instead of {}", phrase, after.front(), before.front());
  if (label == "track") return fmt::format("{} belongs to track {} instead of {}", phrase, is, was);
  if (label == "beginning") return fmt::format("{} begins {} instead of {}", phrase, is, was);
  if (label == "end") return fmt::format("{} says {} instead of {}", phrase, is, was);
  if (label == "occasion") return fmt::format("{} fires {} instead of {}", phrase, is, was);
  if (label == "target") return fmt::format("{} leads to {} instead of {}", phrase, is, was);
  if (label == "act" && !after.front().starts_with("that ") && !before.front().starts_with("that ")) {
    return fmt::format("{} concerns {} instead of {}", phrase, is, was);
  }
  if (label == "modality") {
    const std::string_view is_then = miss_text(after.front());
    const std::string_view was_then = miss_text(before.front());
    std::string text = fmt::format("{} says {} instead of {}", phrase, is, was);
    if (is_then != was_then) text += fmt::format(": a miss is {} instead of {}", is_then, was_then);
    return text;
  }
  return fmt::format("the {} of {} is {} instead of {}", label, phrase, is, was);
}

Side side(const Version& version, Framework normal) {
  return {version.framework, std::move(normal), version.calendars, version.sources};
}

Framework in_new_names(const Framework& before, const Framework& now, const Matching& matching) {
  Framework result = renamed(before, [&](SymbolKind kind, std::size_t index) {
    const std::optional<std::uint32_t> same = matching.now(kind, static_cast<std::uint32_t>(index));
    return same ? name_of(now, kind, *same) : name_of(before, kind, index) + kGone;
  });
  normalise(result);
  return result;
}

Framework in_own_names(const Framework& now) {
  Framework result = now;
  normalise(result);
  return result;
}

}  // namespace

Comparison::Comparison(const Version& before, const Version& now, const Matching& matching)
    : before_(side(before, in_new_names(before.framework, now.framework, matching))),
      now_(side(now, in_own_names(now.framework))),
      matching_(matching) {
  changes_.old_framework = before.framework.name;
  changes_.new_framework = now.framework.name;
}

Changes Comparison::run() {
  header();
  calendars();
  vocabulary();
  parameters();
  tables();
  tracks_and_stages();
  duties();
  triggers();
  transition();
  order_of_reactions();
  order_of_tracks();
  renames();
  examples();
  std::stable_sort(changes_.meaning.begin(), changes_.meaning.end(), [](const Change& a, const Change& b) {
    return std::pair(a.subject, a.kind != ChangeKind::kRenamed) < std::pair(b.subject, b.kind != ChangeKind::kRenamed);
  });
  return std::move(changes_);
}

Comparison::Pair Comparison::pair(Subject subject, const std::string& old_name, const std::string& name) const {
  return {
      .subject = subject,
      .name = name,
      .old_name = old_name,
      .phrase = subject == Subject::kFramework ? "the framework" : fmt::format("{} `{}`", subject_text(subject), name),
      .citation = {}};
}

void Comparison::compare_aspect(const Pair& pair, const Aspect& old_written, const Aspect& old_normal,
                                const Aspect& new_written, const Aspect& new_normal) {
  if (old_normal.items == new_normal.items) return;
  const std::vector<std::size_t> gone = missing_in(old_normal.items, new_normal.items);
  const std::vector<std::size_t> come = missing_in(new_normal.items, old_normal.items);
  const bool moved = gone.empty() && come.empty();
  if (moved && !new_normal.ordered && !old_normal.ordered) return;
  Change change{.subject = pair.subject,
                .kind = moved ? ChangeKind::kReordered : ChangeKind::kChanged,
                .name = pair.name,
                .old_name = pair.old_name,
                .aspect = std::string(new_written.label),
                .before = {},
                .after = {},
                .sentence = {},
                .details = {},
                .citation = pair.citation,
                .old_place = old_place(old_written.span),
                .new_place = new_place(new_written.span)};
  std::vector<std::string> before;
  std::vector<std::string> after;
  if (moved) {
    before = old_written.items;
    after = new_written.items;
    change.sentence = fmt::format("the {}s of {} come in another order, which counts: {} instead of {}",
                                  new_written.label, pair.phrase, listed(after), listed(before));
  } else {
    for (const std::size_t i : gone) before.push_back(old_written.items[i]);
    for (const std::size_t i : come) after.push_back(new_written.items[i]);
    change.sentence = sentence(pair.phrase, pair.subject, new_written.label, before, after);
  }
  change.before = fmt::format("{}", fmt::join(before, "; "));
  change.after = fmt::format("{}", fmt::join(after, "; "));
  add(std::move(change));
}

void Comparison::added(const Pair& pair, const std::string& words, Span span, std::vector<std::string> details) {
  if (left_out(now_.written, pair.name)) return;
  add({.subject = pair.subject,
       .kind = ChangeKind::kAdded,
       .name = pair.name,
       .old_name = {},
       .aspect = {},
       .before = {},
       .after = words,
       .sentence = fmt::format("{} is new{}", pair.phrase, words.empty() ? "" : fmt::format(": `{}`", words)),
       .details = std::move(details),
       .citation = pair.citation,
       .old_place = std::nullopt,
       .new_place = new_place(span)});
}

void Comparison::removed(const Pair& pair, const std::string& words, Span span, std::vector<std::string> details) {
  if (left_out(before_.written, pair.name)) return;
  add({.subject = pair.subject,
       .kind = ChangeKind::kRemoved,
       .name = pair.name,
       .old_name = pair.name,
       .aspect = {},
       .before = words,
       .after = {},
       .sentence = fmt::format("{} is gone{}", pair.phrase, words.empty() ? "" : fmt::format("; it was `{}`", words)),
       .details = std::move(details),
       .citation = pair.citation,
       .old_place = old_place(span),
       .new_place = std::nullopt});
}

Place Comparison::place(const SourceSet& sources, Span span) {
  const SourceFile& file = sources[span.file];
  const std::string_view text = file.text();
  const std::size_t begin = std::min<std::size_t>(span.begin, text.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, text.size());
  return {file.path(), file.position(span.begin).line, one_line(text.substr(begin, end - begin))};
}

Changes diff(const Version& before, const Version& now, const Matching& matching) {
  return Comparison(before, now, matching).run();
}

Changes diff(const Version& before, const Version& now) {
  const Matching matching = match(before.framework, now.framework);
  return diff(before, now, matching);
}

}  // namespace proviso::change
