"""The stem of a folded Swedish word, by its ending alone: no dictionary.

One table of rules, used here and (sent as data) by the search in the browser. The endings are those of Swedish nouns,
adjectives and verbs (Svenska Akademiens grammatik, volume 2); one is taken, the longest that fits. Unlike Snowball's
Swedish stemmer it takes the article after a vowel (miljön, strategin) and leaves derivations apart (säker, säkerhet).
"""

from __future__ import annotations

VOWELS = "aeiouy"
# (ending, letters it must stand after or "" for any, letters that must be left)
Rule = tuple[str, str, int]
ENDINGS: tuple[Rule, ...] = (
    ("arna", "", 3),
    ("erna", "", 3),
    ("orna", "", 3),
    ("aste", "", 3),
    ("isk", "", 4),
    ("ade", "", 3),
    ("are", "", 3),
    ("ast", "", 3),
    ("rna", VOWELS, 3),
    ("dde", VOWELS, 3),
    ("na", VOWELS + "lnr", 3),
    ("en", "", 3),
    ("et", "", 3),
    ("ar", "", 3),
    ("er", "", 3),
    ("or", "", 3),
    ("ad", "", 3),
    ("at", "", 3),
    ("el", "bdfgkmptv", 3),
    ("te", "kpstx", 3),
    ("de", "bglmnrv", 3),
    ("n", VOWELS + "lrgk", 3),
    ("t", "bgklrv", 3),
    ("r", VOWELS + "bdfgkptv", 3),
    ("l", "bdfgkmptv", 3),
    ("a", "", 3),
    ("e", "", 3),
    ("s", "abcdefghjklmnoprtvy", 4),
)
_RULES = {ending: (after, least) for ending, after, least in ENDINGS}
_LENGTHS = sorted({len(ending) for ending in _RULES}, reverse=True)
MOST = 4  # endings taken from one word
# What words are made with beyond inflection (upphandla -> upphandling), as stems, the longest first. For the search in
# the browser, which takes words of the same family for relatives.
DERIVED = ("ering", "ation", "ning", "skap", "ing", "and", "end", "els", "het", "lig", "bar", "sam", "er", "ig")
LONGEST_ENDING = 5  # letters, of several endings together


def stem(word: str) -> str:
    """Return the stem of a folded lower-case word: "modulerna" -> "modul", "strategins" -> "strategi"."""
    for _ in range(MOST):
        left = _without_ending(word)
        if left == len(word):
            break
        word = word[:left]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in VOWELS:
        word = word[:-1]
    return word


def differ_by_endings(one: str, other: str) -> bool:
    """Tell whether two folded forms are alike up to endings: modulerna and modulen are, skärmläsare and skärm not.

    A stem alone may have lost too much: it takes several endings from a word that only looks inflected.
    """
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return _is_ending(one[shared:]) and _is_ending(other[shared:])


def _is_ending(rest: str) -> bool:
    if len(rest) > LONGEST_ENDING:
        return False
    while rest:
        ending = next((ending for ending, _, _ in ENDINGS if rest.endswith(ending)), None)
        if ending is None:
            return False
        rest = rest[: -len(ending)]
    return True


def _without_ending(word: str) -> int:
    """Return how many letters are left without the longest ending that fits."""
    for length in _LENGTHS:
        left = len(word) - length
        rule = _RULES.get(word[left:]) if left > 0 else None
        if rule and left >= rule[1] and (not rule[0] or word[left - 1] in rule[0]):
            return left
    return len(word)
