"""Taking a scan back."""

import pytest

from kiosk.actions.door.check_in import undo
from kiosk.core.roster import Attendee
from kiosk.core.scan import Verdict
from kiosk.errors import KioskError
from kiosk.store.records import Records
from tests.making import Desk


def test_an_undone_entry_is_as_if_never_scanned(event: Records, desk: Desk, people: list[Attendee]):
    answer = desk.scan(people[0].ticket_code, "10:30", session="F")
    assert event.scans.counts()["F"] == [1, 1]
    assert undo(event, answer.scan_id, " 다른 사람 ") == answer
    assert event.scans.counts()["F"] == [0, 0]
    assert event.scans.movements_of([people[0].id]) == {}
    assert event.scans.voided()[answer.scan_id].payload["reason"] == "다른 사람"
    assert [op.op_id for op in event.scans.newest(1)] == [answer.scan_id]


def test_an_undone_exit_puts_the_person_back(event: Records, desk: Desk, people: list[Attendee]):
    desk.scan(people[0].ticket_code, "10:30", session="F")
    leaving = desk.scan(people[0].ticket_code, "11:00", session="F")
    undo(event, leaving.scan_id, "잘못 찍음")
    assert event.scans.counts()["F"] == [1, 1]


def test_undoing_makes_room(event: Records, desk: Desk, people: list[Attendee]):
    first, _, refused = [desk.scan(person.ticket_code, "11:00", session="P") for person in people]
    assert refused.verdict is Verdict.FULL
    undo(event, first.scan_id, "취소")
    assert desk.scan(people[2].ticket_code, "11:01", session="P").verdict is Verdict.ADMITTED


@pytest.mark.parametrize(("scan_id", "reason", "code"), [
    ("desk 1/1", "", "undo.no_reason"),
    ("desk 1/1", "  ", "undo.no_reason"),
    ("none", "이유", "undo.unknown_scan"),
    ("", "이유", "undo.unknown_scan"),
    ("\ud800", "이유", "undo.unknown_scan"),
])  # fmt: skip
def test_what_cannot_be_undone_is_told(scan_id: str, reason: str, code: str, event: Records, desk: Desk, people):
    desk.scan(people[0].ticket_code, "10:30", session="F")
    with pytest.raises(KioskError, match=code):
        undo(event, scan_id, reason)
    assert event.scans.counts()["F"] == [1, 1]


def test_a_scan_is_undone_once(event: Records, desk: Desk, people: list[Attendee]):
    answer = desk.scan(people[0].ticket_code, "10:30", session="F")
    undo(event, answer.scan_id, "하나")
    with pytest.raises(KioskError, match=r"undo\.already"):
        undo(event, answer.scan_id, "둘")
