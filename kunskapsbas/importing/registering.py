"""What an imported report adds to the registers: its links to links.toml, itself as a source to references.bib."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..content import Library, Link
from ..content.model import Access
from ..swedish import date_words, fold_form, slug
from .document import Run
from .findings import preferred
from .report import Compiled

_LONGEST_ID = 50


@dataclass(frozen=True)
class Links:
    """The links of a report: (words, address) -> id, what is new in the register, and addresses that it lacked."""

    ids: dict[tuple[str, str], str]
    added: tuple[Link, ...]
    found: Mapping[str, str]


def register_links(runs: Iterable[Run], library: Library, forms: Mapping[str, str], compiled: Compiled) -> Links:
    """Return the ids of a report's links in the register; the same words lead to the same entry as in other reports.

    ``forms``: see :func:`findings.deprecated_forms`; titles that differ only by such a form are the same.
    """
    known: dict[str, Link] = {}
    for entry in library.links.values():
        known.setdefault(_key(entry.title, forms), entry)
    ids: dict[tuple[str, str], str] = {}
    added: list[Link] = []
    found: dict[str, str] = {}
    taken = set(library.links)
    for run in runs:
        href = run.href or ""
        if run.href is None or (run.text, href) in ids or not run.text.strip():
            continue
        if href and not href.startswith(("https://", "http://")):
            continue
        link: Link | None = known.get(_key(run.text, forms))
        if link is not None and href and not link.href and found.get(link.id, href) == href:
            found[link.id] = href
        elif link is None or (href and link.href != href):
            link = Link(
                id=_id(run.text, taken), title=" ".join(run.text.split()), href=href, access=Access.UNKNOWN,
                note=f"Finns i rapporten den {date_words(compiled.moment.date())}.",
            )  # fmt: skip  # type: ignore[call-arg]
            taken.add(link.id)
            added.append(link)
            known.setdefault(_key(run.text, forms), link)
        ids[run.text, href] = link.id
    new = {link.id for link in added}
    added = [link.model_copy(update={"href": found[link.id]}) if link.id in found else link for link in added]
    return Links(ids, tuple(added), {key: href for key, href in found.items() if key not in new})


def _key(title: str, forms: Mapping[str, str]) -> str:
    """Return the form in which titles are compared: without case, kinds of dash and quotation marks."""
    folded = fold_form(preferred(title, forms))
    return re.sub(r"[”“\"']", "", re.sub(r"[–—]", "-", folded)).strip(" .")


def _id(title: str, taken: set[str]) -> str:
    stem = slug(title)
    if len(stem) > _LONGEST_ID:
        stem = stem[: _LONGEST_ID + 1].rpartition("-")[0] or stem[:_LONGEST_ID]
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name


def with_links(text: str, links: Links) -> str:
    """Return links.toml with a report's new links at its end, and with the addresses that it lacked."""
    for key, href in links.found.items():
        entry = re.compile(rf'(^\[{re.escape(key)}\][^\[]*?^href\s*=\s*)""', re.MULTILINE)
        text = entry.sub(lambda found, href=href: f"{found[1]}{_quoted(href)}", text, count=1)  # type: ignore[misc]
    if not links.added:
        return text
    blocks = []
    for link in links.added:
        lines = [f"[{link.id}]", f"title = {_quoted(link.title)}", f"href = {_quoted(link.href)}"]
        blocks.append("\n".join([*lines, f'access = "{link.access.value}"', f"note = {_quoted(link.note or '')}"]))
    return "\n\n".join([*([text.rstrip("\n")] if text.strip() else []), *blocks]) + "\n"


def _quoted(text: str) -> str:
    """Return a TOML string: JSON's are TOML's too, but for a slash that no one escapes and DEL, which a title lacks."""
    return json.dumps(text, ensure_ascii=False)
