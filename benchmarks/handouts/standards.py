"""What page-validation says of a PDF file: the rules of PDF/UA-1 and PDF/A-2a that it breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import page
import pikepdf

from tests.handout.pdfcheck import FALSE_ALARMS, LIMITS

PROFILES = {"ua1": "PDF/UA-1", "2a": "PDF/A-2a"}


@dataclass(frozen=True)
class Verdict:
    """How many files, sheets and megabytes there are, and by profile the rules that any of the files breaks."""

    files: int
    sheets: int
    megabytes: float
    broken: dict[str, list[str]]


def broken_rules(path: Path, profile: str) -> set[str]:
    """The rules of one profile that a file breaks, without the validator's known false alarm."""
    try:
        result = page.validate_pdf(path, profile=profile, limits=LIMITS)
    except Exception as error:  # whatever the validator stops at, the file is not found correct
        return {f"not validated ({type(error).__name__})"}
    return {short(failure.rule_id) for failure in result.failures if failure.rule_id not in FALSE_ALARMS}


def short(rule: str) -> str:
    """A rule's name without the profile before it and the number after it."""
    return rule.partition("-")[2].removesuffix("-001")


def judge(paths: Sequence[Path]) -> Verdict:
    """The verdict over one or several files."""
    sheets, size = 0, 0.0
    broken: dict[str, set[str]] = {profile: set() for profile in PROFILES}
    for path in paths:
        with pikepdf.open(path) as pdf:
            sheets += len(pdf.pages)
        size += path.stat().st_size / 2**20
        for profile, rules in broken.items():
            rules |= broken_rules(path, profile)
    return Verdict(len(paths), sheets, size, {profile: sorted(rules) for profile, rules in broken.items()})
