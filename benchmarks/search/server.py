"""A local web server that compresses text as a real one does, and counts the bytes it sends."""

from __future__ import annotations

import gzip
import sys
import threading
import time
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote, urlsplit

LEVEL = 6
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}


@lru_cache(maxsize=20_000)
def body_of(path: Path, changed: int) -> tuple[bytes, bool]:
    """What is sent for a file, and whether it is compressed. ``changed`` is when the file was written."""
    content = path.read_bytes()
    return (gzip.compress(content, LEVEL), True) if path.suffix in TYPES else (content, False)


class QuietServer(ThreadingHTTPServer):
    """Says nothing of a browser that has left before it had its answer: Sphinx's search page often does."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Only what is not a broken connection is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Server:
    """Serves a folder. ``take()`` gives what has been sent since the last time, as paths and bytes."""

    def __init__(self, root: Path) -> None:
        """Start at a free port."""
        self.root = root.resolve()
        self.sent: list[tuple[str, int]] = []
        self.latest = time.monotonic()
        self.lock = threading.Lock()
        self.http = QuietServer(("127.0.0.1", 0), make_handler(self))
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def note(self, path: str, size: int) -> None:
        """Remember one answer."""
        with self.lock:
            self.sent.append((path, size))
            self.latest = time.monotonic()

    def take(self) -> list[tuple[str, int]]:
        """The answers since the last call."""
        with self.lock:
            sent, self.sent = self.sent, []
        return sent

    def quiet_for(self) -> float:
        """Seconds since the last answer."""
        return time.monotonic() - self.latest

    def __enter__(self) -> Server:
        """Serve within a ``with``."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.http.shutdown()
        self.http.server_close()


def make_handler(server: Server) -> type[BaseHTTPRequestHandler]:
    """The class that answers the requests to one server."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            name = unquote(urlsplit(self.path).path)
            path = (server.root / name.lstrip("/")).resolve()
            if not path.is_relative_to(server.root) or not path.is_file():
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            body, packed = body_of(path, path.stat().st_mtime_ns)
            self.send_response(200)
            self.send_header("Content-Type", TYPES.get(path.suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=3600")
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            server.note(name, len(body))
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler
