"""What the engine finds, in a real browser, on a small body of text: one test for each thing a reader relies on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kunskapsbas.search.client import engine_source
from kunskapsbas.search.index import build_index
from kunskapsbas.search.passages import Passage, SearchPage
from kunskapsbas.search.shards import write_shards

Answer = dict[str, Any]
Ask = Callable[..., Answer]
KINDS = {"term": "Begrepp", "report": "Rapport", "strategy": "Strategi"}


def page(name: str, title: str, *sections: str | tuple[str, str], **more: Any) -> SearchPage:
    """A page; a section is the text above any heading, or (heading, text)."""
    passages = [
        Passage("", "", part) if isinstance(part, str) else Passage(part[0], part[0].lower().replace(" ", "-"), part[1])
        for part in sections
    ]
    return SearchPage(name, f"{name}.html", title, tuple(passages), **more)


FILLER = "Texten handlar om annat och har många ord som inte säger något alls om det som någon kan tänkas leta efter. "
PAGES = [
    page("modul", "Modul", "En avgränsad del som kan väljas för sig.", kind="term",
         names=("Modul", "moduler", "byggsten"),
         definition="Avgränsad del av en vårdinformationsmiljö.", source="Rapporten (VGR, 2025-11-20)"),
    page("miljo", "Vårdinformationsmiljö", "Helheten av system och kopplingar.", kind="term",
         names=("Vårdinformationsmiljö", "VIM", "vårdinformativmiljö"), definition="Helheten av system.",
         deprecated=("vårdinformativmiljö",)),
    page("patientsakerhet", "Patientsäkerhet", "Skydd mot vårdskada.", kind="term", names=("Patientsäkerhet",),
         definition="Skydd mot vårdskada."),
    page("mars", "Regional rapport 6 mars 2025", "Läget efter pausen.",
         ("Möten", "Den 13 mars 2025 träffas ledningarna. Anders Kullbratt leder gruppen."),
         ("Kostnader", "Beloppen gäller olika saker: " + FILLER * 3), kind="report", day="2025-03-06"),
    page("november", "Regional rapport 20 november 2025", "Läget efter slutrapporten.",
         ("Beslut", "Regionstyrelsen beslutar om upphandlingen av moduler."), kind="report", day="2025-11-20"),
    page("vet-inte", "Vad vi inte vet", "Frågor utan svar.",
         ("Vilka effektmål gäller?", "Källorna anger inga."),
         ("Vad kostar strategin?", "Beloppet saknas."), kind="strategy"),
    page("kostnader", "Vad kostar det?",
         "Planen var 5,5 miljarder kronor. Millennium togs i drift den 12 november 2024.",
         kind="strategy", day="2025-11-20"),
    page("strategi", "Modulär strategi", FILLER * 2 + "Avtal med flera leverantörer. Kärnsystemet ersätts inte.",
         kind="strategy", day="2024-05-01"),
    page("ovrigt", "Övrigt", FILLER * 4),
    page("pausen", "Pausen", FILLER + "Pausöverenskommelsen gäller tills vidare. " + FILLER),
    page("kallor", "Källor", ("A", FILLER * 3), ("B", "Pausöverenskommelsen."), ("C", FILLER * 3), listing=True),
]  # fmt: skip


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """An empty page with an engine that reads its files from memory; `files` may be changed by a test."""
    view = browser.new_page()
    view.evaluate(f"window.parts = new Function({json.dumps(engine_source() + 'return { Engine };')})()")
    view.evaluate(
        """(files) => {
          window.start = (files) => new parts.Engine(async (kind, number) => {
            let found;
            window.kbSearchData = (_, __, data) => { found = data; };
            new Function(files[kind === "meta" ? "meta.js" : `${kind}/${number}.js`])();
            if (found === undefined) throw new Error("lost");
            return found;
          });
          window.files = files;
          window.engine = start(files);
        }""",
        dict(write_shards(build_index(PAGES), PAGES, KINDS)),
    )
    yield view
    view.close()


@pytest.fixture(scope="module")
def ask(window: Page) -> Ask:
    """Ask the engine; options as in 60-engine.js, `kinds` as a list."""

    def asked(query: str, **options: Any) -> Answer:
        answer: Answer = window.evaluate(
            "([query, options]) => engine.search(query, { ...options, kinds: new Set(options.kinds) })",
            [query, options],
        )
        return answer

    return asked


def names(answer: Answer) -> list[str]:
    return [hit["address"].removesuffix(".html") for hit in answer["hits"]]


def marked(parts: list[list[Any]]) -> list[str]:
    return [text for text, is_marked in parts if is_marked]


FIRST = {
    "modulerna": "modul",  # inflection
    "MODULERNAS": "modul",
    "byggstenar": "modul",  # an inflected synonym
    "vim": "miljo",  # an abbreviation
    "miljö": "miljo",  # the end of a compound
    "information": "miljo",  # its middle
    "vård informations miljö": "miljo",  # written apart
    "vårdinformativmiljö": "miljo",  # a form that should not be written
    "patient säkerhet": "patientsakerhet",
    "patientsekerhet": "patientsakerhet",  # misspelt
    "patinetsäkerhet": "patientsakerhet",  # swapped
    "patientsakerhet": "patientsakerhet",  # no marks
    "modulärstrategi": "strategi",  # written together
    "leverantörsavtal": "strategi",  # a compound that the text has in parts
    "leverantör avtal": "strategi",
    "kärnsystem": "strategi",
    "upp handling": "november",  # a common word within a compound
    "Vilka effektmål gäller?": "vet-inte",
    "effektmålens": "vet-inte",
    "Vilken dag togs Millennium i drift?": "kostnader",
    "Kullbratts": "mars",  # a name, inflected
    "kulbratt": "mars",
    "13 mars": "mars",
    "13/3": "mars",
    "2025-03-13": "mars",
    "mötet den 13:e mars": "mars",
    "mars 2025": "mars",
    "v. 47 rapport": "november",
    "Regional rapport 20 november 2025": "november",
    "Vad kostar det?": "kostnader",  # an exact title, of common words
    "upphandlades": "november",  # another word of the same family
}


@pytest.mark.parametrize("query", FIRST)
def test_the_first_hit(ask: Ask, query: str) -> None:
    assert names(ask(query))[:1] == [FIRST[query]]


@pytest.mark.parametrize(
    ("query", "address", "anchor"),
    [
        ("effektmål", "vet-inte.html", "vilka-effektmål-gäller?"),
        ("Kullbratt", "mars.html", "möten"),
        ("modul", "modul.html", ""),
    ],
)
def test_a_hit_leads_to_the_section_that_answers(ask: Ask, query: str, address: str, anchor: str) -> None:
    hit = ask(query)["hits"][0]
    assert (hit["address"], hit["anchor"]) == (address, anchor)


def test_a_page_stands_once_with_its_other_sections_below(ask: Ask) -> None:
    answer = ask("kostar effektmål")
    assert len(names(answer)) == len(set(names(answer)))
    assert {more["heading"] for more in answer["hits"][0]["more"]} == {"Vad kostar strategin?"}


def test_words_are_marked_also_inflected_and_within_compounds(ask: Ask) -> None:
    hit = ask("kullbratt grupp")["hits"][0]
    assert marked(hit["excerpt"]) == ["Kullbratt", "gruppen"]
    assert marked(ask("miljö")["hits"][0]["titleParts"]) == ["miljö"]
    assert marked(ask("13/3")["hits"][0]["excerpt"]) == ["13 mars 2025"]
    assert "".join(text for text, _ in hit["excerpt"]) in PAGES[3].passages[1].text


def test_a_term_has_a_card_and_stays_among_the_hits(ask: Ask) -> None:
    for query in ("modul", "moduler", "byggsten", "vad är en modul?"):
        answer = ask(query)
        assert answer["card"] == {
            "title": "Modul", "definition": PAGES[0].definition, "source": PAGES[0].source, "address": "modul.html",
        }  # fmt: skip
        assert names(answer)[0] == "modul"
    for query in ("modul kostnad", "Vilka moduler gäller?", "modul 13 mars"):
        assert ask(query)["card"] is None


def test_a_correction_is_told_and_can_be_refused(ask: Ask) -> None:
    assert ask("god patientsekerhet")["corrected"] == {"shown": "god patientsäkerhet", "asked": "god patientsekerhet"}
    assert ask("God Patientsekerhet")["corrected"]["shown"] == "God Patientsäkerhet"
    assert ask("vårdinformativmilö")["corrected"]["shown"] == "vårdinformationsmiljö"  # not the form to be avoided
    assert ask("patientsäkerheten")["corrected"] is None
    assert ask("patientsakerhet")["corrected"] is None
    assert ask("patientsekerhet", exactly=True)["corrected"] is None


def test_a_phrase_must_stand_word_for_word(ask: Ask) -> None:
    assert names(ask('"träffas ledningarna"')) == ["mars"]
    assert ask("”träffas ledningarna”")["hits"][0]["anchor"] == "möten"
    missing = ask('"ledningarna träffas"')
    assert missing["phraseMissing"]
    assert "mars" in names(missing)


def test_words_that_are_everywhere_do_not_decide(ask: Ask) -> None:
    assert names(ask("vad är det som gäller för effektmål och sådant"))[0] == "vet-inte"


def test_filters_and_counts(ask: Ask) -> None:
    answer = ask("rapport mars november")
    assert ["report", "Rapport", 2] in answer["facets"]["kinds"]
    assert dict(answer["facets"]["years"])["2025"] >= 2
    only = ask("modul", kinds=["report"])
    assert {hit["kind"] for hit in only["hits"]} == {"report"}
    assert only["facets"] == ask("modul")["facets"]
    assert {hit["day"][:4] for hit in ask("strategi kostar", year="2024")["hits"]} == {"2024"}


def test_a_source_is_found_in_the_list_of_sources_but_after_the_answer(ask: Ask) -> None:
    found = ask("pausöverenskommelsen")["hits"]
    assert [(hit["address"], hit["anchor"]) for hit in found] == [("pausen.html", ""), ("kallor.html", "b")]


def test_newest_first(ask: Ask) -> None:
    days = [hit["day"] for hit in ask("rapport läget strategi", byDate=True)["hits"]]
    assert days == sorted(days, reverse=True)
    assert len(days) > 2


def test_an_unfinished_word_finds_its_words_while_typing(ask: Ask) -> None:
    assert names(ask("patients", typing=True))[0] == "patientsakerhet"
    assert names(ask("modu", typing=True))[0] == "modul"


def test_a_word_that_nobody_has_gives_the_nearest(ask: Ask) -> None:
    answer = ask("qqqzzz")
    assert answer["uncertain"]
    assert answer["hits"] == []
    assert "kullbratt" in ask("kulbrrratt", exactly=True)["nearest"]


def test_a_word_too_far_from_any_is_not_called_an_answer(ask: Ask) -> None:
    answer = ask("mqdxl")
    assert names(answer)[0] == "modul"
    assert answer["uncertain"]
    assert "modul" in answer["nearest"]


STRANGE = [
    "", "   ", "<img src=x onerror=alert(1)>", "\"'`\\", "\0\x07\x1b", "🙂🙂", "x" * 10_000, "ord " * 3000,
    "och att det", "שלום עולם", "مرحبا", "\u202eabc", "”", '"', '""', "(((", "[a-z]+", "${alert(1)}",
    "__proto__", "constructor", "hasOwnProperty toString", "@2025-03-13", "-", "'s", "a", "å",
]  # fmt: skip


@pytest.mark.parametrize("query", STRANGE)
def test_any_string_has_an_answer(ask: Ask, query: str) -> None:
    answer = ask(query)
    assert isinstance(answer["hits"], list)
    assert answer["total"] >= len(answer["hits"])
    assert answer["lost"] == 0


@pytest.mark.parametrize("lost", ["v/0.js", "p/0.js", "r/0.js", "t/0.js"])
@pytest.mark.parametrize("damage", ["", "kbSearchData(", 'kbSearchData("v",0,7)', 'kbSearchData("p",0,["!"])'])
def test_a_missing_or_damaged_file_is_told_and_the_rest_works(window: Page, lost: str, damage: str) -> None:
    answer: Answer = window.evaluate(
        """async ([lost, damage]) => {
          const engine = start({ ...files, [lost]: damage });
          for (const query of ["qqqqq", "modul", "patientsekerhet"]) await engine.search(query);
          return engine.search("modul strategi effektmål");
        }""",
        [lost, damage],
    )
    assert isinstance(answer["hits"], list)
    if damage in ("", "kbSearchData("):
        assert answer["lost"] >= 1
    if lost[0] in "rt":
        assert len(answer["hits"]) > 1
