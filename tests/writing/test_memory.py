"""What kb check remembers gives the same answers as a check from nothing, and is never needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kunskapsbas.cli import main
from kunskapsbas.content import read_markdown
from kunskapsbas.writing import check_tree
from kunskapsbas.writing.memory import PLACE, markdown_from_data, markdown_to_data
from tests.content.small import FILES, make, write

OM = "about/om.md"


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    write(root, path, text.replace(old, new))


CHANGES = [
    (OM, "Mer text.", "Vi väntar på upphandlngen av en modull."),
    ("glossary/system.md", "  - systemet\n", "  - systemet\n  - upphandlngen\n"),
    ("glossary/modul.md", "  - form: modull\n", "  - form: klossar\n"),
    (OM, 'title: "Om sidorna"', 'title: "Om sidronas innehåll"'),
    ("references.bib", "class        = {S}", "class        = {C}"),
    ("strategy/fraga.md", "`modul`", "`modlu`"),
]


def test_every_change_is_seen(tmp_path: Path) -> None:
    root = make(tmp_path)
    assert check_tree(root, remember=True) == check_tree(root) == []
    for path, old, new in CHANGES:
        change(root, path, old, new)
        assert check_tree(root, remember=True) == check_tree(root) == check_tree(root, remember=True), path
    write(root, "words.txt", "upphandlngen  # ett exempel\n")
    assert check_tree(root, remember=True) == check_tree(root)
    (root / OM).unlink()
    assert check_tree(root, remember=True) == check_tree(root)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"code": 1}', b'{"code": "x", "answers": 3}', b"[" * 100_000]
)
def test_a_spoilt_memory_is_forgotten(tmp_path: Path, content: bytes) -> None:
    root = make(tmp_path)
    write(root, PLACE.as_posix(), content)
    assert check_tree(root, remember=True) == []
    assert json.loads((root / PLACE).read_bytes())["answers"]


def test_a_disk_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    root = make(tmp_path)
    write(root, "_build", "en fil")
    assert check_tree(root, remember=True) == []


def test_nothing_is_remembered_on_a_build_server_or_when_asked_not_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make(tmp_path))
    monkeypatch.setenv("CI", "true")
    assert main(["check"]) == 0
    monkeypatch.delenv("CI")
    assert main(["check", "--no-cache"]) == 0
    assert not (tmp_path / PLACE).exists()
    assert main(["check"]) == 0
    assert (tmp_path / PLACE).exists()


@pytest.mark.parametrize("path", [path for path, text in FILES.items() if path.endswith(".md")])
def test_the_facts_of_a_page_come_back_as_they_were(path: str) -> None:
    facts = read_markdown(str(FILES[path]), "T")
    again = markdown_from_data(json.loads(json.dumps(markdown_to_data(facts))))
    facts.passages, facts.blocks, facts.tables = [], [], []
    assert again == facts
