"""Corpora that nobody here wrote: the Swedish help of three Debian packages as MyST Markdown.

``help350`` is the help of GNOME, ``help3000`` adds that of LibreOffice and GIMP, and ``help10000`` repeats those
pages with some words changed, so that only its size and its vocabulary mean anything. The same packages give the
same page names and texts every time; the checksums in ``EXPECTED`` tell where they do not.
"""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "_build" / "bench"
PACKAGES = ("gnome-user-docs", "libreoffice-help-sv", "gimp-help-sv")
NAMES = ("help350", "help3000", "help10000")

# A page is its blocks of Markdown (headings, paragraphs, list items), by docname.
Pages = dict[str, list[str]]

LISTS = {"steps": "1. ", "list": "- ", "terms": "- ", "tree": "- "}
CONTAINERS = {"note", "example", "if", "choose", "when", "else", "quote", "synopsis", "listing"}
UNREAD = {"info", "links", "media"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
SEED = 7

# Debian 12: gnome-user-docs 43.0-2, libreoffice-help-sv 7.4.7-1+deb12u14, gimp-help-sv 2.10.34-2.
EXPECTED = {"help350": "21313677cc929a00", "help3000": "3ec970db258b8605", "help10000": "f88c26f09fc8b0b1"}

# KB_SEARCH says whose search the built site has: "ours", "sphinx" (Sphinx's own) or "none" (to see what search costs).
CONF = """import os

project = "Korpus"
language = "sv"
extensions = ["myst_parser"]
html_theme = "alabaster"
html_sidebars = {"**": ["searchbox.html"]}
html_show_sourcelink = False
html_copy_source = False
suppress_warnings = ["myst.header", "toc.not_included", "toc.excluded"]
whose = os.environ.get("KB_SEARCH", "ours")
if whose == "ours":
    extensions.append("kunskapsbas.search")


def setup(app):
    if whose == "none":
        app.connect("builder-inited", lambda app: setattr(app.builder, "search", False))
"""


def one_line(text: str) -> str:
    """The text on one line, with Markdown's own characters escaped."""
    return re.sub(r"([\\`*_{}\[\]<>$|#~^])", r"\\\1", re.sub(r"\s+", " ", text).strip())


# --- GNOME: Mallard, an XML format


def local_name(element: ET.Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def xml_text(element: ET.Element) -> str:
    """All text of an XML element."""
    return one_line("".join(element.itertext()))


def list_items(element: ET.Element) -> Iterator[str]:
    """The items of a Mallard list, and its title in bold."""
    for child in element:
        text = xml_text(child)
        if local_name(child) == "title":
            yield f"**{text}**"
        elif local_name(child) == "item" and text:
            yield LISTS[local_name(element)] + text


def mallard_blocks(element: ET.Element, level: int, description: str | None = None) -> Iterator[str]:
    """The blocks of a Mallard page or section; the page's description follows its title."""
    for child in element:
        name = local_name(child)
        if name == "title":
            yield "#" * level + " " + xml_text(child)
            yield description or ""
        elif name == "section":
            yield from mallard_blocks(child, level + 1)
        elif name in LISTS:
            yield from list_items(child)
        elif name in CONTAINERS:
            yield from (f"**{xml_text(title)}**" for title in child if local_name(title) == "title")
            rest = ET.Element("rest")
            rest.extend(part for part in child if local_name(part) != "title")
            yield from mallard_blocks(rest, level)
        elif name not in UNREAD:
            yield xml_text(child)


def mallard_page(path: Path) -> list[str]:
    """One page of GNOME's help."""
    root = ET.parse(path).getroot()
    description = None
    for info in (child for child in root if local_name(child) == "info"):
        for part in info:
            if local_name(part) == "desc":
                description = xml_text(part)
    return [block for block in mallard_blocks(root, 1, description) if block.strip()]


# --- LibreOffice and GIMP: HTML


def ancestors(node: LexborNode) -> Iterator[str]:
    """The names of the elements around a node."""
    parent = node.parent
    while parent is not None:
        yield parent.tag or ""
        parent = parent.parent


def html_block(node: LexborNode, first: bool) -> str | None:
    """The block an HTML element stands for, or ``None`` where it is part of another or no block at all."""
    tag = node.tag or ""
    if tag in HEADINGS:
        text = one_line(node.text())
        level = 1 if first else min(3, max(2, int(tag[1])))
        return "#" * level + " " + text if text else None
    if tag in {"p", "pre", "dt"} and not {"p", "li", "h1", "h2", "h3"} & set(ancestors(node)):
        return one_line(node.text()) or None
    if tag == "li" and "li" not in ancestors(node):
        text = one_line(node.text())
        return "- " + text if text else None
    return None


def html_page(path: Path, selector: str, drop: str = "") -> list[str]:
    """One page of HTML help: what stands in ``selector`` without what ``drop`` selects. Empty without a heading."""
    tree = LexborHTMLParser(path.read_bytes().decode("utf-8", "replace"))
    main = tree.css_first(selector)
    if main is None:
        return []
    for node in main.css(drop) if drop else ():
        node.decompose()
    blocks: list[str] = []
    depth = 0
    for node in main.traverse():
        block = html_block(node, first=depth == 0)
        if block and node.tag in HEADINGS:
            marks, text = block.split(" ", 1)
            depth = min(len(marks), depth + 1)  # no level is skipped
            block = "#" * depth + " " + text
        if block:
            blocks.append(block)
    return blocks if depth else []


# --- The corpora


def read_packages(unpacked: Path) -> tuple[Pages, Pages]:
    """The pages of GNOME's help, and those of all three packages."""
    gnome: Pages = {}
    for path in sorted((unpacked / PACKAGES[0] / "usr/share/help/sv").rglob("*.page")):
        blocks = mallard_page(path)
        if len(blocks) > 1 and blocks[0].startswith("# "):
            gnome[("g/" if "gnome-help" in path.parts else "s/") + path.stem] = blocks
    everything = dict(gnome)
    base = unpacked / PACKAGES[1] / "usr/share/libreoffice/help/sv/text"
    for path in sorted(base.rglob("*.html")):
        name = "lo/" + path.relative_to(base).with_suffix("").as_posix().replace("/", "-")
        everything[name] = html_page(path, "#DisplayArea")
    for path in sorted((unpacked / PACKAGES[2] / "usr/share/gimp/2.0/help/sv").rglob("*.html")):
        everything["gi/" + path.stem] = html_page(path, "body", ".navheader, .navfooter, .toc")
    return gnome, {name: blocks for name, blocks in everything.items() if len(blocks) > 1}


def enlarge(pages: Pages, size: int) -> Pages:
    """``size`` pages: these, then copies with 8 % of the long words exchanged and 2 % turned into new compounds."""
    chance = random.Random(SEED)
    words = sorted({word for blocks in pages.values() for word in re.findall(r"[a-zåäö]{5,}", " ".join(blocks))})
    parts = [word for word in words if len(word) <= 9]

    def change(found: re.Match[str]) -> str:
        draw = chance.random()
        if draw < 0.08:
            return chance.choice(words)
        return chance.choice(parts) + chance.choice(parts) if draw < 0.10 else found[0]

    result = dict(pages)
    originals = list(pages.items())
    number = 0
    while len(result) < size:
        name, blocks = originals[number % len(originals)]
        copy = f"r{number // len(originals) + 1}{name}"
        result[copy] = [re.sub(r"[a-zåäö]{5,}", change, block) for block in blocks]
        number += 1
    return result


def build_pages(unpacked: Path) -> dict[str, Pages]:
    """The pages of every corpus."""
    gnome, everything = read_packages(unpacked)
    help3000 = dict(list(everything.items())[:3000])
    return {"help350": gnome, "help3000": help3000, "help10000": enlarge(help3000, 10_000)}


# --- Files


def checksum(pages: Pages) -> str:
    """Tells whether two machines have the same corpus."""
    digest = hashlib.sha256()
    for name in sorted(pages):
        digest.update(f"{name}\n{page_text(pages[name])}\0".encode())
    return digest.hexdigest()[:16]


def page_text(blocks: list[str]) -> str:
    """The blocks as one Markdown file."""
    return "\n\n".join(blocks) + "\n"


def fetch(downloads: Path) -> Path:
    """Download the packages with apt and unpack them; nothing is installed. Returns the folder of unpacked files."""
    unpacked = downloads / "unpacked"
    for package in PACKAGES:
        if (unpacked / package).is_dir():
            continue
        downloads.mkdir(parents=True, exist_ok=True)
        if not list(downloads.glob(f"{package}_*.deb")):
            download(package, downloads)
        part = unpacked / f"{package}.part"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        subprocess.run(["dpkg", "-x", str(next(downloads.glob(f"{package}_*.deb"))), str(part)], check=True)
        part.rename(unpacked / package)
    return unpacked


def download(package: str, folder: Path) -> None:
    """Fetch one package file; where apt does not know the package, ask it to read its lists again."""
    command = ["apt-get", "download", package]
    if subprocess.run(command, cwd=folder, capture_output=True).returncode:
        subprocess.run(["apt-get", "update"], check=True, capture_output=True)
        subprocess.run(command, cwd=folder, check=True)


def write(folder: Path, pages: Pages) -> None:
    """Write a corpus as a Sphinx project."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, blocks in pages.items():
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page_text(blocks), encoding="utf-8")
    tops = sorted({name.split("/")[0] for name in pages})
    toctree = "\n".join(f"{top}/**" for top in tops)
    (folder / "index.md").write_text(
        f"# Korpus\n\n```{{toctree}}\n:glob:\n:hidden:\n\n{toctree}\n```\n", encoding="utf-8"
    )
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "checksum").write_text(checksum(pages) + "\n", encoding="utf-8")


def is_written(folder: Path) -> bool:
    """Whether a corpus stands there whole, with the settings it is to have."""
    done = (folder / "checksum").is_file()
    return done and (folder / "conf.py").read_text(encoding="utf-8") == CONF


def make_corpora(names: tuple[str, ...] = NAMES) -> dict[str, Path]:
    """The folders of the corpora, written where they are missing; says where the text is not the expected one."""
    folders = {name: WORK / "corpora" / name for name in names}
    if not all(is_written(folder) for folder in folders.values()):
        built = build_pages(fetch(WORK / "packages"))
        for name, folder in folders.items():
            write(folder, built[name])
    for name, folder in folders.items():
        found = (folder / "checksum").read_text(encoding="utf-8").strip()
        if found != EXPECTED[name]:
            print(f"Note: {name} is not the text that its queries were judged on ({found}): another Debian release?")
    return folders


if __name__ == "__main__":
    for corpus_name, corpus_folder in make_corpora().items():
        print(corpus_name, corpus_folder.relative_to(ROOT), (corpus_folder / "checksum").read_text().strip())
