"""From TrueType to WOFF 1.0, the compressed form that browsers take (W3C Recommendation, 13 December 2012)."""

from __future__ import annotations

import struct
import zlib

_HEADER = struct.Struct(">4sIIHHIHHIIIII")
_ENTRY = struct.Struct(">4sIIII")


def ttf_to_woff(ttf: bytes) -> bytes:
    """Give the font as WOFF: every table deflated where that makes it smaller, nothing else changed.

    Raises ``ValueError`` if ``ttf`` is not a TrueType font.
    """
    if len(ttf) < 12 or ttf[:4] not in (b"\x00\x01\x00\x00", b"true"):
        raise ValueError("not a TrueType font")
    (count,) = struct.unpack_from(">H", ttf, 4)
    offset = _HEADER.size + count * _ENTRY.size
    entries, tables, unpacked = [], [], 12 + 16 * count
    for number in range(count):
        tag, checksum, start, length = struct.unpack_from(">4sIII", ttf, 12 + 16 * number)
        data = ttf[start : start + length]
        packed = zlib.compress(data, 9)
        stored = packed if len(packed) < length else data
        entries.append(_ENTRY.pack(tag, offset, len(stored), length, checksum))
        padded = stored + bytes(-len(stored) % 4)
        tables.append(padded)
        offset += len(padded)
        unpacked += length + (-length % 4)
    header = _HEADER.pack(b"wOFF", struct.unpack(">I", ttf[:4])[0], offset, count, 0, unpacked, 1, 0, 0, 0, 0, 0, 0)
    return header + b"".join(entries) + b"".join(tables)
