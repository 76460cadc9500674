#!/bin/sh
# Prints the path of a Chromium for the tests that look at pages as a browser shows them.
#
#   sh requirements/chromium.sh
#
# It takes the one that the environment variable KB_CHROMIUM names, or one on the PATH. Where there is none
# it is installed with apt if the user is root; otherwise one line on standard error says how to get it.
set -eu
unset CDPATH
cd -- "$(dirname -- "$0")/.."

LOG=_build/chromium.log

fail() {
    printf 'Fel: %s\n' "$1" >&2
    exit 1
}

# find_chromium: prints the first one found; false where there is none.
find_chromium() {
    for name in chromium chromium-browser google-chrome-stable google-chrome; do
        if command -v "$name" 2>/dev/null; then return 0; fi
    done
    return 1
}

if [ -n "${KB_CHROMIUM:-}" ]; then
    command -v "$KB_CHROMIUM" || fail "KB_CHROMIUM anger $KB_CHROMIUM, som inte går att köra."
    exit 0
fi
if find_chromium; then exit 0; fi
command -v apt-get >/dev/null 2>&1 ||
    fail 'webbläsaren Chromium saknas. Installera den så att chromium finns i PATH, eller ange var den finns: make test KB_CHROMIUM=sökväg'
[ "$(id -u)" -eq 0 ] ||
    fail 'webbläsaren Chromium saknas. Installera den: sudo apt-get install chromium, eller ange var den finns: make test KB_CHROMIUM=sökväg'

mkdir -p _build
printf 'Installerar Chromium med apt (bara första gången) …\n' >&2
export DEBIAN_FRONTEND=noninteractive
{ apt-get update && apt-get install --yes --no-install-recommends chromium; } >"$LOG" 2>&1 ||
    fail "Chromium gick inte att installera med apt. Finns nätverk? Se $LOG"
find_chromium || fail "Chromium är installerad men hittas inte i PATH. Se $LOG"
