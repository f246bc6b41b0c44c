"""The audit trail: who changed people, rules and attendance, told from the log."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.actions.door.check_in import undo
from kiosk.actions.event import change_details, details_of
from kiosk.actions.office.audit import Entry, audit_trail
from kiosk.actions.papers.issue_certificates import give_numbers, judge
from kiosk.actions.papers.keep_seal import keep_seal
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee, reissue, set_status
from kiosk.core import audit
from kiosk.core.access import Caller
from kiosk.core.audit import Action
from kiosk.core.certificate import Rule
from kiosk.core.operation import Kind
from kiosk.core.roster import Attendee, Status
from kiosk.store.records import Records
from kiosk.words.audit import ACTIONS
from tests import making
from tests.making import DAY, Desk


@pytest.fixture
def event(tmp_path: Path) -> Iterator[Records]:
    records = making.new_event(tmp_path)
    records = records.by(Caller("김하늘"))
    yield records
    records.close()


@pytest.fixture
def person(event: Records) -> Attendee:
    return add_attendee(event, {"name": "도재담", "affiliation": "창원대학교", "category": "산"})


def last(records: Records) -> Entry:
    return audit_trail(records)[-1]


def test_a_correction_is_told_with_before_and_after(event: Records, person: Attendee):
    edit_attendee(event, person.id, {"name": "도재훈", "affiliation": "창원대학교"})
    entry = last(event)
    assert (entry.action, entry.operator, entry.name) == (Action.CHANGED, "김하늘", "도재훈")
    assert (entry.before, entry.after) == ({"name": "도재담"}, {"name": "도재훈"})


def test_a_new_person_is_told_with_all_that_was_given(event: Records, person: Attendee):
    entry = last(event)
    assert (entry.action, entry.subject, entry.before) == (Action.ADDED, person.id, {})
    assert entry.after == {"name": "도재담", "affiliation": "창원대학교", "category": "산"}


@pytest.mark.parametrize(("status", "action"), [(Status.CANCELLED, Action.CANCELLED), (Status.BLOCKED, Action.BLOCKED)])
def test_a_change_of_status_is_told_by_its_name_and_reason(
    status: Status, action: Action, event: Records, person: Attendee
):
    set_status(event, person.id, status, "참가비 미납")
    assert (last(event).action, last(event).reason, last(event).after) == (action, "참가비 미납", {"status": status})
    set_status(event, person.id, Status.REGISTERED)
    assert (last(event).action, last(event).before) == (Action.RESTORED, {"status": status})


def test_a_new_code_names_the_old_one(event: Records, person: Attendee):
    reissue(event, person.id, "분실")
    entry = last(event)
    assert (entry.action, entry.reason, entry.before) == (Action.NEW_CODE, "분실", {"ticket_code": [person.id]})


def test_scans_that_change_attendance_are_told_and_refusals_are_not(event: Records, person: Attendee):
    desk = Desk(event, "정문")
    desk.scan(person.ticket_code, "10:00", session="E")
    desk.scan(person.ticket_code, "11:10", session="P")  # not on its list
    desk.scan("no code", "10:20", session="E")
    entry = last(event)
    assert (entry.action, entry.after, entry.desk) == (Action.ADMITTED, {"session": "E", "desk": "정문"}, "정문")
    desk.scan(person.ticket_code, "11:12", session="P", override="주최측 확인")
    assert (last(event).action, last(event).reason) == (Action.ADMITTED, "주최측 확인")


def test_a_scan_taken_back_names_the_person_and_the_reason(event: Records, person: Attendee):
    scan = Desk(event).scan(person.ticket_code, "10:00", session="E")
    undo(event, scan.scan_id, "다른 사람")
    entry = last(event)
    assert (entry.action, entry.name, entry.reason) == (Action.TAKEN_BACK, "도재담", "다른 사람")
    assert entry.before == {"session": "E", "direction": "in"}


def test_a_changed_rule_is_told_and_the_secret_never(event: Records, person: Attendee):
    change_details(event, replace(details_of(event), rule=Rule(minimum_sessions=2)))
    entry = last(event)
    assert entry.action is Action.EVENT_CHANGED
    assert entry.before["certificate_rule"]["minimum_sessions"] == 1
    assert entry.after["certificate_rule"]["minimum_sessions"] == 2
    secret = event.event.ticket_key().secret.hex()
    assert secret not in repr(audit_trail(event))


def test_a_seal_is_told_by_its_fingerprint_and_not_by_its_picture(event: Records):
    seal = Path(__file__).parents[1] / "printing" / "seal.png"
    keep_seal(event, seal)
    told = dict(last(event).after)
    assert len(told["seal"]) == 12
    keep_seal(event, seal)
    assert dict(last(event).after) == told  # the same picture again is no change


def test_a_changed_session_is_told_by_the_fields_that_differ(event: Records):
    making.add_sessions(event, [replace(making.FORUM, room="Great hall")])
    entry = last(event)
    assert (entry.action, entry.subject) == (Action.SESSION_CHANGED, "F")
    assert (entry.before, entry.after) == ({"room": "Annex"}, {"room": "Great hall"})


def test_what_changes_nothing_is_not_told(event: Records):
    told = len(audit_trail(event))
    making.add_sessions(event, [making.FORUM])
    assert len(audit_trail(event)) == told


def test_a_certificate_issued_is_told_with_its_number(event: Records, person: Attendee):
    Desk(event).scan(person.ticket_code, "10:00", session="E")
    given = give_numbers(event, judge(event), "창원")
    entry = last(event)
    assert (entry.action, entry.subject) == (Action.CERTIFIED, person.id)
    assert entry.after == {"serial": given.certificates[person.id].serial}


def test_of_a_kind_from_a_newer_program_only_the_fields_are_named(event: Records):
    with event.transaction():
        event.append("keyholder", "1", {"pin": "scrypt:1234"}, at=DAY)
    assert (last(event).action, last(event).kind, last(event).after) == (Action.OTHER, "keyholder", {"fields": ["pin"]})


def test_the_trail_of_one_person_leaves_out_the_others(event: Records, person: Attendee):
    other = add_attendee(event, {"name": "반가온"})
    Desk(event).scan(other.ticket_code, "10:00", session="E")
    edit_attendee(event, person.id, {"title": "교수"})
    assert [entry.action for entry in audit_trail(event, person.id)] == [Action.ADDED, Action.CHANGED]


def test_every_kind_of_operation_and_every_action_has_its_words():
    assert set(audit._TELLERS) == set(Kind)
    assert set(ACTIONS) == set(Action)
