"""Queries that look for one known page: 300 pages of help3000, each asked for by its title in some disguise."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

SEED = 11
COUNT = 300
ASCII = str.maketrans("åäöÅÄÖé", "aaoAAOe")
SWEDISH = ("och", "att", "är", "för", "som", "du", "den", "på")
UNTRANSLATED = {"function", "statement"}
ENGLISH = ("the", "and", "of", "is", "to", "you")

# Makes a query of a title, or None where the title does not lend itself to it.
Disguise = Callable[[str, "Words"], str | None]


class Words:
    """The words of the corpus, and how many titles each stands in."""

    def __init__(self, titles: list[str], texts: list[str], seed: int) -> None:
        """Count them."""
        self.chance = random.Random(seed)
        self.in_titles = Counter(word for title in titles for word in set(words_of(title.lower())))
        self.everywhere = Counter(word for text in texts for word in words_of(text.lower()))


def words_of(text: str) -> list[str]:
    """The words of a text."""
    return re.findall(r"[^\W_]+", text)


STOP_WORDS = frozenset(
    words_of(
        "och att det i en som på för med till av den de är ett om eller inte från du din ditt dina hur vad kan ska man "
        "när var vid in ut upp efter under över så utan mot the of and"
    )
)


def telling(title: str) -> list[str]:
    """The title's words without stop words."""
    return [word for word in words_of(title) if word.lower() not in STOP_WORDS]


def exact(title: str, words: Words) -> str | None:
    """The title as it stands."""
    return title


def no_stop_words(title: str, words: Words) -> str | None:
    """The title without its stop words, where it has any."""
    kept = telling(title)
    return " ".join(kept).lower() if len(kept) < len(words_of(title)) else None


def reordered(title: str, words: Words) -> str | None:
    """The two or three rarest words of the title, in another order than the title's."""
    kept = list(dict.fromkeys(word.lower() for word in telling(title)))
    rarest = sorted(kept, key=lambda word: (words.in_titles[word], word))[: 2 if len(kept) < 4 else 3]
    return " ".join(sorted(rarest, key=kept.index, reverse=True)) if len(rarest) > 1 else None


def mistyped(title: str, words: Words) -> str | None:
    """One letter left out, doubled, exchanged or swapped with its neighbour, in the longest word."""
    longest = max(words_of(title), key=len)
    if len(longest) < 6:
        return None
    at = words.chance.randrange(1, len(longest) - 1)
    before, letter, after = longest[:at], longest[at], longest[at + 1 :]
    wrong = words.chance.choice("aeinrst")
    changed = [
        before + after,
        before + letter * 2 + after,
        before + wrong + after,
        before + after[0] + letter + after[1:],
    ]
    wrong_word = words.chance.choice([word for word in changed if word != longest])
    return title.replace(longest, wrong_word, 1).lower()


def without_dots(title: str, words: Words) -> str | None:
    """The title without the dots and rings of åäö, where it has them."""
    plain = title.translate(ASCII)
    return plain.lower() if plain != title else None


def split_compound(title: str, words: Words) -> str | None:
    """In lower case, one compound written as two words that both stand by themselves in the corpus."""
    for word in sorted(words_of(title.lower()), key=len, reverse=True):
        best: tuple[int, str] | None = None
        for at in range(4, len(word) - 3):
            first, second = word[:at], word[at:]
            both = min(words.everywhere[first], words.everywhere[second])
            if both > 2 and (best is None or both > best[0]):
                best = both, f"{first} {second}"
        if best:
            return title.lower().replace(word, best[1], 1)
    return None


DISGUISES: dict[str, Disguise] = {
    "exact": exact,
    "no-stop-words": no_stop_words,
    "reordered": reordered,
    "mistyped": mistyped,
    "no-diacritics": without_dots,
    "split-compound": split_compound,
}


def is_swedish(text: str) -> bool:
    """Whether a page is in Swedish, title and all: some of LibreOffice's and GIMP's were never translated."""
    if UNTRANSLATED & set(words_of(title_of(text).lower())):
        return False
    words = Counter(words_of(text.lower()))
    return sum(words[word] for word in SWEDISH) > 2 * sum(words[word] for word in ENGLISH)


def title_of(text: str) -> str:
    """The title of a page, without the numbers that GIMP's titles begin with."""
    return re.sub(r"^[\d.]+\s+", "", re.sub(r"\\(.)", r"\1", text.partition("\n")[0].removeprefix("# ")))


def read_texts(folder: Path) -> dict[str, str]:
    """The pages of a corpus by docname."""
    paths = (path for path in sorted(folder.rglob("*.md")) if path.stem != "index" or path.parent != folder)
    return {path.relative_to(folder).with_suffix("").as_posix(): path.read_text(encoding="utf-8") for path in paths}


def candidates(texts: dict[str, str]) -> list[str]:
    """The Swedish pages with a title of two telling words or more that no other page has."""
    keys = {name: " ".join(words_of(title_of(text).lower())) for name, text in texts.items()}
    counts = Counter(keys.values())
    return [
        name
        for name, text in texts.items()
        if counts[keys[name]] == 1 and len(telling(title_of(text))) > 1 and is_swedish(text)
    ]


def make(texts: dict[str, str]) -> list[dict[str, object]]:
    """The queries. Each page is asked for once; the disguises take turns, two queries each: one dev, one test."""
    words = Words(list(map(title_of, texts.values())), list(texts.values()), SEED)
    pages = candidates(texts)
    words.chance.shuffle(pages)
    result: list[dict[str, object]] = []
    for number in range(COUNT):
        kind = list(DISGUISES)[number // 2 % len(DISGUISES)]
        for page in pages:
            if query := DISGUISES[kind](title_of(texts[page]), words):
                pages.remove(page)
                result.append({"query": query, "category": kind, "relevant": {page: 3}})
                break
    return result


def write(folder: Path, target: Path) -> None:
    """Write the queries as JSON lines."""
    lines = [json.dumps(entry, ensure_ascii=False) for entry in make(read_texts(folder))]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
