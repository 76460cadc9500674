#!/bin/sh
# Prints the path of a Chromium for the tests that look at pages as a browser shows them.
#
#   sh requirements/chromium.sh
#
# It takes the one that the environment variable KB_CHROMIUM names, or one on the PATH. What is missing is
# installed with apt if the user is root; otherwise one line on standard error says how to get it. Besides the
# browser, the program that drives it (in .venv) needs the library libatomic, which a bare Debian lacks.
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
    if [ -n "${KB_CHROMIUM:-}" ]; then
        command -v "$KB_CHROMIUM" || fail "KB_CHROMIUM anger $KB_CHROMIUM, som inte går att köra."
        return 0
    fi
    for name in chromium chromium-browser google-chrome-stable google-chrome; do
        if command -v "$name" 2>/dev/null; then return 0; fi
    done
    return 1
}

driver_works() {
    .venv/bin/python -m playwright --version >/dev/null 2>&1
}

missing=''
browser=$(find_chromium) || { [ -z "${KB_CHROMIUM:-}" ] || exit 1; missing='chromium'; }
driver_works || missing="$missing libatomic1"
missing=${missing# }
if [ -n "$missing" ]; then
    command -v apt-get >/dev/null 2>&1 ||
        fail "det här saknas för testerna i webbläsare: $missing. Installera det, eller ange var Chromium finns: make test KB_CHROMIUM=sökväg"
    [ "$(id -u)" -eq 0 ] ||
        fail "det här saknas för testerna i webbläsare: $missing. Installera det: sudo apt-get install $missing"
    mkdir -p _build
    printf 'Installerar %s med apt (bara första gången) …\n' "$missing" >&2
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # the names are to be split
    { apt-get update && apt-get install --yes --no-install-recommends $missing; } >"$LOG" 2>&1 ||
        fail "$missing gick inte att installera med apt. Finns nätverk? Se $LOG"
    browser=$(find_chromium) || fail "Chromium är installerad men hittas inte i PATH. Se $LOG"
    driver_works || fail 'programmet som styr webbläsaren startar inte. Kör .venv/bin/python -m playwright --version och läs vad det säger.'
fi
printf '%s\n' "$browser"
