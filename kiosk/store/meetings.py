"""Meetings of partnering sessions in SQLite: one row a meeting, folded from its operations."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from kiosk.core.later_words import understood
from kiosk.core.operation import Kind, Operation, as_text, latest_fields
from kiosk.core.programmes.partnering import Meeting, Result
from kiosk.store import log

_FIELDS = ("session", "table", "starts_at", "ends_at", "company", "partner", "proposal", "result")
_NEEDED = set(_FIELDS) - {"result"}


def fold(connection: sqlite3.Connection, operations: Iterable[Operation]) -> None:
    """Bring the rows of the meetings concerned up to date."""
    for meeting_id in {op.subject for op in operations}:
        fields = latest_fields(log.of_subject(connection, Kind.MEETING, meeting_id))
        connection.execute("DELETE FROM meeting WHERE id = ?", (meeting_id,))
        # A result that another desk marked may be here before the meeting itself.
        if fields.pop("removed", False) or not fields.keys() >= _NEEDED:
            continue
        text = json.dumps(fields, ensure_ascii=False, sort_keys=True)
        connection.execute("INSERT INTO meeting VALUES (?, ?, ?)", (meeting_id, fields["session"], text))


def read(connection: sqlite3.Connection, session: str | None = None) -> list[Meeting]:
    """All meetings, or those of one session, in the order of their start and table."""
    where, given = ("", ()) if session is None else (" WHERE session = ?", (session,))
    rows = connection.execute(f"SELECT id, fields FROM meeting{where}", given)
    meetings = [_meeting(meeting_id, log.from_json(text)) for meeting_id, text in rows]
    return sorted(meetings, key=lambda meeting: (meeting.starts_at, meeting.table, meeting.id))


def meeting_fields(meeting: Meeting) -> dict[str, object]:
    """A meeting as the log keeps it: moments as ISO 8601 in UTC; there again, if it had been removed."""
    fields = {name: getattr(meeting, name) for name in _FIELDS}
    moments = (meeting.starts_at, meeting.ends_at)
    starts_at, ends_at = map(as_text, moments)
    return fields | {"starts_at": starts_at, "ends_at": ends_at, "removed": False}


def _meeting(meeting_id: str, fields: Mapping[str, Any]) -> Meeting:
    values: dict[str, Any] = {name: fields.get(name) for name in _FIELDS}
    values |= {name: datetime.fromisoformat(fields[name]) for name in ("starts_at", "ends_at")}
    values["result"] = understood(Result, fields.get("result", Result.PLANNED))
    return Meeting(id=meeting_id, **values)
