"""A bounded check of addresses outside the site. It always ends, and says of each address what it found.

Own code on ``requests`` rather than Sphinx's linkcheck: that has no total time limit, and a server that
answers 429 with a number of seconds in ``Retry-After`` can hold it for ever. Nothing is requested when this
module is imported, and no address is requested that the caller has not allowed.
"""

from __future__ import annotations

import queue
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import requests
from requests.exceptions import InvalidSchema, InvalidURL, MissingSchema, RequestException, SSLError, Timeout
from selectolax.lexbor import LexborHTMLParser

USER_AGENT = "kunskapsbas-lankkontroll/1"
_GRACE = 0.2  # seconds that a host may be late, before what it is at is left behind


class Outcome(StrEnum):
    """What the check found, in words for readers."""

    OK = "ok"
    GONE = "borta"
    LOGIN = "kräver inloggning"
    NOT_NOW = "svarar inte just nu"
    MOVED = "flyttad permanent"
    CERTIFICATE = "ogiltigt certifikat"
    NO_ANCHOR = "ankaret finns inte"
    UNCLEAR = "oklart svar"
    UNCHECKED = "hann inte kontrolleras"
    INSIDE = "nås bara inifrån ett nät"


@dataclass(frozen=True, slots=True)
class ExternalResult:
    """One link and what was found. ``detail`` is a Swedish sentence; ``new_address`` is where it has moved, if so."""

    path: str
    line: int
    url: str
    outcome: Outcome
    detail: str = ""
    new_address: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far the check may go. Times are in seconds."""

    timeout: float = 10.0  # for each connection and each wait for data
    retries: int = 1  # after a timeout, a broken connection, 429 or 503
    workers: int = 16  # hosts at the same time; one host never gets two requests at once
    per_host: float = 60.0  # for all addresses of one host
    pause: float = 0.5  # between two requests to one host
    retry_after_cap: float = 20.0  # the longest wait that a server's Retry-After may cause
    deadline: float = 300.0  # for everything
    redirects: int = 8
    max_bytes: int = 3_000_000  # of a page that is read for its anchors


@dataclass(frozen=True, slots=True)
class _Answer:
    """The state of one address, the same for all links to it. ``anchors`` is None when they were not read."""

    outcome: Outcome
    detail: str = ""
    new_address: str = ""
    anchors: frozenset[str] | None = None


@dataclass(slots=True)
class _Fetcher:
    """Requests the addresses of one host, one at a time."""

    limits: Limits
    end: float
    may_request: Callable[[str], bool]
    is_public: Callable[[str], bool]
    session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        """Name ourselves, and keep passwords in a .netrc file out of requests."""
        self.session.headers["User-Agent"] = USER_AGENT
        self.session.headers["Accept"] = "text/html,application/xhtml+xml,*/*;q=0.8"
        self.session.auth = _no_password

    def remaining(self) -> float:
        """Return the seconds left of the whole check."""
        return self.end - time.monotonic()

    def fetch(self, url: str, read_anchors: bool) -> _Answer | None:
        """Return what is known of an address after all retries; None when time ran out."""
        answer = None
        for attempt in range(self.limits.retries + 1):
            if self.remaining() <= 0:
                break
            answer, wait = self._follow(url, read_anchors)
            if wait is None:
                return answer
            if attempt < self.limits.retries:
                time.sleep(max(0.0, min(wait, self.limits.retry_after_cap, self.remaining())))
        return answer

    def _follow(self, url: str, read_anchors: bool) -> tuple[_Answer, float | None]:
        """Follow redirects from an address. Returns the answer, and a wait in seconds where a new try may help."""
        here, moved_to, permanent, visited = url, "", True, [url]
        if not self.is_public(here):
            return _Answer(Outcome.INSIDE, "Adressen hör till ett slutet nät, så den prövas inte."), None
        for _ in range(self.limits.redirects + 1):
            try:
                with self._get(here) as response:
                    target = self.session.get_redirect_target(response)
                    if target is None:
                        return self._judge(response, url, moved_to, read_anchors)
                    permanent = permanent and response.status_code in {301, 308}
                    here = urldefrag(urljoin(here, target)).url
            except (RequestException, UnicodeError, ValueError) as error:
                return _failure(error, self.limits)
            moved_to = here if permanent else moved_to
            if visited.count(here) > 1:  # once is allowed: a site may set a cookie and ask for the same page again
                return _Answer(Outcome.UNCLEAR, "Adressen leder runt i en cirkel."), None
            visited.append(here)
            if not _is_web(here) or not self.may_request(here) or not self.is_public(here):
                return _Answer(Outcome.UNCLEAR, f"Leder vidare till {here}, som inte fick kontrolleras."), None
        return _Answer(Outcome.UNCLEAR, f"Leder vidare fler än {self.limits.redirects} gånger."), None

    def _get(self, url: str) -> requests.Response:
        """Request one address without following redirects and without reading the page."""
        timeout = max(0.05, min(self.limits.timeout, self.remaining()))
        return self.session.get(url, timeout=timeout, allow_redirects=False, stream=True)

    def _judge(
        self, response: requests.Response, url: str, moved_to: str, read_anchors: bool
    ) -> tuple[_Answer, float | None]:
        """Return the answer for a response that is not a redirect."""
        status = response.status_code
        if status in {429, 503}:
            return _Answer(Outcome.NOT_NOW, _status_words(status)), _retry_after(response.headers)
        if not 200 <= status < 300:
            return _Answer(_status_outcome(status), _status_words(status)), None
        html = "html" in response.headers.get("Content-Type", "").lower()
        anchors = self._anchors(response) if read_anchors and html else None
        if moved_to:
            return _Answer(Outcome.MOVED, _moved_words(url, moved_to), moved_to, anchors), None
        return _Answer(Outcome.OK, anchors=anchors), None

    def _anchors(self, response: requests.Response) -> frozenset[str] | None:
        """Return the anchors of a page; None when it is too long or too slow to be read to its end."""
        page = bytearray()
        for chunk in response.iter_content(65_536):
            page += chunk
            if len(page) > self.limits.max_bytes or self.remaining() <= 0:
                return None
        found = LexborHTMLParser(bytes(page)).css("[id], a[name]")
        names = (node.attributes.get(name) for node in found for name in ("id", "name"))
        return frozenset(name for name in names if name)


def check_external(
    urls: Iterable[tuple[str, int, str]],
    *,
    may_request: Callable[[str], bool],
    is_public: Callable[[str], bool] = lambda url: True,
    limits: Limits | None = None,
) -> list[ExternalResult]:
    """Check addresses outside the site and return one result for each link, in the order given.

    ``urls`` holds (path, line, address). Only http and https are checked; others, and addresses for which
    ``may_request`` says no, give no result and are never contacted. The same address is requested once,
    however many links there are to it. ``is_public`` may be slow: it is asked where the requests are made, and tells
    whether an address belongs to the open network. Takes at most ``limits.deadline`` seconds plus a moment; what is not
    finished by then gets ``Outcome.UNCHECKED``. Raises nothing for a bad address or a network that is down:
    that is a result.
    """
    limits = limits or Limits()
    links = [link for link in urls if _is_web(link[2]) and may_request(link[2])]
    wanted: dict[str, bool] = {}
    for _, _, url in links:
        page, anchor = _parts(url)
        wanted[page] = wanted.get(page, False) or bool(anchor)
    answers = _fetch_all(wanted, may_request, is_public, limits)
    return [_result(link, answers, limits) for link in links]


def _fetch_all(
    wanted: Mapping[str, bool], may_request: Callable[[str], bool], is_public: Callable[[str], bool], limits: Limits
) -> dict[str, _Answer]:
    """Fetch every address (address -> read its anchors) and return those that were finished in time.

    Threads are daemons and are left behind when time is up: a server that sends one byte now and then can
    hold a thread, but neither this function nor the end of the program.
    """
    end = time.monotonic() + limits.deadline
    hosts: dict[str, list[tuple[str, bool]]] = {}
    for url, read_anchors in wanted.items():
        hosts.setdefault(_host(url), []).append((url, read_anchors))
    waiting, running = list(hosts), dict[str, float]()
    done: queue.SimpleQueue[tuple[str, str, _Answer | None]] = queue.SimpleQueue()
    answers: dict[str, _Answer] = {}
    while (waiting or running) and (now := time.monotonic()) < end:
        while waiting and len(running) < limits.workers:
            host = waiting.pop(0)
            fetcher = _Fetcher(limits, min(end, now + limits.per_host), may_request, is_public)
            running[host] = fetcher.end + _GRACE
            arguments = (host, hosts[host], fetcher, done)
            threading.Thread(target=_work, args=arguments, name="lankkontroll", daemon=True).start()
        try:
            host, url, answer = done.get(timeout=max(0.0, min(end, *running.values()) - now))
        except queue.Empty:
            running = {host: until for host, until in running.items() if until > time.monotonic()}
            continue
        if not url:
            running.pop(host, None)
        elif answer is not None:
            answers[url] = answer
    return answers


def _work(
    host: str,
    job: list[tuple[str, bool]],
    fetcher: _Fetcher,
    done: queue.SimpleQueue[tuple[str, str, _Answer | None]],
) -> None:
    """Ask for the addresses of one host in turn, report each, and last that the host is done (an empty address)."""
    with fetcher.session:
        for number, (url, read_anchors) in enumerate(job):
            if number:
                time.sleep(max(0.0, min(fetcher.limits.pause, fetcher.remaining())))
            try:
                answer = fetcher.fetch(url, read_anchors)
            except Exception as error:  # one odd server must not silence the rest of its host
                answer = _Answer(Outcome.UNCLEAR, f"Kontrollen misslyckades ({type(error).__name__}).")
            done.put((host, url, answer))
    done.put((host, "", None))


def _result(link: tuple[str, int, str], answers: Mapping[str, _Answer], limits: Limits) -> ExternalResult:
    """Return the result of one link from the answer for its address."""
    path, line, url = link
    page, anchor = _parts(url)
    answer = answers.get(page)
    if answer is None:
        detail = f"Tiden tog slut ({_seconds(limits.per_host)} för en server, {_seconds(limits.deadline)} för allt)."
        return ExternalResult(path, line, url, Outcome.UNCHECKED, detail)
    if anchor and answer.anchors is not None and not {anchor, unquote(anchor)} & answer.anchors:
        detail = f"Sidan finns, men inte stället #{unquote(anchor)} på den."
        return ExternalResult(path, line, url, Outcome.NO_ANCHOR, detail, answer.new_address)
    new = f"{answer.new_address}#{anchor}" if answer.new_address and anchor else answer.new_address
    return ExternalResult(path, line, url, answer.outcome, answer.detail, new)


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leave a request as it is. Given as the session's ``auth``, it stops requests from reading .netrc."""
    return request


def _seconds(length: float) -> str:
    """Return a time in Swedish: "0,5 sekunder"."""
    return f"{length:g} sekunder".replace(".", ",")


def _is_web(url: str) -> bool:
    """Tell whether an address is http or https."""
    return url.lower().startswith(("http://", "https://"))


def _host(url: str) -> str:
    """Return the host that one thread at a time may ask; the address itself when it cannot be read."""
    try:
        return urlsplit(url).netloc.lower() or url
    except ValueError:
        return url


def _parts(url: str) -> tuple[str, str]:
    """Return page and anchor. What only a script understands (#/route, #!x, #:~:text=) is not an anchor."""
    page, _, anchor = url.partition("#")
    return page, "" if anchor.startswith(("/", "!", ":~:")) else anchor


def _status_outcome(status: int) -> Outcome:
    """Return the class of a status that is neither a success nor a redirect (RFC 9110, section 15)."""
    if status in {404, 410}:
        return Outcome.GONE
    if status in {401, 403, 407}:
        return Outcome.LOGIN
    return Outcome.NOT_NOW if status >= 500 or status in {408, 425, 429} else Outcome.UNCLEAR


def _status_words(status: int) -> str:
    """Return a status in Swedish."""
    known = {
        401: "Servern kräver inloggning (401).",
        403: "Servern släpper inte in kontrollen (403). Sidan kan ändå gå att öppna i en webbläsare.",
        404: "Sidan finns inte (404).",
        410: "Sidan är borttagen för gott (410).",
        429: "Servern ber om färre förfrågningar (429).",
    }
    return known.get(status, f"Servern svarade med fel {status}.")


def _moved_words(url: str, moved_to: str) -> str:
    """Return what to say of a permanent move; one to a start page often means that the page is gone."""
    if urlsplit(moved_to).path in {"", "/"} and urlsplit(url).path not in {"", "/"}:
        return f"Leder för gott till en startsida, {moved_to}. Sidan kan vara borta."
    return f"Har flyttat för gott till {moved_to}."


def _retry_after(headers: Mapping[str, str]) -> float:
    """Return the wait a server asks for, in seconds (RFC 9110, 10.2.3: a number or a date); 1 when it does not say."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return 1.0
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def _failure(error: Exception, limits: Limits) -> tuple[_Answer, float | None]:
    """Return the answer for an error, and a wait in seconds where a new try may help."""
    if isinstance(error, SSLError):
        if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in _causes(error)):
            return _Answer(Outcome.CERTIFICATE, "Webbplatsens certifikat går inte att lita på."), None
        return _Answer(Outcome.NOT_NOW, "En säker anslutning gick inte att upprätta."), None
    if isinstance(error, Timeout):
        return _Answer(Outcome.NOT_NOW, f"Inget svar inom {_seconds(limits.timeout)}."), 0.0
    if isinstance(error, InvalidURL | InvalidSchema | MissingSchema | UnicodeError | ValueError):
        return _Answer(Outcome.UNCLEAR, "Adressen är felskriven."), None
    if isinstance(error, requests.ConnectionError):
        return _Answer(Outcome.NOT_NOW, "Det gick inte att ansluta."), 0.0
    return _Answer(Outcome.NOT_NOW, "Svaret avbröts."), 0.0


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and everything it was raised from or wraps."""
    waiting, seen = [error], set[int]()
    while waiting:
        cause = waiting.pop()
        if id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            nested = (cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args)
            waiting.extend(item for item in nested if isinstance(item, BaseException))
