"""Whether there is a newer version: asked only when somebody asks, and only of the address that was set on this laptop.

The address holds ``{"version": "0.2.0", "page": "https://…"}``; nothing about this laptop or an event is sent to it.
"""

import json
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urlsplit

from packaging.version import InvalidVersion, Version

from kiosk import version
from kiosk.errors import KioskError

PATIENCE_S = 10
_MOST = 10_000  # bytes


@dataclass(frozen=True, slots=True)
class Release:
    """A version that is there to be had, and the page that tells how; ``is_newer`` than the one that runs."""

    version: str
    page: str
    is_newer: bool


def ask(address: str) -> Release:
    """Ask ``address``, http or https; raises ``newer.no_address``, ``newer.unreachable`` and ``newer.unreadable``."""
    if urlsplit(address).scheme not in ("http", "https"):
        raise KioskError("newer.no_address", address=address)
    try:
        asked = urllib.request.Request(address, headers={"User-Agent": version.NAME})
        with urllib.request.urlopen(asked, timeout=PATIENCE_S) as answer:
            said = answer.read(_MOST)
    except (OSError, HTTPException, ValueError) as error:
        raise KioskError("newer.unreachable", address=address) from error
    try:
        given = json.loads(said)
        offered, page = Version(str(given["version"])), str(given.get("page", ""))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, InvalidVersion) as error:
        raise KioskError("newer.unreadable", address=address) from error
    is_page = urlsplit(page).scheme in ("http", "https")
    return Release(str(offered), page if is_page else "", offered > Version(version.number()))
