"""The model of the knowledge base: front matter to typed pages, registers, and the Problem every check yields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .library import PAGE_PATTERNS, Library, fold_form, is_inside, load_library, page_paths, unknown_source
from .markdown import MYST_EXTENSIONS, Heading, Markdown, Spot, read_markdown
from .model import (
    Event,
    EventKind,
    Kind,
    Link,
    OpenQuestion,
    Page,
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
    "Code",
    "Event",
    "EventKind",
    "Heading",
    "Kind",
    "Library",
    "Link",
    "Markdown",
    "OpenQuestion",
    "Page",
    "Problem",
    "Report",
    "Severity",
    "Slutrapport",
    "Source",
    "SourceClass",
    "Spot",
    "Strategy",
    "Term",
    "fold_form",
    "is_inside",
    "load_library",
    "page_paths",
    "read_markdown",
    "read_text",
    "unknown_source",
]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the Sphinx side (see extension.py). Imported late: ``kb check`` needs no Sphinx."""
    from . import extension

    return dict(extension.setup(app))
