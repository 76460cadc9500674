"""Typst as a service: one set of fonts for all documents of a build."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import cast

import typst

from kunskapsbas.content.files import write_atomic
from kunskapsbas.handout.linking import Place
from kunskapsbas.handout.markup import quote

STANDARDS: tuple[typst.PDFStandard, ...] = ("ua-1", "a-2a")
_COVERED = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) | set("–—‘’“”„†•…‰‹›€™−")
# Typst embeds the moment of compilation unless told otherwise; a fixed one keeps the bytes the same.
_MOMENT = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
# Every anchor of the theme is a place; a link to it is led there when the PDF is finished (linking.py).
_TELL_PLACES = """
#context [#metadata(query(<kb-place>).map(it => {
  let where = it.location().position()
  (it.value, where.page, where.x / 1pt, where.y / 1pt)
}))<kb-places>]"""
_PROBE_HEAD = """#import "/theme.typ": face
#set document(title: "x", date: datetime(year: 2000, month: 1, day: 1))
#set text(font: face.text)
"""


def font_folders() -> list[Path]:
    """Give the folders with the typefaces, which come as Python packages: the document's own, and the fallback."""
    return [Path(str(files("fontpkg_atkinson_hyperlegible"))) / "files", Path(str(files("manimgx_fonts")))]


def package_theme() -> Path:
    """Give the theme that comes with the extension."""
    return Path(str(files("kunskapsbas.handout"))) / "theme.typ"


@dataclass
class Typesetter:
    """Compiles Typst source in a work folder that holds the theme and the images.

    Fonts are read once (they cost most of a short compilation); answers about characters and images are
    remembered for as long as the object lives.
    """

    root: Path
    theme: Path
    fonts: Sequence[Path] = ()
    _faces: typst.Fonts | None = None
    _signs: dict[str, bool] = field(default_factory=dict)
    _images: dict[Path, str] = field(default_factory=dict)

    def prepare(self) -> None:
        """Put the theme into the work folder. Raises OSError where that cannot be done."""
        (self.root / "images").mkdir(parents=True, exist_ok=True)
        (self.root / "theme.typ").write_bytes(self.theme.read_bytes())

    def fingerprint(self) -> str:
        """Give a digest of everything but the source that decides the bytes: theme, fonts, Typst, pikepdf."""
        digest = hashlib.sha256((self.root / "theme.typ").read_bytes())
        for package in ("typst", "pikepdf", "fontpkg-atkinson-hyperlegible", "manimgx-fonts"):
            digest.update(f"{package} {version(package)}\n".encode())
        for name in sorted(path for folder in self.fonts for path in folder.rglob("*") if path.is_file()):
            digest.update(name.read_bytes())
        return digest.hexdigest()

    def typeset(self, name: str, source: str) -> tuple[bytes, list[str], dict[str, Place]]:
        """Give the PDF, Typst's warnings, and where its places are.

        The source is kept in the work folder under the name. Raises typst.TypstError, which explains itself, and
        OSError where the source cannot be written.
        """
        path = self.root / "source" / f"{name}.typ"
        write_atomic(path, (source + _TELL_PLACES).encode())
        compiler = self._with(path)
        pdf, warnings = self._compile(compiler)
        told: list[tuple[str, int, float, float]] = json.loads(compiler.query("<kb-places>", field="value", one=True))
        # A heading stands in the table of contents first: its last place is its own.
        places = {name: (page, x, y) for name, page, x, y in told}
        return pdf, [warning.message for warning in warnings], places

    def _compile(self, compiler: typst.Compiler) -> tuple[bytes, list[typst.TypstWarning]]:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=list(STANDARDS), timestamp=_MOMENT)
        if not isinstance(pdf, bytes):
            raise TypeError("Typst gave no PDF")
        return pdf, warnings

    def missing(self, signs: Iterable[str]) -> list[str]:
        """Give the signs (characters, or sequences that make one) that the theme's fonts cannot show."""
        asked = [sign for sign in dict.fromkeys(signs) if sign not in _COVERED]
        new = [sign for sign in asked if sign not in self._signs]
        if new:
            all_shown = self._shows(" ".join(new))
            self._signs |= {sign: all_shown or self._shows(sign) for sign in new}
        return [sign for sign in asked if not self._signs[sign]]

    def _shows(self, text: str) -> bool:
        return self._compiles(f"{_PROBE_HEAD}#{quote(text)}")

    def sets(self, formula: str) -> bool:
        """Say whether Typst can set a formula in its notation, dollar signs included."""
        return self._compiles(f'{_PROBE_HEAD}#math.equation(alt: "x", {formula}.body)')

    def image(self, path: Path) -> str:
        """Copy an image into the work folder and give its address there; empty where it is unusable."""
        if path not in self._images:
            self._images[path] = self._take(path)
        return self._images[path]

    def _take(self, path: Path) -> str:
        try:
            data = path.read_bytes()
        except OSError:
            return ""
        name = hashlib.sha256(data).hexdigest()[:24] + path.suffix.lower()
        target = self.root / "images" / name
        if not target.exists():
            write_atomic(target, data)  # another process of the same build may be reading it
        address = f"/images/{name}"
        usable = self._compiles(f'{_PROBE_HEAD}#image({quote(address)}, alt: "x")')
        return address if usable else ""

    def _compiles(self, source: str) -> bool:
        try:
            self._compile(self._with(source.encode()))
        except typst.TypstError:
            return False
        return True

    def _with(self, source: bytes | Path) -> typst.Compiler:
        """Give a compiler of one source, or of one file; all of them share the fonts."""
        if self._faces is None:
            folders = [str(folder) for folder in (*font_folders(), *self.fonts)]
            self._faces = typst.Fonts(include_system_fonts=False, font_paths=folders)
        given = cast("bytes", source)  # the stub cannot say bytes or Path
        return typst.Compiler(given, root=str(self.root), font_paths=self._faces, ignore_system_fonts=True)
