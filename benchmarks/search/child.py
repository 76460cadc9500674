"""Runs a command as a child process and tells what it cost.

The measuring is done by a small process between us and the command (this file, run by itself): the kernel counts the
memory of the process that starts a command as the command's own, and ours is large.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """Processor seconds and peak memory of a process and its children."""

    cpu_seconds: float
    peak_mb: float

    def as_dict(self) -> dict[str, float]:
        """For a JSON file."""
        return asdict(self)


def run(command: Sequence[str | Path], cwd: Path, env: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end; stops the benchmark with the command's own words where it fails."""
    launcher = [sys.executable, "-S", "-E", __file__, *map(str, command)]
    done = subprocess.run(launcher, cwd=cwd, env={**os.environ, **(env or {})}, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command[0]} failed ({done.returncode}):\n{done.stderr[-3000:]}")
    return Cost(**json.loads(done.stdout))


def main() -> None:
    """Run the command in the arguments, its output on standard error, and print what it cost."""
    code = subprocess.run(sys.argv[1:], stdout=sys.stderr).returncode
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"cpu_seconds": usage.ru_utime + usage.ru_stime, "peak_mb": usage.ru_maxrss / 1024}))
    sys.exit(code)


if __name__ == "__main__":
    main()
