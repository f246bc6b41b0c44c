"""What the doctor notices when somebody changes the log of an event by hand."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.keeping.backup import doctor
from kiosk.core.access import Caller
from kiosk.core.hash_chain import (
    BrokenLine,
    Tampering,
    broken_lines,
    chain_after,
    digest_of,
    fixed_columns,
    to_json,
)
from kiosk.core.operation import Kind, Operation
from kiosk.store.log import COLUMNS, Writer, by_id
from tests import making
from tests.making import DAY, Desk, examined

PEOPLE = 3


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """An event of one log: the event, four sessions, three people, three scans; nobody has it open."""
    records = making.new_event(tmp_path)
    records = records.by(Caller("김하늘"))
    desk = Desk(records)
    for person in making.add_people(records, PEOPLE):
        desk.scan(person.ticket_code, "10:00", session="E")
    records.close()
    return records.path


def by_hand(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as plain, plain:
        for statement in statements:
            plain.execute(statement)


def found(path: Path) -> list[tuple[int, str]]:
    return [(line.seq, line.fault) for line in examined(path).broken]


def test_an_untouched_log_is_sound(closed: Path):
    assert examined(closed).sound


LINE = "WHERE op_id LIKE '%:7'"  # the seventh line: one of the people
BY_HAND = {
    "what it says": f"""UPDATE op SET payload = replace(payload, '참석자2', '도재담') {LINE}""",
    "who did it": f"UPDATE op SET operator = '아무개' {LINE}",
    "whom it is about": f"UPDATE op SET subject = '0000000000001' {LINE}",
    "when": f"UPDATE op SET wall_us = wall_us - 1 {LINE}",
    "where": f"UPDATE op SET desk_id = 'laptop-2' {LINE}",
    "its kind": f"UPDATE op SET kind = 'badge' {LINE}",
    "its order": f"UPDATE op SET hlc = hlc + 1 {LINE}",
    "text that is no JSON": f"UPDATE op SET payload = 'rubbish' {LINE}",
    "erased but for its content": f"UPDATE op SET nonce = NULL {LINE}",
}


@pytest.mark.parametrize("what", BY_HAND)
def test_a_changed_line_is_named(what: str, closed: Path):
    by_hand(closed, BY_HAND[what])
    assert found(closed) == [(7, Tampering.CHANGED)]


def test_a_removed_line_is_named(closed: Path):
    by_hand(closed, f"DELETE FROM op {LINE}")
    assert found(closed) == [(7, Tampering.REMOVED)]


OTHERS = ", ".join(COLUMNS[3:])


def test_a_line_put_in_between_is_named(closed: Path):
    by_hand(
        closed,
        "UPDATE op SET seq = seq + 1000 WHERE seq >= 7",
        f"INSERT INTO op (log_id, seq, op_id, {OTHERS}) SELECT log_id, 7, 'forged', {OTHERS} FROM op WHERE seq = 6",
        "UPDATE op SET seq = seq - 999 WHERE seq >= 1000",
    )
    assert found(closed) == [(7, Tampering.INSERTED)]


def test_a_line_written_anew_with_its_own_hashes_breaks_the_line_after_it(closed: Path):
    with opened(read_event(closed)) as records:
        before, old, after = (by_id(records.file.connection, f"desk 1/{scan}") for scan in (1, 2, 3))
    payload = to_json({**old.payload, "verdict": "left"})
    digest = digest_of(old.nonce, old.subject, old.operator, payload)
    chain = chain_after(before.chain, fixed_columns(old), digest)
    with closing(sqlite3.connect(closed)) as plain, plain:
        values = (payload, digest, chain, old.op_id)
        plain.execute("UPDATE op SET payload = ?, digest = ?, chain = ? WHERE op_id = ?", values)
    assert found(closed) == [(after.seq, Tampering.CHANGED)]


def test_the_end_of_a_log_cut_off_shows_in_what_was_folded_from_it(closed: Path):
    by_hand(closed, "DELETE FROM op WHERE seq = (SELECT MAX(seq) FROM op)")
    examination = examined(closed)
    assert not examination.broken
    assert not examination.sound
    assert "scan" in examination.differing


def test_every_start_of_the_program_has_a_chain_of_its_own(closed: Path):
    for _start in range(3):
        with opened(open_event(closed)) as records:
            making.add_people(records, 1)
    assert examined(closed).sound
    assert examined(closed).logs == 4


def test_a_transaction_that_was_undone_leaves_the_chain_whole(closed: Path):
    with opened(open_event(closed)) as records:
        making.add_people(records, 1)
        with pytest.raises(ZeroDivisionError), records.transaction():
            records.append(Kind.BADGE, "1", {}, at=DAY)
            raise ZeroDivisionError
        making.add_people(records, 1)
        assert doctor(records).sound


def test_who_was_signed_in_stands_beside_what_was_done(closed: Path):
    with opened(read_event(closed)) as records:
        assert {op.operator for op in records.scans.all()} == {"김하늘"}


def test_a_name_and_a_text_in_parts_are_stored_as_they_are_hashed(closed: Path):
    """Decomposed Hangul, a NUL and half a surrogate are mended before the digest is made, not after."""
    with opened(open_event(closed)) as records:
        records = records.by(Caller("김하늘\0"))
        with records.transaction():
            records.append("note", "가\ud800", {"text": "가\0", "share": float("nan")}, at=DAY, op_id="n")
        assert by_id(records.file.connection, "n").operator == "김하늘"
        assert doctor(records).sound


def written(count: int) -> list[Operation]:
    writer = Writer("desk")
    return [writer.operation(Kind.BADGE, str(n), {"copy": n}, wall_us=n) for n in range(count)]


@given(st.integers(1, 12), st.data())
def test_any_one_line_removed_is_named_but_the_last(count: int, data: st.DataObject):
    lines = written(count)
    gone = data.draw(st.integers(0, count - 1))
    left = lines[:gone] + lines[gone + 1 :]
    expected = [] if gone == count - 1 else [BrokenLine(lines[0].log_id, gone + 1, Tampering.REMOVED)]
    assert list(broken_lines(left)) == expected


@given(st.integers(2, 12), st.data())
def test_two_lines_in_each_other_s_place_are_noticed(count: int, data: st.DataObject):
    lines = written(count)
    one, other = data.draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=2, unique=True))
    lines[one], lines[other] = lines[other], lines[one]
    assert list(broken_lines(lines))
