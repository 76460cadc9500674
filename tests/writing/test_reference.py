"""docs/model.md and docs/problems.md say what the code says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kunskapsbas.content import Code
from kunskapsbas.content.model import PAGE_MODELS, Event, front_matter_fields
from kunskapsbas.writing.reference import model_page, problems_page, write_reference

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(("name", "made"), [("model.md", model_page), ("problems.md", problems_page)])
def test_the_page_in_docs_is_the_one_that_kb_docs_makes(name: str, made: Callable[[], str]) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == made(), "run `kb docs`"


def test_kb_docs_writes_both_pages_into_a_folder_that_need_not_exist(tmp_path: Path) -> None:
    written = write_reference(tmp_path / "docs")
    assert sorted(path.name for path in written) == ["model.md", "problems.md"]
    assert (tmp_path / "docs" / "model.md").read_text(encoding="utf-8") == model_page()


def test_every_key_of_every_kind_of_page_is_described() -> None:
    page = model_page()
    for kind, model in PAGE_MODELS.items():
        part = page.split(f"## kind: {kind.value}\n")[1].split("\n## ")[0]
        rows = [row.split(" | ") for row in part.splitlines() if row.startswith("| `")]
        assert [row[0] for row in rows] == [f"| `{name}`" for name in front_matter_fields(model)]
        assert all(len(row) == 4 and len(row[3]) > 5 for row in rows)


def test_the_allowed_values_stand_in_the_table() -> None:
    page = model_page()
    assert "| `wording` | `original`, `retold` | yes |" in page
    assert "| `precision` | `day`, `month`, `year` | yes |" in page
    assert "`begrepp`, `egennamn`" in page
    assert all(f"| `{name}` |" in page for name in Event.model_fields)
    assert "docname" not in page


def test_every_code_stands_once_in_the_list() -> None:
    page = problems_page()
    for code in Code:
        assert page.count(f"| [`{code.value}`](problems/{code.value}.md) | {code.severity.value} | ") == 1
