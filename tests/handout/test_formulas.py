"""TeX formulas in Typst's notation and in Swedish words."""

from __future__ import annotations

import pytest
import typst

from kunskapsbas.handout.formulas import _AROUND, _SAME, _SIGNS, _SPACES, UnknownTeX, parse, to_typst
from kunskapsbas.handout.speech import _WORDS, spoken

FORMULAS = {
    "a^2 + b_{ij}": ("a ^(2) + b _(i j)", "a i kvadrat plus b index i j slut index"),
    r"\frac{a}{b}": ("frac(a, b)", "a genom b"),
    r"\frac{a}{b+1}": ("frac(a, b + 1)", "täljare a nämnare b plus 1 slut bråk"),
    r"\sqrt{x}": ("sqrt(x)", "roten ur x"),
    r"\sqrt[3]{x} \leq \alpha": ("root(3, x) lt.eq alpha", "tredje roten ur x mindre än eller lika med alfa"),
    r"\text{om } x > 0": ('"om " x > 0', "om x större än 0"),
    r"\left( x, y \right)": (r"lr(\( x \, y \))", "parentes x, y slut parentes"),
    r"\left. x \right|_0": (r"lr(x \|) _(0)", "x lodstreck index 0"),
    r"f'(x) \; 50\,\%": (r"""f ^(prime) \( x \) thick 50 thin \%""", "f prim av x 50 procent"),
    r"\sum_{i=1}^n i": ("sum _(i = 1) ^(n) i", "summan från i lika med 1 till n av i"),
    r"\int_0^1 x\,dx": ("integral _(0) ^(1) x thin d x", "integralen från 0 till 1 av x d x"),
    r"\lim_{x \to 0} f(x)": (r"lim _(x arrow.r 0) f \( x \)", "gränsvärdet då x går mot 0 av f av x"),
    r"3{,}5 \cdot 10^{-3}": ('"3,5" dot.op 10 ^(- 3)', "3,5 gånger 10 upphöjt till minus 3"),
    r"x \in \mathbb{R}": ("x in bb(R)", "x tillhör de reella talen"),
    r"\Omega_1 + \hat{x}": ("Omega _(1) + hat(x)", "stora omega index 1 plus x hatt"),
    r"\binom{n}{k} + 90^\circ": ("binom(n, k) + 90 ^(compose.o)", "n över k plus 90 grader"),
    r"\begin{align*} a &= b \\ c &= d \end{align*}": (r"a & = b \ c & = d", "a lika med b; c lika med d"),
    r"\begin{cases} 1 & x > 0 \\ 0 & \text{annars} \end{cases}": (
        'cases(1 & quad x > 0, 0 & quad "annars")',
        "fall 1: 1, x större än 0; fall 2: 0, annars",
    ),
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": (
        'mat(delim: "(", a, b; c, d)',
        "matris med 2 rader och 2 kolumner, rad 1: a, b; rad 2: c, d, slut matris",
    ),
    "^2": ('"" ^(2)', "i kvadrat"),
}


@pytest.mark.parametrize("tex", FORMULAS)
def test_what_running_text_needs(tex: str) -> None:
    tree = parse(tex)
    assert (to_typst(tree), spoken(tree)) == FORMULAS[tex]


def test_typst_takes_them() -> None:
    assert typst.compile("\n\n".join(f"${made}$" for made, _ in FORMULAS.values()).encode())


@pytest.mark.parametrize(
    "tex",
    [
        r"\okänt",
        "{a",
        "a}",
        r"\frac{a}",
        "a^",
        r"\begin{tabular}",
        r"\sqrt",
        r"\text a",
        r"\left( a",
        r"\begin{cases} a",
    ],
)
def test_what_it_does_not_know_is_refused(tex: str) -> None:
    with pytest.raises(UnknownTeX):
        parse(tex)


@pytest.mark.parametrize("tex", ['#panic("x")', "$ #panic() $", '"] #x', "//", "/* a"])
def test_code_in_a_formula_is_not_run(tex: str) -> None:
    assert typst.compile(f"${to_typst(parse(tex))}$".encode())


def test_every_command_it_knows_is_known_to_typst_and_has_a_word() -> None:
    names = [name for name in (*_SIGNS, *_SAME, *_AROUND, *_SPACES) if name.isalpha()]
    made = [to_typst(parse(f"\\{name}{{x}}")) for name in names]
    assert typst.compile_with_warnings("\n\n".join(f"${formula}$" for formula in made).encode())[1] == []
    assert {name for name in _SIGNS if name not in _WORDS and spoken(parse(f"\\{name}")) == name} <= {"qquad"}
