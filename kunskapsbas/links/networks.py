"""Which addresses belong to the open network. A page's links must not make this machine ask its own network's."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit


def is_public(url: str) -> bool:
    """Tell whether the host of an address lies on the open network, by looking it up (which may take seconds).

    A host that cannot be looked up or read is let through: what is wrong with it shows when it is asked for.
    """
    try:
        host = urlsplit(url).hostname or ""
        found = {info[4][0] for info in socket.getaddrinfo(host, None)} if host else set()
    except (ValueError, OSError, UnicodeError):
        return True
    return all(ipaddress.ip_address(str(address).partition("%")[0]).is_global for address in found)
