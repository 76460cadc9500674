"""Formulas on the web as MathML, made while the site is built: Sphinx's own way takes a script from another server."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from kunskapsbas.content.formulas import FormulaError, to_mathml

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)


def visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula in the text."""
    translator.body.append(_written(node, apart=False))
    raise nodes.SkipNode


def visit_math_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula of its own, with its number where it has one; a wide one scrolls in its box."""
    translator.body.append(translator.starttag(node, "div", CLASS="kb-formula"))
    box = '<div class="kb-formula-scroll" role="group" aria-label="Formel" tabindex="0">'
    translator.body.append(f"{box}{_written(node, apart=True)}</div>")
    if node.get("number"):
        translator.body.append(f'<span class="eqno">({get_node_equation_number(translator, node)})</span>')
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _written(node: nodes.math | nodes.math_block, *, apart: bool) -> str:
    """Give the formula as MathML; one that cannot be read is told and shown as it was written."""
    try:
        return to_mathml(node.astext(), apart=apart)
    except FormulaError as error:
        logger.warning("%s Den visas som den är skriven.", error, location=node, type="kb", subtype="struktur-formel")
        return f"<code>{escape(node.astext())}</code>"


def setup(app: Sphinx) -> None:
    """Register the renderer. Sphinx takes it because it is the only one besides its own, unless a project chooses."""
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_math_block, None))
