"""Word files: styles in Swedish, nested lists, links, tables, and all that hides in a document."""

from __future__ import annotations

import pytest

from kunskapsbas.content import Code
from kunskapsbas.importing.document import Document, ImportRefused, words_of
from kunskapsbas.importing.opening import read_data
from tests.importing.wordfile import bold, docx, field, link, para, run, table

COMPILED = "Sammanställd: 2025-04-03 klockan 08.30"


def read(data: bytes) -> Document:
    document = read_data(data, "r.docx", "r.docx")
    assert [word for block in document.blocks for word in words_of(block.text)] == list(document.words)
    return document


def shape(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in document.blocks]


def told(document: Document) -> str:
    assert {problem.code for problem in document.problems} <= {Code.IMPORT_NOTE}
    return " ".join(problem.message for problem in document.problems)


def test_styles_lists_and_bold_lines_keep_what_they_are() -> None:
    body = (
        para("Regional rapport Prov", style="Rubrik")
        + para(COMPILED)
        + para("Sammanfattande lägesbild", style="Rubrik1")
        + para("ett", number=(1, 0))
        + para("under", number=(1, 1))
        + para("två", style="Punktlista")
        + para("första", number=(2, 0))
        + para("andra", number=(2, 0))
        + para("Inre rubrik", style="Rubrik2")
        + para("ingen lista", number=(3, 0))
        + para("Egen rubrik", style="EgenRubrik")
        + para("dold nivå", extra='<w:outlineLvl w:val="9"/>')
        + para(bold("Kommunikativ lägesbild"))
    )
    document = read(docx(body))
    assert shape(document) == [
        ("heading", 0, "Regional rapport Prov"),
        ("paragraph", 1, COMPILED),
        ("heading", 1, "Sammanfattande lägesbild"),
        ("item", 1, "ett"),
        ("item", 2, "under"),
        ("item", 1, "två"),
        ("item", 1, "första"),
        ("item", 1, "andra"),
        ("heading", 2, "Inre rubrik"),
        ("paragraph", 1, "ingen lista"),
        ("heading", 1, "Egen rubrik"),
        ("paragraph", 1, "dold nivå"),
        ("paragraph", 1, "Kommunikativ lägesbild"),
    ]
    assert [block.ordered for block in document.blocks if block.kind == "item"] == [False] * 3 + [True] * 2
    assert document.blocks[-1].bold
    assert document.problems == ()


def test_links_of_every_kind_keep_their_words_and_address() -> None:
    links = {"r1": "https://exempel.se/a", "r2": "#", "r3": "file:///C:/x.docx"}
    simple = f'<w:fldSimple w:instr="AUTHOR">{run("Anna")}</w:fldSimple>'
    inner = f'<w:hyperlink w:anchor="_Toc1">{run("inne")}</w:hyperlink>'
    body = para(link("ett", "r1"), " ", link("två", "r2"), " ", link("tre", "r3"), " ", inner, " ", simple)
    body += para(field("fyra", ' HYPERLINK "https://exempel.se/b" '), "[Fem](#)")
    runs = [(run.text.strip(), run.href) for block in read(docx(body, links)).blocks for run in block.runs]
    assert [found for found in runs if found[0]] == [
        ("ett", "https://exempel.se/a"),
        ("två", ""),
        ("tre", "file:///C:/x.docx"),
        ("inne Anna", None),
        ("fyra", "https://exempel.se/b"),
        ("Fem", ""),
    ]


def test_a_table_keeps_its_columns_whatever_its_cells_hold() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{para("bred")}</w:tc>'
    high = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{para("hög")}</w:tc>'
    below = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{para('')}</w:tc>"
    many = f"<w:tc>{para('ett')}{para('två', number=(1, 0))}</w:tc>"
    rows = (["A", "B", "C"], [wide, "c"], [high, "d", many], [below, "e", "f"])
    assert shape(read(docx(table(*rows)))) == [("table", 1, "A | B | C\nbred |  | c\nhög | d | ett två\n | e | f")]


def test_breaks_tabs_hyphens_boxes_and_controls_lose_no_word() -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent>"
        f"{para('i rutan')}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        f"{para('i rutan')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{para('i kontrollen')}</w:sdtContent></w:sdt>"
    breaks = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:br/>"
    breaks += "<w:t>e</w:t></w:r>"
    texts = [block.text for block in read(docx(para("före", box) + control + para(breaks))).blocks]
    assert texts == ["före", "i rutan", "i kontrollen", "a b", "c\u2011d", "e"]


def test_footnotes_come_last_with_their_marks() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{para("Förklaring.")}</w:footnote>'
    blocks = read(docx(para("Ord", mark, " mer."), parts={"footnotes": notes})).blocks
    assert [run.note for run in blocks[0].runs] == [0, 1, 0]
    assert (blocks[1].text, blocks[1].note) == ("Förklaring.", 1)


def test_comments_revisions_hidden_text_and_heads_are_told() -> None:
    body = para(
        "Text ",
        f'<w:ins w:id="1" w:author="A">{run("tillagd")}</w:ins>',
        '<w:del w:id="2" w:author="A"><w:r><w:delText>struken</w:delText></w:r></w:del>',
        f'<w:moveFrom w:id="3">{run("flyttad")}</w:moveFrom>',
        '<w:r><w:commentReference w:id="1"/></w:r>',
        run(" gömd", "<w:vanish/>"),
    )
    parts = {
        "comments": f'<w:comment w:id="1" w:author="Anna">{para("Stämmer det?")}</w:comment>',
        "header1": para("Västra provregionen"),
        "footer1": para("Sida 1 av 2"),
    }
    document = read(docx(body, parts=parts))
    assert [block.text for block in document.blocks] == ["Text tillagd gömd"]
    said = told(document)
    assert all(word in said for word in ("En kommentar", "struken", "dold text", "Västra provregionen"))
    assert "Sida 1" not in said
    assert "Anna" not in said


def test_the_day_of_compilation_may_stand_in_the_head_of_the_pages() -> None:
    body = para("Regional rapport Prov", style="Rubrik") + para("Text.")
    document = read(docx(body, parts={"header1": para(COMPILED)}))
    assert [block.text for block in document.blocks] == ["Regional rapport Prov", COMPILED, "Text."]


def test_a_report_pasted_as_lines_keeps_its_lists() -> None:
    document = read(docx("".join(para(line) for line in ("- ett", " - under", "- två", "Slut"))))
    assert shape(document) == [("item", 1, "ett"), ("item", 2, "under"), ("item", 1, "två"), ("paragraph", 1, "Slut")]


@pytest.mark.parametrize(
    "body",
    ["<w:p><w:r><w:t>x</w:p>", '<!DOCTYPE a [<!ENTITY b "c">]>', "<w:p>" * 20000 + "</w:p>" * 20000],
    ids=["not well-formed", "entities", "nested without end"],
)
def test_a_damaged_or_dangerous_document_is_refused_in_one_sentence(body: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_data(docx(body), "r.docx", "r.docx")
    [problem] = refused.value.problems
    assert problem.code is Code.IMPORT_FILE
