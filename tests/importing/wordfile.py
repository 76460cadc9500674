"""Word files as Word itself writes them: split runs, marks of revision, Swedish names of styles."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = f"""<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{MAIN}"/>
</Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"""
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = {
    "Rubrik": ("Title", ""),
    "Rubrik1": ("Rubrik 1", ""),
    "Rubrik2": ("heading 2", ""),
    "EgenRubrik": ("Egen", '<w:basedOn w:val="Rubrik1"/>'),
    "Punktlista": ("Punktlista", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
    "Punktlista2": ("List Bullet 2", ""),
}
NUMBERS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/></w:lvl></w:abstractNum>'
    + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(3))
)


def run(text: str, properties: str = "") -> str:
    """Return a run, in two halves as Word leaves them after an edit."""
    half = len(text) // 2
    return '<w:proofErr w:type="spellStart"/>'.join(
        f'<w:r w:rsidR="00A1"><w:rPr><w:lang w:val="sv-SE"/>{properties}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
        for piece in (text[:half], text[half:])
    )


def bold(text: str) -> str:
    """Return a bold run."""
    return run(text, "<w:b/>")


def para(*inner: str, style: str = "", number: tuple[int, int] | None = None, extra: str = "") -> str:
    """Return a paragraph of runs; a text that is no XML becomes one. ``number``: id of the list and level from 0."""
    runs = "".join(part if part.startswith("<") else run(part) for part in inner)
    names = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        names += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    return f'<w:p w:rsidR="00A1" w:rsidRDefault="00A1"><w:pPr>{names}{extra}</w:pPr>{runs}</w:p>'


def table(*rows: list[str]) -> str:
    """Return a table; a cell that is no XML becomes a paragraph in one."""
    made = ""
    for row in rows:
        cells = "".join(cell if cell.startswith("<w:tc") else f"<w:tc>{para(cell)}</w:tc>" for cell in row)
        made += f"<w:tr>{cells}</w:tr>"
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"


def link(text: str, identity: str) -> str:
    """Return a hyperlink by the id of a relation."""
    return f'<w:hyperlink r:id="{identity}">{run(text)}</w:hyperlink>'


def field(text: str, instruction: str) -> str:
    """Return a field with its result, such as a HYPERLINK."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def docx(body: str, links: Mapping[str, str] | None = None, parts: Mapping[str, str] | None = None) -> bytes:
    """Return a Word file. ``links``: id -> address. ``parts``: more files of it, name -> the root element's content."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
        for key, (name, more) in STYLES.items()
    )
    relations = "".join(
        f'<Relationship Id="{key}" Type="{KIND}/hyperlink" Target="{escape(address)}" TargetMode="External"/>'
        for key, address in (links or {}).items()
    )
    roots = {"comments": "comments", "footnotes": "footnotes", "header1": "hdr", "footer1": "ftr"}
    for number, name in enumerate(["styles", "numbering", *(parts or {})]):
        relations += f'<Relationship Id="p{number}" Type="{KIND}/{name.rstrip("1")}" Target="{name}.xml"/>'
    main = f'<Relationship Id="r" Type="{KIND}/officeDocument" Target="word/document.xml"/>'
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(main),
        "word/_rels/document.xml.rels": RELATIONS.format(relations),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMES}>{NUMBERS}</w:numbering>",
    }
    for name, content in (parts or {}).items():
        files[f"word/{name}.xml"] = f"<w:{roots[name]} {NAMES}>{content}</w:{roots[name]}>"
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()
