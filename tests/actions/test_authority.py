"""What one desk may decide for all: only what an organiser signed counts, whoever writes what into their own log."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import clock
from kiosk.actions.access import change_rules, sign_in
from kiosk.actions.desks import authorise, manage_operators, sync
from kiosk.actions.desks.conflicts import join_people
from kiosk.actions.door.check_in import undo
from kiosk.actions.door.try_scanner import note_trial, trial_code
from kiosk.actions.event import Records, change_details, create_records, details_of, open_event, opened
from kiosk.actions.keeping.backup import doctor
from kiosk.actions.office.figures import read_census
from kiosk.core.access import AccessRules, Caller, Pin, Role, operator_fields
from kiosk.core.event import EventDetails
from kiosk.core.hash_chain import chain_after, digest_of, fixed_columns
from kiosk.core.kept_figures import payload_of
from kiosk.core.operation import SIGNED, Kind, Operation
from kiosk.core.recovery_code import RANDOM_BYTES, new_code
from kiosk.store import event_file, key_ring, log, signatures, sync_rows
from kiosk.store.sessions import session_fields
from tests.making import DAY, Desk, add_people, new_event
from tests.sharing import laptop
from tests.telling import aside, invited, joined, lacking, lie, tell
from tests.trouble import refused

PIN = "482913"


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
    """A desk that joined."""
    records = joined(organiser, laptop(tmp_path, "laptop-2"))
    yield records
    records.close()


@pytest.fixture
def third(organiser: Records, tmp_path: Path) -> Iterator[Records]:
    """Another desk, that joined."""
    records = joined(organiser, laptop(tmp_path, "laptop-3"))
    yield records
    records.close()


def everything(records: Records) -> tuple[object, ...]:
    """What an organiser decides of an event."""
    return (
        details_of(records), records.programme.sessions(), records.operators.all(), len(records.people.all()),
        {person.id: person.title for person in records.people.all()}, records.scans.counts(),
    )  # fmt: skip


def deciding(records: Records) -> dict[str, tuple[Kind, str, dict]]:
    """Whatever a desk might decide for all."""
    one, two, *_ = records.people.all()
    rule = {"minimum_sessions": 9, "minimum_share": 1, "required": []}
    session = session_fields(replace(records.programme.sessions()["F"], capacity=1))
    return {
        "the event": (Kind.EVENT, "event", {"names": {"ko": "빼앗긴 행사"}}),
        "the rule": (Kind.EVENT, "event", {"certificate_rule": rule}),
        "the secret": (Kind.EVENT, "event", {"secret": "00" * 32, "tag": "0000"}),
        "another laptop's trial": (Kind.EVENT, "event", {"scanner_tried:laptop-1": "2024-02-28T01:00:00+00:00"}),
        "a session": (Kind.SESSION, "F", session),
        "a session less": (Kind.SESSION, "F", {"removed": True}),
        "an organiser": (Kind.OPERATOR, "김", operator_fields(Role.ORGANISER, Pin(2, 1, 1, "00", "00"))),
        "two people joined": (Kind.MERGE, one.id, {"into": two.id, "same": True}),
        "everybody erased": (Kind.PURGE, "event", {"figures": payload_of(read_census(records)), "people": 3}),
        "somebody else's scan": (Kind.VOID, "the organiser's", {"reason": "x", "operator": ""}),
        "a key": (Kind.GRANT, "ab" * 32, {SIGNED: {"by": "ab" * 32, "signature": "cd" * 64}}),
    }  # fmt: skip


WHAT = ("the event", "the rule", "the secret", "another laptop's trial", "a session", "a session less", "an organiser",
        "two people joined", "everybody erased", "somebody else's scan", "a key")  # fmt: skip


@pytest.mark.parametrize("what", WHAT)
def test_what_a_desk_decides_for_all_counts_nowhere(what: str, organiser: Records, desk: Records, third: Records):
    Desk(organiser).scan(organiser.people.all()[0].ticket_code, "10:40", session="F", id="the organiser's")
    tell(organiser, desk), tell(organiser, third)
    before = everything(organiser)
    lie(desk, *deciding(organiser)[what])
    tell(desk, organiser), tell(desk, third)
    assert everything(organiser) == everything(third) == before
    for records in (organiser, third):
        assert [reason for _, reason in aside(records)] == ["authority"]
        assert doctor(records).sound
    Desk(desk).scan(desk.people.all()[1].ticket_code, "10:41", session="F")
    tell(desk, organiser)
    assert organiser.scans.counts()["F"] == [2, 2], "what the desk may do goes on counting"


@pytest.mark.parametrize("what", WHAT)
def test_nor_does_it_where_the_desk_signs_it_itself(what: str, organiser: Records, desk: Records):
    Desk(organiser).scan(organiser.people.all()[0].ticket_code, "10:40", session="F", id="the organiser's")
    tell(organiser, desk)
    before = everything(organiser)
    kind, subject, payload = deciding(organiser)[what]
    private = b"7" * 32
    op = desk._writer.operation(kind, subject, payload, wall_us=1, sign=authority_of(private))
    with desk.file.transaction():
        log.append(desk.file.connection, [op])
    tell(desk, organiser)
    assert everything(organiser) == before
    assert [reason for _, reason in aside(organiser)] == ["authority"]


def authority_of(private: bytes):
    return lambda message: {"by": signatures.public_of(private), "signature": signatures.sign(private, message)}


def test_an_organiser_s_word_does_not_count_a_second_time_or_changed(organiser: Records, desk: Records, third: Records):
    change_details(organiser, replace(details_of(organiser), names={"ko": "새 이름"}))
    tell(organiser, desk)
    said = [op for op in log.of_kind(desk.file.connection, Kind.EVENT) if SIGNED in op.payload][-1]
    change_details(organiser, replace(details_of(organiser), names={"ko": "더 새 이름"}))
    lie(desk, Kind.EVENT, "event", dict(said.payload))
    lie(desk, Kind.EVENT, "event", {**said.payload, "names": {"ko": "거짓"}})
    tell(organiser, third), tell(desk, third)
    assert details_of(third).names["ko"] == "더 새 이름"
    assert aside(third) == [("event", "authority")] * 2


def test_what_the_organisers_laptop_decides_counts_everywhere(organiser: Records, desk: Records):
    change_details(organiser, replace(details_of(organiser), names={"ko": "새 이름"}))
    manage_operators.add_operator(organiser, "김", Role.ORGANISER, PIN)
    one, two, *_ = organiser.people.all()
    join_people(organiser.by(Caller("김")), one.id, two.id)
    tell(organiser, desk)
    assert everything(desk) == everything(organiser)
    assert aside(desk) == []


def test_a_desk_without_an_organiser_is_told_before_anything_is_stored(desk: Records):
    one, two, *_ = desk.people.all()
    before = log.count(desk.file.connection)
    with refused("access.organisers_laptop"):
        change_details(desk, replace(details_of(desk), names={"ko": "새 이름"}))
    with refused("access.organisers_laptop"):
        join_people(desk, one.id, two.id)
    assert log.count(desk.file.connection) == before


def test_an_organisers_pin_on_the_spot_counts_everywhere_cut_off_too(organiser: Records, desk: Records, third: Records):
    manage_operators.add_operator(organiser, "김", Role.ORGANISER, PIN)
    tell(organiser, desk)
    theirs = desk.by(sign_in(desk, "김", PIN))
    change_rules(theirs, AccessRules(3, scan_while_locked=False))
    change_details(theirs, replace(details_of(desk), names={"ko": "데스크에서"}))
    tell(desk, organiser), tell(desk, third), tell(organiser, third)
    for records in (organiser, third):
        assert details_of(records).names["ko"] == "데스크에서"
        assert aside(records) == []
        assert doctor(records).sound


def test_a_wrong_pin_opens_no_key_and_an_operator_s_pin_decides_nothing(organiser: Records, desk: Records):
    manage_operators.add_operator(organiser, "김", Role.ORGANISER, "739164")
    manage_operators.add_operator(organiser.by(Caller("김")), "이", Role.OPERATOR, PIN)
    tell(organiser, desk)
    with refused("access.wrong_pin"):
        sign_in(desk, "김", PIN)
    theirs = desk.by(sign_in(desk, "이", PIN))
    with refused("access.organiser_needed"):
        change_details(theirs, replace(details_of(desk), names={"ko": "x"}))
    public = organiser.operators.all()["김"].key.public
    assert signatures.opened(public) is None


def with_the_key(private: bytes, desk: Records, name: str) -> None:
    """What somebody with this key writes at a desk of theirs, whatever its program would let them."""
    payload: dict[str, object] = {"names": {"ko": name}}
    with desk.transaction():
        op = desk._writer.operation(Kind.EVENT, "event", payload, wall_us=1, sign=authority_of(private))
        log.append(desk.file.connection, [op])


@pytest.mark.parametrize("end", ["another PIN", "removed"])
def test_an_old_pin_and_a_removed_organiser_decide_nothing_any_more(
    end: str, organiser: Records, desk: Records, third: Records
):
    manage_operators.add_operator(organiser, "김", Role.ORGANISER, PIN)
    manage_operators.add_operator(organiser.by(Caller("김")), "박", Role.ORGANISER, "739164")
    tell(organiser, desk), tell(organiser, third)
    theirs = desk.by(sign_in(desk, "김", PIN))
    change_details(theirs, replace(details_of(desk), names={"ko": "전"}))
    tell(desk, organiser)
    old = signatures.opened(organiser.operators.all()["김"].key.public)
    by = organiser.by(sign_in(organiser, "박", "739164"))
    if end == "removed":
        manage_operators.remove_operator(by, "김")
    else:
        manage_operators.reset_pin(by, "김", "555777")
    with_the_key(old, desk, "뒤")
    for listener in (organiser, third):
        tell(desk, listener), tell(organiser, listener)
    tell(organiser, desk)
    for records in (organiser, third, desk):
        assert details_of(records).names["ko"] == "전", "what was decided before stands, what came after does not"
        assert [reason for kind, reason in aside(records) if kind == "event"] == ["authority"]
        assert doctor(records).sound
    if end == "another PIN":
        change_details(desk.by(sign_in(desk, "김", "555777")), replace(details_of(desk), names={"ko": "새로"}))
        tell(desk, third)
        assert details_of(third).names["ko"] == "새로"


def test_an_old_key_cannot_take_the_new_ones_away(organiser: Records, desk: Records, third: Records):
    manage_operators.add_operator(organiser, "김", Role.ORGANISER, PIN)
    tell(organiser, desk)
    sign_in(desk, "김", PIN)
    old = signatures.opened(organiser.operators.all()["김"].key.public)
    manage_operators.reset_pin(organiser.by(Caller("김")), "김", "555777")
    new, root = organiser.operators.all()["김"].key.public, organiser.authority.root()
    with desk.transaction():
        for key in (new, root):
            desk.withdraw(key, old, at=DAY)
    tell(desk, third), tell(organiser, third), tell(desk, organiser)
    for records in (organiser, third):
        assert records.authority.is_granted(new)
        assert records.authority.is_granted(root)
        assert not records.authority.is_granted(signatures.public_of(old))


def test_who_gives_themselves_another_pin_at_a_desk_decides_with_it(organiser: Records, desk: Records, third: Records):
    manage_operators.add_operator(organiser, "김", Role.ORGANISER, PIN)
    tell(organiser, desk), tell(organiser, third)
    theirs = desk.by(sign_in(desk, "김", PIN))
    manage_operators.reset_pin(theirs, "김", "555777")
    change_details(theirs, replace(details_of(desk), names={"ko": "새로"}))
    tell(desk, third)
    assert details_of(third).names["ko"] == "새로"
    assert aside(third) == []
    assert sign_in(third, "김", "555777") == Caller("김")


def test_a_second_laptop_takes_over_by_an_organisers_pin(organiser: Records, desk: Records, third: Records):
    manage_operators.add_operator(organiser, "김", Role.ORGANISER, PIN)
    tell(organiser, desk), tell(organiser, third)
    authorise.become_organisers_laptop(desk.by(sign_in(desk, "김", PIN)))
    assert desk.authority.is_organisers_laptop()
    change_details(desk.by(sign_in(desk, "김", PIN)), replace(details_of(desk), names={"ko": "둘째"}))
    tell(desk, third)
    assert details_of(third).names["ko"] == "둘째"
    assert aside(third) == []


def test_a_desk_takes_and_gives_back_its_own_scans_only(organiser: Records, desk: Records, third: Records):
    people = organiser.people.all()
    Desk(desk).scan(people[0].ticket_code, "10:40", session="F", id="own")
    Desk(organiser).scan(people[1].ticket_code, "10:40", session="F", id="others")
    tell(organiser, desk)
    undo(desk, "own", "x")
    with refused("access.organisers_laptop"):
        undo(desk, "others", "x")
    tell(desk, third), tell(organiser, third)
    assert third.scans.counts()["F"] == [1, 1]
    assert aside(third) == []


def test_a_word_that_comes_before_what_it_is_about_counts_once_that_is_here(
    organiser: Records, desk: Records, third: Records
):
    people = organiser.people.all()
    Desk(desk).scan(people[0].ticket_code, "10:40", session="F", id="own")
    first = desk.log_id
    desk._writer.begin_anew()
    undo(desk, "own", "x")
    desk.seal(lacking(desk, third), lambda: invited[desk.desk_id])
    later = [row for row in lacking(desk, third) if row[0] != first]
    sync.take_in(third, later)
    assert aside(third) == [("void", "authority")]
    sync.take_in(third, sync_rows.rows_after(desk.file.connection, first, 0, 10))
    assert aside(third) == []
    assert third.scans.is_voided("own")
    assert third.scans.counts().get("F", [0, 0]) == [0, 0]


def test_whatever_the_order_in_which_things_arrive_the_result_is_one(organiser: Records, desk: Records, tmp_path: Path):
    """The lie first, while nobody knows of a key, and then the key: it counts no more."""
    lie(desk, Kind.EVENT, "event", {"names": {"ko": "거짓"}})
    fourth = laptop(tmp_path, "laptop-4")
    desk.seal(lacking(desk, fourth), lambda: invited[desk.desk_id])
    sync.take_in(fourth, [row for row in lacking(desk, fourth) if row[log.COLUMNS.index("desk_id")] == desk.desk_id])
    for piece in range(1, 4):
        tell(organiser, fourth, piece)
    assert details_of(fourth).names["ko"] == "하루"
    assert aside(fourth) == [("event", "authority")]
    assert doctor(fourth).sound
    fourth.close()


def test_a_desk_tries_its_own_scanner_without_an_organiser(organiser: Records, desk: Records):
    note_trial(desk, trial_code(desk), at=clock.now())
    tell(desk, organiser)
    assert aside(organiser) == []
    assert organiser.event.text("scanner_tried:laptop-2")


def test_an_event_of_one_laptop_has_no_key_and_asks_for_none(tmp_path: Path):
    records = new_event(tmp_path)
    change_details(records, replace(details_of(records), names={"ko": "혼자"}))
    assert not list(log.of_kind(records.file.connection, Kind.GRANT))
    assert all(SIGNED not in op.payload for op in log.in_order(records.file.connection))
    records.close()


def test_the_history_that_a_root_found_is_that_of_its_file_only(organiser: Records, desk: Records, tmp_path: Path):
    rows = sync_rows.rows_after(organiser.file.connection, organiser.log_id, 0, 1_000)
    forged = log.operation_from(next(row for row in rows if row[log.COLUMNS.index("kind")] == "event"))
    payload = {**forged.payload, "names": {"ko": "거짓"}}
    digest = digest_of(forged.nonce, forged.subject, forged.operator, log.to_json(payload))
    lied: list[Operation] = [replace(forged, payload=payload, digest=digest, text="")]
    assert rows[0][1] == forged.seq == 1
    chain = b""
    for row in [log.row_of(lied[0]), *rows[1:]]:
        op = log.operation_from(row)
        chain = chain_after(chain, fixed_columns(op), op.digest)
        lied.append(replace(op, chain=chain, text=""))
    fourth = laptop(tmp_path, "laptop-4")
    sync.take_in(fourth, [log.row_of(op) for op in lied[1:]])
    assert not fourth.authority.is_history_whole()
    assert desk.authority.is_history_whole()
    fourth.close()


def test_the_recovery_code_takes_over_when_the_organisers_laptop_is_lost(tmp_path: Path):
    code = new_code(b"8" * RANDOM_BYTES)
    lost = create_records(tmp_path / "lost.kiosk", EventDetails({"ko": "하루"}), desk_id="laptop-1", code=code)
    manage_operators.add_operator(lost, "김", Role.ORGANISER, "739164")
    authorise.become_organisers_laptop(lost.by(Caller("김")))
    other = laptop(tmp_path, "laptop-2")
    tell(lost, other)
    event_file.copy_to(lost.file, tmp_path / "copy.kiosk")
    lost.close()
    key_ring.hold(code)
    with opened(open_event(tmp_path / "copy.kiosk", desk_id="laptop-9")) as found:
        with refused("access.organisers_laptop"):
            found.by(Caller("김")).append(Kind.EVENT, "event", {"names": {"ko": "x"}}, at=DAY)
        manage_operators.reset_pin_by_code(found, "김", PIN, code.text)
        authorise.become_organisers_laptop(found.by(sign_in(found, "김", PIN)))
        change_details(found.by(Caller("김")), replace(details_of(found), names={"ko": "gerettet"}))
        tell(found, other)
    assert details_of(other).names["ko"] == "gerettet"
    assert aside(other) == []
    assert sign_in(other, "김", PIN) == Caller("김")
    other.close()
