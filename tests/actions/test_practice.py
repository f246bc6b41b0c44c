"""Practising on a copy: what it is made of, what the log says of it, and that the event stays as it was."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from kiosk.actions.door.at_the_door import answer_scan
from kiosk.actions.door.check_in import check_in, new_scan_id, undo
from kiosk.actions.event import create_event, open_event, read_event
from kiosk.actions.keeping.encrypt import encrypt_event, make_code
from kiosk.actions.papers.print_documents import note_badges, print_badges
from kiosk.actions.people.manage_roster import add_attendee
from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.actions.preparing.practice import (
    Practice,
    deeds_since,
    newest_scan,
    place_to_practise,
    prepare_practice,
)
from kiosk.actions.programme.edit_programme import save_session
from kiosk.core.attendance import REGISTRATION
from kiosk.core.event import EventDetails
from kiosk.core.practice import ARRIVALS, MISHAPS, Deed, Mishap, is_solved
from kiosk.core.programme import Admission
from kiosk.core.scan import Asked, Scan, Verdict
from kiosk.errors import KioskError

DESK = "00000000-0000-4000-8000-000000000001"


@pytest.fixture
def event(tmp_path: Path) -> Path:
    path = tmp_path / "workshop.kiosk"
    make_demonstration(path, as_planned=True).close()
    return path


def practise(event: Path, target: Path, room: str = "", seed: int = 1) -> Practice:
    with closing(read_event(event)) as records:
        return prepare_practice(records, target, room=room, desk_id=DESK, seed=seed)


@pytest.fixture
def practice(event: Path, tmp_path: Path) -> Practice:
    return practise(event, tmp_path / "copy.kiosk")


@pytest.fixture
def copy(practice: Practice) -> Iterator:
    with closing(open_event(practice.path, desk_id=DESK)) as records:
        yield records


def guest_of(practice: Practice, mishap: Mishap):
    return next(guest for guest in practice.guests if guest.arrival.mishap is mishap)


def scan(copy, practice: Practice, code: str, *, override: str = "", after: int = 0):
    at = practice.at + timedelta(seconds=after)
    return check_in(
        copy, Scan(new_scan_id(), code, at, "1", session=practice.session.code, asked=Asked.IN, override=override)
    )


def test_the_event_is_only_read_byte_by_byte(event: Path, tmp_path: Path):
    before = sha256(event.read_bytes()).digest()
    practise(event, tmp_path / "copy.kiosk")
    assert sha256(event.read_bytes()).digest() == before


def test_every_mishap_comes_once_to_people_of_the_event(practice: Practice, event: Path):
    kinds = [guest.arrival.mishap for guest in practice.guests]
    assert len(kinds) == ARRIVALS and all(kinds.count(mishap) == 1 for mishap in MISHAPS)
    with closing(read_event(event)) as records:
        known = {person.id: person.name for person in records.people.all()}
    for guest in practice.guests:
        assert known[guest.arrival.person] == guest.name


def test_each_mishap_is_met_at_the_real_door(copy, practice: Practice):
    met = {
        Mishap.NONE: Verdict.ADMITTED,
        Mishap.DUPLICATE: Verdict.ALREADY_IN,
        Mishap.WRONG_ROOM: Verdict.NOT_REGISTERED,
        Mishap.FORGOTTEN: Verdict.ADMITTED,
        Mishap.JAM: Verdict.ALREADY_IN,
        Mishap.NETWORK: Verdict.ADMITTED,
        Mishap.SCANNER: Verdict.ADMITTED,
    }
    for mishap, verdict in met.items():
        guest = guest_of(practice, mishap)
        assert scan(copy, practice, guest.code).verdict is verdict, mishap


def test_who_stands_at_the_wrong_room_is_told_the_right_one(copy, practice: Practice):
    code = guest_of(practice, Mishap.WRONG_ROOM).code
    asked = Scan(new_scan_id(), code, practice.at, "1", session=practice.session.code, asked=Asked.IN)
    right = copy.programme.sessions()[answer_scan(copy, asked).row.instead]
    assert right.room and right.room != practice.session.room and right.kind != REGISTRATION


def test_a_scan_taken_back_and_somebody_else_let_in_are_seen(copy, practice: Practice):
    guest, other = guest_of(practice, Mishap.FORGOTTEN), guest_of(practice, Mishap.SCANNER)
    since = newest_scan(copy)
    session = practice.session.code
    assert deeds_since(copy, guest, session, since) == frozenset()
    wrong = scan(copy, practice, other.code)
    assert deeds_since(copy, guest, session, since) == {Deed.ANOTHER}
    undo(copy, wrong.scan_id, "the wrong person")
    scan(copy, practice, guest.code, after=20)
    assert deeds_since(copy, guest, session, since) == {Deed.ENTERED}


def test_who_is_let_in_again_with_a_reason_and_a_badge_made_again_count(copy, practice: Practice, tmp_path: Path):
    guest = guest_of(practice, Mishap.DUPLICATE)
    since = newest_scan(copy)
    scan(copy, practice, guest.code)
    scan(copy, practice, guest.code, override="was outside", after=20)
    deeds = deeds_since(copy, guest, practice.session.code, since)
    assert deeds == {Deed.REFUSED, Deed.OVERRULED, Deed.ENTERED} and is_solved(Mishap.DUPLICATE, deeds)
    torn = guest_of(practice, Mishap.JAM)
    assert torn.badges == 1
    since = newest_scan(copy)
    person = next(each for each in copy.people.all() if each.id == torn.arrival.person)
    batch = print_badges(copy, [person], tmp_path / "badge.pdf")
    note_badges(copy, batch)
    assert deeds_since(copy, torn, practice.session.code, since) == frozenset()
    note_badges(copy, batch, "torn")
    assert deeds_since(copy, torn, practice.session.code, since) == {Deed.BADGE_AGAIN}


def test_the_desks_room_is_played_and_its_door_has_a_list_in_the_copy_alone(event: Path, tmp_path: Path):
    made = practise(event, tmp_path / "copy.kiosk", room="그랜드볼룸")
    assert (made.session.room, made.session.admission) == ("그랜드볼룸", Admission.REGISTERED)
    with closing(read_event(event)) as records:
        assert records.programme.sessions()[made.session.code].admission is Admission.OPEN


def test_without_a_session_there_is_nothing_to_practise_at_and_too_few_people_get_invented_company(tmp_path: Path):
    with closing(create_event(tmp_path / "small.kiosk", EventDetails({"ko": "작은 행사"}))) as records:
        add_attendee(records, {"name": "김하나"})
        with pytest.raises(KioskError) as trouble:
            prepare_practice(records, tmp_path / "copy.kiosk", room="", desk_id=DESK, seed=1)
        assert trouble.value.code == "practice.no_programme" and not (tmp_path / "copy.kiosk").exists()
        cells = {
            "code": "S1", "title_en": "Talk", "kind": "session", "room": "Hall", "starts_at": "2026-03-02T09:00",
            "ends_at": "2026-03-02T10:00",
        }  # fmt: skip
        save_session(records, cells)
        made = prepare_practice(records, tmp_path / "copy.kiosk", room="", desk_id=DESK, seed=1)
        assert [person.name for person in records.people.all()] == ["김하나"]
    kinds = {guest.arrival.mishap for guest in made.guests}
    assert len(made.guests) == ARRIVALS and "김하나" in {guest.name for guest in made.guests}
    assert kinds == set(Mishap) - {Mishap.WRONG_ROOM}  # there is one room alone


def test_copies_that_a_crash_left_are_removed_and_one_in_use_stays(event: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    with place_to_practise() as target:
        practise(event, target)
        with closing(open_event(target)), place_to_practise() as another:
            assert target.exists() and another.parent.exists()
        left = tmp_path / "temporary" / "kiosk-practice-left"
        left.mkdir()
        practise(event, left / "practice.kiosk")
        with place_to_practise():
            assert not left.exists()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_the_copy_of_an_encrypted_event_is_encrypted_too(event: Path, tmp_path: Path):
    encrypt_event(event, make_code())
    practise(event, tmp_path / "copy.kiosk")
    assert not (tmp_path / "copy.kiosk").read_bytes().startswith(b"SQLite format 3")
