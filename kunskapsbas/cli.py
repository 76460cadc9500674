"""The command ``kb``. Thin: it finds the knowledge base and the command, and ends with the command's exit code."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .commands import addresses, build, check, docs, handout, importing, new, preview, review, terms
from .commands.common import FOUND, USAGE, find_root, say

# What a command needs is imported when it runs: most of the program takes longer to load than some of them to answer.
COMMANDS = (build, addresses, check, handout, importing, new, preview, terms, review, docs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``kb`` and return its exit code: 0 all well, 1 Problems that stop, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    root = find_root(Path.cwd())
    if root is None and not getattr(options, "anywhere", False):
        return say("Ingen kunskapsbas här: conf.py saknas i mappen och i alla mappar ovanför.", USAGE)
    brief = arguments is None and getattr(options, "brief", False)
    if brief:  # what the command makes lasts to the end of the process: looking it through takes a fifth of the time
        gc.disable()
    try:
        code: int = options.run(root or Path.cwd(), options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return say("Avbrutet.", FOUND)
    except BrokenPipeError:  # whoever read the output has stopped, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    if brief:
        gc.freeze()
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kb", description="Bygg och kontrollera kunskapsbasen.")
    commands = parser.add_subparsers(required=True, metavar="KOMMANDO")
    for command in COMMANDS:
        command.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
