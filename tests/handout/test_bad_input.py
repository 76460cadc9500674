"""Bad input: a clear warning with its place or a clean result, and every other handout is still made."""

from __future__ import annotations

import struct
import zlib

import pytest

from tests.handout import pdfcheck
from tests.handout.support import EVERYTHING, Built, build, write_project

CODE = r"\#panic() \*fet\* \_k\_ \` \$ @ref // /* \<label> [ ( { ] ) } = + - ~ \\ http://x.se"
SHOWN = r"#panic() *fet* _k_ ` $ @ref // /* <label> [ ( { ] ) } = + - ~ \ http://x.se"
LONG = "a" * 400
DEEP = "\n".join("  " * level + f"- nivå {level}\n" for level in range(40))
SVG = 'xmlns="http://www.w3.org/2000/svg" width="90" height="90"'

IMAGES = {
    "fel.svg": f"<svg {SVG}><rect></svg>",
    "utan-yta.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>',
    "utifran.svg": f'<svg {SVG}><script>alert(1)</script><image href="https://x.se/a.png" width="9" height="9"/></svg>',
    "fil.svg": f'<svg {SVG}><image href="../../conf.py" width="9" height="9"/></svg>',
    "skript.svg": f'<svg {SVG}><script>alert(1)</script><rect width="9" height="9" onclick="x()"/></svg>',
}
BROKEN = ["fel.svg", "utan-yta.svg", "utifran.svg", "fil.svg", "kort.png", "kort.jpg", "saknas.png"]

PAGES = {
    "index": "# Start\n\nText.\n",
    "kod": f"""# {CODE}

{CODE} `#panic() " ]` {{abbr}}`A (#panic() "])` [länk](https://x.se/#panic()?"]*$`) och not[^a].

## {CODE}

```{{figure}} rak.png
:alt: {CODE}

{CODE}
```

```{{code-block}} python
:caption: {CODE}

#panic("x") ` ] "
```

| {CODE} | b |
|---|---|
| {CODE} | $\\#panic() " ] [ @ // /*$ |

:::{{card}} {CODE}
{CODE}
:::

{CODE}
: {CODE}

[^a]: {CODE}
""",
    "langt": f"# Lång\n\n## {LONG}\n\n{LONG} `{LONG}`\n\n| a | b | c | d | e | f |\n|-|-|-|-|-|-|\n"
    f"| {LONG} | x | x | x | x | {LONG} |\n\n```\n{LONG}\n```\n\n- {LONG}\n\n{LONG}\n: {LONG}\n\n:{LONG}: {LONG}\n",
    "stort": "# Stort\n\n![bred](bred.png)\n\n![hög](hog.png)\n\nI text ![hög](hog.png).\n\n"
    "```{figure} hog.png\n:alt: x\n:width: 100%\n\nText\n```\n\n"
    "| a | b |\n|---|---|\n| ![b](bred.png) | ![h](hog.png) |\n",
    "tom": "",
    "rubriklos": "Bara text.\n",
    "djup": f"# Djup\n\n```{{eval-rst}}\n{DEEP}\n```\n",
    "rutor": "# Rutor\n\n" + "".join(":" * (50 - n) + "{card} T\n" for n in range(40)) + "innerst\n"
    + "".join(":" * (50 - n) + "\n" for n in reversed(range(40))),
    "skript": "# Skript\n\n![Ruta](skript.svg)\n",
    **{f"bild-{number}": f"# Bild\n\n![Kartan]({name})\n" for number, name in enumerate(BROKEN)},
}  # fmt: skip


def png(width: int, height: int) -> bytes:
    """Give a grey image."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress((b"\0" + b"\x99" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Give the handouts of all bad pages."""
    folder = tmp_path_factory.mktemp("fel")
    conf = 'extensions += ["sphinx_design"]\nsuppress_warnings = ["toc.not_included"]\n'
    conf += 'myst_enable_extensions = ["colon_fence", "deflist", "fieldlist", "dollarmath"]\n'
    source = write_project(folder / "källa", {f"{name}.md": text for name, text in PAGES.items()} | IMAGES, conf)
    photo = (EVERYTHING / "images" / "orange.jpg").read_bytes()
    files = {"rak.png": png(20, 10), "bred.png": png(10_000, 40), "hog.png": png(40, 10_000)}
    for name, data in (files | {"kort.png": png(300, 300)[:200], "kort.jpg": photo[:330]}).items():
        (source / name).write_bytes(data)
    return build(source, folder / "ut", "handoutpdf")


@pytest.mark.parametrize("name", PAGES)
def test_each_page_becomes_a_valid_handout(bad: Built, name: str) -> None:
    assert pdfcheck.standard_faults(bad.pdf(name)) == []
    assert pdfcheck.link_faults(bad.pdf(name)) == []


def test_nothing_is_left_half_written(bad: Built) -> None:
    assert {path.stem for path in bad.out.glob("*.*") if path.is_file()} == set(PAGES)


def test_text_that_is_typst_code_is_shown_as_it_is(bad: Built) -> None:
    text = "".join(pdfcheck.text(bad.pdf("kod")).split())
    assert text.count("".join(SHOWN.split())) >= 12
    assert "kod.md:" not in bad.warnings


@pytest.mark.parametrize(("number", "name"), list(enumerate(BROKEN)))
def test_an_image_that_cannot_be_used_is_told_once_with_its_place(bad: Built, number: int, name: str) -> None:
    told = [line for line in bad.warnings.splitlines() if f"bild-{number}.md:" in line]
    assert len(told) == 1
    assert f"bild-{number}.md:3: WARNING: Bilden {name} kan" in told[0]
    assert "Kartan" in pdfcheck.text(bad.pdf(f"bild-{number}"))


def test_scripts_in_an_image_are_left_out(bad: Built) -> None:
    assert "skript.md" not in bad.warnings
    assert b"alert" not in bad.pdf("skript").read_bytes()


@pytest.mark.parametrize("name", ["djup", "rutor"])
def test_deep_nesting_is_told_once_and_nothing_is_lost(bad: Built, name: str) -> None:
    told = [line for line in bad.warnings.splitlines() if f"{name}.md:" in line]
    assert len(told) == 1
    assert "mer än 10 listor och rutor i varandra" in told[0]
    assert ("nivå 39" if name == "djup" else "innerst") in pdfcheck.text(bad.pdf(name))
