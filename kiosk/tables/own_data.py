"""People as this program writes them in JSON, brought back: the export (``.json``) and ``kiosk attendees --json``."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from kiosk.errors import KioskError
from kiosk.tables.encodings import decode
from kiosk.tables.table import Table

_FORMAT = '"kiosk-export"'
_BEGINNING = 200
_OWN = frozenset({"id", "ticket_code"})
"""Of the event they come from: neither is an id of the list, nor a code of another system."""


def looks_like_own_data(content: bytes) -> bool:
    """Whether the bytes are the export of an event, or lines of its people."""
    beginning = content[:_BEGINNING].decode("utf-8", "replace").lstrip("\ufeff \r\n\t")
    return beginning.startswith("{") and (_FORMAT in beginning or beginning.startswith(('{"id":', '{"id": ')))


def read(content: bytes) -> Table:
    """A table with the names of the fields in its first row and one person in each that follows.

    Raises ``tables.broken_data``, and ``tables.no_people`` for an export after an erasure.
    """
    text, encoding = decode(content)
    try:
        people = _people(text)
        fields = list(dict.fromkeys(name for person in people for name in person if name not in _OWN))
        rows = tuple(tuple(_cell(person.get(name)) for name in fields) for person in people)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise KioskError("tables.broken_data") from error
    if not rows:
        raise KioskError("tables.no_people")
    return Table((tuple(fields), *rows), "people", encoding=encoding)


def _people(text: str) -> Sequence[Mapping[str, Any]]:
    if _FORMAT in text[:_BEGINNING]:
        people: Sequence[Mapping[str, Any]] = json.loads(text).get("people", [])
        return people
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
