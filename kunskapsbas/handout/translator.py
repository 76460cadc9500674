"""docutils nodes to Typst markup. The translator only names constructs; what they look like is in theme.typ.

Every node becomes one piece of markup: ``make_<node class>`` gives it, and the tables below cover the nodes
that only wrap, pass on or leave out their content. A node of an unknown class keeps its text and gives a
warning with its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from kunskapsbas.handout.backmatter import BackMatter
from kunskapsbas.handout.components import ComponentMixin
from kunskapsbas.handout.formulas import UnknownTeX, parse, to_typst
from kunskapsbas.handout.inspection import (
    cells,
    classes,
    column_settings,
    elements,
    has_links,
    has_notes,
    ids,
    in_paragraph,
    in_text,
    is_alone,
    is_done,
    is_low,
    is_narrow,
    is_tight,
    leads_in,
    own_classes,
    place,
    table_at_start,
    table_rows,
    titled,
)
from kunskapsbas.handout.markup import (
    Value,
    anchor,
    block,
    breakable,
    call,
    clean,
    escape,
    label,
    quote,
    rows,
    running,
    signs,
    value,
    with_long_words,
)
from kunskapsbas.handout.speech import spoken
from kunskapsbas.handout.tables import row_header_cells
from kunskapsbas.handout.tagging import RowHeaders
from kunskapsbas.swedish.hyphens import hyphenated

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from kunskapsbas.handout.builder import TypstBuilder

logger = logging.getLogger(__name__)
SCREEN_ONLY = "kb-screen-only"
_DEEPEST_HEADING = 6
_DEEPEST_NESTING = 10
_FEW_ROWS = 8  # a longer table is likely to go on over two pages
_LOW_ITEM, _LOW_BOX = 10, 14  # lines; the theme need not measure what is lower (there 60 and 90 mm)

INLINE = {
    "emphasis": "emph",
    "strong": "strong",
    "subscript": "sub",
    "superscript": "super",
    "literal_emphasis": "emph",
    "literal_strong": "strong",
    "title_reference": "emph",
    "manpage": "emph",
    "classifier": "classifier",
    "generated": "box",
}
BLOCK = {
    "compound": "group",
    "hlist": "group",
    "hlistcol": "group",
    "centered": "centered",
    "attribution": "attribution",
    "versionmodified": "version-note",
    "desc": "group",
    "desc_content": "indented",
}
PASSED_ON = frozenset(
    {"document", "only", "glossary", "acks", "list_item", "term", "definition", "description", "field_name"}
    | {"PassthroughTextElement", "start_of_file", "problematic", "pending_xref", "desc_signature_line"}
)
LEFT_OUT = frozenset(
    {"comment", "substitution_definition", "index", "toctree", "meta", "footnote", "tabular_col_spec"}
    | {"colspec", "system_message", "docinfo", "decoration", "sd_icon", "fontawesome", "pending", "highlightlang"}
)
NESTED = (nodes.Sequential, nodes.Admonition, nodes.block_quote, nodes.topic, nodes.sidebar, nodes.table)
# These put their anchors inside themselves, so that a link leads to the page they are on.
ANCHORED = frozenset({"section", "paragraph", "title", "rubric", "footnote", "caption", "term"})


@dataclass(frozen=True)
class Context:
    """Where in which document a page stands.

    level is that of the page's title (0: the title is the document's own); scope holds the pages of the
    document; back collects what its last pages tell; heading is the level of the heading before it (0: none);
    listed says whether the headings below the page's title are in the table of contents too.
    """

    docname: str
    level: int
    scope: frozenset[str]
    back: BackMatter
    heading: int = 0
    listed: bool = True


class TypstTranslator(ComponentMixin, SphinxTranslator):
    """Gives one page as Typst markup; ``tables`` and ``heading`` then tell what the page held."""

    context: Context

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self.body: list[str] = []
        self.tables: list[RowHeaders] = []
        self.heading = 0
        self._depth = -1
        self._shift = 0
        self._nesting = 0
        self._narrow = False  # in a table whose long words may not stand side by side
        self._unlinked = False  # in the header of a long table
        self._lead = ""  # what leads in to the table that is about to be made
        self.placed: set[str] = set()
        self.wanted: set[str] = set()
        self._notes = {ident: note for note in document.findall(nodes.footnote) for ident in note["ids"]}
        self._shown_notes: set[str] = set()
        self._explained: set[tuple[str, str]] = set()

    @property
    def typst(self) -> TypstBuilder:
        """Give the builder, which knows fonts and images."""
        return cast("TypstBuilder", self.builder)

    def translate(self) -> str:
        """Give the page. ``placed`` then names the anchors it has, ``wanted`` those its links lead to."""
        self.heading = self.context.heading
        return self.capture(self.document)

    # Walking

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Let another extension's ``typst=`` visitor handle the node, else make it here, children and all."""
        if self._registered(node):
            super().dispatch_visit(node)
            return
        self.body.append(self.make(node))
        raise nodes.SkipNode

    def _registered(self, node: nodes.Node) -> bool:
        return any(hasattr(self, f"visit_{kind.__name__}") for kind in type(node).__mro__)

    def capture(self, *items: nodes.Node) -> str:
        """Give the markup of nodes, one after another."""
        kept, self.body = self.body, []
        for item in items:
            item.walkabout(self)
        made, self.body = "".join(self.body), kept
        return made

    def inside(self, node: nodes.Element) -> str:
        """Give the markup of a node's content, with the anchors of the node in front."""
        return self.anchors(node) + self.capture(*node.children)

    def make(self, node: nodes.Node) -> str:
        """Give the markup of one node."""
        if isinstance(node, nodes.Text):
            return self.text(node.astext(), node)
        if not isinstance(node, nodes.Element) or SCREEN_ONLY in classes(node):
            return ""
        before = "" if type(node).__name__ in ANCHORED else self.anchors(node)
        return before + self._styled(node, self._nested(node) if self._nests(node) else self._by_class(node))

    def _nests(self, node: nodes.Element) -> bool:
        return isinstance(node, NESTED) or self.component(node) is not None

    def _nested(self, node: nodes.Element) -> str:
        """Give a list or a box; where Typst would take no more of them in each other, its content alone."""
        self._nesting += 1
        if self._nesting == _DEEPEST_NESTING + 1:
            message = "Här ligger mer än %d listor och rutor i varandra; i PDF får det innersta inga egna indrag."
            logger.warning(message, _DEEPEST_NESTING, location=place(node), type="handout", subtype="depth")
        made = self._by_class(node) if self._nesting <= _DEEPEST_NESTING else block(self.inside(node))
        self._nesting -= 1
        return made

    def _by_class(self, node: nodes.Element) -> str:
        for kind in type(node).__mro__:
            name = kind.__name__
            if (method := getattr(self, f"make_{name}", None)) is not None:
                return str(method(node))
            if name in INLINE:
                return f"#{INLINE[name]}[{self.inside(node)}]"
            if name in BLOCK:
                return block(f"#{BLOCK[name]}[{self.inside(node)}]")
            if name in PASSED_ON:
                return self.inside(node)
            if name in LEFT_OUT:
                return ""
        return self._unknown(node)

    def _unknown(self, node: nodes.Element) -> str:
        name = type(node).__name__
        if name.startswith("desc_"):  # the parts of a signature, of which each domain has its own
            return self.inside(node)
        message = "Noden <%s> har ingen form i PDF: dess text behålls."
        logger.warning(message, name, location=place(node), type="handout", subtype="node")
        return self.inside(node)

    def _styled(self, node: nodes.Element, made: str) -> str:
        """Name a class of the project (kb-…), so that the theme can give it a look."""
        names = own_classes(node)
        if not names or not made.strip():
            return made
        if isinstance(node, nodes.inline):
            return call("mark", made, classes=names)
        if isinstance(node, nodes.section):
            return made
        return block(call("styled", made, classes=names, low=is_low(node, _LOW_BOX)))

    # Text, anchors, headings

    def text(self, text: str, node: nodes.Node) -> str:
        """Give text as markup, without characters that no font has; in narrow columns with soft hyphens."""
        shown = self.printable(text, node)
        made = running(hyphenated(shown) if self._narrow else shown)
        parted = with_long_words(made)
        return parted if parted != made and in_paragraph(node) else made

    def printable(self, text: str, node: nodes.Node) -> str:
        """Replace what the fonts cannot show: by a plainer form, else by the character's name in brackets."""
        if text.isascii():
            return text
        text = clean(text)
        for sign in self._missing(text):
            text = text.replace(sign, "".join(self._instead(character, node) for character in sign))
        return text

    def _missing(self, text: str) -> list[str]:
        # Line breaks are dealt with when the text is escaped.
        shapes = [sign for sign in signs(text) if unicodedata.category(sign[0]) not in ("Cc", "Zl", "Zp")]
        return self.typst.typesetter.missing(shapes)

    def _instead(self, character: str, node: nodes.Node) -> str:
        if not self._missing(character):
            return character
        if unicodedata.category(character) == "Cf":  # joiners and the like have no shape of their own
            return ""
        plainer = unicodedata.normalize("NFKC", character)
        if plainer != character and not self._missing(plainer):
            return plainer
        name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
        message = "Tecknet %s (U+%04X) finns inte i utskriftens typsnitt; där står [%s]. Skriv ett ord i stället."
        logger.warning(message, character, ord(character), name, location=place(node), type="handout", subtype="glyph")
        return f"[{name}]"

    def anchors(self, node: nodes.Element) -> str:
        """Give the anchors for a node's ids that have none yet."""
        names = [label(self.context.docname, ident) for ident in ids(node)]
        new = [name for name in dict.fromkeys(names) if name not in self.placed]
        self.placed.update(new)
        return "".join(map(anchor, new))

    def heading_markup(
        self, level: int, content: str, node: nodes.Element, *, listed: bool = True, bookmarked: bool = True
    ) -> str:
        """Give a heading no more than one level below the one before it; a greater step gives a warning."""
        allowed = min(level, self.heading + 1)
        if allowed < level:
            message = "Rubriken hoppar över en nivå (från %d till %d); i PDF sätts den på nivå %d."
            logger.warning(
                message, self.heading, level, allowed, location=place(node), type="handout", subtype="heading"
            )
        self.heading = allowed
        settings: dict[str, Value] = {"level": min(max(allowed, 1), _DEEPEST_HEADING)}
        if not listed:
            settings |= {"outlined": False, "bookmarked": bookmarked}
        return call("heading", content, **settings)

    def make_section(self, node: nodes.section) -> str:
        """Give a section; its level follows from how deep it lies and from where the page stands."""
        self._depth += 1
        before = self._shift
        if self._depth == 0 and self.context.level == 0 and node.parent.index(node) > self._first_section(node):
            self._shift = 1
        place = table_at_start(node)
        start = self.capture(*node.children[:place])
        if place:
            self._lead, start = start, ""
        made = start + self.capture(*node.children[place:])
        self._depth -= 1
        self._shift = before
        return self.anchors(node) + made

    def _first_section(self, node: nodes.section) -> int:
        siblings = node.parent.children
        return next(place for place, item in enumerate(siblings) if isinstance(item, nodes.section))

    def make_title(self, node: nodes.title) -> str:
        """Give a section's heading, or the title of a box."""
        if not isinstance(node.parent, nodes.section):
            return block(call("block-title", self.inside(node)))
        level = self.context.level + self._depth + self._shift
        places = self.anchors(node.parent) + self.anchors(node)
        if level == 0:
            return places
        listed = self.context.listed or self._depth == 0
        return block(self.heading_markup(level, self.capture(*node.children), node, listed=listed) + places)

    def make_subtitle(self, node: nodes.Element) -> str:
        """Give a subtitle as a title of a block."""
        return block(call("block-title", self.inside(node)))

    def make_rubric(self, node: nodes.rubric) -> str:
        """Give a rubric: a heading where it states a level (as headings inside boxes do), else a title."""
        stated = node.get("heading-level") or node.get("level")
        content = self.capture(*node.children)
        if not stated:
            return block(call("block-title", self.anchors(node) + content))
        level = max(self.context.level + int(stated) - 1, 1)
        made = self.heading_markup(level, content, node, listed=False, bookmarked=False)
        return block(made + self.anchors(node))

    # Paragraphs and inline

    def make_paragraph(self, node: nodes.Element) -> str:
        """Give a paragraph; one that leads in to something is kept with it."""
        return block(call("lead", self.inside(node)) if leads_in(node) else self.inside(node))

    make_compact_paragraph = make_paragraph

    def make_inline(self, node: nodes.inline) -> str:
        """Give an inline span; the names of interface elements stand out."""
        if {"guilabel", "menuselection"} & set(classes(node)):
            return f"#strong[{self.inside(node)}]"
        return self.inside(node)

    def make_literal(self, node: nodes.Element) -> str:
        """Give inline code, or a key."""
        name = "key" if "kbd" in classes(node) else "code"
        return f"#{name}({quote(breakable(self.printable(node.astext(), node)))})"

    def make_abbreviation(self, node: nodes.Element) -> str:
        """Give an abbreviation, the first time on a page with what it stands for."""
        if isinstance(node.parent, addnodes.desc_sig_operator):  # the signs of a signature explain themselves
            return self.inside(node)
        full = self.printable(node.get("explanation", ""), node)
        new = (node.astext(), full) not in self._explained
        self._explained.add((node.astext(), full))
        return call("abbreviation", self.inside(node), full=full if new else "")

    def make_math(self, node: nodes.Element) -> str:
        """Give a formula in the text."""
        return self._formula(node, apart=False)

    def make_math_block(self, node: nodes.Element) -> str:
        """Give a formula of its own."""
        return block(self._formula(node, apart=True))

    def _formula(self, node: nodes.Element, *, apart: bool) -> str:
        """Give a formula with words for it; what cannot be set is shown as it was written."""
        tex = self.printable(node.astext(), node)
        settings: dict[str, Value] = {"apart": apart, "number": str(node.get("number") or "")}
        words, shown = tex, []
        try:
            tree = parse(tex)
            words, shown = spoken(tree) if self._is_swedish() else tex, [f"${to_typst(tree)}$"]
        except UnknownTeX as unknown:
            message = "Formeln visas som den är skriven: %s har ingen form i PDF."
            logger.warning(message, unknown, location=place(node), type="handout", subtype="math")
        if shown and not self.typst.typesetter.sets(shown[0]):
            words, shown = tex, []
        return rows("formula", [quote(words or tex), *(shown or [quote(tex)])], settings)

    def _is_swedish(self) -> bool:
        return bool(self.config.language.startswith("sv"))

    def make_raw(self, node: nodes.raw) -> str:
        """Give raw Typst, and the HTML that MyST makes of line breaks and struck text; other formats are left out."""
        formats = node.get("format", "").split()
        if "typst" in formats:
            return node.astext()
        if "html" not in formats:
            return ""
        kind = node.astext().strip()
        if kind == "<br />":
            return " #linebreak() "
        around = [other.astext() for other in node.parent.findall(nodes.raw)]
        is_struck = kind in ("<s>", "</s>") and around.count("<s>") == around.count("</s>")
        return ("#strike[" if kind == "<s>" else "]") if is_struck else ""

    def make_target(self, node: nodes.Element) -> str:
        """Give the anchors of a target, and its text if it has one."""
        return self.inside(node)

    def make_footnote_reference(self, node: nodes.Element) -> str:
        """Give the footnote at its first reference; later references point to the same note."""
        ident = node.get("refid", "")
        note = self._notes.get(ident)
        if note is None:
            return call("super", escape(node.astext()))
        name = label(self.context.docname, f"note-{ident}")
        if ident in self._shown_notes:
            return f"#note-again({quote(name)})"
        self._shown_notes.add(ident)
        content = [child for child in note.children if not isinstance(child, nodes.label)]
        return f"#note({quote(name)})[{self.anchors(note)}{self.capture(*content).strip()}]"

    def make_citation(self, node: nodes.Element) -> str:
        """Give an entry of a bibliography."""
        name = next((child.astext() for child in node.children if isinstance(child, nodes.label)), "")
        content = [child for child in node.children if not isinstance(child, nodes.label)]
        return block(call("citation", self.text(name, node), (self.anchors(node) + self.capture(*content)).strip()))

    # Links

    def make_reference(self, node: nodes.Element) -> str:
        """Give a link. Where it cannot lead anywhere in this document or on the web, its text remains."""
        content = self.inside(node)
        if not content.strip():
            return ""
        if "sd-btn" in classes(node):
            content = call("button", content)
        elif node.astext() == node.get("refuri"):
            content = call("address", content)
        return self.link(node, content)

    make_number_reference = make_reference

    def link(self, node: nodes.Element, content: str) -> str:
        """Wrap content in the link of a reference node; what it leads to is noted also where no link may be."""
        made = self._linked(node, content)
        return content if self._unlinked else made

    def _linked(self, node: nodes.Element, content: str) -> str:
        uri = node.get("refuri")
        if uri is None or uri.startswith("#"):
            ident = uri[1:] if uri else node.get("refid", "")
            return self._goto(label(self.context.docname, ident), node, content)
        if uri.startswith("%"):
            docname, _, ident = uri[1:].partition("#")
            return self._to_page(docname, ident, node, content)
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", uri):
            self.context.back.note_address(node.astext(), uri)
            return self._web(uri, content)
        return content

    def _to_page(self, docname: str, ident: str, node: nodes.Element, content: str) -> str:
        """Give a link to a page: in the document, told on its last pages, on the web, or named in words."""
        back = self.context.back
        if docname in self.context.scope:
            return self._goto(label(docname, ident), node, content)
        if name := back.place_of(docname, ident, node):
            return self._goto(name, node, content)
        titles = self.builder.env.titles
        title = titles[docname].astext() if docname in titles else docname
        if address := self.typst.page_address(docname):
            back.note_address(title, address)
            return self._web(f"{address}#{ident}" if ident else address, content)
        if title in node.astext() or not back.is_new(docname):
            return content
        return content + call("elsewhere", self.text(title, node))

    def _goto(self, name: str, node: nodes.Element, content: str) -> str:
        """Give a link to a place in the document, called by what it leads to."""
        self.wanted.add(name)
        kind = "cited" if self.context.back.is_source(name) else "explained" if "term" in classes(node) else "goto"
        return f"#{kind}({quote(name)})[{content}]"

    def make_landing(self, node: nodes.Element) -> str:
        """Give the anchors of a place on the last pages."""
        self.placed.update(node["names"])
        return "".join(map(anchor, node["names"]))

    def _web(self, address: str, content: str) -> str:
        return f"#web({quote(address)})[{content}]"

    def make_download_reference(self, node: nodes.Element) -> str:
        """Give the name of a file to fetch; it is a link only where the file lies on the web."""
        uri = node.get("refuri", "")
        return self.link(node, self.inside(node)) if "://" in uri else self.inside(node)

    # Lists

    def make_bullet_list(self, node: nodes.Element) -> str:
        """Give a list; one with check boxes says of every item whether it is done."""
        if "contains-task-list" in classes(node):
            items = [f"({value(is_done(item))}, [{self.inside(item)}])" for item in elements(node)]
            return block(rows("tasks", items))
        settings = self._list_settings(node) | {"classes": own_classes(node, node.parent)}
        return block(rows("bullets", self._items(node), settings))

    def make_enumerated_list(self, node: nodes.Element) -> str:
        """Give a numbered list with its kind of number and its first number."""
        settings: dict[str, Value] = {"kind": node.get("enumtype", "arabic"), "start": node.get("start", 1)}
        return block(rows("numbered", self._items(node), settings | self._list_settings(node)))

    def _list_settings(self, node: nodes.Element) -> dict[str, Value]:
        return {"tight": is_tight(node), "low": all(is_low(item, _LOW_ITEM) for item in elements(node))}

    def _items(self, node: nodes.Element) -> list[str]:
        return [f"[{self._styled(item, self.inside(item))}]" for item in elements(node)]

    def make_definition_list(self, node: nodes.Element) -> str:
        """Give a definition list: terms, each with what is said of it."""
        items = [item for item in elements(node) if isinstance(item, nodes.definition_list_item)]
        return block(rows("definitions", [self._definition(item) for item in items]))

    def _definition(self, item: nodes.Element) -> str:
        said = [child for child in item.children if isinstance(child, nodes.definition)]
        heads = [child for child in item.children if not isinstance(child, nodes.definition)]
        names = [
            self.anchors(item) + self.inside(head) if isinstance(head, nodes.term) else self.capture(head)
            for head in heads
        ]
        return f"([{' '.join(names)}], [{''.join(map(self.inside, said)).strip()}])"

    def make_field_list(self, node: nodes.Element) -> str:
        """Give a list of fields: names with values."""
        return block(rows("fields", [self._pair(*elements(field)) for field in elements(node)]))

    def _pair(self, name: nodes.Element, body: nodes.Element) -> str:
        return f"([{self.capture(name)}], [{self.inside(body).strip()}])"

    def make_option_list(self, node: nodes.Element) -> str:
        """Give options of a command as a definition list."""
        return block(rows("definitions", [self._pair(*elements(item)) for item in elements(node)]))

    def make_option_group(self, node: nodes.Element) -> str:
        """Give the forms of an option as code."""
        return f"#code({quote(', '.join(map(_option, elements(node))))})"

    def make_line_block(self, node: nodes.Element) -> str:
        """Give lines that keep their breaks."""
        made = "".join(map(self.capture, node.children))
        return block(call("indented" if isinstance(node.parent, nodes.line_block) else "lines", made))

    def make_line(self, node: nodes.Element) -> str:
        """Give one such line."""
        return self.inside(node) + " #linebreak() "

    # Blocks

    def make_block_quote(self, node: nodes.Element) -> str:
        """Give a quotation."""
        name = "epigraph" if {"epigraph", "highlights", "pull-quote"} & set(classes(node)) else "quotation"
        return block(call(name, self.inside(node)))

    def make_transition(self, node: nodes.Element) -> str:
        """Give a break between parts; the one before MyST's footnotes has nothing to part."""
        return "" if "footnotes" in classes(node) else block("#transition()")

    def make_literal_block(self, node: nodes.Element) -> str:
        """Give a block of code."""
        arguments: dict[str, Any] = node.get("highlight_args", {})
        settings: dict[str, Value] = {"numbered": bool(node.get("linenos"))}
        settings["start"] = int(arguments.get("linenostart", 1))
        settings["marked"] = tuple(int(number) for number in arguments.get("hl_lines", ()))
        return block(rows("code-block", [quote(breakable(self.printable(node.astext(), node)))], settings))

    make_doctest_block = make_literal_block

    def make_productionlist(self, node: nodes.Element) -> str:
        """Give the rules of a grammar as code, one a line."""
        text = "\n".join(rule.astext() for rule in elements(node))
        return block(rows("code-block", [quote(breakable(self.printable(text, node)))]))

    def make_desc_parameterlist(self, node: nodes.Element) -> str:
        """Give the parameters of a function."""
        return r"\(" + ", ".join(map(self.inside, elements(node))) + r"\)"

    def make_desc_signature(self, node: nodes.Element) -> str:
        """Give a signature as a title."""
        return block(call("block-title", self.inside(node)))

    def make_desc_returns(self, node: nodes.Element) -> str:
        """Give the type that a function gives back."""
        return " → " + self.inside(node)

    def make_admonition(self, node: nodes.Element) -> str:
        """Give a box with a title: that of the node, or the common one for its kind."""
        title, content = titled(node, nodes.title)
        known = [name for name in (type(node).__name__, *classes(node)) if name in admonitionlabels]
        kind = known[0] if known else "note"
        words = self.inside(title) if title is not None else escape(str(admonitionlabels.get(kind, "")))
        return block(call("admonition", words, self.capture(*content), kind=kind, low=is_low(node, _LOW_BOX)))

    make_attention = make_caution = make_danger = make_error = make_hint = make_important = make_admonition
    make_note = make_tip = make_warning = make_seealso = make_admonition

    def make_topic(self, node: nodes.Element) -> str:
        """Give a topic or sidebar as a box of its own; a table of contents in the page is not printed."""
        if "contents" in classes(node):
            return ""
        title, content = titled(node, nodes.title)
        return block(call("aside", self.inside(title) if title is not None else "", self.capture(*content)))

    make_sidebar = make_topic

    def make_Admonition(self, node: nodes.Element) -> str:
        """Give an admonition of another extension."""
        return self.make_admonition(node)

    # Images, figures, tables

    def make_image(self, node: nodes.Element) -> str:
        """Give an image, or its alternative text where it cannot be used."""
        alternative = self._alternative(node)
        address = self._image_address(node)
        if not address:
            return call("no-image", escape(alternative))
        settings: dict[str, Value] = {
            "alt": alternative,
            "width": node.get("width", ""),
            "height": node.get("height", ""),
            "scale": node.get("scale", 100),
            "avatar": any(name.startswith("sd-avatar") for name in classes(node)),
            "inline": in_text(node),
        }
        settings["align"] = node.get("align", "left")
        made = rows("picture", [quote(address)], settings)
        return made if in_text(node) else block(made)

    def _image_address(self, node: nodes.Element) -> str:
        uri = node.get("uri", "")
        if "://" in uri:
            return ""
        address = self.typst.typesetter.image(self.typst.source_path(uri))
        if not address:
            message = "Bilden %s kan inte användas i PDF: filen saknas eller är trasig. Texten visas i stället."
            logger.warning(message, uri, location=place(node), type="handout", subtype="image")
        return address

    def _alternative(self, node: nodes.Element) -> str:
        """Give what an image shows in words; where nobody has said it, the caption or the file's name."""
        stated = node.get("alt", "").strip()
        if stated or any(name.startswith("sd-card-img") for name in classes(node)):
            return str(stated)
        message = "Bilden %s saknar alternativtext. Skriv vad den visar: ![text](bild)."
        logger.warning(message, node.get("uri", ""), location=place(node), type="handout", subtype="alt")
        caption = next(iter(node.parent.findall(nodes.caption)), None) if node.parent is not None else None
        return caption.astext() if caption is not None else "Bild: " + node.get("uri", "").rpartition("/")[2]

    def make_figure(self, node: nodes.Element) -> str:
        """Give a figure with its number, caption and legend."""
        return self._figured(node, "figure", "figure")

    def listing(self, node: nodes.Element) -> str:
        """Give a block of code with a caption."""
        return self._figured(node, "code", "code-block")

    def _figured(self, node: nodes.Element, kind: str, numbered_as: str) -> str:
        parts = [child for child in elements(node) if isinstance(child, nodes.caption | nodes.legend)]
        content = self.capture(*(child for child in node.children if child not in parts))
        words = "".join(self.inside(part).strip() for part in parts if isinstance(part, nodes.caption))
        more = "".join(self.inside(part).strip() for part in parts if isinstance(part, nodes.legend))
        settings = rows("", [f"more: [{more}]"], {"kind": kind, "number": self._number(node, numbered_as)})
        return block(f"#figured{settings[1:]}[{words}][{content}]")

    def _number(self, node: nodes.Element, kind: str) -> str | None:
        """Give the number Sphinx has given (numfig); None lets the theme count."""
        known = self.builder.env.toc_fignumbers.get(self.context.docname, {}).get(kind, {})
        number = next((known[ident] for ident in ids(node) if ident in known), None)
        return ".".join(map(str, number)) if number else None

    def make_table(self, node: nodes.Element) -> str:
        """Give a table: header rows, body rows, measures of the columns, and a caption."""
        lead, self._lead = self._lead, ""
        number = len(self.tables)
        self.tables.append(())
        group = next(iter(node.findall(nodes.tgroup)))
        heads, bodies = table_rows(group, nodes.thead), table_rows(group, nodes.tbody)
        stubs = sum(1 for column in group.findall(nodes.colspec) if column.get("stub"))
        headers = row_header_cells([cells(row) for row in bodies], stubs)
        title, _ = titled(node, nodes.title)
        caption = self.inside(title) if title is not None else ""
        settings = column_settings(node, group) | {"head": len(heads), "number": self._number(node, "table")}
        settings["turn"] = is_alone(node)
        before, self._narrow = self._narrow, self._is_swedish() and is_narrow(node, group)
        settings["soft"] = self._narrow
        # A header that PDF shows again on the next page may hold no links: in that of a long table they are words only.
        self._unlinked = len(bodies) > _FEW_ROWS and not any(has_notes(row) for row in heads)
        again = value(self._unlinked or not any(has_links(row) for row in heads))
        made_head, self._unlinked = self._rows(heads, ()), False
        made_body = self._rows(bodies, headers)
        self._narrow = before
        self.tables[number] = headers
        parts = ([f"table.header(repeat: {again}, {', '.join(made_head)})"] if heads else []) + made_body
        return block(rows("tabular", [f"lead: [{lead}]", f"caption: [{caption}]", *parts], settings))

    def _rows(self, items: Sequence[nodes.Element], headers: Sequence[int]) -> list[str]:
        entries = [entry for row in items for entry in elements(row)]
        return [self._entry(entry, number in headers) for number, entry in enumerate(entries)]

    def _entry(self, entry: nodes.Element, header: bool) -> str:
        content = self.inside(entry).strip()
        settings = [
            f"{name}: {entry[key] + 1}"
            for name, key in (("colspan", "morecols"), ("rowspan", "morerows"))
            if entry.get(key)
        ]
        side = next((name[5:] for name in classes(entry) if name in ("text-right", "text-center")), "")
        settings += [f"align: {side}"] if side else []
        content = call("row-head", content) if header else content
        return f"table.cell({', '.join(settings)})[{content}]" if settings else f"[{content}]"


def _option(node: nodes.Element) -> str:
    """Give an option as it is typed; an argument's text holds the sign before it."""
    return "".join(part.astext() for part in elements(node))
