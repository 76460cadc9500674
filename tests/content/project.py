"""The small knowledge base as a Sphinx project, built inside the test process."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass, field
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.content.small import FILES, make, write

CONF = """
project = "Prov"
language = "sv"
include_patterns = ["index.md", "reports/**", "strategy/**", "glossary/**", "about/**"]
extensions = [
    "myst_parser", "sphinxcontrib.bibtex",
    "kunskapsbas.content", "kunskapsbas.reports", "kunskapsbas.glossary", "kunskapsbas.links", "kunskapsbas.strategy",
    "kunskapsbas.feeds",
]
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist", "tasklist"]
myst_title_to_header = True
myst_heading_anchors = 3
myst_heading_slug_func = "kunskapsbas.swedish.slug"
bibtex_bibfiles = ["references.bib"]
html_theme = "basic"
"""
SOURCES = '---\nkind: about\ntitle: "Källor"\nsummary: "{}"\n---\n\nAlla källor.\n\n```{{bibliography}}\n:all:\n```\n'


@dataclass
class Project:
    """A source folder that can be changed and built again; keeps what the last build said and did."""

    root: Path
    told: str = ""
    read: set[str] = field(default_factory=set)

    @classmethod
    def small(cls, root: Path) -> Project:
        """Return the faultless small base as a project of all four extensions."""
        project = cls(root)
        make(root / "src")
        project.write("conf.py", CONF)
        project.write("about/kallor.md", SOURCES.format("Källorna, med utgivare och dag, som sidorna hänvisar till."))
        return project

    def write(self, path: str, text: str) -> None:
        """Write a source file."""
        write(self.root / "src", path, text)

    def text(self, path: str) -> str:
        """Return a source file."""
        return (self.root / "src" / path).read_text(encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Replace one passage of a source file."""
        text = self.text(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def build(self, jobs: int = 1, out: str = "out", builder: str = "html") -> Project:
        """Build, to HTML by default; ``told`` (warnings) and ``read`` (the pages read) tell of it afterwards."""
        src, stream, read = self.root / "src", io.StringIO(), set[str]()
        with warnings.catch_warnings(), patch_docutils(src), docutils_namespace():
            # myst-parser 5.1 asks a transform for `app`, which Sphinx 9 calls deprecated; ours to wait for, not to mend
            warnings.filterwarnings("ignore", message=r"'myst_parser\.", category=PendingDeprecationWarning)
            warnings.filterwarnings("ignore", message=r"'myst_parser\.", category=DeprecationWarning)
            app = Sphinx(
                src, src, self.root / out, self.root / f"{out}-doctrees", builder, {},
                status=None, warning=stream, parallel=jobs,
            )  # fmt: skip
            app.connect("env-before-read-docs", lambda app, env, names: read.update(names))
            app.build()
        self.told, self.read = stream.getvalue(), read
        return self

    def html(self, page: str, out: str = "out") -> LexborHTMLParser:
        """Return a built page."""
        return LexborHTMLParser((self.root / out / f"{page}.html").read_text(encoding="utf-8"))

    def body(self, page: str) -> LexborNode:
        """Return the text part of a built page."""
        found = self.html(page).css_first("div.body")
        assert found is not None
        return found


def words(node: LexborNode) -> str:
    """Return a node's text with single spaces, without heading marks."""
    return " ".join(node.text().replace("¶", "").split())


__all__ = ["FILES", "Project", "words"]
