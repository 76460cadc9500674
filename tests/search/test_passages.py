"""A page's text as the search knows it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from kunskapsbas.search.passages import Passage, SearchPage
from kunskapsbas.search.store import Store

PAGE = """Titeln
======

Inledning med *betoning* och ``kod``, se https://www.example.com/a.

.. comment

.. raw:: html

   <b>rått</b>

.. image:: bild.png
   :alt: En bild av något

Första
------

====  ====
Namn  Värde
====  ====
A     1
====  ====

Under
~~~~~

Text under. [#f]_

Poster
~~~~~~

Före.

.. glossary::

   Begrepp
      Vad det betyder.

.. [Bok] *Boken*. Förlaget.

.. py:class:: Klass(x)

   En klass.

   .. py:method:: metod()

      Dess metod.

Efter.

Andra
-----

.. note::

   En anmärkning.

.. [#f] Noten.

Tredje
======

Mer.

.. rst-class:: kb-not-searched

Utelämnat
---------

Står på andra sidor.
"""


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> list[SearchPage]:
    """What is kept of a project of two pages, one of which is not to be found."""
    root = tmp_path_factory.mktemp("project")
    (root / "conf.py").write_text('extensions = ["kunskapsbas.search"]\nlanguage = "sv"\n', encoding="utf-8")
    (root / "index.rst").write_text(f".. toctree::\n   :hidden:\n\n   dold\n\n{PAGE}", encoding="utf-8")
    (root / "dold.rst").write_text(":nosearch:\n\nDold\n====\n\nHemligt.\n", encoding="utf-8")
    (root / "bild.png").write_bytes(b"")
    with patch_docutils(root), docutils_namespace():
        Sphinx(root, root, root / "out", root / "tree", "html", {}, status=None, warning=io.StringIO()).build()
    store = Store(root / "tree" / "kunskapsbas-search.sqlite")
    pages = list(store)
    store.close()
    return pages


def test_sections_have_headings_anchors_and_the_headings_above(stored: list[SearchPage]) -> None:
    page = stored[1]
    assert (page.name, page.address, page.title) == ("index", "index.html", "Titeln")
    assert [(part.heading, part.anchor, part.path) for part in page.passages] == [
        ("", "", ()),
        ("Första", "forsta", ()),
        ("Under", "under", ("Första",)),
        ("Poster", "poster", ("Första",)),
        ("Begrepp", "term-Begrepp", ("Första", "Poster")),
        ("Bok", "bok", ("Första", "Poster")),
        ("class Klass(x)", "Klass", ("Första", "Poster")),
        ("metod()", "Klass.metod", ("Första", "Poster", "class Klass(x)")),
        ("Andra", "andra", ()),
        ("Tredje", "tredje", ()),
    ]


def test_the_text_is_what_a_reader_sees(stored: list[SearchPage]) -> None:
    top, first, under, entries, term, book, kind, method, second, last = (part.text for part in stored[1].passages)
    assert top == "Inledning med betoning och kod, se example.com/a. En bild av något"
    assert first == "Namn · Värde · A · 1"
    assert under == "Text under."
    assert (entries, term, book) == ("Före. Efter.", "Vad det betyder.", "Boken. Förlaget.")
    assert (kind, method) == ("En klass.", "Dess metod.")
    assert second.startswith("En anmärkning.")
    assert last == "Mer."


def test_a_page_that_is_not_to_be_found_has_no_text(stored: list[SearchPage]) -> None:
    assert (stored[0].name, stored[0].title, stored[0].passages) == ("dold", "", ())


def page(name: str) -> SearchPage:
    return SearchPage(name, f"{name}.html", name.upper(), (Passage("H", "h", "text", ("A",), ("ord",)),), names=("n",))


def test_pages_are_kept_in_order_and_replaced(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite")
    for name in ("b", "a", "b"):
        store.put(page(name))
    store.close()
    again = Store(tmp_path / "s.sqlite")
    assert list(again) == [page("a"), page("b")]
    again.keep_only({"b"})
    assert again.names() == {"b"}
    again.close()


@pytest.mark.parametrize("content", [b"not a database at all, only text that is long enough" * 20, b""])
def test_a_damaged_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "s.sqlite").write_bytes(content)
    store = Store(tmp_path / "s.sqlite")
    assert store.names() == set()
    store.put(page("a"))
    store.close()
