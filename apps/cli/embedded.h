// SPDX-License-Identifier: Apache-2.0
// Files of the tree that the program carries with it, so that it needs none of them where it is installed. Generated;
// see cmake/ProvisoEmbed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace proviso::cli {

struct EmbeddedFile {
  std::string_view path;
  std::string_view text;
};

/// docs/diagnostics: `PV0203.md`.
std::span<const EmbeddedFile> diagnostic_pages();
/// apps/cli/starter: what `proviso new` writes.
std::span<const EmbeddedFile> starter_files();
/// rules: `calendars/england.yaml`, the calendar of the starter.
std::span<const EmbeddedFile> starter_calendars();

}  // namespace proviso::cli
