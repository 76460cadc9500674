"""The answers of ``kb check --external`` as Markdown, for the one issue that a scheduled job keeps up to date.

What pages and servers have written is shown as code, so that none of it is markup or a mention. The rest are words of
our own. The line that begins ``Alla adresser svarar`` is there when no one has anything to look at: the job that closes
the issue goes by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Sized
from datetime import date

from ..content import Code
from ..links.external import ExternalResult, Outcome
from ..swedish import count_words, date_words
from .web import CODES, Answers, answered

ALL_ANSWER = "Alla adresser svarar"
# In the order in which they deserve a look, with what to do once for all of a kind.
_TITLES = {
    Code.BAD_EXTERNAL: "Borta",
    Code.GONE_ANCHOR: "Stället på sidan är borta",
    Code.MOVED: "Har flyttat",
    Code.CERTIFICATE: "Certifikatet går inte att lita på",
    Code.NO_ANSWER: "Svarar inte just nu",
    Code.EXTERNAL_ADVICE: "Gick inte att avgöra",
    Code.NOT_ASKED: "Hann inte prövas",
    Code.NEEDS_LOGIN: "Kräver inloggning",
}


def web_report(answers: Answers, today: date) -> str:
    """Return the report of a check that was made on ``today``: each address once, with the places where it stands."""
    groups: dict[Code, dict[str, list[ExternalResult]]] = {code: {} for code in _TITLES}
    for result in answers.results:
        if result.outcome is not Outcome.OK:
            groups[CODES[result.outcome]].setdefault(result.place.url, []).append(result)
    parts = ["# Länkar ut från kunskapsbasen", "", *_beginning(answers, groups, today), ""]
    for code, found in groups.items():
        if found:
            parts += [f"## {_TITLES[code]} ({len(found)})", "", code.mending, ""]
            parts += [line for _, results in sorted(found.items()) for line in _entry(answers, results)]
            parts.append("")
    return "\n".join(parts)


def _beginning(answers: Answers, groups: Mapping[Code, Sized], today: date) -> Iterator[str]:
    inside = len(groups[Code.NEEDS_LOGIN])
    count = sum(map(len, groups.values())) - inside
    seen = count_words(len({result.place.url for result in answers.results}), "adress", "adresser")
    seen = f"{seen} gicks igenom den {date_words(today)}."
    if not count:
        but = f", utom {inside} som kräver inloggning eller hör till ett slutet nät" if inside else ""
        yield f"{ALL_ANSWER}{but}. {seen}"
        return
    yield f"{seen} {count} behöver någon titta på."
    if answers.silent:
        yield ""
        yield "Inte en enda adress svarade. Då är det troligen nätet där kontrollen kördes som var nere."


def _entry(answers: Answers, results: Sequence[ExternalResult]) -> Iterator[str]:
    """Yield the lines of one address: what was found, since when, where it leads, and where it stands."""
    first = results[0]
    yield f"- {_code(first.place.url)}"
    said = " ".join(part for part in (first.detail, answers.since(first)) if part)
    if said:
        yield f"  - {said}"
    if first.new_address:
        yield f"  - {'Ny adress' if answered(first) else 'Leder till'}: {_code(first.new_address)}"
    places = dict.fromkeys(f"{result.place.path}:{result.place.line}" for result in results)
    yield f"  - Står i {', '.join(_code(place) for place in places)}"


def _code(text: str) -> str:
    """Return a text as code, whatever it holds: on one line, with more backquotes around it than are in it."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    return f"{fence} {line} {fence}" if "`" in line else f"`{line}`"
