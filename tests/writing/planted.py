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


def planted() -> tuple[Fault, ...]:
    """Return each fault once, in the order of the modules and of their lists. No two may have one name."""
    found: dict[str, Fault] = {}
    for fault in _all():
        assert found.setdefault(fault.name, fault) is fault, f"two faults are called {fault.name}"
    return tuple(found.values())


PLANTED: tuple[Fault, ...] = planted()
