"""A small project with nothing but the search extension, built inside the test process."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

CONF = 'extensions = ["kunskapsbas.search"]\nlanguage = "sv"\nproject = "Provet"\n'
PAGES = {
    "index": "Start\n=====\n\n.. search-field::\n\n.. toctree::\n\n   mapp/ett\n   tva\n   tre\n",
    "mapp/ett": "Ett\n===\n\n.. search-field::\n   :label: Sök bland <rapporter>\n\n.. search-field::\n\n"
    "Karaff, tillbringare.\n\nVin i glas\n----------\n\nVinet hälls ur karaffen. `x<y` och <b>inget</b>.\n",
    "tva": ":kind: recept\n\nTvå\n===\n\nEn tillbringare till.\n",
    "tre": ":kind: minne\n\nTre\n===\n\nEn tillbringare gick sönder.\n",
}


def build(root: Path, builder: str = "html", pages: dict[str, str] | None = None, **config: Any) -> Path:
    """Write the project, build it without a warning and give the folder with the result."""
    source = root / "src"
    for name, text in {"conf.py": CONF, **{f"{name}.rst": text for name, text in (pages or PAGES).items()}}.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    complaints = io.StringIO()
    target = root / "out" / builder
    with patch_docutils(source), docutils_namespace():
        Sphinx(
            source, source, target, root / "out" / "doctrees" / builder, builder, config,
            status=None, warning=complaints,
        ).build()  # fmt: skip
    assert complaints.getvalue() == "", complaints.getvalue()
    return target
