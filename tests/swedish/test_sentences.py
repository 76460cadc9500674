"""Where sentences and words begin and end, and how hard a text is to read."""

from __future__ import annotations

import pytest

from kunskapsbas.swedish.sentences import WORD, lix, sentences


def parts(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ett. Två! Tre? Fyra", ["Ett.", "Två!", "Tre?", "Fyra"]),
        ("Från kl. 08.30 till kl. 10. Sedan fika.", ["Från kl. 08.30 till kl. 10.", "Sedan fika."]),
        ("Det gäller t.ex. Regionhälsan och bl.a. Närhälsan.", ["Det gäller t.ex. Regionhälsan och bl.a. Närhälsan."]),
        ("Det gäller t. ex. SÄS.", ["Det gäller t. ex. SÄS."]),
        ("Version 2.2 gäller. Den är ny.", ["Version 2.2 gäller.", "Den är ny."]),
        ("Han sa ”nej.” Hon gick.", ["Han sa ”nej.”", "Hon gick."]),
        ("A. Berg skrev. Klart.", ["A. Berg skrev.", "Klart."]),
        ("Slut utan punkt", ["Slut utan punkt"]),
        ("", []),
        ("   ", []),
    ],
)  # fmt: skip
def test_a_full_stop_ends_a_sentence_only_where_it_does(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hälso- och sjukvård", ["hälso-", "och", "sjukvård"]),
        ("VGR:s it-stöd", ["VGR:s", "it-stöd"]),
        ("se www.vgregion.se/om och a@b.se", ["se", "och"]),
        ("SOU 2023:76 om vård", ["SOU", "om", "vård"]),
        ("HL7 och v2", ["och"]),
        ("på #anslag", ["på"]),
        ("”Ja”, (nej).", ["Ja", "nej"]),
    ],
)
def test_words_are_no_addresses_or_codes(text: str, words: list[str]) -> None:
    assert WORD.findall(text) == words


def test_lix_is_words_per_sentence_and_the_share_of_long_words() -> None:
    # 8 words in 2 sentences, 2 of them longer than six letters: 4 + 25
    text = "Vi ser modulerna nu. Vi ser kärnsystem nu."
    assert lix(sentences(text)) == (29, 8)
    assert lix([]) == (0, 0)
