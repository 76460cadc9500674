#!/bin/sh
# Runs kb in this repository's own environment, on every system: pre-commit and editors call it by this name.
set -eu
here=$(dirname "$0")/..
export PYTHONUTF8=1
for python in "$here/.venv/bin/python" "$here/.venv/Scripts/python.exe"; do
    if [ -x "$python" ]; then
        exec "$python" -m kunskapsbas.cli "$@"
    fi
done
echo 'Miljön i .venv saknas. Kör make site en gång först.' >&2
exit 1
