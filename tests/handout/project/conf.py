"""A small project that uses every construct writers have; the extension stands alone in it."""

project = "Prov på utskrift"
author = "Provskrivaren"
release = version = "1.0"
language = "sv"
extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "kunskapsbas.handout"]
myst_enable_extensions = [
    "colon_fence",
    "deflist",
    "fieldlist",
    "tasklist",
    "attrs_inline",
    "attrs_block",
    "dollarmath",
]
myst_heading_anchors = 3
bibtex_bibfiles = ["sources.bib"]
