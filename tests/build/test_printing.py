"""`kb handout`: which pages a name means, and a PDF that is whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from kunskapsbas.cli import main
from kunskapsbas.printing import Selection, UnknownPage, choose
from tests.content.project import CONF, SOURCES
from tests.content.small import make, write
from tests.handout import pdfcheck

NAMED = '[paket]\ntitle = "Paketet"\naudience = "alla"\npages = ["strategy/fraga", "glossary/modul"]\n'


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small base that the command is run in."""
    root = make(tmp_path / "bas")
    write(root, "conf.py", CONF + 'extensions += ["kunskapsbas.front", "kunskapsbas.handout"]\n')
    write(root, "about/kallor.md", SOURCES.format("Källorna, med utgivare och dag, som sidorna hänvisar till."))
    write(root, "handouts.toml", NAMED)
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(
    ("names", "pages"),
    [
        (["strategy/fraga"], ["strategy/fraga"]),
        (["strategy/fraga.md", "glossary/modul"], ["strategy/fraga", "glossary/modul"]),
        (["strategy"], ["strategy/index/"]),
        (["reports/", "strategy/index"], ["reports/index/", "strategy/index"]),
        (["./strategy/fraga", "strategy/fraga"], ["strategy/fraga"]),
        (["paket", "about/om"], ["strategy/fraga", "glossary/modul", "about/om"]),
    ],
)
def test_names_of_pages(base: Path, names: list[str], pages: list[str]) -> None:
    assert choose(base, base, names) == Selection(tuple(pages))


def test_a_file_seen_from_its_folder(base: Path) -> None:
    assert choose(base, base / "strategy", ["fraga.md", "../about/om"]).pages == ("strategy/fraga", "about/om")


def test_a_package_alone_gives_its_title(base: Path) -> None:
    assert choose(base, base, ["paket"]) == Selection(("strategy/fraga", "glossary/modul"), "Paketet")


@pytest.mark.parametrize("name", ["strategy/frag", "../utanför", "/etc/passwd", "", "conf.py"])
def test_a_page_that_is_not_there(base: Path, name: str) -> None:
    with pytest.raises(UnknownPage, match="finns inte"):
        choose(base, base, [name])


def test_a_selection_becomes_one_file_and_the_next_one_takes_its_place(
    base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = base / "ny mapp" / "paket.pdf"
    assert main(["handout", "paket", "-o", "ny mapp/paket.pdf"]) == 0
    assert capsys.readouterr().out == "ny mapp/paket.pdf\n"
    assert pdfcheck.title(target) == "Paketet"
    assert pdfcheck.standard_faults(target) == []
    assert main(["handout", "strategy/fraga", "--title", "Min titel", "-o", str(target)]) == 0
    assert pdfcheck.title(target) == "Min titel"
    assert [path.name for path in target.parent.iterdir()] == ["paket.pdf"]
    assert list((base / "_build" / ".work").glob("utskrift-*")) == []


def test_an_unknown_page_is_wrong_usage_and_names_the_nearest(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handout", "strategy/frga", "-o", "x.pdf"]) == 2
    assert capsys.readouterr().err == "Sidan strategy/frga finns inte. Menade du strategy/fraga?\n"


@pytest.mark.parametrize("target", ["about", "conf.py/x.pdf"])
def test_a_place_that_cannot_be_written(base: Path, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handout", "about/om", "-o", target]) == 1
    assert target.split("/")[0] in capsys.readouterr().err
    assert (base / "conf.py").is_file()


def test_a_fault_on_the_page_leaves_the_old_file(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(base, "paket.pdf", "den gamla")
    write(base, "strategy/fraga.md", (base / "strategy/fraga.md").read_text(encoding="utf-8") + "\n{term}`okänt`\n")
    assert main(["handout", "strategy/fraga", "-o", "paket.pdf"]) == 1
    said = capsys.readouterr()
    assert "strategy/fraga.md:13:" in said.out
    assert "Traceback" not in said.out + said.err
    assert "paket.pdf är orört" in said.err
    assert (base / "paket.pdf").read_text(encoding="utf-8") == "den gamla"
