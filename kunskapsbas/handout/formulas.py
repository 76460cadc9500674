"""TeX formulas: read to a small tree, and the tree in Typst's notation. The part of TeX that running text needs.

``speech.py`` says the same tree in words. Pure functions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kunskapsbas.handout.markup import quote

_TOKEN = re.compile(r"\\[^\W\d_]+|\\.|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
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
    "lbrace": "\\{",
    "rbrace": "\\}",
    "langle": "chevron.l",
    "rangle": "chevron.r",
    "mid": "\\|",
    "vert": "\\|",
    "colon": "\\:",
    "qquad": "wide",
    "*": "ast.op",
    "'": "prime",
}
_SPACES = {",": "thin", ":": "med", ">": "med", ";": "thick", "!": "", " ": "space", "~": "space"}
_PLAIN = frozenset("+-=<>:!.")
_WORDS = frozenset({"text", "mathrm", "textrm", "operatorname", "textit", "mathit", "textbf", "mbox"})
_AROUND = {"mathbf": "bold", "mathbb": "bb", "mathcal": "cal", "overline": "overline", "underline": "underline"}
_AROUND |= {"hat": "hat", "bar": "macron", "vec": "arrow", "tilde": "tilde", "dot": "dot"}
_PAIRS = {"frac": "frac", "dfrac": "frac", "tfrac": "frac", "binom": "binom"}
_IGNORED = frozenset({"big", "Big", "bigl", "bigr", "displaystyle", "limits", "nonumber", "notag"})
_MATRICES = {"matrix": "#none", "array": "#none", "smallmatrix": "#none", "pmatrix": '"("', "bmatrix": '"["'}
_MATRICES |= {"Bmatrix": '"{"', "vmatrix": '"|"'}
_LINES = frozenset({"align", "aligned", "gather", "gathered", "equation", "split", "multline", "eqnarray"})


class UnknownTeX(ValueError):
    """The formula holds something that has no form here; it is then shown as it was written."""


@dataclass(frozen=True)
class Node:
    """A part of a formula: its kind, the parts it is made of, and its text (a name, a sign, a word).

    The kinds: row (parts one after another), letter, number, sign (a name or a character), space, words, scripts
    (base, below, above), frac and binom (two parts), root (index, content), around (a name, content), fence (two
    delimiters around the parts), lines, matrix and cases (rows of cells).
    """

    kind: str
    parts: tuple[Node, ...] = ()
    text: str = ""


NOTHING = Node("row")


def parse(tex: str) -> Node:
    """Read a TeX formula. Raises UnknownTeX for what it does not know."""
    return _Parser(_TOKEN.findall(tex.replace("{,}", ","))).formula()


def to_typst(node: Node) -> str:
    """Give a formula in Typst's notation."""
    parts = [to_typst(part) for part in node.parts]
    match node.kind:
        case "letter" | "number":
            return quote(node.text) if "," in node.text else node.text
        case "sign":
            return _sign(node.text)
        case "space":
            return _SPACES.get(node.text, "")
        case "words":
            return quote(node.text)
        case "scripts":
            return _scripts(*parts)
        case "frac" | "binom":
            return f"{node.kind}({', '.join(parts)})"
        case "root":
            return f"root({parts[0]}, {parts[1]})" if parts[0] else f"sqrt({parts[1]})"
        case "around":
            return f"{_AROUND[node.text]}({parts[0]})"
        case "fence":
            return f"lr({' '.join(part for part in parts if part)})"
        case "lines" | "matrix" | "cases":
            return _table(node)
    return " ".join(part for part in parts if part)


def _sign(name: str) -> str:
    if name in _SAME or name in _SIGNS:
        return _SIGNS.get(name, name)
    return name if name in _PLAIN or name.isalpha() else "\\" + name


def _scripts(base: str, below: str, above: str) -> str:
    return (base or '""') + (f" _({below})" if below else "") + (f" ^({above})" if above else "")


def _table(node: Node) -> str:
    lines = [[to_typst(cell) for cell in row.parts] for row in node.parts]
    if node.kind == "lines":
        return " \\ ".join(" & ".join(line) for line in lines)
    if node.kind == "cases":
        return f"cases({', '.join(' & quad '.join(line) for line in lines)})"
    return f"mat(delim: {_MATRICES[node.text]}, {'; '.join(', '.join(line) for line in lines)})"


class _Parser:
    """Reads one formula from left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._place = 0

    def formula(self) -> Node:
        """Give the whole formula; lines in it need no environment around them."""
        lines = self._lines("")
        alone = len(lines) == 1 and len(lines[0].parts) == 1
        return lines[0].parts[0] if alone else Node("lines", tuple(lines))

    def _peek(self) -> str:
        """Give the next token that is not space, which stays next; an empty one at the end."""
        while self._place < len(self._tokens) and self._tokens[self._place].isspace():
            self._place += 1
        return self._tokens[self._place] if self._place < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        self._place += 1
        return token

    def _until(self, *ends: str) -> Node:
        """Read up to one of the ends, which stays next."""
        parts: list[Node] = []
        while (token := self._peek()) not in ends:
            if token in ("", "}", "\\end", "\\right"):
                raise UnknownTeX(token or f"missing {ends[0]}")
            parts.append(self._with_scripts(NOTHING if token in "^_" else self._item(self._next())))
        return parts[0] if len(parts) == 1 else Node("row", tuple(parts))

    def _with_scripts(self, base: Node) -> Node:
        found = {"_": NOTHING, "^": NOTHING}
        while (token := self._peek()) in ("_", "^", "'"):
            self._next()
            part = Node("sign", text="prime") if token == "'" else self._argument()
            place = "^" if token == "'" else token
            before = found[place]
            found[place] = part if before == NOTHING else Node("row", (before, part))
        return base if found["_"] == found["^"] == NOTHING else Node("scripts", (base, found["_"], found["^"]))

    def _item(self, token: str) -> Node:
        if token == "{":
            return self._closed("}")
        if len(token) > 1 and token[0] == "\\":
            return self._command(token[1:])
        if token[0].isdigit():
            return Node("number", text=token)
        if token == "~":
            return Node("space", text=token)
        return Node("letter" if token.isalpha() else "sign", text=token)

    def _closed(self, end: str) -> Node:
        content = self._until(end)
        self._next()
        return content

    def _argument(self) -> Node:
        token = self._next()
        if token in ("", "}", "\\end", "\\right"):
            raise UnknownTeX("missing argument")
        return self._item(token)

    def _command(self, name: str) -> Node:
        if name in _IGNORED or name in _SPACES:
            return Node("space", text=name)
        if name in _PAIRS:
            return Node(_PAIRS[name], (self._argument(), self._argument()))
        if name == "sqrt":
            return self._root()
        if name in _AROUND:
            return Node("around", (self._argument(),), name)
        if name in _WORDS:
            return Node("words", text=self._words())
        if name == "label":
            return Node("space", text=self._words() and "")
        if name == "left":
            return self._fence()
        if name == "begin":
            return self._environment(self._words())
        if name in _SAME or name in _SIGNS or not name.isalnum():
            return Node("sign", text=name)
        raise UnknownTeX("\\" + name)

    def _root(self) -> Node:
        index = NOTHING
        if self._peek() == "[":
            self._next()
            index = self._closed("]")
        return Node("root", (index, self._argument()))

    def _fence(self) -> Node:
        opening = self._delimiter()
        content = self._until("\\right")
        self._next()
        return Node("fence", (opening, content, self._delimiter()))

    def _delimiter(self) -> Node:
        token = self._next()
        return NOTHING if token in ("", ".") else self._item(token)

    def _environment(self, name: str) -> Node:
        kind = name.rstrip("*")
        if kind == "array":
            self._words()
        known = "lines" if kind in _LINES else "matrix" if kind in _MATRICES else kind
        if known not in ("lines", "matrix", "cases"):
            raise UnknownTeX(f"\\begin{{{name}}}")
        lines = self._lines("\\end")
        self._next()
        self._words()
        return Node(known, tuple(lines), kind)

    def _lines(self, end: str) -> list[Node]:
        """Read rows of cells up to the end, which stays next; a last row that is empty does not count."""
        lines: list[list[Node]] = [[]]
        while True:
            lines[-1].append(self._until("&", "\\\\", end))
            token = self._peek()
            if token == end:
                break
            self._next()
            lines += [[]] if token == "\\\\" else []
        kept = lines[:-1] if len(lines) > 1 and lines[-1] == [NOTHING] else lines
        return [Node("row", tuple(line)) for line in kept]

    def _words(self) -> str:
        """Give the braces' content as words, its spaces kept."""
        if self._next() != "{":
            raise UnknownTeX("missing {")
        start = self._place
        while self._place < len(self._tokens) and self._tokens[self._place] != "}":
            self._place += 1
        self._place += 1
        return "".join(self._tokens[start : self._place - 1])
