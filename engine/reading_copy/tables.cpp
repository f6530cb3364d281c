// SPDX-License-Identifier: Apache-2.0
#include "engine/reading_copy/tables.h"

#include <fmt/format.h>

#include "base/civil_date.h"
#include "engine/model/wording.h"
#include "engine/reading_copy/conditions.h"
#include "engine/reading_copy/page.h"
#include "engine/reading_copy/sentences.h"

namespace proviso::reading_copy {
namespace {

using model::Duty;
using model::Owing;
using model::Scope;

Phrase all_citations(const Names& names, const std::vector<model::Citation>& citations) {
  Phrase words;
  for (const model::Citation& citation : citations) {
    words += (words.empty() ? Phrase() : Phrase("; ")) + names.citation(citation);
  }
  return words.empty() ? Phrase("–") : words;
}

Phrase where_owed(const Names& names, Scope scope) {
  switch (scope.kind) {
    case Scope::Kind::kCase:
      return "while the case is open";
    case Scope::Kind::kTrack:
      return "in the track " + names.track({scope.index});
    case Scope::Kind::kStage:
      return names.stage({scope.index});
  }
  return {};
}

/// How strongly, and what a miss is called.
std::string strength(const Duty& duty) {
  const std::string words =
      fmt::format("{}; {}, ", model::modality_text(duty.modality, duty.negated), duty.negated ? "done" : "missed");
  switch (duty.modality) {
    case Modality::kMust:
      return words + "a breach";
    case Modality::kShould:
      return words + "a shortfall";
    case Modality::kWillUsually:
      return words + "a deviation";
    case Modality::kMay:
      return "may; outside its time, out of time";
  }
  return words;
}

bool same_owing(const Owing& a, const Owing& b) {
  if (a.kind != b.kind) return false;
  return a.kind == Owing::Kind::kParty ? a.party == b.party : a.fact == b.fact;
}

/// Who owes something, each once: parties in the order in which they are declared, then those that a fact names.
std::vector<Owing> everybody_owing(const model::Framework& framework) {
  std::vector<Owing> all;
  for (std::uint32_t i = 0; i < framework.parties.size(); ++i) {
    Owing owing;
    owing.party = {i};
    all.push_back(owing);
  }
  for (const Duty& duty : framework.duties) {
    bool known = false;
    for (const Owing& owing : all) known = known || same_owing(owing, duty.party);
    if (!known) all.push_back(duty.party);
  }
  return all;
}

Phrase limits_of(const Names& names, const Duty& duty) {
  Phrase words = limit(names, duty.limit);
  if (duty.alternative) {
    words += "; or " + names.events(duty.alternative->events) + ", " + limit(names, duty.alternative->limit);
  }
  for (const Remark& remark : duty_remarks(names, duty)) {
    words += Phrase(fmt::format(". {} ", remark.label)) + remark.words;
  }
  return words;
}

Markup code(std::string_view text) {
  Markup html;
  html.element("code", {}, text);
  return html;
}

Markup plain(const Phrase& phrase) {
  Markup html;
  html.phrase(phrase);
  return html;
}

std::string type_words(const model::Type& type) {
  switch (type.kind) {
    case model::TypeKind::kYesNo:
      return "yes or no";
    case model::TypeKind::kOneOf: {
      std::string words = "one of ";
      for (std::size_t i = 0; i < type.values.size(); ++i) words += (i > 0 ? ", " : "") + title_of({}, type.values[i]);
      return words;
    }
    case model::TypeKind::kList:
      return type.element.empty() ? "a list" : "a list of: " + type_words(type.element.front());
    default:
      return model::type_text(type);
  }
}

/// How a fact comes to be known.
Phrase known_by(const Names& names, std::uint32_t index) {
  const model::Fact& fact = names.framework.facts[index];
  if (fact.means) return "It follows: " + condition(names, *fact.means);
  if (fact.decision) {
    return "Decided by " + names.link("a table", anchor("decision", fact.name));
  }
  std::vector<Phrase> by;
  for (std::uint32_t i = 0; i < names.framework.events.size(); ++i) {
    for (const model::FactId recorded : names.framework.events[i].records) {
      if (recorded.value == index) by.push_back(names.event({i}));
    }
  }
  Phrase words =
      by.empty() ? Phrase("Recorded by the procedure itself, or handed over") : "Recorded when " + joined(by, "or");
  if (fact.judgement) words += ". A person judges it";
  return words;
}

}  // namespace

Markup duties_by_party(const Names& names) {
  Markup html;
  for (const Owing& owing_party : everybody_owing(names.framework)) {
    const Phrase who = owing(names, owing_party);
    Table table("Duties and rights of " + who.text(), {"Duty", "How strongly", "What", "By when", "Where", "Rests on"});
    for (std::uint32_t i = 0; i < names.framework.duties.size(); ++i) {
      const Duty& duty = names.framework.duties[i];
      if (!same_owing(duty.party, owing_party)) continue;
      table.row({names.link(title_of(duty.title, duty.name), anchor("duty", duty.name)), Phrase(strength(duty)),
                 what_is_owed(names, duty), limits_of(names, duty), where_owed(names, duty.scope),
                 all_citations(names, duty.citations)});
    }
    if (!table.blank()) html.append(table.finish());
  }
  if (html.blank()) return html;
  return heading(2, "Duties by party", "duties").append(html);
}

Markup parameters(const Names& names) {
  Table table("Amounts, and the day from which each holds", {"Amount", "How much", "From", "Rests on"});
  for (const model::Parameter& parameter : names.framework.parameters) {
    bool first = true;
    for (const model::ParameterVersion& version : parameter.versions) {
      table.row({Phrase(title_of(parameter.title, parameter.name)),
                 Phrase(model::duration_text(names.framework, version.value)), Phrase(long_date(version.from)),
                 all_citations(names, version.citations)},
                first ? anchor("parameter", parameter.name) : std::string());
      first = false;
    }
  }
  if (table.blank()) return {};
  return heading(2, "Amounts", "amounts").append(table.finish());
}

namespace {

bool any_unconfirmed(const std::vector<model::Citation>& citations) {
  for (const model::Citation& citation : citations) {
    if (citation.unconfirmed) return true;
  }
  return false;
}

/// Calls `found(phrase, citations)` for everything with an unconfirmed citation, in the order of the file's kinds.
template <typename Found>
void each_unconfirmed(const Names& names, const Found& found) {
  const model::Framework& framework = names.framework;
  for (const model::Parameter& parameter : framework.parameters) {
    for (const model::ParameterVersion& version : parameter.versions) {
      if (!any_unconfirmed(version.citations)) continue;
      found(names.link(title_of(parameter.title, parameter.name), anchor("parameter", parameter.name)) +
                Phrase(fmt::format(": {} from {}", model::duration_text(framework, version.value),
                                   long_date(version.from))),
            version.citations);
    }
  }
  for (const Duty& duty : framework.duties) {
    if (!any_unconfirmed(duty.citations)) continue;
    found(names.link(title_of(duty.title, duty.name), anchor("duty", duty.name)) + ": " + limit(names, duty.limit),
          duty.citations);
  }
  for (const model::Trigger& trigger : framework.triggers) {
    if (!any_unconfirmed(trigger.citations)) continue;
    found(names.link(title_of(trigger.title, trigger.name), anchor("trigger", trigger.name)), trigger.citations);
  }
  for (const model::Move& move : framework.moves) {
    if (any_unconfirmed(move.citations)) found(move_sentence(names, move), move.citations);
  }
  for (const model::Decision& decision : framework.decisions) {
    const std::string& name = framework[decision.fact].name;
    if (!any_unconfirmed(decision.citations)) continue;
    found(names.link(title_of(decision.title, name), anchor("decision", name)), decision.citations);
  }
}

}  // namespace

std::size_t unconfirmed_count(const model::Framework& framework) {
  std::size_t count = 0;
  each_unconfirmed({framework, {}}, [&](const Phrase&, const std::vector<model::Citation>&) { ++count; });
  return count;
}

Markup unconfirmed(const Names& names) {
  Markup html = heading(2, "Unconfirmed", "unconfirmed");
  Markup list;
  each_unconfirmed(names, [&](const Phrase& what, const std::vector<model::Citation>& citations) {
    Phrase where;
    for (const model::Citation& citation : citations) {
      if (citation.unconfirmed) where += (where.empty() ? Phrase() : Phrase("; ")) + names.citation(citation);
    }
    list.open("li").phrase(what).empty("br").element("span", {{"class", "citations"}}, where).close().line();
  });
  if (list.blank()) return html.element("p", {}, "Nothing in this procedure is marked as unconfirmed.").line();
  html.element("p", {}, "Nobody has checked these in the document that they cite.").line();
  return html.open("ul", {{"class", "spaced"}}).line().append(list).close().line();
}

Markup accepted(const Names& names) {
  Table table("What the check of these rules points out, and why it may stay", {"Pointed out", "Reason", "Code"});
  for (const model::Acceptance& acceptance : names.framework.acceptances) {
    table.row({plain(Phrase(capitalised(std::string(code_about(acceptance.code))))), plain(Phrase(acceptance.reason)),
               code(code_name(acceptance.code))});
  }
  if (table.blank()) return {};
  return heading(2, "Accepted", "accepted").append(table.finish());
}

Markup events(const Names& names) {
  Table table("What can happen", {"Event", "Who does it", "What is recorded with it", "Name in the rules"});
  for (const model::Event& event : names.framework.events) {
    std::vector<Phrase> recorded;
    for (const model::FactId fact : event.records) recorded.push_back(names.fact(fact));
    Phrase records;
    for (const Phrase& fact : recorded) records += (records.empty() ? Phrase() : Phrase("; ")) + fact;
    table.row({plain(title_of(event.title, event.name)), plain(event.by ? names.party(*event.by) : Phrase("–")),
               plain(records.empty() ? Phrase("–") : records), code(event.name)},
              anchor("event", event.name));
  }
  if (table.blank()) return {};
  return heading(2, "Events", "events").append(table.finish());
}

Markup facts(const Names& names) {
  Table table("What is recorded of a case, and what follows from it",
              {"Fact", "Kind", "How it is known", "Name in the rules"});
  for (std::uint32_t i = 0; i < names.framework.facts.size(); ++i) {
    const model::Fact& fact = names.framework.facts[i];
    table.row({plain(title_of(fact.title, fact.name)), plain(type_words(fact.type)), plain(known_by(names, i)),
               code(fact.name)},
              anchor("fact", fact.name));
  }
  if (table.blank()) return {};
  return heading(2, "Facts", "facts").append(table.finish());
}

Markup sources(const Names& names) {
  Markup html = heading(2, "Sources", "sources");
  html.open("ul", {{"class", "spaced"}}).line();
  for (const model::Source& source : names.framework.sources) {
    html.element("li", {{"id", anchor("source", source.name)}}, title_of(source.title, source.name)).line();
  }
  return names.framework.sources.empty() ? Markup() : html.close().line();
}

}  // namespace proviso::reading_copy
