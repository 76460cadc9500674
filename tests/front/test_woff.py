"""From TrueType to WOFF."""

from __future__ import annotations

import struct
import zlib
from importlib import resources
from pathlib import Path

import pytest

from kunskapsbas.front.woff import ttf_to_woff


def test_every_table_comes_through() -> None:
    package = Path(str(resources.files("fontpkg_atkinson_hyperlegible")))
    ttf = (package / "files" / "AtkinsonHyperlegible-Regular.ttf").read_bytes()
    woff = ttf_to_woff(ttf)
    assert woff[:4] == b"wOFF"
    assert struct.unpack_from(">I", woff, 8)[0] == len(woff) < 0.6 * len(ttf)
    (count,) = struct.unpack_from(">H", ttf, 4)
    for number in range(count):
        tag, _, start, length = struct.unpack_from(">4sIII", ttf, 12 + 16 * number)
        woff_tag, woff_start, packed, unpacked, _ = struct.unpack_from(">4sIIII", woff, 44 + 20 * number)
        stored = woff[woff_start : woff_start + packed]
        assert (woff_tag, unpacked, woff_start % 4) == (tag, length, 0)
        assert (stored if packed == length else zlib.decompress(stored)) == ttf[start : start + length]


@pytest.mark.parametrize("content", [b"", b"wOFF" + bytes(60), b"OTTO" + bytes(60)])
def test_other_files_are_an_error(content: bytes) -> None:
    with pytest.raises(ValueError, match="TrueType"):
        ttf_to_woff(content)
