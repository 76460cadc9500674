"""TeX formulas in Typst's notation."""

from __future__ import annotations

import pytest
import typst

from kunskapsbas.handout.formulas import _AROUND, _SAME, _SIGNS, _SPACES, UnknownTeX, to_typst

FORMULAS = {
    "a^2 + b_{ij}": "a ^(2) + b _(i j)",
    r"\frac{a}{b+1}": "frac(a, b + 1)",
    r"\sqrt[3]{x} \leq \alpha": "root(3, x) lt.eq alpha",
    r"\text{om } x > 0": '"om " x > 0',
    r"\left( x, y \right)": r"\( x \, y \)",
    r"f'(x) \; 50\,\%": r"""f prime \( x \) thick 50 thin \%""",
    r"\sum_{i=1}^n i": "sum _(i = 1) ^(n) i",
}


@pytest.mark.parametrize("tex", FORMULAS)
def test_what_running_text_needs(tex: str) -> None:
    assert to_typst(tex) == FORMULAS[tex]


@pytest.mark.parametrize("tex", FORMULAS)
def test_typst_takes_it(tex: str) -> None:
    assert typst.compile(f"${to_typst(tex)}$".encode())


@pytest.mark.parametrize("tex", [r"\okänt", "{a", "a}", r"\frac{a}", "a^", r"\begin{matrix}", r"\sqrt", r"\text a"])
def test_what_it_does_not_know_is_refused(tex: str) -> None:
    with pytest.raises(UnknownTeX):
        to_typst(tex)


@pytest.mark.parametrize("tex", ['#panic("x")', "$ #panic() $", '"] #x', "//", "/* a"])
def test_code_in_a_formula_is_not_run(tex: str) -> None:
    assert typst.compile(f"${to_typst(tex)}$".encode())


@pytest.mark.parametrize("table", [_SIGNS, _AROUND, dict.fromkeys(_SAME), dict.fromkeys(_SPACES)])
def test_every_command_it_knows_is_known_to_typst(table: dict[str, str | None]) -> None:
    for name in table:
        made = to_typst(f"\\{name}{{x}}")
        assert typst.compile_with_warnings(f"${made}$".encode())[1] == [], name
