"""The preview's web server: this machine only, what has been made only, and a panel added to each page it sends."""

from __future__ import annotations

import json
import mimetypes
import os
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

HOST = "127.0.0.1"
WAIT = 20.0  # seconds that a page waits for news before it asks again
STATIC = Path(__file__).with_name("static")
_PANEL = b'<link rel="stylesheet" href="/_kb/panel.css"><script src="/_kb/panel.js" defer></script>'
_WAITING = """<!doctype html><html lang="sv"><meta charset="utf-8"><title>Bygger</title>
<meta name="viewport" content="width=device-width"><body><main><h1>{0}</h1><p>{1}</p></main></body></html>"""
State = dict[str, object]


class News:
    """What the preview knows, for pages that wait for it to change."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._changed = threading.Condition()
        self._state: State = {"version": 0, "problems": None, "building": True, "failed": "", "page": "", "made": {}}

    def tell(self, **changes: object) -> None:
        """Change what is known, and wake those who wait."""
        with self._changed:
            version = int(str(self._state["version"])) + 1
            self._state = {**self._state, **changes, "version": version}
            self._changed.notify_all()

    def wait(self, after: int, seconds: float = WAIT) -> State:
        """Return what is known as soon as it is newer than ``after``, or when the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: int(str(self._state["version"])) > after, timeout=seconds)
            return self._state

    @property
    def state(self) -> State:
        """What is known now."""
        return self._state


class Server(ThreadingHTTPServer):
    """Serves ``find(path)``: the file for an address below the site's root, or None."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # else a port is taken for a minute after it was let go

    def __init__(self, port: int, find: Callable[[str], Path | None], news: News) -> None:
        """Listen on a port of this machine. Raises OSError where it is taken."""
        super().__init__((HOST, port), _Handler)
        self.find, self.news = find, news

    @property
    def names(self) -> set[str]:
        """What a browser may call this server; any other name is a stranger's page that reaches in."""
        return {f"{name}:{self.server_port}" for name in (HOST, "localhost")}

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet when the browser goes away."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer one request."""
        if self.headers.get("Host") not in self.server.names:
            self._send(HTTPStatus.FORBIDDEN, "text/plain", b"")
            return
        parts = urlsplit(self.path)
        path = unquote(parts.path).lstrip("/")
        if path == "_kb/state":
            after = parse_qs(parts.query).get("after", ["0"])[0]
            state = self.server.news.wait(int(after) if after.isdigit() else 0)
            self._send(HTTPStatus.OK, "application/json", json.dumps(state).encode())
        elif path in ("_kb/panel.js", "_kb/panel.css"):
            place = STATIC / path.removeprefix("_kb/")
            self._send(HTTPStatus.OK, _type(place), place.read_bytes())
        else:
            self._page(path if path and not path.endswith("/") else f"{path}index.html")

    do_HEAD = do_GET

    def _page(self, path: str) -> None:
        place = self.server.find(path)
        data = b""
        if place is not None:
            try:
                data = place.read_bytes()
            except OSError:
                place = None
        if place is None:
            wanted = path.endswith(".html")
            title = "Sidan är inte byggd än" if self.server.news.state["building"] else "Sidan finns inte"
            text = _WAITING.format(title, "Den visas här så snart den finns.") if wanted else ""
            status = HTTPStatus.NOT_FOUND
            self._send(status, "text/html" if wanted else "text/plain", _with_panel(text.encode()) if wanted else b"")
            return
        html = path.endswith(".html")
        self._send(HTTPStatus.OK, _type(place), _with_panel(data) if html else data)

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith(("text/", "app")) else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is the writer's."""


def _type(place: Path) -> str:
    return mimetypes.guess_type(place.name)[0] or "application/octet-stream"


def _with_panel(html: bytes) -> bytes:
    """Return a page with the panel's style and script before its end."""
    at = html.rfind(b"</body>")
    return html[:at] + _PANEL + html[at:] if at >= 0 else html + _PANEL


def finder(*folders: Path) -> Callable[[str], Path | None]:
    """Return what finds a file by its path in the first of some folders that has it, and never outside them."""
    roots = [folder.resolve() for folder in folders]

    def find(path: str) -> Path | None:
        for root in roots:
            place = (root / path).resolve()
            if place.is_relative_to(root) and place.is_file():
                return place
        return None

    return find
