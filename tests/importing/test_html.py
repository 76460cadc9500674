"""HTML as mail programs write it."""

from __future__ import annotations

from kunskapsbas.importing.document import words_of
from kunskapsbas.importing.html import read_html, words_of_html

SAFE = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexempel.se%2Fa&amp;data=x"
OUTLOOK = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Ämne</title>
<style>p{{margin:0}}</style></head><body><!-- dold -->
<p class=MsoNormal><b>Kommunikativ lägesbild<o:p></o:p></b></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span style='font:7.0pt'>&nbsp;&nbsp; </span></span></span><![endif]>ett</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>
under</p>
<p>Se <a href="{SAFE}">sidan</a> och <a href="#">den</a>, <a>inte den</a></p>
<p style="display:none">gömt</p><img src="cid:1" alt="Logotyp"></body></html>"""


def shape(html: str) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in read_html(html)[0]]


def test_the_lists_links_and_bold_lines_of_outlook_are_what_they_look_like() -> None:
    blocks, images = read_html(OUTLOOK)
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        ("paragraph", 1, "Kommunikativ lägesbild"),
        ("item", 1, "ett"),
        ("item", 2, "under"),
        ("paragraph", 1, "Se sidan och den, inte den"),
    ]
    assert blocks[0].bold
    assert [run.href for run in blocks[-1].runs if run.href is not None] == ["https://exempel.se/a", ""]
    assert images == ["Logotyp"]
    assert [word for block in blocks for word in words_of(block.text)] == list(words_of_html(OUTLOOK))


def test_lines_lists_and_tables() -> None:
    assert shape("<div>rad ett<br>rad två</div><pre>a\nb</pre>") == [
        ("paragraph", 1, text) for text in ("rad ett", "rad två", "a", "b")
    ]
    assert shape("<ul><li>a<ol><li>b</li></ol></li><ul><li>c</ul><li><p>d</p><p>e</p></ul>") == [
        ("item", 1, "a"), ("item", 2, "b"), ("item", 2, "c"), ("item", 1, "d e"),
    ]  # fmt: skip
    assert shape("<table><tr><th>A<th>B<tr><td>c<td>d</table>") == [("table", 1, "A | B\nc | d")]


def test_an_item_with_several_lines_is_one_item_and_dashes_in_it_are_its_own() -> None:
    html = "<ul><li>ett<br>mer<br>- under<br>- under två</li><li>två</li></ul><p>slut</p>"
    assert shape(html) == [
        ("item", 1, "ett mer"), ("item", 2, "under"), ("item", 2, "under två"), ("item", 1, "två"),
        ("paragraph", 1, "slut"),
    ]  # fmt: skip


def test_outlooks_lists_are_known_by_their_look_when_a_program_has_taken_their_marks_away() -> None:
    dot = "<span style='font-family:Symbol'>{}<span style='font:7pt Times'>&nbsp;&nbsp; </span></span>"
    html = "".join(
        f"<p class=MsoListParagraph style='text-indent:-18pt;margin-left:{left}pt'>{dot.format(sign)}{text}</p>"
        for left, sign, text in ((36, "·", "ett"), (72, "o", "under"), (36, "2.", "två"))
    )
    blocks, _ = read_html(html)
    assert [(block.level, block.ordered, block.text) for block in blocks] == [
        (1, False, "ett"), (2, False, "under"), (1, True, "två"),
    ]  # fmt: skip
    assert words_of_html(html) == ("ett", "under", "två")


def test_what_is_not_shown_is_no_text_and_elements_without_end_are_read_too() -> None:
    html = "<div style='display:none'>a <b>b</b></div><template>c</template><p hidden>d</p><svg><text>e</text></svg>f"
    assert words_of_html(html) == ("f",)
    assert shape(html) == [("paragraph", 1, "f")]
    for depth in (300, 20_000):
        assert shape("<div>" * depth + "djupt ned") == [("paragraph", 1, "djupt ned")]


def test_addresses_are_those_that_were_meant() -> None:
    written = ["#", "", " about:blank ", "#plats", "mailto:a@b.se", "https://a.se/\nx"]
    html = "".join(f"<a href='{address}'>x{number}</a> " for number, address in enumerate(written))
    blocks, _ = read_html(html)
    addresses = {run.text.strip(): run.href for run in blocks[0].runs if run.href is not None}
    assert addresses == {"x0": "", "x1": "", "x2": "", "x4": "mailto:a@b.se", "x5": "https://a.se/x"}


def test_a_table_that_only_places_things_is_no_table() -> None:
    assert shape("<table><tr><td><h2>Rubrik</h2></td><td>text</td></tr></table>") == [
        ("heading", 2, "Rubrik"), ("paragraph", 1, "text"),
    ]  # fmt: skip
    assert shape("<table role=presentation><tr><td>a<td>b</table><table><tr><td>c</table>") == [
        ("paragraph", 1, text) for text in "abc"
    ]
