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


def test_a_table_that_only_places_things_is_no_table() -> None:
    assert shape("<table><tr><td><h2>Rubrik</h2></td><td>text</td></tr></table>") == [
        ("heading", 2, "Rubrik"), ("paragraph", 1, "text"),
    ]  # fmt: skip
    assert shape("<table role=presentation><tr><td>a<td>b</table><table><tr><td>c</table>") == [
        ("paragraph", 1, text) for text in "abc"
    ]
