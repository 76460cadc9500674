"""What can be wrong with the glossary as a whole: forms that two terms have, empty definitions, terms nobody uses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from ..content import Code, Library, Markdown, Page, Problem, Term
from ..content.frontmatter import without_head
from ..content.library import load_page
from ..content.markdown import role_target
from ..swedish import fold_form, join_words
from ..swedish.common import COMMON, DEFINING
from .forms import Clash, Form, Origin, clashes
from .matching import Matcher

_WORD = re.compile(r"[^\W\d_]{2,}")
_BOTH_WRITTEN = {Origin.TITLE, Origin.INFLECTION, Origin.LINK_FORM}
_MOST_FORMS = 3
# So many words of its own a definition has at least, besides those that nearly every sentence has.
_FEWEST_WORDS = 2


def check_forms(root: Path, library: Library, forms: Sequence[Form]) -> Iterator[Problem]:
    """Yield the forms that two terms of a knowledge base have. ``forms``: as ``glossary_forms`` gives them."""
    pairs: dict[tuple[str, str], list[Clash]] = {}
    for clash in clashes(forms):
        # What a writer has put down goes before what the dictionary makes of another term; what two writers have put
        # down is found when the pages are read.
        origins = {clash.owner.origin, clash.other.origin}
        if len({origin < Origin.OF_TITLE for origin in origins}) == 1 and not origins <= _BOTH_WRITTEN:
            pairs.setdefault((clash.owner.key, clash.other.key), []).append(clash)
    yield from (_shared_forms(root, library, found) for found in pairs.values())


def check_definitions(root: Path, library: Library, matcher: Matcher) -> Iterator[Problem]:
    """Yield the definitions that say hardly more than their term."""
    yield from (problem for term in library.terms for problem in _circular(root, term, matcher))


def check_used(root: Path, library: Library, used: Collection[str]) -> Iterator[Problem]:
    """Yield the terms that no other page speaks of. ``used``: all that :func:`terms_in` gives of the pages."""
    if library.lacks_pages:
        return
    for term in library.terms:
        if term.docname not in used:
            message = f"Begreppet {term.title} används inte på någon annan sida."
            yield Problem(term.path, *_place(root, term, "title"), Code.UNUSED_TERM, message)


def _shared_forms(root: Path, library: Library, found: Sequence[Clash]) -> Problem:
    """Return the Problem of the forms that two terms share, at the term that goes without them."""
    owner, other = library.pages[found[0].owner.key], library.pages[found[0].other.key]
    forms = [f"”{clash.other.text}”" for clash in found]
    more = f" med flera ({len(forms)} former)" if len(forms) > _MOST_FORMS else ""
    what = "Formen" if len(forms) == 1 else "Formerna"
    told = join_words(forms) if not more else ", ".join(forms[:_MOST_FORMS]) + more
    message = f"{what} {told} kan vara både {other.title} och {owner.title}. Nu länkas {owner.title}."
    hint = f"Skriv formen under not_linked i {other.path} eller {owner.path}, så att bara det ena begreppet har den."
    return Problem(other.path, *_place(root, other, "title"), Code.SHARED_FORM, message, hint)


def _circular(root: Path, term: Term, matcher: Matcher) -> Iterator[Problem]:
    """Yield a Problem where a definition says hardly more than the term itself."""
    rest, done = [], 0
    for match in matcher.matches(term.definition):
        if match.key == term.docname:
            rest.append(term.definition[done : match.start])
            done = match.end
    rest.append(term.definition[done:])
    if not done:
        return
    own = {fold_form(word) for word in _WORD.findall(term.title)}
    words = {word.lower() for part in rest for word in _WORD.findall(part)} - COMMON - DEFINING - own
    if len(words) < _FEWEST_WORDS:
        message = f"Definitionen förklarar {term.title} bara med ordet självt."
        yield Problem(term.path, *_place(root, term, "definition"), Code.CIRCULAR_DEFINITION, message)


def terms_in(library: Library, docname: str, text: str, facts: Markdown, matcher: Matcher) -> set[str]:
    """Return the docnames of the terms, besides itself, that a page speaks of or links to."""
    page = library.pages.get(docname)
    body = without_head(text)
    if isinstance(page, Term):
        body = f"{page.definition}\n\n{body}"
    found = {match.key for match in matcher.matches(body)}
    for spot in facts.spots:
        if spot.kind == "role" and spot.name.removeprefix("std:") == "term":
            linked = library.term_for(role_target(spot.target))
            found |= {linked.docname} if linked else set()
    return found - {docname}


def _place(root: Path, page: Page, key: str) -> tuple[int, int]:
    """Return line and column of a key in a page's front matter."""
    _, head, _ = load_page(root, page.path)
    return head.place((key,)) if head else (1, 1)
