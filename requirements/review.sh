#!/bin/sh
# Compares the built site with that of another commit, for whoever reads a change before it is taken in.
#
#   sh requirements/review.sh COMMIT
#
# The site of that commit is built by before.sh, once for each commit. What comes of the comparison lies in
# _build/granskning. A commit that cannot be built stops nothing: what is wrong in it is not the fault of the change,
# and the review then says that it has nothing to compare with.
set -eu
unset CDPATH
cd -- "$(dirname -- "$0")/.."

BEFORE=_build/fore
LOG=_build/fore.log

fail() {
    printf 'Fel: %s\n' "$1" >&2
    exit 1
}

# is_whole: tells whether the site of the commit lies in BEFORE.
is_whole() {
    [ "$(cat "$BEFORE/.commit" 2>/dev/null)" = "$commit" ]
}

[ -n "${1:-}" ] || fail 'ange vad webbplatsen ska jämföras med, till exempel: make review BASE=main'
commit=$(git rev-parse --verify --quiet "$1^{commit}") ||
    fail "$1 finns inte i git. Ange en gren eller en incheckning, till exempel: make review BASE=main"

if ! is_whole; then
    printf 'Bygger webbplatsen som den var …\n'
    mkdir -p _build
    sh requirements/before.sh "$commit" >"$LOG" 2>&1 ||
        printf 'Webbplatsen före ändringen gick inte att bygga, så det blir ingen jämförelse. Se %s\n' "$LOG" >&2
fi
if is_whole; then
    exec .venv/bin/python -m kunskapsbas.cli review --before "$BEFORE"
fi
exec .venv/bin/python -m kunskapsbas.cli review
