"""The program as it is started, on a real display, scanned by a keyboard that types a ticket's digits."""

import time
from contextlib import closing
from pathlib import Path

import pytest

from kiosk import clock
from kiosk.actions.event import read_event
from kiosk.actions.people.manage_roster import attendee as attendee_of
from kiosk.core.answer_shape import answer_of
from kiosk.core.checkin import DOUBLE_BEEP
from kiosk.core.scan import Verdict
from tests.journeys.display import AMBER, PATIENCE, TEAL, Display

pytestmark = pytest.mark.long


def seen_within_patience(display: Display, colour: tuple[int, int, int]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if display.share_of(colour) > 0.25:
            return True
        time.sleep(0.05)
    return False


def test_a_ticket_is_scanned_twice_and_the_door_says_so_on_screen_and_on_disk(display: Display, event: Path):
    with closing(read_event(event)) as records:
        person = records.people.all()[0]
    display.scan(person.ticket_code)
    assert display.told() == "ANSWER admitted"
    assert seen_within_patience(display, TEAL)

    time.sleep(DOUBLE_BEEP.total_seconds() + 0.5)
    display.scan(person.ticket_code)
    assert display.told() == "ANSWER already_in"
    assert seen_within_patience(display, AMBER)

    display.scan("9" * 13)
    assert display.told() == "ANSWER unknown"
    assert display.quit() == 0

    with closing(read_event(event)) as records:
        answers = [answer_of(operation) for operation in records.scans.newest(10)]
        assert attendee_of(records, person.id).name == answers[-1].person.name
    assert [answer.verdict for answer in answers] == [Verdict.UNKNOWN, Verdict.ALREADY_IN, Verdict.ADMITTED]
    assert all(abs((answer.at - clock.now()).total_seconds()) < 10 * PATIENCE for answer in answers)


def test_scans_are_taken_while_a_person_is_searching(display: Display, event: Path):
    with closing(read_event(event)) as records:
        first, second = records.people.all()[:2]
    display.key("F3")
    display.key("a")
    display.scan(first.ticket_code)
    assert display.told() == "ANSWER admitted"
    display.scan(second.ticket_code)
    assert display.told() == "ANSWER admitted"
    with closing(read_event(event)) as records:
        assert [scan.subject for scan in records.scans.newest(2)] == [second.id, first.id]
