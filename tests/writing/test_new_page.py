"""``kb new page``: the page, its line in the table of contents, that both pass the check, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kunskapsbas.cli import main
from kunskapsbas.content import Code, Strategy, load_library
from kunskapsbas.content.model import About
from kunskapsbas.content.sections import Section
from kunskapsbas.writing import check_tree
from kunskapsbas.writing.contents import with_page
from kunskapsbas.writing.newfile import NewFileError
from kunskapsbas.writing.newpage import PageWish, new_page
from kunskapsbas.writing.newreport import ReportWish, new_report
from kunskapsbas.writing.newterm import new_term
from tests.content.project import Project
from tests.content.small import INDEX, QUESTIONS, SUMMARY, make, write
from tests.writing.test_new_report import files

TODAY = date(2026, 2, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small, faultless knowledge base."""
    return make(tmp_path)


def index(title: str, toctree: str) -> str:
    """Return a page that leads to others."""
    return f'---\nkind: index\ntitle: "{title}"\nsummary: "{SUMMARY}"\n---\n\n{toctree}\n'


@pytest.mark.parametrize("sources", [("alfa",), ("beta", "alfa"), ()])
@pytest.mark.parametrize("kind", ["strategy", "about"])
def test_a_new_page_passes_the_check_which_asks_for_what_is_left(
    root: Path, kind: str, sources: tuple[str, ...]
) -> None:
    made = new_page(root, "Vad är en robot?", PageWish(kind, sources=sources), TODAY)
    assert made.path == f"{kind}/vad-ar-en-robot.md"
    found = check_tree(root)
    assert {(problem.path, problem.code) for problem in found} == {(made.path, Code.TO_FILL_IN)}
    page = load_library(root)[0].pages[f"{kind}/vad-ar-en-robot"]
    assert page.sources == sources
    assert (f"{{cite:p}}`{','.join(sources)}`" in (root / made.path).read_text(encoding="utf-8")) is bool(sources)
    if isinstance(page, Strategy):
        assert (page.as_of, page.question) == (TODAY, "Vad är en robot?")
    else:
        assert isinstance(page, About)


def test_a_title_that_is_no_question_asks_for_one_unless_it_is_told(root: Path) -> None:
    new_page(root, "Robotar", today=TODAY)
    new_page(root, "Droner", PageWish(question="  Vad är\n en dron? "), TODAY)
    pages = load_library(root)[0].pages
    assert getattr(pages["strategy/robotar"], "question", "").startswith("Skriv här: ")
    assert getattr(pages["strategy/droner"], "question", "") == "Vad är en dron?"


def test_the_page_comes_last_in_the_list_that_names_its_neighbours(root: Path) -> None:
    made = new_page(root, "Robotar", today=TODAY)
    assert made.changed == (("strategy/index.md", "sidan står nu sist i innehållslistan"),)
    text = (root / "strategy/index.md").read_text(encoding="utf-8")
    assert text == QUESTIONS.replace("```{toctree}\nfraga\n", "```{toctree}\nfraga\nrobotar\n")


def test_a_list_that_takes_all_pages_of_a_folder_needs_no_line(root: Path) -> None:
    made = new_page(root, "Om formen", PageWish("about"), TODAY)
    assert made.changed == ()
    assert (root / "index.md").read_text(encoding="utf-8") == INDEX


@pytest.mark.parametrize(
    ("toctree", "after"),
    [
        ("```{toctree}\n:hidden:\n\nfraga\n\n```", "```{toctree}\n:hidden:\n\nfraga\nny\n\n```"),
        ("```{toctree}\n:hidden:\n```\n\nfraga", "```{toctree}\n:hidden:\n\nny\n```\n\nfraga"),
        (":::{toctree}\n---\nhidden: true\n---\nfraga\n:::", ":::{toctree}\n---\nhidden: true\n---\nfraga\nny\n:::"),
        ("````{toctree}\nEn fråga <fraga>\n````", "````{toctree}\nEn fråga <fraga>\nny\n````"),
        (
            ":::{dropdown} Mer\n```{toctree}\n/strategy/fraga.md\n```\n:::",
            ":::{dropdown} Mer\n```{toctree}\n/strategy/fraga.md\nny\n```\n:::",
        ),
        ("- Punkt\n\n  ```{toctree}\n  fraga\n  ```", "- Punkt\n\n  ```{toctree}\n  fraga\n  ny\n  ```"),
        (
            "```{toctree}\nfraga\n```\n\n```{toctree}\nhttps://example.org\n```",
            "```{toctree}\nfraga\nny\n```\n\n```{toctree}\nhttps://example.org\n```",
        ),
    ],
)
def test_the_line_is_put_into_a_list_however_it_is_written(root: Path, toctree: str, after: str) -> None:
    for end in ("\n", "\r\n", "\r"):
        write(root, "strategy/index.md", index("Frågor", toctree).replace("\n", end))
        found = with_page(root, "strategy/ny")
        assert found == ("strategy/index.md", index("Frågor", after).replace("\n", end).encode())


def test_a_folder_whose_pages_another_page_lists_is_listed_there(root: Path) -> None:
    text = (root / "about/om.md").read_text(encoding="utf-8")
    write(root, "index.md", INDEX.replace("about/*", "about/om\nabout/annan\nabout/tredje"))
    for name in ("mer", "annan", "tredje"):
        write(root, f"about/{name}.md", text.replace("Om sidorna", name))
    write(root, "about/om.md", f"{text}\n```{{toctree}}\nmer\n```\n")
    assert check_tree(root) == []
    assert with_page(root, "about/ny") == ("about/om.md", f"{text}\n```{{toctree}}\nmer\nny\n```\n".encode())
    write(root, "about/om.md", text)  # now only the first page lists them
    found = with_page(root, "about/ny")
    assert found is not None
    assert b"about/tredje\nabout/ny\n" in found[1]


def test_a_page_may_lie_in_a_folder_below(root: Path) -> None:
    write(root, "strategy/kostnad/index.md", index("Kostnader", "```{toctree}\n:hidden:\n```"))
    write(root, "strategy/index.md", index("Frågor", "```{toctree}\nfraga\nkostnad/index\n```"))
    made = new_page(root, "Vad kostar det?", PageWish(folder="strategy/kostnad/"), TODAY)
    assert made.path == "strategy/kostnad/vad-kostar-det.md"
    assert [path for path, _ in made.changed] == ["strategy/kostnad/index.md"]
    assert [problem for problem in check_tree(root) if problem.stops] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Sidan saknar namn. Skriv till exempel: kb new page"),
        (["a<b>"], "tecknet <"),
        (["å" * 300], "300 tecken långt"),
        (["日本語"], "--file"),
        (["En", "FRÅGA"], "”En fråga” finns redan: strategy/fraga.md"),
        (["Ny", "--kind", "strategi"], "sorten ”strategi”. Menade du strategy?"),
        (["Ny", "--kind", "report"], "Välj strategy eller about."),
        (["Ny", "--folder", "../ute"], "kan inte ligga i ”../ute”"),
        (["Ny", "--folder", "reports"], "Välj strategy eller about, eller en mapp i någon av dem."),
        (["Ny", "--folder", "strategy/ny"], "Mappen strategy/ny/ finns inte."),
        (["Ny", "--file", "../om"], "Filen kan inte heta ../om"),
        (["Ny", "--file", "index"], "strategy/index.md finns redan"),
        (["Ny", "--source", "alfaa"], "Menade du alfa?"),
        (["Ny", "--source", "zzz"], "Lägg till den i references.bib först."),
        (["Ny", "--question", "?" * 400], "högst 300 tecken"),
        (["Ny", "--file", "gammal"], "strategy/gammal är en gammal adress i redirects.toml som leder till about/om."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_or_two_and_nothing_is_written(
    root: Path, words: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, "redirects.toml", '[redirects]\n"strategy/gammal" = "about/om"\n')
    before = files(root)
    monkeypatch.chdir(root)
    assert main(["new", "page", *words]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert (told.err.count("\n"), told.out) == (1, "")
    assert files(root) == before


def test_a_page_that_no_list_would_name_is_refused(root: Path) -> None:
    write(root, "strategy/index.md", index("Frågor", "Inga."))
    before = files(root)
    with pytest.raises(NewFileError, match=r"Lägg till en \{toctree\} på strategy/index\.md först"):
        new_page(root, "Robotar", today=TODAY)
    assert files(root) == before


def test_nothing_is_written_outside_the_tree(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / "strategy").rename(root / "gammal")
    (root / "strategy").symlink_to(elsewhere)
    with pytest.raises(NewFileError, match="utanför kunskapsbasen"):
        new_page(root, "Robotar", today=TODAY)
    assert list(elsewhere.iterdir()) == []


def test_all_is_written_or_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, real = files(root), Path.replace

    def fails(self: Path, target: Path) -> Path:
        if Path(target).name == "index.md":
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    monkeypatch.chdir(root)
    assert main(["new", "page", "Robotar"]) == 1
    assert capsys.readouterr().err == "Filen gick inte att skriva (No space left on device). Inget har ändrats.\n"
    assert files(root) == before


def test_the_site_builds_with_all_that_kb_new_makes(project: Project) -> None:
    root = project.root / "src"
    new_page(root, "Vad är en robot?", PageWish(sources=("alfa",)), TODAY)
    new_page(root, "Om formen", PageWish("about"), TODAY)
    new_report(root, ReportWish("2026-01-15"), TODAY)
    new_term(root, "Vårdplan")
    project.build()
    assert project.told == ""
    assert "Skriv här: svaret på frågan" in project.body("strategy/vad-ar-en-robot").text()
    assert len(project.body("reports/2026-01-15").css("section section")) >= len(Section)
