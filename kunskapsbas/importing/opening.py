"""Opening a file that someone was sent: what kind is it really, and is it safe to read?"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import NoReturn

from ..content import Problem
from .decoding import decode, normalise
from .document import Document, ImportRefused, note, refuse

LARGEST = 20_000_000  # bytes of a file
_LARGEST_INSIDE = 200_000_000  # bytes of all that a Word file unpacks to
_LARGEST_READ = 60_000_000  # bytes of the XML in it, which becomes many times larger in memory
_MOST_INSIDE = 5_000  # files in a Word file
_DENSEST = 200  # times that one of them may grow; text grows twenty times
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_ENDINGS = (".docx", ".docm", ".dotx", ".dotm")
_TEXT_ENDINGS = (".md", ".markdown")
_HTML_ENDINGS = (".html", ".htm")
_MAIL_HEAD = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}", re.ASCII)
_SAVE = "Öppna filen i programmet den kommer från och spara den som Word-dokument (.docx)."


def read_file(path: Path, shown: str) -> Document:
    """Return a file as blocks. ``shown``: its path as the writer gave it, for Problems.

    What the file holds decides what it is, and its name where that says nothing. Raises ImportRefused, with one
    Problem, for a file that is missing, empty, too large, of another kind, damaged, or not safe to unpack.
    """
    return read_data(_bytes(path, shown), path.name, shown)


def read_data(data: bytes, name: str, shown: str, depth: int = 0) -> Document:
    """Return the bytes of a file, or of an attachment, as blocks. ``depth``: how many mails it lay in."""
    ending = Path(name).suffix.lower()
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        refuse(shown, "Filen är tom.", "Kontrollera att det är rätt fil.")
    _known_kinds(data, shown)
    document = _read_kind(data, ending, shown, depth)
    if not document.blocks:
        refuse(shown, "Filen innehåller ingen text.", "Kontrollera att det är rätt fil.")
    return document


def _read_kind(data: bytes, ending: str, shown: str, depth: int) -> Document:
    if data[:4] == b"PK\x03\x04":
        from .word import read_word

        return read_word(_archive(data, ending, shown), shown)
    if ending in _WORD_ENDINGS:
        message = f"Filen heter {ending} men är inget Word-dokument, eller så är den skadad."
        refuse(shown, message, "Be om filen på nytt.")
    if ending == ".eml" or (ending not in (*_TEXT_ENDINGS, *_HTML_ENDINGS) and _is_mail(data)):
        from .mail import read_mail

        return read_mail(data, shown, depth)
    return _read_text(data, ending, shown)


def _read_text(data: bytes, ending: str, shown: str) -> Document:
    from .html import read_html, words_of_html
    from .marked import read_markdown_file
    from .plain import read_text

    text, _ = decode(data)
    if "\0" in text.rstrip("\0"):
        refuse(shown, "Filen innehåller inte text.", _SAVE)
    if re.match(r"\s*<\?xml\b(?!.{0,500}<html)", text, re.IGNORECASE | re.DOTALL):
        refuse(shown, "Filen är XML och ingen text.", _SAVE)
    if ending in _HTML_ENDINGS or re.match(r"\s*<(?:!doctype html|html|\?xml)\b", text, re.IGNORECASE):
        blocks, images = read_html(text)
        return Document(blocks, words_of_html(text), tuple(image_problems(images, shown)))
    text = normalise(text)
    return read_markdown_file(text, shown) if ending in _TEXT_ENDINGS else read_text(text, shown)


def image_problems(images: list[str], shown: str) -> list[Problem]:
    """Return what to tell of images, which are left out: one Problem for all of them."""
    if not images:
        return []
    count = "En bild" if len(images) == 1 else f"{len(images)} bilder"
    told = [f"”{text}”" for text in images if text]
    what = f" ({', '.join(told[:5])})" if told else ""
    message = f"{count} togs inte med{what}."
    return [note(shown, message, "Lägg in det som läsaren behöver, med alternativtext.")]


def _bytes(path: Path, shown: str) -> bytes:
    try:
        if not path.exists():
            refuse(shown, "Filen finns inte.", "Kontrollera sökvägen.")
        if not path.is_file():
            refuse(shown, "Det är ingen fil utan en mapp eller något annat.", "Ange en fil.")
        size = path.stat().st_size
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        refuse(shown, f"Filen går inte att läsa ({reason}).", "Kontrollera att du får läsa den.")
    if len(data) > LARGEST:
        limit = LARGEST // 1_000_000
        message = f"Filen är {size // 1_000_000} MB och får vara högst {limit} MB."
        refuse(shown, message, "Är det rätt fil? Ta i så fall bort bilderna och spara den på nytt.")
    return data


def _known_kinds(data: bytes, shown: str) -> None:
    """Refuse the kinds of file that are known but cannot be read, each with what to do."""
    if data.lstrip()[:5] == b"%PDF-":
        hint = "Be om originalet som Word-dokument, eller kopiera texten till en textfil (.txt)."
        refuse(shown, "Filen är en PDF. Ur en sådan går det inte att hämta texten säkert.", hint)
    if data[:8] == _OLE:
        _ole(data, shown)
    if data[:5] == b"{\\rtf":
        refuse(shown, "Filen är i formatet RTF.", _SAVE)
    if data[:2] == b"MZ" or data[:4] == b"\x7fELF":
        refuse(shown, "Filen är ett program.", "Öppna den inte. Kontrollera vem den kommer från.")
    if data[:4] in (b"\x89PNG", b"GIF8") or data[:3] == b"\xff\xd8\xff":
        refuse(shown, "Filen är en bild.", "Be om originalet som Word-dokument eller text.")


def _ole(data: bytes, shown: str) -> NoReturn:
    """Refuse what older Office programs write: a locked document, a mail of Outlook's, a .doc."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        hint = "Öppna dokumentet i Word, ta bort lösenordet och spara det på nytt."
        refuse(shown, "Dokumentet är skyddat med lösenord.", hint)
    if "__properties_version1.0".encode("utf-16-le") in data:
        hint = "Öppna brevet i Outlook och spara det som .eml, eller spara bilagan för sig."
        refuse(shown, "Filen är ett brev i Outlooks eget format (.msg).", hint)
    hint = "Öppna dokumentet i Word och spara det som Word-dokument (.docx)."
    refuse(shown, "Filen är i Words gamla format (.doc).", hint)


def _archive(data: bytes, ending: str, shown: str) -> dict[str, bytes]:
    """Return the parts of a Word file, unpacked. Sizes are those that come out, not those that the file states."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            names = {info.filename for info in infos}
            if not any(re.fullmatch(r"word/document[0-9]*\.xml", name) for name in names):
                _other_archive(names, ending, shown)
            if any(info.flag_bits & 1 for info in infos):
                refuse(shown, "Filen är skyddad med lösenord.", "Ta bort lösenordet och spara filen på nytt.")
            if len(infos) > _MOST_INSIDE or sum(info.file_size for info in infos) > _LARGEST_INSIDE:
                _bomb(shown)
            parts, left = {}, _LARGEST_READ
            for info in infos:
                if info.is_dir() or not info.filename.endswith((".xml", ".rels")):
                    continue  # images and fonts are not looked at
                most = min(left, max(info.compress_size, 1_000) * _DENSEST)
                with archive.open(info) as part:
                    parts[info.filename] = part.read(most + 1)
                left -= len(parts[info.filename])
                if len(parts[info.filename]) > most:
                    _bomb(shown)
    except ImportRefused:
        raise
    except Exception:  # zipfile raises many kinds of errors for a damaged file
        message = "Dokumentet är skadat och går inte att öppna."
        refuse(shown, message, "Öppna det i Word och spara det på nytt, eller be om filen igen.")
    return parts


def _bomb(shown: str) -> NoReturn:
    message = "Filen packar upp sig till orimligt mycket data och öppnas därför inte."
    refuse(shown, message, "Kontrollera vem den kommer från. Är den riktig: spara den på nytt i Word.")


def _other_archive(names: set[str], ending: str, shown: str) -> NoReturn:
    if "xl/workbook.xml" in names:
        refuse(shown, "Filen är ett kalkylblad.", "Bara Word-dokument, text, e-post och Markdown går att importera.")
    if "ppt/presentation.xml" in names:
        refuse(shown, "Filen är en presentation.", "Bara Word-dokument, text, e-post och Markdown går att importera.")
    if "content.xml" in names or any(name.endswith(".iwa") for name in names):
        refuse(shown, "Filen är ett dokument från ett annat program än Word.", _SAVE)
    if ending in _WORD_ENDINGS:
        refuse(shown, "Filen heter som ett Word-dokument men innehåller inget dokument.", "Be om filen på nytt.")
    refuse(shown, "Filen är ett arkiv (zip).", "Packa upp den och importera filerna i den.")


def _is_mail(data: bytes) -> bool:
    head = _MAIL_HEAD.match(data[:20_000].lstrip(b"\xef\xbb\xbf\r\n"))
    return head is not None and re.search(rb"(?im)^(?:received|mime-version|message-id):", head[0]) is not None
