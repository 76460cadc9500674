"""`kb check --external`: what it asks for, what it says, what it remembers, and the report of the scheduled job."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kunskapsbas.cli import main
from kunskapsbas.content import Code, load_library
from kunskapsbas.links.external import ExternalResult, Limits, Outcome, Place
from kunskapsbas.writing.web import Answers, addresses, ask_web
from kunskapsbas.writing.webdates import remember_answers, with_dates
from kunskapsbas.writing.webreport import ALL_ANSWER, web_report
from tests.content.small import FILES, make, write
from tests.links.server import Site, stop

OM = "about/om.md"
FAST = Limits(timeout=0.3, retries=0, pause=0, deadline=5)
TODAY = date(2026, 1, 15)


def addresses_of(root: Path) -> list[Place]:
    texts: dict[str, str] = {}
    library, _ = load_library(root, texts)
    return list(addresses(library, texts))


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
    assert found["links.toml", Code.NO_ANSWER].message == (
        f"{server.url('/500')}: svarar inte just nu. Servern svarade med fel 500. "
        "Adressen svarade senast den 14 februari 2025."
    )
    assert found["references.bib", Code.BAD_EXTERNAL].message.endswith("/404: borta. Sidan finns inte (404).")
    assert "/insidan" not in server.asked


def test_all_ways_to_write_an_address_are_seen(tmp_path: Path) -> None:
    body = (
        "[a](https://example.org/1) <https://example.org/2> {bdg-link-primary}`b <https://example.org/3>`\n\n"
        "```{button-link} https://example.org/4\nc\n```\n\n"
        ":::{card} d\n:link: https://example.org/5\n\ne\n:::\n\n"
        "```{image} bild.png\n:alt: f\n:target: https://example.org/6\n```\n\n[g][h]\n\n[h]: https://example.org/7\n\n"
        "HTTPS är <HTTPS://example.org/8> och {download}`i <https://example.org/9>`\n\n"
        "```{toctree}\n:maxdepth: 1\n\nj <https://example.org/0>\n```\n"
    )
    write(make(tmp_path), OM, str(FILES[OM]).replace("Mer text.", body))
    found = [place for place in addresses_of(tmp_path) if place.path == OM]
    assert [place.url[-1] for place in found] == list("1234567890")
    lines = (tmp_path / OM).read_text(encoding="utf-8").split("\n")
    assert lines[found[0].line - 1][found[0].column - 1 :].startswith("[a]")
    assert found[-1].url in lines[found[-1].line - 1]


def test_what_is_escaped_in_an_address_stays_so(tmp_path: Path) -> None:
    address = "https://example.org/a%2Fb?c=d%26e%2B1#å"
    write(make(tmp_path), OM, str(FILES[OM]).replace("Mer text.", f"[a]({address})"))
    found = [place.url for place in addresses_of(tmp_path) if place.path == OM]
    assert found == [address]


def test_the_day_of_a_good_answer_is_written_and_nothing_else_changes(base: Path) -> None:
    before = (base / "links.toml").read_text(encoding="utf-8")
    assert remember_answers(base, ask(base), TODAY) == ["faq"]
    after = (base / "links.toml").read_text(encoding="utf-8")
    assert after == before.replace('access = "public"\n\n[start]', 'access = "public"\nchecked = 2026-01-15\n\n[start]')
    assert remember_answers(base, ask(base), TODAY) == []
    assert remember_answers(base, ask(base), date(2026, 1, 16)) == ["faq"]
    assert load_library(base)[0].links["faq"].checked == date(2026, 1, 16)


def test_a_move_that_may_have_lost_the_page_is_no_good_answer() -> None:
    start = "https://a.example/"
    lost = result("links.toml", 1, "https://a.example/x", Outcome.MOVED, "Leder till en startsida.", start)
    (problem,) = Answers((lost,), {}).problems
    assert problem.hint == ""
    assert problem.message.endswith(start)
    moved = result("links.toml", 1, "https://a.example/x", Outcome.MOVED, "", "https://a.example/y")
    assert Answers((moved,), {}).problems[0].hint == "Byt till https://a.example/y."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[a]\nhref = 'x'\naccess = 'public'\nnote = 'n'", "[a]\nhref = 'x'\naccess = 'public'\n¤\nnote = 'n'"),
        ("[a]\nhref = 'x'", "[a]\n¤\nhref = 'x'"),
        ("[a]", "[a]\n¤\n"),
        (
            "\ufeff[ 'a' ] # x\r\nb = 1\r\n\r\n# y\n[c]\n",
            "\ufeff[ 'a' ] # x\r\n¤\r\nb = 1\r\n\r\n# y\n[c]\n",
        ),
        ('[a]\n  checked="2025-01-01"# x\n', '[a]\n  checked="2026-01-15"# x\n'),
        ("[a]\nchecked =  '2025-01-01'\n[b]\n", "[a]\nchecked =  '2026-01-15'\n[b]\n"),
        ('[b]\nn = """\n[a]\n"""\n[a]\n', None),
        ('[a]\nn = """\naccess = "x"\n"""\n', None),
        ('[a]\nn = """\nchecked = 2025-01-01\n"""\n', None),
        ("a = {href = 'x'}\n", None),
        ("a.href = 'x'\n[b]\n", None),
        ('["\\u0061"]\nhref = "x"\n', None),
    ],
)
def test_only_the_line_of_the_day_changes_however_the_register_is_written(old: str, new: str | None) -> None:
    made, dated = with_dates(old, ["a"], TODAY)
    if new is None:
        assert (made, dated) == (old, [])
    else:
        assert (made, dated) == (new.replace("¤", "checked = 2026-01-15"), ["a"])


def test_an_entry_that_cannot_be_dated_does_not_hinder_the_others() -> None:
    text = '[a]\nhref = "x"\n\n[c]\nn = """\nchecked = 1\n"""\n'
    made, dated = with_dates(text, ["a", "c"], TODAY)
    assert (made, dated) == (text.replace("[a]\n", "[a]\nchecked = 2026-01-15\n"), ["a"])


def test_an_address_that_was_changed_meanwhile_is_not_dated(base: Path, server: Site) -> None:
    answers = ask(base)
    text = (base / "links.toml").read_text(encoding="utf-8").replace(server.url("/ok"), server.url("/ny"))
    write(base, "links.toml", text)
    assert remember_answers(base, answers, TODAY) == []
    assert (base / "links.toml").read_text(encoding="utf-8") == text


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


def test_a_report_that_cannot_be_written_is_no_success(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(base)
    assert main(["check", "--external", "--seconds", "5", "--report", "about/om.md/rapport.md"]) == 2
    assert "gick inte att skriva" in capsys.readouterr().err


def result(path: str, line: int, url: str, outcome: Outcome, detail: str = "", new: str = "") -> ExternalResult:
    return ExternalResult(Place(path, line, url), outcome, detail, new)


def test_the_report_groups_what_was_found_address_by_address() -> None:
    results = (
        result("a.md", 1, "https://a.example/1", Outcome.GONE, "Sidan finns inte (404)."),
        result("b.md", 2, "https://a.example/2", Outcome.MOVED, "", "https://a.example/3"),
        result("c.md", 3, "https://a.example/1", Outcome.GONE, "Sidan finns inte (404)."),
        result("d.md", 4, "https://a.example/4", Outcome.OK),
    )
    text = web_report(Answers(results, {"https://a.example/1": date(2025, 11, 3)}), TODAY)
    assert "3 adresser gicks igenom den 15 januari 2026. 2 behöver någon titta på." in text
    assert text.index("## Borta (1)") < text.index("## Har flyttat (1)")
    assert (
        "- `https://a.example/1`\n"
        "  - Sidan finns inte (404). Adressen svarade senast den 3 november 2025.\n"
        "  - Står i `a.md:1`, `c.md:3`\n"
    ) in text
    assert "  - Ny adress: `https://a.example/3`\n" in text
    assert ALL_ANSWER not in text


def test_the_report_says_when_all_is_well_also_where_a_login_is_wanted() -> None:
    well = (result("d.md", 4, "https://a.example/4", Outcome.OK),)
    inside = (result("e.md", 5, "https://a.example/5", Outcome.LOGIN, "Servern kräver inloggning (401)."),)
    late = (result("e.md", 5, "https://a.example/5", Outcome.UNCHECKED, "Tiden tog slut."),)
    assert "Alla adresser svarar. 1 adress gicks igenom den 15 januari 2026." in web_report(Answers(well, {}), TODAY)
    text = web_report(Answers(well + inside, {}), TODAY)
    assert f"{ALL_ANSWER}, utom 1 som kräver inloggning eller hör till ett slutet nät." in text
    assert "## Kräver inloggning (1)" in text
    assert ALL_ANSWER not in web_report(Answers(well + late, {}), TODAY)


def test_a_network_that_is_down_is_not_blamed_on_the_addresses() -> None:
    one = result("a.md", 1, "https://a.example/", Outcome.NOT_NOW, "Det gick inte att ansluta.")
    two = result("b.md", 1, "https://b.example/", Outcome.NOT_NOW, "Det gick inte att ansluta.")
    assert "Inte en enda adress svarade." in web_report(Answers((one, two), {}), TODAY)
    assert not Answers((one, one), {}).silent
    assert not Answers((one, two, result("c.md", 1, "https://c.example/", Outcome.GONE)), {}).silent


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.OK])
def test_nothing_that_a_page_or_a_server_says_becomes_markup_in_the_report(outcome: Outcome) -> None:
    nasty = "https://x/`@alla`<img src=x>\n# [a](b)``c\x1b\u202e| <!-- #1"
    text = web_report(Answers((result("a`b@c.md", 1, nasty, outcome, "", nasty),), {}), TODAY)
    assert "`@alla`<img" in text
    lines = [line for line in text.splitlines() if line.lstrip().startswith("- ")]
    outside = [re.sub(r"(?<!`)(`+)(?!`) .*? (?<!`)\1(?!`)", "", line) for line in lines]
    assert not re.search(r"[@<\[#`]", "".join(outside))
    assert "\n# [a]" not in text
    assert not re.search(r"[\x1b\u202e]", text)
