"""A small project that uses every construct writers have; the extension stands alone in it."""

project = "Prov på utskrift"
author = "Provskrivaren"
release = version = "1.0"
language = "sv"
extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "sphinx.ext.todo", "kunskapsbas.handout"]
myst_enable_extensions = [
    "alert",
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "replacements",
    "strikethrough",
    "substitution",
    "tasklist",
]
myst_heading_anchors = 3
myst_substitutions = {"ord": "utbytt", "block": "Ett block.\n\n- med lista"}
bibtex_bibfiles = ["sources.bib"]
numfig = True
todo_include_todos = True
suppress_warnings = ["myst.strikethrough"]
