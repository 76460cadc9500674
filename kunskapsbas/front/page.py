"""What the templates get to know about the page being written."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sphinx import addnodes

from kunskapsbas.content import leads_elsewhere
from kunskapsbas.content.handouts import HANDOUT_FOLDER, book_handout, section_handout, sections
from kunskapsbas.front.assets import SCRIPT, STYLESHEET
from kunskapsbas.front.contents import page_contents
from kunskapsbas.front.editing import Repository
from kunskapsbas.front.navigation import Link, Sidebar, SiteTree, build_tree, frame, own_address

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

SEARCH_PAGE = "search"
# Sphinx's own scripts serve its own search; the theme's one-line scripts talk to scripts that are not sent.
STOCK_SCRIPTS = frozenset({"documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js"})
# Files that only some pages use, and the mark in a page's HTML by which such a page is known.
USED_WITH = {
    "sphinx-design.min.css": re.compile(r'class="[^"]*\bsd-'),
    "design-tabs.js": re.compile(r'class="[^"]*\bsd-tab-'),
    "pygments.css": re.compile(r'class="[^"]*\bhighlight\b'),
}
UNUSED_STYLES = frozenset({"basic.css", "pydata-sphinx-theme.css"})


class Front:
    """Holds the tree of one build and hands each page its surroundings. One instance per Sphinx application."""

    def __init__(self) -> None:
        self._sidebar: Sidebar | None = None

    def page_context(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
    ) -> None:
        """Add ``front`` to the templates' context and leave out the scripts and styles the page does not use."""
        sidebar = self._sidebar = self._sidebar or Sidebar(read_tree(app))
        link = page_link(app, pagename, context["pathto"])
        tree, config = sidebar.tree, app.config
        # A page that is no document may say under which one it stands.
        parent = str(context.get("front_parent", ""))
        path = (*tree.path(parent), pagename) if parent else tree.path(pagename)
        is_page = pagename in app.env.found_docs
        folder = posixpath.dirname(app.builder.get_target_uri(pagename))
        context["front"] = {
            "link": link,
            "sections": header_sections(app, tree, path, pagename, link),
            "sidebar": sidebar.html(pagename, folder, link) if is_page else below(sidebar.html(parent, folder, link)),
            "path": [(tree.titles[step], link(step)) for step in path[:-1]],
            "contents": page_contents(app.env.tocs.get(pagename)) if path else "",
            "pdf": [
                (words, context["pathto"](f"{HANDOUT_FOLDER}/{name}.pdf", True))
                for words, name in pdf_files(app, pagename)
            ],
            "editing": editing_links(app, pagename, str(context.get("title", "")), bool(parent)),
            "footer_text": config.front_footer_text,
            "footer_links": [
                (name, link(page), page == pagename)
                for page, name in config.front_footer_links.items()
                if page in app.env.found_docs
            ],
            "allow_indexing": config.front_allow_indexing,
            "search": pagename == SEARCH_PAGE,
        }
        body = str(context.get("body", ""))
        context["css_files"] = [css for css in context["css_files"] if uses_style(css, body)]
        context["script_files"] = [js for js in context["script_files"] if uses_script(js, body)]

    def forget(self, *_: object) -> None:
        """Drop the tree of an earlier build by the same application."""
        self._sidebar = None


def below(sidebar: str) -> str:
    """Give the list of a page's section for a page under it: the link to it leads elsewhere than here."""
    return sidebar.replace('aria-current="page"', 'aria-current="true"')


def pdf_files(app: Sphinx, pagename: str) -> Iterator[tuple[str, str]]:
    """Give (words, name) of the PDF files to offer on a page: its own, and that of all it leads to."""
    config, env = app.config, app.env
    if not config.front_pdf_links or pagename not in env.found_docs:
        return
    if pagename == config.root_doc and "handout_book_name" in config:
        yield "Hela kunskapsbasen som PDF", book_handout(config.handout_book_name, config.project)
    elif pagename in sections(config.root_doc, env.toctree_includes):
        yield "Hela avsnittet som PDF", section_handout(pagename)
    else:
        yield "Hämta som PDF", pagename
        return
    yield "Den här sidan som PDF", pagename


def repository_of(app: Sphinx) -> Repository:
    """Return where the sources are kept, as conf.py says."""
    config = app.config
    return Repository(
        config.front_repository_url.rstrip("/"), config.front_repository_host, config.front_repository_branch,
        config.front_repository_folder, config.front_edit_pattern, config.front_suggest_pattern,
    )  # fmt: skip


def editing_links(app: Sphinx, pagename: str, title: str, made: bool) -> list[tuple[str, str]]:
    """Give (words, address) of the ways to change a page; none without a repository, or for pages such as the search.

    ``title`` is HTML. ``made``: the site has made the page, under another. There is no file of it to edit.
    """
    repository, is_page = repository_of(app), pagename in app.env.found_docs
    if not (is_page or made) or repository.fault():
        return []
    path = app.env.doc2path(pagename, base=False).as_posix() if is_page else ""
    base = app.config.html_baseurl
    where = posixpath.join(base, app.builder.get_target_uri(pagename)) if base else pagename
    words = html.unescape(re.sub(r"<[^>]*>", "", title)).strip() or pagename
    ways = [
        ("Redigera sidan", repository.edit_address(path)),
        ("Föreslå ändring", repository.suggest_address(path, words, where)),
    ]
    return [way for way in ways if way[1]]


def read_tree(app: Sphinx) -> SiteTree:
    """Read the site's tree from what Sphinx knows once all pages are read."""
    env, hidden_kinds = app.env, frozenset(app.config.front_nav_hidden_kinds)
    hidden = (page for page, fields in env.metadata.items() if fields.get("kind") in hidden_kinds)
    titles = {page: title.astext() for page, title in env.titles.items()}
    return build_tree(app.config.root_doc, env.toctree_includes, titles, hidden)


def page_link(app: Sphinx, pagename: str, pathto: Callable[..., str]) -> Link:
    """Give the function that makes relative addresses from ``pagename``; a page's link to itself is never ``#``."""

    def link(page: str) -> str:
        address = pathto(page)
        return own_address(app.builder.get_target_uri(pagename)) if address == "#" else address

    return link


def header_sections(
    app: Sphinx, tree: SiteTree, path: tuple[str, ...], pagename: str, link: Link
) -> list[tuple[str, str, str]]:
    """Give (name, address, value of aria-current) of each section in the header."""
    names = section_names(app, tree)
    return [
        (name, link(page), "page" if page == pagename else "true" if path[:1] == (page,) else "")
        for page, name in names.items()
    ]


def section_names(app: Sphinx, tree: SiteTree) -> dict[str, str]:
    """Give each section's name: the setting's, else the one its table of contents gives it, else the page's title."""
    toc = app.env.tocs.get(tree.root)
    entries = [] if toc is None else [entry for node in toc.findall(addnodes.toctree) for entry in node["entries"]]
    given = {page: title for title, page in entries if title}
    return {
        page: str(app.config.front_section_names.get(page) or given.get(page) or tree.titles[page])
        for page in tree.sections()
    }


def uses_style(css: object, body: str) -> bool:
    """Tell whether a page with this body needs the style sheet (one of Sphinx's entries)."""
    name = posixpath.basename(str(getattr(css, "filename", css)))
    mark = USED_WITH.get(name)
    return name not in UNUSED_STYLES and (mark is None or mark.search(body) is not None)


def uses_script(js: object, body: str) -> bool:
    """Tell whether the page needs the script (one of Sphinx's entries)."""
    address = str(getattr(js, "filename", js) or "")
    if leads_elsewhere(address):
        return False  # a page asks nothing of another server; MathJax is fetched from one
    name = posixpath.basename(address)
    if not name:
        return not str(getattr(js, "attributes", {}).get("body", "")).lstrip().startswith("DOCUMENTATION_OPTIONS.")
    mark = USED_WITH.get(name)
    return name not in STOCK_SCRIPTS and (mark is None or mark.search(body) is not None)


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Name the pages whose surroundings changed since the last build, though their own text did not.

    Keeps each page's :func:`~kunskapsbas.front.navigation.frame` in the environment, which Sphinx saves.
    """
    tree = read_tree(app)
    names = section_names(app, tree)
    relations = env.collect_relations()
    before: dict[str, int] = getattr(env, "front_frames", {})
    now = {
        page: frame(tree, page, (relations.get(page) or (None, None, None))[1:], names)
        for page in sorted(env.found_docs)
    }
    env.front_frames = now  # type: ignore[attr-defined]
    return [page for page in now if page in before and before[page] != now[page]]


__all__ = ["SCRIPT", "STYLESHEET", "Front", "pages_to_rewrite"]
