"""Where a preview keeps what it makes, and how files, pages and addresses answer to each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..content.library import PAGE_PATTERNS
from ..content.registers import REGISTERS

SETTINGS = frozenset({"conf.py", *REGISTERS})
PACKAGE = "kunskapsbas"
FOLDERS = frozenset(pattern.removesuffix("/**") for pattern in PAGE_PATTERNS if pattern.endswith("/**"))


@dataclass(frozen=True)
class Places:
    """The folders of one preview. All that is made lies below ``work``; nothing else is ever written."""

    root: Path

    @property
    def work(self) -> Path:
        """The folder of the preview."""
        return self.root / "_build" / ".preview"

    @property
    def site(self) -> Path:
        """The whole site, as the last build of it left it."""
        return self.work / "html"

    @property
    def doctrees(self) -> Path:
        """What Sphinx has read."""
        return self.work / "doctrees"

    @property
    def log(self) -> Path:
        """What the processes had to say that is for no writer."""
        return self.work / "log.txt"

    @property
    def desk(self) -> Path:
        """Where single pages are made; what lies here is newer than the same page of the whole site."""
        return self.work / "pages"


def docname_of(path: str) -> str:
    """Return the docname of a page's file (a path relative to the root), or "" when it is no page."""
    parts = PurePosixPath(path).parts
    is_page = path == "index.md" or (len(parts) > 1 and parts[0] in FOLDERS and path.endswith(".md"))
    return path.removesuffix(".md") if is_page else ""


def is_setting(path: str) -> bool:
    """Tell whether a file decides how all pages are made: conf.py, a register, or the package itself."""
    return path in SETTINGS or path.startswith(f"{PACKAGE}/")


def address_of(docname: str) -> str:
    """Return where a page lies in the site, relative to its root."""
    return f"{docname}.html"
