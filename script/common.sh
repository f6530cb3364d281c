# SPDX-License-Identifier: Apache-2.0
# What the scripts share: where the tree is, how to speak, how to configure and build. Sourced, never run.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
jobs="$(nproc)"

say() { printf '\n== %s\n' "$*"; }
fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 2
}

# configure PRESET [OPTION…]: quiet unless something is wrong.
configure() {
  local log
  log="$(mktemp)"
  if ! cmake --preset "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}
