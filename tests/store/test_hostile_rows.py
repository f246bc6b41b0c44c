"""Rows of another desk that say anything at all: kind by field by value.  Whatever comes is folded or set aside with a
reason and its desk; everything can be read afterwards, a known person is let in, and the rest of the rows counts.
"""

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from kiosk import clock
from kiosk.actions.desks import sync
from kiosk.actions.desks.conflicts import conflicts_of, entered_twice
from kiosk.actions.desks.sync_setup import set_aside_of
from kiosk.actions.door.check_in import situation_of
from kiosk.actions.door.overview import overview_of
from kiosk.actions.door.people_index import read_people
from kiosk.actions.event import read_everything
from kiosk.actions.keeping.backup import doctor
from kiosk.actions.keeping.privacy import privacy_of
from kiosk.actions.mails.words import mail_words
from kiosk.actions.office.audit import audit_trail
from kiosk.actions.office.board import read_board
from kiosk.actions.office.figures import read_census
from kiosk.actions.office.report_attendance import attendance_of_all
from kiosk.actions.office.roll_call import read_roll_call
from kiosk.actions.papers.certificate_register import certificate_states
from kiosk.actions.papers.issue_certificates import judge
from kiosk.actions.people.person_history import history_of
from kiosk.core.access import Caller, Pin, Role, operator_fields
from kiosk.core.checkin import decide
from kiosk.core.hash_chain import FIRST, chain_after, digest_of, fixed_columns
from kiosk.core.kept_figures import payload_of
from kiosk.core.operation import Kind, Operation
from kiosk.core.scan import Asked, Scan
from kiosk.store import log, sync_rows, trial
from kiosk.store.records import Records
from tests import making
from tests.making import DAY, Desk, moment

ROWS = 1_000
"""Tried in every run; ``--size`` makes it so many times more."""
EVIL = "laptop-evil"
WHO = ["0000000000001", "0000000000002"]
KEY = "ab" * 32
SIGNATURE = {"by": KEY, "signature": "cd" * 64}

VALUES: list[object] = [
    None, True, False, 0, -1, 1, 7, 10**9, 2**62, 2**63, -(2**63), 10**30, 1e308, -0.5, 0.5, "", "x", "0",
    "admitted", "in",
    "out", "F", "E", "R", "P", "no such", *WHO, "가" * 300, "a" * 70_000, "\ud800", "\x00", "\u2028",
    "2024-02-28",
    "2024-02-28T01:00:00Z", "2024-02-28T01:00:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59-14:00",
    "Asia/Seoul", "../../etc/passwd", "Nowhere/Land", [], [[]], ["F"], [1], [None], {}, {"ko": "x"}, {"ko": 1},
    {"x": {}},
    {"same": True}, {"n": 2, "r": 1, "p": 1, "salt": "00", "hash": "00"}, {"n": 2**30, "r": 9, "p": 9,
    "salt": "", "hash": ""},
    {"minimum_sessions": 1, "minimum_share": 0.5, "required": ["F"]}, {"minimum_sessions": "1"},
    {"lock_after_minutes": 10**12, "scan_while_locked": 1}, {"consent_text": 1}, {"seal.png": "!"},
    {"a.png": "aGFsbG8="},
    {"at": "yesterday", "desk": 1}, {"id": "x", "name": "x", "affiliation": "x", "category": "x", "more": 1},
]  # fmt: skip
COLUMN_VALUES: dict[str, list[object]] = {
    "subject": ["", "x", *WHO, "event", "F", "no such", "가" * 2_000, "1" * 13, "\u0663" * 13, "a\nb", "김"],
    "session": [None, "", "F", "E", "no such", "가" * 500],
    "direction": [None, "", "in", "out", "sideways"],
    "wall_us": [0, -1, 2**62, -(2**62), 10**15, 4 * 10**16],
    "offset_us": [0, -(2**62), 2**62, 10**15, 10**13],
    "hlc": [0, -1, 1, 2**62, 2**63 - 1, (10**13) << 16],
    "v": [-1, 0, 1, 99, 2**40],
    "op_id": ["", "x", "scan-1", "y" * 5_000],
    "operator": ["", "x", "김", "y" * 5_000],
    "kind": ["", "scan", "event", "attendee", "no such kind", "x" * 5_000],
}

SOUND: dict[Kind, tuple[str, dict[str, object]]] = {
    Kind.EVENT: ("event", {
        "names": {"ko": "하루"}, "timezone": "Asia/Seoul", "places": {}, "organisers": {}, "hosts": {},
        "seal": "",
        "certificate_rule": {"minimum_sessions": 1, "minimum_share": 0.0, "required": []}, "first_day": None,
        "last_day": None, "tag": "1234", "secret": "00" * 32, "access": {"lock_after_minutes": 5,
        "scan_while_locked": True},
        "privacy": {"consent_text": "x", "version": 1, "keep_until": None}, "badge_layout": "badge",
        "name": "x",
        "mail_subjects": {"ko": "x"}, "mail_bodies": {"ko": "x"},
    }),
    Kind.SESSION: ("F", {
        "titles": {"ko": "x"}, "kind": "talk", "room": "Hall", "starts_at": "2024-02-28T01:00:00Z",
        "title_en": "x",
        "ends_at": "2024-02-28T02:00:00Z", "capacity": 3, "admission": "open", "categories": [],
        "tracking": "entry",
        "counts": True, "opens_before": 20, "closes_after": 20, "minimum_share": 0.0, "speakers": [],
        "removed": False,
    }),
    Kind.ATTENDEE: (WHO[0], {
        "name": "x", "affiliation": "x", "category": "산", "email": "x@y.kr", "phone": "010", "sessions": ["F"],
        "status": "registered", "language": "ko", "listed": {"name": "x"}, "stands": True, "removed": False,
        "consent": "x",
    }),
    Kind.TICKET: (WHO[0], {"key": WHO[0], "code": "", "revokes": []}),
    Kind.SCAN: (WHO[0], {
        "text": "x", "code": WHO[0], "desk": "d", "reason": "", "accepted": True, "overridden": False,
        "badge_due": False,
        "left": [], "verdict": "admitted", "asked": None, "attendee": None, "opens_next": None,
        "previous": None,
        "operator": "", "override": "", "room": "",
    }),
    Kind.VOID: ("scan-1", {"reason": "x", "operator": ""}),
    Kind.BADGE: (WHO[0], {"fingerprint": "x", "reason": ""}),
    Kind.CERTIFICATE: (WHO[0], {
        "serial": "A-1", "basis": {}, "series": "completion", "session": "", "layout": "certificate",
        "form": "x",
        "language": "ko", "hash": "x", "replaces": "", "reason": "", "fields": {"name": "x"},
    }),
    Kind.REVOKE: (WHO[0], {"serial": "A-1", "reason": "x"}),
    Kind.FORM: ("hash", {"toml": "x", "pictures": {}}),
    Kind.MAIL: (WHO[0], {"state": "sent", "of": "x", "address": "x@y.kr", "content": "x", "server": "x"}),
    Kind.LAYOUT: ("badge-x", {"toml": "x", "pictures": {}, "removed": False}),
    Kind.MEETING: ("F/1", {
        "session": "F", "table": "1", "company": "a", "partner": "b", "proposal": "", "result": "planned",
        "starts_at": "2024-02-28T01:00:00Z", "ends_at": "2024-02-28T01:30:00Z", "removed": False,
    }),
    Kind.OPERATOR: ("김", {
        "role": "organiser", "pin": {"n": 2, "r": 1, "p": 1, "salt": "00", "hash": "00"}, "removed": False,
    }),
    Kind.CLOCK: ("log", {"offset_us": 0, "round_trip_us": 8}),
    Kind.MERGE: (WHO[0], {"into": WHO[1], "same": True}),
    Kind.ACCEPT: ("scan-1", {"reason": "x"}),
    Kind.IMPORT: ("list", {
        "file": "x.csv", "list": "x", "headers": ["x"], "mapping": {}, "taken_back": False, "count": 1,
        "new": 1, "changed": 0,
    }),
    Kind.SIGN_IN: ("김", {"outcome": "wrong"}),
    Kind.GRANT: (KEY, {"history": {"log": [1, "ab"]}, "laptop": "x", "sealed": True, "signed": SIGNATURE}),
    Kind.WITHDRAW: (KEY, {"history": {"log": [1, "ab"]}, "signed": SIGNATURE}),
    Kind.LAPTOP: (KEY, {"vouched": SIGNATURE, "heads": {"log": [1, "ab"]}, "signed": SIGNATURE}),
    Kind.SEAL: (EVIL, {"heads": {"log": [1, "ab"]}, "signed": SIGNATURE}),
}  # fmt: skip


def _written(kind: str, subject: str, payload: dict[str, object], **columns: object) -> Operation:
    """A line of a log of its own, as whoever can program may write it: its digest and chain are right."""
    writer = log.Writer(EVIL)
    op = writer.operation(Kind.SCAN, "x", payload, wall_us=1_709_000_000_000_000)
    direction, session = ("in", "F") if kind == Kind.SCAN else (None, None)
    op = replace(op, **{"kind": kind, "subject": subject, "session": session, "direction": direction} | columns)
    if kind == Kind.CLOCK and subject == "log":
        op = replace(op, subject=op.log_id)
    try:
        digest = digest_of(op.nonce, op.subject, op.operator, op.text)
        return replace(op, digest=digest, chain=chain_after(FIRST, fixed_columns(op), digest))
    except UnicodeError:
        return op


def hostile_rows(count: int) -> Iterator[tuple[str, log.Row]]:
    """``count`` rows, each with a name: a kind with one field, or one column, that is not as it is to be."""
    every = [(kind, field, value) for kind, (_, sound) in SOUND.items() for field in (*sound, None) for value in VALUES]
    columns = [(f"column {name}", value) for name, told in COLUMN_VALUES.items() for value in told]
    every += [(kind, field, value) for kind in SOUND for field, value in columns]
    chosen = random.sample(every, min(count, len(every)))
    for kind, field, value in chosen + random.choices(every, k=count - len(chosen)):
        subject, sound = SOUND[kind]
        row = log.row_of(_row_with(kind, subject, sound, field, value))
        yield f"{kind} {field} {value!r:.40}", row


def _row_with(kind: Kind, subject: str, sound: dict[str, object], field: str | None, value: object) -> Operation:
    if field is None:
        return _written(kind, subject, {name: value for name in sound if random.random() < 0.7})
    if field.startswith("column "):
        name = field.removeprefix("column ")
        columns = {name: value} if name not in ("kind", "subject") else {}
        named = value if name == "kind" else kind, value if name == "subject" else subject
        return _written(*named, dict(sound), **columns)
    return _written(kind, subject, {**sound, field: value})


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    """An event with people and scans, in which everything is in order."""
    event = making.new_event(tmp_path_factory.mktemp("rows"))
    people = making.add_people(event, 3)
    with event.transaction():
        for number in WHO:
            event.append(Kind.ATTENDEE, number, {"name": number, "category": "산"}, at=DAY)
    door = Desk(event)
    for number, person in enumerate(people[:2]):
        door.scan(person.ticket_code, "10:00", session="E", id=f"scan-{number}")
    yield as_organiser(event)
    event.close()


def as_organiser(event: Records) -> Records:
    """The event in the name of somebody who may read it, whatever operators others name."""
    with event.transaction():
        event.append(Kind.OPERATOR, "오", operator_fields(Role.ORGANISER, Pin(2, 1, 1, "00", "00")), at=DAY)
    return event.by(Caller("오"))


def everything_read(records: Records) -> None:
    """Whatever screens, papers and commands ask of an event."""
    read_everything(records)
    now = moment("10:30")
    for read in (
        attendance_of_all, conflicts_of, entered_twice, audit_trail, set_aside_of, judge, certificate_states,
        privacy_of, mail_words, read_people, overview_of,
    ):  # fmt: skip
        found = read(records)
        if isinstance(found, Iterator):
            list(found)
    for read_at in (read_census, read_board, read_roll_call):
        read_at(records, now)
    for person in records.people.all():
        history_of(records, person.id)


class UndoneError(Exception):
    """Nothing of the block is to stay."""


def test_a_row_that_says_anything_is_folded_or_set_aside_and_stops_nothing(records: Records, size: int):
    known = records.people.all()[2]
    kept = sync_rows.heads(records.file.connection)
    aside = 0
    for number, (name, row) in enumerate(hostile_rows(ROWS * size)):
        honest = log.row_of(_written(Kind.ATTENDEE, f"{number + 10:013d}", {"name": "after it"}))
        try:
            with suppress(UndoneError), records.transaction():
                taken = records.take_in([row, honest])
                found = list(sync_rows.all_set_aside(records.file.connection))
                assert f"{number + 10:013d}" in {op.subject for op in taken}, "what came with it counts"
                assert len(found) + len(taken) == 2, "it counts, or is kept with its reason"
                assert all(line.desk_id == EVIL and line.reason for line in found)
                everything_read(records)
                beam = Scan(f"s{number}", known.ticket_code, moment("10:35"), "door", session="R", asked=Asked.IN)
                assert decide(beam, situation_of(records, beam)).verdict
                aside += len(found)
                raise UndoneError
        except BaseException as trouble:
            trouble.add_note(name)
            raise
    assert aside > ROWS / 4
    assert sync_rows.heads(records.file.connection) == kept


def test_all_of_them_together_leave_a_sound_event(tmp_path: Path):
    event = as_organiser(making.new_event(tmp_path))
    rows = [row for _name, row in hostile_rows(ROWS // 4) if row[5] != Kind.PURGE]
    for start in range(0, len(rows), 50):
        with event.transaction():
            event.take_in(rows[start : start + 50])
    everything_read(event)
    assert doctor(event).sound
    event.close()


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_a_number_is_its_own_persons_whoever_else_is_given_it(tmp_path: Path, order: tuple[int, ...]):
    mine, thief = WHO
    kinds = (
        (Kind.TICKET, thief, {"key": mine, "code": "", "revokes": []}), (Kind.ATTENDEE, mine, {"name": "가"}),
        (Kind.TICKET, mine, {"key": mine, "code": "", "revokes": []}), (Kind.SCAN, *SOUND[Kind.SCAN]),
    )  # fmt: skip
    event = as_organiser(making.new_event(tmp_path))
    with event.transaction():
        event.append(Kind.ATTENDEE, thief, {"name": "나"}, at=DAY)
    for place in order:
        with event.transaction():
            event.take_in([log.row_of(_written(*kinds[place]))])
    owners = event.file.connection.execute("SELECT person FROM scan").fetchall()
    assert (owners, doctor(event).sound) == ([(mine,)], True)
    event.close()


def test_a_line_whose_chain_or_content_is_not_as_written_does_not_count(records: Records):
    op = _written(Kind.ATTENDEE, "0000000000009", {"name": "written"})
    with suppress(UndoneError), records.transaction():
        for changed, reason in (
            (replace(op, payload={"name": "changed"}, text=""), "changed"), (replace(op, chain=b"x" * 32),
            "chain"),
            (replace(op, session="F"), "chain"),
        ):  # fmt: skip
            named = replace(changed, log_id=log.new_uuid7()) if reason == "changed" else changed
            if reason == "changed":
                named = replace(named, chain=chain_after(FIRST, fixed_columns(named), named.digest))
            with suppress(UndoneError):
                assert records.take_in([log.row_of(named)]) == []
                (found,) = sync_rows.all_set_aside(records.file.connection)
                assert found.reason == reason
                records.file.connection.execute("DELETE FROM set_aside")
        assert records.people.get("0000000000009") is None
        raise UndoneError


def test_a_clock_further_ahead_than_a_day_neither_counts_nor_carries_others_along(records: Records):
    ahead = int((clock.now() + timedelta(hours=25)).timestamp() * 1000) << 16
    near = int((clock.now() + timedelta(hours=23)).timestamp() * 1000) << 16
    with suppress(UndoneError), records.transaction():
        rows = [log.row_of(_written(Kind.ATTENDEE, WHO[0], {"title": f"{hlc}"}, hlc=hlc)) for hlc in (ahead, near)]
        records.take_in(rows)
        assert [line.reason for line in sync_rows.all_set_aside(records.file.connection)] == ["clock_ahead"]
        assert records.people.get(WHO[0]).title == f"{near}"
        records.append(Kind.ATTENDEE, WHO[0], {"title": "later"}, at=DAY)
        assert records.people.get(WHO[0]).title == "later"
        raise UndoneError


@pytest.mark.parametrize("kind", [Kind.SCAN, Kind.BADGE])
def test_what_happened_at_a_laptop_whose_clock_is_ahead_counts_and_carries_nobody_along(records: Records, kind: Kind):
    ahead = int((clock.now() + timedelta(days=40)).timestamp() * 1000) << 16
    subject, payload = SOUND[kind]
    with suppress(UndoneError), records.transaction():
        op = _written(kind, subject, payload, hlc=ahead)
        assert [taken.op_id for taken in records.take_in([log.row_of(op)])] == [op.op_id]
        assert list(sync_rows.all_set_aside(records.file.connection)) == []
        own = records.new_operation(Kind.ATTENDEE, WHO[0], {"title": "x"}, at=DAY)
        assert own.hlc < ahead
        assert log.last_hlc(records.file.connection, trial.furthest_clock(), "another") < ahead
        raise UndoneError


def test_a_scan_of_a_laptop_whose_clock_was_ahead_is_erased_with_everybody(tmp_path: Path):
    event = as_organiser(making.new_event(tmp_path))
    person = making.add_people(event, 1)[0]
    ahead = timedelta(days=40)
    payload = {**SOUND[Kind.SCAN][1], "text": person.ticket_code, "code": person.id}
    wall = int((clock.now() + ahead).timestamp() * 1e6)
    scan = _written(Kind.SCAN, person.id, payload, hlc=(wall // 1000) << 16, wall_us=wall)
    offset = {"offset_us": -(ahead // timedelta(microseconds=1)), "round_trip_us": 1}
    measured = replace(
        _written(Kind.CLOCK, scan.log_id, offset, hlc=scan.hlc + 1, wall_us=wall), log_id=scan.log_id, seq=2
    )
    measured = replace(measured, chain=chain_after(scan.chain, fixed_columns(measured), measured.digest))
    with event.transaction():
        event.take_in([log.row_of(scan), log.row_of(measured)])
        assert list(sync_rows.all_set_aside(event.file.connection)) == []
    with event.transaction():
        event.append(Kind.PURGE, "event", {"figures": payload_of(read_census(event)), "people": 1}, at=clock.now())
    (content,) = event.file.connection.execute("SELECT payload FROM op WHERE op_id = ?", (scan.op_id,)).fetchone()
    assert (content, event.people.count()) == ("{}", 0)
    event.close()


def test_no_desk_erases_the_people_of_an_event_that_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    start = clock.now()
    running = replace(making.session("N"), starts_at=start - timedelta(hours=1), ends_at=start + timedelta(hours=1))
    event = making.new_event(tmp_path, (running,))
    making.add_people(event, 2)
    later = int((start + timedelta(hours=2)).timestamp() * 1e6)
    word = _written(Kind.PURGE, "event", {"figures": payload_of(read_census(event)), "people": 2}, wall_us=later)
    with event.transaction():
        event.take_in([log.row_of(word)])
    assert event.people.count() == 2
    assert [line.reason for line in sync_rows.all_set_aside(event.file.connection)] == ["event_not_over"]
    sync.heed_early_words(event)
    assert event.people.count() == 2, "nor at the next exchange"
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(hours=3))
    sync.heed_early_words(event)
    assert (event.people.count(), list(sync_rows.all_set_aside(event.file.connection))) == (0, [])
    event.close()
