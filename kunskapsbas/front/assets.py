"""The files the pages need: one style sheet, one script, four fonts. Written into the build, never into the source."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

from kunskapsbas.front.stylesheet import minify, reduce_css
from kunskapsbas.front.woff import ttf_to_woff

STATIC = Path(__file__).parent / "static"
STYLESHEET = "kunskapsbas.css"
SCRIPT = "kunskapsbas.js"
ICON = "kunskapsbas.svg"
# (file in the font package, style, weight): the same typeface as in the PDF files
FONTS = (
    ("AtkinsonHyperlegible-Regular", "normal", 400),
    ("AtkinsonHyperlegible-Italic", "italic", 400),
    ("AtkinsonHyperlegible-Bold", "normal", 700),
    ("AtkinsonHyperlegible-BoldItalic", "italic", 700),
)
# What the theme and Sphinx copy into the site and no page asks for: FontAwesome, Bootstrap, the full style sheet, and
# what is left of Sphinx's own search.
UNUSED = (
    "searchtools.js",
    "language_data.js",
    "../searchindex.js",
    "vendor",
    "scripts",
    "styles",
    "webpack-macros.html",
    "basic.css",
    "file.png",
    "minus.png",
    "plus.png",
)


def theme_stylesheet() -> Path:
    """Give the path of the installed theme's style sheet."""
    theme = resources.files("pydata_sphinx_theme") / "theme" / "pydata_sphinx_theme" / "static" / "styles"
    return Path(str(theme)) / "pydata-sphinx-theme.css"


def font_faces() -> str:
    """Give the ``@font-face`` rules; a browser fetches a face only when a page uses it."""
    return "".join(
        f"@font-face{{font-family:Atkinson Hyperlegible;font-style:{style};font-weight:{weight};font-display:swap;"
        f"src:url(fonts/{name}.woff) format('woff')}}\n"
        for name, style, weight in FONTS
    )


def write_assets(static: Path) -> None:
    """Write the style sheet, the script and the fonts into ``static`` (the site's ``_static`` folder).

    Raises ``FileNotFoundError`` if the theme or the font package lacks a file.
    """
    fonts = static / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    own = "\n".join(path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.css")))
    theirs = reduce_css(theme_stylesheet().read_text(encoding="utf-8"))
    sheet = f'@charset "UTF-8";\n{font_faces()}{theirs}\n{minify(own)}\n'
    _write(static / STYLESHEET, sheet.encode())
    for name in (SCRIPT, ICON):
        _write(static / name, (STATIC / name).read_bytes())
    package = Path(str(resources.files("fontpkg_atkinson_hyperlegible")))
    _write(fonts / "OFL.txt", (package / "LICENSE").read_bytes())
    for name, _style, _weight in FONTS:
        target = fonts / f"{name}.woff"
        if not target.exists():
            _write(target, ttf_to_woff((package / "files" / f"{name}.ttf").read_bytes()))


def remove_unused(static: Path) -> None:
    """Take away what the theme copied into ``static`` and no page asks for (about 0.9 MB)."""
    for name in UNUSED:
        path = static / name
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()


def _write(path: Path, content: bytes) -> None:
    """Leave a file alone that already says the same, so that copying tools see no change."""
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)
