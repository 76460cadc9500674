"""A formula in Swedish words, for whoever listens. Pure functions over the tree that ``formulas.py`` reads."""

from __future__ import annotations

import re

from kunskapsbas.handout.formulas import NOTHING, Node

# What signs and names are called. A capital Greek letter is "stora" and its name.
_WORDS = {
    "alpha": "alfa", "iota": "jota", "mu": "my", "nu": "ny", "upsilon": "ypsilon", "phi": "fi", "varphi": "fi",
    "varepsilon": "epsilon", "sin": "sinus", "cos": "cosinus", "tan": "tangens", "cot": "cotangens",
    "exp": "exponentialfunktionen", "sup": "supremum", "inf": "infimum", "det": "determinanten",
    "dim": "dimensionen", "ker": "kärnan", "gcd": "största gemensamma delaren",
    "+": "plus", "-": "minus", "=": "lika med", "<": "mindre än", ">": "större än", "/": "delat med", "!": "fakultet",
    "leq": "mindre än eller lika med", "le": "mindre än eller lika med", "geq": "större än eller lika med",
    "ge": "större än eller lika med", "neq": "skilt från", "ne": "skilt från", "approx": "ungefär lika med",
    "equiv": "identiskt lika med", "sim": "tilde", "propto": "proportionellt mot", "ll": "mycket mindre än",
    "gg": "mycket större än", "cdot": "gånger", "times": "gånger", "ast": "stjärna", "*": "stjärna",
    "star": "stjärna", "div": "delat med", "pm": "plus minus", "mp": "minus plus", "infty": "oändligheten",
    "partial": "partiella", "nabla": "nabla", "to": "går mot", "rightarrow": "går mot", "leftarrow": "vänsterpil",
    "Rightarrow": "medför", "Leftrightarrow": "är ekvivalent med", "iff": "är ekvivalent med",
    "mapsto": "avbildas på", "in": "tillhör", "notin": "tillhör inte", "subset": "är en äkta delmängd av",
    "supset": "är en äkta övermängd till", "subseteq": "är en delmängd av", "supseteq": "är en övermängd till",
    "cup": "union", "cap": "snitt", "emptyset": "tomma mängden", "forall": "för alla", "exists": "det finns",
    "wedge": "och", "vee": "eller", "neg": "icke", "circ": "ring", "angle": "vinkeln", "perp": "är vinkelrät mot",
    "parallel": "är parallell med", "prime": "prim", "'": "prim", "degree": "grader", "%": "procent",
    "ldots": "och så vidare", "dots": "och så vidare", "cdots": "och så vidare", "colon": ":",
    "(": "parentes", ")": "slut parentes", "[": "hakparentes", "]": "slut hakparentes", "{": "klammer",
    "}": "slut klammer", "lbrace": "klammer", "rbrace": "slut klammer", "langle": "vinkelparentes",
    "rangle": "slut vinkelparentes", "|": "lodstreck", "mid": "givet att", "vert": "lodstreck",
}  # fmt: skip
# Signs that reach over what follows: alone, and the words before what stands below and above.
_OVER = {
    "sum": ("summan", "från", "till"), "prod": ("produkten", "från", "till"), "int": ("integralen", "från", "till"),
    "iint": ("dubbelintegralen", "från", "till"), "lim": ("gränsvärdet", "då", "upphöjt till"),
    "max": ("största värdet", "för", "upphöjt till"), "min": ("minsta värdet", "för", "upphöjt till"),
    "log": ("logaritmen", "med basen", "upphöjt till"), "ln": ("naturliga logaritmen", "index", "upphöjt till"),
}  # fmt: skip
_POWERS = {"2": "i kvadrat", "3": "i kubik"}
_ABOVE = {"prime": "prim", "circ": "grader", "degree": "grader", "ast": "stjärna", "*": "stjärna"}
_AROUND = {"hat": "hatt", "bar": "streck", "overline": "streck", "tilde": "tilde", "dot": "prick"}
_SETS = {"N": "de naturliga talen", "Z": "heltalen", "Q": "de rationella talen"}
_SETS |= {"R": "de reella talen", "C": "de komplexa talen"}
_FUNCTIONS = frozenset("fghFG")


def spoken(node: Node) -> str:
    """Give a formula in Swedish words."""
    words = re.sub(r"\s+", " ", _said(node)).strip()
    return re.sub(r" ([,;:.])", r"\1", words)


def _said(node: Node) -> str:
    parts = node.parts
    match node.kind:
        case "sign":
            return _sign(node.text)
        case "letter" | "number" | "words":
            return node.text
        case "space":
            return ""
        case "scripts":
            return _scripts(*parts)
        case "frac":
            if _is_simple(parts[0]) and _is_simple(parts[1]):
                return f"{_said(parts[0])} genom {_said(parts[1])}"
            return f"täljare {_said(parts[0])} nämnare {_said(parts[1])} slut bråk"
        case "binom":
            return f"{_said(parts[0])} över {_said(parts[1])}"
        case "root":
            return _root(*parts)
        case "around":
            return _around(node.text, parts[0])
        case "lines" | "matrix" | "cases":
            return _table(node)
    return _row(parts)


def _sign(name: str) -> str:
    if name in _OVER:
        return f"{_OVER[name][0]} av"
    if name[0].isupper() and name not in _WORDS:
        return f"stora {_WORDS.get(name.lower(), name.lower())}"
    return _WORDS.get(name, name)


def _is_simple(node: Node) -> bool:
    signed = node.kind == "row" and len(node.parts) == 2 and node.parts[0].text in ("-", "+")
    return signed or node.kind in ("letter", "number", "sign", "words")


def _row(parts: tuple[Node, ...]) -> str:
    """Say parts one after another; f(x) is said "f av x"."""
    said: list[str] = []
    place = 0
    while place < len(parts):
        said.append(_said(parts[place]))
        follows = [part.text for part in parts[place + 1 : place + 4]]
        name = parts[place].parts[0] if parts[place].kind == "scripts" else parts[place]
        if name.text in _FUNCTIONS and follows[:1] == ["("] and follows[2:] == [")"]:
            said.append(f"av {_said(parts[place + 2])}")
            place += 3
        place += 1
    return " ".join(said)


def _scripts(base: Node, below: Node, above: Node) -> str:
    if base.text in _OVER and base.kind == "sign":
        name, before, until = _OVER[base.text]
        under = f" {before} {_said(below)}" if below != NOTHING else ""
        over = f" {until} {_said(above)}" if above != NOTHING else ""
        return f"{name}{under}{over} av"
    said = _said(base)
    if below != NOTHING:
        said += f" index {_said(below)}" + ("" if _is_simple(below) else " slut index")
    return said + (f" {_above(above)}" if above != NOTHING else "")


def _above(node: Node) -> str:
    if node.text in _POWERS or node.text in _ABOVE:
        return _POWERS.get(node.text) or _ABOVE[node.text]
    end = "" if _is_simple(node) else " slut exponent"
    return f"upphöjt till {_said(node)}{end}"


def _root(index: Node, content: Node) -> str:
    which = "" if index == NOTHING else "tredje " if index.text == "3" else f"{_said(index)}:te "
    return f"{which}roten ur {_said(content)}" + ("" if _is_simple(content) else " slut rot")


def _around(name: str, content: Node) -> str:
    if name == "mathbb" and content.text in _SETS:
        return _SETS[content.text]
    if name == "vec":
        return f"vektorn {_said(content)}"
    return f"{_said(content)} {_AROUND.get(name, '')}"


def _table(node: Node) -> str:
    rows = [" ".join(map(_said, row.parts)) for row in node.parts]
    if node.kind == "lines":
        return "; ".join(rows)
    cells = [", ".join(map(_said, row.parts)) for row in node.parts]
    name = "fall" if node.kind == "cases" else "rad"
    numbered = "; ".join(f"{name} {number}: {row}" for number, row in enumerate(cells, start=1))
    if node.kind == "cases":
        return numbered
    columns = max(len(row.parts) for row in node.parts)
    return f"matris med {len(rows)} rader och {columns} kolumner, {numbered}, slut matris"
