"""The files of the index: their content, their size and that they hold nothing that runs."""

from __future__ import annotations

import json
import re

from kunskapsbas.search.index import build_index
from kunskapsbas.search.passages import Passage, SearchPage
from kunskapsbas.search.shards import base36, script, write_shards

TEXT = "Modulerna kopplas ihop. </script><script>alert(1)</script> \u2028 Slut."


def pages(count: int, length: int = 1) -> list[SearchPage]:
    return [
        SearchPage(
            f"p{n:05}",
            f"p{n:05}.html",
            f"Sida {n}",
            (Passage("", "", TEXT), Passage("Mer", "mer", f"ord{n} " * length)),
        )
        for n in range(count)
    ]


def files(made: list[SearchPage]) -> dict[str, str]:
    return dict(write_shards(build_index(made), made, {}))


def data(content: str) -> object:
    call = re.fullmatch(r'kbSearchData\("\w+",("?[\d-]+"?),(.*)\)\n', content, re.DOTALL)
    assert call, content[:100]
    return json.loads(call[2])


def test_every_file_is_one_call_with_data() -> None:
    for content in files(pages(3)).values():
        data(content)


def test_no_file_holds_markup_or_line_separators() -> None:
    for content in files(pages(3)).values():
        assert "<" not in content
        assert "\u2028" not in content


def test_the_same_pages_give_the_same_bytes() -> None:
    assert files(pages(5)) == files(pages(5))


def test_another_text_gives_another_version() -> None:
    one, other = data(files(pages(3))["meta.js"]), data(files(pages(4))["meta.js"])
    assert isinstance(one, dict)
    assert isinstance(other, dict)
    assert one["version"] != other["version"]


def test_vocabulary_and_postings_are_split_and_meta_knows_where() -> None:
    made = files(pages(3000))
    meta = data(made["meta.js"])
    assert isinstance(meta, dict)
    for kind in ("v", "r", "p"):
        assert len([name for name in made if name.startswith(f"{kind}/")]) == len(meta[kind]) > 1
        assert meta[kind] == sorted(meta[kind])
    assert all(len(content) < 60_000 for content in made.values())


def test_a_long_page_lies_in_several_files() -> None:
    long = SearchPage("a", "a.html", "Lång", tuple(Passage(f"H{n}", f"h{n}", "ord " * 500) for n in range(12)))
    made = files([long])
    meta = data(made["meta.js"])
    assert isinstance(meta, dict)
    starts = meta["blocks"]["0"]
    assert len(starts) > 1
    assert [name for name in made if name.startswith("t/")] == [
        "t/0.js",
        *(f"t/0-{n}.js" for n in range(1, len(starts))),
    ]


def test_numbers_are_written_as_javascript_reads_them() -> None:
    assert [base36(number) for number in (0, 35, 36, -1, -40)] == ["0", "z", "10", "-1", "-14"]


def test_a_script_names_what_it_holds() -> None:
    assert script("t", "3-1", {"a": "<"}) == 'kbSearchData("t","3-1",{"a":"\\u003c"})\n'
