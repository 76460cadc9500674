"""A Problem as a warning of Sphinx's: with its code, so that ``kb build`` can turn it into a Problem again."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging

from .problem import Problem

logger = logging.getLogger(__name__)


def tell(problem: Problem, location: nodes.Node | str | None) -> None:
    """Warn of a Problem found while a page is read, at the place given; advice is only information."""
    write = logger.warning if problem.stops else logger.info
    hint = problem.hint or problem.code.mending
    write("%s %s", problem.message, hint, type="kb", subtype=str(problem.code.value), location=location)
