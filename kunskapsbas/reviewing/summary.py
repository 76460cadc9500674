"""The review as Markdown, for a job's summary or a note on a merge request.

All that comes from a page is another person's text. It is written so that it can only be text there: no markup, no
link, no mention of anyone, no reference to an issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .comparing import PageChange, Review
from .telling import (
    change_count_words,
    gone_words,
    handout_words,
    is_collection,
    kind_words,
    sorted_handouts,
    total_words,
    visible,
)
from .wording import Change, Mark, Piece

MOST_SIGNS = 60_000  # GitHub takes 1 MiB of a summary and 65,536 signs of a comment; more is not read anyway
_MOST_PLACES = 12  # of one page
_MOST_PAGES = 40  # in one list
_CONTEXT = 60  # signs of unchanged text shown on each side of a change
_MOST_PIECE = 600  # signs of one piece
# What would be markup is written as a number; word joiners keep hosts from making mentions and references of the rest.
_SIGNS = re.compile(r"[^\w\s,;?“”’–—…éÉ]|_")
_REFERENCE = re.compile(r"(?<=[@#!~%$&^:/\[])(?=\S)")
_WORD_JOINER = "\u2060"


def plain(text: str) -> str:
    """Return text as Markdown that shows just that text, on one line."""
    line = " ".join(_REFERENCE.sub(_WORD_JOINER, visible(text)).split())
    line = re.sub(r"(?i)\bwww(?=\.)", f"www{_WORD_JOINER}", line)
    return _SIGNS.sub(lambda sign: sign[0] if sign[0] == _WORD_JOINER else f"&#{ord(sign[0])};", line)


def summary(review: Review) -> str:
    """Return the summary, never longer than MOST_SIGNS; what does not fit is said to be in the preview."""
    parts = ["## Så ändras webbplatsen", total_words(review)]
    if review.compared and not review.nothing:
        parts.append(
            "Före och efter, sida vid sida: hämta förhandsvisningen, packa upp den och öppna `index.html` i den."
        )
    for part in _parts(review):
        if len("\n\n".join([*parts, part])) > MOST_SIGNS - 200:
            parts.append("_Resten får inte plats här. Allt finns i förhandsvisningen._")
            break
        parts.append(part)
    return "\n\n".join(parts) + "\n"


def _parts(review: Review) -> Iterator[str]:
    if review.gone:
        yield "### Adresser som är borta"
        yield _list([f"{plain(gone.title)} ({plain(gone.name)}). {plain(gone_words(gone))}" for gone in review.gone])
    if review.changed:
        yield "### Ändrade sidor"
        for page in review.changed:
            yield "\n".join(_page(page))
    if review.new:
        yield "### Nya sidor"
        for page in review.new:
            yield "\n".join(_page(page))
    if review.handouts:
        yield "### PDF-filer"
        yield _list([
            f"{plain(handout.title)}: {handout_words(handout)}"
            for handout in sorted_handouts(review.handouts)
            if is_collection(handout)
        ] + _single_handouts(review))  # fmt: skip
    if review.followed:
        yield "### Följdändringar"
        yield "Ingen har ändrat i de här sidorna. De visar något som har ändrats på en annan sida eller i ett register."
        yield _list([f"{plain(page.title)} ({change_count_words(page).lower()})" for page in review.followed])


def _single_handouts(review: Review) -> list[str]:
    number = sum(not is_collection(handout) for handout in review.handouts)
    return [f"{number} PDF-filer av enskilda sidor" if number > 1 else "1 PDF-fil av en enskild sida"] * bool(number)


def _list(entries: Sequence[str]) -> str:
    lines = [f"- {entry}" for entry in entries[:_MOST_PAGES]]
    if len(entries) > _MOST_PAGES:
        lines.append(f"- och {len(entries) - _MOST_PAGES} till")
    return "\n".join(lines)


def _page(page: PageChange) -> Iterator[str]:
    yield f"#### {plain(page.title)}"
    yield ""
    yield f"Adress: {plain(page.name)}"
    if page.notes or page.changes:
        yield ""
    for note in page.notes[:_MOST_PLACES]:
        yield f"- {plain(note)}"
    for change in page.changes[:_MOST_PLACES]:
        yield f"- **{kind_words(change)}**{_place(change)}: {''.join(_pieces(change.pieces))}"
    rest = max(0, len(page.changes) - _MOST_PLACES)
    if rest:
        yield f"- och {rest} ställen till"


def _place(change: Change) -> str:
    return f" under ”{plain(change.section)}”" if change.section else ""


def _pieces(pieces: Sequence[Piece]) -> Iterator[str]:
    whole = len(pieces) == 1  # its kind stands before it, so it needs no marks
    for at, piece in enumerate(pieces):
        text = _short(piece.text)
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        words = plain(text)
        if piece.mark is Mark.SAME:
            yield f"{lead}{plain(_around(text, at == 0, at + 1 == len(pieces)))}{tail}"
        elif whole or not words:
            yield words
        else:
            tag = "del" if piece.mark is Mark.GONE else "ins"
            yield f"{lead}<{tag}>{words}</{tag}>{tail or ' '}"


def _short(text: str) -> str:
    return text if len(text) <= _MOST_PIECE else f"{text[:_MOST_PIECE].rsplit(' ', 1)[0]} …"


def _around(text: str, first: bool, last: bool) -> str:
    """Return what stands nearest to the changes of a piece that has not changed."""
    start, end = text[:_CONTEXT].rpartition(" ")[0], text[-_CONTEXT:].partition(" ")[2]
    if len(text) <= 2 * _CONTEXT + 3:
        return text
    return f"… {end}" if first else f"{start} …" if last else f"{start} … {end}"
