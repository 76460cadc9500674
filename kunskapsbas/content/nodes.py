"""Small docutils building blocks for everything that is generated from the model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from .library import Library
from .model import Event, EventKind, Term

# The class of what the search leaves out: it stands on a page of its own, or leads to other pages.
NOT_SEARCHED = "kb-not-searched"
# The class by which a writer, or what is made from the model, keeps the terms of a text from becoming links.
UNLINKED = "kb-no-terms"
# The class of an example for writers: its source, and what readers see of it. The search leaves it out.
EXAMPLE = "kb-example"
KIND_WORDS = {
    EventKind.DECISION: "Beslut",
    EventKind.REFERRAL: "Beredning",
    EventKind.MEETING: "Möte",
    EventKind.REPORT: "Rapport",
    EventKind.COMMUNICATION: "Kommunikation",
    EventKind.EVENT: "Händelse",
    EventKind.EXTERNAL: "Omvärld",
}


def paragraph(*parts: nodes.Node | str, classes: Sequence[str] = ()) -> nodes.paragraph:
    """Return a paragraph of texts and inline nodes."""
    return nodes.paragraph("", "", *_inline(parts), classes=list(classes))


def mark(text: str, *classes: str) -> nodes.inline:
    """Return a marked word, such as "adress saknas"."""
    return nodes.inline(text, text, classes=list(classes))


def missing(text: str) -> nodes.inline:
    """Return the mark for what the sources do not say."""
    return mark(text, "kb-missing")


def container(css: str, *children: nodes.Node, searched: bool = True) -> nodes.container:
    """Return a box with a class of its own; ``searched``: whether pages are found by what it holds."""
    return nodes.container("", *children, classes=[css] if searched else [css, NOT_SEARCHED])


def fields(pairs: Iterable[tuple[str, Sequence[nodes.Node | str]]]) -> nodes.field_list:
    """Return a field list; pairs without content are left out."""
    rows = nodes.field_list()
    for name, parts in pairs:
        if parts:
            body = nodes.field_body("", paragraph(*parts))
            rows += nodes.field("", nodes.field_name(name, name), body)
    return rows


def bullets(items: Iterable[Sequence[nodes.Node]], css: str = "") -> nodes.bullet_list:
    """Return a bullet list; each item is a sequence of block nodes."""
    rows = [nodes.list_item("", *blocks) for blocks in items]
    return nodes.bullet_list("", *rows, bullet="-", classes=[css] if css else [])


def section(document: nodes.document, anchor: str, title: str, *children: nodes.Node) -> nodes.section:
    """Return a section with a fixed anchor; it stands in the page's own table of contents.

    It has no name, so that the same section on two pages is not two targets of one label.
    """
    made = nodes.section("", nodes.title(title, title), *children, ids=[anchor])
    document.ids.setdefault(anchor, made)
    return made


def contents(env: BuildEnvironment, docnames: Sequence[str]) -> nodes.compound:
    """Return a hidden table of contents: it gives the pages their place in the book and on the way home."""
    tree = addnodes.toctree(
        "", parent=env.docname, entries=[(None, name) for name in docnames], includefiles=list(docnames), maxdepth=-1,
        caption=None, glob=False, hidden=True, includehidden=False, numbered=0, titlesonly=False,
    )  # fmt: skip
    return nodes.compound("", tree, classes=["toctree-wrapper"])


def page_link(here: str, docname: str, text: str) -> addnodes.pending_xref:
    """Return a link from one page (``here``) to another, resolved by whatever builder writes it."""
    inner = nodes.inline(text, text, classes=["doc"])
    return addnodes.pending_xref(
        "", inner, refdomain="std", reftype="doc", reftarget=f"/{docname}", refdoc=here,
        refexplicit=True, refwarn=True,
    )  # fmt: skip


def term_link(env: BuildEnvironment, term: Term, text: str = "") -> addnodes.pending_xref:
    """Return a link to a term's page (``a.term``), resolved by kunskapsbas.glossary."""
    words = text or term.title
    return addnodes.pending_xref(
        "", nodes.inline(words, words), refdomain="", reftype="kb-term", reftarget=term.docname,
        refdoc=env.docname, refexplicit=True, refwarn=True,
    )  # fmt: skip


def cite(document: nodes.document, env: BuildEnvironment, library: Library, keys: Sequence[str]) -> list[nodes.Node]:
    """Return citations of the sources, counted as any other; their titles where there is no bibliography."""
    if not keys:
        return []
    if "cite" not in env.domains:
        return [nodes.Text("; ".join(library.sources[key].title for key in keys if key in library.sources))]
    from sphinxcontrib.bibtex.roles import CiteRole

    role = CiteRole()
    role.target = ",".join(keys)
    node = addnodes.pending_xref(
        "", nodes.inline(role.target, role.target), refdomain="cite", reftype="p", reftarget=role.target,
        refdoc=env.docname, refexplicit=False, refwarn=True,
    )  # fmt: skip
    made, _ = role.result_nodes(document, env, node, True)  # type: ignore[no-untyped-call]
    return list(made)


def event_marks(event: Event, library: Library) -> list[nodes.Node]:
    """Return what kind of event it is, and its status."""
    return [mark(KIND_WORDS[event.kind], "kb-kind"), nodes.Text(" "), *status_marks(event, library)]


def status_marks(event: Event, library: Library) -> list[nodes.Node]:
    """Return whether an event happened, was planned, or has an unknown outcome.

    A plan for a day that the sources do not reach has no outcome to be missing.
    """
    if not event.planned_as_of:
        return [mark("Inträffat", "kb-status", "kb-happened")]
    status = mark("Planerat", "kb-status", "kb-planned")
    if library.knows_outcome(event):
        outcome = mark("Utfall enligt källa", "kb-status", "kb-happened")
    elif library.lacks_outcome(event):
        outcome = mark("Utfall saknas i källorna", "kb-status", "kb-unknown")
    else:
        return [status]
    return [status, nodes.Text(" "), outcome]


def _inline(parts: Iterable[nodes.Node | str]) -> list[nodes.Node]:
    return [nodes.Text(part) if isinstance(part, str) else part for part in parts]
