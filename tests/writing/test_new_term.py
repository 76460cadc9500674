"""``kb new term``: the file it makes, what kb check then asks for, and every name it refuses."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from kunskapsbas.cli import main
from kunskapsbas.content import Code, Term, load_library
from kunskapsbas.content.frontmatter import read_head
from kunskapsbas.writing import check_tree
from kunskapsbas.writing.newfile import NewFileError, clean_title
from kunskapsbas.writing.newterm import TERM, TermWish, new_term, page_text, suggested
from tests.conftest import ROOT
from tests.content.small import make


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small, faultless knowledge base."""
    return make(tmp_path)


def files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "glossary").iterdir())}


def finish(root: Path, path: str) -> None:
    """Write what a new file leaves for the writer."""
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    kept = [line for line in lines if not line.startswith("  # Skriv här:")]
    kept = ['definition: "En sak."' if line.startswith("definition:") else line for line in kept]
    (root / path).write_text("\n".join(kept), encoding="utf-8")


def test_a_new_file_has_the_keys_that_other_terms_have_in_their_order() -> None:
    new, _ = read_head("glossary/robot.md", page_text("Robot", ["roboten"]))
    old, _ = read_head("glossary/karnsystem.md", (ROOT / "glossary" / "karnsystem.md").read_text(encoding="utf-8"))
    assert new is not None
    assert old is not None
    assert list(new.data) == list(old.data)


def test_a_new_term_passes_the_check_which_asks_for_what_is_left_to_write(root: Path) -> None:
    made = new_term(root, "Vårdplan")
    found = check_tree(root)
    assert [problem for problem in found if problem.stops] == []
    asked = [(problem.line, problem.message) for problem in found if problem.code is Code.TO_FILL_IN]
    lines = (root / made.path).read_text(encoding="utf-8").split("\n")
    assert [lines[line - 1].split("Skriv här:")[0] for line, _ in asked] == ['definition: "', "  # "]
    assert asked[0][1] == "Kvar att skriva: vad det är, i en eller två meningar utan märkning."
    finish(root, made.path)
    assert Code.TO_FILL_IN not in {problem.code for problem in check_tree(root)}
    page = load_library(root)[0].pages["glossary/vardplan"]
    assert isinstance(page, Term)
    assert {"vårdplanen", "vårdplaner", "vårdplanernas"} <= set(page.inflections)
    assert page.related == page.search_synonyms == ()


def test_a_source_that_is_named_stands_there_and_another_only_holds_the_place(root: Path) -> None:
    named = (root / new_term(root, "Vårdplan", TermWish(sources=("alfa", "alfa"))).path).read_text(encoding="utf-8")
    assert "sources:\n  - alfa\nverified" in named
    made = new_term(root, "Vårdval")
    assert "Byt beta under sources" in made.advice(made.path)  # that of the newest report
    (root / "references.bib").unlink()
    for report in (root / "reports").glob("2025-*.md"):
        report.unlink()
    bare = new_term(root, "Vårdskifte")
    assert "sources:\n  # Skriv här:" in (root / bare.path).read_text(encoding="utf-8")
    assert "Skriv under sources vilken källa" in bare.advice(bare.path)


def test_a_category_or_source_that_is_not_known_is_refused_with_the_right_ones(root: Path) -> None:
    before = files(root)
    with pytest.raises(NewFileError, match=r"slaget ”sak”\. Välj begrepp, egennamn, .* eller regelverk\."):
        new_term(root, "Robot", TermWish(category="sak"))
    with pytest.raises(NewFileError, match=r"Källan alfaa finns inte i references\.bib\. Menade du alfa\?"):
        new_term(root, "Robot", TermWish(sources=("alfaa",)))
    assert files(root) == before
    made = new_term(root, "Robot", TermWish(category="Roll"))
    assert "category: roll\n" in (root / made.path).read_text(encoding="utf-8")


def test_the_forms_are_for_the_writer_to_confirm(root: Path) -> None:
    text = (root / new_term(root, "Vårdplan").path).read_text(encoding="utf-8")
    assert "# Förslag ur ordboken" in text
    unknown = new_term(root, "Zorblax")
    assert unknown.forms == ()
    assert "# Förslag" not in (root / unknown.path).read_text(encoding="utf-8")
    assert "Ordboken vet inte hur ordet böjs." in unknown.advice(unknown.path)


def test_a_phrase_gets_the_forms_that_agree_and_an_abbreviation_its_genitive(root: Path) -> None:
    made = new_term(root, "Nationell patientöversikt (NPÖ)", TermWish("npo"))
    assert {"nationella patientöversikten", "NPÖ:s"} <= set(made.forms)
    assert [form for form in made.forms if "nationelle" in form or form.startswith("nationellt")] == []
    assert [form for form in made.forms if form.startswith("NPÖ")] == ["NPÖ:s"]
    text = (root / made.path).read_text(encoding="utf-8")
    assert 'link_forms:\n  - "nationell patientöversikt"\n  - "NPÖ"\n' in text


def test_a_phrase_that_begins_with_its_noun_keeps_all_its_forms() -> None:
    paradigm = ("slutrapport om läget", "slutrapporten om läget", "slutrapporter om läget")
    assert suggested(paradigm) == list(paradigm[1:])


def test_forms_of_other_terms_are_left_out_and_told_of(root: Path) -> None:
    modul = root / "glossary" / "modul.md"
    modul.write_text(modul.read_text(encoding="utf-8").replace("  - byggdel", "  - vårdplanen"), encoding="utf-8")
    made = new_term(root, "Vårdplan")
    assert made.taken == (("vårdplanen", "Modul"),)
    assert "vårdplanen" not in made.forms
    assert "hör till andra begrepp: vårdplanen (Modul)." in made.advice(made.path)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "saknar namn"),
        (" \t\n ", "saknar namn"),
        ("å" * 300, "300 tecken långt"),
        ("a\x07b", "U+0007"),
        ("mjuk\u00adbindning", "U+00AD"),
        ("noll\u200bbredd", "U+200B"),
        ("\udce5", "U+DCE5"),
        ("a<b>", "tecknet <"),
        ("`kod`", "tecknet `"),
        ('Säg "hej"', 'tecknet "'),
        ("...", "varken bokstäver eller siffror"),
        ("1177", "--file"),
        ("3R", "--file"),
        ("日本語", "--file"),
        ("modul", "”Modul” finns redan: glossary/modul.md"),
        ("FRÅGOR", "”Frågor” finns redan: strategy/index.md"),
        ("Modulerna", "redan en form av begreppet Modul (glossary/modul.md)"),
        ("byggdel", "redan en form av begreppet Modul"),
        ("Klots", "redan ett sökord för begreppet Modul"),
        ("modull", "ska inte skrivas, enligt begreppet Modul"),
        ("Index", "glossary/index.md finns redan"),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_one_sentence_or_two(
    root: Path, name: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(root)
    monkeypatch.chdir(root)
    assert main(["new", "term", name]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert files(root) == before


@pytest.mark.parametrize("file", ["../om", "Robot", "a b", "-", "glossary/robot", "a" * 200])
def test_a_file_name_that_cannot_be_is_refused(root: Path, file: str) -> None:
    before = files(root)
    with pytest.raises(NewFileError, match="Filen kan inte heta"):
        new_term(root, "Robot", TermWish(file))
    assert files(root) == before


def test_a_name_that_gives_no_file_name_can_be_given_one(root: Path) -> None:
    assert new_term(root, "1177", TermWish("1177")).path == "glossary/1177.md"
    assert new_term(root, "3R", TermWish("trer.md")).path == "glossary/trer.md"


def test_nothing_is_ever_overwritten(root: Path) -> None:
    (root / "glossary" / "robot.md").write_text("Utkast.", encoding="utf-8")
    with pytest.raises(NewFileError, match=r"glossary/robot\.md finns redan"):
        new_term(root, "Robot")
    (root / "glossary" / "vag.md").symlink_to("ingenstans.md")
    with pytest.raises(NewFileError, match=r"glossary/vag\.md finns redan"):
        new_term(root, "Väg")
    assert (root / "glossary" / "robot.md").read_text(encoding="utf-8") == "Utkast."
    assert not (root / "glossary" / "ingenstans.md").exists()


def test_nothing_is_written_outside_the_tree(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / "glossary").rename(root / "gammal")
    (root / "glossary").symlink_to(elsewhere)
    with pytest.raises(NewFileError, match="utanför kunskapsbasen"):
        new_term(root, "Robot")
    assert list(elsewhere.iterdir()) == []


def test_a_disk_that_cannot_be_written_is_told_of(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kunskapsbas.writing.newterm.write_atomic", full)
    monkeypatch.chdir(root)
    assert main(["new", "term", "Robot"]) == 1
    assert capsys.readouterr().err == "Filen gick inte att skriva (No space left on device). Inget har ändrats.\n"


def test_the_command_takes_words_without_quotes_and_says_what_to_do_next(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root / "glossary")
    assert main(["new", "term", "Digitalt", "stöd"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("digitalt-stod.md\n")
    assert "kb check digitalt-stod.md" in told
    assert 'title: "Digitalt stöd"' in (root / "glossary" / "digitalt-stod.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("title", ["null", "true", "Läget: en översikt", "- streck", "# rubrik", "Vård & omsorg", "’s"])
def test_a_title_reads_back_as_it_was_written(title: str) -> None:
    head, problems = read_head("glossary/x.md", page_text(clean_title(title, TERM), [f"{title}s"]))
    assert problems == []
    assert head is not None
    assert (head.data["title"], head.data["inflections"]) == (title, [f"{title}s"])


def test_letters_written_as_two_characters_are_joined() -> None:
    assert clean_title(unicodedata.normalize("NFD", " Kärn \n system "), TERM) == "Kärn system"
