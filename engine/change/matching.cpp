// SPDX-License-Identifier: Apache-2.0
#include "engine/change/matching.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "engine/change/aspects.h"
#include "engine/change/names.h"
#include "engine/model/wording.h"

namespace proviso::change {
namespace {

using namespace model;

constexpr std::size_t kMostRounds = 200;  // of looking again, now that more names are known

// How a name stands in a text while names are taken out: between two bytes that no rule file's words contain.
constexpr char kOpen = '\x01';
constexpr char kClose = '\x02';

std::string token(SymbolKind kind, std::size_t index) {
  return std::string(1, kOpen) + static_cast<char>('a' + static_cast<int>(kind)) + std::to_string(index) + kClose;
}

/// Whether a declaration is one of the rules that a framework continues: it is compared with such alone.
bool is_followed(const Framework& framework, SymbolKind kind, std::size_t index) {
  return framework.transition &&
         framework.part_of_name(name_of(framework, kind, index)) == framework.transition->followed;
}

struct Reference {
  SymbolKind kind{};
  std::uint32_t index = 0;
  friend auto operator<=>(const Reference&, const Reference&) = default;
};

/// One thing that a declaration says, with the names taken out.
struct Statement {
  Reference of;
  std::vector<std::string> words;     ///< one more than there are names
  std::vector<Reference> references;  ///< between them
};

/// All that one version says.
class Statements {
 public:
  /// @param whole  with what the rules say that only this version continues
  Statements(const Framework& framework, bool whole) : framework_(framework), whole_(whole) {
    const Framework nameless = renamed(framework, token);
    for (std::size_t k = 0; k < kSymbolKinds; ++k) {
      const std::size_t count = count_of(framework, static_cast<SymbolKind>(k));
      content_[k].resize(count);
      usage_[k].resize(count);
      titles_[k].resize(count);
    }
    each(nameless, SymbolKind::kSource, nameless.sources);
    each(nameless, SymbolKind::kParty, nameless.parties);
    each(nameless, SymbolKind::kParameter, nameless.parameters);
    each(nameless, SymbolKind::kFact, nameless.facts);
    each(nameless, SymbolKind::kEvent, nameless.events);
    each(nameless, SymbolKind::kTrack, nameless.tracks);
    each(nameless, SymbolKind::kStage, nameless.stages);
    each(nameless, SymbolKind::kDuty, nameless.duties);
    each(nameless, SymbolKind::kTrigger, nameless.triggers);
    for (std::uint32_t i = 0; i < nameless.parameters.size(); ++i) {
      for (const ParameterVersion& version : nameless.parameters[i].versions) {
        say({SymbolKind::kParameter, i}, duration_text(nameless, version.value) + " from " +
                                             std::to_string(version.from.time_since_epoch().count()) + " cite " +
                                             citations_text(nameless, version.citations));
      }
    }
    for (const Move& move : nameless.moves) {
      std::string text = "move";
      for (const Aspect& aspect : aspects(nameless, move)) text += text_of(aspect);
      say({SymbolKind::kStage, move.from.value}, text);
    }
    for (const Decision& table : nameless.decisions) {
      const Reference fact{SymbolKind::kFact, table.fact.value};
      std::string text = "table";
      for (const FactId input : table.inputs) text += ' ' + nameless.facts[input.value].name;
      for (const Aspect& aspect : aspects(nameless, table)) {
        if (aspect.label != "title") text += text_of(aspect);
      }
      say(fact, text);
      for (const Row& row : table.rows) say(fact, "row " + row_text(nameless, table, row));
    }
  }

  [[nodiscard]] const Framework& framework() const { return framework_; }
  [[nodiscard]] const std::vector<Statement>& all() const { return statements_; }
  /// What a declaration says, by place in all().
  [[nodiscard]] const std::vector<std::size_t>& content(Reference of) const {
    return content_[static_cast<std::size_t>(of.kind)][of.index];
  }
  /// What names it.
  [[nodiscard]] const std::vector<std::size_t>& usage(Reference of) const {
    return usage_[static_cast<std::size_t>(of.kind)][of.index];
  }
  [[nodiscard]] const std::string& title(Reference of) const {
    return titles_[static_cast<std::size_t>(of.kind)][of.index];
  }

 private:
  static std::string text_of(const Aspect& aspect) {
    if (aspect.items.empty()) return {};
    std::string text = "; " + std::string(aspect.label);
    for (const std::string& item : aspect.items) text += ": " + item;
    return text;
  }

  template <typename Table>
  void each(const Framework& nameless, SymbolKind kind, const Table& table) {
    for (std::uint32_t i = 0; i < table.size(); ++i) {
      for (const Aspect& aspect : aspects(nameless, table[i])) {
        if (aspect.items.empty()) continue;
        if (aspect.label == "title") {
          // With tokens for names, a title that was left out is not known by the name: by the original's.
          if (aspect.items.front() != name_of(framework_, kind, i) && !plainly_named(kind, i, aspect.items.front())) {
            titles_[static_cast<std::size_t>(kind)][i] = aspect.items.front();
          }
          continue;
        }
        say({kind, i}, text_of(aspect));
      }
    }
  }

  bool plainly_named(SymbolKind kind, std::size_t index, const std::string& title) const {
    const std::string& name = name_of(framework_, kind, index);
    return title == std::string_view(name).substr(name.find('/') + 1);
  }

  void say(Reference of, const std::string& text) {
    if (!whole_ && is_followed(framework_, of.kind, of.index)) return;
    Statement statement{.of = of, .words = {}, .references = {}};
    std::size_t from = 0;
    for (std::size_t at = text.find(kOpen); at != std::string::npos; at = text.find(kOpen, at + 1)) {
      const std::size_t end = text.find(kClose, at);
      if (end == std::string::npos) break;
      const std::optional<Reference> reference = read(std::string_view(text).substr(at + 1, end - at - 1));
      if (!reference) continue;
      statement.words.push_back(text.substr(from, at - from));
      statement.references.push_back(*reference);
      from = end + 1;
    }
    statement.words.push_back(text.substr(from));
    const std::size_t place = statements_.size();
    content_[static_cast<std::size_t>(of.kind)][of.index].push_back(place);
    for (const Reference& reference : statement.references) {
      std::vector<std::size_t>& usage = usage_[static_cast<std::size_t>(reference.kind)][reference.index];
      if (usage.empty() || usage.back() != place) usage.push_back(place);
    }
    statements_.push_back(std::move(statement));
  }

  /// Nothing where an author's text only looks like a token.
  std::optional<Reference> read(std::string_view text) const {
    constexpr std::size_t kMostDigits = 9;
    if (text.size() < 2 || text.size() > kMostDigits + 1) return std::nullopt;
    const auto kind = static_cast<std::size_t>(text.front() - 'a');
    if (text.front() < 'a' || kind >= kSymbolKinds) return std::nullopt;
    std::uint32_t index = 0;
    for (const char c : text.substr(1)) {
      if (c < '0' || c > '9') return std::nullopt;
      index = index * 10 + static_cast<std::uint32_t>(c - '0');
    }
    if (index >= content_[kind].size()) return std::nullopt;
    return Reference{static_cast<SymbolKind>(kind), index};
  }

  const Framework& framework_;
  bool whole_;
  std::vector<Statement> statements_;
  std::array<std::vector<std::vector<std::size_t>>, kSymbolKinds> content_;
  std::array<std::vector<std::vector<std::size_t>>, kSymbolKinds> usage_;
  std::array<std::vector<std::string>, kSymbolKinds> titles_;
};

/// What two declarations have to agree in to be taken for one, strictest first.
enum class Agreement : std::uint8_t { kEverything, kContentAndUsage, kTitle, kUsage, kContent };
constexpr Agreement kAgreements[] = {Agreement::kEverything, Agreement::kContentAndUsage, Agreement::kTitle,
                                     Agreement::kUsage, Agreement::kContent};

/// Whether what such a declaration says can make it out among others of its kind: a clause, not a word or two.
bool is_clause(SymbolKind kind) { return kind == SymbolKind::kDuty || kind == SymbolKind::kTrigger; }

}  // namespace

class Matcher {
 public:
  Matcher(const Framework& before, const Framework& now) : before_(before), now_(now) {
    for (std::size_t k = 0; k < kSymbolKinds; ++k) {
      const auto kind = static_cast<SymbolKind>(k);
      result_.now_[k].resize(count_of(before, kind));
      result_.before_[k].resize(count_of(now, kind));
      std::map<std::string_view, std::uint32_t> by_name;
      for (std::uint32_t i = 0; i < result_.before_[k].size(); ++i) by_name.emplace(name_of(now, kind, i), i);
      for (std::uint32_t i = 0; i < result_.now_[k].size(); ++i) {
        const auto same = by_name.find(name_of(before, kind, i));
        if (same == by_name.end() || is_followed(before, kind, i) != is_followed(now, kind, same->second)) continue;
        pair(kind, i, same->second);
      }
    }
  }

  Matching run() {
    for (std::size_t round = 0; round < kMostRounds && any_open(); ++round) {
      const bool found = std::any_of(std::begin(kAgreements), std::end(kAgreements),
                                     [&](Agreement agreement) { return match_by(agreement); });
      if (!found) break;
    }
    return std::move(result_);
  }

 private:
  void pair(SymbolKind kind, std::uint32_t old_index, std::uint32_t new_index) {
    result_.now_[static_cast<std::size_t>(kind)][old_index] = new_index;
    result_.before_[static_cast<std::size_t>(kind)][new_index] = old_index;
  }

  [[nodiscard]] bool any_open() const {
    for (std::size_t k = 0; k < kSymbolKinds; ++k) {
      const auto open = [](const auto& matched) { return !matched; };
      if (std::any_of(result_.now_[k].begin(), result_.now_[k].end(), open) &&
          std::any_of(result_.before_[k].begin(), result_.before_[k].end(), open)) {
        return true;
      }
    }
    return false;
  }

  /// Pairs what agrees so far and with nothing else; whether there was any.
  bool match_by(Agreement agreement) {
    if (!statements_[0]) {
      const bool both = before_.transition && now_.transition;
      statements_[0].emplace(before_, both);
      statements_[1].emplace(now_, both);
    }
    std::vector<std::pair<Reference, std::uint32_t>> found;
    for (const SymbolKind kind : symbol_kinds()) {
      const auto k = static_cast<std::size_t>(kind);
      struct Alike {
        std::vector<std::uint32_t> before;
        std::vector<std::uint32_t> now;
      };
      std::map<std::string, Alike> alike;
      const auto gather = [&](const auto& matched, std::size_t side, std::vector<std::uint32_t> Alike::*list) {
        for (std::uint32_t i = 0; i < matched.size(); ++i) {
          if (matched[i]) continue;
          std::string signature = signature_of(side, {kind, i}, agreement);
          if (signature.empty()) continue;
          if (is_followed(statements_[side]->framework(), kind, i)) signature += '\x04';
          (alike[signature].*list).push_back(i);
        }
      };
      gather(result_.now_[k], 0, &Alike::before);
      if (alike.empty()) continue;
      gather(result_.before_[k], 1, &Alike::now);
      for (const auto& [signature, both] : alike) {
        if (both.before.size() == 1 && both.now.size() == 1) found.push_back({{kind, both.before[0]}, both.now[0]});
      }
    }
    for (const auto& [old, index] : found) pair(old.kind, old.index, index);
    return !found.empty();
  }

  /// Empty where it has nothing by which it could be made out.
  std::string signature_of(std::size_t side, Reference of, Agreement agreement) const {
    const Statements& statements = *statements_[side];
    const std::string& title = statements.title(of);
    const auto content = [&](bool& all_known) { return text_of(side, statements.content(of), of, all_known); };
    const auto usage = [&] {
      bool any = false;
      return text_of(side, statements.usage(of), of, any);
    };
    bool known = true;
    switch (agreement) {
      case Agreement::kEverything:
        return title.empty() ? "" : content(known) + '\x03' + usage() + '\x03' + title;
      case Agreement::kContentAndUsage: {
        const std::string used = usage();
        return used.empty() && !is_clause(of.kind) ? "" : content(known) + '\x03' + used;
      }
      case Agreement::kTitle:
        return title;
      case Agreement::kUsage:
        return usage();
      case Agreement::kContent: {
        if (!is_clause(of.kind)) return {};
        std::string said = content(known);
        return known ? said : std::string();
      }
    }
    return {};
  }

  /// The statements in order of their words, with names that both versions share, `?` for others and `@` for the one
  /// that is looked for.
  std::string text_of(std::size_t side, const std::vector<std::size_t>& places, Reference self, bool& all_known) const {
    std::vector<std::string> texts;
    for (const std::size_t place : places) {
      const Statement& statement = statements_[side]->all()[place];
      std::string text = statement.of == self ? std::string() : name(side, statement.of, self, all_known) + ' ';
      for (std::size_t i = 0; i < statement.words.size(); ++i) {
        text += statement.words[i];
        if (i < statement.references.size()) text += name(side, statement.references[i], self, all_known);
      }
      texts.push_back(std::move(text));
    }
    std::sort(texts.begin(), texts.end());
    std::string joined;
    for (const std::string& text : texts) joined += text + '\n';
    return joined;
  }

  std::string name(std::size_t side, Reference reference, Reference self, bool& all_known) const {
    if (reference == self) return "@";
    const auto k = static_cast<std::size_t>(reference.kind);
    const std::optional<std::uint32_t> now =
        side == 1 ? (result_.before_[k][reference.index] ? std::optional(reference.index) : std::nullopt)
                  : result_.now_[k][reference.index];
    if (now) return token(reference.kind, *now);
    all_known = false;
    return "?" + std::string(1, static_cast<char>('a' + static_cast<int>(k)));
  }

  const Framework& before_;
  const Framework& now_;
  Matching result_;
  std::array<std::optional<Statements>, 2> statements_;  // made when a name is gone
};

Matching match(const Framework& before, const Framework& now) { return Matcher(before, now).run(); }

}  // namespace proviso::change
