"""The review as one HTML page that needs nothing but itself, and leads to both sites beside it.

Everything that comes from a page is escaped; the page runs no script and loads nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape as escape_markup
from urllib.parse import quote

from .comparing import GonePage, HandoutChange, PageChange, Review
from .telling import change_count_words, gone_words, handout_words, kind_words, sorted_handouts, total_words, visible
from .wording import Change, Mark, Piece

BEFORE, AFTER = "fore", "efter"  # the folders of the two sites
_STYLE = """
:root { color-scheme: light dark; --text: #1a252d; --back: #fff; --soft: #f3f6f7; --line: #d3dce1; --quiet: #4b5a65;
  --link: #0a5672; --new: #dcf3e4; --gone: #fbe3e4; --focus: #b3500b; }
@media (prefers-color-scheme: dark) { :root { --text: #e4eaee; --back: #11181d; --soft: #1a242b; --line: #35434d;
  --quiet: #a9b8c2; --link: #84cbe6; --new: #173f28; --gone: #4d1f24; --focus: #f2a766; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1.0625rem/1.6 "Atkinson Hyperlegible", system-ui, -apple-system, "Segoe UI", sans-serif;
  color: var(--text); background: var(--back); overflow-wrap: break-word; }
main { max-width: 52rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1, h2, h3 { line-height: 1.25; }
h1 { font-size: 1.9rem; } h2 { margin-top: 3rem; font-size: 1.45rem; } h3 { margin: 0 0 .3rem; font-size: 1.15rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.skip { position: absolute; left: 1rem; top: -5rem; background: var(--back); padding: .6rem 1rem; }
.skip:focus { top: .5rem; }
.page { border: 1px solid var(--line); border-radius: 6px; padding: 1rem; margin: 1rem 0; }
.address, .place { color: var(--quiet); font-size: .94rem; margin: 0; }
.ways { display: flex; flex-wrap: wrap; gap: 0 1.2rem; list-style: none; margin: 0; padding: 0; }
.ways a, nav a, summary { display: inline-flex; align-items: center; min-height: 2.75rem; }
summary { cursor: pointer; display: list-item; padding: .6rem 0; }
.change { border-top: 1px solid var(--line); padding: .7rem 0 0; margin: .7rem 0 0; }
.change p { margin: 0; } .kind { font-weight: 700; }
ins, del { color: inherit; padding: 0 .1em; border-radius: 3px; }
ins { background: var(--new); text-decoration: underline; text-decoration-thickness: 2px; }
del { background: var(--gone); text-decoration: line-through; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) { ins, del { background: none; } }
@media print { .ways, .skip, nav { display: none; } }
"""
_PAGE = """<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Så ändras webbplatsen</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#innehall">Hoppa till innehållet</a>
<main id="innehall" tabindex="-1">
<h1>Så ändras webbplatsen</h1>
{body}
</main>
</body>
</html>
"""
_HIDDEN = '<span class="hidden">{}</span>'


def escape(text: str) -> str:
    """Return text as HTML that shows just that text, also the signs in it that show nothing."""
    return escape_markup(visible(text))


def review_page(review: Review) -> str:
    """Return the page."""
    parts = [f"<p>{escape(total_words(review))}</p>", _ways_to_the_sites(review)]
    if review.compared and not review.nothing:
        parts.append(_legend())
    parts += _sections(review)
    return _PAGE.format(style=_STYLE, body="\n".join(filter(None, parts)))


def _ways_to_the_sites(review: Review) -> str:
    ways = [_way(f"{AFTER}/index.html", "Webbplatsen efter ändringen")]
    if review.compared:
        ways.insert(0, _way(f"{BEFORE}/index.html", "Webbplatsen före ändringen"))
    return f'<ul class="ways">{"".join(ways)}</ul>'


def _way(address: str, words: str, about: str = "") -> str:
    return f"<li>{_link(address, words, about)}</li>"


def _link(address: str, words: str, about: str) -> str:
    hidden = _HIDDEN.format(escape(f": {about}")) if about else ""
    return f'<a href="{escape(quote(address))}">{escape(words)}{hidden}</a>'


def _legend() -> str:
    gone = _piece(Piece(Mark.GONE, "Borttagen text"))
    new = _piece(Piece(Mark.NEW, "tillagd text"))
    return f"<p>{gone} är överstruken och {new} är understruken.</p>"


def _sections(review: Review) -> Iterator[str]:
    parts = [
        ("andrade", "Ändrade sidor", "", [_page(page) for page in review.changed]),
        ("nya", "Nya sidor", "", [_page(page) for page in review.new]),
        ("borta", "Adresser som är borta", "", [_gone(gone) for gone in review.gone]),
        ("pdf", "PDF-filer", "", [_handouts(sorted_handouts(review.handouts))] if review.handouts else []),
        (
            "foljd",
            "Följdändringar",
            "Ingen har ändrat i de här sidorna. De visar något som har ändrats på en annan sida eller i ett register.",
            [_folded(page) for page in review.followed],
        ),
    ]
    shown = [part for part in parts if part[3]]
    if len(shown) > 1:
        links = "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title, _, _ in shown)
        yield f'<nav aria-label="På den här sidan"><ul>{links}</ul></nav>'
    for name, title, lead, entries in shown:
        yield f'<section aria-labelledby="{name}">\n<h2 id="{name}">{title}</h2>'
        if lead:
            yield f"<p>{lead}</p>"
        yield from entries
        yield "</section>"


def _page(page: PageChange) -> str:
    inner = "\n".join([f"<h3>{escape(page.title)}</h3>", f'<p class="address">{escape(page.name)}</p>', _inside(page)])
    return f'<article class="page">\n{inner}\n</article>'


def _folded(page: PageChange) -> str:
    head = f"{escape(page.title)} ({escape(change_count_words(page).lower())})"
    inner = f'<p class="address">{escape(page.name)}</p>\n{_inside(page)}'
    return f'<details class="page">\n<summary>{head}</summary>\n{inner}\n</details>'


def _inside(page: PageChange) -> str:
    ways = []
    if page.before:
        ways.append(_way(f"{BEFORE}/{page.before}", "Före", page.title))
    if page.after:
        ways.append(_way(f"{AFTER}/{page.after}", "Efter", page.title))
    notes = "".join(f"<li>{escape(note)}</li>" for note in page.notes)
    parts = [f'<ul class="ways">{"".join(ways)}</ul>', f"<ul>{notes}</ul>" if notes else ""]
    return "\n".join(filter(None, [*parts, *map(_change, page.changes)]))


def _change(change: Change) -> str:
    place = f' <span class="place">under ”{escape(change.section)}”</span>' if change.section else ""
    text = "".join(map(_piece, change.pieces))
    return f'<div class="change">\n<p><span class="kind">{kind_words(change)}</span>{place}</p>\n<p>{text}</p>\n</div>'


def _piece(piece: Piece) -> str:
    """Return a piece; what is struck or underlined says so in words too, for whoever does not see it."""
    if piece.mark is Mark.SAME or not piece.text.strip():
        return escape(piece.text)
    tag = "del" if piece.mark is Mark.GONE else "ins"
    start, end = _HIDDEN.format(f" [{piece.mark.value}: "), _HIDDEN.format("] ")
    lead = " " if piece.text[0].isspace() else ""
    tail = " " if piece.text[-1].isspace() else ""
    return f"{lead}<{tag}>{start}{escape(piece.text.strip())}{end}</{tag}>{tail}"


def _gone(gone: GonePage) -> str:
    way = _way(f"{BEFORE}/{gone.before}", "Före", gone.title)
    return (
        f'<article class="page">\n<h3>{escape(gone.title)}</h3>\n<p class="address">{escape(gone.name)}</p>\n'
        f'<p>{escape(gone_words(gone))}</p>\n<ul class="ways">{way}</ul>\n</article>'
    )


def _handouts(handouts: Sequence[HandoutChange]) -> str:
    entries = []
    for handout in handouts:
        ways = [
            _link(f"{folder}/{handout.path}", words, handout.title)
            for there, folder, words in ((handout.before, BEFORE, "Före"), (handout.after, AFTER, "Efter"))
            if there
        ]
        entries.append(f"<li>{escape(handout.title)}, {handout_words(handout)}: {' · '.join(ways)}</li>")
    return f"<ul>{''.join(entries)}</ul>"
