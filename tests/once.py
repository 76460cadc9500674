"""What every build in this process would do over again, done once: the same answer, sooner."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import entry_points
from typing import Any

import pybtex.plugin
import pytest
import sphinx.registry
import sphinx.theming
import sphinxcontrib.bibtex.plugin
from jinja2 import Environment

from kunskapsbas.front import assets

compile_template = Environment.compile


@contextmanager
def work_done_once() -> Iterator[None]:
    """Keep what depends on nothing but installed packages and the text itself, for as long as the context lasts.

    Some hundred small projects are built. Of each, a third of the time went to compiling the theme's templates, to
    reducing its style sheet and to asking which packages there are. Packages do not change while the tests run, and a
    template that has changed is another text.
    """
    installed = cache(entry_points)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compiling_once())
        patch.setattr(assets, "reduce_css", cache(assets.reduce_css))
        for module in (sphinx.registry, sphinx.theming, pybtex.plugin, sphinxcontrib.bibtex.plugin):
            patch.setattr(module, "entry_points", installed)
        gc.freeze()  # modules stay: to look through them all again and again for something to throw away is in vain
        yield
        gc.unfreeze()


def compiling_once() -> Any:
    """Return Jinja's method ``compile`` with a memory: of the text, its place, and what the text may use."""
    compiled: dict[object, Any] = {}

    def compile_once(self: Environment, source: Any, *place: Any, **more: Any) -> Any:
        kind = (type(self), self.autoescape, tuple(sorted(self.extensions)), tuple(sorted(self.filters)))
        key = (kind, source, place, tuple(sorted(more.items())))
        if key not in compiled:
            compiled[key] = compile_template(self, source, *place, **more)
        return compiled[key]

    return compile_once
