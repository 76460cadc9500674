"""TeX formulas to Typst's notation: the part of TeX that running text needs. Pure functions."""

from __future__ import annotations

import re

from kunskapsbas.handout.markup import quote

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
# What Typst calls by the same name.
_SAME = frozenset(
    re.findall(
        r"\w+",
        """
        alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau
        upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega sum sin cos
        tan cot log ln exp lim max min sup inf det dim ker gcd times subset supset forall exists nabla
        approx equiv in quad
        """,
    )
)
_SIGNS = {
    "leq": "lt.eq",
    "le": "lt.eq",
    "geq": "gt.eq",
    "ge": "gt.eq",
    "neq": "eq.not",
    "ne": "eq.not",
    "cdot": "dot.op",
    "div": "div",
    "pm": "plus.minus",
    "mp": "minus.plus",
    "infty": "infinity",
    "int": "integral",
    "iint": "integral.double",
    "prod": "product",
    "partial": "partial",
    "to": "arrow.r",
    "rightarrow": "arrow.r",
    "leftarrow": "arrow.l",
    "Rightarrow": "arrow.r.double",
    "Leftrightarrow": "arrow.l.r.double",
    "iff": "arrow.l.r.double",
    "mapsto": "arrow.r.bar",
    "notin": "in.not",
    "subseteq": "subset.eq",
    "supseteq": "supset.eq",
    "cup": "union",
    "cap": "inter",
    "emptyset": "emptyset",
    "varepsilon": "epsilon.alt",
    "varphi": "phi.alt",
    "ldots": "dots.h",
    "dots": "dots.h",
    "cdots": "dots.h.c",
    "sim": "tilde.op",
    "propto": "prop",
    "ll": "lt.double",
    "gg": "gt.double",
    "wedge": "and",
    "vee": "or",
    "neg": "not",
    "circ": "compose.o",
    "ast": "ast.op",
    "star": "star.op",
    "angle": "angle",
    "perp": "perp",
    "parallel": "parallel",
    "prime": "prime",
    "degree": "degree",
    "lbrace": "{",
    "rbrace": "}",
    "langle": "chevron.l",
    "rangle": "chevron.r",
    "mid": "|",
    "vert": "|",
    "qquad": "wide",
    "colon": ":",
}
_SPACES = {",": "thin", ":": "med", ">": "med", ";": "thick", "!": "", " ": "space", "\\": "\\"}
_WORDS = frozenset({"text", "mathrm", "textrm", "operatorname", "textit", "mathit", "textbf", "mbox"})
_AROUND = {"sqrt": "sqrt", "mathbf": "bold", "mathbb": "bb", "mathcal": "cal", "overline": "overline"}
_AROUND |= {
    "underline": "underline",
    "hat": "hat",
    "bar": "macron",
    "vec": "arrow",
    "tilde": "tilde",
    "dot": "dot",
}
_PAIRS = {"frac": "frac", "dfrac": "frac", "tfrac": "frac", "binom": "binom"}
_SIZES = frozenset({"left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "limits", "nonumber"})


_PLAIN = frozenset("+-=<>:!.&")
_OTHER = {"*": "ast.op", "~": "space", "'": "prime"}


class UnknownTeX(ValueError):
    """The formula holds something that has no form here; it is then shown as it was written."""


def to_typst(tex: str) -> str:
    """Give a TeX formula in Typst's notation. Raises UnknownTeX for what it does not know."""
    return _Parser(_TOKEN.findall(tex)).formula()


class _Parser:
    """Reads one formula from left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._place = 0

    def formula(self) -> str:
        """Give the whole formula."""
        made = self._until("")
        if self._place < len(self._tokens):
            raise UnknownTeX(self._tokens[self._place])
        return made

    def _next(self) -> str:
        """Give the next token that is not space; an empty one at the end."""
        while self._place < len(self._tokens):
            self._place += 1
            if not self._tokens[self._place - 1].isspace():
                return self._tokens[self._place - 1]
        return ""

    def _until(self, end: str) -> str:
        parts: list[str] = []
        while (token := self._next()) != end:
            if token in ("", "}"):
                raise UnknownTeX(token or f"missing {end}")
            parts.append(self._item(token))
        return " ".join(part for part in parts if part)

    def _item(self, token: str) -> str:
        if token == "{":
            return self._until("}")
        if token in ("^", "_"):
            return f"{token}({self._argument()})"
        if len(token) > 1 and token[0] == "\\":
            return self._command(token[1:])
        if token[0].isdigit():
            return quote(token) if "," in token else token
        if token.isalpha() or token in _PLAIN:
            return token
        return _OTHER.get(token, "\\" + token)

    def _argument(self) -> str:
        token = self._next()
        if not token:
            raise UnknownTeX("missing argument")
        return self._item(token)

    def _command(self, name: str) -> str:
        if name in _SAME or name in _SIZES:
            return name if name in _SAME else ""
        if name in _SIGNS:
            return _SIGNS[name] if _SIGNS[name][0].isalpha() else "\\" + _SIGNS[name]
        if name in _SPACES:
            return _SPACES[name]
        if name in _PAIRS:
            return f"{_PAIRS[name]}({self._argument()}, {self._argument()})"
        if name in _AROUND:
            return self._root() if name == "sqrt" else f"{_AROUND[name]}({self._argument()})"
        if name in _WORDS:
            return self._words()
        if not name.isalnum():
            return "\\" + name
        raise UnknownTeX("\\" + name)

    def _root(self) -> str:
        token = self._next()
        if token == "[":
            return f"root({self._until(']')}, {self._argument()})"
        if not token:
            raise UnknownTeX("missing argument")
        return f"sqrt({self._item(token)})"

    def _words(self) -> str:
        """Give the braces' content as words, its spaces kept."""
        if self._next() != "{":
            raise UnknownTeX("missing {")
        start = self._place
        while self._place < len(self._tokens) and self._tokens[self._place] != "}":
            self._place += 1
        self._place += 1
        return quote("".join(self._tokens[start : self._place - 1]))
