"""Mistakes that the tests of lies must find: each is put into the program on purpose, and a lie then counts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk import clock
from kiosk.actions.desks import authorise, sync
from kiosk.actions.event import Records, details_of, open_event, opened
from kiosk.core.hash_chain import chain_after, digest_of, fixed_columns
from kiosk.core.operation import Kind
from kiosk.store import authority, event_file, examination, log, records, seals, sync_rows, trial
from tests.making import Desk, add_people, examined, new_event
from tests.sharing import laptop
from tests.telling import invited, joined, lacking, lie, tell

PAYLOAD = log.COLUMNS.index("payload")


@pytest.fixture
def organiser(tmp_path: Path) -> Iterator[Records]:
    """The organiser's laptop, that made the hub."""
    made = new_event(tmp_path, name="organiser.kiosk")
    add_people(made, 3)
    authorise.become_organisers_laptop(made)
    yield made
    made.close()


@pytest.fixture
def desk(organiser: Records, tmp_path: Path) -> Iterator[Records]:
    """A desk that joined, and corrected somebody."""
    made = joined(organiser, laptop(tmp_path, "laptop-2"))
    yield made
    made.close()


def a_hub_changes_a_line(organiser: Records, desk: Records) -> None:
    """It rewrites what a desk said on the way; the seal of the desk is on it all the same."""
    person = organiser.people.all()[0]
    with desk.transaction():
        desk.append(Kind.ATTENDEE, person.id, {"title": "원장"}, at=clock.now())
    desk.seal(lacking(desk, organiser), lambda: invited[desk.desk_id])
    rows = [replace_payload(row) for row in lacking(desk, organiser)]
    sync.take_in(organiser, rows)
    assert organiser.people.get(person.id).title != "거짓"


def replace_payload(row: log.Row) -> log.Row:
    if "원장" not in row[PAYLOAD]:
        return row
    return (*row[:PAYLOAD], row[PAYLOAD].replace("원장", "거짓"), *row[PAYLOAD + 1 :])


def a_desk_has_the_last_word_for_ever(organiser: Records, desk: Records) -> None:
    """Its clock is years ahead: whoever believes it is carried along."""
    person = organiser.people.all()[0]
    ahead = int((clock.now() + timedelta(days=900)).timestamp() * 1000) << 16
    lie(desk, Kind.ATTENDEE, person.id, {"title": "거짓"}, hlc=ahead)
    tell(desk, organiser)
    assert organiser.people.get(person.id).title == ""
    with organiser.transaction():
        organiser.append(Kind.ATTENDEE, person.id, {"title": "원장"}, at=clock.now())
    assert organiser.people.get(person.id).title == "원장"


def a_desk_decides_for_all(organiser: Records, desk: Records) -> None:
    """It renames the event."""
    lie(desk, Kind.EVENT, "event", {"names": {"ko": "거짓"}})
    tell(desk, organiser)
    assert details_of(organiser).names["ko"] == "하루"


def a_hub_invents_a_scan(organiser: Records, desk: Records) -> None:
    """It goes on with the log of a desk, chain and digest in order."""
    people = organiser.people.all()
    Desk(desk).scan(people[0].ticket_code, "10:40", session="F")
    tell(desk, organiser)
    last = log.operation_from(sync_rows.rows_after(desk.file.connection, desk.log_id, 0, 99)[-1])
    op = replace(last, seq=last.seq + 1, op_id="invented", subject=people[1].id)
    digest = digest_of(op.nonce, op.subject, op.operator, log.to_json(op.payload))
    op = replace(op, digest=digest, chain=chain_after(last.chain, fixed_columns(op), digest))
    sync.take_in(organiser, [log.row_of(op)])
    assert organiser.scans.counts()["F"] == [1, 1]


def an_index_lost_a_line(organiser: Records, desk: Records) -> None:
    """The disk never wrote one page: what the index should find is in the table only."""
    path = desk.path.with_name("lost.kiosk")
    event_file.copy_to(organiser.file, path)
    (root,) = organiser.file.connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'idx_op_kind_subject'"
    ).fetchone()
    (size,) = organiser.file.connection.execute("PRAGMA page_size").fetchone()
    before = path.read_bytes()[(root - 1) * size : root * size]
    with opened(open_event(path, desk_id="laptop-1")) as records:
        add_people(records, 1)
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = before
    path.write_bytes(content)
    assert examined(path).damage


def chain_unchecked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(trial, "fault_of_line", lambda *_given: "")


def clock_unbounded(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(trial, "furthest_clock", lambda: 2**62)
    patch.setattr(records.trial, "furthest_clock", lambda: 2**62)


def authority_unchecked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(authority.Authority, "fault", lambda *_given: "")


def seals_unchecked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(seals.Seals, "unsealed", lambda *_given: set())


def index_trusted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(examination, "_complaints", lambda *_given: [])


FOUND_BY: dict[Callable[[pytest.MonkeyPatch], None], Callable[[Records, Records], None]] = {
    chain_unchecked: a_hub_changes_a_line,
    clock_unbounded: a_desk_has_the_last_word_for_ever,
    authority_unchecked: a_desk_decides_for_all,
    seals_unchecked: a_hub_invents_a_scan,
    index_trusted: an_index_lost_a_line,
}


@pytest.mark.parametrize("lied", FOUND_BY.values(), ids=lambda told: told.__name__)
def test_the_lie_counts_for_nothing(lied: Callable[[Records, Records], None], organiser: Records, desk: Records):
    lied(organiser, desk)


@pytest.mark.parametrize("mistake", FOUND_BY, ids=lambda made: made.__name__)
def test_a_mistake_put_in_on_purpose_lets_it_count(
    mistake: Callable[[pytest.MonkeyPatch], None], organiser: Records, desk: Records, monkeypatch: pytest.MonkeyPatch
):
    mistake(monkeypatch)
    with pytest.raises(AssertionError):
        FOUND_BY[mistake](organiser, desk)
