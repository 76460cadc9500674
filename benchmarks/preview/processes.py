"""What a command and all it begins have cost so far (Linux: read from /proc)."""

from __future__ import annotations

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(leader: int) -> float:
    """Return the processor seconds of all processes in the session that ``leader`` began, and of those that ended."""
    return sum(_spent(place) for place in Path("/proc").iterdir() if place.name.isdigit() and _is_of(place, leader))


def _fields(place: Path) -> list[str]:
    """Return what follows the name in the process's ``stat`` (proc(5)): state, parent, group, session …"""
    try:
        return (place / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []  # it ended while we looked


def _is_of(place: Path, leader: int) -> bool:
    fields = _fields(place)
    return bool(fields) and int(fields[3]) == leader


def _spent(place: Path) -> float:
    """Sum the time of the process (user, system) and of its children that have ended."""
    fields = _fields(place)
    return sum(map(int, fields[11:15])) / _TICKS if fields else 0.0
