"""A writer edits a page and sees it, with what is wrong on it, in a real browser."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kunskapsbas.preview.places import Places
from kunskapsbas.preview.serving import News, Server, finder
from kunskapsbas.preview.session import FORKS, Session, standing_still
from tests.content.project import Project

OM = "about/om.md"


@pytest.fixture
def base(tmp_path: Path) -> Project:
    """A small base without faults."""
    return Project.small(tmp_path)


@pytest.fixture
def address(base: Project) -> Iterator[str]:
    """A preview of the small base at work; gives its address."""
    root = base.root / "src"
    places, news = Places(root), News()
    server = Server(0, finder(places.desk, places.site), news)
    session = Session(root, news, lambda line: None)
    threads = [threading.Thread(target=work, daemon=True) for work in (server.serve_forever, session.run)]
    for thread in threads:
        thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    session.stop()
    threads[1].join()
    server.shutdown()
    server.server_close()


def shows(page: Page, text: str, where: str = "body") -> None:
    code = "([where, text]) => document.querySelector(where)?.textContent.includes(text)"
    page.wait_for_function(code, arg=[where, text], timeout=30_000)


def test_an_edit_is_seen_at_once_with_what_is_wrong_and_the_whole_site_follows(
    browser: Browser, base: Project, address: str
) -> None:
    page = browser.new_page()
    page.goto(f"{address}/about/om.html")
    shows(page, "Mer text.")
    shows(page, "Inga fel på den här sidan.", ".kb-panel-sum")

    base.change(OM, "Mer text.", "Vi väntar på upphandlngen <script>window.ond = 1</script>.")
    shows(page, "upphandlngen", "div.body")
    shows(page, "Den här sidan: 1 fel, 1 varning", ".kb-panel-sum")
    shows(page, "”upphandlngen” finns inte i ordboken", ".kb-panel-body")
    assert page.locator(".kb-panel details").get_attribute("open") is not None
    told = page.locator(".kb-panel-body ul").first.locator("strong").all_text_contents()
    assert [words.strip() for words in told] == ["fel:", "varning:"]  # though the misspelt word comes first on the page
    assert page.evaluate("window.ond") is None

    base.change(OM, "upphandlngen <script>window.ond = 1</script>", "upphandlingen")
    shows(page, "Inga fel på den här sidan.", ".kb-panel-sum")

    base.change("glossary/modul.md", "Mer om moduler.", "Mycket mer om moduler.")
    page.wait_for_url("**/glossary/modul.html", timeout=30_000)  # the preview follows the writer
    shows(page, "Mycket mer om moduler.")

    base.change("about/om.md", 'title: "Om sidorna"', "title: ")
    shows(page, "gick inte att bygga", ".kb-panel-body")
    shows(page, "about/om.md:3", ".kb-panel-body")
    page.close()


@pytest.mark.skipif(not FORKS, reason="without forks no page is made by itself")
def test_builds_and_checks_stand_still_while_a_page_is_made() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, text=True) as process:
        with standing_still([process]):
            assert os.WIFSTOPPED(os.waitpid(process.pid, os.WUNTRACED)[1])
        assert os.WIFCONTINUED(os.waitpid(process.pid, os.WCONTINUED)[1])
        process.communicate("\n")


@pytest.mark.skipif(not FORKS, reason="without forks no page is made by itself")
def test_processes_that_have_ended_are_no_hindrance() -> None:
    with subprocess.Popen([sys.executable, "-c", ""], text=True) as process:
        process.wait()
        with standing_still([process]):
            pass
