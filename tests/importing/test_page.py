"""The page that is made of an original: the same words, as MyST that shows them and nothing else."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kunskapsbas.content import Code, Library, Link, Report, Source
from kunskapsbas.content.frontmatter import read_head, read_page
from kunskapsbas.content.markdown import read_markdown
from kunskapsbas.content.model import Access, SourceClass
from kunskapsbas.content.reportsource import with_report_source
from kunskapsbas.importing.comparing import differences, page_words
from kunskapsbas.importing.document import Block, Document, ImportRefused, Run, tidy, words_of
from kunskapsbas.importing.drafting import Draft, Original, draft
from kunskapsbas.importing.escaping import escape_line, inline
from kunskapsbas.importing.page import write_page
from kunskapsbas.importing.plain import read_text
from kunskapsbas.importing.registering import register_links, with_links
from kunskapsbas.importing.report import ParsedReport, Part, understand
from kunskapsbas.swedish.dates import TIME_ZONE
from tests.importing.originals import MARCH, TITLE, with_line

NOW = datetime(2026, 1, 1, tzinfo=TIME_ZONE)
SIGNS = st.text(alphabet=list("ab åÄ1.)(<>[]{}*_`~!#-+=|%:&;@^$\\\"'/,?"), max_size=25)


def original(document: Document) -> Original:
    return Original("r.txt", "r.txt", hashlib.sha256(b"r").hexdigest(), document, understand(document, "r.txt"))


def made(text: str = MARCH, library: Library | None = None) -> Draft:
    return draft(original(read_text(text, "r.txt")), library or Library(), "", NOW)


def page_of(text: str) -> Report:
    head, problems = read_head("reports/2025-04-03.md", text)
    assert head is not None, problems
    page, problems = read_page("reports/2025-04-03.md", head)
    assert isinstance(page, Report), problems
    return page


def shown(line: str) -> str:
    return " ".join(words_of(" ".join(page_words(line))))


def test_the_front_matter_holds_what_the_original_says() -> None:
    page = page_of(made().text)
    assert page.title == f"{TITLE}, 3 april 2025"
    assert f"{page.compiled:%Y-%m-%dT%H:%M}" == "2025-04-03T08:30"
    assert page.compiled_raw == "Sammanställd: 2025-04-03 klockan 08.30"
    assert (page.publisher, page.commissioner) == ("Provstaben, Provkontoret", "Samordnad hantering för prov")
    assert page.audience == ("politisk ledning", "chefer", "intranätet")
    assert (page.subject, page.wording, page.source_file) == ("Samordning vårdinformationssystem", "original", "r.txt")
    assert [(who.name, who.role) for who in page.spokespersons] == [("Anna Exempel", "hälso- och provdirektör")]
    assert page.source_sha256 == hashlib.sha256(b"r").hexdigest()
    assert [event.confirmed for event in page.events] == [False] * 3
    assert 40 <= len(page.summary) <= 300
    assert page.summary in " ".join(MARCH.replace("- ", "").split())


def test_the_text_has_headings_nested_lists_and_registered_links() -> None:
    body = made().text.partition("\n---\n")[2]
    assert body.count("\n## ") == 8
    assert "- Det mesta av underlaget är insamlat.\n  - Nästan alla samtal är genomförda.\n  - En lista" in body
    assert "- 2/4: {link}`Besök på provmottagningen 10 april <besok-pa-provmottagningen-10-april>`\n" in body
    assert "\n\n\n" not in body
    assert made().text.endswith("intranätet.\n")


def test_problems_stand_on_the_lines_that_they_are_about() -> None:
    draft_ = made()
    lines = draft_.text.split("\n")
    colon = next(problem for problem in draft_.problems if problem.code is Code.COLON_ITEM)
    assert "följande uppdrag:" in lines[colon.line - 1]
    events = [problem for problem in draft_.problems if problem.code is Code.UNCONFIRMED_EVENT]
    assert all("- id:" in lines[problem.line - 1] for problem in events)
    assert {problem.path for problem in draft_.problems} == {"reports/2025-04-03.md"}
    assert not any(problem.stops for problem in draft_.problems)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (MARCH.replace("Sammanställd: 2025-04-03 klockan 08.30", "Torsdag"), Code.NOT_COMPILED),
        (MARCH.replace("2025-04-03", "2031-04-03"), Code.FUTURE_REPORT),
    ],
    ids=["no day", "the future"],
)
def test_a_report_of_no_day_or_a_day_to_come_is_refused(text: str, code: Code) -> None:
    with pytest.raises(ImportRefused) as refused:
        made(text)
    assert refused.value.problems[-1].code is code


def test_a_lost_word_stops_the_import_and_is_named() -> None:
    whole = read_text(MARCH, "r.txt")
    robbed = Document(tuple(block for block in whole.blocks if "samtal" not in block.text), whole.words)
    with pytest.raises(ImportRefused) as refused:
        draft(original(robbed), Library(), "", NOW)
    [problem] = refused.value.problems
    assert problem.code is Code.WORDS_LOST
    assert "Nästan alla samtal är genomförda" in problem.message


def test_differences_are_told_with_the_words_before_them() -> None:
    assert differences(["a", "b"], ["a", "b"]) == []
    assert differences("ett två tre fyra fem".split(), "ett två tre fem".split()) == [
        "”fyra” saknas efter ”ett två tre”"
    ]
    assert differences(["a"], ["b"]) == ["”a” har blivit ”b” i början"]
    assert differences([], ["b"]) == ["”b” har kommit till i början"]
    assert differences(list("aXbXcXdXeXfXg"), list("abcdefg"))[-1] == "och 1 ställen till"


@given(st.lists(st.builds(Run, SIGNS, st.booleans(), st.booleans()), max_size=4))
@example([Run("1. x"), Run("a", True)])
@example([Run(":::{raw} html")])
def test_signs_in_a_text_are_shown_as_they_are(runs: list[Run]) -> None:
    kept = tidy(runs)
    markdown = escape_line(inline(kept, {}))
    facts = read_markdown(markdown)
    assert (facts.headings, facts.spots) == ([], [])
    assert page_words(markdown) == words_of("".join(run.text for run in kept))


BLOCKS = st.lists(
    st.builds(
        lambda kind, text, level, ordered, href: Block(
            kind, tidy([Run(text), Run("länk", href=href)]), level, ordered, rows=()
        ),
        st.sampled_from(["paragraph", "item", "heading"]), SIGNS, st.integers(1, 4), st.booleans(),
        st.sampled_from([None, "", "https://exempel.se/a b)`<", "mailto:a@exempel.se", "javascript:alert(1)"]),
    ),
    max_size=8,
)  # fmt: skip


@given(BLOCKS, st.lists(st.lists(SIGNS, min_size=2, max_size=2), max_size=3))
def test_every_word_of_any_document_is_on_its_page_and_nothing_runs(blocks: list[Block], rows: list[list[str]]) -> None:
    table = Block("table", rows=tuple(tuple(tidy([Run(cell)]) for cell in row) for row in rows))
    every = (*blocks, *([table] if rows else []))
    first = (Block("paragraph", (Run(TITLE),)), Block("paragraph", (Run("Sammanställd: 2025-04-03 klockan 08.30"),)))
    words = tuple(word for block in (*first, *every) for word in words_of(block.text))
    text = draft(original(Document((*first, *every), words)), Library(), "", NOW).text
    facts = read_markdown(text, "t")
    assert {spot.name for spot in facts.spots if spot.kind == "role"} <= {"link"}
    assert not [spot for spot in facts.spots if spot.kind in ("html", "directive", "image")]
    assert all(spot.target.startswith("mailto:") for spot in facts.spots if spot.kind == "link")


def test_numbers_tables_footnotes_and_subheadings_have_their_marks() -> None:
    blocks = (
        Block("item", (Run("ett"),), ordered=True, label="3."),
        Block("item", (Run("under"),), 2),
        Block("item", (Run("två"),), ordered=True),
        Block("item", (Run("punkt"),)),
        Block("item", (Run("ny"),), ordered=True),
        Block("table", rows=(((Run("A"),), (Run("B|C"),)), ((Run("d"),),))),
        Block("paragraph", (Run("Ord"), Run("", note=1))),
        Block("paragraph", (Run("Fotnot"),), note=1),
    )
    report = ParsedReport("T", None, (Part("Del #", None, blocks), Part("Inre", None, (), 1)))
    lines = write_page(page_of(made().text), report, {}, {}, {}).lines
    body = "\n".join(lines[lines.index("---", 1) + 1 :])
    assert body == (
        "\n## Del \\#\n\n3. ett\n   - under\n4. två\n\n- punkt\n\n1. ny\n\n| A | B\\|C |\n| --- | --- |\n| d |  |\n"
        "\nOrd[^1]\n\n[^1]: Fotnot\n\n### Inre"
    )


def test_links_with_the_same_words_share_an_entry_of_the_register() -> None:
    known = Link(id="fragor", title="Frågor och svar om vårdinformationsmiljön", href="", access=Access.INTRANET)
    library = Library(links={"fragor": known})
    forms = {"vårdinformativmiljö": "Vårdinformationsmiljö"}
    compiled = made().original.report.compiled
    assert compiled is not None
    runs = [
        Run("Frågor och svar om vårdinformativmiljön", href=""),
        Run("Nytt – med streck", href=""),
        Run("Nytt - med streck", href="https://exempel.se/nytt"),
        Run("Frågor och svar om vårdinformationsmiljön", href="https://exempel.se/fragor"),
    ]
    links = register_links(runs, library, forms, compiled)
    assert list(links.ids.values()) == ["fragor", "nytt-med-streck", "nytt-med-streck", "fragor"]
    assert [(link.id, link.href) for link in links.added] == [("nytt-med-streck", "https://exempel.se/nytt")]
    assert dict(links.found) == {"fragor": "https://exempel.se/fragor"}
    text = with_links('# Ett register\n\n[fragor]\ntitle = "F"\nhref = ""\naccess = "intranet"\n', links)
    assert '[fragor]\ntitle = "F"\nhref = "https://exempel.se/fragor"\n' in text
    assert text.startswith("# Ett register\n")
    assert 'note = "Finns i rapporten den 3 april 2025."' in text


def test_a_report_that_is_a_source_already_is_that_source(tmp_path: Path) -> None:
    source = Source(
        id="gammal", title="Regional rapport X", publisher="P", date="2025-04-03", source_class=SourceClass.GROUND
    )
    draft_ = made(library=Library(sources={"gammal": source}))
    assert draft_.page.sources == ("gammal",)
    assert not draft_.new_source
    fresh = made()
    assert (fresh.page.sources, fresh.new_source) == (("rapport-2025-04-03",), True)
    compiled = fresh.original.report.compiled
    assert compiled is not None
    text = with_report_source("", "rapport-2025-04-03", "Titel {med} klamrar", "P", compiled.moment.date(), "r.txt")
    (tmp_path / "references.bib").write_text(text, encoding="utf-8")
    from kunskapsbas.content.registers import read_sources

    sources, problems = read_sources(tmp_path)
    assert problems == []
    assert sources["rapport-2025-04-03"].title == "Titel med klamrar"


def test_a_link_to_a_place_that_no_page_may_lead_to_is_words_and_is_told() -> None:
    draft_ = made(with_line("[Samlad information om provet](#)", "[Fil](file:///C:/hemligt.docx)"))
    assert "file:///" not in draft_.text
    assert [problem.code for problem in draft_.problems if "file:///" in problem.message] == [Code.IMPORT_NOTE]
