"""Links within the document are led to their places."""

from __future__ import annotations

import io

import pikepdf
import pytest

from kunskapsbas.handout.linking import LinkError, lead_links


def document(*addresses: str) -> pikepdf.Pdf:
    """Give a PDF of two pages, the second of them turned, with a link to each address on the first."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.add_blank_page(page_size=(842, 595))
    links = [
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[0, 0, 9, 9],
            Contents=address,
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address.encode())),
        )
        for address in addresses
    ]
    pdf.pages[0].obj.Annots = pdf.make_indirect(pikepdf.Array(map(pdf.make_indirect, links)))
    return pdf


def links(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return list(pdf.pages[0].obj.Annots.as_list())


def test_a_link_leads_above_its_place_on_the_right_page() -> None:
    pdf = document("kb-place:a#x", "kb-place:b#åäö")
    lead_links(pdf, {"a#x": (1, 80.0, 400.0), "b#åäö": (2, 70.0, 100.0)}, "sv")
    first, second = links(pdf)
    assert first.Dest[0].objgen == pdf.pages[0].obj.objgen
    assert [float(first.Dest[2]), float(first.Dest[3])] == [80, 842 - 352]
    assert second.Dest[0].objgen == pdf.pages[1].obj.objgen
    assert float(second.Dest[3]) == 595 - 52
    assert "/A" not in first
    assert [str(first.Contents), str(second.Contents)] == ["sida 1", "sida 2"]


def test_a_place_at_the_top_stays_on_its_page() -> None:
    pdf = document("kb-place:a#")
    lead_links(pdf, {"a#": (2, 70.0, 10.0)}, "en")
    assert float(links(pdf)[0].Dest[3]) == 595
    assert str(links(pdf)[0].Contents) == "page 2"


def test_addresses_of_the_web_stay() -> None:
    pdf = document("https://exempel.se/")
    lead_links(pdf, {}, "sv")
    assert str(links(pdf)[0].A.URI) == "https://exempel.se/"
    pdf.save(io.BytesIO())


def test_a_place_that_is_not_there_is_told() -> None:
    with pytest.raises(LinkError, match="a#x"):
        lead_links(document("kb-place:a#x"), {}, "sv")
