"""A front matter that is written reads back as the page it was made of, whatever keys the page has."""

from __future__ import annotations

import pytest

from kunskapsbas.content import Library, Report
from kunskapsbas.content.frontmatter import read_head, read_page
from kunskapsbas.content.headwriting import front_matter
from kunskapsbas.content.model import Excuse
from tests.content.small import FILES

PAGES = [path for path, text in FILES.items() if path.endswith(".md") and "kind: term" not in str(text)]


def written(path: str, page: object) -> object:
    head, problems = read_head(path, "\n".join(front_matter(page)) + "\n")  # type: ignore[arg-type]
    assert problems == []
    assert head is not None
    again, problems = read_page(path, head)
    assert problems == []
    return again


@pytest.mark.parametrize("path", PAGES)
def test_every_kind_of_page_reads_back(path: str) -> None:
    head, _ = read_head(path, str(FILES[path]))
    assert head is not None
    page, _ = read_page(path, head)
    assert written(path, page) == page


def test_what_a_page_is_excused_from_is_not_lost(library: Library) -> None:
    report = library.of_type(Report)[0]
    excused = report.model_copy(update={"excuses": (Excuse(code="sprak-lix", reason="citerar en lag"),)})
    assert written(report.path, excused) == excused
