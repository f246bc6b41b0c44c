"""Three desks and a hub, whatever happens to them, end with one result: nothing answered is lost or counted twice.

Hypothesis plays histories: scans, corrections, walk-ins, undoing, time, clocks two hours wrong, lost requests and
replies, crashes, restored backups, an emptied or restored hub.  At the end the network heals, and every desk is held
against an oracle that kept lists of what was answered (``tests/oracle.py``) and against the other desks.
"""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from kiosk.actions.desks import sync
from kiosk.actions.desks.authorise import become_organisers_laptop
from kiosk.actions.desks.conflicts import accept_conflict, conflicts_of, join_people, void_admission
from kiosk.actions.door.check_in import undo
from kiosk.actions.office.report_attendance import attendance_of_all
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee
from kiosk.actions.programme.edit_handouts import save_handout
from kiosk.core.handout import Handout
from kiosk.core.scan import Answer, Asked, Scan
from kiosk.errors import KioskError
from kiosk.store import event_file, log, schema
from kiosk.store.examination import examine
from tests import making
from tests.model.mistakes import MISTAKES
from tests.model.world import BATCH, Laptop, ModelHub, Network, World, empty_laptop
from tests.oracle import doors_of, doubles_of, seconds_of
from tests.telling import invite, invited

DESKS = 3
SESSIONS = ("R", "E", "F", "P")
HANDOUTS = (Handout("KIT", {"ko": "기념품"}), Handout("RCV", {"ko": "수신기"}, lent=True, stock=3))
ERRORS = st.sampled_from([timedelta(minutes=minutes) for minutes in (-120, -45, -3, 0, 7, 90, 120)])
desks = st.integers(0, DESKS - 1)


@dataclass
class Fact:
    """A scan that was answered: by which log, when by the true time, when by the clock of its desk, what was said."""

    beam: Scan
    answer: Answer
    log_id: str
    name: tuple[str, int]
    true_at: datetime


@dataclass
class Edit:
    """A correction that was stored, and those its desk knew of when it was made."""

    name: tuple[str, int]
    value: str
    seen: set[tuple[str, int]] = field(default_factory=set)


class Desks(RuleBasedStateMachine):
    """The history; its rules are what can happen."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="kiosk-model-", dir=_quick_disk()))
        self.world = World()
        self._real_time, log.time = log.time, self.world
        self._real_batch, sync.BATCH = sync.BATCH, BATCH
        self._real_voucher, sync._voucher = sync._voucher, lambda records: invited.get(records.desk_id)
        self.hub, self.old_hub = ModelHub(), None
        # What was ever said and done, and of that what is on some disk now: a copy brings back what was gone.
        self.ever_answered: dict[str, Fact] = {}
        self.ever_undone: dict[str, set[tuple[str, int]]] = {}
        self.ever_known: dict[str, str] = {}
        self.ever_joined: dict[str, str] = {}
        self.facts: dict[str, Fact] = {}
        self.undone: set[str] = set()
        self.joined: dict[str, str] = {}
        self.edits: dict[str, list[Edit]] = {}
        self.times_set, self.numbers = 0, count()
        self.copies: dict[int, Path] = {}

    @initialize()
    def begin(self) -> None:
        """The organiser's laptop makes the event and the hub, and everybody joins by an invitation: all have keys."""
        records = making.new_event(self.folder, name="laptop-0.kiosk")
        self.people = making.add_people(records, 3)
        for handout in HANDOUTS:
            save_handout(records, handout)
        self.codes = {person.id: person.ticket_code for person in self.people}
        self.ever_known |= self.codes
        become_organisers_laptop(records)
        self.laptops = [Laptop(0, records, self.world)]
        for number in range(1, DESKS):
            invite(records, f"laptop-{number + 1}")
            self.laptops.append(empty_laptop(self.folder, number, self.world))
        for laptop in self.laptops:
            self.connect(laptop)

    # -- what people do ----------------------------------------------------------------------------------------------

    @rule(minutes=st.sampled_from([0.05, 1, 7, 31, 60]))
    def time_passes(self, minutes: float) -> None:
        self.world.now += timedelta(minutes=minutes)

    @rule(
        desk=desks, who=st.integers(0, 5), session=st.sampled_from([*SESSIONS, *SESSIONS, "KIT", "RCV", None]),
        asked=st.sampled_from([None, None, Asked.IN, Asked.OUT]),
    )  # fmt: skip
    def scan(self, desk: int, who: int, session: str | None, asked: Asked | None) -> None:
        """Somebody is scanned at a desk; the answer is remembered as a fact."""
        laptop = self.laptops[desk]
        code = list(self.codes.values())[who % len(self.codes)]
        self.world.now += timedelta(seconds=7)  # no two scans share a moment, and none is a double beep
        beam = Scan(
            f"scan-{next(self.numbers)}", code, laptop.shown(), laptop.name, session=session, asked=asked,
            correction=laptop.correction,
        )  # fmt: skip
        answer = laptop.answer(beam)
        fact = Fact(beam, answer, laptop.log_id, last_name(laptop), self.world.now)
        self.ever_answered[beam.id] = self.facts[beam.id] = fact

    @rule(desk=desks, who=st.integers(0, 2), session=st.sampled_from("FP"))
    def comes_and_goes(self, desk: int, who: int, session: str) -> None:
        """Somebody enters, stays a while and leaves."""
        self.scan(desk, who, session, Asked.IN)
        self.world.now += timedelta(minutes=4)
        self.scan(desk, who, session, Asked.OUT)

    @precondition(lambda self: self.facts)
    @rule(data=st.data())
    def scan_id_again(self, data: st.DataObject) -> None:
        """A desk is asked again what it answered: it says the same, and stores nothing."""
        fact = self.facts[data.draw(st.sampled_from(sorted(self.facts)))]
        laptop = next((one for one in self.laptops if fact.name in one.names()), None)
        if laptop is not None:
            before = laptop.names()
            again = laptop.answer(fact.beam)
            assert (again.verdict, again.accepted, again.session, again.direction) == (
                fact.answer.verdict, fact.answer.accepted, fact.answer.session, fact.answer.direction,
            )  # fmt: skip
            assert laptop.names() == before

    @precondition(lambda self: set(self.facts) - set(self.undone))
    @rule(data=st.data(), desk=desks)
    def take_back(self, data: st.DataObject, desk: int) -> None:
        """A scan is undone at its desk, or by the organiser."""
        laptop = self.laptops[desk]
        scan_id = data.draw(st.sampled_from(sorted(set(self.facts) - set(self.undone))))
        if self.facts[scan_id].name in laptop.names() and self.may(laptop, lambda: undo(laptop.records, scan_id, "x")):
            self.is_undone(scan_id, laptop)

    @rule(desk=desks, who=st.integers(0, 2), value=st.sampled_from(["부장", "과장", "대리", "사원"]))
    def correct(self, desk: int, who: int, value: str) -> None:
        """A title is corrected at a desk."""
        laptop, person = self.laptops[desk], self.people[who].id
        known = laptop.names()
        with self.world.at_work(laptop):
            edit_attendee(laptop.records, person, {"title": value})
        if laptop.names() != known:
            self.edits.setdefault(person, []).append(Edit(last_name(laptop), value, known))

    @precondition(lambda self: len(self.codes) < 6)
    @rule(desk=desks)
    def walk_in(self, desk: int) -> None:
        """Somebody nobody expected registers at a desk, and is scanned anywhere from then on."""
        laptop = self.laptops[desk]
        with self.world.at_work(laptop):
            person = add_attendee(laptop.records, {"name": f"현장{len(self.codes)}", "category": "산"})
        self.ever_known[person.id] = self.codes[person.id] = person.ticket_code

    @precondition(lambda self: len(self.codes) > 4)
    @rule(desk=desks)
    def join(self, desk: int) -> None:
        """Two walk-ins turn out to be one person who registered at two desks."""
        keep, give_up = list(self.codes)[3:5]
        records = self.laptops[desk].records
        known = records.people.get(keep) and records.people.get(give_up)
        if (
            give_up not in self.joined
            and known
            and self.may(self.laptops[desk], lambda: join_people(records, keep, give_up))
        ):
            self.ever_joined[give_up] = self.joined[give_up] = keep

    @rule(desk=desks, takes_back=st.booleans())
    def settle(self, desk: int, takes_back: bool) -> None:
        """An organiser looks at a double admission that a desk knows of: it stays, or the later entry is taken back."""
        laptop = self.laptops[desk]
        found = next((one for one in conflicts_of(laptop.records) if not one.accepted), None)
        if found is None:
            return
        if not takes_back:
            with self.world.at_work(laptop):
                accept_conflict(laptop.records, found.later.scan_id)
        elif self.may(laptop, lambda: void_admission(laptop.records, found.later.scan_id, "scanned twice")):
            self.is_undone(found.later.scan_id, laptop)

    # -- what happens to desks, network and hub ------------------------------------------------------------------------

    @rule(desk=desks)
    def exchange(self, desk: int) -> None:
        """A desk exchanges with the hub, undisturbed."""
        self.connect(self.laptops[desk])

    @rule(desk=desks, trouble=st.sampled_from(["request", "reply", "late"]), calls=st.integers(1, 6))
    def exchange_cut(self, desk: int, trouble: str, calls: int) -> None:
        """The exchange is cut after some calls, before or after the hub did what it was asked."""
        self.connect(self.laptops[desk], trouble, calls)

    @rule()
    def late_transactions_end(self) -> None:
        """What desks had sent before they were cut off appears at the hub."""
        self.hub.commit_late()

    @rule(desk=desks, error=st.none() | ERRORS)
    def crash(self, desk: int, error: timedelta | None) -> None:
        """The program dies and is started again; somebody may have set the laptop's clock meanwhile.

        A running program does not follow a clock that is set: only the next start reads it.
        """
        if error is not None:
            self.times_set += 1  # no two settings are alike, so no two scans ever seem to be of one moment
            self.laptops[desk].next_error = error + timedelta(milliseconds=self.times_set)
        self.laptops[desk].restart()

    @rule(desk=desks, who=st.integers(0, 2), error=ERRORS)
    def morning_with_a_wrong_clock(self, desk: int, who: int, error: timedelta) -> None:
        """A laptop starts with a wrong clock, lets somebody in, and only then reaches the hub, which measures it."""
        self.crash(desk, error)
        self.scan(desk, who, "R", Asked.IN)
        self.connect(self.laptops[desk])

    @rule(desk=desks)
    def back_up(self, desk: int) -> None:
        """A safe copy of a desk's event."""
        copy = self.folder / f"copy-{desk}.backup"
        event_file.copy_to(self.laptops[desk].records.file, copy)
        self.copies[desk] = copy

    @precondition(lambda self: self.copies)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        """A desk's disk breaks, and work goes on with its copy; what nobody else had is gone with the disk."""
        desk = data.draw(st.sampled_from(sorted(self.copies)))
        self.laptops[desk].replace_by(self.copies[desk])
        self.forget_what_is_gone()

    @rule()
    def hub_is_copied(self) -> None:
        self.old_hub = self.hub.copy()

    @rule(empty=st.booleans())
    def hub_is_lost(self, empty: bool) -> None:
        """The hub comes back empty, or from an old dump; every desk may refill it."""
        self.hub = ModelHub() if empty or self.old_hub is None else self.old_hub.copy()
        self.hub.refill = True
        self.forget_what_is_gone()

    # -- the end -------------------------------------------------------------------------------------------------------

    def teardown(self) -> None:
        try:
            if hasattr(self, "laptops"):
                self.heal()
                self.nothing_is_lost_or_doubled()
                self.desks_are_alike()
                self.attendance_is_the_oracles()
                self.double_admissions_are_named()
                self.hand_outs_are_the_oracles()
                self.later_corrections_win()
                for laptop in self.laptops:
                    assert examine(laptop.records.file).sound
        finally:
            log.time, sync.BATCH, sync._voucher = self._real_time, self._real_batch, self._real_voucher
            for laptop in getattr(self, "laptops", ()):
                laptop.records.close()
            shutil.rmtree(self.folder)

    def heal(self) -> None:
        """The network is whole again for long enough."""
        self.hub.commit_late()
        for _ in range(2):
            for laptop in self.laptops:
                self.connect(laptop)

    def nothing_is_lost_or_doubled(self) -> None:
        for laptop in self.laptops:
            stored = [operation.op_id for operation in laptop.records.scans.all()]
            assert sorted(stored) == sorted(self.facts)

    def desks_are_alike(self) -> None:
        first, *others = (folded(laptop) for laptop in self.laptops)
        for other in others:
            assert other == first

    def attendance_is_the_oracles(self) -> None:
        records = self.laptops[0].records
        sessions = records.programme.sessions()
        everybody = attendance_of_all(records)
        listed = {person.id for person in records.people.all()}
        # Of somebody whose record is on no disk any more the scans are still there, under the number of the ticket.
        known = {self.one_person(person) for person in self.codes}
        assert {told.attendee.id for told in everybody} == {one for one in known if one in listed or self.moves(one)}
        for told in everybody:
            doors = doors_of(self.moves(told.attendee.id, *sessions), sessions)
            came = {one.session: one for one in told.attendances if one.first_in}
            assert {code: one.seconds for code, one in came.items()} == seconds_of(doors, sessions)
            assert {code: one.first_in for code, one in came.items()} == {code: at[0] for code, at in doors.items()}

    def double_admissions_are_named(self) -> None:
        records = self.laptops[-1].records
        sessions = records.programme.sessions()
        named = {(one.person, one.session, one.earlier.scan_id, one.later.scan_id) for one in conflicts_of(records)}
        people = {self.one_person(person) for person in self.codes}
        entered = {
            (person, *double) for person in people for double in doubles_of(self.moves(person, *sessions), sessions)
        }
        given = {
            (person, *double)
            for person in people for one in HANDOUTS
            for double in doubles_of(self.moves(person, one.code), {one.code: one.door})
        }  # fmt: skip
        assert named == entered | given

    def hand_outs_are_the_oracles(self) -> None:
        """Each by itself: what was given, and whether it came back."""
        told = {(one.person, one.handout): one.is_out for one in self.laptops[1].records.handouts.handed()}
        followed = {
            (person, one.code): times
            for person in {self.one_person(person) for person in self.codes} for one in HANDOUTS
            for times in doors_of(self.moves(person, one.code), {one.code: one.door}).values()
        }  # fmt: skip
        assert told == {who: len(times) % 2 == 1 for who, times in followed.items()}

    def moves(self, person: str, *codes: str) -> list[tuple[datetime, str, str, str]]:
        """Accepted scans of a person that stand, at the moments at which they are counted."""
        standing = [
            fact
            for scan_id, fact in self.facts.items()
            if fact.answer.accepted
            and scan_id not in self.undone
            and self.person_of(fact) == person
            and (not codes or fact.answer.session in codes)
        ]
        return sorted(
            (self.counted_at(fact), fact.answer.session, str(fact.answer.direction), fact.beam.id) for fact in standing
        )

    def person_of(self, fact: Fact) -> str:
        return self.one_person(next(person for person, code in self.codes.items() if code == fact.beam.text))

    def one_person(self, person: str) -> str:
        """Who somebody is that was entered twice."""
        while person in self.joined:
            person = self.joined[person]
        return person

    def counted_at(self, fact: Fact) -> datetime:
        """The true time for a log whose clock was measured; else nobody can know better than the desk did."""
        return fact.true_at if fact.log_id in self.measured else fact.beam.at

    @cached_property
    def measured(self) -> set[str]:
        """The logs whose clock was measured; asked at the end."""
        db = self.laptops[0].records.file.connection
        return {row[0] for row in db.execute("SELECT subject FROM op WHERE kind = 'clock'")}

    def later_corrections_win(self) -> None:
        """Of the corrections of one field one holds, and none that somebody had seen and corrected again."""
        for person, made in self.edits.items():
            there = self.laptops[0].names()
            made = [edit for edit in made if edit.name in there]
            if not made:
                continue
            overtaken = {earlier.name for edit in made for earlier in made if earlier.name in edit.seen}
            title = self.laptops[0].records.people.get(person).title
            assert title in {edit.value for edit in made if edit.name not in overtaken}

    # -- helping -------------------------------------------------------------------------------------------------------

    def connect(self, laptop: Laptop, trouble: str = "", calls: int = 0) -> None:
        """Exchange as far as it goes; a desk that is cut off goes on without a word."""
        self.world.now += timedelta(seconds=1)
        network = Network(self.hub, laptop.number == 0, laptop.number, trouble, calls)
        try:
            laptop.sync(network)
        except KioskError as cut:
            assert cut.code in ("hub.unreachable", "hub.changed"), cut
            assert trouble or self.hub.late or cut.code == "hub.changed"

    def may(self, laptop: Laptop, decide: Callable[[], object]) -> bool:
        """Whether something was decided for all: at the organiser's laptop, or of a desk's own scans."""
        try:
            with self.world.at_work(laptop):
                decide()
        except KioskError as refusal:
            assert (refusal.code, laptop.number > 0) == ("access.organisers_laptop", True)
            return False
        return True

    def is_undone(self, scan_id: str, laptop: Laptop) -> None:
        """A scan was taken back by the operation that this laptop stored last."""
        self.undone.add(scan_id)
        self.ever_undone.setdefault(scan_id, set()).add(last_name(laptop))

    def forget_what_is_gone(self) -> None:
        """What is on no disk any more was lost with it, until a copy that has it is put in place."""
        there = set(self.hub.rows) | set(self.hub.late)
        for laptop in self.laptops:
            there |= laptop.names()
        self.facts = {scan_id: fact for scan_id, fact in self.ever_answered.items() if fact.name in there}
        self.undone = {
            scan_id for scan_id, names in self.ever_undone.items() if scan_id in self.facts and names & there
        }
        ids = {row[0] for laptop in self.laptops for row in laptop.records.file.connection.execute(
            "SELECT subject FROM op WHERE kind = 'attendee'")}  # fmt: skip
        ids |= {row[log.COLUMNS.index("subject")] for row in [*self.hub.rows.values(), *self.hub.late.values()]}
        ids |= {
            person for person, code in self.ever_known.items() if any(f.beam.text == code for f in self.facts.values())
        }
        self.codes = {person: code for person, code in self.ever_known.items() if person in ids}
        merged = self.merged_somewhere()
        self.joined = {person: into for person, into in self.ever_joined.items() if person in merged}

    def merged_somewhere(self) -> set[str]:
        """Who was joined with somebody, by any operation that is still there."""
        kind, subject = log.COLUMNS.index("kind"), log.COLUMNS.index("subject")
        rows = [*self.hub.rows.values(), *self.hub.late.values()]
        found = {row[subject] for row in rows if row[kind] == "merge"}
        for laptop in self.laptops:
            db = laptop.records.file.connection
            found |= {row[0] for row in db.execute("SELECT subject FROM op WHERE kind = 'merge'")}
        return found


def last_name(laptop: Laptop) -> tuple[str, int]:
    """The operation this laptop stored last."""
    return laptop.log_id, laptop.records._writer.seq


def folded(laptop: Laptop) -> dict[str, list[tuple]]:
    """Everything folded, in no order."""
    db = laptop.records.file.connection
    return {table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in schema.READ_MODEL}


def _quick_disk() -> str | None:
    """Memory where there is some: what a disk keeps is looked at elsewhere (``tests/faults``)."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def play(histories: int, machine: type[Desks] = Desks, **more) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=histories, stateful_step_count=35, deadline=None,
            suppress_health_check=list(HealthCheck), **more,
        ),
    )  # fmt: skip


@pytest.mark.parametrize("histories", [15, pytest.param(200, marks=pytest.mark.long)])
def test_desks_end_with_one_result_whatever_happens(histories: int, size: int):
    play(histories * size)


@pytest.mark.long
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_put_in_on_purpose_is_found(mistake: str, monkeypatch: pytest.MonkeyPatch):
    MISTAKES[mistake](monkeypatch)
    with pytest.raises(BaseException):  # noqa: B017 - whichever promise breaks first
        play(400, phases=[Phase.generate], derandomize=True, database=None)
