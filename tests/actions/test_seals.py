"""Lines of another laptop count as far as it sealed them with its key: nobody else writes in its name."""

import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk import clock
from kiosk.actions.desks import authorise, sync
from kiosk.actions.event import Records, open_event
from kiosk.actions.keeping.backup import doctor
from kiosk.core.hash_chain import FIRST, chain_after, digest_of, fixed_columns
from kiosk.core.operation import Kind, Operation
from kiosk.store import event_file, log, signatures, sync_rows
from kiosk.store.authority import signer_with
from kiosk.store.seals import FIRST_OF_ALL
from tests.making import Desk, add_people, moment, new_event
from tests.model.world import ModelHub, Network
from tests.sharing import laptop, reopened
from tests.telling import aside, invite, invited, joined, lacking, tell

SEQ, DESK, KIND = (log.COLUMNS.index(name) for name in ("seq", "desk_id", "kind"))


@pytest.fixture
def organiser(tmp_path: Path) -> Iterator[Records]:
    """The organiser's laptop, that made the hub."""
    records = new_event(tmp_path, name="organiser.kiosk")
    add_people(records, 3)
    authorise.become_organisers_laptop(records)
    yield records
    records.close()


@pytest.fixture
def desk(organiser: Records, tmp_path: Path) -> Iterator[Records]:
    """A desk that joined, and scanned somebody."""
    records = joined(organiser, laptop(tmp_path, "laptop-2"))
    Desk(records).scan(records.people.all()[0].ticket_code, "10:40", session="F")
    yield records
    records.close()


@pytest.fixture
def third(organiser: Records, tmp_path: Path) -> Iterator[Records]:
    """Another desk, that joined."""
    records = joined(organiser, laptop(tmp_path, "laptop-3"))
    yield records
    records.close()


def scanned(records: Records) -> list[int]:
    return records.scans.counts().get("F", [0, 0])


def going_on(row: log.Row, **columns: object) -> log.Row:
    """A line as whoever can program may put it after another: its digest and chain are right."""
    last = log.operation_from(row)
    op = replace(last, **({"seq": last.seq + 1, "op_id": "invented"} | columns))
    digest = digest_of(op.nonce, op.subject, op.operator, log.to_json(op.payload))
    return log.row_of(replace(op, digest=digest, chain=chain_after(last.chain, fixed_columns(op), digest)))


def of_its_own(row: log.Row, laptop_id: str) -> log.Row:
    """A line that begins a log of a laptop."""
    op = replace(log.operation_from(row), log_id=log.new_uuid7(), seq=1, desk_id=laptop_id, op_id="invented")
    return log.row_of(replace(op, chain=chain_after(FIRST, fixed_columns(op), op.digest)))


INVENTED: dict[str, Callable[[log.Row], log.Row]] = {
    "the log of a silent desk goes on": going_on,
    "a desk has a new log": lambda row: of_its_own(row, "laptop-2"),
    "the organiser's laptop has a new log": lambda row: of_its_own(row, "laptop-1"),
    "a laptop that nobody invited": lambda row: of_its_own(row, "laptop-9"),
}


@pytest.mark.parametrize("what", INVENTED)
def test_what_a_hub_invents_in_a_laptops_name_counts_nowhere(what: str, desk: Records, third: Records):
    tell(desk, third)
    scan = sync_rows.rows_after(desk.file.connection, desk.log_id, 0, 9)[-1]
    sync.take_in(third, [INVENTED[what](scan)])
    assert scanned(third) == [1, 1]
    assert aside(third) == [("scan", "seal")]
    (beside,) = third.exchange.all_set_aside()
    assert beside.desk == ("desk 1" if beside.desk_id == "laptop-2" else ""), "the name of the desk, where it has one"
    assert doctor(third).sound


def test_what_a_desk_wrote_counts_wherever_it_comes_and_nothing_is_set_aside(
    organiser: Records, desk: Records, third: Records
):
    tell(desk, organiser), tell(organiser, third)
    for records in (organiser, third):
        assert scanned(records) == [1, 1]
        assert aside(records) == []
    after = reopened(desk)
    Desk(after, "desk 2").scan(after.people.all()[1].ticket_code, "10:41", session="F")
    tell(after, third)
    assert aside(third) == []
    assert scanned(third) == [2, 2]
    after.close()


@pytest.mark.parametrize("size", [1, 2, 500])
@pytest.mark.parametrize("backwards", [False, True])
def test_whatever_comes_first_the_result_is_one(
    size: int, backwards: bool, organiser: Records, desk: Records, tmp_path: Path
):
    """Lines before their seal, the seal before its key, the key before the organiser's."""
    tell(desk, organiser)
    fourth = laptop(tmp_path, "laptop-4")
    rows = lacking(organiser, fourth)
    ends = [number for number, (one, other) in enumerate(pairwise(rows), 1) if one[0] != other[0]]
    logs = [rows[start:end] for start, end in pairwise([0, *ends, len(rows)])]
    for lines in reversed(logs) if backwards else logs:
        for piece in sync.pieces(lines, size):
            sync.take_in(fourth, piece)
    assert scanned(fourth) == [1, 1]
    assert aside(fourth) == []
    assert fourth.authority.root()
    fourth.close()


def test_a_seal_that_the_desk_did_not_make_counts_as_little(desk: Records, third: Records):
    tell(desk, third)
    scan = sync_rows.rows_after(desk.file.connection, desk.log_id, 0, 9)[-1]
    invented = of_its_own(scan, "laptop-2")
    told = log.operation_from(invented)
    writer = log.Writer("laptop-2", begins=FIRST_OF_ALL)
    writer.begin_anew()
    heads: dict[str, object] = {"heads": {told.log_id: [1, told.chain.hex()]}}
    seal = writer.operation(Kind.SEAL, "laptop-2", heads, wall_us=1, sign=lambda _m: {"by": "ab" * 32, "signature": ""})
    sync.take_in(third, [log.row_of(seal), invented])
    assert scanned(third) == [1, 1]
    assert sorted(aside(third)) == [("scan", "seal"), ("seal", "seal")]


def test_a_desk_cannot_seal_in_the_name_of_another(organiser: Records, desk: Records, third: Records):
    """It is a desk like any other, invited and with a key; the log of another is none of its."""
    tell(desk, organiser), tell(third, organiser)
    scan = sync_rows.rows_after(desk.file.connection, desk.log_id, 0, 9)[-1]
    invented = of_its_own(scan, "laptop-2")
    told = log.operation_from(invented)
    writer = log.Writer("laptop-3", begins=FIRST_OF_ALL)
    writer.begin_anew()
    heads: dict[str, object] = {"heads": {told.log_id: [1, told.chain.hex()]}}
    sign = signer_with(signatures.key_of_laptop("laptop-3"))
    seal = writer.operation(Kind.SEAL, "laptop-3", heads, wall_us=1, sign=sign)
    sync.take_in(organiser, [log.row_of(seal), invented])
    assert scanned(organiser) == [1, 1]
    assert aside(organiser) == [("scan", "seal")]


def test_a_laptop_that_was_lost_counts_by_the_organisers_laptop(organiser: Records, desk: Records, third: Records):
    """Its last scans are on a stick only; they are opened on the organiser's laptop, which vouches for them."""
    copy = desk.path.with_name("stick.kiosk")
    event_file.copy_to(desk.file, copy)
    here = open_event(copy, desk_id="laptop-1")
    tell(here, third)
    assert scanned(third) == [1, 1]
    assert aside(third) == []
    here.close()


def test_an_event_whose_organiser_has_an_earlier_program_believes_laptops_without_a_key(tmp_path: Path):
    """As before there were keys; a laptop that has one is held to it there, too."""
    records = new_event(tmp_path, name="organiser.kiosk")
    add_people(records, 3)
    honest = Records.grant

    def grant(self: Records, key: str, by: bytes, payload: dict, **more) -> None:
        honest(self, key, by, {name: value for name, value in payload.items() if name != "sealed"}, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Records, "grant", grant)
        authorise.become_organisers_laptop(records)
    one, two = laptop(tmp_path, "laptop-5"), joined(records, laptop(tmp_path, "laptop-6"))
    tell(records, one)
    for door, minute in ((one, "10:40"), (two, "10:41")):
        Desk(door).scan(door.people.all()[0 if door is one else 1].ticket_code, minute, session="F")
    tell(one, records)
    assert scanned(records) == [1, 1]
    scan = sync_rows.rows_after(two.file.connection, two.log_id, 0, 9)[-1]
    sync.take_in(records, [of_its_own(scan, "laptop-6")])
    assert scanned(records) == [2, 2], "nobody knows of its key yet"
    tell(two, records)
    assert scanned(records) == [2, 2]
    assert aside(records) == [("scan", "seal")]
    for each in (records, one, two):
        each.close()


def test_a_long_way_in_pieces_sets_nothing_aside_for_long(organiser: Records, desk: Records, tmp_path: Path):
    """Answers are cut anywhere; what comes with its seal in the next one is not put beside the log."""
    hub = ModelHub()
    people = desk.people.all()
    door = Desk(desk, "desk 2")
    for number in range(40):
        door.scan(people[number % 3].ticket_code, moment("10:41") + timedelta(seconds=9 * number), session="F")
    desk.seal(lacking(desk, organiser)[:1], lambda: invited["laptop-2"])
    held: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sync, "BATCH", 7)
        for records, forwards in ((organiser, True), (desk, False)):
            sync.sync_all(Network(hub, forwards, 0), lambda work, records=records: work(records))
        fourth = laptop(tmp_path, "laptop-4")
        honest = sync_rows.set_aside

        def set_aside(db, row, reason, **more):
            held.append(reason)
            honest(db, row, reason, **more)

        patch.setattr(sync_rows, "set_aside", set_aside)
        sync.sync_all(Network(hub, False, 4), lambda work: work(fourth))
    assert len(list(fourth.scans.all())) == 41
    assert aside(fourth) == []
    assert held.count("seal") < 41
    fourth.close()


def test_one_laptop_alone_seals_nothing(tmp_path: Path):
    records = new_event(tmp_path)
    sync.sync_all(Network(ModelHub(), organiser=True, desk=0), lambda work: work(records))
    assert not [op for op in log.in_order(records.file.connection) if op.kind in (Kind.SEAL, Kind.LAPTOP)]
    records.close()


def test_a_scan_waits_for_no_signature(desk: Records):
    kinds = [row[KIND] for row in sync_rows.rows_after(desk.file.connection, desk.log_id, 0, 99)]
    assert kinds == ["scan"]


@pytest.mark.skipif(sys.platform == "win32", reason="there the folder of the user says who reads it")
def test_the_key_of_a_laptop_is_its_owners_alone(organiser: Records):
    from kiosk import paths  # imported late: the settings folder of this run

    invite(organiser, "laptop-7")
    (key,) = (paths.config_folder() / "keys").glob("laptop-7.key")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_word_of_a_number_that_is_none_is_set_aside(organiser: Records, desk: Records):
    """NaN is no JSON, and nobody can have signed it."""
    key = organiser.authority.root()
    op = desk._writer.operation(Kind.EVENT, "event", {"credits": 1}, wall_us=int(clock.now().timestamp() * 1e6))
    text = f'{{"credits":NaN,"signed":{{"by":"{key}","signature":"{"ab" * 64}"}}}}'
    digest = digest_of(op.nonce, op.subject, op.operator, text)
    last = sync_rows.rows_after(desk.file.connection, desk.log_id, 0, 9)[-1]
    lied: Operation = replace(op, digest=digest, text=text, chain=chain_after(last[-1], fixed_columns(op), digest))
    sync.take_in(organiser, [*sync_rows.rows_after(desk.file.connection, desk.log_id, 0, 9), log.row_of(lied)])
    assert ("event", "seal") in aside(organiser) or aside(organiser)
