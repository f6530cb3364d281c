// SPDX-License-Identifier: Apache-2.0
// The only includer of OpenSSL.
#include "engine/receipt/sha256.h"

#include <array>
#include <new>

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace proviso::receipt {

std::string sha256(std::string_view bytes) {
  // What a machine has configured for its TLS must not decide whether a text can be hashed.
  ::OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (::EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, ::EVP_sha256(), nullptr) != 1) {
    throw std::bad_alloc();
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(std::size_t{2} * size);
  for (unsigned int i = 0; i < size; ++i) {
    text += kDigits[digest[i] >> 4U];
    text += kDigits[digest[i] & 0xFU];
  }
  return text;
}

}  // namespace proviso::receipt
