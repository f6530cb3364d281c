// SPDX-License-Identifier: Apache-2.0
// The part of ClauseReader that reads what a file declares: framework, sources, parties, parameters, facts, events.
#include <utility>

#include <fmt/format.h>

#include "grammar/clause_reader.h"

namespace proviso::grammar {

bool ClauseReader::twice(bool already, NodeView view, std::string_view words) {
  if (already) {
    report_.error(Code::kDuplicateClause, span(view), fmt::format("{} is given a second time", words),
                  "remove one of the two");
  }
  return already;
}

syntax::Cite ClauseReader::cite(NodeView view) {
  syntax::Cite result;
  result.span = span(view);
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kName) result.source = name(part);
    if (part.kind() == NodeKind::kText) result.place = text(part);
    if (part.kind() == NodeKind::kUnconfirmed) result.unconfirmed = true;
  }
  return result;
}

syntax::Accept ClauseReader::accept(NodeView view) {
  syntax::Accept result;
  result.span = span(view);
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kCode) result.code = {.text = std::string(slice(part)), .span = span(part)};
    if (part.kind() == NodeKind::kText) result.reason = text(part);
  }
  return result;
}

void ClauseReader::accepted(NodeView view, Span clause) {
  syntax::Accept read = accept(view);
  read.place = syntax::Accept::Place::kClause;
  read.clause = clause;
  accepts_.push_back(std::move(read));
}

Span ClauseReader::without_accepts(NodeView view) const {
  std::uint32_t end = view.node().begin;
  for (const NodeView part : view) {
    if (part.kind() != NodeKind::kAccept) end = part.node().end;
  }
  return file_.span(view.node().begin, end);
}

syntax::Framework ClauseReader::framework(NodeView view) {
  syntax::Framework result;
  result.span = span(view);
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kName:
        result.name = name(part);
        break;
      case NodeKind::kText:
        result.title = text(part);
        break;
      case NodeKind::kVersion:
        if (!twice(result.version.has_value(), part, "`version`")) result.version = text(part.first());
        break;
      case NodeKind::kCalendar: {
        auto of = part.begin();
        const NodeView calendar = *of;
        if (++of != part.end()) {
          result.named_calendars.push_back(
              {.calendar = name(calendar), .word = name((*of).first()), .span = span(part)});
        } else if (!twice(result.calendar.has_value(), part, "`calendar`")) {
          result.calendar = name(calendar);
        }
        break;
      }
      case NodeKind::kTimeZone:
        if (!twice(result.time_zone.has_value(), part, "`time zone`")) result.time_zone = text(part.first());
        break;
      case NodeKind::kInForce:
        if (twice(result.from.has_value(), part, "`in force`")) break;
        for (const NodeView date : part) {
          if (date.kind() == NodeKind::kUntil) {
            result.until = day(date.first());
          } else {
            result.from = day(date);
          }
        }
        break;
      default:
        break;
    }
  }
  return result;
}

syntax::Use ClauseReader::use(NodeView view) { return {.path = text(view.first()), .span = span(view)}; }

syntax::Source ClauseReader::source(NodeView view) {
  syntax::Source result;
  result.span = span(view);
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kName) result.name = name(part);
    if (part.kind() == NodeKind::kText) result.title = text(part);
  }
  return result;
}

syntax::Party ClauseReader::party(NodeView view) {
  syntax::Source read = source(view);
  return {.name = std::move(read.name), .title = std::move(read.title), .span = read.span};
}

syntax::ParameterVersion ClauseReader::parameter_version(NodeView view) {
  syntax::ParameterVersion result;
  result.span = span(view);
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kDuration) result.value = duration(part);
    if (part.kind() == NodeKind::kDate) result.from = day(part);
    if (part.kind() == NodeKind::kCite) result.cites.push_back(cite(part));
    if (part.kind() == NodeKind::kAccept) accepted(part, result.span);
  }
  return result;
}

syntax::Parameter ClauseReader::parameter(NodeView view) {
  syntax::Parameter result;
  result.span = span(view);
  for (const NodeView part : view) {
    if (part.kind() == NodeKind::kName) result.name = name(part);
    if (part.kind() == NodeKind::kText) result.title = text(part);
    if (part.kind() == NodeKind::kParameterVersion) result.versions.push_back(parameter_version(part));
  }
  return result;
}

syntax::FactType ClauseReader::fact_type(NodeView view) {
  using Kind = syntax::FactType::Kind;
  syntax::FactType result;
  result.span = span(view);
  switch (view.kind()) {
    case NodeKind::kTypeNumber:
      result.kind = Kind::kNumber;
      break;
    case NodeKind::kTypeText:
      result.kind = Kind::kText;
      break;
    case NodeKind::kTypeDate:
      result.kind = Kind::kDate;
      break;
    case NodeKind::kTypeDuration:
      result.kind = Kind::kDuration;
      break;
    case NodeKind::kTypeParty:
      result.kind = Kind::kParty;
      break;
    case NodeKind::kTypeOneOf:
      result.kind = Kind::kOneOf;
      result.values = names(view);
      break;
    case NodeKind::kTypeList:
      result.kind = Kind::kList;
      result.element.push_back(fact_type(view.first()));
      break;
    default:
      result.kind = Kind::kYesNo;
      break;
  }
  return result;
}

syntax::Fact ClauseReader::fact(NodeView view) {
  syntax::Fact result;
  result.span = without_accepts(view);
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kName:
        result.name = name(part);
        break;
      case NodeKind::kText:
        if (!twice(result.title.has_value(), part, "the title of this fact")) result.title = text(part);
        break;
      case NodeKind::kAccept:
        accepted(part, span(view));
        break;
      case NodeKind::kJudgement:
        result.judgement = true;
        break;
      case NodeKind::kMeans:
        if (!twice(result.means.has_value(), part, "`means`")) result.means = expression(part.first());
        break;
      default:
        result.type = fact_type(part);
        break;
    }
  }
  return result;
}

syntax::Event ClauseReader::event(NodeView view) {
  syntax::Event result;
  result.span = without_accepts(view);
  for (const NodeView part : view) {
    switch (part.kind()) {
      case NodeKind::kName:
        result.name = name(part);
        break;
      case NodeKind::kText:
        result.title = text(part);
        break;
      case NodeKind::kAccept:
        accepted(part, span(view));
        break;
      case NodeKind::kBy:
        if (!twice(result.by.has_value(), part, "`by`")) result.by = name(part.first());
        break;
      case NodeKind::kRecords:
        if (!twice(!result.records.empty(), part, "`records`")) result.records = names(part);
        break;
      default:
        break;
    }
  }
  return result;
}

}  // namespace proviso::grammar
