"""A Swedish dictionary: which word a form belongs to, and which words may begin or end a compound.

The data is the Hunspell dictionary of the package hunspell-sv, read as it is (format: hunspell(5)). Every entry is a
word with flags; a flag stands for a set of endings, or says that the word may be a part of compounds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

PACKAGE = "hunspell-sv"
# The flags of the dictionary's own affix file.
BEGIN, MIDDLE, END, LINK, ONLY_IN_COMPOUND = "X", "U", "Y", "W", "Z"
FORBIDDEN, NEEDS_AFFIX = "%", "¤"
_NOT_ENDINGS = frozenset(BEGIN + MIDDLE + END + LINK + ONLY_IN_COMPOUND + NEEDS_AFFIX + "!cA")


_Link = tuple[str, str, re.Pattern[str]]  # how a word looks first in a compound: take away, add, where the end matches


class DictionaryError(Exception):
    """The dictionary's files are not where the installed package should have them."""


@dataclass(frozen=True, slots=True)
class _Ending:
    """One rule: take ``strip`` from a word with one of ``flags`` whose end matches ``after``, and add an ending."""

    flags: frozenset[str]
    strip: str
    after: re.Pattern[str]


@dataclass
class Dictionary:
    """Words with their flags, the rules of inflection, and the forms that may begin a compound.

    ``words``: lower-case word -> flags. ``begins``: form that may stand first or in the middle of a compound -> its
    word (samordnings -> samordning, hälso -> hälsa). ``names``: the words (in lower case) listed only with a capital.
    """

    words: dict[str, str]
    begins: dict[str, str]
    _endings: dict[str, list[_Ending]]
    names: frozenset[str] = frozenset()
    _known: dict[str, tuple[tuple[str, bool], ...]] = field(default_factory=dict)

    def forms(self, word: str, flags: str) -> list[tuple[str, str]]:
        """Return ``(ending, form)`` for every ending that the flags give a lower-case word, in the rules' order."""
        found: dict[tuple[str, str], None] = {}
        for flag in dict.fromkeys(flags):
            for strip, ending, after in self._endings_by_flag.get(flag, ()):
                if word.endswith(strip) and after.search(word):
                    found[ending, word[: len(word) - len(strip)] + ending] = None
        return list(found)

    @cached_property
    def _endings_by_flag(self) -> dict[str, list[tuple[str, str, re.Pattern[str]]]]:
        rules: dict[str, list[tuple[str, str, re.Pattern[str]]]] = defaultdict(list)
        for ending, these in self._endings.items():
            for rule in these:
                for flag in rule.flags:
                    rules[flag].append((rule.strip, ending, rule.after))
        return dict(rules)

    def lemmas(self, form: str) -> tuple[tuple[str, bool], ...]:
        """Return the words that a lower-case form is a form of, each with whether the form may end a compound.

        The form itself is among them when the dictionary lists it, last if another word gives it by inflection
        (the dictionary has entries such as "systemet" of their own).
        """
        known = self._known.get(form)
        if known is None:
            known = self._known[form] = tuple(self._analyse(form))
        return known

    def is_bare(self, form: str) -> bool:
        """Tell whether the form is listed without any inflection of its own, as "filer" and "systemet" are."""
        flags = self.words.get(form)
        return flags is not None and all(flag in _NOT_ENDINGS for flag in flags)

    def _analyse(self, form: str) -> Iterator[tuple[str, bool]]:
        flags = self.words.get(form)
        itself = flags is not None and ONLY_IN_COMPOUND not in flags and NEEDS_AFFIX not in flags
        own = [(form, END in (flags or ""))] if itself else []
        if flags and any(flag not in _NOT_ENDINGS for flag in flags):
            yield from own
            own = []
        for cut in range(len(form), max(0, len(form) - 9), -1):
            for rule in self._endings.get(form[cut:], ()):
                word = form[:cut] + rule.strip
                has = self.words.get(word)
                if has and word != form and not rule.flags.isdisjoint(has) and rule.after.search(word):
                    yield word, END in has
        yield from own


def load_dictionary() -> Dictionary:
    """Return the dictionary of the installed package, read once a process. Raises DictionaryError without it."""
    return _load(dictionary_folder())


def dictionary_folder() -> Path:
    """Return the folder of the dictionary's files. Raises DictionaryError where the package is not installed."""
    try:
        files = metadata.files(PACKAGE) or []
    except metadata.PackageNotFoundError:
        raise DictionaryError(f"Paketet {PACKAGE} är inte installerat.") from None
    for file in files:
        if file.name == "sv_SE.dic":
            return Path(str(file.locate())).resolve().parent
    raise DictionaryError(f"Paketet {PACKAGE} saknar filen sv_SE.dic.")


class _Use(NamedTuple):
    """What a row of flags says of every word that has it: whether it begins compounds as it stands, and how else."""

    flags: str
    begins: bool
    links: list[_Link]
    forbidden: bool


@cache
def _load(folder: Path) -> Dictionary:
    endings, links = _read_rules(folder / "sv_SE.aff")
    words: dict[str, str] = {}
    begins: dict[str, str] = {}
    capitals: list[str] = []
    small: list[str] = []
    uses: dict[bool, dict[str, _Use]] = {True: {}, False: {}}
    for line in (folder / "sv_SE.dic").read_text(encoding="utf-8").split("\n"):
        word, _, flags = line.partition("/")
        if not word.isalpha():
            word, flags = word.split(" ")[0], ""
            if not word.isalpha():
                continue
        capital = not word.islower()
        use = uses[capital].get(flags)
        if use is None:
            use = uses[capital][flags] = _use(flags, capital, links)
        if capital:
            word = word.lower()
            capitals.append(word)
        else:
            small.append(word)
        if use.forbidden:
            continue
        words[word] = words[word] + use.flags if word in words else use.flags
        if use.begins and (word not in begins or len(word) < len(begins[word])):
            begins[word] = word
        if use.links:
            _add_begins(begins, word, use.links)
    return Dictionary(words, begins, endings, frozenset(capitals).difference(small))


def _use(text: str, capital: bool, links: dict[str, list[_Link]]) -> _Use:
    """Read a row of flags. A word with a capital is a name: it inflects, and does not end a compound."""
    flags = text.split()[0] if text else ""
    forbidden = FORBIDDEN in flags
    if capital:
        flags = flags.replace(END, "")
    rules = [rule for flag in flags for rule in links.get(flag, ())]
    return _Use(flags, BEGIN in flags or MIDDLE in flags, rules, forbidden)


def _add_begins(begins: dict[str, str], word: str, rules: list[_Link]) -> None:
    """Note how a word looks as the first part of a compound, where that is not as it stands."""
    for strip, add, after in rules:
        if word.endswith(strip) and after.search(word):
            form = word[: len(word) - len(strip)] + add
            if form.isalpha() and (form not in begins or len(word) < len(begins[form])):
                begins[form] = word


def _read_rules(path: Path) -> tuple[dict[str, list[_Ending]], dict[str, list[_Link]]]:
    """Return the rules of inflection by ending, and those that make the first part of a compound by flag."""
    flags: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    links: dict[str, list[_Link]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split()
        if len(columns) < 5 or columns[0] != "SFX":
            continue
        flag, strip, (add, _, more), after = columns[1], columns[2], columns[3].partition("/"), columns[4]
        strip, add = ("" if text == "0" else text for text in (strip, add))
        if LINK in more:
            links[flag].append((strip, add, re.compile(f"{after}$")))
        elif add.isalpha() or not add:
            flags[strip, add, after].add(flag)
    endings: dict[str, list[_Ending]] = defaultdict(list)
    for (strip, add, after), these in flags.items():
        endings[add].append(_Ending(frozenset(these), strip, re.compile(f"{after}$")))
    return dict(endings), dict(links)
