// SPDX-License-Identifier: Apache-2.0
// Fingerprints of texts.
#pragma once

#include <string>
#include <string_view>

namespace proviso::receipt {

/// The SHA-256 of the bytes, as 64 hexadecimal digits in small letters.
/// @throws std::bad_alloc, the one way in which it can fail
std::string sha256(std::string_view bytes);

}  // namespace proviso::receipt
