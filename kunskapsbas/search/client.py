"""Puts the browser's part of the search together: the files of ``client/`` in order, with the tables of Swedish."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from ..swedish.common import COMMON, DEFINING
from ..swedish.dates import MONTHS
from ..swedish.finding_dates import PATTERNS
from ..swedish.spelling import CONFUSED
from ..swedish.stemming import DERIVED, ENDINGS, LONGEST_ENDING, MOST, VOWELS

CLIENT = Path(__file__).parent / "client"
FIRST_OF_INTERFACE = "70"  # the files before it know nothing of the page


def swedish_tables() -> dict[str, object]:
    """Return what the browser needs to know of Swedish, as plain data."""
    return {
        "common": sorted(COMMON),
        "defining": sorted(DEFINING),
        "vowels": VOWELS,
        "endings": ENDINGS,
        "most": MOST,
        "longest": LONGEST_ENDING,
        "dates": PATTERNS,
        "months": MONTHS,
        "confused": CONFUSED,
        "derived": DERIVED,
    }


def engine_source() -> str:
    """Return the engine alone, without what shows it: JavaScript that defines the class ``Engine`` and what it uses."""
    return _tables() + _joined(path for path in sorted(CLIENT.glob("*.js")) if path.name < FIRST_OF_INTERFACE)


def client_script() -> str:
    """Return the whole script, without comments and indentation."""
    return f'(() => {{\n"use strict";\n{_tables()}{_joined(sorted(CLIENT.glob("*.js")))}}})();\n'


def _tables() -> str:
    return f"const SWEDISH = {json.dumps(swedish_tables(), ensure_ascii=False, separators=(',', ':'))};\n"


def _joined(paths: Iterable[Path]) -> str:
    text = "".join(path.read_text(encoding="utf-8") for path in paths)
    return re.sub(r"^[ \t]*(?://.*)?\n|^[ \t]+| +// .*$", "", text, flags=re.MULTILINE)
