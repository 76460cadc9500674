"""CONTRIBUTING.md says what is so: each command, file, code, link, figure and example in it is tried."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from shlex import split
from xml.etree import ElementTree

import pytest
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from playwright.sync_api import Browser

from kunskapsbas.cli import _parser
from kunskapsbas.content import Library, Page, Problem, read_markdown, unknown_source
from kunskapsbas.content.library import load_page
from kunskapsbas.content.model import PAGE_MODELS, front_matter_fields
from kunskapsbas.content.problem import CODES
from kunskapsbas.content.registers import read_handouts, read_words
from kunskapsbas.links.pages import Site, check_page
from kunskapsbas.writing.text import text_of
from tests.conftest import ROOT
from tests.content.small import SUMMARY

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FIGURES = sorted((ROOT / "docs" / "figures").glob("*.svg"))
AREAS = {code.partition("-")[0] for code in CODES}
MADE = {"_build/html/index.html", "_build/granskning/index.html", "index.html", ".venv/bin"}  # by the commands
OWN = {"paket.pdf"}  # the writer's own
SVG = "{http://www.w3.org/2000/svg}"
LINKED = ("about/om.md", "strategy/beslutsprocess.md")  # by the examples of links
# What an example of running text may use, on a page in strategy/.
WRITTEN = re.compile(r"^(\{[\w:.#-]|\[|!\[)")


@cache
def tokens() -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(TEXT)


def inline() -> Iterator[Token]:
    return (child for token in tokens() for child in token.children or [])


def codes_in_text() -> list[str]:
    return [token.content.strip() for token in inline() if token.type == "code_inline"]


def blocks(language: str) -> list[str]:
    return [token.content for token in tokens() if token.type == "fence" and token.info == language]


def headings() -> list[str]:
    """Return the addresses of the headings, as GitHub and GitLab make them: small letters, åäö kept, no signs."""
    all_tokens = tokens()
    words = [all_tokens[at + 1].content for at, token in enumerate(all_tokens) if token.type == "heading_open"]
    return [re.sub(r"[^\w -]", "", word.lower()).replace(" ", "-") for word in words]


def commands() -> list[str]:
    """Return what a reader is told to run, from blocks and from running text."""
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [*lines, *(code for code in codes_in_text() if re.match(r"(\.venv/bin/)?(kb|make|git|sh|python\S*) ", code))]


def test_the_addresses_of_headings_are_unique() -> None:
    assert len(headings()) == len(set(headings()))


def test_every_link_leads_to_a_heading_a_file_or_a_heading_in_a_file() -> None:
    links = [str(token.attrs["href"]) for token in inline() if token.type == "link_open"]
    assert len(links) > 20
    for link in links:
        path, _, anchor = MarkdownIt().normalizeLinkText(link).partition("#")
        assert "://" not in link
        if path:
            assert (ROOT / path).is_file(), link
        if anchor:
            known = read_markdown((ROOT / path).read_text(encoding="utf-8")).anchors if path else headings()
            assert anchor in known, link


def test_every_section_is_reached_from_the_top() -> None:
    top = TEXT.partition("\n## Skriv ett ärende")[0]
    sections = [name for name, level in zip(headings(), levels(), strict=True) if level == "h2"]
    assert [name for name in sections[1:] if f"(#{name})" not in top and name != "rättigheter"] == []


def levels() -> list[str]:
    return [token.tag for token in tokens() if token.type == "heading_open"]


def test_no_heading_skips_a_level() -> None:
    numbers = [int(tag[1]) for tag in levels()]
    assert numbers[0] == 1
    assert numbers.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(numbers))


@pytest.mark.parametrize("command", sorted(set(commands())))
def test_every_command_can_be_run_as_it_is_written(command: str) -> None:
    words = split(command, comments=True)
    name = words[0].removeprefix(".venv/bin/")
    if name == "make":
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        assert words[1] in targets
        assert all(word.partition("=")[0] in {"ARGS", "PYTHON", "BASE"} for word in words[2:])
    elif name == "kb":
        assert _parser().parse_args(words[1:]).run
    elif name == "pre-commit":
        assert (ROOT / ".pre-commit-config.yaml").is_file()
    else:
        assert name in {"git", "cd", "sudo", "xcode-select"}, command


def test_the_commands_of_git_work_in_the_order_they_stand(tmp_path: Path) -> None:
    given = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("git ")]
    branch = next(code for code in codes_in_text() if code.startswith("git switch"))
    clone, *rest = given
    run(tmp_path, "git init -q --bare -b main forrad")
    run(tmp_path, clone.replace("ADRESSEN", "forrad"))
    copy = tmp_path / "kunskapsbas"
    (copy / "sida.md").write_text("Text.\n", encoding="utf-8")
    for command in (branch, *rest):
        run(copy, command)
    assert "ratta-datum" in run(tmp_path / "forrad", "git branch --list")


def run(folder: Path, command: str) -> str:
    who = ["-c", "user.name=Prov", "-c", "user.email=prov@example.com"]
    done = subprocess.run(["git", *who, *split(command)[1:]], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (command, done.stderr)
    return done.stdout


def test_every_file_and_folder_that_is_named_is_there() -> None:
    named = {code for code in codes_in_text() if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", code) and is_path(code)}
    assert len(named) > 12
    there = {name for name in named if (ROOT / name).exists() or (ROOT / f"{name}.md").is_file()}
    assert named - there - MADE - OWN == set()


def is_path(code: str) -> bool:
    return "/" in code or bool(re.search(r".\.(md|toml|bib|txt|yaml|yml|json|pdf|svg|html)$", code))


def test_every_code_that_is_named_is_one() -> None:
    shown = "\n".join([*codes_in_text(), *(block for kind in ("text", "markdown", "yaml") for block in blocks(kind))])
    named = set(re.findall(rf"(?<![\w/-])(?:{'|'.join(sorted(AREAS))})-[a-z-]+", shown))
    assert len(named) >= 3
    assert named <= set(CODES)


def test_every_field_that_is_named_in_a_table_is_one_of_a_term() -> None:
    table = TEXT.partition("| uppgift | vad du skriver |")[2].partition("\n\n")[0]
    named = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert len(named) > 5
    term = next(model for kind, model in PAGE_MODELS.items() if kind.value == "term")
    assert set(named) <= set(front_matter_fields(term))


def test_each_example_of_front_matter_passes_the_model(tmp_path: Path, library: Library) -> None:
    for block in blocks("yaml"):
        page = read_page(tmp_path, block)
        assert not {key for source in (page, *page.events) for key in source.sources} - set(library.sources)
        if page.kind.value == "term":
            assert page.related
            assert {one.term for one in page.related} <= {term.docname.rpartition("/")[2] for term in library.terms}
    keys = [block.partition(":")[0] for block in blocks("yaml")]
    assert {"---\nkind", "events", "excuses"} <= set(keys)


def read_page(root: Path, block: str) -> Page:
    """Read an example as the knowledge base would: whole, or as a part of an about page's front matter."""
    whole = block.startswith("---")
    head = block if whole else f'---\nkind: about\ntitle: "Prov"\nsummary: "{SUMMARY}"\n{block}---\n'
    path = "glossary/modul.md" if whole else "about/prov.md"
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(f"{head}\nText.\n", encoding="utf-8")
    page, _, problems = load_page(root, path)
    assert problems == []
    assert page is not None
    return page


def test_the_example_of_a_handout_is_one(tmp_path: Path, library: Library) -> None:
    (block,) = blocks("toml")
    assert tomllib.loads(block)
    (tmp_path / "handouts.toml").write_text(block, encoding="utf-8")
    handouts, problems = read_handouts(tmp_path, library.pages)
    assert problems == []
    assert len(handouts) == 1


def test_the_example_of_an_own_word_is_one(tmp_path: Path) -> None:
    block = next(block for block in blocks("text") if "  # " in block)
    (tmp_path / "words.txt").write_text(block, encoding="utf-8")
    words, problems = read_words(tmp_path)
    assert (len(words), problems) == (1, [])
    assert block in (ROOT / "words.txt").read_text(encoding="utf-8")


def test_each_example_of_text_leads_where_it_says(library: Library) -> None:
    """Written as if on a page in strategy/, with what the checks of a page's links, terms and sources say of it."""
    examples = [code for code in codes_in_text() if WRITTEN.match(code)]
    text = "\n\n".join(f"{{.kb-no-terms}}\n{code}" if code.startswith("{.") else code for code in examples)
    pictures = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("strategy/figurer/*")]
    texts = {name[:-3]: read_markdown((ROOT / name).read_text(encoding="utf-8")) for name in LINKED}
    site = Site(ROOT, library, {**texts, "strategy/prov": read_markdown(text)}, frozenset([*LINKED, *pictures]))
    assert {spot.name for spot in site.texts["strategy/prov"].spots} >= {"term", "cite:p", "link", "math"}
    assert [problem.message for problem in check_page(site, "strategy/prov")] == []


def test_the_example_of_a_problem_is_what_kb_check_says(tmp_path: Path, library: Library) -> None:
    example = next(block for block in blocks("text") if ": fel: " in block)
    place = re.match(r"(\S+?):(\d+):(\d+)", example)
    assert place is not None
    path, line, column = place[1], int(place[2]), int(place[3])
    shown = re.search(rf"^    {line} \| (.*)$", example, re.MULTILINE)
    assert shown is not None
    (tmp_path / path).parent.mkdir()
    (tmp_path / path).write_text("\n" * (line - 1) + shown[1] + "\n", encoding="utf-8")
    problem: Problem = unknown_source(library, path, line, column, shown[1][column - 1 :])
    assert text_of([problem], tmp_path).rpartition("\n")[0] == example.rstrip()


def test_the_names_of_checks_forms_and_snippets_are_those_of_their_files() -> None:
    rows = re.findall(r"^\| ([\w ]+) \|", TEXT.partition("| kontroll |")[2].partition("\n\n")[0], re.MULTILINE)
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "kontroll.yml").read_text(encoding="utf-8"))
    assert rows == [job["name"] for job in workflow["jobs"].values()]
    forms = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*-*.yml"))
    names = {yaml.safe_load(form.read_text(encoding="utf-8"))["name"] for form in forms}
    told = re.search(r"formulär att välja på: (.*?)\.", TEXT)
    assert told is not None
    assert set(re.split(r", | och ", told[1])) == names
    snippets = (ROOT / ".vscode" / "kunskapsbas.code-snippets").read_text(encoding="utf-8")
    examples = re.search(r"till exempel ((?:\*\w+\*(?:, | eller )?)+), så föreslås", TEXT)
    assert examples is not None
    for word in re.findall(r"\w+", examples[1].replace(" eller ", " ")):
        assert f'"prefix": "{word}"' in snippets


def test_every_figure_has_words_for_who_does_not_see_it_and_a_caption() -> None:
    paragraphs = [token for token in tokens() if token.type == "inline"]
    found = []
    for at, token in enumerate(paragraphs):
        for image in (child for child in token.children or [] if child.type == "image"):
            found.append(str(image.attrs["src"]))
            assert len(image.content) > 40, image.content
            assert paragraphs[at + 1].content.startswith(f"*Figur {len(found)}. "), image.content
    assert found == [path.relative_to(ROOT).as_posix() for path in FIGURES]


def test_the_numbers_in_the_figures_stand_in_the_text_in_the_same_order() -> None:
    drawn = [text.text or "" for path in FIGURES for text in ElementTree.parse(path).iter(f"{SVG}text") if ring(text)]
    assert drawn == [str(number) for number in range(1, len(drawn) + 1)]
    assert [found for found in re.findall(r"\((\d)\)", TEXT)] == drawn


def ring(text: ElementTree.Element) -> bool:
    return text.get("class") == "on-number"


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
def test_a_figure_is_text_and_shapes_alone_for_light_and_dark(path: Path) -> None:
    written, tree = path.read_text(encoding="utf-8"), ElementTree.parse(path)
    kinds = {element.tag.removeprefix(SVG) for element in tree.iter()}
    assert kinds <= {"svg", "title", "style", "rect", "path", "circle", "text"}
    assert "prefers-color-scheme: dark" in written
    assert "sans-serif" in written
    assert not re.search(r"href|url\(|@import|<!|javascript|\son\w+=", written)


def test_no_word_of_a_figure_leaves_its_window(browser: Browser) -> None:
    page = browser.new_page()
    for path in FIGURES:
        page.set_content(path.read_text(encoding="utf-8"))
        outside = page.evaluate(
            """[...document.querySelectorAll('text')].filter(text => {
                const {x, y, width, height} = text.getBBox();
                const window = document.querySelector('svg').viewBox.baseVal;
                return x < 2 || y < 2 || x + width > window.width - 2 || y + height > window.height - 2;
            }).map(text => text.textContent)"""
        )
        assert outside == [], path.name
    page.close()
