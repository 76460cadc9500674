"""`kb build`: nothing is replaced unless all is well, and nothing that is not ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kunskapsbas import build as building
from kunskapsbas.build import MARKER, BuildError, Result, build, read_warnings
from kunskapsbas.cli import main
from kunskapsbas.content import Code, Problem
from tests.content.small import make, write
from tests.writing.faults import FAULTS, Fault

SITE = {
    "html/index.html": "den gamla sidan",
    f"html/{MARKER}": "",
    "pdf/bok.pdf": "den gamla boken",
    f"pdf/{MARKER}": "",
}
Sphinx = Callable[..., list[Problem]]


def published(out: Path) -> dict[str, str]:
    """Return all files that readers meet, with their text."""
    return {
        path.relative_to(out).as_posix(): path.read_text(encoding="utf-8")
        for name in ("html", "pdf")
        for path in (out / name).rglob("*")
        if path.is_file()
    }


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A faultless base with a site and a book from an earlier build."""
    root = make(tmp_path / "base")
    for path, text in SITE.items():
        write(root, f"_build/{path}", text)
    return root


def fake_sphinx(*problems: Problem, stop: str = "") -> Sphinx:
    """Return a stand-in for Sphinx that writes one file a builder, and says the problems when it comes to ``stop``."""

    def run(root: Path, builder: str, work: Path, out: Path, jobs: int, settings: Mapping[str, str]) -> list[Problem]:
        names = {"html": "index.html", "bookpdf": "bok.pdf", "handoutpdf": "about/om.pdf"}
        write(out, names[builder], f"nytt från {builder}")
        write(out, ".buildinfo", "")
        return list(problems) if builder == stop else []

    return run


@pytest.fixture
def sphinx(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Sphinx and the check of the finished site be stand-ins: what is tested here is what happens around them."""
    monkeypatch.setattr(building, "run_sphinx", fake_sphinx())
    monkeypatch.setattr(building, "_check_output", lambda root, html: [])


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_in_the_sources_ends_with_1_and_leaves_the_site(
    base: Path, fault: Fault, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fault.plant(base)
    monkeypatch.chdir(base)
    assert main(["build"]) == 1
    said = capsys.readouterr()
    assert f"{fault.path}:{fault.line}:{fault.column}: " in said.out
    assert "Det som redan var byggt är orört." in said.err
    assert "Traceback" not in said.out + said.err
    assert published(base / "_build") == SITE


@pytest.mark.usefixtures("sphinx")
def test_a_good_build_replaces_site_and_book(base: Path) -> None:
    told: list[str] = []
    result = build(base, base / "_build", 1, tell=told.append)
    now = published(base / "_build")
    assert now["html/index.html"] == "nytt från html"
    assert now["html/_pdf/about/om.pdf"] == "nytt från handoutpdf"
    assert now["pdf/bok.pdf"] == "nytt från bookpdf"
    assert not result.failed
    assert result.html == base / "_build" / "html" / "index.html"
    assert result.pdf == base / "_build" / "pdf" / "bok.pdf"
    assert [name for name, _ in result.steps] == [line.removesuffix(" …") for line in told]
    assert [name for name, _ in result.steps] == [
        "Kontroll av källorna", "Boken som PDF", "Utskrifterna som PDF", "Webbplatsen", "Länkar i det byggda",
        "På plats",
    ]  # fmt: skip
    assert all(seconds >= 0 for _, seconds in result.steps)


@pytest.mark.usefixtures("sphinx")
def test_a_build_leaves_nothing_half_made_beside_the_site(base: Path) -> None:
    write(base, "_build/.html-ny/rest.html", "efter en avbruten gång")
    write(base, "_build/.html-gammal/rest.html", "efter en avbruten gång")
    build(base, base / "_build", 1)
    assert sorted(path.name for path in (base / "_build").iterdir()) == [".check.json", ".work", "html", "pdf"]
    assert ".buildinfo" not in {path.name for path in (base / "_build" / "html").iterdir()}


@pytest.mark.usefixtures("sphinx")
def test_a_build_of_html_only_leaves_the_book(base: Path) -> None:
    result = build(base, base / "_build", 1, html_only=True)
    assert published(base / "_build")["pdf/bok.pdf"] == "den gamla boken"
    assert result.pdf is None


@pytest.mark.usefixtures("sphinx")
def test_the_output_can_lie_anywhere(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(base / "about")
    assert main(["build", "--out", str(tmp_path / "åäö ut")]) == 0
    assert (tmp_path / "åäö ut" / "html" / "index.html").exists()
    assert published(base / "_build") == SITE


@pytest.mark.usefixtures("sphinx")
def test_the_command_ends_by_saying_where_to_look_and_how_long_it_took(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(base)
    assert main(["build"]) == 0
    said = capsys.readouterr().out
    assert "Webbplatsen: _build/html/index.html" in said
    assert "_build/pdf/bok.pdf" in said
    assert ",0 s" in said or ",1 s" in said


@pytest.mark.usefixtures("sphinx")
@pytest.mark.parametrize("builder", ["html", "bookpdf", "handoutpdf"])
def test_a_warning_from_sphinx_leaves_the_site(base: Path, builder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem("about/om.md", 3, 1, Code.BUILD, "Något.")
    monkeypatch.setattr(building, "run_sphinx", fake_sphinx(problem, stop=builder))
    result = build(base, base / "_build", 1)
    assert result.failed
    assert result.problems == [problem]
    assert published(base / "_build") == SITE


@pytest.mark.usefixtures("sphinx")
def test_a_fault_in_the_finished_site_leaves_the_site(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem("about/om.md", 1, 1, Code.BUILT, "En länk leder fel.")
    monkeypatch.setattr(building, "_check_output", lambda root, html: [problem])
    assert build(base, base / "_build", 1).failed
    assert published(base / "_build") == SITE


@pytest.mark.usefixtures("sphinx")
def test_advice_does_not_stop_a_build(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    advice = Problem("links.toml", 1, 1, Code.EXTERNAL_ADVICE, "Oviss.")
    monkeypatch.setattr(building, "_check_output", lambda root, html: [advice])
    result = build(base, base / "_build", 1)
    assert not result.failed
    assert published(base / "_build")["html/index.html"] == "nytt från html"


@pytest.mark.usefixtures("sphinx")
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError("disken är full")], ids=["ctrl-c", "full disk"])
def test_a_build_that_is_cut_short_leaves_the_site(
    base: Path, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*arguments: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(building.shutil, "copytree", stop)
    with pytest.raises((KeyboardInterrupt, OSError, BuildError)):
        build(base, base / "_build", 1)
    assert published(base / "_build") == SITE


@pytest.mark.usefixtures("sphinx")
def test_a_full_disk_is_said_without_a_traceback(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*arguments: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(building.shutil, "copytree", stop)
    monkeypatch.chdir(base)
    assert main(["build"]) == 1
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.usefixtures("sphinx")
def test_ctrl_c_is_said_without_a_traceback(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "run_sphinx", stop)
    monkeypatch.chdir(base)
    assert main(["build"]) == 1
    assert "Avbrutet." in capsys.readouterr().err
    assert published(base / "_build") == SITE


@pytest.mark.parametrize("name", ["html", "pdf"])
def test_a_folder_that_kb_did_not_make_is_never_replaced(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make(tmp_path / "base")
    mine = write(tmp_path, f"mitt/{name}/viktigt.txt", "x")
    monkeypatch.chdir(root)
    assert main(["build", "--out", "../mitt"]) == 1
    assert mine.read_text(encoding="utf-8") == "x"
    assert "--out" in capsys.readouterr().err


def test_a_file_where_the_site_should_be_is_never_replaced(tmp_path: Path) -> None:
    root = make(tmp_path / "base")
    write(root, "_build/html", "en fil")
    with pytest.raises(BuildError, match="är en fil"):
        build(root, root / "_build", 1)


def test_an_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    root = make(tmp_path / "base")
    write(tmp_path, "ut", "en fil")
    with pytest.raises(BuildError, match="går inte att skriva"):
        build(root, tmp_path / "ut", 1)


@pytest.mark.usefixtures("sphinx")
def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    root = make(tmp_path / "base")
    (root / "_build" / "html").mkdir(parents=True)
    assert not build(root, root / "_build", 1).failed


def test_a_swap_puts_the_new_in_place_and_removes_the_old(tmp_path: Path) -> None:
    place, fresh, old = (tmp_path / name for name in ("html", "ny", "gammal"))
    write(place, "a", "gammalt")
    write(fresh, "b", "nytt")
    write(old, "c", "ännu äldre")
    building._swap(place, fresh, old)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()] == ["html/b"]


def test_a_swap_that_fails_midway_leaves_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, fresh, old = (tmp_path / name for name in ("html", "ny", "gammal"))
    write(place, "a", "gammalt")
    write(fresh, "b", "nytt")
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self == fresh:
            raise OSError("stopp")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="stopp"):
        building._swap(place, fresh, old)
    assert (place / "a").exists(), "the old site is put back"


ROOT = Path("/bas")


@pytest.mark.parametrize(
    ("line", "path", "number", "code", "message"),
    [
        ("/bas/a.md:7: WARNING: Länken x finns inte. [kb.lank-okand-registerpost]", "a.md", 7, Code.UNKNOWN_REGISTERED,
         "Länken x finns inte."),
        ("/bas/a.md:7: WARNING: 'myst' x [myst.xref_missing]", "a.md", 7, Code.BUILD, "'myst' x [myst.xref_missing]"),
        ("/bas/a.md:7: ERROR: Unknown directive. [docutils]", "a.md", 7, Code.BUILD, "Unknown directive. [docutils]"),
        ("/bas/a.md:7: CRITICAL: Något", "a.md", 7, Code.BUILD, "Något"),
        ("/bas/a.md: WARNING: Något", "a.md", 1, Code.BUILD, "Något"),
        ("/bas/a.md:: WARNING: Något", "a.md", 1, Code.BUILD, "Något"),
        ("/bas/a b å.md:12: WARNING: en: två: WARNING: tre", "a b å.md", 12, Code.BUILD, "en: två: WARNING: tre"),
        ("WARNING: Något utan plats", "conf.py", 1, Code.BUILD, "Något utan plats"),
        ("/usr/lib/x.py:docstring of x.y:3: WARNING: Något", "/usr/lib/x.py", 3, Code.BUILD, "Något"),
        ("<unknown>:1: WARNING: Något", "<unknown>", 1, Code.BUILD, "Något"),
    ],
)  # fmt: skip
def test_a_warning_line_of_sphinx_becomes_a_problem(
    line: str, path: str, number: int, code: Code, message: str
) -> None:
    (problem,) = read_warnings(ROOT, line + "\n")
    assert (problem.path, problem.line, problem.code, problem.message) == (path, number, code, message)


def test_colours_and_lines_that_belong_to_a_warning_are_no_warnings() -> None:
    text = "/bas/a.md:1: WARNING: Något\n    text som hör till\n\n/bas/a.md:1: WARNING: Något\n"
    assert len(read_warnings(ROOT, text)) == 1


def test_warnings_come_in_order_of_place() -> None:
    text = "/bas/b.md:1: WARNING: x\n/bas/a.md:10: WARNING: x\n/bas/a.md:9: WARNING: x\n"
    assert [(problem.path, problem.line) for problem in read_warnings(ROOT, text)] == [
        ("a.md", 9),
        ("a.md", 10),
        ("b.md", 1),
    ]


def test_a_result_fails_by_problems_that_stop() -> None:
    assert not Result().failed
    assert not Result([Problem("a", 1, 1, Code.EXTERNAL_ADVICE, "x")]).failed
    assert Result([Problem("a", 1, 1, Code.BAD_EXTERNAL, "x")]).failed


def test_sphinx_stopping_without_a_reason_is_told_with_what_it_said(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(base, "conf.py", "raise SystemError('trasig inställning')\n")
    with pytest.raises(BuildError, match="trasig inställning"):
        build(base, base / "_build", 1, html_only=True)
    assert published(base / "_build") == SITE
