"""The codes that a scanned text may carry: in a link or JSON, behind a scanner's mark, a UUID with hyphens or without.

Registration systems put their code into a QR picture in many dresses.  Which of the readings is a code is not decided
here: the caller takes the one it knows, and none if two of them are two people's.
"""

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from kiosk.core.codes.keyboard import LONGEST
from kiosk.core.codes.scanner_marks import bare

_LINK = re.compile(r"[a-z][a-z0-9+.\-]{1,20}:", re.IGNORECASE)
_UUID = re.compile(r"\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?", re.IGNORECASE)
_LABELLED = re.compile(r"(?:ticket|code|id|barcode|티켓|코드)\s*[:=#]\s*(\S+)", re.IGNORECASE)
_SHORTEST = 4
_MOST = 40
_DEEPEST = 4


def carried(text: str) -> Iterator[str]:
    """Every reading of ``text`` but itself that may be somebody's code, each once, the likeliest first."""
    if len(text) > LONGEST:
        return
    seen = {text}
    for reading in _readings(text):
        for form in (reading, *_forms_of_uuid(reading)):
            if form not in seen and len(form) >= _SHORTEST:
                seen.add(form)
                yield form
        if len(seen) > _MOST:
            return


def _readings(text: str) -> Iterator[str]:
    for plain in bare(text.strip()):
        yield plain
        yield from _in_json(plain)
        if _LINK.match(plain) or "?" in plain:
            yield from _in_link(plain)
        labelled = _LABELLED.fullmatch(plain)
        if labelled:
            yield labelled[1]


def _in_link(link: str) -> Iterator[str]:
    """The values of a link's query, then the parts of its path from the last."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return
    for query in (parts.query, parts.fragment):
        for _name, value in parse_qsl(query):
            yield value
    yield from (unquote(part) for part in reversed(re.split("[/:]", parts.path)) if part)
    if parts.fragment:
        yield from reversed(unquote(parts.fragment).split("/"))


def _in_json(text: str) -> Iterator[str]:
    if not text.startswith(("{", "[")):
        return
    try:
        yield from _values(json.loads(text), 0)
    except (ValueError, RecursionError):
        return


def _values(held: object, depth: int) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, int) and not isinstance(held, bool):
        yield str(held)
    elif depth < _DEEPEST and isinstance(held, dict | list):
        for value in held.values() if isinstance(held, dict) else held:
            yield from _values(value, depth + 1)


def _forms_of_uuid(text: str) -> Iterator[str]:
    found = _UUID.fullmatch(text)
    if found:
        yield "-".join(found.groups())
        yield "".join(found.groups())
