"""Every planted fault, from all modules that hold some: none is forgotten where they are counted or shown."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from tests.writing.faults import Fault


def _all() -> Iterator[Fault]:
    for path in sorted(Path(__file__).parent.glob("faults*.py")):
        for value in vars(import_module(f"tests.writing.{path.stem}")).values():
            if isinstance(value, list | tuple):
                yield from (fault for fault in value if isinstance(fault, Fault))


PLANTED: tuple[Fault, ...] = tuple({fault.name: fault for fault in _all()}.values())
