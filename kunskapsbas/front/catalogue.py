"""Swedish words for what Sphinx and the theme say: the catalogue in ``locale`` goes first, Sphinx's own fills in."""

from __future__ import annotations

import gettext
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx.locale import translators

DOMAIN = "sphinx"
LOCALE = Path(__file__).parent / "locale"


def compile_catalogues(target: Path, source: Path = LOCALE) -> Path:
    """Compile every ``<language>/LC_MESSAGES/*.po`` below ``source`` into ``target`` and give ``target``.

    The compiled files belong to the build, so they never land in the source tree. Raises
    ``babel.messages.pofile.PoFileError`` if a catalogue is malformed.
    """
    for catalogue in sorted(source.glob("*/LC_MESSAGES/*.po")):
        language = catalogue.parent.parent.name
        compiled = target / catalogue.relative_to(source).with_suffix(".mo")
        compiled.parent.mkdir(parents=True, exist_ok=True)
        with catalogue.open("rb") as text:
            messages = read_po(text, locale=language, abort_invalid=True)
        with compiled.open("wb") as binary:
            write_mo(binary, messages)
    return target


def put_first(directory: Path, language: str) -> gettext.NullTranslations | None:
    """Let the catalogue in ``directory`` answer before Sphinx's own, which answers for the rest.

    ``Sphinx.add_message_catalog`` only fills gaps, and Sphinx's Swedish needs mending too ("Länk till detta bord").
    Gives the catalogue now in use, or ``None`` if there is none for ``language``.
    """
    if gettext.find(DOMAIN, str(directory), [language]) is None:
        return None
    own = gettext.translation(DOMAIN, str(directory), [language])
    own.add_fallback(translators["general", DOMAIN])
    translators["general", DOMAIN] = own
    return own
