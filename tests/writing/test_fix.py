"""`kb check --fix` mends what is safe, shows it, and changes nothing that a page says."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kunskapsbas.cli import main
from kunskapsbas.content import page_paths
from kunskapsbas.writing import check_tree
from kunskapsbas.writing.fixing import FixError, fix_tree, show_difference, write_fixed
from kunskapsbas.writing.fixing.fixing import Fixed
from kunskapsbas.writing.fixing.formatting import format_texts
from kunskapsbas.writing.fixing.meaning import says_the_same
from tests.conftest import ROOT
from tests.content.small import FILES, SUMMARY, make, write

OM, FEB = "about/om.md", "reports/2025-02-14.md"
CONSTRUCTS = sorted((Path(__file__).parents[1] / "handout" / "constructs").glob("*.txt"))

MENDED = [
    ("Två  blanksteg.", "Två blanksteg."),
    ("- Ett.  Två", "- Ett. Två"),
    ("| a | b |\n|---|---|\n| c  d | e |", "| a | b |\n|---|---|\n| c d | e |"),
    ('Han sa "ja".', "Han sa ”ja”."),
    ('Han sa "ja\noch nej".', "Han sa ”ja\noch nej”."),
    ("Han sa “ja” och „nej”.", "Han sa ”ja” och ”nej”."),
    ('En ("liten") sak', "En (”liten”) sak"),
    ('**"Så"** och [en "sak"](om.md "b - c")', '**”Så”** och [en ”sak”](om.md "b - c")'),
    ('Bilden ![en "sak" - här](a.png "b - c")', 'Bilden ![en ”sak” – här](a.png "b - c")'),
    (':::{admonition} Så "här" - ja\nOrd.\n:::', ":::{admonition} Så ”här” – ja\nOrd.\n:::"),
    ('```{figure} a.png\n:alt: En "sak"\n\nOrd - ord.\n```', "```{figure} a.png\n:alt: En ”sak”\n\nOrd – ord.\n```"),
    ("Det kom - till slut.", "Det kom – till slut."),
    ("Det kom  -  till slut.", "Det kom – till slut."),
    ("En modull och Modullens del.", "En modul och Modulens del."),
    ("En __modull__ och {term}`dess modullen <modul>`.", "En **modul** och {term}`dess modulen <modul>`."),
    ("Använd genesys.", "Använd Genesys."),
    ("* ett\n* två", "- ett\n- två"),
    ("Text\n## Rubrik\ntext", "Text\n\n## Rubrik\n\ntext"),
    ("  ##  Rubrik", "## Rubrik"),
    ("_viktigt_ och __mycket__", "*viktigt* och **mycket**"),
    ("a   \n\n\n\nb", "a\n\nb"),
    ("Läs [ mer ](om.md) här.", "Läs [mer](om.md) här."),
]
# What stands in the way of one thing does not stop the rest of the page.
MENDED_IN_PART = [
    ("## En modull\n\nEn modull.", "## En modull\n\nEn modul."),  # a new heading would be a new address
    ("- ett\n- två\n+ tre\n\na  b\n\n_c_", "- ett\n- två\n+ tre\n\na b\n\n*c*"),  # one marker would make one list
    (':::{csv-table} T\n"a - b", "c"\n:::\n\nHan sa "ja".', ':::{csv-table} T\n"a - b", "c"\n:::\n\nHan sa ”ja”.'),
]
KEPT = [
    'Kod: `"x"  y` och {term}`modul`.',
    '```python\nx = "a  b"\n* c\n```',
    ':::{code-block} python\nx = "a  b"\n:::',
    '```{csv-table} T\n:header: "a", "b"\n\n"c, d", "e"\n```',
    'En 5" skärm.',
    'En 5" skärm och en 7" skärm.',
    'Ett "oparat tecken.',
    'Han sa "hon sa "ja" sen".',
    "Rad ett  \nrad två",
    "Två - 3 är 5 - 2, och x - y.",
    "Sidan a-b, in - och utpasser.",
    "Läs [mer](om.md 'En \"titel\" - här') och en modullrad.",
    '[ord]{.klass title="a  b"}',
    '{title="a  b"}\nOrd.',
    '> Han sa "ja" - nej.',
    "> En modull.",
    "Han skrev ”modull” igen.",
    "% undantag sprak-avradd-form: visar en felstavning\nEn modull.",
    "Adressen är www.modull.se eller a@modull.se.",
    "- ett\n\n+ två",
    'Ett \\* tecken och \\"två\\"',
    "A  \nB",
    "a[ b ](om.md)c",
    "(mål)=\n## Rubrik",
    "% anm\n- ett",
    ":::{note}\n- ett\n:::",
    "#rubrik utan blanksteg",
]


GENESYS = """---
kind: term
title: Genesys
definition: Ett journalsystem.
category: egennamn
sources:
  - beta
verified: false
---

Mer om det.
"""


def page_of(number: int, body: str) -> str:
    head = f'kind: about\ntitle: "Fall {number}"\nsummary: "{SUMMARY}"'
    return f"---\n{head}\n---\n\nOrden här under prövas.\n\n{body}\n"


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What comes of each text at the end of a page of its own, all mended in one run; a second one changes nothing."""
    root = make(tmp_path_factory.mktemp("fix"))
    write(root, "glossary/genesys.md", GENESYS)
    bodies = [body for body, _ in MENDED + MENDED_IN_PART] + KEPT
    places = {body: write(root, f"about/fall-{number}.md", page_of(number, body)) for number, body in enumerate(bodies)}
    write_fixed(root, fix_tree(root, ["about"]).fixed)
    texts = {body: place.read_text(encoding="utf-8") for body, place in places.items()}
    assert fix_tree(root, ["about"]).fixed == []
    return {
        body: text.removeprefix(page_of(number, "").rstrip("\n")).strip("\n")
        for number, (body, text) in enumerate(texts.items())
    }


@pytest.mark.parametrize(("before", "after"), MENDED + MENDED_IN_PART)
def test_what_is_safe_is_mended(outcomes: dict[str, str], before: str, after: str) -> None:
    assert outcomes[before] == after


@pytest.mark.parametrize("body", KEPT)
def test_what_is_not_safe_is_left(outcomes: dict[str, str], body: str) -> None:
    assert outcomes[body] == body


def with_text(root: Path, body: str, path: str = OM) -> Path:
    return write(root, path, f"{FILES[path]}\n{body}\n")


def end_of(root: Path, path: str) -> str:
    (one,) = fix_tree(root).fixed or [Fixed(path, "", (root / path).read_text(encoding="utf-8"))]
    return one.after.removeprefix(str(FILES[path])).strip("\n")


def test_an_originals_words_are_never_changed(tmp_path: Path) -> None:
    with_text(make(tmp_path), '* En modull - sa "han".\n* två', FEB)
    assert end_of(tmp_path, FEB) == '- En modull - sa "han".\n- två'


def test_a_terms_own_page_may_name_the_form_it_advises_against(tmp_path: Path) -> None:
    with_text(make(tmp_path), "Skriv inte modull.", "glossary/modul.md")
    assert fix_tree(tmp_path) == ([], [])


def test_words_of_the_front_matter_are_mended_but_no_address(tmp_path: Path) -> None:
    text = str(FILES[OM]).replace(SUMMARY, f'En modull – \\"så\\" - i  {SUMMARY}')
    write(make(tmp_path), OM, text.replace("Om sidorna", "Om en modull"))
    (one,) = fix_tree(tmp_path).fixed
    assert one.after == one.before.replace("En modull", "En modul")


def test_another_word_is_left_to_the_writer(tmp_path: Path) -> None:
    """Only a spelling can be changed without a look at the words around it."""
    modul = str(FILES["glossary/modul.md"]).replace("form: modull", "form: byggsten")
    write(make(tmp_path), "glossary/modul.md", modul)
    with_text(tmp_path, "Ett stort byggsten.")
    assert fix_tree(tmp_path).fixed == []
    assert "sprak-avradd-form" in {problem.code.value for problem in check_tree(tmp_path)}


def test_the_difference_is_shown_the_file_written_and_the_rest_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = with_text(make(tmp_path), 'Han sa  "ja" på på mötet.\n\n- a\n+ b')
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--fix"]) == 1
    said = capsys.readouterr()
    assert "--- about/om.md (nu)\n+++ about/om.md (rättad)\n" in said.out
    assert '-Han sa  "ja" på på mötet.\n+Han sa ”ja” på på mötet.\n' in said.out
    assert "sprak-dubbelt-ord" in said.out
    left = "about/om.md: en del av uppställningen får vara, för annars skulle sidan säga något annat.\n"
    assert said.err == f"{left}1 sida rättades.\n"
    assert "Han sa ”ja” på på mötet.\n" in place.read_text(encoding="utf-8")
    assert main(["check", "--fix", "--format", "json"]) == 1
    said = capsys.readouterr()
    assert said.err == f"{left}Inget att rätta.\n"
    assert said.out.startswith("[\n")


def test_a_dry_run_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = with_text(make(tmp_path), "Två  blanksteg.")
    before = place.read_bytes()
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--fix", "--dry-run"]) == 1
    assert place.read_bytes() == before
    assert "1 sida skulle rättas." in capsys.readouterr().err
    assert main(["check", "--fix", "--dry-run", "--format", "github"]) == 1
    said = capsys.readouterr()
    assert (said.out, "+Två blanksteg." in said.err) == ("", True)
    assert main(["check", "--fix", "--dry-run", "reports"]) == 0
    assert main(["check", "--dry-run"]) == 2


def test_line_ends_mark_and_rights_of_the_file_stay(tmp_path: Path) -> None:
    place = with_text(make(tmp_path), "Två  blanksteg.")
    place.write_bytes(b"\xef\xbb\xbf" + place.read_bytes().replace(b"\n", b"\r\n"))
    place.chmod(0o600)
    write_fixed(tmp_path, fix_tree(tmp_path).fixed)
    data = place.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf---\r\n")
    assert data.endswith("Två blanksteg.\r\n".encode())
    assert data.count(b"\n") == data.count(b"\r\n")
    assert place.stat().st_mode & 0o777 == 0o600


def test_a_page_that_is_a_link_is_left_alone(tmp_path: Path) -> None:
    root = make(tmp_path / "base")
    outside = write(tmp_path, "ut.md", f"{FILES[OM]}\nTvå  blanksteg.\n")
    (root / OM).unlink()
    (root / OM).symlink_to(outside)
    assert fix_tree(root) == ([], [])


def test_the_difference_holds_nothing_that_a_screen_obeys() -> None:
    assert "\n+b�[2J�" in show_difference([Fixed("a.md", "a", "b\x1b[2J\x9b")])


def test_the_working_folder_may_lie_below_one_that_git_ignores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("*\n", encoding="utf-8")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert format_texts({"a": "a  b\n"}).texts == {"a": "a b\n"}


def test_a_formatter_that_fails_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("rumdl", 1)

    monkeypatch.setattr(subprocess, "run", late)
    with pytest.raises(FixError, match=r"^Programmet rumdl blev inte klart på \d+ sekunder\.$"):
        format_texts({"a": "b"})
    monkeypatch.setattr("sysconfig.get_path", lambda _: "nowhere")
    with pytest.raises(FixError, match="är inte installerat"):
        format_texts({"a": "b"})


@pytest.fixture(scope="module")
def formatted() -> dict[str, tuple[str, str, str]]:
    """Every construct and page of this repository: as it is, formatted once, and twice."""
    names = [*(path.relative_to(ROOT).as_posix() for path in CONSTRUCTS), *page_paths(ROOT)]
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in names}
    once = format_texts(texts).texts
    twice = once | format_texts({name: text for name, text in once.items() if text != texts[name]}).texts
    return {name: (texts[name], once[name], twice[name]) for name in names}


def test_every_construct_and_page_says_the_same_afterwards_and_stays(
    formatted: dict[str, tuple[str, str, str]],
) -> None:
    assert len(formatted) > 50
    assert [name for name, (before, once, _) in formatted.items() if not says_the_same(before, once)] == []
    assert [name for name, (_, once, twice) in formatted.items() if once != twice] == []


PIECES = st.sampled_from(
    ["ord", "två  ord", "* a", "- b", "+ c", "  * d", "1. e", "## F", "> g", "", " ", "   x", "```", ":::{note}", ":::",
     "| a | b |", "|---|---|", "| c  | d |", "***", "_h_", "**i**", "(mål)=", "% j  k", "[l]( m )", "`n  o`", "rad  ",
     "Term\n: betydelse", "{term}`p  q`", "[^1]: r", "<b>", "\\*", ":::{tip} Titel", "  ## S", "{.klass}", "---",
     "```{csv-table} T", '"a", "b"', ":class: a  b", "a[ n ](m)b", "===", ":fält: värde", "- [ ] t"]
)  # fmt: skip


@settings(max_examples=4)
@given(st.lists(st.lists(PIECES, max_size=12).map("\n".join), min_size=10, max_size=15))
def test_any_page_says_the_same_afterwards_and_stays(pages: list[str]) -> None:
    texts = {str(number): f"---\ntitle: x\n---\n\n{page}\n" for number, page in enumerate(pages)}
    once = format_texts(texts).texts
    assert [name for name, after in once.items() if not says_the_same(texts[name], after)] == []
    assert format_texts(once).texts == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("- a\n- b", "- a\n\n- b"), ("a b", "ab"), ("# a", "a"), ("[a](b)", "[a](c)"), ("`a  b`", "`a b`"),
        ("```\na  b\n```", "```\na b\n```"), ("- a\n+ b", "- a\n- b"), ("a  \nb", "a\nb"), ("{x}`a`", "{y}`a`"),
        ("---\na: 1\n---\n\nx", "---\na: 2\n---\n\nx"), ("(a)=\n# b", "# b"), ("*a*", "**a**"),
        ("a *b*", "a*b*"), ("a[ b ](c)d", "a[b](c)d"), ("a `b`", "a`b`"), ('[a](b "c  d")', '[a](b "c d")'),
        (":::{note}\na\n:::", ":::{tip}\na\n:::"), (":::{a} b  c\n:::", ":::{a} b c\n:::"),
        (":::{note}\n:class: a\nb\n:::", ":::{note}\n:class: c\nb\n:::"),
        (":::{note}\n:class: a\nb\n:::", ":::{note}\n\n:class: a\nb\n:::"),
        (":::{tip} a\nb\n---\n:::", ":::{tip} a\n\nb\n---\n:::"), (":::{tip}\na\n:::\nb", ":::{tip}\na\n\nb\n:::"),
        ("```{csv-table} T\na, b\n```", "```{csv-table} T\na,  b\n```"), ("1. a", "2. a"),
        ("<b>a  c</b>", "<i>a  c</i>"),
        ("![a](b)", "![c](b)"), ("{.a}\nb", "{.c}\nb"), ("a[^1]\n\n[^1]: b", "a[^1]\n\n[^1]: c"), ("+++ a", "+++ b"),
    ],
)  # fmt: skip
def test_what_readers_would_notice_is_not_the_same(one: str, other: str) -> None:
    assert not says_the_same(one, other)


def test_the_faultless_base_needs_nothing(tmp_path: Path) -> None:
    assert fix_tree(make(tmp_path)) == ([], [])
    assert check_tree(tmp_path) == []
