"""Settings of the knowledge base. Settings only: what they do lives in the package kunskapsbas."""

from kunskapsbas.content import MYST_EXTENSIONS, PAGE_PATTERNS

# The site
project = "Kunskapsbas vårdinformationsmiljö"
language = "sv"
html_title = project
release = "0.1.0"
handout_date = "2026-11-22"  # the day of the release, shown in the PDF files
handout_book_name = "kunskapsbas"
glossary_namespace = "2248c00f-f355-4afa-ba30-0924043ce6ce"  # of the terms' identifiers: never to be changed
glossary_licence = "https://creativecommons.org/licenses/by/4.0/"
feeds_tag_authority = "kunskapsbas,2025"  # of the feeds' identifiers: never to be changed
html_baseurl = ""  # the site's address, when it has one

# Pages
root_doc = "index"
include_patterns = list(PAGE_PATTERNS)
exclude_patterns = ["_build", ".*"]  # else Sphinx walks through them too, at every start
extensions = [
    "myst_parser",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "notfound.extension",
    "kunskapsbas.content",
    "kunskapsbas.reports",
    "kunskapsbas.feeds",
    "kunskapsbas.strategy",
    "kunskapsbas.glossary",
    "kunskapsbas.links",
    "kunskapsbas.sources",
    "kunskapsbas.examples",
    "kunskapsbas.search",
    "kunskapsbas.front",
    "kunskapsbas.handout",
]

# Markdown
myst_enable_extensions = list(MYST_EXTENSIONS)
myst_disable_syntax = ["html_block", "html_inline"]  # HTML in a page is shown as text, never run
myst_title_to_header = True
myst_heading_anchors = 3
myst_heading_slug_func = "kunskapsbas.swedish.slug"
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "svenska"
bibtex_reference_style = "svenska"
bibtex_tooltips_style = "svenska-kort"
bibtex_cite_id = "kalla-{key}"  # the address of a source stays

# HTML
html_theme = "pydata_sphinx_theme"
html_theme_options = {
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_show_sphinx = False
html_use_index = False
html_last_updated_fmt = None
notfound_urls_prefix = "/"
front_allow_indexing = False  # pages ask search engines to stay away
front_repository_url = ""  # the repository's address, when it has one: every page then leads to where it is changed
front_footer_text = (
    "En kunskapsbas om vårdinformationsmiljön i Västra Götalandsregionen. "
    "Det här är inte en officiell sida: originalen gäller."
)
front_section_names = {
    "reports/index": "Rapporter",
    "strategy/index": "Modulär strategi",
    "glossary/index": "Ordlista",
    "about/om": "Om",
}
