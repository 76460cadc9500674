"""`kb check --external`: what it asks for, what it says, what it remembers, and the report of the scheduled job."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kunskapsbas.cli import main
from kunskapsbas.content import Code, load_library
from kunskapsbas.links.external import ExternalResult, Limits, Outcome
from kunskapsbas.writing.web import Answers, addresses, ask_web, remember_answers
from kunskapsbas.writing.webreport import web_report
from tests.content.small import FILES, make, write
from tests.links.server import Site, stop

OM = "about/om.md"
FAST = Limits(timeout=0.3, retries=0, pause=0, deadline=5)
TODAY = date(2026, 1, 15)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    site = Site.started()
    yield site
    stop(site)


@pytest.fixture
def base(tmp_path: Path, server: Site) -> Path:
    """A base whose outside addresses all lie on the server."""
    make(tmp_path)
    write(tmp_path, "references.bib", str(FILES["references.bib"]).replace("https://example.org/b", server.url("/404")))
    links = f"""# Registret
[faq]  # med svar
title = "Frågor och svar"
href = "{server.url("/ok")}"  # en kommentar
access = "public"

[start]
title = "Startsidan"
href = "{server.url("/500")}"
access = "public"
checked = 2025-02-14  # av hand

[insidan]
title = "Insidan"
href = "{server.url("/insidan")}"
access = "intranet"
"""
    write(tmp_path, "links.toml", links)
    return tmp_path


def ask(root: Path) -> Answers:
    return ask_web(root, 5, public=lambda url: True, limits=FAST)


def test_each_kind_of_answer_has_its_code_and_says_when_it_last_answered(base: Path, server: Site) -> None:
    found = {(problem.path, problem.code): problem for problem in ask(base).problems}
    assert set(found) == {("references.bib", Code.BAD_EXTERNAL), ("links.toml", Code.NO_ANSWER)}
    assert "Adressen svarade senast den 14 februari 2025." in found["links.toml", Code.NO_ANSWER].message
    assert "/insidan" not in server.asked


def test_all_ways_to_write_an_address_are_seen(tmp_path: Path) -> None:
    body = (
        "[a](https://example.org/1) <https://example.org/2> {bdg-link-primary}`b <https://example.org/3>`\n\n"
        "```{button-link} https://example.org/4\nc\n```\n\n"
        ":::{card} d\n:link: https://example.org/5\n\ne\n:::\n\n"
        "```{image} bild.png\n:alt: f\n:target: https://example.org/6\n```\n\n[g][h]\n\n[h]: https://example.org/7\n"
    )
    write(make(tmp_path), OM, str(FILES[OM]).replace("Mer text.", body))
    seen = [url[-1] for path, _, url in addresses(tmp_path, load_library(tmp_path)[0]) if path == OM]
    assert seen == list("1234567")


def test_the_day_of_a_good_answer_is_written_and_nothing_else_changes(base: Path) -> None:
    before = (base / "links.toml").read_text(encoding="utf-8")
    assert remember_answers(base, ask(base), TODAY) == ["faq"]
    after = (base / "links.toml").read_text(encoding="utf-8")
    assert after == before.replace('access = "public"\n\n[start]', 'access = "public"\nchecked = 2026-01-15\n\n[start]')
    assert remember_answers(base, ask(base), TODAY) == []
    assert remember_answers(base, ask(base), date(2026, 1, 16)) == ["faq"]
    assert load_library(base)[0].links["faq"].checked == date(2026, 1, 16)


def test_a_register_with_faults_is_left_alone(base: Path) -> None:
    answers = ask(base)
    text = (base / "links.toml").read_text(encoding="utf-8") + '\n[x]\ntitle = "X"\n'
    write(base, "links.toml", text)
    assert remember_answers(base, answers, TODAY) == []
    assert (base / "links.toml").read_text(encoding="utf-8") == text


def test_the_command_asks_no_address_of_a_closed_network_and_writes_the_report(
    base: Path, server: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(base)
    assert main(["check", "--external", "--seconds", "5", "--report", "rapport.md"]) == 0
    assert not server.asked
    assert "lank-inloggning" in capsys.readouterr().out
    assert "## Kräver inloggning (3)" in (base / "rapport.md").read_text(encoding="utf-8")
    assert main(["check", "--report", "rapport.md"]) == 2


def test_the_report_groups_what_was_found_and_says_when_all_is_well() -> None:
    results = (
        ExternalResult("a.md", 1, "https://example.org/1", Outcome.GONE, "Sidan finns inte (404)."),
        ExternalResult("b.md", 2, "https://example.org/2", Outcome.MOVED, "Har flyttat.", "https://example.org/3"),
        ExternalResult("c.md", 3, "https://example.org/4", Outcome.OK),
    )
    text = web_report(Answers(results, {}))
    assert text.index("## Borta (1)") < text.index("## Har flyttat (1)")
    assert "- `a.md:1`: `https://example.org/1: borta. Sidan finns inte (404).`" in text
    assert "Byt till https://example.org/3." in text
    assert web_report(Answers(results[2:], {})).endswith("Alla 1 adresser svarar.\n")


def test_nothing_that_a_page_or_a_server_says_becomes_markup_in_the_report() -> None:
    nasty = "https://x/`@alla`<img src=x>\n# [a](b)``c"
    text = web_report(Answers((ExternalResult("a`b.md", 1, nasty, Outcome.GONE, "`` @x"),), {}))
    line = next(line for line in text.splitlines() if line.startswith("- "))
    outside = re.sub(r"(`+) .*? \1(?!`)", "", line)
    assert not re.search(r"[@<\[#]", outside)
    assert "\n# [a]" not in text
