"""Whole histories of an event, held against an oracle that knows nothing of the store: it keeps lists of what it saw.

Commands are drawn at random: scans at several desks, in order of time or not, retries, undoing, edits, new codes,
cancellations, people joined and parted, changes of the programme, badges, certificates, meetings, layouts, operators,
clocks measured.  Afterwards every promise is held against the event file.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kiosk.actions.desks.conflicts import join_people, keep_apart
from kiosk.actions.door.check_in import check_in, undo
from kiosk.actions.keeping.backup import doctor
from kiosk.actions.office.report_attendance import attendance_of_all
from kiosk.actions.papers.print_documents import Batch, note_badges
from kiosk.actions.people.manage_roster import add_attendee, attendee, edit_attendee, reissue, set_status
from kiosk.core.access import Caller, Pin, Role, operator_fields
from kiosk.core.operation import Kind
from kiosk.core.programme import Session
from kiosk.core.programmes.partnering import Meeting, Result
from kiosk.core.roster import Attendee, Status
from kiosk.core.scan import Answer, Asked, Scan
from kiosk.errors import KioskError
from kiosk.store import event_file, log, schema
from kiosk.store.layouts import layout_fields
from kiosk.store.meetings import meeting_fields
from kiosk.store.records import Records
from tests import making
from tests.making import A_DAY, moment
from tests.oracle import Doors, doors_of, seconds_of

DESKS = ("desk 1", "desk 2")
CLOCK = moment("09:00")


@dataclass
class Known:
    """What the oracle remembers: every answer by scan id, and what was taken back."""

    answers: dict[str, Answer] = field(default_factory=dict)
    scans: dict[str, Scan] = field(default_factory=dict)
    undone: set[str] = field(default_factory=set)
    codes: list[str] = field(default_factory=list)
    joined: dict[str, str] = field(default_factory=dict)
    """Who stands for somebody entered twice."""

    def moves(self, person: str) -> list[tuple[datetime, str, str]]:
        """Accepted scans of a person that stand: moment, session, way; in the order they were made."""
        own = [
            (answer.at, place, answer.session, answer.direction)
            for place, (scan_id, answer) in enumerate(self.answers.items())
            if answer.accepted and scan_id not in self.undone and answer.person
            if self.joined.get(answer.person.id, answer.person.id) == person
        ]
        return [(at, session, way) for at, _, session, way in sorted(own)]

    def places(self, person: str, sessions: dict[str, Session]) -> Doors:
        """Where a person went in and out."""
        return doors_of(self.moves(person), sessions)

    def seconds(self, person: str, sessions: dict[str, Session]) -> dict[str, float]:
        """Seconds of a person within the hours of each session."""
        return seconds_of(self.places(person, sessions), sessions)


@dataclass
class History:
    """One event while it is played."""

    records: Records
    people: list[Attendee]
    random: Random
    now: datetime = CLOCK
    known: Known = field(default_factory=Known)

    def scan(self) -> None:
        """A scan by a new id; mostly a little later than the one before, now and then of the past."""
        self.now += timedelta(seconds=self.random.choice([0, 1, 3, 5, 6, 60, 600, 1800]))
        at = self.now if self.random.random() < 0.9 else self.now - timedelta(minutes=self.random.randrange(120))
        session = self.random.choice([None, None, *(one.code for one in A_DAY)])
        scan = Scan(
            f"scan-{len(self.known.answers)}",
            self.random.choice([*self.known.codes, "nobody's"]),
            at,
            self.random.choice(DESKS),
            session=session,
            room=self.random.choice([None, "Hall", "Annex", "Side", "Lobby"]),
            asked=self.random.choice([None, None, None, *Asked]),
            override=self.random.choice(["", "", "", "확인함"]),
        )
        self.known.scans[scan.id] = scan
        self.known.answers[scan.id] = check_in(self.records, scan)

    def retry(self) -> None:
        """The same scan id again, whatever else the line says now."""
        if self.known.scans:
            scan_id = self.random.choice(list(self.known.scans))
            again = replace(self.known.scans[scan_id], at=self.now, text=self.random.choice(self.known.codes))
            assert check_in(self.records, again) == self.known.answers[scan_id]

    def take_back(self) -> None:
        """A scan is undone, once."""
        if not self.known.answers:
            return
        scan_id = self.random.choice(list(self.known.answers))
        if scan_id in self.known.undone:
            with pytest.raises(KioskError, match=r"undo\.already"):
                undo(self.records, scan_id, "다시")
            return
        undo(self.records, scan_id, "잘못 찍음")
        self.known.undone.add(scan_id)

    def edit(self) -> None:
        """A correction of a field that changes nothing for attendance."""
        edit_attendee(self.records, self.random.choice(self.people).id, {"title": self.random.choice("가나다")})

    def judge(self) -> None:
        """A registration is cancelled, blocked or restored."""
        set_status(self.records, self.random.choice(self.people).id, self.random.choice(list(Status)), "사유")

    def replace_code(self) -> None:
        """A new code in place of the old; both go on being scanned."""
        self.known.codes.append(reissue(self.records, self.random.choice(self.people).id).ticket_code)

    def walk_in(self) -> None:
        """Somebody nobody expected."""
        person = add_attendee(self.records, {"name": "현장", "category": self.random.choice("산학")})
        self.people.append(person)
        self.known.codes.append(person.ticket_code)

    def retitle(self) -> None:
        """A session gets another title."""
        session = self.random.choice(A_DAY)
        making.add_sessions(self.records, [replace(session, titles={"ko": f"{session.titles['ko']}!"})])

    def join_or_part(self) -> None:
        """Two entries turn out to be one person, or two people after all; the one kept last is given up by nobody."""
        if self.known.joined:
            given_up, kept = self.known.joined.popitem()
            keep_apart(self.records, kept, given_up)
            self.people.append(attendee(self.records, given_up))
        elif len(self.people) > 2:
            kept, given_up = self.random.sample(self.people, 2)
            join_people(self.records, kept.id, given_up.id)
            self.people.remove(given_up)
            self.known.joined[given_up.id] = kept.id

    def make_paper(self) -> None:
        """Badges are made, and a certificate is given a number; at two desks even the same one."""
        person = self.random.choice(self.people)
        note_badges(self.records, Batch((Path("badge.pdf"),), (person,), ()), self.random.choice(["", "잃어버림"]))
        self.append(Kind.CERTIFICATE, person.id, {"serial": f"A-{self.random.randrange(9)}", "basis": {"minutes": 60}})

    def hold_a_meeting(self) -> None:
        """A meeting is planned, held or taken off the board."""
        subject = self.random.choice(["m1", "m2"])
        end = CLOCK + timedelta(minutes=20)
        meeting = Meeting(subject, "P", "1", CLOCK, end, "두산", "디엑스", "협력", Result.PLANNED)
        planned = meeting_fields(meeting) if self.random.random() < 0.5 else {"result": Result.MATCHED}
        self.append(Kind.MEETING, subject, self.random.choice([planned, planned, {"removed": True}]))

    def draw(self) -> None:
        """A layout of the event's own is kept, changed or taken away."""
        kept = layout_fields(f"width = {self.random.randrange(99)}", {"seal.png": b"seal"})
        name = self.random.choice(["badge-a", "badge-b"])
        self.append(Kind.LAYOUT, name, self.random.choice([kept, {"removed": True}]))

    def change_staff(self) -> None:
        """Somebody works at a desk, or no longer; whoever works at this one stays."""
        hired = operator_fields(self.random.choice(list(Role)), Pin(2, 1, 1, "00", "00"))
        name = self.random.choice(["이도윤", "박서준"])
        self.append(Kind.OPERATOR, name, self.random.choice([hired, {"removed": True}]))
        self.append(Kind.SIGN_IN, name, {"outcome": "wrong"})

    def append(self, kind: Kind, subject: str, payload: dict[str, object]) -> None:
        """One operation as the actions store it, without the paper or the quarter of a second that these would take."""
        with self.records.transaction():
            self.records.append(kind, subject, payload, at=self.now)

    def play(self, steps: int) -> None:
        """``steps`` commands, scans most of all."""
        commands: list[Callable[[], None]] = [
            *[self.scan] * 12, *[self.retry] * 3, *[self.take_back] * 2, self.edit, self.judge, self.replace_code,
            self.walk_in, self.retitle, self.join_or_part, self.make_paper, self.hold_a_meeting, self.draw,
            self.change_staff,
        ]  # fmt: skip
        for _ in range(steps):
            self.random.choice(commands)()


def begin(folder: Path, random: Random) -> History:
    records = making.new_event(folder)
    people = making.add_people(records, 3)
    with records.transaction():
        records.append(Kind.OPERATOR, "김하늘", operator_fields(Role.ORGANISER, Pin(2, 1, 1, "00", "00")), at=CLOCK)
    records = records.by(Caller("김하늘"))
    history = History(records, people, random)
    history.known.codes += [person.ticket_code for person in people]
    return history


# A history of another seed is another history: making the seed smaller makes nothing simpler, fewer steps do.
FEW = settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
seeds = st.integers(0, 2**32)


@FEW
@given(seeds, st.integers(1, 60))
def test_any_history_keeps_every_promise(seed: int, steps: int):
    with tempfile.TemporaryDirectory() as folder:
        history = begin(Path(folder), Random(seed))
        try:
            history.play(steps)
            keeps_its_answers(history)
            attendance_is_what_the_oracle_tells(history)
            sums_agree(history)
            assert doctor(history.records).sound
            as_before = tables(history.records)
            history.records.rebuild()
            assert tables(history.records) == as_before
            arrives_in_any_order(history, Path(folder))
        finally:
            history.records.close()


def keeps_its_answers(history: History) -> None:
    stored = len(list(history.records.scans.all()))
    for scan_id, answer in history.known.answers.items():
        assert check_in(history.records, history.known.scans[scan_id]) == answer
    assert len(list(history.records.scans.all())) == stored == len(history.known.answers)


def attendance_is_what_the_oracle_tells(history: History) -> None:
    sessions = history.records.programme.sessions()
    for told in attendance_of_all(history.records):
        expected = history.known.seconds(told.attendee.id, sessions)
        assert {a.session: a.seconds for a in told.attendances if a.first_in} == expected
        for one in told.attendances:
            assert 0 <= one.minutes <= one.session_minutes
            if one.session not in expected:
                assert (one.status, one.stays, one.last_out) == ("absent", (), None)
        spans = [span for one in told.attendances for span in one.stays]
        for (start, end), (other_start, other_end) in combinations(spans, 2):
            assert end <= other_start or other_end <= start


def sums_agree(history: History) -> None:
    sessions = history.records.programme.sessions()
    counts = history.records.scans.counts()
    doors = [history.known.places(person.id, sessions) for person in history.people]
    for code in sessions:
        admitted = sum(code in one and (code == "R" or seconds_of(one, sessions)[code] >= 60) for one in doors)
        inside = sum(len(one.get(code, ())) % 2 for one in doors)
        assert counts.get(code, [0, 0]) == [admitted, inside]


def counted(records: Records) -> dict[str, list[int]]:
    """The counts of people, of sessions where anybody is counted."""
    return {code: count for code, count in records.scans.counts().items() if any(count)}


def tables(records: Records) -> dict[str, list[tuple]]:
    """Everything folded, in no order."""
    db = records.file.connection
    return {
        table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in schema.READ_MODEL
    }  # fmt: skip


def arrives_in_any_order(history: History, folder: Path) -> None:
    """Another desk gets the same operations in another order, in batches, some of them while it is at work."""
    kinds = history.records.file.connection.execute("SELECT DISTINCT kind FROM op ORDER BY kind").fetchall()
    operations = [op for (kind,) in kinds for op in log.of_kind(history.records.file.connection, kind)]
    history.random.shuffle(operations)
    other = Records(event_file.create(folder / "other.kiosk"))
    try:
        while operations:
            size = history.random.choice([1, 1, 2, 20])
            batch, operations = operations[:size], operations[size:]
            with other.transaction():
                other.append_all(batch)
            if history.random.random() < 0.2:
                other.scans.counts()  # kept in memory from here on
        assert tables(other) == tables(history.records)
        assert counted(other) == counted(history.records)
        assert doctor(other).sound
    finally:
        other.close()


@FEW
@given(seeds, st.integers(1, 30))
def test_an_undone_scan_leaves_no_trace_in_what_follows(seed: int, steps: int):
    """Two events, one of which had a scan more, undone at once: every later answer is the same."""
    random = Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        history = begin(Path(folder), random)
        event_file.copy_to(history.records.file, Path(folder) / "twin.kiosk")
        twin = Records(event_file.open_for_writing(Path(folder) / "twin.kiosk"))
        twin = twin.by(history.records.caller)
        try:
            for number in range(steps):
                history.scan()
                beam = list(history.known.scans.values())[-1]
                if random.random() < 0.3:
                    check_in(twin, replace(beam, id=f"extra-{number}", text=random.choice(history.known.codes)))
                    undo(twin, f"extra-{number}", "시험")
                assert check_in(twin, beam) == history.known.answers[beam.id]
            for one, other in zip(attendance_of_all(history.records), attendance_of_all(twin), strict=True):
                assert one == other
            assert counted(history.records) == counted(twin)
        finally:
            history.records.close()
            twin.close()
