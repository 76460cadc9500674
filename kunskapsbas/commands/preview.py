"""``kb preview``: the site in a browser, page by page as it is written."""

from __future__ import annotations

import argparse
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from .common import OK, USAGE, positive, say, show, tell

if TYPE_CHECKING:
    from .common import Commands

FIRST_PORT, PORTS = 8010, 20


def add(commands: Commands) -> None:
    """Add ``kb preview``."""
    preview = commands.add_parser("preview", help="visa webbplatsen i webbläsaren medan du skriver")
    preview.add_argument("page", nargs="?", metavar="SIDA", help="sidan att börja med (annars den du ändrade senast)")
    preview.add_argument("--port", type=positive, default=FIRST_PORT, help="portens nummer på den här datorn")
    preview.add_argument("--no-open", action="store_true", help="öppna ingen webbläsare")
    preview.set_defaults(run=run)


def run(root: Path, options: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    from ..content import page_paths
    from ..preview.choosing import last_changed
    from ..preview.places import Places, address_of
    from ..preview.serving import News, Server, finder
    from ..preview.session import Session

    page = options.page or last_changed(root)
    page = page.removesuffix(".md").removesuffix(".html").strip("/")
    if f"{page}.md" not in page_paths(root):
        return say(f"Sidan {page} finns inte. Skriv den som strategy/kostnader.", USAGE)
    places, news = Places(root), News()
    for port in range(options.port, options.port + PORTS):
        try:
            server = Server(port, finder(places.desk, places.site), news)
            break
        except (OSError, OverflowError):
            continue
    else:
        return say(
            f"Ingen port är ledig mellan {options.port} och {options.port + PORTS - 1}. Ange en med --port.", USAGE
        )
    session = Session(root, news, tell)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/{address_of(page)}"
    show(f"Förhandsvisning: {address}")
    tell("Spara en sida, så visas den på nytt. Avsluta med Ctrl-C. Första gången byggs hela webbplatsen.")
    if not options.no_open:
        webbrowser.open(address)
    try:
        session.run()
    except KeyboardInterrupt:
        tell("Förhandsvisningen är avslutad.")
    finally:
        session.stop()
        server.shutdown()
        server.server_close()
    return OK
