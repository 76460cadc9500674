"""What makes a page hard to read: long sentences, long words, shortened names that nobody explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...content import Code, Problem
from ...content.prose import PassageKind
from ...swedish.sentences import Sentence, lix
from ...swedish.spellcheck import is_acronym
from .words import Words

if TYPE_CHECKING:
    from .language import Text

MOST_WORDS = 40
HARD = 60  # LIX above this is very hard (see kunskapsbas.swedish.sentences.lix)
FEWEST_WORDS = 100  # LIX of less text says nothing


def check_clarity(text: Text, words: Words) -> Iterator[Problem]:
    """Yield advice on what is hard to read."""
    if text.original:
        return
    kinds = (PassageKind.PARAGRAPH, PassageKind.ITEM)
    read = [spoken for spoken in text.passages if spoken.passage.kind in kinds and not spoken.passage.quoted]
    path = text.page.path
    for passage, _, sentences in read:
        for sentence in sentences:
            if len(sentence.words) > MOST_WORDS:
                message = f"Meningen är {len(sentence.words)} ord lång."
                yield Problem(path, *passage.place(sentence.start), Code.LONG_SENTENCE, message)
    score, count = lix(sentence for spoken in read for sentence in spoken.sentences)
    if score > HARD and count >= FEWEST_WORDS:
        message = f"Sidan är mycket svårläst: läsbarhetsindex (LIX) är {score}. Över {HARD} är mycket svårt."
        yield Problem(path, 1, 1, Code.READABILITY, message)
    yield from _unexplained(text, words)


def _unexplained(text: Text, words: Words) -> Iterator[Problem]:
    """Yield shortened names that neither the page nor the glossary explains, at their first place."""
    told = set(words.short_names)
    whole = "\n".join(spoken.passage.text for spoken in text.passages)
    for passage, _, sentences in text.passages:
        for at, word in (pair for sentence in sentences if not _shouts(sentence) for pair in sentence.words):
            short = word.partition(":")[0].partition("-")[0]
            if not short.isupper() or not is_acronym(short) or short in told or passage.style_at(at) == "code":
                continue
            told.add(short)
            if not _is_explained(short, whole):
                message = f"Förkortningen {short} förklaras varken på sidan eller i ordlistan."
                yield Problem(text.page.path, *passage.place(at), Code.UNEXPLAINED, message)


def _shouts(sentence: Sentence) -> bool:
    """Tell whether a sentence is written in capitals only, where no word is a shortened name for that."""
    return len(sentence.words) > 2 and all(word.isupper() for _, word in sentence.words)


def _is_explained(short: str, text: str) -> bool:
    """Tell whether the text has "hela namnet (SHORT)" or "SHORT (hela namnet)" or "SHORT, hela namnet,"."""
    name = re.escape(short)
    after, before = rf"\w[ ”]*\(\W*{name}\W*\)|\bförkort\w* \W*{name}\b", rf"\b{name}\b[ ”]*(?:\(|–|, [^,.]*,)"
    return re.search(f"{after}|{before}", text) is not None
