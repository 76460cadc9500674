"""What an answer from a web server means, in words for readers. Pure: a status, headers or an error in, an Answer out.

A ``detail`` holds only words of our own; what a server has sent (where it leads) stands apart, so that whoever shows
it can keep the two from being mixed up.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from urllib.parse import urlsplit

from requests.exceptions import InvalidSchema, InvalidURL, MissingSchema, ProxyError, SSLError, Timeout
from urllib3.exceptions import NameResolutionError, NewConnectionError, ReadTimeoutError

#: Answers after which another try may help (RFC 9110, 15.5 and 15.6; RFC 6585, 4).
TRY_AGAIN = frozenset({429, 502, 503, 504})


class Outcome(StrEnum):
    """What the check found, in words for readers."""

    OK = "ok"
    GONE = "borta"
    LOGIN = "kräver inloggning"
    NOT_NOW = "svarar inte just nu"
    MOVED = "flyttad permanent"
    CERTIFICATE = "ogiltigt certifikat"
    NO_ANCHOR = "stället på sidan är borta"
    UNCLEAR = "oklart svar"
    UNCHECKED = "hann inte prövas"
    INSIDE = "nås bara inifrån ett nät"


@dataclass(frozen=True, slots=True)
class Answer:
    """The state of one address, the same for all links to it.

    ``anchors`` is None when they are not known. ``too_many``: the server has had enough of our requests.
    """

    outcome: Outcome
    detail: str = ""
    leads_to: str = ""
    anchors: frozenset[str] | None = None
    too_many: bool = False


class CutOff(Exception):
    """The server stopped in the middle of its answer."""


def of_status(status: int) -> Answer:
    """Return the answer for a status that is neither a success nor a redirect (RFC 9110, section 15)."""
    known = {
        401: "Servern kräver inloggning (401).",
        403: "Servern släpper inte in kontrollen (403). Sidan kan ändå gå att öppna i en webbläsare.",
        404: "Sidan finns inte (404).",
        407: "Nätets mellanserver kräver inloggning (407).",
        410: "Sidan är borttagen för gott (410).",
        429: "Servern ber om färre förfrågningar (429).",
    }
    detail = known.get(status, f"Servern svarade med fel {status}.")
    return Answer(_outcome(status), detail, too_many=status == 429)


def _outcome(status: int) -> Outcome:
    if status in {404, 410}:
        return Outcome.GONE
    if status in {401, 403, 407}:
        return Outcome.LOGIN
    return Outcome.NOT_NOW if status >= 500 or status in {408, 425, 429} else Outcome.UNCLEAR


def of_success(url: str, moved_to: str, anchors: frozenset[str] | None) -> Answer:
    """Return the answer for a page that came; ``moved_to`` is where it has moved for good, or empty.

    A move to a start page often means that the page is gone, and not that it is there.
    """
    if not moved_to:
        return Answer(Outcome.OK, anchors=anchors)
    lost = urlsplit(moved_to).path in {"", "/"} and urlsplit(url).path not in {"", "/"}
    detail = "Leder för gott till en startsida, så sidan kan vara borta." if lost else ""
    return Answer(Outcome.MOVED, detail, moved_to, anchors)


def wait_of(headers: Mapping[str, str]) -> float:
    """Return the wait a server asks for, in seconds (RFC 9110, 10.2.3: a number or a date); 1 when it does not say."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return 1.0
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def of_failure(error: Exception, timeout: float) -> tuple[Answer, float | None]:
    """Return the answer for an error, and a wait in seconds where a new try may help."""
    causes = list(_causes(error))
    if isinstance(error, SSLError):
        if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
            return Answer(Outcome.CERTIFICATE, "Webbplatsens certifikat går inte att lita på."), None
        return Answer(Outcome.NOT_NOW, "En säker anslutning gick inte att upprätta."), None
    if isinstance(error, Timeout | ReadTimeoutError):
        return Answer(Outcome.NOT_NOW, f"Inget helt svar inom {seconds_words(timeout)}."), 0.0
    if isinstance(error, InvalidURL | InvalidSchema | MissingSchema | ValueError):
        return Answer(Outcome.UNCLEAR, "Adressen är felskriven."), None
    if any(isinstance(cause, NameResolutionError) for cause in causes):
        return Answer(Outcome.NOT_NOW, "Webbplatsens namn gick inte att slå upp."), 0.0
    if isinstance(error, ProxyError) or any(isinstance(cause, NewConnectionError) for cause in causes):
        return Answer(Outcome.NOT_NOW, "Det gick inte att ansluta."), 0.0
    return Answer(Outcome.NOT_NOW, "Svaret avbröts."), 0.0


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


def seconds_words(length: float) -> str:
    """Return a time in Swedish: "0,5 sekunder"."""
    return f"{length:g} sekunder".replace(".", ",")
