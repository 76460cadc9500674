"""The model of the knowledge base: front matter to typed pages, registers, and the Problem every check yields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .addresses import SAFE_SCHEMES, incomplete, is_active, leads_elsewhere, outside_hint, scheme_of
from .library import (
    PAGE_PATTERNS,
    Library,
    cited_keys,
    is_inside,
    load_library,
    page_paths,
    unknown_link,
    unknown_question,
    unknown_source,
    unknown_term,
    wrong_citation,
)
from .markdown import MYST_EXTENSIONS, Heading, Markdown, Spot, read_markdown
from .model import (
    Event,
    EventKind,
    Handout,
    Kind,
    Link,
    OpenQuestion,
    Page,
    Person,
    Report,
    Slutrapport,
    Source,
    SourceClass,
    Strategy,
    Term,
)
from .problem import Code, Problem, Severity
from .text import read_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = [
    "MYST_EXTENSIONS",
    "PAGE_PATTERNS",
    "SAFE_SCHEMES",
    "Code",
    "Event",
    "EventKind",
    "Handout",
    "Heading",
    "Kind",
    "Library",
    "Link",
    "Markdown",
    "OpenQuestion",
    "Page",
    "Person",
    "Problem",
    "Report",
    "Severity",
    "Slutrapport",
    "Source",
    "SourceClass",
    "Spot",
    "Strategy",
    "Term",
    "cited_keys",
    "incomplete",
    "is_active",
    "is_inside",
    "leads_elsewhere",
    "load_library",
    "outside_hint",
    "page_paths",
    "read_markdown",
    "read_text",
    "scheme_of",
    "unknown_link",
    "unknown_question",
    "unknown_source",
    "unknown_term",
    "wrong_citation",
]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the Sphinx side (see extension.py). Imported late: ``kb check`` needs no Sphinx."""
    from . import extension, leftovers, safety

    safety.setup(app)
    leftovers.setup(app)
    return dict(extension.setup(app))
