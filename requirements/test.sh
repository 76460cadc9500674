#!/bin/sh
# Runs every check of code and site, all of them even when one fails, and ends with a summary.
#
#   sh requirements/test.sh [arguments for pytest]
#
# Exit code 0 only where all passed. Takes for granted that requirements/install.sh test has run.
set -eu
unset CDPATH
cd -- "$(dirname -- "$0")/.."

KB_CHROMIUM=$(sh requirements/chromium.sh)
export KB_CHROMIUM

summary=''
failed=0

# step NAME COMMAND …: runs it, and notes how it went and how long it took.
step() {
    name=$1
    shift
    printf '\n== %s\n' "$name"
    start=$(date +%s)
    if "$@"; then result='godkänt'; else result='UNDERKÄNT' failed=1; fi
    summary="$summary$(printf '  %-10s %-10s %4s s' "$name" "$result" "$(($(date +%s) - start))")
"
}

step ruff .venv/bin/python -m ruff check .
step mypy .venv/bin/python -m mypy
step pytest .venv/bin/python -m pytest "$@"

printf '\nSammanfattning\n%s' "$summary"
exit "$failed"
