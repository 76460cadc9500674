"""Mail to blocks: the body or the attachment that is the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime

from ..content import Code, Problem
from ..swedish.dates import TIME_ZONE
from .decoding import decode, normalise
from .document import Document, ImportRefused
from .html import read_html, words_of_html
from .opening import image_problems, read_data
from .plain import read_text

_DEEPEST = 3  # mails inside mails
_PREFIX = re.compile(r"\A\s*(?:(?:sv|vb|re|fwd?|aw|vs|ang)\s*:\s*)+", re.IGNORECASE)
_READABLE = (".docx", ".docm", ".txt", ".md", ".markdown", ".eml", ".html", ".htm")
_TITLE = re.compile(r"regional rapport\b", re.IGNORECASE)
_COMPILED = re.compile(r"samm?anst[äa]ll[a-zåäö]*\W.*[0-9]", re.IGNORECASE)


def read_mail(data: bytes, shown: str, depth: int = 0) -> Document:
    """Return a mail's report as blocks: its body if that is one, else the first attachment that is, else the body.

    ``depth``: how many mails it lies in. What is not taken is told. Raises ImportRefused for a mail that is locked, or
    has neither text nor an attachment that can be read.
    """
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    if message.get_content_type() in ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"):
        problem = "Brevet är krypterat."
        raise ImportRefused(
            _problem(shown, Code.IMPORT_FILE, problem, "Öppna det i e-postprogrammet och spara texten.")
        )
    body = _body(message, shown)
    files = list(_files(message))
    chosen, name = body, ""
    if body is None or not is_report(body):
        for file, content in files:
            other = _attachment(content, file, shown, depth)
            if other is not None and (is_report(other) or (chosen is None and other.blocks)):
                chosen, name = other, file
                if is_report(other):
                    break
    if chosen is None:
        raise ImportRefused(
            _problem(shown, Code.IMPORT_FILE, "Brevet har ingen text.", "Spara bilagan för sig och importera den.")
        )
    told = list(chosen.problems)
    if name:
        told.append(_note(shown, f"Rapporten är bilagan {name}. Texten i själva brevet togs inte med."))
    for file, _ in files:
        if file != name:
            told.append(_note(shown, f"Bilagan {file} togs inte med.", "Importera den för sig om den ska med."))
    return replace(chosen, problems=tuple(told), subject=_subject(message), sent=_sent(message))


def is_report(document: Document) -> bool:
    """Tell whether a document has a report's title and says when it was compiled."""
    top = [block.text for block in document.blocks[:40]]
    return any(_TITLE.match(text) for text in top) and any(_COMPILED.match(text) for text in top)


def _body(message: EmailMessage, shown: str) -> Document | None:
    """Return the mail's own text: as HTML, which has lists and links, if no word of the plain text is missing in it."""
    plain = _part(message, "plain")
    html = _part(message, "html")
    rich = _rich(html, shown) if html.strip() else None
    flat = read_text(normalise(plain), shown) if plain.strip() else None
    if rich is not None and flat is not None and len(rich.words) < 0.8 * len(flat.words):
        return flat
    return rich or flat


def _rich(html: str, shown: str) -> Document:
    blocks, images = read_html(html)
    return Document(blocks, words_of_html(html), tuple(image_problems([text for text in images if text], shown)))


def _part(message: EmailMessage, kind: str) -> str:
    try:
        part = message.get_body((kind,))
    except (KeyError, AttributeError, ValueError):
        part = None
    if part is None and message.get_content_type() == f"text/{kind}":
        part = message
    return _text(part) if part is not None else ""


def _text(part: MIMEPart) -> str:
    """Return a part's text by its own charset, or by what its bytes look like where that is not right."""
    raw = _payload(part)
    charset = part.get_content_charset() or ""
    try:
        text = raw.decode(charset) if charset else decode(raw)[0]
    except (LookupError, UnicodeDecodeError):
        text = decode(raw)[0]
    return _unwrapped(text) if part.get_param("format") == "flowed" else text


def _payload(part: MIMEPart) -> bytes:
    try:
        raw = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError):
        raw = None
    return raw if isinstance(raw, bytes) else b""


def _unwrapped(text: str) -> str:
    """Return text of format=flowed (RFC 3676) with the lines that the mail program broke joined again."""
    made: list[str] = []
    flowing = False
    for line in text.replace("\r\n", "\n").split("\n"):
        line = line.removeprefix(" ") if not line.startswith(" -") else line
        made[-1:] = [made[-1] + line] if flowing and made and line != "-- " else [*made[-1:], line]
        flowing = line.endswith(" ") and line != "-- "
    return "\n".join(made)


def _files(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of each attachment that could be a report."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
                yield "ett vidarebefordrat brev.eml", inner[0].as_bytes()
            continue
        name = part.get_filename() or ""
        if part.is_multipart() or (not name and part.get_content_disposition() != "attachment"):
            continue
        if not name.lower().endswith((".png", ".jpg", ".jpeg", ".gif")):
            yield name or "utan namn", _payload(part)


def _attachment(data: bytes, name: str, shown: str, depth: int) -> Document | None:
    if depth >= _DEEPEST or not name.lower().endswith(_READABLE):
        return None
    try:
        return read_data(data, name, shown, depth + 1)
    except ImportRefused:
        return None  # told as an attachment that is not included


def _subject(message: EmailMessage) -> str:
    return _PREFIX.sub("", normalise(" ".join(str(message.get("Subject") or "").split())))


def _sent(message: EmailMessage) -> datetime | None:
    try:
        sent = parsedate_to_datetime(str(message.get("Date")))
    except (TypeError, ValueError):
        return None
    return (sent if sent.tzinfo else sent.replace(tzinfo=TIME_ZONE)).astimezone(TIME_ZONE)


def _note(shown: str, message: str, hint: str = "") -> Problem:
    return _problem(shown, Code.IMPORT_NOTE, message, hint)


def _problem(shown: str, code: Code, message: str, hint: str) -> Problem:
    return Problem(shown, 1, 1, code, message, hint)
