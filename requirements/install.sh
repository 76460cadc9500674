#!/bin/sh
# Sets up .venv for the site or for the tests, and only when something it rests on has changed.
#
#   sh requirements/install.sh site|test
#
# The packages rest on the lock files, this script, the Python in use and the folder's own path (a virtual
# environment does not survive a move); the project's own editable install rests on pyproject.toml as well.
# .venv/kb.stamp holds those two checksums and the set. It is written last, so an environment left half made
# has none and is made again. The test set holds all the site needs, so it serves `make site` too.
# A missing tool gives one line on standard error and exit code 1.
set -eu
unset CDPATH
cd -- "$(dirname -- "$0")/.."

PYTHON=${PYTHON:-python3}
VENV=.venv
STAMP=$VENV/kb.stamp
LOG=_build/install.log

fail() {
    printf 'Fel: %s\n' "$1" >&2
    exit 1
}

# probe: prints version, base interpreter, checksum of packages, checksum of project; one a line.
# Written for any Python 3, so that a too old one can say its version.
probe() {
    "$PYTHON" -I - <<'PY'
import hashlib, os, platform, sys
def checksum(start, names):
    digest = hashlib.sha256(start)
    for name in names:
        with open(name, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()
where = os.fsencode(sys.version + sys.base_prefix) + b"\n" + os.getcwdb() + b"\n"
locks = ["requirements/site.txt", "requirements/test.txt", "requirements/install.sh"]
packages = checksum(where, locks)
print(platform.python_version() if sys.version_info >= (3, 11) else "old " + platform.python_version())
print(getattr(sys, "_base_executable", sys.executable))
print(packages)
print(checksum(packages.encode(), ["pyproject.toml"]))
PY
}

# find_python: sets BASE, PACKAGES and PROJECT, or stops where no usable Python is found.
find_python() {
    command -v "$PYTHON" >/dev/null 2>&1 ||
        fail "Python saknas ($PYTHON hittas inte). Python 3.11 eller nyare behövs. På Debian: apt install python3 python3-venv"
    found=$(probe 2>/dev/null) ||
        fail "$PYTHON går inte att köra. Python 3.11 eller nyare behövs. På Debian: apt install python3 python3-venv"
    version=$(printf '%s\n' "$found" | sed -n 1p)
    case $version in
        old*) fail "Python ${version#old } är för gammal: 3.11 eller nyare behövs. Finns en nyare, ange den så här: make site PYTHON=python3.12" ;;
    esac
    # Where .venv is active, python3 is its own: the new one must be made with the Python behind it.
    BASE=$(printf '%s\n' "$found" | sed -n 2p)
    PACKAGES=$(printf '%s\n' "$found" | sed -n 3p)
    PROJECT=$(printf '%s\n' "$found" | sed -n 4p)
}

# stamped LINE: a line of the stamp (1 set, 2 packages, 3 project), or nothing.
stamped() {
    if [ -x "$VENV/bin/python" ] && [ -f "$STAMP" ]; then sed -n "$1p" "$STAMP"; fi
}

# run_pip ARGUMENTS: pip in .venv, with the machine's own configuration (mirror, certificate, proxy) but
# without the settings that would put packages elsewhere or argue with the lock files.
run_pip() (
    unset PIP_TARGET PIP_PREFIX PIP_ROOT PIP_REQUIREMENT PIP_EDITABLE PIP_REQUIRE_HASHES PIP_DRY_RUN
    export PIP_CONSTRAINT=/dev/null PIP_USER=0 PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1
    exec "$VENV/bin/python" -I -X utf8 -m pip "$@"
)

# explain: stops with one line for the cause of a failed installation; pip's own words stay in the log.
explain() {
    if grep -q 'DO NOT MATCH THE HASHES' "$LOG"; then
        fail "ett hämtat paket har fel kontrollsumma och installerades inte. Kontrollera paketkällan. Se $LOG"
    elif grep -qi 'No space left on device' "$LOG"; then
        fail "disken är full. Miljön behöver omkring 1 GB. Se $LOG"
    elif grep -qiE 'NewConnectionError|name resolution|ConnectTimeout|ReadTimeout|unreachable|Connection refused|ProxyError|Max retries' "$LOG"; then
        fail "paketen gick inte att hämta: inget nätverk, eller fel paketkälla i pip. Bara första körningen behöver nätverk. Se $LOG"
    elif grep -q 'No matching distribution' "$LOG"; then
        fail "paketkällan saknar ett låst paket: $(sed -n 's/^ERROR: \(No matching distribution.*\)/\1/p' "$LOG" | head -n 1). Se $LOG"
    fi
    fail "installationen misslyckades: $(grep -m 1 '^ERROR' "$LOG" || tail -n 1 "$LOG"). Se $LOG"
}

# make_environment SET: .venv with that set's locked packages, from nothing: no half-made one is in the way.
make_environment() {
    "$BASE" -I -c 'import ensurepip, venv' 2>/dev/null ||
        fail "Python $version saknar modulen venv eller ensurepip. På Debian: apt install python3-venv"
    printf 'Gör i ordning miljön i %s (bara första gången och när något har ändrats) …\n' "$VENV"
    rm -rf -- "$VENV"
    "$BASE" -I -m venv "$VENV" >"$LOG" 2>&1 || explain
    run_pip install --quiet --require-hashes --only-binary :all: -r "requirements/$1.txt" >>"$LOG" 2>&1 || explain
}

# install_project: the project itself, editable, without network. pip compiles what it installs, but not what stays here.
install_project() {
    run_pip install --quiet --no-deps --no-build-isolation --no-index --editable . >>"$LOG" 2>&1 || explain
    "$VENV/bin/python" -I -m compileall -q kunskapsbas >>"$LOG" 2>&1 || explain
}

wanted=${1:-}
case $wanted in
    site | test) ;;
    *) fail 'ange site eller test, till exempel: sh requirements/install.sh site' ;;
esac
find_python
have=$(stamped 1)
if [ "$have" = test ]; then wanted=test; fi
if [ "$have" = "$wanted" ] && [ "$(stamped 3)" = "$PROJECT" ]; then exit 0; fi

start=$(date +%s)
mkdir -p _build
if [ "$have" = "$wanted" ] && [ "$(stamped 2)" = "$PACKAGES" ]; then
    : >"$LOG"
else
    make_environment "$wanted"
fi
rm -f -- "$STAMP"
install_project
printf '%s\n%s\n%s\n' "$wanted" "$PACKAGES" "$PROJECT" >"$STAMP"
printf 'Miljön är klar på %s s.\n' "$(($(date +%s) - start))"
