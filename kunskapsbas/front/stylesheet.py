"""The one style sheet the site sends: the theme's rules for text, reduced to what is used, then our own.

The theme's style sheet is 378 kB, most of it Bootstrap components and icon names that no page here uses. It is not
copied and edited, which would be a fork to keep in step: the rules to keep are picked from the installed theme at
build time, by the classes in their selectors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Keeps = Callable[[str], bool]

# Families of classes that text in a page can have: docutils, Sphinx, sphinx-design. Admonitions are left out: the
# theme draws them with FontAwesome's icons, so ours are made anew.
CONTENT_CLASSES = re.compile(
    r"""(topic|sidebar|table(-(center|left|right|striped|hover))?|row-(odd|even)|stub
    |highlight(-.*)?|literal(-.*)?|code(-.*)?|pre|docutils|linenos|caption(-.*)?|hll|guilabel|menuselection|kbd
    |bd-article|headerlink|reference|external|internal|xref|footnote(-.*)?|citation(-.*)?|label|fn-.*|brackets
    |figure|align-(default|left|center|right)|toctree-wrapper|contents|local
    |versionmodified|versionadded|versionchanged|deprecated
    |rubric|attribution|epigraph|highlights|pull-quote|line(-block)?|simple|field-(list|name|body|even|odd)
    |glossary|classifier|option-list|task-list-item.*|contains-task-list
    |sd-.*)""",
    re.VERBOSE,
)
_CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_UNWANTED_PROPERTY = re.compile(r"--fa-[\w-]+:[^;}]*;?")


def keeps_content(selector: str) -> bool:
    """Tell whether a selector can match the text of a page: only known classes, and no id of the theme's own frame.

    >>> keeps_content(".admonition > p"), keeps_content(".carousel-item"), keeps_content("#pst-header a")
    (True, False, False)
    """
    if "#" in selector or ":not([data-theme])" in selector or "data-bs-theme=dark" in selector:
        return False
    return all(CONTENT_CLASSES.fullmatch(name) for name in _CLASS.findall(selector))


def reduce_css(css: str, keeps: Keeps = keeps_content) -> str:
    """Give ``css`` without comments and without the rules none of whose selectors ``keeps`` accepts.

    Media and feature queries are reduced inside and dropped when empty. Fonts (``@font-face``) and animations are
    dropped. Raises ``ValueError`` if the braces do not match.
    """
    kept = []
    for prelude, block in _rules(_COMMENT.sub("", css)):
        if prelude.startswith(("@media", "@supports")):
            inner = reduce_css(block, keeps)
            if inner:
                kept.append(f"{prelude}{{{inner}}}")
        elif not prelude.startswith("@"):
            selectors = [part for part in _split(prelude) if keeps(part)]
            properties = _UNWANTED_PROPERTY.sub("", block)
            if selectors and properties.strip():
                kept.append(f"{','.join(selectors)}{{{properties}}}")
    return "\n".join(kept)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Give (what stands before the brace, what stands inside) of every rule at the outermost level."""
    depth = start = opened = 0
    for place, sign in enumerate(css):
        if sign == "{":
            if depth == 0:
                opened = place
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth < 0:
                raise ValueError(f"an unexpected }} at character {place} of the style sheet")
            if depth == 0:
                prelude = css[start:opened].rpartition(";")[2]  # leaves out @charset and @import
                yield prelude.strip(), css[opened + 1 : place]
                start = place + 1
    if depth:
        raise ValueError("a { of the style sheet is never closed")


def _split(selectors: str) -> Iterator[str]:
    """Split at the commas outside parentheses: ``a:is(b, c), d`` has two parts."""
    depth = start = 0
    for place, sign in enumerate(selectors):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            yield selectors[start:place].strip()
            start = place + 1
    yield selectors[start:].strip()


def minify(css: str) -> str:
    """Take comments, line breaks and indentation away; leaves everything that can carry meaning."""
    return re.sub(r"\s*\n\s*", "\n", _COMMENT.sub("", css)).strip()
