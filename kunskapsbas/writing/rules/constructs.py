"""Directives and roles with a slip in their names: ``{nota}``, ``{trem}``.

A name that is like none of those that writers use may come from another extension and is left to Sphinx.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from docutils.parsers.rst.languages import en, sv

from ...content import Code, Problem
from ...links.pages import Site

_ALIKE = 0.7  # of difflib
#: The directives that pages here are written with, besides those of docutils.
DIRECTIVES = frozenset(
    """article-info aside bibliography button-link button-ref card card-carousel card-footer card-header centered
    code-block decision-path dropdown example footbibliography glossary glossary-az glossary-data grid grid-item
    grid-item-card handout-list hlist index latest-report list-table literalinclude only open-questions report-list
    search-field seealso sourcecode steps step subscribe tab-item tab-set tab-set-code timeline timeline-picture toctree
    accordion deprecated versionadded versionchanged versionremoved figure-md describe object highlight""".split()
)
#: The roles.
ROLES = frozenset(
    """abbr any cite cite:p cite:ps cite:t cite:ts cite:author cite:year cite:label cite:empty command cite:ct cite:alp
    dfn doc download eq file footcite footcite:p footcite:t guilabel kbd link math menuselection numref octicon option
    program question ref samp term sub sup code""".split()
)
_ROLE_FAMILIES = ("bdg", "fa", "material-", "cite:", "footcite:", "py:", "std:", "c:", "cpp:", "js:", "rst:", "math:")
#: Words that a Swedish writer tries.
SWEDISH = {
    "länk": "link", "begrepp": "term", "ord": "term", "fråga": "question", "källa": "cite:p", "källor": "cite:p",
    "citera": "cite:p", "sida": "doc", "fil": "download", "knapp": "guilabel", "tangent": "kbd", "formel": "math",
    "obs": "note", "ruta": "note", "notis": "note", "kort": "card", "flik": "tab-item", "exempel": "example",
    "tidslinje": "timeline", "innehållslista": "toctree", "lista": "list-table", "utfällning": "dropdown",
}  # fmt: skip


def check_constructs(site: Site, docname: str) -> Iterator[Problem]:
    """Yield the directives and roles of a page whose names do not exist but are near those that do."""
    for spot in site.texts[docname].spots:
        if spot.kind not in ("directive", "role"):
            continue
        role = spot.kind == "role"
        near = _meant(spot.name, role=role)
        if near:
            what = "Rollen" if role else "Direktivet"
            message = f"{what} {{{spot.name}}} finns inte."
            yield Problem(f"{docname}.md", spot.line, spot.column, Code.UNKNOWN_NAME, message, f"Menade du {{{near}}}?")


def _meant(name: str, *, role: bool) -> str:
    """Return the name that a writer meant; nothing for one that exists, or that nothing is like."""
    own, languages = (ROLES, (en.roles, sv.roles)) if role else (DIRECTIVES, (en.directives, sv.directives))
    if name in own or (role and name.startswith(_ROLE_FAMILIES) and not name.startswith("cite:")):
        return ""
    if any(name in names or name in names.values() for names in languages):
        return ""
    if (wanted := SWEDISH.get(name)) and wanted in own | set(languages[0]):
        return wanted
    usual = sorted(own | {word for word in languages[0] if not role})
    return next(iter(get_close_matches(name, usual, n=1, cutoff=_ALIKE)), "")
