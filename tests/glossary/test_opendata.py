"""The open data: valid SKOS, the same in both forms of RDF, a table that spreadsheets read, and links to the files."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import DCTERMS, FOAF, RDF, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import XSD
from sphinx.errors import ConfigError

from kunskapsbas.content import Library, Source, SourceClass, Term
from kunskapsbas.glossary.opendata import COLUMNS, Publication, graph, table
from kunskapsbas.glossary.serialising import to_csv, to_jsonld, to_turtle
from kunskapsbas.links.built import check_site
from tests.conftest import ROOT
from tests.content.project import Project, words
from tests.content.small import make

# rdflib's own reader of JSON-LD uses a class that it has itself declared old; theirs to mend
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
ABOUT = Publication("Prov", licence="https://creativecommons.org/licenses/by/4.0/")
HOSTILE = 'Säg "hej"\\ och """tre""" \n\n på\tnya\r rader, </script><b>, \\u0041, %s {x} \x07, 😀 och \u2028slut.'


def term(name: str, title: str = "", **facts: object) -> Term:
    values = {"definition": f"Om {name}.", "category": "begrepp", "sources": ["alfa"], **facts}
    return Term.model_validate({"docname": f"glossary/{name}", "kind": "term", "title": title or name, **values})


def library_of(*terms: Term, **registers: object) -> Library:
    source = Source(id="alfa", title="Källan", publisher="Nämnden", date="våren 2025", source_class=SourceClass.GROUND)
    known = {"sources": {"alfa": source}, **registers}
    return Library(pages={one.docname: one for one in terms}, **known)  # type: ignore[arg-type]


def related(**names: str) -> list[dict[str, str]]:
    return [{"term": name, "relation": relation} for name, relation in names.items()]


def read(library: Library, about: Publication = ABOUT) -> Graph:
    """Return the graph that both files give, as rdflib reads them."""
    nodes = graph(library, about)
    turtle = Graph().parse(data=to_turtle(nodes), format="turtle")
    jsonld = Graph().parse(data=to_jsonld(nodes), format="json-ld")
    assert isomorphic(turtle, jsonld)
    return turtle


def concept(name: str) -> URIRef:
    return URIRef(ABOUT.term(f"glossary/{name}"))


def pairs(found: Graph, relation: URIRef) -> set[tuple[str, str]]:
    """Return the pairs of file names between which a relation holds."""
    names = {subject: str(name) for subject, name in found.subject_objects(SKOS.notation)}
    return {(names[one], names[other]) for one, other in found.subject_objects(relation)}


def faults(found: Graph) -> list[str]:
    """Return what breaks the SKOS reference: unknown words, wrong classes, and the integrity conditions."""
    return [*_vocabulary(found), *_classes(found), *_conditions(found), *_reached(found)]


def _vocabulary(found: Graph) -> Iterable[str]:
    for name in {*found.predicates(), *found.objects(None, RDF.type)}:
        if str(name).startswith(str(SKOS)) and name not in SKOS:
            yield f"{name} is no word of SKOS"
    for name in found.predicates():
        if str(name).startswith(str(DCTERMS)) and name not in DCTERMS:
            yield f"{name} is no word of DCMI"


def _classes(found: Graph) -> Iterable[str]:
    kinds = {kind: set(found.subjects(RDF.type, kind)) for kind in (SKOS.Concept, SKOS.ConceptScheme, SKOS.Collection)}
    concepts, schemes, collections = kinds.values()
    if concepts & schemes or concepts & collections or schemes & collections:  # S9, S37
        yield "something is of two classes"
    ranges = {
        SKOS.broader: (concepts, concepts), SKOS.narrower: (concepts, concepts), SKOS.related: (concepts, concepts),
        SKOS.inScheme: (concepts, schemes), SKOS.topConceptOf: (concepts, schemes),
        SKOS.hasTopConcept: (schemes, concepts), SKOS.member: (collections, concepts),
    }  # fmt: skip
    for relation, (domain, codomain) in ranges.items():
        for one, other in found.subject_objects(relation):
            if one not in domain or other not in codomain:
                yield f"{relation} from {one} to {other}"
    for label in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition, SKOS.scopeNote, SKOS.editorialNote):
        for text in found.objects(None, label):
            if not (isinstance(text, Literal) and text.language == "sv"):  # S12
                yield f"{label} {text!r} is no Swedish text"


def _conditions(found: Graph) -> Iterable[str]:
    above = {one: set(found.transitive_objects(one, SKOS.broader)) - {one} for one in found.subjects()}
    for one in found.subjects(RDF.type, SKOS.Concept):
        named = [set(found.objects(one, label)) for label in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
        if len(named[0]) != 1:  # S14: one in each language, and ours are all in Swedish
            yield f"{one} has {len(named[0])} preferred labels"
        if named[0] & named[1] or named[0] & named[2] or named[1] & named[2]:  # S13
            yield f"{one} has a label of two kinds"
        for other in found.objects(one, SKOS.related):
            if other in above[one] or one in above[other]:  # S27
                yield f"{one} is both related to {other} and below it"
    for relation, inverse in (
        (SKOS.broader, SKOS.narrower), (SKOS.related, SKOS.related), (SKOS.topConceptOf, SKOS.hasTopConcept),
        (DCTERMS.isPartOf, DCTERMS.hasPart),
    ):  # fmt: skip
        if set(found.subject_objects(relation)) != {(one, other) for other, one in found.subject_objects(inverse)}:
            yield f"{relation} is not the inverse of {inverse}"


def _reached(found: Graph) -> Iterable[str]:
    (scheme,) = found.subjects(RDF.type, SKOS.ConceptScheme)
    tops = set(found.objects(scheme, SKOS.hasTopConcept))
    reached = {below for top in tops for below in found.transitive_objects(top, SKOS.narrower)}
    for one in found.subjects(RDF.type, SKOS.Concept):
        if one not in reached or (one, SKOS.inScheme, scheme) not in found:
            yield f"{one} is not in the scheme"


def test_this_glossary_is_valid_skos(library: Library) -> None:
    found = read(library)
    assert faults(found) == []
    assert len(set(found.subjects(RDF.type, SKOS.Concept))) == len(library.terms)
    assert {str(label) for label in found.objects(None, SKOS.prefLabel)} >= {one.title for one in library.terms}


def test_the_checks_of_these_tests_find_what_is_wrong() -> None:
    found = read(library_of(term("a", related=related(b="broader")), term("b")))
    found.add((concept("a"), SKOS.related, concept("b")))
    found.add((concept("a"), SKOS.hiddenLabel, Literal("a", "sv")))
    found.add((concept("a"), SKOS.prefLabel, Literal("ett till", "sv")))
    found.add((concept("a"), URIRef(f"{SKOS}partOf"), concept("b")))
    found.remove((concept("b"), SKOS.topConceptOf, None))
    told = "\n".join(faults(found))
    for wrong in ("no word of SKOS", "2 preferred labels", "label of two kinds", "both related", "not the inverse"):
        assert wrong in told


def test_a_concept_says_what_its_front_matter_says() -> None:
    deprecated = [{"form": "modull", "reason": "Felstavat."}]
    one = term(
        "modul", "Modul", inflections=["modulen"], link_forms=["byggdel"], search_synonyms=["klots"],
        deprecated=deprecated, verified=False, as_of="2025-02-14",
    )  # fmt: skip
    found = read(library_of(one))
    said = {(name, str(value)) for name, value in found.predicate_objects(concept("modul"))}
    assert said >= {
        (SKOS.prefLabel, "Modul"),
        (SKOS.altLabel, "byggdel"),
        (SKOS.hiddenLabel, "modulen"),
        (SKOS.hiddenLabel, "klots"),
        (SKOS.hiddenLabel, "modull"),
        (SKOS.definition, "Om modul."),
        (SKOS.note, "Skriv inte ”modull”. Felstavat."),
        (SKOS.editorialNote, "Ska verifieras: definitionen bygger delvis på allmän kunskap."),
    }
    assert (concept("modul"), DCTERMS.valid, Literal("2025-02-14", datatype=XSD.date)) in found
    (kind,) = found.subjects(SKOS.member, concept("modul"))
    assert found.value(kind, SKOS.prefLabel) == Literal("Begrepp", "sv")


def test_the_scheme_has_title_licence_and_the_day_of_the_content() -> None:
    found = read(library_of(term("modul", as_of="2025-02-14")))
    (scheme,) = found.subjects(RDF.type, SKOS.ConceptScheme)
    assert found.value(scheme, DCTERMS.title) == Literal("Prov: ordlista", "sv")
    assert found.value(scheme, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert found.value(scheme, DCTERMS.valid) == Literal("2025-02-14", datatype=XSD.date)


def test_no_licence_day_or_address_is_made_up() -> None:
    found = read(library_of(term("modul")), Publication("Prov"))
    for name in (DCTERMS.license, DCTERMS.valid, FOAF.page):
        assert list(found.objects(None, name)) == []


def test_a_source_has_title_publisher_date_and_address() -> None:
    odd = Source(
        id="alfa", title="Källan", publisher="Nämnden", date="våren 2025", source_class=SourceClass.MEDIA,
        url="https://example.org/å b?c=<d>",
    )  # fmt: skip
    found = read(library_of(term("modul"), sources={"alfa": odd}))
    source = found.value(concept("modul"), DCTERMS.source)
    said = {str(value) for value in found.objects(source)}
    assert said >= {"alfa", "Källan", "Nämnden", "våren 2025", "https://example.org/å%20b?c=%3Cd%3E"}


def test_a_relation_told_by_one_term_holds_for_both() -> None:
    said = related(vidare="broader", hel="part_of", annan="contrast", nara="related")
    terms = [term("modul", related=said), *(term(name, name.title()) for name in ("vidare", "hel", "annan", "nara"))]
    found = read(library_of(*terms))
    assert faults(found) == []
    assert pairs(found, SKOS.narrower) == {("vidare", "modul")}
    assert pairs(found, DCTERMS.hasPart) == {("hel", "modul")}
    near = {other for one, other in pairs(found, SKOS.related) if one == "modul"}
    assert near == {"hel", "annan", "nara"}  # a part is no kind: no broader, or a search for kinds would find parts
    assert found.value(concept("annan"), SKOS.scopeNote) == Literal("Skilj från modul.", "sv")


@pytest.mark.parametrize(
    ("one", "two", "hierarchy"),
    [
        (related(b="broader"), related(a="related"), {("a", "b")}),
        (related(b="broader"), related(a="contrast"), {("a", "b")}),
        (related(b="broader"), related(a="narrower"), {("a", "b")}),
        (related(b="broader"), related(a="broader"), set()),
    ],
    ids=["the nearer relation holds", "a contrast is a note", "both say the same", "they contradict each other"],
)
def test_two_terms_that_say_different_things_give_valid_skos(
    one: list[dict[str, str]], two: list[dict[str, str]], hierarchy: set[tuple[str, str]]
) -> None:
    found = read(library_of(term("a", related=one), term("b", related=two)))
    assert faults(found) == []
    assert pairs(found, SKOS.broader) == hierarchy
    assert pairs(found, SKOS.related) == (set() if hierarchy else {("a", "b"), ("b", "a")})


def test_terms_in_a_line_of_broader_ones_are_not_also_related() -> None:
    found = read(
        library_of(
            term("a", related=related(b="broader", c="related")), term("b", related=related(c="broader")), term("c")
        )
    )
    assert faults(found) == []
    assert pairs(found, SKOS.related) == set()


def test_a_circle_of_broader_terms_is_still_reached_from_the_top() -> None:
    circle = [term("a", related=related(b="broader")), term("b", related=related(c="broader"))]
    found = read(library_of(*circle, term("c", related=related(a="broader")), term("d")))
    assert faults(found) == []
    assert pairs(found, SKOS.broader) == {("a", "b"), ("b", "c"), ("c", "a")}


def test_hostile_text_comes_back_as_it_was() -> None:
    found = read(library_of(term("a", '"""\\', definition=HOSTILE, link_forms=["'''", "@sv", "x\\"])))
    assert found.value(concept("a"), SKOS.definition) == Literal(HOSTILE, "sv")
    assert {str(form) for form in found.objects(concept("a"), SKOS.altLabel)} == {"'''", "@sv", "x\\"}


def test_jsonld_reads_as_plain_json_too() -> None:
    told = json.loads(to_jsonld(graph(library_of(term("modul", "Modul", link_forms=["byggdel"])), ABOUT)))
    (one,) = (node for node in told["@graph"] if node["type"] == "skos:Concept")
    assert one["prefLabel"] == {"sv": "Modul"}
    assert one["altLabel"] == {"sv": ["byggdel"]}
    assert isinstance(told["@context"], dict)  # and no address that has to be fetched


def test_an_identifier_rests_on_namespace_and_file_name_alone() -> None:
    one = Publication("Prov", "2248c00f-f355-4afa-ba30-0924043ce6ce")
    moved = Publication("Nytt namn", one.namespace, addresses={"glossary/modul": "https://example.org/modul"})
    assert one.term("glossary/modul") == moved.term("glossary/modul")
    assert one.term("glossary/modul") == "urn:uuid:c3418ef7-8454-5799-9cad-8b8e9b7c75ad"
    assert ABOUT.term("glossary/modul") not in (one.term("glossary/modul"), ABOUT.term("glossary/system"))


def test_a_renamed_term_says_which_identifier_it_had() -> None:
    found = read(library_of(term("delsystem"), redirects={"glossary/modul": "glossary/delsystem", "old": "index"}))
    assert set(found.subject_objects(DCTERMS.replaces)) == {(concept("delsystem"), concept("modul"))}


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_table_has_a_row_for_each_term_in_swedish_order(library: Library) -> None:
    data = to_csv(table(library, ABOUT))
    assert data.startswith("\ufeffid,nyckel,begrepp,definition,".encode())
    assert data.count(b"\r\n") == data.count(b"\n") == len(library.terms) + 1
    found = rows(data)
    assert [row["begrepp"] for row in found] == [one.title for one in library.terms]
    assert all(list(row) == list(COLUMNS) and None not in row.values() for row in found)
    (system,) = (row for row in found if row["nyckel"] == "karnsystem")
    assert system["vidare"] == "Vårdinformationssystem"
    assert system["snavare"] == "Millennium"
    assert "Modul" in system["skilj_fran"].split(" | ")
    assert "Modul" not in system["se_aven"].split(" | ")
    assert system["ska_verifieras"] == "nej"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r\n=1+1", "a;=1+1", "a,@b", "a\n=1"])
def test_no_cell_of_the_table_is_a_formula(text: str) -> None:
    one = term(
        "a", text.strip(), definition=text, link_forms=[text.strip()], deprecated=[{"form": text, "reason": "x"}]
    )
    data = to_csv(table(library_of(one), ABOUT)).decode("utf-8-sig")
    for separator in (",", ";", "\t"):
        cells = [cell for row in csv.reader(io.StringIO(data, newline=""), delimiter=separator) for cell in row]
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_a_cell_stays_on_its_line_and_tells_values_apart() -> None:
    one = term("a", "A", definition='En\nrad,  med "citat" | och streck', link_forms=["x|y", "z"])
    (row,) = rows(to_csv(table(library_of(one), ABOUT)))
    assert row["definition"] == 'En rad, med "citat" / och streck'
    assert row["kallas_ocksa"] == "x/y | z"


def test_the_same_glossary_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    make(tmp_path)
    code = (
        "import sys, pathlib; from kunskapsbas.content import load_library as load;"
        "from kunskapsbas.glossary.opendata import *; from kunskapsbas.glossary.serialising import *;"
        f"lib, _ = load(pathlib.Path({str(tmp_path)!r})); about = Publication('Prov'); nodes = graph(lib, about);"
        "sys.stdout.buffer.write(to_turtle(nodes) + to_jsonld(nodes) + to_csv(table(lib, about)))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert len(said.pop()) > 1000


DATA = "\n\n```{glossary-data}\n```\n"
FILES = ("glossary/ordlista.csv", "glossary/ordlista.jsonld", "glossary/ordlista.ttl")


@pytest.fixture
def published(project: Project) -> Project:
    """A small knowledge base that shows its open data on the A-Ö page, not built yet."""
    project.write("glossary/index.md", project.text("glossary/index.md") + DATA)
    return project


def settings(project: Project, **values: str) -> None:
    lines = [f"{name} = {value!r}\n" for name, value in values.items()]
    project.write("conf.py", project.text("conf.py") + "".join(lines))


def on_paper(project: Project, page: str, out: str) -> str:
    """Return a page as a builder that makes no site writes it."""
    project.build(out=out, builder="pseudoxml")
    return (project.root / out / f"{page}.pseudoxml").read_text(encoding="utf-8")


def test_the_list_from_a_to_ö_leads_to_the_files_with_type_and_size(published: Project) -> None:
    settings(published, glossary_licence="https://creativecommons.org/licenses/by/4.0/")
    body = published.build().body("glossary/index")
    assert published.told == ""
    links = body.css(".kb-open-data li a")
    sizes = {name: max(1, round((published.root / "out" / name).stat().st_size / 1000)) for name in FILES}
    assert [(words(link), link.attributes["href"]) for link in links] == [
        (f"Ordlistan som CSV ({sizes[FILES[0]]} kB)", "ordlista.csv"),
        (f"Ordlistan som JSON-LD ({sizes[FILES[1]]} kB)", "ordlista.jsonld"),
        (f"Ordlistan som Turtle ({sizes[FILES[2]]} kB)", "ordlista.ttl"),
    ]
    assert [words(heading) for heading in body.css("h2#oppna-data")] == ["Öppna data"]
    assert "Licens: CC BY 4.0." in words(body)
    assert [fault.target for fault in check_site(published.root / "out") if "ordlista" in fault.target] == []
    listing = body.css_first(".kb-open-data .kb-handouts")
    assert listing is not None
    assert "kb-not-searched" in (listing.attributes["class"] or "")


def test_another_page_in_another_folder_can_lead_to_the_files_too(published: Project) -> None:
    published.change("about/om.md", "Mer text.", DATA)
    links = published.build().body("about/om").css(".kb-open-data li a")
    assert [link.attributes["href"] for link in links] == [f"../{name}" for name in FILES]


def test_a_site_of_folders_leads_to_the_files_too(published: Project) -> None:
    published.build(builder="dirhtml")
    links = published.body("glossary/index").css(".kb-open-data li a")
    assert [link.attributes["href"] for link in links] == [name.removeprefix("glossary/") for name in FILES]
    published.change("about/om.md", "Mer text.", DATA)
    links = published.build(builder="dirhtml").body("about/om/index").css(".kb-open-data li a")
    assert [link.attributes["href"] for link in links] == [f"../../{name}" for name in FILES]


def test_the_files_follow_the_glossary_and_are_left_alone_when_nothing_has_changed(published: Project) -> None:
    places = [published.build().root / "out" / name for name in FILES]
    before = [(path.stat().st_ino, path.read_bytes()) for path in places]
    published.build()
    assert [(path.stat().st_ino, path.read_bytes()) for path in places] == before
    published.change("glossary/modul.md", "En avgränsad del.", "En helt annan del.")
    published.build()
    assert all("En helt annan del." in path.read_text(encoding="utf-8") for path in places)
    for name in ("modul", "system"):
        (published.root / "src" / "glossary" / f"{name}.md").unlink()
    published.change("strategy/fraga.md", "{term}`modul`", "modul")
    published.build()
    assert [path for path in places if path.exists()] == []
    assert published.body("glossary/index").css(".kb-open-data") == []


def test_two_processes_write_the_same_files_and_page_as_one(published: Project) -> None:
    published.build(out="one")
    published.build(jobs=2, out="two")
    for name in (*FILES, "glossary/index.html"):
        assert (published.root / "one" / name).read_bytes() == (published.root / "two" / name).read_bytes()


def test_the_files_are_there_without_the_directive(small: Project) -> None:
    assert all((small.root / "out" / name).is_file() for name in FILES)


def test_with_an_address_every_term_tells_its_page(published: Project) -> None:
    settings(published, html_baseurl="https://example.org/bas")
    found = Graph().parse(published.build().root / "out" / FILES[2])
    pages = {str(page) for page in found.objects(None, FOAF.page)}
    assert pages >= {f"https://example.org/bas/glossary/{name}.html" for name in ("index", "modul", "system")}


def test_on_paper_the_files_are_told_of_only_where_they_have_an_address(published: Project) -> None:
    assert "ppna data" not in on_paper(published, "glossary/index", "before")
    settings(published, html_baseurl="https://example.org/bas/")
    paper = on_paper(published, "glossary/index", "after")
    assert [name for name in FILES if f'refuri="https://example.org/bas/{name}"' not in paper] == []
    assert not (published.root / "after" / "glossary" / "ordlista.csv").exists()


def test_a_project_without_the_model_has_no_open_data(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("conf.py", 'extensions = ["myst_parser", "kunskapsbas.glossary"]\nhtml_theme = "basic"\n')
    project.write("index.md", f"# Start\n\nText.{DATA}")
    assert project.build().told == ""
    assert not (tmp_path / "out" / "glossary").exists()


@pytest.mark.parametrize("value", [{"glossary_namespace": "ordlista"}, {"glossary_licence": "CC BY"}])
def test_a_setting_that_cannot_be_used_is_refused(published: Project, value: dict[str, str]) -> None:
    settings(published, **value)
    with pytest.raises(ConfigError, match=next(iter(value))):
        published.build()
