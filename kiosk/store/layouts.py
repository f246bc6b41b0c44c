"""An event's own layouts in SQLite: the text of each file and its pictures, folded from their operations."""

import base64
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.core.operation import Kind, Operation, latest_fields
from kiosk.store import log


@dataclass(frozen=True, slots=True)
class OwnLayout:
    """A layout file as the event keeps it: its text, and its pictures by file name."""

    name: str
    toml: str
    pictures: Mapping[str, bytes]


def fold(connection: sqlite3.Connection, operations: Iterable[Operation]) -> None:
    """Bring the rows of the layouts concerned up to date."""
    for name in {op.subject for op in operations}:
        fields = latest_fields(log.of_subject(connection, Kind.LAYOUT, name))
        connection.execute("DELETE FROM layout WHERE name = ?", (name,))
        if not fields.get("removed") and "toml" in fields:
            pictures = json.dumps(fields.get("pictures", {}), sort_keys=True)
            connection.execute("INSERT INTO layout VALUES (?, ?, ?)", (name, fields["toml"], pictures))


def read(connection: sqlite3.Connection) -> dict[str, OwnLayout]:
    """All of them by name, in the order of their names."""
    rows = connection.execute("SELECT name, toml, pictures FROM layout ORDER BY name")
    return {name: OwnLayout(name, toml, _decoded(pictures)) for name, toml, pictures in rows}


def layout_fields(toml: str, pictures: Mapping[str, bytes]) -> dict[str, object]:
    """A layout as the log keeps it: pictures in base64."""
    encoded = {name: base64.b64encode(content).decode("ascii") for name, content in pictures.items()}
    return {"toml": toml, "pictures": encoded, "removed": False}


def kept(name: str, payload: Mapping[str, Any]) -> OwnLayout:
    """A layout from the fields of an operation."""
    return OwnLayout(name, payload.get("toml", ""), _contents(payload.get("pictures", {})))


def _decoded(pictures: str) -> dict[str, bytes]:
    return _contents(log.from_json(pictures))


def _contents(pictures: Mapping[str, str]) -> dict[str, bytes]:
    return {name: base64.b64decode(content) for name, content in pictures.items()}
