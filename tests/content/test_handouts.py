"""Where the handouts lie."""

from __future__ import annotations

import pytest

from kunskapsbas.content.handouts import book_handout, section_handout, sections


@pytest.mark.parametrize(
    ("name", "project", "file"),
    [
        ("", "Kunskapsbas vårdmiljö", "kunskapsbas-vardmiljo"),
        ("boken.pdf", "Kunskapsbas", "boken"),
        ("", "åäö", "aao"),
        ("", "漢", "book"),
    ],
)
def test_the_book_has_a_plain_file_name(name: str, project: str, file: str) -> None:
    assert book_handout(name, project) == file


@pytest.mark.parametrize(("page", "file"), [("strategy/index", "avsnitt/strategy"), ("about/om", "avsnitt/about-om")])
def test_a_section_is_called_by_its_folder_or_page(page: str, file: str) -> None:
    assert section_handout(page) == file


def test_sections_are_the_pages_with_pages_below_them() -> None:
    assert sections("index", {"index": ["a", "b"], "a": ["a/1"], "b": []}) == ["a"]
