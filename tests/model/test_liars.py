"""Desks that share with a desk that lies, through a hub that may lie too: honest desks end with one result, nothing
answered is lost, and nothing of a lie counts.

The lying desk was invited like the others and has a key; it writes into logs of its own whatever it likes.  The hub
lies in single answers: what it puts in the place of a true line is kept back, which nobody promises against
(``docs/threat-model.md``), so here it repeats, leaves out, mixes up and invents.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import Phase
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from kiosk import clock
from kiosk.actions.desks import sync
from kiosk.actions.event import details_of
from kiosk.core.access import Pin, Role, operator_fields
from kiosk.core.operation import SIGNED, Kind
from kiosk.errors import KioskError
from kiosk.store import log, records, seals, trial
from kiosk.store.authority import Authority
from tests.model.test_desks_agree import DESKS, Desks, desks, play
from tests.model.world import BATCH, Laptop, Network, empty_laptop
from tests.telling import invite, lie

FALSE = "거짓"
YEARS_AHEAD = int((clock.now() + timedelta(days=900)).timestamp() * 1000) << 16

DECIDED: dict[str, Callable[[Desks], tuple[Kind, str, dict]]] = {
    "the event": lambda _told: (Kind.EVENT, "event", {"names": {"ko": FALSE}}),
    "the secret": lambda _told: (Kind.EVENT, "event", {"secret": "00" * 32, "tag": "0000"}),
    "a session less": lambda _told: (Kind.SESSION, "F", {"removed": True}),
    "an organiser": lambda _told: (Kind.OPERATOR, FALSE, operator_fields(Role.ORGANISER, Pin(2, 1, 1, "00", "00"))),
    "two people joined": lambda told: (Kind.MERGE, told.people[0].id, {"into": told.people[1].id, "same": True}),
    "everybody erased": lambda _told: (Kind.PURGE, "event", {"figures": {}, "people": 3}),
    "a scan of another": lambda told: (Kind.VOID, next(iter(told.facts), "none"), {"reason": "x", "operator": ""}),
    "a key": lambda _told: (Kind.GRANT, "ab" * 32, {SIGNED: {"by": "ab" * 32, "signature": "cd" * 64}}),
    "a seal of another": lambda told: (Kind.SEAL, "laptop-1", {"heads": {told.laptops[0].log_id: [1, "00" * 32]}}),
}
SHAPES = {
    "a name that is a number": (Kind.ATTENDEE, {"name": 5}, {}),
    "a list for an edit": (Kind.ATTENDEE, {}, {"text": '["x"]'}),
    "a scan that goes sideways": (Kind.SCAN, {"verdict": "admitted", "accepted": True}, {"direction": "sideways"}),
    "a scan without a verdict": (Kind.SCAN, {}, {"direction": "in", "session": "F"}),
    "a badge at no time": (Kind.BADGE, {}, {"wall_us": 2**62}),
    "a certificate that says nothing": (Kind.CERTIFICATE, {}, {}),
    "a clock of words": (Kind.CLOCK, {"offset_us": "far", "round_trip_us": None}, {}),
}


@dataclass
class LyingNetwork(Network):
    """A hub that answers what it likes."""

    said: str = ""

    def pull(self, known: Mapping[str, int], limit: int) -> list[log.Row]:
        return LIES[self.said](self, super().pull(known, limit))


def invented(network: Network, given: list[log.Row]) -> list[log.Row]:
    """Scans in the name of a laptop that never wrote them, chain and digest in order."""
    writer = log.Writer("laptop-2")
    writer.begin_anew()
    subject = next((row[log.COLUMNS.index("subject")] for row in given), "1")
    payload = {"verdict": "admitted", "accepted": True, "code": FALSE, "desk": "desk 1"}
    ops = [
        writer.operation(Kind.SCAN, subject, payload, wall_us=1_709_080_000_000_000, session="F", direction="in")
        for _ in range(2)
    ]
    return given or [log.row_of(op) for op in ops]


LIES: dict[str, Callable[[Network, list[log.Row]], Sequence[object]]] = {
    "repeats": lambda _network, given: [*given, *given[:1]],
    "leaves out": lambda _network, given: [row for row in given if row[0] != given[0][0]],
    "leaves out in the middle": lambda _network, given: [*given[:1], *given[2:]],
    "mixes up": lambda _network, given: list(reversed(given)),
    "says no rows": lambda _network, given: [*given, None],
    "says other types": lambda _network, given: [(*row[:1], str(row[1]), *row[2:]) for row in given],
    "invents without an end": invented,
}


class Liars(Desks):
    """The history with one desk more, which lies, and a hub that does now and then."""

    def __init__(self) -> None:
        super().__init__()
        self._real_most, sync.MOST_NEWS = sync.MOST_NEWS, 12 * BATCH  # a hub whose answers do not end is left soon

    @initialize()
    def begin(self) -> None:
        super().begin()
        invite(self.laptops[0].records, f"laptop-{DESKS + 1}")
        self.liar = empty_laptop(self.folder, DESKS, self.world)
        self.connect(self.laptops[0])
        self.connect(self.liar)
        self.truth = self.decided(self.laptops[0])

    @rule(what=st.sampled_from(sorted(DECIDED)), sends=st.booleans())
    def a_desk_decides_for_all(self, what: str, sends: bool) -> None:
        self.lies(*DECIDED[what](self), sends=sends)

    @rule(who=st.integers(0, 2), sends=st.booleans())
    def a_desk_is_years_ahead(self, who: int, sends: bool) -> None:
        """It would have the last word for ever."""
        self.lies(Kind.ATTENDEE, self.people[who].id, {"title": FALSE}, sends=sends, hlc=YEARS_AHEAD)

    @rule(shape=st.sampled_from(sorted(SHAPES)), who=st.integers(0, 2), sends=st.booleans())
    def a_desk_writes_what_no_program_does(self, shape: str, who: int, sends: bool) -> None:
        kind, payload, columns = SHAPES[shape]
        self.lies(kind, self.people[who].id, payload, sends=sends, **columns)

    @rule(who=st.integers(0, 2), sends=st.booleans())
    def a_desk_breaks_its_chain(self, who: int, sends: bool) -> None:
        """A line whose chain is none, and whatever follows it."""
        db = self.liar.records.file.connection
        self.lies(Kind.ATTENDEE, self.people[who].id, {"title": FALSE})
        with self.liar.records.file.transaction():
            db.execute("UPDATE op SET chain = ? WHERE log_id = ? AND seq = ?", (os.urandom(32), *last_of(self.liar)))
        if sends:
            self.the_liar_sends()

    @rule(desk=desks, sends=st.booleans())
    def a_desk_writes_in_the_name_of_another(self, desk: int, sends: bool) -> None:
        """In a log of its own, and with its own seal."""
        self.liar.records._writer.begin_anew()
        name = self.laptops[desk].records.desk_id
        self.lies(Kind.ATTENDEE, self.people[0].id, {"title": FALSE}, sends=sends, desk_id=name)
        self.liar.records._writer.begin_anew()

    @rule(desk=desks, said=st.sampled_from(sorted(LIES)))
    def the_hub_lies(self, desk: int, said: str) -> None:
        self.world.now += timedelta(seconds=1)
        laptop = self.laptops[desk]
        try:
            laptop.sync(LyingNetwork(self.hub, laptop.number == 0, laptop.number, said=said))
        except KioskError as left:
            assert left.code in ("hub.nonsense", "hub.changed", "hub.unreachable"), left

    @rule()
    def the_liar_sends(self) -> None:
        """What it wrote, under whatever name, with its own seal; this hub asks nobody who they are."""
        self.world.now += timedelta(seconds=1)
        with self.world.at_work(self.liar), suppress(KioskError):
            while rows := sync.collect(self.liar.records, self.hub.heads(), forwards=True, limit=BATCH).rows:
                self.hub.store(rows)

    def teardown(self) -> None:
        try:
            if hasattr(self, "liar"):
                self.the_liar_sends()
                self.heal()
                for laptop in self.laptops:
                    assert self.decided(laptop) == self.truth
                    assert FALSE not in {person.title for person in laptop.records.people.all()}
        finally:
            sync.MOST_NEWS = self._real_most
            if hasattr(self, "liar"):
                self.liar.records.close()
            super().teardown()

    def lies(self, kind: Kind, subject: str, payload: object, *, sends: bool = False, **columns: object) -> None:
        with self.world.at_work(self.liar):
            lie(self.liar.records, kind, subject, payload, **columns)
        if sends:
            self.the_liar_sends()

    @staticmethod
    def decided(laptop: Laptop) -> tuple[object, ...]:
        """What only an organiser decides, and none does in these histories."""
        told = laptop.records
        return (
            details_of(told), told.event.ticket_key(), told.programme.sessions(), told.operators.all(),
            told.event.text("picture"),
        )  # fmt: skip


def last_of(laptop: Laptop) -> tuple[str, int]:
    return laptop.log_id, laptop.records._writer.seq


def chain_unchecked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(trial, "fault_of_line", lambda *_given: "")
    patch.setattr(seals, "_goes_on", lambda *_given: True)


def clock_unbounded(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(trial, "furthest_clock", lambda: 2**62)
    patch.setattr(records.trial, "furthest_clock", lambda: 2**62)


def authority_unchecked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Authority, "fault", lambda *_given: "")


def seals_unchecked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(seals.Seals, "unsealed", lambda *_given: set())


def answers_unchecked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sync, "sensible_rows", lambda rows, *_given: rows)


MISTAKES = {
    mistake.__name__: mistake
    for mistake in (chain_unchecked, clock_unbounded, authority_unchecked, seals_unchecked, answers_unchecked)
}


@pytest.mark.parametrize("histories", [10, pytest.param(200, marks=pytest.mark.long)])
def test_honest_desks_end_with_one_result_whatever_a_desk_and_a_hub_say(histories: int, size: int):
    play(histories * size, Liars)


@pytest.mark.long
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_that_lets_a_lie_count_is_found(mistake: str, monkeypatch: pytest.MonkeyPatch):
    MISTAKES[mistake](monkeypatch)
    with pytest.raises(BaseException):  # noqa: B017 - whichever promise breaks first
        play(400, Liars, phases=[Phase.generate], derandomize=True, database=None)
