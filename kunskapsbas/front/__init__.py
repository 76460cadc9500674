"""The kit that makes pydata-sphinx-theme a finished Swedish site: templates, style, navigation, words, repairs.

Works alone: ``extensions = ["kunskapsbas.front"]`` with ``html_theme = "pydata_sphinx_theme"``.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.util import logging

from kunskapsbas import __version__
from kunskapsbas.front import assets, formulas, page, settings, translator
from kunskapsbas.front.catalogue import compile_catalogues, put_first

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config

logger = logging.getLogger(__name__)
TEMPLATES = Path(__file__).parent / "templates"
THEME = "pydata_sphinx_theme"
ENV_VERSION = 1
# The theme renders each of these parts once for every page, also where no template shows it: 5 % of a build.
THEME_PARTS = (
    "navbar_start",
    "navbar_center",
    "navbar_end",
    "navbar_persistent",
    "article_header_start",
    "article_header_end",
    "article_footer_items",
    "content_footer_items",
    "primary_sidebar_end",
    "secondary_sidebar_items",
    "footer_start",
    "footer_center",
    "footer_end",
)


def settle(app: Sphinx, config: Config) -> None:
    """Leave the theme's own parts out, and use our page for a missing address."""
    if config.html_theme != THEME:
        return
    # The theme appends to this list, which may be Sphinx's default, shared by all builds of one process.
    config.templates_path = list(config.templates_path)
    config.html_theme_options = {**config.html_theme_options, **{part: [] for part in THEME_PARTS}}
    config.html_sidebars = {"**": []}
    if "notfound_template" in config and config.notfound_template == "page.html":
        config.notfound_template = "kb-notfound.html"
        config.notfound_context = {"title": "Sidan finns inte", "body": ""}


def tell_of_settings(app: Sphinx, config: Config) -> None:
    """Warn of settings of the repository that lead nowhere; the pages then have no such links."""
    if fault := page.repository_of(app).fault():
        logger.warning("%s", fault, type="kb", subtype="front")


def uses_theme(app: Sphinx) -> bool:
    """Tell whether the builder writes pages in the theme: an e-book, a PDF or another theme is left alone."""
    return getattr(getattr(app.builder, "theme", None), "name", "") == THEME


def use_templates(app: Sphinx) -> None:
    """Let our templates stand after the project's own and before the theme's.

    Not done until the builder is known: an e-book has templates of its own under the same names. The setting is put
    back, or Sphinx would see a changed setting at the next build and write every page again.
    """
    builder, config = cast("StandaloneHTMLBuilder", app.builder), app.config
    given = config.templates_path
    config.templates_path = [*given, str(TEMPLATES)]
    builder.create_template_bridge()
    builder.templates.init(builder, builder.theme)
    config.templates_path = given


def prepare(app: Sphinx, front: page.Front) -> None:
    """Write the files the pages need, before the first page asks for their checksums, and connect the rest."""
    front.forget()
    if not uses_theme(app):
        return
    assets.write_assets(Path(app.outdir) / "_static")
    translator.install(app)
    use_templates(app)
    app.add_css_file(assets.STYLESHEET, priority=700)  # after the extensions whose parts it restyles
    app.add_js_file(assets.SCRIPT, priority=900, defer="defer")
    app.connect("html-page-context", front.page_context, priority=900)  # after the theme and the 404 page


def tidy(app: Sphinx, exception: Exception | None) -> None:
    """Remove the theme's files that no page asks for."""
    if exception is None and uses_theme(app):
        assets.remove_unused(Path(app.outdir) / "_static")


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the extension to Sphinx."""
    settings.register(app)
    formulas.setup(app)
    own_words = put_first(compile_catalogues(Path(app.doctreedir) / "front-locale"), app.config.language)
    if own_words is not None:
        app.translator = own_words
    front = page.Front()
    app.connect("config-inited", settle)
    app.connect("config-inited", tell_of_settings)
    app.connect(
        "builder-inited", partial(prepare, front=front), priority=900
    )  # after the theme has put its translator in place
    app.connect("env-updated", page.pages_to_rewrite, priority=900)
    app.connect("write-started", front.forget)
    app.connect("build-finished", tidy, priority=900)
    return {
        "version": __version__,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
