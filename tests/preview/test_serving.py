"""The preview's server shows what was made and nothing else, and only to this machine's browser."""

from __future__ import annotations

import http.client
import json
import os
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kunskapsbas.preview.changes import Changes, differences, look
from kunskapsbas.preview.choosing import last_changed
from kunskapsbas.preview.places import address_of, docname_of, is_setting
from kunskapsbas.preview.serving import News, Server, finder
from tests.content.small import make, write


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    write(tmp_path, "desk/about/om.html", "<html><body>ny</body></html>")
    write(tmp_path, "site/about/om.html", "<html><body>gammal</body></html>")
    write(tmp_path, "site/index.html", "<html><body>start</body></html>")
    write(tmp_path, "site/_static/a.css", "p{}")
    write(tmp_path, "hemligt.txt", "hemligt")
    (tmp_path / "site" / "ut.txt").symlink_to("../hemligt.txt")
    made = Server(0, finder(tmp_path / "desk", tmp_path / "site"), News())
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def ask(server: Server, path: str, method: str = "GET", host: str = "") -> tuple[int, str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.request(method, path, headers={"Host": host or f"127.0.0.1:{server.server_port}"})
    with closing(connection), connection.getresponse() as answer:
        return answer.status, answer.headers.get("Content-Type", ""), answer.read().decode()


def test_a_page_made_by_itself_goes_before_that_of_the_site_and_has_the_panel(server: Server) -> None:
    status, kind, text = ask(server, "/about/om.html")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert "ny" in text
    assert text.endswith('<script src="/_kb/panel.js" defer></script></body></html>')
    assert "start" in ask(server, "/")[2]
    assert ask(server, "/_static/a.css") == (200, "text/css; charset=utf-8", "p{}")


@pytest.mark.parametrize(
    "path",
    ["/../hemligt.txt", "/%2e%2e/hemligt.txt", "/ut.txt", "/about/../../hemligt.txt", "//etc/passwd", "/_kb/../x"],
)
def test_nothing_outside_the_site_is_served(server: Server, path: str) -> None:
    status, _, text = ask(server, path)
    assert status == 404
    assert "hemligt" not in text


def test_a_strangers_name_for_this_machine_is_refused(server: Server) -> None:
    assert ask(server, "/", host="ond.example:80")[0] == 403
    assert ask(server, "/", host=f"localhost:{server.server_port}")[0] == 200
    assert ask(server, "/", method="POST")[0] == 501


def test_news_come_at_once_and_the_old_is_not_told_again() -> None:
    news = News()
    news.tell(page="about/om.html")
    assert news.wait(0)["page"] == "about/om.html"
    assert news.wait(1, seconds=0.01)["version"] == 1


def test_the_state_is_told_as_json(server: Server) -> None:
    server.news.tell(problems=[])
    assert json.loads(ask(server, "/_kb/state?after=0")[2])["problems"] == []


def test_files_pages_and_addresses_answer_to_each_other() -> None:
    assert docname_of("strategy/a.md") == "strategy/a"
    assert docname_of("docs/a.md") == docname_of("strategy/a.png") == ""
    assert address_of("about/om") == "about/om.html"
    assert is_setting("conf.py")
    assert is_setting("links.toml")


def test_what_is_new_changed_and_gone_is_seen(tmp_path: Path) -> None:
    before = look(make(tmp_path))
    write(tmp_path, "about/ny.md", "x")
    write(tmp_path, "about/om.md", "längre än förut " * 200)
    (tmp_path / "glossary" / "modul.md").unlink()
    found = differences(before, look(tmp_path))
    assert found == Changes(("about/ny.md",), ("about/om.md",), ("glossary/modul.md",))
    assert found.pages == ("about/ny", "about/om")
    assert found.in_focus == ""


def test_it_begins_with_the_page_changed_last(tmp_path: Path) -> None:
    make(tmp_path)
    for path in tmp_path.rglob("*.md"):
        os.utime(path, (1, 1))
    os.utime(tmp_path / "strategy" / "fraga.md", (9, 9))
    assert last_changed(tmp_path) == "strategy/fraga"
