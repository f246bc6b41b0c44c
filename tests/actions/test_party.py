"""Several people on one ticket: admitted one by one, told apart, and counted as the one person who is registered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.actions.door.check_in import undo
from kiosk.actions.event import Records
from kiosk.actions.keeping.backup import doctor
from kiosk.actions.office.figures import read_census
from kiosk.actions.people.import_roster import guess, import_roster, open_roster, plan_roster
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee
from kiosk.core.scan import Asked, Colour, Verdict
from tests.making import Desk, new_event
from tests.trouble import refused


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    made = new_event(tmp_path)
    yield made
    assert doctor(made).sound
    made.close()


def told(desk: Desk, code: str, *times: str, session: str = "R", **more):
    answers = [desk.scan(code, at, session=session, **more) for at in times]
    return [(str(one.verdict), tuple(one.party or ())) for one in answers]


def test_each_scan_admits_the_next_one_and_amber_says_that_all_are_in(records: Records):
    person = add_attendee(records, {"name": "김하나", "party": "3"})
    desk = Desk(records)
    assert told(desk, person.ticket_code, "09:10", "09:11", "09:12", "09:13") == [
        ("admitted", (1, 3)), ("companion", (2, 3)), ("companion", (3, 3)), ("already_in", ()),
    ]  # fmt: skip
    last = desk.scan(person.ticket_code, "09:14", session="R")
    assert last.colour is Colour.AMBER


def test_the_person_who_is_registered_is_counted_and_no_desk_is_in_conflict(records: Records):
    person = add_attendee(records, {"name": "김하나", "party": "3"})
    told(Desk(records), person.ticket_code, "09:10", "09:11", "09:12")
    counted = read_census(records)
    assert (counted.whole.registered, counted.whole.came) == (1, 1)
    assert records.scans.counts()["R"] == [1, 1]
    assert not list(records.scans.conflicts())


def test_a_companion_whose_scan_is_undone_may_enter_again_and_gets_no_badge(records: Records):
    person = add_attendee(records, {"name": "김하나", "party": "2"})
    desk = Desk(records)
    desk.scan(person.ticket_code, "09:10", session="R")
    second = desk.scan(person.ticket_code, "09:11", session="R")
    assert (second.verdict, second.badge_due) == (Verdict.COMPANION, False)
    undo(records, second.scan_id, "not theirs")
    assert told(desk, person.ticket_code, "09:12", "09:13") == [("companion", (2, 2)), ("already_in", ())]


def test_where_exits_are_scanned_all_enter_first_and_a_door_set_to_exit_lets_out(records: Records):
    person = add_attendee(records, {"name": "김하나", "party": "2"})
    desk = Desk(records)
    times = told(desk, person.ticket_code, "10:40", "10:41", "10:50", "10:55", session="F")
    assert [verdict for verdict, _party in times] == ["admitted", "companion", "left", "admitted"]
    assert told(desk, person.ticket_code, "11:00", session="F", asked=Asked.OUT) == [("left", ())]


def test_people_who_stand_in_a_row_need_not_wait_for_the_double_beep(records: Records):
    person = add_attendee(records, {"name": "김하나", "party": "2"})
    desk = Desk(records)
    verdicts = [verdict for verdict, _p in told(desk, person.ticket_code, "09:10:00", "09:10:01", "09:10:05")]
    assert verdicts == ["admitted", "repeat", "companion"]


def test_a_column_of_companions_is_the_party(records: Records, tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("성명,소속,동반자 수\n김하나,한빛정밀,2\n이두리,새솔전자,\n", encoding="utf-8")
    table = open_roster(path)
    import_roster(records, plan_roster(records, table, guess(records, table)))
    assert [(one.name, one.party) for one in records.people.all()] == [("김하나", "3"), ("이두리", "")]


def test_how_many_tickets_were_bought_lets_nobody_in_by_itself(records: Records, tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("성명,소속,수량\n김하나,한빛정밀,4\n", encoding="utf-8")
    table = open_roster(path)
    planned = plan_roster(records, table, guess(records, table))
    import_roster(records, planned)
    assert records.people.all()[0].party == ""
    table = open_roster(path)
    import_roster(records, plan_roster(records, table, guess(records, table, {"party": "수량"})))
    assert records.people.all()[0].party == "4"


@pytest.mark.parametrize("typed", ["many", "-1", "100"])
def test_a_party_that_is_no_number_is_refused(records: Records, typed: str):
    person = add_attendee(records, {"name": "김하나", "party": "1"})
    assert person.party == ""
    with refused("roster.bad_party"):
        edit_attendee(records, person.id, {"party": typed})
