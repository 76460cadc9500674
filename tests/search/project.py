"""A small project with nothing but the search extension, built inside the test process."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

CONF = 'extensions = ["kunskapsbas.search"]\nlanguage = "sv"\nhtml_show_search_summary = False\n'
PAGES = {
    "index": "Start\n=====\n\n.. search-field::\n\n.. toctree::\n\n   mapp/ett\n   tva\n",
    "mapp/ett": "Ett\n===\n\n.. search-field::\n   :label: Sök bland <rapporter>\n\n.. search-field::\n\n"
    "Karaff, tillbringare.\n",
    "tva": "Två\n===\n\nEn tillbringare till.\n",
}


def build(root: Path, builder: str = "html", **config: Any) -> Path:
    """Write the project, build it without a warning and give the folder with the result."""
    source = root / "src"
    for name, text in {"conf.py": CONF, **{f"{name}.rst": text for name, text in PAGES.items()}}.items():
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
