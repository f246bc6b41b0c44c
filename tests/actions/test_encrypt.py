"""An encrypted event on real files: nothing of it can be read from outside, and everything works on it as before."""

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from kiosk.actions.event import create_event, open_event, opened, read_event
from kiosk.actions.keeping import encrypt, unlock
from kiosk.actions.keeping.auto_backup import backup_state, make_backup
from kiosk.actions.keeping.backup import backup, doctor, open_checked
from kiosk.actions.keeping.purge import purge
from kiosk.actions.keeping.recover import is_sound, recover_event
from kiosk.core.recovery_code import RecoveryCode
from kiosk.store import connections, event_file, key_ring
from kiosk.store.records import Records
from tests import making
from tests.key_rings import RingInMemory, laptop
from tests.making import Desk
from tests.trouble import refused

NOON = datetime(2024, 2, 28, 3, tzinfo=UTC)
AFTERWARDS = datetime(2030, 1, 1, tzinfo=UTC)
NAME = "가나다라마바사"


@pytest.fixture
def ring() -> Iterator[RingInMemory]:
    ring = RingInMemory()
    with laptop(ring):
        yield ring


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Forty people with one name; ten of them scanned; nobody has it open."""
    records = making.new_event(tmp_path)
    desk = Desk(records)
    for person in making.add_people(records, 40, name=NAME)[:10]:
        desk.scan(person.ticket_code, "10:00", session="E")
    records.close()
    return records.path


def encrypted(path: Path) -> RecoveryCode:
    code = encrypt.make_code()
    encrypt.encrypt_event(path, code)
    return code


def facts(path: Path) -> tuple:
    with opened(read_event(path)) as records:
        assert doctor(records).sound
        told = records.event.details(), records.event.ticket_key()
        return told, records.people.all(), records.scans.counts(), list(records.journal.in_order())


def leaks(folder: Path) -> list[str]:
    """Files under a folder in which the people's name or SQLite's mark can be read."""
    signs = (NAME.encode(), NAME.encode("utf-16-le"), b"SQLite format", b"CREATE TABLE", b"secret")
    return [
        str(file) for file in folder.rglob("*") if file.is_file() and any(sign in file.read_bytes() for sign in signs)
    ]


def root_page(records: Records, table: str) -> int:
    """The page in the middle of a table (SQLCipher has no list of all)."""
    return records.file.connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]


def spoil(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)


def test_an_encrypted_event_is_the_same_event(plain: Path, ring: RingInMemory):
    before = facts(plain)
    assert leaks(plain.parent)
    code = encrypted(plain)
    assert facts(plain) == before
    assert list(ring.kept.values()) == [code.text]
    encrypt.decrypt_event(plain)
    assert not unlock.is_encrypted(plain)
    assert facts(plain) == before


def test_file_log_and_copies_hold_no_name(plain: Path, stick: Path, ring: RingInMemory):
    encrypted(plain)
    with opened(open_event(plain)) as records:
        making.add_people(records, 5, name=NAME)
        assert plain.with_name(f"{plain.name}-wal").stat().st_size
        make_backup(records, stick, desk_id="laptop-1", now=NOON)
        backup(records, plain.with_name("copy.kiosk"))
        assert leaks(plain.parent) == []
    assert leaks(plain.parent) == []


def test_what_is_seen_from_outside_is_the_mark_and_that_it_is_an_event(plain: Path, ring: RingInMemory):
    code = encrypted(plain)
    assert plain.read_bytes()[:16] == b"KIOSKENC" + code.mark
    assert [file.name for file in plain.parent.iterdir() if file.suffix == ".part"] == []


def test_without_the_code_an_event_is_not_opened_and_not_changed(plain: Path):
    with laptop():
        encrypted(plain)
    content = plain.read_bytes()
    with laptop():
        for attempt in (open_event, read_event, open_checked):
            with refused("encryption.locked"):
                attempt(plain)
        with refused("encryption.wrong_code"):
            unlock.unlock(plain, RecoveryCode(7).text)
        with refused("encryption.mistyped") as trouble:
            unlock.unlock(plain, "ZZZZZZ" + RecoveryCode(7).text[6:])
        assert trouble.value.details == {"groups": "1"}
        with refused("encryption.no_code"):
            unlock.unlock(plain, "1234")
        assert unlock.is_locked(plain)
    assert plain.read_bytes() == content


def test_on_another_laptop_the_code_is_typed_once_where_there_is_a_key_ring(plain: Path, ring: RingInMemory):
    before = facts(plain)
    code = encrypted(plain)
    other = RingInMemory()
    with laptop(other):
        assert unlock.is_locked(plain)
        unlock.unlock(plain, code.text.lower())
        assert facts(plain) == before
    with laptop(other):
        assert facts(plain) == before


def test_without_a_key_ring_the_code_is_needed_at_each_start(plain: Path):
    with laptop():
        code = encrypt.make_code()
        assert not encrypt.encrypt_event(plain, code).in_ring
        facts(plain)
    for _start in range(2):
        with laptop():
            assert unlock.is_locked(plain)
            unlock.unlock(plain, code.text)
            facts(plain)


def test_a_script_gives_the_code_in_the_environment(plain: Path, monkeypatch: pytest.MonkeyPatch):
    before = facts(plain)
    with laptop():
        code = encrypted(plain)
    with laptop():
        monkeypatch.setenv("KIOSK_EVENT_KEY", code.text)
        assert facts(plain) == before
        monkeypatch.setenv("KIOSK_EVENT_KEY", RecoveryCode(7).text)
        with refused("encryption.wrong_code"):
            read_event(plain)
        monkeypatch.setenv("KIOSK_EVENT_KEY", "no code")
        with refused("encryption.bad_variable"):
            read_event(plain)


def test_an_event_that_somebody_has_open_is_left_as_it_is(plain: Path, ring: RingInMemory):
    with opened(open_event(plain)), refused("event.in_use"):
        encrypted(plain)
    with opened(read_event(plain)) as reader:
        reader.people.all()
        with refused("event.in_use"):
            encrypted(plain)
    assert not unlock.is_encrypted(plain)
    assert ring.kept == {}
    facts(plain)


def test_encrypting_twice_and_decrypting_a_plain_event_is_refused(plain: Path, ring: RingInMemory):
    with refused("encryption.is_plain"):
        encrypt.decrypt_event(plain)
    encrypted(plain)
    kept, content = dict(ring.kept), plain.read_bytes()
    with refused("encryption.is_encrypted"):
        encrypted(plain)
    assert ring.kept == kept
    assert plain.read_bytes() == content


def test_a_disk_that_loses_a_row_keeps_the_plain_event(
    plain: Path, ring: RingInMemory, monkeypatch: pytest.MonkeyPatch
):
    def losing(path: Path, code: RecoveryCode | None, target: Path, target_code: RecoveryCode | None) -> None:
        connections.convert(path, code, target, target_code)
        with closing(connections.connect(target, target_code)) as made:
            made.execute("DELETE FROM op WHERE arrival = 5")

    monkeypatch.setattr(event_file, "convert", losing)
    with refused("encryption.not_whole"):
        encrypted(plain)
    assert not unlock.is_encrypted(plain)
    assert sorted(file.suffix for file in plain.parent.iterdir()) == sorted([".kiosk", ".lock"])


def test_plain_copies_are_named_and_removed_when_asked(plain: Path, stick: Path, ring: RingInMemory):
    beside = plain.with_name("evening.kiosk")
    with opened(open_event(plain)) as records:
        backup(records, beside)
        copy = make_backup(records, stick, desk_id="laptop-1", now=NOON)
    with opened(making.new_event(plain.parent, name="another.kiosk")) as other:
        another = other.path
    done = encrypt.encrypt_event(plain, encrypt.make_code(), folder=stick)
    assert set(done.plain_copies) == {beside, copy.path}
    encrypt.remove_copies(done.plain_copies)
    assert encrypt.plain_copies(plain, stick) == ()
    assert another.exists()
    another.unlink()
    assert leaks(plain.parent) == []


def test_safe_copies_of_an_encrypted_event_are_verified_and_compared(plain: Path, stick: Path, ring: RingInMemory):
    encrypted(plain)
    with opened(open_event(plain)) as records:
        copy = make_backup(records, stick, desk_id="laptop-1", now=NOON)
        making.add_people(records, 1)
        state = backup_state(records, stick)
    assert (state.copies[0].path, state.lost) == (copy.path, ())
    assert state.behind > 0
    assert unlock.is_encrypted(copy.path)


def test_a_flipped_bit_anywhere_is_found(plain: Path, ring: RingInMemory):
    encrypted(plain)
    content = bytearray(plain.read_bytes())
    for place in range(100, len(content), len(content) // 12):
        content[place] ^= 1
        plain.write_bytes(content)
        assert not is_sound(plain)
        content[place] ^= 1
    plain.write_bytes(content)
    facts(plain)


@pytest.mark.parametrize("is_copy_encrypted", [True, False], ids=["from an encrypted copy", "from an older plain one"])
def test_a_damaged_encrypted_event_is_made_whole_and_stays_encrypted(
    plain: Path, stick: Path, ring: RingInMemory, is_copy_encrypted: bool
):
    if not is_copy_encrypted:
        with opened(open_event(plain)) as records:
            make_backup(records, stick, desk_id="laptop-1", now=NOON)
    encrypted(plain)
    with opened(open_event(plain)) as records:
        if is_copy_encrypted:
            make_backup(records, stick, desk_id="laptop-1", now=NOON)
        desk = Desk(records)
        for person in records.people.all()[20:30]:
            desk.scan(person.ticket_code, "10:05", session="E")
        page = root_page(records, "attendee")
    before = facts(plain)
    spoil(plain, page)
    made = recover_event(plain, now=NOON, folder=stick)
    assert made.source is not None
    assert unlock.is_encrypted(plain)
    assert facts(plain) == before
    assert unlock.is_encrypted(made.aside)


def test_without_a_copy_what_can_be_read_of_an_encrypted_event_is_saved(plain: Path, ring: RingInMemory):
    encrypted(plain)
    with opened(read_event(plain)) as records:
        page = root_page(records, "scan")
    before = facts(plain)
    spoil(plain, page)
    made = recover_event(plain, now=NOON)
    assert made.source is None
    assert unlock.is_encrypted(plain)
    assert facts(plain) == before


def test_erasing_everybody_works_on_an_encrypted_event(plain: Path, stick: Path, ring: RingInMemory):
    encrypted(plain)
    with opened(open_event(plain)) as records:
        copy = make_backup(records, stick, desk_id="laptop-1", now=NOON)
        done = purge(records, "하루", now=AFTERWARDS, folder=stick, desk_id="laptop-1")
    assert done.people == 40
    assert copy.path in done.files
    assert facts(plain)[1] == []
    encrypt.decrypt_event(plain)
    assert NAME.encode() not in plain.read_bytes()


def test_a_new_event_is_encrypted_from_its_first_byte(tmp_path: Path, ring: RingInMemory):
    code = encrypt.make_code()
    unlock.keep_code(code)
    with opened(create_event(tmp_path / "new.kiosk", making.EventDetails({"ko": "하루"}), code=code)) as records:
        making.add_people(records, 3, name=NAME)
        assert leaks(tmp_path) == []
    assert len(facts(tmp_path / "new.kiosk")[1]) == 3


def test_a_full_disk_is_told_as_such_on_an_encrypted_event(plain: Path, ring: RingInMemory):
    encrypted(plain)
    with opened(open_event(plain)) as records:
        pages = records.file.connection.execute("PRAGMA page_count").fetchone()[0]
        records.file.connection.execute(f"PRAGMA max_page_count={pages}")
        with refused("event.disk_full"):
            making.add_people(records, 2000)
    assert len(facts(plain)[1]) >= 40


def test_a_plain_event_needs_nothing_of_the_extra(plain: Path, monkeypatch: pytest.MonkeyPatch):
    with laptop():
        encrypted(code_file := Path(shutil.copy(plain, plain.with_name("other.kiosk"))))
        monkeypatch.setitem(sys.modules, "sqlcipher3", None)
        monkeypatch.setitem(sys.modules, "keyring", None)
        facts(plain)
        with refused("encryption.not_installed"):
            read_event(code_file)
        with refused("encryption.not_installed"):
            encrypt.make_code()
        key_ring._at_hand.clear()
        with refused("encryption.locked"):
            read_event(code_file)


def test_the_file_is_no_database_to_a_program_without_the_key(plain: Path, ring: RingInMemory):
    encrypted(plain)
    with closing(sqlite3.connect(plain)) as stranger, pytest.raises(sqlite3.DatabaseError, match="not a database"):
        stranger.execute("SELECT * FROM op")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_says_the_code_as_it_is_typed(plain: Path, tmp_path: Path, language: str):
    code = RecoveryCode(2**149 + 12345)
    with opened(read_event(plain)) as records:
        out = encrypt.write_code(records, code, tmp_path / "code.pdf", language)
    with closing(pypdfium2.PdfDocument(out)) as document:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_bounded()
    for group in code.text.split("-"):
        assert group in text
