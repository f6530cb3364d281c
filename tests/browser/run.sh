#!/bin/sh
# Writes the reading copy of the rule files given and opens every page of it in a browser.
#   run.sh PROVISO SITE FILE…
# Exit code 77, with the reason, where there is no Node, Chromium or playwright-core: script/bootstrap --browser.
set -eu
proviso=$1
site=$2
shift 2
command -v node >/dev/null || {
  echo "skipped: there is no node; script/bootstrap --browser says what to install"
  exit 77
}
rm -rf "$site"
"$proviso" doc "$@" -o "$site"
exec node "$(dirname "$0")/check.mjs" "$site"
