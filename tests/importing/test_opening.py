"""Opening files: what each kind of wrong file is told, and what no file can do."""

from __future__ import annotations

import contextlib
import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunskapsbas.content import Code
from kunskapsbas.importing.decoding import decode, normalise
from kunskapsbas.importing.document import ImportRefused, words_of
from kunskapsbas.importing.html import read_html, words_of_html
from kunskapsbas.importing.opening import LARGEST, read_data, read_file
from tests.importing.originals import MARCH, TITLE
from tests.importing.wordfile import docx, para

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def packed(*names: str, content: bytes = b"<x/>") -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return made.getvalue()


def lying() -> bytes:
    """Return a bomb whose head states that it is small."""
    data = packed("word/document.xml", content=bytes(30_000_000))
    return data.replace((30_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))


WRONG = {
    "empty": ("r.txt", b"", "tom"),
    "only blanks": ("r.txt", b"\xef\xbb\xbf \n\n", "tom"),
    "a PDF": ("r.docx", b"%PDF-1.7\n", "PDF"),
    "an old Word file": ("r.doc", OLE + "WordDocument".encode("utf-16-le"), ".doc"),
    "a locked Word file": ("r.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
    "a mail of Outlook's own": ("r.msg", OLE + "__properties_version1.0".encode("utf-16-le"), ".eml"),
    "rich text": ("r.rtf", b"{\\rtf1 Hej}", "RTF"),
    "a spreadsheet": ("r.docx", packed("xl/workbook.xml"), "kalkylblad"),
    "another program's document": ("r.odt", packed("content.xml"), "annat program"),
    "some archive": ("r.zip", packed("a.txt"), "zip"),
    "no archive at all": ("r.docx", b"Hej", ".docx"),
    "half an archive": ("r.docx", packed("word/document.xml")[:60], "skadat"),
    "a bomb": ("r.docx", packed("word/document.xml", content=bytes(30_000_000)), "orimligt"),
    "a bomb that lies": ("r.docx", lying(), ""),
    "a picture": ("r.txt", b"\x89PNG\r\n", "bild"),
    "a program": ("r.txt", b"MZ\x90\x00", "program"),
    "text with zero bytes": ("r.txt", b"hej\0\0hej" * 40, "text"),
    "bare XML": ("r.txt", b'<?xml version="1.0"?><w:wordDocument/>', "XML"),
    "a Word file without words": ("r.docx", docx(para("")), "ingen text"),
    "something else": ("r.txt", bytes(range(256)) * 20, "text"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_cannot_be_read_gets_one_sentence_and_what_to_do(name: str, tmp_path: Path) -> None:
    file, data, said = WRONG[name]
    (tmp_path / file).write_bytes(data)
    with pytest.raises(ImportRefused) as refused:
        read_file(tmp_path / file, file)
    [problem] = refused.value.problems
    assert (problem.code, problem.path) == (Code.IMPORT_FILE, file)
    assert said in f"{problem.message} {problem.hint}"
    assert problem.hint.endswith(".")


def test_what_is_missing_too_large_or_no_file_is_told(tmp_path: Path) -> None:
    with (tmp_path / "stor.txt").open("wb") as large:
        large.truncate(LARGEST + 1)
    os.mkfifo(tmp_path / "ror")
    for name, said in (("finns-inte.txt", "finns inte"), ("stor.txt", "MB"), (".", "mapp"), ("ror", "mapp")):
        with pytest.raises(ImportRefused) as refused:
            read_file(tmp_path / name, name)
        assert said in refused.value.problems[0].message


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    text = MARCH.replace("\n", "\r\n") + "Tankstreck – och ”citat”."
    document = read_data(text.encode(encoding), "r.txt", "r.txt")
    assert document.blocks[0].text == TITLE
    assert document.blocks[-1].text == "Tankstreck – och ”citat”."


def test_text_is_made_common_before_it_is_read() -> None:
    decomposed = "A\u030angstro\u0308m\xa0hej\u200b\u00ad!\r\nrad\u2028tv\xe5\x07\tx"
    assert normalise(decomposed) == "Ångström hej!\nrad\ntvå\tx"


@given(st.binary(max_size=200), st.sampled_from(["r.txt", "r.md", "r.eml", "r.docx", "r.html", "r"]))
def test_no_bytes_raise_anything_but_a_refusal(data: bytes, name: str) -> None:
    with contextlib.suppress(ImportRefused):
        assert isinstance(read_data(data, name, name).blocks, tuple)


@given(st.binary(max_size=100))
def test_all_bytes_are_some_text(data: bytes) -> None:
    assert isinstance(normalise(decode(data)[0]), str)


PIECES = (
    "<p> </p> <div> </div> <ul> </ul> <ol><li> <li> </li> <b> </b> <br> ord två <table><tr><td> </td><td> <h2> </h2>"
    " </td></tr></table> </a> <script>x</script> &nbsp; [länk](#) <pre> </pre> -"
).split()


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_no_word_of_any_html_is_lost(pieces: list[str]) -> None:
    html = " ".join(pieces)
    blocks, _ = read_html(html)
    assert [word for block in blocks for word in words_of(block.text)] == list(words_of_html(html))
