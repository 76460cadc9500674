"""What shuts readers out: pictures, links, tables and headings that say nothing to who hears or does not see the page.

The rules follow WCAG 2.2: 1.1.1 (pictures), 1.3.1 (headings and tables), 1.4.1 (colour) and 2.4.4 (links). The words
of an original are not the writer's to change, so there only what can be mended without changing them is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from ...content import Code, Markdown, Problem, Report, Spot
from ...content.markdown import role_target, tokens_of
from ...content.prose import OBJECT, Passage, PassageKind, seen_of_role
from ...links.pages import IMAGE_DIRECTIVES, IMAGE_OPTIONS, Site
from ...swedish import fold_form
from ...swedish.common import COMMON
from ...swedish.sentences import Sentence, sentences
from ...swedish.spellcheck import is_acronym

_PICTURE_FILE = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?|heic)", re.IGNORECASE)
_CAMERA_NAME = re.compile(r"(?:img|dsc[fn]?|pxl|image|bild|foto|screenshot|skärmbild|skärmavbild)[ _-]?[0-9][0-9 _.-]*")
_NO_PICTURE = frozenset(
    """bild bilden en bild bilder foto fotot fotografi figur figuren diagram diagrammet graf grafen karta kartan ikon
    ikonen logo logga loggan logotyp logotypen illustration illustrationen skärmbild skärmbilden image picture photo
    icon figure alt alternativtext text bildtext""".split()
)
_NO_LINK = frozenset(
    (
        "här|där|läs här|läs mer|läs mer här|läs vidare|mer|mer här|mer info|mer information|klicka"
        "|klicka här|tryck här|se|se här|se mer"
        "|länk|länken|en länk|denna länk|den här länken|följ länken|sida|sidan|denna sida|den här sidan"
        "|webbplatsen|ladda ner|ladda ned|ladda ner här|hämta|hämta här|öppna|visa|visa mer|vidare|gå vidare|till sidan"
        "|info|information|pdf|filen|dokumentet|artikeln|källa|källan|here|click here|read more|more|link"
    ).split("|")
)
_LINKING_ROLES = frozenset({"link", "term", "doc", "ref", "download", "question"})
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_TABLE_DIRECTIVES = ("list-table", "csv-table")

_COLOURS = r"(?:(?:mörk|ljus)?(?:röda?|gröna?|gula?|blåa?|gråa?|svarta?|vita?|lila|rosa|orangea?|bruna?|turkosa?))"
_COLOURED = r"(?:rött|grönt|gult|blått|grått|svart|vitt|lila|rosa|orange|brunt|turkost)"
_SHOWN = (
    r"(?:rut(?:a|an|or|orna)|text(?:en|er|erna)?|ord(?:en|et)?|siffr(?:a|an|or|orna)|pil(?:en|ar|arna)?|linje(?:n|r|rna)?"
    r"|fält(?:et|en)?|knapp(?:en|ar|arna)?|stap(?:el|eln|lar|larna)|kurv(?:a|an|or|orna)|prick(?:en|ar|arna)?"
    r"|cirk(?:el|eln|lar|larna)|rad(?:en|er|erna)?|kolumn(?:en|er|erna)?|cell(?:en|er|erna)?|markering(?:en|ar|arna)?"
    r"|område(?:t|n|na)?|box(?:en|ar|arna)?|del(?:en|ar|arna)?|sektor(?:n|er|erna)?|ton(?:en|ade)?|boll(?:en|ar|arna)?"
    r"|yt(?:a|an|or|orna)|ram(?:en|ar|arna)?|länk(?:en|ar|arna)?|flagg(?:a|an|or|orna)|färg(?:en)?)"
)
_BY_COLOUR = re.compile(
    rf"\b(?:(?:{_COLOURS}|{_COLOURED})(?:[ -]?(?:färgade|markerade))? {_SHOWN}"
    rf"|(?:markera|färga|visa|skriv|rita|stryk|mark)(?:s|r|t|d|de|ts|des|ts|na|da|de|en|et|ad|at|ade)*"
    rf" (?:med|i) (?:{_COLOURED}|{_COLOURS} färg)"
    rf"|(?:står|syns|finns|visas|skrivs|anges) (?:med|i) (?:{_COLOURED}|{_COLOURS} (?:färg|text)))\b",
    re.IGNORECASE,
)
_FEWEST_CAPITALS = 12  # letters
_MOST_OF_A_HEADING = 12  # words: what is longer is a paragraph in bold


def check_accessibility(site: Site, docname: str) -> Iterator[Problem]:
    """Yield what on a page says nothing to readers who hear it, or who do not see colours."""
    page, text = site.library.pages.get(docname), site.texts[docname]
    original = isinstance(page, Report) and page.wording == "original"
    path = f"{docname}.md"
    for spot in text.spots:
        yield from _picture(path, spot)
    yield from _tables(path, text)
    yield from _bold(path, text, original)
    if not original:
        yield from _links(path, text)
        for passage in text.passages:
            yield from _wording(path, passage)


def _picture(path: str, spot: Spot) -> Iterator[Problem]:
    if spot.kind == "image":
        pictures = [(spot.target, spot.text)]
    elif spot.kind == "directive" and spot.name in IMAGE_DIRECTIVES:
        pictures = [(spot.target, spot.option("alt") or "")]
    else:
        alt = spot.option("img-alt") or ""
        pictures = [(value, alt) for name, value in spot.options if name in IMAGE_OPTIONS]
    for target, alt in pictures:
        reason = _says_nothing(target, alt) if alt.strip() else ""
        if not reason and spot.name == "figure" and alt.strip() and fold_form(alt) == _caption(spot.body):
            reason = "den är samma som bildtexten"
        if reason:
            message = f"Alternativtexten ”{alt.strip()}” säger inte vad bilden visar: {reason}."
            yield Problem(path, spot.line, spot.column, Code.ALT_SAYS_NOTHING, message)


def _says_nothing(target: str, alt: str) -> str:
    """Return why an alternative text says nothing, or nothing where it does say something."""
    words = fold_form(alt).strip(" .:")
    file = PurePosixPath(target.strip())
    if words in (file.name.casefold(), file.stem.casefold()) and " " not in words:
        return "den är filens namn"
    if _PICTURE_FILE.fullmatch(words) or _CAMERA_NAME.fullmatch(words):
        return "den ser ut som ett filnamn"
    if words in _NO_PICTURE or not _LETTER.search(words):
        return "den kan stå vid vilken bild som helst"
    return ""


def _caption(body: str) -> str:
    """Return the words below a figure as they are compared."""
    return fold_form(re.sub(r"[*_`]", "", body))


def _links(path: str, text: Markdown) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for spot in text.spots:
        words, target = _link_of(spot)
        if target is None:
            continue
        folded = fold_form(words).strip(" .:…!»›→>")
        if spot.name == "autolink" or _ADDRESS.fullmatch(words.strip()):
            if target.startswith(("http://", "https://")):
                yield Problem(path, spot.line, spot.column, Code.ADDRESS_AS_TEXT, f"Länken visar adressen {words}.")
        elif not words.strip() and (words or target.startswith(("http://", "https://"))):  # a page's title fills []
            message = f"Länken till {target} saknar text."
            yield Problem(path, spot.line, spot.column, Code.LINK_TEXT, message)
        elif folded in _NO_LINK or (words.strip() and not _LETTER.search(words)):
            message = f"Länktexten ”{words.strip()}” säger inte vart länken leder."
            yield Problem(path, spot.line, spot.column, Code.LINK_TEXT, message)
        elif words.strip() and not target.startswith("term ") and seen.setdefault(folded, target) != target:
            message = f"Länktexten ”{words.strip()}” leder också till en annan plats: {seen[folded]}."
            yield Problem(path, spot.line, spot.column, Code.SAME_LINK_TEXT, message)


def _link_of(spot: Spot) -> tuple[str, str | None]:
    """Return the words that a writer has given a link, and where it leads; None where there are no such words."""
    if spot.kind == "link":
        return spot.text, spot.target.strip()
    name = spot.name.removeprefix("std:")
    if spot.kind == "role" and name in _LINKING_ROLES and seen_of_role(spot.target) != spot.target.strip():
        return seen_of_role(spot.target), f"{name} {role_target(spot.target)}"
    return "", None


def _tables(path: str, text: Markdown) -> Iterator[Problem]:
    for table in text.tables:
        yield from _header(path, table.line, table.header)
    for spot in text.spots:
        if spot.kind != "directive" or spot.name not in _TABLE_DIRECTIVES or spot.option("file") or spot.option("url"):
            continue
        if not any(_count(spot.option(name)) for name in ("header-rows", "stub-columns")) and not spot.option("header"):
            hint = "Skriv :header-rows: 1 på raden under direktivet, och kolumnernas rubriker på första raden."
            yield Problem(path, spot.line, 1, Code.TABLE_HEADER, "Tabellen saknar rubriker.", hint)
        elif spot.name == "list-table" and _count(spot.option("header-rows")):
            yield from _header(path, spot.line, _first_row(spot.body))


def _count(option: str | None) -> int:
    return int(option) if option and option.isdigit() else 0


def _first_row(body: str) -> tuple[str, ...]:
    """Return the cells of the first row of a {list-table}, whose rows are a list of lists."""
    cells: list[str] = []
    depth = 0
    for token in tokens_of(body):
        if token.type in ("list_item_open", "list_item_close"):
            depth += token.nesting
            if depth == 0:
                break
            if depth == 2 and token.nesting == 1:
                cells.append("")
        elif token.type == "inline" and cells:
            cells[-1] += token.content.strip()
    return tuple(cells)


def _header(path: str, line: int, header: tuple[str, ...]) -> Iterator[Problem]:
    if not any(header):
        yield Problem(path, line, 1, Code.TABLE_HEADER, "Tabellens rubrikrad är tom.")
        return
    for number, cell in enumerate(header, start=1):
        if not cell and number > 1:  # the corner of a table with headers both ways says nothing
            message = f"Kolumn {number} i tabellen saknar rubrik."
            yield Problem(path, line, 1, Code.EMPTY_HEADER_CELL, message)


def _bold(path: str, text: Markdown, original: bool) -> Iterator[Problem]:
    paragraphs = {block.first for block in text.blocks if block.kind == "paragraph"}
    for passage in text.passages:
        plain = passage.kind is PassageKind.PARAGRAPH and not passage.quoted and passage.line in paragraphs
        words = passage.text.strip()
        if not plain or not passage.bold or words.endswith((".", ":", ";", ",", "!", "?", "…", "”")):
            continue
        if len(words.split()) <= _MOST_OF_A_HEADING:
            code = Code.MAYBE_HEADING if original else Code.BOLD_HEADING
            message = f"Raden ”{words}” är fetstilt och kan vara en rubrik."
            yield Problem(path, *passage.place(0), code, message)


def _wording(path: str, passage: Passage) -> Iterator[Problem]:
    if passage.kind in (PassageKind.ALT, PassageKind.TITLE):
        return
    for found in _BY_COLOUR.finditer(passage.text):
        message = f"”{found[0]}” säger bara vilken färg något har."
        yield Problem(path, *passage.place(found.start()), Code.COLOUR, message)
    if passage.text.upper() == passage.text or not passage.text.islower():
        for sentence in sentences(passage.text):
            if _shouts(sentence):
                message = "Meningen är skriven med bara stora bokstäver."
                yield Problem(path, *passage.place(sentence.start), Code.CAPITALS, message)


def _shouts(sentence: Sentence) -> bool:
    """Tell whether a sentence is written in capitals, and is not made of shortened names."""
    words = [word for _, word in sentence.words if OBJECT not in word]
    letters = sum(len(word) for word in words)
    whole = [word for word in words if not is_acronym(word)]
    told = bool(whole) or any(word.lower() in COMMON for word in words)
    return len(words) > 1 and letters >= _FEWEST_CAPITALS and told and all(word.isupper() for word in words)
