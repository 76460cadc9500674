"""A formula in TeX as MathML, which browsers show and read aloud by themselves: no script, nothing from elsewhere."""

from __future__ import annotations

import re

from docutils.utils.math import MathError, latex2mathml

from ..swedish import nearest

# Around the whole of a formula these only say what docutils sees for itself: that it has several lines.
_AROUND = re.compile(r"\s*\\begin\{((?:align|equation|gather|split)\*?)\}(.*)\\end\{\1\}\s*", re.DOTALL)
_BLANK_LINES = re.compile(r"\n\s*\n")
# The commands that docutils reads, for the nearest right spelling.
_COMMANDS = tuple(
    name
    for known in (
        latex2mathml.fractions, latex2mathml.functions, latex2mathml.letters, latex2mathml.operators,
        latex2mathml.accents, latex2mathml.over, latex2mathml.under, latex2mathml.math_alphabets,
        ("sqrt", "text", "begin", "end", "left", "right", "sum", "int", "infty"),
    )
    for name in known
    if name.isalpha()
)  # fmt: skip
# What docutils raises for TeX that is cut short or nested beyond reason, besides its own error.
_CRASHES = (AttributeError, IndexError, KeyError, TypeError, RecursionError)


class FormulaError(ValueError):
    """The formula cannot be read. The text says in Swedish what is wrong with it."""


def to_mathml(tex: str, *, apart: bool) -> str:
    """Return a formula as a ``<math>`` element; its text is escaped. ``apart``: on a line of its own.

    Blank lines and ``\\\\`` part the lines of a formula; ``&`` aligns them, as in amsmath's align. Raises FormulaError.
    """
    around = _AROUND.fullmatch(tex) if apart else None
    text = _BLANK_LINES.sub(r" \\\\ ", (around[2] if around else tex).strip())
    if not text:
        raise FormulaError("Formeln är tom.")
    try:
        return str(latex2mathml.tex2mathml(text, as_block=apart))
    except MathError as error:
        raise FormulaError(_reason(str(error))) from None
    except _CRASHES:
        raise FormulaError(_reason("")) from None


def _reason(said: str) -> str:
    """Say in Swedish what docutils says in English, as far as it helps a writer."""
    if found := re.match(r'Unknown LaTeX command "\\(\w+)"', said):
        near = nearest(found[1], _COMMANDS, most=1)
        return f"Formeln går inte att läsa: \\{found[1]} är okänt." + (f" Menade du \\{near[0]}?" if near else "")
    if found := re.match(r'Environment "(\w+\*?)"', said):
        return f"Formeln går inte att läsa: \\begin{{{found[1]}}} är okänt."
    if found := re.match(r'Unsupported character: "(.)"', said):
        return f"Formeln går inte att läsa: tecknet {found[1]} får inte stå i en formel."
    return "Formeln går inte att läsa. Den kan vara ofullständig."
