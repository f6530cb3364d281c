// SPDX-License-Identifier: Apache-2.0
// What the rules accept: which findings, where, and why.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/did_you_mean.h"
#include "engine/model/resolver.h"

namespace proviso::model {
namespace {

bool within(Span inner, Span outer) {
  return inner.file == outer.file && inner.begin >= outer.begin && inner.end <= outer.end;
}

/// What an `accept` that stands by itself covers: the track, stage, example or transition around it; nothing: the whole
/// file.
std::optional<Span> around(const syntax::File& file, const syntax::Accept& accept) {
  if (accept.place == syntax::Accept::Place::kFile) return std::nullopt;
  if (accept.place == syntax::Accept::Place::kClause) return accept.clause;
  for (const syntax::Declaration& declaration : file.declarations) {
    if (const auto* example = std::get_if<syntax::Example>(&declaration)) {
      if (within(accept.span, example->span)) return example->span;
    }
    if (const auto* transition = std::get_if<syntax::Transition>(&declaration)) {
      if (within(accept.span, transition->span)) return transition->span;
    }
    const auto* track = std::get_if<syntax::Track>(&declaration);
    if (track == nullptr || !within(accept.span, track->span)) continue;
    const auto stage = std::find_if(track->stages.begin(), track->stages.end(),
                                    [&](const syntax::Stage& one) { return within(accept.span, one.span); });
    return stage == track->stages.end() ? track->span : stage->span;
  }
  return accept.span;
}

}  // namespace

void Resolver::acceptances(const syntax::File& file) {
  std::vector<std::string> known;
  for (const Code code : all_codes()) {
    if (can_be_accepted(code)) known.push_back(code_name(code));
  }
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  const std::vector<Code>& codes = all_codes();
  for (const syntax::Accept& written : file.accepts) {
    const auto code =
        std::find_if(codes.begin(), codes.end(), [&](Code one) { return code_name(one) == written.code.text; });
    if (code == codes.end()) {
      report_.error(Code::kCannotAccept, written.code.span,
                    fmt::format("there is no finding with the code `{}`", written.code.text),
                    did_you_mean(written.code.text, candidates,
                                 "the code stands in brackets before what `check` says, such as `PV0415`"));
      continue;
    }
    if (!can_be_accepted(*code)) {
      report_.error(Code::kCannotAccept, written.code.span,
                    fmt::format("`{}` cannot be accepted: {}", written.code.text, code_about(*code)),
                    *code == Code::kAcceptsNothing
                        ? "take the `accept` out that nothing is left for"
                        : "no case can be run while this is so; only what `check` warns of can be accepted");
      continue;
    }
    if (written.reason.value.find_first_not_of(" \t") == std::string::npos) {
      report_.error(Code::kCannotAccept, written.reason.span, "this `accept` gives no reason",
                    "say in a sentence why this may stay as it is");
      continue;
    }
    framework_.acceptances.push_back({*code, written.reason.value, around(file, written), written.span});
  }
}

}  // namespace proviso::model
