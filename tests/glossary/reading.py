"""A small site with four terms and a page that links to them, for tests in a browser."""

from __future__ import annotations

import warnings
from pathlib import Path

from tests.content.project import CONF, Project
from tests.content.small import SUMMARY
from tests.front.project import OTHERS

THEME = """
extensions += ["sphinx_design", "notfound.extension", "kunskapsbas.search", "kunskapsbas.front"]
html_theme = "pydata_sphinx_theme"
html_copy_source = html_show_sourcelink = html_show_sphinx = html_show_copyright = html_use_index = False
notfound_urls_prefix = "/"
glossary_link_terms = False  # the page has the links that are written in it
"""
HOSTILE = (
    "</script><script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'> \"citat\" & &lt;b&gt; <!-- <b>"
)
LONG = " ".join(f"Mening {number} säger något om informationssäkerhetsklassificeringen." for number in range(1, 31))
FILLER = "Löpande text som fyller sidan, så att den är högre än fönstret och går att rulla. " * 12
TERM = (
    "---\nkind: term\ntitle: {title}\ndefinition: '{definition}'\ncategory: {category}\nsources: [alfa]\n"
    "verified: {verified}\n---\n\nMer text.\n"
)
ARTICLE = f"""---
kind: about
title: "En text"
summary: "{SUMMARY}"
---

En {{term}}`modul` hör till {{term}}`systemet <system>`. Läs [om sidorna](om.md). Allra sist på en rad som är lång
nog att nå kanten av fönstret står ännu en gång {{term}}`delarna i en modul som alla hör ihop och
som därför byts på samma gång <modul>`.

{FILLER}

Här står {{term}}`Ångström <angstrom>` och **{{term}}`Ærø-gruppen <aero>`**.

| Punkt | Beskrivning | Ansvarig organisation | Kommentar |
|---|---|---|---|
| Informationssäkerhet | Om {{term}}`moduler <modul>` | Regionstyrelsen | Om {{term}}`systemet` |

{FILLER}

Sidan slutar med {{term}}`modulerna` och {{term}}`Ångström <angstrom>`.
"""
PAGE = "about/text"


def build_site(root: Path) -> Path:
    """Build the site without a warning and give the folder with the result."""
    project = Project.small(root)
    project.write("conf.py", CONF + THEME)
    project.write(f"{PAGE}.md", ARTICLE)
    project.change("glossary/index.md", "Alla ord.", "Alla ord, från {term}`modul` och framåt.")
    terms = (("angstrom", "Ångström", LONG, "begrepp", "false"), ("aero", "Ærø-gruppen", HOSTILE, "organ", "true"))
    for slug, title, definition, category, verified in terms:
        text = definition.replace("'", "''")
        project.write(
            f"glossary/{slug}.md", TERM.format(title=title, definition=text, category=category, verified=verified)
        )
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=OTHERS)
        project.build()
    assert project.told == "", project.told
    return project.root / "out"
