// SPDX-License-Identifier: Apache-2.0
// Many cases of a plain procedure (engine/machine) straight from a table of events, which is read piece by piece: the
// memory needed grows with the cases, not with the events. What comes of it is what replay() gives, to the last byte.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/source_file.h"
#include "engine/documents/map_document.h"
#include "engine/program/program.h"
#include "engine/replay/byte_source.h"
#include "engine/replay/replay.h"
#include "engine/replay/shard.h"
#include "proviso/result.h"

namespace proviso::replay {

struct PlainOptions {
  std::uint32_t jobs = 1;      ///< threads
  std::optional<Date> as_of;   ///< later events are left out; nothing: there are none
  bool keep_findings = false;  ///< for finish() to give
  Shard shard{};               ///< other cases are passed over
};

/// Used once: run(), then finish().
class PlainReplay {
 public:
  /// Program, sources and map must outlive it.
  /// @param map  null: none was given
  PlainReplay(const program::Program& program, const SourceSet& sources, const MapDocument* map);
  ~PlainReplay();
  PlainReplay(const PlainReplay&) = delete;
  PlainReplay& operator=(const PlainReplay&) = delete;

  /// Runs the cases. False where this is not for it: the procedure is not plain, or the table has cells that it does
  /// not know, or mistakes; why_not() says which. The table is then for read_cases() and replay().
  /// @error of the source
  Result<bool> run(ByteSource& table, std::string_view path, const PlainOptions& options);
  [[nodiscard]] const std::string& why_not() const;

  /// The latest day in the table; nothing where it has no events.
  [[nodiscard]] std::optional<Date> last_day() const;

  /// Counts what is open on a day, and gives the findings in the order of replay(). Cases in which something happened
  /// that is not plain are run by the executor here; where there are any, the table is read once more.
  /// @param findings  may be null; needs keep_findings
  /// @error of the source
  Result<ReplayResult> finish(Date as_of, const RowSink& findings);

  /// What is kept of each case on average, its index and its deadlines included, in bytes.
  [[nodiscard]] double bytes_per_case() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace proviso::replay
