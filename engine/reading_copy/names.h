// SPDX-License-Identifier: Apache-2.0
// What each thing of a framework is called in a sentence, and where the reading copy explains it.
#pragma once

#include <string>
#include <string_view>

#include "engine/model/model.h"
#include "engine/reading_copy/phrase.h"

namespace proviso::reading_copy {

/// The names of one framework as they are written on one page.
struct Names {
  const model::Framework& framework;
  /// What stands before `#` in links to the page of the procedure: empty on that page itself.
  std::string page;

  /// The parts of a sentence. An event and a yes/no fact are called by their title, a sentence of its own in most rule
  /// files (`the area submits its statement`); a date by its title where that is a noun (`the day of birth`).
  [[nodiscard]] Phrase party(model::PartyId id) const;
  [[nodiscard]] Phrase event(model::EventId id) const;
  [[nodiscard]] Phrase events(const std::vector<model::EventId>& ids) const;
  [[nodiscard]] Phrase fact(model::FactId id) const;
  [[nodiscard]] Phrase stage(model::StageId id) const;
  [[nodiscard]] Phrase track(model::TrackId id) const;
  [[nodiscard]] Phrase duty(model::DutyId id) const;
  /// `70 working days`, by a parameter with all its versions.
  [[nodiscard]] Phrase amount(const model::Amount& amount) const;
  [[nodiscard]] Phrase citation(const model::Citation& citation) const;

  [[nodiscard]] Phrase link(std::string_view text, const std::string& anchor) const;
};

/// `duty-submit-wsoa`: the anchor of a declared name; whatever a name holds, it is a valid id.
std::string anchor(std::string_view kind, std::string_view name);

/// The title, or the name with blanks for its hyphens: `outcome letter`.
std::string title_of(std::string_view title, std::string_view name);

/// Around a title within a sentence: “Closed”.
std::string quoted(std::string_view text);

}  // namespace proviso::reading_copy
