"""Forms that should not be written, names without their capitals, compounds written apart, words written twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from ...content import Code, Problem
from ...content.prose import Passage
from ...swedish.sentences import Sentence
from .words import Words

if TYPE_CHECKING:
    from .language import Spoken, Text


def check_wording(text: Text, words: Words) -> Iterator[Problem]:
    """Yield what is wrong in the choice of words of a page, in its writer's own words."""
    names = {word: right for word in text.words if (right := _right_name(word, words))}
    for spoken in text.passages:
        passage, own, _ = spoken
        yield from _deprecated(text, passage, own, words)
        yield from _doubled(text, spoken)
        yield from _apart(text, spoken, words)
        yield from _names(text, spoken, names)


def _deprecated(text: Text, passage: Passage, own: str, words: Words) -> Iterator[Problem]:
    low = own.lower()
    for pattern, part, _, title, home in words.deprecated:
        if part not in low or home == text.page.docname:
            continue  # the term's own page explains which form is wrong
        for found in pattern.finditer(own):
            right = title if found[0][0].isupper() and title[0].isupper() else title[:1].lower() + title[1:]
            right = f"{right[:1].upper()}{right[1:]}" if found[0][0].isupper() else right
            right = f"{right}{found['end']}" if right[-1:].isalpha() else right
            message = f"Formen ”{found[0]}” ska inte användas: i ordlistan heter det {title}."
            if text.original:
                message = f"Originalet skriver ”{found[0]}”. I ordlistan heter det {title}."
            hint = f"Skriv {right}."
            yield Problem(text.page.path, *passage.place(found.start()), Code.DEPRECATED_FORM, message, hint)


def _doubled(text: Text, spoken: Spoken) -> Iterator[Problem]:
    passage, own, sentences = spoken
    for start, word, again in (pair for sentence in sentences for pair in _twice(sentence)):
        beside = own[start:again] == f"{word} "
        if beside and passage.style_at(start) == passage.style_at(again) != "code":
            message = f"Ordet ”{word}” står två gånger i rad."
            yield Problem(text.page.path, *passage.place(again), Code.DOUBLED_WORD, message, "Ta bort det ena.")


def _twice(sentence: Sentence) -> Iterator[tuple[int, str, int]]:
    """Yield each word that comes twice or more: where it begins, itself, and where it begins again."""
    told = -1
    for (start, word), (again, other) in pairwise(sentence.words):
        if len(word) == len(other) and word.lower() == other.lower():
            if start != told:
                yield start, word, again
            told = again


def _apart(text: Text, spoken: Spoken, words: Words) -> Iterator[Problem]:
    passage, own, sentences = spoken
    for found in (found for sentence in sentences for found in words.split_words.find(own, sentence)):
        message = f"”{own[found.start : found.end]}” ser ut att vara ett ord."
        hint = f"Skriv ihop det: {found.whole}."
        yield Problem(text.page.path, *passage.place(found.start), Code.SPLIT_WORD, message, hint)


def _right_name(word: str, words: Words) -> str | None:
    """Return how a name of the glossary is written, where a word is that without its capitals and no common word."""
    right = words.spelt_names.get(word.casefold())
    if right is None or word in (right, right[:1].upper() + right[1:]) or word.isupper():
        return None
    return None if words.speller.is_common(word) else right


def _names(text: Text, spoken: Spoken, names: Mapping[str, str]) -> Iterator[Problem]:
    """Yield names of the glossary that lack their capitals. ``names``: such words of the page -> the right form."""
    passage, own, sentences = spoken
    for at, word in (pair for sentence in sentences for pair in sentence.words) if names else ():
        if word in names and own[at] != " " and passage.style_at(at) != "code":
            message = f"”{word}” skrivs {names[word]} i ordlistan."
            yield Problem(text.page.path, *passage.place(at), Code.NAME_SPELLING, message, f"Skriv {names[word]}.")
