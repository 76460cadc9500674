"""What an earlier build left in the output, which Sphinx never removes: pages, images and files that are no more.

A page that has been withdrawn must not stay on the web because the output folder is used again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from .extension import library_of
from .library import PAGE_PATTERNS


def keep_pages(env: BuildEnvironment, maker: str, names: Iterable[str]) -> None:
    """Say which pages a part of the package makes besides the documents; said anew in every build."""
    made: dict[str, tuple[str, ...]] = getattr(env, "kb_made_pages", {})
    env.kb_made_pages = {**made, maker: tuple(names)}  # type: ignore[attr-defined]


def remove_leftovers(app: Sphinx, exception: Exception | None) -> None:
    """Remove what the finished site no longer holds; only in the folders that pages and their files lie in."""
    library = library_of(app.env)
    if exception is not None or app.builder.name != "html" or not library.pages:
        return
    out = Path(app.outdir)
    kept = {out / f"{name}.html" for name in (*app.env.found_docs, *library.redirects)}
    made: dict[str, tuple[str, ...]] = getattr(app.env, "kb_made_pages", {})
    kept |= {out / f"{name}.html" for names in made.values() for name in names}
    kept |= {out / "_images" / name for _, name in app.env.images.values()}
    kept |= {out / "_downloads" / name for _, name in app.env.dlfiles.values()}
    for path in _candidates(out):
        if path not in kept:
            path.unlink()


def _candidates(out: Path) -> Iterator[Path]:
    for pattern in PAGE_PATTERNS:
        if pattern.endswith("/**"):
            yield from sorted((out / pattern.removesuffix("/**")).rglob("*.html"))
    for folder in ("_images", "_downloads"):
        yield from sorted(path for path in (out / folder).rglob("*") if path.is_file())


def setup(app: Sphinx) -> None:
    """Tidy after every build, when the pages at old addresses have been written too."""
    app.connect("build-finished", remove_leftovers, priority=800)
