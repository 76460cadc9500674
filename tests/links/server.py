"""A web server on this machine whose paths misbehave in the ways the link check must bear."""

from __future__ import annotations

import ssl
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SHELL = '<!doctype html><title>x</title><div id="app"></div><script src="app.js"></script>'
# Answers that end before they are whole: in the headers, in the page, in a part of the page.
CUT = {
    "/avbrutet-huvud": "HTTP/1.1 200 OK\r\nContent-Ty",
    "/huvud-utan-slut": "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n",
    "/avbruten": "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n<p>",
    "/avbruten-del": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n<p>",
    "/skrap": "hej hej\r\n\r\n",
    "/tyst": "",
}
PAGE = '<!doctype html><title>x</title><h1 id="läge">x</h1><a name="gammal"></a><a id="user-content-installera"></a>'
REDIRECTS = {
    "/301": (301, "/ok"),
    "/302": (302, "/ok"),
    "/308-302": (308, "/302"),
    "/302-301": (302, "/301"),
    "/301-404": (301, "/404"),
    "/till-start": (301, "/"),
    "/loop": (302, "/loop2"),
    "/loop2": (302, "/loop"),
    "/ut": (302, "http://example.invalid/"),
    "/fel-mal": (302, "http://[x/"),
    "/ftp": (302, "ftp://127.0.0.1/x"),
    "/styrtecken": (301, "/ok?\x1b[31m"),
}


class Handler(BaseHTTPRequestHandler):
    """Answers by path: a number is the status; the rest is listed in do_GET."""

    server: Site

    def do_GET(self) -> None:
        """Answer one request."""
        path = self.path
        self.server.asked[path] += 1
        self.server.names.add(self.headers.get("User-Agent", ""))
        if path in REDIRECTS:
            status, target = REDIRECTS[path]
            self.answer(status, "", {"Location": target})
        elif path.startswith("/429"):
            after = {
                "/429-tal": {"Retry-After": "3600"},
                "/429-datum": {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"},
            }
            self.answer(429, "", after.get(path, {}))
        elif path == "/lugna-er" and self.server.asked[path] == 1:
            self.answer(429, "", {"Retry-After": "0"})
        elif path == "/kaka" and "Cookie" not in self.headers:
            self.answer(302, "", {"Location": "/kaka", "Set-Cookie": "a=b"})
        elif path == "/seg":
            self.server.closing.wait(5)
        elif path == "/dropp":
            self.drip()
        elif path == "/droppar-sida":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.drip()
        elif path in CUT:
            self.wfile.write(CUT[path].encode())
            self.close_connection = True
        elif path[1:].isdigit():
            self.answer(int(path[1:]), "")
        else:
            pages = {"/fil.pdf": "%PDF", "/skal": SHELL, "/lang": PAGE + "x" * 200_000}
            self.answer(200, pages.get(path, PAGE), pdf=path == "/fil.pdf")

    def drip(self) -> None:
        """Send one byte of a header now and then, which no timeout for a single read catches."""
        while not self.server.closing.wait(0.05):
            try:
                self.wfile.write(b"H")
                self.wfile.flush()
            except OSError:
                return

    def answer(self, status: int, body: str, headers: dict[str, str] | None = None, pdf: bool = False) -> None:
        """Send a whole answer."""
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/pdf" if pdf else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Site(ThreadingHTTPServer):
    """The server, with a count of what was asked for and when it is to stop."""

    daemon_threads = True

    def __init__(self, secure: bool = False) -> None:
        """Listen on a free port of this machine; ``secure``: with a certificate that no authority has signed."""
        super().__init__(("127.0.0.1", 0), Handler)
        if secure:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(Path(__file__).with_name("self-signed.pem"))
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.asked: Counter[str] = Counter()
        self.names: set[str] = set()
        self.closing = threading.Event()

    @classmethod
    def started(cls, secure: bool = False) -> Site:
        """Return a server that answers already."""
        site = cls(secure)
        threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return site

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet when the other side hangs up."""

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://127.0.0.1:{self.server_port}{path}"


def free_port() -> int:
    """Return a port that nothing listens on."""
    site = Site()
    site.server_close()
    return site.server_port


def stop(site: Site) -> None:
    """Stop a server and everything that still waits in it."""
    site.closing.set()
    site.shutdown()
    site.server_close()
    time.sleep(0.01)
