"""VS Code and pre-commit: snippets pass the model, Problems are found by the matchers, and nothing named is missing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kunskapsbas.cli import main
from kunskapsbas.content import Code, Library, Markdown, Problem, page_paths, read_markdown
from kunskapsbas.content.frontmatter import read_head, read_page
from kunskapsbas.content.model import PAGE_MODELS, Event, front_matter_fields
from kunskapsbas.links.pages import Site, check_page
from kunskapsbas.writing import check_tree, format_problems
from kunskapsbas.writing.snippets import FILE, FOLDER, snippets_file
from kunskapsbas.writing.tasks import tasks_file
from tests.conftest import ROOT
from tests.content.small import FILES, make
from tests.writing.faults import FAULTS

VSCODE = ROOT / ".vscode"
FRONT = "Sidhuvud: "
KEY = "Uppgift: "
EVENTS = ("Händelse", "Planerad händelse")


def plain(text: str) -> Any:
    """Return JSON with comments (VS Code's form) as data."""
    return json.loads("\n".join("" if line.lstrip().startswith("//") else line for line in text.split("\n")))


@cache
def snippets() -> dict[str, dict[str, Any]]:
    made: dict[str, dict[str, Any]] = {}
    for path in sorted(VSCODE.glob("*.code-snippets")):
        made |= plain(path.read_text(encoding="utf-8"))
    return made


def expand(body: Sequence[str]) -> str:
    """Return what VS Code writes when a writer changes nothing: each place with its words, or its first choice."""
    text = "\n".join(body)
    text = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:((?:\\.|[^}\\])*)\}", r"\1", text)
    text = re.sub(r"\$(\d+|\{\d+\})", "", text)
    assert "${" not in text, text
    return re.sub(r"\\([$}\\])", r"\1", text)


def of_kind(start: str) -> list[str]:
    return [name for name in snippets() if name.startswith(start)]


@pytest.mark.parametrize(("name", "made"), [(FILE, snippets_file), ("tasks.json", tasks_file)])
def test_the_file_is_the_one_that_kb_docs_makes(name: str, made: Any) -> None:
    assert (ROOT / FOLDER / name).read_text(encoding="utf-8") == made(), "run `kb docs`"


def test_kb_docs_writes_what_editors_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make(tmp_path))
    assert main(["docs"]) == 0
    written = capsys.readouterr().out.split()
    assert {".vscode/tasks.json", f".vscode/{FILE}", "docs/schema/front-matter.json", "docs/model.md"} <= set(written)
    assert all((tmp_path / path).exists() for path in written)


def test_every_snippet_is_for_markdown_says_what_it_is_and_has_a_prefix_of_its_own() -> None:
    seen: dict[str, str] = {}
    for name, snippet in snippets().items():
        assert snippet["scope"] == "markdown"
        assert len(snippet["description"]) >= 10
        assert seen.setdefault(snippet["prefix"], name) == name
        assert not re.search(r"\s", snippet["prefix"])


def test_every_kind_of_page_and_every_key_that_a_writer_uses_has_a_snippet() -> None:
    keys = {key for model in PAGE_MODELS.values() for key in front_matter_fields(model)}
    imported = {"compiled_raw", "subject_raw", "source_file", "source_sha256"}
    assert {name.removeprefix(KEY) for name in of_kind(KEY)} == keys - imported - {"kind"}
    assert [name.removeprefix(FRONT) for name in of_kind(FRONT)] == [kind.label for kind in PAGE_MODELS]


@pytest.mark.parametrize("name", of_kind(FRONT))
def test_a_front_matter_passes_the_model_as_it_is_written(name: str) -> None:
    text = expand(snippets()[name]["body"])
    path = "reports/2026-01-15.md" if "report" in text.split("\n")[1] else "about/x.md"
    head, problems = read_head(path, text)
    assert head is not None, problems
    page, problems = read_page(path, head)
    assert problems == []
    assert page is not None
    assert page.sources


@pytest.mark.parametrize("name", of_kind(KEY))
def test_a_key_passes_the_model_on_every_kind_of_page_that_may_have_it(name: str) -> None:
    key, lines = name.removeprefix(KEY), expand(snippets()[name]["body"])
    fits = [kind for kind, model in PAGE_MODELS.items() if key in front_matter_fields(model)]
    for kind in fits:
        whole = expand(snippets()[f"{FRONT}{kind.label}"]["body"])
        head, _ = read_head("x.md", whole)
        added, problems = read_head("x.md", f"---\n{lines}\n---\n")
        assert head is not None
        assert added is not None, problems
        _, problems = read_page("x.md", type(head)({**head.data, **added.data}))
        assert problems == []


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_passes_the_model(name: str) -> None:
    head, problems = read_head("x.md", f"---\nevents:\n{expand(snippets()[name]['body'])}\n---\n")
    assert head is not None, problems
    event = Event.model_validate(head.data["events"][0])
    assert event.planned is (name == "Planerad händelse")


@cache
def texts() -> dict[str, Markdown]:
    """The pages here that snippets lead to."""
    names = ("about/om", "strategy/beslutsprocess")
    return {name: read_markdown((ROOT / f"{name}.md").read_text(encoding="utf-8")) for name in names}


@cache
def files() -> frozenset[str]:
    return frozenset(
        [*page_paths(ROOT), *(path.relative_to(ROOT).as_posix() for path in ROOT.glob("strategy/*/*.svg"))]
    )


#: What each construct must be read as, where it is more than a paragraph.
KINDS = {
    "Begrepp": "role", "Begrepp med egna ord": "role", "Källa": "role", "Länk ur länkregistret": "role",
    "Obesvarad fråga": "role", "Länk till en sida": "link", "Länk till en rubrik": "link", "Bild": "image",
    "Anmärkning": "directive", "Anmärkning med rubrik": "directive", "Tabell": "header",
    "Tabell med bildtext": "directive", "Figur": "directive", "Rubrik": "heading", "Utfällbar text": "directive",
    "Kort": "directive",
}  # fmt: skip
WRITTEN = [name for name in snippets() if not name.startswith((FRONT, KEY)) and name not in EVENTS]


@pytest.mark.parametrize("name", WRITTEN)
def test_a_construct_is_read_as_what_it_is_and_nothing_on_it_is_wrong(name: str, library: Library) -> None:
    text = f"Före.\n\n{expand(snippets()[name]['body'])}\n\nEfter.\n"
    found = read_markdown(text)
    site = Site(ROOT, library, {**texts(), "strategy/prov": found}, files())
    assert [str(problem) for problem in check_page(site, "strategy/prov")] == []
    kinds = {spot.kind for spot in found.spots} | {passage.kind.value for passage in found.passages}
    assert KINDS.get(name, "paragraph") in kinds


def test_an_excuse_is_one(tmp_path: Path) -> None:
    text = str(FILES["about/om.md"]).replace("Mer text.", f"{expand(snippets()['Undantag']['body'])}\nMer text.")
    (make(tmp_path) / "about/om.md").write_text(text, encoding="utf-8")
    assert [problem.code.value for problem in check_tree(tmp_path)] == ["meta-undantag-onodigt"]


def matched(lines: Sequence[str]) -> list[tuple[str, int, int, str, str]]:
    """Return path, line, column, severity and message of what VS Code's problem matchers find in a task's output.

    As its AbstractProblemCollector does: the last lines are tried, the longest pattern first, and are used up by a hit.
    """
    matchers = plain((VSCODE / "tasks.json").read_text(encoding="utf-8"))["tasks"][0]["problemMatcher"]
    longest, waiting, found = max(len(matcher["pattern"]) for matcher in matchers), [], []
    for line in lines:
        waiting = [*waiting, line][-longest:]
        hit = next((hit for start in range(len(waiting)) for hit in _tried(matchers, waiting[start:])), None)
        if hit:
            found.append(hit)
            waiting = []
    return found


def _tried(matchers: list[dict[str, Any]], lines: Sequence[str]) -> list[tuple[str, int, int, str, str]]:
    for matcher in matchers:
        patterns = matcher["pattern"]
        hits = [re.search(part["regexp"], line) for part, line in zip(patterns, lines, strict=False)]
        if len(patterns) == len(lines) and all(hits):
            first, place = hits[0], patterns[0]
            assert first is not None
            said = [hit[part["message"]] for hit, part in zip(hits, patterns, strict=True) if hit and "message" in part]
            where = first[place["file"]], int(first[place["line"]]), int(first[place["column"]])
            return [(*where, matcher["severity"], " ".join(word for word in said if word))]
    return []


LEVELS = {"fel": "error", "varning": "warning", "råd": "info"}


def same(problem: Problem, hit: tuple[str, int, int, str, str]) -> bool:
    place = (problem.path, problem.line, problem.column, LEVELS[problem.severity.value])
    message = " ".join(problem.message.split())
    said = " ".join(hit[4].split())
    return hit[:4] == place and (said.startswith(message) or message.startswith(said))


def test_every_problem_of_a_check_gets_to_its_line_in_the_editor(tmp_path: Path) -> None:
    problems: list[Problem] = []
    for number, fault in enumerate(FAULTS[::4]):
        root = make(tmp_path / str(number))
        fault.plant(root)
        found = check_tree(root, language=False)
        hits = matched(format_problems(found, "text", root).split("\n"))
        assert len(hits) == len(found), f"{fault.name}: {hits}"
        assert all(map(same, found, hits)), f"{fault.name}: {hits}"
        problems += found
    assert len(problems) > 40


def test_every_code_gets_to_its_line_in_the_editor() -> None:
    problems = [
        Problem("reports/2026-01-15.md", line, 1, code, code.meaning) for line, code in enumerate(Code, start=1)
    ]
    hits = matched(format_problems(problems, "text").split("\n"))
    assert len(hits) == len(problems)
    assert all(map(same, problems, hits))


def test_a_message_of_several_lines_is_taken_whole() -> None:
    long = "Ett meddelande som är så långt att det inte får plats på en enda rad"
    for message in (f"{long}.", f"{long} och {long.lower()}.", f"{long} och {long.lower()} och {long.lower()}: <b>"):
        problem = Problem("about/en-sida-med-langt-namn.md", 7, 3, Code.YAML, message)
        ((*_, said),) = matched(format_problems([problem], "text").split("\n"))
        assert said.startswith(message[:140])


def test_the_tasks_call_commands_that_exist() -> None:
    made = plain((VSCODE / "tasks.json").read_text(encoding="utf-8"))
    inputs = {f"${{input:{entry['id']}}}" for entry in made["inputs"]}
    used = {argument for task in made["tasks"] for argument in task["args"] if argument.startswith("$")}
    assert used == inputs
    commands = {tuple(a for a in task["args"][2:] if not a.startswith("$")) for task in made["tasks"]}
    assert all(task["args"][:2] == ["-m", "kunskapsbas.cli"] for task in made["tasks"])
    for command in sorted(commands):
        assert _help_of(command), command


def _help_of(command: Sequence[str]) -> bool:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    return ended.value.code == 0


def test_the_settings_name_files_that_exist_and_extensions_by_publisher() -> None:
    settings = plain((VSCODE / "settings.json").read_text(encoding="utf-8"))
    words = settings["cSpell.customDictionaries"]["kunskapsbas"]["path"]
    assert (ROOT / words.removeprefix("${workspaceFolder}/")).is_file()
    named = plain((VSCODE / "extensions.json").read_text(encoding="utf-8"))
    for name in (*named["recommendations"], *named["unwantedRecommendations"]):
        assert re.fullmatch(r"[a-z0-9-]+\.[a-z0-9-]+", name)
    rules = tomllib.loads((ROOT / ".taplo.toml").read_text(encoding="utf-8"))["rule"]
    for rule in rules:
        assert all((ROOT / path).is_file() for path in (*rule["include"], rule["schema"]["path"]))
    assert len(rules) == 3


@cache
def hooks() -> dict[str, dict[str, Any]]:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]  # nothing is fetched
    return {hook["id"]: hook for hook in config["repos"][0]["hooks"]}


def test_the_hooks_have_what_pre_commit_asks_of_a_local_hook() -> None:
    for hook in hooks().values():
        assert {"id", "name", "entry", "language"} <= set(hook)
        assert hook["language"] in ("system", "pygrep")  # neither makes an environment, so neither needs a network
        re.compile(hook.get("files", ""))


def test_the_check_runs_for_pages_and_registers_only() -> None:
    files = re.compile(hooks()["kb-check"]["files"])
    assert all(files.search(path) for path in page_paths(ROOT))
    assert all(files.search(path) for path in ("references.bib", "links.toml", "words.txt", "redirects.toml"))
    others = ("README.md", "docs/model.md", "kunskapsbas/x.py", "tests/about/x.md", "about/bild.png", "pyproject.toml")
    assert not any(files.search(path) for path in others)


def test_the_hook_stops_an_incheckning_with_a_fault_and_lets_another_pass(tmp_path: Path) -> None:
    root = make(tmp_path / "en bas åäö")
    text = str(FILES["about/om.md"]).replace("{link}`faq`", "{link}`faqq`")
    (root / "about/om.md").write_text(text, encoding="utf-8")
    shell, script, *arguments = hooks()["kb-check"]["entry"].split()
    (root / script).parent.mkdir()
    (root / script).write_bytes((ROOT / script).read_bytes())
    python = root / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)

    def run(*paths: str) -> subprocess.CompletedProcess[str]:
        command = [shell, script, *arguments, *paths]
        return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)

    stopped, passed = run("about/om.md", "index.md"), run("strategy/fraga.md")
    assert (stopped.returncode, passed.returncode) == (1, 0), stopped.stderr + passed.stderr
    assert "Menade du faq?" in stopped.stdout
    python.unlink()
    missing = run("index.md")
    assert (missing.returncode, missing.stderr) == (1, "Miljön i .venv saknas. Kör make site en gång först.\n")


def test_the_rest_of_a_conflict_is_found() -> None:
    entry = re.compile(hooks()["konflikter"]["entry"])
    assert entry.search("<<<<<<< HEAD")
    assert entry.search(">>>>>>> gren")
    assert not entry.search("| --- |")
