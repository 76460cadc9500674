"""The Swedish catalogue."""

from __future__ import annotations

import gettext
from pathlib import Path

from babel.messages.pofile import read_po
from sphinx.locale import translators

from kunskapsbas.front.catalogue import LOCALE, compile_catalogues, put_first


def test_every_message_has_swedish_words_and_the_same_fields() -> None:
    with (LOCALE / "sv" / "LC_MESSAGES" / "sphinx.po").open("rb") as text:
        messages = [message for message in read_po(text, locale="sv") if message.id]
    assert len(messages) > 50
    for message in messages:
        assert message.string
        assert not list(message.check(None))


def test_compiled_catalogue_answers_and_stays_out_of_the_source(tmp_path: Path) -> None:
    compiled = compile_catalogues(tmp_path)
    catalogue = gettext.translation("sphinx", str(compiled), ["sv"])
    assert catalogue.gettext("Link to this table") == "Länk till den här tabellen"
    assert not list(LOCALE.rglob("*.mo"))


def test_language_without_a_catalogue_changes_nothing(tmp_path: Path) -> None:
    before = translators.get(("general", "sphinx"))
    assert put_first(compile_catalogues(tmp_path), "fi") is None
    assert translators.get(("general", "sphinx")) is before
