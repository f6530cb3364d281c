// SPDX-License-Identifier: Apache-2.0
// A saved receipt from its JSON text.
#pragma once

#include <string>
#include <string_view>

#include "engine/receipt/receipt.h"
#include "proviso/result.h"

namespace proviso::cli {

/// @param name  how the file is named in messages
/// @error kInvalidDocument, naming what is not as a receipt has it
Result<receipt::SavedReceipt> read_receipt(const std::string& name, std::string_view text);

/// What stands under `receipt` in a result.
/// @error as above
Result<receipt::Receipt> read_receipt_object(std::string_view text);

}  // namespace proviso::cli
