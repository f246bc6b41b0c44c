"""Erasing an event's people: nothing of them is left in any byte, the figures and the hash chain are."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest

from kiosk import clock
from kiosk.actions.desks import hub as hub_actions
from kiosk.actions.desks import sync as desk_sync
from kiosk.actions.desks import sync_setup
from kiosk.actions.desks.sync_setup import SharedBy
from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.keeping import erase_traces
from kiosk.actions.keeping.auto_backup import backups_in, choose_folder, make_backup
from kiosk.actions.keeping.backup import backup, doctor
from kiosk.actions.keeping.erase_traces import finish_erasure, is_cut_off, reach_of
from kiosk.actions.keeping.purge import certify, purge
from kiosk.actions.office.figures import read_census
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee
from kiosk.core.access import Caller, Pin, Role, operator_fields
from kiosk.core.hash_chain import Tampering
from kiosk.core.kept_figures import payload_of
from kiosk.core.operation import Kind
from kiosk.errors import KioskError
from kiosk.store import erasure, event_file, hub_schema, log, replacing, schema, sync_rows
from kiosk.store.hub_server import HubServer
from kiosk.store.records import Records
from kiosk.words.error_messages import explain
from kiosk.words.terms import export_word
from tests import making
from tests.making import DAY, Desk
from tests.sharing import Hub, laptop, sync
from tests.trouble import refused

EVENING = making.moment("18:30")
NAMES = ("도재담", "반가온", "남궁늘봄", "위욱빈")


@pytest.fixture
def event(tmp_path: Path, stick: Path) -> Iterator[Records]:
    """A day that is over: four people, scans, a correction, a scan that found nobody, copies here and there."""
    records = making.new_event(tmp_path)
    records = records.by(Caller("김하늘"))
    desk = Desk(records)
    for number, name in enumerate(NAMES):
        fields = {"name": name, "phone": f"010-1234-567{number}", "email": f"guest{number}@example.com"}
        (person,) = making.add_people(records, 1, **fields, category="산" if number % 2 else "학")
        desk.scan(person.ticket_code, "10:05", session="E")
    edit_attendee(records, person.id, {"notes": "휠체어 이용"})
    desk.scan("a letter from 홍길동", "10:06", session="E")
    make_backup(records, stick, desk_id="laptop-1", now=DAY)
    backup(records, tmp_path / "evening.kiosk")
    yield records
    records.close()


def traces(records: Records) -> list[bytes]:
    """What may be found nowhere afterwards."""
    people = records.people.all()
    told = [value for p in people for value in (p.id, p.name, p.phone, p.email, p.ticket_code) if value]
    return [text.encode() for text in (*told, "휠체어", "홍길동")]


def found_in(folder: Path, wanted: list[bytes]) -> set[tuple[str, bytes]]:
    """Every trace in the raw bytes of every file below a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {(path.name, trace) for path in files for trace in wanted if trace in path.read_bytes()}


def kept(records: Records) -> dict[str, object]:
    """What of the census is kept."""
    return payload_of(read_census(records))


def purged(records: Records, stick: Path | None):
    return purge(records, "하루", now=EVENING, folder=stick, desk_id="laptop-1")


def test_no_byte_of_file_log_or_copies_holds_anybody_afterwards(event: Records, stick: Path, tmp_path: Path):
    wanted = traces(event)
    assert {trace for _, trace in found_in(tmp_path, wanted)} == set(wanted)
    purged(event, stick)
    assert found_in(tmp_path, wanted) == set()
    event.close()
    assert found_in(tmp_path, wanted) == set()


def test_the_log_can_still_be_checked_from_end_to_end(event: Records, stick: Path):
    length = event.journal.length()
    purged(event, stick)
    assert doctor(event).sound
    assert event.journal.length() == length + 1
    event.close()
    with closing(sqlite3.connect(event.path)) as plain, plain:
        plain.execute("UPDATE op SET direction = 'out' WHERE kind = 'scan' AND session = 'E'")
    assert {line.fault for line in making.examined(event.path).broken} == {Tampering.CHANGED}


def test_an_event_whose_clock_was_measured_can_be_erased_and_folded_anew(event: Records, stick: Path):
    desk_sync.note_clock(event, offset_us=5_000_000, round_trip_us=2000)
    clock.correct(timedelta())
    with event.transaction():
        first = next(log.of_kind(event.file.connection, Kind.SCAN)).log_id
        measured = {"offset_us": 7_000_000, "round_trip_us": 1000}
        event.append(Kind.CLOCK, first, measured, at=EVENING)
        event.append(Kind.BADGE, event.people.all()[0].id, {"files": [], "fingerprint": ""}, at=EVENING)
    before = kept(event)
    purged(event, stick)
    event.rebuild()
    assert kept(event) == before
    assert doctor(event).sound


def test_the_figures_stay_as_they_were(event: Records, stick: Path):
    before = kept(event)
    assert next(one for one in read_census(event).sessions if one.session.code == "E").whole.present == 4
    purged(event, stick)
    assert kept(event) == before
    assert event.people.all() == []
    assert set(event.programme.sessions()) == {"R", "E", "F", "P"}


def test_a_copy_without_people_takes_the_place_of_the_copies(event: Records, stick: Path, tmp_path: Path):
    done = purged(event, stick)
    assert len(done.files) == 2
    assert not (tmp_path / "evening.kiosk").exists()
    (copy,) = backups_in(stick)
    with opened(read_event(copy.path)) as there:
        assert there.people.count() == 0
        assert doctor(there).sound


def test_what_was_put_aside_as_damaged_goes_too(event: Records, stick: Path):
    aside = event.path.with_name("day.damaged-20240228-100000.kiosk")
    aside.write_bytes("도재담".encode() * 1000)
    assert aside in purged(event, stick).files
    assert not aside.exists()


def test_a_drive_that_is_not_there_is_named(event: Records, stick: Path):
    gone = stick.rename(stick.with_name("pulled out"))
    assert reach_of(event, stick).missing == stick
    assert purged(event, stick).missing == stick
    assert len(backups_in(gone)) == 1


def test_another_event_s_files_are_left_alone(event: Records, stick: Path, tmp_path: Path):
    other = making.new_event(tmp_path, name="other.kiosk")
    making.add_people(other, 1)
    make_backup(other, stick, desk_id="laptop-1", now=DAY)
    purged(event, stick)
    assert other.people.count() == 1
    other.close()
    assert len(backups_in(stick)) == 2


def test_nothing_is_erased_without_the_event_s_name(event: Records, stick: Path):
    with refused("purge.not_confirmed"):
        purge(event, "하루 종일", now=EVENING, folder=stick)
    assert event.people.count() == 4


def test_nobody_is_erased_before_the_event_is_over(event: Records, stick: Path):
    with refused("purge.not_over"):
        purge(event, "하루", now=making.moment("17:59"), folder=stick)
    assert event.people.count() == 4


def test_a_scan_of_somebody_erased_finds_nobody_and_its_id_stays_taken(event: Records, stick: Path):
    code = event.people.all()[0].ticket_code
    purged(event, stick)
    assert Desk(event, "later").scan(code, "18:31").person is None
    with refused("scan.id_taken"):
        Desk(event).scan(code, "18:31")


def test_lines_emptied_by_hand_are_not_taken_for_erased_people(event: Records):
    event.close()
    with closing(sqlite3.connect(event.path)) as plain, plain:
        plain.execute("UPDATE op SET subject='', operator='', payload='{}', nonce=NULL WHERE kind = 'void' OR seq = 7")
    assert [line.seq for line in making.examined(event.path).broken] == [7]


def test_the_certificate_says_what_was_erased_and_what_stays(event: Records, stick: Path, tmp_path: Path):
    done = purged(event, stick)
    for language, title in (("ko", "개인정보 파기 확인서"), ("en", "Certificate of Erasure")):
        path = certify(event, done, tmp_path / f"{language}.pdf", export_word, language)
        with closing(pypdfium2.PdfDocument(path)) as document:
            assert len(document) == 1
            text = document[0].get_textpage().get_text_range()
        assert title in text
        assert done.fingerprint in text
        assert "김하늘" in text
    assert found_in(tmp_path, traces(event)) == set()


# --- several desks ---


@pytest.fixture
def other_desk(event: Records, tmp_path: Path) -> Iterator[Records]:
    """A second desk with everything the first one has, and one scan more."""
    folder = tmp_path.with_name(tmp_path.name + "-other")
    folder.mkdir()
    event_file.copy_to(event.file, folder / "day.kiosk")
    records = open_event(folder / "day.kiosk", desk_id="laptop-2")
    Desk(records, "desk 2").scan(records.people.all()[0].ticket_code, "10:40", session="F")
    yield records
    records.close()


def sent(source: Records, target: Records) -> None:
    """What ``target`` lacks of ``source``, brought over."""
    known = sync_rows.heads(target.file.connection)
    for log_id in sync_rows.heads(source.file.connection):
        desk_sync.take_in(target, sync_rows.rows_after(source.file.connection, log_id, known.get(log_id, 0), 500))


def test_another_desk_erases_when_it_hears_of_it(event: Records, other_desk: Records, stick: Path):
    wanted = traces(event)
    purged(event, stick)
    sent(event, other_desk)
    assert found_in(other_desk.path.parent, wanted) == set()
    assert doctor(other_desk).sound
    assert kept(other_desk) == kept(event)


def test_what_a_desk_had_not_sent_yet_is_erased_where_it_arrives(event: Records, other_desk: Records, stick: Path):
    purged(event, stick)
    sent(other_desk, event)
    assert event.people.count() == 0
    assert not list(event.scans.all())
    assert doctor(event).sound


def test_a_desk_that_joins_afterwards_takes_the_emptied_lines_for_nothing(event: Records, stick: Path, tmp_path: Path):
    staff = operator_fields(Role.ORGANISER, Pin(2, 1, 1, "00", "00"))
    with event.transaction():
        event.append(Kind.OPERATOR, "김하늘", staff, at=DAY)
        event.append(Kind.BADGE, event.people.all()[0].id, {"files": [], "fingerprint": ""}, at=DAY)
    purged(event, stick)
    fresh = laptop(tmp_path, "fresh")
    sent(event, fresh)
    assert fresh.operators.all() == {}
    assert doctor(fresh).sound
    assert sync_setup.set_aside_of(fresh) == []
    assert set(fresh.programme.sessions()) == set(event.programme.sessions())
    fresh.close()


def test_no_desk_can_empty_the_others_while_they_work(event: Records, other_desk: Records):
    with event.transaction():
        event.append(
            Kind.PURGE, "event", {"figures": payload_of(read_census(event, EVENING))}, at=making.moment("11:00")
        )
    sent(event, other_desk)
    assert other_desk.people.count() == 4


def test_a_laptop_whose_clock_is_ahead_does_not_empty_the_others_while_they_work(event: Records, other_desk: Records):
    with event.transaction():
        event.append(Kind.PURGE, "event", {"figures": payload_of(read_census(event, EVENING))}, at=EVENING)
        eight_hours = {"offset_us": -8 * 3600 * 1_000_000, "round_trip_us": 2000}
        event.append(Kind.CLOCK, event.log_id, eight_hours, at=EVENING)
    sent(event, other_desk)
    assert other_desk.people.count() == 4


def test_a_word_of_erasing_counts_once_the_clock_of_who_said_it_is_known(event: Records, other_desk: Records):
    with event.transaction():
        event.append(
            Kind.PURGE, "event", {"figures": payload_of(read_census(event, EVENING))}, at=making.moment("11:00")
        )
    sent(event, other_desk)
    with event.transaction():
        eight_hours = {"offset_us": 8 * 3600 * 1_000_000, "round_trip_us": 2000}
        event.append(Kind.CLOCK, event.log_id, eight_hours, at=EVENING)
    sent(event, other_desk)
    assert other_desk.people.count() == 0


def measured(records: Records, hours: int) -> None:
    offset = {"offset_us": hours * 3600 * 1_000_000, "round_trip_us": 2000}
    with records.transaction():
        records.append(Kind.CLOCK, records.log_id, offset, at=EVENING)


def shown_by_a_clock_ahead(monkeypatch: pytest.MonkeyPatch, hours: int) -> datetime:
    """From now on the laptop at work shows a time that is still to come."""
    ahead = datetime.now(UTC) + timedelta(hours=hours)
    monkeypatch.setattr(log.time, "time_ns", lambda: int(ahead.timestamp() * 1e9))
    return ahead


@pytest.mark.parametrize("is_measured_first", [True, False], ids=["measured before", "measured later"])
@pytest.mark.parametrize("hours", [1, 8, 20])
def test_nobody_comes_back_after_an_erasure_because_a_clock_was_ahead(
    hours: int, is_measured_first: bool, event: Records, other_desk: Records, monkeypatch: pytest.MonkeyPatch
):
    sent(event, other_desk)
    if is_measured_first:
        measured(other_desk, -hours)
    with monkeypatch.context() as patch:
        at = shown_by_a_clock_ahead(patch, hours)
        fields = {"name": "안 돌아올 사람", "category": "산", "status": "registered"}
        with other_desk.transaction():
            other_desk.append(Kind.ATTENDEE, "9999999999999", fields, at=at)
    with event.transaction():
        event.append(
            Kind.PURGE, "event", {"figures": payload_of(read_census(event, EVENING))},
            at=datetime.now(UTC) + timedelta(seconds=1),
        )  # fmt: skip
    sent(other_desk, event)
    if not is_measured_first:
        measured(other_desk, -hours)
        sent(other_desk, event)
    sent(event, other_desk)
    assert (event.people.count(), other_desk.people.count()) == (0, 0)
    assert not any("안 돌아올" in op.text for op in log.in_order(event.file.connection))
    assert doctor(event).sound and doctor(other_desk).sound


@pytest.mark.parametrize("hours", [1, 20])
def test_who_is_entered_after_an_erasure_stays_whatever_a_clock_shows(
    hours: int, event: Records, other_desk: Records, monkeypatch: pytest.MonkeyPatch
):
    with event.transaction():
        event.append(
            Kind.PURGE, "event", {"figures": payload_of(read_census(event, EVENING))}, at=datetime.now(UTC)
        )  # fmt: skip
    sent(event, other_desk)
    measured(other_desk, -hours)
    at = shown_by_a_clock_ahead(monkeypatch, hours) + timedelta(minutes=1)
    with other_desk.transaction():
        other_desk.append(Kind.ATTENDEE, "9999999999999", {"name": "새 사람", "status": "registered"}, at=at)
    sent(other_desk, event)
    assert (event.people.count(), other_desk.people.count()) == (1, 1)


ONLY_HERE = "허브만아는이름"
"""The server of the tests holds other events too, with people of other names."""


@pytest.mark.long
def test_the_hub_is_erased_to_the_last_byte_of_its_table(
    event: Records, stick: Path, postgresql: HubServer, monkeypatch: pytest.MonkeyPatch
):
    hub = Hub(postgresql, event)
    add_attendee(event, {"name": ONLY_HERE})
    sync(event, hub.link("laptop-1", forwards=True))
    with hub.admin() as admin:
        admin.execute(f"ANALYZE {hub_schema.schema_name(hub.event)}.op")  # as the server does by itself now and then
        admin.execute("CHECKPOINT")
    wanted = [ONLY_HERE.encode()]
    assert found_in(postgresql.data, wanted)
    kept = hub.count("SELECT count(*) FROM op WHERE kind IN ('event', 'session')")
    monkeypatch.setattr(sync_setup, "shared_by", lambda _records: SharedBy("e", True, True, True))
    monkeypatch.setattr(hub_actions, "administered", lambda _records: hub.admin())
    done = purged(event, stick)
    assert (done.hub, done.hub_missed) == (True, "")
    assert hub.count("SELECT count(*) FROM op WHERE nonce IS NOT NULL") == kept
    assert hub.count("SELECT count(*) FROM op WHERE subject <> '' AND kind NOT IN ('event', 'session')") == 0
    assert found_in(postgresql.data, wanted) == set()
    sync(event, hub.link("laptop-1b", forwards=True))  # the word itself follows with the next exchange
    fresh = laptop(event.path.parent, "fresh")
    sync(fresh, hub.link("laptop-3"))
    assert fresh.people.count() == 0
    assert doctor(fresh).sound
    fresh.close()
    hub.close()


def test_a_hub_that_cannot_be_reached_is_told_and_the_rest_is_erased(
    event: Records, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(
        sync_setup, "shared_by", lambda _records: SharedBy("e", True, True, True)
    )  # its server is not there
    assert purged(event, stick).hub_missed == "purge.hub_missed"
    assert event.people.count() == 0


def test_a_hub_of_another_laptop_is_told_to_have_the_people_still(
    event: Records, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sync_setup, "shared_by", lambda _records: SharedBy("e", True, False, False))
    assert reach_of(event, stick).hub_of_another
    done = purged(event, stick)
    assert (done.hub, done.hub_missed) == (False, "purge.hub_of_another")
    assert "organiser’s laptop" in explain(done.hub_missed)


# --- nothing is forgotten ---


def test_every_table_of_the_file_is_known_to_the_eraser(event: Records):
    names = {row[0] for row in event.file.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    ours = {name for name in names if not name.startswith(("sqlite_", "_sqlite_migrations"))}
    assert ours == {*schema.READ_MODEL, *erasure.TABLES_OF_PEOPLE, *erasure.TABLES_OF_LINES}


def test_the_print_queue_is_emptied(event: Records, stick: Path):
    event.file.connection.execute("INSERT INTO print_job (job_id, attendee_id) VALUES ('1', '도재담')")
    purged(event, stick)
    assert event.file.connection.execute("SELECT COUNT(*) FROM print_job").fetchone() == (0,)


@pytest.mark.parametrize("name", ["day.damaged-20240228-120000.kiosk", "other.kiosk"])
@pytest.mark.parametrize("link", [Path.hardlink_to, Path.symlink_to])
def test_the_event_is_never_erased_by_another_name_of_it(link, name: str, event: Records, stick: Path):
    making.add_people(event, 2)
    link(event.path.with_name(name), event.path)
    assert event.path.with_name(name) not in reach_of(event, stick).copies
    purged(event, stick)
    assert event.path.read_bytes()[:15] == b"SQLite format 3"
    assert doctor(event).sound


def test_a_link_in_the_folder_for_copies_is_not_followed(event: Records, stick: Path, tmp_path: Path):
    copy = make_backup(event, stick, desk_id="laptop-1", now=EVENING)
    letter = tmp_path / "letter.txt"
    letter.write_text("somebody's")
    copy.path.unlink()
    copy.path.symlink_to(letter)
    purged(event, stick)
    assert letter.read_text() == "somebody's"


def test_what_a_purge_leaves_beside_the_event_is_named(event: Records, stick: Path):
    old = event.path.with_name("day.bak")
    old.write_bytes(event.path.read_bytes())
    event.path.with_name("day.xlsx").write_bytes(b"PK")
    backup(event, event.path.with_name("sent.kiosk")).rename(event.path.with_name("sent to the hall.old"))
    for link in ("day.kiosk.link", "the event"):
        (event.path.parent / link).symlink_to(event.path)
    assert [path.name for path in purged(event, stick).left] == ["day.bak", "day.kiosk.link", "sent to the hall.old"]


def test_copies_in_a_former_folder_and_backups_elsewhere_are_erased_too(event: Records, stick: Path, tmp_path: Path):
    former, elsewhere = tmp_path / "former", tmp_path / "elsewhere"
    for folder in (former, elsewhere):
        folder.mkdir()
    choose_folder(former)
    make_backup(event, former, desk_id="laptop-1", now=DAY)
    backup(event, elsewhere / "any name.kiosk")
    wanted = traces(event)
    purged(event, stick)
    assert found_in(tmp_path, wanted) == set()


def test_a_former_folder_that_is_not_there_is_named_and_remembered_until_it_is(
    event: Records, stick: Path, tmp_path: Path
):
    former = tmp_path / "former"
    former.mkdir()
    choose_folder(former)
    make_backup(event, former, desk_id="laptop-1", now=DAY)
    wanted = traces(event)
    former.rename(tmp_path / "unplugged")
    assert reach_of(event, stick).away == (former,)
    assert purged(event, stick).away == (former,)
    (tmp_path / "unplugged").rename(former)
    done = purged(event, stick)
    assert not done.away
    assert found_in(tmp_path, wanted) == set()


def test_a_copy_that_cannot_be_erased_is_named(
    event: Records, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    overwrite = replacing.overwrite

    def protected(path: Path) -> None:
        if path.name == "evening.kiosk":
            raise PermissionError(13, "write-protected")
        overwrite(path)

    monkeypatch.setattr(replacing, "overwrite", protected)
    done = purged(event, stick)
    assert tmp_path / "evening.kiosk" in done.left
    assert tmp_path / "evening.kiosk" not in done.files


@pytest.mark.parametrize("step", ["compact", "overwrite", "make_backup"])
def test_an_erasure_that_was_killed_is_finished_by_the_next_start(
    event: Records, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
):
    class KilledError(BaseException):
        pass

    def killed(*_given: object, **_named: object) -> None:
        raise KilledError

    places = {"compact": erasure, "overwrite": replacing, "make_backup": erase_traces}
    wanted = traces(event)
    with monkeypatch.context() as patched:
        patched.setattr(places[step], step, killed)
        with pytest.raises(KilledError):
            purged(event, stick)
    event.close()
    assert is_cut_off(event.path)
    with opened(open_event(event.path)) as records:
        assert finish_erasure(records, now=EVENING, folder=stick, desk_id="laptop-1") is not None
        assert finish_erasure(records, now=EVENING, folder=stick, desk_id="laptop-1") is None
    assert found_in(tmp_path, wanted) == set()
    assert not is_cut_off(event.path)


def test_an_erasure_killed_before_anybody_was_erased_erases_nobody_later(
    event: Records, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    class KilledError(BaseException):
        pass

    def killed(*_given: object) -> None:
        raise KilledError

    people = event.people.all()
    with monkeypatch.context() as patched:
        patched.setattr(Records, "append_all", killed)
        with pytest.raises(KilledError):
            purged(event, stick)
    assert is_cut_off(event.path)
    assert finish_erasure(event, now=EVENING, folder=stick, desk_id="laptop-1") is None
    assert event.people.all() == people
    assert backups_in(stick)


def test_an_erasure_on_a_full_disk_says_so_and_is_finished_when_there_is_room(
    event: Records, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_given: object) -> None:
        raise KioskError("event.disk_full", file="day.kiosk", why="database or disk is full")

    wanted = traces(event)
    with monkeypatch.context() as patched:
        patched.setattr(erasure, "compact", full)
        with refused("purge.cut_off"):
            purged(event, stick)
    purged(event, stick)  # by the command once more
    assert not is_cut_off(event.path)
    assert found_in(tmp_path, wanted) == set()
