"""A small site with every construct a writer has, built inside the test process."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

# Others' code uses what Sphinx 11 will remove; ours does not, so a warning about ours still fails.
OTHERS = r"'(myst_parser|notfound|pydata_sphinx_theme|sphinx_design|sphinxcontrib)\."
CONF = """
project = html_title = "Provbasen"
language = "sv"
extensions = [
    "myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "notfound.extension",
    "kunskapsbas.search", "kunskapsbas.front",
]
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist", "fieldlist", "tasklist"]
myst_title_to_header = True
bibtex_bibfiles = ["references.bib"]
html_theme = "pydata_sphinx_theme"
html_theme_options = {
    "pygments_light_style": "a11y-high-contrast-light", "pygments_dark_style": "a11y-high-contrast-dark",
}
html_copy_source = html_show_sourcelink = html_show_sphinx = html_show_copyright = html_use_index = False
html_show_search_summary = False
notfound_urls_prefix = "/"
front_section_names = {"reports/index": "Rapporter"}
"""
BIB = "@misc{rapport, title = {Rapporten om läget}, author = {Öberg}, year = {2025}}\n"
ARTICLE = """
Text om vårdinformationsmiljöupphandlingsunderlaget med [länk](../strategy/malet.md) och `kod`. {cite:p}`rapport`

## Läget i vården

| Punkt | Beskrivning av innehållet | Ansvarig organisation | Tidplan |
|---|---|---|---|
| Informationssäkerhetsklassificering | En ganska lång text i cellen | Styrelsen | 2026 |

:::{note}
En notis.
:::

:::{warning}
En varning.
:::

### Underrubrik

> Ett citat.

```python
namn = "värde"  # en lång kommentar som ska brytas på smala skärmar i stället för att rulla i sidled
```

## Nästa steg

- [ ] Att göra
- [x] Klart

Ord
: Förklaring.

```{math}
\\sum_{i=1}^n i = \\frac{n(n+1)}{2}
```

| Punkt | Antal |
|---|---|
| 1 | 2 |

En fotnot.[^1] [adress saknas]{.kb-missing} [Planerat]{.kb-status .kb-planned} [Inträffat]{.kb-status .kb-happened}

[^1]: Fotnotens text.

:::{dropdown} Visa mer
Mer text.
:::

::::{tab-set}
:::{tab-item} Första
Ett.
:::
:::{tab-item} Andra
Två.
:::
::::
"""
START = """
```{search-field}
```

::::{grid} 1 2 2 2
:::{grid-item-card} Senaste rapporten
:link: reports/r2
:link-type: doc
Läget.
:::
::::

::::{container} kb-decision-path
1. Förslag
2. Beslut
::::
"""
LETTERS = """
::::{container} kb-letters
- [M](#m)
- [Ö](#o)
::::

## M

## Ö
"""


def page(title: str, kind: str, text: str = "", below: tuple[str, ...] = ()) -> str:
    """Give a page's Markdown, with the pages ``below`` it in a hidden table of contents."""
    toc = "\n```{toctree}\n:hidden:\n\n" + "\n".join(below) + "\n```\n" if below else ""
    return f'---\ntitle: "{title}"\nkind: {kind}\n---\n\n{text or "Text."}\n{toc}'


PAGES = {
    "index": page("Startsidan", "index", START, ("reports/index", "strategy/index", "glossary/index", "about/om")),
    "reports/index": page("Regionala rapporter", "index", below=("r1", "r2", "r3", "tidslinje")),
    "reports/r1": page("Rapport ett", "report"),
    "reports/r2": page("Rapport två", "report", ARTICLE),
    "reports/r3": page("Rapport tre", "report"),
    "reports/tidslinje": page("Tidslinje", "index"),
    "strategy/index": page("Modulär strategi", "index", below=("vagen", "malet")),
    "strategy/vagen": page("Vägen till beslut", "strategy", ARTICLE),
    "strategy/malet": page("Målet", "strategy"),
    "glossary/index": page("Ordlista", "index", LETTERS, ("modul",)),
    "glossary/modul": page("Modul", "term"),
    "about/om": page("Om Provbasen", "about", "```{bibliography}\n```", ("tillganglighet",)),
    "about/tillganglighet": page("Tillgänglighet", "about"),
}


class Project:
    """A source folder that can be changed and built again."""

    def __init__(self, root: Path) -> None:
        """Write the project's files below ``root``."""
        self.source = root / "src"
        self.root = root
        self.write("conf.py", CONF)
        self.write("references.bib", BIB)
        for name, text in PAGES.items():
            self.write(f"{name}.md", text)

    def write(self, name: str, text: str) -> None:
        """Write one file in UTF-8."""
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def build(self, out: str = "out", builder: str = "html", jobs: int = 1, **config: Any) -> Path:
        """Build, fail on any warning, and give the folder with the result."""
        target, complaints = self.build_and_listen(out, builder, jobs, **config)
        assert complaints == "", complaints
        return target

    def build_and_listen(
        self, out: str = "out", builder: str = "html", jobs: int = 1, **config: Any
    ) -> tuple[Path, str]:
        """Build, and give the folder with the result and what was warned of."""
        complaints = io.StringIO()
        target = self.root / out / builder
        with warnings.catch_warnings(), patch_docutils(self.source), docutils_namespace():
            warnings.filterwarnings("ignore", message=OTHERS)
            app = Sphinx(
                self.source, self.source, target, self.root / out / "doctrees", builder, config,
                status=None, warning=complaints, parallel=jobs,
            )  # fmt: skip
            app.build()
        return target, complaints.getvalue()
