// SPDX-License-Identifier: Apache-2.0
// Texts that came compressed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "proviso/result.h"

namespace proviso::replay {

/// Whether the bytes begin as gzip's do (RFC 1952).
bool is_gzip(std::string_view bytes);

/// The text that was compressed; of several members one after the other, all of it.
/// @param most  bytes of text, and no more: a small file can stand for a very large one
/// @error kUnreadable where the data is damaged or cut off, kLimitReached where the text is larger than `most`
Result<std::string> gunzip(std::string_view bytes, std::size_t most);

}  // namespace proviso::replay
