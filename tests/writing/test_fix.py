"""`kb check --fix` mends what is safe, shows it, and changes nothing that a page says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kunskapsbas.cli import main
from kunskapsbas.writing import check_tree
from kunskapsbas.writing.fixing import fix_tree
from kunskapsbas.writing.fixing.formatting import format_texts
from kunskapsbas.writing.fixing.meaning import says_the_same
from tests.content.small import FILES, make, write

OM, FEB = "about/om.md", "reports/2025-02-14.md"
CONSTRUCTS = sorted((Path(__file__).parents[1] / "handout" / "constructs").glob("*.txt"))


def with_text(root: Path, body: str, path: str = OM) -> Path:
    text = str(FILES[path])
    return write(root, path, f"{text}\n{body}\n")


def fixed(root: Path, body: str, path: str = OM) -> str:
    """Return what comes of a passage at the end of a page."""
    place = with_text(make(root), body, path)
    before = place.read_text(encoding="utf-8")
    (one,) = fix_tree(root).fixed or [None]
    after = one.after if one else before
    return after.removeprefix(str(FILES[path])).strip("\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Två  blanksteg.", "Två blanksteg."),
        ('Han sa "ja".', "Han sa ”ja”."),
        ("Han sa “ja” och „nej”.", "Han sa ”ja” och ”nej”."),
        ('En ("liten") sak', "En (”liten”) sak"),
        ("Det kom - till slut.", "Det kom – till slut."),
        ("En modull och Modullens del.", "En modul och Modulens del."),
        ("* ett\n* två", "- ett\n- två"),
        ("Text\n## Rubrik\ntext", "Text\n\n## Rubrik\n\ntext"),
        ("_viktigt_ och __mycket__", "*viktigt* och **mycket**"),
        ("a   \n\n\n\nb", "a\n\nb"),
    ],
)
def test_what_is_safe_is_mended(tmp_path: Path, before: str, after: str) -> None:
    assert fixed(tmp_path, before) == after


@pytest.mark.parametrize(
    "body",
    [
        'Kod: `"x"  y` och {term}`modul`.', '```python\nx = "a  b"\n```', 'En 5" skärm.', 'Ett "oparat tecken.',
        "Rad ett  \nrad två", "Två - 3 är 5 - 2", 'Läs [mer](om.md "En titel").', "Sidan a-b.", '> Han sa "ja".',
        "Han skrev ”modull” igen.", "% undantag sprak-avradd-form: visar en felstavning\nEn modull.",
        "- ett\n\n+ två", "Ett \\* tecken", "A  \nB",
    ],
)  # fmt: skip
def test_what_is_not_safe_is_left(tmp_path: Path, body: str) -> None:
    assert fixed(tmp_path, body) == body


def test_an_originals_words_are_never_changed(tmp_path: Path) -> None:
    assert fixed(tmp_path, 'En modull - sa "han".', FEB) == 'En modull - sa "han".'
    assert fixed(tmp_path, "* ett\n* två", FEB) == "- ett\n- två"


def test_a_terms_own_page_may_name_the_form_it_advises_against(tmp_path: Path) -> None:
    assert fixed(tmp_path, "Skriv inte modull.", "glossary/modul.md") == "Skriv inte modull."


def test_the_difference_is_shown_the_file_written_and_the_rest_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = with_text(make(tmp_path), 'Han sa  "ja" på upphandlngen.')
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--fix"]) == 1
    said = capsys.readouterr()
    assert '-Han sa  "ja" på upphandlngen.\n+Han sa ”ja” på upphandlngen.\n' in said.out
    assert "+++ about/om.md (rättad)" in said.out
    assert "sprak-stavning" in said.out
    assert said.err == "1 sida rättades.\n"
    assert "Han sa ”ja” på upphandlngen.\n" in place.read_text(encoding="utf-8")
    assert main(["check", "--fix"]) == 1
    assert capsys.readouterr().err == "Inget att rätta.\n"


def test_a_dry_run_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = with_text(make(tmp_path), "Två  blanksteg.")
    before = place.read_bytes()
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--fix", "--dry-run"]) == 1
    assert place.read_bytes() == before
    assert "1 sida skulle rättas." in capsys.readouterr().err
    assert main(["check", "--fix", "--dry-run", "reports"]) == 0
    assert main(["check", "--dry-run"]) == 2


def test_line_ends_mark_and_rights_of_the_file_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = with_text(make(tmp_path), "Två  blanksteg.")
    place.write_bytes(b"\xef\xbb\xbf" + place.read_bytes().replace(b"\n", b"\r\n"))
    place.chmod(0o600)
    monkeypatch.chdir(tmp_path)
    main(["check", "--fix"])
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


@pytest.mark.parametrize("path", CONSTRUCTS, ids=lambda path: path.stem)
def test_every_construct_says_the_same_afterwards_and_stays(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    once = format_texts({"a": text}).texts["a"]
    assert says_the_same(text, once)
    assert format_texts({"a": once}).texts["a"] == once


PIECES = st.sampled_from(
    ["ord", "två  ord", "* a", "- b", "+ c", "  * d", "1. e", "## F", "> g", "", " ", "   x", "```", ":::{note}", ":::",
     "| a | b |", "|---|---|", "| c  | d |", "***", "_h_", "**i**", "(mål)=", "% j  k", "[l]( m )", "`n  o`", "rad  ",
     "Term\n: betydelse", "{term}`p  q`", "[^1]: r", "<b>", "\\*"]
)  # fmt: skip


@settings(max_examples=30)
@given(st.lists(st.lists(PIECES, max_size=12).map("\n".join), min_size=1, max_size=30))
def test_any_page_says_the_same_afterwards(pages: list[str]) -> None:
    texts = {str(number): f"---\ntitle: x\n---\n\n{page}\n" for number, page in enumerate(pages)}
    for name, after in format_texts(texts).texts.items():
        assert says_the_same(texts[name], after)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("- a\n- b", "- a\n\n- b"), ("a b", "ab"), ("# a", "a"), ("[a](b)", "[a](c)"), ("`a  b`", "`a b`"),
        ("```\na  b\n```", "```\na b\n```"), ("- a\n+ b", "- a\n- b"), ("a  \nb", "a\nb"), ("{x}`a`", "{y}`a`"),
        ("---\na: 1\n---\n\nx", "---\na: 2\n---\n\nx"), ("(a)=\n# b", "# b"), ("*a*", "**a**"),
    ],
)  # fmt: skip
def test_what_readers_would_notice_is_not_the_same(one: str, other: str) -> None:
    assert not says_the_same(one, other)


def test_the_faultless_base_needs_nothing(tmp_path: Path) -> None:
    assert fix_tree(make(tmp_path)) == ([], [])
    assert check_tree(tmp_path) == []
