"""What is asked of the file while people stand at the door: no statement may take longer because the event is larger.

A plan that reads a whole table shows in an event of three people as in one of a hundred thousand.
"""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.actions.door.check_in import undo
from kiosk.actions.keeping.backup import open_checked
from kiosk.store import log
from kiosk.store.records import Records
from tests.making import Desk

_GROWING = re.compile(r"SCAN (?:\w+ )?(op|scan|attendee|presence|ticket|badge)\b")


@pytest.fixture
def records(closed: Path):
    """An event opened as a desk opens it in the morning, nothing asked of it yet."""
    opened = open_checked(closed)
    yield opened
    opened.close()


def whole_tables(records: Records, act: Callable[[], object]) -> list[str]:
    """The statements of ``act`` that read a growing table from end to end."""
    asked: list[str] = []
    connection = records.file.connection
    connection.set_trace_callback(asked.append)
    try:
        act()
    finally:
        connection.set_trace_callback(None)
    assert asked, "nothing was asked: the test looks at the wrong connection"
    return [statement for statement in asked if _GROWING.search(plan(connection, statement))]


def plan(connection: sqlite3.Connection, statement: str) -> str:
    """How SQLite goes about a statement; nothing for one that reads nothing."""
    if not statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
        return ""
    return " ; ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"))


def test_a_plan_that_reads_a_whole_table_is_seen(records: Records):
    found = whole_tables(records, lambda: records.file.connection.execute("SELECT SUM(hlc) FROM op").fetchone())
    assert found == ["SELECT SUM(hlc) FROM op"]


def test_the_first_scan_after_opening_reads_no_table_whole(records: Records):
    person = records.people.all()[1]
    assert whole_tables(records, lambda: Desk(records).scan(person.ticket_code, "10:05")) == []


def test_a_second_beep_an_exit_and_a_forged_code_read_no_table_whole(records: Records):
    desk, person = Desk(records), records.people.all()[1]
    desk.scan(person.ticket_code, "10:05")
    for text, clock in ((person.ticket_code, "10:05"), (person.ticket_code, "10:30"), ("9" * 34, "10:31")):
        assert whole_tables(records, lambda text=text, clock=clock: desk.scan(text, clock)) == []


def test_taking_a_scan_back_reads_no_table_whole(records: Records):
    answer = Desk(records).scan(records.people.all()[1].ticket_code, "10:05")
    assert whole_tables(records, lambda: undo(records, answer.scan_id, "a mistake")) == []


def test_what_was_taken_back_is_told_without_reading_the_log(records: Records):
    assert whole_tables(records, records.scans.voided) == []


def test_the_lines_of_one_log_are_checked_without_reading_the_others(records: Records):
    (log_id, *_others) = records.journal.chain_heads()
    assert whole_tables(records, lambda: list(log.broken(records.file.connection, log_id))) == []
