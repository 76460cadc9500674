"""Commands that go on beside the tests: a build of the whole site is not waited for until it is to be read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def beside(folder: Path, *arguments: str, **environment: str) -> Iterator[Callable[[], None]]:
    """Begin ``python -m`` with the arguments in the folder; give what waits for it, and fails with what it said.

    It is broken off where the context ends before it is done.
    """
    with tempfile.TemporaryFile() as said:  # no pipe: the command would stop when it is full
        command = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=folder, env={**os.environ, "PYTHONUTF8": "1", **environment},
            stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip

        def finish() -> None:
            code = command.wait()
            said.seek(0)
            assert code == 0, said.read().decode(errors="replace")

        try:
            yield finish
        finally:
            if command.poll() is None:
                os.killpg(command.pid, signal.SIGINT)  # and what it has begun in its turn
                command.wait()
