"""``kb preview`` as a writer has it: begun by the command, seen only through its address."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from benchmarks.preview.processes import cpu_seconds
from benchmarks.search.corpus import ROOT

WAIT = 600.0


@dataclass(frozen=True)
class Preview:
    """A preview at work: its process, the address of the site, and the seconds until the site was there."""

    process: subprocess.Popen[str]
    address: str

    @property
    def spent(self) -> float:
        """Processor seconds so far."""
        return cpu_seconds(self.process.pid)

    def state(self, after: int = 0) -> dict[str, object]:
        """Return what the preview tells its pages; it answers when it knows more than ``after``, or in its own time."""
        with urlopen(f"{self.address}/_kb/state?after={after}", timeout=60) as answer:
            told: dict[str, object] = json.load(answer)
        return told

    def settle(self, builds: int) -> int:
        """Wait until the whole site has been built more times than ``builds``, and return how many times it has."""
        state, until = self.state(), time.monotonic() + WAIT
        while state["building"] or self.builds(state) <= builds:
            if time.monotonic() > until:
                sys.exit("The site was never built.")
            state = self.state(int(str(state["version"])))
        return self.builds(state)

    def builds(self, state: dict[str, object] | None = None) -> int:
        """Return how many times the whole site has been built."""
        made = (state or self.state())["made"]
        return int(made.get("*", 0)) if isinstance(made, dict) else 0


@contextmanager
def preview(source: Path) -> Iterator[Preview]:
    """Begin a preview of a source folder, and end it as a writer does, with Ctrl-C."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "kunskapsbas.cli", "preview", "--no-open"],
        cwd=source, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
    )  # fmt: skip
    try:
        line = process.stdout.readline() if process.stdout else ""
        if "http://" not in line:
            sys.exit(f"kb preview did not begin: {line}")
        yield Preview(process, "/".join(line.split()[-1].split("/", 3)[:3]))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
