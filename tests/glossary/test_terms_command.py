"""``kb terms match``: the terms in a text, by this glossary or any folder."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kunskapsbas.cli import main
from kunskapsbas.commands.check import FORMATS
from kunskapsbas.writing import FORMATS as ALL_FORMATS


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, object]], str]:
    code = main(["terms", "match", *arguments])
    told = capsys.readouterr()
    return code, json.loads(told.out or "[]"), told.err


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two terms, far from any knowledge base."""
    (tmp_path / "modul.md").write_text("---\nkind: term\ntitle: Modul\n---\n", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "etik.md").write_text("---\ntitle: Etisk stress\nkind: term\nfoo: [1]\n---\nText\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_occurrence_is_listed_in_order_with_its_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Modulerna ökar den etiska stressen. Modul för modul."
    code, found, err = run(capsys, text, "--glossary", ".")
    assert (code, err) == (0, "")
    assert [(one["form"], one["term"]) for one in found] == [
        ("Modulerna", "Modul"),
        ("etiska stressen", "Etisk stress"),
        ("Modul", "Modul"),
        ("modul", "Modul"),
    ]
    for one in found:
        assert list(one) == ["form", "term", "start", "end"]
        assert text[one["start"] : one["end"]] == one["form"]  # type: ignore[misc]


def test_letters_are_written_as_they_are(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "mal.md").write_text("---\nkind: term\ntitle: Målbild\n---\n", encoding="utf-8")
    main(["terms", "match", "målbilden", "--glossary", str(folder)])
    assert '"målbilden"' in capsys.readouterr().out


def test_without_a_folder_the_glossary_of_the_knowledge_base_is_used(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = run(capsys, "modulen")
    assert (code, err) == (2, "Ingen kunskapsbas här. Ange ordlistans mapp: --glossary MAPP\n")
    (folder / "conf.py").write_text("", encoding="utf-8")
    code, _, err = run(capsys, "modulen")
    assert (code, err) == (2, f"Mappen {folder / 'glossary'} finns inte.\n")
    (folder / "sub").rename(folder / "glossary")
    monkeypatch.chdir(folder / "glossary")
    assert [one["term"] for one in run(capsys, "modulen, etisk stress")[1]] == ["Etisk stress"]


def test_an_unknown_folder_or_a_file_is_told_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "x", "--glossary", "ingen") == (2, [], "Mappen ingen finns inte.\n")
    assert run(capsys, "x", "--glossary", "modul.md") == (2, [], "modul.md är ingen mapp.\n")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"---\nkind: term\ntitle: M\xe5l\n---\n", "Filen är inte skriven i UTF-8."),
        (b"---\nkind: term\n---\n", "Begreppet har ingen titel (title)."),
        (b"---\nkind: term\ntitle: [a\n---\n", "Sidhuvudet går inte att tolka som YAML."),
        (b"---\nkind: term\n", "Sidhuvudet slutar aldrig: raden --- saknas."),
        (b"---\nkind: " + b"[" * 5000 + b"\n---\n", "Sidhuvudet är för stort eller har för många nivåer."),
        (b"---\n" + b"- " * 5000 + b"\n---\n", "Sidhuvudet är för stort eller har för många nivåer."),
    ],
    ids=["encoding", "title", "yaml", "end", "flow", "block"],
)
def test_a_page_that_cannot_be_read_is_told_of_and_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str], content: bytes, told: str
) -> None:
    (folder / "fel.md").write_bytes(content)
    code, found, err = run(capsys, "modulen", "--glossary", ".")
    assert (code, len(found)) == (0, 1)
    assert err == f"fel.md: {told} Filen är inte med.\n"


@pytest.mark.parametrize(
    "content", ["", "Ingen sida.", "---\nkind: about\ntitle: Mål\n---\n", "---\ntitle: Mål\n---\n", "---\n- a\n---\n"]
)
def test_what_is_no_term_is_left_out_silently(folder: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    (folder / "annat.md").write_text(content, encoding="utf-8")
    assert run(capsys, "målen", "--glossary", ".") == (0, [], "")


def test_a_file_outside_the_folder_is_not_read(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "hemlig.md"
    outside.write_text("---\nkind: term\ntitle: Hemlighet\n---\n", encoding="utf-8")
    (folder / "hemlig.md").symlink_to(outside)
    code, found, err = run(capsys, "hemligheten", "--glossary", ".")
    assert (code, found) == (0, [])
    assert "utanför mappen" in err


def test_forms_that_a_page_lists_or_refuses_count(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "kind: term\ntitle: Start\nlink_forms: [go-live]\nnot_linked: [starten]\nsearch_synonyms: [starter]\n"
    (folder / "start.md").write_text(f"---\n{head}---\n", encoding="utf-8")
    found = run(capsys, "Starten, starter, start, go-live", "--glossary", ".")[1]
    assert [one["form"] for one in found] == ["start", "go-live"]


@pytest.mark.parametrize("data", ["modulen å".encode(), b"modulen \xff"])
def test_the_text_may_come_from_standard_in(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    code, found, err = run(capsys, "-", "--glossary", ".")
    if b"\xff" in data:
        assert (code, err) == (2, "Texten från standard in är inte skriven i UTF-8.\n")
    else:
        assert (code, [one["form"] for one in found]) == (0, ["modulen"])


def test_the_command_loads_neither_sphinx_nor_the_model(folder: Path) -> None:
    code = (
        "import sys; from kunskapsbas.cli import main;"
        "main(['terms', 'match', 'modulen', '--glossary', '.']);"
        "print({'sphinx', 'myst_parser', 'pydantic'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stderr == "set()\n"


def test_the_formats_named_in_the_command_line_are_those_that_exist() -> None:
    assert FORMATS == ALL_FORMATS
