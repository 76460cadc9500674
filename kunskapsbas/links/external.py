"""A bounded check of addresses outside the site. It always ends, and says of each address what it found.

Own code on ``requests`` rather than Sphinx's linkcheck: that has no total time limit, and a server that
answers 429 with a number of seconds in ``Retry-After`` can hold it for ever. Nothing is requested when this
module is imported, and no address is requested that the caller has not allowed.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from .anchoring import has_anchor, page_and_anchor
from .answering import Answer, Outcome, seconds_words
from .asking import Asker, Limits, is_web, late_answer

__all__ = ["ExternalResult", "Limits", "Outcome", "Place", "check_external"]
_GRACE = 0.2  # seconds that a host may be late, before what it is at is left behind


class Place(NamedTuple):
    """A link: the file, line and column where it stands, and the address it leads to."""

    path: str
    line: int
    url: str
    column: int = 1


@dataclass(frozen=True, slots=True)
class ExternalResult:
    """One link and what was found. ``detail`` is a Swedish sentence of our own, ``new_address`` where the link leads.

    ``new_address`` comes from the server, and is empty where it leads nowhere else.
    """

    place: Place
    outcome: Outcome
    detail: str = ""
    new_address: str = ""


def check_external(
    places: Iterable[Place],
    *,
    may_request: Callable[[str], bool],
    is_public: Callable[[str], bool] = lambda url: True,
    limits: Limits | None = None,
) -> list[ExternalResult]:
    """Check addresses outside the site and return one result for each link, in the order given.

    Only http and https are checked; others, and addresses for which ``may_request`` says no, give no result and are
    never contacted. The same address is requested once, however many links there are to it. ``is_public`` may be
    slow: it is asked where the requests are made, and tells whether an address belongs to the open network. Takes at
    most ``limits.deadline`` seconds plus a moment; what is not finished by then gets ``Outcome.UNCHECKED``. Raises
    nothing for a bad address or a network that is down: that is a result.
    """
    limits = limits or Limits()
    links = [place for place in places if is_web(place.url) and may_request(place.url)]
    wanted: dict[str, bool] = {}
    for place in links:
        page, anchor = page_and_anchor(place.url)
        wanted[page] = wanted.get(page, False) or bool(anchor)
    answers = _Check(wanted, limits, may_request, is_public).run()
    return [_result(place, answers, limits) for place in links]


class _Report(NamedTuple):
    """What a host's thread tells: an address and its answer (None: the time ran out); no address: the host is done."""

    host: str
    url: str = ""
    answer: Answer | None = None


class _Check:
    """One run: a thread for each host, as many at once as the limits allow.

    Threads are daemons and are left behind when their time is up: a server that sends one byte now and then can hold
    a thread, but neither the other hosts nor the end of the program.
    """

    def __init__(
        self,
        wanted: Mapping[str, bool],
        limits: Limits,
        may_request: Callable[[str], bool],
        is_public: Callable[[str], bool],
    ) -> None:
        """Take the addresses (address -> read its anchors)."""
        self._limits, self._may_request, self._is_public = limits, may_request, is_public
        self._hosts: dict[str, dict[str, bool]] = {}
        for url, read_anchors in wanted.items():
            self._hosts.setdefault(_host(url), {})[url] = read_anchors
        self._reports: queue.SimpleQueue[_Report] = queue.SimpleQueue()
        self._running: dict[str, float] = {}
        self._told: set[str] = set()
        self._answers: dict[str, Answer] = {}

    def run(self) -> dict[str, Answer]:
        """Return the answer of every address that had one in time. The hosts with most addresses begin."""
        end = time.monotonic() + self._limits.deadline
        waiting = sorted(self._hosts, key=lambda host: -len(self._hosts[host]))
        while (waiting or self._running) and time.monotonic() < end:
            while waiting and len(self._running) < self._limits.workers:
                self._start(waiting.pop(0), end)
            self._take(min(end, *self._running.values()))
        return self._answers

    def _start(self, host: str, end: float) -> None:
        own = time.monotonic() + self._limits.for_host(len(self._hosts[host]))
        asker = Asker(self._limits, min(end, own), self._may_request, self._is_public)
        self._running[host] = own + _GRACE
        arguments = (host, self._hosts[host], asker, self._reports)
        threading.Thread(target=_work, args=arguments, name="lankkontroll", daemon=True).start()

    def _take(self, until: float) -> None:
        """Take the next report; where none comes in time, leave the hosts behind whose time is up."""
        try:
            report = self._reports.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            late = [host for host, limit in self._running.items() if limit <= time.monotonic()]
            for host in late:
                self._leave(host)
            return
        if report.host not in self._running:
            return  # it has been left behind
        if not report.url:
            del self._running[report.host]
            return
        self._told.add(report.url)
        if report.answer is not None:
            self._answers[report.url] = report.answer

    def _leave(self, host: str) -> None:
        """Leave a host behind: what it was at has not answered, and what it did not come to is not known."""
        del self._running[host]
        job = self._hosts[host]
        stuck = next((url for url in job if url not in self._told), None)
        if stuck is not None:
            self._answers[stuck] = late_answer(self._limits.for_host(len(job)))


def _work(host: str, job: Mapping[str, bool], asker: Asker, reports: queue.SimpleQueue[_Report]) -> None:
    """Ask for the addresses of one host in turn and report each. A host that asks for fewer requests gets no more."""
    refused: Answer | None = None
    with asker.session:
        for number, (url, read_anchors) in enumerate(job.items()):
            if number and not refused:
                asker.wait(asker.limits.pause)
            try:
                answer = refused or asker.ask(url, read_anchors)
            except Exception as error:  # one odd server must not silence the rest of its host
                answer = Answer(Outcome.UNCLEAR, f"Kontrollen misslyckades ({type(error).__name__}).")
            refused = answer if answer and answer.too_many else None
            reports.put(_Report(host, url, answer))
    reports.put(_Report(host))


def _result(place: Place, answers: Mapping[str, Answer], limits: Limits) -> ExternalResult:
    """Return the result of one link from the answer for its address."""
    page, anchor = page_and_anchor(place.url)
    answer = answers.get(page)
    if answer is None:
        detail = f"Tiden tog slut, för servern eller för hela kontrollen ({seconds_words(limits.deadline)})."
        return ExternalResult(place, Outcome.UNCHECKED, detail)
    if anchor and answer.anchors is not None and not has_anchor(answer.anchors, anchor):
        return ExternalResult(place, Outcome.NO_ANCHOR, new_address=answer.leads_to)
    new = f"{answer.leads_to}#{anchor}" if answer.outcome is Outcome.MOVED and anchor else answer.leads_to
    return ExternalResult(place, answer.outcome, answer.detail, new)


def _host(url: str) -> str:
    """Return the host that one thread at a time may ask; the address itself when it cannot be read."""
    try:
        return urlsplit(url).netloc.lower() or url
    except ValueError:
        return url
