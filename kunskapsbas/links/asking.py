"""Asking one web server for addresses, one at a time, within its share of the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote, urldefrag, urljoin

import requests
from requests.exceptions import RequestException
from urllib3.exceptions import HTTPError

from .anchoring import anchors_of
from .answering import TRY_AGAIN, Answer, CutOff, Outcome, of_failure, of_status, of_success, seconds_words, wait_of

USER_AGENT = "kunskapsbas-lankkontroll/1"
_ENOUGH = 8_192  # bytes of a page that must come before it counts as answered, where the page is so long


@dataclass(frozen=True, slots=True)
class Limits:
    """How far the check may go. Times are in seconds."""

    timeout: float = 10.0  # for each connection, each wait for data, and for the beginning of a page
    retries: int = 1  # after a timeout, a broken connection or an answer that passes (TRY_AGAIN)
    workers: int = 16  # hosts at the same time; one host never gets two requests at once
    per_host: float = 60.0  # for all addresses of one host, up to 20 of them; in proportion where they are more
    pause: float = 0.5  # between two requests to one host
    retry_after_cap: float = 20.0  # the longest wait that a server's Retry-After may cause
    deadline: float = 300.0  # for everything
    redirects: int = 8
    max_bytes: int = 3_000_000  # of a page that is read for its anchors

    def for_host(self, count: int) -> float:
        """Return the seconds that a host with so many addresses may take: they are asked for in turn, with pauses."""
        return self.per_host * max(1.0, count / 20)


@dataclass(slots=True)
class Asker:
    """Requests the addresses of one host, one at a time, until ``end`` (by the monotonic clock)."""

    limits: Limits
    end: float
    may_request: Callable[[str], bool]
    is_public: Callable[[str], bool]
    session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        """Name ourselves, and keep passwords in a .netrc file and in addresses out of requests."""
        self.session.headers["User-Agent"] = USER_AGENT
        self.session.headers["Accept"] = "text/html,application/xhtml+xml,*/*;q=0.8"
        self.session.auth = _no_password

    def remaining(self) -> float:
        """Return the seconds left."""
        return self.end - time.monotonic()

    def wait(self, seconds: float) -> None:
        """Do nothing for so long, or until the time is up."""
        time.sleep(max(0.0, min(seconds, self.remaining())))

    def ask(self, url: str, read_anchors: bool) -> Answer | None:
        """Return what is known of an address after all retries; None when time ran out."""
        answer = None
        for attempt in range(self.limits.retries + 1):
            if self.remaining() <= 0:
                break
            answer, wait = self._follow(url, read_anchors)
            if wait is None:
                return answer
            if attempt < self.limits.retries:
                self.wait(min(wait, self.limits.retry_after_cap))
        return answer

    def _follow(self, url: str, read_anchors: bool) -> tuple[Answer, float | None]:
        """Follow redirects from an address. Returns the answer, and a wait in seconds where a new try may help."""
        here, moved_to, permanent, visited = url, "", True, [url]
        if not self.is_public(here):
            return Answer(Outcome.INSIDE, "Adressen hör till ett slutet nät, så den prövas inte."), None
        for _ in range(self.limits.redirects + 1):
            try:
                with self._get(here) as response:
                    target = self.session.get_redirect_target(response)
                    if target is None:
                        return self._judge(response, url, moved_to, read_anchors)
                    permanent = permanent and response.status_code in {301, 308}
                    here = _printable(urldefrag(urljoin(here, target)).url)
            except (RequestException, HTTPError, CutOff, ValueError) as error:
                return of_failure(error, self.limits.timeout)
            moved_to = here if permanent else moved_to
            if visited.count(here) > 1:  # once is allowed: a site may set a cookie and ask for the same page again
                return Answer(Outcome.UNCLEAR, "Adressen leder runt i en cirkel."), None
            visited.append(here)
            if not is_web(here) or not self.may_request(here):
                return Answer(Outcome.UNCLEAR, "Leder vidare till en adress som inte prövas.", here), None
            if not self.is_public(here):
                return Answer(Outcome.INSIDE, "Leder vidare in i ett slutet nät, som inte prövas.", here), None
        return Answer(Outcome.UNCLEAR, f"Leder vidare fler än {self.limits.redirects} gånger."), None

    def _get(self, url: str) -> requests.Response:
        """Request one address without following redirects and without reading the page.

        Never by HEAD, which many servers answer wrongly; but no more is read of the page than is needed.
        """
        timeout = max(0.05, min(self.limits.timeout, self.remaining()))
        return self.session.get(url, timeout=timeout, allow_redirects=False, stream=True)

    def _judge(
        self, response: requests.Response, url: str, moved_to: str, read_anchors: bool
    ) -> tuple[Answer, float | None]:
        """Return the answer for a response that is not a redirect."""
        status = response.status_code
        if not 200 <= status < 300:
            return of_status(status), wait_of(response.headers) if status in TRY_AGAIN else None
        html = "html" in response.headers.get("Content-Type", "").lower()
        page = self._read(response, self.limits.max_bytes if read_anchors and html else _ENOUGH)
        anchors = anchors_of(page) if read_anchors and html and page is not None else None
        return of_success(url, moved_to, anchors), None

    def _read(self, response: requests.Response, most: int) -> bytes | None:
        """Return a page; None when it has more than ``most`` bytes, or is too slow to be read to its end.

        Raises CutOff where nothing comes of a page that the server has not called empty (which is also how an answer
        shows that ends in the middle of its headers), and requests.Timeout where not even the beginning comes in time.
        """
        page, end = bytearray(), time.monotonic() + self.limits.timeout
        while chunk := response.raw.read1(65_536, decode_content=True):
            page += chunk
            late = time.monotonic() > end
            if late and len(page) < _ENOUGH:
                raise requests.Timeout
            if late or len(page) > most:
                return None
        if not page and response.status_code == 200 and response.headers.get("Content-Length") != "0":
            raise CutOff
        return bytes(page)


def is_web(url: str) -> bool:
    """Tell whether an address is http or https."""
    return url.lower().startswith(("http://", "https://"))


def _printable(address: str) -> str:
    """Return an address from a server without signs that would do something where it is shown (a terminal, a line)."""
    return "".join(sign if sign.isprintable() and sign != " " else quote(sign) for sign in address)


def late_answer(seconds: float) -> Answer:
    """Return the answer for an address at which a host was when its time ran out."""
    return Answer(Outcome.NOT_NOW, f"Inget helt svar inom {seconds_words(seconds)}.")


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leave a request as it is. Given as the session's ``auth``, it keeps requests from looking for passwords."""
    return request
