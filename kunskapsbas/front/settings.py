"""The settings of the extension, each declared once: name, default, type and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True, slots=True)
class Setting:
    """One value for conf.py. ``types`` are the types Sphinx accepts without a warning."""

    name: str
    default: object
    types: tuple[type, ...]
    help: str


SETTINGS = (
    Setting(
        "front_allow_indexing",
        False,
        (bool,),
        "True lets search engines index the pages; otherwise every page carries a noindex mark.",
    ),
    Setting(
        "front_nav_hidden_kinds",
        ["report", "term"],
        (list, tuple),
        "Kinds of page (front matter `kind`) that the sidebar does not list one by one.",
    ),
    Setting(
        "front_section_names",
        {},
        (dict,),
        "Short names for sections in the header: {page: name}. A page without one shows its own title.",
    ),
    Setting(
        "front_pdf_links",
        False,
        (bool,),
        "True shows a link to `_pdf/<page>.pdf` at the top of every page.",
    ),
    Setting(
        "front_footer_text",
        "Det här är inte en officiell sida.",
        (str,),
        "The text in the footer that says what the site is.",
    ),
    Setting(
        "front_footer_links",
        {
            "about/om": "Om kunskapsbasen",
            "about/tillganglighet": "Tillgänglighet",
            "about/kallor": "Källor",
            "about/bidra": "Så här bidrar du",
        },
        (dict,),
        "Links in the footer: {page: name}. Pages that do not exist are left out.",
    ),
    Setting(
        "front_repository_url",
        "",
        (str,),
        "The address of the repository with the pages' sources. Every page then leads to where it is changed; "
        "empty: no such links.",
    ),
    Setting(
        "front_repository_host",
        "github",
        (str,),
        "What the repository lies on: github, gitlab or azure. Its own forms of address are used.",
    ),
    Setting(
        "front_repository_branch",
        "main",
        (str,),
        "The branch that is published, and edited.",
    ),
    Setting(
        "front_repository_folder",
        "",
        (str,),
        "The pages' folder in the repository; empty for its root.",
    ),
    Setting(
        "front_edit_pattern",
        "",
        (str,),
        "The address where a file is edited, for another host: `{url}`, `{branch}` and `{path}` are replaced.",
    ),
    Setting(
        "front_suggest_pattern",
        "",
        (str,),
        "The address where a change is suggested, for another host: also `{title}` and `{address}` are replaced.",
    ),
)


def register(app: Sphinx) -> None:
    """Make every setting known to Sphinx; a change of any of them rewrites the pages."""
    for setting in SETTINGS:
        app.add_config_value(setting.name, setting.default, "html", setting.types, setting.help)
