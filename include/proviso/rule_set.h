// SPDX-License-Identifier: Apache-2.0
// The embedding API: load a framework, record what happens in a case, ask where it stands and what is due.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "proviso/calendar_data.h"
#include "proviso/date.h"
#include "proviso/report.h"
#include "proviso/result.h"

#if defined(__GNUC__)
#define PROVISO_API __attribute__((visibility("default")))
#else
#define PROVISO_API
#endif

namespace proviso {

/// A fact's value as a caller gives it: yes/no, a whole number, a text (also for a `one of` value, a party, a decimal
/// number or a duration in words), a date, or a list of texts (empty: recorded as empty).
using FactValue = std::variant<bool, std::int64_t, std::string, Date, std::vector<std::string>>;

/// An event that happened.
struct EventRecord {
  Date on{};
  std::string event;
  std::vector<std::pair<std::string, FactValue>> facts;
  std::optional<std::string> id{};             ///< what a correction or a withdrawal will call this record
  std::optional<std::chrono::minutes> time{};  ///< of the day, since midnight; events without one come first on a day
  std::optional<DayTime> recorded{};           ///< when it became known; nothing: when the day it happened began
  std::optional<std::string> for_party{};      ///< the party it is for, by its name in the rules
};

/// A rule file that another one names with `use`.
struct RuleText {
  std::string path;  ///< as `use` leads to it from the file that names it: `rules/shared.proviso`
  std::string text;
};

/// A compiled framework. Immutable and cheap to copy: share it freely between threads.
class PROVISO_API RuleSet {
 public:
  /// Compiles the text of a rule file and of those it uses.
  /// @param path       the file's name, used in messages and citations, and to tell what `use` means
  /// @param calendars  those the files may name
  /// @param used       the files that `use` names, and those they use in turn
  /// @error kInvalidRules with every mistake rendered, among them a used file that is not among `used`; kNotFound for a
  ///        calendar that is not among `calendars`
  static Result<RuleSet> compile(std::string path, std::string text, const std::vector<CalendarData>& calendars,
                                 const std::vector<RuleText>& used = {});

  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] const std::string& title() const;
  /// Every declared event's name, in the order of the file.
  [[nodiscard]] std::vector<std::string> events() const;
  /// Every declared duty's name, in the order of the file.
  [[nodiscard]] std::vector<std::string> duties() const;

  struct Content;

 private:
  friend class Case;
  explicit RuleSet(std::shared_ptr<const Content> content) : content_(std::move(content)) {}
  std::shared_ptr<const Content> content_;
};

/// One case under a framework: its history, and questions about it. A value; one thread at a time.
class PROVISO_API Case {
 public:
  explicit Case(const RuleSet& rules);
  Case(const Case&);
  Case(Case&&) noexcept;
  Case& operator=(const Case&);
  Case& operator=(Case&&) noexcept;
  ~Case();

  /// Records an event; events may be recorded in any order of date. One that was recorded already, with the same id and
  /// the same content, changes nothing: a message may be delivered twice.
  /// @return how many events the history now has
  /// @error kInvalidArgument for an unknown event, fact or party, a fact the event does not record, a value of another
  ///        type, an id that is another record's; the history is then unchanged
  Result<std::size_t> record(const EventRecord& event);

  /// Puts right what was recorded under an id: `event` is the whole event as it happened, and takes the place of what
  /// was said before. That stays on record: `report` still shows it at a time when this was not known.
  /// @param id       that of the record, or of an earlier correction of it
  /// @param event    its `id`, where it has one, names this correction; without `recorded` it counts as recorded right
  ///                 after the latest of what it corrects
  /// @param because  the ground, for people
  /// @return how many events the history now has
  /// @error kInvalidArgument as for record(), and for an id that no record has, a record that was withdrawn, a
  ///        correction recorded before what it corrects; the history is then unchanged
  Result<std::size_t> correct(std::string_view id, const EventRecord& event, std::string because = {});

  /// Takes back what was recorded under an id: it did not happen. It stays on record as correct() says.
  /// @param recorded  when this became known; nothing: right after the latest of what it takes back
  /// @return how many events the history now has
  /// @error kInvalidArgument for an id that no record has, a record that was withdrawn otherwise already, a withdrawal
  ///        recorded before what it takes back; the history is then unchanged
  Result<std::size_t> withdraw(std::string_view id, std::optional<DayTime> recorded = std::nullopt,
                               std::string because = {});

  /// Declares that the source of this history does not hold an event: what depends on it is undecided.
  /// @error kInvalidArgument for an unknown event
  Result<std::size_t> not_held(std::string_view event);

  /// Where the case stands on a day. The day itself has not ended: what is due on it is pending.
  /// @param known_at  look at it by what was recorded up to then, a day alone standing for its end; nothing: by all
  ///                  that is recorded
  [[nodiscard]] CaseReport report(Date as_of, std::optional<DayTime> known_at = std::nullopt) const;

  /// Why the dates of a duty's instances are what they are, one explanation an instance.
  /// @param known_at  as for report()
  /// @error kInvalidArgument for an unknown duty
  [[nodiscard]] Result<std::vector<Explanation>> explain(std::string_view duty, Date as_of,
                                                         std::optional<DayTime> known_at = std::nullopt) const;

 private:
  struct Content;
  std::unique_ptr<Content> content_;
};

}  // namespace proviso
