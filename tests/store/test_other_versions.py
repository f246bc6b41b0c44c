"""What desks of another version, and of another clock, make of one another's operations."""

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.actions.desks import sync
from kiosk.actions.keeping.backup import doctor
from kiosk.actions.people.manage_roster import edit_attendee
from kiosk.core.access import Role
from kiosk.core.answer_shape import answer_of
from kiosk.core.operation import Kind
from kiosk.core.programme import Admission, Tracking
from kiosk.core.programmes.partnering import Result
from kiosk.core.roster import Attendee, Status
from kiosk.core.scan import Verdict
from kiosk.store import event_file, log, sync_rows
from kiosk.store.records import Records
from tests import making
from tests.making import Desk, moment

HOUR_NS = 3_600_000_000_000


@pytest.fixture
def newer(event: Records) -> Records:
    """The desk whose operations arrive."""
    return event


@pytest.fixture
def older(tmp_path: Path) -> Iterator[Records]:
    records = Records(event_file.create(tmp_path / "older.kiosk"), "laptop-2")
    yield records
    records.close()


def rows_beyond(records: Records, known: dict[str, int]) -> list[log.Row]:
    db = records.file.connection
    return [row for name in sync_rows.heads(db) for row in sync_rows.rows_after(db, name, known.get(name, 0), 10_000)]


def tell(teller: Records, listener: Records) -> None:
    sync.take_in(listener, rows_beyond(teller, sync_rows.heads(listener.file.connection)))


def scan_of_a_newer_program(
    records: Records, person: Attendee, verdict: str, at: datetime, *, accepted: bool, direction: str
) -> None:
    """A scan as this program writes it, but for its verdict and a field, which this program has never seen."""
    model = Desk(records, "model").scan(person.ticket_code, "09:00", session="E")
    payload = dict(records.journal.operation(model.scan_id).payload)
    payload |= {"verdict": verdict, "accepted": accepted, "quota": {"left": [3]}, "desk": "desk 1", "code": "1"}
    with records.transaction():
        records.append(Kind.SCAN, person.id, payload, at=at, op_id=f"{verdict}/{at}", session="F", direction=direction)


def inside(records: Records) -> int:
    return records.scans.counts().get("F", [0, 0])[1]


def test_an_admission_with_a_verdict_of_a_newer_program_counts_like_any_other(newer: Records, older: Records):
    (person,) = making.add_people(newer, 1)
    scan_of_a_newer_program(newer, person, "admitted_by_quota", moment("10:40"), accepted=True, direction="in")
    tell(newer, older)
    assert inside(older) == inside(newer) == 1
    assert not list(sync_rows.all_set_aside(older.file.connection))
    scan = older.scans.newest(1)[0]
    assert scan.payload["verdict"] == "admitted_by_quota"
    assert scan.payload["quota"] == {"left": [3]}
    assert answer_of(scan).verdict is Verdict.ADMITTED
    assert doctor(older).sound


def test_an_exit_and_a_refusal_with_verdicts_of_a_newer_program_do_what_they_did_there(newer: Records, older: Records):
    one, two = making.add_people(newer, 2)
    for person in (one, two):
        scan_of_a_newer_program(newer, person, "admitted_by_quota", moment("10:40"), accepted=True, direction="in")
    scan_of_a_newer_program(newer, one, "sent_home", moment("10:50"), accepted=True, direction="out")
    scan_of_a_newer_program(newer, two, "door_closed", moment("10:50"), accepted=False, direction="out")
    tell(newer, older)
    assert inside(older) == inside(newer) == 1
    verdicts = {scan.payload["verdict"]: answer_of(scan).verdict for scan in older.scans.all()}
    assert verdicts["sent_home"] is Verdict.LEFT
    assert verdicts["door_closed"] is Verdict.NOT_ELIGIBLE


def test_the_older_desk_answers_after_such_an_admission(newer: Records, older: Records):
    (person,) = making.add_people(newer, 1)
    scan_of_a_newer_program(newer, person, "admitted_by_quota", moment("10:40"), accepted=True, direction="in")
    tell(newer, older)
    again = Desk(older, "desk 2").scan(person.ticket_code, "10:45", "in", session="F")
    assert (again.verdict, again.previous.verdict) == (Verdict.ALREADY_IN, Verdict.ADMITTED)


def said_by_a_newer_program(records: Records, kind: Kind, subject: str, **fields: object) -> None:
    with records.transaction():
        records.append(kind, subject, fields, at=moment("10:40"))


@pytest.mark.parametrize(
    ("told", "verdict", "registered"),
    [
        ({}, Verdict.NOT_CONFIRMED, 1),
        ({"stands": False}, Verdict.NOT_CONFIRMED, 1),
        ({"stands": True}, Verdict.ADMITTED, 2),
    ],
)
def test_somebody_in_a_state_of_a_newer_program_is_kept_and_counts_only_where_it_says_so(
    newer: Records, older: Records, told: dict, verdict: Verdict, registered: int
):
    person, _other = making.add_people(newer, 2)
    fields = {"status": "invited_twice", "affiliation": "새 회사", "quota": [1], **told}
    said_by_a_newer_program(newer, Kind.ATTENDEE, person.id, **fields)
    tell(newer, older)
    assert not list(sync_rows.all_set_aside(older.file.connection))
    assert older.people.get(person.id).affiliation == "새 회사"
    assert sum(one.is_registered for one in older.people.all()) == registered
    assert Desk(older, "desk 2").scan(person.ticket_code, "10:45", session="E").verdict is verdict
    assert next(op for op in older.people.changes_of(person.id) if "quota" in op.payload).payload == fields
    assert doctor(older).sound


def test_a_state_known_here_counts_as_such_whatever_an_earlier_one_said_of_itself(newer: Records, older: Records):
    (person,) = making.add_people(newer, 1)
    said_by_a_newer_program(newer, Kind.ATTENDEE, person.id, status="invited_twice", stands=True)
    said_by_a_newer_program(newer, Kind.ATTENDEE, person.id, status="cancelled")
    tell(newer, older)
    assert older.people.get(person.id).status is Status.CANCELLED


def test_a_session_with_rules_of_a_newer_program_keeps_its_scans(newer: Records, older: Records):
    (person,) = making.add_people(newer, 1)
    Desk(newer).scan(person.ticket_code, "10:35", session="F")
    said_by_a_newer_program(newer, Kind.SESSION, "F", admission="by_raffle", tracking="every_hour")
    tell(newer, older)
    session = older.programme.sessions()["F"]
    assert (session.admission, session.tracking) == (Admission.REGISTERED, Tracking.ENTRY_EXIT)
    assert inside(older) == 1
    assert not list(sync_rows.all_set_aside(older.file.connection))
    assert doctor(older).sound


def test_a_role_of_a_newer_program_is_the_least_and_an_outcome_of_one_says_nothing(newer: Records, older: Records):
    pin = {"n": 2, "r": 1, "p": 1, "salt": "00", "hash": "00"}
    said_by_a_newer_program(newer, Kind.OPERATOR, "김", role="auditor", pin=pin)
    meeting = {"session": "F", "table": "1", "company": "a", "partner": "b", "proposal": "", "result": "signed"}
    times = {"starts_at": "2024-02-27T01:00:00Z", "ends_at": "2024-02-27T01:30:00Z"}
    said_by_a_newer_program(newer, Kind.MEETING, "F/1", **meeting, **times)
    tell(newer, older)
    assert [operator.role for operator in older.operators.all().values()] == [Role.OPERATOR]
    assert [meeting.result for meeting in older.programme.meetings()] == [Result.PLANNED]
    assert doctor(older).sound


def test_whoever_corrects_what_a_desk_with_a_fast_clock_wrote_has_the_last_word(
    newer: Records, older: Records, monkeypatch: pytest.MonkeyPatch
):
    (person,) = making.add_people(newer, 1)
    now = time.time_ns()
    monkeypatch.setattr(log.time, "time_ns", lambda: now + 2 * HOUR_NS)
    edit_attendee(newer, person.id, {"title": "first"})
    monkeypatch.setattr(log.time, "time_ns", lambda: now)
    tell(newer, older)
    assert older.people.get(person.id).title == "first"
    edit_attendee(older, person.id, {"title": "corrected"})
    tell(older, newer)
    assert [records.people.get(person.id).title for records in (older, newer)] == ["corrected", "corrected"]


@pytest.mark.parametrize(
    ("numbers", "known", "taken"),
    [
        ([1, 2, 3], 0, [1, 2, 3]),
        ([1, 3], 0, [1]),  # what comes after a hole waits until the hole is filled
        ([3], 1, []),
        ([2, 3], 1, [2, 3]),
        ([1, 2, 2, 1, 3], 1, [2, 3]),
        ([2, 1], 0, [1]),
    ],
)
def test_of_each_log_only_what_follows_without_a_hole_is_taken(numbers: list[int], known: int, taken: list[int]):
    rows = [("log", number) for number in numbers]
    assert [row[1] for row in sync_rows.new_rows(rows, {"log": known})] == taken
