"""What the capabilities send to a reader's browser: files, data for scripts, and parts that only a site has."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

STATIC = Path(__file__).parent / "static"
#: The script that the filters of lists share; it goes before theirs.
FILTER_SCRIPT = "kunskapsbas-filter.js"
# Builders that write one page of HTML per document. An e-book has no use for scripts.
_BUILDERS = frozenset({"html", "dirhtml"})


def writes_site(app: Sphinx) -> bool:
    """Tell whether the builder writes a site."""
    return app.builder.name in _BUILDERS


class SiteOnly(nodes.General, nodes.Element):
    """A part of a page that only a site has, such as a filter. A node class of its own says what it holds."""


class RemoveSiteOnly(SphinxPostTransform):
    """Takes such parts out wherever no site is written."""

    default_priority = 200

    def run(self, **kwargs: Any) -> None:
        """Remove every such part unless the builder writes a site."""
        if not writes_site(self.env._app):
            for node in list(self.document.findall(SiteOnly)):
                node.parent.remove(node)


def data_block(name: str, data: object) -> str:
    """Return data for a script as an element that no browser runs, whatever the texts in it hold.

    Without ``<`` the text cannot end the element or begin a comment. Rule: HTML, "Restrictions for contents of script
    elements".
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{text}</script>\n'


def search_address(app: Sphinx, here: str) -> str:
    """Return the address of the site's search from a page, or "" where the project has none."""
    builder: Any = app.builder
    has_search = builder.search or "kunskapsbas.search" in app.extensions
    return str(builder.get_relative_uri(here, "search")) if has_search else ""


def add_style(app: Sphinx, stylesheet: str) -> None:
    """Let the page that is being written fetch a style sheet of ours; for html-page-context only."""
    app.add_css_file(stylesheet, priority=800)  # after the theme's


def add_script(app: Sphinx, *scripts: str) -> None:
    """Let the page that is being written fetch scripts of ours, in this order; for html-page-context only."""
    for number, script in enumerate(scripts):
        app.add_js_file(script, priority=900 + number, loading_method="defer")


def send_files(app: Sphinx, *folders: Path) -> None:
    """Let Sphinx copy the files of these folders into a site, with those that all share.

    To be called by the ``setup`` of every capability that has files or parts for a browser.
    """
    app.connect("builder-inited", _copier((STATIC, *folders)))
    if RemoveSiteOnly not in app.registry.get_post_transforms():
        app.add_post_transform(RemoveSiteOnly)


def _copier(folders: tuple[Path, ...]) -> Callable[[Sphinx], None]:
    def copy(app: Sphinx) -> None:
        if writes_site(app):
            paths = app.config.html_static_path
            new = [str(folder) for folder in folders if str(folder) not in paths]
            app.config.html_static_path = [*paths, *new]

    return copy
