"""What people agree to, when, and until when they are kept."""

from datetime import date
from pathlib import Path

from kiosk import clock
from kiosk.actions.event import event_zone
from kiosk.actions.keeping.privacy import change_privacy, consents, is_overdue, privacy_of
from kiosk.actions.people.import_roster import guess, import_roster, open_roster, plan_roster
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee
from kiosk.core.lists.consent import AGREES_NOW
from kiosk.store.records import Records
from kiosk.tables.writing import write_csv
from tests import making

LAST_DAY = date(2024, 5, 31)


def test_an_event_begins_without_a_text_and_without_an_end(event: Records):
    assert (privacy_of(event).version, privacy_of(event).keep_until) == (0, None)


def test_another_text_is_another_version_and_another_day_is_not(event: Records):
    assert change_privacy(event, "성명과 소속을 수집합니다.", None).version == 1
    assert change_privacy(event, "성명과 소속을 수집합니다. ", LAST_DAY).version == 1
    assert change_privacy(event, "성명, 소속, 연락처를 수집합니다.", LAST_DAY).version == 2
    assert privacy_of(event).keep_until == LAST_DAY


def test_a_walk_in_agrees_to_the_version_of_the_day(event: Records):
    change_privacy(event, "성명과 소속을 수집합니다.", None)
    person = add_attendee(event, {"name": "도재담", "consent": AGREES_NOW})
    today = clock.now().astimezone(event_zone(event)).date()
    assert person.consent == f"{today} v1"
    assert edit_attendee(event, person.id, {"consent": ""}).consent == ""


def test_a_roster_brings_its_consents_along(event: Records, tmp_path: Path):
    rows = [
        ["도재담", "○"], ["반가온", "2024-02-20"], ["길룡호", "동의함"], ["위욱빈", "미동의"], ["곽호옥", ""],
    ]  # fmt: skip
    write_csv(tmp_path / "roster.csv", ["성명", "개인정보 수집·이용 동의"], rows)
    table = open_roster(tmp_path / "roster.csv")
    import_roster(event, plan_roster(event, table, guess(event, table)))
    told = {person.name: person.consent for person in event.people.all()}
    assert told == {"도재담": "yes", "반가온": "2024-02-20", "길룡호": "yes", "위욱빈": "", "곽호옥": ""}
    assert (consents(event).agreed, consents(event).missing) == (3, 2)


def test_people_are_overdue_from_the_day_after_the_last(event: Records):
    making.add_people(event, 1)
    change_privacy(event, "", LAST_DAY)
    assert not is_overdue(event, LAST_DAY)
    assert is_overdue(event, date(2024, 6, 1))
