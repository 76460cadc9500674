"""What hides in Word files: styles that rest on others, struck paragraphs, parts under other names, odd links."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kunskapsbas.importing.document import Document, words_of
from kunskapsbas.importing.opening import read_data
from tests.importing.wordfile import NAMES, bold, docx, field, link, para, run, table

STRUCK_END = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="Bild 1" descr="Karta över länet"/><pic:pic '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/></wp:inline></w:drawing></w:r>'
)
FORMULA = (
    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x+y</m:t></m:r></m:oMath>'
)
SIGN = '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r><w:r><w:sym w:font="Okänd" w:char="1234"/></w:r>'


def read(data: bytes) -> Document:
    document = read_data(data, "r.docx", "r.docx")
    assert [word for block in document.blocks for word in words_of(block.text)] == list(document.words)
    return document


def shape(data: bytes) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in read(data).blocks]


def changed(data: bytes, changes: dict[str, tuple[str, str]]) -> bytes:
    """Return a Word file with parts whose names or text are others: name -> new name, and what its text becomes."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            other, text = changes.get(name, (name, "{}"))
            new.writestr(other, text.replace("{}", old.read(name).decode()))
    return made.getvalue()


def with_styles(body: str, styles: str) -> bytes:
    return changed(docx(body), {"word/styles.xml": ("word/styles.xml", f"<w:styles {NAMES}>{styles}</w:styles>")})


def style(key: str, name: str, more: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'


def test_a_style_is_what_the_style_it_rests_on_is() -> None:
    data = with_styles(
        para("Del", style="B") + para("Innehåll", style="C") + para("punkt", style="E") + para("Fet", style="F"),
        style("A", "heading 1", "")
        + style("B", "VGR del", '<w:basedOn w:val="A"/>')
        + style("C", "TOC Heading", '<w:basedOn w:val="A"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>')
        + style("D", "Egen", '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("E", "Egen 2", '<w:basedOn w:val="D"/>')
        + style("F", "Ingress", '<w:rPr><w:b/></w:rPr><w:basedOn w:val="F"/>'),
    )
    assert shape(data) == [
        ("heading", 1, "Del"), ("paragraph", 1, "Innehåll"), ("item", 1, "punkt"), ("paragraph", 1, "Fet"),
    ]  # fmt: skip
    assert read(data).blocks[-1].bold


def test_lists_are_nested_as_deep_as_word_nests_them_and_end_where_the_writer_ended_them() -> None:
    numbered = "".join(para(str(level), number=(1, level)) for level in range(9))
    assert [block.level for block in read(docx(numbered)).blocks] == list(range(1, 10))
    ended = para("en punkt", style="Punktlista") + para("ingen punkt", style="Punktlista", number=(0, 0))
    assert [kind for kind, _, _ in shape(docx(ended))] == ["item", "paragraph"]


@pytest.mark.parametrize(
    ("written", "read_as", "orphans"),
    [
        ([1, 1, 2], [1, 1, 2], 0),  # the whole list at a deeper level, for its look
        ([1, 0, 2], [1, 1, 2], 1),
        ([0, 2, 1, 0], [1, 2, 2, 1], 0),
        ([0, None, 1], [1, 1], 1),  # a paragraph stands between an item and what belongs to it
    ],
)
def test_an_item_without_the_one_it_belongs_to_is_known_as_such(
    written: list[int | None], read_as: list[int], orphans: int
) -> None:
    body = "".join(para("x", number=None if level is None else (1, level)) for level in written)
    items = [block for block in read(docx(body)).blocks if block.kind == "item"]
    assert [block.level for block in items] == read_as
    assert sum(block.orphan for block in items) == orphans


def test_a_line_break_in_an_item_does_not_end_the_list() -> None:
    broken = para(run("ett") + "<w:r><w:br/></w:r>" + run("fortsatt"), number=(1, 0)) + para("under", number=(1, 1))
    assert shape(docx(broken)) == [("item", 1, "ett fortsatt"), ("item", 2, "under")]


def test_a_paragraph_whose_end_is_struck_is_one_with_the_next() -> None:
    body = para("Ett ", extra=STRUCK_END) + para("stycke.") + para("Sist", extra=STRUCK_END)
    row = f'<w:tr><w:trPr><w:del w:id="1" w:author="A"/></w:trPr><w:tc>{para(run("struken rad"))}</w:tc></w:tr>'
    rows = table(["A", "B"], ["c", "d"]).replace("</w:tbl>", f"{row}</w:tbl>")
    assert [text for _, _, text in shape(docx(body + rows))] == ["Ett stycke.", "Sist", "A | B\nc | d"]


def test_links_with_more_than_an_address_or_with_none_keep_their_words() -> None:
    body = para(
        field("ett", ' HYPERLINK "https://exempel.se/a" \\o "Visa sidan" '),
        " ",
        field("två", ' HYPERLINK \\l "plats" '),
        " ",
        link("tre", "saknas"),
        " ",
        f'<w:hyperlink w:history="1">{run("fyra")}</w:hyperlink>',
        " ",
        link("fem", "r1"),
        f"<w:fldSimple w:instr=' HYPERLINK \"https://exempel.se/b\" '>{run(' sex')}</w:fldSimple>",
    )
    runs = read(docx(body, {"r1": "about:blank#"})).blocks[0].runs
    assert [(found.text.strip(), found.href) for found in runs if found.href is not None] == [
        ("ett", "https://exempel.se/a"), ("tre", ""), ("fyra", ""), ("fem", ""), ("sex", "https://exempel.se/b"),
    ]  # fmt: skip
    assert "två" in read(docx(body)).words


def test_signs_formulas_and_the_words_of_merged_cells_come_along_and_pictures_are_told() -> None:
    first = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{para("ovan")}</w:tc>'
    second = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{para('kvar')}</w:tc>"
    body = para(run("före "), FORMULA, run(" "), SIGN, PICTURE) + table([first, "B"], [second, "D"])
    document = read(docx(body))
    assert [block.text for block in document.blocks] == ["före x+y α", "ovan | B\nkvar | D"]
    assert [problem.message for problem in document.problems] == ["En bild togs inte med (”Karta över länet”)."]


def test_a_table_in_a_table_stays_one_and_a_table_for_the_looks_is_none() -> None:
    outer = [f"<w:tc>{table(['A', 'B'], ['c', 'd'])}{para('')}</w:tc>", "bredvid"]
    assert shape(docx(table(outer))) == [("table", 1, "A | B\nc | d"), ("paragraph", 1, "bredvid")]
    columns = [f"<w:tc>{para('Del', style='Rubrik1')}{para('text')}</w:tc>", f"<w:tc>{para('mer')}</w:tc>"]
    assert [kind for kind, _, _ in shape(docx(table(columns)))] == ["heading", "paragraph", "paragraph"]


def test_the_parts_of_a_file_may_have_other_names_and_word_strict_is_read() -> None:
    data = docx(para("Del", style="Rubrik1") + para("punkt", number=(1, 1)))
    renamed = changed(
        data,
        {
            "_rels/.rels": ("_rels/.rels", "{}"),
            "word/document.xml": ("word/document2.xml", "{}"),
            "word/_rels/document.xml.rels": ("word/_rels/document2.xml.rels", "{}"),
        },
    )
    with zipfile.ZipFile(BytesIO(renamed)) as archive:
        relations = archive.read("_rels/.rels").decode().replace("word/document.xml", "/word/document2.xml")
    renamed = changed(renamed, {"_rels/.rels": ("_rels/.rels", relations)})
    strict = changed(data, {name: (name, text) for name, text in _strict(data).items()})
    assert shape(renamed) == shape(strict) == [("heading", 1, "Del"), ("item", 1, "punkt")]


def _strict(data: bytes) -> dict[str, str]:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist() if name.startswith("word/")}
    return {
        name: text.replace(usual, "http://purl.oclc.org/ooxml/wordprocessingml/main") for name, text in texts.items()
    }


def test_comments_are_told_by_the_words_they_stand_at() -> None:
    body = para(
        '<w:commentRangeStart w:id="1"/>', run("tolv veckor"), '<w:commentRangeEnd w:id="1"/>',
        '<w:r><w:commentReference w:id="1"/></w:r>',
    )  # fmt: skip
    parts = {"comments": f'<w:comment w:id="1" w:author="Anna" w:initials="A">{para("Stämmer det?")}</w:comment>'}
    [problem] = read(docx(body, parts=parts)).problems
    assert "”tolv veckor”" in problem.message
    assert "Anna" not in problem.message


PIECES = [
    para("ord"),
    para(bold("fet"), style="Rubrik2"),
    para("punkt", number=(1, 1)),
    para("slut", extra=STRUCK_END),
    table(["a", "b"], ["c", para("d", number=(1, 0))]),
    para(run("rad") + "<w:r><w:br/></w:r>" + run("rad")),
    para(f'<w:ins w:id="1">{run("ny")}</w:ins>', f'<w:del w:id="2">{run("gammal")}</w:del>'),
    f"<w:sdt><w:sdtContent>{para('inne')}</w:sdtContent></w:sdt>",
    para(""),
    para(link("länk", "r9")),
    para(
        run("ruta"),
        f"<w:r><w:pict><v:textbox><w:txbxContent>{para('i rutan')}</w:txbxContent></v:textbox></w:pict></w:r>",
    ),
]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
def test_no_word_is_lost_however_the_pieces_follow_each_other(pieces: list[str]) -> None:
    read(docx(para("först") + "".join(pieces)))


@pytest.mark.parametrize(
    "name", ["word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels", "_rels/.rels"]
)
def test_a_file_without_one_of_its_parts_is_still_read(name: str) -> None:
    data = docx(para("Del", style="Rubrik1") + para("punkt", number=(1, 0)))
    without = changed(data, {name: ("annat.bin", "")})
    assert read(without).words == ("Del", "punkt")
