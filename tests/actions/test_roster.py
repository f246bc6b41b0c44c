"""People of an event: the office's files twice over, and every change to a single person."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.actions.keeping.backup import doctor
from kiosk.actions.people import import_roster
from kiosk.actions.people.import_roster import Imported
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee, find_attendees, reissue, set_status
from kiosk.actions.preparing.set_up_event import set_up_event
from kiosk.core.certificate import Rule
from kiosk.core.event import EventDetails
from kiosk.core.roster import Attendee, Status
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.words.error_messages import explain
from tests.making import DEMO, Desk

XLSX, CSV = DEMO / "roster.xlsx", DEMO / "roster-cp949.csv"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Records]:
    """The workshop's programme, with nobody on its roster."""
    made = set_up_event(tmp_path / "workshop.kiosk", EventDetails({"ko": "워크숍"}), programme=DEMO / "programme.csv")
    yield made.records
    made.records.close()


@pytest.fixture
def person(event: Records) -> Attendee:
    return add_attendee(event, {"name": "도재담", "affiliation": "한빛정밀", "category": "산"})


def bring_in(records: Records, path: Path, *, leave_out_rejected: bool = False) -> Imported:
    table = import_roster.open_roster(path)
    planned = import_roster.plan_roster(records, table, import_roster.guess(records, table))
    return import_roster.import_roster(records, planned, leave_out_rejected=leave_out_rejected)


def written(folder: Path, *rows: str) -> Path:
    path = folder / "roster.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


# --- the office's files ---


@pytest.mark.parametrize(("first", "second"), [(XLSX, CSV), (XLSX, XLSX), (CSV, CSV)])
def test_the_other_file_of_the_same_people_changes_nothing(first: Path, second: Path, workshop: Records):
    assert bring_in(workshop, first) == Imported(new=84, changed=0, unchanged=0, rejected=0)
    people = workshop.people.all()
    assert bring_in(workshop, second) == Imported(new=0, changed=0, unchanged=84, rejected=0)
    assert workshop.people.all() == people
    assert doctor(workshop).sound


def test_the_file_with_remarks_adds_its_remarks_and_nothing_else(workshop: Records):
    bring_in(workshop, CSV)
    people = workshop.people.all()
    assert bring_in(workshop, XLSX) == Imported(new=0, changed=4, unchanged=80, rejected=0)
    assert [replace(person, notes="") for person in workshop.people.all()] == people
    assert sorted(person.notes for person in workshop.people.all() if person.notes) == [
        "VIP",
        "채식",
        "현장결제",
        "휠체어 이용",
    ]


def test_both_files_bring_the_same_people(tmp_path: Path):
    told = []
    for name, path in (("one", XLSX), ("other", CSV)):
        made = set_up_event(tmp_path / name, EventDetails({"ko": name}), programme=DEMO / "programme.csv", roster=path)
        told.append(
            [
                (p.name, p.affiliation, p.title, p.category, p.email, p.phone, p.sessions)
                for p in made.records.people.all()
            ]
        )
        made.records.close()
    assert told[0] == told[1]


def test_everybody_has_a_code_of_their_own(workshop: Records):
    bring_in(workshop, XLSX)
    people = workshop.people.all()
    assert len({person.ticket_code for person in people}) == len({person.id for person in people}) == 84


def test_an_import_with_a_rejected_row_stores_nothing(event: Records, tmp_path: Path):
    path = written(tmp_path, "이름,세션", "도재담,P", "추솔,없는 세션")
    with pytest.raises(KioskError, match="rows_rejected"):
        bring_in(event, path)
    assert event.people.all() == []
    assert bring_in(event, path, leave_out_rejected=True) == Imported(1, 0, 0, 1)
    assert [person.name for person in event.people.all()] == ["도재담"]


def test_an_import_changes_what_the_file_says_otherwise(event: Records, tmp_path: Path):
    bring_in(event, written(tmp_path, "이름,소속,직급,번호", "도재담,한빛정밀,과장,1", "추솔,누리,대리,2"))
    second = written(tmp_path, "이름,소속,직급,번호", "도재담,한빛정밀,부장,1", "추솔,누리,대리,2", "위욱빈,누리,,3")
    assert bring_in(event, second) == Imported(new=1, changed=1, unchanged=1, rejected=0)
    assert [person.title for person in event.people.all()] == ["부장", "대리", ""]
    assert doctor(event).sound


# --- codes that came with the roster ---

CODES = ("이름,번호,티켓코드", "도재담,1,ABC123", "추솔,2,DEF456")


def test_codes_of_another_system_come_with_the_roster(event: Records, tmp_path: Path):
    path = written(tmp_path, *CODES)
    bring_in(event, path)
    assert [person.ticket_code for person in event.people.all()] == ["ABC123", "DEF456"]
    assert bring_in(event, path) == Imported(0, 0, 2, 0)


def test_a_corrected_code_withdraws_the_one_before(event: Records, tmp_path: Path):
    bring_in(event, written(tmp_path, *CODES))
    assert bring_in(event, written(tmp_path, CODES[0], "도재담,1,XYZ789")) == Imported(0, 1, 0, 0)
    desk = Desk(event)
    assert desk.scan("ABC123", "10:30", session="F").verdict == "revoked"
    assert desk.scan("XYZ789", "10:30", session="F").verdict == "admitted"


def test_a_correction_that_is_taken_back_puts_the_first_code_in_force(event: Records, tmp_path: Path):
    for code in ("ABC123", "XYZ789", "ABC123"):
        bring_in(event, written(tmp_path, CODES[0], f"도재담,1,{code}"))
    desk = Desk(event)
    assert desk.scan("XYZ789", "10:30", session="F").verdict == "revoked"
    assert desk.scan("ABC123", "10:30", session="F").verdict == "admitted"
    assert doctor(event).sound


def test_the_same_file_does_not_bring_a_withdrawn_code_back(event: Records, tmp_path: Path):
    path = written(tmp_path, *CODES)
    bring_in(event, path)
    new = reissue(event, event.people.all()[0].id, "분실")
    assert bring_in(event, path) == Imported(0, 0, 2, 0)
    assert event.people.get(new.id) == new
    assert Desk(event).scan("ABC123", "10:30", session="F").verdict == "revoked"


def test_a_code_two_people_would_share_is_rejected(event: Records, tmp_path: Path):
    with pytest.raises(KioskError, match="rows_rejected"):
        bring_in(event, written(tmp_path, CODES[0], "도재담,1,ABC123", "추솔,2,ABC123"))


def test_codes_that_differ_only_in_case_are_two_codes(event: Records, tmp_path: Path):
    bring_in(event, written(tmp_path, CODES[0], "도재담,1,ABC123", "추솔,2,abc123"))
    names = [Desk(event, code).scan(code, "10:30", session="F").person.name for code in ("ABC123", "abc123")]
    assert names == ["도재담", "추솔"]


# --- single people ---


def test_a_walk_in_is_stored_as_tidily_as_an_import(event: Records):
    person = add_attendee(
        event, {"name": "  도 재담 ", "phone": "01000000099", "email": " A@Example.com", "sessions": ["P"]}
    )
    assert (person.name, person.phone, person.sessions) == ("도 재담", "010-0000-0099", ("P",))
    assert person.email.lower() == "a@example.com"
    assert event.people.get(person.id) == person


def test_a_name_in_decomposed_hangul_is_composed(event: Records):
    assert add_attendee(event, {"name": "\u1103\u1169"}).name == "도"


@pytest.mark.parametrize(("fields", "code"), [
    ({}, "attendee.no_name"),
    ({"name": ""}, "attendee.no_name"),
    ({"name": " \u3000"}, "attendee.no_name"),
    ({"name": "\0"}, "attendee.no_name"),
    ({"name": "도재담", "sessions": ["Z"]}, "scan.unknown_session"),
    ({"name": "도재담", "salary": "1"}, "attendee.unknown_field"),
    ({"name": "도재담", "ticket_code": "1"}, "attendee.unknown_field"),
    ({"name": "도재담", "id": "1"}, "attendee.unknown_field"),
])  # fmt: skip
def test_a_walk_in_that_cannot_be_is_told(fields: dict, code: str, event: Records):
    with pytest.raises(KioskError, match=code):
        add_attendee(event, fields)
    assert event.people.all() == []


def test_an_edit_changes_only_what_it_names(event: Records, person: Attendee):
    edited = edit_attendee(event, person.id, {"title": "부장", "name": "도재담"})
    assert (edited.title, edited.affiliation, edited.ticket_code) == ("부장", "한빛정밀", person.ticket_code)
    (payload,) = event.file.connection.execute("SELECT payload FROM op ORDER BY arrival DESC LIMIT 1").fetchone()
    assert payload == '{"title":"부장"}'


def test_an_edit_that_changes_nothing_is_not_written(event: Records, person: Attendee):
    before = doctor(event).operations
    assert edit_attendee(event, person.id, {"name": " 도재담 ", "sessions": []}) == person
    assert doctor(event).operations == before


def test_a_field_and_all_sessions_can_be_emptied(event: Records, person: Attendee):
    edit_attendee(event, person.id, {"sessions": ["P"]})
    emptied = edit_attendee(event, person.id, {"sessions": [], "affiliation": ""})
    assert (emptied.sessions, emptied.affiliation) == ((), "")


def test_a_cancelled_registration_is_restored(event: Records, person: Attendee):
    assert set_status(event, person.id, Status.CANCELLED, "불참").status is Status.CANCELLED
    restored = set_status(event, person.id, Status.REGISTERED)
    assert (restored.status, restored.status_reason) == (Status.REGISTERED, "")


def test_a_block_needs_its_reason(event: Records, person: Attendee):
    with pytest.raises(KioskError, match="block_without_reason"):
        set_status(event, person.id, Status.BLOCKED, "  ")
    assert set_status(event, person.id, Status.BLOCKED, "명찰 양도").status_reason == "명찰 양도"


def test_a_file_does_not_lift_a_block(event: Records, person: Attendee, tmp_path: Path):
    set_status(event, person.id, Status.BLOCKED, "명찰 양도")
    bring_in(event, written(tmp_path, "이름,소속,상태", "도재담,한빛정밀,등록"))
    assert event.people.get(person.id).status is Status.BLOCKED


@pytest.mark.parametrize("unknown", ["", "0", "0000000000000", "\ud800", "도재담", "'"])
def test_nobody_is_changed_by_an_unknown_id(unknown: str, event: Records, person: Attendee):
    for change in (
        lambda: edit_attendee(event, unknown, {"name": "x"}),
        lambda: set_status(event, unknown, Status.CANCELLED),
        lambda: reissue(event, unknown),
    ):
        with pytest.raises(KioskError, match=r"attendee\.unknown"):
            change()
    assert event.people.all() == [person]


def test_people_are_found_by_part_of_their_name(workshop: Records):
    bring_in(workshop, XLSX)
    assert [person.name for person in find_attendees(workshop, "길룡ㅎ")] == ["길룡호"]
    assert len(find_attendees(workshop, "010")) == 84


# --- a new event, whole or not at all ---


@pytest.mark.parametrize(("programme", "roster", "required"), [
    ("missing.csv", None, ()),
    (DEMO / "programme.csv", "missing.xlsx", ()),
    (DEMO / "programme.csv", DEMO / "programme.csv", ()),
    (DEMO / "roster.xlsx", None, ()),
    (DEMO / "programme.csv", DEMO / "roster.xlsx", ("S9",)),
])  # fmt: skip
def test_an_event_that_cannot_be_made_whole_leaves_nothing(programme, roster, required, tmp_path: Path):
    details = EventDetails({"ko": "워크숍"}, rule=Rule(required=required))
    with pytest.raises(KioskError):
        set_up_event(
            tmp_path / "day.kiosk", details, programme=tmp_path / programme, roster=roster and tmp_path / roster
        )
    assert list(tmp_path.iterdir()) == []


SAME_FOR_ALL = [
    ({"name": "\u200b\u2060"}, "attendee.no_name"),
    ({"name": "가" * 501}, "roster.too_long"),
    ({"notes": "가" * 501}, "roster.too_long"),
    ({"notes": "900101-1000000"}, "roster.resident_number"),
    ({"external_id": "9001011000000"}, "roster.resident_number"),
    ({"external_id": "1.23E+15"}, "roster.lost_digits"),
    ({"email": "없음"}, "roster.bad_email"),
    ({"email": "a@example.com b@example.com"}, "roster.bad_email"),
]


@pytest.mark.parametrize(("fields", "code"), SAME_FOR_ALL)
def test_what_an_import_would_not_keep_is_not_kept_from_a_form_either(fields: dict, code: str, event: Records):
    person = add_attendee(event, {"name": "도재담"})
    length = event.journal.length()
    with pytest.raises(KioskError) as caught:
        add_attendee(event, {"name": "추솔"} | fields)
    with pytest.raises(KioskError, match=caught.value.code):
        edit_attendee(event, person.id, fields)
    assert caught.value.code == code
    assert "{" not in explain(code, caught.value.details)
    assert event.journal.length() == length


def test_the_language_is_one_that_documents_have(event: Records):
    assert add_attendee(event, {"name": "도재담", "language": "한국어"}).language == "ko"
    assert add_attendee(event, {"name": "추솔", "language": "French"}).language == "en"


def test_an_address_that_came_with_a_file_stands_in_nobodys_way(event: Records, tmp_path: Path):
    bring_in(event, written(tmp_path, "이름,이메일", "도재담,추후 제출"))
    (person,) = event.people.all()
    assert edit_attendee(event, person.id, {"email": "추후 제출", "title": "부장"}).title == "부장"
