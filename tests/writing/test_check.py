"""`kb check`: where it can be run, what it reads, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kunskapsbas.cli import main
from kunskapsbas.commands.common import find_root
from kunskapsbas.content import Code
from kunskapsbas.writing import check_tree
from tests.content.small import FILES, make, write

BAD = "about/om.md"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A base with one fault, in about/om.md."""
    make(tmp_path)
    write(tmp_path, BAD, str(FILES[BAD]).replace("Mer text.", "Läs [om oss](oom.md)."))
    return tmp_path


def check(*arguments: str) -> int:
    return main(["check", *arguments])


def test_a_faultless_base_ends_with_0_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make(tmp_path))
    assert check() == 0
    assert capsys.readouterr().out == "Inga fel.\n"


def test_a_fault_is_shown_with_place_message_hint_and_count(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(base)
    assert check() == 1
    assert capsys.readouterr().out == (
        "about/om.md:11:5: fel: oom.md finns inte.\n"
        "    11 | Läs [om oss](oom.md).\n"
        "       |     ^\n"
        "    Menade du om.md? [lank-sida-saknas]\n"
        "1 fel.\n"
    )


@pytest.mark.parametrize("folder", ["about", "glossary", "reports"])
def test_it_works_from_a_subfolder_with_paths_from_the_root(
    base: Path, folder: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(base / folder)
    assert check() == 1
    assert capsys.readouterr().out.startswith("about/om.md:11:5: ")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (["about/om.md"], 1),
        (["about"], 1),
        (["about/"], 1),
        (["."], 1),
        (["reports", "about"], 1),
        (["reports"], 0),
        (["index.md"], 0),
        (["about/bild.png"], 0),
    ],
)
def test_paths_limit_what_is_told(base: Path, given: list[str], code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(base)
    assert check(*given) == code


def test_a_path_is_relative_to_where_one_stands(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(base / "about")
    assert check("om.md") == 1
    assert check("../reports") == 0
    assert check(str(base / "about" / "om.md")) == 1


def test_a_path_does_not_match_a_longer_name(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(base, "about/om", "")
    monkeypatch.chdir(base)
    assert check("about/om") == 0


@pytest.mark.parametrize("given", ["finns-inte.md", "about/finns-inte", ".."])
def test_a_path_that_is_no_part_of_the_base_is_wrong_usage(
    base: Path, given: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(base)
    assert check(given) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert given in said.err


def test_a_folder_that_is_no_knowledge_base_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_root(tmp_path) is None, "a conf.py stands above the folder of temporary files"
    assert check() == 2
    assert "conf.py saknas" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check", "--format", "xml"], ["build", "--jobs", "0"]])
def test_a_slip_on_the_command_line_is_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


@pytest.mark.parametrize("name", ["med blanksteg", "Västra Götaland åäö", "a'b\"c", "%20#x", "[glob]*"])
def test_any_folder_name_will_do(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make(tmp_path / name)
    monkeypatch.chdir(root)
    assert check() == 0
    write(root, BAD, str(FILES[BAD]).replace("Mer text.", "Läs [om oss](oom.md)."))
    assert check("--format", "json") == 1
    told = json.loads(capsys.readouterr().out.removeprefix("Inga fel.\n"))
    assert [problem["path"] for problem in told] == [BAD]


def test_a_root_behind_a_symbolic_link_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "base")
    (tmp_path / "link").symlink_to("base")
    monkeypatch.chdir(tmp_path / "link")
    assert check() == 0
    assert check_tree(tmp_path / "link") == []


def test_what_is_built_or_hidden_is_not_checked(tmp_path: Path) -> None:
    make(tmp_path)
    for folder in ("_build/html", ".venv/about", "reports/_utkast", "reports/.git", "node_modules", "docs"):
        write(tmp_path, f"{folder}/x.md", "ingen sida")
    assert check_tree(tmp_path) == []


def test_a_link_into_what_is_built_is_not_a_link_to_a_page(tmp_path: Path) -> None:
    make(tmp_path)
    write(tmp_path, "_build/html/x.html", "")
    write(tmp_path, BAD, str(FILES[BAD]).replace("Mer text.", "Läs [om oss](../_build/html/x.html)."))
    assert [problem.code for problem in check_tree(tmp_path)] == [Code.NO_PAGE]


def test_a_page_that_is_a_link_out_of_the_tree_is_not_read(tmp_path: Path) -> None:
    root = make(tmp_path / "base")
    secret = write(tmp_path, "hemligt.md", str(FILES["about/om.md"]).replace("Om sidorna", "Hemligt"))
    (root / "about" / "ut.md").symlink_to(secret)
    assert [(p.path, p.line, p.code) for p in check_tree(root)] == [("about/ut.md", 1, Code.OUTSIDE_TREE)]


def test_pages_in_a_folder_that_is_a_link_out_of_the_tree_are_not_read(tmp_path: Path) -> None:
    root = make(tmp_path / "base")
    write(tmp_path, "annat/ut.md", "hemligt")
    (root / "about" / "annat").symlink_to(tmp_path / "annat")
    assert {problem.code for problem in check_tree(root)} <= {Code.OUTSIDE_TREE}


def test_an_image_that_is_a_link_out_of_the_tree_is_refused(tmp_path: Path) -> None:
    root = make(tmp_path / "base")
    write(tmp_path, "hemligt.png", b"x")
    (root / "about" / "bild.png").unlink()
    (root / "about" / "bild.png").symlink_to(tmp_path / "hemligt.png")
    assert [(p.path, p.line, p.code) for p in check_tree(root)] == [(BAD, 15, Code.OUTSIDE_TREE)]


def test_a_file_in_a_folder_that_is_a_link_out_of_the_tree_is_refused(tmp_path: Path) -> None:
    root = make(tmp_path / "base")
    write(tmp_path, "annat/bild.png", b"x")
    (root / "bilder").symlink_to(tmp_path / "annat")
    write(root, BAD, str(FILES[BAD]).replace("](bild.png)", "](../bilder/bild.png)"))
    assert {problem.code for problem in check_tree(root)} <= {Code.OUTSIDE_TREE, Code.NO_PAGE}
    assert check_tree(root) != []


def test_links_that_go_round_in_a_ring_do_not_stop_the_check(tmp_path: Path) -> None:
    root = make(tmp_path / "base")
    (root / "about" / "a.md").symlink_to("b.md")
    (root / "about" / "b.md").symlink_to("a.md")
    (root / "about" / "ring").symlink_to(root)
    check_tree(root)


def test_a_file_that_vanishes_or_cannot_be_opened_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make(tmp_path)
    read = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "om.md":
            raise PermissionError(13, "Permission denied")
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert (BAD, 1, Code.UNREADABLE) in [(p.path, p.line, p.code) for p in check_tree(root)]


def test_a_folder_named_like_a_page_is_no_page(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "about" / "mapp.md").mkdir()
    assert check_tree(root) == []


def test_a_base_without_registers_and_reports_is_a_base(tmp_path: Path) -> None:
    write(tmp_path, "conf.py", "")
    write(tmp_path, "index.md", str(FILES["index.md"]))
    write(tmp_path, "about/om.md", str(FILES[BAD]).replace(" Läs {link}`faq` och {link}`start`.", ""))
    write(tmp_path, "about/bild.png", b"")
    assert check_tree(tmp_path) == []


def test_all_faults_are_told_at_once_in_order_of_place(base: Path) -> None:
    write(
        base,
        "strategy/fraga.md",
        str(FILES["strategy/fraga.md"]).replace("`modul`", "`modlu`").replace("- alfa", "- x"),
    )
    places = [(problem.path, problem.line) for problem in check_tree(base)]
    assert places == [("about/om.md", 11), ("strategy/fraga.md", 8), ("strategy/fraga.md", 11)]


def test_windows_line_ends_do_not_move_the_place(base: Path) -> None:
    text = (base / BAD).read_text(encoding="utf-8")
    write(base, BAD, text.replace("\n", "\r\n"))
    assert [(p.line, p.column) for p in check_tree(base)] == [(11, 5)]


def test_a_byte_order_mark_does_no_harm(base: Path) -> None:
    write(base, BAD, b"\xef\xbb\xbf" + (base / BAD).read_bytes())
    assert [(p.line, p.column) for p in check_tree(base)] == [(11, 5)]
