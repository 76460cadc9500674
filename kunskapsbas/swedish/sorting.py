"""Swedish alphabetical order: digits, A to Z, Å, Ä, Ö; other marks are ignored."""

from __future__ import annotations

import unicodedata

_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzåäö"
_RANK = {character: rank for rank, character in enumerate(_ALPHABET, start=1)}
_ALIKE = {"æ": "ä", "ø": "ö"}


def sort_key(text: str) -> tuple[tuple[int, ...], str]:
    """Return a key that sorts texts as a Swedish dictionary does, word by word (space before letters).

    Å, Ä and Ö are letters of their own after Z; é and ü sort as e and u (Svenska skrivregler). Case, hyphens and
    other signs count only between texts that are otherwise equal.
    """
    ranks: list[int] = []
    for character in unicodedata.normalize("NFC", text).lower():
        known = _ALIKE.get(character, character)
        if known.isspace():
            ranks.append(0)
        elif known in _RANK:
            ranks.append(_RANK[known])
        else:
            base = unicodedata.normalize("NFD", known)[0]
            ranks.extend([_RANK[base]] if base in _RANK else [])
    return tuple(ranks), text


def letter(text: str) -> str:
    """Return the heading a text sorts under in an A to Ö list: "A" … "Ö", or "0–9" for all else."""
    first = next((rank for rank in sort_key(text)[0] if rank), 0)
    return _ALPHABET[first - 1].upper() if first > 10 else "0–9"
