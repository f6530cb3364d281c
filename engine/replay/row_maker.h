// SPDX-License-Identifier: Apache-2.0
// Findings and outcomes as rows. Internal to engine/replay.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_file.h"
#include "engine/replay/replay.h"
#include "engine/replay/summary_builder.h"

namespace proviso::replay {

/// A finding of a case that nobody has a history of any more.
struct BareFinding {
  std::uint32_t subject = 0;  ///< duty; of an unexpected event the event
  FindingKind kind{};
  Date anchor{};
  Date due{};
  std::optional<Date> done{};
};

/// Makes rows; remembers what many of them have in common.
class RowMaker {
 public:
  RowMaker(const program::Program& program, const SourceSet& sources);

  void give_findings(const FinishedCase& done, const RowSink& sink);
  void give_outcomes(const FinishedCase& done, const RowSink& sink);
  /// Of a duty that counts from one event and is owed by one party, missed or kept late; or of an unexpected event.
  /// @param as_of  up to when it is late while it is not done
  void give_bare(std::string_view case_id, std::uint64_t ordinal, const BareFinding& finding, Date as_of,
                 const RowSink& sink);

 private:
  struct Place {
    std::string_view file;
    std::uint32_t line = 0;
  };

  [[nodiscard]] Place place_of(Span span) const;
  void set_place(const Place& place);
  void fill_instance(const FinishedCase& done, std::uint32_t index, const std::optional<Lateness>& late);
  std::string_view citation_of(const run::Instance& instance);
  [[nodiscard]] std::string_view assumption(const FinishedCase& done, std::uint32_t occurrence) const;
  void fill_unexpected(const FinishedCase& done, std::uint32_t occurrence);
  void fill_undecided_move(const FinishedCase& done, const run::TrackState& track);

  const program::Program& program_;
  const model::Framework& framework_;
  const SourceSet& sources_;
  std::vector<Place> duty_places_;
  std::vector<Place> event_places_;
  std::vector<std::map<const model::ParameterVersion*, std::string>>
      citations_;  // by duty; only looked up, never listed
  ReplayRow row_;
  std::string anchor_;
  std::string assumed_;
  std::string move_citation_;
};

}  // namespace proviso::replay
