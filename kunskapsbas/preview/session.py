"""One preview: looks for changes, has the changed page made at once and the whole site later, tells the browser."""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from .changes import Changes, Snapshot, differences, look
from .places import Places, address_of
from .serving import News

LOOK = 0.15  # seconds between two looks
DRAW = 0.4  # seconds that a browser has the machine to itself to fetch and draw a page
QUIET = 1.0  # seconds without a change before the whole site is built
FORKS = hasattr(os, "fork")


class Session:
    """The work behind a preview. ``tell`` takes lines for the writer's terminal."""

    def __init__(self, root: Path, news: News, tell: Callable[[str], None]) -> None:
        """Take the root of the knowledge base."""
        self.places, self.news, self.tell = Places(root), news, tell
        self._stop = threading.Event()
        self._children: set[subprocess.Popen[str]] = set()
        self._worker: Worker | None = None
        self._at_work = threading.Lock()  # no worker is ended while a page is being made by it
        self._made: dict[str, int] = {}
        self._due = time.monotonic()
        self._build: threading.Thread | None = None
        self._check: threading.Thread | None = None
        self._check_again = False
        self._focus = ""

    def run(self) -> None:
        """Work until :meth:`stop`."""
        seen = look(self.places.root)
        self._begin_check()
        while not self._stop.wait(LOOK):
            now = look(self.places.root)
            changes, seen = differences(seen, now), now
            if changes:
                self._on(changes)
            if self._due and time.monotonic() >= self._due and not _alive(self._build):
                self._due = 0.0
                self._build = threading.Thread(target=self._build_site, args=(seen,), daemon=True)
                self._build.start()

    def stop(self) -> None:
        """End, and all processes that were begun."""
        self._stop.set()
        for child in list(self._children):
            child.kill()
        for thread in (self._build, self._check):
            if thread is not None:
                thread.join()
        if self._worker is not None:
            self._worker.end()

    def _on(self, changes: Changes) -> None:
        page = changes.in_focus
        self._focus = page
        if page and not changes.settings:
            with self._at_work:
                self._make(page)
        self._begin_check()
        self._due = time.monotonic() + QUIET

    def _make(self, page: str) -> None:
        """Have one page made, with the machine to itself, and shown."""
        worker = self._worker
        if worker is None:
            return
        with standing_still([child for child in list(self._children) if child is not worker.process]):
            if worker.make(page, self.places.desk):
                self._shown([page], page)
                self.tell(f"{page}.md visas.")
                self._focus = ""
                self._stop.wait(DRAW)

    def _shown(self, pages: list[str], page: str = "") -> None:
        """Tell browsers that show one of these pages to fetch it again; ``page``: the one the writer is at."""
        for name in pages:
            self._made[address_of(name)] = self._made.get(address_of(name), 0) + 1
        changes: dict[str, object] = {"made": dict(self._made)}
        self.news.tell(**changes, **({"page": address_of(page)} if page else {}))

    def _build_site(self, seen: Snapshot) -> None:
        """Build the whole site, and begin a new worker with what was read."""
        places = self.places
        self.news.tell(building=True)
        command = [sys.executable, "-m", "sphinx", "-b", "html", "-q"]
        command += ["-d", str(places.doctrees), str(places.root), str(places.site)]
        code, said = self._run(command)
        if self._stop.is_set():
            return
        failed = "" if code == 0 else "Webbplatsen gick inte att bygga. Det som visas är den senaste som gick."
        places.work.mkdir(parents=True, exist_ok=True)
        places.log.write_text(said, encoding="utf-8")
        if code == 0:
            self._clear_desk(seen)
            self._made["*"] = self._made.get("*", 0) + 1
            if self._focus:  # changed while no worker was there to make it by itself
                self._shown([self._focus], self._focus)
                self._focus = ""
        self.news.tell(building=False, failed=failed, made=dict(self._made))
        self.tell(failed or "Hela webbplatsen är byggd.")
        if FORKS and code == 0:
            self._renew_worker()

    def _clear_desk(self, seen: Snapshot) -> None:
        """Take away the single pages that the whole site now has; not those that were changed while it was built."""
        later = set(differences(seen, look(self.places.root)).pages)
        for place in self.places.desk.rglob("*.html"):
            if place.relative_to(self.places.desk).as_posix().removesuffix(".html") not in later:
                place.unlink(missing_ok=True)

    def _renew_worker(self) -> None:
        worker = Worker(self.places, self._children)
        ready = worker.ready() and not self._stop.is_set()
        with self._at_work:
            old, self._worker = (self._worker, worker) if ready else (worker, self._worker)
        if old:
            old.end()

    def _begin_check(self) -> None:
        """Check in a process of its own; a change while one is at work begins another after it."""
        if _alive(self._check):
            self._check_again = True
            return
        self._check = threading.Thread(target=self._check_all, daemon=True)
        self._check.start()

    def _check_all(self) -> None:
        while not self._stop.is_set():
            self._check_again = False
            _, said = self._run([sys.executable, "-m", "kunskapsbas.cli", "check", "--format", "json"])
            try:
                self.news.tell(problems=json.loads(said))
            except ValueError:
                self.news.tell(problems=[])
            if not self._check_again:
                return

    def _run(self, command: list[str]) -> tuple[int, str]:
        nice = shutil.which("nice")  # what the writer waits for goes first
        errors = subprocess.STDOUT if "sphinx" in command else subprocess.DEVNULL
        child = subprocess.Popen(
            [nice, "-n", "10", *command] if nice else command,
            cwd=self.places.root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors,
            text=True, encoding="utf-8", errors="replace", env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
        self._children.add(child)
        said, _ = child.communicate()
        self._children.discard(child)
        return child.returncode, said


class Worker:
    """The process that makes single pages (see worker.py)."""

    def __init__(self, places: Places, children: set[subprocess.Popen[str]]) -> None:
        """Begin it."""
        command = [sys.executable, "-m", "kunskapsbas.preview.worker"]
        command += [str(places.root), str(places.site), str(places.doctrees)]
        self._children = children
        self.process = subprocess.Popen(
            command, cwd=places.root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
        children.add(self.process)
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True)
        self._reader.start()

    def _read(self, stream: IO[str] | None) -> None:
        with suppress(ValueError):  # the stream is closed when the process is ended
            for line in stream or ():
                self._answers.put(line)
        self._answers.put("")

    def ready(self) -> bool:
        """Wait until it is, and tell whether it has come to that."""
        return bool(self._answers.get())

    def make(self, docname: str, desk: Path, seconds: float = 15.0) -> bool:
        """Have a page made, and tell whether it was, in time."""
        try:
            assert self.process.stdin is not None
            self.process.stdin.write(json.dumps({"docname": docname, "desk": str(desk)}) + "\n")
            self.process.stdin.flush()
            return bool(json.loads(self._answers.get(timeout=seconds) or "{}").get("made"))
        except (OSError, ValueError, queue.Empty):
            return False

    def end(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        self._reader.join()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._children.discard(self.process)


@contextmanager
def standing_still(processes: Sequence[subprocess.Popen[str]]) -> Iterator[None]:
    """Let processes wait in the middle of what they do, so that the machine is free for something else (POSIX)."""
    for process in processes:
        process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            process.send_signal(signal.SIGCONT)


def _alive(thread: threading.Thread | None) -> bool:
    return thread is not None and thread.is_alive()
