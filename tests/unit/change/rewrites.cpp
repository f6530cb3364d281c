// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/change/rewrites.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <memory>
#include <utility>
#include <variant>

#include "grammar/format.h"
#include "grammar/parse.h"
#include "tests/support/tree.h"

namespace proviso::testing_support {
namespace {

using change::Subject;
using reference::Dice;

struct Parsed {
  SourceSet sources;
  syntax::File tree;
};

std::unique_ptr<Parsed> parsed(const std::string& text) {
  auto result = std::make_unique<Parsed>();
  DiagnosticReport report;
  result->tree = grammar::parse(result->sources.add("x.proviso", text), report);
  return result;
}

struct Piece {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string in_place;
};

/// Puts pieces in place of others that do not overlap.
std::string replaced(const std::string& text, std::vector<Piece> pieces) {
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.begin < b.begin; });
  std::string result;
  std::size_t from = 0;
  for (const Piece& piece : pieces) {
    if (piece.begin < from) continue;
    result += text.substr(from, piece.begin - from) + piece.in_place;
    from = piece.end;
  }
  return result + text.substr(from);
}

template <typename T>
void shuffle(std::vector<T>& items, Dice& dice) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[dice.below(i)]);
}

Span span_of(const syntax::Declaration& declaration) {
  return std::visit([](const auto& one) { return one.span; }, declaration);
}

/// The texts of some places handed round among them.
void hand_round(const std::string& text, const std::vector<Span>& places, Dice& dice, std::vector<Piece>& pieces) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < places.size(); ++i) order.push_back(i);
  shuffle(order, dice);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Span from = places[order[i]];
    pieces.push_back({places[i].begin, places[i].end, text.substr(from.begin, from.end - from.begin)});
  }
}

/// What the language says is independent: what is declared, and duties from which nothing follows and for which nothing
/// asks.
std::string reordered(const std::string& text, Dice& dice) {
  const auto file = parsed(text);
  std::vector<Span> vocabulary;
  std::vector<Span> duties;
  // A condition that asks how another duty stands makes their order count.
  const bool asked = text.find(" is kept") != std::string::npos || text.find(" is missed") != std::string::npos ||
                     text.find(" is pending") != std::string::npos || text.find(" is excused") != std::string::npos ||
                     text.find(" is undecided") != std::string::npos || text.find(" is lapsed") != std::string::npos ||
                     text.find(" is unused") != std::string::npos;
  for (const syntax::Declaration& declaration : file->tree.declarations) {
    if (const auto* duty = std::get_if<syntax::Duty>(&declaration)) {
      if (!asked && duty->once.empty()) duties.push_back(duty->span);
    } else if (!std::holds_alternative<syntax::Framework>(declaration) &&
               !std::holds_alternative<syntax::Trigger>(declaration) &&
               !std::holds_alternative<syntax::Track>(declaration) &&
               !std::holds_alternative<syntax::Transition>(declaration)) {
      vocabulary.push_back(span_of(declaration));
    }
  }
  std::vector<Piece> pieces;
  hand_round(text, vocabulary, dice, pieces);
  hand_round(text, duties, dice, pieces);
  return replaced(text, std::move(pieces));
}

std::string retitled(const std::string& text, Dice& dice) {
  const auto file = parsed(text);
  std::vector<Piece> pieces;
  for (const syntax::Declaration& declaration : file->tree.declarations) {
    const auto* example = std::get_if<syntax::Example>(&declaration);
    if (example == nullptr || dice.chance(50)) continue;
    pieces.push_back(
        {example->title.span.begin, example->title.span.end, "\"Story " + std::to_string(dice.below(100'000)) + "\""});
  }
  return replaced(text, std::move(pieces));
}

std::string in_brackets(const std::string& text, Dice& dice) {
  const auto file = parsed(text);
  std::vector<Piece> pieces;
  const auto around = [&](const syntax::Maybe<syntax::Expression>& condition) {
    if (!condition || dice.chance(50)) return;
    const Span span = condition->span;
    pieces.push_back({span.begin, span.end, "(" + text.substr(span.begin, span.end - span.begin) + ")"});
  };
  for (const syntax::Declaration& declaration : file->tree.declarations) {
    if (const auto* fact = std::get_if<syntax::Fact>(&declaration)) around(fact->means);
    const auto* track = std::get_if<syntax::Track>(&declaration);
    if (track == nullptr) continue;
    for (const syntax::Stage& stage : track->stages) {
      for (const syntax::StageItem& item : stage.items) {
        if (const auto* move = std::get_if<syntax::Move>(&item)) {
          if (!move->events.empty()) around(move->condition);
        }
      }
    }
  }
  return replaced(text, std::move(pieces));
}

std::string written_out(const std::string& text, const std::string& path) {
  const auto file = parsed(text);
  std::vector<Piece> pieces;
  for (const syntax::Declaration& declaration : file->tree.declarations) {
    const auto* use = std::get_if<syntax::Use>(&declaration);
    if (use == nullptr) continue;
    const std::string used = file_text(repository() / std::filesystem::path(path).parent_path() / use->path.value);
    if (used.find("\nframework ") != std::string::npos) continue;  // a framework of its own
    pieces.push_back({use->span.begin, use->span.end, used});
  }
  return replaced(text, std::move(pieces));
}

/// Blanks and line ends as chance has it, comments put in or taken out.
std::string laid_out_anew(const std::string& text, Dice& dice) {
  const bool keep_comments = dice.chance(50);
  const int comments = dice.between(0, 3);
  std::string result;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      result += c;
      if (c == '\\' && i + 1 < text.size()) result += text[++i];
      if (c == '"') quoted = false;
      continue;
    }
    if (c == '"') quoted = true;
    if (c == '#') {
      const std::size_t end = std::min(text.find('\n', i), text.size());
      if (keep_comments) result += text.substr(i, end - i);
      result += '\n';
      i = end;
      continue;
    }
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
      result += c;
      continue;
    }
    while (i + 1 < text.size() && (text[i + 1] == ' ' || text[i + 1] == '\n' || text[i + 1] == '\t')) ++i;
    result += dice.one_of({" ", "  ", "\n", "\n\n", " \t", "\n    "});
    if (dice.chance(comments)) result += "# a remark with \"quotes\" and words: duty, stage\n";
  }
  return result;
}

std::string formatted(const std::string& text) {
  SourceSet sources;
  DiagnosticReport report;
  const SourceFile& file = sources.add("x.proviso", text);
  const syntax::File tree = grammar::parse(file, report);
  return report.has_errors() ? text : grammar::format(tree, file);
}

/// Gathers the edits of one file.
class Editor {
 public:
  explicit Editor(const std::string& text) : text_(text), file_(parsed(text)) {}

  std::vector<Edit> run() {
    for (const syntax::Declaration& declaration : file_->tree.declarations) {
      if (const auto* party = std::get_if<syntax::Party>(&declaration)) parties_.push_back(party->name.text);
      if (const auto* track = std::get_if<syntax::Track>(&declaration)) {
        for (const syntax::Stage& stage : track->stages) stages_.push_back({track, stage.name.text});
      }
    }
    for (const syntax::Declaration& declaration : file_->tree.declarations) {
      std::visit([&](const auto& one) { declared(one); }, declaration);
    }
    return std::move(edits_);
  }

 private:
  void edit(Span span, std::string in_place, Subject subject, const std::string& name) {
    edits_.push_back({span.begin, span.end, std::move(in_place), subject, name});
  }
  [[nodiscard]] std::string written(Span span) const { return text_.substr(span.begin, span.end - span.begin); }

  /// Another amount: one more, where there is more than one.
  void longer(const syntax::Duration& duration, Subject subject, const std::string& name) {
    const std::string number = std::to_string(duration.value.amount);
    if (duration.value.amount < 2 || !written(duration.span).starts_with(number)) return;
    const Span span{duration.span.file, duration.span.begin,
                    duration.span.begin + static_cast<std::uint32_t>(number.size())};
    edit(span, std::to_string(duration.value.amount + 1), subject, name);
  }

  /// Another word of a condition.
  void other_word(const syntax::Expression& condition, Subject subject, const std::string& name) {
    static const std::pair<std::string, std::string> kWords[] = {{" is more than ", " is at least "},
                                                                 {" is at least ", " is more than "},
                                                                 {" is at most ", " is less than "},
                                                                 {" and ", " or "},
                                                                 {" is not ", " is "}};
    const std::string words = written(condition.span);
    for (const auto& [from, to] : kWords) {
      const std::size_t at = words.find(from);
      if (at == std::string::npos) continue;
      const auto begin = condition.span.begin + static_cast<std::uint32_t>(at);
      edit({condition.span.file, begin, begin + static_cast<std::uint32_t>(from.size())}, to, subject, name);
    }
  }

  void cites(const std::vector<syntax::Cite>& cites, Subject subject, const std::string& name) {
    for (const syntax::Cite& cite : cites) {
      if (cite.place) edit(cite.place->span, "\"somewhere else\"", subject, name);
      edit(cite.span, "", subject, name);
    }
  }

  void title(const std::optional<syntax::Text>& title, Subject subject, const std::string& name) {
    if (title) edit(title->span, "\"something else\"", subject, name);
  }

  void declared(const syntax::Framework& framework) {
    if (framework.version) edit(framework.version->span, "\"another\"", Subject::kFramework, framework.name.text);
    if (framework.from) edit(framework.from->span, "1 January 1999", Subject::kFramework, framework.name.text);
  }
  void declared(const syntax::Use& /*use*/) {}
  void declared(const syntax::Example& /*example*/) {}
  void declared(const syntax::Source& source) { title(source.title, Subject::kSource, source.name.text); }
  void declared(const syntax::Party& party) { title(party.title, Subject::kParty, party.name.text); }
  void declared(const syntax::Parameter& parameter) {
    for (const syntax::ParameterVersion& version : parameter.versions) {
      longer(version.value, Subject::kParameter, parameter.name.text);
      cites(version.cites, Subject::kParameter, parameter.name.text);
    }
  }
  void declared(const syntax::Fact& fact) {
    title(fact.title, Subject::kFact, fact.name.text);
    if (fact.means) other_word(*fact.means, Subject::kFact, fact.name.text);
  }
  void declared(const syntax::Event& event) {
    title(event.title, Subject::kEvent, event.name.text);
    if (event.by && parties_.size() > 1) {
      edit(event.by->span, other(parties_, event.by->text), Subject::kEvent, event.name.text);
    }
  }
  void declared(const syntax::Decision& table) {
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const syntax::Row& row = table.rows[r];
      if (!row.value) continue;
      // What another row gives.
      for (const syntax::Row& other_row : table.rows) {
        if (!other_row.value || written(other_row.value->span) == written(row.value->span)) continue;
        edit(row.value->span, written(other_row.value->span), Subject::kTable, table.fact.text);
        break;
      }
      edit(row.span, "", Subject::kTable, table.fact.text);
    }
    cites(table.cites, Subject::kTable, table.fact.text);
  }
  void declared(const syntax::Duty& duty) {
    const std::string& name = duty.name.text;
    title(duty.title, Subject::kDuty, name);
    for (const std::optional<syntax::Duration>* amount : {&duty.limit.amount.duration}) {
      if (*amount) longer(**amount, Subject::kDuty, name);
    }
    if (duty.limit.moment && duty.limit.moment->offset.duration)
      longer(*duty.limit.moment->offset.duration, Subject::kDuty, name);
    for (const syntax::Duration& warn : duty.warn) longer(warn, Subject::kDuty, name);
    const std::string clause = written(duty.clause);
    for (const auto& [from, to] : {std::pair<std::string, std::string>{" must ensure ", " should ensure "},
                                   {" should ensure ", " must ensure "},
                                   {" will usually ensure ", " must ensure "},
                                   {" must not allow ", " should not allow "}}) {
      const std::size_t at = clause.find(from);
      if (at == std::string::npos) continue;
      const auto begin = duty.clause.begin + static_cast<std::uint32_t>(at);
      edit({duty.clause.file, begin, begin + static_cast<std::uint32_t>(from.size())}, to, Subject::kDuty, name);
    }
    if (duty.for_each.empty() && parties_.size() > 1)
      edit(duty.party.span, other(parties_, duty.party.text), Subject::kDuty, name);
    if (duty.condition) other_word(*duty.condition, Subject::kDuty, name);
    for (const syntax::Expression& excuse : duty.excuses) other_word(excuse, Subject::kDuty, name);
    for (const syntax::Adjustment& adjustment : duty.adjustments) {
      if (adjustment.amount.duration) longer(*adjustment.amount.duration, Subject::kDuty, name);
      edit(adjustment.span, "", Subject::kDuty, name);
    }
    for (const syntax::Roll& roll : duty.rolls) {
      if (duty.rolls.size() == 1) edit(roll.span, "", Subject::kDuty, name);
    }
    for (const syntax::Once& once : duty.once) edit(once.span, "", Subject::kDuty, name);
    cites(duty.cites, Subject::kDuty, name);
    edit(duty.span, "", Subject::kDuty, name);
  }
  void declared(const syntax::Trigger& trigger) {
    title(trigger.title, Subject::kTrigger, trigger.name.text);
    if (trigger.condition) other_word(*trigger.condition, Subject::kTrigger, trigger.name.text);
    for (const syntax::Action& action : trigger.actions) {
      if (action.text) edit(action.text->span, "\"something else\"", Subject::kTrigger, trigger.name.text);
    }
    cites(trigger.cites, Subject::kTrigger, trigger.name.text);
    edit(trigger.span, "", Subject::kTrigger, trigger.name.text);
  }
  void declared(const syntax::Track& track) {
    title(track.title, Subject::kTrack, track.name.text);
    for (const syntax::Duty& duty : track.duties) declared(duty);
    for (const syntax::Trigger& trigger : track.triggers) declared(trigger);
    for (const syntax::Stage& stage : track.stages) {
      title(stage.title, Subject::kStage, stage.name.text);
      for (const syntax::StageItem& item : stage.items) {
        if (const auto* duty = std::get_if<syntax::Duty>(&item)) declared(*duty);
        if (const auto* trigger = std::get_if<syntax::Trigger>(&item)) declared(*trigger);
        if (const auto* move = std::get_if<syntax::Move>(&item)) moved(track, stage, *move);
        if (const auto* end = std::get_if<syntax::End>(&item)) {
          edit(end->span, end->may ? "end" : "may end", Subject::kStage, stage.name.text);
        }
      }
    }
  }
  void declared(const syntax::Transition& transition) {
    const std::string& name = transition.framework.text;
    edit(transition.from.span, "1 December 2030", Subject::kTransition, name);
    for (const syntax::TransitionItem& item : transition.items) {
      const auto* place = std::get_if<syntax::Place>(&item);
      if (place == nullptr || place->stages.size() != 1 || place->kind != syntax::Place::Kind::kStay) continue;
      edit({place->clause.file, place->clause.end - 4, place->clause.end}, "end", Subject::kTransition, name);
    }
  }
  void moved(const syntax::Track& track, const syntax::Stage& stage, const syntax::Move& move) {
    std::vector<std::string> targets;
    for (const auto& [owner, name] : stages_) {
      if (owner == &track) targets.push_back(name);
    }
    if (targets.size() > 1) edit(move.target.span, other(targets, move.target.text), Subject::kMove, stage.name.text);
    if (move.condition && move.kind == syntax::Move::Kind::kWhen)
      other_word(*move.condition, Subject::kMove, stage.name.text);
    if (move.after.duration) longer(*move.after.duration, Subject::kMove, stage.name.text);
    for (const syntax::Action& action : move.actions) {
      if (action.text) edit(action.text->span, "\"something else\"", Subject::kMove, stage.name.text);
    }
    cites(move.cites, Subject::kMove, stage.name.text);
    edit(move.span, "", Subject::kMove, stage.name.text);
  }

  static std::string other(const std::vector<std::string>& names, const std::string& than) {
    return names.front() == than ? names.back() : names.front();
  }

  const std::string& text_;
  const std::unique_ptr<Parsed> file_;
  std::vector<std::string> parties_;
  std::vector<std::pair<const syntax::Track*, std::string>> stages_;
  std::vector<Edit> edits_;
};

}  // namespace

std::string rewritten(const std::string& text, const std::string& path, Dice& dice) {
  std::string result = text;
  if (dice.chance(30)) result = written_out(result, path);
  if (dice.chance(80)) result = reordered(result, dice);
  if (dice.chance(50)) result = retitled(result, dice);
  if (dice.chance(50)) result = in_brackets(result, dice);
  if (dice.chance(80)) result = laid_out_anew(result, dice);
  if (dice.chance(30)) result = formatted(result);
  return result;
}

std::vector<Edit> edits(const std::string& text) { return Editor(text).run(); }

}  // namespace proviso::testing_support
