"""Mail to blocks: the body or the attachment that is the report."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import Any

from ..content import Problem
from ..swedish.dates import TIME_ZONE
from .decoding import decode, normalise
from .document import Document, ImportRefused, note, refuse, words_of
from .html import read_html, words_of_html
from .opening import image_problems, read_data
from .plain import read_text
from .report import is_report

_DEEPEST = 3  # mails inside mails
_MOST_PARTS = 200
_PREFIX = re.compile(r"\A\s*(?:(?:sv|vb|re|fwd?|aw|vs|ang|tr)\s*(?:\[[0-9]+\])?\s*:\s*)+", re.IGNORECASE)
_READABLE = (".docx", ".docm", ".dotx", ".txt", ".md", ".markdown", ".eml", ".html", ".htm")
_SILENT = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg", ".p7s", ".asc", ".ics")  # logotypes, signatures
_ENDINGS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
}
_LOCKED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_WESTERN = ("us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1")
# What the plain text of a mail has and its HTML does not show: addresses of links, names of pictures.
_ONLY_PLAIN = re.compile(r"<?\b(?:https?://|mailto:)\S+>?|\[(?:cid|image|bild):[^\]]*\]", re.IGNORECASE)
_ITEM = re.compile(r"\s*[-–—•*·]\s")


@dataclass
class _Mail:
    """A mail's own text, piece by piece, and its attachments by name, in order."""

    shown: str
    body: list[Document] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    parts: int = 0


def read_mail(data: bytes, shown: str, depth: int = 0) -> Document:
    """Return a mail's report as blocks: its body if that is one, else the first attachment that is, else the body.

    ``depth``: how many mails it lies in. What is not taken is told. Raises ImportRefused for a mail that is locked or
    broken, or has neither text nor an attachment that can be read.
    """
    try:
        message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=policy.default)
        assert isinstance(message, EmailMessage)
        if message.get_content_type() in _LOCKED:
            hint = "Öppna det i e-postprogrammet och spara texten, eller spara bilagan för sig."
            refuse(shown, "Brevet är krypterat eller förseglat och går inte att läsa här.", hint)
        return _report(message, shown, depth)
    except ImportRefused:
        raise
    except Exception:  # the email package raises many kinds of errors for heads that are wrong
        refuse(shown, "Brevet är skadat och går inte att läsa.", "Spara det på nytt ur e-postprogrammet.")


def _report(message: EmailMessage, shown: str, depth: int) -> Document:
    mail = _Mail(shown)
    _gather(message, mail)
    chosen, name = _joined(mail.body), ""
    told: list[Problem] = []
    refused: dict[int, str] = {}
    taken = -1
    for number, (file, content) in enumerate(mail.files) if chosen is None or not is_report(chosen) else ():
        try:
            other = _attachment(content, file, shown, depth)
        except ImportRefused as error:
            refused[number] = error.problems[0].message
            continue
        if other is not None and (is_report(other) or chosen is None):
            chosen, name, taken = other, file, number
            if is_report(other):
                break
    if chosen is None:
        why = " ".join(f"Bilagan {mail.files[number][0]}: {reason}" for number, reason in refused.items())
        hint = "Spara bilagan för sig och importera den."
        refuse(shown, f"Brevet har ingen text som går att läsa. {why}".strip(), hint)
    if name and mail.body:
        told.append(note(shown, f"Rapporten är bilagan {name}. Texten i själva brevet togs inte med."))
    for number, (file, _) in enumerate(mail.files):
        if number != taken and not file.lower().endswith(_SILENT):
            reason = f" {refused[number]}" if number in refused else ""
            told.append(note(shown, f"Bilagan {file} togs inte med.{reason}", "Importera den för sig om den ska med."))
    subject, sent = chosen.subject or _subject(message), chosen.sent or _sent(message)
    return replace(chosen, problems=(*chosen.problems, *told), subject=subject, sent=sent)


def _gather(part: EmailMessage, mail: _Mail) -> None:
    """Find the pieces of text and the attachments of a part, without going into mails that are attached."""
    mail.parts += 1
    if mail.parts > _MOST_PARTS:
        return
    kind = part.get_content_type()
    inner: Any = part.get_payload()
    if kind == "message/rfc822" or (part.get_content_maintype() == "message" and isinstance(inner, list)):
        if isinstance(inner, list) and inner and kind == "message/rfc822":
            name = _subject(inner[0]) or "vidarebefordrat brev"
            mail.files.append((f"{_clean(name)}.eml", _as_bytes(inner[0])))
    elif isinstance(inner, list):
        if kind == "multipart/alternative":
            _gather_best(inner, mail)
        else:
            for child in inner:
                _gather(child, mail)
    elif kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment" and not _name(part):
        mail.body += [document] if (document := _read_part(part, mail.shown)) else []
    elif part.get_content_disposition() == "attachment" or _name(part):
        name = _clean(_name(part)) or f"utan namn{_ENDINGS.get(kind, '')}"
        mail.files.append((name, _payload(part)))


def _gather_best(versions: list[EmailMessage], mail: _Mail) -> None:
    """Take the version that says most: the last (HTML, with lists and links) unless words are missing in it."""
    best: _Mail | None = None
    for version in versions:
        found = _Mail(mail.shown, parts=mail.parts)
        _gather(version, found)
        mail.parts = found.parts
        mail.files += found.files
        if found.body and (best is None or _says(found) >= 0.9 * _says(best)):
            best = found
    mail.body += best.body if best else []


def _says(mail: _Mail) -> int:
    texts = (_ONLY_PLAIN.sub(" ", block.text) for document in mail.body for block in document.blocks)
    return sum(len(words_of(text)) for text in texts)


def _joined(pieces: list[Document]) -> Document | None:
    if not pieces:
        return None
    blocks = tuple(block for piece in pieces for block in piece.blocks)
    words = tuple(word for piece in pieces for word in piece.words)
    return Document(blocks, words, tuple(problem for piece in pieces for problem in piece.problems))


def _read_part(part: EmailMessage, shown: str) -> Document | None:
    text = _text(part)
    if part.get_content_type() == "text/html":
        blocks, images = read_html(text)
        told = image_problems([image for image in images if image], shown)
        made = Document(blocks, words_of_html(text), tuple(told))
    else:
        made = read_text(normalise(text), shown)
    return made if made.blocks else None


def _text(part: EmailMessage) -> str:
    """Return a part's text by its own charset, or by what its bytes look like where that is not right.

    What says it is Latin-1 or ASCII is most often Windows-1252, or UTF-8 that someone passed on.
    """
    raw = _payload(part)
    charset = (part.get_content_charset() or "").lower()
    try:
        text = raw.decode(charset) if charset and charset not in _WESTERN else decode(raw)[0]
    except (LookupError, UnicodeDecodeError, ValueError):
        text = decode(raw)[0]
    if str(part.get_param("format") or "").lower() == "flowed":
        text = _unwrapped(text, str(part.get_param("delsp") or "").lower() == "yes")
    return text.rstrip("\0")


def _payload(part: EmailMessage) -> bytes:
    try:
        raw = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError):
        raw = None
    return raw if isinstance(raw, bytes) else b""


def _as_bytes(message: EmailMessage) -> bytes:
    try:
        return bytes(message.as_bytes(policy=policy.default.clone(refold_source="none")))
    except Exception:  # a head that cannot be written again; the mail is told as not included
        return b""


def _unwrapped(text: str, without_space: bool) -> str:
    """Return text of format=flowed (RFC 3676) with the lines that the mail program broke joined again."""
    made: list[str] = []
    flowing = False
    for line in text.replace("\r\n", "\n").split("\n"):
        line = line.removeprefix(" ") if not _ITEM.match(line) else line
        if flowing and made and line != "-- " and not _ITEM.match(line):
            made[-1] = (made[-1][:-1] if without_space else made[-1]) + line
        else:
            made.append(line)
        flowing = line.endswith(" ") and line != "-- " and bool(line.strip())
    return "\n".join(made)


def _attachment(data: bytes, name: str, shown: str, depth: int) -> Document | None:
    """Return an attachment as blocks, or None for one of a kind that is not read."""
    if depth >= _DEEPEST or not name.lower().endswith(_READABLE):
        return None
    return read_data(data, name, shown, depth + 1)


def _name(part: EmailMessage) -> str:
    return str(part.get_filename() or "")


def _clean(name: str) -> str:
    """Return a file's name without folders and line breaks, fit to be shown."""
    return PurePosixPath(" ".join(normalise(name).split()).replace("\\", "/")).name[:120]


def _subject(message: EmailMessage) -> str:
    return _PREFIX.sub("", normalise(" ".join(str(message.get("Subject") or "").split())))


def _sent(message: EmailMessage) -> datetime | None:
    try:
        sent = parsedate_to_datetime(str(message.get("Date")))
        return (sent if sent.tzinfo else sent.replace(tzinfo=TIME_ZONE)).astimezone(TIME_ZONE)
    except (TypeError, ValueError, OverflowError):
        return None
