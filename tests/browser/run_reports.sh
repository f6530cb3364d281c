#!/bin/sh
# Writes reports of simulations and opens every page of them in a browser.
#   run_reports.sh PROVISO WRITE_REPORTS FOLDER SCENARIO
# Exit code 77, with the reason, where there is no Node, Chromium or playwright-core: script/bootstrap --browser.
set -eu
proviso=$1
write_reports=$2
folder=$3
scenario=$4
command -v node >/dev/null || {
  echo "skipped: there is no node; script/bootstrap --browser says what to install"
  exit 77
}
rm -rf "$folder"
"$write_reports" "$folder"
"$proviso" simulate "$scenario" --runs 5 --report "$folder/scenario.html" >/dev/null
exec node "$(dirname "$0")/check.mjs" "$folder"
