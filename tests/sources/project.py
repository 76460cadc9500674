"""A small Sphinx project with sources, built inside the test process."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

BIB = """
@report{rapport, title = {Rapporten}, organization = {Nämnden}, date = {2025-11-20}, class = {S},
  note = {Internt dokument. Adress saknas.}, shorthand = {Rapporten 2025-11-20}}
@online{a1, title = {Ett}, organization = {Ån, enheten}, date = {2025-03}, year = {2025}, class = {A},
  url = {https://example.org/a_1?x=1&y=%20}}
@online{a2, title = {Two}, organization = {Ån}, date = {våren 2025}, year = {2025}, class = {B}, language =
{en}} @article{b1, title = {Om något}, titleaddon = {rubriken saknas i utdraget}, publisher = {Zeta},
  date = {datum saknas i utdraget (omkring 2017)}, class = {C}}
@hittepatyp{b2, title = {Udda}, publisher = {Ärla}}
"""
CONF = """
extensions = ["myst_parser", "sphinxcontrib.bibtex", "kunskapsbas.sources"]
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = bibtex_reference_style = "svenska"
bibtex_tooltips_style = "svenska-kort"
bibtex_cite_id = "kalla-{key}"
html_theme = "basic"
language = "sv"
"""
PAGES = {
    "index": "# Start\n\nText {cite:p}`rapport`.\n\n```{toctree}\none\ntwo\nkallor\n```\n",
    "one": "# Östra sidan\n\nText {cite:p}`a1,a2`.\n",
    "two": "# Åsidan\n\nText {cite:t}`a1` {cite:p}`b1`.\n",
    "kallor": "# Källor\n\n```{bibliography}\n:all:\n```\n",
}


class Project:
    """A source folder that can be changed and built again."""

    def __init__(self, root: Path) -> None:
        """Write the project's files below ``root``."""
        self.root = root
        self.write("conf.py", CONF)
        self.write("references.bib", BIB)
        for name, text in PAGES.items():
            self.write(f"{name}.md", text)

    def write(self, name: str, text: str) -> None:
        """Write one file in UTF-8."""
        path = self.root / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def build(self, builder: str = "html", jobs: int = 1, out: str = "out", **config: Any) -> Sphinx:
        """Build; fails on any warning."""
        warnings = io.StringIO()
        src, target = self.root / "src", self.root / out / builder
        with patch_docutils(src), docutils_namespace():
            app = Sphinx(
                src, src, target, self.root / out / "doctrees", builder, config,
                status=None, warning=warnings, parallel=jobs,
            )  # fmt: skip
            app.build()
        assert warnings.getvalue() == ""
        return app

    def html(self, page: str, out: str = "out") -> str:
        """Return a built page."""
        return (self.root / out / "html" / f"{page}.html").read_text(encoding="utf-8")
