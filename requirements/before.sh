#!/bin/sh
# Builds the site of another commit in _build/fore, of its own sources by its own code.
#
#   sh requirements/before.sh COMMIT
#
# Where that commit locks the same packages as now, it is built in this environment; otherwise in one of its own,
# which needs a network. The file .commit in the folder is written last: it tells that the folder is whole.
set -eu
unset CDPATH
cd -- "$(dirname -- "$0")/.."

commit=$1
python=$PWD/.venv/bin/python

rm -rf -- _build/fore
mkdir -p _build/fore
git archive --format=tar --output=_build/fore/.tar "$commit"
cd _build/fore
tar -x -f .tar
rm -- .tar
if git diff --quiet "$commit" -- :/requirements/site.txt; then
    PYTHONPATH=$PWD "$python" -m kunskapsbas.cli build
else
    # Without what the make that runs this has told it: the older Makefile is another.
    env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make site
fi
rm -rf -- _build/.work .venv
printf '%s\n' "$commit" >.commit
