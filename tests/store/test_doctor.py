"""The examination of an event file."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.keeping.backup import doctor

TAMPERED = {
    "attendee": "UPDATE attendee SET name = '다른 이름' WHERE rowid = 1",
    "presence": "UPDATE presence SET inside = 1 - inside",
    "session": "DELETE FROM session WHERE code = 'E'",
    "scan": "UPDATE scan SET verdict = 'left'",
    "event": """UPDATE event SET value = '{"ko": "1"}' WHERE field = 'names'""",
}


@pytest.mark.parametrize("table", TAMPERED)
def test_a_read_model_that_differs_from_the_log_is_found_and_made_anew(table: str, closed: Path):
    with closing(sqlite3.connect(closed)) as plain, plain:
        plain.execute(TAMPERED[table])
    with opened(open_event(closed)) as records:
        assert table in doctor(records).differing
        records.rebuild()
        assert doctor(records).sound


def test_the_doctor_changes_nothing(closed: Path):
    content = closed.read_bytes()
    with opened(read_event(closed)) as records:
        doctor(records)
    assert closed.read_bytes() == content
