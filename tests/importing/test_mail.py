"""Mail: which part of it is the report, and what is said of the rest."""

from __future__ import annotations

import contextlib
from datetime import datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunskapsbas.content import Code
from kunskapsbas.importing.document import Document, ImportRefused
from kunskapsbas.importing.mail import read_mail
from kunskapsbas.importing.opening import read_data
from kunskapsbas.swedish.dates import TIME_ZONE
from tests.importing.originals import MARCH, TITLE
from tests.importing.wordfile import docx, para

WORD = docx(para(TITLE, style="Rubrik") + para("Sammanställd: 2025-04-03 klockan 08.30") + para("Ur Word."))


def mail(text: str = "", html: str = "", subject: str = "VB: Sv: Regional rapport") -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "a@exempel.se"
    message["Date"] = "Thu, 03 Apr 2025 06:45:00 +0000"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def read(message: EmailMessage) -> Document:
    return read_data(message.as_bytes(), "r.eml", "r.eml")


def told(document: Document) -> str:
    assert {problem.code for problem in document.problems} <= {Code.IMPORT_NOTE}
    return " ".join(problem.message for problem in document.problems)


def test_a_report_in_the_body_is_read_as_text_with_subject_and_day() -> None:
    document = read(mail(MARCH))
    assert document.blocks[0].text == TITLE
    assert document.subject == "Regional rapport"
    assert document.sent == datetime(2025, 4, 3, 8, 45, tzinfo=TIME_ZONE)
    assert document.problems == ()


def test_the_html_of_a_body_is_preferred_for_its_lists_unless_words_are_missing_in_it() -> None:
    html = "<h1>Regional rapport Prov</h1><ul><li>ett<ul><li>två</li></ul></li></ul>"
    assert [block.level for block in read(mail("Regional rapport Prov\nett\ntvå", html)).blocks] == [1, 1, 2]
    assert "hela texten" in read(mail("Regional rapport Prov med hela texten", "<p>Se text</p>")).blocks[0].text


def test_an_attachment_that_is_the_report_goes_before_a_body_that_is_not() -> None:
    message = mail("Hej!\n\nHär är rapporten.")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="r.pdf")
    message.add_attachment(WORD, maintype="application", subtype="octet-stream", filename="rapport åäö.docx")
    document = read(message)
    assert document.blocks[-1].text == "Ur Word."
    said = told(document)
    assert "bilagan rapport åäö.docx" in said
    assert "Bilagan r.pdf togs inte med" in said
    assert "logo" not in said


def test_a_report_that_was_forwarded_as_a_mail_of_its_own_is_found() -> None:
    message = mail("Se nedan.")
    message.add_attachment(mail(MARCH))
    assert read(message).blocks[0].text == TITLE


def test_a_body_that_is_the_report_keeps_its_place_and_the_attachment_is_told() -> None:
    message = mail(MARCH)
    message.add_attachment(WORD, maintype="application", subtype="octet-stream", filename="kopia.docx")
    document = read(message)
    assert "Ur Word." not in [block.text for block in document.blocks]
    assert "kopia.docx togs inte med" in told(document)


def test_a_forwarded_mail_may_have_the_report_as_its_attachment() -> None:
    inner = mail("Hej!", subject="Rapporten")
    inner.add_attachment(WORD, maintype="application", subtype="octet-stream", filename="r.docx")
    message = mail("Se bifogat brev.")
    message.add_attachment(inner)
    document = read(message)
    assert document.blocks[-1].text == "Ur Word."
    assert document.subject == "Rapporten"
    assert told(document).count("r.docx") == 1


def test_text_after_an_attachment_belongs_to_the_body() -> None:
    top, _, rest = MARCH.partition("Verksamhetens kommentar")
    message = mail(top)
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="r.pdf")
    message.attach(mail("Verksamhetens kommentar" + rest))
    last = message.get_payload()[-1]
    assert isinstance(last, EmailMessage)
    for name in ("Subject", "From", "Date"):
        del last[name]
    words = read(message).words
    assert words == read(mail(MARCH)).words


def test_the_addresses_that_only_a_plain_text_shows_do_not_make_it_the_better_one() -> None:
    address = "https://eur01.safelinks.protection.outlook.com/" + "a-b-c-d/" * 20
    message = mail(f"Se sidan<{address}> och [cid:bild001.png@01DB]", "<ul><li>Se <a href='#'>sidan</a> och</li></ul>")
    assert [block.kind for block in read(message).blocks] == ["item"]


def test_an_attachment_that_cannot_be_read_is_told_with_the_reason() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    message = mail("Hej, här kommer rapporten.")
    message.add_attachment(locked, maintype="application", subtype="octet-stream", filename="r.docx")
    assert "lösenord" in told(read(message))


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("iso-8859-1", "latin-1"), ("finns-inte", "utf-8"), ("us-ascii", "utf-8"), ("utf-8", "cp1252")],
)
def test_a_charset_that_is_wrong_costs_no_letters(charset: str, encoding: str) -> None:
    head = "Subject: =?utf-8?q?L=C3=A4get?=\nFrom: a@b.se\nMIME-Version: 1.0\n"
    head += f"Content-Type: text/plain; charset={charset}\n"
    data = f"{head}Content-Transfer-Encoding: 8bit\n\nRegional rapport Vård på ö\n".encode(encoding)
    document = read_mail(data, "r.eml")
    assert document.blocks[0].text == "Regional rapport Vård på ö"
    assert document.subject == "Läget"


def test_what_calls_itself_latin_1_is_most_often_windows_1252() -> None:
    head = b"From: a@b.se\nMIME-Version: 1.0\nContent-Type: text/plain; charset=iso-8859-1\n\n"
    assert read_mail(head + b"F\xf6re \x96 efter", "r.eml").blocks[0].text == "Före – efter"


def test_lines_that_flow_are_one_paragraph() -> None:
    head = "From: a@b.se\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
    document = read_mail(f"{head}Det här är \nen rad.\nEn till.\n".encode(), "r.eml")
    assert [block.text for block in document.blocks] == ["Det här är en rad.", "En till."]


def test_a_locked_mail_and_one_without_text_are_refused() -> None:
    locked = b"From: a@b.se\nMIME-Version: 1.0\nContent-Type: application/pkcs7-mime; name=smime.p7m\n\nx\n"
    for data, said in ((locked, "krypterat"), (mail("").as_bytes(), "ingen text")):
        with pytest.raises(ImportRefused) as refused:
            read_mail(data, "r.eml")
        assert said in refused.value.problems[0].message


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"Content-Type: text/html\n\n"]),
)
def test_no_mail_raises_anything_but_a_refusal(data: bytes, head: bytes) -> None:
    with contextlib.suppress(ImportRefused):
        read_mail(b"From: a\n" + head + data, "r.eml")
