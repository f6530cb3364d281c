// SPDX-License-Identifier: Apache-2.0
// Reading a text file whole, and writing one so that nobody ever finds half of it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "proviso/result.h"

namespace proviso {

/// The bytes of a file. A pipe or device is read too, and never further than the limit.
/// @error kNotFound where nothing has that path; kUnreadable for a folder, a file without permission to read it, one
///        of more than `max_bytes`, or a failing disk.
Result<std::string> read_text_file(const std::string& path, std::size_t max_bytes);

/// Writes a file: into a new file beside it, which then takes its place, so that the old content stays whole until the
/// new one is. A symbolic link is followed; permissions are kept. A pipe, a device or `/dev/stdout` is written to
/// directly.
/// @return the number of bytes written.
/// @error kUnwritable with the reason (no such folder, no permission, disk full, …); nothing is left behind.
Result<std::size_t> write_text_file(const std::string& path, std::string_view text);

}  // namespace proviso
