"""Builds what the engines are asked through: the sites with Sphinx, the indexes of the peers.

Everything ends up as ``_build/bench/sites/CORPUS/VARIANT``. Beside it, ``VARIANT.json`` keeps the checksum of what it
was built from, so that nothing is built twice, and what the building cost.
"""

from __future__ import annotations

import hashlib
import json
import re
import runpy
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from benchmarks.search import sections
from benchmarks.search.child import Cost, run
from benchmarks.search.corpus import CONF, ROOT, WORK, make_corpora

SITES = WORK / "sites"
HERE = Path(__file__).parent
PEERS = WORK / "peers"
SITE = "site"  # the corpus of this repository's own pages
OWN_CODE = ("kunskapsbas/__init__.py", "kunskapsbas/search", "kunskapsbas/swedish")
# What of this repository's extensions rests on its own theme or its own search.
LEFT_OUT = {"kunskapsbas.search", "kunskapsbas.front", "kunskapsbas.handout", "notfound.extension"}
NOT_OF_SITE = {"_build", "tests", "benchmarks", "docs", "Makefile", "README.md", "CHANGELOG.md"}


@dataclass(frozen=True)
class Built:
    """A built variant of a corpus: where it is, what it was built from, what that cost."""

    folder: Path
    key: str
    cost: Cost


def checksum(parts: Iterable[str | Path]) -> str:
    """One checksum over texts, files and folders of files."""
    digest = hashlib.sha256()
    for part in parts:
        for path in sorted(part.rglob("*")) if isinstance(part, Path) and part.is_dir() else [part]:
            if isinstance(path, str):
                digest.update(path.encode())
            elif path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def once(corpus: str, variant: str, key: str, make: Callable[[Path], Cost]) -> Built:
    """The variant as it stands, or made anew by ``make(folder)`` where its key is another."""
    folder, note = SITES / corpus / variant, SITES / corpus / f"{variant}.json"
    known = json.loads(note.read_text(encoding="utf-8")) if note.is_file() else {}
    if known.get("key") != key:
        print(f"  building {corpus}/{variant} …", file=sys.stderr, flush=True)
        note.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        known = {"key": key, "cost": make(folder).as_dict()}
        note.write_text(json.dumps(known), encoding="utf-8")
    return Built(folder, key, Cost(**known["cost"]))


# --- Sphinx


def site_parts(whose: str) -> list[str | Path]:
    """What this repository's own site is built from. Without our search, its code makes no difference."""
    files = (path for path in sorted(ROOT.iterdir()) if not path.name.startswith(".") and path.suffix != ".egg-info")
    top = [path for path in files if path.name not in NOT_OF_SITE]
    code = ROOT / "kunskapsbas"
    unused = set() if whose == "ours" else {code / "search", code / "swedish", code / "__pycache__"}
    return [part for path in top for part in (sorted(code.iterdir()) if path == code else [path]) if part not in unused]


def plain_site_settings() -> list[str]:
    """Settings for this repository's pages in a plain theme with Sphinx's own search: what the peers index."""
    extensions = [name for name in runpy.run_path(str(ROOT / "conf.py"))["extensions"] if name not in LEFT_OUT]
    settings = [f"extensions={','.join(extensions)}", "html_theme=alabaster", "html_show_search_summary=1"]
    return [f"-D{setting}" for setting in settings]


@cache
def sphinx_site(corpus: str, whose: str) -> Built:
    """A corpus built by Sphinx; ``whose`` search it has: "ours", "sphinx" or "none"."""
    command: list[str | Path] = [sys.executable, "-m", "sphinx", "-q", "-b", "html"]
    if corpus == SITE:
        source = ROOT
        command += [] if whose == "ours" else plain_site_settings()
        parts = site_parts(whose)
    else:
        source = make_corpora()[corpus]
        parts = [CONF, source / "checksum", *(ROOT / name for name in OWN_CODE if whose == "ours")]

    def make(folder: Path) -> Cost:
        doctrees = folder.with_name(f"{whose}.doctrees")
        cost = run([*command, "-d", doctrees, source, folder], cwd=folder.parent, env={"KB_SEARCH": whose})
        if whose == "ours":
            shutil.copy(doctrees / "kunskapsbas-search.sqlite", folder.with_name("ours.sqlite"))
        shutil.rmtree(doctrees)
        return cost

    return once(corpus, whose, checksum([version("sphinx"), whose, *map(str, command), *parts]), make)


def docnames(html: Path) -> set[str]:
    """The pages of a built site."""
    return {path.with_suffix("").as_posix() for path in sections.pages(html)}


def title_anchors(html: Path) -> dict[str, str]:
    """For each page the anchor of its title: a hit there is a hit on the page."""
    result = {}
    for path in sections.pages(html):
        text = (html / path).read_text(encoding="utf-8")
        if found := re.search(r'<section id="([^"]+)">\s*(?:<span[^>]*></span>\s*)*<h1', text):
            result[path.with_suffix("").as_posix()] = found[1]
    return result


# --- The peers


@cache
def install_peers() -> Path:
    """The npm packages of the peers and our code around them, in one folder."""
    wanted = (HERE / "peers" / "package.json").read_text(encoding="utf-8")
    installed = PEERS / "node_modules" / "installed.json"
    shutil.copytree(HERE / "peers", PEERS, dirs_exist_ok=True)
    if not installed.is_file() or installed.read_text(encoding="utf-8") != wanted:
        run(["npm", "install", "--no-package-lock", "--no-audit", "--no-fund"], cwd=PEERS)
        installed.write_text(wanted, encoding="utf-8")
    return PEERS


LIBRARIES = {
    "minisearch": "minisearch/dist/es/index.js",
    "flexsearch": "flexsearch/dist/flexsearch.bundle.module.min.mjs",
}


@cache
def peer_index(corpus: str, peer: str) -> Built:
    """A peer's index over the plain Sphinx build of a corpus, with the page it is asked through."""
    pages, peers = sphinx_site(corpus, "sphinx"), install_peers()
    ours = [HERE / "peers" / name for name in ("package.json", "host.html", "host.js", "excerpt.js", peer)]

    def make(folder: Path) -> Cost:
        for part in (*(peers / peer).glob("*.js"), *(peers / name for name in ("host.html", "host.js", "excerpt.js"))):
            shutil.copy(part, folder)
        if peer == "pagefind":
            return build_pagefind(pages.folder, folder)
        shutil.copy(peers / "node_modules" / LIBRARIES[peer], folder / "library.js")
        found = folder.parent / "sections.json"
        sections.write_sections(pages.folder, found)
        return run(["node", peers / peer / "build.mjs", found, folder], cwd=folder)

    return once(corpus, peer, checksum([pages.key, HERE / "sections.py", *ours]), make)


def build_pagefind(html: Path, folder: Path) -> Cost:
    """Pagefind's index over a site, with its defaults, of all pages that come from a source page."""
    tops = {path.parts[0] if len(path.parts) == 1 else f"{path.parts[0]}/**/*.html" for path in sections.pages(html)}
    (program,) = (PEERS / "node_modules" / "@pagefind").glob("*/bin/pagefind_extended")
    glob = "{" + ",".join(sorted(tops)) + "}"
    output = ["--output-path", folder / "pagefind"]
    return run([program, "--site", html, "--glob", glob, "--force-language", "sv", *output], cwd=folder)


# --- What an index costs to build


WRITE_INDEX = """
import sys; from pathlib import Path
from kunskapsbas.search.collecting import write_index; from kunskapsbas.search.store import Store
write_index(Store(Path(sys.argv[1])), Path(sys.argv[2]))
"""


@cache
def own_index_cost(corpus: str) -> Cost:
    """What our index costs to build from the texts that a Sphinx build has kept, in a process of its own."""
    built = sphinx_site(corpus, "ours")
    kept, note = built.folder.with_name("ours.sqlite"), built.folder.with_name("ours-index.json")
    told = json.loads(note.read_text(encoding="utf-8")) if note.is_file() else {}
    if told.get("key") != built.key:
        folder = built.folder.with_name("ours-index")
        cost = run([sys.executable, "-c", WRITE_INDEX, kept, folder], cwd=ROOT)
        shutil.rmtree(folder)
        told = {"key": built.key, "cost": cost.as_dict()}
        note.write_text(json.dumps(told), encoding="utf-8")
    return Cost(**told["cost"])


def index_cost(corpus: str, engine: str) -> Cost:
    """What an engine's index costs to build. For Sphinx's: a build with it less a build without search."""
    if engine == "ours":
        return own_index_cost(corpus)
    if engine != "sphinx":
        return peer_index(corpus, engine).cost
    with_it, without = sphinx_site(corpus, engine).cost, sphinx_site(corpus, "none").cost
    return Cost(with_it.cpu_seconds - without.cpu_seconds, with_it.peak_mb - without.peak_mb)
